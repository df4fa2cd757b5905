//! What is written about an attempt: before it, and after it.

use std::time::Duration;

use deadpool_postgres::{GenericClient, Pool};
use eventstore::load::set_scope;
use jiff::Timestamp;
use service_kit::problem::Chain;

use crate::letter::{LetterState, QueuedLetter};
use crate::sender::backoff;
use crate::transport::{Answer, Reply};
use crate::{OutboxError, Suppression};

/// How often an outcome is written before it is left to the lease: the message went out, so it would go out again.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// Notes, inside the claim, that a message with this digest goes out now.
pub(super) async fn note_attempt<G: GenericClient>(
    client: &G,
    letter: &QueuedLetter,
    digest: &[u8],
    now: Timestamp,
    leased_until: Timestamp,
) -> Result<(), OutboxError> {
    let noted = client
        .execute(
            "
            UPDATE outbox.letter
            SET state = 'sending', attempts = attempts + 1, digest = $3, attempted_at = $4, leased_until = $5,
                next_attempt_at = $5
            WHERE municipality = $1
                AND id = $2",
            &[
                &letter.municipality.as_str(),
                &letter.id,
                &digest,
                &now,
                &leased_until,
            ],
        )
        .await
        .map_err(OutboxError::database("note an attempt"))?;
    debug_assert_eq!(noted, 1, "the row is locked by this transaction");
    Ok(())
}

/// Settles, inside the claim, a letter that is not sent (any more).
pub(super) async fn close<G: GenericClient>(
    client: &G,
    letter: &QueuedLetter,
    state: LetterState,
    reason: &str,
    now: Timestamp,
) -> Result<(), OutboxError> {
    let closed = client
        .execute(
            "
            UPDATE outbox.letter
            SET state = $3, reason = $4, settled_at = $5, leased_until = NULL
            WHERE municipality = $1
                AND id = $2",
            &[
                &letter.municipality.as_str(),
                &letter.id,
                &state.code(),
                &reason,
                &now,
            ],
        )
        .await
        .map_err(OutboxError::database("settle a letter"))?;
    debug_assert_eq!(closed, 1, "the row is locked by this transaction");
    Ok(())
}

/// The state and reason of a letter that is not to be sent: what may have arrived was not suppressed.
pub(super) fn not_sent(letter: &QueuedLetter, why: Suppression) -> (LetterState, &'static str) {
    if letter.may_have_arrived {
        (LetterState::GivenUp, why.code())
    } else {
        (LetterState::Suppressed, why.code())
    }
}

/// Writes, inside the claim, that a letter could not be composed.
pub(super) async fn postpone<G: GenericClient>(
    client: &G,
    letter: &QueuedLetter,
    reason: &str,
    now: Timestamp,
) -> Result<LetterState, OutboxError> {
    if is_exhausted(letter, now) {
        close(client, letter, LetterState::GivenUp, reason, now).await?;
        return Ok(LetterState::GivenUp);
    }
    let attempts = letter.attempts.saturating_add(1);
    let postponed = client
        .execute(
            "
            UPDATE outbox.letter
            SET attempts = $3, reason = $4, next_attempt_at = $5, leased_until = NULL
            WHERE municipality = $1
                AND id = $2",
            &[
                &letter.municipality.as_str(),
                &letter.id,
                &attempts,
                &reason,
                &backoff::next_attempt(letter.id, attempts, now),
            ],
        )
        .await
        .map_err(OutboxError::database("postpone a letter"))?;
    debug_assert_eq!(postponed, 1, "the row is locked by this transaction");
    Ok(open_state(letter))
}

