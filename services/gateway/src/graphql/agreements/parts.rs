//! What an agreement says and what was recorded of it, as answers.

use ::agreements::agreement::{
    self, LastNoticeDayStatus, NoticeRule, OpenPoint, ProtectionItem, ReviewOutcome, ReviewTrigger,
};
use ::agreements::values::{SignatureForm, TermName};
use async_graphql::SimpleObject;
use kernel::{Date, DecisionRef, Period, Status};
use vault::Entries;

use crate::graphql::error::GraphError;
use crate::graphql::words;

/// The last day of a year on which a notice arrives in time for that year's end [letzter Kündigungstag] (AGR-12).
#[derive(SimpleObject)]
pub struct LastNoticeDay {
    date: Option<Date>,
    /// What the date rests on, or why there is none.
    status: LastNoticeDayStatus,
    /// One German sentence.
    explanation: String,
}

/// What a notice would do that arrives on a day [Wirkung einer Kündigung] (AGR-09, AGR-12).
#[derive(SimpleObject)]
pub struct NoticeEffect {
    /// The last day of the partner's cooperation; `null` where nobody says or nothing is left to end.
    effective_on: Option<Date>,
    /// The last day on which it would have been in time for the end of its year.
    latest_day: Option<Date>,
    rule: NoticeRule,
    status: Status,
    /// How the day was found, in German, in lower case and without a full stop.
    explanation: String,
}

/// A term of the agreement as it was frozen into it, with the words behind it [Bedingung].
#[derive(SimpleObject)]
pub struct Term {
    /// Its name in the policy file, such as `notice-period`.
    pub(super) name: &'static str,
    /// In German; „nicht genannt" where nobody says.
    pub(super) value: String,
    pub(super) status: Status,
    /// Document and section [Fundstelle].
    pub(super) source: Option<String>,
    pub(super) source_document: Option<String>,
    pub(super) source_section: Option<String>,
    /// The document's words [Wortlaut].
    pub(super) words: Option<String>,
}

/// Something that the office still has to do or to decide [offener Punkt].
#[derive(SimpleObject)]
pub struct AgreementOpenPoint {
    code: OpenPoint,
    /// In German, such as „Verlängerung nicht erfasst".
    sentence: &'static str,
}

/// A reason to look at the agreement again [Anlass der Überprüfung] (AGR-11, AGR-15).
#[derive(SimpleObject)]
pub struct ReviewReason {
    trigger: ReviewTrigger,
    /// The trigger in German.
    label: &'static str,
    since: Date,
}

/// A review that was held [Überprüfung, Qualitätsdialog] (AGR-11).
#[derive(SimpleObject)]
pub struct Review {
    held_on: Date,
    outcome: ReviewOutcome,
}

/// An extension [Verlängerung] (AGR-08).
#[derive(SimpleObject)]
pub struct Renewal {
    new_end: Date,
    renewed_on: Date,
    /// The decision behind it [Beschluss].
    decision: Option<DecisionRef>,
}

/// A proposed or agreed change [Änderung, Ergänzung] (AGR-14).
#[derive(Clone, SimpleObject)]
pub struct Amendment {
    /// Its number in the agreement, by which commands name it.
    number: u16,
    /// What it changes [Inhalt].
    summary: Option<String>,
    proposed_on: Date,
    /// The terms that it changes [geänderte Bedingungen].
    changes: Vec<AmendedTerm>,
    /// In the order of recording.
    signatures: Vec<AmendmentSignature>,
    /// Since when it holds; `null` where that is not before the end of the day that is asked for.
    effective_on: Option<Date>,
    /// How sure that day is.
    status: Option<Status>,
}

/// A term that an amendment changes.
#[derive(Clone, SimpleObject)]
pub struct AmendedTerm {
    term: TermName,
    /// The term in German.
    label: &'static str,
}

/// A party's signature under an amendment [Unterschrift unter der Änderung].
#[derive(Clone, SimpleObject)]
pub struct AmendmentSignature {
    /// The party's number in the agreement.
    party: u16,
    signed_on: Date,
    form: SignatureForm,
}

/// Something that § 8a Abs. 4 SGB VIII asks for and the agreement does not say [fehlender Regelungsinhalt] (AGR-25).
#[derive(Clone, SimpleObject)]
pub struct MissingProtection {
    code: ProtectionItem,
    /// The German term.
    label: &'static str,
}

/// From when to when the agreement covers every partner of its network, acceded or not (AGR-03, AGR-20).
#[derive(SimpleObject)]
pub struct NetworkWideCoverage {
    since: Date,
    /// The last day; `null` while nobody knows an end.
    until: Option<Date>,
    /// How sure it is that it does.
    status: Status,
}

impl From<agreement::LastNoticeDay> for LastNoticeDay {
    fn from(day: agreement::LastNoticeDay) -> Self {
        Self {
            date: day.date,
            status: day.status,
            explanation: day.explanation,
        }
    }
}

impl From<agreement::NoticeEffect> for NoticeEffect {
    fn from(effect: agreement::NoticeEffect) -> Self {
        Self {
            effective_on: effect.effective_on,
            latest_day: effect.latest_day,
            rule: effect.rule,
            status: effect.status,
            explanation: effect.explanation,
        }
    }
}

impl From<OpenPoint> for AgreementOpenPoint {
    fn from(code: OpenPoint) -> Self {
        Self {
            code,
            sentence: code.label(),
        }
    }
}

impl From<&agreement::ReviewReason> for ReviewReason {
    fn from(reason: &agreement::ReviewReason) -> Self {
        Self {
            trigger: reason.trigger,
            label: reason.trigger.label(),
            since: reason.since,
        }
    }
}

impl From<&agreement::ReviewHeld> for Review {
    fn from(review: &agreement::ReviewHeld) -> Self {
        Self {
            held_on: review.held_on,
            outcome: review.outcome,
        }
    }
}

impl From<&agreement::Renewal> for Renewal {
    fn from(renewal: &agreement::Renewal) -> Self {
        Self {
            new_end: renewal.new_end,
            renewed_on: renewal.renewed_on,
            decision: renewal.decision.clone(),
        }
    }
}

impl From<ProtectionItem> for MissingProtection {
    fn from(code: ProtectionItem) -> Self {
        Self {
            code,
            label: code.label(),
        }
    }
}

impl NetworkWideCoverage {
    pub(super) fn new(period: Period, status: Status) -> Self {
        Self {
            since: period.since,
            until: period.until,
            status,
        }
    }
}

impl Amendment {
    /// An amendment as it was on `day`.
    pub(super) fn on(
        amendment: &agreement::Amendment,
        day: Date,
        entries: &Entries,
    ) -> Result<Self, GraphError> {
        let term = |term: &TermName| AmendedTerm {
            term: *term,
            label: term.label(),
        };
        let signed = amendment.signatures.iter();
        let effective_on = amendment.effective_on.filter(|since| *since <= day);
        Ok(Self {
            number: amendment.number,
            summary: words::text(entries, amendment.summary)?,
            proposed_on: amendment.proposed_on,
            changes: amendment.changes.iter().map(term).collect(),
            signatures: signed
                .filter(|signature| signature.signed_on <= day)
                .map(|signature| AmendmentSignature {
                    party: signature.party,
                    signed_on: signature.signed_on,
                    form: signature.form,
                })
                .collect(),
            effective_on,
            status: amendment.status.filter(|_| effective_on.is_some()),
        })
    }
}
