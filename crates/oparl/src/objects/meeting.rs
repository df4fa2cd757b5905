//! Meetings and their agenda.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Consultation, File, Location, Organization};
use crate::address::Id;
use crate::entity::{Embedded, Kind};
use crate::moment::Moment;

/// A meeting [Sitzung].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meeting {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub meeting_state: MeetingState,
    pub cancelled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Embedded<Location>>,
    /// The first one leads.
    pub organization: Vec<Id<Organization>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Embedded<File>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results_protocol: Option<Embedded<File>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub auxiliary_file: Vec<Embedded<File>>,
    /// In its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agenda_item: Vec<Embedded<AgendaItem>>,
}

impl Kind for Meeting {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Meeting";

    fn omit_internal(&mut self) {
        self.auxiliary_file.clear();
        self.agenda_item.clear();
    }
}

/// How far a meeting is, in the words that the standard recommends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum MeetingState {
    /// It has a day.
    #[serde(rename = "terminiert")]
    Scheduled,
    /// From the invitation until the minutes are released.
    #[serde(rename = "eingeladen")]
    Invited,
    /// Its minutes are released.
    #[serde(rename = "durchgeführt")]
    Held,
}

/// An item of an agenda [Tagesordnungspunkt].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgendaItem {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id<Meeting>>,
    /// As it is written on the agenda.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// From 0.
    pub order: usize,
    #[serde(flatten)]
    pub shown: Shown,
}

impl Kind for AgendaItem {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/AgendaItem";

    fn leave_parents(&mut self) {
        self.meeting = None;
    }
}

/// What the public sees of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// That there is one: `public: false`.
    Closed,
    /// What it is about, and what came of it: `public: true`.
    Open {
        name: String,
        consultation: Option<Id<Consultation>>,
        result: Option<String>,
        resolution_text: Option<String>,
    },
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Shown", 5)?;
        match self {
            Self::Closed => fields.serialize_field("public", &false)?,
            Self::Open {
                name,
                consultation,
                result,
                resolution_text,
            } => {
                fields.serialize_field("public", &true)?;
                fields.serialize_field("name", name)?;
                if let Some(consultation) = consultation {
                    fields.serialize_field("consultation", consultation)?;
                }
                if let Some(result) = result {
                    fields.serialize_field("result", result)?;
                }
                if let Some(text) = resolution_text {
                    fields.serialize_field("resolutionText", text)?;
                }
            }
        }
        fields.end()
    }
}
