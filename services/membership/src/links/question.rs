//! What a link asks, as it is stored today: of one contact, and of nobody else.

use commands::Commands;
use eventstore::{Loaded, StoreError};
use kernel::{Date, EntryId, Institution, MunicipalityId, Person, StreamId, Text};
use membership::contact::Contact;
use membership::partner::Partner;
use municipality::Municipality;
use serde::Serialize;
use service_kit::links::{Link, LinkRefusal, LinkScope};
use service_kit::problem::Problem;
use vault::{Entries, VaultError};

/// Are these details still right? [Stimmen diese Angaben noch?]
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Question {
    /// Who asks.
    pub(super) municipality: String,
    /// For whom the person speaks [Einrichtung].
    pub(super) institution: Option<String>,
    /// In which function [Funktion].
    pub(super) function: Option<String>,
    pub(super) person: Details,
    /// The last day for an answer.
    pub(super) expires_on: Date,
    pub(super) today: Date,
}

/// A person's details without the person's id.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Details {
    pub(super) name: String,
    pub(super) phone: Option<String>,
    pub(super) fax: Option<String>,
    pub(super) email: Option<String>,
}

impl From<Person> for Details {
    fn from(person: Person) -> Self {
        Self {
            name: person.name,
            phone: person.phone,
            fax: person.fax,
            email: person.email,
        }
    }
}

/// The contact that a link is about, and what the store knew when it was looked at.
pub(super) struct Subject {
    pub(super) contact: Contact,
    pub(super) loaded: Loaded,
}

impl Subject {
    /// `key`: what it already did is in `loaded.prior`.
    pub(super) async fn load(
        commands: &Commands,
        link: &Link,
        key: Option<&str>,
    ) -> Result<Self, Problem> {
        let stream = match link.scope {
            LinkScope::ConfirmContact => StreamId::new("contact", link.subject),
            LinkScope::ReplyToMeeting
            | LinkScope::AcknowledgePassingOn
            | LinkScope::CalendarFeed => return Err(LinkRefusal::Unknown.into()),
        };
        let municipality = municipality::stream(&link.municipality);
        let loaded = commands
            .store()
            .load(&link.municipality, &[stream, municipality], key)
            .await
            .map_err(|error| in_store(&error))?;
        let contact = loaded.fold(&stream).map_err(|error| in_store(&error))?;
        Ok(Self { contact, loaded })
    }

    /// Whether the request that the link names is still open.
    pub(super) fn is_open(&self, link: &Link) -> bool {
        self.contact
            .confirmation_request
            .is_some_and(|request| request.number == link.nonce)
    }
}

impl Question {
    /// 410 where the request is not open any more, or the details may not be shown any more.
    pub(super) async fn load(commands: &Commands, link: &Link) -> Result<Self, Problem> {
        let today = commands.clock().today();
        let subject = Subject::load(commands, link, None).await?;
        if !subject.is_open(link) {
            return Err(LinkRefusal::Closed.into());
        }
        let details = subject
            .contact
            .details_on(today)
            .ok_or(LinkRefusal::Closed)?;
        let institution = match subject.contact.partner {
            Some(partner) => institution(commands, &link.municipality, partner.0, today).await?,
            None => None,
        };
        let tenant: Municipality = subject
            .loaded
            .fold(&municipality::stream(&link.municipality))
            .map_err(|error| in_store(&error))?;
        let name = tenant.name();
        let function = subject.contact.function_on(today);
        let ids = [Some(details), institution, function, name];
        let ids: Vec<EntryId> = ids.into_iter().flatten().collect();
        let words = words(commands, &link.municipality, &ids).await?;
        let person: Person = kept(&words, Some(details))?.ok_or(LinkRefusal::Closed)?;
        Ok(Self {
            municipality: kept::<Text>(&words, name)?
                .map_or_else(|| link.municipality.to_string(), |name| name.0),
            institution: kept::<Institution>(&words, institution)?
                .map(|institution| institution.name),
            function: kept::<Text>(&words, function)?.map(|function| function.0),
            person: person.into(),
            expires_on: link.expires_on,
            today,
        })
    }
}

/// The entry of the partner's name on that day.
async fn institution(
    commands: &Commands,
    municipality: &MunicipalityId,
    partner: uuid::Uuid,
    today: Date,
) -> Result<Option<EntryId>, Problem> {
    let stream = StreamId::new("partner", partner);
    let loaded = commands
        .store()
        .load(municipality, &[stream], None)
        .await
        .map_err(|error| in_store(&error))?;
    let partner: Partner = loaded.fold(&stream).map_err(|error| in_store(&error))?;
    Ok(partner.institutions.on(today).copied())
}

async fn words(
    commands: &Commands,
    municipality: &MunicipalityId,
    ids: &[EntryId],
) -> Result<Entries, Problem> {
    commands
        .vault()
        .read_all(municipality, ids)
        .await
        .map_err(|error| in_vault(&error))
}

/// An entry's content, unless it was erased.
fn kept<C: serde::de::DeserializeOwned>(
    words: &Entries,
    id: Option<EntryId>,
) -> Result<Option<C>, Problem> {
    let Some(id) = id else { return Ok(None) };
    let entry = words.get(id).map_err(|error| in_vault(&error))?;
    Ok(entry.and_then(vault::Entry::kept))
}

fn in_store(error: &StoreError) -> Problem {
    Problem::fault("load what a reply link is about", error)
}

fn in_vault(error: &VaultError) -> Problem {
    Problem::fault("look up what a reply link is about", error)
}
