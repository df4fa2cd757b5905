//! Where a command goes, and the checks that several decisions share.

use kernel::entry::NAME_MAX;
use kernel::{Date, Facts, NewText, Warning, correct};

use super::aggregate::{Framework, TextVersion};
use super::command::{CorrectFramework, FrameworkCommand};
use super::error::FrameworkRefusal;
use super::event::{FrameworkEvent, FrameworkFactCorrected};
use super::facts::TextContext;

/// The events that a command leads to; none where it changes nothing.
pub(super) type Decision = Result<Vec<FrameworkEvent>, FrameworkRefusal>;

impl Framework {
    /// What the command makes happen.
    pub fn decide(&self, command: &FrameworkCommand, ctx: &TextContext) -> Decision {
        not_in_future("occurredOn", ctx.occurred_on, ctx)?;
        if let FrameworkCommand::DraftFramework(command) = command {
            return self.draft(command, ctx);
        }
        if !self.exists() {
            return Err(FrameworkRefusal::NotFound);
        }
        match command {
            FrameworkCommand::DraftFramework(_) => Err(FrameworkRefusal::AlreadyExists),
            FrameworkCommand::SetClauses(c) => self.set_clauses(c, ctx),
            FrameworkCommand::AddClause(c) => self.add_clause(c, ctx),
            FrameworkCommand::ReviseClause(c) => self.revise_clause(c, ctx),
            FrameworkCommand::RemoveClause(c) => self.remove_clause(c, ctx),
            FrameworkCommand::MoveClause(c) => self.move_clause(c, ctx),
            FrameworkCommand::DeclarePlaceholder(c) => self.declare_placeholder(c, ctx),
            FrameworkCommand::RemovePlaceholder(c) => self.remove_placeholder(c, ctx),
            FrameworkCommand::OpenConsultation(c) => self.open_consultation(c, ctx),
            FrameworkCommand::RecordComment(c) => self.record_comment(c, ctx),
            FrameworkCommand::AnswerComment(c) => self.answer_comment(c, ctx),
            FrameworkCommand::CloseConsultation(c) => self.close_consultation(c, ctx),
            FrameworkCommand::ApproveFramework(c) => self.approve(c, ctx),
            FrameworkCommand::StartFrameworkVersion(c) => self.start_version(c, ctx),
            FrameworkCommand::RetireFramework(c) => self.retire(c, ctx),
            FrameworkCommand::CorrectFramework(c) => self.correct_fact(c, ctx),
        }
    }

    /// The version whose words may change, of a text that is in use.
    pub(super) fn draft_version(&self) -> Result<&TextVersion, FrameworkRefusal> {
        self.in_use()?;
        let last = self.versions.last().ok_or(FrameworkRefusal::NotFound)?;
        match &last.approval {
            None => Ok(last),
            Some(approval) => Err(FrameworkRefusal::Approved {
                version: last.number,
                approved_on: approval.approved_on,
            }),
        }
    }

    pub(super) fn in_use(&self) -> Result<(), FrameworkRefusal> {
        match &self.retired {
            None => Ok(()),
            Some(end) => Err(FrameworkRefusal::Retired {
                retired_on: end.retired_on,
            }),
        }
    }

    fn correct_fact(&self, c: &CorrectFramework, ctx: &TextContext) -> Decision {
        let instead = c.instead();
        let events = correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            FrameworkFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })?;
        for event in &events {
            let mut after = self.clone();
            cqrs_es::Aggregate::apply(&mut after, event.clone());
            self.approved_words_stay(&after)?;
        }
        Ok(events)
    }

    /// A correction reaches no approved words: its approval has to be struck first.
    fn approved_words_stay(&self, after: &Self) -> Result<(), FrameworkRefusal> {
        for version in &self.versions {
            let Some(approval) = &version.approval else {
                continue;
            };
            let stays = after.version(version.number).is_some_and(|after| {
                after.approval.is_none()
                    || (after.clauses == version.clauses
                        && after.placeholders == version.placeholders)
            });
            if !stays {
                return Err(FrameworkRefusal::Approved {
                    version: version.number,
                    approved_on: approval.approved_on,
                });
            }
        }
        Ok(())
    }

    /// Whether the facts fit each other, whatever a correction made of them.
    pub(super) fn check_facts(&self) -> Result<(), FrameworkRefusal> {
        const FIELD: &str = "replacement";
        let mut approved_before = None;
        for (index, version) in self.versions.iter().enumerate() {
            version.check_consultations(FIELD)?;
            match &version.approval {
                Some(approval) => {
                    not_before(FIELD, approval.approved_on, approved_before)?;
                    version.fit_for_approval(approval.approved_on)?;
                    approved_before = Some(approval.approved_on);
                }
                None if index + 1 < self.versions.len() => {
                    return Err(FrameworkRefusal::DraftOpen {
                        version: version.number,
                    });
                }
                None => {}
            }
        }
        match &self.retired {
            Some(end) => not_before(FIELD, end.retired_on, approved_before),
            None => Ok(()),
        }
    }
}

/// Refuses a recorded fact that lies ahead.
pub(super) fn not_in_future(
    field: &'static str,
    date: Date,
    ctx: &TextContext,
) -> Result<(), FrameworkRefusal> {
    if date > ctx.today {
        return Err(FrameworkRefusal::DateInFuture {
            field,
            date,
            today: ctx.today,
        });
    }
    Ok(())
}

/// Refuses a day before the one that it must follow.
pub(super) fn not_before(
    field: &'static str,
    date: Date,
    earliest: Option<Date>,
) -> Result<(), FrameworkRefusal> {
    match earliest {
        Some(earliest) if date < earliest => Err(FrameworkRefusal::DateTooEarly {
            field,
            date,
            earliest,
        }),
        Some(_) | None => Ok(()),
    }
}

/// Refuses a name (title, heading, office, label) that is too long to be one.
pub(super) fn short(field: &'static str, text: &NewText) -> Result<(), FrameworkRefusal> {
    let length = text.content.0.chars().count();
    if length > NAME_MAX {
        return Err(FrameworkRefusal::NameTooLong { field, length });
    }
    Ok(())
}

pub(super) fn warn(
    ctx: &TextContext,
    code: &str,
    rule: &str,
    sentence: impl Into<String>,
    facts: Facts,
) {
    ctx.warn(Warning {
        code: code.to_owned(),
        rule: rule.to_owned(),
        sentence: sentence.into(),
        facts,
    });
}
