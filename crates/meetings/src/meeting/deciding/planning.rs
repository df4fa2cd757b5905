//! The course of a meeting: planned or recorded afterwards, moved, cancelled, opened, closed.

use std::num::NonZeroU32;

use kernel::{BodyId, NewText, Sourced, Warning, facts};

use super::{Decision, Occasion, check_ahead, check_once, object};
use crate::duration::MeetingDuration;
use crate::facts::MeetingsContext;
use crate::meeting::aggregate::{Begun, Meeting};
use crate::meeting::command::*;
use crate::meeting::course::Part;
use crate::meeting::error::MeetingRefusal;
use crate::meeting::event::*;
use crate::policy::{MeetingDuty, MeetingRules};
use crate::unfit::{Thing, Unfit};

pub(super) fn plan(c: &PlanMeeting, occasion: Occasion, ctx: &MeetingsContext) -> Decision {
    let meeting = c.id.ok_or(Unfit::NotFound(Thing::Meeting))?;
    let body = ctx.facts.body(c.body, "body")?;
    if occasion == Occasion::Now {
        if !body.runs {
            return Err(MeetingRefusal::BodyDoesNotRun { body: c.body });
        }
        check_ahead(c.begins.day(), ctx.today)?;
    }
    check_line("place", c.place.as_ref())?;
    check_line("topic", c.topic.as_ref())?;
    let number = number(c.body, c.first_number, ctx)?;
    let rules = body.rules(&ctx.policy);
    let usual_place = rules.map(|rules| &rules.default_place);
    let place_by_policy = c.place.is_none() && usual(usual_place, "place", ctx).is_some();
    let (minutes, minutes_by_policy) = match &c.duration {
        Some(duration) => (Some(minutes(duration)), false),
        None => {
            let usual = usual(rules.map(|rules| &rules.default_duration), "duration", ctx);
            (usual.map(minutes), usual.is_some())
        }
    };
    let planned = MeetingPlanned {
        body: c.body,
        number,
        begins: c.begins.clone(),
        minutes,
        minutes_by_policy,
        place: c.place.as_ref().map(|place| place.id),
        place_by_policy,
        topic: c.topic.as_ref().map(|topic| topic.id),
        planned_on: c.planned_on.unwrap_or(ctx.occurred_on),
    };
    let body = c.body;
    let numbered = MeetingNumbered {
        body,
        meeting,
        number,
    };
    Ok(vec![planned.into(), numbered.into()])
}

pub(super) fn record_past(c: &RecordPastMeeting, ctx: &MeetingsContext) -> Decision {
    let meeting = c.id.ok_or(Unfit::NotFound(Thing::Meeting))?;
    ctx.facts.body(c.body, "body")?;
    check_once("present", c.present.iter().map(|partner| partner.0))?;
    for partner in &c.present {
        ctx.facts.partner(*partner, "present")?;
    }
    check_line("place", c.place.as_ref())?;
    for topic in &c.topics {
        Unfit::check_line("topics", topic)?;
    }
    let number = number(c.body, c.first_number, ctx)?;
    let recorded = PastMeetingRecorded {
        body: c.body,
        number,
        held_on: c.held_on,
        begins: c.begins.clone(),
        place: c.place.as_ref().map(|place| place.id),
        present: c.present.clone(),
        present_others: c.present_others,
        topics: c.topics.iter().map(|topic| topic.id).collect(),
    };
    let body = c.body;
    let numbered = MeetingNumbered {
        body,
        meeting,
        number,
    };
    Ok(vec![recorded.into(), numbered.into()])
}

/// The next number of the body's series (MTG-30). A correction keeps the number that the meeting has
/// (`coherence.rs`), whatever this says.
fn number(
    body: BodyId,
    first: Option<NonZeroU32>,
    ctx: &MeetingsContext,
) -> Result<u32, MeetingRefusal> {
    match (ctx.facts.series.get(&body), first) {
        (Some(last), Some(_)) => Err(MeetingRefusal::NumberedAlready { last: *last }),
        (Some(last), None) => Ok(last.saturating_add(1)),
        (None, Some(first)) => Ok(first.get()),
        (None, None) => Ok(1),
    }
}

/// What the policy says where the command is silent; said aloud where it was only inferred.
fn usual<'p, T>(
    value: Option<&'p Sourced<T>>,
    field: &'static str,
    ctx: &MeetingsContext,
) -> Option<&'p T> {
    let value = value?;
    if value.inferred().is_some() {
        ctx.warn(Warning {
            code: "DEFAULT_INFERRED".to_owned(),
            rule: "MTG-03".to_owned(),
            sentence: "Ort oder Dauer sind die üblichen; das ist aus dem Dokument nur erschlossen."
                .to_owned(),
            facts: facts! { "field" => field },
        });
    }
    value.value()
}

