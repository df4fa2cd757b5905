//! Minutes of a meeting [Protokoll] (MTG-10, MTG-11, MTG-12, MTG-23, MTG-24).
//!
//! One stream per meeting, which a claim holds. A version is drafted, submitted and approved; only an approved one is sent.
//! After the approval nothing of it changes: who must change something amends, and the amendment is a new version that is
//! submitted and approved as the first was. Every version stays readable, and each dispatch names the one that went out.
//!
//! Who writes and who sends is the body's rule of the policy: an elected taker and the administration in one municipality,
//! the youth office in another. The coordination may enter what the elected taker wrote on paper; the author is the taker
//! all the same.
//!
//! Each partner confirms that it passed the results on in its house (MTG-23): a count of those asked and of those who did.
//!
//! Before a text is stored it is looked through for names of children and families ([`crate::mentions`], MTG-24). That
//! warns and never refuses: the check cannot know who is meant, and minutes that cannot be saved would be kept elsewhere.
//!
//! (Rejected: minutes as facts of the meeting's stream. They are written, sent and confirmed long after the meeting is
//! closed, by others, and their corrections would fold the meeting anew.)

mod aggregate;
mod command;
mod correcting;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;
mod writing;

pub use aggregate::*;
pub use command::*;
pub use error::MinutesRefusal;
pub use event::*;
pub use findings::{
    DISPATCHED_DAYS, DRAFTED_DAYS, PASSED_ON_DAYS, minutes_findings, passing_on_findings,
};
pub use reading::PassingOnShare;
