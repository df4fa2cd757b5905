//! Loading sites' reports: their words out of the vault, the instruments with which was counted, the policy of the day.

use std::collections::HashMap;

use evaluation::codes::InstrumentItemCode;
use evaluation::site_report::{CountedItems, RatedItems};
use evaluation::{Instrument, SiteReport as View};
use kernel::{Date, EntryId, InstrumentId};
use uuid::Uuid;
use vault::Entries;

use super::SiteReport;
use super::parts::{
    SiteFeature, SiteReportCount, SiteReportCounts, SiteReportFurtherPart, SiteReportPart,
    SiteReportRating, SiteReportRatings, shown,
};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{places, policies, sources, words};

/// The views of reports, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one; none for a role that may not read sites' reports.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<SiteReport>, GraphError> {
    if !reading.reader().may("siteReports") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Instruments with the words of their items.
struct Forms {
    instruments: HashMap<Uuid, Instrument>,
}

impl Forms {
    async fn load(reading: &Reading<'_>, views: &[(Uuid, View)]) -> Result<Self, GraphError> {
        let counted = views.iter().flat_map(|(_, view)| view.counted.keys());
        let rated = views.iter().flat_map(|(_, view)| view.rated.keys());
        let ids: Vec<Uuid> = counted.chain(rated).map(|id| id.0).collect();
        let instruments = if ids.is_empty() {
            HashMap::new()
        } else {
            let instruments: Vec<(Uuid, Instrument)> = reading.views(Some(&ids)).await?;
            instruments.into_iter().collect()
        };
        Ok(Self { instruments })
    }

    fn labels(&self) -> impl Iterator<Item = EntryId> {
        let instruments = self.instruments.values();
        let versions = instruments.flat_map(|instrument| &instrument.versions);
        versions.flat_map(|version| version.items.iter().map(|item| item.label))
    }

    fn label(
        &self,
        (instrument, version): (InstrumentId, u16),
        item: &InstrumentItemCode,
        entries: &Entries,
    ) -> Result<Option<String>, GraphError> {
        let known = self.instruments.get(&instrument.0);
        let version = known.and_then(|known| known.version(version));
        let mut items = version.into_iter().flat_map(|version| &version.items);
        let item = items.find(|known| known.code == *item);
        words::optional_text(entries, item.map(|item| item.label))
    }
}

/// Loads what `look` asks for of these reports as they stood on `day`; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<SiteReport>, GraphError> {
    let views: Vec<(Uuid, View)> = views
        .into_iter()
        .map(|(id, view)| (id, view.known_on(day)))
        .collect();
    let forms = Forms::load(reading, &views).await?;
    let told = views.iter().flat_map(|(_, view)| texts(view));
    let entries = reading
        .entries(told.chain(forms.labels()).collect())
        .await?;
    let sites = match look.field("site") {
        Some(look) => {
            let sites = views.iter().filter_map(|(_, view)| Some(view.site?.0));
            places::sites_by_id(reading, &sites.collect::<Vec<_>>(), day, &look).await?
        }
        None => HashMap::new(),
    };
    let policies = policies::load(reading).await?;
    let policy = policies.on(day);
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "site-report", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let counts = view.counted.iter();
            let counts = counts.map(|(id, known)| counts_of(*id, known, &forms, &entries));
            let ratings = view.rated.iter();
            let ratings = ratings.map(|(id, known)| ratings_of(*id, known, &forms, &entries));
            Ok(SiteReport {
                id,
                day,
                site: view.site.and_then(|site| sites.get(&site.0).cloned()),
                parts: parts(&view, &entries)?,
                further: further(&view, &entries)?,
                counts: counts.collect::<Result<_, GraphError>>()?,
                ratings: ratings.collect::<Result<_, GraphError>>()?,
                features: features(&view, &entries)?,
                policy: policy.map(|policy| std::sync::Arc::clone(&policy.evaluation)),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// Every entry of the vault that it names.
fn texts(view: &View) -> Vec<EntryId> {
    let further = view.further.values();
    let further = further.flat_map(|part| [part.title, part.text]);
    let notes = view.features.values().filter_map(|known| known.note);
    let parts = view.parts.values().copied();
    parts.chain(further).chain(notes).collect()
}

/// The parts that it must have; those that were written without having to be, after them.
fn parts(view: &View, entries: &Entries) -> Result<Vec<SiteReportPart>, GraphError> {
    let required = view.required.as_ref();
    let mut wanted = required
        .and_then(|required| required.value.clone())
        .unwrap_or_default();
    let beyond = view.parts.keys().filter(|part| !wanted.contains(part));
    let beyond: Vec<_> = beyond.copied().collect();
    wanted.extend(beyond);
    let part = |part| {
        let text = view.parts.get(&part).copied();
        Ok(SiteReportPart {
            part,
            label: part.label(),
            written: text.is_some(),
            text: words::optional_text(entries, text)?,
        })
    };
    wanted.into_iter().map(part).collect()
}

fn further(view: &View, entries: &Entries) -> Result<Vec<SiteReportFurtherPart>, GraphError> {
    let mut parts = Vec::new();
    for (code, part) in &view.further {
        parts.push(SiteReportFurtherPart {
            part: code.clone(),
            title: words::text(entries, part.title)?,
            text: words::text(entries, part.text)?,
        });
    }
    Ok(parts)
}

fn counts_of(
    instrument: InstrumentId,
    known: &CountedItems,
    forms: &Forms,
    entries: &Entries,
) -> Result<SiteReportCounts, GraphError> {
    let of = (instrument, known.version);
    let mut items = Vec::new();
    for count in &known.counts {
        let label = forms.label(of, &count.item, entries)?;
        items.push(SiteReportCount::of(count, label));
    }
    Ok(SiteReportCounts {
        instrument: instrument.to_string().into(),
        version: known.version,
        sheets: shown(known.sheets),
        items,
    })
}

fn ratings_of(
    instrument: InstrumentId,
    known: &RatedItems,
    forms: &Forms,
    entries: &Entries,
) -> Result<SiteReportRatings, GraphError> {
    let of = (instrument, known.version);
    let mut items = Vec::new();
    for rating in &known.ratings {
        let label = forms.label(of, &rating.item, entries)?;
        items.push(SiteReportRating::of(rating, label));
    }
    Ok(SiteReportRatings {
        instrument: instrument.to_string().into(),
        version: known.version,
        sheets: shown(known.sheets),
        items,
    })
}

fn features(view: &View, entries: &Entries) -> Result<Vec<SiteFeature>, GraphError> {
    let assessed = view.checklist().into_iter();
    assessed
        .map(|(feature, standing)| {
            let known = view.features.get(&feature);
            Ok(SiteFeature {
                feature,
                label: feature.label(),
                standing,
                standing_label: standing.map(|standing| standing.label()),
                note: words::optional_text(entries, known.and_then(|known| known.note))?,
                assessed_on: known.map(|known| known.assessed_on),
            })
        })
        .collect()
}
