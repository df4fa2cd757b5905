//! Budgets of a year [Budgets, Haushaltspläne]: of a project or of the whole network, computed out of a cost scheme,
//! approved with the council's decision, revised, closed (FUN-01, FUN-12, FUN-13, FUN-19).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its versions |
//! | `line` | a line with its amount and how that came about |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod line;
mod list;
mod load;

use async_graphql::{ID, Object, SimpleObject};
use funding::Budget as View;
use funding::budget::{Approval, BudgetState, budget_findings};
use kernel::{Date, DecisionRef, Money};
use uuid::Uuid;

use super::cost_schemes::CostSchemeReference;
use super::explained::{CalculationWarning, MissingValue};
use super::partners::Finding;
use super::projects::ProjectReference;
use super::sources::Source;

pub use line::BudgetLine;
pub(crate) use line::Receiving;
pub use list::{BudgetConnection, BudgetEdge, BudgetFilter, BudgetOrder, BudgetQuery};
pub(crate) use load::{of_projects, one};

/// A budget of a year [Budget].
pub struct Budget {
    id: Uuid,
    day: Date,
    /// As it was on the day.
    view: View,
    project: Option<ProjectReference>,
    versions: Vec<BudgetVersion>,
    complete: Option<bool>,
    missing: Vec<MissingValue>,
    warnings: Vec<CalculationWarning>,
    sources: Vec<Source>,
}

/// The council's decision on a version [Beschluss] (FUN-01).
#[derive(Clone, SimpleObject)]
pub struct BudgetApproval {
    decision: DecisionRef,
    /// The sum of what is refunded, in cents, as it was approved.
    total: Money,
    approved_on: Date,
}

impl From<&Approval> for BudgetApproval {
    fn from(approval: &Approval) -> Self {
        Self {
            decision: approval.decision.clone(),
            total: approval.total,
            approved_on: approval.on,
        }
    }
}

/// A version of a budget: the first one, or a revision [Nachtrag].
#[derive(Clone, SimpleObject)]
pub struct BudgetVersion {
    /// From 1.
    number: u16,
    begun_on: Date,
    /// Why it was begun; `null` of the first, and where it was erased.
    reason: Option<String>,
    lines: Vec<BudgetLine>,
    /// The sum of the lines that are refunded, in cents: of these lines, and never of an annex that is missing (FUN-13).
    total: Money,
    /// The sum of what the network puts in out of its own resources, in cents (FUN-19).
    own_resources: Money,
    /// The cost scheme that was computed from last; `null` where every line was entered by hand.
    scheme: Option<CostSchemeReference>,
    /// How many facts and corrections that scheme had then.
    scheme_version: Option<u32>,
    /// `null` while nobody approved it.
    approval: Option<BudgetApproval>,
}

/// A budget of a year [Budget] (FUN-01), as it stands on the day that is asked for.
#[Object]
impl Budget {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The budget year [Haushaltsjahr].
    async fn year(&self) -> Option<i16> {
        self.view.year
    }

    /// `null` for what the whole network has: counselling centres and rents.
    async fn project(&self) -> Option<&ProjectReference> {
        self.project.as_ref()
    }

    /// How far it is [Stand].
    async fn state(&self) -> Option<BudgetState> {
        self.view.state_on(self.day)
    }

    /// How far it is, in German.
    async fn label(&self) -> Option<&'static str> {
        self.view.state_on(self.day).map(BudgetState::label)
    }

    /// The version of the policy under which it was drafted [Regeln].
    async fn policy_version(&self) -> u32 {
        self.view.policy_version
    }

    /// The lines of the version that is worked on [Haushaltspositionen].
    async fn lines(&self) -> &[BudgetLine] {
        self.current().map_or(&[][..], |version| &version.lines)
    }

    /// The sum of the lines that are refunded, in cents, of the version that is worked on: of what could be computed, and
    /// never of an annex that is missing (FUN-13).
    async fn total(&self) -> Option<Money> {
        self.current().map(|version| version.total)
    }

    /// What keeps the lines that it does not have from being computed out of the year's cost scheme: named, and never
    /// counted as zero (FUN-13). None where no scheme is in force in the year.
    async fn missing(&self) -> &[MissingValue] {
        &self.missing
    }

    /// True where it has every line of the year's cost scheme, so that its total is the whole; `null` where no scheme is
    /// in force in the year.
    async fn complete(&self) -> Option<bool> {
        self.complete
    }

    /// What the office should know of the lines that were computed, such as a printed figure that differs (FUN-09).
    async fn warnings(&self) -> &[CalculationWarning] {
        &self.warnings
    }

    /// The decision on the version that holds on the day; `null` while none does (FUN-01).
    async fn approval(&self) -> Option<BudgetApproval> {
        let holds = self.view.holding_on(self.day)?;
        holds.approved.as_ref().map(BudgetApproval::from)
    }

    /// The number of the version that holds on the day.
    async fn holding_version(&self) -> Option<u16> {
        self.view.holding_on(self.day).map(|version| version.number)
    }

    /// Every version that was begun by the day, in order; the last is worked on [Nachträge].
    async fn versions(&self) -> &[BudgetVersion] {
        &self.versions
    }

    /// The day on which its year was closed.
    async fn closed_on(&self) -> Option<Date> {
        self.view.closed_on
    }

    /// What is not as a document wants it.
    async fn findings(&self) -> Vec<Finding> {
        let found = budget_findings(&self.view, self.day).into_iter();
        found.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

impl Budget {
    fn current(&self) -> Option<&BudgetVersion> {
        self.versions.last()
    }
}
