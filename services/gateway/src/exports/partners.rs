//! The directory of partners as a table, filtered like the GraphQL list, which it asks.
//!
//! Filter, state of the day and rights are that list's: this module turns its answer into rows. Its parameters are the
//! fields of `PartnerFilter`, `orderBy` and `asOf`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use agreements::agreement::{AgreementKind, AgreementState};
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, TypeKind, TypeSystemDefinition};
use async_graphql::{Request, Variables};
use axum::response::Response;
use kernel::{Date, facts};
use membership::{MembershipState, PartnerKind};
use serde_json::{Map, Value, json};
use service_kit::permission;
use service_kit::problem::Problem;
use sheets::{Cell, Sheet, to_csv};

use super::asked::{Door, Query};
use super::file::{Format, download, name};
use super::problem;
use super::sheet::{columns, stand, workbook};
use crate::graphql::{Graph, sdl};

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "export-partners";

/// How many partners are asked for at once.
const PAGE: u32 = 100;

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
    let mut variables = variables(&query)?;
    let day: Option<Date> = query.date("asOf")?;
    let agreements = permission::allows(door.caller.role(), "agreements");
    let mut rows = Vec::new();
    let municipality = loop {
        let request = Request::new(question(agreements))
            .variables(Variables::from_json(Value::Object(variables.clone())));
        let response = graph
            .execute(request, door.caller.clone(), door.token.clone())
            .await;
        let answer = serde_json::to_value(response)
            .map_err(|error| Problem::fault("read the list of partners", &error))?;
        if let Some(error) = answer["errors"].get(0) {
            return Err(refused(error));
        }
        let page = &answer["data"]["partners"];
        rows.extend(page["nodes"].as_array().into_iter().flatten().map(row));
        if page["pageInfo"]["hasNextPage"] != Value::Bool(true) {
            let name = answer["data"]["municipality"]["name"].as_str();
            break name.unwrap_or_default().to_owned();
        }
        variables.insert("after".to_owned(), page["pageInfo"]["endCursor"].clone());
    };
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
    let text = |value: &Value| Cell::from(value.as_str());
    let names = |list: &Value, field: &str| {
        let items = list.as_array().into_iter().flatten();
        let names: Vec<&str> = items.filter_map(|item| item[field].as_str()).collect();
        Cell::from(names.join(", "))
    };
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

/// The German term of a code as GraphQL writes it.
fn label<C: Copy>(value: &Value, all: &[C], of: impl Fn(C) -> (String, &'static str)) -> Cell {
    let known = all.iter().map(|code| of(*code));
    let found = known
        .into_iter()
        .find(|(code, _)| *value == *screaming(code));
    found.map(|(_, label)| label).into()
}

/// `IN_FORCE` for `in-force`.
fn screaming(code: &str) -> String {
    code.replace('-', "_").to_uppercase()
}

/// What a parameter may be, by the schema's own account.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Boolean,
    OneOf(Vec<String>),
    Integer,
    Id,
    Other,
}

/// The fields of `PartnerFilter`, and the orders.
static PARAMETERS: LazyLock<BTreeMap<String, Kind>> = LazyLock::new(|| {
    let document = parse_schema(sdl()).expect("the schema writes its own language");
    let types: BTreeMap<String, TypeKind> = document
        .definitions
        .into_iter()
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(of) => Some((of.node.name.node.to_string(), of.node.kind)),
            TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
        })
        .collect();
    let kind = |name: &str| match (name, types.get(name)) {
        ("Boolean", _) => Kind::Boolean,
        ("Int", _) => Kind::Integer,
        (name, Some(TypeKind::Scalar)) if name.ends_with("Id") => Kind::Id,
        (_, Some(TypeKind::Enum(of))) => {
            let values = of.values.iter();
            Kind::OneOf(
                values
                    .map(|value| value.node.value.node.to_string())
                    .collect(),
            )
        }
        _ => Kind::Other,
    };
    let mut parameters = BTreeMap::from([("orderBy".to_owned(), kind("PartnerOrder"))]);
    if let Some(TypeKind::InputObject(filter)) = types.get("PartnerFilter") {
        for field in &filter.fields {
            // A filter by several things has no place in a query string.
            if let BaseType::Named(of) = &field.node.ty.node.base {
                parameters.insert(field.node.name.node.to_string(), kind(of));
            }
        }
    }
    parameters
});

/// The names of the parameters, for the description of the routes.
pub(super) fn parameters() -> impl Iterator<Item = &'static str> {
    PARAMETERS.keys().map(String::as_str)
}

/// The variables of the question.
fn variables(query: &Query) -> Result<Map<String, Value>, Problem> {
    let mut filter = Map::new();
    let mut variables = Map::new();
    for (name, text) in query.pairs() {
        if name == "asOf" {
            variables.insert(name.to_owned(), text.into());
            continue;
        }
        let Some(kind) = PARAMETERS.get(name) else {
            let short: String = name.chars().take(80).collect();
            let sentence = format!("Den Parameter „{short}“ gibt es hier nicht.");
            return Err(Problem::bad_request("UNKNOWN_PARAMETER", sentence).with_field(short));
        };
        let value = value(name, text, kind)?;
        if name == "orderBy" {
            variables.insert(name.to_owned(), value);
        } else {
            filter.insert(name.to_owned(), value);
        }
    }
    variables.insert("filter".to_owned(), Value::Object(filter));
    Ok(variables)
}

fn value(name: &str, text: &str, kind: &Kind) -> Result<Value, Problem> {
    let refused = |allowed: Vec<&str>| {
        let short: String = text.chars().take(80).collect();
        let sentence = format!(
            "{name}: „{short}“ ist nicht möglich; erlaubt: {}.",
            allowed.join(", ")
        );
        Problem::bad_request("INVALID_PARAMETER", sentence)
            .with_field(name)
            .with_facts(facts! { "allowed" => allowed })
    };
    match kind {
        Kind::Boolean => match text {
            "true" => Ok(json!(true)),
            "false" => Ok(json!(false)),
            _ => Err(refused(vec!["true", "false"])),
        },
        Kind::OneOf(values) if values.iter().any(|value| value == text) => Ok(json!(text)),
        Kind::OneOf(values) => Err(refused(values.iter().map(String::as_str).collect())),
        Kind::Integer => text
            .parse::<i32>()
            .map(Value::from)
            .map_err(|_error| refused(vec!["eine ganze Zahl"])),
        Kind::Id if text.parse::<uuid::Uuid>().is_err() => {
            Err(refused(vec!["eine Kennung (UUID)"]))
        }
        Kind::Id | Kind::Other => Ok(json!(text)),
    }
}

/// GraphQL's refusal; it names a field of the filter by its path.
fn refused(error: &Value) -> Problem {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let code = text(&error["extensions"]["code"]).unwrap_or_else(|| "INTERNAL".to_owned());
    let sentence = text(&error["message"]).unwrap_or_default();
    let field = text(&error["extensions"]["field"]);
    let field = field.or_else(|| {
        parameters()
            .find(|name| {
                sentence.contains(&format!("\"{name}\""))
                    || sentence.contains(&format!(".{name}\""))
            })
            .map(str::to_owned)
    });
    let field = field.map(|field| field.trim_start_matches("filter.").to_owned());
    problem::of(code, sentence, field)
}
