//! The answer as commands, each at most once.
//!
//! The first command names the request that it answers, and the contact refuses one that is not open: of two answers at
//! the same moment one is carried out, and the other sees that the link is closed.

use commands::Commands;
use commands::links::{self, Wanted};
use kernel::{ContactId, EntryId, NewPerson, Person, PersonId};
use membership::contact::{
    ChangeContactDetails, ConfirmContactDetails, ConfirmationVia, ContactCommand, EndContactRole,
};
use service_kit::links::{LinkRefusal, OpenedLink};
use service_kit::problem::Problem;

use super::question::Subject;
use super::reply::Reply;
use crate::use_cases::ContactUseCase;

/// Carries the answer out; 410 `LINK_CLOSED` where the link was answered before or revoked.
pub(super) async fn carry_out(
    commands: &Commands,
    opened: &OpenedLink,
    reply: &Reply,
) -> Result<(), Problem> {
    let first = links::key(opened, first_of(reply));
    let subject = Subject::load(commands, &opened.link, Some(&first)).await?;
    // Closed, unless it was we who began to close it.
    if !subject.is_open(&opened.link) && subject.loaded.prior.is_none() {
        return Err(LinkRefusal::Closed.into());
    }
    let wanted = wanted(commands, opened, reply, subject.contact.person);
    let wanted = wanted.into_iter().map(|command| Wanted {
        name: command.name(),
        command,
        expected_version: None,
    });
    links::carry_out::<ContactUseCase>(commands, opened, &reply.canonical(), wanted.collect())
        .await
        .map_err(closed)
}

/// The contact's word for a request that is not open.
fn closed(problem: Problem) -> Problem {
    match problem.code.as_ref() {
        "CONFIRMATION_CLOSED" => LinkRefusal::Closed.into(),
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

/// What the answer asks for, in order. New details are those of `person`, whoever sends them.
fn wanted(
    commands: &Commands,
    opened: &OpenedLink,
    reply: &Reply,
    person: Option<PersonId>,
) -> Vec<ContactCommand> {
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
    match reply {
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
    }
}
