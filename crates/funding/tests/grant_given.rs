//! Given, when, then for programmes and grants: invented ids, and what the documents of Leverkusen say.

use std::sync::Arc;

use cqrs_es::Aggregate;
use funding::grant::*;
use funding::programme::*;
use funding::{CostLineCode, FundingContext, FundingFacts, FundingPolicy, MonthDay, StateKey};
use jiff::civil::date;
use kernel::{
    ActorId, Date, Facts, Money, NewEntry, ProgrammeId, Refusal, Role, Share, State, Text,
};
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2028, 1, 31);

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub(crate) fn text<const MAX: usize>(n: u128, text: &str) -> NewEntry<Text<MAX>> {
    NewEntry::text(id(n), text)
}

pub(crate) fn eur(euros: i64) -> Money {
    cents(euros * 100)
}

pub(crate) fn cents(cents: i64) -> Money {
    Money::try_from_cents(cents).expect("not below 0")
}

pub(crate) fn line(code: &str) -> CostLineCode {
    CostLineCode::try_new(code).expect("a cost line's code")
}

pub(crate) fn month_day(text: &str) -> MonthDay {
    MonthDay::try_new(text).expect("a day of a year")
}

pub(crate) fn share(text: &str) -> Share {
    Share::try_from(text.to_owned()).expect("a share")
}

/// The policy of Leverkusen, as it is deployed.
pub(crate) fn leverkusen() -> FundingPolicy {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../deploy/municipalities/leverkusen.toml"
    );
    let file = std::fs::read_to_string(path).expect("the policy is there");
    let file: toml::Table = file.parse().expect("it is TOML");
    let policy = file["policy"]["funding"].clone();
    policy.try_into().expect("it is a policy of funding")
}

pub(crate) fn ctx(facts: FundingFacts) -> FundingContext {
    FundingContext::new(
        "2028-01-31T08:00:00Z".parse().expect("a timestamp"),
        TODAY,
        TODAY,
        id::<ActorId>(1),
        Role::FundingOfficer,
        Arc::new(leverkusen()),
        facts,
    )
}

pub(crate) fn state<A: Aggregate>(events: impl IntoIterator<Item = A::Event>) -> A {
    let mut aggregate = A::default();
    for event in events {
        aggregate.apply(event);
    }
    aggregate
}

pub(crate) fn terms_of_fund() -> ProgrammeTerms {
    ProgrammeTerms {
        rate_cap: Some(share("4/5")),
        proof_deadline: Some(ProofDeadline::MonthsAfterPeriodEnd(6)),
        application_deadline: Some(month_day("11-30")),
        use_up: Some("P2M".to_owned().try_into().expect("an interval")),
        key_adjusted_every_years: None,
        interest_points: None,
    }
}

pub(crate) fn registered() -> ProgrammeRegistered {
    ProgrammeRegistered {
        name: id(100),
        source: ProgrammeSource::FederalFund,
        state: Some(StateKey::try_new("05").expect("a state")),
        legal_bases: vec![id(101)],
        areas: vec![FundingArea::One, FundingArea::Two, FundingArea::Three],
        decision: None,
        valid_since: date(2018, 1, 1),
        valid_until: None,
        registered_on: date(2025, 1, 2),
    }
}

/// The fund since 2018, up to four fifths, with base rates for each half-year from July 2025 to the end of 2029.
pub(crate) fn fund() -> Programme {
    let rate = |basis_points, since| BaseRateSet {
        basis_points,
        since,
    };
    let mut events: Vec<ProgrammeEvent> = vec![
        registered().into(),
        ProgrammeTermsSet {
            terms: terms_of_fund(),
            since: date(2018, 1, 1),
        }
        .into(),
        rate(127, date(2025, 7, 1)).into(),
    ];
    for year in 2026..=2029 {
        let basis_points = if year < 2027 { 127 } else { 162 };
        let halves = [date(year, 1, 1), date(year, 7, 1)];
        events.extend(halves.map(|since| rate(basis_points, since).into()));
    }
    state(events)
}

/// Programme 2 is the fund, in Nordrhein-Westfalen.
pub(crate) fn known() -> FundingFacts {
    FundingFacts {
        programmes: [(id::<ProgrammeId>(2), fund())].into(),
        state: Some(State::NordrheinWestfalen),
        ..FundingFacts::default()
    }
}

pub(crate) fn plan_line(code: &str, kind: PlanCostKind, amount: Money) -> PlanLine {
    PlanLine {
        code: line(code),
        kind,
        area: Some(FundingArea::One),
        project: None,
        year: None,
        amount,
    }
}

