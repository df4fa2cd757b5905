//! Whether a text seems to name a child or a family (MTG-24): minutes are about the network, never about clients.
//!
//! [`mentions`] is a hint before saving. It reads the text where it is, keeps nothing, sends nothing anywhere and blocks
//! nothing: it says where a name, an initial, a birthday, an address or a file number seems to stand, and a person decides.
//! It is made of word lists and of a few rules on what stands beside what; it cannot know who is meant, so it misses names
//! that no list has, and now and then takes a professional for a client. Where a sentence names nobody it weighs whether
//! one child is meant; that is coarser, and says so once a sentence. How often, `tests/mentions.rs` says on sentences
//! that were written before it.
//!
//! (Rejected: a language model. It finds more, but a text that may name a child would have to leave the process, and nobody
//! could say why a place was marked.)
//!
//! | room | what lives there |
//! |---|---|
//! | `words` | a text as words in sentences |
//! | `lexicon` | the words that tell a family, a profession or an institution |
//! | `names` | first names |
//! | `persons` | the rules for names of families, children and parents |
//! | `professionals` | the names among them that nobody has to hide |
//! | `individuals` | one child or one family without a name |
//! | `traces` | the rules for dates, addresses and numbers that lead to a family |

mod individuals;
mod lexicon;
mod names;
mod persons;
mod professionals;
mod traces;
mod words;

use std::ops::Range;

use kernel::{Facts, facts};

use words::Reading;

kernel::code! {
    /// Why a place in a text seems to name a child or a family [Grund des Hinweises].
    pub enum MentionReason {
        /// „Familie …“, „im Fall …“
        FamilyName = "Familienname",
        /// a first name that no institution bears
        FirstName = "Vorname",
        /// „Frau …“ where the sentence speaks of her children or her troubles
        NamedParent = "Mutter, Vater oder Kind mit Namen",
        /// „Frau S.“, „Kind L.“
        Initial = "Anfangsbuchstabe",
        /// a day of birth
        BirthDate = "Geburtsdatum",
        /// where somebody lives
        Address = "Anschrift",
        /// the number of a file
        FileNumber = "Aktenzeichen",
        /// „der Junge aus der …straße“: nobody is named, and whoever knows the place knows who it is
        Individual = "einzelnes Kind oder einzelne Familie",
    }
}

impl MentionReason {
    /// One sentence that an office understands.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::FamilyName => "Hier scheint eine Familie mit Namen genannt zu sein.",
            Self::FirstName => {
                "Hier scheint ein Kind oder ein Elternteil mit Vornamen genannt zu sein."
            }
            Self::NamedParent => {
                "Hier scheint ein Kind oder ein Elternteil mit Namen genannt zu sein."
            }
            Self::Initial => "Auch ein Anfangsbuchstabe kann erkennen lassen, um wen es geht.",
            Self::BirthDate => "Ein Geburtsdatum lässt erkennen, um wen es geht.",
            Self::Address => "Eine Anschrift lässt erkennen, um welche Familie es geht.",
            Self::FileNumber => "Ein Aktenzeichen lässt erkennen, um welchen Fall es geht.",
            Self::Individual => {
                "Hier scheint es um ein einzelnes Kind oder eine einzelne Familie zu gehen."
            }
        }
    }
}

/// A place in a text that seems to name a child or a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// From and to, in bytes of the UTF-8 text.
    pub bytes: Range<usize>,
    /// From and to, in characters: what an editor marks.
    pub characters: Range<usize>,
    pub words: String,
    pub reason: MentionReason,
}

/// The places of `text` that seem to name a child or a family, in their order; they never overlap.
pub fn mentions(text: &str) -> Vec<Mention> {
    let reading = Reading::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in reading.sentences() {
        let (begin, before) = (at, found.len());
        while at < sentence.end {
            match traces::at(&reading, at).or_else(|| persons::at(&reading, at)) {
                Some(Found { until, reason }) => {
                    if let Some(reason) = reason {
                        found.push(reading.mention(at..until, reason));
                    }
                    at = until.max(at + 1);
                }
                None => at += 1,
            }
        }
        // A name says more than that somebody is meant.
        if found.len() == before {
            let mut words = begin..sentence.end;
            let one = words.find(|at| individuals::is_one(&reading, *at));
            let one = one.map(|at| reading.mention(at..at + 1, MentionReason::Individual));
            found.extend(one);
        }
    }
    found
}

/// Where the mentions are and why, without their words: what a log may keep.
pub fn places(mentions: &[Mention]) -> Facts {
    let places: Vec<Facts> = mentions
        .iter()
        .map(|mention| {
            facts! {
                "from" => mention.characters.start,
                "to" => mention.characters.end,
                "reason" => mention.reason,
            }
        })
        .collect();
    facts! { "places" => places }
}

/// What a rule says of the words from its place to `until`: why they name somebody, or that they name nobody to hide.
struct Found {
    until: usize,
    reason: Option<MentionReason>,
}

impl Found {
    fn mention(until: usize, reason: MentionReason) -> Self {
        Self {
            until,
            reason: Some(reason),
        }
    }

    /// A professional, or a name that is an institution's.
    fn harmless(until: usize) -> Self {
        Self {
            until,
            reason: None,
        }
    }
}
