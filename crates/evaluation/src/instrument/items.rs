//! What an instrument counts or rates.

use kernel::{EntryId, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::InstrumentRefusal;
use crate::codes::InstrumentItemCode;

kernel::code! {
    /// What an instrument is [Art des Erhebungsinstruments].
    pub enum InstrumentKind {
        /// how families found their way, why, and what was agreed on (EVA-02)
        FirstContact = "Dokumentationsbogen Erstkontakt",
        /// how users rate the site (EVA-03)
        UserFeedback = "Nutzer-Rückmeldung",
        /// protocols about chosen individuals: their number alone (EVA-04)
        CaseProtocols = "qualitative Protokolle",
    }
}

kernel::code! {
    /// To what an item of an instrument belongs [Abschnitt des Bogens].
    pub enum InstrumentSection {
        /// how they found their way
        AccessPath = "Zugangswege",
        /// why they came
        AccessReason = "Zugangsgründe",
        /// what was agreed on
        AgreedMeasure = "vereinbarte Maßnahmen",
        /// how the site is reached, and its rooms
        Setting = "Rahmenbedingungen",
        /// how the offers are rated
        OfferRating = "Bewertung der Angebote",
        /// how good the counselling is
        Counselling = "Qualität der Beratung",
    }
}

impl InstrumentSection {
    /// The kind of instrument in which it stands.
    pub fn kind(self) -> InstrumentKind {
        match self {
            Self::AccessPath | Self::AccessReason | Self::AgreedMeasure => {
                InstrumentKind::FirstContact
            }
            Self::Setting | Self::OfferRating | Self::Counselling => InstrumentKind::UserFeedback,
        }
    }
}

kernel::code! {
    /// What a revision of the instruments is for [Ziel der Überarbeitung] (EVA-08).
    pub enum InstrumentAim {
        /// everybody sees what is asked and why
        Transparency = "Transparenz",
        /// simpler, for the users above all
        Simplification = "Vereinfachung",
        /// it can be done
        Feasibility = "Machbarkeit",
        /// it shows what measures effect
        Effect = "Dokumentation der Wirksamkeit von Maßnahmen",
        /// it shows what is needed
        Needs = "Darstellung der Bedarfslagen",
    }
}

/// An item of an instrument, with its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentItemInput {
    /// Its code; a later version keeps it for the same item.
    pub code: InstrumentItemCode,
    pub section: InstrumentSection,
    /// What the form says.
    pub label: NewText,
}

/// An item of an instrument [Merkmal].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentItem {
    pub code: InstrumentItemCode,
    pub section: InstrumentSection,
    /// What the form says: an entry of the vault.
    pub label: EntryId,
}

impl From<&InstrumentItemInput> for InstrumentItem {
    fn from(item: &InstrumentItemInput) -> Self {
        Self {
            code: item.code.clone(),
            section: item.section,
            label: item.label.id,
        }
    }
}

/// Protocols have no items; others have some, each once, of their kind's sections, and grades where they rate.
pub(super) fn check_items(
    kind: InstrumentKind,
    items: &[InstrumentItem],
    grades: Option<u8>,
) -> Result<(), InstrumentRefusal> {
    match kind {
        InstrumentKind::CaseProtocols if !items.is_empty() => {
            return Err(InstrumentRefusal::NoItems);
        }
        InstrumentKind::FirstContact | InstrumentKind::UserFeedback if items.is_empty() => {
            return Err(InstrumentRefusal::ItemsMissing);
        }
        InstrumentKind::CaseProtocols
        | InstrumentKind::FirstContact
        | InstrumentKind::UserFeedback => {}
    }
    let rated = kind == InstrumentKind::UserFeedback;
    if rated != grades.is_some_and(|grades| (2..=10).contains(&grades))
        || (!rated && grades.is_some())
    {
        return Err(InstrumentRefusal::GradesUnfit);
    }
    for (index, item) in items.iter().enumerate() {
        let code = || item.code.clone();
        if item.section.kind() != kind {
            return Err(InstrumentRefusal::SectionMisplaced { item: code() });
        }
        if items[..index].iter().any(|other| other.code == item.code) {
            return Err(InstrumentRefusal::ItemTwice { item: code() });
        }
    }
    Ok(())
}
