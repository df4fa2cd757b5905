//! Were this meeting's results passed on [Weitergabe] (MTG-23)?
//!
//! The link is open while the version that went out with it is the last one that went to the partner, and nobody has
//! confirmed for the partner yet. A version that was sent does not change any more, so that the page shows what the
//! letter brought.

use commands::links::{self, Wanted};
use commands::reading::{Reading, in_store};
use commands::{CommandOf, Commands};
use eventstore::Loaded;
use kernel::{Date, EntryId, MinutesId, PartnerId, StreamId};
use meetings::minutes::AcknowledgePassingOn;
use meetings::{Meeting, Minutes};
use serde::Serialize;
use serde_json::json;
use service_kit::links::{Link, LinkRefusal, OpenedLink};
use service_kit::problem::Problem;

use super::answer::ACKNOWLEDGED;
use super::{about, institution, reading};
use crate::shown::{self, ShownMeeting};
use crate::use_cases::MinutesUseCase;

/// The command's name.
const ACKNOWLEDGE: &str = "acknowledge-passing-on";

/// Were the results passed on? [Sind die Ergebnisse weitergegeben?]
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PassingOnQuestion {
    /// Who asks.
    pub(super) municipality: String,
    /// Who is asked [Einrichtung].
    pub(super) institution: Option<String>,
    pub(super) meeting: ShownMeeting,
    /// What the minutes say in the version that was sent.
    pub(super) text: String,
    /// The last day for an answer.
    pub(super) expires_on: Date,
}

/// The minutes that a link is about, as they are now.
struct Subject {
    minutes: Minutes,
    loaded: Loaded,
}

impl Subject {
    async fn load(reading: Reading<'_>, link: &Link, key: Option<&str>) -> Result<Self, Problem> {
        let stream = StreamId::new("minutes", about(link)?);
        let tenant = municipality::stream(reading.municipality);
        let loaded = reading.load(&[stream, tenant], key).await?;
        let minutes = loaded.fold(&stream).map_err(|error| in_store(&error))?;
        Ok(Self { minutes, loaded })
    }

    /// The text of the version that was sent; `None` where the link is not open.
    fn open_text(&self, link: &Link) -> Option<EntryId> {
        let partner = PartnerId(link.subject);
        let sent = self.minutes.dispatches.iter();
        let sent = sent.filter(|dispatch| dispatch.partners.contains(&partner));
        let last = sent.map(|dispatch| dispatch.version).max()?;
        if last != link.nonce || self.minutes.acknowledged.contains_key(&partner) {
            return None;
        }
        let version = self.minutes.version(last)?;
        Some(version.contents.last()?.content.text)
    }
}

impl PassingOnQuestion {
    /// 410 where the link is not open any more, or the text was erased.
    pub(super) async fn load(reading: Reading<'_>, link: &Link) -> Result<Self, Problem> {
        let subject = Subject::load(reading, link, None).await?;
        let text = subject.open_text(link).ok_or(LinkRefusal::Closed)?;
        let (Some(meeting), Some(body)) = (subject.minutes.meeting, subject.minutes.body) else {
            return Err(LinkRefusal::Closed.into());
        };
        let meeting = StreamId::new("meeting", meeting.0);
        let of_body = StreamId::new("body", body.0);
        let around = reading.load(&[meeting, of_body], None).await?;
        let meeting: Meeting = around.fold(&meeting).map_err(|error| in_store(&error))?;
        let body = shown::body(&around, body)?;
        let mut shown = shown::show(reading, &subject.loaded, &body, &[meeting]).await?;
        let institution = institution(reading, PartnerId(link.subject)).await?;
        let name = reading.name(&subject.loaded)?;
        let words = reading.words([institution, name, Some(text)]).await?;
        Ok(Self {
            municipality: words
                .text(name)?
                .unwrap_or_else(|| link.municipality.to_string()),
            institution: words.institution(institution)?,
            meeting: shown.pop().ok_or(LinkRefusal::Closed)?,
            text: words.text(Some(text))?.ok_or(LinkRefusal::Closed)?,
            expires_on: link.expires_on,
        })
    }
}

/// Records that the results were passed on; 410 `LINK_CLOSED` where the link is not open any more.
pub(super) async fn carry_out(commands: &Commands, opened: &OpenedLink) -> Result<(), Problem> {
    let reading = reading(commands, &opened.link);
    let key = links::key(opened, ACKNOWLEDGE);
    let subject = Subject::load(reading, &opened.link, Some(&key)).await?;
    if subject.open_text(&opened.link).is_none() {
        return Err(LinkRefusal::Closed.into());
    }
    let command = AcknowledgePassingOn {
        minutes: MinutesId(about(&opened.link)?),
        partner: PartnerId(opened.link.subject),
        acknowledged_on: reading.today(),
    };
    let wanted = Wanted::<CommandOf<MinutesUseCase>> {
        name: ACKNOWLEDGE,
        command: command.into(),
        // Another version on its way does not make it less true.
        expected_version: None,
    };
    let answer = json!({ ACKNOWLEDGED: true });
    links::carry_out::<MinutesUseCase>(commands, opened, &answer, vec![wanted]).await
}
