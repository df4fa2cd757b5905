//! The codes and values that commands, events and the state of a text share.

use std::collections::BTreeSet;

use kernel::{EntryId, FrameworkId, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{ClauseCode, ClauseNumber, PlaceholderCode};
use super::command::NewClause;
use super::marks::{MarkFault, marks};

kernel::code! {
    /// What a placeholder stands for [Art des Platzhalters] (AGR-02, AGR-21, AGR-22).
    pub enum PlaceholderKind {
        /// a name or a short text
        Text = "Text",
        /// a day
        Date = "Datum",
        /// several names, such as the Träger of a project
        List = "Aufzählung",
        /// a list in its current version, such as Anlage 1
        Annex = "Anlage",
        /// the municipality's crest; it stands in the head and needs no place in the words
        Crest = "Wappen oder Logo",
        /// whether a part of the words stands there
        Switch = "Wahlmöglichkeit",
    }
}

kernel::code! {
    /// What a clause settles [Gegenstand], where rules of the field ask for it.
    pub enum ClauseSubject {
        /// the law on which the agreement rests (AGR-01)
        LegalBasis = "gesetzliche Grundlage",
        /// the network's name, whose change is an amendment (AGR-34)
        NetworkName = "Name des Netzwerks",
        /// the partners, listed in an annex in its current version (AGR-22)
        PartnersInAnnex = "Netzwerkpartner laut Anlage",
        /// other agreements that stay untouched, such as those on § 8a SGB VIII (AGR-25)
        UntouchedAgreements = "unberührte Vereinbarungen",
        /// no obligations and claims beyond the agreement (AGR-26)
        NoFurtherObligations = "keine weitergehenden Verpflichtungen",
        /// what the agreement binds to (AGR-16)
        BindingNature = "Rechtsnatur",
        /// how long it runs and how notice is given (AGR-08 … AGR-13)
        TermAndNotice = "Laufzeit und Kündigung",
        /// the form of changes (AGR-14)
        FormOfChanges = "Form von Änderungen",
        /// an invalid clause leaves the others valid (AGR-17)
        Severability = "Salvatorische Klausel",
        /// data protection (DPR-02, DPR-04, DPR-05)
        DataProtection = "Datenschutz",
    }
}

kernel::code! {
    /// What became of a comment [Ergebnis der Stellungnahme] (AGR-31).
    pub enum AnswerOutcome {
        /// taken over
        Accepted = "übernommen",
        /// taken over in part
        Partly = "teilweise übernommen",
        /// not taken over
        Rejected = "nicht übernommen",
    }
}

kernel::code! {
    /// Where a version of a text stands on a day [Stand der Fassung].
    pub enum VersionState {
        /// its words may change
        Draft = "Entwurf",
        /// partners are asked for comments
        InConsultation = "in Abstimmung",
        /// its words stay as they are
        Approved = "freigegeben",
        /// the text is out of use
        Retired = "zurückgezogen",
    }
}

/// A version of a text from which another one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::SimpleObject, async_graphql::InputObject)
)]
#[cfg_attr(feature = "graphql", graphql(input_name = "BasedOnInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BasedOn {
    pub framework: FrameworkId,
    pub version: u32,
}

/// A text of the vault with the placeholders that its words ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkedText {
    pub entry: EntryId,
    /// Those that stand for a value.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub placeholders: BTreeSet<PlaceholderCode>,
    /// Those that switch a part on or off.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub switches: BTreeSet<PlaceholderCode>,
}

impl MarkedText {
    /// Reads the marks of a text that is on its way into the vault.
    pub fn read(text: &NewText) -> Result<Self, MarkFault> {
        let marks = marks(&text.content.0)?;
        Ok(Self {
            entry: text.id,
            placeholders: marks.placeholders,
            switches: marks.switches,
        })
    }
}

/// A clause [Abschnitt]: its words are entries of the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clause {
    pub code: ClauseCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<ClauseNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<ClauseSubject>,
    pub heading: MarkedText,
    pub body: MarkedText,
}

impl Clause {
    pub fn read(clause: &NewClause) -> Result<Self, MarkFault> {
        Ok(Self {
            code: clause.clause.clone(),
            number: clause.number.clone(),
            subject: clause.subject,
            heading: MarkedText::read(&clause.heading)?,
            body: MarkedText::read(&clause.body)?,
        })
    }

    /// Its texts, heading first.
    pub fn texts(&self) -> [&MarkedText; 2] {
        [&self.heading, &self.body]
    }
}
