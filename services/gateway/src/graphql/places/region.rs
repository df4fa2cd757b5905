//! Regions [Region] (MEM-43).

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, Object};
use kernel::{Date, RegionId};
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A region of the municipality [Region] (MEM-43).
pub struct Region {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) view: membership::Region,
}

impl Region {
    pub(crate) fn region_id(&self) -> RegionId {
        self.id.into()
    }

    pub(crate) fn title(&self) -> &str {
        &self.name
    }
}

/// A region of the municipality [Region] (MEM-43).
#[Object]
impl Region {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn name(&self) -> &str {
        &self.name
    }

    /// Its roman number, such as `III`.
    async fn number(&self) -> Option<&str> {
        self.view
            .number
            .as_ref()
            .map(membership::RegionNumber::as_str)
    }
}

/// Loads regions, all or these; in no order.
pub(crate) async fn regions(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
    day: Date,
) -> Result<Vec<Region>, GraphError> {
    let views: Vec<(Uuid, membership::Region)> = reading.views(ids).await?;
    let names = views
        .iter()
        .filter_map(|(_, view)| view.name_on(day))
        .collect();
    let entries = reading.entries(names).await?;
    views
        .into_iter()
        .map(|(id, view)| {
            Ok(Region {
                id,
                name: words::name(&entries, view.name_on(day))?,
                view,
            })
        })
        .collect()
}

/// Loads one region.
pub(crate) async fn region(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    _: &Look<'_>,
) -> Result<Option<Region>, GraphError> {
    Ok(regions(reading, Some(&[id]), day).await?.pop())
}

/// Regions by id, to be shared.
pub(crate) async fn regions_by_id(
    reading: &Reading<'_>,
    ids: Vec<RegionId>,
    day: Date,
) -> Result<HashMap<Uuid, Arc<Region>>, GraphError> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let regions = regions(reading, Some(&ids), day).await?;
    Ok(regions
        .into_iter()
        .map(|region| (region.id, Arc::new(region)))
        .collect())
}
