//! What the state's coordinator may see of a municipality, and who speaks with the state.

use kernel::{Role, Sourced};
use serde::{Deserialize, Serialize};

kernel::code! {
    /// What the state's overview shows of the municipality [Freigabe für die Landesübersicht].
    pub enum StateRelease {
        /// live counts, without names and without texts
        CountsWithoutNames = "Zahlen ohne Namen",
        /// only what the municipality released for a day
        ReleasedSnapshots = "nur freigegebene Stände",
    }
}

impl StateRelease {
    /// True where the state sees every day's numbers. A single day cannot be released yet: who releases nothing but
    /// that shows no number.
    pub const fn releases_counts(self) -> bool {
        match self {
            Self::CountsWithoutNames => true,
            Self::ReleasedSnapshots => false,
        }
    }
}

/// A municipality's rules towards its state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OverviewPolicy {
    /// Who is the interface to the state's coordination [Schnittstelle zur Landeskoordinierung] (MEM-35).
    pub state_interface: Sourced<Role>,
    /// What the state sees; no number where no document states and nobody adopted it.
    pub state_release: Sourced<StateRelease>,
}
