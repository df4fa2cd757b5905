//! Claim, compose, note, send, settle.
//!
//! *Shape*: rows of `outbox.letter` that are due in, messages to a mail server out, and what became of them in the row.
//! *Correctness*: one letter at a time. Its row is locked while it is composed; a process that dies there leaves nothing.
//! State `sending`, attempt, digest and lease are committed before the server hears of it; a process that dies from then
//! on leaves a row that may have arrived, tried again after the lease with the same octets or not at all. The lease is
//! longer than the transport may take, so that no two senders talk about one letter. Any number of senders may run.
//!
//! Moments come from the sender's clock: the clocks of senders may differ by less than [`MARGIN`].

mod backoff;
mod claim;
mod report;
mod settle;

use std::pin::pin;
use std::time::Duration;

use deadpool_postgres::Pool;
use futures::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use kernel::MunicipalityId;
use mail::MailAddress;
use service_kit::clock::Clock;
use service_kit::problem::Chain;
use sha2::{Digest as _, Sha256};
use tokio::sync::Notify;
use tracing::{Instrument as _, info_span};
use uuid::Uuid;

use crate::composer::{ComposeError, Composed, Composer};
use crate::letter::{LetterState, QueuedLetter};
use crate::smtp::SmtpTransport;
use crate::transport::{Answer, Transport, Trouble};
use crate::{OutboxError, Suppression};

use claim::{Claim, Claimed};
pub use report::Swept;
use report::{count, say};

/// How long a lost wake-up delays a letter, and how soon a mail server that did not answer is asked again.
const LOOK: Duration = Duration::from_secs(2);
/// How long the lease outlasts the transport.
const MARGIN: SignedDuration = SignedDuration::from_mins(1);
/// The longest that a composer may hold a row.
const COMPOSING: Duration = Duration::from_secs(30);
const CONTENT_CHANGED: &str = "content-changed";
const NOT_COMPOSED: &str = "not-composed";

/// Sends what is due.
pub struct Sender<C, T = SmtpTransport> {
    pool: Pool,
    composer: C,
    transport: T,
    clock: Clock,
}

/// What became of one claim.
enum Step {
    Nothing,
    PassOver(Uuid),
    Done {
        state: Option<LetterState>,
        stop: bool,
    },
}

/// A message on its way.
struct Message {
    letter: QueuedLetter,
    from: MailAddress,
    to: MailAddress,
    octets: Vec<u8>,
}

impl<C: Composer, T: Transport> Sender<C, T> {
    /// `pool` must log in as [`DatabaseRole::Courier`](eventstore::DatabaseRole::Courier).
    pub fn new(pool: Pool, composer: C, transport: T, clock: Clock) -> Self {
        Self {
            pool,
            composer,
            transport,
            clock,
        }
    }

    /// Looks for letters every two seconds, and at once when `queued` is notified, until `shutdown` is ready. A letter
    /// that is being sent then is finished; a future that is dropped instead leaves it in doubt.
    pub async fn run(self, queued: &Notify, shutdown: impl Future<Output = ()> + Send) {
        let mut shutdown = pin!(shutdown);
        loop {
            let mut ended = false;
            let swept = self
                .sweep_while(|| {
                    ended = ended || shutdown.as_mut().now_or_never().is_some();
                    !ended
                })
                .await;
            if let Err(error) = swept {
                metrics::counter!("lotse_outbox_failures_total").increment(1);
                tracing::error!(error = %Chain(&error), "the outbox failed and tries again");
            }
            if ended {
                return;
            }
            if let Err(error) = self.measure().await {
                tracing::error!(error = %Chain(&error), "cannot measure the outbox");
            }
            let woken = tokio::time::timeout(LOOK, queued.notified());
            tokio::select! {
                () = &mut shutdown => return,
                _ = woken => {}
            }
        }
    }

    /// Sends everything that is due, the municipalities taking turns, a letter each.
    pub async fn sweep(&self) -> Result<Swept, OutboxError> {
        self.sweep_while(|| true).await
    }

    async fn sweep_while(&self, mut go_on: impl FnMut() -> bool) -> Result<Swept, OutboxError> {
        let mut swept = Swept::default();
        let mut passed_over = Vec::new();
        loop {
            let mut found = false;
            for municipality in claim::municipalities(&self.pool, self.clock.now()).await? {
                if !go_on() {
                    return Ok(swept);
                }
                match self.step(&municipality, &passed_over).await? {
                    Step::Nothing => {}
                    Step::PassOver(letter) => {
                        passed_over.push(letter);
                        found = true;
                    }
                    Step::Done { state, stop } => {
                        swept.count(state);
                        found = true;
                        if stop {
                            swept.stopped = true;
                            return Ok(swept);
                        }
                    }
                }
            }
            if !found {
                return Ok(swept);
            }
        }
    }

    /// One letter, from the claim to its settlement.
    async fn step(
        &self,
        municipality: &MunicipalityId,
        passed_over: &[Uuid],
    ) -> Result<Step, OutboxError> {
        let (message, done) = self.prepare(municipality, passed_over).await?;
        let Some(message) = message else {
            return Ok(done);
        };
        let span = info_span!(
            "outbox.letter.send",
            %municipality,
            letter.id = %message.letter.id,
            letter.rule = message.letter.rule,
        );
        self.send(&message).instrument(span).await
    }

