//! At which address a partner is reached, or why it is not [Empfänger] (MEM-33).
//!
//! To whom at a partner a circular goes is asked on the day, since contacts change. A person's address is shown by the
//! rule of every contact ([`contacts::details`]): without the consent that is demanded there is none. A duplicate
//! is reached as the partner that stays.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_graphql::{Enum, ID, SimpleObject};
use kernel::{Date, EntryId, PartnerId};
use membership::{ConsentState, MembershipState};
use uuid::Uuid;
use vault::Entries;

use crate::graphql::contacts::{self, ContactRow};
use crate::graphql::error::GraphError;
use crate::graphql::partners::{self, Duplicates, PartnerReference, PartnerRow};
use crate::graphql::policies;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A partner that gets a circular [Empfänger].
#[derive(Clone, SimpleObject)]
pub struct CircularRecipient {
    partner: PartnerReference,
    /// Where it is reached: everybody who speaks for it on the day and has a mail address.
    addresses: Vec<MailAddress>,
    /// Why it is not reached; `null` where it is.
    unreachable: Option<Unreachable>,
    /// The same as one German sentence for the office.
    sentence: Option<&'static str>,
}

/// A mail address of somebody who speaks for a partner.
#[derive(Clone, SimpleObject)]
pub struct MailAddress {
    /// The contact's id.
    contact: ID,
    /// The function in which the person speaks for the partner [Funktion].
    function: Option<String>,
    email: String,
}

/// Why a circular does not reach a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Unreachable {
    /// it is no member on the day
    NotAMember,
    /// nobody speaks for it
    NoContact,
    /// the consent to store is missing or withdrawn [Einwilligung]
    ConsentMissing,
    /// the caller may not see who speaks for it
    NotVisible,
    /// whoever speaks for it has no mail address
    NoAddress,
}

impl Unreachable {
    const fn sentence(self) -> &'static str {
        match self {
            Self::NotAMember => "Die Einrichtung ist an diesem Tag kein Netzwerkpartner.",
            Self::NoContact => "Eine Ansprechperson ist nicht benannt.",
            Self::ConsentMissing => {
                "Die Einwilligung, die Kontaktdaten zu speichern, fehlt oder ist widerrufen."
            }
            Self::NotVisible => "Die Kontaktdaten sind für diese Rolle nicht sichtbar.",
            Self::NoAddress => "Zu den Ansprechpersonen ist keine E-Mail-Adresse bekannt.",
        }
    }
}

impl CircularRecipient {
    pub(super) fn name(&self) -> &str {
        &self.partner.name
    }
}

/// A partner as it stands on the day.
struct Standing {
    /// The partner that stays, where this one is a duplicate.
    is: Uuid,
    member: bool,
}

/// How these partners are reached on `day`, by the id under which each was asked for.
pub(super) async fn reach(
    reading: &Reading<'_>,
    ids: &[PartnerId],
    day: Date,
) -> Result<HashMap<PartnerId, Arc<CircularRecipient>>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let duplicates = Duplicates::load(reading).await?;
    let standing = standings(reading, ids, &duplicates, day).await?;
    let staying: Vec<Uuid> = standing.values().map(|known| known.is).collect();
    let named: Vec<PartnerId> = staying.iter().copied().map(PartnerId).collect();
    let names = partners::references(reading, &named, day).await?;
    let policies = policies::load(reading).await?;
    let speakers = speakers(reading, &staying, &duplicates, day).await?;
    let shown: HashMap<Uuid, EntryId> = speakers
        .values()
        .flatten()
        .filter_map(|row| {
            Some((
                row.id,
                contacts::details(reading, &policies, &row.view, day)?,
            ))
        })
        .collect();
    let mut entries: Vec<EntryId> = shown.values().copied().collect();
    entries.extend(
        speakers
            .values()
            .flatten()
            .filter_map(|row| row.view.function),
    );
    let words = Words {
        shown,
        entries: reading.entries(entries).await?,
        may: reading.reader().may("contacts"),
        today: reading.reader().today(),
    };
    let mut reached = HashMap::new();
    for (id, known) in standing {
        let Some(partner) = names.get(&known.is) else {
            continue;
        };
        let speakers = speakers.get(&known.is).map_or(&[][..], Vec::as_slice);
        let addresses = if known.member {
            words.addresses(speakers)?
        } else {
            Vec::new()
        };
        let unreachable = match addresses.is_empty() {
            false => None,
            true if known.member => Some(words.reason(speakers)),
            true => Some(Unreachable::NotAMember),
        };
        let recipient = CircularRecipient {
            partner: partner.clone(),
            addresses,
            unreachable,
            sentence: unreachable.map(Unreachable::sentence),
        };
        reached.insert(id, Arc::new(recipient));
    }
    Ok(reached)
}

