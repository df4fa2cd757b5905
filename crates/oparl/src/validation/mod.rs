//! Whether a JSON value keeps OParl 1.1: all that is mandatory, nothing that the standard does not know, types and
//! formats, references to the right kind, no deleted object within another.
//!
//! A validator of our own, over the facts of the standard's object descriptions, which are not JSON Schema. A client
//! would forgive more; what we answer has no fault at all. Two rules are ours: no `null` and no empty text (chapter 2.4
//! advises against them).

mod descriptions;

use jiff::civil::Date;
use serde_json::{Map, Value};

use descriptions::{Property, Shape, described};

/// What a value refers to: an address, and the kind of what must answer there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    pub address: String,
    /// `Meeting`.
    pub kind: &'static str,
    /// A list of these, not one.
    pub is_list: bool,
}

/// What was found wrong, each with the path to it; and all that is referred to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    pub faults: Vec<String>,
    pub references: Vec<Reference>,
}

impl Findings {
    fn fault(&mut self, path: &str, fault: impl std::fmt::Display) {
        self.faults.push(format!("{path}: {fault}"));
    }
}

/// Looks at an object that answers under its own id.
pub fn object(kind: &'static str, value: &Value) -> Findings {
    let mut findings = Findings::default();
    check_object(&mut findings, kind, kind, value, None);
    findings
}

/// Looks at a page of a list.
pub fn list(kind: &'static str, value: &Value) -> Findings {
    let mut findings = Findings::default();
    let path = format!("list of {kind}");
    let Some(page) = value.as_object() else {
        findings.fault(&path, "no object");
        return findings;
    };
    for name in page.keys() {
        if !["data", "pagination", "links"].contains(&name.as_str()) {
            findings.fault(&path, format!("unknown {name}"));
        }
    }
    match page.get("data").and_then(Value::as_array) {
        Some(data) => {
            for (number, value) in data.iter().enumerate() {
                check_object(
                    &mut findings,
                    &format!("{path}[{number}]"),
                    kind,
                    value,
                    None,
                );
            }
        }
        None => findings.fault(&path, "data is no array"),
    }
    let counts = [
        "totalElements",
        "elementsPerPage",
        "currentPage",
        "totalPages",
    ];
    check_members(&mut findings, &path, page.get("pagination"), &counts, |v| {
        v.is_u64()
    });
    let links = ["first", "prev", "self", "next", "last", "web"];
    check_members(&mut findings, &path, page.get("links"), &links, is_address);
    findings
}

fn check_members(
    findings: &mut Findings,
    path: &str,
    value: Option<&Value>,
    known: &[&str],
    fits: impl Fn(&Value) -> bool,
) {
    let Some(members) = value.and_then(Value::as_object) else {
        findings.fault(path, format!("no object with {known:?}"));
        return;
    };
    for (name, value) in members {
        if !known.contains(&name.as_str()) || !fits(value) {
            findings.fault(path, format!("{name}: {value}"));
        }
    }
}

/// `parent` is the kind that it is embedded in.
fn check_object(
    findings: &mut Findings,
    path: &str,
    kind: &'static str,
    value: &Value,
    parent: Option<&str>,
) {
    let Some(members) = value.as_object() else {
        findings.fault(path, "no object");
        return;
    };
    let Some(properties) = described(kind) else {
        findings.fault(path, format!("the standard has no {kind}"));
        return;
    };
    let kind_is = members.get("type").and_then(Value::as_str);
    if kind_is != Some(&format!("https://schema.oparl.org/1.1/{kind}")) {
        findings.fault(path, format!("type is {kind_is:?}, not {kind}"));
    }
    let deleted = members.get("deleted") == Some(&Value::Bool(true));
    if deleted && parent.is_some() {
        findings.fault(path, "is deleted and embedded");
    }
    check_required(findings, path, &properties, members, deleted);
    for (name, value) in members {
        let path = format!("{path}.{name}");
        match properties.iter().find(|property| property.name == name) {
            None => findings.fault(&path, "the standard does not know it"),
            Some(property) => {
                if parent.is_some_and(|parent| property.leads_back_to == Some(parent)) {
                    findings.fault(&path, "leads back to the object it is embedded in");
                }
                check_value(findings, &path, kind, property.shape, value);
            }
        }
    }
}

/// Of a deleted object all may go but its id, its type and its moments (chapter 2.8).
fn check_required(
    findings: &mut Findings,
    path: &str,
    properties: &[Property],
    members: &Map<String, Value>,
    deleted: bool,
) {
    let kept = ["id", "type", "created", "modified"];
    for property in properties.iter().filter(|property| property.required) {
        let needed = !deleted || kept.contains(&property.name);
        if needed && !members.contains_key(property.name) {
            findings.fault(path, format!("lacks {}", property.name));
        }
    }
}

fn check_value(
    findings: &mut Findings,
    path: &str,
    kind: &'static str,
    shape: Shape,
    value: &Value,
) {
    let mut refer = |value: &Value, kind, is_list| {
        if is_address(value) {
            findings.references.push(Reference {
                address: value.as_str().unwrap_or_default().to_owned(),
                kind,
                is_list,
            });
        }
        is_address(value)
    };
    let fits = match shape {
        Shape::Type => value.is_string(),
        Shape::Version => value == "https://schema.oparl.org/1.1/",
        Shape::Text => is_text(value),
        Shape::Texts => all(value, is_text),
        Shape::Url => is_address(value),
        Shape::Urls => all(value, is_address),
        Shape::Date => value.as_str().is_some_and(is_date),
        Shape::DateTime => value.as_str().is_some_and(is_date_time),
        Shape::Integer => value.is_u64(),
        Shape::Boolean => value.is_boolean(),
        Shape::GeoJson => value.get("type") == Some(&Value::String("Feature".to_owned())),
        Shape::To(other) => refer(value, other, false),
        Shape::AllTo(other) => all(value, |value| refer(value, other, false)),
        Shape::List(other) => refer(value, other, true),
        Shape::Object(other) => {
            check_object(findings, path, other, value, Some(kind));
            true
        }
        Shape::Objects(other) => {
            for (number, value) in value.as_array().into_iter().flatten().enumerate() {
                let path = format!("{path}[{number}]");
                check_object(findings, &path, other, value, Some(kind));
            }
            value.is_array()
        }
    };
    if !fits {
        findings.fault(path, format!("{value} is no {shape:?}"));
    }
}

fn all(value: &Value, mut fits: impl FnMut(&Value) -> bool) -> bool {
    let values = value.as_array();
    values.is_some_and(|values| !values.is_empty() && values.iter().all(&mut fits))
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

fn is_address(value: &Value) -> bool {
    let rest = value.as_str().and_then(|text| {
        text.strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
    });
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.is_ascii() && !rest.contains([' ', '"', '<', '>', '#'])
    })
}

/// `yyyy-mm-dd`.
fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

/// `yyyy-mm-ddThh:mm:ss±hh:mm` and nothing else: no `Z`, no fraction.
fn is_date_time(text: &str) -> bool {
    let pattern = "dddd-dd-ddTdd:dd:dd±dd:dd";
    text.chars().count() == pattern.chars().count()
        && text.chars().zip(pattern.chars()).all(|(c, p)| match p {
            'd' => c.is_ascii_digit(),
            '±' => matches!(c, '+' | '-'),
            _ => c == p,
        })
        && text.parse::<jiff::Timestamp>().is_ok()
}
