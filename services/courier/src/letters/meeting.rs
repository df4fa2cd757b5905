//! Letters about a meeting (MTG-08), and what calendars get with them.
//!
//! A letter is overtaken as soon as the meeting has a higher sequence than the one that it would tell: whoever was to get
//! it gets the newer letter, which says everything that this one would have said. So of whatever is sent late, the last
//! one sent is the last one told.

use calendar::Method;
use kernel::{PartnerId, german};
use meetings::meeting::{Meeting, MeetingEvent};
use outbox::Suppression;
use service_kit::links::LinkScope;

use super::agenda::{Told, Words};
use super::draft::Draft;
use super::{Failure, Unsent, Writing};
use crate::desk::until;
use crate::queue::is_invited;
use crate::rule::Rule;

impl Writing<'_> {
    pub(super) async fn meeting(&self) -> Result<Draft, Unsent> {
        let stream = self.letter.subject;
        let loaded = self.desk.load(&[stream]).await?;
        let before: Meeting = until(&loaded, &stream, self.letter.position - 1)?;
        let then: Meeting = self.then(&loaded, &stream)?;
        let now: Meeting = loaded.fold(&stream)?;
        self.check(&then, &now)?;
        let reason = match self.rule {
            Rule::MeetingUpdate | Rule::MeetingCancellation => reason(&self.cause(&loaded)?),
            _ => None,
        };
        let words = self
            .words_of(&[&before, &then], &[then.invited.letter, reason])
            .await?;
        let told = self.tell(&then, &words)?;
        let reason = words.optional(reason)?;
        Ok(match self.rule {
            Rule::MeetingCancellation => self.cancellation(&then, told, reason),
            Rule::MeetingReplyReminder => self.reminder(&then, &told),
            _ => {
                let changes = match self.rule {
                    Rule::MeetingUpdate => self.changes(&before, &then, &words, &told)?,
                    _ => Vec::new(),
                };
                let letter = words.optional(then.invited.letter)?;
                self.request(&then, told, &changes, reason, letter)
            }
        })
    }

    /// Whether the letter still says what holds.
    fn check(&self, then: &Meeting, now: &Meeting) -> Result<(), Suppression> {
        let invited = is_invited(&self.people, now, self.reader.contact);
        if self.rule == Rule::MeetingCancellation {
            let overtaken = match then.cancelled_on {
                // Whatever raised the sequence meanwhile: where it is still cancelled nobody was told anew.
                Some(_) => now.cancelled_on.is_none(),
                None => invited,
            };
            if overtaken {
                return Err(Suppression::Overtaken);
            }
        } else if now.sequence > then.sequence || now.cancelled_on.is_some() {
            return Err(Suppression::Overtaken);
        } else if now.begun.is_some() {
            return Err(Suppression::Expired);
        } else if !invited {
            return Err(Suppression::Unwanted);
        } else if self.rule == Rule::MeetingReplyReminder && self.has_answered(now) {
            return Err(Suppression::Settled);
        }
        if now.begins_on().is_some_and(|day| day < self.today) {
            return Err(Suppression::Expired);
        }
        Ok(())
    }

    /// True where somebody answered for the reader's institution to the meeting as it is planned now.
    fn has_answered(&self, meeting: &Meeting) -> bool {
        let stays = |partner: PartnerId| self.people.stays(partner) == self.reader.partner;
        let counts = meeting.replies.iter();
        let mut counts = counts.filter(|reply| reply.fact > meeting.asked_since);
        counts.any(|reply| stays(reply.partner))
    }

    /// An invitation, or the same meeting with what changed.
    fn request(
        &self,
        then: &Meeting,
        told: Told,
        changes: &[String],
        reason: Option<String>,
        letter: Option<String>,
    ) -> Draft {
        let mut draft = Draft {
            network: told.network,
            ..Draft::default()
        };
        let day = then.begins_on().map(german::day).unwrap_or_default();
        let title = &told.title;
        if self.rule == Rule::MeetingUpdate {
            draft.subject = format!("Geändert: {title} am {day}");
            draft.say(format!(
                "zu dieser Sitzung, zu der Sie eingeladen sind, gibt es eine Änderung: {title}."
            ));
            if !changes.is_empty() {
                draft.say(changes.join("\n"));
            }
            draft
                .paragraphs
                .extend(reason.map(|reason| format!("Grund: {reason}")));
            draft.say(format!("Damit gilt:\n{}", told.lines()));
        } else {
            draft.subject = format!("Einladung: {title} am {day}");
            draft.say(format!("wir laden Sie herzlich ein: {title}."));
            draft.say(told.lines());
        }
        draft.paragraphs.extend(letter);
        draft.paragraphs.extend(told.agenda());
        draft.say(self.asks(then, "Bitte sagen Sie uns, ob Sie teilnehmen"));
        draft.say("Der Termin liegt dieser Nachricht als Kalendereintrag bei.");
        let appointment = told.appointment(self.letter.subject.id(), then.sequence);
        draft.calendar = Some((Method::Request, appointment));
        draft
    }

    fn cancellation(&self, then: &Meeting, told: Told, reason: Option<String>) -> Draft {
        let mut draft = Draft {
            network: told.network,
            ..Draft::default()
        };
        let day = then.begins_on().map(german::day).unwrap_or_default();
        let Told { title, when, .. } = &told;
        draft.subject = format!("Absage: {title} am {day}");
        if then.cancelled_on.is_some() {
            draft.say(format!(
                "diese Sitzung findet nicht statt: {title}, {when}."
            ));
            draft
                .paragraphs
                .extend(reason.map(|reason| format!("Grund: {reason}")));
        } else {
            draft.say(format!(
                "Ihre Einladung zu dieser Sitzung war ein Versehen, wir nehmen sie zurück: {title}, {when}. Bitte \
                 entschuldigen Sie."
            ));
        }
        draft.say("Der Eintrag in Ihrem Kalender wird mit dieser Nachricht entfernt.");
        let appointment = told.appointment(self.letter.subject.id(), then.sequence);
        draft.calendar = Some((Method::Cancel, appointment));
        draft
    }

    fn reminder(&self, then: &Meeting, told: &Told) -> Draft {
        let mut draft = Draft {
            network: told.network,
            ..Draft::default()
        };
        let day = then.begins_on().map(german::day).unwrap_or_default();
        let title = &told.title;
        draft.subject = format!("Erinnerung: {title} am {day}");
        draft.say(format!(
            "zu dieser Sitzung haben wir von Ihrer Einrichtung noch keine Antwort: {title}."
        ));
        draft.say(told.lines());
        draft.say(self.asks(then, "Bitte sagen Sie uns, ob jemand teilnimmt"));
        draft
    }

    /// A question with the link that answers it. A link answers for the partner that named the contact; where that is a
    /// duplicate of the one that was invited, the office takes the answer.
    fn asks(&self, then: &Meeting, question: &str) -> String {
        let named_by = self.reader.named_by;
        if named_by.is_some_and(|partner| then.invited.partners.contains_key(&partner)) {
            format!("{question}:\n{}", self.reply_link(then))
        } else {
            format!("{question}; es genügt eine Antwort auf diese Nachricht.")
        }
    }

    /// Counts until the meeting's day, and until the meeting has a higher sequence.
    fn reply_link(&self, then: &Meeting) -> String {
        let meeting = self.letter.subject.id();
        let last = then.begins_on().unwrap_or(self.day);
        let contact = self.reader.contact.0;
        let scope = LinkScope::ReplyToMeeting;
        self.link(scope, contact, Some(meeting), then.sequence, last)
    }

    /// What is otherwise than before, a line each.
    fn changes(
        &self,
        before: &Meeting,
        then: &Meeting,
        words: &Words,
        told: &Told,
    ) -> Result<Vec<String>, Failure> {
        let was = self.tell(before, words)?;
        let mut changes = Vec::new();
        if before.cancelled_on.is_some() && then.cancelled_on.is_none() {
            changes.push("Die Absage gilt nicht mehr: Die Sitzung findet statt.".to_owned());
        }
        if was.when != told.when {
            changes.push(format!("Neuer Termin: {} (bisher {})", told.when, was.when));
        }
        let open = |place: &Option<String>| match place {
            Some(place) => format!("„{place}“"),
            None => "offen".to_owned(),
        };
        if was.place != told.place {
            let (new, old) = (open(&told.place), open(&was.place));
            changes.push(format!("Neuer Ort: {new} (bisher {old})"));
        }
        if was.occasion != told.occasion {
            changes.push("Der Anlass ist neu gefasst.".to_owned());
        }
        Ok(changes)
    }
}

/// Why the office changed something, for those who hear of it; the reason of a correction is the office's own.
fn reason(cause: &MeetingEvent) -> Option<kernel::EntryId> {
    match cause {
        MeetingEvent::MeetingRescheduled(moved) => moved.reason,
        MeetingEvent::MeetingCancelled(cancelled) => cancelled.reason,
        _ => None,
    }
}
