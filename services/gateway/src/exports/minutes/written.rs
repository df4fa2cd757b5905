//! What a version says, in words: views and the vault's entries in, a paper out.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Time;
use kernel::{Date, EntryId, PartnerId};
use meetings::meeting::{ClockTime, ItemKind, Outcome, Place, ReplyKind};
use meetings::minutes::{AuthorKind, MinutesContent, MinutesState, MinutesVersion};
use meetings::{Meeting, Topic};
use membership::Body;
use papers::{
    Approval, Attendance, Letterhead, MinutesCorrection, MinutesItem, MinutesOutcome, MinutesPaper,
    PresentInstitution, Writer,
};
use uuid::Uuid;
use vault::Entries;

use super::recipe::{Names, Recipe, body_name, institutions, one, some, usual_place};
use crate::exports::text::blocks;
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Snapshot;
use crate::graphql::words;

/// All that the views name, in words.
pub(super) struct Named {
    held: Date,
    bodies: HashMap<Uuid, Body>,
    topics: HashMap<Uuid, Topic>,
    institutions: HashMap<Uuid, String>,
    entries: Entries,
    /// The number of the meeting that approved the version.
    approved_in: Option<u32>,
}

impl Named {
    pub(super) async fn load(
        reading: &Snapshot<'_>,
        meeting: &Meeting,
        version: &MinutesVersion,
        content: &MinutesContent,
        held: Date,
        names: Names,
    ) -> Result<Self, GraphError> {
        let subgroups = meeting.agenda.iter().filter_map(|item| item.subgroup);
        let bodies: Vec<Uuid> = meeting
            .body
            .into_iter()
            .chain(subgroups)
            .map(|id| id.0)
            .collect();
        let bodies: HashMap<Uuid, Body> = some(reading, &bodies).await?;
        let topics = meeting.agenda.iter().filter_map(|item| item.topic);
        let topics: Vec<Uuid> = topics.map(|id| id.0).collect();
        let topics: HashMap<Uuid, Topic> = some(reading, &topics).await?;
        let partners: Vec<Uuid> = partners(meeting, content).map(|id| id.0).collect();
        let approving = version.steps.last().and_then(|step| step.in_meeting);
        let approving: Option<Meeting> = match approving {
            Some(meeting) => one(reading, meeting.0).await?,
            None => None,
        };
        let items = meeting.agenda.iter();
        let mut ids: Vec<EntryId> = vec![content.text];
        ids.extend(version.reason);
        ids.extend(meeting.place.into_iter().chain(meeting.topic));
        ids.extend(items.filter_map(|item| item.title));
        ids.extend(meeting.outcomes.iter().map(|outcome| outcome.text));
        ids.extend(bodies.values().filter_map(|view| body_name(view, held)));
        ids.extend(topics.values().filter_map(|topic| topic.title));
        Ok(Self {
            held,
            institutions: institutions(reading, &partners, held, names).await?,
            entries: reading.entries(ids).await?,
            approved_in: approving.and_then(|meeting| meeting.number),
            bodies,
            topics,
        })
    }

    fn text(&self, id: Option<EntryId>) -> Result<Option<String>, GraphError> {
        words::optional_text(&self.entries, id)
    }

    fn institution(&self, id: PartnerId) -> Option<String> {
        self.institutions.get(&id.0).cloned()
    }

    pub(super) fn written(
        &self,
        meeting: &Meeting,
        version: &MinutesVersion,
        content: &MinutesContent,
        policies: &Policies,
        today: Date,
    ) -> Result<Recipe, GraphError> {
        let step = version.steps.iter().rfind(|step| step.on <= today);
        let state = step.map_or(MinutesState::Draft, |step| step.to);
        let approval = step.filter(|step| step.to == MinutesState::Approved);
        let since = version.contents.iter().map(|content| content.since);
        let since = since.filter(|since| *since <= today).max();
        let body = meeting.body.and_then(|id| self.bodies.get(&id.0));
        let (begins, ends) = times(meeting);
        let (agenda, outcomes) = self.agenda(meeting, today)?;
        let correction = match (version.reason, version.began_on()) {
            (Some(reason), Some(on)) => Some(MinutesCorrection {
                on,
                reason: self.text(Some(reason))?,
            }),
            (Some(_) | None, _) => None,
        };
        let paper = MinutesPaper {
            letterhead: Letterhead {
                network_name: String::new(),
                crest: None,
                stand: approval.map(|step| step.on).or(since).unwrap_or(today),
                responsible_office: String::new(),
                status: match state {
                    MinutesState::Draft | MinutesState::Submitted => Some(state.label().to_owned()),
                    MinutesState::Approved | MinutesState::Dispatched => None,
                },
            },
            body: match body {
                Some(view) => self.text(body_name(view, self.held))?.unwrap_or_default(),
                None => String::new(),
            },
            number: meeting.number,
            topic: self.text(meeting.topic)?,
            day: self.held,
            begins,
            ends,
            place: self.place(meeting, body, policies)?,
            version: papers::MinutesVersion {
                number: version.number,
                correction,
            },
            attendance: self.attendance(meeting),
            excused: self.names(excused(meeting)),
            without_reply: self.names(absent(meeting, meeting.open_invitations(self.held))),
            agenda,
            outcomes,
            text: blocks(&self.text(Some(content.text))?.unwrap_or_default()),
            mentions: Vec::new(),
            attachments: (1..)
                .zip(&content.attachments)
                .map(|(number, document)| {
                    format!("Anlage {number}: {}", document.media_type.label())
                })
                .collect(),
            written_by: Writer {
                function: content.author.by.label().to_owned(),
                institution: match content.author.by {
                    AuthorKind::Taker => content.author.partner.and_then(|id| self.institution(id)),
                    AuthorKind::Office => None,
                },
            },
            approval: approval.map(|step| Approval {
                on: step.on,
                meeting: self.approved_in,
            }),
        };
        Ok(Recipe {
            paper,
            network: body.and_then(|body| body.network),
            held: self.held,
            mentions: content.mentions.clone(),
        })
    }

