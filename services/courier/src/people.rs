//! Partners and the contacts that speak for them, as their own streams say it today.

use std::collections::{BTreeMap, BTreeSet};

use eventstore::StoreError;
use kernel::{ContactId, Date, PartnerId, StreamId};
use membership::contact::Contact;
use membership::contact::findings::representatives;
use membership::partner::Partner;

use crate::desk::Desk;
use crate::directory::Known;

/// Some partners with everyone who ever spoke for them; whoever speaks for a duplicate speaks for the one that stays.
#[derive(Debug, Default)]
pub(crate) struct People {
    partners: BTreeMap<PartnerId, Partner>,
    contacts: BTreeMap<ContactId, Contact>,
}

impl People {
    /// These partners and those of these contacts.
    pub(crate) async fn load(
        desk: &Desk<'_>,
        known: &Known,
        partners: impl IntoIterator<Item = PartnerId>,
        contacts: impl IntoIterator<Item = ContactId>,
    ) -> Result<Self, StoreError> {
        let mut people = Self::default();
        people
            .add_contacts(desk, contacts.into_iter().collect())
            .await?;
        let of_contacts = people.contacts.values();
        let of_contacts: Vec<PartnerId> = of_contacts.filter_map(|known| known.partner).collect();
        let partners: BTreeSet<PartnerId> = partners
            .into_iter()
            .chain(of_contacts)
            .flat_map(|partner| known.merged_with(partner))
            .collect();
        let streams = partners.iter().map(|id| StreamId::new("partner", id.0));
        let streams: Vec<StreamId> = streams.collect();
        let loaded = desk.load(&streams).await?;
        for stream in &streams {
            let partner: Partner = loaded.fold(stream)?;
            if partner.exists() {
                people.partners.insert(PartnerId(stream.id()), partner);
            }
        }
        let all = partners.iter();
        let all = all
            .flat_map(|partner| known.contacts_of(*partner))
            .collect();
        people.add_contacts(desk, all).await?;
        Ok(people)
    }

    async fn add_contacts(
        &mut self,
        desk: &Desk<'_>,
        ids: BTreeSet<ContactId>,
    ) -> Result<(), StoreError> {
        let missing = ids.iter().filter(|id| !self.contacts.contains_key(id));
        let streams: Vec<StreamId> = missing.map(|id| StreamId::new("contact", id.0)).collect();
        if streams.is_empty() {
            return Ok(());
        }
        let loaded = desk.load(&streams).await?;
        for stream in &streams {
            let contact: Contact = loaded.fold(stream)?;
            if contact.exists() {
                self.contacts.insert(ContactId(stream.id()), contact);
            }
        }
        Ok(())
    }

    pub(crate) fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.get(&id)
    }

    pub(crate) fn partner(&self, id: PartnerId) -> Option<&Partner> {
        self.partners.get(&id)
    }

    /// The partner that stays, where this one is a duplicate; itself otherwise.
    pub(crate) fn stays(&self, partner: PartnerId) -> PartnerId {
        let next = |id: &PartnerId| self.partners.get(id)?.merged_into();
        let mut seen = BTreeSet::new();
        let path = std::iter::successors(Some(partner), next);
        path.take_while(|id| seen.insert(*id))
            .last()
            .unwrap_or(partner)
    }

    /// The partner for which the contact speaks.
    pub(crate) fn partner_of(&self, contact: ContactId) -> Option<PartnerId> {
        let partner = self.contact(contact)?.partner?;
        Some(self.stays(partner))
    }

    /// Who reads what goes to these partners on `day`. A partner in whose place one of `named` is written to has no other
    /// reader, and one for which nobody speaks is its own: its row is looked at once more when it is sent.
    pub(crate) fn readers(
        &self,
        partners: impl IntoIterator<Item = PartnerId>,
        named: &BTreeSet<ContactId>,
        day: Date,
    ) -> BTreeSet<ContactId> {
        let by_name = named.iter().filter_map(|contact| self.partner_of(*contact));
        let by_name: BTreeSet<PartnerId> = by_name.collect();
        let mut readers = BTreeSet::new();
        for partner in partners {
            let partner = self.stays(partner);
            if by_name.contains(&partner) {
                continue;
            }
            let speak = self.representatives(partner, day);
            if speak.is_empty() {
                readers.insert(ContactId(partner.0));
            }
            readers.extend(speak);
        }
        readers
    }

    /// Who represents the partner on `day` (MEM-15).
    pub(crate) fn representatives(&self, partner: PartnerId, day: Date) -> Vec<ContactId> {
        let stays = self.stays(partner);
        let theirs = self.contacts.iter();
        let theirs = theirs.filter(|(id, _)| self.partner_of(**id) == Some(stays));
        representatives(theirs.map(|(id, contact)| (*id, contact)), day)
    }
}
