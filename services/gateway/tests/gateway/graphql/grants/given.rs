//! A year of funding: what really happens in one, as events.

use eventstore::DatabaseRole;
use funding::expense::*;
use funding::grant::*;
use funding::onward_grant::*;
use funding::programme::*;
use funding::repayment::{InterestComputed, InterestSegment, RepaymentGround, RepaymentLaw};
use funding::{CostLineCode, ExpenseEvent, GrantEvent, MonthDay, OnwardGrantEvent, ProgrammeEvent};
use kernel::{Money, NewText, StreamId};
use testkit::TestDatabase;
use uuid::Uuid;

use crate::graphql::fixture::Leverkusen;
use crate::graphql::office::{Office, day, text};

pub(super) const ROLE: DatabaseRole = DatabaseRole::Funding;

pub(super) fn id(n: u128) -> Uuid {
    Uuid::from_u128(0xf00 + n)
}

fn eur(euros: i64) -> Money {
    Money::try_from_cents(euros * 100).unwrap()
}

fn code(code: &str) -> CostLineCode {
    CostLineCode::try_new(code).unwrap()
}

/// What a year of funding leaves.
pub(crate) struct Funds {
    pub(crate) programme: Uuid,
    pub(crate) grant: Uuid,
    pub(crate) expense: Uuid,
    /// An onward grant whose proof is examined.
    pub(crate) examined: Uuid,
    /// One whose proof nobody has.
    pub(crate) silent: Uuid,
}

impl Funds {
    pub(crate) fn ids(&self) -> [String; 5] {
        let ids = [self.programme, self.grant, self.expense];
        let [programme, grant, expense] = ids.map(|id| id.to_string());
        let [examined, silent] = [self.examined, self.silent].map(|id| id.to_string());
        [programme, grant, expense, examined, silent]
    }
}

/// A programme since 2018 with its terms and a base rate.
async fn programme(office: &mut Office<'_>, n: u128) -> Uuid {
    let name = text("Bundesstiftung Probe");
    let terms = ProgrammeTerms {
        proof_deadline: Some(ProofDeadline::MonthsAfterPeriodEnd(6)),
        application_deadline: Some(MonthDay::try_new("11-30").unwrap()),
        use_up: Some("P2M".to_owned().try_into().unwrap()),
        ..ProgrammeTerms::default()
    };
    let events: Vec<ProgrammeEvent> = vec![
        ProgrammeRegistered {
            name: name.id,
            source: ProgrammeSource::FederalFund,
            state: None,
            legal_bases: Vec::new(),
            areas: FundingArea::ALL.to_vec(),
            decision: None,
            valid_since: day("2018-01-01"),
            valid_until: None,
            registered_on: day("2018-01-02"),
        }
        .into(),
        ProgrammeTermsSet {
            terms,
            since: day("2018-01-01"),
        }
        .into(),
        BaseRateSet {
            basis_points: 127,
            since: day("2025-01-01"),
        }
        .into(),
    ];
    let stream = StreamId::new("programme", id(n));
    office.happened(ROLE, stream, events, &[&name]).await;
    id(n)
}

/// 64.000 € for 2025 out of a plan of 80.000 €: staff in area I, material in area II.
fn terms() -> GrantTerms {
    let line = |name: &str, kind, area, euros| PlanLine {
        code: code(name),
        kind,
        area: Some(area),
        project: None,
        year: None,
        amount: eur(euros),
    };
    GrantTerms {
        amount: eur(64_000),
        period: GrantPeriod {
            since: day("2025-01-01"),
            until: day("2025-12-31"),
        },
        financing: GrantFinancing::Share,
        areas: vec![FundingArea::One, FundingArea::Two],
        plan: FinancingPlan {
            lines: vec![
                line("PERS", PlanCostKind::Personnel, FundingArea::One, 60_000),
                line("MAT", PlanCostKind::Material, FundingArea::Two, 20_000),
            ],
            own_funds: eur(16_000),
            third_party: eur(0),
        },
        proof_deadline: None,
        use_up: None,
        onward: Some(true),
    }
}

fn reserved(grant: Uuid, onward: Uuid, amount: Money) -> GrantEvent {
    OnwardAmountReserved {
        grant: grant.into(),
        onward_grant: onward.into(),
        amount,
        reserved_on: day("2025-03-01"),
    }
    .into()
}

