//! Bodies of the network [Gremien] with cadence, seats and founding date (MEM-37 … MEM-42).

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use kernel::{BodyId, Date, EntryId, Frozen, NetworkId, PartialDate, PartnerId, Status, Strength};
use membership::policy::BodyRule;
use membership::{Body as View, BodyCode, BodyKind};
use uuid::Uuid;

use super::LIST_MAX;
use super::error::GraphError;
use super::look::Look;
use super::networks::{self, Network};
use super::partners::{self, PartnerReference};
use super::places::{self, Region};
use super::policies::{self, Policies};
use super::reader::{self, Reader, Reading};
use super::sources::{self, Source};
use super::words;

/// A body of the network [Gremium] (MEM-37).
pub struct Body {
    id: Uuid,
    name: String,
    day: Date,
    view: View,
    network: Option<Arc<Network>>,
    region: Option<Arc<Region>>,
    parent: Option<BodyReference>,
    cadence: Cadence,
    seats: Vec<Seat>,
    targets: Vec<BodyReference>,
    sources: Vec<Source>,
}

/// A body by its name, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct BodyReference {
    id: ID,
    name: String,
    kind: Option<BodyKind>,
}

/// How often a body meets in a calendar year [Sitzungsturnus].
///
/// Where a document prints a word instead of a number, the number is `null` and the words say it.
#[derive(Clone, SimpleObject)]
pub struct Cadence {
    /// The least number of meetings.
    required: Option<u16>,
    /// The number aimed at.
    target: Option<u16>,
    /// How strongly the document says it [muss, soll, ungefähr, kann].
    strength: Option<Strength>,
    status: Status,
    /// The document's words [Wortlaut]; `null` for a cadence that the municipality adopted.
    words: Option<String>,
    /// Document and section [Fundstelle].
    source: Option<String>,
}

/// A seat in a body [Sitz] (MEM-38, MEM-39).
#[derive(Clone, SimpleObject)]
pub struct Seat {
    id: ID,
    /// For whom it is, such as „Jugendhilfeplanung" [Funktion].
    function: Option<String>,
    /// The partner for whom it sits there.
    on_behalf_of: Option<PartnerReference>,
    /// True where somebody has it on the day that is asked for.
    filled: bool,
}

/// A body of the network [Gremium] (MEM-37).
#[Object]
impl Body {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn name(&self) -> &str {
        &self.name
    }

    async fn kind(&self) -> Option<BodyKind> {
        self.view.kind
    }

    /// Whether it only recommends [Gremium mit Empfehlungscharakter]; `null` where nobody says.
    async fn advisory(&self) -> Option<bool> {
        self.view
            .advisory
            .as_ref()
            .and_then(|advisory| advisory.value)
    }

    /// How well `advisory` is founded.
    async fn advisory_status(&self) -> Status {
        self.view
            .advisory
            .as_ref()
            .map_or(Status::Unstated, |advisory| advisory.status)
    }

    /// When it was founded, as far as a document says it; of a planned body when it is to be.
    async fn founded_on(&self) -> Option<PartialDate> {
        self.view.founded_on
    }

    /// True while it is only planned.
    async fn planned(&self) -> bool {
        self.view.planned
    }

    /// Its last day [aufgelöst].
    async fn dissolved_on(&self) -> Option<Date> {
        self.view.dissolved_on
    }

    /// How often it meets on the day that is asked for.
    async fn cadence(&self) -> &Cadence {
        &self.cadence
    }

    /// The seats that are defined on the day that is asked for.
    async fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// How many of them nobody has [unbesetzt] (MEM-38).
    async fn vacancies(&self) -> usize {
        self.view.vacancies_on(self.day).len()
    }

    /// The network for which it works.
    async fn network(&self) -> Option<&Network> {
        self.network.as_deref()
    }

    /// The region for which it works.
    async fn region(&self) -> Option<&Region> {
        self.region.as_deref()
    }

    /// The body for which it works.
    async fn parent(&self) -> Option<&BodyReference> {
        self.parent.as_ref()
    }

    /// The bodies to which it passes its recommendations [Weiterleitung].
    async fn forwards_to(&self) -> &[BodyReference] {
        &self.targets
    }

    /// The organs outside the network, and the bodies of the documents, to which it passes its recommendations.
    async fn forwards_to_organs(&self) -> Vec<BodyCode> {
        if let Some(targets) = self.view.targets_on(self.day) {
            return targets.organs.clone();
        }
        let documented = self.view.documented_targets.as_ref();
        documented
            .and_then(|targets| targets.value.clone())
            .unwrap_or_default()
    }

    /// The key of the policy's rule that says what the documents say of it.
    async fn rule(&self) -> Option<&BodyCode> {
        self.view.rule.as_ref()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// The rows of bodies, all or these.
async fn rows(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    let rows = reading
        .rows(
            "load bodies",
            "
            SELECT id, view
            FROM read_1.body
            WHERE municipality = $1
                AND ($2::uuid[] IS NULL OR id = ANY ($2))
            ORDER BY id",
            &[&ids],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("id"), reader::view(row)?)))
        .collect()
}

/// Loads one body.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Body>, GraphError> {
    let rows = rows(reading, Some(&[id])).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// Loads what `look` asks for of these bodies; keeps their order.
