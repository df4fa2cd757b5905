//! Minutes of meetings [Protokolle]: what they say, how far they are, who got them and who passed the results on
//! (MTG-10 … MTG-12, MTG-23, MTG-24).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `parts` | author, versions, recipients, who passed the results on |
//! | `load` | its loader |
//! | `list` | the root fields: filter, order, pages |
//! | `check` | the hint before a text is saved |

mod check;
mod list;
mod load;
mod parts;

use async_graphql::{ID, Object};
use kernel::{Date, DocumentRef};
use meetings::Minutes as View;
use meetings::minutes::MinutesState;
use uuid::Uuid;

use super::bodies::BodyReference;
use super::contacts::Contact;
use super::meetings::MeetingReference;
use super::sources::Source;

pub use check::TextMention;
pub use list::{MinutesConnection, MinutesEdge, MinutesFilter, MinutesOrder, MinutesQuery};
pub(crate) use load::{of_meetings, one};
pub use parts::{
    MinutesAuthor, MinutesDispatch, MinutesPassingOn, MinutesRecipient, MinutesReturn,
    MinutesVersion,
};

/// The minutes of a meeting [Protokoll].
pub struct Minutes {
    id: Uuid,
    day: Date,
    view: View,
    meeting: Option<MeetingReference>,
    body: Option<BodyReference>,
    text: Option<String>,
    author: Option<MinutesAuthor>,
    mentions: Vec<Contact>,
    returned: Option<MinutesReturn>,
    approved_in: Option<MeetingReference>,
    versions: Vec<MinutesVersion>,
    recipients: Vec<MinutesRecipient>,
    sources: Vec<Source>,
}

/// The minutes of a meeting [Protokoll], as they are on the day that is asked for.
#[Object]
impl Minutes {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The meeting of which they are.
    async fn meeting(&self) -> Option<&MeetingReference> {
        self.meeting.as_ref()
    }

    /// The body that met [Gremium].
    async fn body(&self) -> Option<&BodyReference> {
        self.body.as_ref()
    }

    /// How far the latest version is [Entwurf, vorgelegt, genehmigt, versandt].
    async fn state(&self) -> Option<MinutesState> {
        self.view.state_on(self.day)
    }

    /// The number of the latest version, from 1.
    async fn version(&self) -> Option<u32> {
        self.view.version_on(self.day).map(|version| version.number)
    }

    /// The number of the latest version that is approved: what holds [gültige Fassung]; `null` before the first.
    async fn approved_version(&self) -> Option<u32> {
        self.view
            .approved_on(self.day)
            .map(|version| version.number)
    }

    /// What the latest version says; `null` where it was erased.
    async fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Who wrote the latest version [Verfasser] (MTG-10, MTG-11).
    async fn author(&self) -> Option<&MinutesAuthor> {
        self.author.as_ref()
    }

    /// When the first version was drafted [Entwurf].
    async fn drafted_on(&self) -> Option<Date> {
        self.view.version(1)?.began_on()
    }

    /// Since when the latest version is submitted [vorgelegt]; `null` for a draft and for what was returned.
    async fn submitted_on(&self) -> Option<Date> {
        self.view.version_on(self.day)?.submitted_on(self.day)
    }

    /// That the latest version came back to whoever wrote it [zurückgegeben]; `null` once it is submitted again.
    async fn returned(&self) -> Option<&MinutesReturn> {
        self.returned.as_ref()
    }

    /// When the latest version was approved [genehmigt].
    async fn approved_on(&self) -> Option<Date> {
        let approval = self.view.version_on(self.day)?.approval(self.day)?;
        Some(approval.on)
    }

    /// The meeting that approved the latest version; `null` where no meeting did.
    async fn approved_in(&self) -> Option<&MeetingReference> {
        self.approved_in.as_ref()
    }

    /// When the latest version first went out [versandt].
    async fn dispatched_on(&self) -> Option<Date> {
        let version = self.view.version_on(self.day)?;
        self.view.dispatched_on(version, self.day)
    }

    /// The documents of the latest version [Anlagen].
    async fn attachments(&self) -> &[DocumentRef] {
        let content = self.view.text_on(self.day);
        content.map_or(&[], |content| &content.attachments)
    }

    /// The contacts to whom the latest version refers; who sees the persons is decided where contacts are.
    #[graphql(complexity = "3 * child_complexity")]
    async fn mentions(&self) -> &[Contact] {
        &self.mentions
    }

    /// Every version, in order, with why there is a new one [Fassungen].
    #[graphql(complexity = "3 * child_complexity")]
    async fn versions(&self) -> &[MinutesVersion] {
        &self.versions
    }

    /// Each time a version went out, in the order in which it was told [Versand].
    async fn dispatches(&self) -> Vec<MinutesDispatch> {
        let sent = self.view.dispatches.iter();
        sent.filter(|sent| sent.on <= self.day)
            .map(MinutesDispatch::from)
            .collect()
    }

    /// The partners to whom any version went, by name [Verteiler].
    #[graphql(complexity = "5 * child_complexity")]
    async fn recipients(&self) -> &[MinutesRecipient] {
        &self.recipients
    }

    /// Of how many of them it is known that they passed the results on in their houses [Weitergabe] (MTG-23).
    async fn passing_on(&self) -> MinutesPassingOn {
        MinutesPassingOn::new(self.view.passing_on(self.day), &self.recipients)
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
