//! What leaves the house over HTTP: lists, papers and scans, as files that an office sends on.
//!
//! | room | what it answers |
//! |---|---|
//! | `contact_list` | the contact list [Anlage 1] as PDF, XLSX, CSV and vCard (AGR-23, MEM-30, MEM-31) |
//! | `specialist_list` | the experienced specialists [Anlage 2], split by legal basis (AGR-24) |
//! | `partners` | the directory of partners, filtered like the GraphQL list |
//! | `offers` | the directory of offers, to be published (EVA-12) |
//! | `ledger` | what was granted, drawn, spent and is free, with every booking (FUN-18) |
//! | `agreement` | an agreement as it is signed, with both annexes (AGR-02, AGR-05, AGR-18, AGR-21, AGR-30) |
//! | `framework` | a version of a text, and two of them beside each other (AGR-31) |
//! | `minutes` | the minutes of a meeting, version by version (MTG-10, MTG-30) |
//! | `folder`, `emergency` | a site's child protection folder, an office's emergency card (MEM-50, MEM-30) |
//! | `grants` | the proof of use of a grant: its numbers, and the skeleton of its report (FUN-20) |
//! | `document` | a scan or an upload |
//! | `openapi` | these routes for programs |
//!
//! | and behind them | |
//! |---|---|
//! | `asked` | the verified caller, his permission and his query, which names nothing unknown |
//! | `parameters`, `listed` | the filter of a GraphQL list in an address; every node of it |
//! | `wanted`, `known` | a list of a day, or an issue as it was known when it was issued |
//! | `people` | who stands on a list, as far as the caller may see them |
//! | `heading`, `text` | what stands around a paper; a text with its placeholders |
//! | `file`, `press`, `problem` | names and headers, the typesetter's queue, refusals |
//!
//! What holds everywhere: scope and role come from the token; who may see a person is decided by
//! `graphql::contacts` and nowhere else; what is another municipality's is answered like what does not exist. Nothing
//! is kept: a file is rendered from its recipe whenever it is asked for, and no cache may hold it.
//!
//! **To add a file**: a handler in its own module, its route here and in `openapi`, its operation in the table of
//! permissions.

mod agreement;
mod asked;
mod contact_list;
mod document;
mod emergency;
pub(crate) mod file;
mod folder;
mod framework;
mod grants;
mod heading;
mod known;
mod ledger;
mod listed;
pub(crate) mod minutes;
mod offers;
mod openapi;
mod parameters;
mod partners;
mod people;
pub(crate) mod press;
pub(crate) mod problem;
mod sheet;
mod specialist_list;
mod text;
mod wanted;

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRef, Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use service_kit::identity::Issuers;
use service_kit::problem::Problem;
use uuid::Uuid;

use crate::graphql::Graph;
use asked::Door;
use press::Press;

pub use openapi::openapi;

/// What the routes need.
#[derive(Clone)]
struct Exports {
    graph: Graph,
    issuers: Issuers,
    press: Press,
}

impl FromRef<Exports> for Issuers {
    fn from_ref(exports: &Exports) -> Self {
        exports.issuers.clone()
    }
}

/// The routes of this module, and `GET /openapi.json`.
pub(crate) fn router(graph: Graph, issuers: Issuers) -> Router {
    let exports = Exports {
        graph,
        issuers,
        press: Press::default(),
    };
    Router::new()
        .route("/exports/{file}", get(export))
        .route("/papers/agreements/{file}", get(agreement::paper))
        .route("/papers/frameworks/{id}/{file}", get(framework::comparison))
        .route(
            "/papers/frameworks/{id}/versions/{file}",
            get(framework::version),
        )
        .route("/papers/grants/{id}/{file}", get(grants::paper))
        .route("/papers/minutes/{file}", get(minutes::paper))
        .route("/papers/sites/{id}/{file}", get(folder::paper))
        .route("/papers/offices/{id}/{file}", get(emergency::paper))
        .route("/documents/{sha256}", get(document::scan))
        .route("/openapi.json", get(async || Json(openapi())))
        .with_state(exports)
}

/// A path that may be unreadable, which is as good as one that does not exist.
type PathOf<T> = Result<Path<T>, PathRejection>;

/// `contact-list.pdf` and its neighbours.
async fn export(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<String>,
) -> Result<Response, Problem> {
    let Path(file) = path.map_err(|_rejection| Problem::not_found())?;
    let (name, ending) = file.rsplit_once('.').ok_or_else(Problem::not_found)?;
    match name {
        "contact-list" => contact_list::list(door, &exports.press, ending).await,
        "specialist-list" => specialist_list::list(door, &exports.press, ending).await,
        "partners" => partners::directory(door, &exports.graph, ending).await,
        "offers" => offers::directory(door, &exports.graph, ending).await,
        "ledger" => ledger::ledger(door, &exports.graph, ending).await,
        _ => Err(Problem::not_found()),
    }
}

/// The id of a thing in a path; what is none is as good as one that does not exist.
fn id(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_error| Problem::not_found())
}