    fn place(
        &self,
        meeting: &Meeting,
        body: Option<&Body>,
        policies: &Policies,
    ) -> Result<Option<String>, GraphError> {
        match meeting.place() {
            Some(Place::Said(entry)) => self.text(Some(entry)),
            Some(Place::Usual) => Ok(usual_place(policies, body, self.held)),
            None => Ok(None),
        }
    }

    fn attendance(&self, meeting: &Meeting) -> Option<Attendance> {
        let recorded = meeting.attendance.as_ref()?;
        let institutions = recorded.partners.iter().map(|presence| PresentInstitution {
            institution: self.institution(presence.partner).unwrap_or_default(),
            persons: presence.persons.map(u16::from),
        });
        let mut institutions: Vec<PresentInstitution> = institutions.collect();
        institutions.sort_by_cached_key(|row| words::fold(&row.institution));
        Some(Attendance {
            institutions,
            others: recorded.others,
        })
    }

    fn names(&self, ids: Vec<PartnerId>) -> Vec<String> {
        let names = ids.into_iter().filter_map(|id| self.institution(id));
        let mut names: Vec<String> = names.collect();
        names.sort_by_cached_key(|name| words::fold(name));
        names
    }

    /// The items with what came under each, and what came under none.
    fn agenda(
        &self,
        meeting: &Meeting,
        today: Date,
    ) -> Result<(Vec<MinutesItem>, Vec<MinutesOutcome>), GraphError> {
        let under = |item| {
            let outcomes = meeting.outcomes.iter();
            outcomes
                .filter(|outcome| outcome.item == item)
                .map(|outcome| self.outcome(outcome, today))
                .collect::<Result<Vec<_>, GraphError>>()
        };
        let mut items = Vec::with_capacity(meeting.agenda.len());
        for item in &meeting.agenda {
            let topic = item.topic.and_then(|id| self.topics.get(&id.0)?.title);
            let subgroup = item.subgroup.and_then(|id| self.bodies.get(&id.0));
            let subgroup = subgroup.and_then(|view| body_name(view, self.held));
            let said = self.text(item.title.or(topic).or(subgroup))?;
            let ordinary = item.kind == ItemKind::Ordinary;
            items.push(MinutesItem {
                title: said.or_else(|| item.partner.and_then(|id| self.institution(id))),
                kind: (!ordinary).then(|| item.kind.label().to_owned()),
                outcomes: under(Some(item.id))?,
            });
        }
        Ok((items, under(None)?))
    }

    fn outcome(&self, outcome: &Outcome, today: Date) -> Result<MinutesOutcome, GraphError> {
        Ok(MinutesOutcome {
            kind: outcome.kind.label().to_owned(),
            text: self.text(Some(outcome.text))?,
            responsible: outcome.responsible.and_then(|id| self.institution(id)),
            due_on: outcome.due_on,
            done_on: outcome.done_on.filter(|on| *on <= today),
        })
    }
}

/// Every partner that the paper names but for those of the contacts.
fn partners(meeting: &Meeting, content: &MinutesContent) -> impl Iterator<Item = PartnerId> {
    let present = meeting.attendance.iter();
    let present = present.flat_map(|attendance| &attendance.partners);
    let outcomes = meeting.outcomes.iter();
    present
        .map(|presence| presence.partner)
        .chain(meeting.invited.partners.keys().copied())
        .chain(meeting.agenda.iter().filter_map(|item| item.partner))
        .chain(outcomes.filter_map(|outcome| outcome.responsible))
        .chain(content.author.partner)
}

/// Who excused itself: declined, of those who were not there.
fn excused(meeting: &Meeting) -> Vec<PartnerId> {
    let mut last: HashMap<PartnerId, (Date, usize, ReplyKind)> = HashMap::new();
    for reply in &meeting.replies {
        // An answer to another time is none.
        if reply.fact > meeting.asked_since {
            let told = (reply.replied_on, reply.fact, reply.reply);
            let known = last.entry(reply.partner).or_insert(told);
            if (known.0, known.1) < (told.0, told.1) {
                *known = told;
            }
        }
    }
    let declined = last
        .into_iter()
        .filter(|(_, told)| told.2 == ReplyKind::Declined);
    absent(meeting, declined.map(|(partner, _)| partner).collect())
}

fn absent(meeting: &Meeting, mut of: Vec<PartnerId>) -> Vec<PartnerId> {
    let present = meeting.attendance.iter();
    let present: Vec<PartnerId> = present
        .flat_map(|attendance| &attendance.partners)
        .map(|presence| presence.partner)
        .collect();
    of.retain(|partner| !present.contains(partner));
    of
}

/// When it began, and when it was planned to end, if that is the same day.
fn times(meeting: &Meeting) -> (Option<Time>, Option<Time>) {
    let planned = meeting.slot.as_ref().and_then(|slot| slot.at.as_ref());
    let begun = meeting.begun.as_ref().and_then(|begun| begun.at.as_ref());
    let minutes = meeting.slot.as_ref().and_then(|slot| slot.minutes);
    let ends = planned
        .and_then(clock)
        .zip(minutes)
        .and_then(|(at, minutes)| {
            let minutes = i64::from(minutes).minutes();
            at.checked_add(minutes).ok()
        });
    (begun.or(planned).and_then(clock), ends)
}

pub(crate) fn clock(at: &ClockTime) -> Option<Time> {
    Time::strptime("%H:%M", at.as_str()).ok()
}
