//! A body's state: every dated fact, in the order in which it was told.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    BodyId, Cadence, ContactId, Date, EntryId, Frozen, History, NetworkId, PartialDate, PartnerId,
    RegionId, SeatId,
};
use serde::{Deserialize, Serialize};

use super::command::{BodyCommand, BodyKind};
use super::error::BodyRefusal;
use super::event::BodyEvent;
use crate::codes::BodyCode;
use crate::facts::MembershipContext;
use kernel::timeline::{Succession, Timeline};

/// A body and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Body {
    pub kind: Option<BodyKind>,
    /// Its names (entries of the vault).
    pub names: Succession<EntryId>,
    /// The key of the policy's rule by which it was established.
    pub rule: Option<BodyCode>,
    pub policy_version: u32,
    pub network: Option<NetworkId>,
    /// The bodies for which it works.
    pub parents: Succession<BodyId>,
    pub region: Option<RegionId>,
    /// As far as known; for a planned body when it is to be founded.
    pub founded_on: Option<PartialDate>,
    /// True until a planned body is founded.
    pub planned: bool,
    /// Whether it only recommends, as the policy said when it was established.
    pub advisory: Option<Frozen<bool>>,
    /// The policy's cadence when it was established.
    pub documented_cadence: Option<Frozen<Cadence>>,
    /// The policy's forwarding targets when it was established.
    pub documented_targets: Option<Frozen<Vec<BodyCode>>>,
    /// Whether it only recommends, as the municipality adopted it.
    pub adopted_advisories: Succession<bool>,
    pub adopted_cadences: Succession<Cadence>,
    pub targets: Succession<ForwardingTargets>,
    pub seats: Vec<Seat>,
    /// Partners that take part of their own accord (MEM-40).
    pub members: Timeline<PartnerId>,
    /// Its last day.
    pub dissolved_on: Option<Date>,
    pub history: History<BodyEvent>,
}

/// To whom a body passes its recommendations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForwardingTargets {
    pub bodies: Vec<BodyId>,
    pub organs: Vec<BodyCode>,
}

/// A seat with everybody who ever took it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seat {
    pub id: SeatId,
    pub function: EntryId,
    pub on_behalf_of: Option<PartnerId>,
    pub defined_on: Date,
    /// The first day without the seat.
    pub removed_on: Option<Date>,
    pub occupants: Succession<Occupancy>,
}

/// Who has a seat, if anybody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Occupancy {
    pub filled: bool,
    /// Absent where only the partner or the function is known.
    pub contact: Option<ContactId>,
    /// The partner for whom somebody sits there; absent where only the function is known.
    pub partner: Option<PartnerId>,
}

impl Aggregate for Body {
    const TYPE: &'static str = "body";
    type Command = BodyCommand;
    type Event = BodyEvent;
    type Error = BodyRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: BodyCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), BodyRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: BodyEvent) {
        self.history.record(&event);
        match event {
            BodyEvent::BodyEstablished(e) => {
                self.kind = Some(e.kind);
                self.names.note(None, e.name);
                self.rule = e.rule;
                self.policy_version = e.policy_version;
                self.network = e.network;
                if let Some(parent) = e.parent {
                    self.parents.note(None, parent);
                }
                self.region = e.region;
                self.founded_on = e.founded_on;
                self.planned = e.planned;
                self.advisory = Some(e.advisory);
                self.documented_cadence = Some(e.cadence);
                self.documented_targets = Some(e.forwards_to);
            }
            BodyEvent::BodyFounded(e) => {
                self.founded_on = Some(e.founded_on);
                self.planned = false;
            }
            BodyEvent::BodyRenamed(e) => self.names.note(Some(e.renamed_on.into()), e.name),
            BodyEvent::ParentSet(e) => self.parents.note(Some(e.since), e.parent),
            BodyEvent::AdvisorySet(e) => {
                self.adopted_advisories
                    .note(Some(e.adopted_on.into()), e.advisory);
            }
            BodyEvent::CadenceSet(e) => {
                let cadence = Cadence {
                    required: e.required,
                    target: e.target,
                    strength: e.strength,
                };
                self.adopted_cadences
                    .note(Some(e.adopted_on.into()), cadence);
            }
            BodyEvent::SeatDefined(e) => self.seats.push(Seat {
                id: e.seat,
                function: e.function,
                on_behalf_of: e.on_behalf_of,
                defined_on: e.defined_on,
                removed_on: None,
                occupants: Succession::default(),
            }),
            BodyEvent::SeatFilled(e) => {
                if let Some(seat) = self.seat_mut(e.seat) {
                    let occupancy = Occupancy {
                        filled: true,
                        contact: e.contact,
                        partner: e.partner,
                    };
                    seat.occupants.note(Some(e.filled_on.into()), occupancy);
                }
            }
            BodyEvent::SeatVacated(e) => {
                if let Some(seat) = self.seat_mut(e.seat) {
                    let occupancy = Occupancy {
                        filled: false,
                        contact: None,
                        partner: None,
                    };
                    seat.occupants.note(Some(e.vacated_on.into()), occupancy);
                }
            }
            BodyEvent::SeatRemoved(e) => {
                if let Some(seat) = self.seat_mut(e.seat) {
                    seat.removed_on = Some(e.removed_on);
                }
            }
            BodyEvent::BodyJoined(e) => self.members.note(e.partner, e.since, true),
            BodyEvent::BodyLeft(e) => self.members.note(e.partner, e.since, false),
            BodyEvent::ForwardingTargetsSet(e) => {
                let targets = ForwardingTargets {
                    bodies: e.bodies,
                    organs: e.organs,
                };
                self.targets.note(Some(e.set_on.into()), targets);
            }
            BodyEvent::BodyDissolved(e) => self.dissolved_on = Some(e.dissolved_on),
            BodyEvent::BodyFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Body {
    fn seat_mut(&mut self, id: SeatId) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.id == id)
    }
}
