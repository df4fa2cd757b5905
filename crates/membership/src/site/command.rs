//! What may be done with a site.

use kernel::{
    Claim, Date, DocumentRef, DomainCommand, NewText, PartialDate, PartnerId, RegionId,
    SiteDocumentId, SiteId, StreamId, VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

kernel::code! {
    /// How far a site is (MEM-43).
    pub enum SiteStatus {
        /// somebody thinks of it
        Considered = "angedacht",
        /// it is decided
        Planned = "geplant",
        /// it works
        Open = "geöffnet",
        /// it works no more
        Closed = "geschlossen",
    }
}

kernel::code! {
    /// What a document in a site's folder is [Mappe zum Kinderschutz] (MEM-50).
    pub enum SiteDocumentKind {
        /// what to look at when a child may be in danger
        Checklist = "Checkliste",
        /// what is filled in [Fragebogen]
        Form = "Fragebogen, Formular",
        /// whom to call
        AddressList = "Adressenliste",
        /// the agreed way to act [abgestimmte Verfahrensweise]
        Procedure = "Verfahrensweise",
    }
}

/// Registers a site [Standort anlegen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RegisterSiteInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterSite {
    /// The new site's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<SiteId>,
    pub name: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub status: SiteStatus,
    /// Since when it has this status, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// When it is to open, for a site that is not open yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<PartialDate>,
}

/// Gives a site another name from the business date on [Standort umbenennen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RenameSiteInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameSite {
    pub site: SiteId,
    pub name: NewText,
}

/// Records another status of a site [Standort planen, öffnen, schließen], or another opening of a planned one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeSiteStatusInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeSiteStatus {
    pub site: SiteId,
    pub status: SiteStatus,
    pub since: PartialDate,
    /// When it is to open, for a site that is not open yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<PartialDate>,
}

/// Records who runs a site [Träger des Standortes].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssignSiteOperatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignSiteOperator {
    pub site: SiteId,
    pub operator: PartnerId,
    pub since: PartialDate,
}

/// Files a document in the site's folder [in die Mappe legen] (MEM-50).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "FileSiteDocumentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileSiteDocument {
    pub site: SiteId,
    /// Its id in the folder; the title's entry gives it one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<SiteDocumentId>,
    pub kind: SiteDocumentKind,
    pub title: NewText,
    pub document: DocumentRef,
    /// The first day on which it belongs to the folder; it may lie ahead.
    pub valid_from: Date,
}

/// Takes a document out of the site's folder [aus der Mappe nehmen] (MEM-50).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RemoveSiteDocumentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveSiteDocument {
    pub site: SiteId,
    /// Its id in the folder.
    pub document: SiteDocumentId,
    /// The first day without it; it may lie ahead.
    pub removed_on: Date,
}

/// Corrects what was recorded of a site [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectSiteInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectSite {
    pub site: SiteId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<SiteReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a site.
    pub enum SiteReplacement for SiteCommand as "SiteReplacementInput" {
        RegisterSite,
        RenameSite,
        ChangeSiteStatus,
        AssignSiteOperator,
        FileSiteDocument,
        RemoveSiteDocument,
    }
}

kernel::commands! {
    /// What may be done with a site.
    pub enum SiteCommand {
        RegisterSite = "register-site",
        RenameSite = "rename-site",
        ChangeSiteStatus = "change-site-status",
        AssignSiteOperator = "assign-site-operator",
        FileSiteDocument = "file-site-document",
        RemoveSiteDocument = "remove-site-document",
        CorrectSite = "correct-site",
    }
}

impl FileSiteDocument {
    /// Its id in the folder: the one named, else one that has the id of the title's entry.
    pub fn document_id(&self) -> SiteDocumentId {
        self.id.unwrap_or(SiteDocumentId(self.title.id.0))
    }
}

impl CorrectSite {
    /// The command that should have been given, of this site.
    pub(super) fn instead(&self) -> Option<SiteCommand> {
        let mut command = SiteCommand::from(self.replacement.clone()?);
        match &mut command {
            SiteCommand::RegisterSite(c) => c.id = Some(self.site),
            SiteCommand::RenameSite(c) => c.site = self.site,
            SiteCommand::ChangeSiteStatus(c) => c.site = self.site,
            SiteCommand::AssignSiteOperator(c) => c.site = self.site,
            SiteCommand::FileSiteDocument(c) => c.site = self.site,
            SiteCommand::RemoveSiteDocument(c) => c.site = self.site,
            SiteCommand::CorrectSite(c) => c.site = self.site,
        }
        Some(command)
    }
}

impl SiteCommand {
    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    ///
    /// What enters or leaves the folder is not among them: it is announced.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::RegisterSite(c) => c.since.map(|since| ("since", since.first_day())),
            Self::RenameSite(_) => Some(("occurredOn", occurred_on)),
            Self::ChangeSiteStatus(c) => Some(("since", c.since.first_day())),
            Self::AssignSiteOperator(c) => Some(("since", c.since.first_day())),
            Self::FileSiteDocument(_) | Self::RemoveSiteDocument(_) | Self::CorrectSite(_) => None,
        }
    }
}

impl DomainCommand for SiteCommand {
    const STREAM: &'static str = "site";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RegisterSite(c) => c.id,
            Self::RenameSite(c) => Some(c.site),
            Self::ChangeSiteStatus(c) => Some(c.site),
            Self::AssignSiteOperator(c) => Some(c.site),
            Self::FileSiteDocument(c) => Some(c.site),
            Self::RemoveSiteDocument(c) => Some(c.site),
            Self::CorrectSite(c) => Some(c.site),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RegisterSite(c) = self {
            c.id = Some(SiteId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RegisterSite(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::RegisterSite(c) => {
                let region = c.region.map(|id| StreamId::new("region", id.0));
                region.into_iter().collect()
            }
            Self::AssignSiteOperator(c) => vec![StreamId::new("partner", c.operator.0)],
            Self::CorrectSite(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::RenameSite(_)
            | Self::ChangeSiteStatus(_)
            | Self::FileSiteDocument(_)
            | Self::RemoveSiteDocument(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RegisterSite(c) => vec![(&c.name).into()],
            Self::RenameSite(c) => vec![(&c.name).into()],
            Self::FileSiteDocument(c) => vec![(&c.title).into()],
            Self::CorrectSite(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::ChangeSiteStatus(_)
            | Self::AssignSiteOperator(_)
            | Self::RemoveSiteDocument(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        match self {
            Self::FileSiteDocument(c) => vec![c.document],
            Self::CorrectSite(c) => c.instead().map_or_else(Vec::new, |c| c.documents()),
            Self::RegisterSite(_)
            | Self::RenameSite(_)
            | Self::ChangeSiteStatus(_)
            | Self::AssignSiteOperator(_)
            | Self::RemoveSiteDocument(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::RegisterSite(c) => vec![Claim::of_name("site-name", &c.name.content.0)],
            Self::RenameSite(c) => vec![Claim::of_name("site-name", &c.name.content.0)],
            Self::CorrectSite(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
            Self::ChangeSiteStatus(_)
            | Self::AssignSiteOperator(_)
            | Self::FileSiteDocument(_)
            | Self::RemoveSiteDocument(_) => Vec::new(),
        }
    }
}
