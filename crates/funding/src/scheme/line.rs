//! What a scheme froze of the policy: its cost lines and how costs rise.

use kernel::{Frozen, Money, Share, Sourced, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::codes::{ParameterCode, PayGradeCode};
use crate::codes::CostLineCode;
use crate::policy::{
    CostKind, CostLine, CostRecipient, Indexation, IndexationMode, NoteMeaning, Rounding,
    SurchargeBase,
};

/// A cost line as the policy had it. Its words, and the texts of its questions, stay in that version of the policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SchemeLine {
    pub code: CostLineCode,
    pub kind: CostKind,
    pub recipient: CostRecipient,
    pub indexed: bool,
    /// How well the policy's line is founded.
    pub status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<PayGradeCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade_max: Option<PayGradeCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// Cents in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// A figure in cents that the document prints beside the rule; warns, never computes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_amount: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_meaning: Option<NoteMeaning>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<ParameterCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<SurchargeBase>,
    /// How many pairs of recipient and site the policy names.
    pub pairs: u16,
    /// How many questions the policy asks.
    pub questions: u16,
}

/// How costs rise, as the policy had it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SchemeIndexation {
    /// Hundredths of a percent a year.
    pub basis_points: Frozen<u16>,
    pub base_year: Frozen<i16>,
    pub mode: Frozen<IndexationMode>,
    pub rounding: Frozen<Rounding>,
}

/// A cost line of the policy that cannot stand in an event.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("cost line {number} of the policy: {reason}")]
pub struct UnreadableLine {
    /// From 1, in the order of the policy.
    pub number: usize,
    pub reason: String,
}

impl SchemeLine {
    /// The policy's line number `number`; `None` where nobody says one.
    pub fn of(line: &Sourced<CostLine>, number: usize) -> Option<Result<Self, UnreadableLine>> {
        let value = line.value()?;
        Some(
            Self::read(value, line.status).map_err(|error| UnreadableLine {
                number,
                reason: error.to_string(),
            }),
        )
    }

    fn read(line: &CostLine, status: Status) -> Result<Self, kernel::NotACode> {
        let grade = |grade: &Option<String>| grade.clone().map(PayGradeCode::try_new).transpose();
        let count = |len: usize| u16::try_from(len).unwrap_or(u16::MAX);
        Ok(Self {
            code: CostLineCode::try_new(line.code.clone())?,
            kind: line.kind,
            recipient: line.recipient,
            indexed: line.indexed,
            status,
            grade: grade(&line.grade)?,
            grade_max: grade(&line.grade_max)?,
            quantity: line.quantity,
            share: line.share,
            amount: line.amount,
            note_amount: line.note_amount,
            note_meaning: line.note_meaning,
            parameter: line
                .parameter
                .clone()
                .map(ParameterCode::try_new)
                .transpose()?,
            base: line.base,
            pairs: count(line.pairs.len()),
            questions: count(line.questions.len()),
        })
    }

    /// True where the line is one of each project, false where it is one of the whole network.
    pub fn is_of_a_project(&self) -> bool {
        match self.recipient {
            CostRecipient::ProjectOperators | CostRecipient::LeftBlank => true,
            CostRecipient::CounsellingCentre | CostRecipient::NamedRecipients => false,
        }
    }

    /// The rule behind the line.
    pub fn rule(&self) -> &'static str {
        let of_a_centre = self.recipient == CostRecipient::CounsellingCentre;
        match self.kind {
            CostKind::Personnel if of_a_centre => "FUN-09",
            CostKind::LumpSum | CostKind::Surcharge if of_a_centre => "FUN-10",
            CostKind::Personnel => "FUN-02",
            CostKind::LumpSum => "FUN-03",
            CostKind::Surcharge => "FUN-04",
            CostKind::Cap => "FUN-06",
            CostKind::Actual => "FUN-08",
            CostKind::Fixed => "FUN-11",
        }
    }
}

impl From<&Indexation> for SchemeIndexation {
    fn from(policy: &Indexation) -> Self {
        Self {
            basis_points: Frozen {
                value: policy.rate.value().map(|rate| rate.basis_points),
                status: policy.rate.status,
            },
            base_year: (&policy.base_year).into(),
            mode: (&policy.mode).into(),
            rounding: (&policy.rounding).into(),
        }
    }
}
