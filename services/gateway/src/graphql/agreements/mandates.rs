//! Which partner has which agreement on the protection mandate, and who has none (AGR-25).
//!
//! § 8a Abs. 4 SGB VIII asks for agreements with the Träger of institutions and services. So a partner counts as covered
//! also where its Träger has one; which of the two it is stays visible.

use std::collections::HashMap;

use ::agreements::Agreement as View;
use ::agreements::agreement::AgreementKind;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use kernel::{Date, NetworkId, PartnerId};
use membership::{MembershipState, Partner};
use uuid::Uuid;

use super::linked::{AgreementReference, references};
use super::load::{AgreementRow, present};
use super::parts::MissingProtection;
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page,
};
use crate::graphql::error::GraphError;
use crate::graphql::partners::{self, Duplicates, PartnerReference};
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::words;

const LIST: ListName = ListName("protectionMandates");

/// A partner and its agreements on the protection mandate [Schutzauftrag] (AGR-25).
#[derive(Clone, SimpleObject)]
pub struct PartnerMandates {
    partner: PartnerReference,
    /// Who operates it on the day that is asked for [Träger].
    operator: Option<PartnerReference>,
    /// Whether an agreement of its own or of its Träger is in force on the day that is asked for.
    covered: bool,
    /// The agreements to which it is a party itself, those that have ended included.
    own: Vec<ProtectionMandate>,
    /// The agreements to which its Träger is a party.
    of_operator: Vec<ProtectionMandate>,
}

/// An agreement on the protection mandate [Zusatzvereinbarung zum Schutzauftrag, § 8a SGB VIII].
#[derive(Clone, SimpleObject)]
pub struct ProtectionMandate {
    agreement: AgreementReference,
    /// Whether it is in force for the partner on the day that is asked for.
    in_force: bool,
    /// Whether somebody recorded what it regulates.
    content_recorded: bool,
    /// What the law asks for and it does not say, as far as somebody recorded what it says.
    missing: Vec<MissingProtection>,
}

/// Which partners.
#[derive(Debug, Default, InputObject)]
pub struct ProtectionMandateFilter {
    /// `true`: only those whom no agreement covers on the day, neither their own nor their Träger's; `false`: only the
    /// others.
    without: Option<bool>,
    /// Only those that take part in this network on the day.
    network: Option<NetworkId>,
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

connection! {
    /// A page of partners with their agreements on the protection mandate [Schutzauftrag].
    ProtectionMandateConnection, ProtectionMandateEdge, PartnerMandates
}

/// The agreements on the protection mandate that were begun by a day.
struct Mandates {
    rows: Vec<AgreementRow>,
    references: HashMap<Uuid, AgreementReference>,
    duplicates: Duplicates,
    day: Date,
}

impl Mandates {
    async fn load(reading: &Reading<'_>, day: Date) -> Result<Self, GraphError> {
        let kind = AgreementKind::ProtectionMandate8a.code();
        let rows = reading
            .rows(
                "load agreements on the protection mandate",
                "
                SELECT id, view
                FROM read_4.agreement
                WHERE municipality = $1
                    AND kind = $2
                ORDER BY id",
                &[&kind],
            )
            .await?;
        let mut mandates = Vec::with_capacity(rows.len());
        for row in &rows {
            let view: View = reader::view(row)?;
            if view.state_since(day).is_some() {
                mandates.push(AgreementRow {
                    id: row.get("id"),
                    view: std::sync::Arc::new(view),
                });
            }
        }
        Ok(Self {
            references: references(reading, &mandates, day).await?,
            duplicates: Duplicates::load(reading).await?,
            rows: mandates,
            day,
        })
    }

