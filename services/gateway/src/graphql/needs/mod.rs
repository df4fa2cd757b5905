//! The register of needs [Bedarf]: suggested, discussed, realised or shelved (MTG-16, MTG-17).
//!
//! Partners read it: needs are suggested and discussed by all, and how one was met is what the others want to know. What
//! a meeting said about it, and why it was shelved or taken up again, is for those who read meetings.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{Enum, ID, Object, SimpleObject};
use kernel::Date;
use meetings::Need as View;
use meetings::need::NeedState;
use uuid::Uuid;

use super::bodies::BodyReference;
use super::meetings::MeetingReference;
use super::partners::Sector;
use super::sources::Source;

pub use list::{NeedConnection, NeedEdge, NeedFilter, NeedOrder, NeedQuery};
pub(crate) use load::one;

/// Something that families or institutions need [Bedarf].
pub struct Need {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    text: Option<String>,
    body: Option<BodyReference>,
    sector: Option<Sector>,
    course: Vec<NeedStep>,
    sources: Vec<Source>,
}

/// What happens to a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum NeedStepKind {
    /// somebody sees it [angeregt]
    Suggested,
    /// a meeting talked about it [beraten]
    Discussed,
    /// it is met [verwirklicht]
    Realised,
    /// nobody pursues it for now [zurückgestellt]
    Shelved,
    /// it was taken up again [wieder aufgenommen]
    Reopened,
}

/// Something that happened to a need on a day.
#[derive(Clone, SimpleObject)]
pub struct NeedStep {
    pub(super) kind: NeedStepKind,
    pub(super) on: Date,
    /// The body in which it came up [Gremium].
    pub(super) body: Option<BodyReference>,
    /// The meeting that discussed it [Sitzung].
    pub(super) meeting: Option<MeetingReference>,
    /// The offer that meets it, for `node` [Angebot].
    pub(super) offer: Option<ID>,
    /// What was said or done, or why; `null` where nobody wrote it down or it was erased. Only how it was met is shown to
    /// who does not read meetings.
    pub(super) text: Option<String>,
}

/// Something that families or institutions need [Bedarf].
#[Object]
impl Need {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// One line; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    async fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The body in which it came up; `null` where it did elsewhere [Gremium].
    async fn body(&self) -> Option<&BodyReference> {
        self.body.as_ref()
    }

    /// The field of work that would meet it [Arbeitsbereich].
    async fn sector(&self) -> Option<&Sector> {
        self.sector.as_ref()
    }

    async fn suggested_on(&self) -> Option<Date> {
        self.view.suggested_on
    }

    /// How far it is on the day that is asked for [Stand].
    async fn state(&self) -> Option<NeedState> {
        self.view.state_on(self.day)
    }

    /// Since when it is realised or shelved; `null` while it goes on.
    async fn ended_on(&self) -> Option<Date> {
        self.view.end_on(self.day).map(|(on, _)| on)
    }

    /// How often meetings had discussed it by the day.
    async fn discussions(&self) -> usize {
        self.view.discussions_until(self.day).len()
    }

    /// What happened to it by the day, in order [Verlauf].
    #[graphql(complexity = "5 * child_complexity")]
    async fn course(&self) -> &[NeedStep] {
        &self.course
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
