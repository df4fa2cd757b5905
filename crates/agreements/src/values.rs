//! The codes and values of which an agreement's policy is made.
//!
//! The same types stand in policy files and, frozen, in events. What a document says in words is a code here; the
//! words themselves stand in the policy beside the value.

use std::borrow::Cow;
use std::num::NonZeroU16;

use kernel::{Date, DecisionRef, german};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

kernel::code! {
    /// Who agrees with whom, and in how many papers [Form der Vereinbarung] (AGR-02 … AGR-05).
    pub enum Shape {
        /// one paper between the public party and the Träger of one project, who may be several (AGR-02)
        Bilateral = "zweiseitige Vereinbarung",
        /// one text for all, to which partners accede (AGR-03)
        Collective = "gemeinsame Vereinbarung aller Netzwerkpartner",
        /// one general text, of which each partner signs a copy with the public party (AGR-04)
        GeneralTextCopyPerPartner = "allgemeiner Text, je Netzwerkpartner ein Exemplar",
        /// one paper with a signature line for each party (AGR-05)
        MultiParty = "mehrseitige Vereinbarung",
    }
}

kernel::code! {
    /// What the agreement binds to [Rechtsnatur] (AGR-16).
    pub enum BindingNature {
        /// an undertaking without legal effect
        SelfCommitment = "Selbstverpflichtung ohne Rechtsfolgen",
        /// who signs joins the network (AGR-06)
        BindingAccession = "verbindlicher Beitritt",
        /// the parties recognise a principle
        RecognitionOfPrinciple = "Anerkennung eines Grundsatzes",
    }
}

kernel::code! {
    /// What makes the agreement enter into force [Inkrafttreten] (AGR-07, AGR-19, AGR-20).
    pub enum EntryIntoForce {
        /// the last signature of all who have to sign
        LastRequiredSignature = "mit der letzten erforderlichen Unterschrift",
        /// the public party's declaration; partners accede at any time
        PublicDeclaration = "mit der Erklärung des öffentlichen Trägers",
    }
}

kernel::code! {
    /// A side of an agreement [Seite].
    pub enum Side {
        /// the public youth welfare agency [öffentlicher Träger der Jugendhilfe]
        Public = "öffentlicher Träger",
        /// a network partner [Netzwerkpartner]
        Partner = "Netzwerkpartner",
    }
}

kernel::code! {
    /// Form of a notice [Form der Kündigung] (AGR-12). Of a notice that arrived, `Any` means: not in writing.
    pub enum NoticeForm {
        /// in writing
        Written = "schriftlich",
        /// however it arrives
        Any = "in beliebiger Form",
    }
}

kernel::code! {
    /// What a notice must consider [Berücksichtigung bei der Kündigung] (AGR-10).
    pub enum NoticeConsideration {
        /// § 3 KKG, written down as the notice's reason
        ConsiderationOfSection3Kkg = "unter Berücksichtigung des § 3 KKG, mit Begründung",
    }
}

kernel::code! {
    /// Form of changes [Form von Änderungen und Ergänzungen] (AGR-14).
    pub enum AmendmentForm {
        /// in writing [Schriftform]
        Written = "schriftlich",
        /// however it is agreed
        Any = "in beliebiger Form",
    }
}

kernel::code! {
    /// Who signs a change (AGR-14).
    pub enum AmendmentSignatures {
        /// everybody who is a party on that day
        AllParties = "alle Parteien",
    }
}

kernel::code! {
    /// How a party signs [Form der Unterzeichnung] (AGR-18, AGR-20).
    pub enum SignatureForm {
        /// a signature on the paper
        Written = "Unterschrift",
        /// a declaration, such as an entry in a list, without a signed copy
        Declared = "Erklärung",
    }
}

kernel::code! {
    /// How the agreement is looked at again [Überprüfung] (AGR-11).
    pub enum ReviewForm {
        /// a dialogue on quality
        QualityDialogue = "Qualitätsdialog",
    }
}

kernel::code! {
    /// When the agreement is to be adapted [Anpassung] (AGR-15); soft.
    pub enum Adaptation {
        /// on need or when the conditions have changed
        OnNeedOrChangedConditions = "bei Bedarf oder geänderten Rahmenbedingungen",
    }
}

kernel::code! {
    /// Whom a collective agreement covers [Geltung der gemeinsamen Vereinbarung] (AGR-03, AGR-20).
    pub enum CollectiveCoverage {
        /// the partners who acceded
        AccededOnly = "wer beigetreten ist",
        /// every partner of the network
        AllPartnersOfTheNetwork = "alle Netzwerkpartner",
    }
}

