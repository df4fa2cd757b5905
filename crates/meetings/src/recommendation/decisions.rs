//! What a recommendation's command makes happen: one function per command.

use kernel::{DomainCommand, Warning, correct, facts};

use super::addressee::Addressee;
use super::aggregate::Recommendation;
use super::command::*;
use super::error::RecommendationRefusal;
use super::event::*;
use super::targets;
use crate::facts::{MeetingsContext, OutcomeKind, unknown};
use crate::policy::TargetKind;
use crate::unfit::{Thing, Unfit};

pub(super) type Decision = Result<Vec<RecommendationEvent>, RecommendationRefusal>;

impl Recommendation {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &RecommendationCommand, ctx: &MeetingsContext) -> Decision {
        Unfit::check_existence(Thing::Recommendation, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            RecommendationCommand::RaiseRecommendation(c) => raise(c, ctx),
            RecommendationCommand::ForwardRecommendation(c) => self.forward(c, ctx),
            RecommendationCommand::RecordRecommendationReceipt(c) => self.settle(
                RecommendationReceived {
                    at: c.at.clone(),
                    received_on: c.received_on,
                },
                || Ok(()),
            ),
            RecommendationCommand::RecordRecommendationAnswer(c) => self.record_answer(c, ctx),
            RecommendationCommand::MarkAnswerPresented(c) => self.mark_presented(c, ctx),
            RecommendationCommand::AssignToSubgroup(c) => self.assign(c, ctx),
            RecommendationCommand::ReturnFromSubgroup(c) => self.settle(
                RecommendationReturnedFromSubgroup {
                    returned_on: c.returned_on,
                    text: c.text.as_ref().map(|text| text.id),
                },
                || Ok(()),
            ),
            RecommendationCommand::WithdrawRecommendation(c) => self.settle(
                RecommendationWithdrawn {
                    reason: c.reason.id,
                    withdrawn_on: c.withdrawn_on,
                },
                || Ok(()),
            ),
            RecommendationCommand::CloseRecommendation(c) => {
                let closed_on = c.closed_on;
                self.settle(RecommendationClosed { closed_on }, || Ok(()))
            }
            RecommendationCommand::CorrectRecommendation(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    RecommendationFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    /// The event, unless the same was told before: where it fits and `allowed` says nothing against it.
    fn settle(
        &self,
        event: impl Into<RecommendationEvent>,
        allowed: impl FnOnce() -> Result<(), RecommendationRefusal>,
    ) -> Decision {
        let event = event.into();
        if self.repeats(&event) {
            return Ok(Vec::new());
        }
        self.fits(&event)?;
        allowed()?;
        Ok(vec![event])
    }

    fn forward(&self, c: &ForwardRecommendation, ctx: &MeetingsContext) -> Decision {
        let event = RecommendationForwarded {
            from: c.from.clone(),
            to: c.to.clone(),
            forwarded_on: c.forwarded_on,
            via: c.via,
            letter: c.letter.as_ref().map(|letter| letter.id),
        };
        self.settle(event, || targets::check(c, ctx))
    }

    fn record_answer(&self, c: &RecordRecommendationAnswer, ctx: &MeetingsContext) -> Decision {
        let event = RecommendationAnswered {
            from: c.from.clone(),
            answer: c.answer,
            decision: c.decision.clone(),
            text: c.text.as_ref().map(|text| text.id),
            answered_on: c.answered_on,
        };
        self.settle(event, || check_decision(c, ctx))
    }

    fn mark_presented(&self, c: &MarkAnswerPresented, ctx: &MeetingsContext) -> Decision {
        let meeting = ctx.facts.meeting(c.meeting, "meeting")?;
        if self.body != Some(meeting.body) {
            let body = meeting.body;
            return Err(RecommendationRefusal::MeetingOfOtherBody { body });
        }
        if !meeting.held {
            let begins_on = meeting.begins_on;
            return Err(RecommendationRefusal::MeetingNotHeld { begins_on });
        }
        let event = RecommendationAnswerPresented {
            from: c.from.clone(),
            meeting: c.meeting,
            presented_on: meeting.begins_on,
        };
        self.settle(event, || Ok(()))
    }

    fn assign(&self, c: &AssignToSubgroup, ctx: &MeetingsContext) -> Decision {
        let subgroup = c.subgroup;
        let parent = ctx.facts.body(subgroup, "subgroup")?.parent;
        let body = parent.ok_or(RecommendationRefusal::NotASubgroup { subgroup })?;
        let event = RecommendationAssignedToSubgroup {
            subgroup,
            body,
            assigned_on: c.assigned_on,
        };
        self.settle(event, || Ok(()))
    }
}

fn raise(c: &RaiseRecommendation, ctx: &MeetingsContext) -> Decision {
    Unfit::check_line("title", &c.title)?;
    let meeting = ctx.facts.meeting(c.meeting, "meeting")?;
    ctx.facts.body(c.body, "body")?;
    if meeting.body != c.body {
        let body = meeting.body;
        return Err(RecommendationRefusal::BodyNotOfMeeting { body });
    }
    let outcome = meeting.outcomes.get(&c.outcome).copied();
    let kind = outcome.ok_or_else(|| unknown(Thing::Outcome, "outcome", c.outcome.0))?;
    if kind != OutcomeKind::Recommendation {
        return Err(RecommendationRefusal::OutcomeNotARecommendation { kind });
    }
    Unfit::check_not_before("raisedOn", c.raised_on, Some(meeting.begins_on))?;
    let event = RecommendationRaised {
        meeting: c.meeting,
        outcome: c.outcome,
        body: c.body,
        kind: c.kind,
        title: c.title.id,
        text: c.text.as_ref().map(|text| text.id),
        raised_on: c.raised_on,
    };
    Ok(vec![event.into()])
}

/// A decision is one, and is taken before it is told; a committee that adopts or rejects decides by a number.
fn check_decision(
    c: &RecordRecommendationAnswer,
    ctx: &MeetingsContext,
) -> Result<(), RecommendationRefusal> {
    if let Some(decision) = &c.decision {
        if let Some((field, reason)) = decision.fault() {
            return Err(RecommendationRefusal::DecisionInvalid { field, reason });
        }
        Unfit::check_not_before("answeredOn", c.answered_on, Some(decision.decided_on))?;
        return Ok(());
    }
    let decides = match c.answer {
        AnswerKind::Adopted | AnswerKind::Rejected => true,
        AnswerKind::Partly | AnswerKind::Noted => false,
    };
    let target = match &c.from {
        Addressee::Organ(organ) => ctx.policy.target(organ.as_str()),
        Addressee::Body(_) => None,
    };
    if let (Some(target), true) = (target, decides) {
        match target.kind {
            TargetKind::Committee | TargetKind::Council => ctx.warn(Warning {
                code: "DECISION_NUMBER_MISSING".to_owned(),
                rule: "MTG-19".to_owned(),
                sentence: format!(
                    "Zur Antwort von „{}“ fehlt der Beschluss mit Datum und Nummer.",
                    target.name
                ),
                facts: facts! { "from" => c.from, "answer" => c.answer },
            }),
            TargetKind::PlanningUnit | TargetKind::DecisionMaker => {}
        }
    }
    Ok(())
}
