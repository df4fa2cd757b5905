//! What happened in the network in a grant's period, as far as it is known on the day and its caller may read it.

use std::collections::HashMap;

use agreements::Agreement;
use evaluation::figure::FigurePeriod;
use evaluation::goal::goal_register;
use evaluation::{Goal, IndicatorSeries, QualityDialogue};
use kernel::{Date, EntryId, GoalId, german};
use meetings::{Meeting, Training};
use membership::{Body, Partner};
use papers::{BodyYear, DatedName, FigureLine, GoalLine, NetworkYear, TrainingLine};
use uuid::Uuid;

use crate::exports::minutes::{Names, body_name, institutions};
use crate::graphql::error::GraphError;
use crate::graphql::indicators::text_of;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A period, and the day whose knowledge counts.
#[derive(Clone, Copy)]
pub(super) struct Year {
    pub(super) since: Date,
    pub(super) until: Date,
    pub(super) day: Date,
}

impl Year {
    /// True for a day of the period that has come.
    fn has(self, on: Date) -> bool {
        self.since <= on && on <= self.last()
    }

    /// The period's last day, or the day itself while it runs.
    fn last(self) -> Date {
        self.until.min(self.day)
    }

    pub(super) async fn network(self, reading: &Reading<'_>) -> Result<NetworkYear, GraphError> {
        let partners: Vec<(Uuid, Partner)> = reading.views(None).await?;
        let agreements: Option<Vec<(Uuid, Agreement)>> = match reading.reader().may("agreements") {
            true => Some(reading.views(None).await?),
            false => None,
        };
        let parties = agreements.iter().flatten();
        let parties = parties.flat_map(|(_, view)| &view.parties);
        let ids = partners.iter().map(|(id, _)| *id);
        let ids = ids.chain(parties.filter_map(|party| Some(party.partner?.0)));
        let ids: Vec<Uuid> = ids.collect();
        // What goes to an authority names no person.
        let names = institutions(reading, &ids, self.last(), Names::WithoutPersons).await?;
        let (mut count, mut joined, mut left) = (0, Vec::new(), Vec::new());
        for (id, view) in &partners {
            let name = || names.get(id).cloned().filter(|name| !name.is_empty());
            for period in view.membership_periods() {
                count += usize::from(period.contains(self.last()));
                if self.has(period.since) {
                    joined.push(dated(period.since, name()));
                }
                if let Some(until) = period.until.filter(|until| self.has(*until)) {
                    left.push(dated(until, name()));
                }
            }
        }
        let concluded = agreements.map(|views| {
            let views = views.iter();
            let concluded = views.filter_map(|(_, view)| self.concluded(view, &names));
            sorted(concluded.collect())
        });
        Ok(NetworkYear {
            bodies: self.bodies(reading).await?,
            partners: Some(count),
            joined: sorted(joined),
            left: sorted(left),
            agreements: concluded,
            trainings: self.trainings(reading).await?,
            quality_dialogues: self.quality_dialogues(reading).await?,
        })
    }

    /// „Kooperationsvereinbarung: Beratung Süd“; how many partners where there are several.
    fn concluded(self, view: &Agreement, names: &HashMap<Uuid, String>) -> Option<DatedName> {
        let (on, _) = view.in_force_on()?;
        if !self.has(on) {
            return None;
        }
        let present = view.parties.iter();
        let present = present.filter(|party| party.removed_on.is_none_or(|gone| gone > on));
        let partners: Vec<Uuid> = present.filter_map(|party| Some(party.partner?.0)).collect();
        let kind = view.kind.map_or("Vereinbarung", |kind| kind.label());
        let with = match partners.as_slice() {
            [] => None,
            [one] => names.get(one).cloned().filter(|name| !name.is_empty()),
            several => Some(format!("{} Partner", several.len())),
        };
        let name = with.map_or_else(|| kind.to_owned(), |with| format!("{kind}: {with}"));
        Some(dated(on, Some(name)))
    }

    async fn bodies(self, reading: &Reading<'_>) -> Result<Option<Vec<BodyYear>>, GraphError> {
        if !reading.reader().may("meetings") {
            return Ok(None);
        }
        let bodies: Vec<(Uuid, Body)> = reading.views(None).await?;
        let meetings: Vec<(Uuid, Meeting)> = reading.views(None).await?;
        let named = |view: &Body| body_name(view, self.last());
        let texts = bodies.iter().filter_map(|(_, view)| named(view)).collect();
        let entries = reading.entries(texts).await?;
        let mut rows = Vec::new();
        for (id, view) in &bodies {
            let theirs = || {
                let all = meetings.iter().map(|(_, meeting)| meeting);
                all.filter(|meeting| meeting.body.is_some_and(|body| body.0 == *id))
            };
            let held = theirs().filter_map(Meeting::held_on);
            let mut held: Vec<Date> = held.filter(|on| self.has(*on)).collect();
            held.sort_unstable();
            let cancelled = theirs().filter(|meeting| {
                let planned = meeting.begins_on().is_some_and(|on| self.within(on));
                planned && meeting.cancelled_on.is_some_and(|on| on <= self.day)
            });
            let cancelled = cancelled.count();
            if view.runs_on(self.last()) || !held.is_empty() || cancelled > 0 {
                rows.push(BodyYear {
                    body: words::optional_text(&entries, named(view))?,
                    held,
                    cancelled,
                });
            }
        }
        rows.sort_by_cached_key(|row| words::fold(row.body.as_deref().unwrap_or_default()));
        Ok(Some(rows))
    }

