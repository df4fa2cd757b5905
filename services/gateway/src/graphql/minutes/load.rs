//! Loading minutes: their words out of the vault, the body, the meetings, partners and contacts that they name.

use std::collections::HashMap;

use kernel::{Date, EntryId, MeetingId, PartnerId};
use meetings::Minutes as View;
use meetings::minutes as domain;
use uuid::Uuid;
use vault::Entries;

use super::{Minutes, MinutesAuthor, MinutesRecipient, MinutesReturn, MinutesVersion};
use crate::graphql::bodies::{self, BodyReference};
use crate::graphql::contacts::{self, Contact};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings::{MeetingReference, references as meeting_references};
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::sources::{self, Source};
use crate::graphql::words;

/// The views of minutes, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads the minutes with this id; none for a role that may not read minutes.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Minutes>, GraphError> {
    if !reading.reader().may("minutes") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// The minutes of these meetings that were drafted by `day`, by meeting; none for a role that may not read minutes.
pub(crate) async fn of_meetings(
    reading: &Reading<'_>,
    meetings: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Minutes>, GraphError> {
    if !reading.reader().may("minutes") {
        return Ok(HashMap::new());
    }
    let sql = "
        SELECT id, view
        FROM read_4.minutes
        WHERE municipality = $1
            AND (view ->> 'meeting')::uuid = ANY ($2)
        ORDER BY id";
    let mut views: Vec<(Uuid, View)> = reading
        .views_by("load the minutes of meetings", sql, Some(meetings))
        .await?;
    views.retain(|(_, view)| view.state_on(day).is_some());
    let of: Vec<Option<MeetingId>> = views.iter().map(|(_, view)| view.meeting).collect();
    let minutes = load(reading, views, day, look).await?;
    let of = of.into_iter().zip(minutes);
    Ok(of
        .filter_map(|(meeting, minutes)| Some((meeting?.0, minutes)))
        .collect())
}

/// Loads what `look` asks for of these minutes; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Minutes>, GraphError> {
    let mut named = Named::load(reading, &views, day, look).await?;
    views
        .into_iter()
        .map(|(id, view)| {
            let current = view.version_on(day);
            let content = view.text_on(day);
            let approval = current.and_then(|version| version.approval(day));
            let mentions = content.map_or(&[][..], |content| &content.mentions);
            let mentions = mentions.iter().filter_map(|id| named.mentions.get(&id.0));
            Ok(Minutes {
                id,
                day,
                meeting: named.meeting(view.meeting),
                body: view
                    .body
                    .and_then(|body| named.bodies.get(&body.0).cloned()),
                text: named.text(content.map(|content| content.text))?,
                author: content.map(|content| named.author(content.author)),
                mentions: mentions.cloned().collect(),
                returned: match current.and_then(|version| version.returned(day)) {
                    Some(step) => Some(MinutesReturn {
                        on: step.on,
                        reason: named.text(step.reason)?,
                    }),
                    None => None,
                },
                approved_in: named.meeting(approval.and_then(|step| step.in_meeting)),
                versions: named.versions(&view, day)?,
                recipients: named.recipients(&view, day),
                sources: named.sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// What minutes name, by id, as far as it is asked for.
struct Named {
    entries: Entries,
    bodies: HashMap<Uuid, BodyReference>,
    meetings: HashMap<Uuid, MeetingReference>,
    partners: HashMap<Uuid, PartnerReference>,
    mentions: HashMap<Uuid, Contact>,
    authors: HashMap<Uuid, Contact>,
    sources: HashMap<Uuid, Vec<Source>>,
}

impl Named {
    async fn load(
        reading: &Reading<'_>,
        views: &[(Uuid, View)],
        day: Date,
        look: &Look<'_>,
    ) -> Result<Self, GraphError> {
        let contents = || views.iter().filter_map(|(_, view)| view.text_on(day));
        let bodies = if look.asks("body") {
            let ids = views.iter().filter_map(|(_, view)| view.body);
            bodies::references(reading, &ids.map(|id| id.0).collect::<Vec<_>>(), day).await?
        } else {
            HashMap::new()
        };
        let meetings = if look.asks_any(&["meeting", "approvedIn", "versions"]) {
            let ids = views.iter().flat_map(|(_, view)| meetings(view));
            meeting_references(reading, &ids.collect::<Vec<_>>(), day).await?
        } else {
            HashMap::new()
        };
        let mentions = match look.field("mentions") {
            Some(look) => {
                let ids = contents().flat_map(|content| &content.mentions);
                let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
                contacts::by_id(reading, &ids, day, &look).await?
            }
            None => HashMap::new(),
        };
        let author = look.field("author");
        let authors = match author.and_then(|author| author.field("contact")) {
            Some(look) => {
                let ids = contents().filter_map(|content| content.author.contact);
                let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
                contacts::by_id(reading, &ids, day, &look).await?
            }
            None => HashMap::new(),
        };
        let sources = if look.asks("sources") {
            let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
            sources::load(reading, "minutes", &ids).await?
        } else {
            HashMap::new()
        };
        Ok(Self {
            entries: reading.entries(texts(views, day, look)).await?,
            bodies,
            meetings,
            partners: partners(reading, views, day, look).await?,
            mentions,
            authors,
            sources,
        })
    }

    fn text(&self, id: Option<EntryId>) -> Result<Option<String>, GraphError> {
        words::optional_text(&self.entries, id)
    }

    fn meeting(&self, id: Option<MeetingId>) -> Option<MeetingReference> {
        self.meetings.get(&id?.0).cloned()
    }

    fn author(&self, author: domain::MinutesAuthor) -> MinutesAuthor {
        let partner = author.partner;
        let contact = author.contact;
        MinutesAuthor {
            by: author.by,
            label: author.by.label(),
            partner: partner.and_then(|id| self.partners.get(&id.0).cloned()),
            contact: contact.and_then(|id| self.authors.get(&id.0).cloned()),
        }
    }

    /// The versions that there are on `day`, in order.
    fn versions(&self, view: &View, day: Date) -> Result<Vec<MinutesVersion>, GraphError> {
        let begun = |version: &&domain::MinutesVersion| {
            version.began_on().is_some_and(|began| began <= day)
        };
        let versions = view.versions().iter().filter(begun);
        versions
            .map(|version| {
                let content = version.content_on(day);
                let approval = version.approval(day);
                Ok(MinutesVersion {
                    number: version.number,
                    since: version.began_on(),
                    reason: self.text(version.reason)?,
                    state: view.state_of(version, day),
                    text: self.text(content.map(|content| content.text))?,
                    submitted_on: version.submitted_on(day),
                    approved_on: approval.map(|step| step.on),
                    approved_in: self.meeting(approval.and_then(|step| step.in_meeting)),
                    dispatched_on: view.dispatched_on(version, day),
                })
            })
            .collect()
    }

    /// To whom the minutes went by `day`, by name.
    fn recipients(&self, view: &View, day: Date) -> Vec<MinutesRecipient> {
        let waiting = view.not_passed_on(day);
        let recipient = |id: PartnerId| {
            let acknowledged = view.acknowledged.get(&id).copied();
            Some(MinutesRecipient {
                partner: self.partners.get(&id.0)?.clone(),
                since: view.first_dispatched_on(id),
                acknowledged_on: acknowledged.filter(|on| *on <= day),
                waiting_days: waiting.get(&id).copied(),
            })
        };
        let went_to = view.dispatched_to(day).into_iter();
        let mut recipients: Vec<MinutesRecipient> = went_to.filter_map(recipient).collect();
        recipients.sort_by_cached_key(|recipient| words::fold(&recipient.partner.name));
        recipients
    }
}

/// The words that are asked for.
fn texts(views: &[(Uuid, View)], day: Date, look: &Look<'_>) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = Vec::new();
    for (_, view) in views {
        if look.asks("text") {
            ids.extend(view.text_on(day).map(|content| content.text));
        }
        if look.asks("returned") {
            let returned = view
                .version_on(day)
                .and_then(|version| version.returned(day));
            ids.extend(returned.and_then(|step| step.reason));
        }
        if let Some(look) = look.field("versions") {
            let versions = view.versions().iter();
            ids.extend(versions.clone().filter_map(|version| version.reason));
            if look.asks("text") {
                let contents = versions.filter_map(|version| version.content_on(day));
                ids.extend(contents.map(|content| content.text));
            }
        }
    }
    ids
}

/// The meeting itself, and those that approved.
fn meetings(view: &View) -> Vec<MeetingId> {
    let steps = view.versions().iter().flat_map(|version| &version.steps);
    let approving = steps.filter_map(|step| step.in_meeting);
    view.meeting.into_iter().chain(approving).collect()
}

async fn partners(
    reading: &Reading<'_>,
    views: &[(Uuid, View)],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    let mut ids: Vec<PartnerId> = Vec::new();
    let waiting = look.field("passingOn");
    if look.asks("recipients") || waiting.is_some_and(|look| look.asks("waiting")) {
        ids.extend(views.iter().flat_map(|(_, view)| view.dispatched_to(day)));
    }
    if look.asks("author") {
        let contents = views.iter().filter_map(|(_, view)| view.text_on(day));
        ids.extend(contents.filter_map(|content| content.author.partner));
    }
    partners::references(reading, &ids, day).await
}
