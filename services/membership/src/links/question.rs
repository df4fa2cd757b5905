//! What a link asks, as it is stored today: of one contact, and of nobody else.

use commands::Commands;
use commands::reading::{Reading, in_store};
use eventstore::Loaded;
use kernel::{Date, EntryId, PartnerId, Person, StreamId};
use membership::contact::Contact;
use membership::partner::Partner;
use serde::Serialize;
use service_kit::links::{Link, LinkRefusal};
use service_kit::problem::Problem;

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
        let stream = StreamId::new("contact", link.subject);
        let municipality = municipality::stream(&link.municipality);
        let reading = reading(commands, link);
        let loaded = reading.load(&[stream, municipality], key).await?;
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
        let reading = reading(commands, link);
        let today = reading.today();
        let subject = Subject::load(commands, link, None).await?;
        if !subject.is_open(link) {
            return Err(LinkRefusal::Closed.into());
        }
        let details = subject
            .contact
            .details_on(today)
            .ok_or(LinkRefusal::Closed)?;
        let institution = match subject.contact.partner {
            Some(partner) => institution(reading, partner).await?,
            None => None,
        };
        let name = reading.name(&subject.loaded)?;
        let function = subject.contact.function_on(today);
        let ids = [Some(details), institution, function, name];
        let words = reading.words(ids).await?;
        let person: Person = words.kept(Some(details))?.ok_or(LinkRefusal::Closed)?;
        Ok(Self {
            municipality: words
                .text(name)?
                .unwrap_or_else(|| link.municipality.to_string()),
            institution: words.institution(institution)?,
            function: words.text(function)?,
            person: person.into(),
            expires_on: link.expires_on,
            today,
        })
    }
}

fn reading<'a>(commands: &'a Commands, link: &'a Link) -> Reading<'a> {
    Reading {
        commands,
        municipality: &link.municipality,
    }
}

/// The entry of the partner's name today.
async fn institution(reading: Reading<'_>, partner: PartnerId) -> Result<Option<EntryId>, Problem> {
    let stream = StreamId::new("partner", partner.0);
    let loaded = reading.load(&[stream], None).await?;
    let partner: Partner = loaded.fold(&stream).map_err(|error| in_store(&error))?;
    Ok(partner.institutions.on(reading.today()).copied())
}
