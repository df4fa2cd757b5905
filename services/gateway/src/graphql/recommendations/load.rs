//! Loading recommendations: their words out of the vault, the bodies, organs and meetings that they name.

use std::collections::HashMap;

use kernel::{BodyId, Date, EntryId, MeetingId};
use meetings::Recommendation as View;
use meetings::recommendation::{Addressee, Answer, Step};
use uuid::Uuid;
use vault::Entries;

use super::Recommendation;
use super::path::{
    NextAgenda, RecommendationAnswer, RecommendationPreparation, RecommendationPresentation,
    RecommendationReturn, RecommendationStep,
};
use super::target::{RecommendationTarget, Targets};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings::{
    MeetingReference, references as meeting_references, upcoming as upcoming_meetings,
};
use crate::graphql::reader::Reading;
use crate::graphql::sources::{self, Source};
use crate::graphql::words;

/// The views of recommendations, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one recommendation; none for a role that may not read recommendations.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Recommendation>, GraphError> {
    if !reading.reader().may("recommendations") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these recommendations; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Recommendation>, GraphError> {
    let mut named = Named::load(reading, &views, day, look).await?;
    views
        .into_iter()
        .map(|(id, view)| {
            let withdrawal = view.withdrawal.as_ref();
            let withdrawal = withdrawal.filter(|known| known.withdrawn_on <= day);
            let held_by = view.where_on(day);
            Ok(Recommendation {
                id,
                day,
                title: named.text(view.title)?,
                text: named.text(view.text)?,
                body: view.body.and_then(|body| named.targets.body(body)),
                meeting: named.meeting(view.meeting),
                path: named.path(&view, day)?,
                held_by: held_by.iter().map(|held| named.targets.of(held)).collect(),
                preparations: named.preparations(&view, day)?,
                presentations: named.presentations(&view, day),
                next_agenda: named.next_agenda(&view, day),
                withdrawal_reason: named.text(withdrawal.map(|known| known.reason))?,
                sources: named.sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// What recommendations name, by id, as far as it is asked for.
struct Named {
    entries: Entries,
    targets: Targets,
    meetings: HashMap<Uuid, MeetingReference>,
    /// The next meeting of each body.
    upcoming: HashMap<BodyId, MeetingReference>,
    sources: HashMap<Uuid, Vec<Source>>,
}

impl Named {
    async fn load(
        reading: &Reading<'_>,
        views: &[(Uuid, View)],
        day: Date,
        look: &Look<'_>,
    ) -> Result<Self, GraphError> {
        let naming = [
            "body",
            "path",
            "heldBy",
            "preparations",
            "presentations",
            "nextAgenda",
        ];
        let targets = if look.asks_any(&naming) {
            let bodies = views.iter().flat_map(|(_, view)| bodies(view));
            let bodies: Vec<Uuid> = bodies.map(|id| id.0).collect();
            Targets::load(reading, &bodies, day).await?
        } else {
            Targets::default()
        };
        let meetings = if look.asks_any(&["meeting", "presentations"]) {
            let raised = views.iter().filter_map(|(_, view)| view.meeting);
            let seen = views.iter().flat_map(|(_, view)| &view.presentations);
            let ids = raised.chain(seen.map(|seen| seen.meeting));
            meeting_references(reading, &ids.collect::<Vec<_>>(), day).await?
        } else {
            HashMap::new()
        };
        let upcoming = match look.field("nextAgenda") {
            Some(look) if look.asks("meeting") => {
                let bodies = views.iter().filter_map(|(_, view)| view.body);
                upcoming_meetings(reading, &bodies.collect::<Vec<_>>(), day).await?
            }
            Some(_) | None => HashMap::new(),
        };
        let sources = if look.asks("sources") {
            let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
            sources::load(reading, "recommendation", &ids).await?
        } else {
            HashMap::new()
        };
        Ok(Self {
            entries: reading.entries(texts(views, look)).await?,
            targets,
            meetings,
            upcoming,
            sources,
        })
    }

    fn text(&self, id: Option<EntryId>) -> Result<Option<String>, GraphError> {
        words::optional_text(&self.entries, id)
    }

    fn meeting(&self, id: Option<MeetingId>) -> Option<MeetingReference> {
        self.meetings.get(&id?.0).cloned()
    }

    fn target(&self, addressee: &Addressee) -> RecommendationTarget {
        self.targets.of(addressee)
    }

    /// The steps that were taken by `day`.
    fn path(&self, view: &View, day: Date) -> Result<Vec<RecommendationStep>, GraphError> {
        let open = view.unanswered(day);
        let taken = view.steps().iter().filter(|step| step.forwarded_on <= day);
        taken
            .map(|step| {
                let open = open.contains(&step);
                let holds = step.answer_on(day);
                Ok(RecommendationStep {
                    from: self.target(&step.from),
                    target: self.target(&step.to),
                    forwarded_on: step.forwarded_on,
                    forwarded_by: step.via,
                    forwarded_by_label: step.via.map(|via| via.label()),
                    letter: self.text(step.letter)?,
                    received_on: step.received_on.filter(|on| *on <= day),
                    answer: holds.map(|answer| answer.answer),
                    answer_label: holds.map(|answer| answer.answer.label()),
                    answered_on: holds.map(|answer| answer.answered_on),
                    decision: holds.and_then(|answer| answer.decision.clone()),
                    note: self.text(holds.and_then(|answer| answer.text))?,
                    answers: self.answers(step, day)?,
                    open,
                    waiting_days: open.then(|| step.waiting_days(day)),
                })
            })
            .collect()
    }

    fn answers(&self, step: &Step, day: Date) -> Result<Vec<RecommendationAnswer>, GraphError> {
        let answers = step.answers.iter();
        let known = answers.filter(|answer| answer.answered_on <= day);
        known
            .map(|answer: &Answer| {
                Ok(RecommendationAnswer {
                    answer: answer.answer,
                    label: answer.answer.label(),
                    answered_on: answer.answered_on,
                    decision: answer.decision.clone(),
                    note: self.text(answer.text)?,
                })
            })
            .collect()
    }

    fn preparations(
        &self,
        view: &View,
        day: Date,
    ) -> Result<Vec<RecommendationPreparation>, GraphError> {
        let known = view.preparations.iter();
        let known = known.filter(|preparation| preparation.assigned_on <= day);
        known
            .map(|preparation| {
                let returned_on = preparation.returned_on.filter(|on| *on <= day);
                let text = preparation.text.filter(|_| returned_on.is_some());
                Ok(RecommendationPreparation {
                    subgroup: self.targets.body(preparation.subgroup),
                    assigned_on: preparation.assigned_on,
                    returned_on,
                    text: self.text(text)?,
                })
            })
            .collect()
    }

    fn presentations(&self, view: &View, day: Date) -> Vec<RecommendationPresentation> {
        let seen = view.presentations.iter();
        seen.filter(|seen| seen.presented_on <= day)
            .map(|seen| RecommendationPresentation {
                from: self.target(&seen.from),
                meeting: self.meeting(Some(seen.meeting)),
                presented_on: seen.presented_on,
            })
            .collect()
    }

    fn next_agenda(&self, view: &View, day: Date) -> Option<NextAgenda> {
        let open = view.answers_to_present(day);
        let meeting = view.body.and_then(|body| self.upcoming.get(&body));
        let returns = open.iter().map(|back| RecommendationReturn {
            from: self.target(&back.from),
            came_on: back.came_on,
        });
        (!open.is_empty()).then(|| NextAgenda {
            meeting: meeting.cloned(),
            returns: returns.collect(),
        })
    }
}

/// Every body that the recommendation names.
fn bodies(view: &View) -> Vec<BodyId> {
    let steps = view.steps().iter();
    let ends = steps.flat_map(|step| [step.from.body(), step.to.body()]);
    let prepared = view.preparations.iter().map(|known| known.subgroup);
    let seen = view.presentations.iter().map(|seen| seen.from.body());
    let named = ends.chain(seen).flatten();
    named.chain(prepared).chain(view.body).collect()
}

/// The words that are asked for.
fn texts(views: &[(Uuid, View)], look: &Look<'_>) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = Vec::new();
    for (_, view) in views {
        ids.extend(view.title.filter(|_| look.asks("title")));
        ids.extend(view.text.filter(|_| look.asks("text")));
        if look.asks("path") {
            let steps = view.steps().iter();
            ids.extend(steps.clone().filter_map(|step| step.letter));
            let answers = steps.flat_map(|step| &step.answers);
            ids.extend(answers.filter_map(|answer| answer.text));
        }
        if look.asks("preparations") {
            ids.extend(view.preparations.iter().filter_map(|known| known.text));
        }
        if look.asks("withdrawalReason") {
            ids.extend(view.withdrawal.as_ref().map(|known| known.reason));
        }
    }
    ids
}
