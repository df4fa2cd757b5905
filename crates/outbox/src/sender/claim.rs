//! Taking a letter that is due, so that nobody else takes it or another one of its matter.

use deadpool_postgres::{Pool, Transaction};
use eventstore::load::set_scope;
use jiff::Timestamp;
use kernel::{ContactId, MunicipalityId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::letter::{LetterState, QueuedLetter, state_of, subject_of};
use crate::{OutboxError, Suppression};

/// A letter whose row is locked by this transaction.
pub(super) struct Claimed {
    pub(super) letter: QueuedLetter,
    /// Of the message that may have arrived.
    pub(super) digest: Option<Vec<u8>>,
}

/// What there was to claim.
pub(super) enum Claim {
    Letter(Box<Claimed>),
    /// This one has to wait: another letter of its matter is on its way, or its row cannot be read.
    PassOver(Uuid),
    Nothing,
}

/// Municipalities with letters that are due.
pub(super) async fn municipalities(
    pool: &Pool,
    now: Timestamp,
) -> Result<Vec<MunicipalityId>, OutboxError> {
    let client = pool.get().await.map_err(OutboxError::Connect)?;
    let rows = client
        .query(
            "
            SELECT DISTINCT municipality
            FROM outbox.letter
            WHERE settled_at IS NULL
                AND next_attempt_at <= $1
            ORDER BY municipality",
            &[&now],
        )
        .await
        .map_err(OutboxError::database("look for letters"))?;
    rows.iter()
        .map(|row| eventstore::feed::municipality_of(row).map_err(Into::into))
        .collect()
}

/// Scopes the transaction and takes the letter that has been due for the longest time.
pub(super) async fn claim(
    transaction: &Transaction<'_>,
    municipality: &MunicipalityId,
    now: Timestamp,
    passed_over: &[Uuid],
) -> Result<Claim, OutboxError> {
    set_scope(transaction, municipality).await?;
    let statement = transaction
        .prepare_cached(
            "
            SELECT id, rule, subject, position, reader, not_before, expires_at, state, attempts, digest, queued_at
            FROM outbox.letter
            WHERE municipality = $1
                AND settled_at IS NULL
                AND next_attempt_at <= $2
                AND id <> ALL ($3::uuid[])
            ORDER BY next_attempt_at, id
            LIMIT 1
            FOR UPDATE SKIP LOCKED",
        )
        .await
        .map_err(OutboxError::database("prepare a claim"))?;
    let row = transaction
        .query_opt(&statement, &[&municipality.as_str(), &now, &passed_over])
        .await
        .map_err(OutboxError::database("claim a letter"))?;
    let Some(row) = row else {
        return Ok(Claim::Nothing);
    };
    let id: Uuid = row.get("id");
    if !is_alone(transaction, municipality, &row, now).await? {
        return Ok(Claim::PassOver(id));
    }
    match read(municipality, &row) {
        Ok(claimed) => Ok(Claim::Letter(Box::new(claimed))),
        Err(error) => {
            tracing::error!(%municipality, letter.id = %id, %error, "a letter cannot be read");
            Ok(Claim::PassOver(id))
        }
    }
}

/// True where no other letter about the same subject to the same reader is being claimed or sent. Their rows are locked
/// too, so that it stays so until the attempt is noted.
async fn is_alone(
    transaction: &Transaction<'_>,
    municipality: &MunicipalityId,
    row: &Row,
    now: Timestamp,
) -> Result<bool, OutboxError> {
    let matter: [&(dyn tokio_postgres::types::ToSql + Sync); 4] = [
        &municipality.as_str(),
        &row.get::<_, &str>("subject"),
        &row.get::<_, Uuid>("reader"),
        &row.get::<_, Uuid>("id"),
    ];
    let take = transaction
        .prepare_cached(
            "
            SELECT leased_until
            FROM outbox.letter
            WHERE municipality = $1
                AND subject = $2
                AND reader = $3
                AND id <> $4
                AND settled_at IS NULL
            FOR UPDATE SKIP LOCKED",
        )
        .await
        .map_err(OutboxError::database("prepare a look at a matter"))?;
    let taken = transaction
        .query(&take, &matter)
        .await
        .map_err(OutboxError::database("look at a matter"))?;
    let leased = |row: &Row| {
        let until: Option<Timestamp> = row.get("leased_until");
        until.is_some_and(|until| until > now)
    };
    if taken.iter().any(leased) {
        return Ok(false);
    }
    let count = transaction
        .prepare_cached(
            "
            SELECT count(*)
            FROM outbox.letter
            WHERE municipality = $1
                AND subject = $2
                AND reader = $3
                AND id <> $4
                AND settled_at IS NULL",
        )
        .await
        .map_err(OutboxError::database("prepare to count a matter"))?;
    let open: i64 = transaction
        .query_one(&count, &matter)
        .await
        .map_err(OutboxError::database("count a matter"))?
        .get(0);
    Ok(i64::try_from(taken.len()).is_ok_and(|taken| taken == open))
}

fn read(municipality: &MunicipalityId, row: &Row) -> Result<Claimed, OutboxError> {
    let id = row.get("id");
    Ok(Claimed {
        letter: QueuedLetter {
            id,
            municipality: municipality.clone(),
            rule: row.get("rule"),
            subject: subject_of(row, id)?,
            position: row.get("position"),
            reader: ContactId(row.get("reader")),
            queued_at: row.get("queued_at"),
            not_before: row.get("not_before"),
            expires_at: row.get("expires_at"),
            attempts: row.get("attempts"),
            may_have_arrived: state_of(row, id)? == LetterState::Sending,
        },
        digest: row.get("digest"),
    })
}

/// Why a letter is not even composed.
pub(super) fn expired(letter: &QueuedLetter, now: Timestamp) -> Option<Suppression> {
    let expired = letter.expires_at.is_some_and(|expires| expires <= now);
    expired.then_some(Suppression::Expired)
}
