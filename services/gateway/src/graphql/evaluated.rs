//! What the objects of the evaluation share: findings, and how things are called where another speaks of them.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use evaluation::codes::IndicatorCode;
use evaluation::{IndicatorSeries, RegisteredDecision};
use kernel::{Date, DecisionId, IndicatorId};
use uuid::Uuid;

use super::error::GraphError;
use super::partners::Finding;
use super::reader::Reading;
use super::words;

impl From<evaluation::Finding> for Finding {
    fn from(finding: evaluation::Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity,
            sentence: finding.sentence,
            rule: finding.rule,
        }
    }
}

/// A series of figures by its name, where something else speaks of it; `node` has the rest [Kennzahl].
#[derive(Clone, SimpleObject)]
pub struct IndicatorReference {
    id: ID,
    code: IndicatorCode,
    /// `null` where it was erased.
    title: Option<String>,
}

/// Series of figures by their names.
pub(crate) async fn indicators(
    reading: &Reading<'_>,
    ids: impl IntoIterator<Item = IndicatorId>,
) -> Result<HashMap<Uuid, IndicatorReference>, GraphError> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let views: Vec<(Uuid, IndicatorSeries)> = reading.views(Some(&ids)).await?;
    let titles = views.iter().filter_map(|(_, view)| view.title);
    let entries = reading.entries(titles.collect()).await?;
    let mut found = HashMap::new();
    for (id, view) in views {
        if let Some(code) = view.code {
            let title = words::optional_text(&entries, view.title)?;
            let reference = IndicatorReference {
                id: id.to_string().into(),
                code,
                title,
            };
            found.insert(id, reference);
        }
    }
    Ok(found)
}

/// A decision of the register by its citation, where something else rests on it; `node` has the rest [Beschluss].
#[derive(Clone, SimpleObject)]
pub struct DecisionReference {
    id: ID,
    /// Organ, day and number, as a paper cites it.
    citation: Option<String>,
    /// What was decided; `null` where it was erased.
    subject: Option<String>,
}

/// Decisions by their citations as known on `day`.
pub(crate) async fn decisions(
    reading: &Reading<'_>,
    ids: impl IntoIterator<Item = DecisionId>,
    day: Date,
) -> Result<HashMap<Uuid, DecisionReference>, GraphError> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let views: Vec<(Uuid, RegisteredDecision)> = reading.views(Some(&ids)).await?;
    let subjects = views.iter().filter_map(|(_, view)| view.subject);
    let entries = reading.entries(subjects.collect()).await?;
    let reference = |(id, view): (Uuid, RegisteredDecision)| {
        let reference = DecisionReference {
            id: id.to_string().into(),
            citation: view.citation_on(day),
            subject: words::optional_text(&entries, view.subject)?,
        };
        Ok((id, reference))
    };
    views.into_iter().map(reference).collect()
}
