//! Who is invited and answers, who was there, who writes the minutes.

use kernel::{ContactId, PartnerId, Warning, facts};

use super::{Decision, check_ahead, check_once, object};
use crate::duty::check_duty;
use crate::facts::{MeetingsContext, Taker};
use crate::meeting::aggregate::{Attendance, Meeting};
use crate::meeting::command::*;
use crate::meeting::course::Part;
use crate::meeting::error::MeetingRefusal;
use crate::meeting::event::*;
use crate::policy::MeetingDuty;
use crate::unfit::Unfit;

impl Meeting {
    /// Preparing is free, sending is whose duty the policy says (MTG-08, MTG-12).
    pub(super) fn invite(&self, c: &InviteParticipants, ctx: &MeetingsContext) -> Decision {
        let body = self.known_body(c.body, ctx)?;
        let invited_by = body.rules(&ctx.policy).map(|rules| &rules.invited_by);
        check_duty(invited_by, "MTG-08", ctx).map_err(MeetingRefusal::NotYourDuty)?;
        let named: Vec<PartnerId> = match &c.partners {
            Some(partners) => {
                check_known(partners, ctx)?;
                partners.clone()
            }
            None => body.institutions.iter().copied().collect(),
        };
        check_once("contacts", c.contacts.iter().map(|contact| contact.0))?;
        for contact in &c.contacts {
            let speaks_for = ctx.facts.contact(*contact, "contacts")?;
            if !named.contains(&speaks_for) && !self.invited.partners.contains_key(&speaks_for) {
                let partner = speaks_for;
                return Err(MeetingRefusal::ContactOfNobodyInvited { partner });
            }
        }
        let event = ParticipantsInvited {
            partners: named
                .into_iter()
                .filter(|partner| !self.invited.partners.contains_key(partner))
                .collect(),
            contacts: c
                .contacts
                .iter()
                .copied()
                .filter(|contact| !self.invited.contacts.contains_key(contact))
                .collect(),
            guests: c.guests.unwrap_or(self.invited.guests),
            letter: c.letter.as_ref().map(|letter| letter.id),
            invited_on: c.invited_on.unwrap_or(ctx.occurred_on),
            sequence: self.sequence,
        };
        let nobody_new = event.partners.is_empty()
            && event.contacts.is_empty()
            && event.guests == self.invited.guests;
        if nobody_new {
            return match self.invited.since {
                Some(_) => Ok(Vec::new()),
                None => Err(MeetingRefusal::NobodyInvited),
            };
        }
        self.allows(Part::Ahead)?;
        Unfit::check_not_before("invitedOn", event.invited_on, self.planned_on)?;
        check_ahead(self.slot()?.on, event.invited_on)?;
        Ok(vec![event.into()])
    }

    pub(super) fn record_reply(&self, c: &RecordReply, ctx: &MeetingsContext) -> Decision {
        if let Some(contact) = c.contact {
            check_speaks_for(contact, c.partner, ctx)?;
        }
        let partner = c.partner;
        let invited_on = self.invited.partners.get(&partner);
        let invited_on = invited_on.ok_or(MeetingRefusal::NotInvited { partner })?;
        let said = self.reply_on(partner, c.contact, c.replied_on);
        if said.is_some_and(|said| said.reply == c.reply) {
            return Ok(Vec::new());
        }
        self.allows(Part::Ahead)?;
        Unfit::check_not_before("repliedOn", c.replied_on, Some(*invited_on))?;
        let event = ReplyRecorded {
            partner,
            contact: c.contact,
            reply: c.reply,
            replied_on: c.replied_on,
        };
        Ok(vec![event.into()])
    }

    pub(super) fn record_attendance(
        &self,
        c: &RecordAttendance,
        ctx: &MeetingsContext,
    ) -> Decision {
        check_once(
            "partners",
            c.partners.iter().map(|present| present.partner.0),
        )?;
        for present in &c.partners {
            ctx.facts.partner(present.partner, "partners")?;
        }
        let attendance = Attendance {
            partners: c.partners.clone(),
            others: c.others,
        };
        if self.attendance.as_ref() == Some(&attendance) {
            return Ok(Vec::new());
        }
        self.allows(Part::Session)?;
        let Attendance { partners, others } = attendance;
        Ok(vec![AttendanceRecorded { partners, others }.into()])
    }

    /// Elected by the body where no document names somebody else (MTG-10, MTG-11).
    pub(super) fn elect(&self, c: &ElectMinuteTaker, ctx: &MeetingsContext) -> Decision {
        let body = self.known_body(c.body, ctx)?;
        ctx.facts.partner(c.partner, "partner")?;
        if let Some(contact) = c.contact {
            check_speaks_for(contact, c.partner, ctx)?;
        }
        let taker = Taker {
            partner: c.partner,
            contact: c.contact,
            account: c.account,
        };
        if self.taker.as_ref() == Some(&taker) {
            return Ok(Vec::new());
        }
        self.allows(Part::Session)?;
        let minutes_by = body.rules(&ctx.policy).map(|rules| &rules.minutes_by);
        if let Some(minutes_by) = minutes_by
            && let Some(duty) = minutes_by.value()
            && *duty != MeetingDuty::ElectedTaker
        {
            let fixed = MeetingRefusal::TakerIsFixed { duty: *duty };
            object(minutes_by.binding().is_some(), fixed, ctx)?;
        }
        Ok(vec![MinuteTakerElected { taker }.into()])
    }
}

/// Institutions that are named are known; whose membership is over may be invited, and the office is told.
fn check_known(partners: &[PartnerId], ctx: &MeetingsContext) -> Result<(), MeetingRefusal> {
    check_once("partners", partners.iter().map(|partner| partner.0))?;
    let mut inactive = Vec::new();
    for partner in partners {
        if !ctx.facts.partner(*partner, "partners")? {
            inactive.push(*partner);
        }
    }
    if !inactive.is_empty() {
        ctx.warn(Warning {
            code: "PARTNER_NOT_ACTIVE".to_owned(),
            rule: "MTG-08".to_owned(),
            sentence: "Eingeladen sind auch Institutionen, die nicht Netzwerkpartner sind."
                .to_owned(),
            facts: facts! { "partners" => inactive },
        });
    }
    Ok(())
}

fn check_speaks_for(
    contact: ContactId,
    partner: PartnerId,
    ctx: &MeetingsContext,
) -> Result<(), MeetingRefusal> {
    let speaks_for = ctx.facts.contact(contact, "contact")?;
    if speaks_for == partner {
        Ok(())
    } else {
        Err(MeetingRefusal::ContactOfOtherPartner {
            speaks_for,
            partner,
        })
    }
}