    /// Those of a partner and of its duplicates.
    fn of(&self, partner: PartnerId) -> Vec<ProtectionMandate> {
        let is_partner = |id: &PartnerId| self.duplicates.stays(id.0) == partner.0;
        self.rows
            .iter()
            .filter_map(|row| {
                let parties = present(&row.view).filter_map(|party| party.partner);
                let parties: Vec<PartnerId> = parties.filter(is_partner).collect();
                if parties.is_empty() {
                    return None;
                }
                let content = row.view.protection;
                let missing = content.map(|content| content.missing());
                Some(ProtectionMandate {
                    agreement: self.references.get(&row.id)?.clone(),
                    in_force: parties.iter().any(|id| row.view.covers(*id, self.day)),
                    content_recorded: content.is_some(),
                    missing: missing.into_iter().flatten().map(Into::into).collect(),
                })
            })
            .collect()
    }
}

async fn all_partners(reading: &Reading<'_>) -> Result<Vec<(PartnerId, Partner)>, GraphError> {
    let rows = reading
        .rows(
            "load the partners of a report",
            "
            SELECT id, view
            FROM read_4.partner
            WHERE municipality = $1
            ORDER BY id",
            &[],
        )
        .await?;
    let partner = |row| {
        let id: Uuid = tokio_postgres::Row::get(row, "id");
        Ok((id.into(), reader::view(row)?))
    };
    rows.iter().map(partner).collect()
}

/// The root field about agreements on the protection mandate.
#[derive(Default)]
pub struct ProtectionMandateQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl ProtectionMandateQuery {
    /// Which partner has which agreement on the protection mandate on the day (today where none is given), and who has
    /// none: the active partners and whoever else is a party to one, by name; 50 at a time where no length is given,
    /// 200 at most [Schutzauftrag, § 8a SGB VIII] (AGR-25).
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn protection_mandates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<ProtectionMandateFilter>,
        as_of: Option<Date>,
    ) -> Result<ProtectionMandateConnection> {
        let reader = Reader::of(ctx)?;
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(LIST, &arguments)?;
        let filter = filter.unwrap_or_default();
        let searched = words::searched("filter.text", filter.text.as_deref())?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mandates = Mandates::load(&reading, day).await?;
        let mut rows = all_partners(&reading).await?;
        rows.retain(|(id, view)| {
            let in_network = |network| view.networks_on(day).contains(&network);
            let member = view.membership_on(day) == Some(MembershipState::Active);
            view.merged.is_none()
                && filter.network.is_none_or(in_network)
                && (member || !mandates.of(*id).is_empty())
        });
        let mut ids: Vec<PartnerId> = rows.iter().map(|(id, _)| *id).collect();
        let operators = rows.iter().filter_map(|(_, view)| view.operator_on(day));
        ids.extend(operators.map(|id| PartnerId(mandates.duplicates.stays(id.0))));
        let names = partners::references(&reading, &ids, day).await?;
        let placed = rows.into_iter().filter_map(|(id, view)| {
            let stays = |id: PartnerId| PartnerId(mandates.duplicates.stays(id.0));
            let operator = view.operator_on(day).map(stays);
            let own = mandates.of(id);
            let of_operator = operator.map(|operator| mandates.of(operator));
            let of_operator = of_operator.unwrap_or_default();
            let covered = own
                .iter()
                .chain(&of_operator)
                .any(|mandate| mandate.in_force);
            let partner = names.get(&id.0)?.clone();
            let key = words::fold(&partner.name);
            let found = searched
                .as_ref()
                .is_none_or(|text| key.contains(text.as_str()))
                && filter.without.is_none_or(|without| without != covered);
            let row = PartnerMandates {
                partner,
                operator: operator.and_then(|operator| names.get(&operator.0).cloned()),
                covered,
                own,
                of_operator,
            };
            found.then_some((Place { key, id: id.0 }, row))
        });
        let all = Whole::ascending(placed.collect());
        let count = ctx.look_ahead().field("totalCount").exists();
        Ok(ProtectionMandateConnection::new(
            LIST,
            page(&reading, &all, &window, count).await?,
        ))
    }
}
