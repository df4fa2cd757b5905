//! Reply links: what a partner does without an account, through the address in a mail [Antwort-Links].
//!
//! | file | what |
//! |---|---|
//! | `question` | what is asked, as stored today |
//! | `reply` | what was answered, out of JSON or a form |
//! | `carry_out` | the answer as commands, once |
//! | `page` | the same for people: plain HTML without scripts |
//!
//! How links are looked at and answered is [`answering`]'s. A link opens one contact, shows nobody else's details, and
//! may do what the table of permissions lists for its scope. It counts while the request that it names is open in the
//! contact's stream; after an answer it says so (410 `LINK_CLOSED`).

mod carry_out;
mod page;
mod question;
mod reply;

use axum::Router;
use commands::Commands;
use service_kit::clock::Clock;
use service_kit::links::answering::{self, Answering, Given, Thanks};
use service_kit::links::page::Wrong;
use service_kit::links::{Link, LinkKey, LinkScope, OpenedLink};
use service_kit::problem::Problem;

use question::Question;
use reply::Reply;

/// Asks contacts whether their details are still right.
#[derive(Clone)]
struct Confirmations {
    commands: Commands,
}

impl Answering for Confirmations {
    const SCOPES: &'static [LinkScope] = &[LinkScope::ConfirmContact];
    type Question = Question;
    type Answer = Reply;

    fn clock(&self) -> &Clock {
        self.commands.clock()
    }

    async fn question(&self, link: &Link) -> Result<Question, Problem> {
        Question::load(&self.commands, link).await
    }

    fn page(&self, link: &Link, question: &Question, wrong: Option<Wrong<'_>>) -> String {
        page::question(link, question, wrong)
    }

    fn read(&self, _: &Link, given: Given<'_>) -> Result<Reply, Problem> {
        reply::read(given)
    }

    async fn carry_out(&self, opened: &OpenedLink, reply: &Reply) -> Result<Thanks, Problem> {
        carry_out::carry_out(&self.commands, opened, reply).await?;
        Ok(reply.thanks())
    }
}

/// The route of reply links.
pub(crate) fn router(commands: Commands, key: LinkKey) -> Router {
    answering::router(Confirmations { commands }, key)
}
