//! When, where and about what a meeting is: what every letter about it says.
//!
//! An anonymous case talk has its kind and nothing else (MTG-24). Who speaks is left out: a letter names nobody but its
//! reader and its sender.

use std::sync::Arc;

use calendar::Appointment;
use commands::PolicyInForce;
use eventstore::Loaded;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};
use kernel::{BodyId, EntryId, Institution, NetworkId, PartnerId, StreamId, TopicId};
use meetings::Topic;
use meetings::meeting::{AgendaItem, ItemKind, Meeting, Place, Slot, caption};
use membership::{Body, Partner};
use vault::{Entries, Entry};

use super::draft::day;
use super::office::text;
use super::{Failure, Writing};

/// A meeting in words.
#[derive(Debug)]
pub(super) struct Told {
    /// `3. Sitzung „Lenkungskreis“`.
    pub(super) title: String,
    /// What calendars call it.
    caption: String,
    /// `Mittwoch, 25.11.2026, 14:00 bis 16:00 Uhr`.
    pub(super) when: String,
    pub(super) place: Option<String>,
    pub(super) occasion: Option<String>,
    agenda: Vec<String>,
    begins: DateTime,
    minutes: Option<u32>,
    pub(super) network: Option<NetworkId>,
}

/// What a meeting's words need besides the meeting.
pub(super) struct Words {
    body: Body,
    words: Entries,
    items: Vec<Item>,
    policy: Option<Arc<PolicyInForce>>,
}

/// An item with the streams that it names.
struct Item {
    item: AgendaItem,
    topic: Option<EntryId>,
    partner: Option<EntryId>,
    subgroup: Option<EntryId>,
}

impl Writing<'_> {
    /// Everything that the meetings' words need, and the texts besides.
    pub(super) async fn words_of(
        &self,
        meetings: &[&Meeting],
        besides: &[Option<EntryId>],
    ) -> Result<Words, Failure> {
        let body_id = meetings.iter().find_map(|meeting| meeting.body);
        let agenda = meetings.iter().flat_map(|meeting| &meeting.agenda);
        let agenda: Vec<&AgendaItem> = agenda.collect();
        let streams: Vec<StreamId> = body_id
            .map(body_stream)
            .into_iter()
            .chain(agenda.iter().flat_map(|item| named(item)))
            .collect();
        let loaded = self.desk.load(&streams).await?;
        let body: Body = match body_id {
            Some(body) => self.then(&loaded, &body_stream(body))?,
            None => Body::default(),
        };
        let items = agenda.into_iter().map(|item| self.item(&loaded, item));
        let items: Vec<Item> = items.collect::<Result<_, Failure>>()?;
        let words = texts(meetings, &items).chain(besides.iter().copied().flatten());
        let words: Vec<EntryId> = words.chain(body.name_on(self.day)).collect();
        let words = self.desk.words(&words).await?;
        let usual = |meeting: &&Meeting| meeting.place() == Some(Place::Usual);
        let policy = match meetings.iter().any(usual) {
            true => self.policy().await?,
            false => None,
        };
        Ok(Words {
            body,
            words,
            items,
            policy,
        })
    }

    fn item(&self, loaded: &Loaded, item: &AgendaItem) -> Result<Item, Failure> {
        let topic = match item.topic {
            Some(topic) => self.then::<Topic>(loaded, &topic_stream(topic))?.title,
            None => None,
        };
        let partner = match item.partner {
            Some(partner) => {
                let partner: Partner = self.then(loaded, &partner_stream(partner))?;
                partner.institution_on(self.day)
            }
            None => None,
        };
        let subgroup = match item.subgroup {
            Some(body) => self
                .then::<Body>(loaded, &body_stream(body))?
                .name_on(self.day),
            None => None,
        };
        Ok(Item {
            item: item.clone(),
            topic,
            partner,
            subgroup,
        })
    }

    pub(super) fn tell(&self, meeting: &Meeting, words: &Words) -> Result<Told, Failure> {
        let body = match words.body.name_on(self.day) {
            Some(name) => words.text(name)?,
            None => None,
        };
        let body = body.unwrap_or_else(|| "Netzwerk Frühe Hilfen".to_owned());
        let title = match meeting.number {
            Some(number) => format!("{number}. Sitzung „{body}“"),
            None => format!("Sitzung „{body}“"),
        };
        let slot = meeting.slot.as_ref();
        let slot = slot.ok_or(Failure::OtherEvent(self.letter.position))?;
        let occasion = match meeting.topic {
            Some(topic) => words.text(topic)?,
            None => None,
        };
        let caption = caption(&body, meeting.number, occasion.as_deref());
        let agenda = meeting.agenda.iter().map(|item| words.line(item));
        Ok(Told {
            title,
            caption,
            when: when(slot),
            place: words.place(meeting)?,
            occasion,
            agenda: agenda.collect::<Result<_, Failure>>()?,
            begins: begins(slot),
            minutes: slot.minutes.map(u32::from),
            network: words.body.network,
        })
    }
}

