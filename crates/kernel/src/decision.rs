//! What a decision may know.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ActorId, Date, Facts};

crate::code! {
    /// What a caller may be on the platform [Rolle]. What each may do is one table in `service-kit`.
    pub enum Role {
        /// runs the network [Netzwerkkoordination]
        Coordinator = "Netzwerkkoordination",
        /// stands in for the coordinator [Vertretung]
        Deputy = "Vertretung der Netzwerkkoordination",
        /// prepares meetings of a network [Vorbereitungsteam]
        PreparationTeam = "Vorbereitungsteam",
        /// writes the minutes [Protokoll]
        MinuteTaker = "Protokollführung",
        /// sends what has to be sent [Verwaltung]
        Administration = "Verwaltung",
        /// speaks for a partner institution [Netzwerkpartner]
        Partner = "Netzwerkpartner",
        /// leads a steering group [Steuerungsgruppe]
        SteeringGroupLead = "Leitung einer Steuerungsgruppe",
        /// keeps the money [Fördermittel]
        FundingOfficer = "Fördermittel",
        /// audits, reads only [Rechnungsprüfung]
        Auditor = "Rechnungsprüfung",
        /// looks after personal data [Datenschutz]
        DataProtectionOfficer = "Datenschutzbeauftragte",
        /// coordinates the networks of a state [Landeskoordinierung]
        StateCoordinator = "Landeskoordinierung",
        /// runs the platform and sees no content [Betrieb]
        PlatformOperator = "Plattformbetrieb",
    }
}

/// The services of an aggregate: everything that its decision may rest on besides its own events.
///
/// `policy` is the municipality's policy on `occurred_on`; `facts` are plain values which the use case read
/// from other streams, whose versions the append checks.
#[derive(Debug)]
pub struct DecisionContext<Policy, F> {
    /// Now, for what is measured against the clock.
    pub now: Timestamp,
    /// Today in Europe/Berlin.
    pub today: Date,
    /// The day on the paper.
    pub occurred_on: Date,
    pub actor: ActorId,
    pub role: Role,
    pub policy: Policy,
    pub facts: F,
    warnings: Mutex<Vec<Warning>>,
}

impl<Policy, F> DecisionContext<Policy, F> {
    pub fn new(
        now: Timestamp,
        today: Date,
        occurred_on: Date,
        actor: ActorId,
        role: Role,
        policy: Policy,
        facts: F,
    ) -> Self {
        Self {
            now,
            today,
            occurred_on,
            actor,
            role,
            policy,
            facts,
            warnings: Mutex::default(),
        }
    }

    /// Says something to the caller without refusing: what an inferred value would have refused, say.
    pub fn warn(&self, warning: Warning) {
        self.warnings
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(warning);
    }

    /// What the decision said without refusing.
    pub fn into_warnings(self) -> Vec<Warning> {
        self.warnings
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that the caller should know although the command was carried out [Hinweis].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Warning {
    /// Stable, `SCREAMING_SNAKE`.
    pub code: String,
    /// The rule behind it, such as `MEM-16`.
    pub rule: String,
    /// One German sentence for the office.
    pub sentence: String,
    /// The facts of the sentence as data.
    pub facts: Facts,
}

/// A decision of a council or a committee [Beschluss]: organ, day and number, such as Rat, 14.12.2015, 2015/0842.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::SimpleObject, async_graphql::InputObject)
)]
#[cfg_attr(feature = "graphql", graphql(input_name = "DecisionRefInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionRef {
    /// The organ's code: `rat`, `kjha`, ….
    #[schemars(regex(pattern = "^[a-z][a-z0-9-]{1,39}$"))]
    pub organ: String,
    #[serde(alias = "decided-on")]
    pub decided_on: Date,
    /// The number of the paper [Vorlage], such as `2015/0842`.
    #[schemars(regex(pattern = "^[0-9A-Za-z/.-]{1,40}$"))]
    pub number: String,
}

impl DecisionRef {
    /// What is wrong with it, as (field, reason).
    pub fn fault(&self) -> Option<(&'static str, String)> {
        let organ = (2..=40).contains(&self.organ.len())
            && self.organ.starts_with(|c: char| c.is_ascii_lowercase())
            && self
                .organ
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let number = (1..=40).contains(&self.number.len())
            && self
                .number
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"/.-".contains(&b));
        if !organ {
            Some((
                "organ",
                "must be a code of 2 to 40 of a-z, 0-9 and -, such as `rat`".to_owned(),
            ))
        } else if !number {
            Some((
                "number",
                "must be 1 to 40 of letters, digits, /, . and -, such as `2015/0842`".to_owned(),
            ))
        } else {
            None
        }
    }
}
