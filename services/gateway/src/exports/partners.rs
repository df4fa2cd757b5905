//! The directory of partners as a table, filtered like the GraphQL list, which it asks.
//!
//! Filter, state of the day and rights are that list's: this module turns its answer into rows. Its parameters are the
//! fields of `PartnerFilter`, `orderBy` and `asOf`.

use std::sync::LazyLock;

use agreements::agreement::{AgreementKind, AgreementState};
use axum::response::Response;
use kernel::Date;
use membership::{MembershipState, PartnerKind};
use serde_json::Value;
use service_kit::permission;
use service_kit::problem::Problem;
use sheets::{Cell, Sheet, to_csv};

use super::asked::Door;
use super::file::{Format, download, name};
use super::listed::{PAGE, label, listed, names, screaming, text};
use super::parameters::Parameters;
use super::sheet::{columns, stand, workbook};
use crate::graphql::Graph;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "export-partners";

const COLUMNS: [(&str, u8); 11] = [
    ("Name", 34),
    ("Art", 14),
    ("Träger", 26),
    ("Netzwerke", 26),
    ("Arbeitsbereiche", 34),
    ("Stand", 14),
    ("seit", 12),
    ("Anschrift", 34),
    ("Telefon", 18),
    ("Kooperationsvereinbarung", 24),
    ("Ansprechpersonen", 12),
];

/// `GET /exports/partners.{xlsx,csv}`
pub(super) async fn directory(
    door: Door,
    graph: &Graph,
    ending: &str,
) -> Result<Response, Problem> {
    let query = door.open_any(OPERATION)?;
    let format = Format::of(ending, &[Format::Xlsx, Format::Csv])?;
    let variables = PARAMETERS.variables(&query)?;
    let day: Option<Date> = query.date("asOf")?;
    let agreements = permission::allows(door.caller.role(), "agreements");
    let question = question(agreements);
    let listed = listed(
        &door,
        graph,
        ("partners", &question),
        (&PARAMETERS, variables),
    )
    .await?;
    let mut rows: Vec<Vec<Cell>> = listed.nodes.iter().map(row).collect();
    let municipality = listed.municipality;
    let day = day.unwrap_or_else(|| graph.today());
    let mut headings = columns(&COLUMNS);
    if !agreements {
        let at = headings
            .iter()
            .position(|column| column.heading == "Kooperationsvereinbarung");
        if let Some(at) = at {
            headings.remove(at);
            for row in &mut rows {
                row.remove(at);
            }
        }
    }
    let sheet = Sheet {
        name: "Netzwerkpartner".to_owned(),
        title: "Netzwerkpartner".to_owned(),
        subtitle: Some(format!("{municipality} · {}", stand(day, None))),
        columns: headings,
        rows,
    };
    let content = match format {
        Format::Csv => to_csv(&sheet),
        Format::Xlsx | Format::Pdf | Format::Docx | Format::Vcf => {
            workbook("Netzwerkpartner", &municipality, day, &[sheet])?
        }
    };
    let file = name(&["Netzwerkpartner", &municipality], day, format.ending());
    Ok(download(&file, format.mime(), content))
}

fn question(agreements: bool) -> String {
    let agreements = if agreements {
        "agreements { kind state }"
    } else {
        ""
    };
    format!(
        "query($after: String, $filter: PartnerFilter, $orderBy: PartnerOrder = NAME, $asOf: Date) {{
            municipality {{ name }}
            partners(first: {PAGE}, after: $after, filter: $filter, orderBy: $orderBy, asOf: $asOf) {{
                pageInfo {{ hasNextPage endCursor }}
                nodes {{ name kind address phone membership {{ state since }} operator {{ name }}
                    networks {{ name }} sectors {{ label }} contacts {{ id }} {agreements} }}
            }}
        }}"
    )
}

/// A partner's row, with every column.
fn row(node: &Value) -> Vec<Cell> {
    let since: Option<Date> = node["membership"]["since"]
        .as_str()
        .and_then(|day| day.parse().ok());
    let contacts = node["contacts"].as_array().map_or(0, Vec::len);
    vec![
        text(&node["name"]),
        label(&node["kind"], PartnerKind::ALL, |kind| {
            (kind.code(), kind.label())
        }),
        text(&node["operator"]["name"]),
        names(&node["networks"], "name"),
        names(&node["sectors"], "label"),
        label(
            &node["membership"]["state"],
            MembershipState::ALL,
            |state| (state.code(), state.label()),
        ),
        since.into(),
        text(&node["address"]),
        text(&node["phone"]),
        agreement(&node["agreements"]),
        i32::try_from(contacts).unwrap_or(i32::MAX).into(),
    ]
}

/// Where its cooperation agreements stand; each state once.
fn agreement(agreements: &Value) -> Cell {
    let cooperation = screaming(&AgreementKind::Cooperation.code());
    let mut states: Vec<&str> = Vec::new();
    for agreement in agreements.as_array().into_iter().flatten() {
        let state = AgreementState::ALL.iter().find(|state| {
            agreement["kind"] == *cooperation && agreement["state"] == *screaming(&state.code())
        });
        if let Some(state) = state.filter(|state| !states.contains(&state.label())) {
            states.push(state.label());
        }
    }
    states.join(", ").into()
}

/// The fields of `PartnerFilter`, and the order.
static PARAMETERS: LazyLock<Parameters> =
    LazyLock::new(|| Parameters::of("PartnerFilter", [("orderBy", "PartnerOrder")]));

/// The names of the parameters, for the description of the routes.
pub(super) fn parameters() -> impl Iterator<Item = &'static str> {
    PARAMETERS.names()
}
