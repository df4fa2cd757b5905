//! Where the decisions of each aggregate get their policy and their facts.
//!
//! All of them share the domain's policy and its facts; a stream that a command names teaches what it knows.

use std::sync::Arc;

use commands::{PolicyInForce, UseCase};
use eventstore::{Loaded, StoreError};
use kernel::{Date, StreamId};
use membership::MembershipFacts;
use membership::body::Body;
use membership::circular::Circular;
use membership::contact::Contact;
use membership::contact_list::ContactList;
use membership::network::Network;
use membership::offer::Offer;
use membership::office::Office;
use membership::partner::{Partner, PartnerCommand};
use membership::policy::MembershipPolicy;
use membership::region::Region;
use membership::site::Site;
use membership::specialist::Specialist;
use membership::volunteers::VolunteerGroup;

macro_rules! use_cases {
    ($($(#[$meta:meta])* $name:ident = $aggregate:ident $(, internal $internal:expr)?;)+) => {$(
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name;

        impl UseCase for $name {
            type Policy = Arc<MembershipPolicy>;
            type Facts = MembershipFacts;
            type Aggregate = $aggregate;

            $(const INTERNAL: &'static [&'static str] = $internal;)?

            fn policy(policy: &PolicyInForce) -> Self::Policy {
                policy.policy.membership.clone()
            }

            fn facts(
                policy: &PolicyInForce,
                _: Date,
                reads: &[StreamId],
                loaded: &Loaded,
            ) -> Result<MembershipFacts, StoreError> {
                facts(policy, reads, loaded)
            }
        }
    )+};
}

use_cases! {
    /// Decisions on bodies [Gremien].
    BodyUseCase = Body;
    /// Decisions on circulars [Rundschreiben].
    CircularUseCase = Circular;
    /// Decisions on contact lists [Kontaktlisten].
    ContactListUseCase = ContactList;
    /// Decisions on contacts [Ansprechpersonen].
    ContactUseCase = Contact;
    /// Decisions on networks [Netzwerke].
    NetworkUseCase = Network;
    /// Decisions on offers [Angebote].
    OfferUseCase = Offer;
    /// Decisions on coordination offices [Koordinierungsstellen].
    OfficeUseCase = Office;
    /// Decisions on partners [Netzwerkpartner].
    PartnerUseCase = Partner, internal PartnerCommand::INTERNAL;
    /// Decisions on regions [Regionen].
    RegionUseCase = Region;
    /// Decisions on sites [Standorte].
    SiteUseCase = Site;
    /// Decisions on experienced specialists [insoweit erfahrene Fachkräfte].
    SpecialistUseCase = Specialist;
    /// Decisions on groups of volunteers [Ehrenamtliche].
    VolunteersUseCase = VolunteerGroup;
}

fn facts(
    policy: &PolicyInForce,
    reads: &[StreamId],
    loaded: &Loaded,
) -> Result<MembershipFacts, StoreError> {
    let mut facts = MembershipFacts {
        policy_version: policy.version,
        ..MembershipFacts::default()
    };
    for stream in reads {
        let events = loaded.stream(stream);
        let stored = events.iter().map(|event| {
            (
                event.event_type.as_str(),
                event.schema_version,
                event.payload.as_str(),
            )
        });
        facts
            .learn(*stream, stored)
            .map_err(|source| StoreError::UnreadableStream {
                stream: *stream,
                source,
            })?;
    }
    Ok(facts)
}
