//! What is public of a municipality, out of the read tables, in one snapshot of its own scope.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use kernel::{Date, EntryId, MunicipalityId, PartnerId};
use meetings::meeting::Place;
use meetings::{Meeting, Minutes, Recommendation};
use membership::Body;
use municipality::Policy;
use oparl::Moment;
use uuid::Uuid;

use super::Desk;
use super::addresses::Local;
use super::published::{Change, Publication, publication};
use super::rows::{
    Lives, MEETINGS, MINUTES, RECOMMENDATIONS, bodies, institution, items, of_bodies, partners,
};
use crate::exports::minutes::{Names, Recipe, body_name, recipe, usual_place};
use crate::graphql::error::GraphError;
use crate::graphql::policies::{self, Policies};
use crate::graphql::reader::{self, Snapshot};
use crate::graphql::words;

/// A municipality as everybody sees it.
pub(super) struct Public {
    pub(super) at: Local,
    pub(super) today: Date,
    pub(super) name: String,
    pub(super) ags: Option<String>,
    pub(super) publication: Publication,
    /// Of the municipality's own stream.
    pub(super) own: Life,
    pub(super) policy: std::sync::Arc<Policy>,
    /// Bodies that are public or were, by id.
    pub(super) bodies: BTreeMap<Uuid, Known<Body>>,
    /// Meetings of these bodies.
    pub(super) meetings: BTreeMap<Uuid, Known<Meeting>>,
    /// Places of meetings, in words.
    pub(super) places: HashMap<Uuid, String>,
    /// When items came onto an agenda and went off it.
    pub(super) items: HashMap<Uuid, Life>,
    pub(super) minutes: BTreeMap<Uuid, Known<Minutes>>,
    pub(super) recommendations: BTreeMap<Uuid, Known<Recommendation>>,
    /// Institutions that sit or sat in these bodies. Who is a person is not among them.
    pub(super) institutions: BTreeMap<Uuid, Institution>,
    /// Titles of recommendations.
    pub(super) titles: HashMap<Uuid, String>,
    names: HashMap<Uuid, String>,
}

/// The moments of the first and the last event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Life {
    pub(super) created: Moment,
    pub(super) modified: Moment,
}

/// A view with its moments, and whether its body is public.
pub(super) struct Known<V> {
    pub(super) view: V,
    pub(super) life: Life,
    pub(super) change: Change,
    /// The body's id.
    pub(super) body: Uuid,
}

/// A partner that is an institution.
pub(super) struct Institution {
    pub(super) name: String,
    pub(super) life: Life,
}

impl Life {
    /// The same with something that changed it as well.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            created: self.created,
            modified: self.modified.max(other.modified),
        }
    }
}

impl Known<Body> {
    /// Everybody who ever sat in the body or took part of its own accord.
    pub(super) fn partners(&self) -> BTreeSet<PartnerId> {
        let seats = self.view.seats.iter().flat_map(|seat| {
            let occupants = seat.occupants.facts().iter();
            let occupants = occupants.filter_map(|fact| fact.value.partner);
            occupants.chain(seat.on_behalf_of)
        });
        let members = self.view.members.changes().iter();
        seats.chain(members.map(|change| change.of)).collect()
    }
}

impl Public {
    /// A body's name today.
    pub(super) fn body_name(&self, id: Uuid) -> Option<&String> {
        self.names.get(&id)
    }
}

impl Desk {
    /// What is public of the municipality; `None` where there is no such one, or it publishes nothing.
    pub(super) async fn public(
        &self,
        municipality: &MunicipalityId,
    ) -> Result<Option<Public>, GraphError> {
        let mut client = reader::client(&self.gateway).await?;
        let reading = Snapshot::begin(&mut client, municipality).await?;
        let policies = policies::load_in(&reading, &self.policies).await?;
        self.load(&reading, &policies).await
    }

    /// The same with the recipe of minutes that are public, without a person in it.
    pub(super) async fn released(
        &self,
        municipality: &MunicipalityId,
        minutes: Uuid,
        version: u32,
    ) -> Result<Option<Recipe>, GraphError> {
        let mut client = reader::client(&self.gateway).await?;
        let reading = Snapshot::begin(&mut client, municipality).await?;
        let policies = policies::load_in(&reading, &self.policies).await?;
        let today = self.clock.today();
        let names = Names::WithoutPersons;
        recipe(&reading, &policies, minutes, Some(version), today, names).await
    }

