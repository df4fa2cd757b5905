//! The proof of use of a grant on paper [Verwendungsnachweis]: its numbers, and the skeleton of its report (field.md
//! 3.3, 3.4, FUN-20).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the route |
//! | `told` | the grant with its numbers, in words |
//! | `sums` | planned and spent by line and by area |
//! | `missing` | what a draft still lacks |
//! | `year` | what happened in the network in the grant's period |
//!
//! The numbers are those of the proof that lies with the authority on the day; before there is one, those that the books
//! would prove, as a draft. The report is always a draft: the office writes it. What its caller may not read elsewhere he
//! does not read here either: such a chapter is a place to write.

mod missing;
mod sums;
mod told;
mod year;

use axum::extract::{Path, State};
use axum::response::Response;
use kernel::GrantId;
use papers::{GrantReportPaper, NumericProofPaper, PaperError};
use service_kit::problem::Problem;

use super::asked::Door;
use super::file::{Format, download, name};
use super::heading::Heading;
use super::known::Known;
use super::problem::problem;
use super::{Exports, PathOf, id};
use crate::graphql::{funding_ledger, policies};
use told::Told;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "proofPaper";

/// What each of the papers may be.
pub(super) const FORMATS: [Format; 2] = [Format::Pdf, Format::Docx];

/// Which paper.
enum Recipe {
    Proof(Box<NumericProofPaper>),
    Report(Box<GrantReportPaper>),
}

impl Recipe {
    fn set(&self, format: Format) -> Result<Vec<u8>, PaperError> {
        match (self, format == Format::Docx) {
            (Self::Proof(paper), false) => papers::numeric_proof(paper),
            (Self::Proof(paper), true) => papers::numeric_proof_docx(paper),
            (Self::Report(paper), false) => papers::grant_report(paper),
            (Self::Report(paper), true) => papers::grant_report_docx(paper),
        }
    }
}

/// `GET /papers/grants/{id}/proof.pdf` and `report.pdf`, each also as `.docx`.
pub(super) async fn paper(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<(String, String)>,
) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &["asOf"])?;
    let Path((grant, file)) = path.map_err(|_rejection| Problem::not_found())?;
    let (what, ending) = file.rsplit_once('.').ok_or_else(Problem::not_found)?;
    let format = Format::of(ending, &FORMATS)?;
    let report = match what {
        "proof" => false,
        "report" => true,
        _ => return Err(Problem::not_found()),
    };
    let grant = GrantId(id(&grant)?);
    let day = asked.day()?;
    let (recipe, file) = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let books = funding_ledger::books(&reading).await.map_err(problem)?;
        let view = books.grants.get(&grant);
        let view = view.filter(|view| view.state_on(day).is_some());
        let view = view.ok_or_else(Problem::not_found)?;
        let told = Told::load(&reading, &books, grant, view, day).await;
        let told = told.map_err(problem)?.ok_or_else(not_awarded)?;
        let known = Known::now(&reading).await.map_err(problem)?;
        let policies = policies::load(&reading).await.map_err(problem)?;
        let heading = Heading::of(&reading, &known, &policies, None, day).await;
        let heading = heading.map_err(problem)?;
        let (what, stand, recipe) = match report {
            true => {
                let letterhead = heading.letterhead(day, Some("Entwurf".to_owned()));
                let paper = told.report(&reading, letterhead).await.map_err(problem)?;
                ("Sachbericht", day, Recipe::Report(Box::new(paper)))
            }
            false => {
                let stand = told.submitted_on().unwrap_or(day);
                let draft = told.submitted_on().is_none().then(|| "Entwurf".to_owned());
                let paper = told.proof(heading.letterhead(stand, draft));
                let paper = paper.map_err(problem)?;
                let what = "Zahlenmäßiger Nachweis";
                (what, stand, Recipe::Proof(Box::new(paper)))
            }
        };
        let purpose = told.purpose().map_err(problem)?.unwrap_or_default();
        (recipe, name(&[what, &purpose], stand, format.ending()))
    };
    let content = exports.press.set(move || recipe.set(format)).await?;
    Ok(download(&file, format.mime(), content))
}

fn not_awarded() -> Problem {
    Problem::conflict(
        "GRANT_NOT_AWARDED",
        "Zu dieser Zuwendung gibt es an diesem Tag keinen Bescheid; was nachzuweisen ist, steht erst in ihm.",
    )
}
