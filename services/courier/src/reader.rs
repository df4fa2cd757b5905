//! Who reads a letter, found when it is sent, or why nobody does.
//!
//! A row of the outbox names a contact, or the partner for which nobody spoke when it was queued; then it is who speaks
//! for it now. The rules are those of every contact: the role runs, the partner is a member, the details may be shown
//! (`Contact::details_on`: the consent that the municipality demands is there and not withdrawn, MEM-20), and the vault
//! still has them.

use kernel::{ContactId, Date, EntryId, PartnerId, Person};
use mail::Mailbox;
use membership::contact::{ConsentState, Contact};
use membership::partner::MembershipState;
use outbox::Suppression;
use vault::Entry;

use crate::desk::Desk;
use crate::letters::Unsent;
use crate::people::People;

/// A contact who may be written to.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) contact: ContactId,
    /// The partner that stays.
    pub(crate) partner: PartnerId,
    /// The one that named the contact: another one where that was a duplicate.
    pub(crate) named_by: Option<PartnerId>,
    pub(crate) mailbox: Mailbox,
}

/// The reader of a row, today.
pub(crate) async fn find(
    desk: &Desk<'_>,
    people: &People,
    row: ContactId,
    today: Date,
) -> Result<Reader, Unsent> {
    let (id, contact) = match people.contact(row) {
        Some(contact) => (row, contact),
        None => speaker(people, PartnerId(row.0), today)?,
    };
    let partner = people.partner_of(id).ok_or(Suppression::NoContact)?;
    let details = details(people, contact, partner, today)?;
    let words = desk.words(&[details]).await?;
    let person = match words.get::<Person>(details)? {
        Some(Entry::Kept(person)) => person,
        Some(Entry::Erased) => return Err(Suppression::Erased.into()),
        // A row before its entry cannot be: both are written together.
        None => return Err(Suppression::NoAddress.into()),
    };
    let address = person.email.as_deref().map(str::trim);
    let address = address.and_then(|address| address.parse().ok());
    Ok(Reader {
        contact: id,
        partner,
        named_by: contact.partner,
        mailbox: Mailbox {
            name: Some(person.name),
            address: address.ok_or(Suppression::NoAddress)?,
        },
    })
}

/// Who speaks for the partner by now: the first one who does, since a row is one letter.
fn speaker(
    people: &People,
    partner: PartnerId,
    today: Date,
) -> Result<(ContactId, &Contact), Suppression> {
    let speak = people.representatives(partner, today);
    let first = speak.first().copied();
    let found = first.and_then(|id| Some((id, people.contact(id)?)));
    found.ok_or(Suppression::NoContact)
}

/// The contact's details, where it may be written to.
fn details(
    people: &People,
    contact: &Contact,
    partner: PartnerId,
    today: Date,
) -> Result<EntryId, Suppression> {
    if !contact.is_active_on(today) {
        return Err(Suppression::NotAContactAnyMore);
    }
    let membership = people.partner(partner);
    let membership = membership.and_then(|partner| partner.membership_on(today));
    if membership != Some(MembershipState::Active) {
        return Err(Suppression::NotAContactAnyMore);
    }
    contact
        .details_on(today)
        .ok_or_else(|| match contact.consent_on(today) {
            ConsentState::Withdrawn | ConsentState::Missing => Suppression::NoConsent,
            ConsentState::Given | ConsentState::NotRequired => Suppression::NoAddress,
        })
}
