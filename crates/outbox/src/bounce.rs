//! What mail servers report later: a letter that was accepted and could not be delivered.
//!
//! A report can be forged like any mail, but not for a letter whose id the forger never saw: ids are made from a
//! contact's random one. It changes nothing but the letter's state.

use deadpool_postgres::Pool;
use kernel::MunicipalityId;
use mail::{DeliveryAction, DeliveryReport, DeliveryStatus, MailDomain, UnreadableReport};
use uuid::Uuid;

use crate::OutboxError;
use crate::letter::{LetterState, state_of};

/// What a message that came in was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// The letter came back. The same when the report comes again.
    Bounced {
        municipality: MunicipalityId,
        letter: Uuid,
        status: DeliveryStatus,
    },
    /// A report that changes nothing: the letter is delayed, delivered or passed on.
    Noted {
        municipality: MunicipalityId,
        letter: Uuid,
    },
    /// A report of failure on a letter that no server accepted, as far as we know.
    NotSent {
        municipality: MunicipalityId,
        letter: Uuid,
        state: LetterState,
    },
    /// A report on a message that is none of ours, or does not say on which.
    Unknown,
    /// No delivery report: an answer, an absence note.
    NotAReport(UnreadableReport),
}

/// Reads a message that came to the address from which letters are sent, and notes the bounce that it reports. `domain`
/// is the one of the letters' Message-IDs.
pub async fn receive(
    pool: &Pool,
    domain: &MailDomain,
    message: &[u8],
) -> Result<Received, OutboxError> {
    let report = match DeliveryReport::read(message) {
        Ok(report) => report,
        Err(unreadable) => return Ok(Received::NotAReport(unreadable)),
    };
    let letter = report.about.and_then(|about| about.outbox_entry(domain));
    let Some(letter) = letter else {
        return Ok(Received::Unknown);
    };
    let mut client = pool.get().await.map_err(OutboxError::Connect)?;
    let found = client
        .query_opt(
            "
            SELECT municipality
            FROM outbox.letter
            WHERE id = $1",
            &[&letter],
        )
        .await
        .map_err(OutboxError::database("look for a letter"))?;
    let Some(found) = found else {
        return Ok(Received::Unknown);
    };
    let municipality = eventstore::feed::municipality_of(&found)?;
    let mut recipients = report.recipients.iter();
    let failed = recipients.find(|recipient| recipient.action == DeliveryAction::Failed);
    let Some(failed) = failed else {
        return Ok(Received::Noted {
            municipality,
            letter,
        });
    };
    let status = failed.status;
    let transaction = client
        .transaction()
        .await
        .map_err(OutboxError::database("begin to note a bounce"))?;
    eventstore::load::set_scope(&transaction, &municipality).await?;
    let row = transaction
        .query_one(
            "
            SELECT state
            FROM outbox.letter
            WHERE municipality = $1
                AND id = $2
            FOR UPDATE",
            &[&municipality.as_str(), &letter],
        )
        .await
        .map_err(OutboxError::database("take a letter that came back"))?;
    let state = state_of(&row, letter)?;
    match state {
        LetterState::Accepted | LetterState::Sending => {}
        LetterState::Bounced => {
            return Ok(Received::Bounced {
                municipality,
                letter,
                status,
            });
        }
        _ => {
            return Ok(Received::NotSent {
                municipality,
                letter,
                state,
            });
        }
    }
    let noted = transaction
        .execute(
            "
            UPDATE outbox.letter
            SET state = 'bounced', status = $3, reason = NULL, leased_until = NULL, settled_at = clock_timestamp()
            WHERE municipality = $1
                AND id = $2",
            &[&municipality.as_str(), &letter, &status.to_string()],
        )
        .await
        .map_err(OutboxError::database("note a bounce"))?;
    debug_assert_eq!(noted, 1, "the row is locked by this transaction");
    transaction
        .commit()
        .await
        .map_err(OutboxError::database("commit a bounce"))?;
    metrics::counter!("lotse_outbox_letters_total", "outcome" => LetterState::Bounced.code())
        .increment(1);
    tracing::info!(%municipality, letter.id = %letter, %status, "a letter came back");
    Ok(Received::Bounced {
        municipality,
        letter,
        status,
    })
}
