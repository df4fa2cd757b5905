//! What stands around a list or a paper: whose it is, of which day, which office answers for it.

use kernel::{Date, EntryId, NetworkId};
use membership::Office;
use papers::{CoordinationOffice, EmergencyCard, Letterhead};
use service_kit::problem::Problem;
use uuid::Uuid;

use super::known::Known;
use super::people::{card, office, the_office};
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// Whose paper it is.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// The municipality's name, short enough for a file's.
    pub(super) municipality: String,
    /// The network's, where one was asked for or there is only one.
    pub(super) network: Option<String>,
    /// The network's name in the file's, where one was asked for.
    pub(super) chosen: Option<String>,
    pub(super) office: Option<CoordinationOffice>,
    pub(super) card: Option<EmergencyCard>,
}

impl Heading {
    /// Heads a paper of the network, or of the municipality.
    pub(super) async fn of(
        reading: &Reading<'_>,
        known: &Known,
        policies: &Policies,
        network: Option<NetworkId>,
        day: Date,
    ) -> Result<Self, GraphError> {
        let mut running = known.networks.iter().filter(|(_, view)| view.runs_on(day));
        let only = running.next().filter(|_| running.next().is_none());
        let shown = match network {
            Some(network) => known.networks.get(&network.0),
            None => only.map(|(_, view)| view),
        };
        let municipality = policies.municipality.name();
        let name = shown.and_then(|view| {
            let first = || view.names.facts().first().map(|fact| fact.value);
            view.name_on(day).or_else(first)
        });
        let ids: Vec<EntryId> = municipality.into_iter().chain(name).collect();
        let entries = reading.entries(ids).await?;
        let shown = words::optional_text(&entries, name)?;
        let (contact, emergency) = match the_office(known, network, day) {
            Some((_, view)) => (
                office(reading, policies, view, day).await?,
                emergency(reading, known, view, day).await?,
            ),
            None => (None, None),
        };
        Ok(Self {
            municipality: words::name(&entries, municipality)?,
            chosen: network.and(shown.clone()),
            network: shown,
            office: contact,
            card: emergency,
        })
    }

    /// The network's name, or the municipality's.
    pub(super) fn title(&self) -> &str {
        self.network.as_deref().unwrap_or(&self.municipality)
    }

    /// The office that answers for a paper, never a person (AGR-30).
    pub(super) fn issuer(&self) -> &str {
        let office = self.office.as_ref().map(|office| office.name.as_str());
        office.unwrap_or(&self.municipality)
    }

    pub(super) fn letterhead(&self, stand: Date, status: Option<String>) -> Letterhead {
        Letterhead {
            network_name: self.title().to_owned(),
            crest: None,
            stand,
            responsible_office: self.issuer().to_owned(),
            status,
        }
    }

    /// A file's name for this paper.
    pub(super) fn file(&self, what: &str, version: Option<u32>, day: Date, ending: &str) -> String {
        let issue = version.map(|version| format!("Ausgabe {version}"));
        let parts = [
            Some(what),
            Some(self.municipality.as_str()),
            self.chosen.as_deref(),
            issue.as_deref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        super::file::name(&parts, day, ending)
    }
}

/// The office's card, or the municipality's where it has none of its own.
async fn emergency(
    reading: &Reading<'_>,
    known: &Known,
    own: &Office,
    day: Date,
) -> Result<Option<EmergencyCard>, GraphError> {
    match card(reading, own, day).await? {
        Some(card) => Ok(Some(card)),
        None => match the_office(known, None, day) {
            Some((_, office)) => card(reading, office, day).await,
            None => Ok(None),
        },
    }
}

/// 404 for a network that the municipality does not have, or did not know then.
pub(super) fn must_know(known: &Known, network: Option<NetworkId>) -> Result<(), Problem> {
    let id: Option<Uuid> = network.map(|network| network.0);
    match id {
        Some(id) if !known.networks.contains_key(&id) => {
            Err(Problem::not_found().with_field("network"))
        }
        Some(_) | None => Ok(()),
    }
}
