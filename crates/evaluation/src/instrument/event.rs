//! What happens to an instrument of the evaluation. Its words are entries of the vault.

use kernel::{BodyId, Date, DocumentRef, EntryId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::*;
use super::items::{InstrumentAim, InstrumentItem, InstrumentKind};

/// An instrument was introduced: its version 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentIntroduced {
    pub kind: InstrumentKind,
    pub title: EntryId,
    pub items: Vec<InstrumentItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub valid_from: Date,
}

/// An instrument was revised: its next version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentRevised {
    pub aims: Vec<InstrumentAim>,
    pub items: Vec<InstrumentItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub valid_from: Date,
}

/// An instrument is used no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentRetired {
    pub reason: EntryId,
    /// The first day on which it is not used.
    pub retired_on: Date,
}

/// A fact of an instrument of the evaluation was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<InstrumentEvent>>,
}

impl From<&IntroduceInstrument> for InstrumentIntroduced {
    fn from(c: &IntroduceInstrument) -> Self {
        Self {
            kind: c.kind,
            title: c.title.id,
            items: c.items.iter().map(InstrumentItem::from).collect(),
            grades: c.grades,
            document: c.document,
            valid_from: c.valid_from,
        }
    }
}

impl From<&ReviseInstrument> for InstrumentRevised {
    fn from(c: &ReviseInstrument) -> Self {
        Self {
            aims: c.aims.clone(),
            items: c.items.iter().map(InstrumentItem::from).collect(),
            grades: c.grades,
            body: c.body,
            document: c.document,
            valid_from: c.valid_from,
        }
    }
}

impl From<&RetireInstrument> for InstrumentRetired {
    fn from(c: &RetireInstrument) -> Self {
        Self {
            reason: c.reason.id,
            retired_on: c.retired_on,
        }
    }
}

kernel::events! {
    /// What happens to an instrument of the evaluation.
    pub enum InstrumentEvent {
        InstrumentIntroduced = 1,
        InstrumentRevised = 1,
        InstrumentRetired = 1,
        InstrumentFactCorrected = 1,
    }
}
