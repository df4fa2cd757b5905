//! Consultation of a draft: partners are asked, comments arrive and are answered (AGR-31).

use kernel::facts;

use super::aggregate::{Framework, TextVersion};
use super::command::{AnswerComment, CloseConsultation, OpenConsultation, RecordComment};
use super::decide::{Decision, not_before, not_in_future, warn};
use super::error::FrameworkRefusal;
use super::event::{CommentAnswered, CommentRecorded, ConsultationClosed, ConsultationOpened};
use super::facts::TextContext;

impl Framework {
    /// Once one is over, another may follow.
    pub(super) fn open_consultation(&self, c: &OpenConsultation, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        not_before("until", c.until, Some(c.from))?;
        for partner in &c.invited {
            if !ctx.facts.known_partners.contains(partner) {
                return Err(FrameworkRefusal::PartnerUnknown {
                    field: "invited",
                    partner: *partner,
                });
            }
        }
        if version.clauses.is_empty() {
            return Err(FrameworkRefusal::NoClauses);
        }
        if let Some(last) = version.consultations.last() {
            let same = last.from == c.from && last.until == c.until && last.invited == c.invited;
            if same && last.closed_on.is_none() {
                return Ok(Vec::new());
            }
            if c.from <= last.last_day() {
                return Err(FrameworkRefusal::ConsultationOpen {
                    version: version.number,
                    until: last.last_day(),
                });
            }
        }
        Ok(vec![
            ConsultationOpened {
                version: version.number,
                from: c.from,
                until: c.until,
                invited: c.invited.clone(),
            }
            .into(),
        ])
    }

    /// A comment that arrives after the last day is taken, with a warning.
    pub(super) fn record_comment(&self, c: &RecordComment, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        not_in_future("receivedOn", c.received_on, ctx)?;
        if c.partner.is_none() && c.function.is_none() {
            return Err(FrameworkRefusal::CommenterMissing);
        }
        if let Some(partner) = c.partner
            && !ctx.facts.known_partners.contains(&partner)
        {
            return Err(FrameworkRefusal::PartnerUnknown {
                field: "partner",
                partner,
            });
        }
        if let Some(clause) = &c.clause
            && version.clause(clause).is_none()
        {
            return Err(FrameworkRefusal::ClauseUnknown(clause.clone()));
        }
        let first = version.consultations.first();
        let first = first.ok_or(FrameworkRefusal::ConsultationMissing)?;
        not_before("receivedOn", c.received_on, Some(first.from))?;
        if version.consultation_on(c.received_on).is_none() {
            warn(
                ctx,
                "COMMENT_OUTSIDE_CONSULTATION",
                "AGR-31",
                "Die Stellungnahme ging außerhalb der Abstimmung ein.",
                facts! { "receivedOn" => c.received_on },
            );
        }
        let last = self.comments().map(|comment| comment.number).max();
        Ok(vec![
            CommentRecorded {
                version: version.number,
                comment: last.unwrap_or(0).saturating_add(1),
                clause: c.clause.clone(),
                partner: c.partner,
                function: c.function.as_ref().map(|text| text.id),
                text: c.text.id,
                received_on: c.received_on,
            }
            .into(),
        ])
    }

    /// Also after the approval, which only warns of comments without an answer.
    pub(super) fn answer_comment(&self, c: &AnswerComment, ctx: &TextContext) -> Decision {
        let comment = self
            .comments()
            .find(|comment| comment.number == c.comment)
            .ok_or(FrameworkRefusal::CommentUnknown(c.comment))?;
        if let Some(answer) = &comment.answer {
            return Err(FrameworkRefusal::CommentAnswered {
                comment: c.comment,
                answered_on: answer.answered_on,
            });
        }
        not_before("occurredOn", ctx.occurred_on, Some(comment.received_on))?;
        Ok(vec![
            CommentAnswered {
                comment: c.comment,
                outcome: c.outcome,
                text: c.text.id,
                answered_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn close_consultation(&self, c: &CloseConsultation, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        not_in_future("closedOn", c.closed_on, ctx)?;
        let last = version.consultations.last();
        let last = last.ok_or(FrameworkRefusal::ConsultationMissing)?;
        not_before("closedOn", c.closed_on, Some(last.from))?;
        match last.closed_on {
            Some(closed_on) if closed_on == c.closed_on => Ok(Vec::new()),
            None if c.closed_on <= last.until => Ok(vec![
                ConsultationClosed {
                    version: version.number,
                    closed_on: c.closed_on,
                }
                .into(),
            ]),
            Some(_) | None => Err(FrameworkRefusal::ConsultationOver {
                last_day: last.last_day(),
            }),
        }
    }
}

impl TextVersion {
    /// Whether consultations, comments and answers still follow each other after a correction of `field`.
    pub(super) fn check_consultations(&self, field: &'static str) -> Result<(), FrameworkRefusal> {
        let mut over = None;
        for consultation in &self.consultations {
            if let Some(until) = over.filter(|until| consultation.from <= *until) {
                return Err(FrameworkRefusal::ConsultationOpen {
                    version: self.number,
                    until,
                });
            }
            not_before(field, consultation.last_day(), Some(consultation.from))?;
            if consultation.last_day() > consultation.until {
                return Err(FrameworkRefusal::ConsultationOver {
                    last_day: consultation.until,
                });
            }
            over = Some(consultation.last_day());
        }
        let first = self.consultations.first();
        for comment in &self.comments {
            let first = first.ok_or(FrameworkRefusal::ConsultationMissing)?;
            not_before(field, comment.received_on, Some(first.from))?;
            if let Some(answer) = &comment.answer {
                not_before(field, answer.answered_on, Some(comment.received_on))?;
            }
        }
        Ok(())
    }
}