/// 60.000 € of staff and 20.000 € of material, a fifth of it own funds.
pub(crate) fn plan() -> FinancingPlan {
    FinancingPlan {
        lines: vec![
            plan_line("PERS", PlanCostKind::Personnel, eur(60_000)),
            plan_line("MAT", PlanCostKind::Material, eur(20_000)),
        ],
        own_funds: eur(16_000),
        third_party: eur(0),
    }
}

pub(crate) const YEAR: GrantPeriod = GrantPeriod {
    since: date(2026, 1, 1),
    until: date(2026, 12, 31),
};

/// 64.000 € for 2026.
pub(crate) fn terms() -> GrantTerms {
    GrantTerms {
        amount: eur(64_000),
        period: YEAR,
        financing: GrantFinancing::Share,
        areas: vec![FundingArea::One],
        plan: plan(),
        proof_deadline: Some(ProofDeadline::FixedDay(month_day("03-31"))),
        use_up: None,
        onward: Some(true),
    }
}

pub(crate) fn apply() -> ApplyForGrant {
    ApplyForGrant {
        id: Some(id(1)),
        programme: id(2),
        purpose: text(100, "Netzwerkkoordination"),
        period: YEAR,
        requested: eur(64_000),
        areas: vec![FundingArea::One],
        plan: plan(),
        applied_on: date(2025, 11, 20),
    }
}

pub(crate) fn notice() -> RecordGrantNotice {
    RecordGrantNotice {
        grant: id(1),
        programme: id(2),
        terms: terms(),
        conditions: Vec::new(),
        purpose: None,
        notice: None,
        awarded_on: date(2026, 1, 10),
    }
}

pub(crate) fn accept() -> AcceptGrant {
    AcceptGrant {
        grant: id(1),
        basis: AcceptanceBasis::Waived,
        accepted_on: date(2026, 1, 20),
    }
}

pub(crate) fn call(n: u128, amount: Money, requested_on: Date) -> RequestDisbursement {
    RequestDisbursement {
        grant: id(1),
        disbursement: id(n),
        amount,
        requested_on,
    }
}

pub(crate) fn receive(n: u128, amount: Money, received_on: Date) -> RecordFundsReceived {
    RecordFundsReceived {
        grant: id(1),
        receipt: id(n),
        disbursement: None,
        amount,
        received_on,
    }
}

/// A grant as commands make it: every one of them passes, and told again changes nothing.
pub(crate) struct Told {
    pub(crate) grant: Grant,
    pub(crate) facts: FundingFacts,
}

impl Told {
    /// Applied for, awarded, accepted.
    pub(crate) fn accepted() -> Self {
        Self::nothing().then(apply()).then(notice()).then(accept())
    }

    pub(crate) fn nothing() -> Self {
        Self {
            grant: Grant::default(),
            facts: known(),
        }
    }

    pub(crate) fn then(mut self, command: impl Into<GrantCommand>) -> Self {
        let command = command.into();
        let ctx = ctx(self.facts.clone());
        let events = self.grant.decide(&command, &ctx);
        let events = events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
        assert_eq!(events.len(), 1, "{command:?}");
        for event in events {
            self.grant.apply(event);
        }
        if !matches!(command, GrantCommand::ApplyForGrant(_)) {
            let again = self.grant.decide(&command, &ctx);
            assert_eq!(again, Ok(Vec::new()), "{command:?}");
        }
        self
    }

    pub(crate) fn event(mut self, event: impl Into<GrantEvent>) -> Self {
        self.grant.apply(event.into());
        self
    }

    /// The refusal's code, its field and its facts.
    pub(crate) fn refuses(
        &self,
        command: impl Into<GrantCommand>,
    ) -> (&'static str, Option<&'static str>, Facts) {
        let refusal = self
            .grant
            .decide(&command.into(), &ctx(self.facts.clone()))
            .expect_err("the command is refused");
        assert!(refusal.sentence().ends_with('.'), "{refusal:?}");
        assert!(refusal.rule().is_some(), "{refusal:?}");
        (refusal.code(), refusal.field(), refusal.facts())
    }

    /// The refusal's code.
    pub(crate) fn code(&self, command: impl Into<GrantCommand>) -> &'static str {
        self.refuses(command).0
    }
}

/// The codes of findings.
pub(crate) fn codes(findings: &[funding::Finding]) -> Vec<&'static str> {
    for finding in findings {
        assert!(finding.sentence.ends_with('.'), "{finding:?}");
    }
    findings.iter().map(|finding| finding.code).collect()
}
