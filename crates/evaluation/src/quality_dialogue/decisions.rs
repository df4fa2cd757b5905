//! What a command on a quality dialogue makes happen.

use kernel::{DomainCommand, Warning, correct, facts};

use super::aggregate::QualityDialogue;
use super::command::*;
use super::error::QualityDialogueRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::policy::QualityAspect;
use crate::unfit::{Thing, Unfit};

/// The areas of the command, else those of the policy; what the municipality does not foresee is refused where it is
/// stated, and warned of where it is inferred.
fn areas(
    c: &OpenQualityDialogue,
    ctx: &EvaluationContext,
) -> Result<Vec<QualityAspect>, QualityDialogueRefusal> {
    let policy = &ctx.policy.quality_aspects;
    let mut areas = c.areas.clone();
    areas.sort_unstable();
    areas.dedup();
    if areas.is_empty() {
        let foreseen = policy.value().cloned();
        areas = foreseen.ok_or(QualityDialogueRefusal::AreasUnstated)?;
    }
    let strange = |foreseen: &Vec<QualityAspect>| {
        let mut areas = areas.iter().copied();
        areas.find(|area| !foreseen.contains(area))
    };
    if let Some(area) = policy.binding().and_then(strange) {
        return Err(QualityDialogueRefusal::AreaNotForeseen { area });
    }
    if policy.inferred().is_some() {
        ctx.warn(Warning {
            code: "QUALITY_ASPECTS_INFERRED".to_owned(),
            rule: "EVA-09".to_owned(),
            sentence: "Die Bereiche der Qualitätsentwicklung sind aus dem Dokument abgeleitet; \
                bitte bestätigen."
                .to_owned(),
            facts: facts! { "areas" => areas },
        });
    }
    Ok(areas)
}

impl QualityDialogue {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &QualityDialogueCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<QualityDialogueEvent>, QualityDialogueRefusal> {
        Unfit::check_existence(Thing::QualityDialogue, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event: QualityDialogueEvent = match command {
            QualityDialogueCommand::OpenQualityDialogue(c) => {
                Unfit::check_line("title", &c.title)?;
                QualityDialogueOpened {
                    title: c.title.id,
                    areas: areas(c, ctx)?,
                    opened_on: c.opened_on,
                }
                .into()
            }
            QualityDialogueCommand::HoldQualityDialogue(c) => {
                if let Some(meeting) = c.meeting {
                    let begins_on = ctx.facts.meeting(meeting, "meeting")?;
                    Unfit::check_not_before("heldOn", c.held_on, Some(begins_on))?;
                }
                QualityDialogueHeld::from(c).into()
            }
            QualityDialogueCommand::AgreeCriterion(c) => {
                if let Some(indicator) = c.indicator {
                    ctx.facts.indicator(indicator, "indicator")?;
                }
                CriterionAgreed::from(c).into()
            }
            QualityDialogueCommand::DropCriterion(c) => CriterionDropped::from(c).into(),
            QualityDialogueCommand::AssessQualityArea(c) => QualityAreaAssessed::from(c).into(),
            QualityDialogueCommand::CloseQualityDialogue(c) => {
                QualityDialogueClosed::from(c).into()
            }
            QualityDialogueCommand::CorrectQualityDialogue(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    QualityDialogueFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        };
        if self.is_so(&event) {
            return Ok(Vec::new());
        }
        self.fits(&event)?;
        Ok(vec![event])
    }
}
