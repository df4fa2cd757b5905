//! A version of minutes out of the read tables: ids, counts and days of the views, words of the vault.
//!
//! A version keeps what was approved as a whole: text, author, attachments, mentions. Body, day, attendance, agenda and
//! outcomes are the meeting's as they are recorded today, so that a corrected fact is right on every version.

use std::collections::HashMap;

use kernel::{ContactId, Date, EntryId, NetworkId};
use meetings::minutes::MinutesVersion;
use meetings::{Meeting, Minutes};
use membership::{Body, Partner, PartnerKind};
use papers::MinutesPaper;
use uuid::Uuid;

use super::written::Named;
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Snapshot;
use crate::graphql::words;
use crate::projections::Tabled;

/// A paper but for what depends on who reads it: the names of its letterhead, and the persons whom it mentions.
pub(crate) struct Recipe {
    pub(crate) paper: MinutesPaper,
    /// The body's.
    pub(crate) network: Option<NetworkId>,
    /// The day of the meeting.
    pub(crate) held: Date,
    pub(crate) mentions: Vec<ContactId>,
}

/// Whose names a paper may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Those of all partners.
    All,
    /// Not of a partner who is a person [Einzelperson].
    WithoutPersons,
}

/// The version that is wanted, or the one in force, or the draft; `None` where there is none.
pub(crate) async fn recipe(
    reading: &Snapshot<'_>,
    policies: &Policies,
    id: Uuid,
    version: Option<u32>,
    today: Date,
    names: Names,
) -> Result<Option<Recipe>, GraphError> {
    let minutes: Option<Minutes> = one(reading, id).await?;
    let Some(minutes) = minutes.filter(Minutes::exists) else {
        return Ok(None);
    };
    let begun = |version: &&MinutesVersion| version.began_on().is_some_and(|on| on <= today);
    let version = match version {
        Some(number) => minutes.version(number).filter(begun),
        None => minutes
            .approved_on(today)
            .or_else(|| minutes.version_on(today)),
    };
    let known = version.and_then(|version| Some((version, version.content_on(today)?)));
    let (Some((version, content)), Some(meeting)) = (known, minutes.meeting) else {
        return Ok(None);
    };
    let meeting: Option<Meeting> = one(reading, meeting.0).await?;
    let Some((meeting, held)) = meeting.and_then(|view| view.begins_on().map(|on| (view, on)))
    else {
        return Ok(None);
    };
    let named = Named::load(reading, &meeting, version, content, held, names).await?;
    Ok(Some(
        named.written(&meeting, version, content, policies, today)?,
    ))
}

pub(super) async fn one<V: Tabled>(
    reading: &Snapshot<'_>,
    id: Uuid,
) -> Result<Option<V>, GraphError> {
    Ok(some(reading, &[id]).await?.remove(&id))
}

pub(super) async fn some<V: Tabled>(
    reading: &Snapshot<'_>,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, V>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(reading.views(Some(ids)).await?.into_iter().collect())
}

/// Names of partners on a day; the first that is known for one that was named before.
pub(crate) async fn institutions(
    reading: &Snapshot<'_>,
    ids: &[Uuid],
    day: Date,
    names: Names,
) -> Result<HashMap<Uuid, String>, GraphError> {
    let views: HashMap<Uuid, Partner> = some(reading, ids).await?;
    let name = |view: &Partner| {
        let first = || view.institutions.facts().first().map(|fact| fact.value);
        view.institution_on(day).or_else(first)
    };
    let entries = reading.entries(views.values().filter_map(name).collect());
    let entries = entries.await?;
    let named = views.iter().map(|(id, view)| {
        let person = names == Names::WithoutPersons && is_person(view);
        let name = match person {
            true => PartnerKind::Einzelperson.label().to_owned(),
            false => words::institution(&entries, name(view))?.name,
        };
        Ok((*id, name))
    });
    named.collect()
}

/// Whether the partner is a person, or was one at any time.
pub(crate) fn is_person(view: &Partner) -> bool {
    let kinds = view.kinds.facts().iter().map(|fact| fact.value);
    let mut kinds = view.kind.into_iter().chain(kinds);
    kinds.any(|kind| kind == PartnerKind::Einzelperson)
}

/// The body's name on the day, or the first that is known.
pub(crate) fn body_name(view: &Body, day: Date) -> Option<EntryId> {
    let first = || view.names.facts().first().map(|fact| fact.value);
    view.name_on(day).or_else(first)
}

/// Where the policy of the day says that the body usually meets (MTG-03).
pub(crate) fn usual_place(policies: &Policies, body: Option<&Body>, day: Date) -> Option<String> {
    let rule = body?.rule.as_ref()?.to_string();
    let place = policies.on(day)?.meetings.usual_place(&rule)?;
    Some(place.to_owned())
}
