//! Whether a body's facts fit each other: what a correction must leave.

use std::collections::BTreeSet;

use kernel::{Correctable, Date, History, PartialDate, SeatId};

use super::aggregate::Body;
use super::command::BodyCommand;
use super::decisions::Decision;
use super::error::BodyRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::unfit::Unfit;

impl Correctable for Body {
    fn history(&self) -> &History<BodyEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<BodyEvent> {
        &mut self.history
    }

    fn decide(&self, command: &BodyCommand, ctx: &MembershipContext) -> Decision {
        self.decide(command, ctx)
    }

    /// Founded and dissolved once and in this order, nothing new after the end, seats and members as they can be.
    fn check(&self) -> Result<(), BodyRefusal> {
        let (mut founded, mut dissolved, mut defined, mut removed) =
            (false, false, BTreeSet::new(), BTreeSet::new());
        for (_, event) in self.history.standing() {
            if let Some(day) = needs_running(event) {
                self.check_runs(day)?;
            }
            match event {
                BodyEvent::BodyEstablished(e) => founded = !e.planned,
                BodyEvent::BodyFounded(_) if founded => return Err(BodyRefusal::AlreadyFounded),
                BodyEvent::BodyFounded(_) => founded = true,
                BodyEvent::BodyDissolved(e) if dissolved => {
                    let dissolved_on = e.dissolved_on;
                    return Err(BodyRefusal::Dissolved { dissolved_on });
                }
                BodyEvent::BodyDissolved(_) => dissolved = true,
                BodyEvent::SeatDefined(e) if !defined.insert(e.seat) => {
                    return Err(BodyRefusal::SeatExists { seat: e.seat });
                }
                BodyEvent::SeatRemoved(e) if !removed.insert(e.seat) => {
                    let removed_on = e.removed_on;
                    return Err(BodyRefusal::SeatRemoved { removed_on });
                }
                BodyEvent::SeatFilled(e) => self.check_filled(e.seat, e.filled_on)?,
                BodyEvent::SeatVacated(e) if !self.filled_until(e.seat, e.vacated_on) => {
                    let day = e.vacated_on;
                    return Err(BodyRefusal::SeatNotFilled { day });
                }
                BodyEvent::SeatRemoved(e) => {
                    let defined_on = self.seat(e.seat)?.defined_on;
                    Unfit::check_not_before("replacement", e.removed_on, Some(defined_on))?;
                }
                BodyEvent::BodyLeft(e) => self.check_left(e)?,
                BodyEvent::BodyRenamed(_)
                | BodyEvent::ParentSet(_)
                | BodyEvent::AdvisorySet(_)
                | BodyEvent::CadenceSet(_)
                | BodyEvent::SeatDefined(_)
                | BodyEvent::SeatVacated(_)
                | BodyEvent::BodyJoined(_)
                | BodyEvent::ForwardingTargetsSet(_)
                | BodyEvent::BodyFactCorrected(_) => {}
            }
        }
        Ok(())
    }
}

impl Body {
    /// The latest day for which something is recorded that needs the body.
    pub(super) fn last_active_day(&self) -> Option<Date> {
        self.history
            .standing()
            .filter_map(|(_, event)| needs_running(event))
            .max()
    }

    /// The latest day on which somebody took the seat.
    pub(super) fn last_filled(&self, seat: SeatId) -> Option<Date> {
        self.filled_days(seat).max()
    }

    fn filled_days(&self, id: SeatId) -> impl Iterator<Item = Date> {
        self.history
            .standing()
            .filter_map(move |(_, event)| match event {
                BodyEvent::SeatFilled(e) if e.seat == id => Some(e.filled_on),
                BodyEvent::SeatFilled(_)
                | BodyEvent::BodyEstablished(_)
                | BodyEvent::BodyFounded(_)
                | BodyEvent::BodyRenamed(_)
                | BodyEvent::ParentSet(_)
                | BodyEvent::AdvisorySet(_)
                | BodyEvent::CadenceSet(_)
                | BodyEvent::SeatDefined(_)
                | BodyEvent::SeatVacated(_)
                | BodyEvent::SeatRemoved(_)
                | BodyEvent::BodyJoined(_)
                | BodyEvent::BodyLeft(_)
                | BodyEvent::ForwardingTargetsSet(_)
                | BodyEvent::BodyDissolved(_)
                | BodyEvent::BodyFactCorrected(_) => None,
            })
    }

    fn filled_until(&self, seat: SeatId, day: Date) -> bool {
        self.filled_days(seat).any(|filled| filled <= day)
    }

    fn check_filled(&self, id: SeatId, day: Date) -> Result<(), BodyRefusal> {
        let seat = self.seat(id)?;
        Unfit::check_not_before("replacement", day, Some(seat.defined_on))?;
        match seat.removed_on {
            Some(removed_on) if removed_on <= day => Err(BodyRefusal::SeatRemoved { removed_on }),
            Some(_) | None => Ok(()),
        }
    }

    fn check_left(&self, e: &BodyLeft) -> Result<(), BodyRefusal> {
        let day = e.since.first_day();
        let joined = self.members.changes().iter().any(|change| {
            change.belongs && change.of == e.partner && change.since.first_day() <= day
        });
        if joined {
            Ok(())
        } else {
            Err(BodyRefusal::NotMember { day })
        }
    }
}

/// The day on which the body must still be there for what was recorded.
fn needs_running(event: &BodyEvent) -> Option<Date> {
    match event {
        BodyEvent::BodyEstablished(e) if e.planned => None,
        BodyEvent::BodyEstablished(e) => e.founded_on.map(PartialDate::first_day),
        BodyEvent::BodyFounded(e) => Some(e.founded_on.first_day()),
        BodyEvent::BodyRenamed(e) => Some(e.renamed_on),
        BodyEvent::ParentSet(e) => Some(e.since.first_day()),
        BodyEvent::AdvisorySet(e) => Some(e.adopted_on),
        BodyEvent::CadenceSet(e) => Some(e.adopted_on),
        BodyEvent::SeatDefined(e) => Some(e.defined_on),
        BodyEvent::SeatFilled(e) => Some(e.filled_on),
        BodyEvent::BodyJoined(e) => Some(e.since.first_day()),
        BodyEvent::ForwardingTargetsSet(e) => Some(e.set_on),
        BodyEvent::SeatVacated(_)
        | BodyEvent::SeatRemoved(_)
        | BodyEvent::BodyLeft(_)
        | BodyEvent::BodyDissolved(_)
        | BodyEvent::BodyFactCorrected(_) => None,
    }
}
