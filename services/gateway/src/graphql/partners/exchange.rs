//! What partners put in, across all of them: marketplace, rota of presentations, participation in a year
//! (MEM-44 … MEM-47).

use std::collections::{BTreeMap, HashMap};

use async_graphql::{Context, Object, Result, SimpleObject};
use kernel::{BodyId, Date, NetworkId, PartnerId, Period};
use membership::partner::findings::presentation_rota;
use membership::partner::{ExchangeKind, ResourceKind, StaffTrainingTopic};
use membership::policy::MembershipPolicy;
use membership::{Body, MembershipState, Partner as View};
use uuid::Uuid;

use super::contributions::{Resource, notes, resources};
use super::duplicates::{Duplicates, merged};
use super::load::all_views;
use super::reference::{PartnerReference, references};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page,
};
use crate::graphql::error::GraphError;
use crate::graphql::reader::{self, Reader, Reading};
use crate::graphql::whole::Whole;
use crate::graphql::{LIST_MAX, policies, words};

/// A resource with the partner that puts it in [Ressource im Netzwerk] (MEM-44).
#[derive(SimpleObject)]
pub struct PartnerResource {
    partner: PartnerReference,
    resource: Resource,
}

/// A partner in the order of presentations [Reihenfolge der Vorstellung] (MEM-47).
#[derive(Clone, SimpleObject)]
pub struct PresentationTurn {
    partner: PartnerReference,
    /// When it last presented its work; `null` where it never did.
    last_presented_on: Option<Date>,
    /// How often it presented its work.
    presentations: usize,
}

/// In what a partner took part within a year [Teilnahmestatistik] (MEM-45, MEM-46): counts alone.
#[derive(Clone, SimpleObject)]
pub struct PartnerParticipation {
    partner: PartnerReference,
    /// By kind of exchange, every kind once.
    counts: Vec<ParticipationCount>,
    /// All kinds together.
    total: usize,
    /// How many of its staff were trained, counted once for each training (MEM-46).
    staff_trained: u32,
    /// The latest training in the agreed procedure of child protection up to the end of the year (MEM-46).
    child_protection_trained_on: Option<Date>,
}

/// How often a partner took part in a kind of exchange [Teilnahmen] (MEM-45).
#[derive(Clone, SimpleObject)]
pub struct ParticipationCount {
    kind: ExchangeKind,
    /// The German term of the kind.
    label: &'static str,
    count: usize,
}

connection! {
    /// A page of the order of presentations [Reihenfolge der Vorstellung].
    PresentationTurnConnection, PresentationTurnEdge, PresentationTurn
}

connection! {
    /// A page of partners with their participation [Teilnahmestatistik].
    ParticipationConnection, ParticipationEdge, PartnerParticipation
}

/// The partners that stay, with what their duplicates put in.
async fn partners(reading: &Reading<'_>) -> Result<Vec<(Uuid, View)>, GraphError> {
    let duplicates = Duplicates::load(reading).await?;
    Ok(merged(all_views(reading).await?, &duplicates))
}

async fn names(
    reading: &Reading<'_>,
    ids: impl Iterator<Item = Uuid>,
    day: Date,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    let ids: Vec<PartnerId> = ids.map(PartnerId).collect();
    references(reading, &ids, day).await
}

