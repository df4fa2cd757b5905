//! The list of agreements: filter, order and pages.
//!
//! SQL narrows by what does not depend on the day; where an agreement stands comes out of its view.

use std::sync::Arc;

use ::agreements::Agreement as View;
use ::agreements::agreement::{AgreementKind, AgreementState};
use async_graphql::{Context, Enum, InputObject, Object, Result};
use kernel::{Date, FrameworkId, NetworkId, PartnerId};
use uuid::Uuid;

use super::Agreement;
use super::load::{AgreementRow, load, present};
use super::party::notice_on;
use crate::graphql::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page_of,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::Duplicates;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::words;

/// Which agreements.
#[derive(Debug, Default, InputObject)]
pub struct AgreementFilter {
    /// Only those that stand so on the day.
    state: Option<AgreementState>,
    kind: Option<AgreementKind>,
    /// Only those to which this partner is or was a party.
    partner: Option<PartnerId>,
    /// Only those of this network.
    network: Option<NetworkId>,
    /// Only those that were drafted on this text, in whichever version.
    framework: Option<FrameworkId>,
    /// Only those whose last day lies before this day.
    ends_before: Option<Date>,
    /// `true`: only those under which a party's notice had arrived by the day and was not taken back by then; `false`:
    /// only the others.
    notice_given: Option<bool>,
    /// Only those whose title or project's name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum AgreementOrder {
    /// by the day of their draft, the first one first
    #[default]
    Drafted,
    /// by the day of their draft, the last one first
    DraftedDesc,
    /// by their last day, the next one first; those without a known end come last
    EndsOn,
    /// by title, or by the project's name where there is none, A to Z
    Title,
}

impl AgreementOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Drafted => ListName("agreements:DRAFTED"),
            Self::DraftedDesc => ListName("agreements:DRAFTED_DESC"),
            Self::EndsOn => ListName("agreements:ENDS_ON"),
            Self::Title => ListName("agreements:TITLE"),
        }
    }

    /// What the statement sorts by.
    const fn key(self) -> &'static str {
        match self {
            Self::Drafted | Self::DraftedDesc => "drafted",
            Self::EndsOn => "end",
            Self::Title => "title",
        }
    }

    const fn descends(self) -> bool {
        match self {
            Self::DraftedDesc => true,
            Self::Drafted | Self::EndsOn | Self::Title => false,
        }
    }
}

/// The municipality's agreements that were begun by a day, by a key of the order, then by id.
struct Agreements {
    filter: AgreementFilter,
    /// The partner that is asked for, with its duplicates.
    partners: Option<Vec<Uuid>>,
    pattern: Option<String>,
    order: AgreementOrder,
    day: Date,
}

macro_rules! agreements_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT a.id, a.view, k.key
            FROM read_4.agreement a
            LEFT JOIN vault.entry t
                ON t.municipality = a.municipality
                AND t.id = (a.view ->> 'title')::uuid
            LEFT JOIN vault.entry p
                ON p.municipality = a.municipality
                AND p.id = (a.view ->> 'projectName')::uuid
            CROSS JOIN LATERAL (
                SELECT
                    lower(replace(translate(
                        t.content::jsonb #>> '{}', 'ÄÖÜäöü', 'AOUaou'
                    ), 'ß', 'ss') COLLATE \"C\"),
                    lower(replace(translate(
                        p.content::jsonb #>> '{}', 'ÄÖÜäöü', 'AOUaou'
                    ), 'ß', 'ss') COLLATE \"C\")
            ) AS n(title, project)
            CROSS JOIN LATERAL (
                SELECT CASE $6::text
                    WHEN 'end' THEN coalesce(to_char(a.ends_on, 'YYYY-MM-DD'), 'without')
                    WHEN 'title' THEN coalesce(n.title, n.project, '')
                    ELSE coalesce(a.view ->> 'draftedOn', '')
                END COLLATE \"C\"
            ) AS k(key)
            WHERE a.municipality = $1
                AND ($2::text IS NULL OR (k.key, a.id) > ($2, $3::uuid))
                AND ($4::text IS NULL OR (k.key, a.id) < ($4, $5::uuid))
                AND ($7::text IS NULL OR a.kind = $7)
                AND ($8::uuid[] IS NULL OR EXISTS (
                    SELECT
                    FROM read_4.agreement_partner w
                    WHERE w.municipality = a.municipality
                        AND w.agreement = a.id
                        AND w.partner = ANY ($8)
                ))
                AND ($9::uuid IS NULL OR a.network = $9)
                AND ($10::uuid IS NULL OR (a.view #>> '{text,framework}')::uuid = $10)
                AND ($11::text IS NULL OR n.title LIKE $11 OR n.project LIKE $11)
            ORDER BY k.key ",
            $direction,
            ", a.id ",
            $direction,
            "
            LIMIT $12"
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
        let after = (stretch.after_key(), stretch.after_id());
        let before = (stretch.before_key(), stretch.before_id());
        let (low, high) = if self.order.descends() {
            (before, after)
        } else {
            (after, before)
        };
        let rows = reading
            .rows(
                "list agreements",
                if self.order.descends() == stretch.backward {
                    agreements_sql!("ASC")
                } else {
                    agreements_sql!("DESC")
                },
                &[
                    &low.0,
                    &low.1,
                    &high.0,
                    &high.1,
                    &self.order.key(),
                    &filter.kind.map(AgreementKind::code),
                    &self.partners,
                    &filter.network.map(|network| network.0),
                    &filter.framework.map(|framework| framework.0),
                    &self.pattern,
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
            && self.filter.notice_given.is_none_or(|given| {
                given == present(view).any(|party| notice_on(party, self.day).is_some())
            })
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
    /// The agreements that were begun by the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Vereinbarungen].
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
        #[graphql(default)] order_by: AgreementOrder,
        as_of: Option<Date>,
    ) -> Result<AgreementConnection> {
        let reader = Reader::of(ctx)?;
        let list = order_by.list();
        let window = Window::try_new(
            list,
            &WindowArguments {
                first,
                after,
                last,
                before,
            },
        )?;
        let filter = filter.unwrap_or_default();
        let searched = words::searched("filter.text", filter.text.as_deref())?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let partners = match filter.partner {
            Some(partner) => Some(Duplicates::load(&reading).await?.with(&[partner.0])),
            None => None,
        };
        let agreements = Agreements {
            filter,
            partners,
            pattern: searched.as_deref().map(words::containing),
            order: order_by,
            day,
        };
        let (rows, page) = page_of(ctx, &reading, &agreements, &window).await?;
        let nodes = load(&reading, rows, agreements.day, &Look::nodes(ctx)).await?;
        Ok(AgreementConnection::new(list, page.with(nodes)))
    }
}
