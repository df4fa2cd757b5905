//! Approval: from then on a version's words stay as they are.

use kernel::{Date, facts};

use super::aggregate::{Approval, Framework, TextVersion};
use super::command::ApproveFramework;
use super::decide::{Decision, not_before, not_in_future, warn};
use super::error::FrameworkRefusal;
use super::event::FrameworkApproved;
use super::facts::TextContext;
use super::values::ClauseSubject;
use crate::agreement::AgreementKind;
use crate::values::AmendmentForm;

impl Framework {
    pub(super) fn approve(&self, c: &ApproveFramework, ctx: &TextContext) -> Decision {
        not_in_future("approvedOn", c.approved_on, ctx)?;
        let approval = Approval {
            approved_on: c.approved_on,
            decision: c.decision.clone(),
        };
        let last = self.versions.last();
        if last.is_some_and(|last| last.approval.as_ref() == Some(&approval)) {
            return Ok(Vec::new());
        }
        let version = self.draft_version()?;
        if let Some(decision) = &c.decision {
            if let Some((field, reason)) = decision.fault() {
                return Err(FrameworkRefusal::DecisionInvalid { field, reason });
            }
            not_before("approvedOn", c.approved_on, Some(decision.decided_on))?;
        }
        let earlier = self.versions.iter().filter_map(|v| v.approval.as_ref());
        let earlier = earlier.map(|approval| approval.approved_on).max();
        not_before("approvedOn", c.approved_on, earlier)?;
        version.fit_for_approval(c.approved_on)?;
        version.warn_of_comments(c.approved_on, ctx);
        self.warn_of_missing_clauses(version, ctx);
        Ok(vec![
            FrameworkApproved {
                version: version.number,
                approved_on: c.approved_on,
                decision: c.decision.clone(),
            }
            .into(),
        ])
    }

    /// What the municipality's documents settle, and no clause of the text does.
    fn warn_of_missing_clauses(&self, version: &TextVersion, ctx: &TextContext) {
        if self.kind != Some(AgreementKind::Cooperation) {
            return;
        }
        let policy = &ctx.policy;
        let expected = [
            (
                policy.legal_basis.value().is_some(),
                ClauseSubject::LegalBasis,
            ),
            (
                policy.network_name.value().is_some(),
                ClauseSubject::NetworkName,
            ),
            (
                policy.binding_nature.value().is_some(),
                ClauseSubject::BindingNature,
            ),
            (
                policy.amendment_form.value() == Some(&AmendmentForm::Written),
                ClauseSubject::FormOfChanges,
            ),
        ];
        let missing: Vec<ClauseSubject> = expected
            .into_iter()
            .filter(|(is_expected, subject)| {
                *is_expected && version.clauses_on(*subject).next().is_none()
            })
            .map(|(_, subject)| subject)
            .collect();
        if missing.is_empty() {
            return;
        }
        let labels: Vec<_> = missing.iter().map(|subject| subject.label()).collect();
        warn(
            ctx,
            "CLAUSE_MISSING",
            "AGR-16",
            format!(
                "Die Dokumente der Kommune regeln, was kein Abschnitt des Textes als Gegenstand nennt: {}.",
                labels.join(", ")
            ),
            facts! { "missing" => missing },
        );
    }
}

impl TextVersion {
    /// Refuses what cannot be approved on that day.
    pub(super) fn fit_for_approval(&self, approved_on: Date) -> Result<(), FrameworkRefusal> {
        if self.clauses.is_empty() {
            return Err(FrameworkRefusal::NoClauses);
        }
        // On the last day itself only where it was closed.
        let runs = self.consultations.iter().find(|consultation| {
            let closed = consultation.closed_on == Some(approved_on);
            approved_on <= consultation.last_day() && !closed
        });
        if let Some(consultation) = runs {
            return Err(FrameworkRefusal::ConsultationOpen {
                version: self.number,
                until: consultation.last_day(),
            });
        }
        let undeclared: Vec<_> = self
            .used_placeholders()
            .into_iter()
            .filter(|(code, _)| self.placeholder(code).is_none())
            .map(|(code, places)| (code.clone(), places))
            .collect();
        if !undeclared.is_empty() {
            return Err(FrameworkRefusal::PlaceholderUndeclared { undeclared });
        }
        let unused = self.unused_placeholders();
        if !unused.is_empty() {
            return Err(FrameworkRefusal::PlaceholderUnused {
                unused: unused.iter().map(|unused| unused.code.clone()).collect(),
            });
        }
        let misused = self.misused_placeholders();
        if !misused.is_empty() {
            return Err(FrameworkRefusal::PlaceholderOfOtherKind {
                placeholders: misused.into_iter().cloned().collect(),
            });
        }
        Ok(())
    }

    fn warn_of_comments(&self, day: Date, ctx: &TextContext) {
        let unanswered: Vec<u16> = self
            .unanswered_comments(day)
            .map(|comment| comment.number)
            .collect();
        if unanswered.is_empty() {
            return;
        }
        let sentence = match unanswered.len() {
            1 => "1 Stellungnahme ist noch nicht beantwortet.".to_owned(),
            count => format!("{count} Stellungnahmen sind noch nicht beantwortet."),
        };
        warn(
            ctx,
            "COMMENTS_UNANSWERED",
            "AGR-31",
            sentence,
            facts! { "comments" => unanswered },
        );
    }
}
