//! Commands that somebody gives through a reply link, without an account.
//!
//! Each has a key of the link's own, so that an answer that was cut off between two of them is completed when it is sent
//! again, and of two different answers at the same moment one is carried out. What a link's scope may do stands in the
//! table of permissions; whether the link is open is the use case's question, before.

use kernel::Role;
use serde_json::json;
use service_kit::identity::{Account, MunicipalityScope};
use service_kit::links::{Link, LinkRefusal, OpenedLink};
use service_kit::permission;
use service_kit::problem::Problem;

use crate::{CommandOf, Commands, Order, UseCase};

/// The issuer under which a link's account stands in the vault.
const ISSUER: &str = "urn:lotse:link";

/// The key under which a link carries a command out.
pub fn key(opened: &OpenedLink, command: &str) -> String {
    format!("link:{}:{command}", opened.actor)
}

/// A command that an answer asks for.
#[derive(Clone, Debug)]
pub struct Wanted<C> {
    pub name: &'static str,
    pub command: C,
    /// The stream's version on which the link was found open; any where the command itself refuses what is not.
    pub expected_version: Option<i64>,
}

/// Carries out what an answer asks for, in order; `answer` is the same for the same answer.
///
/// 410 `LINK_CLOSED` where everything had been done before, or the link had been answered otherwise.
pub async fn carry_out<U: UseCase>(
    commands: &Commands,
    opened: &OpenedLink,
    answer: &serde_json::Value,
    wanted: Vec<Wanted<CommandOf<U>>>,
) -> Result<(), Problem> {
    let scope = MunicipalityScope {
        municipality: opened.link.municipality.clone(),
        // Whoever answers speaks for the partner; the account in the vault says that it was through a link.
        role: Role::Partner,
        actor: opened.actor,
    };
    let mut is_new = false;
    for wanted in wanted {
        let name = wanted.name;
        if !permission::link_allows(opened.link.scope, name) {
            return Err(Problem::not_allowed(scope.role, name));
        }
        let order = Order {
            key: key(opened, name),
            request: json!([null, null, null, answer]).to_string(),
            name,
            occurred_on: None,
            expected_version: wanted.expected_version,
            source: None,
            cause: None,
            account: Some(account(&opened.link)),
            command: wanted.command,
        };
        let receipt = commands
            .execute::<U>(&scope, order)
            .await
            .map_err(|failure| closed(failure.into()))?;
        is_new |= !receipt.replayed;
    }
    if is_new {
        Ok(())
    } else {
        Err(LinkRefusal::Closed.into())
    }
}

/// The store's word for another answer of the same link.
fn closed(problem: Problem) -> Problem {
    match problem.code.as_ref() {
        "KEY_REUSED" => LinkRefusal::Closed.into(),
        _ => problem,
    }
}

/// What the vault keeps of who answered.
fn account(link: &Link) -> Account {
    let mut subject = format!("{}/{}", link.scope, link.subject);
    if let Some(about) = link.about {
        subject.push_str(&format!("/{about}"));
    }
    subject.push_str(&format!("/{}", link.nonce));
    Account {
        issuer: ISSUER.to_owned(),
        subject,
    }
}
