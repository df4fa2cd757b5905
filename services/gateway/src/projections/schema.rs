//! The DDL, its version and its creation.
//!
//! A version of the read model is a schema `read_<n>` of its own, made beside the older ones and filled from
//! position 0; there are no migrations between them. The schema carries the fingerprint of its DDL as its comment, so
//! that code never writes into tables that another state of `schema.sql` made under the same number.

use eventstore::{StoreError, migrate};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use tokio_postgres::Config;

use super::READ_MODEL;

/// Serialises the making of schemas over all processes; released with the transaction.
const LOCK: i64 = 0x72_6561_645f;

/// Why the read model's tables are not there.
#[derive(Debug, Error)]
pub enum SchemaError {
    #[error("connect as the owner of the read model")]
    Connect(#[source] StoreError),
    #[error("{doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: tokio_postgres::Error,
    },
    /// The DDL changed, its version did not.
    #[error(
        "schema `{schema}` was made by another DDL ({found}, this version has {expected}): count READ_MODEL up, \
         or drop the schema to build it anew"
    )]
    OtherDdl {
        schema: String,
        found: String,
        expected: String,
    },
}

impl SchemaError {
    fn database(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |source| Self::Database { doing, source }
    }
}

/// The DDL of this version.
pub fn schema() -> &'static str {
    include_str!("schema.sql")
}

/// Changes with every change of the DDL.
pub fn fingerprint() -> String {
    let digest = Sha256::digest(schema().as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// Makes the tables of this version where they are missing; true where they were. As the owner, any number of times.
///
/// # Errors
/// [`SchemaError::OtherDdl`] where the tables are there and another DDL made them.
pub async fn create(owner: &Config) -> Result<bool, SchemaError> {
    let mut client = migrate::connect(owner)
        .await
        .map_err(SchemaError::Connect)?;
    let transaction = client
        .transaction()
        .await
        .map_err(SchemaError::database("begin to make the read model"))?;
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await
        .map_err(SchemaError::database("wait for whoever makes a read model"))?;
    let name = format!("read_{READ_MODEL}");
    let row = transaction
        .query_opt(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = $1",
            &[&name],
        )
        .await
        .map_err(SchemaError::database("look for the read model"))?;
    if let Some(row) = row {
        let found: Option<String> = row.get(0);
        return match found {
            Some(found) if found == fingerprint() => Ok(false),
            found => Err(SchemaError::OtherDdl {
                schema: name,
                found: found.unwrap_or_else(|| "no fingerprint".to_owned()),
                expected: fingerprint(),
            }),
        };
    }
    transaction
        .batch_execute(schema())
        .await
        .map_err(SchemaError::database("make the read model"))?;
    transaction
        .batch_execute(&format!("COMMENT ON SCHEMA {name} IS '{}'", fingerprint()))
        .await
        .map_err(SchemaError::database("sign the read model"))?;
    transaction
        .commit()
        .await
        .map_err(SchemaError::database("commit the read model"))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ddl_makes_the_schema_of_this_version_and_no_other() {
        assert!(schema().contains(&format!("CREATE SCHEMA read_{READ_MODEL};")));
        let named: Vec<&str> = schema()
            .split("read_")
            .skip(1)
            .map(|rest| {
                rest.split(|c: char| !c.is_ascii_digit())
                    .next()
                    .unwrap_or_default()
            })
            .collect();
        assert!(
            named
                .iter()
                .all(|version| *version == READ_MODEL.to_string()),
            "{named:?}"
        );
    }
}
