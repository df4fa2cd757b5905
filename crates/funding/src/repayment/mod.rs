//! What granted money bears when it goes back [Erstattung, Verzinsung].

mod error;
mod interest;
mod law;

pub use error::InterestRefusal;
pub use interest::{InterestComputed, InterestSegment, compute_interest};
pub use law::{InterestRule, RepaymentLaw, interest_rule};

kernel::code! {
    /// Why money is demanded back [Grund der Rückforderung].
    pub enum RepaymentGround {
        /// the notice was revoked
        Revocation = "Widerruf",
        /// the authority did not accept an expense
        NotAccepted = "Ausgabe nicht anerkannt",
        /// less was spent than drawn
        Unused = "nicht verbraucht",
        /// money was drawn and not used soon: interest alone
        UsedLate = "nicht alsbald verwendet",
    }
}
