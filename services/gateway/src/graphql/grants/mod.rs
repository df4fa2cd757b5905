//! Grants that the municipality receives [Zuwendung], their whole life (FUN-14, FUN-15, FUN-20, REM-23, REM-24).
//!
//! Amounts are euro cents. What the domain says whatever the day (what is left to decide, what a demand still asks for)
//! is named so at its field; everything else is of the day that is asked for.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `terms` | application, notices, conditions, the plan |
//! | `money` | amounts with their steps, cash, calls, receipts |
//! | `proof` | reports and proofs of use in the structure of the plan, with the list of receipts |
//! | `after` | examination's consequences: revocation, remainder, repayment with interest |
//! | `told` | the words and papers of each fact |
//! | `findings` | what is to be done |
//! | `load` | the loader |
//! | `list` | the root field: filter, order, pages |

mod after;
mod findings;
mod list;
mod load;
mod money;
mod proof;
mod terms;
mod told;

use async_graphql::{ID, SimpleObject};
use funding::grant::{AcceptanceBasis, GrantState, OpenGrantMatter};
use kernel::{Date, Money};

use super::partners::Finding;
use super::programmes::{FundingDeadline, ProgrammeReference};
use super::sources::Source;

pub use after::{
    GrantPayment, GrantRemainder, GrantRepaymentDemand, GrantRevocation, RepaymentInterest,
    RepaymentInterestSegment,
};
pub(crate) use findings::{of_grant, own_proof_due, shown};
pub use list::{GrantConnection, GrantEdge, GrantFilter, GrantOrder, GrantQuery};
pub(crate) use load::{one, references};
pub use money::{
    GrantAmount, GrantAmountStep, GrantCash, GrantDisbursement, GrantExpense, GrantIdleCash,
    GrantOnward, GrantReceipt, GrantSums,
};
pub use proof::{
    GrantExamination, GrantInterimReport, GrantProof, GrantProofDraft, GrantProofExpense,
    GrantProofLine, GrantProofOnward, NumericProof,
};
pub use terms::{
    GrantApplication, GrantCondition, GrantFinancingPlan, GrantNotice, GrantPeriod, GrantPlanLine,
    GrantTerms,
};

/// A grant by its purpose, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct GrantReference {
    pub(crate) id: ID,
    /// What it is for [Zuwendungszweck]; `null` where it was erased.
    pub(crate) purpose: Option<String>,
}

/// That the application was rejected [Ablehnung].
#[derive(Clone, SimpleObject)]
pub struct GrantRejection {
    pub(crate) rejected_on: Date,
    /// Why; `null` where nobody wrote it down, or it was erased.
    pub(crate) reason: Option<String>,
}

/// Since when the notice can no longer be contested [Bestandskraft].
#[derive(Clone, SimpleObject)]
pub struct GrantAcceptance {
    pub(crate) basis: AcceptanceBasis,
    /// The German term.
    pub(crate) label: &'static str,
    pub(crate) accepted_on: Date,
}

/// What has to be done before a grant is closed [offener Punkt].
#[derive(Clone, SimpleObject)]
pub struct GrantOpenMatter {
    pub(crate) matter: OpenGrantMatter,
    /// The German term.
    pub(crate) label: &'static str,
}

/// A grant that the municipality receives [Zuwendung] (FUN-14, FUN-20).
#[derive(Clone, SimpleObject)]
pub struct Grant {
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Out of which programme [Förderprogramm].
    pub(crate) programme: Option<ProgrammeReference>,
    /// What it is for [Zuwendungszweck]; `null` where it was erased.
    pub(crate) purpose: Option<String>,
    /// How far it is on the day that is asked for [Stand der Zuwendung].
    pub(crate) state: Option<GrantState>,
    /// The German term of its state.
    pub(crate) state_label: Option<&'static str>,
    /// What was applied for [Antrag].
    pub(crate) application: Option<GrantApplication>,
    /// `null` while it was not rejected by the day.
    pub(crate) rejection: Option<GrantRejection>,
    /// The notices issued by the day, the first awards, later ones amend [Bewilligungs- und Änderungsbescheide].
    #[graphql(complexity = "2 * child_complexity")]
    pub(crate) notices: Vec<GrantNotice>,
    /// What the notice that holds on the day fixes; `null` before the first.
    pub(crate) terms: Option<GrantTerms>,
    /// The conditions imposed by the day [Nebenbestimmungen].
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) conditions: Vec<GrantCondition>,
    /// `null` while the notice is not final on the day.
    pub(crate) acceptance: Option<GrantAcceptance>,
    /// Its money on the day, each amount with its steps [Stand der Mittel].
    pub(crate) sums: GrantSums,
    /// The calls for money made by the day [Mittelabrufe].
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) disbursements: Vec<GrantDisbursement>,
    /// The money that arrived by the day [Zahlungseingänge].
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) receipts: Vec<GrantReceipt>,
    /// What it pays of expenses on the day, by day of payment [Ausgaben].
    #[graphql(complexity = "10 * child_complexity")]
    pub(crate) expenses: Vec<GrantExpense>,
    /// What was passed on by the day [Weiterleitungen].
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) onward_grants: Vec<GrantOnward>,
    /// What arrived and is not used on the day, with what the rule on prompt use says [Kassenstand] (REM-24).
    pub(crate) cash: GrantCash,
    /// The interim reports submitted by the day [Zwischenberichte].
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) interim_reports: Vec<GrantInterimReport>,
    /// When the proof of use is due [Vorlagefrist] (REM-23).
    pub(crate) proof_deadline: FundingDeadline,
    /// What the proof of use would say as the books stand on the day; `null` before an award.
    pub(crate) proof_draft: Option<GrantProofDraft>,
    /// The proofs of use submitted by the day; the last one lies with the authority [Verwendungsnachweise].
    #[graphql(complexity = "2 * child_complexity")]
    pub(crate) proofs: Vec<GrantProof>,
    /// By how much the award sank by the day [Widerruf].
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) revocations: Vec<GrantRevocation>,
    /// What was decided by the day on money that was left [Übertragung, Rückzahlung].
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) remainders: Vec<GrantRemainder>,
    /// What is left by the last proof and not decided, whatever the day.
    pub(crate) undecided: Money,
    /// What was decided to go back and did not yet, whatever the day.
    pub(crate) owed_by_decision: Money,
    /// What the authority had demanded back by the day [Rückforderungen].
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) demands: Vec<GrantRepaymentDemand>,
    /// What was paid back by the day [Rückzahlungen].
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) payments: Vec<GrantPayment>,
    /// What has to be done before it is closed, whatever the day; none once it is closed or rejected.
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) open_matters: Vec<GrantOpenMatter>,
    /// `null` while it is not closed on the day.
    pub(crate) closed_on: Option<Date>,
    /// What is to be done or known on the day.
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) findings: Vec<Finding>,
    /// Where somebody had what he recorded from [Quelle].
    pub(crate) sources: Vec<Source>,
}
