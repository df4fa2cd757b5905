//! Commands and events out of plain structs.
//!
//! [`events!`](crate::events) makes the enum that an aggregate applies, with the type and version under which each
//! event is stored; the store keeps the struct alone, its type beside it. [`commands!`](crate::commands) makes the
//! enum that an aggregate handles, with the name under which each command is posted.

use schemars::{Schema, SchemaGenerator};
use thiserror::Error;

use crate::Date;
use crate::period::is_meant;

/// An event that cannot be read: the store names the position, this says why.
#[derive(Debug, Error)]
pub enum UnreadableEvent {
    #[error("no event `{event_type}` in version {version} is known")]
    Unknown { event_type: String, version: u16 },
    #[error("event `{event_type}` in version {version} does not match its schema")]
    Payload {
        event_type: String,
        version: u16,
        #[source]
        source: serde_json::Error,
    },
}

/// An event enum whose variants can be stored and read back.
pub trait StoredEvent: cqrs_es::DomainEvent {
    /// The stored bytes: the variant's struct as JSON.
    fn payload(&self) -> Result<String, serde_json::Error>;

    /// The version under which the variant is written today.
    fn version(&self) -> u16;

    /// Reads a stored event.
    fn from_stored(event_type: &str, version: u16, payload: &str) -> Result<Self, UnreadableEvent>;

    /// Type, version and schema of every event, for the samples' index and the test that walks them.
    fn schemas(generator: &mut SchemaGenerator) -> Vec<(&'static str, u16, Schema)>;
}

/// A command enum whose variants can be posted by name.
pub trait CommandSet: Sized {
    /// The names under which the commands are posted.
    const NAMES: &'static [&'static str];

    /// Reads the command that was posted as `name`.
    fn read(name: &str, body: serde_json::Value) -> Result<Self, CommandError>;

    /// Name and schema of every command, for the OpenAPI document.
    fn schemas(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)>;
}

/// A command that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum CommandError {
    #[error("there is no command `{0}`")]
    Unknown(String),
    /// A field that is missing, unknown or wrong; `field` is its path, `.` for the whole.
    #[error("{field}: {reason}")]
    Invalid { field: String, reason: String },
}

/// Reads a command struct and names the field that is wrong.
pub fn read_command<C: serde::de::DeserializeOwned>(
    value: serde_json::Value,
) -> Result<C, CommandError> {
    // A list would be read as the fields in their order, which nobody means.
    if !value.is_object() {
        return Err(CommandError::Invalid {
            field: ".".to_owned(),
            reason: "invalid type: a command is an object of named fields".to_owned(),
        });
    }
    if let Some((field, day)) = day_not_meant("", &value) {
        return Err(CommandError::Invalid {
            field,
            reason: format!("{day} is not a day from 1900 to 2200"),
        });
    }
    serde_path_to_error::deserialize(value).map_err(|error| CommandError::Invalid {
        field: error.path().to_string(),
        reason: error.inner().to_string(),
    })
}

