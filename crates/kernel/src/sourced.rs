//! A policy value that says where it comes from.
//!
//! What differs between municipalities is data, and every value of it is *stated* by a document, *inferred*
//! from one by a reading, *adopted* by somebody on a day, or *unstated*: nobody says. An inferred value never
//! refuses a command (it warns and asks); an unstated one is never replaced by a default.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Date;

crate::code! {
    /// How well a policy value is founded [Status].
    pub enum Status {
        /// a document says so, in the words given
        Stated = "im Dokument genannt",
        /// read out of a document; ask the municipality
        Inferred = "aus dem Dokument abgeleitet",
        /// somebody decided it
        Adopted = "beschlossen",
        /// nobody says
        Unstated = "nicht genannt",
    }
}

/// Where a value comes from [Fundstelle].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// The document: its short key (`S0`) or its title.
    pub document: String,
    /// The section in it, such as `§ 9`.
    pub section: String,
}

/// A value with its status, source and words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SourcedFile<T>", into = "SourcedFile<T>")]
#[serde(bound(
    serialize = "T: Clone + Serialize",
    deserialize = "T: Deserialize<'de>"
))]
pub struct Sourced<T> {
    value: Option<T>,
    pub status: Status,
    /// Document and section; absent only where nobody says and no document was looked at.
    pub source: Option<Source>,
    /// The document's words [Wortlaut].
    pub words: Option<String>,
    /// How an inferred value was read out of the words.
    pub reading: Option<String>,
    /// Who adopted the value, as a function or an organ.
    pub adopted_by: Option<String>,
    pub adopted_on: Option<Date>,
}

impl<T> Sourced<T> {
    /// The value, unless nobody says one.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value where it may refuse a command: stated or adopted, not merely inferred.
    pub fn binding(&self) -> Option<&T> {
        match self.status {
            Status::Stated | Status::Adopted => self.value.as_ref(),
            Status::Inferred | Status::Unstated => None,
        }
    }

    /// The value where it may only warn.
    pub fn inferred(&self) -> Option<&T> {
        match self.status {
            Status::Inferred => self.value.as_ref(),
            Status::Stated | Status::Adopted | Status::Unstated => None,
        }
    }

    /// Stated in `section` of `document` with `words`.
    pub fn stated(value: T, document: &str, section: &str, words: &str) -> Self {
        Self {
            value: Some(value),
            status: Status::Stated,
            source: Some(Source {
                document: document.to_owned(),
                section: section.to_owned(),
            }),
            words: Some(words.to_owned()),
            reading: None,
            adopted_by: None,
            adopted_on: None,
        }
    }

    /// Read out of a document in the way that `reading` says.
    pub fn inferred_from(
        value: T,
        document: &str,
        section: &str,
        words: &str,
        reading: &str,
    ) -> Self {
        Self {
            status: Status::Inferred,
            reading: Some(reading.to_owned()),
            ..Self::stated(value, document, section, words)
        }
    }

    /// Nobody says.
    pub fn unstated() -> Self {
        Self {
            value: None,
            status: Status::Unstated,
            source: None,
            words: None,
            reading: None,
            adopted_by: None,
            adopted_on: None,
        }
    }
}

/// A [`Sourced`] as it stands in a policy file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct SourcedFile<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<T>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adopted_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adopted_on: Option<Date>,
}

impl<T> TryFrom<SourcedFile<T>> for Sourced<T> {
    type Error = String;

    fn try_from(file: SourcedFile<T>) -> Result<Self, Self::Error> {
        let missing = match file.status {
            Status::Stated if file.value.is_none() => Some("`value`"),
            Status::Stated if file.source.is_none() => Some("`source` (document and section)"),
            Status::Stated if file.words.is_none() => Some("`words` (the document's words)"),
            Status::Inferred if file.value.is_none() => Some("`value`"),
            Status::Inferred if file.reading.is_none() => {
                Some("`reading` (how it was read out of the words)")
            }
            Status::Adopted if file.value.is_none() => Some("`value`"),
            Status::Adopted if file.adopted_by.is_none() => Some("`adopted-by`"),
            Status::Adopted if file.adopted_on.is_none() => Some("`adopted-on`"),
            Status::Unstated if file.value.is_some() => {
                return Err("an unstated value must not have a `value`".to_owned());
            }
            Status::Stated | Status::Inferred | Status::Adopted | Status::Unstated => None,
        };
        match missing {
            Some(field) => Err(format!(
                "a value with status `{}` needs {field}",
                file.status.code()
            )),
            None => Ok(Self {
                value: file.value,
                status: file.status,
                source: file.source,
                words: file.words,
                reading: file.reading,
                adopted_by: file.adopted_by,
                adopted_on: file.adopted_on,
            }),
        }
    }
}

impl<T> From<Sourced<T>> for SourcedFile<T> {
    fn from(sourced: Sourced<T>) -> Self {
        Self {
            value: sourced.value,
            status: sourced.status,
            source: sourced.source,
            words: sourced.words,
            reading: sourced.reading,
            adopted_by: sourced.adopted_by,
            adopted_on: sourced.adopted_on,
        }
    }
}

/// A value that an event froze, with the status that it had: the words stay in the policy version it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    rename_all = "camelCase",
    deny_unknown_fields,
    bound(deserialize = "T: Deserialize<'de>")
)]
pub struct Frozen<T> {
    /// Absent where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<T>,
    pub status: Status,
}

impl<T: Clone> From<&Sourced<T>> for Frozen<T> {
    fn from(sourced: &Sourced<T>) -> Self {
        Self {
            value: sourced.value.clone(),
            status: sourced.status,
        }
    }
}

impl<T> Frozen<T> {
    /// The value where it may refuse a command.
    pub fn binding(&self) -> Option<&T> {
        match self.status {
            Status::Stated | Status::Adopted => self.value.as_ref(),
            Status::Inferred | Status::Unstated => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Sourced<u8>, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_stated_value_needs_its_source_and_words() {
        let error = read(r#"{"value":4,"status":"stated"}"#).unwrap_err();
        assert!(error.contains("status `stated` needs `source`"), "{error}");
    }

    #[test]
    fn an_inferred_value_never_binds() {
        let sourced = read(r#"{"value":4,"status":"inferred","reading":"mehrmals"}"#).unwrap();
        assert_eq!(
            (sourced.binding(), sourced.inferred(), sourced.value()),
            (None, Some(&4), Some(&4))
        );
    }

    #[test]
    fn an_unstated_value_has_no_value() {
        assert!(read(r#"{"value":4,"status":"unstated"}"#).is_err());
        assert_eq!(read(r#"{"status":"unstated"}"#).unwrap().value(), None);
    }

    #[test]
    fn an_unknown_status_names_the_allowed_ones() {
        let error = read(r#"{"value":4,"status":"guessed"}"#).unwrap_err();
        assert!(
            error.contains("`stated`, `inferred`, `adopted`, `unstated`"),
            "{error}"
        );
    }
}
