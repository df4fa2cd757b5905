//! What a municipality enters into a cost scheme: parameters, grades, recipients, actual costs, how costs grow.

use async_graphql::{ID, SimpleObject};
use funding::CostLineCode;
use funding::policy::{IndexationMode, Rounding};
use funding::scheme::{
    Activation, LineGrade, ParameterCode, PayGradeCode, PayGradeMapping, SchemeIndexation,
};
use kernel::{Date, DecisionRef, Money, Status};

use crate::graphql::partners::PartnerReference;
use crate::graphql::projects::ProjectReference;

/// Since when budgets are computed by a scheme [in Kraft setzen].
#[derive(Clone, SimpleObject)]
pub struct CostActivation {
    /// The first budget year.
    from_year: i16,
    /// The decision behind it; `null` where there was none.
    decision: Option<DecisionRef>,
    activated_on: Date,
}

impl From<&Activation> for CostActivation {
    fn from(active: &Activation) -> Self {
        Self {
            from_year: active.from_year,
            decision: active.decision.clone(),
            activated_on: active.activated_on,
        }
    }
}

/// How costs grow from year to year [Kostensteigerung] (FUN-05): a planning rate, never on project funds and never on
/// flat amounts. Each value says how well it is founded.
#[derive(Clone, SimpleObject)]
pub struct CostIndexation {
    /// Hundredths of a percent a year: 3 % is 300; `null` where nobody says, like all that follow.
    basis_points: Option<u16>,
    basis_points_status: Status,
    /// The year from whose amounts it counts.
    base_year: Option<i16>,
    base_year_status: Status,
    /// Whether plans or refunds grow by it.
    mode: Option<IndexationMode>,
    mode_status: Status,
    /// How it is rounded.
    rounding: Option<Rounding>,
    rounding_status: Status,
}

impl From<&SchemeIndexation> for CostIndexation {
    fn from(indexation: &SchemeIndexation) -> Self {
        let SchemeIndexation {
            basis_points,
            base_year,
            mode,
            rounding,
        } = indexation;
        Self {
            basis_points: basis_points.value,
            basis_points_status: basis_points.status,
            base_year: base_year.value,
            base_year_status: base_year.status,
            mode: mode.value,
            mode_status: mode.status,
            rounding: rounding.value,
            rounding_status: rounding.status,
        }
    }
}

/// A parameter of a year [Kennwert]: an amount or a rate, as the municipality's own table has it (FUN-03, FUN-04).
#[derive(Clone, SimpleObject)]
pub struct CostParameterOfYear {
    /// Such as `kgst.material`.
    pub(super) parameter: ParameterCode,
    pub(super) year: i16,
    /// Cents in the year.
    pub(super) amount: Option<Money>,
    /// Hundredths of a percent: 20 % is 2000.
    pub(super) basis_points: Option<u16>,
    /// Where it stands: the table, its edition, the page; `null` where it was erased [Quelle].
    pub(super) source: Option<String>,
}

/// What a full post of a pay grade costs in a year [Personalkosten] (FUN-02, FUN-09).
#[derive(Clone, SimpleObject)]
pub struct GradeCostOfYear {
    pub(super) grade: PayGradeCode,
    pub(super) year: i16,
    /// The employer's gross cost, cents in the year.
    pub(super) amount: Money,
    /// Where it stands; `null` where it was erased [Quelle].
    pub(super) source: Option<String>,
}

/// Which pay grade an old one means from a year on [Zuordnung], such as `S 11b` for `SuE 11`.
#[derive(Clone, SimpleObject)]
pub struct PayGradePeriod {
    /// As the document names it.
    grade: PayGradeCode,
    /// What that means.
    to: PayGradeCode,
    from_year: i16,
}

impl From<&PayGradeMapping> for PayGradePeriod {
    fn from(mapped: &PayGradeMapping) -> Self {
        Self {
            grade: mapped.grade.clone(),
            to: mapped.to.clone(),
            from_year: mapped.from_year,
        }
    }
}

/// Which pay grade the post of a line has from a year on [Eingruppierung] (FUN-09).
#[derive(Clone, SimpleObject)]
pub struct LineGradePeriod {
    line: CostLineCode,
    grade: PayGradeCode,
    from_year: i16,
}

impl From<&LineGrade> for LineGradePeriod {
    fn from(named: &LineGrade) -> Self {
        Self {
            line: named.line.clone(),
            grade: named.grade.clone(),
            from_year: named.from_year,
        }
    }
}

/// A site by its name, where money speaks of it [Standort]; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct CostSite {
    pub(crate) id: ID,
    pub(crate) name: String,
}

/// Who receives a line from a year on [Empfänger] (FUN-08, FUN-09, FUN-11).
#[derive(Clone, SimpleObject)]
pub struct CostRecipientPeriod {
    pub(super) line: CostLineCode,
    /// The number of the policy's pair of recipient and site, from 1 (FUN-08).
    pub(super) pair: Option<u16>,
    /// The project, where the line is one of each project.
    pub(super) project: Option<ProjectReference>,
    pub(super) partner: Option<PartnerReference>,
    /// The site of the pair.
    pub(super) site: Option<CostSite>,
    pub(super) from_year: i16,
}

/// What a pair of recipient and site really cost in a year [tatsächliche Kosten] (FUN-08).
#[derive(Clone, SimpleObject)]
pub struct ActualCostOfYear {
    pub(super) line: CostLineCode,
    /// The number of the policy's pair, from 1.
    pub(super) pair: u16,
    pub(super) year: i16,
    /// Cents in the year; of several of one year the last counts.
    pub(super) amount: Money,
    /// Where it stands; `null` where it was erased [Quelle].
    pub(super) source: Option<String>,
}
