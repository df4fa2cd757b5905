//! The cooperation agreement [Kooperationsvereinbarung] as a paper.
//!
//! One shape carries all four kinds: bilateral with one or several Träger (AGR-02), collective (AGR-03), a general
//! text with a copy per partner (AGR-04), multi-party (AGR-05): they differ in how many parties and signature blocks
//! come in. Words, order and who signs are the caller's; nothing is made up here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::lists::{ContactList, SpecialistList};
use crate::typeset;

/// An agreement with its annexes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementPaper {
    /// Header, footer, crest, status.
    pub letterhead: Letterhead,
    /// „Kooperationsvereinbarung“.
    pub title: String,
    /// „im Netzwerk Frühe Hilfen Leverkusen“.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Legal bases as they are cited („§ 3 Abs. 2 KKG“), printed after „gem.“ (AGR-01).
    #[serde(default)]
    pub legal_basis: Vec<String>,
    /// The district project [Stadtteilprojekt] that it is for (AGR-02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// Who agrees, in the order of the paper. Empty where the text names nobody.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Clauses.
    pub sections: Vec<Section>,
    /// One per party (AGR-05); empty where the text has no signature lines (AGR-20).
    #[serde(default)]
    pub signature_blocks: Vec<SignatureBlock>,
    /// Anlage 1, on a page of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex1: Option<ContactList>,
    /// Anlage 2, on a page of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex2: Option<SpecialistList>,
}

/// A party [Vertragspartei].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// Name as the agreement has it, with its article where it has one („der Stadt Leverkusen“).
    pub name: String,
    /// „den Oberbürgermeister, Fachbereich Kinder und Jugend“, printed after „vertreten durch“.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represented_by: Option<String>,
    /// Lines of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How the text calls this side, printed as „im Folgenden …“. Parties that follow one another with the same
    /// label are one side: several Träger (AGR-02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_label: Option<String>,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// „§ 3“. `None` for a preamble.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Heading.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph. A line break in it stays one.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// A list.
    List {
        /// Numbered with „1.“, or with dashes.
        #[serde(default)]
        numbered: bool,
        /// Its points.
        items: Vec<String>,
    },
}

/// Where a party signs (AGR-18). Never split over pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignatureBlock {
    /// The party's name.
    pub party: String,
    /// In which function somebody signs for it („Leitung des Jugendamtes“).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// Where it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The day on the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Whether the signed paper is there. Then the block says so; otherwise it has a line to sign on.
    pub signed: bool,
}

/// Sets an agreement.
///
/// Takes a moment of a processor: in async code call it in `spawn_blocking`.
pub fn agreement(paper: &AgreementPaper) -> Result<Vec<u8>, PaperError> {
    typeset::paper(PaperKind::Agreement, &paper.letterhead, paper)
}
