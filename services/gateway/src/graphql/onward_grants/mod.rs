//! Grants passed on to institutions [Weiterleitung an Träger] (FUN-20, REM-23).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `told` | the words that came with its facts |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;
mod told;

use async_graphql::{ID, SimpleObject};
use funding::CostLineCode;
use funding::grant::RevocationGround;
use funding::onward_grant::{OnwardState, PaymentDirection};
use kernel::{Date, DocumentRef, Money};

use super::grants::{GrantAmount, GrantPeriod, GrantReference};
use super::partners::{Finding, PartnerReference};
use super::sources::Source;

pub use list::{
    OnwardGrantConnection, OnwardGrantEdge, OnwardGrantFilter, OnwardGrantOrder, OnwardGrantQuery,
};
pub(crate) use load::one;

/// A notice or contract: the first awards, later ones amend [Weiterleitungsbescheid, Vertrag].
#[derive(Clone, SimpleObject)]
pub struct OnwardGrantNotice {
    /// What is awarded in all, in cents.
    pub(crate) amount: Money,
    pub(crate) period: GrantPeriod,
    /// When the institution proves the use; `null` where nobody set a day: it is a task (REM-23).
    pub(crate) proof_due_on: Option<Date>,
    /// The paper, where it was uploaded.
    pub(crate) document: Option<DocumentRef>,
    pub(crate) issued_on: Date,
}

/// A condition [Nebenbestimmung].
#[derive(Clone, SimpleObject)]
pub struct OnwardGrantCondition {
    /// For `fulfilOnwardCondition`.
    pub(crate) id: ID,
    /// `null` where it was erased.
    pub(crate) text: Option<String>,
    /// `null` where it has no day.
    pub(crate) due_on: Option<Date>,
    /// `null` while it is not fulfilled on the day.
    pub(crate) fulfilled_on: Option<Date>,
}

/// Money that was paid out or back [Auszahlung, Erstattung].
#[derive(Clone, SimpleObject)]
pub struct OnwardGrantPayment {
    /// From 1; for `reverseOnwardPayment`.
    pub(crate) number: u32,
    pub(crate) direction: PaymentDirection,
    /// The German term.
    pub(crate) label: &'static str,
    /// In cents.
    pub(crate) amount: Money,
    pub(crate) on: Date,
    /// `null` while the booking was not reversed by the day.
    pub(crate) reversed_on: Option<Date>,
    /// Why it was reversed; `null` while it was not, or where that was erased [Grund].
    pub(crate) reversal: Option<String>,
}

/// The institution's proof of use [Nachweis des Trägers].
#[derive(Clone, SimpleObject)]
pub struct OnwardGrantProof {
    /// What it says that it spent, in cents.
    pub(crate) spent: Money,
    /// The report in words; `null` where there is none, or it was erased.
    pub(crate) report: Option<String>,
    /// The paper, where it was uploaded.
    pub(crate) document: Option<DocumentRef>,
    pub(crate) submitted_on: Date,
    /// What the municipality accepted, in cents; `null` while it is not examined by the day: the own proof waits.
    pub(crate) accepted: Option<Money>,
    pub(crate) examined_on: Option<Date>,
    /// What the examination said; `null` where nobody wrote it down, or it was erased.
    pub(crate) text: Option<String>,
}

/// By how much the award sank [Widerruf].
#[derive(Clone, SimpleObject)]
pub struct OnwardGrantRevocation {
    /// In cents.
    pub(crate) amount: Money,
    pub(crate) ground: RevocationGround,
    /// The German term of the ground.
    pub(crate) ground_label: &'static str,
    /// Why, in words; `null` where nobody wrote it down, or it was erased [Begründung].
    pub(crate) text: Option<String>,
    pub(crate) revoked_on: Date,
}

/// Money that was demanded back [Rückforderung].
#[derive(Clone, SimpleObject)]
pub struct OnwardGrantDemand {
    /// In cents.
    pub(crate) amount: Money,
    /// `null` where it names no day.
    pub(crate) due_on: Option<Date>,
    pub(crate) demanded_on: Date,
}

/// Its money on the day; all in cents.
#[derive(Clone, SimpleObject)]
pub struct OnwardGrantSums {
    /// What the notice that holds awards, less what was revoked [bewilligt].
    pub(crate) awarded: GrantAmount,
    /// What was paid out [ausgezahlt].
    pub(crate) disbursed: GrantAmount,
    /// What came back [erstattet].
    pub(crate) repaid: GrantAmount,
    /// What the institution has: paid out and not back.
    pub(crate) held: Money,
    /// What it may keep: what is awarded and, once it is examined, accepted.
    pub(crate) keeps: Money,
    /// What it has and may not keep [zurückzuzahlen].
    pub(crate) due_back: Money,
}

/// A grant passed on to an institution [Weiterleitung].
#[derive(Clone, SimpleObject)]
pub struct OnwardGrant {
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The institution [Träger].
    pub(crate) partner: Option<PartnerReference>,
    /// What it is for; `null` where it was erased.
    pub(crate) purpose: Option<String>,
    /// How far it is on the day that is asked for [Stand der Weiterleitung].
    pub(crate) state: Option<OnwardState>,
    /// The German term of its state.
    pub(crate) state_label: Option<&'static str>,
    /// The grant out of which it is paid; `null` where the municipality's own budget pays.
    pub(crate) grant: Option<GrantReference>,
    /// The budget out of which it is paid: its id; `null` where a grant pays.
    pub(crate) budget: Option<ID>,
    /// The line of the plan or budget that bears it, where it has a code [Kostenposition].
    pub(crate) line: Option<CostLineCode>,
    /// The project, for `node` [Stadtteilprojekt].
    pub(crate) project: Option<ID>,
    /// The site, for `node` [Standort].
    pub(crate) site: Option<ID>,
    /// The notice that holds on the day.
    pub(crate) notice: Option<OnwardGrantNotice>,
    /// The notices issued by the day.
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) notices: Vec<OnwardGrantNotice>,
    /// Its conditions, with what is fulfilled on the day.
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) conditions: Vec<OnwardGrantCondition>,
    pub(crate) sums: OnwardGrantSums,
    /// What was paid by the day, in either direction.
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) payments: Vec<OnwardGrantPayment>,
    /// The proofs submitted by the day; the last counts.
    #[graphql(complexity = "2 * child_complexity")]
    pub(crate) proofs: Vec<OnwardGrantProof>,
    /// When the proof of the grant that pays it is due: the institution's is wanted before (REM-23).
    pub(crate) own_proof_due_on: Option<Date>,
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) revocations: Vec<OnwardGrantRevocation>,
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) demands: Vec<OnwardGrantDemand>,
    /// `null` while it is not closed on the day.
    pub(crate) closed_on: Option<Date>,
    /// What is to be done or known on the day.
    pub(crate) findings: Vec<Finding>,
    /// Where somebody had what he recorded from [Quelle].
    pub(crate) sources: Vec<Source>,
}
