//! The two lists that every agreement carries: who is in the network, and who advises in a suspected danger.
//!
//! Their columns are those of the model agreement and no others (AGR-23, AGR-24). A list can go out alone or as an
//! annex, from the same value.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::emergency::EmergencyCard;
use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::typeset;

/// The contact list [Anlage 1, Kontaktliste] (AGR-22, AGR-23).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactList {
    /// Which issue of the list; `None` for one that was not issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The day whose contacts it shows.
    pub as_of: Date,
    /// One row per contact, in the order of the paper.
    pub rows: Vec<ContactRow>,
    /// Printed on the list (MEM-30).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_card: Option<EmergencyCard>,
    /// Printed on the list (MEM-31).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<CoordinationOffice>,
}

/// The coordination office [Koordinierungsstelle] as it is printed (MEM-31).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoordinationOffice {
    /// Its name.
    pub name: String,
    /// Who coordinates, in the order of the paper, each with the function.
    #[serde(default)]
    pub persons: Vec<String>,
    /// Anschrift, lines apart by `\n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Building and room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// When somebody is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Telefon, Fax, E-Mail.
    #[serde(default)]
    pub reach: Reach,
}

/// A partner's contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactRow {
    /// Einrichtung/Dienst/Fachstelle.
    pub institution: String,
    /// Ansprechpartner/in. Without one the list says „zurzeit nicht benannt“.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Their function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// Anschrift, lines apart by `\n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Telefon, Fax, E-Mail.
    #[serde(default)]
    pub reach: Reach,
}

/// How somebody is reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// Telefon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Fax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// E-Mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// The list of the experienced specialists [Anlage 2, insoweit erfahrene Fachkräfte] (AGR-24).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpecialistList {
    /// Which issue of the list; `None` for one that was not issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The day whose specialists it shows.
    pub as_of: Date,
    /// In the order of the paper. Who advises on several bases is printed under each.
    pub rows: Vec<Specialist>,
}

/// An experienced specialist [insoweit erfahrene Fachkraft].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Specialist {
    /// Name.
    pub name: String,
    /// Anschrift, lines apart by `\n`, with the institution where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Telefon, Fax, E-Mail.
    #[serde(default)]
    pub reach: Reach,
    /// On which bases.
    pub bases: Vec<AdviceBasis>,
}

/// On which ground somebody is advised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdviceBasis {
    /// § 4 Abs. 2 KKG (für Berufsgeheimnisträger). Its section is always printed.
    ProfessionalSecrecy,
    /// § 8b SGB VIII (für übrige Berufsgruppen). Its section is always printed.
    OtherProfessions,
    /// § 8a SGB VIII (Träger mit Vereinbarung). Its section is printed when somebody is in it.
    ProtectionMandate,
}

#[derive(Serialize)]
struct ListPaper<'a, L> {
    letterhead: &'a Letterhead,
    list: &'a L,
}

/// Sets the contact list alone. In async code call it in `spawn_blocking`.
pub fn contact_list(letterhead: &Letterhead, list: &ContactList) -> Result<Vec<u8>, PaperError> {
    typeset::paper(
        PaperKind::ContactList,
        letterhead,
        &ListPaper { letterhead, list },
    )
}

/// Sets the list of specialists alone. In async code call it in `spawn_blocking`.
pub fn specialist_list(
    letterhead: &Letterhead,
    list: &SpecialistList,
) -> Result<Vec<u8>, PaperError> {
    typeset::paper(
        PaperKind::SpecialistList,
        letterhead,
        &ListPaper { letterhead, list },
    )
}
