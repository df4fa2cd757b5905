//! What a partner puts into the network [Beiträge der Netzwerkpartner] (MEM-44 … MEM-47, MEM-49).
//!
//! Resources for the marketplace, and attestations: participation in the exchange, training of the staff (counts
//! alone, never a person), the presentation of the own work, the participation of parents. Nothing here is a
//! precondition of anything; who owes what says [`super::findings`].

use std::collections::BTreeMap;

use kernel::{BodyId, Date, EntryId, NewText, PartnerId, Period, ResourceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::Partner;
use super::decisions::Decision;
use super::error::PartnerRefusal;
use crate::facts::MembershipContext;
use crate::unfit::Unfit;

kernel::code! {
    /// What a partner puts in [Art der Ressource] (MEM-44).
    pub enum ResourceKind {
        /// a room for meetings or offers
        Room = "Raum",
        /// working time of its staff
        StaffHours = "Personalstunden",
        /// knowledge
        Expertise = "Fachwissen",
        /// something else, as the note says
        Other = "Sonstiges",
    }
}

kernel::code! {
    /// In what a partner took part [Form des fachlichen Austauschs] (MEM-45).
    pub enum ExchangeKind {
        /// the network's conference
        Conference = "Netzwerkkonferenz",
        /// a symposium
        Symposium = "Fachtagung",
        /// a training
        Training = "Fortbildung",
        /// the evaluation of the network
        Evaluation = "Evaluation",
    }
}

kernel::code! {
    /// In what a partner's staff was trained [Thema der Schulung] (MEM-46).
    pub enum StaffTrainingTopic {
        /// the agreed procedure of child protection
        ChildProtectionProcedure = "abgestimmtes Verfahren zum Kinderschutz",
        /// something else
        Other = "anderes Thema",
    }
}

/// Records a resource that the partner puts in [Ressource einbringen] (MEM-44).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OfferResourceInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferResource {
    pub partner: PartnerId,
    /// The new resource's id; the note's entry gives it one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceId>,
    pub kind: ResourceKind,
    /// What exactly, such as „Gruppenraum für 20 Personen, dienstags“.
    pub note: NewText,
    pub since: Date,
}

impl OfferResource {
    /// The resource: the one named, else one that has the id of the note's entry.
    pub fn resource_id(&self) -> ResourceId {
        self.resource.unwrap_or(ResourceId(self.note.id.0))
    }
}

/// Records that a resource is there no more [Ressource zurückziehen] (MEM-44).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WithdrawResourceInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawResource {
    pub partner: PartnerId,
    pub resource: ResourceId,
    /// The first day without it.
    pub since: Date,
}

/// Records that the partner took part in the exchange [Teilnahme am fachlichen Austausch] (MEM-45).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordParticipationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordParticipation {
    pub partner: PartnerId,
    pub kind: ExchangeKind,
    pub held_on: Date,
}

/// Records that staff of the partner was trained [Schulung der Mitarbeiterinnen und Mitarbeiter] (MEM-46).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordStaffTrainingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordStaffTraining {
    pub partner: PartnerId,
    pub topic: StaffTrainingTopic,
    pub held_on: Date,
    /// How many took part, at least one; never who.
    #[schemars(range(min = 1))]
    pub participants: u16,
}

/// Records that the partner presented its work in a body [Vorstellung der eigenen Arbeit] (MEM-47).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordPresentationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordPresentation {
    pub partner: PartnerId,
    pub body: BodyId,
    pub presented_on: Date,
}

/// Records that the partner attested how parents take part in shaping the help [Beteiligung der Eltern] (MEM-49).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AttestParentParticipationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttestParentParticipation {
    pub partner: PartnerId,
    pub attested_on: Date,
}

/// The partner puts a resource in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceOffered {
    pub resource: ResourceId,
    pub kind: ResourceKind,
    pub note: EntryId,
    pub since: Date,
}

/// A resource is there no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceWithdrawn {
    pub resource: ResourceId,
    /// The first day without it.
    pub since: Date,
}

/// The partner took part in the exchange.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ParticipationRecorded {
    pub kind: ExchangeKind,
    pub held_on: Date,
}

/// Staff of the partner was trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffTrainingRecorded {
    pub topic: StaffTrainingTopic,
    pub held_on: Date,
    pub participants: u16,
}

/// The partner presented its work in a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PresentationRecorded {
    pub body: BodyId,
    pub presented_on: Date,
}

/// The partner attested how parents take part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ParentParticipationAttested {
    pub attested_on: Date,
}

/// Everything that a partner put in, in the order in which it was told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contributions {
    pub resources: Vec<Resource>,
    pub participations: Vec<ParticipationRecorded>,
    pub staff_trainings: Vec<StaffTrainingRecorded>,
    pub presentations: Vec<PresentationRecorded>,
    /// Days on which the participation of parents was attested.
    pub parent_participation: Vec<Date>,
}

/// A resource from its first to its last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resource {
    pub id: ResourceId,
    pub kind: ResourceKind,
    pub note: EntryId,
    pub period: Period,
}

