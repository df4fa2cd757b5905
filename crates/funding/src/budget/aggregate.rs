//! A budget's state.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{CostSchemeId, Date, DecisionRef, EntryId, History, Money, ProjectId};
use serde::{Deserialize, Serialize};

use super::command::BudgetCommand;
use super::error::BudgetRefusal;
use super::event::*;
use crate::facts::FundingContext;

/// The council's decision on a version (FUN-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Approval {
    pub decision: DecisionRef,
    /// The sum of what is refunded.
    pub total: Money,
    pub on: Date,
}

/// A version of a budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetVersion {
    /// From 1.
    pub number: u16,
    pub begun_on: Date,
    /// Why it was begun, an entry of the vault; of the first nobody asks.
    pub reason: Option<EntryId>,
    pub lines: Vec<BudgetLine>,
    /// The scheme that was computed from last, with its version.
    pub computed_from: Option<(CostSchemeId, u32)>,
    pub approved: Option<Approval>,
    /// The latest day on which anything happened to it.
    pub last_day: Date,
}

/// A budget and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Budget {
    pub year: Option<i16>,
    /// Absent for the whole network.
    pub project: Option<ProjectId>,
    pub policy_version: u32,
    /// In order; the last is worked on.
    pub versions: Vec<BudgetVersion>,
    pub closed_on: Option<Date>,
    pub history: History<BudgetEvent>,
}

impl Budget {
    pub fn exists(&self) -> bool {
        self.year.is_some()
    }

    fn begin(&mut self, number: u16, begun_on: Date, reason: Option<EntryId>) {
        // A revision starts from what holds.
        let lines = self.versions.last().map(|version| version.lines.clone());
        let computed_from = self
            .versions
            .last()
            .and_then(|version| version.computed_from);
        self.versions.push(BudgetVersion {
            number,
            begun_on,
            reason,
            lines: lines.unwrap_or_default(),
            computed_from,
            approved: None,
            last_day: begun_on,
        });
    }

    fn change(&mut self, day: Date, change: impl FnOnce(&mut BudgetVersion)) {
        if let Some(version) = self.versions.last_mut() {
            change(version);
            version.last_day = version.last_day.max(day);
        }
    }
}

impl Aggregate for Budget {
    const TYPE: &'static str = "budget";
    type Command = BudgetCommand;
    type Event = BudgetEvent;
    type Error = BudgetRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: BudgetCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), BudgetRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: BudgetEvent) {
        self.history.record(&event);
        match event {
            BudgetEvent::BudgetDrafted(e) => {
                self.year = Some(e.year);
                self.project = e.project;
                self.policy_version = e.policy_version;
                self.begin(1, e.drafted_on, None);
            }
            BudgetEvent::BudgetLineAdded(e) => {
                self.change(e.added_on, |version| version.lines.push(e.line));
            }
            BudgetEvent::BudgetLineRemoved(e) => self.change(e.removed_on, |version| {
                version.lines.retain(|line| line.id != e.line);
            }),
            BudgetEvent::BudgetComputed(e) => self.change(e.computed_on, |version| {
                version.lines.retain(|line| {
                    let computed = line.explanation.is_some();
                    let of_these = line
                        .line
                        .as_ref()
                        .is_some_and(|code| e.codes.contains(code));
                    !(computed && of_these)
                });
                version.lines.extend(e.lines);
                version.computed_from = Some((e.scheme, e.scheme_version));
            }),
            BudgetEvent::BudgetApproved(e) => self.change(e.approved_on, |version| {
                version.approved = Some(Approval {
                    decision: e.decision,
                    total: e.total,
                    on: e.approved_on,
                });
            }),
            BudgetEvent::BudgetRevised(e) => self.begin(e.version, e.revised_on, Some(e.reason)),
            BudgetEvent::BudgetClosed(e) => self.closed_on = Some(e.closed_on),
            BudgetEvent::BudgetFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
