//! Who speaks for a partner [Ansprechperson], and who may see the person behind it (MEM-14 … MEM-20).
//!
//! Function, binding and consent are everybody's; the person is not. The coordination, the administration and the
//! data protection officer see it (operation `contacts`); a partner sees it only where the municipality stated or
//! decided that all partners do, and the consent does not speak against it. Where the consent is withdrawn, or
//! missing and demanded, nobody sees it. A withdrawal counts for every day that is asked for, also for those before
//! it.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use kernel::{ContactId, Date, EntryId, PartnerId, Role};
use membership::contact::{ConfirmationVia, ConsentGiver, ContactRole, findings};
use membership::policy::{ContactVisibility, MembershipPolicy};
use membership::{ConsentState, Contact as View};
use municipality::Policy;
use uuid::Uuid;

use super::error::GraphError;
use super::guard::Needs;
use super::look::Look;
use super::partners::{Duplicates, Finding};
use super::policies::{self, Policies};
use super::reader::{self, Reading};
use super::sources::{self, Source};
use super::words::{self, Person};

/// Somebody who speaks for a partner, in a function [Ansprechperson] (MEM-14).
#[derive(Clone)]
pub struct Contact {
    pub(crate) id: Uuid,
    /// The one that stays, where it was named by a duplicate.
    partner: PartnerId,
    function: Option<String>,
    day: Date,
    view: View,
    policy: Option<Arc<Policy>>,
    person: Option<Person>,
    sources: Vec<Source>,
}

/// A request to confirm the details that nobody has answered yet [Bestätigung angefragt] (MEM-18, MEM-19).
#[derive(SimpleObject)]
pub struct ConfirmationRequest {
    /// By which an answer names it.
    number: u32,
    requested_on: Date,
}

/// A consent to store, or its withdrawal, as it was recorded [Einwilligung] (MEM-20).
#[derive(SimpleObject)]
pub struct ConsentRecord {
    /// True where it was given, false where it was withdrawn.
    given: bool,
    /// Since when.
    since: Option<Date>,
    /// The version of the text that was consented to.
    text_version: Option<u16>,
    /// Who gave it.
    given_by: Option<ConsentGiver>,
}

/// Somebody who speaks for a partner, in a function [Ansprechperson] (MEM-14).
#[Object]
impl Contact {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The partner for whom the person speaks.
    async fn partner_id(&self) -> Option<PartnerId> {
        Some(self.partner)
    }

    /// The function in which the person speaks, such as „Leitung" [Funktion].
    async fn function(&self) -> Option<&str> {
        self.function.as_deref()
    }

    /// True for the binding contact [verbindlich, fest], false for somebody who stands in.
    async fn binding(&self) -> bool {
        match self.view.role_on(self.day) {
            Some(role) => role == ContactRole::Binding,
            None => self.view.binding,
        }
    }

    /// How the person speaks on the day: binding, or as a deputy [Vertretung] (MEM-14, MEM-15); `null` outside the
    /// role.
    async fn role(&self) -> Option<ContactRole> {
        self.view.role_on(self.day)
    }

    /// How it stands with the consent to store [Einwilligung] (MEM-20); also why `person` is `null`.
    async fn consent(&self) -> ConsentState {
        self.view.consent_on(self.day)
    }

    /// The consent, or its withdrawal, that counts on the day; `null` where nobody recorded one.
    #[graphql(guard = "Needs(\"contacts\")")]
    async fn consent_record(&self) -> Option<ConsentRecord> {
        let fact = self.view.consents.at(self.day)?;
        Some(ConsentRecord {
            given: fact.value.given,
            since: fact.since.map(kernel::PartialDate::first_day),
            text_version: fact.value.text_version,
            given_by: fact.value.given_by,
        })
    }

    /// When the details were last confirmed [Angaben bestätigt] (MEM-18).
    async fn confirmed_on(&self) -> Option<Date> {
        self.view.confirmed_on(self.day)
    }

    /// How the office learnt of the last confirmation.
    async fn confirmed_via(&self) -> Option<ConfirmationVia> {
        let told = self.view.confirmations.iter();
        let told = told.filter(|told| told.on <= self.day);
        told.max_by_key(|told| told.on).and_then(|told| told.via)
    }

