//! What a body puts before others, and where that is talked about.

use jiff::civil::Date;
use serde::Serialize;

use super::{AgendaItem, Body, File, Meeting, Organization};
use crate::address::Id;
use crate::entity::{Embedded, Kind};

/// A paper [Drucksache], such as a recommendation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Paper {
    pub body: Id<Body>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Aktenzeichen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// „Empfehlung“, „Bericht“.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_file: Option<Embedded<File>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub auxiliary_file: Vec<Embedded<File>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub originator_organization: Vec<Id<Organization>>,
    /// Federführung.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under_direction_of: Vec<Id<Organization>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consultation: Vec<Embedded<Consultation>>,
}

impl Kind for Paper {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Paper";

    fn omit_internal(&mut self) {
        self.auxiliary_file.clear();
    }
}

/// That a paper is talked about somewhere [Beratung].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Consultation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<Id<Paper>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agenda_item: Option<Id<AgendaItem>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id<Meeting>>,
    /// In order; the first one leads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organization: Vec<Id<Organization>>,
    /// Whether it is decided there. What a network recommends is not.
    pub authoritative: bool,
    /// „Empfehlung“, „Kenntnisnahme“.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

impl Kind for Consultation {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Consultation";

    fn leave_parents(&mut self) {
        self.paper = None;
    }
}
