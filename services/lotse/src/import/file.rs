//! An import file and how it is read.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use kernel::{CommandError, Date, EntryContent as _, MunicipalityId, Text};
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use uuid::Uuid;

use super::catalogue::{self, Entry};
use super::fault::{Faults, ImportFileError};
use super::value::{Aliases, Converter, Made, locate};

const FILE_KEYS: &[&str] = &["municipality", "command"];
const COMMAND_KEYS: &[&str] = &["name", "as", "occurred-on", "source", "key", "with"];
/// Longest key, in characters: `import:` comes before it, and a service takes 200.
const KEY_MAX: usize = 190;

/// A file that can be sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ImportFile {
    /// As it was called.
    pub path: String,
    pub municipality: MunicipalityId,
    /// In the order of the file; never empty.
    pub commands: Vec<ImportCommand>,
}

/// A command of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ImportCommand {
    /// Where it stands, from 1.
    pub line: usize,
    pub name: &'static str,
    /// The service that takes it, as the configuration calls it.
    pub service: &'static str,
    /// Its key within the municipality, without `import:`.
    pub key: String,
    pub occurred_on: Option<Date>,
    pub source: Option<String>,
    /// The command as it is posted, aliases and new ids filled in.
    pub body: Value,
}

/// The id of what a file makes as `alias`: the same in every import.
pub(crate) fn id(municipality: &MunicipalityId, alias: &str) -> Uuid {
    Uuid::new_v5(
        &Uuid::NAMESPACE_OID,
        format!("{municipality}/{alias}").as_bytes(),
    )
}

impl ImportFile {
    /// Reads a file's text; `path` is how messages call the file, and its stem begins the keys.
    pub(crate) fn read(path: &str, text: &str) -> Result<Self, ImportFileError> {
        let mut faults = Faults::new(text);
        let file = DeTable::parse(text)
            .map_err(|error| faults.add(error.span().unwrap_or(0..0), error.message()))
            .ok()
            .and_then(|document| {
                Reader {
                    path,
                    faults: &mut faults,
                }
                .file(document.get_ref())
            });
        faults.into_result(path)?;
        Ok(file.expect("a file without faults was read"))
    }
}

/// What stands at `[[command]]`, as far as it could be read.
struct Raw<'d> {
    table: &'d DeTable<'d>,
    span: Range<usize>,
    entry: Option<Entry>,
    alias: Option<&'d str>,
}

struct Reader<'a, 't> {
    path: &'a str,
    faults: &'a mut Faults<'t>,
}

impl Reader<'_, '_> {
    fn file(mut self, document: &DeTable<'_>) -> Option<ImportFile> {
        self.only(document, FILE_KEYS);
        let municipality = self.municipality(document);
        let raws = self.commands(document);
        // Ids need a municipality; without one the rest is still worth checking.
        let ids = municipality
            .clone()
            .or_else(|| MunicipalityId::try_new("unknown").ok())?;
        let aliases = self.aliases(&raws, &ids);
        let mut keys = BTreeMap::new();
        let commands: Vec<_> = raws
            .iter()
            .enumerate()
            .filter_map(|(index, raw)| self.command(index, raw, &aliases, &mut keys))
            .collect();
        Some(ImportFile {
            path: self.path.to_owned(),
            municipality: municipality?,
            commands,
        })
    }

    fn municipality(&mut self, document: &DeTable<'_>) -> Option<MunicipalityId> {
        let Some((name, span)) = self.text(document, "municipality") else {
            if !document.contains_key("municipality") {
                self.faults.add(0..0, "`municipality` is missing");
            }
            return None;
        };
        MunicipalityId::try_new(name)
            .map_err(|error| self.faults.add(span, error.to_string()))
            .ok()
    }

