//! The directory of offers as a table that an office publishes (EVA-12, MEM-21), filtered like the GraphQL list, which it
//! asks.
//!
//! What is published is what families may use: where nobody asks for a state, offers that are available on the day and
//! whose partner has not left the network. Of persons it names nobody but a partner who works alone. Its parameters are
//! the fields of `OfferFilter`, `orderBy` and `asOf`.

use std::sync::LazyLock;

use axum::response::Response;
use kernel::Date;
use membership::offer::{OfferCost, OfferKind};
use serde_json::{Value, json};
use service_kit::problem::Problem;
use sheets::{Cell, Sheet, to_csv};

use super::asked::Door;
use super::file::{Format, download, name};
use super::listed::{PAGE, label, listed, names, text};
use super::parameters::Parameters;
use super::sheet::{columns, stand, workbook};
use crate::graphql::Graph;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "export-offers";

const TITLE: &str = "Angebote Früher Hilfen";

const COLUMNS: [(&str, u8); 10] = [
    ("Angebot", 34),
    ("Anbieter", 30),
    ("Art", 18),
    ("Beschreibung", 50),
    ("Zielgruppen", 34),
    ("Standorte", 26),
    ("Regionen", 20),
    ("Öffnungszeiten", 26),
    ("Kosten", 16),
    ("bestätigt am", 12),
];

static PARAMETERS: LazyLock<Parameters> =
    LazyLock::new(|| Parameters::of("OfferFilter", [("orderBy", "OfferOrder")]));

/// The names of the parameters, for the description of the routes.
pub(super) fn parameters() -> impl Iterator<Item = &'static str> {
    PARAMETERS.names()
}

/// `GET /exports/offers.{xlsx,csv}`
pub(super) async fn directory(
    door: Door,
    graph: &Graph,
    ending: &str,
) -> Result<Response, Problem> {
    let query = door.open_any(OPERATION)?;
    let format = Format::of(ending, &[Format::Xlsx, Format::Csv])?;
    let mut variables = PARAMETERS.variables(&query)?;
    let published = query.text("state").is_none();
    if published {
        variables["filter"]["state"] = json!("AVAILABLE");
    }
    let day: Option<Date> = query.date("asOf")?;
    let question = format!(
        "query($after: String, $filter: OfferFilter, $orderBy: OfferOrder = NAME, $asOf: Date) {{
            municipality {{ name }}
            offers(first: {PAGE}, after: $after, filter: $filter, orderBy: $orderBy, asOf: $asOf) {{
                pageInfo {{ hasNextPage endCursor }}
                nodes {{ name description kind cost openingTimes lastConfirmedOn partner {{ name }}
                    situations {{ label }} sites {{ name }} districts {{ name }} findings {{ code }} }}
            }}
        }}"
    );
    let listed = listed(
        &door,
        graph,
        ("offers", &question),
        (&PARAMETERS, variables),
    )
    .await?;
    let day = day.unwrap_or_else(|| graph.today());
    let sheet = Sheet {
        name: "Angebote".to_owned(),
        title: TITLE.to_owned(),
        subtitle: Some(format!("{} · {}", listed.municipality, stand(day, None))),
        columns: columns(&COLUMNS),
        rows: listed
            .nodes
            .iter()
            .filter(|node| !published || !of_former_partner(node))
            .map(row)
            .collect(),
    };
    let content = match format {
        Format::Csv => to_csv(&sheet),
        Format::Xlsx | Format::Pdf | Format::Docx | Format::Vcf => {
            workbook(TITLE, &listed.municipality, day, &[sheet])?
        }
    };
    let file = name(&["Angebote", &listed.municipality], day, format.ending());
    Ok(download(&file, format.mime(), content))
}

/// The partner left the network, and the offer was not ended.
fn of_former_partner(node: &Value) -> bool {
    let mut findings = node["findings"].as_array().into_iter().flatten();
    findings.any(|finding| finding["code"] == "OFFER_OF_FORMER_PARTNER")
}

fn row(node: &Value) -> Vec<Cell> {
    let confirmed = node["lastConfirmedOn"].as_str();
    let confirmed: Option<Date> = confirmed.and_then(|day| day.parse().ok());
    vec![
        text(&node["name"]),
        text(&node["partner"]["name"]),
        label(&node["kind"], OfferKind::ALL, |kind| {
            (kind.code(), kind.label())
        }),
        text(&node["description"]),
        names(&node["situations"], "label"),
        names(&node["sites"], "name"),
        names(&node["districts"], "name"),
        text(&node["openingTimes"]),
        label(&node["cost"], OfferCost::ALL, |cost| {
            (cost.code(), cost.label())
        }),
        confirmed.into(),
    ]
}
