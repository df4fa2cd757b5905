//! The child protection folder of a site [Kinderschutzmappe] (MEM-50): what somebody there needs at hand when a child
//! may be in danger, with the contacts of the day it is printed.

use serde::{Deserialize, Serialize};

use crate::emergency::EmergencyCard;
use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::lists::{ContactList, SpecialistList};
use crate::typeset;

/// A site's folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Folder {
    /// Header, footer, crest, status.
    pub letterhead: Letterhead,
    /// The site [Standort] whose folder it is.
    pub site: String,
    /// Printed first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_card: Option<EmergencyCard>,
    /// Checklists.
    #[serde(default)]
    pub checklists: Vec<Checklist>,
    /// Forms.
    #[serde(default)]
    pub forms: Vec<FormReference>,
    /// Current contacts.
    pub contacts: ContactList,
    /// Whom to ask for advice.
    pub specialists: SpecialistList,
}

/// A checklist. Its boxes are empty: a filled one would be a case file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checklist {
    /// Its title.
    pub title: String,
    /// Its points; none where the folder only names it.
    #[serde(default)]
    pub items: Vec<String>,
}

/// A form that lies in the folder behind these pages, or elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormReference {
    /// Its title.
    pub title: String,
    /// Its own version marker („Stand: 2016“).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Sets a folder. In async code call it in `spawn_blocking`.
pub fn child_protection_folder(folder: &Folder) -> Result<Vec<u8>, PaperError> {
    typeset::paper(PaperKind::ChildProtectionFolder, &folder.letterhead, folder)
}
