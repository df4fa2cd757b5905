//! Figures and reports of a network [Evaluation]: counts, never a family.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities, every value with its source |
//! | [`facts`] | what a decision must know of other streams, and how the service learns it |
//! | [`indicator`] | series of figures (FUN-17, EVA-15) |
//! | [`figure`] | figures, what is computed from them, and cross tables with suppressed cells |
//! | [`instrument`] | instruments of the evaluation with their versions (EVA-02 … EVA-04, EVA-08) |
//! | [`site_report`] | the sites' yearly reports (EVA-01 … EVA-04, EVA-11, EVA-14) |
//! | [`concept`] | the concept paper and when it is revised (EVA-07) |
//! | [`goal`] | the register of goals (EVA-06) |
//! | [`quality_dialogue`] | the quality development board (EVA-09) |
//! | [`decision`] | the register of decisions (EVA-13) |
//! | [`inventory`] | what there is for families on a day, counted (EVA-16) |
//! | [`annual`] | the outline of the network's annual report (EVA-10) |
//! | [`findings`] | what an overview shows without anybody having sent a command |
//! | [`codes`] | texts that a pattern holds, so that they may stand in an event |
//! | [`unfit`] | the refusals that all aggregates share |
//!
//! What an evaluation writes about a family never enters the platform (EVA-02 … EVA-04). Forms stay short and plain
//! (EVA-05): a command asks for what its rule needs, everything else is optional.

pub mod annual;
pub mod codes;
pub mod concept;
pub mod decision;
pub mod facts;
pub mod figure;
pub mod findings;
pub mod goal;
pub mod indicator;
pub mod instrument;
pub mod inventory;
pub mod policy;
pub mod quality_dialogue;
pub mod site_report;
pub mod unfit;

pub use concept::{Concept, ConceptCommand, ConceptEvent, ConceptRefusal};
pub use decision::{DecisionCommand, DecisionEvent, DecisionRefusal, RegisteredDecision};
pub use facts::{EvaluationContext, EvaluationFacts};
pub use findings::{Finding, FindingSeverity};
pub use goal::{Goal, GoalCommand, GoalEvent, GoalRefusal};
pub use indicator::{IndicatorCommand, IndicatorEvent, IndicatorRefusal, IndicatorSeries};
pub use instrument::{Instrument, InstrumentCommand, InstrumentEvent, InstrumentRefusal};
pub use policy::EvaluationPolicy;
pub use quality_dialogue::{
    QualityDialogue, QualityDialogueCommand, QualityDialogueEvent, QualityDialogueRefusal,
};
pub use site_report::{SiteReport, SiteReportCommand, SiteReportEvent, SiteReportRefusal};