impl Contributions {
    /// The resources that are there on `day`, for the marketplace.
    pub fn resources_on(&self, day: Date) -> Vec<&Resource> {
        let there = |resource: &&Resource| resource.period.contains(day);
        self.resources.iter().filter(there).collect()
    }

    /// How often the partner took part in each kind of exchange within `period`; kinds without any are left out.
    pub fn participations_in(&self, period: Period) -> BTreeMap<ExchangeKind, usize> {
        let mut counts = BTreeMap::new();
        for told in &self.participations {
            if period.contains(told.held_on) {
                *counts.entry(told.kind).or_insert(0) += 1;
            }
        }
        counts
    }

    /// The latest day up to `day` on which staff was trained in `topic`.
    pub fn trained_on(&self, topic: StaffTrainingTopic, day: Date) -> Option<Date> {
        let of_topic = self.staff_trainings.iter().filter(|t| t.topic == topic);
        latest(of_topic.map(|training| training.held_on), day)
    }

    /// How many took part in trainings within `period`, counted once for each training.
    pub fn trained_in(&self, period: Period) -> u32 {
        let within = self.staff_trainings.iter();
        within
            .filter(|training| period.contains(training.held_on))
            .map(|training| u32::from(training.participants))
            .sum()
    }

    /// The latest day up to `day` on which the partner presented its work, in whatever body.
    pub fn presented_on(&self, day: Date) -> Option<Date> {
        latest(self.presentations.iter().map(|told| told.presented_on), day)
    }

    /// The latest day up to `day` on which the participation of parents was attested.
    pub fn parents_attested_on(&self, day: Date) -> Option<Date> {
        latest(self.parent_participation.iter().copied(), day)
    }

    pub(super) fn offer(&mut self, told: &ResourceOffered) {
        self.resources.push(Resource {
            id: told.resource,
            kind: told.kind,
            note: told.note,
            period: Period {
                since: told.since,
                until: None,
            },
        });
    }

    pub(super) fn withdraw(&mut self, told: &ResourceWithdrawn) {
        if let Some(resource) = self.resources.iter_mut().find(|r| r.id == told.resource) {
            resource.period.until = told.since.yesterday().ok();
        }
    }
}

fn latest(days: impl Iterator<Item = Date>, day: Date) -> Option<Date> {
    days.filter(|on| *on <= day).max()
}

impl Partner {
    pub(super) fn offer_resource(&self, c: &OfferResource) -> Decision {
        let resource = c.resource_id();
        if self
            .contributions
            .resources
            .iter()
            .any(|r| r.id == resource)
        {
            return Ok(Vec::new());
        }
        let event = ResourceOffered {
            resource,
            kind: c.kind,
            note: c.note.id,
            since: c.since,
        };
        Ok(vec![event.into()])
    }

    pub(super) fn withdraw_resource(&self, c: &WithdrawResource) -> Decision {
        let known = &self.contributions.resources;
        let Some(resource) = known.iter().find(|r| r.id == c.resource) else {
            return Err(PartnerRefusal::ResourceUnknown {
                resource: c.resource,
            });
        };
        let last = c.since.yesterday().ok();
        match resource.period.until {
            Some(until) if Some(until) == last => Ok(Vec::new()),
            Some(until) => Err(PartnerRefusal::ResourceWithdrawn { until }),
            None => {
                Unfit::check_not_before("since", c.since, Some(resource.period.since))?;
                let event = ResourceWithdrawn {
                    resource: c.resource,
                    since: c.since,
                };
                Ok(vec![event.into()])
            }
        }
    }

    pub(super) fn record_participation(&self, c: &RecordParticipation) -> Decision {
        let event = ParticipationRecorded {
            kind: c.kind,
            held_on: c.held_on,
        };
        let told = self.contributions.participations.contains(&event);
        Ok(once(told, event))
    }

    pub(super) fn record_staff_training(&self, c: &RecordStaffTraining) -> Decision {
        if c.participants == 0 {
            return Err(PartnerRefusal::ParticipantsMissing);
        }
        let event = StaffTrainingRecorded {
            topic: c.topic,
            held_on: c.held_on,
            participants: c.participants,
        };
        let told = self.contributions.staff_trainings.contains(&event);
        Ok(once(told, event))
    }

    pub(super) fn record_presentation(
        &self,
        c: &RecordPresentation,
        ctx: &MembershipContext,
    ) -> Decision {
        ctx.facts.body(c.body, "body")?;
        let event = PresentationRecorded {
            body: c.body,
            presented_on: c.presented_on,
        };
        let told = self.contributions.presentations.contains(&event);
        Ok(once(told, event))
    }

    pub(super) fn attest_parents(&self, c: &AttestParentParticipation) -> Decision {
        let told = &self.contributions.parent_participation;
        let event = ParentParticipationAttested {
            attested_on: c.attested_on,
        };
        Ok(once(told.contains(&c.attested_on), event))
    }
}

/// The event, unless it was told before.
fn once(told: bool, event: impl Into<super::PartnerEvent>) -> Vec<super::PartnerEvent> {
    (!told).then(|| event.into()).into_iter().collect()
}
