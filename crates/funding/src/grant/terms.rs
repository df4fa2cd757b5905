//! What a notice of award fixes: amount, period, financing, the plan, and when the proof of use is due.

use kernel::{Date, Interval, Money, ProjectId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::{CostLineCode, MonthDay};

kernel::code! {
    /// What a programme pays for [Förderbereich] (field.md 3.3).
    pub enum FundingArea {
        /// securing and developing network structures
        One = "Förderbereich I",
        /// psychosocial support of families by specific offers
        Two = "Förderbereich II",
        /// testing innovative measures
        Three = "Förderbereich III",
    }
}

kernel::code! {
    /// How a grant takes part in the costs [Finanzierungsart].
    pub enum GrantFinancing {
        /// a share of the eligible costs, up to the amount
        Share = "Anteilfinanzierung",
        /// what the recipient cannot cover, up to the amount
        Deficit = "Fehlbedarfsfinanzierung",
        /// an amount as it stands
        FixedAmount = "Festbetragsfinanzierung",
        /// all eligible costs, up to the amount
        Full = "Vollfinanzierung",
    }
}

kernel::code! {
    /// What a line of a financing plan is spent on [Kostenart] (FUN-14).
    pub enum PlanCostKind {
        /// staff
        Personnel = "Personalkosten",
        /// everything that is neither staff nor rent
        Material = "Sachkosten",
        /// rent
        Rent = "Mietkosten",
    }
}

/// When the proof of use is due [Vorlagefrist] (REM-23); where nobody says, nothing is invented: it is a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::OneofObject))]
#[cfg_attr(feature = "graphql", graphql(name = "ProofDeadlineInput"))]
#[serde(rename_all = "camelCase")]
pub enum ProofDeadline {
    /// On this day of the year after the period's end: `03-31` is „spätestens 31. März des Folgejahres“.
    FixedDay(MonthDay),
    /// So many months after the period's last day: 6 is „sechs Monate nach Ende des Bewilligungszeitraums“.
    MonthsAfterPeriodEnd(u8),
}

impl ProofDeadline {
    /// The last day for a period that ends on `end`; `None` beyond the calendar.
    pub fn due(&self, end: Date) -> Option<Date> {
        match self {
            Self::FixedDay(day) => day.of(end.year().checked_add(1)?),
            // A period that ends with a month is followed by whole months: 31.12. and six months are 30.06.
            Self::MonthsAfterPeriodEnd(months) => {
                let months = jiff::Span::new().try_months(i32::from(*months)).ok()?;
                let due = end.checked_add(months).ok()?;
                Some(if end == end.last_of_month() {
                    due.last_of_month()
                } else {
                    due
                })
            }
        }
    }
}

/// From the first to the last day in which a grant's money may be spent [Bewilligungszeitraum].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "GrantPeriodInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantPeriod {
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
}

impl GrantPeriod {
    pub fn contains(&self, day: Date) -> bool {
        self.since <= day && day <= self.until
    }

    /// True where the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.since <= other.until && other.since <= self.until
    }
}

/// A line of the expenditure in a financing plan [Ausgabenposition].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "GrantPlanLineInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanLine {
    /// Unique in the plan.
    pub code: CostLineCode,
    pub kind: PlanCostKind,
    /// Absent where the programme has no areas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<FundingArea>,
    /// Absent where the line is not one project's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// Absent where the line is of the whole period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// What it costs in all, in cents.
    pub amount: Money,
}

/// What is to be spent and who pays for it [Ausgaben- und Finanzierungsplan].
///
/// The lines are what it costs; the grant, own funds and third parties' funds pay for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "GrantFinancingPlanInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FinancingPlan {
    pub lines: Vec<PlanLine>,
    /// What the municipality adds [Eigenmittel], in cents.
    pub own_funds: Money,
    /// What others add [Drittmittel], in cents.
    pub third_party: Money,
}

impl FinancingPlan {
    /// What the lines cost together.
    pub fn costs(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// The line with the code.
    pub fn line(&self, code: &CostLineCode) -> Option<&PlanLine> {
        self.lines.iter().find(|line| line.code == *code)
    }
}

/// What a notice fixes [Inhalt des Bewilligungsbescheids].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "GrantTermsInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantTerms {
    /// What is awarded in all, in cents.
    pub amount: Money,
    pub period: GrantPeriod,
    pub financing: GrantFinancing,
    pub areas: Vec<FundingArea>,
    pub plan: FinancingPlan,
    /// Absent where the notice does not say: the programme's rule holds, and where it has none, it is a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_deadline: Option<ProofDeadline>,
    /// In which drawn money is to be spent [alsbaldige Verwendung]; absent where the notice does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_up: Option<Interval>,
    /// Whether it may be passed on [Weiterleitung zugelassen]; absent where the notice does not say: ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onward: Option<bool>,
}
