//! What was applied for and what a notice fixes.

use async_graphql::{ID, SimpleObject};
use funding::grant::{self, FundingArea, PlanCostKind};
use funding::{CostLineCode, Grant as View};
use kernel::{Date, DocumentRef, Interval, Money};
use vault::Entries;

use super::told::Told;
use crate::graphql::error::GraphError;
use crate::graphql::programmes::phrase;
use crate::graphql::words;

/// From the first to the last day in which a grant's money may be spent [Bewilligungszeitraum].
#[derive(Clone, Copy, SimpleObject)]
pub struct GrantPeriod {
    /// The first day.
    pub(crate) since: Date,
    /// The last day.
    pub(crate) until: Date,
}

/// A line of the expenditure in a financing plan [Ausgabenposition].
#[derive(Clone, SimpleObject)]
pub struct GrantPlanLine {
    /// Unique in the plan.
    code: CostLineCode,
    kind: PlanCostKind,
    /// The German term of its kind.
    kind_label: &'static str,
    /// `null` where the programme has no areas [Förderbereich].
    area: Option<FundingArea>,
    /// The project, for `node`; `null` where the line is not one project's [Stadtteilprojekt].
    project: Option<ID>,
    /// `null` where the line is of the whole period.
    year: Option<i16>,
    /// What it costs in all, in cents.
    amount: Money,
}

/// What is to be spent and who pays for it [Ausgaben- und Finanzierungsplan].
#[derive(Clone, SimpleObject)]
pub struct GrantFinancingPlan {
    #[graphql(complexity = "5 * child_complexity")]
    lines: Vec<GrantPlanLine>,
    /// What the lines cost together, in cents.
    costs: Money,
    /// What the municipality adds, in cents [Eigenmittel].
    own_funds: Money,
    /// What others add, in cents [Drittmittel].
    third_party: Money,
}

/// What was applied for [Antrag].
#[derive(Clone, SimpleObject)]
pub struct GrantApplication {
    applied_on: Date,
    /// In cents.
    requested: Money,
    period: GrantPeriod,
    areas: Vec<FundingArea>,
    plan: GrantFinancingPlan,
}

/// What a notice fixes [Inhalt des Bewilligungsbescheids].
#[derive(Clone, SimpleObject)]
pub struct GrantTerms {
    /// What is awarded in all, in cents; revocations are not taken off.
    amount: Money,
    period: GrantPeriod,
    financing: grant::GrantFinancing,
    /// The German term [Finanzierungsart].
    financing_label: &'static str,
    areas: Vec<FundingArea>,
    plan: GrantFinancingPlan,
    /// When the proof of use is due, as a German phrase; `null` where the notice does not say.
    proof_deadline: Option<String>,
    /// In which drawn money is to be spent; `null` where the notice does not say [alsbaldige Verwendung].
    use_up: Option<Interval>,
    /// Whether it may be passed on; `null` where the notice does not say: ask [Weiterleitung].
    onward: Option<bool>,
}

/// A notice [Bescheid].
#[derive(Clone, SimpleObject)]
pub struct GrantNotice {
    /// The day on the notice.
    issued_on: Date,
    /// True where it changes an earlier one [Änderungsbescheid].
    amends: bool,
    terms: GrantTerms,
    /// The notice itself, where it was uploaded.
    document: Option<DocumentRef>,
}

/// A condition of a notice [Nebenbestimmung].
#[derive(Clone, SimpleObject)]
pub struct GrantCondition {
    /// For `fulfilGrantCondition`.
    id: ID,
    /// `null` where it was erased.
    text: Option<String>,
    imposed_on: Date,
    /// `null` where it has no day.
    due_on: Option<Date>,
    /// `null` while it is not fulfilled on the day.
    fulfilled_on: Option<Date>,
    /// How, where somebody wrote it down.
    fulfilment: Option<String>,
}

impl From<grant::GrantPeriod> for GrantPeriod {
    fn from(period: grant::GrantPeriod) -> Self {
        Self {
            since: period.since,
            until: period.until,
        }
    }
}

impl From<&grant::FinancingPlan> for GrantFinancingPlan {
    fn from(plan: &grant::FinancingPlan) -> Self {
        let line = |line: &grant::PlanLine| GrantPlanLine {
            code: line.code.clone(),
            kind: line.kind,
            kind_label: line.kind.label(),
            area: line.area,
            project: line.project.map(|id| id.to_string().into()),
            year: line.year,
            amount: line.amount,
        };
        Self {
            lines: plan.lines.iter().map(line).collect(),
            costs: plan.costs(),
            own_funds: plan.own_funds,
            third_party: plan.third_party,
        }
    }
}

impl From<&grant::GrantTerms> for GrantTerms {
    fn from(terms: &grant::GrantTerms) -> Self {
        Self {
            amount: terms.amount,
            period: terms.period.into(),
            financing: terms.financing,
            financing_label: terms.financing.label(),
            areas: terms.areas.clone(),
            plan: (&terms.plan).into(),
            proof_deadline: terms.proof_deadline.as_ref().map(phrase),
            use_up: terms.use_up.clone(),
            onward: terms.onward,
        }
    }
}

pub(super) fn application(view: &View) -> Option<GrantApplication> {
    let known = view.application.as_ref()?;
    Some(GrantApplication {
        applied_on: known.applied_on,
        requested: known.requested,
        period: known.period.into(),
        areas: known.areas.clone(),
        plan: (&known.plan).into(),
    })
}

pub(super) fn notices(view: &View, told: &Told, day: Date) -> Vec<GrantNotice> {
    let issued = view.notices.iter().enumerate();
    let issued = issued.filter(|(_, notice)| notice.issued_on <= day);
    let notice = |(number, notice): (usize, &grant::Notice)| GrantNotice {
        issued_on: notice.issued_on,
        amends: number > 0,
        terms: (&notice.terms).into(),
        document: told.notices.get(number).copied().flatten(),
    };
    issued.map(notice).collect()
}

pub(super) fn conditions(
    view: &View,
    (told, entries): (&Told, &Entries),
    day: Date,
) -> Result<Vec<GrantCondition>, GraphError> {
    let imposed = view.conditions.iter();
    let imposed = imposed.filter(|condition| condition.imposed_on <= day);
    let condition = |condition: &grant::Condition| {
        let fulfilled_on = condition.fulfilled_on.filter(|on| *on <= day);
        let how = told
            .reason(condition.id.0)
            .filter(|_| fulfilled_on.is_some());
        Ok(GrantCondition {
            id: condition.id.to_string().into(),
            text: words::text(entries, condition.text)?,
            imposed_on: condition.imposed_on,
            due_on: condition.due_on,
            fulfilled_on,
            fulfilment: words::optional_text(entries, how)?,
        })
    };
    imposed.map(condition).collect()
}
