//! The way in, and the municipalities behind it.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    AgendaItem, Consultation, File, Location, Meeting, Membership, Organization, Paper, Person,
};
use crate::address::{Address, Id, ListAddress};
use crate::entity::{Embedded, Kind};
use crate::moment::Moment;

/// The version of the standard that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum OparlVersion {
    #[serde(rename = "https://schema.oparl.org/1.1/")]
    V1_1,
}

/// An interface: where a client begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct System {
    pub oparl_version: OparlVersion,
    pub body: ListAddress<Body>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Under which everything is published that says nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<Address>,
    /// An office or a function, never a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Address>,
}

impl Kind for System {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/System";
}

/// A municipality [Körperschaft].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Body {
    pub system: Id<System>,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// Amtlicher Gemeindeschlüssel; of a district its first five digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ags: Option<String>,
    /// „Kreisfreie Stadt“, „Kreis“.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<Address>,
    /// Since when it is published here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oparl_since: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Embedded<Location>>,
    pub organization: ListAddress<Organization>,
    pub person: ListAddress<Person>,
    pub meeting: ListAddress<Meeting>,
    pub paper: ListAddress<Paper>,
    pub agenda_item: ListAddress<AgendaItem>,
    pub consultation: ListAddress<Consultation>,
    pub file: ListAddress<File>,
    pub location_list: ListAddress<Location>,
    pub legislative_term_list: ListAddress<LegislativeTerm>,
    pub membership: ListAddress<Membership>,
    /// Mandatory also where it is empty, and then `omit_internal` has nothing to leave out.
    pub legislative_term: Vec<Embedded<LegislativeTerm>>,
}

impl Kind for Body {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Body";
}

/// A term of a council [Wahlperiode]. Networks have none; the list that names them is mandatory.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LegislativeTerm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Id<Body>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Date>,
}

impl Kind for LegislativeTerm {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/LegislativeTerm";

    fn leave_parents(&mut self) {
        self.body = None;
    }
}