impl Told {
    /// Time, place and occasion, a line each.
    pub(super) fn lines(&self) -> String {
        let place = self.place.as_deref().unwrap_or("wird noch mitgeteilt");
        let mut lines = format!("Wann: {}\nWo: {place}", self.when);
        if let Some(occasion) = &self.occasion {
            lines.push_str("\nAnlass: ");
            lines.push_str(occasion);
        }
        lines
    }

    /// The agenda with its numbers; `None` where there is none.
    pub(super) fn agenda(&self) -> Option<String> {
        if self.agenda.is_empty() {
            return None;
        }
        let mut lines = vec!["Tagesordnung:".to_owned()];
        let numbered = (1..).zip(&self.agenda);
        lines.extend(numbered.map(|(number, line)| format!("{number}. {line}")));
        Some(lines.join("\n"))
    }

    pub(super) fn appointment(self, uid: uuid::Uuid, sequence: u32) -> Appointment {
        let description = self.agenda();
        Appointment {
            uid,
            sequence,
            begins: self.begins,
            minutes: self.minutes,
            summary: self.caption,
            place: self.place,
            description,
            url: None,
        }
    }
}

impl Words {
    /// A text; `None` where it was erased.
    pub(super) fn text(&self, entry: EntryId) -> Result<Option<String>, Failure> {
        Ok(text(&self.words, entry)?)
    }

    pub(super) fn optional(&self, entry: Option<EntryId>) -> Result<Option<String>, Failure> {
        entry.map_or(Ok(None), |entry| self.text(entry))
    }

    fn place(&self, meeting: &Meeting) -> Result<Option<String>, Failure> {
        match meeting.place() {
            Some(Place::Said(entry)) => self.text(entry),
            Some(Place::Usual) => Ok(self.usual_place()),
            None => Ok(None),
        }
    }

    /// Where the policy says that the body usually meets (MTG-03).
    fn usual_place(&self) -> Option<String> {
        let rule = self.body.rule.as_ref()?.to_string();
        let meetings = &self.policy.as_ref()?.policy.meetings;
        meetings.usual_place(&rule).map(str::to_owned)
    }

    fn line(&self, item: &AgendaItem) -> Result<String, Failure> {
        let label = item.kind.label();
        if item.kind == ItemKind::AnonymousCaseTalk {
            return Ok(label.to_owned());
        }
        let known = self.items.iter().find(|known| known.item == *item);
        let title = self.optional(item.title)?;
        let topic = self.optional(known.and_then(|known| known.topic))?;
        let subgroup = self.optional(known.and_then(|known| known.subgroup))?;
        let partner = match known.and_then(|known| known.partner) {
            Some(entry) => self.words.get::<Institution>(entry)?,
            None => None,
        };
        let partner = partner.and_then(Entry::kept).map(|partner| partner.name);
        let about: Vec<String> = [partner, subgroup, title.or(topic)]
            .into_iter()
            .flatten()
            .collect();
        let about = about.join(": ");
        Ok(match (item.kind, about.is_empty()) {
            (ItemKind::Ordinary, false) => about,
            (_, false) => format!("{label}: {about}"),
            (_, true) => label.to_owned(),
        })
    }
}

/// The texts that the meetings and their items name.
fn texts(meetings: &[&Meeting], items: &[Item]) -> impl Iterator<Item = EntryId> {
    let of_items = items.iter().flat_map(|known| {
        let Item { item, topic, .. } = known;
        [item.title, *topic, known.partner, known.subgroup]
    });
    let of_meetings = meetings
        .iter()
        .flat_map(|meeting| [meeting.place, meeting.topic]);
    of_items.chain(of_meetings).flatten()
}

/// The streams that an item names.
fn named(item: &AgendaItem) -> impl Iterator<Item = StreamId> {
    let topic = item.topic.map(topic_stream);
    let partner = item.partner.map(partner_stream);
    let subgroup = item.subgroup.map(body_stream);
    [topic, partner, subgroup].into_iter().flatten()
}

fn body_stream(body: BodyId) -> StreamId {
    StreamId::new("body", body.0)
}

fn topic_stream(topic: TopicId) -> StreamId {
    StreamId::new("topic", topic.0)
}

fn partner_stream(partner: PartnerId) -> StreamId {
    StreamId::new("partner", partner.0)
}

/// Local time; midnight where nobody wrote down when a past meeting began.
fn begins(slot: &Slot) -> DateTime {
    let midnight = slot.on.to_datetime(Time::midnight());
    slot.begins().unwrap_or(midnight)
}

fn when(slot: &Slot) -> String {
    let on = day(slot.on);
    let Some(at) = &slot.at else {
        return on;
    };
    let from = at.as_str();
    match slot.minutes {
        Some(minutes) => {
            let ends = begins(slot).saturating_add(i64::from(minutes).minutes());
            format!("{on}, {from} bis {} Uhr", ends.strftime("%H:%M"))
        }
        None => format!("{on}, {from} Uhr"),
    }
}
