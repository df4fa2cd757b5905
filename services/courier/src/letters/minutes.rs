//! Minutes that go out, and whether their results were passed on (MTG-23).

use jiff::ToSpan as _;
use kernel::{Date, MeetingId, PartnerId, StreamId, german};
use meetings::meeting::Meeting;
use meetings::minutes::{DispatchChannel, Minutes, MinutesDispatch, MinutesEvent};
use outbox::Suppression;
use service_kit::links::LinkScope;

use super::agenda::Told;
use super::draft::Draft;
use super::{Failure, Unsent, Writing};
use crate::rule::Rule;

/// For how many days after minutes went out a partner may acknowledge through the letter.
const ACKNOWLEDGING: i64 = 180;

impl Writing<'_> {
    pub(super) async fn minutes(&self) -> Result<Draft, Unsent> {
        let stream = self.letter.subject;
        let loaded = self.desk.load(&[stream]).await?;
        let then: Minutes = self.then(&loaded, &stream)?;
        let now: Minutes = loaded.fold(&stream)?;
        let told = self.of_meeting(then.meeting).await?;
        match self.rule {
            Rule::PassingOnReminder => Ok(self.passing_on_reminder(&then, &now, &told)?),
            _ => {
                let MinutesEvent::MinutesDispatched(dispatched) = self.cause(&loaded)? else {
                    return Err(Failure::OtherEvent(self.letter.position).into());
                };
                self.check_dispatch(&now, dispatched.version)?;
                let partner = self.addressed(&dispatched.partners);
                self.dispatch(
                    &then,
                    &told,
                    dispatched.version,
                    partner,
                    dispatched.dispatched_on,
                )
                .await
            }
        }
    }

    async fn dispatch(
        &self,
        then: &Minutes,
        told: &Told,
        number: u32,
        partner: PartnerId,
        dispatched_on: Date,
    ) -> Result<Draft, Unsent> {
        let version = then.version(number);
        let content = version.and_then(|version| version.contents.last());
        let content = content.ok_or(Failure::OtherEvent(self.letter.position))?;
        let content = &content.content;
        let words = self.desk.words(&[content.text]).await?;
        // Words that somebody erased are not sent.
        let text = super::office::text(&words, content.text)?.ok_or(Suppression::Unwanted)?;
        let mut draft = Draft {
            subject: format!("Protokoll: {}", told.title),
            documents: content.attachments.clone(),
            network: told.network,
            ..Draft::default()
        };
        let title = format!("{}, {}", told.title, told.when);
        draft.say(match number {
            1 => format!("hier ist das genehmigte Protokoll: {title}."),
            _ => format!("hier ist das Protokoll in der {number}. Fassung: {title}."),
        });
        draft.say(text);
        if self.asks_to_pass_on().await? {
            draft.say(format!(
                "Bitte geben Sie die Ergebnisse in Ihrem Haus weiter und bestätigen Sie es uns:\n{}",
                self.acknowledge_link(partner, number, dispatched_on)
            ));
        }
        Ok(draft)
    }

    fn passing_on_reminder(
        &self,
        then: &Minutes,
        now: &Minutes,
        told: &Told,
    ) -> Result<Draft, Suppression> {
        let dispatch = self.last_dispatch(then).ok_or(Suppression::Unwanted)?;
        let acknowledged = now.acknowledged.keys();
        let mut acknowledged = acknowledged.map(|partner| self.people.stays(*partner));
        if acknowledged.any(|partner| partner == self.reader.partner) {
            return Err(Suppression::Settled);
        }
        let newest = self.last_dispatch(now).map(|newest| newest.version);
        if newest != Some(dispatch.version) {
            return Err(Suppression::Overtaken);
        }
        let partner = self.addressed(&dispatch.partners);
        let mut draft = Draft {
            subject: format!("Erinnerung: Ergebnisse weitergegeben? {}", told.title),
            network: told.network,
            ..Draft::default()
        };
        draft.say(format!(
            "am {} haben Sie das Protokoll dieser Sitzung erhalten: {}, {}.",
            german::day(dispatch.on),
            told.title,
            told.when
        ));
        draft.say(format!(
            "Sind die Ergebnisse in Ihrem Haus weitergegeben? Dann bestätigen Sie es uns bitte:\n{}",
            self.acknowledge_link(partner, dispatch.version, dispatch.on)
        ));
        Ok(draft)
    }

    /// Not where the dispatch was struck before the letter left, nor where a newer version follows it.
    fn check_dispatch(&self, now: &Minutes, version: u32) -> Result<(), Suppression> {
        let mailed = now.dispatches.iter();
        let mut mailed = mailed.filter(|dispatch| {
            dispatch.channel == DispatchChannel::Mail && self.is_for_reader(dispatch)
        });
        if mailed.clone().any(|dispatch| dispatch.version > version) {
            Err(Suppression::Overtaken)
        } else if mailed.any(|dispatch| dispatch.version == version) {
            Ok(())
        } else {
            Err(Suppression::Unwanted)
        }
    }

    /// The last version that went to the reader's partner.
    fn last_dispatch<'m>(&self, minutes: &'m Minutes) -> Option<&'m MinutesDispatch> {
        let theirs = minutes.dispatches.iter();
        let theirs = theirs.filter(|dispatch| self.is_for_reader(dispatch));
        theirs.max_by_key(|dispatch| dispatch.version)
    }

    fn is_for_reader(&self, dispatch: &MinutesDispatch) -> bool {
        let mut partners = dispatch.partners.iter();
        partners.any(|partner| self.people.stays(*partner) == self.reader.partner)
    }

    /// The reader's partner as the dispatch named it: a duplicate's id stays what it is there.
    fn addressed(&self, partners: &[PartnerId]) -> PartnerId {
        let own = |partner: &&PartnerId| self.people.stays(**partner) == self.reader.partner;
        partners
            .iter()
            .find(own)
            .copied()
            .unwrap_or(self.reader.partner)
    }

    /// Whether a document says that partners pass results on.
    async fn asks_to_pass_on(&self) -> Result<bool, Failure> {
        let policy = self.policy().await?;
        Ok(policy.is_some_and(|policy| policy.policy.meetings.passing_on.value().is_some()))
    }

    fn acknowledge_link(&self, partner: PartnerId, version: u32, dispatched_on: Date) -> String {
        let minutes = self.letter.subject.id();
        let last = dispatched_on.saturating_add(ACKNOWLEDGING.days());
        let scope = LinkScope::AcknowledgePassingOn;
        self.link(scope, partner.0, Some(minutes), version, last)
    }

    async fn of_meeting(&self, meeting: Option<MeetingId>) -> Result<Told, Failure> {
        let meeting = meeting.ok_or(Failure::OtherEvent(self.letter.position))?;
        let stream = StreamId::new("meeting", meeting.0);
        let loaded = self.desk.load(&[stream]).await?;
        let meeting: Meeting = self.then(&loaded, &stream)?;
        let words = self.words_of(&[&meeting], &[]).await?;
        self.tell(&meeting, &words)
    }
}