    /// Claims a letter and notes the attempt; a message where there is one to be sent.
    async fn prepare(
        &self,
        municipality: &MunicipalityId,
        passed_over: &[Uuid],
    ) -> Result<(Option<Message>, Step), OutboxError> {
        let mut client = self.pool.get().await.map_err(OutboxError::Connect)?;
        let transaction = client
            .transaction()
            .await
            .map_err(OutboxError::database("begin a claim"))?;
        let now = self.clock.now();
        let Claimed { letter, digest } =
            match claim::claim(&transaction, municipality, now, passed_over).await? {
                Claim::Letter(claimed) => *claimed,
                Claim::PassOver(letter) => return Ok((None, Step::PassOver(letter))),
                Claim::Nothing => return Ok((None, Step::Nothing)),
            };
        let (message, state) = match self.compose(letter, now).await {
            Ok(Composing::Message(message)) => {
                let new = Sha256::digest(&message.octets);
                let letter = &message.letter;
                if letter.may_have_arrived && digest.as_deref() != Some(new.as_slice()) {
                    let held = LetterState::Held;
                    settle::close(&transaction, letter, held, CONTENT_CHANGED, now).await?;
                    tracing::error!(
                        %municipality,
                        letter.id = %letter.id,
                        letter.rule = letter.rule,
                        "a letter that may have arrived reads otherwise now and is held",
                    );
                    (None, held)
                } else {
                    let until = self.leased_until(now);
                    settle::note_attempt(&transaction, letter, &new, now, until).await?;
                    (Some(*message), LetterState::Sending)
                }
            }
            Ok(Composing::Suppress(letter, why)) => {
                let (state, reason) = settle::not_sent(&letter, why);
                settle::close(&transaction, &letter, state, reason, now).await?;
                tracing::info!(
                    %municipality,
                    letter.id = %letter.id,
                    letter.rule = letter.rule,
                    reason,
                    "a letter is not sent",
                );
                (None, state)
            }
            Err((letter, error)) => {
                tracing::error!(
                    %municipality,
                    letter.id = %letter.id,
                    letter.rule = letter.rule,
                    error = %Chain(&error),
                    "a letter could not be composed and is tried again",
                );
                let state = settle::postpone(&transaction, &letter, NOT_COMPOSED, now).await?;
                (None, state)
            }
        };
        transaction
            .commit()
            .await
            .map_err(OutboxError::database("commit a claim"))?;
        if message.is_none() {
            count(state);
        }
        let (state, stop) = (Some(state), false);
        Ok((message, Step::Done { state, stop }))
    }

    async fn compose(
        &self,
        letter: QueuedLetter,
        now: Timestamp,
    ) -> Result<Composing, (QueuedLetter, ComposeError)> {
        if let Some(why) = claim::expired(&letter, now) {
            return Ok(Composing::Suppress(letter, why));
        }
        let composing = self.composer.compose(&letter, now);
        let composed = match tokio::time::timeout(COMPOSING, composing).await {
            Ok(Ok(composed)) => composed,
            Ok(Err(error)) => return Err((letter, error)),
            Err(elapsed) => return Err((letter, ComposeError::new(elapsed))),
        };
        let mut composed = match composed {
            Composed::Letter(composed) => composed,
            Composed::Suppress(why) => return Ok(Composing::Suppress(letter, why)),
        };
        // What makes a letter the same at every attempt is not the composer's to choose.
        composed.outbox = letter.id;
        composed.date = letter.queued_at.max(letter.not_before);
        match composed.to_message() {
            Ok(octets) => Ok(Composing::Message(Box::new(Message {
                letter,
                from: composed.from.address,
                to: composed.to.address,
                octets,
            }))),
            Err(unfit) => Err((letter, ComposeError::new(unfit))),
        }
    }

    /// Talks to the server and writes what became of it.
    async fn send(&self, message: &Message) -> Result<Step, OutboxError> {
        let letter = &message.letter;
        let sending = self
            .transport
            .send(&message.from, &message.to, &message.octets);
        let answer = match tokio::time::timeout(self.transport.longest(), sending).await {
            Ok(answer) => answer,
            Err(_elapsed) => Answer::Unanswered,
        };
        say(letter, answer);
        let state = settle::settle(&self.pool, letter, answer, self.clock.now()).await?;
        if let Some(state) = state {
            count(state);
        }
        // The next letter would meet the same: one attempt each round is enough.
        let stop = match answer {
            Answer::NotTaken(Trouble::Unreachable | Trouble::Misconfigured { .. }) => true,
            Answer::NotTaken(Trouble::Later(_))
            | Answer::Accepted(_)
            | Answer::Refused(_)
            | Answer::Unanswered => false,
        };
        Ok(Step::Done { state, stop })
    }

    fn leased_until(&self, now: Timestamp) -> Timestamp {
        let longest = SignedDuration::try_from(self.transport.longest());
        let lease = longest
            .unwrap_or(SignedDuration::MAX)
            .saturating_add(MARGIN);
        now.saturating_add(lease).unwrap_or(Timestamp::MAX)
    }

    /// How many letters wait, and for how long the oldest that is due has.
    async fn measure(&self) -> Result<(), OutboxError> {
        let client = self.pool.get().await.map_err(OutboxError::Connect)?;
        let row = client
            .query_one(
                "
                SELECT count(*), min(greatest(queued_at, not_before))
                FROM outbox.letter
                WHERE settled_at IS NULL",
                &[],
            )
            .await
            .map_err(OutboxError::database("measure the outbox"))?;
        let (open, oldest): (i64, Option<Timestamp>) = (row.get(0), row.get(1));
        let age = oldest.map_or(0, |oldest| {
            self.clock.now().duration_since(oldest).as_secs()
        });
        let figure = |number: i64| f64::from(i32::try_from(number.max(0)).unwrap_or(i32::MAX));
        metrics::gauge!("lotse_outbox_open_letters").set(figure(open));
        metrics::gauge!("lotse_outbox_oldest_seconds").set(figure(age));
        Ok(())
    }
}

/// What a composer's answer came to.
enum Composing {
    Message(Box<Message>),
    Suppress(QueuedLetter, Suppression),
}
