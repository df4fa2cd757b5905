//! What is to happen on a day.
//!
//! *Shape*: a consumer says of each thing that a rule watches when it is due ([`set_due`]), a worker does what is due up
//! to today ([`claim_due`]). One row for (municipality, rule, subject).
//! *Correctness*: the row moves with the position of the event that moved it, so that a repeated or older event changes
//! nothing. What is done commits with the note that it was done for that day: once, whoever works and wherever it dies.
//! A day that passed while nobody worked is made up for.

use std::error::Error;

use deadpool_postgres::{Pool, Transaction};
use eventstore::{Position, StoreError};
use kernel::{Date, MunicipalityId, StreamId};
use service_kit::problem::Chain;
use thiserror::Error;
use tokio_postgres::Row;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub municipality: MunicipalityId,
    pub rule: String,
    pub subject: StreamId,
    pub due_on: Date,
    /// The event that said so.
    pub position: Position,
}

impl Due {
    /// The idempotency key of the command that it leads to.
    pub fn key(&self) -> String {
        format!("due:{}:{}:{}", self.rule, self.subject, self.due_on)
    }
}

/// Does what is due.
pub trait DueWork: Send + Sync {
    /// The rules that it does.
    fn rules(&self) -> &[&str];

    /// Does it inside the transaction that notes it as done, which has set its scope.
    fn carry_out(
        &self,
        transaction: &Transaction<'_>,
        due: &Due,
    ) -> impl Future<Output = Result<(), DueError>> + Send;
}

/// A technical failure: what is due stays due.
#[derive(Debug, Error)]
pub enum DueError {
    #[error("connect to what is due")]
    Connect(#[source] deadpool_postgres::PoolError),
    #[error("{doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: tokio_postgres::Error,
    },
    #[error("scope what is due")]
    Scope(#[from] StoreError),
    /// A failure of the work's own.
    #[error("{0}")]
    Other(#[source] Box<dyn Error + Send + Sync>),
}

impl DueError {
    fn database(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |source| Self::Database { doing, source }
    }
}

/// What one call did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claimed {
    pub done: usize,
    /// Tried again at the next call.
    pub failed: usize,
}

/// Says when a rule is due for a subject, or that it is not any more; in a transaction that has set its scope. An event
/// that is not newer than the last one changes nothing, and neither does the day for which it was done already.
pub async fn set_due(
    transaction: &Transaction<'_>,
    municipality: &MunicipalityId,
    rule: &str,
    subject: StreamId,
    due_on: Option<Date>,
    position: Position,
) -> Result<(), DueError> {
    let statement = transaction
        .prepare_cached(
            "
            INSERT INTO consumer.due AS d (municipality, rule, subject, due_on, position)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (municipality, rule, subject) DO UPDATE
            SET due_on = excluded.due_on, position = excluded.position
            WHERE d.position < excluded.position",
        )
        .await
        .map_err(DueError::database("prepare to say when something is due"))?;
    transaction
        .execute(
            &statement,
            &[
                &municipality.as_str(),
                &rule,
                &subject.to_string(),
                &due_on,
                &position,
            ],
        )
        .await
        .map_err(DueError::database("say when something is due"))?;
    Ok(())
}

/// Does everything that is due up to `today`, in every municipality, each in a transaction of its own. What fails is
/// logged and stays due; what another worker is doing is left to him.
pub async fn claim_due<W: DueWork>(
    pool: &Pool,
    today: Date,
    work: &W,
) -> Result<Claimed, DueError> {
    let mut client = pool.get().await.map_err(DueError::Connect)?;
    let rows = client
        .query(
            "
            SELECT municipality, rule, subject, due_on, position
            FROM consumer.due
            WHERE due_on <= $1
                AND done_for IS DISTINCT FROM due_on
                AND rule = ANY ($2::text[])
            ORDER BY due_on, municipality, rule, subject",
            &[&today, &work.rules()],
        )
        .await
        .map_err(DueError::database("look for what is due"))?;
    let mut claimed = Claimed::default();
    for row in &rows {
        let due = match due_of(row) {
            Ok(due) => due,
            Err(error) => {
                claimed.failed += 1;
                tracing::error!(error = %Chain(&error), "what is due cannot be read and stays due");
                continue;
            }
        };
        let transaction = client
            .transaction()
            .await
            .map_err(DueError::database("begin what is due"))?;
        match carry_out(transaction, work, &due).await {
            Ok(true) => claimed.done += 1,
            Ok(false) => {}
            Err(error) => {
                claimed.failed += 1;
                tracing::error!(
                    municipality = %due.municipality,
                    rule = due.rule,
                    subject = %due.subject,
                    error = %Chain(&error),
                    "what is due failed and stays due",
                );
            }
        }
    }
    Ok(claimed)
}

/// True where it was done; false where it was moved, done or taken meanwhile.
async fn carry_out<W: DueWork>(
    transaction: Transaction<'_>,
    work: &W,
    due: &Due,
) -> Result<bool, DueError> {
    eventstore::load::set_scope(&transaction, &due.municipality).await?;
    let taken = transaction
        .execute(
            "
            UPDATE consumer.due
            SET done_for = due_on
            WHERE (municipality, rule, subject) IN (
                SELECT municipality, rule, subject
                FROM consumer.due
                WHERE municipality = $1
                    AND rule = $2
                    AND subject = $3
                    AND due_on = $4
                    AND position = $5
                    AND done_for IS DISTINCT FROM due_on
                FOR UPDATE SKIP LOCKED
            )",
            &[
                &due.municipality.as_str(),
                &due.rule,
                &due.subject.to_string(),
                &due.due_on,
                &due.position,
            ],
        )
        .await
        .map_err(DueError::database("take what is due"))?;
    if taken == 0 {
        return Ok(false);
    }
    work.carry_out(&transaction, due).await?;
    transaction
        .commit()
        .await
        .map_err(DueError::database("commit what was due"))?;
    Ok(true)
}

fn due_of(row: &Row) -> Result<Due, DueError> {
    let subject: &str = row.get("subject");
    let subject = subject
        .parse()
        .map_err(|_error| StoreError::ImpossibleRow {
            table: "consumer.due",
            key: subject.to_owned(),
            what: "its subject has no known kind",
        })?;
    Ok(Due {
        municipality: eventstore::feed::municipality_of(row)?,
        rule: row.get("rule"),
        subject,
        due_on: row.get("due_on"),
        position: row.get("position"),
    })
}
