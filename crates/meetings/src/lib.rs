//! Meetings of a network's bodies [Sitzungen]: who invites, writes and sends, and where recommendations go.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities, every value with its source |
//! | [`facts`] | what a decision must know of other streams, and how the service learns it |
//! | [`duty`] | who may do what before, in and after a meeting |
//! | [`unfit`] | the refusals that all aggregates share |
//! | [`interval`] | how often something recurs, and how long a meeting takes |
//! | [`topic`] | proposed topics with their supporters, on their way onto an agenda |
//! | [`need`] | the register of needs |
//! | [`standard`] | standards that partners agreed on, and when they are reviewed |
//! | [`training`] | common trainings, and whether this year had one |
//! | [`rota`] | who presents its work next |
//! | [`findings`] | what an overview shows as task or warning |
//! | [`wrong_meeting`] | why a meeting that somebody names does not fit |
//!
//! To add a policy value: a field of [`policy::MeetingsPolicy`] or [`policy::MeetingRules`] with
//! `#[serde(default = "Sourced::unstated")]` (policies that were adopted before must stay readable), and its
//! words in every file of `deploy/municipalities/`.

pub mod duty;
pub mod facts;
pub mod findings;
pub mod interval;
pub mod need;
pub mod policy;
pub mod rota;
pub mod standard;
pub mod topic;
pub mod training;
pub mod unfit;
pub mod wrong_meeting;

pub use facts::{KnownBody, KnownMeeting, MeetingsContext, MeetingsFacts, OutcomeKind, Taker};
pub use findings::{Finding, FindingSeverity};
pub use interval::{Interval, MeetingDuration};
pub use need::{Need, NeedCommand, NeedEvent, NeedRefusal};
pub use policy::MeetingsPolicy;
pub use standard::{QualityStandard, StandardCommand, StandardEvent, StandardRefusal};
pub use topic::{Topic, TopicCommand, TopicEvent, TopicRefusal};
pub use training::{Training, TrainingCommand, TrainingEvent, TrainingRefusal};
pub use wrong_meeting::WrongMeeting;
