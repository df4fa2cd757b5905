//! The register of experienced specialists [insoweit erfahrene Fachkräfte] (MEM-27 … MEM-29, AGR-24).
//!
//! Whoever works with a child and fears for it has a claim to advice by such a specialist: carriers of professional
//! secrets under § 4 Abs. 2 KKG, the others under § 8b SGB VIII; at the municipality's own providers under § 8a SGB VIII.
//! An entry names for which of these somebody advises, at least one. Anlage 2 prints name, address, telephone, fax
//! and mail; the person stands in the vault, and the consent to store is asked for as with contacts (MEM-20).
//!
//! The municipality's own specialists [städtische Kinderschutzfachkräfte] hold a training for all sites once a year
//! (S2 4.3.2): it is they who offer it, so one training by any of them is enough for the year.

mod aggregate;
mod command;
mod consent;
mod decisions;
mod error;
mod event;
mod findings;
mod routing;

pub use aggregate::{Availability, Qualification, Specialist};
pub use command::*;
pub use consent::SpecialistConsent;
pub use error::SpecialistRefusal;
pub use event::*;
pub use findings::{next_training_by, specialist_findings, training_findings};
