//! Given, when, then for expenses and onward grants: invented ids, in Leverkusen's structure, in 2018.

use std::sync::Arc;

use cqrs_es::Aggregate;
use funding::expense::*;
use funding::grant::*;
use funding::onward_grant::*;
use funding::programme::*;
use funding::project::ProjectEstablished;
use funding::project_funds::{ProjectFundsAllocated, ProjectFundsOpened};
use funding::scheme::*;
use funding::{
    CostLineCode, CostScheme, FundingContext, FundingFacts, FundingPolicy, KnownPayer, Project,
    ProjectFunds,
};
use jiff::civil::date;
use kernel::{
    ActorId, Date, DocumentRef, Facts, Frozen, MediaType, Money, NewText, Refusal, Role, Sha256,
    Status,
};
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2019, 6, 3);
pub(crate) const MARCH: Date = date(2018, 3, 12);
pub(crate) const MAY: Date = date(2018, 5, 14);

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub(crate) fn text(n: u128, text: &str) -> NewText {
    NewText::text(id(n), text)
}

pub(crate) fn cents(cents: i64) -> Money {
    Money::try_from_cents(cents).expect("not below 0")
}

pub(crate) fn eur(euros: i64) -> Money {
    cents(euros * 100)
}

pub(crate) fn line(code: &str) -> CostLineCode {
    CostLineCode::try_new(code).expect("a cost line's code")
}

pub(crate) fn document(n: u8) -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([n; 32]),
        media_type: MediaType::Pdf,
    }
}

