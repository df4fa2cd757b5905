//! Who speaks for a partner [Ansprechperson], and who may see the person behind it (MEM-14 … MEM-20).
//!
//! Function, binding and consent are everybody's; the person is not. The coordination, the administration and the
//! data protection officer see it (operation `contacts`); a partner sees it only where the municipality stated or
//! decided that all partners do, and the consent does not speak against it. Where the consent is withdrawn, or
//! missing and demanded, nobody sees it. A withdrawal counts for every day that is asked for, also for those before
//! it.

use std::collections::HashMap;

use async_graphql::{ID, Object};
use kernel::{Date, EntryId, PartnerId, Role};
use membership::policy::{ContactVisibility, MembershipPolicy};
use membership::{ConsentState, Contact as View};
use uuid::Uuid;

use super::error::GraphError;
use super::guard::Needs;
use super::look::Look;
use super::policies::{self, Policies};
use super::reader::{self, Reading};
use super::sources::{self, Source};
use super::words::{self, Person};

/// Somebody who speaks for a partner, in a function [Ansprechperson] (MEM-14).
pub struct Contact {
    pub(crate) id: Uuid,
    function: Option<String>,
    day: Date,
    view: View,
    person: Option<Person>,
    sources: Vec<Source>,
}

/// Somebody who speaks for a partner, in a function [Ansprechperson] (MEM-14).
#[Object]
impl Contact {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The partner for whom the person speaks.
    async fn partner_id(&self) -> Option<PartnerId> {
        self.view.partner
    }

    /// The function in which the person speaks, such as „Leitung" [Funktion].
    async fn function(&self) -> Option<&str> {
        self.function.as_deref()
    }

    /// True for the binding contact [verbindlich, fest], false for somebody who stands in.
    async fn binding(&self) -> bool {
        self.view.binding
    }

    /// How it stands with the consent to store [Einwilligung] (MEM-20); also why `person` is `null`.
    async fn consent(&self) -> ConsentState {
        self.view.consent_on(self.day)
    }

    /// When the details were last confirmed [Angaben bestätigt] (MEM-18).
    async fn confirmed_on(&self) -> Option<Date> {
        self.view.confirmed_on(self.day)
    }

    /// Since when the person speaks for the partner [benannt].
    async fn designated_on(&self) -> Option<Date> {
        self.view.designated_on
    }

    /// The last day of the role.
    async fn ended_on(&self) -> Option<Date> {
        self.view.ended_on
    }

    /// The person; `null` where the caller or nobody may see the details.
    async fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// Where somebody had what he recorded from [Quelle].
    #[graphql(guard = "Needs(\"contacts\")")]
    async fn sources(&self) -> Option<&[Source]> {
        Some(&self.sources)
    }
}

/// A contact as its row says, before its words are looked up.
pub(crate) struct ContactRow {
    pub(crate) id: Uuid,
    pub(crate) partner: Uuid,
    pub(crate) view: View,
}

/// The contacts of these partners, or these contacts.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    partners: Option<&[Uuid]>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<ContactRow>, GraphError> {
    let rows = reading
        .rows(
            "load contacts",
            "
            SELECT id, partner, view
            FROM read_1.contact
            WHERE municipality = $1
                AND ($2::uuid[] IS NULL OR partner = ANY ($2))
                AND ($3::uuid[] IS NULL OR id = ANY ($3))
            ORDER BY partner, id",
            &[&partners, &ids],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ContactRow {
                id: row.get("id"),
                partner: row.get("partner"),
                view: reader::view(row)?,
            })
        })
        .collect()
}

/// The rows with their words, as far as the caller may see them, by partner.
pub(crate) async fn load(
    reading: &Reading<'_>,
    rows: Vec<ContactRow>,
    policies: &Policies,
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<Contact>>, GraphError> {
    let details = |view: &View| details(reading, policies, view, day);
    let persons = look.asks("person");
    let ids = rows.iter().flat_map(|row| {
        let person = if persons { details(&row.view) } else { None };
        [row.view.function, person].into_iter().flatten()
    });
    let entries = reading.entries(ids.collect()).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        sources::load(reading, "contact", &ids).await?
    } else {
        HashMap::new()
    };
    let mut contacts: HashMap<Uuid, Vec<Contact>> = HashMap::new();
    for ContactRow { id, partner, view } in rows {
        let person = match details(&view) {
            Some(entry) if persons => words::person(&entries, entry)?,
            Some(_) | None => None,
        };
        let contact = Contact {
            id,
            function: words::optional_text(&entries, view.function)?,
            day,
            person,
            sources: sources.remove(&id).unwrap_or_default(),
            view,
        };
        contacts.entry(partner).or_default().push(contact);
    }
    Ok(contacts)
}

/// Loads one contact.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Contact>, GraphError> {
    let rows = rows(reading, None, Some(&[id])).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let policies = policies::load(reading).await?;
    let mut contacts = load(reading, rows, &policies, day, look).await?;
    Ok(contacts
        .drain()
        .find_map(|(_, mut contacts)| contacts.pop()))
}

/// The details that the caller may see.
fn details(reading: &Reading<'_>, policies: &Policies, view: &View, day: Date) -> Option<EntryId> {
    let reader = reading.reader();
    let today = view.consent_on(reader.today());
    let policy = policies.on(day).map(|policy| &*policy.membership);
    let sees = reader.may("contacts")
        || (reader.role() == Role::Partner
            && policy.is_some_and(partners_see)
            && !speaks_against(today));
    if sees && today != ConsentState::Withdrawn {
        view.details_on(day)
    } else {
        None
    }
}

/// Whether the municipality stated or decided that all partners see contact data.
fn partners_see(policy: &MembershipPolicy) -> bool {
    policy.contact_visibility.binding() == Some(&ContactVisibility::AllPartners)
}

fn speaks_against(consent: ConsentState) -> bool {
    match consent {
        ConsentState::Missing | ConsentState::Withdrawn => true,
        ConsentState::Given | ConsentState::NotRequired => false,
    }
}
