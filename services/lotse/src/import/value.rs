//! What stands in `with`, as JSON.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use uuid::Uuid;

use super::fault::Faults;

/// What a command of the file made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub(super) id: Uuid,
    pub(super) line: usize,
    /// The command's place in the file.
    pub(super) index: usize,
}

/// Aliases of a file, by name.
pub(super) type Aliases = BTreeMap<String, Made>;

/// Turns the values of one command into JSON.
pub(super) struct Converter<'a, 't> {
    pub(super) aliases: &'a Aliases,
    /// The command's place in the file: it may name what was made before it.
    pub(super) index: usize,
    pub(super) faults: &'a mut Faults<'t>,
    /// The field on which it works.
    pub(super) field: String,
}

impl Converter<'_, '_> {
    pub(super) fn table(&mut self, table: &DeTable<'_>) -> Map<String, Value> {
        let convert = |(key, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
            let key = key.get_ref().clone().into_owned();
            self.field.clone_from(&key);
            let value = self.value(value);
            (key, value)
        };
        table.iter().map(convert).collect()
    }

    /// What cannot be converted is `null` and a fault.
    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Value {
        let span = value.span();
        match value.get_ref() {
            DeValue::String(text) => self.text(text, span),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => number.into(),
                    Err(_) => self.fault(span, "the number is too large"),
                }
            }
            DeValue::Float(_) => self.fault(span, "no command takes a number with a fraction"),
            DeValue::Boolean(value) => (*value).into(),
            DeValue::Datetime(moment) if moment.time.is_none() && moment.offset.is_none() => {
                moment.to_string().into()
            }
            DeValue::Datetime(_) => self.fault(
                span,
                "no command takes a time; write a date, such as 2011-04-01",
            ),
            DeValue::Array(values) => values.iter().map(|value| self.value(value)).collect(),
            DeValue::Table(table) => self.table(table).into(),
        }
    }

    fn text(&mut self, text: &str, span: Range<usize>) -> Value {
        let Some(alias) = text.strip_prefix('@') else {
            return text.into();
        };
        if alias.starts_with('@') {
            return alias.into();
        }
        match self.aliases.get(alias) {
            Some(made) if made.index < self.index => made.id.to_string().into(),
            Some(made) => {
                let reason = format!(
                    "`@{alias}` is made in line {} only: name it after that",
                    made.line
                );
                self.fault(span, reason)
            }
            None => {
                let reason = format!(
                    "`@{alias}` is made by no command of this file (a text that begins with @ is written `@@`)"
                );
                self.fault(span, reason)
            }
        }
    }

    fn fault(&mut self, span: Range<usize>, reason: impl Display) -> Value {
        self.faults.add(span, format!("`{}`: {reason}", self.field));
        Value::Null
    }
}

/// Where the deepest part of a path such as `institution.name` or `networks[0]` stands that the table has.
pub(super) fn locate(table: &DeTable<'_>, path: &str) -> Option<Range<usize>> {
    let mut found = None;
    let mut next = Some(table);
    for step in path.split('.') {
        let (key, indices) = step.split_once('[').unwrap_or((step, ""));
        let Some((name, mut value)) = next.and_then(|table| table.get_key_value(key)) else {
            return found;
        };
        found = Some(name.span());
        for index in indices
            .split('[')
            .filter_map(|index| index.trim_end_matches(']').parse().ok())
        {
            let index: usize = index;
            match value.get_ref() {
                DeValue::Array(values) if index < values.len() => value = &values[index],
                _ => return found,
            }
            found = Some(value.span());
        }
        next = match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => None,
        };
    }
    found
}
