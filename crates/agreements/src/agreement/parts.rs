//! What an agreement's state is made of.
//!
//! The read side stores them as they are; each keeps its dates, so that every day can be asked for.

use kernel::{Date, DecisionRef, DocumentRef, EntryId, PartnerId, Status};
use serde::{Deserialize, Serialize};

use super::codes::{ReviewOutcome, ReviewTrigger};
use super::event::NoticeRule;
use crate::values::{EntryIntoForce, NoticeForm, Side, SignatureForm, TermName};

/// A party of an agreement [Partei].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Party {
    pub number: u16,
    pub side: Side,
    pub partner: Option<PartnerId>,
    pub institution: Option<EntryId>,
    pub added_on: Date,
    pub removed_on: Option<Date>,
    pub signature: Option<Signature>,
    /// The notice that runs or has taken effect.
    pub notice: Option<Notice>,
    /// Notices that were taken back, in the order of recording.
    #[serde(default)]
    pub withdrawn_notices: Vec<WithdrawnNotice>,
}

/// A party's signature or declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    pub signed_on: Date,
    pub form: SignatureForm,
    pub place: Option<EntryId>,
    pub signatory_function: Option<EntryId>,
    /// The signed paper.
    pub document: Option<DocumentRef>,
}

/// A party's notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notice {
    pub received_on: Date,
    pub form: NoticeForm,
    pub reason: Option<EntryId>,
    /// The last day of the party's cooperation; `None` where nobody says.
    pub effective_on: Option<Date>,
    pub rule: NoticeRule,
    pub status: Status,
    pub latest_day: Option<Date>,
    /// The letter.
    pub document: Option<DocumentRef>,
}

/// A notice that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawnNotice {
    pub notice: Notice,
    /// The first day on which it no longer ran.
    pub withdrawn_on: Date,
    pub reason: Option<EntryId>,
}

/// Since when, why and how surely the agreement is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InForce {
    pub effective_on: Date,
    pub status: Status,
    pub rule: EntryIntoForce,
    pub parties: Vec<u16>,
}

/// The end by notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Termination {
    pub effective_on: Date,
    pub side: Side,
    pub status: Status,
}

/// A proposed or agreed change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Amendment {
    pub number: u16,
    pub summary: EntryId,
    pub proposed_on: Date,
    /// The terms that it changes.
    #[serde(default)]
    pub changes: Vec<TermName>,
    pub signatures: Vec<AmendmentSignature>,
    pub effective_on: Option<Date>,
    pub status: Option<Status>,
}

/// A party's signature under an amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendmentSignature {
    pub party: u16,
    pub signed_on: Date,
    pub form: SignatureForm,
}

/// A reason to look at the agreement again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewReason {
    pub trigger: ReviewTrigger,
    pub since: Date,
}

/// A review that was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewHeld {
    pub held_on: Date,
    pub outcome: ReviewOutcome,
}

/// An extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Renewal {
    pub new_end: Date,
    pub decision: Option<DecisionRef>,
    pub renewed_on: Date,
}

impl Party {
    /// Signed by `day` and not removed, and no notice has ended its cooperation before.
    pub fn cooperates_on(&self, day: Date) -> bool {
        self.removed_on.is_none()
            && self
                .signature
                .as_ref()
                .is_some_and(|signature| signature.signed_on <= day)
            && self.cooperation_end().is_none_or(|last| day <= last)
    }

    /// The day of its signature.
    pub fn signed_on(&self) -> Option<Date> {
        self.signature.as_ref().map(|signature| signature.signed_on)
    }

    /// The last day of its cooperation after a notice.
    pub fn cooperation_end(&self) -> Option<Date> {
        self.notice.as_ref().and_then(|notice| notice.effective_on)
    }

    /// Its notices, those that were taken back included.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        let withdrawn = self.withdrawn_notices.iter().map(|past| &past.notice);
        self.notice.iter().chain(withdrawn)
    }

    /// A notice of the party runs on `day`: arrived, neither taken back nor yet at its effect.
    pub fn notice_runs_on(&self, day: Date) -> bool {
        let runs = |notice: &Notice| {
            notice.received_on <= day && notice.effective_on.is_none_or(|last| day <= last)
        };
        self.notice.as_ref().is_some_and(runs)
            || self
                .withdrawn_notices
                .iter()
                .any(|withdrawn| runs(&withdrawn.notice) && day < withdrawn.withdrawn_on)
    }
}
