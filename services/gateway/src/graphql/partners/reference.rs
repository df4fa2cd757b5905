//! A partner by its name, where something else speaks of it.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use kernel::{Date, PartnerId};
use membership::PartnerKind;
use uuid::Uuid;

use super::duplicates::Duplicates;
use super::load::{PartnerRow, rows};
use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A partner by its name, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct PartnerReference {
    pub(crate) id: ID,
    pub(crate) name: String,
    kind: Option<PartnerKind>,
}

/// Partners by their names, for whatever speaks of them; the partner that stays in place of a duplicate.
pub(crate) async fn references(
    reading: &Reading<'_>,
    ids: &[PartnerId],
    day: Date,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let found = rows(reading, &ids).await?;
    if found.iter().all(|row| row.view.merged.is_none()) {
        return named(reading, &found, day).await;
    }
    let duplicates = Duplicates::load(reading).await?;
    let stay: Vec<Uuid> = ids.iter().map(|id| duplicates.stays(*id)).collect();
    let stay = rows(reading, &stay).await?;
    let stay = named(reading, &stay, day).await?;
    let ids = ids.into_iter();
    Ok(ids
        .filter_map(|id| Some((id, stay.get(&duplicates.stays(id))?.clone())))
        .collect())
}

/// These partners by their names, duplicates among them.
pub(super) async fn named(
    reading: &Reading<'_>,
    rows: &[PartnerRow],
    day: Date,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    let name = |row: &PartnerRow| {
        let institutions = &row.view.institutions;
        // A party may be named before the day from which its name is known.
        row.view
            .institution_on(day)
            .or_else(|| institutions.facts().first().map(|fact| fact.value))
    };
    let entries = reading
        .entries(rows.iter().filter_map(name).collect())
        .await?;
    rows.iter()
        .map(|row| {
            let reference = PartnerReference {
                id: row.id.to_string().into(),
                name: words::institution(&entries, name(row))?.name,
                kind: row.view.kind_on(day).or(row.view.kind),
            };
            Ok((row.id, reference))
        })
        .collect()
}
