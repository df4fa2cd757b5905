//! Who works together in a network, since when, and who speaks for whom (MEM-01 … MEM-20, MEM-36 … MEM-43).
//!
//! | room | what lives there |
//! |---|---|
//! | [`policy`] | what differs between municipalities: admission, eligibility, contacts, consent, bodies |
//! | [`facts`] | what a decision must know of other streams, and how the service learns it |
//! | [`network`] | networks below the municipality (MEM-36) |
//! | [`partner`] | partner institutions from request to admission and end (MEM-01 … MEM-13) |
//! | [`contact`] | who speaks for a partner, with the consent to store (MEM-14 … MEM-20) |
//! | [`body`] | bodies with cadence, seats and founding date (MEM-37 … MEM-42) |
//! | [`offer`] | what partners offer to families, for whom and how to find it (MEM-21 … MEM-26) |
//! | [`specialist`] | the register of experienced specialists (MEM-27 … MEM-29) |
//! | [`region`], [`site`] | where the work happens, with a folder for each site (MEM-43, MEM-50) |
//! | [`office`] | coordination offices: contact, staffing, people, tasks, hours (MEM-30 … MEM-35) |
//! | [`contact_list`] | issues of Anlage 1 and 2 as recipes (AGR-22, MEM-18) |
//! | [`circular`] | what the office passes on (MEM-33) |
//! | [`volunteers`] | volunteers as counts and dates (MEM-48) |
//! | [`sector`] | the dated code list of § 3 Abs. 2 KKG (MEM-09 … MEM-13) |
//! | [`gaps`], [`national`] | which sectors nobody represents, beside the country's figures (MEM-10) |
//! | [`coverage`] | for how many partners an agreement is in force, by group (AGR-27, AGR-28) |
//! | [`findings`] | what an overview shows as task or warning without a command (MEM-14, MEM-16, MEM-40, MEM-41) |
//! | [`plausibility`] | telephone numbers and mail addresses that look wrong: warned of, never mended |
//! | [`codes`] | text that may stand in an event: codes held by a pattern |
//! | [`unfit`] | the refusals that all aggregates share |
//!
//! Decisions are synchronous (`decide`) and pure; `handle` writes what they say. An aggregate's state keeps every
//! dated fact, so that its readers answer for any day and the read side stores nothing else.
//!
//! # To add a command
//!
//! 1. a struct in the aggregate's `command.rs` and a line in its `commands!`, with its fields in
//!    `DomainCommand` (`reads`, `entries`, `claims`) and its date in `recorded_on` (a partner's are in
//!    `partner/routing.rs`);
//! 2. an event in `event.rs`, a line in `events!`, an arm in `apply` and a sample in `tests/events/`;
//! 3. a decision: one function, an arm in `decide`, a passing and a refusing test named after the rule.

pub mod body;
pub mod circular;
pub mod codes;
pub mod contact;
pub mod contact_list;
pub mod coverage;
pub mod facts;
pub mod findings;
pub mod gaps;
pub mod national;
pub mod network;
pub mod offer;
pub mod office;
pub mod partner;
pub mod plausibility;
pub mod policy;
pub mod region;
pub mod sector;
pub mod site;
pub mod specialist;
pub mod unfit;
pub mod volunteers;

pub use body::{Body, BodyCommand, BodyEvent, BodyKind, BodyRefusal};
pub use circular::{Circular, CircularCommand, CircularEvent, CircularRefusal};
pub use codes::{BodyCode, LanguageCode, RegionNumber, SectorCode};
pub use contact::{ConsentState, Contact, ContactCommand, ContactEvent, ContactRefusal};
pub use contact_list::{
    ContactList, ContactListCommand, ContactListEvent, ContactListKind, ContactListRefusal,
};
pub use facts::{MembershipContext, MembershipFacts};
pub use findings::{Finding, FindingSeverity};
pub use network::{Network, NetworkCommand, NetworkEvent, NetworkKind, NetworkRefusal};
pub use offer::{Offer, OfferCommand, OfferEvent, OfferRefusal, OfferState};
pub use office::{Office, OfficeCommand, OfficeEvent, OfficeRefusal};
pub use partner::{
    MembershipState, Partner, PartnerCommand, PartnerEvent, PartnerKind, PartnerRefusal,
};
pub use policy::MembershipPolicy;
pub use region::{Region, RegionCommand, RegionEvent, RegionRefusal};
pub use site::{Site, SiteCommand, SiteEvent, SiteRefusal, SiteStatus};
pub use specialist::{Specialist, SpecialistCommand, SpecialistEvent, SpecialistRefusal};
pub use unfit::Unfit;
pub use volunteers::{VolunteerCommand, VolunteerEvent, VolunteerGroup, VolunteerRefusal};
