//! Proposed topics of a body [Themenspeicher], open to all members (MTG-09, MTG-16, MTG-17).
//!
//! Partners read the backlog, as they may propose and support: „Die Themen bestimmen die Netzwerkmitglieder
//! gemeinsam“. What the office or a subgroup wrote about a topic on its way is for those who read meetings.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{ID, Object, SimpleObject};
use kernel::Date;
use meetings::Topic as View;
use meetings::policy::AgendaKind;
use meetings::topic::TopicState;
use uuid::Uuid;

use super::bodies::BodyReference;
use super::meetings::MeetingReference;
use super::partners::PartnerReference;
use super::sources::Source;

pub use list::{TopicConnection, TopicEdge, TopicFilter, TopicOrder, TopicQuery};
pub(crate) use load::one;

/// A proposed topic of a body [Thema im Themenspeicher].
pub struct Topic {
    id: Uuid,
    view: View,
    title: Option<String>,
    text: Option<String>,
    body: Option<BodyReference>,
    proposed_by: Option<PartnerReference>,
    supporters: Vec<PartnerReference>,
    support_count: usize,
    steps: Vec<TopicStep>,
    prepared: Option<String>,
    drop_reason: Option<String>,
    sources: Vec<Source>,
}

/// Where a topic was from a day on [Weg des Themas] (MTG-17).
#[derive(Clone, SimpleObject)]
pub struct TopicStep {
    pub(super) state: TopicState,
    pub(super) since: Date,
    /// The subgroup that prepares it [Untergruppe].
    pub(super) subgroup: Option<BodyReference>,
    /// The meeting that is to deal with it, or did [Sitzung].
    pub(super) meeting: Option<MeetingReference>,
    /// The id of its item on that meeting's agenda, where it stands there [Tagesordnungspunkt].
    pub(super) agenda_item: Option<ID>,
}

/// A proposed topic of a body [Thema im Themenspeicher].
#[Object]
impl Topic {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The body for which it was proposed [Gremium].
    async fn body(&self) -> Option<&BodyReference> {
        self.body.as_ref()
    }

    /// One line; `null` where it was erased, and always for an anonymous case talk (MTG-24).
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    async fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// What it is besides an ordinary topic; `null` for one.
    async fn kind(&self) -> Option<AgendaKind> {
        self.view.kind
    }

    /// The partner that proposed it; `null` where the office did [vorgeschlagen von].
    async fn proposed_by(&self) -> Option<&PartnerReference> {
        self.proposed_by.as_ref()
    }

    async fn proposed_on(&self) -> Option<Date> {
        self.view.proposed_on()
    }

    /// Institutions that support it on the day that is asked for, in the order of their first support
    /// [Unterstützende] (MTG-09).
    #[graphql(complexity = "10 * child_complexity")]
    async fn supporters(&self) -> &[PartnerReference] {
        &self.supporters
    }

    /// How many institutions support it: an order for the office, no vote (MTG-09).
    async fn support_count(&self) -> usize {
        self.support_count
    }

    /// How far it is on the day that is asked for [Stand].
    async fn state(&self) -> Option<TopicState> {
        self.steps.last().map(|step| step.state)
    }

    /// Where it is on the day that is asked for: with a subgroup, on an agenda.
    async fn step(&self) -> Option<&TopicStep> {
        self.steps.last()
    }

    /// Its way until then, in order (MTG-17).
    #[graphql(complexity = "5 * child_complexity")]
    async fn steps(&self) -> &[TopicStep] {
        &self.steps
    }

    /// What a subgroup prepared, as it gave the topic back last; `null` for who does not read meetings (MTG-17).
    async fn prepared(&self) -> Option<&str> {
        self.prepared.as_deref()
    }

    /// Why nobody pursues it; `null` for who does not read meetings.
    async fn drop_reason(&self) -> Option<&str> {
        self.drop_reason.as_deref()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
