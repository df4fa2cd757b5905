//! How questions are settled and recipients named, and whether a scheme's facts fit each other.

use super::aggregate::CostScheme;
use super::command::*;
use super::decisions::Decided;
use super::error::SchemeRefusal;
use super::event::*;
use super::line::SchemeLine;
use crate::facts::FundingContext;
use crate::policy::{CostKind, CostRecipient, SurchargeBase};

impl CostScheme {
    pub(super) fn settle(&self, c: &SettleCostQuestion) -> Decided {
        let line = self.known_line(&c.line)?;
        let question = c.question.get();
        if question > line.questions {
            return Err(SchemeRefusal::QuestionUnknown {
                line: c.line.clone(),
                question,
                asked: line.questions,
            });
        }
        self.check_answer(line, c)?;
        let event = CostQuestionSettled {
            line: c.line.clone(),
            question,
            answer: c.answer.id,
            share: c.share,
            base: c.base,
            base_parameter: c.base_parameter.clone(),
            base_line: c.base_line.clone(),
            note_meaning: c.note_meaning,
            settled_on: c.settled_on,
        };
        let mut known = self.settlements_of(&c.line);
        let known = known.find(|known| known.question == question);
        let repeated = known.is_some_and(|known| {
            (known.share, known.base, known.note_meaning) == (c.share, c.base, c.note_meaning)
                && (&known.base_parameter, &known.base_line) == (&c.base_parameter, &c.base_line)
                && known.settled_on == c.settled_on
        });
        Ok((!repeated).then(|| event.into()))
    }

    /// An answer means something only for a line that it can change.
    fn check_answer(&self, line: &SchemeLine, c: &SettleCostQuestion) -> Result<(), SchemeRefusal> {
        let of_kind = |fits: bool, field: &'static str| {
            let (code, kind) = (line.code.clone(), line.kind);
            if fits {
                Ok(())
            } else {
                Err(SchemeRefusal::NotOfKind {
                    line: code,
                    kind,
                    field,
                })
            }
        };
        let surcharge = line.kind == CostKind::Surcharge;
        let shared = surcharge || matches!(line.kind, CostKind::Personnel | CostKind::LumpSum);
        of_kind(c.share.is_none() || shared, "share")?;
        of_kind(c.base.is_none() || surcharge, "base")?;
        of_kind(
            c.note_meaning.is_none() || line.note_amount.is_some(),
            "noteMeaning",
        )?;
        let named = (c.base, c.base_parameter.is_some(), c.base_line.is_some());
        match named {
            (Some(SurchargeBase::AverageWorkplace), true, false)
            | (Some(SurchargeBase::GrossPersonnel), false, true)
            | (None, false, false) => {}
            (Some(_) | None, _, _) => return Err(SchemeRefusal::BaseIncomplete),
        }
        if let Some(code) = &c.base_line {
            let base = self.known_line(code)?;
            if base.kind != CostKind::Personnel {
                return Err(SchemeRefusal::NotOfKind {
                    line: code.clone(),
                    kind: base.kind,
                    field: "baseLine",
                });
            }
        }
        Ok(())
    }

    pub(super) fn name_recipient(&self, c: &NameCostRecipient, ctx: &FundingContext) -> Decided {
        let line = self.known_line(&c.line)?;
        ctx.facts.partner(c.partner, "partner")?;
        let pair = c.pair.map(std::num::NonZeroU16::get);
        let wrong = |field| SchemeRefusal::NotOfRecipient {
            line: c.line.clone(),
            recipient: line.recipient,
            field,
        };
        match line.recipient {
            // Who they are is a fact of the project.
            CostRecipient::ProjectOperators => return Err(wrong("line")),
            CostRecipient::NamedRecipients if c.project.is_some() => return Err(wrong("project")),
            CostRecipient::NamedRecipients => {
                self.check_pair(line, pair)?;
                let site = c.site.ok_or_else(|| wrong("site"))?;
                ctx.facts.site(site, "site")?;
            }
            CostRecipient::CounsellingCentre if pair.is_some() => return Err(wrong("pair")),
            CostRecipient::CounsellingCentre if c.project.is_some() => {
                return Err(wrong("project"));
            }
            CostRecipient::LeftBlank if pair.is_some() => return Err(wrong("pair")),
            CostRecipient::LeftBlank => {
                let project = c.project.ok_or_else(|| wrong("project"))?;
                ctx.facts.project(project, "project")?;
            }
            CostRecipient::CounsellingCentre => {}
        }
        if line.recipient != CostRecipient::NamedRecipients && c.site.is_some() {
            return Err(wrong("site"));
        }
        let event = CostRecipientNamed {
            line: c.line.clone(),
            pair,
            project: c.project,
            partner: c.partner,
            site: c.site,
            from_year: c.from_year,
        };
        let mut after = self.clone();
        cqrs_es::Aggregate::apply(&mut after, event.clone().into());
        let (was, will) = (
            self.recipients_of(line, c.project, c.from_year),
            after.recipients_of(line, c.project, c.from_year),
        );
        Ok((was != will).then(|| event.into()))
    }

    pub(super) fn set_actual_cost(&self, c: &SetActualCost) -> Decided {
        let line = self.known_line(&c.line)?;
        if line.kind != CostKind::Actual {
            return Err(SchemeRefusal::NotOfKind {
                line: c.line.clone(),
                kind: line.kind,
                field: "line",
            });
        }
        let pair = c.pair.get();
        self.check_pair(line, Some(pair))?;
        let event = ActualCostSet {
            line: c.line.clone(),
            pair,
            year: c.year,
            amount: c.amount,
            source: c.source.id,
        };
        let repeated = self.actual_cost(&c.line, pair, c.year) == Some(c.amount);
        Ok((!repeated).then(|| event.into()))
    }

    /// Only what the policy pairs is refunded (FUN-08).
    fn check_pair(&self, line: &SchemeLine, pair: Option<u16>) -> Result<(), SchemeRefusal> {
        match pair {
            Some(pair) if (1..=line.pairs).contains(&pair) => Ok(()),
            Some(_) | None => Err(SchemeRefusal::PairUnknown {
                line: line.code.clone(),
                pairs: line.pairs,
            }),
        }
    }

    /// Whether the event may follow what is recorded: what it says of a line is said of one that the scheme has.
    pub(super) fn fits(&self, event: &CostSchemeEvent) -> Result<(), SchemeRefusal> {
        let line = match event {
            CostSchemeEvent::LineGradeNamed(e) => &e.line,
            CostSchemeEvent::CostQuestionSettled(e) => &e.line,
            CostSchemeEvent::CostRecipientNamed(e) => &e.line,
            CostSchemeEvent::ActualCostSet(e) => &e.line,
            CostSchemeEvent::CostSchemeDefined(_)
            | CostSchemeEvent::CostSchemeActivated(_)
            | CostSchemeEvent::CostParameterSet(_)
            | CostSchemeEvent::GradeCostSet(_)
            | CostSchemeEvent::PayGradeMapped(_)
            | CostSchemeEvent::IndexationDecided(_)
            | CostSchemeEvent::CostSchemeFactCorrected(_) => return Ok(()),
        };
        self.known_line(line).map(|_| ())
    }
}
