//! Who pays, and what a programme says of rates and deadlines.

use kernel::{Interval, Share};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::MonthDay;
use crate::grant::ProofDeadline;

kernel::code! {
    /// Where a programme's money comes from [Mittelherkunft] (FUN-18).
    pub enum ProgrammeSource {
        /// the federal fund, today the Bundesstiftung Frühe Hilfen
        FederalFund = "Bund",
        /// a programme of the state
        StateProgramme = "Land",
        /// the municipality's own money, by a decision of its council (FUN-01)
        Council = "Kommune",
        /// funds of others, such as a foundation's (FUN-14)
        ThirdParty = "Drittmittel",
        /// the health sector, which stays out of it today (FUN-18)
        HealthSector = "Gesundheitswesen",
    }
}

/// What a programme says [Förderbedingungen]; what it does not say is absent, and becomes a task where it is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "ProgrammeTermsInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeTerms {
    /// The greatest part of the costs that it pays [Fördersatz]: `1/1`, `4/5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_cap: Option<Share>,
    /// When proofs of use are due, where the notice does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_deadline: Option<ProofDeadline>,
    /// The last day for applications, in the year before the one that is applied for [Antragsfrist]: `11-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_deadline: Option<MonthDay>,
    /// In which drawn money is to be spent, where the notice does not say: `P2M`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_up: Option<Interval>,
    /// Every how many years the key is adjusted by which the money is shared out (FUN-15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_adjusted_every_years: Option<u8>,
    /// Hundredths of a percent above the base rate, for repaid money; only where the state's law is not known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_points: Option<u32>,
}
