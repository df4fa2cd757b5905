//! Meetings of a network's bodies [Sitzungen]: who invites, writes and sends, and where recommendations go.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities, every value with its source |
//! | [`facts`] | what a decision must know of other streams, and how the service learns it |
//! | [`duty`] | who may do what before, in and after a meeting |
//! | [`recommendation`] | recommendations on their way, with the answers (MTG-13, MTG-17, MTG-19 … MTG-22) |
//! | [`committee_report`] | recurring reports to committees (MTG-18) |
//! | [`findings`] | what an overview shows without anybody having sent a command |
//! | [`codes`] | texts that a pattern holds, so that they may stand in an event |
//! | [`meeting`] | meetings: planned, invited to, held, closed, with agenda and outcomes (MTG-03, MTG-08 … MTG-30) |
//! | [`unfit`] | the refusals that all aggregates share |
//! | [`interval`] | how often something recurs, and how long a meeting takes |
//!
//! To add a policy value: a field of [`policy::MeetingsPolicy`] or [`policy::MeetingRules`] with
//! `#[serde(default = "Sourced::unstated")]` (policies that were adopted before must stay readable), and its
//! words in every file of `deploy/municipalities/`.

pub mod codes;
pub mod committee_report;
pub mod duty;
pub mod facts;
pub mod findings;
pub mod interval;
pub mod meeting;
pub mod policy;
pub mod recommendation;
pub mod unfit;

pub use codes::{OrganCode, PaperNumber};
pub use committee_report::{
    CommitteeReport, CommitteeReportCommand, CommitteeReportEvent, CommitteeReportRefusal,
};
pub use facts::{
    KnownBody, KnownMeeting, KnownTopic, MeetingsContext, MeetingsFacts, OutcomeKind, Taker,
};
pub use interval::{Interval, MeetingDuration};
pub use meeting::{Meeting, MeetingCommand, MeetingEvent, MeetingRefusal};
pub use policy::MeetingsPolicy;
pub use recommendation::{
    Recommendation, RecommendationCommand, RecommendationEvent, RecommendationRefusal,
};
