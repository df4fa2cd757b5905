//! What happens to a site.

use kernel::{Date, DocumentRef, EntryId, PartialDate, PartnerId, RegionId, SiteDocumentId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::{SiteDocumentKind, SiteStatus};

/// A site was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteRegistered {
    pub name: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub status: SiteStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// When it is to open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<PartialDate>,
}

/// A site got another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteRenamed {
    pub name: EntryId,
    pub renamed_on: Date,
}

/// A site has another status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteStatusChanged {
    pub status: SiteStatus,
    pub since: PartialDate,
    /// When it is to open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<PartialDate>,
}

/// A site has another operator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteOperatorAssigned {
    pub operator: PartnerId,
    pub since: PartialDate,
}

/// A document was filed in the site's folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteDocumentFiled {
    /// Its id in the folder.
    pub id: SiteDocumentId,
    pub kind: SiteDocumentKind,
    pub title: EntryId,
    pub document: DocumentRef,
    pub valid_from: Date,
}

/// A document left the site's folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteDocumentRemoved {
    /// Its id in the folder.
    pub id: SiteDocumentId,
    /// The first day without it.
    pub removed_on: Date,
}

/// A fact of a site was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<SiteEvent>>,
}

kernel::events! {
    /// What happens to a site.
    pub enum SiteEvent {
        SiteRegistered = 1,
        SiteRenamed = 1,
        SiteStatusChanged = 1,
        SiteOperatorAssigned = 1,
        SiteDocumentFiled = 1,
        SiteDocumentRemoved = 1,
        SiteFactCorrected = 1,
    }
}