pub(crate) fn policy(municipality: &str) -> FundingPolicy {
    let path = format!(
        "{}/../../deploy/municipalities/{municipality}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    let file = std::fs::read_to_string(path).expect("the policy is there");
    let file: toml::Table = file.parse().expect("it is TOML");
    let policy = file["policy"]["funding"].clone();
    policy.try_into().expect("it is a policy of funding")
}

pub(crate) fn ctx_of(policy: FundingPolicy, facts: FundingFacts) -> FundingContext {
    FundingContext::new(
        "2019-06-03T08:00:00Z".parse().expect("a timestamp"),
        TODAY,
        TODAY,
        id::<ActorId>(1),
        Role::FundingOfficer,
        Arc::new(policy),
        facts,
    )
}

/// Leverkusen, with everything [`known`].
pub(crate) fn ctx() -> FundingContext {
    ctx_of(policy("leverkusen"), known())
}

pub(crate) fn state<A: Aggregate>(events: impl IntoIterator<Item = A::Event>) -> A {
    let mut aggregate = A::default();
    for event in events {
        aggregate.apply(event);
    }
    aggregate
}

pub(crate) fn programme(source: ProgrammeSource) -> Programme {
    let registered = ProgrammeRegistered {
        name: id(100),
        source,
        state: None,
        legal_bases: Vec::new(),
        areas: FundingArea::ALL.to_vec(),
        decision: None,
        valid_since: date(2016, 1, 1),
        valid_until: None,
        registered_on: date(2016, 1, 1),
    };
    state([registered.into()])
}

pub(crate) fn plan_line(
    code: &str,
    kind: PlanCostKind,
    area: Option<FundingArea>,
    euros: i64,
) -> PlanLine {
    PlanLine {
        code: line(code),
        kind,
        area,
        project: None,
        year: None,
        amount: eur(euros),
    }
}

pub(crate) fn terms(
    euros: i64,
    (since, until): (Date, Date),
    lines: Vec<PlanLine>,
    onward: Option<bool>,
) -> GrantTerms {
    let costs: Money = lines.iter().map(|line| line.amount).sum();
    GrantTerms {
        amount: eur(euros),
        period: GrantPeriod { since, until },
        financing: GrantFinancing::Share,
        areas: Vec::new(),
        plan: FinancingPlan {
            lines,
            own_funds: costs.less(eur(euros)),
            third_party: eur(0),
        },
        proof_deadline: None,
        use_up: None,
        onward,
    }
}

pub(crate) fn granted(programme: u128, terms: GrantTerms) -> Vec<GrantEvent> {
    let first = terms.period.since;
    vec![
        GrantApplied {
            programme: id(programme),
            purpose: id(101),
            period: terms.period,
            requested: terms.amount,
            areas: terms.areas.clone(),
            plan: terms.plan.clone(),
            applied_on: first,
        }
        .into(),
        GrantAwarded {
            terms,
            conditions: Vec::new(),
            purpose: None,
            notice: None,
            awarded_on: first,
        }
        .into(),
    ]
}

/// Of the federal fund: 64.000 € for 2018, three quarters of it staff in area I, a quarter material in area II.
pub(crate) fn fund_terms() -> GrantTerms {
    let lines = vec![
        plan_line(
            "PERS",
            PlanCostKind::Personnel,
            Some(FundingArea::One),
            60_000,
        ),
        plan_line(
            "MAT",
            PlanCostKind::Material,
            Some(FundingArea::Two),
            20_000,
        ),
    ];
    let year = (date(2018, 1, 1), date(2018, 12, 31));
    terms(64_000, year, lines, Some(true))
}

/// Opladen (FUN-14): third-party money for five years, for rent, staff and material of project 1.
pub(crate) fn opladen_terms() -> GrantTerms {
    let of_project = |line| PlanLine {
        project: Some(id(1)),
        ..line
    };
    let lines = [
        plan_line("MIETE", PlanCostKind::Rent, None, 50_000),
        plan_line("PERSONAL", PlanCostKind::Personnel, None, 150_000),
        plan_line("SACH", PlanCostKind::Material, None, 25_000),
    ];
    let five_years = (date(2016, 1, 1), date(2020, 12, 31));
    terms(225_000, five_years, lines.map(of_project).into(), None)
}

/// RENT pays partner 1 for site 1 and partner 2 for site 2.
fn scheme() -> CostScheme {
    let policy = policy("leverkusen");
    let lines = (1..).zip(&policy.cost_lines);
    let lines = lines.filter_map(|(number, line)| SchemeLine::of(line, number));
    let defined = CostSchemeDefined {
        name: id(101),
        policy_version: 7,
        lines: lines.collect::<Result<_, _>>().expect("every line is kept"),
        indexation: (&policy.indexation).into(),
        defined_on: date(2016, 1, 4),
    };
    let pair = |n: u16| CostRecipientNamed {
        line: line("RENT"),
        pair: Some(n),
        project: None,
        partner: id(u128::from(n)),
        site: Some(id(u128::from(n))),
        from_year: 2016,
    };
    state([defined.into(), pair(1).into(), pair(2).into()])
}

/// Partners and sites 1 to 4, project 1, scheme 1 with the pairs of RENT, scheme 2 without. Grant 1 is the fund's, grant
/// 2 Opladen's, grant 3 is closed, grant 4 only applied for. Allocation 1 of funds 1 is project 1's, budget 1 has line 1
/// for RENT, line 2 for PSY and line 3 for nothing in particular; all of 2018.
pub(crate) fn known() -> FundingFacts {
    let fund = granted(1, fund_terms());
    let mut closed = fund.clone();
    closed.push(
        GrantClosed {
            closed_on: date(2019, 5, 2),
        }
        .into(),
    );
    let own = |project: Option<u128>, code: Option<&str>| KnownPayer {
        project: project.map(id),
        year: 2018,
        line: code.map(line),
    };
    let project: Project = state([ProjectEstablished {
        name: id(100),
        region: None,
        steering_group: None,
        established_on: date(2016, 1, 1),
    }
    .into()]);
    FundingFacts {
        allocations: [(funds(1), own(Some(1), Some("PROJ")))].into(),
        budget_lines: [
            (budget(1), own(None, Some("RENT"))),
            (budget(2), own(None, Some("PSY"))),
            (budget(3), own(None, None)),
        ]
        .into(),
        grants: [
            (id(1), state(fund.clone())),
            (id(2), state(granted(2, opladen_terms()))),
            (id(3), state(closed)),
            (id(4), state(fund.into_iter().take(1))),
        ]
        .into(),
        partners: [1, 2, 3, 4].map(id).into(),
        programmes: [
            (id(1), programme(ProgrammeSource::FederalFund)),
            (id(2), programme(ProgrammeSource::ThirdParty)),
        ]
        .into(),
        project_funds: [(id(1), allocated(10_000))].into(),
        projects: [(id(1), project)].into(),
        schemes: [(id(1), scheme()), (id(2), CostScheme::default())].into(),
        sites: [1, 2, 3, 4].map(id).into(),
        ..FundingFacts::default()
    }
}

/// Funds of project 1 in 2018 with allocation 1 of so many euros.
pub(crate) fn allocated(euros: i64) -> ProjectFunds {
    let opened = ProjectFundsOpened {
        project: id(1),
        year: 2018,
        cap: eur(25_000),
        cap_status: Status::Stated,
        outcome_needed: Frozen {
            value: Some(true),
            status: Status::Stated,
        },
        decision: None,
        policy_version: 7,
        opened_on: date(2018, 1, 2),
    };
    let allocated = ProjectFundsAllocated {
        allocation: id(1),
        amount: eur(euros),
        purpose: id(130),
        meeting: None,
        outcome: None,
        recipient: None,
        allocated_on: date(2018, 2, 1),
    };
    state([opened.into(), allocated.into()])
}

pub(crate) fn funds(n: u128) -> AllocatedFunds {
    AllocatedFunds {
        project_funds: id(1),
        allocation: id(n),
    }
}

pub(crate) fn budget(n: u128) -> LineOfBudget {
    LineOfBudget {
        budget: id(1),
        line: id(n),
    }
}

pub(crate) fn of_grant(n: u128, code: &str) -> LineOfGrant {
    LineOfGrant {
        grant: id(n),
        line: line(code),
    }
}

/// The whole of it.
pub(crate) fn whole(payer: Payer) -> ExpensePart {
    ExpensePart {
        payer,
        amount: None,
        share: None,
    }
}

pub(crate) fn part(payer: Payer, amount: Money) -> ExpensePart {
    ExpensePart {
        amount: Some(amount),
        ..whole(payer)
    }
}

/// 9.000 € of staff, paid to partner 3 in March 2018.
pub(crate) fn record(assignments: Vec<ExpensePart>) -> RecordExpense {
    RecordExpense {
        id: Some(id(1)),
        amount: eur(9_000),
        paid_on: MARCH,
        kind: PlanCostKind::Personnel,
        line: None,
        scheme: None,
        partner: Some(id(3)),
        payee: None,
        purpose: text(110, "Gehalt"),
        document: None,
        project: None,
        site: None,
        assignments,
    }
}

/// 20.000 € out of grant 1, line PERS, to partner 2 for 2018.
pub(crate) fn award() -> AwardOnwardGrant {
    AwardOnwardGrant {
        id: Some(id(1)),
        source: OnwardSource::Grant(of_grant(1, "PERS")),
        partner: id(2),
        amount: eur(20_000),
        period: fund_terms().period,
        purpose: text(120, "Elterncafé"),
        project: Some(id(1)),
        site: Some(id(2)),
        conditions: vec![NewOnwardCondition {
            id: id(1),
            text: text(121, "Auf die Förderung wird hingewiesen."),
            due_on: Some(date(2018, 6, 30)),
        }],
        proof_due_on: Some(date(2019, 1, 31)),
        notice: Some(document(2)),
        awarded_on: date(2018, 2, 1),
    }
}

/// An aggregate as commands make it.
pub(crate) struct Told<A> {
    pub(crate) it: A,
    pub(crate) facts: FundingFacts,
    /// Everything that was decided, in order.
    pub(crate) events: Vec<String>,
}

impl<A: Default> Told<A> {
    pub(crate) fn nothing() -> Self {
        Self {
            it: A::default(),
            facts: known(),
            events: Vec::new(),
        }
    }
}

/// The refusal's code, its field, and its facts.
pub(crate) fn said(refusal: &impl Refusal) -> (&'static str, Option<&'static str>, Facts) {
    assert!(refusal.sentence().ends_with('.'), "{refusal:?}");
    assert!(refusal.rule().is_some(), "{refusal:?}");
    assert!(!refusal.to_string().is_empty());
    (refusal.code(), refusal.field(), refusal.facts())
}

impl Told<Expense> {
    pub(crate) fn then(mut self, command: impl Into<ExpenseCommand>) -> Self {
        let command = command.into();
        let ctx = ctx_of(policy("leverkusen"), self.facts.clone());
        let events = self.it.decide(&command, &ctx);
        for event in events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}")) {
            self.events.push(cqrs_es::DomainEvent::event_type(&event));
            let funds = self.facts.project_funds.get_mut(&id(1));
            let funds = funds.expect("they are known");
            match event.clone() {
                ExpenseEvent::AllocationUsed(e) => funds.apply(e.into()),
                ExpenseEvent::AllocationFreed(e) => funds.apply(e.into()),
                _ => {}
            }
            self.it.apply(event);
        }
        self
    }

    pub(crate) fn refuses(
        &self,
        command: impl Into<ExpenseCommand>,
    ) -> (&'static str, Option<&'static str>, Facts) {
        let ctx = ctx_of(policy("leverkusen"), self.facts.clone());
        let refusal = self.it.decide(&command.into(), &ctx);
        said(&refusal.expect_err("the command is refused"))
    }
}

impl Told<OnwardGrant> {
    /// What stands in the grant's stream goes there.
    pub(crate) fn then(mut self, command: impl Into<OnwardGrantCommand>) -> Self {
        let command = command.into();
        let ctx = ctx_of(policy("leverkusen"), self.facts.clone());
        let events = self.it.decide(&command, &ctx);
        for event in events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}")) {
            self.events.push(cqrs_es::DomainEvent::event_type(&event));
            let grant = self.facts.grants.get_mut(&id(1)).expect("it is known");
            match event.clone() {
                OnwardGrantEvent::OnwardAmountReserved(e) => grant.apply(e.into()),
                OnwardGrantEvent::OnwardAmountReleased(e) => grant.apply(e.into()),
                _ => {}
            }
            self.it.apply(event);
        }
        self
    }

    pub(crate) fn refuses(
        &self,
        command: impl Into<OnwardGrantCommand>,
    ) -> (&'static str, Option<&'static str>, Facts) {
        let ctx = ctx_of(policy("leverkusen"), self.facts.clone());
        let refusal = self.it.decide(&command.into(), &ctx);
        said(&refusal.expect_err("the command is refused"))
    }
}
