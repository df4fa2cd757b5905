//! What the commands on seats and voluntary members make happen (MEM-38 … MEM-40).

use kernel::{PartnerId, SeatId, Warning, facts};

use super::aggregate::{Body, Occupancy, Seat};
use super::decisions::Decision;
use super::error::BodyRefusal;
use super::event::*;
use super::seats::*;
use crate::facts::MembershipContext;
use crate::unfit::Unfit;
use kernel::timeline::Leaving;

impl Body {
    pub(super) fn define_seat(&self, c: &DefineSeat, ctx: &MembershipContext) -> Decision {
        self.check_runs(ctx.occurred_on)?;
        let seat = c.seat_id();
        if self.seats.iter().any(|known| known.id == seat) {
            return Err(BodyRefusal::SeatExists { seat });
        }
        if let Some(partner) = c.on_behalf_of {
            ctx.facts.partner(partner, "onBehalfOf")?;
        }
        let event = SeatDefined {
            seat,
            function: c.function.id,
            on_behalf_of: c.on_behalf_of,
            defined_on: ctx.occurred_on,
        };
        Ok(vec![event.into()])
    }

    pub(super) fn fill_seat(&self, c: &FillSeat, ctx: &MembershipContext) -> Decision {
        self.check_runs(c.filled_on)?;
        let seat = self.seat(c.seat)?;
        Unfit::check_not_before("filledOn", c.filled_on, Some(seat.defined_on))?;
        if let Some(removed_on) = seat.removed_on.filter(|on| *on <= c.filled_on) {
            return Err(BodyRefusal::SeatRemoved { removed_on });
        }
        let partner = occupying_partner(c, ctx)?;
        let occupancy = Occupancy {
            filled: true,
            contact: c.contact,
            partner,
        };
        match seat.occupants.on(c.filled_on) {
            Some(known) if *known == occupancy => return Ok(Vec::new()),
            Some(Occupancy { filled: true, .. }) => {
                return Err(BodyRefusal::SeatOccupied { day: c.filled_on });
            }
            Some(Occupancy { filled: false, .. }) | None => {}
        }
        if let (Some(expected), Some(partner)) = (seat.on_behalf_of, partner)
            && expected != partner
        {
            ctx.warn(Warning {
                code: "SEAT_OF_OTHER_PARTNER".to_owned(),
                rule: "MEM-38".to_owned(),
                sentence:
                    "Der Sitz gehört einem anderen Netzwerkpartner als dem, der ihn einnimmt."
                        .to_owned(),
                facts: facts! { "onBehalfOf" => expected, "partner" => partner },
            });
        }
        Ok(vec![
            SeatFilled {
                seat: c.seat,
                contact: c.contact,
                partner,
                filled_on: c.filled_on,
            }
            .into(),
        ])
    }

    pub(super) fn vacate_seat(&self, c: &VacateSeat) -> Decision {
        match self.seat(c.seat)?.occupants.on(c.vacated_on) {
            Some(Occupancy { filled: true, .. }) => Ok(vec![
                SeatVacated {
                    seat: c.seat,
                    vacated_on: c.vacated_on,
                }
                .into(),
            ]),
            Some(Occupancy { filled: false, .. }) => Ok(Vec::new()),
            None => Err(BodyRefusal::SeatNotFilled { day: c.vacated_on }),
        }
    }

    /// The seat's last occupant has it until then; a seat is removed once.
    pub(super) fn remove_seat(&self, c: &RemoveSeat) -> Decision {
        let seat = self.seat(c.seat)?;
        match seat.removed_on {
            Some(removed_on) if removed_on == c.removed_on => Ok(Vec::new()),
            Some(removed_on) => Err(BodyRefusal::SeatRemoved { removed_on }),
            None => {
                Unfit::check_not_before("removedOn", c.removed_on, Some(seat.defined_on))?;
                let filled = self.last_filled(c.seat);
                let free = filled.and_then(|day| day.tomorrow().ok());
                Unfit::check_not_before("removedOn", c.removed_on, free)?;
                Ok(vec![
                    SeatRemoved {
                        seat: c.seat,
                        removed_on: c.removed_on,
                    }
                    .into(),
                ])
            }
        }
    }

    pub(super) fn join(&self, c: &JoinBody, ctx: &MembershipContext) -> Decision {
        let day = c.since.first_day();
        self.check_runs(day)?;
        ctx.facts.partner(c.partner, "partner")?;
        if self.members.has(&c.partner, day) {
            return Ok(Vec::new());
        }
        Ok(vec![
            BodyJoined {
                partner: c.partner,
                since: c.since,
            }
            .into(),
        ])
    }

    pub(super) fn leave(&self, c: &LeaveBody) -> Decision {
        let day = c.since.first_day();
        match self.members.leaving(&c.partner, day) {
            Leaving::Ends => Ok(vec![
                BodyLeft {
                    partner: c.partner,
                    since: c.since,
                }
                .into(),
            ]),
            Leaving::Repeated => Ok(Vec::new()),
            Leaving::NeverBelonged => Err(BodyRefusal::NotMember { day }),
        }
    }

    pub(super) fn seat(&self, id: SeatId) -> Result<&Seat, BodyRefusal> {
        self.seats
            .iter()
            .find(|seat| seat.id == id)
            .ok_or(BodyRefusal::SeatUnknown { seat: id })
    }
}

/// The partner for whom somebody takes the seat: a contact speaks for its own.
fn occupying_partner(
    c: &FillSeat,
    ctx: &MembershipContext,
) -> Result<Option<PartnerId>, BodyRefusal> {
    let speaks_for = match c.contact {
        Some(contact) => Some(ctx.facts.contact(contact, "contact")?),
        None => None,
    };
    if let Some(partner) = c.partner {
        ctx.facts.partner(partner, "partner")?;
    }
    match (speaks_for, c.partner) {
        (Some(speaks_for), Some(partner)) if speaks_for != partner => {
            Err(BodyRefusal::ContactOfOtherPartner {
                speaks_for,
                partner,
            })
        }
        (Some(partner), _) | (None, Some(partner)) => Ok(Some(partner)),
        (None, None) => Ok(None),
    }
}