/// Where these partners stand on `day`; duplicates by whom they are.
async fn standings(
    reading: &Reading<'_>,
    ids: &[PartnerId],
    duplicates: &Duplicates,
    day: Date,
) -> Result<BTreeMap<PartnerId, Standing>, GraphError> {
    let wanted: Vec<Uuid> = ids.iter().map(|id| duplicates.stays(id.0)).collect();
    let rows = partners::rows(reading, &wanted).await?;
    let member = |row: &PartnerRow| row.view.membership_on(day) == Some(MembershipState::Active);
    let members: HashMap<Uuid, bool> = rows.iter().map(|row| (row.id, member(row))).collect();
    let standing = |id: &PartnerId| {
        let is = duplicates.stays(id.0);
        let member = *members.get(&is)?;
        Some((*id, Standing { is, member }))
    };
    Ok(ids.iter().filter_map(standing).collect())
}

/// Who speaks for each of these partners on `day`; whoever speaks for a duplicate speaks for the one that stays.
async fn speakers(
    reading: &Reading<'_>,
    partners: &[Uuid],
    duplicates: &Duplicates,
    day: Date,
) -> Result<HashMap<Uuid, Vec<ContactRow>>, GraphError> {
    let of = duplicates.with(partners);
    let mut speakers: HashMap<Uuid, Vec<ContactRow>> = HashMap::new();
    for row in contacts::rows(reading, Some(&of), None).await? {
        if row.view.is_active_on(day) {
            let of = duplicates.stays(row.partner);
            speakers.entry(of).or_default().push(row);
        }
    }
    Ok(speakers)
}

/// What the vault says of those who speak, as far as the caller may see it.
struct Words {
    /// The details of each contact that may be shown.
    shown: HashMap<Uuid, EntryId>,
    entries: Entries,
    may: bool,
    today: Date,
}

impl Words {
    fn addresses(&self, speakers: &[ContactRow]) -> Result<Vec<MailAddress>, GraphError> {
        let mut addresses = Vec::new();
        for row in speakers {
            let Some(details) = self.shown.get(&row.id) else {
                continue;
            };
            let person = words::person(&self.entries, *details)?;
            if let Some(email) = person.and_then(|person| person.email) {
                addresses.push(MailAddress {
                    contact: row.id.to_string().into(),
                    function: words::optional_text(&self.entries, row.view.function)?,
                    email,
                });
            }
        }
        Ok(addresses)
    }

    /// Why none of these has an address to show.
    fn reason(&self, speakers: &[ContactRow]) -> Unreachable {
        let lacks_consent = |row: &ContactRow| match row.view.consent_on(self.today) {
            ConsentState::Missing | ConsentState::Withdrawn => true,
            ConsentState::Given | ConsentState::NotRequired => false,
        };
        let hidden = |row: &&ContactRow| !self.shown.contains_key(&row.id);
        if speakers.is_empty() {
            Unreachable::NoContact
        } else if !speakers.iter().all(|row| hidden(&row)) {
            Unreachable::NoAddress
        } else if speakers.iter().all(lacks_consent) {
            Unreachable::ConsentMissing
        } else if self.may {
            Unreachable::NoAddress
        } else {
            Unreachable::NotVisible
        }
    }
}
