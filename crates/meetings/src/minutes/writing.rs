//! Who writes minutes (MTG-10, MTG-11, MTG-12), and what they may contain (MTG-24).

use std::collections::BTreeSet;

use kernel::{BodyId, MeetingId, Refusal, Role, Sourced, Warning};

use super::aggregate::Minutes;
use super::command::{AuthorKind, MinutesAuthor};
use super::error::MinutesRefusal;
use super::event::MinutesContent;
use super::routing::NewContent;
use crate::duty::check_sole_duty;
use crate::facts::{KnownMeeting, MeetingsContext, Taker};
use crate::mentions::{mentions, places};
use crate::policy::MeetingDuty;

/// More than any mail carries.
pub(super) const ATTACHMENTS_MAX: usize = 20;
/// More people than one text speaks of.
pub(super) const MENTIONS_MAX: usize = 200;

impl Minutes {
    /// As [`check_writer`], of the minutes' own meeting.
    pub(super) fn check_writer(
        &self,
        meeting: MeetingId,
        body: BodyId,
        author: MinutesAuthor,
        ctx: &MeetingsContext,
    ) -> Result<(), MinutesRefusal> {
        self.check_meeting(meeting)?;
        check_writer(meeting, body, author, ctx)?;
        Ok(())
    }
}

/// Whether the author may have written minutes of the meeting and the caller may enter them; the meeting.
pub(super) fn check_writer(
    id: MeetingId,
    body: BodyId,
    author: MinutesAuthor,
    ctx: &MeetingsContext,
) -> Result<&KnownMeeting, MinutesRefusal> {
    let meeting = ctx.facts.meeting(id, "meeting")?;
    if meeting.body != body {
        return Err(MinutesRefusal::BodyNotOfMeeting { body });
    }
    check_held(meeting)?;
    let rules = ctx.facts.body(body, "body")?.rules(&ctx.policy);
    let written_by = rules.map(|rules| &rules.minutes_by);
    check_author(written_by, author, meeting.taker.as_ref(), ctx)?;
    let rule = rule_of(written_by.and_then(Sourced::value).copied());
    check_sole_duty(written_by, rule, ctx)
        .map_err(|refused| MinutesRefusal::NotYourDuty { refused, rule })?;
    // Whoever else has the role was elected for another meeting.
    let account = meeting.taker.as_ref().and_then(|taker| taker.account);
    let other = account.is_some_and(|account| account != ctx.actor);
    if ctx.role == Role::MinuteTaker && other {
        return Err(MinutesRefusal::NotTheTaker);
    }
    Ok(meeting)
}

/// There are minutes of what took place.
pub(super) fn check_held(meeting: &KnownMeeting) -> Result<(), MinutesRefusal> {
    if meeting.cancelled {
        Err(MinutesRefusal::MeetingCancelled)
    } else if !meeting.held {
        Err(MinutesRefusal::MeetingNotHeld)
    } else {
        Ok(())
    }
}

/// A binding rule refuses another author, an inferred one warns.
fn check_author(
    written_by: Option<&Sourced<MeetingDuty>>,
    author: MinutesAuthor,
    taker: Option<&Taker>,
    ctx: &MeetingsContext,
) -> Result<(), MinutesRefusal> {
    let Some((written_by, duty)) = written_by.and_then(|rule| Some((rule, *rule.value()?))) else {
        return Ok(());
    };
    let Err(refusal) = author_of(duty, author, taker) else {
        return Ok(());
    };
    if written_by.binding().is_some() {
        return Err(refusal);
    }
    ctx.warn(Warning {
        code: refusal.code().to_owned(),
        rule: rule_of(Some(duty)).to_owned(),
        sentence: refusal.sentence(),
        facts: refusal.facts(),
    });
    Ok(())
}

fn author_of(
    duty: MeetingDuty,
    author: MinutesAuthor,
    taker: Option<&Taker>,
) -> Result<(), MinutesRefusal> {
    match duty {
        MeetingDuty::ElectedTaker => {
            let taker = taker.ok_or(MinutesRefusal::TakerNotElected)?;
            let same_person = match (author.contact, taker.contact) {
                (Some(author), Some(taker)) => author == taker,
                (Some(_) | None, None) | (None, Some(_)) => true,
            };
            if author.partner == Some(taker.partner) && same_person {
                Ok(())
            } else {
                Err(MinutesRefusal::AuthorNotElected {
                    elected: taker.partner,
                })
            }
        }
        MeetingDuty::YouthOffice
        | MeetingDuty::Administration
        | MeetingDuty::YouthWelfarePlanning
        | MeetingDuty::CoordinationOffice => match author.by {
            AuthorKind::Office => Ok(()),
            AuthorKind::Taker => Err(MinutesRefusal::AuthorNotOffice { duty }),
        },
        MeetingDuty::AllMembers | MeetingDuty::PreparationTeam => Ok(()),
    }
}

