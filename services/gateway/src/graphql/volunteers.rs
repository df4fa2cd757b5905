//! Groups of volunteers [Ehrenamtliche, Willkommenspatinnen]: counts and days, never a person (MEM-48).

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use kernel::{Date, PartialDate, PartnerId};
use membership::VolunteerGroup as View;
use membership::volunteers;
use municipality::Policy;
use uuid::Uuid;

use super::LIST_MAX;
use super::error::GraphError;
use super::look::Look;
use super::partners::{self, Finding, PartnerReference};
use super::places::{self, Site};
use super::policies;
use super::reader::{Reader, Reading};
use super::sources::{self, Source};
use super::words;

/// A group of volunteers [Ehrenamtsgruppe] (MEM-48).
pub struct VolunteerGroup {
    id: Uuid,
    name: String,
    day: Date,
    view: View,
    policy: Option<Arc<Policy>>,
    site: Option<Arc<Site>>,
    partner: Option<PartnerReference>,
    sources: Vec<Source>,
}

/// How many volunteers a group had [Zahl der Ehrenamtlichen].
#[derive(SimpleObject)]
pub struct Headcount {
    count: u16,
    /// When they were counted, as far as known.
    on: Option<PartialDate>,
}

/// A basic training of volunteers [Grundschulung], such as three times two hours.
#[derive(SimpleObject)]
pub struct BasicTraining {
    sessions: u16,
    hours_per_session: u16,
    /// The last session's day.
    held_on: Date,
    /// How many took part; `null` where nobody counted.
    participants: Option<u16>,
}

/// A group of volunteers [Ehrenamtsgruppe] (MEM-48).
#[Object]
impl VolunteerGroup {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn name(&self) -> &str {
        &self.name
    }

    /// Where it works.
    async fn site(&self) -> Option<&Site> {
        self.site.as_deref()
    }

    /// The partner that guides it.
    async fn partner(&self) -> Option<&PartnerReference> {
        self.partner.as_ref()
    }

    /// Since when it works, as far as known.
    async fn since(&self) -> Option<PartialDate> {
        self.view.since
    }

    /// Its last day.
    async fn ended_on(&self) -> Option<Date> {
        self.view.ended_on
    }

    /// How many volunteers it had when they were last counted; `null` where nobody counted.
    async fn headcount(&self) -> Option<u16> {
        self.view.headcount_on(self.day)
    }

    /// Every count up to the day that is asked for, in the order of days.
    async fn headcounts(&self) -> Vec<Headcount> {
        let known = self.view.headcounts.facts().iter();
        let mut counts: Vec<Headcount> = known
            .filter(|fact| fact.since.is_none_or(|on| on.first_day() <= self.day))
            .map(|fact| Headcount {
                count: fact.value,
                on: fact.since,
            })
            .collect();
        counts.sort_by_key(|count| count.on.map(PartialDate::first_day));
        counts
    }

    /// The basic trainings up to the day that is asked for, in the order of days.
    async fn trainings(&self) -> Vec<BasicTraining> {
        let held = self.view.trainings.iter();
        let mut trainings: Vec<BasicTraining> = held
            .filter(|training| training.held_on <= self.day)
            .map(|training| BasicTraining {
                sessions: training.sessions,
                hours_per_session: training.hours_per_session,
                held_on: training.held_on,
                participants: training.participants,
            })
            .collect();
        trainings.sort_by_key(|training| training.held_on);
        trainings
    }

    /// When they last met for exchange [Austauschtreffen].
    async fn last_exchange_on(&self) -> Option<Date> {
        self.view.last_exchange_on(self.day)
    }

    /// How often they met for exchange in the year, up to the day that is asked for.
    async fn exchanges(&self, year: i32) -> Result<usize> {
        let year = super::reader::year("year", year)?;
        let met = self.view.exchanges.iter();
        let met = met.filter(|on| on.year() == year && **on <= self.day);
        Ok(met.count())
    }

    /// The last day by which they meet again; `null` where nobody says how often.
    async fn exchange_due_on(&self) -> Option<Date> {
        let policy = self.policy.as_ref()?;
        volunteers::exchange_due_on(&policy.membership, &self.view, self.day)
    }

    /// When it was last confirmed that all of them are bound to confidentiality [Schweigepflicht].
    async fn confidentiality_confirmed_on(&self) -> Option<Date> {
        self.view.confidential_since(self.day)
    }

    /// What is not as the municipality's documents want it.
    async fn findings(&self) -> Vec<Finding> {
        let Some(policy) = &self.policy else {
            return Vec::new();
        };
        let found = volunteers::exchange_findings(&policy.membership, &self.view, self.day);
        found.into_iter().map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// The views of groups, all or these.
pub(crate) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one group; none for a role that may not read groups.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<VolunteerGroup>, GraphError> {
    if !reading.reader().may("volunteerGroups") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these groups; keeps their order.
async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<VolunteerGroup>, GraphError> {
    let names = views.iter().filter_map(|(_, view)| view.name);
    let entries = reading.entries(names.collect()).await?;
    let policy = if look.asks_any(&["exchangeDueOn", "findings"]) {
        policies::load(reading).await?.on(day).cloned()
    } else {
        None
    };
    let sites = match look.field("site") {
        Some(look) => {
            let ids = views.iter().filter_map(|(_, view)| view.site);
            let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
            places::sites_by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let partners = if look.asks("partner") {
        let ids = views.iter().filter_map(|(_, view)| view.partner);
        partners::references(reading, &ids.collect::<Vec<PartnerId>>(), day).await?
    } else {
        HashMap::new()
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "volunteers", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            Ok(VolunteerGroup {
                id,
                name: words::name(&entries, view.name)?,
                day,
                policy: policy.clone(),
                site: view.site.and_then(|id| sites.get(&id.0).cloned()),
                partner: view.partner.and_then(|id| partners.get(&id.0).cloned()),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The root field about volunteers.
#[derive(Default)]
pub struct VolunteerQuery;

#[Object(guard = "super::guard::Permitted")]
impl VolunteerQuery {
    /// The groups of volunteers that work on the day (today where none is given), by name [Ehrenamtsgruppen]; at most
    /// 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn volunteer_groups(
        &self,
        ctx: &Context<'_>,
        as_of: Option<Date>,
    ) -> Result<Vec<VolunteerGroup>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut views = views(&reading, None).await?;
        views.retain(|(_, view)| view.is_active_on(day));
        let mut groups = load(&reading, views, day, &Look::below(ctx)).await?;
        groups.sort_by_cached_key(|group| (words::fold(&group.name), group.id));
        groups.truncate(LIST_MAX);
        Ok(groups)
    }
}