pub(super) async fn grant(office: &mut Office<'_>, funds: &Funds) {
    let words: [NewText; 2] = [
        text("Netzwerkkoordination 2025"),
        text("Zwischenstand melden"),
    ];
    let terms = terms();
    let segment = InterestSegment {
        since: day("2025-04-21"),
        until: day("2025-12-31"),
        base_rate: 127,
        rate: 627,
    };
    let interest = InterestComputed {
        principal: eur(5_000),
        law: RepaymentLaw::VwVfG49a,
        points: 500,
        segments: vec![segment],
        amount: eur(219),
    };
    let events: Vec<GrantEvent> = vec![
        GrantApplied {
            programme: funds.programme.into(),
            purpose: words[0].id,
            period: terms.period,
            requested: terms.amount,
            areas: terms.areas.clone(),
            plan: terms.plan.clone(),
            applied_on: day("2024-11-15"),
        }
        .into(),
        GrantAwarded {
            terms,
            conditions: vec![GrantCondition {
                id: id(90).into(),
                text: words[1].id,
                due_on: Some(day("2025-07-31")),
            }],
            purpose: None,
            notice: None,
            awarded_on: day("2025-01-10"),
        }
        .into(),
        GrantAccepted {
            basis: AcceptanceBasis::Waived,
            accepted_on: day("2025-02-01"),
        }
        .into(),
        DisbursementRequested {
            disbursement: id(91).into(),
            amount: eur(40_000),
            requested_on: day("2025-02-10"),
        }
        .into(),
        FundsReceived {
            receipt: id(92).into(),
            disbursement: Some(id(91).into()),
            amount: eur(40_000),
            received_on: day("2025-02-20"),
        }
        .into(),
        reserved(funds.grant, funds.examined, eur(10_000)),
        reserved(funds.grant, funds.silent, eur(5_000)),
        RepaymentDemanded {
            repayment: id(93).into(),
            amount: eur(0),
            ground: RepaymentGround::UsedLate,
            interest: Some(interest),
            demanded_on: day("2026-02-01"),
            due_on: None,
            text: None,
        }
        .into(),
    ];
    let stream = StreamId::new("grant", funds.grant);
    let words = [&words[0], &words[1]];
    office.happened(ROLE, stream, events, &words).await;
}

async fn expense(office: &mut Office<'_>, funds: &Funds, town: &Leverkusen) {
    let purpose = text("Gehälter Januar bis März");
    let events: Vec<ExpenseEvent> = vec![
        ExpenseRecorded {
            amount: eur(21_000),
            paid_on: day("2025-03-31"),
            kind: PlanCostKind::Personnel,
            line: None,
            partner: Some(town.with_contact),
            payee: None,
            purpose: purpose.id,
            document: None,
            project: None,
            site: Some(town.site.into()),
        }
        .into(),
        ExpenseAssigned {
            number: 1,
            payer: Payer::Grant(LineOfGrant {
                grant: funds.grant.into(),
                line: code("PERS"),
            }),
            amount: eur(20_000),
            share: None,
            assigned_on: day("2025-03-31"),
        }
        .into(),
    ];
    let stream = StreamId::new("expense", funds.expense);
    office.happened(ROLE, stream, events, &[&purpose]).await;
}

async fn onward(office: &mut Office<'_>, funds: &Funds, town: &Leverkusen, examined: bool) {
    let purpose = text("Familienpaten im Quartier");
    let (onward, euros) = match examined {
        true => (funds.examined, 10_000),
        false => (funds.silent, 5_000),
    };
    let mut events: Vec<OnwardGrantEvent> = vec![
        OnwardGrantAwarded {
            source: OnwardSource::Grant(LineOfGrant {
                grant: funds.grant.into(),
                line: code("MAT"),
            }),
            partner: town.with_contact,
            amount: eur(euros),
            period: terms().period,
            purpose: purpose.id,
            project: None,
            site: None,
            conditions: Vec::new(),
            proof_due_on: None,
            notice: None,
            awarded_on: day("2025-03-01"),
        }
        .into(),
        OnwardDisbursed {
            number: 1,
            amount: eur(euros),
            paid_on: day("2025-03-05"),
            document: None,
        }
        .into(),
    ];
    if examined {
        events.push(
            OnwardProofRecorded {
                spent: eur(9_000),
                report: None,
                document: None,
                submitted_on: day("2025-12-01"),
            }
            .into(),
        );
        events.push(
            OnwardProofExamined {
                accepted: eur(9_000),
                text: None,
                examined_on: day("2025-12-15"),
            }
            .into(),
        );
    }
    let stream = StreamId::new("onward-grant", onward);
    office.happened(ROLE, stream, events, &[&purpose]).await;
}

/// The year 2025: a grant with an expense and two onward grants, one of them examined; 5.000 € lie unused.
pub(crate) async fn one_year(database: &TestDatabase, town: &Leverkusen) -> Funds {
    let mut office = Office::resume(database, "leverkusen");
    let funds = Funds {
        programme: programme(&mut office, 1).await,
        grant: id(2),
        expense: id(3),
        examined: id(4),
        silent: id(5),
    };
    grant(&mut office, &funds).await;
    expense(&mut office, &funds, town).await;
    onward(&mut office, &funds, town, true).await;
    onward(&mut office, &funds, town, false).await;
    office.publish().await;
    funds
}
