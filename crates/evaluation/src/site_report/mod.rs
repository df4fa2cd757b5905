//! A site's yearly report [Jahresbericht eines Standorts] (EVA-01 … EVA-04, EVA-11, EVA-14).
//!
//! One stream per site and year, claimed so that there is no second one. Its parts are exactly those that the policy states,
//! frozen when it is opened; the list is open („u.a.“), so further parts may be written. The statistics come from the
//! instruments as sums: how often an item was marked, how often a grade was given, how many protocols there were. Texts are
//! entries of the vault and never about a family.
//!
//! It is due (nobody opened it), a draft, submitted, released. Released, it stands; a mistake in it is corrected.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod evaluated;
mod event;
mod feature;
mod findings;
mod reading;
mod routing;
mod writing;

pub use aggregate::{
    AssessedFeature, CountedItems, FurtherPart, RatedItems, SiteReport, SiteReportState, WeekDays,
};
pub use command::*;
pub use error::SiteReportRefusal;
pub use evaluated::{InstrumentCount, InstrumentRating};
pub use event::*;
pub use feature::{FeatureStanding, SiteQualityFeature};
pub use findings::site_report_findings;
pub use reading::{SiteReportNeed, marked_by_site, mean_grade};
