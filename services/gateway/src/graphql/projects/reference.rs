//! A project by its name, where something else speaks of it.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use funding::Project as View;
use kernel::{Date, ProjectId};
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A project by its name, where something else speaks of it; `node` has the rest for who reads projects.
#[derive(Clone, SimpleObject)]
pub struct ProjectReference {
    id: ID,
    /// Its name on the day that is asked for; empty where it was erased.
    pub(crate) name: String,
}

/// Projects by their names, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    ids: &[ProjectId],
    day: Date,
) -> Result<HashMap<Uuid, ProjectReference>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let views: Vec<(Uuid, View)> = reading.views(Some(&ids)).await?;
    // Money may be planned before the day from which the name is known.
    let name = |view: &View| {
        let first = || view.names.facts().first().map(|fact| fact.value);
        view.name_on(day).or_else(first)
    };
    let names = views.iter().filter_map(|(_, view)| name(view)).collect();
    let entries = reading.entries(names).await?;
    let reference = |(id, view): &(Uuid, View)| {
        let reference = ProjectReference {
            id: id.to_string().into(),
            name: words::name(&entries, name(view))?,
        };
        Ok((*id, reference))
    };
    views.iter().map(reference).collect()
}
