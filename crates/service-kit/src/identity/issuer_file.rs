//! The identity file: who may issue tokens, and what each may assert.
//!
//! ```toml
//! [[issuer]]
//! url = "https://login.example.org/realms/lotse"
//! audience = "lotse"                      # the default
//! municipalities = ["leverkusen"]         # or "*"; absent: none
//! states = ["05"]                         # or "*"; absent: none
//! roles = ["coordinator", "deputy"]       # or "*"
//! ```

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use kernel::{MunicipalityId, Role, State};
use reqwest::Url;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::IdentityError;
use crate::config;

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IdentityFile {
    #[serde(default)]
    pub issuer: Vec<IssuerEntry>,
}

/// One issuer and its bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IssuerEntry {
    /// To the letter what its tokens say in `iss`.
    pub url: String,
    /// What its tokens say in `aud`.
    #[serde(default = "default_audience")]
    pub audience: String,
    #[serde(default)]
    pub municipalities: Bound<MunicipalityId>,
    #[serde(default)]
    pub states: Bound<State>,
    pub roles: Bound<Role>,
    /// True for the laptop's own issuer, which serves `lotse up` and nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub local: bool,
}

fn default_audience() -> String {
    "lotse".to_owned()
}

/// What an issuer may assert of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound<T> {
    /// Written `"*"`.
    All,
    These(BTreeSet<T>),
}

impl<T> Default for Bound<T> {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl<T: Ord> Bound<T> {
    pub fn contains(&self, value: &T) -> bool {
        match self {
            Self::All => true,
            Self::These(values) => values.contains(value),
        }
    }
}

impl IdentityFile {
    pub fn read(path: &Path) -> Result<Self, IdentityError> {
        Ok(config::read_toml(path)?)
    }
}

impl IssuerEntry {
    /// The URL, where it may be talked to: over https, or on this machine.
    pub(super) fn checked_url(&self) -> Result<Url, IdentityError> {
        let refuse = |reason| IdentityError::Issuer {
            url: self.url.clone(),
            reason,
        };
        let url: Url = self.url.parse().map_err(|_error| refuse("is not a URL"))?;
        if self.local && !is_loopback(&url) {
            return Err(refuse("is local, so its host must be this machine"));
        }
        if !is_safe(&url) {
            return Err(refuse(
                "must begin with https:// unless its host is this machine",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
            return Err(refuse("must have no user, query or fragment"));
        }
        Ok(url)
    }
}

/// Keys that anybody on the way may change would be worth nothing.
pub(super) fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// A value that the file names by its code.
pub trait Coded: Sized {
    /// What the file says instead of such a value, in an error.
    const EXPECTED: &'static str;
    fn of_code(code: &str) -> Option<Self>;
    fn to_code(&self) -> String;
}

impl Coded for MunicipalityId {
    const EXPECTED: &'static str = "a municipality's id such as `leverkusen`";
    fn of_code(code: &str) -> Option<Self> {
        Self::try_new(code).ok()
    }
    fn to_code(&self) -> String {
        self.as_str().to_owned()
    }
}

impl Coded for State {
    const EXPECTED: &'static str = "a state's key from `01` to `16`";
    fn of_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }
    fn to_code(&self) -> String {
        self.code().to_owned()
    }
}

impl Coded for Role {
    const EXPECTED: &'static str = "a role such as `coordinator`";
    fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
    fn to_code(&self) -> String {
        self.code()
    }
}

impl<T: Coded> Serialize for Bound<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("*"),
            Self::These(values) => serializer.collect_seq(values.iter().map(T::to_code)),
        }
    }
}

impl<'de, T: Coded + Ord> Deserialize<'de> for Bound<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BoundVisitor(std::marker::PhantomData))
    }
}

struct BoundVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Coded + Ord> Visitor<'de> for BoundVisitor<T> {
    type Value = Bound<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"*\" or a list, each {}", T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        match text {
            "*" => Ok(Bound::All),
            _ => Err(E::invalid_value(serde::de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut codes: A) -> Result<Self::Value, A::Error> {
        let mut values = BTreeSet::new();
        while let Some(code) = codes.next_element::<String>()? {
            let value = T::of_code(&code)
                .ok_or_else(|| A::Error::custom(format!("`{code}` is not {}", T::EXPECTED)))?;
            values.insert(value);
        }
        Ok(Bound::These(values))
    }
}
