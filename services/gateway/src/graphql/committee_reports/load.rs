//! Loading reports to committees: the organs as the policy calls them, the policy's interval.

use std::collections::HashMap;

use kernel::Date;
use meetings::CommitteeReport as View;
use uuid::Uuid;

use super::CommitteeReport;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::organs::{self, Organ};
use crate::graphql::policies;
use crate::graphql::reader::Reading;
use crate::graphql::sources;

/// The views of reports to committees, all or these.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads the reports to one committee; none for a role that may not read them.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<CommitteeReport>, GraphError> {
    if !reading.reader().may("committeeReports") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these reports; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<CommitteeReport>, GraphError> {
    let naming = organs::naming(reading, day).await?;
    let policy = policies::load(reading).await?.on(day).cloned();
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "committee-report", &ids).await?
    } else {
        HashMap::new()
    };
    let report = |(id, view): (Uuid, View)| CommitteeReport {
        id,
        day,
        policy: policy.clone(),
        organ: view
            .organ
            .as_ref()
            .map(|organ| Organ::of(organ, naming.as_deref())),
        sources: sources.remove(&id).unwrap_or_default(),
        view,
    };
    Ok(views.into_iter().map(report).collect())
}
