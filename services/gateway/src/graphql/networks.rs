//! Networks below the municipality [Netzwerk] (MEM-36).

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use kernel::{Date, NetworkId, PartialDate};
use membership::NetworkKind;
use uuid::Uuid;

use super::LIST_MAX;
use super::error::GraphError;
use super::look::Look;
use super::reader::{Reader, Reading};
use super::sources::{self, Source};
use super::words;

/// A network below the municipality [Netzwerk] (MEM-36).
pub struct Network {
    id: Uuid,
    name: String,
    view: membership::Network,
    sources: Vec<Source>,
}

impl Network {
    pub(crate) fn network_id(&self) -> NetworkId {
        self.id.into()
    }
}

/// A network below the municipality [Netzwerk] (MEM-36).
#[Object]
impl Network {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Its name on the day that is asked for.
    async fn name(&self) -> &str {
        &self.name
    }

    /// The only one, a central or a regional one [Netzwerk, zentrales, regionales Netzwerk].
    async fn kind(&self) -> Option<NetworkKind> {
        self.view.kind
    }

    /// Since when it exists, as far as known [eingerichtet].
    async fn established_on(&self) -> Option<PartialDate> {
        self.view.established_on
    }

    /// Its last day [aufgelöst].
    async fn dissolved_on(&self) -> Option<Date> {
        self.view.dissolved_on
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// Loads networks, all or these; in no order.
pub(crate) async fn load(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Network>, GraphError> {
    let views: Vec<(Uuid, membership::Network)> = reading.views(ids).await?;
    let names = views
        .iter()
        .filter_map(|(_, view)| view.name_on(day))
        .collect();
    let entries = reading.entries(names).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "network", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let name = words::name(&entries, view.name_on(day))?;
            Ok(Network {
                id,
                name,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The networks that exist on `day`, all or this one, by name.
pub(crate) async fn on(
    reading: &Reading<'_>,
    only: Option<NetworkId>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Network>, GraphError> {
    let only = only.map(|network| [network.0]);
    let mut networks = load(reading, only.as_ref().map(<[Uuid; 1]>::as_slice), day, look).await?;
    networks.retain(|network| network.view.runs_on(day));
    networks.sort_by_cached_key(|network| (words::fold(&network.name), network.id));
    networks.truncate(LIST_MAX);
    Ok(networks)
}

/// Refuses a network that the municipality does not have.
pub(crate) async fn must_exist(
    reading: &Reading<'_>,
    network: NetworkId,
) -> Result<(), GraphError> {
    let rows = reading
        .rows(
            "look for a network",
            "
            SELECT id
            FROM read_4.network
            WHERE municipality = $1
                AND id = $2",
            &[&network.0],
        )
        .await?;
    match rows.is_empty() {
        false => Ok(()),
        true => Err(GraphError::InvalidArgument {
            argument: "network",
            reason: "dieses Netzwerk gibt es nicht".into(),
        }),
    }
}

/// Loads one network.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Network>, GraphError> {
    Ok(load(reading, Some(&[id]), day, look).await?.pop())
}

/// Networks by id, to be shared by whatever belongs to them.
pub(crate) async fn by_id(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Arc<Network>>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let networks = load(reading, Some(ids), day, look).await?;
    Ok(networks
        .into_iter()
        .map(|network| (network.id, Arc::new(network)))
        .collect())
}

/// The root fields about networks.
#[derive(Default)]
pub struct NetworkQuery;

#[Object(guard = "super::guard::Permitted")]
impl NetworkQuery {
    /// The networks that exist on the day (today where none is given), by name [Netzwerke]; at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn networks(&self, ctx: &Context<'_>, as_of: Option<Date>) -> Result<Vec<Network>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        Ok(on(&reading, None, day, &Look::below(ctx)).await?)
    }
}