/// A duration has up to 1440 minutes.
fn minutes(duration: &MeetingDuration) -> u16 {
    u16::try_from(duration.minutes()).expect("a duration is a day at most")
}

fn check_line(field: &'static str, text: Option<&NewText>) -> Result<(), MeetingRefusal> {
    match text {
        Some(text) => Ok(Unfit::check_line(field, text)?),
        None => Ok(()),
    }
}

impl Meeting {
    pub(super) fn reserve_room(&self, c: &ReserveRoom) -> Decision {
        Unfit::check_line("place", &c.place)?;
        check_line("confirmedBy", c.confirmed_by.as_ref())?;
        let event = RoomReserved {
            place: c.place.id,
            confirmed_by: c.confirmed_by.as_ref().map(|by| by.id),
            reserved_on: c.reserved_on,
        };
        let known = self.room.is_some_and(|room| {
            (room.confirmed_by, room.reserved_on) == (event.confirmed_by, event.reserved_on)
        });
        if known && self.place == Some(event.place) {
            return Ok(Vec::new());
        }
        self.allows(Part::Ahead)?;
        Ok(vec![event.into()])
    }

    pub(super) fn decide_reschedule(
        &self,
        c: &RescheduleMeeting,
        occasion: Occasion,
        ctx: &MeetingsContext,
    ) -> Decision {
        let slot = self.slot()?;
        check_line("place", c.place.as_ref())?;
        let minutes = c.duration.as_ref().map(minutes);
        let place = c.place.as_ref().map(|place| place.id);
        let as_it_is = slot.on == c.begins.day()
            && slot.at == Some(c.begins.time())
            && (minutes.is_none() || minutes == slot.minutes)
            && (place.is_none() || place == self.place);
        if as_it_is {
            return Ok(Vec::new());
        }
        self.allows(Part::Ahead)?;
        if occasion == Occasion::Now {
            check_ahead(c.begins.day(), ctx.today)?;
        }
        let event = MeetingRescheduled {
            begins: c.begins.clone(),
            minutes,
            place,
            reason: c.reason.as_ref().map(|reason| reason.id),
            sequence: self.sequence.saturating_add(1),
        };
        Ok(vec![event.into()])
    }

    pub(super) fn cancel(&self, c: &CancelMeeting) -> Decision {
        if self.cancelled_on == Some(c.cancelled_on) {
            return Ok(Vec::new());
        }
        self.allows(Part::Ahead)?;
        Unfit::check_not_before("cancelledOn", c.cancelled_on, self.planned_on)?;
        let event = MeetingCancelled {
            reason: c.reason.as_ref().map(|reason| reason.id),
            cancelled_on: c.cancelled_on,
            sequence: self.sequence.saturating_add(1),
        };
        Ok(vec![event.into()])
    }

    pub(super) fn open(&self, c: &OpenMeeting, ctx: &MeetingsContext) -> Decision {
        let said_so = |begun: &Begun| c.opened_at.is_none() || c.opened_at == begun.at;
        if self.begun.as_ref().is_some_and(said_so) {
            return Ok(Vec::new());
        }
        self.allows(Part::Ahead)?;
        let (begins_on, today) = (self.slot()?.on, ctx.today);
        if today < begins_on {
            return Err(MeetingRefusal::NotOpenYet { begins_on, today });
        }
        let event = MeetingOpened {
            opened_at: c.opened_at.clone(),
        };
        Ok(vec![event.into()])
    }

    pub(super) fn close(&self, c: &CloseMeeting, ctx: &MeetingsContext) -> Decision {
        let body = self.known_body(c.body, ctx)?;
        if self.closed_on.is_some() && c.closed_on.is_none_or(|on| Some(on) == self.closed_on) {
            return Ok(Vec::new());
        }
        self.allows(Part::Session)?;
        let closed_on = c.closed_on.unwrap_or(ctx.occurred_on);
        Unfit::check_not_before("closedOn", closed_on, Some(self.slot()?.on))?;
        if let (None, Some(rules)) = (&self.taker, body.rules(&ctx.policy)) {
            check_taker_is_elected(rules, ctx)?;
        }
        Ok(vec![MeetingClosed { closed_on }.into()])
    }
}

/// Where the taker is elected, a meeting does not end without one (MTG-10).
fn check_taker_is_elected(
    rules: &MeetingRules,
    ctx: &MeetingsContext,
) -> Result<(), MeetingRefusal> {
    match rules.minutes_by.value() {
        Some(MeetingDuty::ElectedTaker) => object(
            rules.minutes_by.binding().is_some(),
            MeetingRefusal::TakerNotElected,
            ctx,
        ),
        Some(
            MeetingDuty::AllMembers
            | MeetingDuty::PreparationTeam
            | MeetingDuty::CoordinationOffice
            | MeetingDuty::YouthOffice
            | MeetingDuty::Administration
            | MeetingDuty::YouthWelfarePlanning,
        )
        | None => Ok(()),
    }
}
