//! By which law granted money bears interest when it goes back: data with its days.

use jiff::civil::date;
use kernel::{Date, Period, State};

kernel::code! {
    /// The provision under which repaid money bears interest [Rechtsgrundlage der Verzinsung].
    pub enum RepaymentLaw {
        /// the state's § 49a of the law on administrative procedure
        VwVfG49a = "§ 49a VwVfG",
        /// Schleswig-Holstein's own
        LVwG117a = "§ 117a LVwG",
    }
}

/// What a law says of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterestRule {
    pub law: RepaymentLaw,
    pub state: State,
    /// Hundredths of a percent above the base rate; `None` where the sources that we read do not say: the
    /// municipality states them with its programme.
    pub points: Option<u32>,
    /// The days on which it holds, as far as we know it.
    pub valid: Period,
}

/// The rules that we know, of the states whose municipalities use this (field.md 3.4). The percentages of § 49a are
/// those of its paragraph 3; the base rates are never shipped.
const RULES: &[InterestRule] = &[
    InterestRule {
        law: RepaymentLaw::VwVfG49a,
        state: State::NordrheinWestfalen,
        points: Some(500),
        valid: SINCE_2002,
    },
    InterestRule {
        law: RepaymentLaw::LVwG117a,
        state: State::SchleswigHolstein,
        points: None,
        valid: SINCE_2002,
    },
];

/// Since the base rate of § 247 BGB is what the laws refer to.
const SINCE_2002: Period = Period {
    since: date(2002, 1, 1),
    until: None,
};

/// The state's rule for interest of `day`; `None` where we know none.
pub fn interest_rule(state: State, day: Date) -> Option<InterestRule> {
    let known = RULES.iter().copied();
    let mut of_state = known.filter(|rule| rule.state == state);
    of_state.find(|rule| rule.valid.contains(day))
}
