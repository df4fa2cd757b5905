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
//! | [`duration`] | how long a meeting takes |
//! | [`topic`] | proposed topics with their supporters, on their way onto an agenda |
//! | [`need`] | the register of needs |
//! | [`calendar_feed`] | the address at which a body's meetings are a calendar to subscribe to |
//! | [`standard`] | standards that partners agreed on, and when they are reviewed |
//! | [`training`] | common trainings, and whether this year had one |
//! | [`rota`] | who presents its work next |
//! | [`wrong_meeting`] | why a meeting that somebody names does not fit |
//! | [`minutes`] | minutes: who writes, approves and sends them, and who passed the results on |
//! | [`mentions`] | whether a text seems to name a child or a family (MTG-24) |
//! | [`cadence`] | whether a body meets as often as somebody said |
//! | [`evaluation`] | whether a body still has to talk about the results of the evaluation |
//!
//! To add a policy value: a field of [`policy::MeetingsPolicy`] or [`policy::MeetingRules`] with
//! `#[serde(default = "Sourced::unstated")]` (policies that were adopted before must stay readable), and its
//! words in every file of `deploy/municipalities/`.

pub mod cadence;
pub mod calendar_feed;
pub mod codes;
pub mod committee_report;
pub mod duration;
pub mod duty;
pub mod evaluation;
pub mod facts;
pub mod findings;
pub mod meeting;
pub mod mentions;
pub mod minutes;
pub mod need;
pub mod policy;
pub mod recommendation;
pub mod rota;
pub mod standard;
pub mod topic;
pub mod training;
pub mod unfit;
pub mod wrong_meeting;

pub use calendar_feed::{
    CalendarFeed, CalendarFeedCommand, CalendarFeedEvent, CalendarFeedRefusal,
};
pub use codes::{OrganCode, PaperNumber};
pub use committee_report::{
    CommitteeReport, CommitteeReportCommand, CommitteeReportEvent, CommitteeReportRefusal,
};
pub use duration::MeetingDuration;
pub use facts::{
    KnownBody, KnownMeeting, KnownTopic, MeetingsContext, MeetingsFacts, OutcomeKind, Taker,
};
pub use findings::{Finding, FindingSeverity};
pub use meeting::{Meeting, MeetingCommand, MeetingEvent, MeetingRefusal};
pub use minutes::{Minutes, MinutesCommand, MinutesEvent, MinutesRefusal};
pub use need::{Need, NeedCommand, NeedEvent, NeedRefusal};
pub use policy::MeetingsPolicy;
pub use recommendation::{
    Recommendation, RecommendationCommand, RecommendationEvent, RecommendationRefusal,
};
pub use standard::{QualityStandard, StandardCommand, StandardEvent, StandardRefusal};
pub use topic::{Topic, TopicCommand, TopicEvent, TopicRefusal};
pub use training::{Training, TrainingCommand, TrainingEvent, TrainingRefusal};
pub use wrong_meeting::WrongMeeting;
