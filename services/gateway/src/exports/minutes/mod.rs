//! The minutes of a meeting on paper [Protokoll] (MTG-10, MTG-11, MTG-30).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the route, and which persons its caller may see |
//! | `recipe`, `written` | a version of minutes out of the read tables; `crate::oparl` makes its file from the same |
//!
//! Without `version` it is the version in force, and before the first approval the draft.

mod recipe;
mod written;

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{ContactId, Date, EntryId};
use membership::Contact;
use papers::MentionedContact;
use service_kit::problem::Problem;
use uuid::Uuid;
use vault::{Entries, Entry};

use super::asked::Door;
use super::file::{Format, download, name, pdf};
use super::heading::Heading;
use super::known::Known;
use super::people::HIDDEN;
use super::problem::problem;
use super::{Exports, PathOf, id};
use crate::graphql::contacts::details;
use crate::graphql::error::GraphError;
use crate::graphql::policies::{self, Policies};
use crate::graphql::reader::Reading;
use crate::graphql::words;

pub(crate) use recipe::{Names, Recipe, body_name, institutions, is_person, recipe, usual_place};
pub(crate) use written::clock;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "minutesPaper";

/// `GET /papers/minutes/{id}.pdf`
pub(super) async fn paper(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<String>,
) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &["version"])?;
    let Path(file) = path.map_err(|_rejection| Problem::not_found())?;
    let id = id(pdf(&file)?)?;
    let version = asked.query.number("version")?;
    let today = asked.reader.today();
    let (paper, file) = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let policies = policies::load(&reading).await.map_err(problem)?;
        let recipe = recipe(&reading, &policies, id, version, today, Names::All).await;
        let recipe = recipe.map_err(problem)?.ok_or_else(Problem::not_found)?;
        let known = Known::now(&reading).await.map_err(problem)?;
        let heading = Heading::of(&reading, &known, &policies, recipe.network, today)
            .await
            .map_err(problem)?;
        let mentions = mentions(&reading, &policies, &recipe).await;
        let mut paper = recipe.paper;
        paper.mentions = mentions.map_err(problem)?;
        let stand = paper.letterhead.stand;
        paper.letterhead = heading.letterhead(stand, paper.letterhead.status);
        let meeting = paper.number.map(|number| format!("{number}. Sitzung"));
        let file = name(
            &["Protokoll", &paper.body, meeting.as_deref().unwrap_or("")],
            stand,
            "pdf",
        );
        (paper, file)
    };
    let content = exports.press.set(move || papers::minutes(&paper)).await?;
    Ok(download(&file, Format::Pdf.mime(), content))
}

/// Those to whom the text refers, as far as the caller may see them.
async fn mentions(
    reading: &Reading<'_>,
    policies: &Policies,
    recipe: &Recipe,
) -> Result<Vec<MentionedContact>, GraphError> {
    let ids: Vec<Uuid> = recipe.mentions.iter().map(|id| id.0).collect();
    let views = reading.views(Some(&ids)).await?;
    let views: HashMap<Uuid, Contact> = views.into_iter().collect();
    let partners: Vec<Uuid> = views
        .values()
        .filter_map(|view| Some(view.partner?.0))
        .collect();
    let institutions = institutions(reading, &partners, recipe.held, Names::All).await?;
    let latest = views.values().filter_map(last_details);
    let entries = reading.entries(latest.collect()).await?;
    recipe
        .mentions
        .iter()
        .filter_map(|ContactId(id)| views.get(id))
        .map(|view| {
            let seen = details(reading, policies, view, recipe.held).is_some();
            let institution = view.partner.and_then(|of| institutions.get(&of.0));
            Ok(MentionedContact {
                name: mentioned(&entries, view, seen)?,
                institution: institution.cloned(),
            })
        })
        .collect()
}

/// The name, or what stands in the place of one who may not be seen; `None` for somebody who was erased.
fn mentioned(entries: &Entries, view: &Contact, seen: bool) -> Result<Option<String>, GraphError> {
    let Some(entry) = last_details(view) else {
        return Ok(Some(HIDDEN.to_owned()));
    };
    let erased = entries
        .get::<kernel::Person>(entry)
        .map_err(GraphError::internal("read a person"))?
        .is_some_and(|entry| matches!(entry, Entry::Erased));
    if erased {
        return Ok(None);
    }
    let person = words::person(entries, entry)?.filter(|_| seen);
    Ok(Some(
        person.map_or_else(|| HIDDEN.to_owned(), |person| person.name),
    ))
}

fn last_details(view: &Contact) -> Option<EntryId> {
    view.details.on(Date::MAX).copied()
}