/// What is there on `day`, by the German term of its kind, then by the partner's name.
async fn marketplace(
    reading: &Reading<'_>,
    kind: Option<ResourceKind>,
    day: Date,
) -> Result<Vec<PartnerResource>, GraphError> {
    let mut views = partners(reading).await?;
    for (_, view) in &mut views {
        let all = &mut view.contributions.resources;
        all.retain(|of| kind.is_none_or(|kind| of.kind == kind));
    }
    views.retain(|(_, view)| {
        // Nobody asks for the room of a former member.
        view.membership_on(day) == Some(MembershipState::Active)
            && !view.contributions.resources_on(day).is_empty()
    });
    let words = views.iter().flat_map(|(_, view)| notes(view, day));
    let entries = reading.entries(words.collect()).await?;
    let partners = names(reading, views.iter().map(|(id, _)| *id), day).await?;
    let mut found = Vec::new();
    for (id, view) in &views {
        let Some(partner) = partners.get(id) else {
            continue;
        };
        let own = resources(view, day, &entries)?.into_iter();
        found.extend(own.map(|resource| PartnerResource {
            partner: partner.clone(),
            resource,
        }));
    }
    found.sort_by_cached_key(|row| {
        let name = words::fold(&row.partner.name);
        (row.resource.term(), name, row.resource.words().to_owned())
    });
    found.truncate(LIST_MAX);
    Ok(found)
}

/// The bodies of which the rota is asked, and the network for which they work.
struct Where {
    bodies: Vec<BodyId>,
    network: Option<NetworkId>,
}

/// The body that is asked for, else those of the policy's rule; `None` where neither says one.
async fn bodies(
    reading: &Reading<'_>,
    policy: Option<&MembershipPolicy>,
    body: Option<BodyId>,
) -> Result<Option<Where>, GraphError> {
    let rule = policy.and_then(|policy| policy.presentation_body.value());
    if body.is_none() && rule.is_none() {
        return Ok(None);
    }
    let rows = reading
        .rows(
            "look for the bodies of presentations",
            "
            SELECT id, view
            FROM read_4.body
            WHERE municipality = $1
                AND ($2::uuid IS NULL OR id = $2)
            ORDER BY id",
            &[&body.map(|body| body.0)],
        )
        .await?;
    let mut found = Where {
        bodies: Vec::new(),
        network: None,
    };
    for row in &rows {
        let view: Body = reader::view(row)?;
        if body.is_some() || view.rule.as_ref() == rule {
            found.bodies.push(BodyId(row.get("id")));
            found.network = body.and(view.network);
        }
    }
    Ok(Some(found))
}

/// Who has not yet presented first, then by the day of the last presentation, then by name.
async fn rota(
    reading: &Reading<'_>,
    of: &Where,
    day: Date,
) -> Result<Vec<(Place, PresentationTurn)>, GraphError> {
    let mut views: BTreeMap<Uuid, View> = partners(reading).await?.into_iter().collect();
    views.retain(|_, view| {
        of.network
            .is_none_or(|network| view.networks_on(day).contains(&network))
    });
    for view in views.values_mut() {
        let told = &mut view.contributions.presentations;
        told.retain(|told| of.bodies.contains(&told.body) && told.presented_on <= day);
    }
    let rota = presentation_rota(views.iter().map(|(id, view)| (PartnerId(*id), view)), day);
    let partners = names(reading, rota.iter().map(|(id, _)| id.0), day).await?;
    let turn = |(id, last): (PartnerId, Option<Date>)| {
        let partner = partners.get(&id.0)?.clone();
        let name = words::fold(&partner.name);
        let key = format!(
            "{}:{name}",
            last.map_or_else(|| "0000-00-00".to_owned(), |on| on.to_string())
        );
        let presentations = views.get(&id.0)?.contributions.presentations.len();
        let turn = PresentationTurn {
            partner,
            last_presented_on: last,
            presentations,
        };
        Some((Place { key, id: id.0 }, turn))
    };
    Ok(rota.into_iter().filter_map(turn).collect())
}

