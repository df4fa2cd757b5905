//! A fixed end: extension, and that there will be none (AGR-08).
//!
//! The end needs no command: past it the agreement is `Expired` when asked. Extending is possible until then only;
//! an ended agreement is followed by a new one, and the gap stays visible.

use super::aggregate::Agreement;
use super::command::{DenyExtension, RenewAgreement};
use super::decide::{Decision, OCCURRED_ON, refuse_future};
use super::error::AgreementRefusal;
use super::event::{AgreementRenewed, ExtensionDenied};
use super::parts::Renewal;
use crate::AgreementContext;

impl Agreement {
    pub(super) fn renew(&self, command: &RenewAgreement, ctx: &AgreementContext) -> Decision {
        if let Some((field, reason)) = command
            .decision
            .as_ref()
            .and_then(|decision| decision.fault())
        {
            return Err(AgreementRefusal::DecisionInvalid { field, reason });
        }
        self.offered_terms()?;
        let (old_end, _) = self
            .term_end_with_status()
            .ok_or(AgreementRefusal::TermHasNoEnd)?;
        let repeated =
            |last: &Renewal| last.new_end == command.new_end && last.decision == command.decision;
        if self.renewals.last().is_some_and(repeated) {
            return Ok(Vec::new());
        }
        self.must_be_in_force(OCCURRED_ON, ctx.occurred_on, ctx)?;
        self.must_not_have_ended(OCCURRED_ON, ctx.occurred_on, ctx)?;
        if let Some(end) = &self.terminated {
            return Err(AgreementRefusal::EndsByNotice {
                effective_on: end.effective_on,
            });
        }
        if command.new_end <= old_end {
            return Err(AgreementRefusal::EndNotLater { old_end });
        }
        let renewed = AgreementRenewed {
            new_end: command.new_end,
            decision: command.decision.clone(),
            renewed_on: ctx.occurred_on,
        };
        Ok(vec![renewed.into()])
    }

    /// Before the end or after it: „Verlängerung nicht erfasst" is shown until then.
    pub(super) fn deny_extension(
        &self,
        command: &DenyExtension,
        ctx: &AgreementContext,
    ) -> Decision {
        refuse_future("deniedOn", command.denied_on, ctx)?;
        self.offered_terms()?;
        self.term_end_with_status()
            .ok_or(AgreementRefusal::TermHasNoEnd)?;
        match self.extension_denied_on {
            Some(denied_on) if denied_on == command.denied_on => return Ok(Vec::new()),
            Some(denied_on) => return Err(AgreementRefusal::ExtensionAlreadyDenied { denied_on }),
            None => {}
        }
        self.must_be_in_force("deniedOn", command.denied_on, ctx)?;
        Ok(vec![
            ExtensionDenied {
                denied_on: command.denied_on,
            }
            .into(),
        ])
    }
}
