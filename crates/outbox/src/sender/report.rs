//! What a sender says about its work: figures and lines, with ids and codes alone.

use crate::letter::{LetterState, QueuedLetter};
use crate::transport::{Answer, Stage, Trouble};

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    pub accepted: usize,
    pub refused: usize,
    pub suppressed: usize,
    pub held: usize,
    pub given_up: usize,
    /// Tried again later, without doubt or with.
    pub postponed: usize,
    /// The mail server could not be talked to: the rest waits for the next round.
    pub stopped: bool,
}

impl Swept {
    pub(super) fn count(&mut self, state: Option<LetterState>) {
        match state {
            Some(LetterState::Accepted) => self.accepted += 1,
            Some(LetterState::Refused) => self.refused += 1,
            Some(LetterState::Suppressed) => self.suppressed += 1,
            Some(LetterState::Held) => self.held += 1,
            Some(LetterState::GivenUp) => self.given_up += 1,
            Some(LetterState::Waiting | LetterState::Sending) => self.postponed += 1,
            // Somebody else settled it.
            Some(LetterState::Bounced) | None => {}
        }
    }
}

/// One more letter in this state.
pub(super) fn count(state: LetterState) {
    metrics::counter!("lotse_outbox_letters_total", "outcome" => state.code()).increment(1);
}

/// One line for each attempt: who is at fault decides how loud.
pub(super) fn say(letter: &QueuedLetter, answer: Answer) {
    let (rule, attempt) = (&letter.rule, letter.attempts.saturating_add(1));
    match answer {
        Answer::Accepted(reply) => {
            tracing::info!(rule, attempt, code = reply.code, "a letter was accepted");
        }
        Answer::Refused(reply) => {
            let status = reply.status.map(|status| status.to_string());
            tracing::warn!(
                rule,
                attempt,
                code = reply.code,
                status,
                "a letter was refused"
            );
        }
        Answer::NotTaken(Trouble::Misconfigured { at, reply }) => {
            let code = reply.map(|reply| reply.code);
            tracing::error!(
                rule,
                attempt,
                at = Stage::code(at),
                code,
                "the mail server does not let us send: settings or account are wrong",
            );
        }
        Answer::NotTaken(trouble) => {
            let code = trouble.reply().map(|reply| reply.code);
            tracing::warn!(
                rule,
                attempt,
                reason = trouble.code(),
                code,
                "a letter was not taken"
            );
        }
        Answer::Unanswered => {
            tracing::warn!(
                rule,
                attempt,
                "the mail server did not say whether it took a letter"
            );
        }
    }
}
