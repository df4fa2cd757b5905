//! The answer as commands, each at most once.
//!
//! The first command names the request that it answers, and the contact refuses one that is not open: of two answers at
//! the same moment one is carried out, and the other sees that the link is closed. All commands carry keys of the link's
//! own, so that an answer that was cut off between two of them is completed when it is sent again.

use commands::{Commands, Order};
use kernel::{ContactId, EntryId, NewPerson, Person, PersonId, Role};
use membership::contact::{
    ChangeContactDetails, ConfirmContactDetails, ConfirmationVia, ContactCommand, EndContactRole,
};
use serde_json::json;
use service_kit::identity::{Account, MunicipalityScope};
use service_kit::links::{LinkRefusal, OpenedLink};
use service_kit::permission;
use service_kit::problem::Problem;

use super::question::Subject;
use super::reply::Reply;
use crate::use_cases::ContactUseCase;

/// The issuer under which a link's account stands in the vault.
const ISSUER: &str = "urn:lotse:link";

/// Carries the answer out; 410 `LINK_CLOSED` where the link was answered before or revoked.
pub(super) async fn carry_out(
    commands: &Commands,
    opened: &OpenedLink,
    reply: &Reply,
) -> Result<(), Problem> {
    let first = key(opened, first_of(reply));
    let subject = Subject::load(commands, &opened.link, Some(&first)).await?;
    // Closed, unless it was we who began to close it.
    if !subject.is_open(&opened.link) && subject.loaded.prior.is_none() {
        return Err(LinkRefusal::Closed.into());
    }
    let scope = MunicipalityScope {
        municipality: opened.link.municipality.clone(),
        // Whoever answers speaks for the partner; the account in the vault says that it was through a link.
        role: Role::Partner,
        actor: opened.actor,
    };
    let mut is_new = false;
    for order in orders(commands, opened, reply, subject.contact.person) {
        if !permission::link_allows(opened.link.scope, order.name) {
            return Err(Problem::not_allowed(scope.role, order.name));
        }
        let receipt = commands
            .execute::<ContactUseCase>(&scope, order)
            .await
            .map_err(|failure| closed(failure.into()))?;
        is_new |= !receipt.replayed;
    }
    if is_new {
        Ok(())
    } else {
        // Everything had been done before.
        Err(LinkRefusal::Closed.into())
    }
}

/// The contact's word for a request that is not open, and the store's for another answer of the same link.
fn closed(problem: Problem) -> Problem {
    match problem.code.as_ref() {
        "CONFIRMATION_CLOSED" | "KEY_REUSED" => LinkRefusal::Closed.into(),
        _ => problem,
    }
}

/// The first command of an answer.
fn first_of(reply: &Reply) -> &'static str {
    match reply {
        Reply::Confirmed => "confirm-contact-details",
        Reply::Changed(_) => "change-contact-details",
        Reply::Gone { .. } => "end-contact-role",
    }
}

/// The key under which a link carries a command out.
fn key(opened: &OpenedLink, command: &str) -> String {
    format!("link:{}:{command}", opened.actor)
}

/// What the answer asks for, in order. New details are those of `person`, whoever sends them.
fn orders(
    commands: &Commands,
    opened: &OpenedLink,
    reply: &Reply,
    person: Option<PersonId>,
) -> Vec<Order<ContactCommand>> {
    let today = commands.clock().today();
    let contact = ContactId(opened.link.subject);
    let via = Some(ConfirmationVia::Link);
    let request = Some(opened.link.nonce);
    let confirm = |request| {
        ContactCommand::from(ConfirmContactDetails {
            contact,
            confirmed_on: today,
            via,
            request,
        })
    };
    let wanted: Vec<ContactCommand> = match reply {
        Reply::Confirmed => vec![confirm(request)],
        Reply::Changed(details) => {
            let details = Person {
                id: person,
                ..details.clone()
            };
            let change = ChangeContactDetails {
                contact,
                person: NewPerson::new(EntryId::generate(), details),
                function: None,
                via,
                request,
                consent_given_on: None,
                consent_text_version: None,
                consent_given_by: None,
            };
            // The change has closed the request.
            vec![change.into(), confirm(None)]
        }
        Reply::Gone { ended_on } => vec![
            EndContactRole {
                contact,
                ended_on: ended_on.unwrap_or(today),
                successor: None,
                via,
                request,
            }
            .into(),
        ],
    };
    let link = &opened.link;
    wanted
        .into_iter()
        .map(|command| Order {
            key: key(opened, command.name()),
            request: json!([null, null, null, reply.canonical()]).to_string(),
            name: command.name(),
            occurred_on: None,
            expected_version: None,
            source: None,
            cause: None,
            account: Some(Account {
                issuer: ISSUER.to_owned(),
                subject: format!("{}/{}/{}", link.scope, link.subject, link.nonce),
            }),
            command,
        })
        .collect()
}
