//! What membership's streams tell this domain: bodies, partners, contacts and offers on the business date.

use eventstore::{Loaded, StoreError};
use kernel::{BodyId, ContactId, Date, OfferId, PartnerId, StreamId};
use meetings::{KnownBody, MeetingsFacts};
use membership::{Body, Contact, MembershipState, Partner};

/// Takes a stream of membership in; one without events teaches nothing.
pub(crate) fn learn(
    facts: &mut MeetingsFacts,
    stream: StreamId,
    loaded: &Loaded,
    on: Date,
) -> Result<(), StoreError> {
    match stream.kind() {
        "body" => {
            let body: Body = loaded.fold(&stream)?;
            if body.exists() {
                facts
                    .bodies
                    .insert(BodyId(stream.id()), known_body(&body, on));
            }
        }
        "partner" => {
            let partner: Partner = loaded.fold(&stream)?;
            if partner.exists() {
                let active = partner.membership_on(on) == Some(MembershipState::Active);
                facts.partners.insert(PartnerId(stream.id()), active);
            }
        }
        "contact" => {
            let contact: Contact = loaded.fold(&stream)?;
            if let Some(partner) = contact.partner {
                facts.contacts.insert(ContactId(stream.id()), partner);
            }
        }
        "offer" if loaded.version(&stream) > 0 => {
            facts.offers.insert(OfferId(stream.id()));
        }
        _ => {}
    }
    Ok(())
}

fn known_body(body: &Body, on: Date) -> KnownBody {
    let targets = body.targets_on(on);
    KnownBody {
        rule: body.rule.as_ref().map(ToString::to_string),
        runs: body.runs_on(on),
        advisory: body.advisory_on(on),
        institutions: body.institutions_on(on),
        parent: body.parent_on(on),
        forwards_to_bodies: targets.map_or_else(Vec::new, |targets| targets.bodies.clone()),
        forwards_to_organs: targets.map_or_else(Vec::new, |targets| {
            targets.organs.iter().map(ToString::to_string).collect()
        }),
    }
}
