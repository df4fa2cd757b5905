//! A whole list of GraphQL, page by page: filter, state of the day and rights are that list's.

use async_graphql::{Request, Variables};
use serde_json::{Map, Value};
use service_kit::problem::Problem;
use sheets::Cell;

use super::asked::Door;
use super::parameters::Parameters;
use super::problem;
use crate::graphql::Graph;

/// How many are asked for at once.
pub(super) const PAGE: u32 = 100;

/// Every node of a list, and whose it is.
pub(super) struct Listed {
    pub(super) municipality: String,
    pub(super) nodes: Vec<Value>,
}

/// Asks until there is no next page. The question takes `$after` besides the variables, and asks for the `name` of the
/// `municipality` and for the list's `pageInfo { hasNextPage endCursor }` and `nodes`.
///
/// # Errors
/// GraphQL's refusal, with the parameter that it names.
pub(super) async fn listed(
    door: &Door,
    graph: &Graph,
    (list, question): (&str, &str),
    (parameters, mut variables): (&Parameters, Map<String, Value>),
) -> Result<Listed, Problem> {
    let mut nodes = Vec::new();
    loop {
        let given = Variables::from_json(Value::Object(variables.clone()));
        let request = Request::new(question).variables(given);
        let response = graph
            .execute(request, door.caller.clone(), door.token.clone())
            .await;
        let mut answer = serde_json::to_value(response)
            .map_err(|error| Problem::fault("read a list", &error))?;
        if let Some(error) = answer["errors"].get(0) {
            return Err(refused(error, parameters));
        }
        let name = answer["data"]["municipality"]["name"].as_str();
        let municipality = name.unwrap_or_default().to_owned();
        let page = &mut answer["data"][list];
        if let Value::Array(found) = page["nodes"].take() {
            nodes.extend(found);
        }
        if page["pageInfo"]["hasNextPage"] != Value::Bool(true) {
            return Ok(Listed {
                municipality,
                nodes,
            });
        }
        variables.insert("after".to_owned(), page["pageInfo"]["endCursor"].take());
    }
}

/// GraphQL's refusal; it names a field of the filter by its path.
fn refused(error: &Value, parameters: &Parameters) -> Problem {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let code = text(&error["extensions"]["code"]).unwrap_or_else(|| "INTERNAL".to_owned());
    let sentence = text(&error["message"]).unwrap_or_default();
    let field = text(&error["extensions"]["field"]);
    let field = field.or_else(|| {
        let mut names = parameters.names();
        let named = names.find(|name| {
            sentence.contains(&format!("\"{name}\"")) || sentence.contains(&format!(".{name}\""))
        });
        named.map(str::to_owned)
    });
    let field = field.map(|field| field.trim_start_matches("filter.").to_owned());
    problem::of(code, sentence, field)
}

/// A text, or nothing.
pub(super) fn text(value: &Value) -> Cell {
    value.as_str().into()
}

/// What the items of a list are called, with commas between.
pub(super) fn names(list: &Value, field: &str) -> Cell {
    let items = list.as_array().into_iter().flatten();
    let names: Vec<&str> = items.filter_map(|item| item[field].as_str()).collect();
    names.join(", ").into()
}

/// The German term of a code as GraphQL writes it.
pub(super) fn label<C: Copy>(
    value: &Value,
    all: &[C],
    of: impl Fn(C) -> (String, &'static str),
) -> Cell {
    let known = all.iter().map(|code| of(*code));
    let found = known
        .into_iter()
        .find(|(code, _)| *value == *screaming(code));
    found.map(|(_, label)| label).into()
}

/// `IN_FORCE` for `in-force`.
pub(super) fn screaming(code: &str) -> String {
    code.replace('-', "_").to_uppercase()
}
