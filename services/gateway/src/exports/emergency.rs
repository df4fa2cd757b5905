//! The emergency card of an office [Notfallkarte], for a wall (MEM-30).

use axum::extract::{Path, State};
use axum::response::Response;
use service_kit::problem::Problem;

use super::asked::Door;
use super::file::{Format, download, pdf};
use super::heading::Heading;
use super::known::Known;
use super::people;
use super::problem::problem;
use super::{Exports, PathOf, id};
use crate::graphql::policies;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "emergency-card";

/// `GET /papers/offices/{id}/emergency-card.pdf`
pub(super) async fn paper(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<(String, String)>,
) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &[])?;
    let Path((office, file)) = path.map_err(|_rejection| Problem::not_found())?;
    if pdf(&file)? != "emergency-card" {
        return Err(Problem::not_found());
    }
    let office = id(&office)?;
    let today = asked.reader.today();
    let (letterhead, card, file) = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let known = Known::now(&reading).await.map_err(problem)?;
        let office = known.offices.get(&office).ok_or_else(Problem::not_found)?;
        let policies = policies::load(&reading).await.map_err(problem)?;
        let heading = Heading::of(&reading, &known, &policies, office.network, today)
            .await
            .map_err(problem)?;
        let card = people::card(&reading, office, today).await;
        let card = card.map_err(problem)?.ok_or_else(without_card)?;
        let file = heading.file("Notfallkarte", None, today, "pdf");
        (heading.letterhead(today, None), card, file)
    };
    let content = exports
        .press
        .set(move || papers::emergency_card(&letterhead, &card))
        .await?;
    Ok(download(&file, Format::Pdf.mime(), content))
}

fn without_card() -> Problem {
    Problem::conflict(
        "EMERGENCY_CARD_MISSING",
        "Für diese Koordinierungsstelle ist heute keine Notfallkarte hinterlegt.",
    )
}
