//! The courier: what letters the platform sends, to whom, and with which words.
//!
//! It follows the feed and queues a letter where an event makes one ([`Queue`]); when the letter is due it says who reads
//! it and what it says ([`Letters`]). How a letter goes out, how often it is tried and what becomes of it is
//! [`outbox`]'s. It appends nothing to any stream; the database role `lotse_courier` holds it.
//!
//! | cause | [`Rule`] | readers |
//! |---|---|---|
//! | `ParticipantsInvited` | `meeting-invitation` | who was invited |
//! | `MeetingRescheduled`, a correction that calendars must hear of | `meeting-update` | everybody invited so far |
//! | `MeetingCancelled`, an invitation that a correction took back | `meeting-cancellation` | everybody invited so far, who was |
//! | `MinutesDispatched` by mail | `minutes` | who represents the partners |
//! | `CircularReleased` | `circular` | who represents the partners |
//! | `ConfirmationRequested` | `contact-confirmation` | the contact |
//! | 7 days before a meeting | `meeting-reply-reminder` | who was invited long before and has not answered |
//! | 30 days after minutes went out | `passing-on-reminder` | who represents partners that have not acknowledged |
//!
//! What it guarantees:
//! - **Ids until the last moment.** Who reads a letter is a contact's id; address, name and words are looked up when it
//!   is sent, under the rules of every contact: role, membership, consent, erasure ([`reader`]).
//! - **A letter says what was true when it was caused.** It is composed from the events up to its position, so that a
//!   second attempt has the same words; only the reader's address and whether it is sent at all are today's.
//! - **Calendars end right in every order of sending.** An invitation that a newer one or a cancellation follows is not
//!   sent any more ([`letters`]); the outbox sends one letter of a matter to a reader at a time.
//! - **History is not news.** A fact whose day had passed long before it was recorded, as offices enter their past,
//!   makes no letter, and neither does anything from before the courier was first deployed.
//! - **A letter names nobody but its reader and its sender.**
//!
//! A letter that was refused, bounced or suppressed is not sent again by itself: whoever was invited stays invited, and a
//! change of the meeting tells everybody anew. What became of each stands in `deliveries` of the gateway.
//!
//! | room | what lives there |
//! |---|---|
//! | [`settings`] | sender, domain, links |
//! | [`rule`] | the codes of letters |
//! | [`queue`] | which events make letters, and for whom |
//! | [`letters`] | what they say |
//! | [`reader`] | who reads a letter, or why nobody does |
//! | `desk`, `directory`, `people` | what was recorded, where to look for it, who speaks for whom |
//!
//! To add a letter: a variant of [`Rule`], the event in [`queue`] with its readers, its words in [`letters`] with a
//! snapshot of them in `tests/`.

mod desk;
mod directory;
pub mod letters;
mod people;
pub mod queue;
pub mod reader;
pub mod rule;
pub mod settings;

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Pool;
use projection::{Drive, Poller, Runner};
use service_kit::clock::Clock;
use service_kit::problem::Chain;

pub use letters::Letters;
pub use queue::{Queue, Reminders};
pub use rule::Rule;
pub use settings::MailSettings;

/// How often somebody looks for what is due: a day's work may begin a quarter of an hour late.
const LOOK: Duration = Duration::from_secs(15 * 60);

/// Drives the queue: from then on events make letters. `pool` logs in as `lotse_courier`.
pub fn drive(poller: &Poller, pool: Pool, clock: Clock) -> Drive {
    poller.drive(Arc::new(Runner::new(pool, Queue::new(clock))))
}

/// Queues the reminders that are due, every quarter of an hour until the future is dropped. `pool` logs in as
/// `lotse_courier`; any number of processes may run it.
pub fn remind(pool: Pool, clock: Clock) -> Drive {
    let reminders = Reminders::new(pool.clone(), clock.clone());
    Box::pin(async move {
        loop {
            // What failed is logged there and stays due.
            if let Err(error) = outbox::claim_due(&pool, clock.today(), &reminders).await {
                tracing::error!(error = %Chain(&error), "cannot look for reminders that are due");
            }
            tokio::time::sleep(LOOK).await;
        }
    })
}
