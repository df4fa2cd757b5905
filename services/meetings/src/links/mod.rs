//! Reply links: what an invited contact and a partner answer without an account [Antwort-Links] (MTG-08, MTG-23).
//!
//! | file | what |
//! |---|---|
//! | `reply` | does somebody come to this meeting |
//! | `passing_on` | were this meeting's results passed on |
//! | `answer` | what was answered, out of JSON or a form |
//! | `page` | the same for people: plain HTML without scripts |
//!
//! How links are looked at and answered is [`answering`]'s. A link shows one meeting or one version of its minutes, no
//! names, and may do what the table of permissions lists for its scope. Whether it is still open, its meeting and its
//! minutes say; after an answer, or once a newer letter went out, it says so (410 `LINK_CLOSED`).

mod answer;
mod page;
mod passing_on;
mod reply;

use axum::Router;
use commands::Commands;
use commands::reading::Reading;
use kernel::{EntryId, PartnerId, StreamId};
use membership::Partner;
use serde::Serialize;
use service_kit::clock::Clock;
use service_kit::links::answering::{self, Answering, Given, Thanks};
use service_kit::links::page::Wrong;
use service_kit::links::{Link, LinkKey, LinkRefusal, LinkScope, OpenedLink};
use service_kit::problem::Problem;

use answer::Answer;
use passing_on::PassingOnQuestion;
use reply::ReplyQuestion;

/// Asks who comes, and whether results were passed on.
#[derive(Clone)]
struct MeetingLinks {
    commands: Commands,
}

/// What a link asks, as it is stored today.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "asks", rename_all = "kebab-case")]
enum Question {
    ReplyToMeeting(ReplyQuestion),
    AcknowledgePassingOn(PassingOnQuestion),
}

impl Answering for MeetingLinks {
    const SCOPES: &'static [LinkScope] =
        &[LinkScope::ReplyToMeeting, LinkScope::AcknowledgePassingOn];
    type Question = Question;
    type Answer = Answer;

    fn clock(&self) -> &Clock {
        self.commands.clock()
    }

    async fn question(&self, link: &Link) -> Result<Question, Problem> {
        let reading = reading(&self.commands, link);
        match link.scope {
            LinkScope::ReplyToMeeting => {
                let question = ReplyQuestion::load(reading, link).await?;
                Ok(Question::ReplyToMeeting(question))
            }
            LinkScope::AcknowledgePassingOn => {
                let question = PassingOnQuestion::load(reading, link).await?;
                Ok(Question::AcknowledgePassingOn(question))
            }
            LinkScope::ConfirmContact | LinkScope::CalendarFeed => Err(LinkRefusal::Unknown.into()),
        }
    }

    fn page(&self, link: &Link, question: &Question, wrong: Option<Wrong<'_>>) -> String {
        match question {
            Question::ReplyToMeeting(question) => page::reply(link, question, wrong),
            Question::AcknowledgePassingOn(question) => page::passing_on(link, question, wrong),
        }
    }

    fn read(&self, link: &Link, given: Given<'_>) -> Result<Answer, Problem> {
        answer::read(link.scope, given)
    }

    async fn carry_out(&self, opened: &OpenedLink, answer: &Answer) -> Result<Thanks, Problem> {
        match answer {
            Answer::Reply(kind) => reply::carry_out(&self.commands, opened, *kind).await?,
            Answer::PassedOn => passing_on::carry_out(&self.commands, opened).await?,
        }
        Ok(answer.thanks())
    }
}

/// The route of the links.
pub(crate) fn router(commands: Commands, key: LinkKey) -> Router {
    answering::router(MeetingLinks { commands }, key)
}

fn reading<'a>(commands: &'a Commands, link: &'a Link) -> Reading<'a> {
    Reading {
        commands,
        municipality: &link.municipality,
    }
}

/// What a link is about besides its subject; one without is none of ours.
fn about(link: &Link) -> Result<uuid::Uuid, Problem> {
    Ok(link.about.ok_or(LinkRefusal::Unknown)?)
}

/// The entry of the partner's name today.
async fn institution(reading: Reading<'_>, partner: PartnerId) -> Result<Option<EntryId>, Problem> {
    let stream = StreamId::new("partner", partner.0);
    let loaded = reading.load(&[stream], None).await?;
    let partner: Partner = loaded
        .fold(&stream)
        .map_err(|error| commands::reading::in_store(&error))?;
    Ok(partner.institutions.on(reading.today()).copied())
}