/// Writes what became of the attempt that `letter` was sent in; tries for a while. Returns the letter's state, `None`
/// where it was settled or taken over meanwhile.
pub(super) async fn settle(
    pool: &Pool,
    letter: &QueuedLetter,
    answer: Answer,
    now: Timestamp,
) -> Result<Option<LetterState>, OutboxError> {
    let mut pause = PAUSE;
    for _ in 1..TRIES {
        match write(pool, letter, answer, now).await {
            Ok(state) => return Ok(state),
            Err(error) => tracing::warn!(
                letter.id = %letter.id,
                error = %Chain(&error),
                "cannot note what became of a letter, trying again",
            ),
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    write(pool, letter, answer, now).await
}

async fn write(
    pool: &Pool,
    letter: &QueuedLetter,
    answer: Answer,
    now: Timestamp,
) -> Result<Option<LetterState>, OutboxError> {
    let outcome = Outcome::of(letter, answer, now);
    let mut client = pool.get().await.map_err(OutboxError::Connect)?;
    let transaction = client
        .transaction()
        .await
        .map_err(OutboxError::database("begin to settle"))?;
    set_scope(&transaction, &letter.municipality).await?;
    // That a server took it is true whoever else tried meanwhile; anything else is said by the last attempt only.
    let written = transaction
        .execute(
            "
            UPDATE outbox.letter
            SET state = $4, reason = $5, code = $6, status = $7, next_attempt_at = $8, settled_at = $9,
                leased_until = NULL, digest = CASE WHEN $4 = 'waiting' THEN NULL ELSE digest END
            WHERE municipality = $1
                AND id = $2
                AND CASE WHEN $4 = 'accepted'
                    THEN state IN ('sending', 'held', 'given-up')
                    ELSE state = 'sending' AND attempts = $3
                END",
            &[
                &letter.municipality.as_str(),
                &letter.id,
                &letter.attempts.saturating_add(1),
                &outcome.state.code(),
                &outcome.reason,
                &outcome.reply.and_then(|reply| i16::try_from(reply.code).ok()),
                &outcome
                    .reply
                    .and_then(|reply| reply.status)
                    .map(|status| status.to_string()),
                &outcome.next_attempt_at,
                &(!outcome.state.is_open()).then_some(now),
            ],
        )
        .await
        .map_err(OutboxError::database("note what became of a letter"))?;
    transaction
        .commit()
        .await
        .map_err(OutboxError::database("commit what became of a letter"))?;
    Ok((written == 1).then_some(outcome.state))
}

struct Outcome {
    state: LetterState,
    reason: Option<&'static str>,
    reply: Option<Reply>,
    next_attempt_at: Timestamp,
}

impl Outcome {
    fn of(letter: &QueuedLetter, answer: Answer, now: Timestamp) -> Self {
        let next = backoff::next_attempt(letter.id, letter.attempts.saturating_add(1), now);
        let (state, reason, reply) = match answer {
            Answer::Accepted(reply) => (LetterState::Accepted, None, Some(reply)),
            Answer::Refused(reply) => (LetterState::Refused, None, Some(reply)),
            Answer::Unanswered if is_exhausted(letter, now) => {
                (LetterState::GivenUp, Some(UNANSWERED), None)
            }
            Answer::Unanswered => (LetterState::Sending, Some(UNANSWERED), None),
            Answer::NotTaken(trouble) if is_exhausted(letter, now) => {
                (LetterState::GivenUp, Some(trouble.code()), trouble.reply())
            }
            Answer::NotTaken(trouble) => {
                (open_state(letter), Some(trouble.code()), trouble.reply())
            }
        };
        Self {
            state,
            reason,
            reply,
            next_attempt_at: next,
        }
    }
}

const UNANSWERED: &str = "unanswered";

/// As it was before the attempt that surely failed.
fn open_state(letter: &QueuedLetter) -> LetterState {
    if letter.may_have_arrived {
        LetterState::Sending
    } else {
        LetterState::Waiting
    }
}

fn is_exhausted(letter: &QueuedLetter, now: Timestamp) -> bool {
    backoff::is_exhausted(letter.queued_at.max(letter.not_before), now)
}
