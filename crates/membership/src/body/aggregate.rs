//! A body's state and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    BodyId, Cadence, ContactId, Date, EntryId, Frozen, NetworkId, PartialDate, PartnerId, RegionId,
    SeatId, Status,
};
use serde::{Deserialize, Serialize};

use super::command::{BodyCommand, BodyKind};
use super::error::BodyRefusal;
use super::event::BodyEvent;
use crate::codes::BodyCode;
use crate::facts::MembershipContext;
use crate::timeline::Succession;

/// A body and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Body {
    pub kind: Option<BodyKind>,
    pub name: Option<EntryId>,
    /// The key of the policy's rule by which it was established.
    pub rule: Option<BodyCode>,
    pub policy_version: u32,
    pub network: Option<NetworkId>,
    pub parent: Option<BodyId>,
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
    pub adopted_cadences: Succession<Cadence>,
    pub targets: Succession<ForwardingTargets>,
    pub seats: Vec<Seat>,
    /// Its last day.
    pub dissolved_on: Option<Date>,
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
    pub occupants: Succession<Occupancy>,
}

/// Who has a seat, if anybody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Occupancy {
    pub filled: bool,
    /// Absent where only the function is known.
    pub contact: Option<ContactId>,
}

impl Seat {
    pub fn is_filled_on(&self, day: Date) -> bool {
        self.occupants
            .on(day)
            .is_some_and(|occupancy| occupancy.filled)
    }

    /// The contact who has it on `day`; `None` also where only the function is known.
    pub fn contact_on(&self, day: Date) -> Option<ContactId> {
        self.occupants
            .on(day)
            .and_then(|occupancy| occupancy.contact)
    }
}

impl Body {
    pub fn exists(&self) -> bool {
        self.kind.is_some()
    }

    /// True from its founding (as far as known) to its last day; never while it is only planned.
    pub fn runs_on(&self, day: Date) -> bool {
        self.exists()
            && !self.planned
            && self.founded_on.is_none_or(|on| on.first_day() <= day)
            && self.dissolved_on.is_none_or(|last| day <= last)
    }

    /// How often it meets: what the municipality adopted, else what the documents say, with its status.
    pub fn cadence_on(&self, day: Date) -> Frozen<Cadence> {
        let adopted = self.adopted_cadences.on(day);
        let adopted = adopted.map(|cadence| Frozen {
            value: Some(*cadence),
            status: Status::Adopted,
        });
        let unstated = Frozen {
            value: None,
            status: Status::Unstated,
        };
        adopted
            .or_else(|| self.documented_cadence.clone())
            .unwrap_or(unstated)
    }

    /// To whom it passes its recommendations, where somebody recorded it.
    pub fn targets_on(&self, day: Date) -> Option<&ForwardingTargets> {
        self.targets.on(day)
    }

    /// The seats that are defined on `day`.
    pub fn seats_on(&self, day: Date) -> Vec<&Seat> {
        self.seats
            .iter()
            .filter(|seat| seat.defined_on <= day)
            .collect()
    }

    /// The seats that nobody has on `day` (MEM-38).
    pub fn vacancies_on(&self, day: Date) -> Vec<&Seat> {
        self.seats_on(day)
            .into_iter()
            .filter(|seat| !seat.is_filled_on(day))
            .collect()
    }

    fn seat_mut(&mut self, id: SeatId) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.id == id)
    }
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
        match event {
            BodyEvent::BodyEstablished(e) => {
                self.kind = Some(e.kind);
                self.name = Some(e.name);
                self.rule = e.rule;
                self.policy_version = e.policy_version;
                self.network = e.network;
                self.parent = e.parent;
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
                occupants: Succession::default(),
            }),
            BodyEvent::SeatFilled(e) => {
                if let Some(seat) = self.seat_mut(e.seat) {
                    let occupancy = Occupancy {
                        filled: true,
                        contact: e.contact,
                    };
                    seat.occupants.note(Some(e.filled_on.into()), occupancy);
                }
            }
            BodyEvent::SeatVacated(e) => {
                if let Some(seat) = self.seat_mut(e.seat) {
                    let occupancy = Occupancy {
                        filled: false,
                        contact: None,
                    };
                    seat.occupants.note(Some(e.vacated_on.into()), occupancy);
                }
            }
            BodyEvent::ForwardingTargetsSet(e) => {
                let targets = ForwardingTargets {
                    bodies: e.bodies,
                    organs: e.organs,
                };
                self.targets.note(Some(e.set_on.into()), targets);
            }
            BodyEvent::BodyDissolved(e) => self.dissolved_on = Some(e.dissolved_on),
        }
    }
}