/// The first day in a request that nobody can mean, with its path.
fn day_not_meant(path: &str, value: &serde_json::Value) -> Option<(String, Date)> {
    use serde_json::Value;

    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match value {
        Value::String(text) => {
            let day: Date = text.parse().ok()?;
            // Only what is written as a day: a telephone number is none.
            (!is_meant(day) && day.to_string() == *text).then(|| (path.to_owned(), day))
        }
        Value::Object(fields) => fields
            .iter()
            .find_map(|(name, value)| day_not_meant(&below(name), value)),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .find_map(|(index, value)| day_not_meant(&format!("{path}[{index}]"), value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// See the [module](crate::message).
///
/// ```ignore
/// events! {
///     /// What happens to a network.
///     pub enum NetworkEvent { NetworkEstablished = 1, NetworkRenamed = 1, }
/// }
/// ```
/// Each name is a struct in scope with `Serialize`, `Deserialize`, `JsonSchema`, `Clone`, `Debug`, `PartialEq`.
#[macro_export]
macro_rules! events {
    ($(#[$meta:meta])* pub enum $name:ident { $($event:ident = $version:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, $crate::__private::Serialize, $crate::__private::Deserialize,
                 $crate::__private::JsonSchema)]
        #[serde(crate = "kernel::__private::serde")]
        #[schemars(crate = "kernel::__private::schemars")]
        pub enum $name { $($event($event),)+ }

        $(impl From<$event> for $name {
            fn from(event: $event) -> Self {
                Self::$event(event)
            }
        })+

        impl $crate::__private::cqrs_es::DomainEvent for $name {
            fn event_type(&self) -> String {
                match self { $(Self::$event(_) => stringify!($event).to_owned(),)+ }
            }

            fn event_version(&self) -> String {
                $crate::StoredEvent::version(self).to_string()
            }
        }

        impl $crate::StoredEvent for $name {
            fn payload(&self) -> Result<String, $crate::__private::serde_json::Error> {
                match self { $(Self::$event(event) => $crate::__private::serde_json::to_string(event),)+ }
            }

            fn version(&self) -> u16 {
                match self { $(Self::$event(_) => $version,)+ }
            }

            fn from_stored(
                event_type: &str,
                version: u16,
                payload: &str,
            ) -> Result<Self, $crate::UnreadableEvent> {
                match (event_type, version) {
                    $((stringify!($event), $version) => $crate::__private::serde_json::from_str(payload)
                        .map(Self::$event)
                        .map_err(|source| $crate::UnreadableEvent::Payload {
                            event_type: event_type.to_owned(),
                            version,
                            source,
                        }),)+
                    _ => Err($crate::UnreadableEvent::Unknown { event_type: event_type.to_owned(), version }),
                }
            }

            fn schemas(
                generator: &mut $crate::__private::SchemaGenerator,
            ) -> Vec<(&'static str, u16, $crate::__private::Schema)> {
                vec![$((stringify!($event), $version, generator.subschema_for::<$event>()),)+]
            }
        }
    };
}

/// See the [module](crate::message).
///
/// ```ignore
/// commands! {
///     /// What may be done with a network.
///     pub enum NetworkCommand { EstablishNetwork = "establish-network", RenameNetwork = "rename-network", }
/// }
/// ```
/// Each name is a struct in scope with `Serialize`, `Deserialize`, `JsonSchema`, `Clone`, `Debug`, `PartialEq`.
#[macro_export]
macro_rules! commands {
    ($(#[$meta:meta])* pub enum $name:ident { $($command:ident = $wire:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name { $($command($command),)+ }

        $(impl From<$command> for $name {
            fn from(command: $command) -> Self {
                Self::$command(command)
            }
        })+

        impl $name {
            /// The name under which this command is posted.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$command(_) => $wire,)+ }
            }
        }

        impl $crate::CommandSet for $name {
            const NAMES: &'static [&'static str] = &[$($wire,)+];

            fn read(
                name: &str,
                body: $crate::__private::serde_json::Value,
            ) -> Result<Self, $crate::CommandError> {
                match name {
                    $($wire => $crate::message::read_command(body).map(Self::$command),)+
                    _ => Err($crate::CommandError::Unknown(name.to_owned())),
                }
            }

            fn schemas(
                generator: &mut $crate::__private::SchemaGenerator,
            ) -> Vec<(&'static str, $crate::__private::Schema)> {
                vec![$(($wire, generator.subschema_for::<$command>()),)+]
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Asked {
        on: Date,
        phone: String,
    }

    fn read(on: &str) -> Result<Asked, CommandError> {
        read_command(serde_json::json!({ "on": on, "phone": "02140612" }))
    }

    #[test]
    fn a_day_that_nobody_can_mean_is_refused_by_field() {
        assert!(read("2018-11-12").is_ok());
        for bad in ["-000001-01-01", "0000-01-01", "1899-12-31", "2201-01-01"] {
            let Err(CommandError::Invalid { field, .. }) = read(bad) else {
                panic!("{bad} was read")
            };
            assert_eq!(field, "on");
        }
    }

    #[test]
    fn a_command_is_an_object_of_named_fields() {
        let list = read_command::<Asked>(serde_json::json!(["2018-11-12", "1"]));
        assert!(matches!(list, Err(CommandError::Invalid { .. })));
    }
}