    fn commands<'d>(&mut self, document: &'d DeTable<'d>) -> Vec<Raw<'d>> {
        let Some(value) = document.get("command") else {
            self.faults.add(0..0, "there is no [[command]]");
            return Vec::new();
        };
        let DeValue::Array(values) = value.get_ref() else {
            self.faults
                .add(value.span(), "`command` must be written [[command]]");
            return Vec::new();
        };
        let mut raws = Vec::new();
        for value in values.iter() {
            let span = value.span();
            let DeValue::Table(table) = value.get_ref() else {
                self.faults
                    .add(span, "`command` must be written [[command]]");
                continue;
            };
            self.only(table, COMMAND_KEYS);
            let entry = self.entry(table, &span);
            let alias = self.text(table, "as").map(|(alias, _)| alias);
            raws.push(Raw {
                table,
                span,
                entry,
                alias,
            });
        }
        raws
    }

    fn entry(&mut self, table: &DeTable<'_>, span: &Range<usize>) -> Option<Entry> {
        if !table.contains_key("name") {
            self.faults.add(span.clone(), "`name` is missing");
        }
        let (name, span) = self.text(table, "name")?;
        let entry = catalogue::find(name);
        if entry.is_none() {
            let allowed = catalogue::names().join(", ");
            self.faults.add(
                span,
                format!("there is no command `{name}`, allowed: {allowed}"),
            );
        }
        entry
    }

    fn aliases(&mut self, raws: &[Raw<'_>], municipality: &MunicipalityId) -> Aliases {
        let mut aliases = Aliases::new();
        for (index, raw) in raws.iter().enumerate() {
            let (Some(alias), Some(value)) = (raw.alias, raw.table.get("as")) else {
                continue;
            };
            let span = value.span();
            let fits = (1..=100).contains(&alias.len())
                && alias
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !fits {
                let reason = format!("`as`: `{alias}` must be 1 to 100 of a-z, 0-9 and -");
                self.faults.add(span, reason);
                continue;
            }
            if raw.entry.is_some_and(|entry| entry.id_field.is_none()) {
                let reason = format!(
                    "`as`: this command makes nothing; these do: {}",
                    catalogue::makers().join(", ")
                );
                self.faults.add(span, reason);
                continue;
            }
            let line = self.faults.line(raw.span.clone());
            if let Some(first) = aliases.get(alias) {
                let reason = format!("`as`: `{alias}` is made in line {} already", first.line);
                self.faults.add(span, reason);
                continue;
            }
            aliases.insert(
                alias.to_owned(),
                Made {
                    id: id(municipality, alias),
                    line,
                    index,
                },
            );
        }
        aliases
    }

    fn command(
        &mut self,
        index: usize,
        raw: &Raw<'_>,
        aliases: &Aliases,
        keys: &mut BTreeMap<String, usize>,
    ) -> Option<ImportCommand> {
        let line = self.faults.line(raw.span.clone());
        let occurred_on = self.day(raw.table);
        let source = self.source(raw.table);
        let key = self.key(index, raw, aliases, keys);
        let body = self.body(index, raw, aliases);
        let entry = raw.entry?;
        Some(ImportCommand {
            line,
            name: entry.name,
            service: entry.service,
            key: key?,
            occurred_on,
            source,
            body: body?,
        })
    }

    fn day(&mut self, table: &DeTable<'_>) -> Option<Date> {
        let value = table.get("occurred-on")?;
        let day = match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() && moment.offset.is_none() => {
                moment.to_string().parse().ok()
            }
            _ => None,
        };
        if day.is_none() {
            self.faults.add(
                value.span(),
                "`occurred-on` must be a date, such as 2011-04-01",
            );
        }
        day
    }

    fn source(&mut self, table: &DeTable<'_>) -> Option<String> {
        let (source, span) = self.text(table, "source")?;
        if let Some((_, reason)) = <Text>::fault(&Text(source.to_owned())) {
            self.faults.add(span, format!("`source` {reason}"));
        }
        Some(source.to_owned())
    }