    /// Since when nobody has given or confirmed the details (MEM-18, MEM-19); `null` outside the role.
    async fn unconfirmed_since(&self) -> Option<Date> {
        self.view.unconfirmed_since(self.day)
    }

    /// The request to confirm the details that nobody has answered yet (MEM-18, MEM-19).
    #[graphql(guard = "Needs(\"contacts\")")]
    async fn confirmation_request(&self) -> Option<ConfirmationRequest> {
        let open = self.view.confirmation_request?;
        (open.requested_on <= self.day).then_some(ConfirmationRequest {
            number: open.number,
            requested_on: open.requested_on,
        })
    }

    /// Since when the person speaks for the partner [benannt].
    async fn designated_on(&self) -> Option<Date> {
        self.view.designated_on
    }

    /// The last day of the role.
    async fn ended_on(&self) -> Option<Date> {
        self.view.ended_on
    }

    /// The id of the contact that took the role over [Nachfolge].
    async fn successor(&self) -> Option<ContactId> {
        self.view.successor
    }

    /// What is open with the details: a confirmation that is due, a consent that is missing (MEM-18 … MEM-20).
    #[graphql(guard = "Needs(\"contacts\")")]
    async fn findings(&self) -> Option<Vec<Finding>> {
        let confirmation = self.policy.as_ref().map(|policy| {
            findings::confirmation_findings(&policy.membership, &self.view, self.day)
        });
        let consent = findings::consent_findings(&self.view, self.day);
        let all = confirmation.into_iter().flatten().chain(consent);
        Some(all.map(Finding::from).collect())
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
    /// The partner that stays, where it was named by a duplicate.
    pub(crate) partner: Uuid,
    pub(crate) view: View,
}

/// The contacts of these partners and of their duplicates, or these contacts.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    partners: Option<&[Uuid]>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<ContactRow>, GraphError> {
    let duplicates = Duplicates::load(reading).await?;
    let partners = partners.map(|partners| duplicates.with(partners));
    let rows = reading
        .rows(
            "load contacts",
            "
            SELECT id, partner, view
            FROM read_4.contact
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
                partner: duplicates.stays(row.get("partner")),
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
        [function(&row.view, day), person].into_iter().flatten()
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
            partner: PartnerId(partner),
            function: words::optional_text(&entries, function(&view, day))?,
            day,
            policy: policies.on(day).cloned(),
            person,
            sources: sources.remove(&id).unwrap_or_default(),
            view,
        };
        contacts.entry(partner).or_default().push(contact);
    }
    Ok(contacts)
}

/// The function on `day`, the last one outside the role.
fn function(view: &View, day: Date) -> Option<EntryId> {
    view.function_on(day).or(view.function)
}

/// Contacts by id, for whatever speaks of them.
pub(crate) async fn by_id(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Contact>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = rows(reading, None, Some(ids)).await?;
    let policies = policies::load(reading).await?;
    let contacts = load(reading, rows, &policies, day, look).await?;
    let contacts = contacts.into_values().flatten();
    Ok(contacts.map(|contact| (contact.id, contact)).collect())
}

/// Loads one contact.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Contact>, GraphError> {
    Ok(by_id(reading, &[id], day, look).await?.remove(&id))
}

/// The details that the caller may see.
pub(crate) fn details(
    reading: &Reading<'_>,
    policies: &Policies,
    view: &View,
    day: Date,
) -> Option<EntryId> {
    let today = view.consent_on(reading.reader().today());
    if may_see(reading, policies, today, day) {
        view.details_on(day)
    } else {
        None
    }
}

/// Whether the caller may see somebody whose consent stands like this today, in an answer for `day`. The one place
/// that decides it, for everybody whom an answer or a paper shows.
pub(crate) fn may_see(
    reading: &Reading<'_>,
    policies: &Policies,
    today: ConsentState,
    day: Date,
) -> bool {
    let reader = reading.reader();
    let policy = policies.on(day).map(|policy| &*policy.membership);
    let sees = reader.may("contacts")
        || (reader.role() == Role::Partner
            && policy.is_some_and(partners_see)
            && !speaks_against(today));
    sees && today != ConsentState::Withdrawn
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
