//! A cost scheme's state.

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    Date, DecisionRef, EntryId, Frozen, History, Money, PartnerId, ProjectId, Share, SiteId, Status,
};
use serde::{Deserialize, Serialize};

use super::codes::{ParameterCode, PayGradeCode};
use super::command::CostSchemeCommand;
use super::error::SchemeRefusal;
use super::event::*;
use super::line::{SchemeIndexation, SchemeLine};
use crate::codes::CostLineCode;
use crate::facts::FundingContext;
use crate::policy::{NoteMeaning, SurchargeBase};

/// Since when budgets are computed by a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Activation {
    pub from_year: i16,
    pub decision: Option<DecisionRef>,
    pub activated_on: Date,
}

/// What was entered for a parameter: an amount or a rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ParameterValue {
    pub amount: Option<Money>,
    /// Hundredths of a percent.
    pub basis_points: Option<u16>,
    /// Where it stands, an entry of the vault.
    pub source: EntryId,
}

/// Which grade an old one means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PayGradeMapping {
    pub grade: PayGradeCode,
    pub to: PayGradeCode,
    pub from_year: i16,
}

/// The grade of a line's post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LineGrade {
    pub line: CostLineCode,
    pub grade: PayGradeCode,
    pub from_year: i16,
}

/// The answer to a question of the policy, and what it means for the computation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settlement {
    pub line: CostLineCode,
    /// From 1.
    pub question: u16,
    /// An entry of the vault.
    pub answer: EntryId,
    pub share: Option<Share>,
    pub base: Option<SurchargeBase>,
    pub base_parameter: Option<ParameterCode>,
    pub base_line: Option<CostLineCode>,
    pub note_meaning: Option<NoteMeaning>,
    pub settled_on: Date,
}

/// Who receives a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedRecipient {
    pub line: CostLineCode,
    pub pair: Option<u16>,
    pub project: Option<ProjectId>,
    pub partner: PartnerId,
    pub site: Option<SiteId>,
    pub from_year: i16,
}

/// What a pair of recipient and site really cost in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActualCost {
    pub line: CostLineCode,
    pub pair: u16,
    pub year: i16,
    pub amount: Money,
    pub source: EntryId,
}

/// A cost scheme and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CostScheme {
    pub defined_on: Option<Date>,
    /// An entry of the vault.
    pub name: Option<EntryId>,
    /// The policy from which its lines come.
    pub policy_version: u32,
    pub lines: Vec<SchemeLine>,
    pub indexation: Option<SchemeIndexation>,
    pub active: Option<Activation>,
    /// By year; what was told last counts.
    pub parameters: BTreeMap<ParameterCode, BTreeMap<i16, ParameterValue>>,
    /// Cost of a full post by grade and year, with the source.
    pub grade_costs: BTreeMap<PayGradeCode, BTreeMap<i16, (Money, EntryId)>>,
    /// In the order in which they were told, like all that follow.
    pub mapped_grades: Vec<PayGradeMapping>,
    pub line_grades: Vec<LineGrade>,
    pub settled: Vec<Settlement>,
    pub recipients: Vec<NamedRecipient>,
    pub actual_costs: Vec<ActualCost>,
    pub history: History<CostSchemeEvent>,
}

impl CostScheme {
    pub fn exists(&self) -> bool {
        self.defined_on.is_some()
    }

    /// How many facts and corrections made it what it is; a budget names it.
    pub fn version(&self) -> u32 {
        u32::try_from(self.history.len()).unwrap_or(u32::MAX)
    }

    fn decide_indexation(&mut self, e: &IndexationDecided) {
        let Some(indexation) = &mut self.indexation else {
            return;
        };
        adopt(&mut indexation.basis_points, e.basis_points);
        adopt(&mut indexation.base_year, e.base_year);
        adopt(&mut indexation.mode, e.mode);
        adopt(&mut indexation.rounding, e.rounding);
    }
}

fn adopt<T>(frozen: &mut Frozen<T>, value: Option<T>) {
    if value.is_some() {
        let status = Status::Adopted;
        *frozen = Frozen { value, status };
    }
}

impl Aggregate for CostScheme {
    const TYPE: &'static str = "cost-scheme";
    type Command = CostSchemeCommand;
    type Event = CostSchemeEvent;
    type Error = SchemeRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: CostSchemeCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), SchemeRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: CostSchemeEvent) {
        self.history.record(&event);
        match event {
            CostSchemeEvent::CostSchemeDefined(e) => {
                self.defined_on = Some(e.defined_on);
                self.name = Some(e.name);
                self.policy_version = e.policy_version;
                self.lines = e.lines;
                self.indexation = Some(e.indexation);
            }
            CostSchemeEvent::CostSchemeActivated(e) => {
                self.active = Some(Activation {
                    from_year: e.from_year,
                    decision: e.decision,
                    activated_on: e.activated_on,
                });
            }
            CostSchemeEvent::CostParameterSet(e) => {
                let value = ParameterValue {
                    amount: e.amount,
                    basis_points: e.basis_points,
                    source: e.source,
                };
                let years = self.parameters.entry(e.parameter).or_default();
                years.insert(e.year, value);
            }
            CostSchemeEvent::GradeCostSet(e) => {
                let years = self.grade_costs.entry(e.grade).or_default();
                years.insert(e.year, (e.amount, e.source));
            }
            CostSchemeEvent::PayGradeMapped(e) => self.mapped_grades.push(PayGradeMapping {
                grade: e.grade,
                to: e.to,
                from_year: e.from_year,
            }),
            CostSchemeEvent::LineGradeNamed(e) => self.line_grades.push(LineGrade {
                line: e.line,
                grade: e.grade,
                from_year: e.from_year,
            }),
            CostSchemeEvent::CostQuestionSettled(e) => self.settled.push(Settlement {
                line: e.line,
                question: e.question,
                answer: e.answer,
                share: e.share,
                base: e.base,
                base_parameter: e.base_parameter,
                base_line: e.base_line,
                note_meaning: e.note_meaning,
                settled_on: e.settled_on,
            }),
            CostSchemeEvent::IndexationDecided(e) => self.decide_indexation(&e),
            CostSchemeEvent::CostRecipientNamed(e) => self.recipients.push(NamedRecipient {
                line: e.line,
                pair: e.pair,
                project: e.project,
                partner: e.partner,
                site: e.site,
                from_year: e.from_year,
            }),
            CostSchemeEvent::ActualCostSet(e) => self.actual_costs.push(ActualCost {
                line: e.line,
                pair: e.pair,
                year: e.year,
                amount: e.amount,
                source: e.source,
            }),
            CostSchemeEvent::CostSchemeFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