    fn key(
        &mut self,
        index: usize,
        raw: &Raw<'_>,
        aliases: &Aliases,
        keys: &mut BTreeMap<String, usize>,
    ) -> Option<String> {
        let (key, span) = match self.text(raw.table, "key") {
            Some((key, span)) => (key.to_owned(), span),
            None => {
                let stem = Path::new(self.path)
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy();
                let made =
                    |alias: &&str| aliases.get(*alias).is_some_and(|made| made.index == index);
                let alias = raw.alias.filter(made).map(str::to_owned);
                let name = alias.unwrap_or_else(|| (index + 1).to_string());
                (format!("{stem}:{name}"), raw.span.clone())
            }
        };
        let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
        if key.is_empty() || key.len() > KEY_MAX || !visible {
            let reason = format!(
                "`key`: `{key}` must be 1 to {KEY_MAX} visible ASCII characters without blanks"
            );
            self.faults.add(span, reason);
            return None;
        }
        let line = self.faults.line(raw.span.clone());
        if let Some(first) = keys.insert(key.clone(), line) {
            self.faults.add(
                span,
                format!("`key`: `{key}` is used in line {first} already"),
            );
            return None;
        }
        Some(key)
    }

    /// The command's body, checked as its service will read it.
    fn body(&mut self, index: usize, raw: &Raw<'_>, aliases: &Aliases) -> Option<Value> {
        let Some(value) = raw.table.get("with") else {
            self.faults.add(raw.span.clone(), "`with` is missing");
            return None;
        };
        let DeValue::Table(with) = value.get_ref() else {
            self.faults.add(value.span(), "`with` must be a table");
            return None;
        };
        let known = self.faults.count();
        let mut converter = Converter {
            aliases,
            index,
            faults: &mut *self.faults,
            field: String::new(),
        };
        let mut body = converter.table(with);
        let entry = raw.entry?;
        self.fill_id(&entry, raw, &mut body, with, aliases);
        // A value that could not be converted need not be complained of twice.
        if self.faults.count() > known {
            return None;
        }
        match entry.check(Value::Object(body.clone())) {
            Ok(()) => Some(Value::Object(body)),
            Err(error) => {
                let (field, reason) = match error {
                    CommandError::Invalid { field, reason } => (field, reason),
                    CommandError::Unknown(name) => (".".to_owned(), format!("`{name}` is unknown")),
                };
                let span = locate(with, &field).unwrap_or_else(|| value.span());
                let field = if field == "." {
                    String::new()
                } else {
                    format!("{field}: ")
                };
                self.faults
                    .add(span, format!("`{}`: {field}{reason}", entry.name));
                None
            }
        }
    }

    fn fill_id(
        &mut self,
        entry: &Entry,
        raw: &Raw<'_>,
        body: &mut Map<String, Value>,
        with: &DeTable<'_>,
        aliases: &Aliases,
    ) {
        let (Some(field), Some(alias)) = (entry.id_field, raw.alias) else {
            return;
        };
        if let Some((name, _)) = with.get_key_value(field) {
            let reason = format!("`{field}` is said twice: `as` gives it");
            self.faults.add(name.span(), reason);
        } else if let Some(made) = aliases.get(alias) {
            body.insert(field.to_owned(), made.id.to_string().into());
        }
    }

    /// A text at `key`; what is something else is a fault.
    fn text<'d>(&mut self, table: &'d DeTable<'d>, key: &str) -> Option<(&'d str, Range<usize>)> {
        let value: &Spanned<DeValue<'d>> = table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some((text.as_ref(), value.span())),
            _ => {
                self.faults
                    .add(value.span(), format!("`{key}` must be a text"));
                None
            }
        }
    }

    fn only(&mut self, table: &DeTable<'_>, allowed: &[&str]) {
        for key in table
            .keys()
            .filter(|key| !allowed.contains(&key.get_ref().as_ref()))
        {
            let reason = format!(
                "unknown key `{}`, allowed: {}",
                key.get_ref(),
                allowed.join(", ")
            );
            self.faults.add(key.span(), reason);
        }
    }
}
