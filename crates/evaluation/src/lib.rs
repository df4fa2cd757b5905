//! Figures and reports of a network [Evaluation]: counts, never a family.
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities, every value with its source |
//!
//! What an evaluation writes about a family never enters the platform (EVA-02 … EVA-04).

pub mod policy;

pub use policy::EvaluationPolicy;
