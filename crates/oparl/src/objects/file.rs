//! Files and places.

use jiff::civil::Date;
use serde::Serialize;

use super::{AgendaItem, Body, Meeting, Organization, Paper};
use crate::address::{Address, Id};
use crate::entity::Kind;

/// A file [Datei], such as minutes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// For a reader, without an ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// In bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// In hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha512_checksum: Option<String>,
    /// To be shown: answered without `attachment`.
    pub access_url: Address,
    /// To be kept: answered with `attachment` and a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_url: Option<Address>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meeting: Vec<Id<Meeting>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agenda_item: Vec<Id<AgendaItem>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paper: Vec<Id<Paper>>,
}

impl Kind for File {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/File";

    fn leave_parents(&mut self) {
        self.meeting.clear();
        self.agenda_item.clear();
        self.paper.clear();
    }
}

/// A place [Ort].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Id<Body>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<Id<Organization>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<Id<Meeting>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Id<Paper>>,
}

impl Kind for Location {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Location";

    fn leave_parents(&mut self) {
        self.bodies.clear();
        self.organizations.clear();
        self.meetings.clear();
        self.papers.clear();
    }
}