    async fn load(
        &self,
        reading: &Snapshot<'_>,
        policies: &Policies,
    ) -> Result<Option<Public>, GraphError> {
        let today = self.clock.today();
        let Some(policy) = policies.on(today) else {
            return Ok(None);
        };
        let Some(publication) = published(reading, policies, today).await? else {
            return Ok(None);
        };
        let name = policies.municipality.name();
        let lives = Lives::of(reading, &["municipality", "body"]).await?;
        let Some(own) = lives.only("municipality") else {
            return Ok(None);
        };
        let bodies = bodies(reading, &publication, &lives).await?;
        let of: Vec<String> = bodies.keys().map(Uuid::to_string).collect();
        let meetings: BTreeMap<Uuid, Known<Meeting>> =
            of_bodies(reading, MEETINGS, &of, &bodies).await?;
        let minutes: BTreeMap<Uuid, Known<Minutes>> =
            of_bodies(reading, MINUTES, &of, &bodies).await?;
        let recommendations: BTreeMap<Uuid, Known<Recommendation>> =
            of_bodies(reading, RECOMMENDATIONS, &of, &bodies).await?;
        let partners = partners(reading, &bodies).await?;

        let said = meetings.values().filter_map(|known| known.view.place);
        let titles = recommendations
            .values()
            .filter_map(|known| known.view.title);
        let mut ids: Vec<EntryId> = said.chain(titles).chain(name).collect();
        ids.extend(
            bodies
                .values()
                .filter_map(|known| body_name(&known.view, today)),
        );
        ids.extend(
            partners
                .values()
                .filter_map(|(view, _)| institution(view, today)),
        );
        let entries = reading.entries(ids).await?;

        let mut places = HashMap::new();
        for (id, known) in &meetings {
            let body = bodies.get(&known.body).map(|body| &body.view);
            let place = match (known.view.place(), known.view.begins_on()) {
                (Some(Place::Said(entry)), _) => words::text(&entries, entry)?,
                (Some(Place::Usual), Some(on)) => usual_place(policies, body, on),
                (Some(Place::Usual) | None, _) => None,
            };
            places.extend(
                place
                    .filter(|text| !text.trim().is_empty())
                    .map(|text| (*id, text)),
            );
        }
        let mut named = HashMap::new();
        for (id, known) in &bodies {
            let name = words::optional_text(&entries, body_name(&known.view, today))?;
            named.extend(name.map(|name| (*id, name)));
        }
        let mut institutions = BTreeMap::new();
        for (id, (view, life)) in partners {
            let name = words::institution(&entries, institution(&view, today))?.name;
            if !name.trim().is_empty() {
                institutions.insert(id, Institution { name, life });
            }
        }
        let mut titled = HashMap::new();
        for (id, known) in &recommendations {
            let title = words::optional_text(&entries, known.view.title)?;
            titled.extend(title.map(|title| (*id, title)));
        }
        let key = policies.municipality.regional_key_on(today);
        Ok(Some(Public {
            at: self.at.of(reading.municipality()),
            today,
            name: words::name(&entries, name)?,
            ags: key.map(|key| key.as_str().to_owned()),
            publication,
            own,
            policy: std::sync::Arc::clone(policy),
            items: items(reading, &of).await?,
            bodies,
            meetings,
            places,
            minutes,
            recommendations,
            institutions,
            titles: titled,
            names: named,
        }))
    }
}

/// What the versions that hold until today make public.
async fn published(
    reading: &Snapshot<'_>,
    policies: &Policies,
    today: Date,
) -> Result<Option<Publication>, GraphError> {
    let sql = "
        SELECT (payload ->> 'policyVersion')::bigint AS version, min(recorded_at) AS recorded_at
        FROM read_4.history
        WHERE municipality = $1
            AND stream_kind = 'municipality'
            AND event_type = 'PolicyAdopted'
        GROUP BY 1";
    let rows = reading
        .rows("look when policies were adopted", sql, &[])
        .await?;
    let recorded: HashMap<i64, Timestamp> = rows
        .iter()
        .map(|row| (row.get("version"), row.get("recorded_at")))
        .collect();
    let versions = policies.municipality.versions().iter();
    let until_today = versions.filter(|adopted| adopted.valid_from <= today);
    let counted = until_today.filter_map(|adopted| {
        let recorded = Moment::new(*recorded.get(&i64::from(adopted.version))?);
        let first = Moment::local(adopted.valid_from.at(0, 0, 0, 0))?;
        let policy = policies.version(adopted.version)?;
        Some((recorded.max(first), &*policy.publication))
    });
    Ok(publication(counted.collect::<Vec<_>>()))
}
