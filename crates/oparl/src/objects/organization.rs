//! Bodies and who sits in them.

use jiff::civil::Date;
use serde::Serialize;

use super::{Body, Consultation, Location, Meeting};
use crate::address::{Address, Id, ListAddress};
use crate::entity::{Embedded, Kind};

/// A body of a network, or an institution that sits in one [Gruppierung].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    pub body: Id<Body>,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_type: Option<OrganizationType>,
    /// „Beirat“, „AG“.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_organization_of: Option<Id<Self>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub membership: Vec<Id<Membership>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<ListAddress<Meeting>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consultation: Option<ListAddress<Consultation>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Embedded<Location>>,
}

impl Kind for Organization {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Organization";
}

/// What kind of organization it is: those of the standard's words that a network needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum OrganizationType {
    #[serde(rename = "Gremium")]
    GoverningBody,
    /// One that belongs to no council.
    #[serde(rename = "externes Gremium")]
    ExternalBody,
    #[serde(rename = "Verwaltungsbereich")]
    Administration,
    #[serde(rename = "Institution")]
    Institution,
    #[serde(rename = "Sonstiges")]
    Other,
}

/// A seat [Mitgliedschaft].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Membership {
    pub organization: Id<Organization>,
    /// Only of a person who agreed to be published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Id<Person>>,
    /// The institution for which somebody sits there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<Id<Organization>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Absent where nobody says whether the body votes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voting_right: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Date>,
}

impl Kind for Membership {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Membership";

    /// Its one embedding is in the person.
    fn leave_parents(&mut self) {
        self.person = None;
    }
}

/// A person who agreed to be published: the name and the seats, and nothing more.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub body: Id<Body>,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub membership: Vec<Embedded<Membership>>,
}

impl Kind for Person {
    const TYPE: &'static str = "https://schema.oparl.org/1.1/Person";

    fn omit_internal(&mut self) {
        self.membership.clear();
    }
}
