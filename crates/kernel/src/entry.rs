//! What somebody typed, on its way into the vault.
//!
//! Events hold ids, never words. A command carries its words as a [`NewEntry`]: in JSON it is the content
//! alone (a string, a person, an institution), and it gets its [`EntryId`] where the command is parsed. The
//! decision puts the id into its event; the append stores the content beside it, both or neither.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::{EntryId, PersonId};

/// Longest text that an office may type into one field, in characters.
pub const TEXT_MAX: usize = 4_000;
/// Longest text that is a paper of its own, such as minutes, in characters.
pub const LONG_TEXT_MAX: usize = 100_000;
/// Longest name of a person or an institution, in characters.
pub const NAME_MAX: usize = 200;

/// Something that the vault keeps.
pub trait EntryContent: Serialize + for<'de> Deserialize<'de> + JsonSchema {
    /// The entry's kind in the vault's table.
    const KIND: &'static str;

    /// What is wrong with it, as (field within the content, reason); `None` when nothing is.
    fn fault(&self) -> Option<(&'static str, String)>;

    /// The person whose erasure takes the entry along.
    fn subject(&self) -> Option<PersonId> {
        None
    }
}

/// A new entry: its id and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry<C> {
    pub id: EntryId,
    pub content: C,
}

/// A sentence or a name that somebody typed.
pub type NewText = NewEntry<Text>;
/// A paper's text that somebody typed.
pub type NewLongText = NewEntry<Text<LONG_TEXT_MAX>>;
/// A person's details.
pub type NewPerson = NewEntry<Person>;
/// An institution's name and address.
pub type NewInstitution = NewEntry<Institution>;

impl<C> NewEntry<C> {
    pub fn new(id: EntryId, content: C) -> Self {
        Self { id, content }
    }
}

impl<const MAX: usize> NewEntry<Text<MAX>> {
    pub fn text(id: EntryId, text: &str) -> Self {
        Self::new(id, Text(text.to_owned()))
    }
}

impl<C: Serialize> Serialize for NewEntry<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.content.serialize(serializer)
    }
}

impl<'de, C: EntryContent> Deserialize<'de> for NewEntry<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let content = C::deserialize(deserializer)?;
        match content.fault() {
            None => Ok(Self::new(EntryId::generate(), content)),
            Some(("", reason)) => Err(serde::de::Error::custom(reason)),
            Some((field, reason)) => Err(serde::de::Error::custom(format!("{field}: {reason}"))),
        }
    }
}

impl<C: JsonSchema> JsonSchema for NewEntry<C> {
    fn schema_name() -> Cow<'static, str> {
        C::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        C::json_schema(generator)
    }

    fn inline_schema() -> bool {
        C::inline_schema()
    }
}

/// A text of at most `MAX` characters. Never empty, never with control characters other than line breaks.
///
/// The vault keeps every text alike, so that what was typed as a long one is read as any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text<const MAX: usize = TEXT_MAX>(pub String);

/// By hand, because each limit has a name of its own.
impl<const MAX: usize> JsonSchema for Text<MAX> {
    fn schema_name() -> Cow<'static, str> {
        match MAX {
            TEXT_MAX => "Text".into(),
            LONG_TEXT_MAX => "LongText".into(),
            max => format!("TextOf{max}").into(),
        }
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "minLength": 1,
            "maxLength": MAX,
            "description": "A text. Never empty, never with control characters other than line breaks.",
        })
    }
}

impl<const MAX: usize> EntryContent for Text<MAX> {
    const KIND: &'static str = "text";

    fn fault(&self) -> Option<(&'static str, String)> {
        fault_of_text(&self.0, MAX).map(|reason| ("", reason))
    }
}

/// A person as a contact: what the contact list prints (AGR-23), nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::SimpleObject, async_graphql::InputObject)
)]
#[cfg_attr(feature = "graphql", graphql(input_name = "PersonInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Person {
    /// The person to whom these details belong; a new one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<PersonId>,
    /// Name, at most 200 characters.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Telephone [Telefon].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Fax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl EntryContent for Person {
    const KIND: &'static str = "person";

    fn fault(&self) -> Option<(&'static str, String)> {
        fault_of_text(&self.name, NAME_MAX)
            .map(|reason| ("name", reason))
            .or_else(|| fault_of_optional("phone", self.phone.as_deref()))
            .or_else(|| fault_of_optional("fax", self.fax.as_deref()))
            .or_else(|| fault_of_optional("email", self.email.as_deref()))
            .or_else(|| match self.email.as_deref() {
                Some(email) if !looks_like_mail(email) => {
                    Some(("email", format!("„{email}“ is not a mail address")))
                }
                _ => None,
            })
    }

    fn subject(&self) -> Option<PersonId> {
        self.id
    }
}

/// An institution's name and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::SimpleObject, async_graphql::InputObject)
)]
#[cfg_attr(feature = "graphql", graphql(input_name = "InstitutionInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Institution {
    /// Name, at most 200 characters.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Street, number, postal code and town [Anschrift].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Telephone [Telefon].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

impl EntryContent for Institution {
    const KIND: &'static str = "institution";