/// MTG-10 speaks of an elected taker, MTG-11 of the youth office; elsewhere the office organises (MTG-12).
const fn rule_of(duty: Option<MeetingDuty>) -> &'static str {
    match duty {
        Some(MeetingDuty::ElectedTaker) => "MTG-10",
        Some(MeetingDuty::YouthOffice) => "MTG-11",
        Some(
            MeetingDuty::AllMembers
            | MeetingDuty::PreparationTeam
            | MeetingDuty::CoordinationOffice
            | MeetingDuty::Administration
            | MeetingDuty::YouthWelfarePlanning,
        )
        | None => "MTG-12",
    }
}

/// The content as the event has it; warns where the text seems to name a child or a family.
pub(super) fn checked(
    new: NewContent<'_>,
    ctx: &MeetingsContext,
) -> Result<MinutesContent, MinutesRefusal> {
    check_complete(new.author, ctx)?;
    check_attachments(new)?;
    check_mentioned(new, ctx)?;
    warn_of_names(&new.text.content.0, ctx);
    Ok(MinutesContent {
        text: new.text.id,
        author: new.author,
        attachments: new.attachments.to_vec(),
        mentions: new.mentions.to_vec(),
    })
}

/// A taker has an institution and perhaps a contact there; the office has neither.
fn check_complete(author: MinutesAuthor, ctx: &MeetingsContext) -> Result<(), MinutesRefusal> {
    match (author.by, author.partner, author.contact) {
        (AuthorKind::Office, None, None) => Ok(()),
        (AuthorKind::Taker, Some(partner), contact) => {
            ctx.facts.partner(partner, "author")?;
            match contact {
                Some(id) if ctx.facts.contact(id, "author")? != partner => {
                    Err(MinutesRefusal::AuthorOfOtherPartner { partner })
                }
                Some(_) | None => Ok(()),
            }
        }
        (AuthorKind::Office, Some(_), _)
        | (AuthorKind::Office, None, Some(_))
        | (AuthorKind::Taker, None, _) => Err(MinutesRefusal::AuthorIncomplete { by: author.by }),
    }
}

fn check_attachments(new: NewContent<'_>) -> Result<(), MinutesRefusal> {
    let count = new.attachments.len();
    if count > ATTACHMENTS_MAX {
        return Err(MinutesRefusal::AttachmentsTooMany { count });
    }
    let mut seen = BTreeSet::new();
    let once = |document: &kernel::DocumentRef| seen.insert(document.sha256);
    if new.attachments.iter().all(once) {
        Ok(())
    } else {
        Err(MinutesRefusal::AttachmentTwice)
    }
}

fn check_mentioned(new: NewContent<'_>, ctx: &MeetingsContext) -> Result<(), MinutesRefusal> {
    let count = new.mentions.len();
    if count > MENTIONS_MAX {
        return Err(MinutesRefusal::MentionsTooMany { count });
    }
    let mut seen = BTreeSet::new();
    for contact in new.mentions {
        ctx.facts.contact(*contact, "mentions")?;
        if !seen.insert(contact) {
            return Err(MinutesRefusal::MentionedTwice { contact: *contact });
        }
    }
    Ok(())
}

/// The facts say where and why, never what: they go to answers and logs.
fn warn_of_names(text: &str, ctx: &MeetingsContext) {
    let found = mentions(text);
    let sentence = match found.len() {
        0 => return,
        1 => "Eine Stelle des Textes scheint ein Kind oder eine Familie zu nennen.".to_owned(),
        count => {
            format!("{count} Stellen des Textes scheinen ein Kind oder eine Familie zu nennen.")
        }
    };
    ctx.warn(Warning {
        code: "MENTIONS_A_PERSON".to_owned(),
        rule: "MTG-24".to_owned(),
        sentence,
        facts: places(&found),
    });
}
