//! The child protection folder of a site [Kinderschutzmappe]: what lies in it, and the contacts of the day (MEM-50).

use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{Date, EntryId, german};
use membership::Site;
use membership::site::{SiteDocument, SiteDocumentKind};
use papers::{Checklist, Folder, FormReference};
use service_kit::problem::Problem;
use uuid::Uuid;

use super::asked::Door;
use super::contact_list::Annex1;
use super::file::{Format, download, name, pdf};
use super::problem::problem;
use super::specialist_list::Annex2;
use super::wanted::Wanted;
use super::{Exports, PathOf, id};
use crate::graphql::error::GraphError;
use crate::graphql::reader::{self, Reading};
use crate::graphql::words;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "site-folder";

/// `GET /papers/sites/{id}/folder.pdf`
pub(super) async fn paper(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<(String, String)>,
) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &[])?;
    let Path((site, file)) = path.map_err(|_rejection| Problem::not_found())?;
    if pdf(&file)? != "folder" {
        return Err(Problem::not_found());
    }
    let site = id(&site)?;
    let today = asked.reader.today();
    let (folder, file) = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let site = load(&reading, site).await.map_err(problem)?;
        let site = site.ok_or_else(Problem::not_found)?;
        packed(&reading, &site, today).await?
    };
    let content = exports
        .press
        .set(move || papers::child_protection_folder(&folder))
        .await?;
    Ok(download(&file, Format::Pdf.mime(), content))
}

async fn packed(
    reading: &Reading<'_>,
    site: &Site,
    today: Date,
) -> Result<(Folder, String), Problem> {
    let list = || Wanted {
        network: None,
        day: today,
        issue: None,
    };
    let contacts = Annex1::read(reading, list()).await?;
    let specialists = Annex2::read(reading, list()).await?;
    let names = site.names.facts();
    let site_name = site
        .name_on(today)
        .or_else(|| names.first().map(|fact| fact.value));
    let filed = site.documents_on(today);
    let titles = filed.iter().map(|document| document.title);
    let ids: Vec<EntryId> = site_name.into_iter().chain(titles).collect();
    let read = async {
        let entries = reading.entries(ids).await?;
        let mut checklists = Vec::new();
        let mut forms = Vec::new();
        for SiteDocument {
            kind,
            title,
            valid_from,
            ..
        } in filed
        {
            let title = words::text(&entries, *title)?.unwrap_or_default();
            match kind {
                SiteDocumentKind::Checklist => checklists.push(Checklist {
                    title,
                    items: Vec::new(),
                }),
                SiteDocumentKind::Form
                | SiteDocumentKind::AddressList
                | SiteDocumentKind::Procedure => forms.push(FormReference {
                    title,
                    version: Some(format!("Stand: {}", german::day(*valid_from))),
                    place: Some(kind.label().to_owned()),
                }),
            }
        }
        Ok::<_, GraphError>((words::name(&entries, site_name)?, checklists, forms))
    };
    let (site, checklists, forms) = read.await.map_err(problem)?;
    let heading = contacts.heading();
    let file = name(
        &["Kinderschutzmappe", &heading.municipality, &site],
        today,
        "pdf",
    );
    let mut address_list = contacts.annex();
    // The folder has the card on a page of its own.
    let emergency_card = address_list.emergency_card.take();
    let folder = Folder {
        letterhead: heading.letterhead(today, None),
        site,
        emergency_card,
        checklists,
        forms,
        contacts: address_list,
        specialists: specialists.annex(),
    };
    Ok((folder, file))
}

async fn load(reading: &Reading<'_>, id: Uuid) -> Result<Option<Site>, GraphError> {
    let rows = reading
        .rows(
            "load a site",
            "
            SELECT view
            FROM read_4.site
            WHERE municipality = $1
                AND id = $2",
            &[&id],
        )
        .await?;
    rows.first().map(reader::view).transpose()
}
