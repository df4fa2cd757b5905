//! Who has presented its work, who comes next [Vorstellung der Arbeit] (MEM-47, MTG-14; REM-18).
//!
//! Two offices' habits say it: the office records a presentation with the partner (membership), or the presentation
//! stood on the agenda of a meeting that was held (meetings). Whoever keeps agendas does not write the same thing down
//! twice, and what lies before the first agenda here is known from the partner's file alone. So **either is enough**: a
//! partner has presented its work where one of the two says so, and the answer shows which. `heard` joins them, for the
//! rota as well as for a partner's own checklist; in which order partners come, and what is open, is the meetings
//! domain's ([`meetings::rota`]), which knows neither source.
//!
//! Rejected: a reaction that copies agenda items into the partners' streams. A corrected agenda would have to take the
//! copy back, and the partner's file would say that somebody recorded what nobody did. Rejected, too: the agendas alone,
//! since most networks are older than their agendas here.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the objects and the root field |
//! | `heard` | both sources in one |
//! | `list` | of whom the rota is, in its order |

mod heard;
mod list;

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use kernel::{BodyId, Date};

use super::bodies::BodyReference;
use super::connection::{ListName, Window, WindowArguments, connection, cost, page_of};
use super::look::Look;
use super::meetings::MeetingReference;
use super::partners::{Finding, PartnerReference};
use super::reader::Reader;

pub(crate) use heard::OnAgendas;

/// A partner in the order of presentations [Reihenfolge der Vorstellung] (MEM-47).
#[derive(Clone, SimpleObject)]
pub struct PresentationTurn {
    partner: PartnerReference,
    /// Since when it belongs without a break.
    since: Date,
    /// When it last presented its work; `null` where it never did.
    last_presented_on: Option<Date>,
    /// How often it presented its work.
    presentations: usize,
    /// When and where, in order, and from where that is known.
    heard: Vec<HeardPresentation>,
    /// That it has not presented its work yet, where the documents want it (REM-18).
    findings: Vec<Finding>,
}

/// That a body heard a partner present its work [Vorstellung der Arbeit] (MEM-47).
#[derive(Clone, SimpleObject)]
pub struct HeardPresentation {
    on: Date,
    body: Option<BodyReference>,
    /// From where it is known; either is enough.
    known_from: Vec<PresentationSource>,
    /// The meeting on whose agenda it stood.
    meeting: Option<MeetingReference>,
}

/// From where a presentation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PresentationSource {
    /// the office recorded it with the partner [beim Netzwerkpartner erfasst]
    PartnerRecord,
    /// it stood on the agenda of a meeting that was held [Tagesordnung]
    Agenda,
}

connection! {
    /// A page of the order of presentations [Reihenfolge der Vorstellung].
    PresentationTurnConnection, PresentationTurnEdge, PresentationTurn
}

/// The root field about presentations.
#[derive(Default)]
pub struct PresentationQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl PresentationQuery {
    /// In which order members present their work, who never did first [Reihenfolge der Vorstellung] (MEM-47): in the
    /// body that is given, else in the one that the municipality's documents name; empty where they name none. A
    /// presentation counts where the office recorded it with the partner, or where it stood on the agenda of a meeting
    /// that was held. 50 at a time where no length is given, 200 at most.
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn presentation_rota(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        body: Option<BodyId>,
        as_of: Option<Date>,
    ) -> Result<PresentationTurnConnection> {
        const LIST: ListName = ListName("presentationRota");
        let reader = Reader::of(ctx)?;
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(LIST, &arguments)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let turns = list::rota(&reading, body, day).await?;
        let (rows, page) = page_of(ctx, &reading, &turns, &window).await?;
        let nodes = list::load(&reading, rows, day, &Look::nodes(ctx)).await?;
        Ok(PresentationTurnConnection::new(LIST, page.with(nodes)))
    }
}
