//! The facts of the standard's object descriptions: OParl 1.1.1, repository `OParl/spec`, tag `v1.1.1`
//! (9a2719dc3ecb, 2018-06-25), `schema/*.json`, in words of our own.
//!
//! Where the prose is stricter, it holds: `created` and `modified` are mandatory in every object (chapter 3.1), and so
//! are the six lists that 1.1 added to the body (`schema/strings.yml`). The development branch after the tag
//! (`mainOrganization`, `memberCount`, `votingMemberCount`, `Person.image`, `File.person`) is not 1.1.

/// A property of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Property {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
    /// Left out where the object is embedded in one of this kind.
    pub(super) leads_back_to: Option<&'static str>,
}

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The type's own URL.
    Type,
    /// The URL of a version of the standard.
    Version,
    Text,
    Texts,
    /// An address of no object of ours.
    Url,
    Urls,
    Date,
    DateTime,
    Integer,
    Boolean,
    GeoJson,
    /// The address of an object of this kind.
    To(&'static str),
    AllTo(&'static str),
    /// The address of a list of these.
    List(&'static str),
    /// An object of this kind itself.
    Object(&'static str),
    Objects(&'static str),
}

use Shape::{
    AllTo, Boolean, Date, DateTime, GeoJson, Integer, List, Object, Objects, Text, Texts, To, Url,
    Urls, Version,
};

const fn must(name: &'static str, shape: Shape) -> Property {
    Property {
        name,
        shape,
        required: true,
        leads_back_to: None,
    }
}

const fn may(name: &'static str, shape: Shape) -> Property {
    Property {
        required: false,
        ..must(name, shape)
    }
}

const fn back(name: &'static str, shape: Shape, to: &'static str) -> Property {
    Property {
        leads_back_to: Some(to),
        ..may(name, shape)
    }
}

/// What every object has.
const EVERY: &[Property] = &[
    must("id", Url),
    must("type", Shape::Type),
    must("created", DateTime),
    must("modified", DateTime),
    may("web", Url),
    may("deleted", Boolean),
];

/// What every object has but the system.
const KEYWORD: Property = may("keyword", Texts);

/// The license of a system and a body is an address, that of all else a text.
const LICENSE: Property = may("license", Text);

const SYSTEM: &[Property] = &[
    must("oparlVersion", Version),
    may("otherOparlVersions", AllTo("System")),
    may("license", Url),
    must("body", List("Body")),
    may("name", Text),
    may("contactEmail", Text),
    may("contactName", Text),
    may("website", Url),
    may("vendor", Url),
    may("product", Url),
];

const BODY: &[Property] = &[
    may("system", To("System")),
    may("shortName", Text),
    must("name", Text),
    may("website", Url),
    may("license", Url),
    may("licenseValidSince", DateTime),
    may("oparlSince", DateTime),
    may("ags", Text),
    may("rgs", Text),
    may("equivalent", Urls),
    may("contactEmail", Text),
    may("contactName", Text),
    must("organization", List("Organization")),
    must("person", List("Person")),
    must("meeting", List("Meeting")),
    must("paper", List("Paper")),
    must("legislativeTerm", Objects("LegislativeTerm")),
    must("agendaItem", List("AgendaItem")),
    must("consultation", List("Consultation")),
    must("file", List("File")),
    must("locationList", List("Location")),
    must("legislativeTermList", List("LegislativeTerm")),
    must("membership", List("Membership")),
    may("classification", Text),
    may("location", Object("Location")),
    KEYWORD,
];

const LEGISLATIVE_TERM: &[Property] = &[
    back("body", To("Body"), "Body"),
    may("name", Text),
    may("startDate", Date),
    may("endDate", Date),
    LICENSE,
    KEYWORD,
];

const ORGANIZATION: &[Property] = &[
    may("body", To("Body")),
    may("name", Text),
    may("membership", AllTo("Membership")),
    may("meeting", List("Meeting")),
    may("consultation", List("Consultation")),
    may("shortName", Text),
    may("post", Texts),
    may("subOrganizationOf", To("Organization")),
    may("organizationType", Text),
    may("classification", Text),
    may("startDate", Date),
    may("endDate", Date),
    may("website", Url),
    may("location", Object("Location")),
    may("externalBody", Url),
    LICENSE,
    KEYWORD,
];

const PERSON: &[Property] = &[
    may("body", To("Body")),
    may("name", Text),
    may("familyName", Text),
    may("givenName", Text),
    may("formOfAddress", Text),
    may("affix", Text),
    may("title", Texts),
    may("gender", Text),
    may("phone", Texts),
    may("email", Texts),
    may("location", To("Location")),
    may("locationObject", Object("Location")),
    may("status", Texts),
    may("membership", Objects("Membership")),
    may("life", Text),
    may("lifeSource", Text),
    LICENSE,
    KEYWORD,
];

const MEMBERSHIP: &[Property] = &[
    back("person", To("Person"), "Person"),
    may("organization", To("Organization")),
    may("role", Text),
    may("votingRight", Boolean),
    may("startDate", Date),
    may("endDate", Date),
    may("onBehalfOf", To("Organization")),
    LICENSE,
    KEYWORD,
];

const MEETING: &[Property] = &[
    may("name", Text),
    may("meetingState", Text),
    may("cancelled", Boolean),
    may("start", DateTime),
    may("end", DateTime),
    may("location", Object("Location")),
    may("organization", AllTo("Organization")),
    may("participant", AllTo("Person")),
    may("invitation", Object("File")),
    may("resultsProtocol", Object("File")),
    may("verbatimProtocol", Object("File")),
    may("auxiliaryFile", Objects("File")),
    may("agendaItem", Objects("AgendaItem")),
    LICENSE,
    KEYWORD,
];

const AGENDA_ITEM: &[Property] = &[
    back("meeting", To("Meeting"), "Meeting"),
    may("number", Text),
    must("order", Integer),
    may("name", Text),
    may("public", Boolean),
    may("consultation", To("Consultation")),
    may("result", Text),
    may("resolutionText", Text),
    may("resolutionFile", Object("File")),
    may("auxiliaryFile", Objects("File")),
    may("start", DateTime),
    may("end", DateTime),
    LICENSE,
    KEYWORD,
];

const PAPER: &[Property] = &[
    may("body", To("Body")),
    may("name", Text),
    may("reference", Text),
    may("date", Date),
    may("paperType", Text),
    may("relatedPaper", AllTo("Paper")),
    may("superordinatedPaper", AllTo("Paper")),
    may("subordinatedPaper", AllTo("Paper")),
    may("mainFile", Object("File")),
    may("auxiliaryFile", Objects("File")),
    may("location", Objects("Location")),
    may("originatorPerson", AllTo("Person")),
    may("underDirectionOf", AllTo("Organization")),
    may("originatorOrganization", AllTo("Organization")),
    may("consultation", Objects("Consultation")),
    LICENSE,
    KEYWORD,
];

const CONSULTATION: &[Property] = &[
    back("paper", To("Paper"), "Paper"),
    may("agendaItem", To("AgendaItem")),
    may("meeting", To("Meeting")),
    may("organization", AllTo("Organization")),
    may("authoritative", Boolean),
    may("role", Text),
    LICENSE,
    KEYWORD,
];

const FILE: &[Property] = &[
    may("name", Text),
    may("fileName", Text),
    may("mimeType", Text),
    may("date", Date),
    may("size", Integer),
    may("sha1Checksum", Text),
    may("sha512Checksum", Text),
    may("text", Text),
    must("accessUrl", Url),
    may("downloadUrl", Url),
    may("externalServiceUrl", Url),
    may("masterFile", To("File")),
    may("derivativeFile", AllTo("File")),
    may("fileLicense", Url),
    back("meeting", AllTo("Meeting"), "Meeting"),
    back("agendaItem", AllTo("AgendaItem"), "AgendaItem"),
    back("paper", AllTo("Paper"), "Paper"),
    LICENSE,
    KEYWORD,
];

const LOCATION: &[Property] = &[
    may("description", Text),
    may("geojson", GeoJson),
    may("streetAddress", Text),
    may("room", Text),
    may("postalCode", Text),
    may("subLocality", Text),
    may("locality", Text),
    back("bodies", AllTo("Body"), "Body"),
    back("organizations", AllTo("Organization"), "Organization"),
    back("persons", AllTo("Person"), "Person"),
    back("meetings", AllTo("Meeting"), "Meeting"),
    back("papers", AllTo("Paper"), "Paper"),
    LICENSE,
    KEYWORD,
];

/// The properties of an object of this kind; `None` where the standard has none.
pub(super) fn described(kind: &str) -> Option<Vec<Property>> {
    let own = match kind {
        "System" => SYSTEM,
        "Body" => BODY,
        "LegislativeTerm" => LEGISLATIVE_TERM,
        "Organization" => ORGANIZATION,
        "Person" => PERSON,
        "Membership" => MEMBERSHIP,
        "Meeting" => MEETING,
        "AgendaItem" => AGENDA_ITEM,
        "Paper" => PAPER,
        "Consultation" => CONSULTATION,
        "File" => FILE,
        "Location" => LOCATION,
        _ => return None,
    };
    Some(EVERY.iter().chain(own).copied().collect())
}
