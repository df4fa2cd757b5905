//! The standard's objects, as far as a network of Frühe Hilfen has what they say.
//!
//! What is left out, on purpose: everything by which a person is reached or described (`email`, `phone`, `location`,
//! `gender`, `life`), `originatorPerson` and `participant`; verbatim minutes; what only later versions have
//! (`mainOrganization`, `memberCount`). Empty lists and unknown values are not written, as chapter 2.4 advises; what is
//! mandatory is no `Option`.

mod file;
mod meeting;
mod organization;
mod paper;
mod system;

pub use file::{File, Location};
pub use meeting::{AgendaItem, Meeting, MeetingState, Shown};
pub use organization::{Membership, Organization, OrganizationType, Person};
pub use paper::{Consultation, Paper};
pub use system::{Body, LegislativeTerm, OparlVersion, System};