    fn fault(&self) -> Option<(&'static str, String)> {
        fault_of_text(&self.name, NAME_MAX)
            .map(|reason| ("name", reason))
            .or_else(|| fault_of_optional("address", self.address.as_deref()))
            .or_else(|| fault_of_optional("phone", self.phone.as_deref()))
    }
}

fn fault_of_optional(field: &'static str, text: Option<&str>) -> Option<(&'static str, String)> {
    text.and_then(|text| fault_of_text(text, NAME_MAX))
        .map(|reason| (field, reason))
}

fn fault_of_text(text: &str, max: usize) -> Option<String> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        Some("must not be empty".to_owned())
    } else if length > max {
        Some(format!("must have at most {max} characters, has {length}"))
    } else if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        Some("must not contain control characters".to_owned())
    } else {
        None
    }
}

fn looks_like_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    }) && !text.contains(char::is_whitespace)
}

#[cfg(feature = "graphql")]
mod graphql {
    use async_graphql::registry::Registry;
    use async_graphql::{InputType, InputValueError, InputValueResult, Scalar, ScalarType, Value};
    use std::borrow::Cow;

    use super::{EntryContent, LONG_TEXT_MAX, NewEntry, Text};
    use crate::ids::EntryId;

    /// A text that somebody types; it is kept in the vault, never in an event.
    #[Scalar(name = "Text")]
    impl ScalarType for Text {
        fn parse(value: Value) -> InputValueResult<Self> {
            read(value)
        }

        fn to_value(&self) -> Value {
            Value::String(self.0.clone())
        }
    }

    /// A paper's text that somebody types, such as minutes; it is kept in the vault, never in an event.
    #[Scalar(name = "LongText")]
    impl ScalarType for Text<LONG_TEXT_MAX> {
        fn parse(value: Value) -> InputValueResult<Self> {
            read(value)
        }

        fn to_value(&self) -> Value {
            Value::String(self.0.clone())
        }
    }

    fn read<const MAX: usize>(value: Value) -> InputValueResult<Text<MAX>>
    where
        Text<MAX>: InputType,
    {
        match value {
            Value::String(text) => Ok(Text(text)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    /// In GraphQL, as in JSON, an entry is its content alone.
    impl<C: EntryContent + InputType> InputType for NewEntry<C> {
        type RawValueType = C;

        fn type_name() -> Cow<'static, str> {
            C::type_name()
        }

        fn create_type_info(registry: &mut Registry) -> String {
            C::create_type_info(registry)
        }

        fn parse(value: Option<Value>) -> InputValueResult<Self> {
            let content = C::parse(value).map_err(InputValueError::propagate)?;
            match content.fault() {
                None => Ok(Self::new(EntryId::generate(), content)),
                Some(("", reason)) => Err(InputValueError::custom(reason)),
                Some((field, reason)) => Err(InputValueError::custom(format!("{field}: {reason}"))),
            }
        }

        fn to_value(&self) -> Value {
            self.content.to_value()
        }

        fn as_raw_value(&self) -> Option<&Self::RawValueType> {
            Some(&self.content)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_its_content_in_json_and_gets_an_id() {
        let text: NewText = serde_json::from_str("\"Umzug\"").unwrap();
        assert_eq!(text.content.0, "Umzug");
        assert_eq!(serde_json::to_string(&text).unwrap(), "\"Umzug\"");
    }

    #[test]
    fn a_text_that_is_empty_too_long_or_has_control_characters_is_refused() {
        let too_long = serde_json::to_string(&"x".repeat(TEXT_MAX + 1)).unwrap();
        for bad in ["\"\"", "\"  \"", "\"a\\u0000b\"", &too_long] {
            assert!(
                serde_json::from_str::<NewText>(bad).is_err(),
                "{}",
                &bad[..bad.len().min(20)]
            );
        }
    }

    #[test]
    fn a_paper_s_text_may_be_longer_and_says_its_limit() {
        let read = |length| {
            let text = serde_json::to_string(&"ü".repeat(length)).unwrap();
            serde_json::from_str::<NewLongText>(&text).map_err(|error| error.to_string())
        };
        assert!(read(TEXT_MAX + 1).is_ok() && read(LONG_TEXT_MAX).is_ok());
        let refused = read(LONG_TEXT_MAX + 1).unwrap_err();
        let limit = "must have at most 100000 characters, has 100001";
        assert!(refused.starts_with(limit), "{refused}");
    }

    #[test]
    fn a_text_s_limit_stands_in_its_schema() {
        let long = serde_json::to_value(schemars::schema_for!(NewLongText)).unwrap();
        let text = serde_json::to_value(schemars::schema_for!(NewText)).unwrap();
        assert_eq!(
            (&long["maxLength"], &text["maxLength"]),
            (&100_000.into(), &4_000.into())
        );
    }

    #[test]
    fn a_person_with_a_broken_mail_address_is_refused_by_field() {
        let error = serde_json::from_str::<NewPerson>(r#"{"name":"Leitung","email":"leitung"}"#)
            .unwrap_err();
        assert!(error.to_string().starts_with("email: "), "{error}");
    }
}