async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Body>, GraphError> {
    let entries = reading.entries(names(&views, day)).await?;
    let networks = match look.field("network") {
        Some(look) => {
            let ids: Vec<Uuid> = views
                .iter()
                .filter_map(|(_, view)| view.network)
                .map(|id| id.0)
                .collect();
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let regions = if look.asks("region") {
        let ids = views.iter().filter_map(|(_, view)| view.region).collect();
        places::regions_by_id(reading, ids).await?
    } else {
        HashMap::new()
    };
    let bodies = if look.asks_any(&["parent", "forwardsTo"]) {
        references(reading, &views, day).await?
    } else {
        HashMap::new()
    };
    let holders = match look.field("seats") {
        Some(look) if look.asks("onBehalfOf") => {
            let seats = views.iter().flat_map(|(_, view)| view.seats_on(day));
            let partners: Vec<PartnerId> = seats.filter_map(|seat| seat.on_behalf_of).collect();
            partners::references(reading, &partners, day).await?
        }
        Some(_) | None => HashMap::new(),
    };
    let policies = if look.asks("cadence") {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "body", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let reference = |id: &BodyId| bodies.get(&id.0).cloned();
            let targets = view
                .targets_on(day)
                .map_or(&[][..], |targets| &targets.bodies);
            let seats = view.seats_on(day).into_iter().map(|seat| {
                Ok(Seat {
                    id: seat.id.to_string().into(),
                    function: words::text(&entries, seat.function)?,
                    on_behalf_of: seat.on_behalf_of.and_then(|id| holders.get(&id.0).cloned()),
                    filled: seat.is_filled_on(day),
                })
            });
            Ok(Body {
                id,
                name: words::name(&entries, view.name)?,
                day,
                network: view.network.and_then(|id| networks.get(&id.0).cloned()),
                region: view.region.and_then(|id| regions.get(&id.0).cloned()),
                parent: view.parent.as_ref().and_then(reference),
                cadence: cadence(&view, day, policies.as_ref()),
                seats: seats.collect::<Result<_, GraphError>>()?,
                targets: targets.iter().filter_map(reference).collect(),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The entries of names and of seats' functions.
fn names(views: &[(Uuid, View)], day: Date) -> Vec<EntryId> {
    let functions = views
        .iter()
        .flat_map(|(_, view)| view.seats_on(day))
        .map(|seat| seat.function);
    views
        .iter()
        .filter_map(|(_, view)| view.name)
        .chain(functions)
        .collect()
}

/// The bodies that these name as parents and targets.
async fn references(
    reading: &Reading<'_>,
    views: &[(Uuid, View)],
    day: Date,
) -> Result<HashMap<Uuid, BodyReference>, GraphError> {
    let named = |view: &View| {
        let targets = view
            .targets_on(day)
            .map_or(&[][..], |targets| &targets.bodies);
        targets
            .iter()
            .copied()
            .chain(view.parent)
            .map(|id| id.0)
            .collect::<Vec<Uuid>>()
    };
    let ids: Vec<Uuid> = views.iter().flat_map(|(_, view)| named(view)).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = rows(reading, Some(&ids)).await?;
    let names = rows.iter().filter_map(|(_, view)| view.name).collect();
    let entries = reading.entries(names).await?;
    rows.iter()
        .map(|(id, view)| {
            let name = words::name(&entries, view.name)?;
            Ok((
                *id,
                BodyReference {
                    id: id.to_string().into(),
                    name,
                    kind: view.kind,
                },
            ))
        })
        .collect()
}

/// The cadence that holds, with the words of the policy by which the body was established.
fn cadence(view: &View, day: Date, policies: Option<&Policies>) -> Cadence {
    let Frozen { value, status } = view.cadence_on(day);
    let rule = documented(view, policies).filter(|_| status != Status::Adopted);
    let source = rule.and_then(|rule| rule.cadence.source.as_ref());
    Cadence {
        required: value.and_then(|cadence| cadence.required),
        target: value.and_then(|cadence| cadence.target),
        strength: value.map(|cadence| cadence.strength),
        status,
        words: rule.and_then(|rule| rule.cadence.words.clone()),
        source: source.map(|source| format!("{}, {}", source.document, source.section)),
    }
}

fn documented<'a>(view: &View, policies: Option<&'a Policies>) -> Option<&'a BodyRule> {
    policies?
        .version(view.policy_version)?
        .membership
        .body_rule(view.rule.as_ref()?)
}

/// The root fields about bodies.
#[derive(Default)]
pub struct BodyQuery;

#[Object(guard = "super::guard::Permitted")]
impl BodyQuery {
    /// The bodies that exist or are planned on the day (today where none is given), by name [Gremien]; at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 20 * child_complexity")]
    async fn bodies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only bodies that work for this network.")] network: Option<NetworkId>,
        kind: Option<BodyKind>,
        as_of: Option<Date>,
    ) -> Result<Vec<Body>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut views = rows(&reading, None).await?;
        views.retain(|(_, view)| {
            view.exists()
                && (network.is_none() || view.network == network)
                && (kind.is_none() || view.kind == kind)
                && exists_on(view, day)
        });
        let mut bodies = load(&reading, views, day, &Look::below(ctx)).await?;
        bodies.sort_by_cached_key(|body| (words::fold(&body.name), body.id));
        bodies.truncate(LIST_MAX);
        Ok(bodies)
    }
}

/// Founded or planned, and not dissolved before.
fn exists_on(view: &View, day: Date) -> bool {
    view.runs_on(day) || (view.planned && view.dissolved_on.is_none_or(|last| day <= last))
}
