//! Circulars to partners [Rundschreiben, „Weitergabe von Informationen“]: what mail will carry, and to whom (MEM-33).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object and its loader |
//! | `list` | the root fields: filter, order, pages |
//! | `recipients` | at which address a partner is reached, or why not |

mod list;
mod recipients;

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, Object};
use kernel::{Date, DocumentRef, EntryId, PartnerId};
use membership::Circular as View;
use membership::circular::CircularState;
use uuid::Uuid;

use super::error::GraphError;
use super::look::Look;
use super::networks::{self, Network};
use super::reader::Reading;
use super::sources::{self, Source};
use super::words;

pub use list::{
    CircularConnection, CircularEdge, CircularOrder, CircularQuery, CircularRecipientConnection,
    CircularRecipientEdge,
};
pub use recipients::{CircularRecipient, MailAddress, Unreachable};

/// A circular to partners [Rundschreiben] (MEM-33).
pub struct Circular {
    id: Uuid,
    day: Date,
    view: View,
    subject: Option<String>,
    text: Option<String>,
    network: Option<Arc<Network>>,
    recipients: Vec<Arc<CircularRecipient>>,
    sources: Vec<Source>,
}

/// A circular to partners [Rundschreiben] (MEM-33).
#[Object]
impl Circular {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// One line [Betreff]; `null` where it was erased.
    async fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// What it says; `null` where it was erased.
    async fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// How far it is on the day that is asked for [Entwurf, freigegeben, verworfen].
    async fn state(&self) -> Option<CircularState> {
        self.view.state_on(self.day)
    }

    async fn drafted_on(&self) -> Option<Date> {
        self.view.drafted_on
    }

    /// Since when nothing of it changes [freigegeben].
    async fn released_on(&self) -> Option<Date> {
        self.view.released_on
    }

    /// When the draft was withdrawn [verworfen].
    async fn withdrawn_on(&self) -> Option<Date> {
        self.view.withdrawn_on
    }

    /// The network out of whose partners the recipients were chosen; `null` for the whole municipality.
    async fn network(&self) -> Option<&Network> {
        self.network.as_deref()
    }

    /// Its documents [Anlagen].
    async fn attachments(&self) -> &[DocumentRef] {
        &self.view.attachments
    }

    /// How many partners get it.
    async fn recipient_count(&self) -> usize {
        self.view.recipients.len()
    }

    /// The partners that get it, by name, each with its addresses on the day that is asked for or with the reason why
    /// there is none [Empfänger].
    #[graphql(complexity = "5 * child_complexity")]
    async fn recipients(&self) -> &[Arc<CircularRecipient>] {
        &self.recipients
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// The views of circulars, all or these.
async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one circular; none for a role that may not read circulars.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Circular>, GraphError> {
    if !reading.reader().may("circulars") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these circulars; keeps their order.
async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Circular>, GraphError> {
    let mut ids: Vec<EntryId> = views.iter().filter_map(|(_, view)| view.subject).collect();
    if look.asks("text") {
        ids.extend(views.iter().filter_map(|(_, view)| view.body));
    }
    let entries = reading.entries(ids).await?;
    let networks = match look.field("network") {
        Some(look) => {
            let ids = views.iter().filter_map(|(_, view)| view.network);
            let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let reached = if look.asks("recipients") {
        let ids = views.iter().flat_map(|(_, view)| &view.recipients);
        let ids: Vec<PartnerId> = ids.copied().collect();
        recipients::reach(reading, &ids, day).await?
    } else {
        HashMap::new()
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "circular", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let found = view.recipients.iter().filter_map(|id| reached.get(id));
            let mut recipients: Vec<Arc<CircularRecipient>> = found.cloned().collect();
            recipients.sort_by_cached_key(|recipient| words::fold(recipient.name()));
            Ok(Circular {
                id,
                day,
                subject: words::optional_text(&entries, view.subject)?,
                text: words::optional_text(&entries, view.body)?,
                network: view.network.and_then(|id| networks.get(&id.0).cloned()),
                recipients,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}
