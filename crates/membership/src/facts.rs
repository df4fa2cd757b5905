//! What a decision must know of other streams, and how the service learns it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cqrs_es::Aggregate;
use kernel::{
    BodyId, ContactId, Date, DecisionContext, NetworkId, PartnerId, Period, RegionId, SiteId,
    StoredEvent, StreamId, UnreadableEvent,
};

use crate::body::Body;
use crate::contact::Contact;
use crate::network::{Network, NetworkKind};
use crate::partner::{MembershipState, Partner};
use crate::policy::MembershipPolicy;
use crate::region::Region;
use crate::site::Site;
use crate::unfit::{Thing, Unfit};
use kernel::timeline::Succession;

/// The services of every aggregate of this domain.
pub type MembershipContext = DecisionContext<Arc<MembershipPolicy>, MembershipFacts>;

/// Plain facts of the streams that a command [reads](kernel::DomainCommand::reads).
///
/// The use case calls [`learn`](Self::learn) for each of them; a stream without events teaches nothing, so that
/// a reference to it is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembershipFacts {
    pub networks: BTreeMap<NetworkId, KnownNetwork>,
    pub partners: BTreeMap<PartnerId, KnownPartner>,
    /// Contacts with the partner for whom they speak.
    pub contacts: BTreeMap<ContactId, PartnerId>,
    pub bodies: BTreeMap<BodyId, KnownBody>,
    pub regions: BTreeSet<RegionId>,
    pub sites: BTreeSet<SiteId>,
    /// Networks that have a preparation team, as far as the use case knows (MEM-41 only warns); no stream of
    /// [`reads`](kernel::DomainCommand::reads) tells.
    pub prepared_networks: BTreeSet<NetworkId>,
    /// The version of the policy that holds on the business date.
    pub policy_version: u32,
}

/// What others need to know of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownNetwork {
    pub kind: NetworkKind,
    /// Its last day.
    pub dissolved_on: Option<Date>,
}

/// What others need to know of a partner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPartner {
    /// Its memberships, in order.
    pub active: Vec<Period>,
    /// When its request was declined.
    pub declined_on: Option<Date>,
    /// When it asked again after its membership ended, where nobody has answered yet.
    pub asked_again_on: Option<Date>,
    /// The partner whose duplicate it is.
    pub merged_into: Option<PartnerId>,
}

impl KnownPartner {
    /// Where it stands on `day`; a request that is cleared counts as requested.
    pub fn state_on(&self, day: Date) -> MembershipState {
        if self.active.iter().any(|period| period.contains(day)) {
            MembershipState::Active
        } else if self.asked_again_on.is_some_and(|on| on <= day) {
            MembershipState::Requested
        } else if self.active.iter().any(|period| period.since <= day) {
            MembershipState::Ended
        } else if self.declined_on.is_some_and(|on| on <= day) {
            MembershipState::Declined
        } else {
            MembershipState::Requested
        }
    }
}

/// What others need to know of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownBody {
    /// The bodies for which it works, over time.
    pub parents: Succession<BodyId>,
}

impl MembershipFacts {
    /// Takes in a stream by its stored events, each as (type, version, payload) in order.
    ///
    /// Streams of other domains and streams without events change nothing.
    pub fn learn<'a>(
        &mut self,
        stream: StreamId,
        events: impl IntoIterator<Item = (&'a str, u16, &'a str)>,
    ) -> Result<(), UnreadableEvent> {
        let id = stream.id();
        match stream.kind() {
            "network" => {
                let network: Network = replay(events)?;
                if let Some(kind) = network.kind {
                    let known = KnownNetwork {
                        kind,
                        dissolved_on: network.dissolved_on,
                    };
                    self.networks.insert(NetworkId(id), known);
                }
            }
            "partner" => {
                let partner: Partner = replay(events)?;
                if partner.exists() {
                    let known = KnownPartner {
                        active: partner.membership_periods(),
                        declined_on: partner.declined_on(),
                        asked_again_on: partner.asked_again_on(),
                        merged_into: partner.merged_into(),
                    };
                    self.partners.insert(PartnerId(id), known);
                }
            }
            "contact" => {
                if let Some(partner) = replay::<Contact>(events)?.partner {
                    self.contacts.insert(ContactId(id), partner);
                }
            }
            "body" => {
                let body: Body = replay(events)?;
                if body.exists() {
                    let parents = body.parents;
                    self.bodies.insert(BodyId(id), KnownBody { parents });
                }
            }
            "region" => self
                .regions
                .extend(replay::<Region>(events)?.exists().then_some(RegionId(id))),
            "site" => self
                .sites
                .extend(replay::<Site>(events)?.exists().then_some(SiteId(id))),
            _ => {}
        }
        Ok(())
    }

    /// The network, known and not dissolved on `day`.
    pub(crate) fn network(
        &self,
        id: NetworkId,
        field: &'static str,
        day: Date,
    ) -> Result<KnownNetwork, Unfit> {
        match self.networks.get(&id) {
            None => Err(Unfit::unknown(Thing::Network, field, id.0)),
            Some(KnownNetwork {
                dissolved_on: Some(dissolved_on),
                ..
            }) if *dissolved_on < day => Err(Unfit::NetworkDissolved {
                field,
                network: id,
                dissolved_on: *dissolved_on,
            }),
            Some(known) => Ok(*known),
        }
    }

    /// The partner, known and no duplicate of another.
    pub(crate) fn partner(
        &self,
        id: PartnerId,
        field: &'static str,
    ) -> Result<&KnownPartner, Unfit> {
        let known = self
            .partners
            .get(&id)
            .ok_or_else(|| Unfit::unknown(Thing::Partner, field, id.0))?;
        match known.merged_into {
            Some(into) => Err(Unfit::PartnerMerged {
                field,
                partner: id,
                into,
            }),
            None => Ok(known),
        }
    }

    pub(crate) fn contact(&self, id: ContactId, field: &'static str) -> Result<PartnerId, Unfit> {
        self.contacts
            .get(&id)
            .copied()
            .ok_or_else(|| Unfit::unknown(Thing::Contact, field, id.0))
    }

    pub(crate) fn body(&self, id: BodyId, field: &'static str) -> Result<&KnownBody, Unfit> {
        self.bodies
            .get(&id)
            .ok_or_else(|| Unfit::unknown(Thing::Body, field, id.0))
    }

    pub(crate) fn region(&self, id: RegionId, field: &'static str) -> Result<(), Unfit> {
        known(self.regions.contains(&id), Thing::Region, field, id.0)
    }

    pub(crate) fn site(&self, id: SiteId, field: &'static str) -> Result<(), Unfit> {
        known(self.sites.contains(&id), Thing::Site, field, id.0)
    }
}

fn known(known: bool, thing: Thing, field: &'static str, id: uuid::Uuid) -> Result<(), Unfit> {
    if known {
        Ok(())
    } else {
        Err(Unfit::unknown(thing, field, id))
    }
}

fn replay<'a, A>(
    events: impl IntoIterator<Item = (&'a str, u16, &'a str)>,
) -> Result<A, UnreadableEvent>
where
    A: Aggregate,
    A::Event: StoredEvent,
{
    let mut aggregate = A::default();
    for (event_type, version, payload) in events {
        aggregate.apply(A::Event::from_stored(event_type, version, payload)?);
    }
    Ok(aggregate)
}