    /// True for a day of the period, also for one to come.
    fn within(self, on: Date) -> bool {
        self.since <= on && on <= self.until
    }

    async fn trainings(
        self,
        reading: &Reading<'_>,
    ) -> Result<Option<Vec<TrainingLine>>, GraphError> {
        if !reading.reader().may("trainings") {
            return Ok(None);
        }
        let views: Vec<(Uuid, Training)> = reading.views(None).await?;
        let held = views
            .iter()
            .filter_map(|(_, view)| Some((view.held_by(self.last())?, view)));
        let held: Vec<(Date, &Training)> = held.filter(|(on, _)| self.has(*on)).collect();
        let titles: Vec<EntryId> = held.iter().filter_map(|(_, view)| view.title).collect();
        let entries = reading.entries(titles).await?;
        let row = |(on, view): (Date, &Training)| {
            let came = view.participants_by(self.day);
            Ok(TrainingLine {
                on,
                title: words::optional_text(&entries, view.title)?,
                participants: came.map(|(persons, _)| persons),
            })
        };
        let rows: Result<Vec<TrainingLine>, GraphError> = held.into_iter().map(row).collect();
        let mut rows = rows?;
        rows.sort_by_key(|row| row.on);
        Ok(Some(rows))
    }

    async fn quality_dialogues(
        self,
        reading: &Reading<'_>,
    ) -> Result<Option<Vec<DatedName>>, GraphError> {
        if !reading.reader().may("qualityDialogues") {
            return Ok(None);
        }
        let views: Vec<(Uuid, QualityDialogue)> = reading.views(None).await?;
        let titles = views.iter().filter_map(|(_, view)| view.title).collect();
        let entries = reading.entries(titles).await?;
        let mut rows = Vec::new();
        for (_, view) in &views {
            for (on, _) in view.held.iter().filter(|(on, _)| self.has(*on)) {
                rows.push(dated(*on, words::optional_text(&entries, view.title)?));
            }
        }
        Ok(Some(sorted(rows)))
    }

    /// The register of goals at the period's end; `None` for a role that may not read goals.
    pub(super) async fn goals(
        self,
        reading: &Reading<'_>,
    ) -> Result<Option<Vec<GoalLine>>, GraphError> {
        if !reading.reader().may("goals") {
            return Ok(None);
        }
        let views: Vec<(Uuid, Goal)> = reading.views(None).await?;
        let goals = views.iter().map(|(id, view)| (GoalId(*id), view));
        let register = goal_register(goals, self.last());
        let texts = register.iter().filter_map(|line| line.text).collect();
        let entries = reading.entries(texts).await?;
        let lines = register.iter().map(|line| {
            let kind = line.kind.label();
            let standing = line.standing.as_ref();
            Ok(GoalLine {
                label: line
                    .number
                    .map_or_else(|| kind.to_owned(), |number| format!("{kind} {number}")),
                text: words::optional_text(&entries, line.text)?,
                assessment: standing.map(|(on, standing)| {
                    format!("{} ({})", standing.assessment.label(), german::day(*on))
                }),
            })
        });
        lines.collect::<Result<_, GraphError>>().map(Some)
    }

    /// The figures of periods that lie in the grant's, as they were stated by the day; `None` for a role that may not
    /// read figures.
    pub(super) async fn figures(
        self,
        reading: &Reading<'_>,
    ) -> Result<Option<Vec<FigureLine>>, GraphError> {
        if !reading.reader().may("indicators") {
            return Ok(None);
        }
        let views: Vec<(Uuid, IndicatorSeries)> = reading.views(None).await?;
        let titles = views.iter().filter_map(|(_, view)| view.title).collect();
        let entries = reading.entries(titles).await?;
        let inside = |period: FigurePeriod| {
            self.within(period.since) && period.last_day().is_some_and(|last| self.within(last))
        };
        let mut rows = Vec::new();
        for (_, view) in &views {
            let figures = view.figures_on(self.day).into_iter();
            for figure in figures.filter(|figure| inside(figure.period)) {
                rows.push(FigureLine {
                    title: words::optional_text(&entries, view.title)?,
                    period: figure.period.label(),
                    value: text_of(figure, view),
                });
            }
        }
        rows.sort_by_cached_key(|row| words::fold(row.title.as_deref().unwrap_or_default()));
        Ok(Some(rows))
    }
}

fn dated(on: Date, name: Option<String>) -> DatedName {
    DatedName { on, name }
}

fn sorted(mut rows: Vec<DatedName>) -> Vec<DatedName> {
    rows.sort_by(|a, b| (a.on, &a.name).cmp(&(b.on, &b.name)));
    rows
}
