//! What the municipality has, as this run sees it: what the gateway answered, and what earlier lines add.

use std::collections::{BTreeMap, BTreeSet};

use agreements::agreement::AgreementKind;
use kernel::{Date, NetworkId, PartnerId, Period};
use membership::facts::{KnownNetwork, KnownPartner, MembershipFacts};
use membership::network::NetworkKind;
use uuid::Uuid;

use super::names::{fold, near};

/// Everything that plans rest on, but for the policies.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) networks: Vec<Network>,
    pub(super) partners: Named<Partner>,
    pub(super) bodies: Named<Body>,
    pub(super) agreements: Vec<Agreement>,
    pub(super) meetings: Vec<PastMeeting>,
}

/// A meeting that was held; a body meets once a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct PastMeeting {
    pub(super) id: Uuid,
    pub(super) body: Uuid,
    pub(super) on: Date,
}

impl PastMeeting {
    /// Whether another line or somebody else recorded it.
    pub(super) fn is_the_same(&self, other: &Self) -> bool {
        self.id != other.id && self.body == other.body && self.on == other.on
    }
}

#[derive(Clone, Debug)]
pub(super) struct Network {
    pub(super) id: NetworkId,
    pub(super) name: String,
    pub(super) kind: NetworkKind,
}

#[derive(Clone, Debug)]
pub(super) struct Partner {
    pub(super) id: Uuid,
    pub(super) state: PartnerState,
    /// Codes.
    pub(super) sectors: Vec<String>,
    pub(super) contacts: Vec<Contact>,
}

/// Where a partner stands today, as far as a decision about something else asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartnerState {
    Requested,
    Active { since: Date, until: Option<Date> },
    Declined { since: Date },
    Ended { since: Date },
}

#[derive(Clone, Debug)]
pub(super) struct Contact {
    pub(super) id: Uuid,
    /// Folded; absent where nobody may see the person any more.
    pub(super) name: Option<String>,
    pub(super) withdrawn: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    pub(super) id: Uuid,
}

#[derive(Clone, Debug)]
pub(super) struct Agreement {
    pub(super) id: Uuid,
    pub(super) kind: AgreementKind,
    /// The days on which partners signed.
    pub(super) signed: BTreeMap<Uuid, Option<Date>>,
}

/// Things by their folded names.
#[derive(Clone, Debug)]
pub(super) struct Named<T> {
    things: BTreeMap<String, Vec<T>>,
    names: BTreeSet<String>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self {
            things: BTreeMap::new(),
            names: BTreeSet::new(),
        }
    }
}

/// Why a name leads to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotFound {
    /// Nothing has it; the hint names what is near.
    Unknown(Option<String>),
    /// Several have it.
    Several(usize),
}

impl NotFound {
    /// A German sentence; `thing` with its article, such as „Die Einrichtung“.
    pub(super) fn sentence(&self, thing: &str, name: &str) -> String {
        match self {
            Self::Unknown(None) => format!("{thing} „{name}“ ist nicht bekannt."),
            Self::Unknown(Some(near)) => {
                format!("{thing} „{name}“ ist nicht bekannt. Ähnlich geschrieben: {near}.")
            }
            Self::Several(number) => format!("{thing} „{name}“ gibt es {number}-mal."),
        }
    }
}

impl<T> Named<T> {
    pub(super) fn insert(&mut self, name: &str, thing: T) {
        self.names.insert(name.to_owned());
        self.things.entry(fold(name)).or_default().push(thing);
    }

    pub(super) fn find(&self, name: &str) -> Result<&T, NotFound> {
        match self.things.get(&fold(name)).map(Vec::as_slice) {
            Some([one]) => Ok(one),
            Some(several) => Err(NotFound::Several(several.len())),
            None => Err(NotFound::Unknown(near(
                name,
                self.names.iter().map(String::as_str),
            ))),
        }
    }

    pub(super) fn find_mut(&mut self, name: &str) -> Option<&mut T> {
        self.things.get_mut(&fold(name))?.first_mut()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.things.values().flatten()
    }
}

impl Partner {
    fn facts(&self) -> KnownPartner {
        let mut known = KnownPartner::default();
        match self.state {
            PartnerState::Requested => {}
            PartnerState::Active { since, until } => known.active.push(Period { since, until }),
            PartnerState::Declined { since } => known.declined_on = Some(since),
            // Its first day does not matter to whoever asks whether it has ended.
            PartnerState::Ended { since } => known.active.push(Period {
                since: Date::constant(1900, 1, 1),
                until: since.yesterday().ok(),
            }),
        }
        known
    }
}

impl Known {
    /// What membership decisions ask of other streams.
    pub(super) fn facts(&self, policy_version: u32) -> MembershipFacts {
        MembershipFacts {
            networks: self
                .networks
                .iter()
                .map(|network| {
                    let known = KnownNetwork {
                        kind: network.kind,
                        dissolved_on: None,
                    };
                    (network.id, known)
                })
                .collect(),
            policy_version,
            ..MembershipFacts::default()
        }
    }

    /// The same with one partner of which the decision speaks.
    pub(super) fn facts_with(&self, partner: &Partner, policy_version: u32) -> MembershipFacts {
        let mut facts = self.facts(policy_version);
        facts
            .partners
            .insert(PartnerId(partner.id), partner.facts());
        facts
    }

    /// The network of a line: the one that it names, else the one that was named for all, else the only one.
    pub(super) fn network(
        &self,
        named: Option<&str>,
        for_all: Option<&str>,
    ) -> Result<NetworkId, String> {
        let Some(wanted) = named.or(for_all) else {
            return match self.networks.as_slice() {
                [one] => Ok(one.id),
                [] => {
                    Err("Die Kommune hat noch kein Netzwerk; bitte zuerst einrichten.".to_owned())
                }
                several => Err(format!(
                    "Die Kommune hat mehrere Netzwerke ({}); bitte eine Spalte „Netzwerk“ ergänzen oder --network angeben.",
                    names(several)
                )),
            };
        };
        let folded = fold(wanted);
        let found = self.networks.iter().find(|network| {
            fold(&network.name) == folded || network.id.0.to_string() == wanted.trim()
        });
        found.map(|network| network.id).ok_or_else(|| {
            format!(
                "Das Netzwerk „{wanted}“ ist nicht bekannt; bekannt sind {}.",
                names(&self.networks)
            )
        })
    }
}

fn names(networks: &[Network]) -> String {
    let names: Vec<String> = networks
        .iter()
        .map(|network| format!("„{}“", network.name))
        .collect();
    names.join(", ")
}
