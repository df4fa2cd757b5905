//! Does somebody come to this meeting [Zu- oder Absage]?
//!
//! The link is open while the meeting is ahead and as the letter told it: a change that calendars hear of raises the
//! meeting's sequence, and the letter about it has a link of its own. It counts once: a contact that has answered since
//! that letter, through whichever way, has answered.

use commands::links::{self, Wanted};
use commands::reading::{Reading, in_store};
use commands::{CommandOf, Commands};
use eventstore::Loaded;
use eventstore::load::Fold as _;
use kernel::{ContactId, Date, MeetingId, PartnerId, StreamId};
use meetings::Meeting;
use meetings::meeting::{RecordReply, ReplyKind};
use membership::Contact;
use serde::Serialize;
use serde_json::json;
use service_kit::links::{Link, LinkRefusal, OpenedLink};
use service_kit::problem::Problem;

use super::{about, institution, reading};
use crate::shown::{self, ShownMeeting};
use crate::use_cases::MeetingUseCase;

/// The command's name.
const RECORD_REPLY: &str = "record-reply";

/// How often an answer is looked at anew when somebody else wrote to the meeting meanwhile.
const ATTEMPTS: usize = 12;

/// Do you come? [Kommen Sie?]
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReplyQuestion {
    /// Who asks.
    pub(super) municipality: String,
    /// For whom the contact answers [Einrichtung].
    pub(super) institution: Option<String>,
    pub(super) meeting: ShownMeeting,
    /// The last day for an answer.
    pub(super) expires_on: Date,
}

/// The meeting that a link is about and the contact that answers, as they are now.
struct Subject {
    meeting: Meeting,
    contact: Contact,
    /// The fact since which the meeting is as its calendars know it.
    told_since: usize,
    loaded: Loaded,
}

impl Subject {
    async fn load(reading: Reading<'_>, link: &Link, key: Option<&str>) -> Result<Self, Problem> {
        let stream = StreamId::new("meeting", about(link)?);
        let contact = StreamId::new("contact", link.subject);
        let tenant = municipality::stream(reading.municipality);
        let loaded = reading.load(&[stream, contact, tenant], key).await?;
        let mut meeting = Meeting::default();
        let mut told_since = 0;
        for event in loaded.stream(&stream) {
            let before = meeting.sequence;
            meeting.fold(event.read().map_err(|error| in_store(&error))?);
            if meeting.sequence != before {
                told_since = meeting.history.len();
            }
        }
        Ok(Self {
            meeting,
            contact: loaded.fold(&contact).map_err(|error| in_store(&error))?,
            told_since,
            loaded,
        })
    }

    /// The partner for which the contact may answer now; `None` where the link is not open.
    fn open_for(&self, link: &Link, today: Date) -> Option<PartnerId> {
        let meeting = &self.meeting;
        let is_ahead = meeting.begun.is_none() && meeting.cancelled_on.is_none();
        let partner = self.partner()?;
        let is_invited = meeting.invited.partners.contains_key(&partner);
        let contact = Some(ContactId(link.subject));
        let mut replies = meeting.replies.iter();
        let has_replied =
            replies.any(|reply| reply.contact == contact && reply.fact > self.told_since);
        let is_open = is_ahead
            && is_invited
            && meeting.sequence == link.nonce
            && self.contact.is_active_on(today)
            && !has_replied;
        is_open.then_some(partner)
    }

    fn partner(&self) -> Option<PartnerId> {
        self.contact.partner
    }
}

impl ReplyQuestion {
    /// 410 where the link is not open any more.
    pub(super) async fn load(reading: Reading<'_>, link: &Link) -> Result<Self, Problem> {
        let subject = Subject::load(reading, link, None).await?;
        let partner = subject.open_for(link, reading.today());
        let partner = partner.ok_or(LinkRefusal::Closed)?;
        let body = subject.meeting.body.ok_or(LinkRefusal::Closed)?;
        let bodies = reading.load(&[StreamId::new("body", body.0)], None).await?;
        let body = shown::body(&bodies, body)?;
        let mut shown = shown::show(reading, &subject.loaded, &body, &[subject.meeting]).await?;
        let institution = institution(reading, partner).await?;
        let name = reading.name(&subject.loaded)?;
        let words = reading.words([institution, name]).await?;
        Ok(Self {
            municipality: words
                .text(name)?
                .unwrap_or_else(|| link.municipality.to_string()),
            institution: words.institution(institution)?,
            meeting: shown.pop().ok_or(LinkRefusal::Closed)?,
            expires_on: link.expires_on,
        })
    }
}

/// Records the answer; 410 `LINK_CLOSED` where the link is not open any more.
pub(super) async fn carry_out(
    commands: &Commands,
    opened: &OpenedLink,
    kind: ReplyKind,
) -> Result<(), Problem> {
    let reading = reading(commands, &opened.link);
    let today = reading.today();
    let key = links::key(opened, RECORD_REPLY);
    let mut attempt = 1;
    loop {
        let subject = Subject::load(reading, &opened.link, Some(&key)).await?;
        let partner = match subject.open_for(&opened.link, today) {
            Some(partner) => partner,
            // What was done before is told apart from another answer by its request.
            None if subject.loaded.prior.is_some() => {
                subject.partner().ok_or(LinkRefusal::Closed)?
            }
            None => return Err(LinkRefusal::Closed.into()),
        };
        let meeting = about(&opened.link)?;
        let command = RecordReply {
            meeting: MeetingId(meeting),
            partner,
            contact: Some(ContactId(opened.link.subject)),
            reply: kind,
            replied_on: today,
        };
        let stream = StreamId::new("meeting", meeting);
        let wanted = Wanted::<CommandOf<MeetingUseCase>> {
            name: RECORD_REPLY,
            command: command.into(),
            // Moved or cancelled meanwhile, it would be an answer to something else.
            expected_version: Some(subject.loaded.version(&stream)),
        };
        let answer = json!({ "reply": kind });
        let done = links::carry_out::<MeetingUseCase>(commands, opened, &answer, vec![wanted]);
        match done.await {
            Err(problem) if problem.code == "VERSION_CONFLICT" && attempt < ATTEMPTS => {
                attempt += 1
            }
            done => return done,
        }
    }
}