/// The members of the year with their counts, by name.
async fn participation(
    reading: &Reading<'_>,
    network: Option<NetworkId>,
    year: Period,
    last: Date,
) -> Result<Vec<(Place, PartnerParticipation)>, GraphError> {
    let mut views = partners(reading).await?;
    views.retain(|(_, view)| {
        let member = view.membership_periods().into_iter().any(|period| {
            period.since <= last && period.until.is_none_or(|until| year.since <= until)
        });
        member
            && network.is_none_or(|network| {
                let periods = view.networks.periods(&network).into_iter();
                periods
                    .into_iter()
                    .any(|of| of.since <= last && of.until.is_none_or(|end| year.since <= end))
            })
    });
    let partners = names(reading, views.iter().map(|(id, _)| *id), last).await?;
    let row = |(id, view): &(Uuid, View)| {
        let partner = partners.get(id)?.clone();
        let told = &view.contributions;
        let held = told.participations_in(year);
        let counts = ExchangeKind::ALL.iter().map(|kind| ParticipationCount {
            kind: *kind,
            label: kind.label(),
            count: held.get(kind).copied().unwrap_or(0),
        });
        let place = Place {
            key: words::fold(&partner.name),
            id: *id,
        };
        let row = PartnerParticipation {
            partner,
            counts: counts.collect(),
            total: held.values().sum(),
            staff_trained: told.trained_in(year),
            child_protection_trained_on: told
                .trained_on(StaffTrainingTopic::ChildProtectionProcedure, last),
        };
        Some((place, row))
    };
    Ok(views.iter().filter_map(row).collect())
}

/// The root fields about what partners put in.
#[derive(Default)]
pub struct ExchangeQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl ExchangeQuery {
    /// What members put in for the others on the day (today where none is given), by kind and name [Ressourcen]
    /// (MEM-44); at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn resources(
        &self,
        ctx: &Context<'_>,
        kind: Option<ResourceKind>,
        as_of: Option<Date>,
    ) -> Result<Vec<PartnerResource>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        Ok(marketplace(&reading, kind, day).await?)
    }

    /// In which order members present their work, who never did first [Reihenfolge der Vorstellung] (MEM-47): in the
    /// body that is given, else in the one that the municipality's documents name; empty where they name none. 50 at a
    /// time where no length is given, 200 at most.
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn presentation_rota(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        body: Option<BodyId>,
        as_of: Option<Date>,
    ) -> Result<PresentationTurnConnection> {
        const LIST: ListName = ListName("presentationRota");
        let reader = Reader::of(ctx)?;
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(LIST, &arguments)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let policies = policies::load(&reading).await?;
        let policy = policies.on(day).map(|policy| &*policy.membership);
        let turns = match bodies(&reading, policy, body).await? {
            Some(of) if !of.bodies.is_empty() || body.is_none() => rota(&reading, &of, day).await?,
            Some(_) | None => Vec::new(),
        };
        let turns = Whole::ascending(turns);
        let count = ctx.look_ahead().field("totalCount").exists();
        let page = page(&reading, &turns, &window, count).await?;
        Ok(PresentationTurnConnection::new(LIST, page))
    }

    /// In what each member of the year took part, by name [Teilnahmestatistik] (MEM-45, MEM-46): counts alone; 50 at a
    /// time where no length is given, 200 at most.
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn participation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        #[graphql(desc = "A calendar year, 1900 to 2200.")] year: i32,
        #[graphql(desc = "Only members that took part in this network in the year.")]
        network: Option<NetworkId>,
    ) -> Result<ParticipationConnection> {
        const LIST: ListName = ListName("participation");
        let reader = Reader::of(ctx)?;
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(LIST, &arguments)?;
        let (period, end) = calendar_year(reader::year("year", year)?)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let rows = participation(&reading, network, period, end).await?;
        let rows = Whole::ascending(rows);
        let count = ctx.look_ahead().field("totalCount").exists();
        let page = page(&reading, &rows, &window, count).await?;
        Ok(ParticipationConnection::new(LIST, page))
    }
}

/// The year from its first to its last day.
fn calendar_year(year: i16) -> Result<(Period, Date), GraphError> {
    let end = kernel::period::year_end(year).ok_or(GraphError::InvalidArgument {
        argument: "year",
        reason: "ein Jahr zwischen 1900 und 2200".into(),
    })?;
    let period = Period {
        since: end.first_of_year(),
        until: Some(end),
    };
    Ok((period, end))
}
