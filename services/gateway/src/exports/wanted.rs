//! Which list is wanted: of a day, or an issue by its version.
//!
//! An issue is a recipe (`membership::contact_list`): its day, and the position of the event by which it was issued.

use eventstore::Position;
use kernel::{Date, NetworkId};
use membership::contact_list::list_id;
use membership::{ContactList, ContactListKind};
use service_kit::problem::Problem;
use uuid::Uuid;

use super::asked::{Asked, missing};
use super::known::Known;
use super::problem::problem;
use crate::graphql::error::GraphError;
use crate::graphql::reader::{self, Reading};

/// The parameters by which a list is asked for.
pub(super) const PARAMETERS: &[&str] = &["network", "asOf", "issue", "version"];

/// A list.
#[derive(Debug)]
pub(super) struct Wanted {
    /// `None` for the municipality's.
    pub(super) network: Option<NetworkId>,
    /// The day that it shows.
    pub(super) day: Date,
    /// `None` for one that was not issued.
    pub(super) issue: Option<Issue>,
}

/// An issue [Ausgabe].
#[derive(Debug)]
pub(super) struct Issue {
    pub(super) version: u32,
    pub(super) withdrawn: bool,
    position: Position,
}

impl Wanted {
    /// What the query asks for.
    pub(super) async fn of(
        asked: &Asked,
        reading: &Reading<'_>,
        kind: ContactListKind,
    ) -> Result<Self, Problem> {
        let query = &asked.query;
        let version = query.number("version")?;
        match (query.id("issue")?, version) {
            (Some(list), Some(version)) => {
                query.refuse_beside(&["network", "asOf"], "issue")?;
                Self::issue(reading, list, kind, version)
                    .await
                    .map_err(problem)?
                    .ok_or_else(Problem::not_found)
            }
            (Some(_), None) => Err(missing("version", "die Nummer der Ausgabe")),
            (None, Some(_)) => Err(missing("issue", "die Kennung der Liste")),
            (None, None) => Ok(Self {
                network: query.id("network")?.map(NetworkId),
                day: asked.day()?,
                issue: None,
            }),
        }
    }

    /// The list that belongs to an agreement of the network on `day`: the issue in force, of the network or of the
    /// municipality, and without one the list of the day (AGR-22).
    pub(super) async fn current(
        reading: &Reading<'_>,
        kind: ContactListKind,
        network: Option<NetworkId>,
        day: Date,
    ) -> Result<Self, GraphError> {
        let of_network = network.map(|network| list_id(kind, Some(network)));
        for list in of_network.into_iter().chain([list_id(kind, None)]) {
            let Some(view) = view(reading, list.0).await? else {
                continue;
            };
            let Some(current) = view.current_on(day) else {
                continue;
            };
            let issue = Self::issue(reading, list.0, kind, current.version).await?;
            if let Some(issue) = issue {
                return Ok(issue);
            }
        }
        Ok(Self {
            network,
            day,
            issue: None,
        })
    }

    async fn issue(
        reading: &Reading<'_>,
        list: Uuid,
        kind: ContactListKind,
        version: u32,
    ) -> Result<Option<Self>, GraphError> {
        let Some(view) = view(reading, list).await? else {
            return Ok(None);
        };
        let issue = view.issue(version).filter(|_| view.kind == Some(kind));
        let (Some(issue), Some(position)) = (issue, position(reading, list, version).await?) else {
            return Ok(None);
        };
        Ok(Some(Self {
            network: view.network,
            day: issue.as_of,
            issue: Some(Issue {
                version,
                withdrawn: issue.withdrawn.is_some(),
                position,
            }),
        }))
    }

    /// What is known for it.
    pub(super) async fn known(&self, reading: &Reading<'_>) -> Result<Known, GraphError> {
        match &self.issue {
            Some(issue) => Known::at(reading, issue.position).await,
            None => Known::now(reading).await,
        }
    }

    pub(super) fn version(&self) -> Option<u32> {
        self.issue.as_ref().map(|issue| issue.version)
    }

    /// What is printed across the pages.
    pub(super) fn status(&self) -> Option<String> {
        let withdrawn = self.issue.as_ref().is_some_and(|issue| issue.withdrawn);
        withdrawn.then(|| "zurückgezogen".to_owned())
    }
}

async fn view(reading: &Reading<'_>, list: Uuid) -> Result<Option<ContactList>, GraphError> {
    let rows = reading
        .rows(
            "load a contact list",
            "
            SELECT view
            FROM read_4.contact_list
            WHERE municipality = $1
                AND id = $2",
            &[&list],
        )
        .await?;
    rows.first().map(reader::view).transpose()
}

/// Where the issue was issued. A version that was struck and given again is the later one.
async fn position(
    reading: &Reading<'_>,
    list: Uuid,
    version: u32,
) -> Result<Option<Position>, GraphError> {
    let rows = reading
        .rows(
            "find an issue",
            "
            SELECT max(position) AS position
            FROM read_4.history
            WHERE municipality = $1
                AND stream_kind = 'contact-list'
                AND stream_id = $2
                AND event_type = 'ContactListIssued'
                AND payload ->> 'version' = $3",
            &[&list, &version.to_string()],
        )
        .await?;
    Ok(rows.first().and_then(|row| row.get("position")))
}
