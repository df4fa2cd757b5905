//! Cost schemes [Kalkulationsvorschriften]: what is refunded by which rule, with the municipality's parameters by year
//! (FUN-02 … FUN-13).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `line` | its lines with the document's words, rule, questions and answers |
//! | `parts` | parameters, grades, recipients, actual costs |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod line;
mod list;
mod load;
mod parts;

use async_graphql::{ID, Object, SimpleObject};
use funding::CostScheme as View;
use kernel::Date;
use uuid::Uuid;

use super::partners::Finding;
use super::sources::Source;

pub use line::{CostPair, CostQuestion, CostSchemeLine};
pub use list::{
    CostSchemeConnection, CostSchemeEdge, CostSchemeFilter, CostSchemeOrder, CostSchemeQuery,
};
pub(crate) use load::{one, references, sites};
pub use parts::{
    ActualCostOfYear, CostActivation, CostIndexation, CostParameterOfYear, CostRecipientPeriod,
    CostSite, GradeCostOfYear, LineGradePeriod, PayGradePeriod,
};

/// A cost scheme [Kalkulationsvorschrift].
pub struct CostScheme {
    id: Uuid,
    /// How many facts and corrections there are by now.
    version: u32,
    view: View,
    name: Option<String>,
    lines: Vec<CostSchemeLine>,
    parameters: Vec<CostParameterOfYear>,
    grade_costs: Vec<GradeCostOfYear>,
    recipients: Vec<CostRecipientPeriod>,
    actual_costs: Vec<ActualCostOfYear>,
    findings: Vec<Finding>,
    sources: Vec<Source>,
}

/// A cost scheme by its name, where something else speaks of it; `node` has the rest for who reads money.
#[derive(Clone, SimpleObject)]
pub struct CostSchemeReference {
    id: ID,
    /// Empty where it was erased.
    name: String,
}

/// A cost scheme [Kalkulationsvorschrift]: the cost lines of a version of the policy with what the municipality entered
/// and settled; as it stands on the day that is asked for, with everything that was entered for years.
#[Object]
impl CostScheme {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Its name; `null` where it was erased.
    async fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    async fn defined_on(&self) -> Option<Date> {
        self.view.defined_on
    }

    /// The version of the policy from which its lines come [Regeln].
    async fn policy_version(&self) -> u32 {
        self.view.policy_version
    }

    /// How many facts and corrections it has by now; a budget names the one that it was computed from.
    async fn version(&self) -> u32 {
        self.version
    }

    /// Since when budgets are computed by it; `null` while they are not [in Kraft].
    async fn activation(&self) -> Option<CostActivation> {
        self.view.active.as_ref().map(CostActivation::from)
    }

    /// How costs grow from year to year [Kostensteigerung] (FUN-05).
    async fn indexation(&self) -> Option<CostIndexation> {
        self.view.indexation.as_ref().map(CostIndexation::from)
    }

    /// What is refunded, in the order of the document [Kostenpositionen].
    #[graphql(complexity = "2 * child_complexity")]
    async fn lines(&self) -> &[CostSchemeLine] {
        &self.lines
    }

    /// What was entered, by parameter and year [Kennwerte] (FUN-03, FUN-04).
    async fn parameters(&self) -> &[CostParameterOfYear] {
        &self.parameters
    }

    /// What a full post costs, by pay grade and year [Personalkosten] (FUN-02, FUN-09).
    async fn grade_costs(&self) -> &[GradeCostOfYear] {
        &self.grade_costs
    }

    /// Which pay grade an old one means, in the order in which it was said [Zuordnung der Entgeltgruppen].
    async fn grade_mapping(&self) -> Vec<PayGradePeriod> {
        self.view
            .mapped_grades
            .iter()
            .map(PayGradePeriod::from)
            .collect()
    }

    /// Which pay grade the post of a line has, in the order in which it was said [Eingruppierung] (FUN-09).
    async fn line_grades(&self) -> Vec<LineGradePeriod> {
        self.view
            .line_grades
            .iter()
            .map(LineGradePeriod::from)
            .collect()
    }

    /// Who receives a line, in the order in which it was said [Empfänger] (FUN-08, FUN-09, FUN-11).
    async fn recipients(&self) -> &[CostRecipientPeriod] {
        &self.recipients
    }

    /// What pairs of recipient and site really cost, in the order in which it was said [tatsächliche Kosten] (FUN-08).
    async fn actual_costs(&self) -> &[ActualCostOfYear] {
        &self.actual_costs
    }

    /// The questions of its lines that nobody has settled, and what else no document says about money.
    async fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
