//! Meetings as calendar programs understand them: invitations and cancellations by mail (iTIP, RFC 5546; iMIP,
//! RFC 6047), the replies to them, and feeds that somebody subscribes to (RFC 5545, RFC 7986).
//!
//! Plain values in, text out; no I/O, no clock. Who is invited, which number a change has and who may see a feed is
//! decided elsewhere.
//!
//! | room | what lives there |
//! |---|---|
//! | [`appointment`] | what every calendar is told of a meeting |
//! | [`invitation`] | a message to one invited mail address |
//! | [`feed`] | a calendar to subscribe to |
//! | [`reply`] | what came back |
//!
//! What it guarantees:
//! - *The same meeting stays the same entry.* Its UID is the meeting's id; a higher SEQUENCE replaces what is there.
//! - *An invitation names nobody but its reader and its sender.* One ATTENDEE a message.
//! - *Local time with its rules.* Times are Europe/Berlin with a VTIMEZONE that has no last year. An end is counted in
//!   real minutes, so that a meeting over a clock change takes as long as it was said to.
//! - *Nothing is invented.* Without a duration there is no end.
//! - *What somebody typed stays a value.* Control characters are left out and what is special is escaped, so that no
//!   text opens a line, a property or a component of its own.
//!
//! Folding at 75 octets, escaping and reading are `calcard`'s, which this house uses for vCards already. What it does
//! not do is done here: it writes a quotation mark into a parameter as `\"`, which RFC 5545 has no room for (a name has
//! an apostrophe there instead), and it escapes `,` and `;` in a URI as in a text (they are percent-encoded before).
//! Rejected: the crate `icalendar` (0.17.17), whose types know no VTIMEZONE (its `lib.rs` and `date_time.rs` say so);
//! it reads every message again in the tests. Rejected as well: `calcard`'s own `add_timezone`, whose VTIMEZONE depends
//! on the days asked for, so that two invitations to one meeting would differ in their rules.

pub mod appointment;
pub mod feed;
pub mod invitation;
pub mod reply;
mod write;

pub use appointment::Appointment;
pub use feed::{Feed, FeedEntry};
pub use invitation::{Invitation, Method, Party};
pub use reply::{Participation, Reply, UnreadableReply};
