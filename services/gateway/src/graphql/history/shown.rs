//! What of the history is shown: to whom, and which values.

use serde_json::Value;

use crate::graphql::reader::Reader;

/// Kinds of things whose history is for those alone who may ask for the things, with that operation.
const GUARDED: [(&str, &str); 15] = [
    ("budget", "budgets"),
    ("concept", "concepts"),
    ("cost-scheme", "costSchemes"),
    ("decision", "decisions"),
    ("expense", "expenses"),
    ("goal", "goals"),
    ("grant", "grants"),
    ("indicator", "indicators"),
    ("instrument", "instruments"),
    ("onward-grant", "onwardGrants"),
    ("programme", "programmes"),
    ("project", "projects"),
    ("project-funds", "projects"),
    ("quality-dialogue", "qualityDialogues"),
    ("site-report", "siteReports"),
];

/// Kinds of things that the caller may not read.
pub(super) fn hidden_from(reader: &Reader) -> Vec<&'static str> {
    let hidden = GUARDED.iter().filter(|(_, reads)| !reader.may(reads));
    hidden.map(|(kind, _)| *kind).collect()
}

/// The fields of a fact that count people (EVA-02, EVA-03): small ones are suppressed elsewhere, and so is what would
/// give them away. Of figures only those of a cell: the whole is shown everywhere.
pub(super) fn counts_of_people(kind: &str, fact: &Value) -> &'static [&'static str] {
    match kind {
        "site-report" => &["sheets", "counts.count", "ratings.answers"],
        "indicator" if has_cell(fact) => &["value"],
        _ => &[],
    }
}

/// Whether the figure of a fact is one of a cell; the fact may lie in a correction.
fn has_cell(fact: &Value) -> bool {
    let Value::Object(fields) = fact else {
        return false;
    };
    fields.iter().any(|(name, value)| match value {
        Value::Array(marks) => name == "cell" && !marks.is_empty(),
        within => has_cell(within),
    })
}

/// Every value of a payload with its path; what is absent is not there.
pub(super) fn values(payload: &Value, path: &str, take: &mut impl FnMut(&str, &str)) {
    match payload {
        Value::Null => {}
        Value::Bool(yes) => take(path, if *yes { "ja" } else { "nein" }),
        Value::Number(number) => take(path, &number.to_string()),
        Value::String(text) => take(path, text),
        Value::Array(all) => all.iter().for_each(|value| values(value, path, take)),
        Value::Object(fields) => {
            for (name, value) in fields {
                if path.is_empty() {
                    values(value, name, take);
                } else {
                    values(value, &format!("{path}.{name}"), take);
                }
            }
        }
    }
}
