//! In whose name a letter goes out: the coordination office as it was when the letter was caused (MEM-31).
//!
//! The office of the network that the letter is about, else the municipality's, else the only one that there is; where
//! there is none, the municipality. The sender's address is the platform's, since servers refuse mail that pretends to
//! come from elsewhere; answers go to the office's own.

use kernel::entry::Text;
use kernel::{EntryId, Institution, NetworkId};
use mail::Mailbox;
use membership::Office as State;
use membership::office::OfficeContactEntries;
use vault::{Entries, Entry, VaultError};

use super::{Failure, Writing};

/// What a letter says of its sender.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) name: String,
    address: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    /// Where answers go.
    pub(super) mailbox: Option<Mailbox>,
}

impl Office {
    pub(super) fn signature(&self) -> String {
        let mut lines = vec!["Mit freundlichen Grüßen".to_owned(), self.name.clone()];
        lines.extend(self.address.clone());
        lines.extend(self.phone.as_ref().map(|phone| format!("Telefon: {phone}")));
        lines.extend(self.email.as_ref().map(|email| format!("E-Mail: {email}")));
        lines.join("\n")
    }
}

impl Writing<'_> {
    pub(super) async fn office(&self, network: Option<NetworkId>) -> Result<Office, Failure> {
        let streams = self.known.offices();
        let loaded = self.desk.load(&streams).await?;
        let mut running = Vec::new();
        for stream in &streams {
            let office: State = self.then(&loaded, stream)?;
            if office.runs_on(self.day) {
                running.push(office);
            }
        }
        let contact = the_office(&running, network).and_then(|office| office.contact_on(self.day));
        let name = self.municipality_name().await?;
        let Some(contact) = contact else {
            return Ok(Office {
                name,
                address: None,
                phone: None,
                email: None,
                mailbox: None,
            });
        };
        self.reached(contact, name).await
    }

    async fn reached(
        &self,
        contact: &OfficeContactEntries,
        municipality: String,
    ) -> Result<Office, Failure> {
        let mut ids = vec![contact.institution];
        ids.extend(contact.email);
        let words = self.desk.words(&ids).await?;
        let institution = words.get::<Institution>(contact.institution)?;
        let institution = institution.and_then(Entry::kept);
        let email = match contact.email {
            Some(email) => text(&words, email)?,
            None => None,
        };
        let name = match &institution {
            Some(institution) => institution.name.clone(),
            None => municipality,
        };
        let address = email.as_deref().map(str::trim);
        let address = address.and_then(|address| address.parse().ok());
        let mailbox = address.map(|address| Mailbox {
            name: Some(name.clone()),
            address,
        });
        Ok(Office {
            name,
            address: institution.as_ref().and_then(|known| known.address.clone()),
            phone: institution.and_then(|known| known.phone),
            email,
            mailbox,
        })
    }

    async fn municipality_name(&self) -> Result<String, Failure> {
        let name = match self.tenant().await?.name() {
            Some(entry) => text(&self.desk.words(&[entry]).await?, entry)?,
            None => None,
        };
        Ok(name.unwrap_or_else(|| self.desk.municipality.to_string()))
    }
}

/// The network's own office, else the municipality's, else the only one that there is.
fn the_office(running: &[State], network: Option<NetworkId>) -> Option<&State> {
    let of = |network: Option<NetworkId>| running.iter().find(|office| office.network == network);
    let own = network.and_then(|network| of(Some(network)));
    let only = || match running {
        [only] => Some(only),
        [] | [_, _, ..] => None,
    };
    own.or_else(|| of(None)).or_else(only)
}

/// A text of the vault; `None` where it was erased.
pub(super) fn text(words: &Entries, entry: EntryId) -> Result<Option<String>, VaultError> {
    let found = words.get::<Text>(entry)?.and_then(Entry::kept);
    Ok(found.map(|text| text.0))
}
