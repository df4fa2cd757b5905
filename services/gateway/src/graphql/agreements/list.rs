//! The list of agreements: filter and pages.
//!
//! SQL narrows by what does not depend on the day; where an agreement stands comes out of its view.

use std::sync::Arc;

use ::agreements::Agreement as View;
use ::agreements::agreement::{AgreementKind, AgreementState};
use async_graphql::{Context, InputObject, Object, Result};
use kernel::{Date, PartnerId};

use super::Agreement;
use super::load::{AgreementRow, load};
use crate::graphql::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reader, Reading};

const LIST: ListName = ListName("agreements:DRAFTED");

/// Which agreements.
#[derive(Debug, Default, InputObject)]
pub struct AgreementFilter {
    /// Only those that stand so on the day.
    state: Option<AgreementState>,
    kind: Option<AgreementKind>,
    /// Only those to which this partner is or was a party.
    partner: Option<PartnerId>,
    /// Only those whose last day lies before this day.
    ends_before: Option<Date>,
}

/// The municipality's agreements that were begun by a day, by the day of their draft, then by id.
struct Agreements {
    filter: AgreementFilter,
    day: Date,
}

macro_rules! agreements_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT a.id, a.view, k.key
            FROM read_1.agreement a
            CROSS JOIN LATERAL (
                SELECT coalesce(a.view ->> 'draftedOn', '') COLLATE \"C\"
            ) AS k(key)
            WHERE a.municipality = $1
                AND ($2::text IS NULL OR (k.key, a.id) > ($2, $3::uuid))
                AND ($4::text IS NULL OR (k.key, a.id) < ($4, $5::uuid))
                AND ($6::text IS NULL OR a.kind = $6)
                AND ($7::uuid IS NULL OR EXISTS (
                    SELECT
                    FROM read_1.agreement_partner w
                    WHERE w.municipality = a.municipality
                        AND w.agreement = a.id
                        AND w.partner = $7
                ))
            ORDER BY k.key ",
            $direction,
            ", a.id ",
            $direction,
            "
            LIMIT $8"
        )
    };
}

impl Listing for Agreements {
    type Node = AgreementRow;

    fn filters(&self) -> bool {
        true
    }

    async fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<AgreementRow>>, GraphError> {
        let filter = &self.filter;
        let rows = reading
            .rows(
                "list agreements",
                if stretch.backward {
                    agreements_sql!("DESC")
                } else {
                    agreements_sql!("ASC")
                },
                &[
                    &stretch.after_key(),
                    &stretch.after_id(),
                    &stretch.before_key(),
                    &stretch.before_id(),
                    &filter.kind.map(AgreementKind::code),
                    &filter.partner.map(|partner| partner.0),
                    &stretch.limit,
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let (id, view) = (row.get("id"), reader::view::<View>(row)?);
                let node = self.keeps(&view).then(|| AgreementRow {
                    id,
                    view: Arc::new(view),
                });
                Ok(Found {
                    place: Place {
                        key: row.get("key"),
                        id,
                    },
                    node,
                })
            })
            .collect()
    }
}

impl Agreements {
    fn keeps(&self, view: &View) -> bool {
        let ends = |before| view.ends_on().is_some_and(|end| end < before);
        view.state_since(self.day).is_some()
            && self
                .filter
                .state
                .is_none_or(|wanted| view.state_on(self.day) == wanted)
            && self.filter.ends_before.is_none_or(ends)
    }
}

connection! {
    /// A page of agreements [Vereinbarungen].
    AgreementConnection, AgreementEdge, Agreement
}

/// The root fields about agreements.
#[derive(Default)]
pub struct AgreementQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl AgreementQuery {
    /// The agreements that were begun by the day (today where none is given), by the day of their draft, 50 at a
    /// time where no length is given, 200 at most [Vereinbarungen].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn agreements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<AgreementFilter>,
        as_of: Option<Date>,
    ) -> Result<AgreementConnection> {
        let reader = Reader::of(ctx)?;
        let window = Window::try_new(
            LIST,
            &WindowArguments {
                first,
                after,
                last,
                before,
            },
        )?;
        let agreements = Agreements {
            filter: filter.unwrap_or_default(),
            day: reader.day(as_of)?,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        let mut page = page(&reading, &agreements, &window, count).await?;
        let rows = std::mem::take(&mut page.nodes);
        let nodes = load(&reading, rows, agreements.day, &Look::nodes(ctx)).await?;
        Ok(AgreementConnection::new(LIST, page.with(nodes)))
    }
}
