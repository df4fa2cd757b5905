//! The tenant: a municipality, its state (Land) and its regional key.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A municipality's short, stable id, such as `leverkusen`: 2 to 40 of `a-z`, `0-9` and `-`, a letter first.
///
/// Never the AGS: keys change in territorial reforms, this does not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityId(String);

/// A text that is no municipality id.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a municipality id: 2 to 40 of a-z, 0-9 and -, a letter first")]
pub struct NotAMunicipalityId(String);

impl MunicipalityId {
    pub fn try_new(id: impl Into<String>) -> Result<Self, NotAMunicipalityId> {
        let id = id.into();
        let fits = (2..=40).contains(&id.len())
            && id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && id.starts_with(|c: char| c.is_ascii_lowercase());
        if fits {
            Ok(Self(id))
        } else {
            Err(NotAMunicipalityId(id.chars().take(60).collect()))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MunicipalityId {
    type Error = NotAMunicipalityId;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        Self::try_new(id)
    }
}

impl From<MunicipalityId> for String {
    fn from(id: MunicipalityId) -> Self {
        id.0
    }
}

impl FromStr for MunicipalityId {
    type Err = NotAMunicipalityId;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Self::try_new(id)
    }
}

impl fmt::Display for MunicipalityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for MunicipalityId {
    fn schema_name() -> Cow<'static, str> {
        "MunicipalityId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z][a-z0-9-]{1,39}$" })
    }
}

macro_rules! states {
    ($($code:literal $variant:ident $name:literal,)+) => {
        /// A state [Land] by its two-digit key, the first two digits of every AGS in it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum State { $(#[doc = $name] $variant,)+ }

        impl State {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Two digits, such as `05`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The state's name in German.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

states! {
    "01" SchleswigHolstein "Schleswig-Holstein",
    "02" Hamburg "Hamburg",
    "03" Niedersachsen "Niedersachsen",
    "04" Bremen "Bremen",
    "05" NordrheinWestfalen "Nordrhein-Westfalen",
    "06" Hessen "Hessen",
    "07" RheinlandPfalz "Rheinland-Pfalz",
    "08" BadenWuerttemberg "Baden-Württemberg",
    "09" Bayern "Bayern",
    "10" Saarland "Saarland",
    "11" Berlin "Berlin",
    "12" Brandenburg "Brandenburg",
    "13" MecklenburgVorpommern "Mecklenburg-Vorpommern",
    "14" Sachsen "Sachsen",
    "15" SachsenAnhalt "Sachsen-Anhalt",
    "16" Thueringen "Thüringen",
}

/// A text that is no state's key.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a state: two digits from 01 to 16, such as 05 for Nordrhein-Westfalen")]
pub struct NotAState(String);

impl FromStr for State {
    type Err = NotAState;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|state| state.code() == code)
            .ok_or_else(|| NotAState(code.chars().take(20).collect()))
    }
}

/// A regional key [Amtlicher Gemeindeschlüssel, Kreisschlüssel]: 5 digits of a district or 8 of a municipality.
///
/// Text, because of its leading zero; dated where it is stored, because keys change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionalKey(String);

/// A text that is no regional key.
#[derive(Debug, Error, PartialEq, Eq)]
#[error(
    "`{0}` is not a regional key: 5 digits (Kreis) or 8 digits (AGS) that begin with a state's key"
)]
pub struct NotARegionalKey(String);

impl RegionalKey {
    pub fn try_new(key: impl Into<String>) -> Result<Self, NotARegionalKey> {
        let key = key.into();
        let fits = matches!(key.len(), 5 | 8) && key.bytes().all(|b| b.is_ascii_digit());
        match key.get(..2).map(str::parse::<State>) {
            Some(Ok(_)) if fits => Ok(Self(key)),
            _ => Err(NotARegionalKey(key.chars().take(20).collect())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The state in which the key lies.
    pub fn state(&self) -> State {
        self.0[..2].parse().expect("checked when the key was made")
    }
}

impl TryFrom<String> for RegionalKey {
    type Error = NotARegionalKey;

    fn try_from(key: String) -> Result<Self, Self::Error> {
        Self::try_new(key)
    }
}

impl From<RegionalKey> for String {
    fn from(key: RegionalKey) -> Self {
        key.0
    }
}

impl JsonSchema for RegionalKey {
    fn schema_name() -> Cow<'static, str> {
        "RegionalKey".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^(0[1-9]|1[0-6])([0-9]{3}|[0-9]{6})$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_id_is_a_short_slug() {
        assert!(MunicipalityId::try_new("leverkusen").is_ok());
        for bad in [
            "",
            "L",
            "Leverkusen",
            "05316000",
            "lever kusen",
            "lev'erkusen",
            &"x".repeat(41),
        ] {
            assert!(MunicipalityId::try_new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_regional_key_knows_its_state() {
        assert_eq!(
            RegionalKey::try_new("05316000").unwrap().state(),
            State::NordrheinWestfalen
        );
        assert_eq!(
            RegionalKey::try_new("01062").unwrap().state(),
            State::SchleswigHolstein
        );
        for bad in ["99316000", "5316000", "0531600x", "", "0ü31600"] {
            assert!(RegionalKey::try_new(bad).is_err(), "{bad}");
        }
    }
}
