//! What a meeting came to (MTG-15, MTG-24, MTG-25).

use kernel::{BodyId, OutcomeId};

use super::{Decision, object};
use crate::facts::{KnownBody, MeetingsContext, OutcomeKind, unknown};
use crate::meeting::aggregate::{AgendaItem, Meeting, Outcome};
use crate::meeting::command::*;
use crate::meeting::course::Part;
use crate::meeting::error::MeetingRefusal;
use crate::meeting::event::*;
use crate::unfit::{Thing, Unfit};

impl Meeting {
    pub(super) fn record_outcome(&self, c: &RecordOutcome, ctx: &MeetingsContext) -> Decision {
        let body = self.known_body(c.body, ctx)?;
        let outcome = c.outcome_id();
        if self.outcomes.iter().any(|known| known.id == outcome) {
            return Err(MeetingRefusal::OutcomeTwice { outcome });
        }
        self.allows(Part::Session)?;
        if let Some(item) = c.item {
            check_has_words(self.known_item(item)?)?;
        }
        if let Some(partner) = c.responsible {
            ctx.facts.partner(partner, "responsible")?;
        }
        if let Some(due_on) = c.due_on {
            Unfit::check_not_before("dueOn", due_on, Some(self.slot()?.on))?;
        }
        if c.kind == OutcomeKind::Decision {
            check_may_decide(c.body, body, ctx)?;
        }
        let event = OutcomeRecorded {
            outcome,
            item: c.item,
            kind: c.kind,
            text: c.text.id,
            responsible: c.responsible,
            due_on: c.due_on,
        };
        Ok(vec![event.into()])
    }

    pub(super) fn complete_task(&self, c: &CompleteTask) -> Decision {
        match self.task(c.outcome)?.done_on {
            Some(done_on) if done_on == c.done_on => return Ok(Vec::new()),
            Some(done_on) => return Err(MeetingRefusal::TaskDone { done_on }),
            None => {}
        }
        // There is an outcome, so that the meeting was opened and cannot be cancelled any more.
        Unfit::check_not_before("doneOn", c.done_on, Some(self.slot()?.on))?;
        let event = TaskCompleted {
            outcome: c.outcome,
            done_on: c.done_on,
        };
        Ok(vec![event.into()])
    }

    /// The outcome, which is a task.
    pub(in crate::meeting) fn task(&self, id: OutcomeId) -> Result<&Outcome, MeetingRefusal> {
        let outcome = self.outcomes.iter().find(|outcome| outcome.id == id);
        let outcome = outcome.ok_or_else(|| unknown(Thing::Outcome, "outcome", id.0))?;
        match outcome.kind {
            OutcomeKind::Task => Ok(outcome),
            kind @ (OutcomeKind::Decision
            | OutcomeKind::Recommendation
            | OutcomeKind::SelfOrganisation
            | OutcomeKind::Information) => Err(MeetingRefusal::NotATask { kind }),
        }
    }
}

/// Nothing is written down under an anonymous case talk (MTG-24).
pub(in crate::meeting) fn check_has_words(item: &AgendaItem) -> Result<(), MeetingRefusal> {
    if item.kind == ItemKind::AnonymousCaseTalk {
        Err(MeetingRefusal::CaseTalkHasNoText { field: "item" })
    } else {
        Ok(())
    }
}

/// A body that advises takes no decision towards others (MTG-15).
fn check_may_decide(
    id: BodyId,
    body: &KnownBody,
    ctx: &MeetingsContext,
) -> Result<(), MeetingRefusal> {
    if body.advisory.value != Some(true) {
        return Ok(());
    }
    let refusal = MeetingRefusal::BodyOnlyAdvises {
        body: id,
        status: body.advisory.status,
    };
    object(body.advisory.binding().is_some(), refusal, ctx)
}
