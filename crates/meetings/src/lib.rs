//! Meetings of a network's bodies [Sitzungen]: who invites, writes and sends, and where recommendations go.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities, every value with its source |
//! | [`facts`] | what a decision must know of other streams, and how the service learns it |
//! | [`duty`] | who may do what before, in and after a meeting |
//! | [`unfit`] | the refusals that all aggregates share |
//! | [`interval`] | how often something recurs, and how long a meeting takes |
//! | [`cadence`] | whether a body meets as often as somebody said |
//!
//! To add a policy value: a field of [`policy::MeetingsPolicy`] or [`policy::MeetingRules`] with
//! `#[serde(default = "Sourced::unstated")]` (policies that were adopted before must stay readable), and its
//! words in every file of `deploy/municipalities/`.

pub mod cadence;
pub mod duty;
pub mod facts;
pub mod interval;
pub mod policy;
pub mod unfit;

pub use facts::{KnownBody, KnownMeeting, MeetingsContext, MeetingsFacts, OutcomeKind, Taker};
pub use interval::{Interval, MeetingDuration};
pub use policy::MeetingsPolicy;