kernel::code! {
    /// A term of an agreement by its name in the policy file [Bedingung]; an amendment says which it changes.
    pub enum TermName {
        /// who agrees with whom
        Shape = "Form der Vereinbarung",
        /// the law on which it rests
        LegalBasis = "Rechtsgrundlage",
        /// what the funding rests on
        FundingBasis = "Fördergrundlage",
        /// the responsible unit of the public side
        PublicParty = "öffentlicher Träger",
        /// the network's name (AGR-34)
        NetworkName = "Name des Netzwerkes",
        /// what it binds to
        BindingNature = "Rechtsnatur",
        /// what makes it enter into force
        EntryIntoForce = "Inkrafttreten",
        /// how long it runs
        Term = "Laufzeit",
        /// who may give notice
        NoticeBy = "Kündigungsrecht",
        /// the form of a notice
        NoticeForm = "Form der Kündigung",
        /// when a notice takes effect
        NoticePeriod = "Kündigungsfrist",
        /// what a notice must consider
        NoticeConsideration = "Berücksichtigung bei der Kündigung",
        /// the form of changes
        AmendmentForm = "Form von Änderungen",
        /// who signs a change
        AmendmentSignatures = "Unterzeichnung von Änderungen",
        /// how a party signs
        SignatureForm = "Form der Unterzeichnung",
        /// how it is looked at again
        Review = "Überprüfung",
        /// when it is to be adapted
        Adaptation = "Anpassung",
        /// whom a collective agreement covers
        CollectiveCoverage = "Geltung der gemeinsamen Vereinbarung",
    }
}

/// How long the agreement runs [Laufzeit] (AGR-08 … AGR-11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Term {
    /// Until `end`, the last day, as a decision asks.
    FixedEnd {
        end: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<DecisionRef>,
    },
    /// Without an end [auf unbestimmte Zeit].
    Unlimited,
}

/// When a notice takes effect [Kündigungsfrist] (AGR-09, AGR-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum NoticePeriod {
    /// On the day on which it arrives.
    OnReceipt,
    /// On 31 December, when it arrived at least so many full weeks before.
    WeeksToYearEnd {
        #[serde(deserialize_with = "weeks_of_a_year")]
        #[schemars(range(min = 1, max = 51))]
        weeks: u8,
    },
}

/// More weeks would reach beyond the year's beginning, none would be no period.
fn weeks_of_a_year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    match u8::deserialize(deserializer)? {
        weeks @ 1..=51 => Ok(weeks),
        weeks => Err(D::Error::custom(format!(
            "`weeks` must be 1 to 51, is {weeks}"
        ))),
    }
}

/// How, and in months how often, the agreement is looked at again (AGR-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Review {
    pub form: ReviewForm,
    /// Absent where the document says „regelmäßig" and nobody set an interval.
    #[serde(
        default,
        alias = "interval-months",
        skip_serializing_if = "Option::is_none"
    )]
    pub interval_months: Option<NonZeroU16>,
}

/// A short phrase of a policy file, such as `§ 3 Abs. 2 KKG` or a public party's name.
///
/// Comes from the reviewed policy alone, never from a command, so that it may stand in an event: one line, at most
/// 300 characters, no `@`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phrase(String);

/// A text that is no phrase.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a phrase: one line of 1 to 300 characters without @")]
pub struct NotAPhrase(String);

impl Phrase {
    pub fn try_new(text: impl Into<String>) -> Result<Self, NotAPhrase> {
        let text = text.into();
        let fits = (1..=300).contains(&text.chars().count())
            && !text.trim().is_empty()
            && !text.chars().any(|c| c.is_control() || c == '@');
        if fits {
            Ok(Self(text))
        } else {
            Err(NotAPhrase(text.chars().take(60).collect()))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phrase {
    type Error = NotAPhrase;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::try_new(text)
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.0
    }
}

impl JsonSchema for Phrase {
    fn schema_name() -> Cow<'static, str> {
        "Phrase".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[^@\\u0000-\\u001f\\u007f]{1,300}$" })
    }
}

/// A value as an office reads it, in German.
pub(crate) trait Readable {
    fn readable(&self) -> String;
}

macro_rules! readable_by_label {
    ($($code:ident),+ $(,)?) => {$(
        impl Readable for $code {
            fn readable(&self) -> String {
                self.label().to_owned()
            }
        }
    )+};
}

readable_by_label!(
    Shape,
    BindingNature,
    EntryIntoForce,
    Side,
    NoticeForm,
    NoticeConsideration,
    AmendmentForm,
    AmendmentSignatures,
    SignatureForm,
    Adaptation,
    CollectiveCoverage,
);

impl Readable for Phrase {
    fn readable(&self) -> String {
        self.0.clone()
    }
}

impl<T: Readable> Readable for Vec<T> {
    fn readable(&self) -> String {
        self.iter()
            .map(Readable::readable)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

impl Readable for Term {
    fn readable(&self) -> String {
        match self {
            Self::FixedEnd {
                end,
                decision: None,
            } => format!("bis zum {}", german::day(*end)),
            Self::FixedEnd {
                end,
                decision: Some(decision),
            } => format!(
                "bis zum {} (Beschluss vom {}, Nr. {})",
                german::day(*end),
                german::day(decision.decided_on),
                decision.number
            ),
            Self::Unlimited => "auf unbestimmte Zeit".to_owned(),
        }
    }
}

impl Readable for NoticePeriod {
    fn readable(&self) -> String {
        match self {
            Self::OnReceipt => "keine Frist, wirksam mit Zugang".to_owned(),
            Self::WeeksToYearEnd { weeks: 1 } => "1 Woche zum Jahresende".to_owned(),
            Self::WeeksToYearEnd { weeks } => format!("{weeks} Wochen zum Jahresende"),
        }
    }
}

impl Readable for Review {
    fn readable(&self) -> String {
        match self.interval_months {
            None => format!("{}, Abstand nicht genannt", self.form.label()),
            Some(NonZeroU16::MIN) => format!("{} jeden Monat", self.form.label()),
            Some(months) => format!("{} alle {months} Monate", self.form.label()),
        }
    }
}
