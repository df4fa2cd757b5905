//! What is imported: each kind has its own words, since „Ort“ is a town in one and a room in another.

use super::dictionary::Dictionary;
use super::{agreements, bodies, contacts, meetings, partners};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Contacts of institutions [Ansprechpersonen].
    Contacts,
    /// Institutions as partners of the network [Netzwerkpartner].
    Partners,
    /// Agreements with their signatures [Kooperationsvereinbarungen].
    Agreements,
    /// Bodies [Gremien].
    Bodies,
    /// Past meetings [Sitzungen].
    Meetings,
}

impl Kind {
    pub const ALL: &[Self] = &[
        Self::Contacts,
        Self::Partners,
        Self::Agreements,
        Self::Bodies,
        Self::Meetings,
    ];

    pub(super) fn dictionary(self) -> &'static Dictionary {
        match self {
            Self::Contacts => &contacts::DICTIONARY,
            Self::Partners => &partners::DICTIONARY,
            Self::Agreements => &agreements::DICTIONARY,
            Self::Bodies => &bodies::DICTIONARY,
            Self::Meetings => &meetings::DICTIONARY,
        }
    }
}
