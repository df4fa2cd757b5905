//! The ledger: FUN-18, and that its parts are the whole on any day.

use cqrs_es::Aggregate as _;
use funding::Budget;
use funding::budget::{
    BudgetApproved, BudgetDrafted, BudgetLine, BudgetLineAdded, BudgetLinePurpose,
    BudgetLineRemoved, BudgetRevised,
};
use funding::expense::*;
use funding::grant::*;
use funding::ledger::*;
use funding::onward_grant::*;
use funding::programme::ProgrammeSource;
use jiff::civil::date;
use kernel::{Date, DecisionRef, Money};
use proptest::prelude::*;

use crate::spend_given::*;

const ALL: LedgerFilter = LedgerFilter {
    grant: None,
    source: None,
    area: None,
    project: None,
    site: None,
    year: None,
};

fn books() -> Books {
    let facts = known();
    let mut grants = facts.grants;
    grants.retain(|id, _| id.0.as_u128() <= 2);
    Books {
        programmes: facts.programmes,
        grants,
        allocations: facts.allocations,
        budget_lines: facts.budget_lines,
        ..Books::default()
    }
}

fn received(n: u128, euros: i64, received_on: Date) -> GrantEvent {
    FundsReceived {
        receipt: id(n),
        disbursement: None,
        amount: eur(euros),
        received_on,
    }
    .into()
}

fn expense(n: u128, command: RecordExpense) -> (kernel::ExpenseId, Expense) {
    let command = ExpenseCommand::from(command);
    let events = Expense::default().decide(&command, &ctx());
    (id(n), state(events.expect("it is recorded")))
}

/// Grant 1 with 30.000 € that arrived in March; 9.000 € of it paid staff at site 3; 20.000 € are promised to an
/// institution, 12.000 € paid to it. Opladen paid rent of 9.000 €, the project's funds 500 €.
fn year() -> Books {
    let mut books = books();
    let fund = books.grants.get_mut(&id(1)).expect("it is there");
    fund.apply(received(1, 30_000, MARCH));
    let staff = RecordExpense {
        site: Some(id(3)),
        ..record(vec![whole(Payer::Grant(of_grant(1, "PERS")))])
    };
    let rent = RecordExpense {
        kind: PlanCostKind::Rent,
        ..record(vec![whole(Payer::Grant(of_grant(2, "MIETE")))])
    };
    let fest = RecordExpense {
        amount: eur(500),
        kind: PlanCostKind::Material,
        line: Some(line("PROJ")),
        ..record(vec![whole(Payer::ProjectFunds(funds(1)))])
    };
    books.expenses = [expense(1, staff), expense(2, rent), expense(3, fest)].into();
    let pay = DisburseOnwardGrant {
        onward_grant: id(1),
        amount: eur(12_000),
        paid_on: MAY,
        document: None,
    };
    let told = Told::<OnwardGrant>::nothing().then(award()).then(pay);
    books.onward_grants = [(id(1), told.it)].into();
    books
}

fn of_fund() -> LedgerFilter {
    LedgerFilter {
        grant: Some(id(1)),
        ..ALL
    }
}

#[test]
fn a_grants_money_is_seen_on_any_day_with_its_bookings() {
    let bookings = year().bookings(TODAY);
    let reading = read(&bookings, of_fund(), MAY);
    assert_eq!(reading.amount(LedgerKind::Granted), eur(64_000));
    assert_eq!(reading.amount(LedgerKind::Drawn), eur(30_000));
    assert_eq!(reading.amount(LedgerKind::Spent), eur(9_000));
    assert_eq!(reading.amount(LedgerKind::Committed), eur(20_000));
    assert_eq!(reading.amount(LedgerKind::PassedOn), eur(12_000));
    assert_eq!(
        (reading.free(), reading.over()),
        (Some(eur(35_000)), Some(Money::ZERO))
    );
    assert_eq!(reading.cash(), Some(eur(9_000)));
    let before = read(&bookings, of_fund(), date(2018, 3, 11));
    assert_eq!(before.amount(LedgerKind::Drawn), Money::ZERO);
    assert_eq!(before.free(), Some(eur(44_000)));
    let spent = reading.figure(LedgerKind::Spent).expect("it was spent");
    let [booking] = &spent.bookings[..] else {
        panic!("one booking: {spent:?}")
    };
    assert_eq!(booking.stream.kind(), "expense");
    assert_eq!(
        (booking.fact, booking.event.as_str()),
        (2, "ExpenseAssigned")
    );
    assert_eq!((booking.on, booking.amount), (MARCH, eur(9_000)));
}

#[test]
fn the_award_is_split_over_the_plans_areas_to_the_cent() {
    let mut books = books();
    let mut terms = fund_terms();
    terms.amount = cents(1_000_001);
    terms
        .plan
        .lines
        .push(plan_line("X", PlanCostKind::Rent, None, 1));
    books.grants = [(id(1), state(granted(1, terms)))].into();
    let bookings = books.bookings(TODAY);
    let areas = by(&bookings, ALL, MAY, |place| place.area);
    assert_eq!(areas.len(), 3);
    let sum: Money = areas
        .values()
        .map(|area| area.amount(LedgerKind::Granted))
        .sum();
    assert_eq!(sum, cents(1_000_001));
    let one = areas[&Some(FundingArea::One)].amount(LedgerKind::Granted);
    // MAT ends at 2.499,97 €, MAT and PERS end at 9.999,89 €.
    assert_eq!(one, cents(749_992));
}

#[test]
fn an_amendment_moves_granted_and_spent_money_together_and_only_since() {
    let mut books = year();
    let mut terms = fund_terms();
    terms.plan.lines[0].area = Some(FundingArea::Three);
    let amended_on = date(2019, 2, 1);
    let amended = GrantNoticeAmended {
        terms,
        conditions: Vec::new(),
        notice: None,
        amended_on,
    };
    let fund = books.grants.get_mut(&id(1)).expect("it is there");
    fund.apply(amended.into());
    let of = |area, as_of| {
        let filter = LedgerFilter {
            area: Some(area),
            ..of_fund()
        };
        let reading = read(&books.bookings(as_of), filter, as_of);
        let amount = |kind| reading.amount(kind);
        (amount(LedgerKind::Granted), amount(LedgerKind::Spent))
    };
    let (nothing, all) = ((Money::ZERO, Money::ZERO), (eur(48_000), eur(9_000)));
    let before = date(2018, 12, 31);
    assert_eq!(of(FundingArea::One, before), all);
    assert_eq!(of(FundingArea::Three, before), nothing);
    assert_eq!(of(FundingArea::One, amended_on), nothing);
    assert_eq!(of(FundingArea::Three, amended_on), all);
}

#[test]
fn filters_leave_area_project_source_site_and_year() {
    let bookings = year().bookings(TODAY);
    let spent = |filter| read(&bookings, filter, TODAY).amount(LedgerKind::Spent);
    assert_eq!(spent(ALL), eur(18_500));
    let area = Some(FundingArea::One);
    assert_eq!(spent(LedgerFilter { area, ..ALL }), eur(9_000));
    let project = Some(id(1));
    assert_eq!(spent(LedgerFilter { project, ..ALL }), eur(9_500));
    let source = Some(ProgrammeSource::Council);
    assert_eq!(spent(LedgerFilter { source, ..ALL }), eur(500));
    let site = Some(id(3));
    assert_eq!(spent(LedgerFilter { site, ..ALL }), eur(9_000));
    let year = Some(2019);
    assert_eq!(spent(LedgerFilter { year, ..ALL }), Money::ZERO);
}

#[test]
fn carry_over_and_repayment_appear_as_decided() {
    let mut books = year();
    let fund = books.grants.get_mut(&id(1)).expect("it is there");
    let decided = |into, decided_on| RemainderDecided {
        carried_over: eur(2_000),
        repay: eur(3_000),
        into,
        decided_on,
        text: None,
    };
    fund.apply(decided(None, date(2019, 2, 1)).into());
    fund.apply(decided(Some(id(2)), date(2019, 2, 2)).into());
    fund.apply(
        RepaymentMade {
            payment: id(1),
            demand: None,
            amount: eur(3_000),
            interest: eur(1),
            repaid_on: date(2019, 3, 1),
        }
        .into(),
    );
    let bookings = books.bookings(TODAY);
    let reading = read(&bookings, of_fund(), TODAY);
    assert_eq!(reading.amount(LedgerKind::KeptOver), eur(2_000));
    assert_eq!(reading.amount(LedgerKind::CarriedAway), eur(2_000));
    assert_eq!(reading.amount(LedgerKind::ToRepay), eur(6_000));
    assert_eq!(reading.amount(LedgerKind::Repaid), eur(3_000));
    assert_eq!(reading.free(), Some(eur(27_000)));
    let before = read(&bookings, of_fund(), date(2019, 1, 31));
    assert_eq!(before.free(), Some(eur(35_000)));
}

#[test]
fn fun_18_the_share_of_each_source_is_shown_and_of_the_health_sector_too() {
    let bookings = year().bookings(TODAY);
    let shares = source_shares(&bookings, None, TODAY);
    let of = |source| {
        shares
            .iter()
            .find(|share| share.source == source)
            .expect("every source")
    };
    assert_eq!(shares.len(), ProgrammeSource::ALL.len());
    let fund = of(ProgrammeSource::FederalFund);
    // 64.000 € of 289.000 €.
    assert_eq!((fund.whole, fund.basis_points), (eur(289_000), Some(2_215)));
    let health = of(ProgrammeSource::HealthSector);
    assert_eq!(
        (health.granted.amount, health.basis_points),
        (Money::ZERO, Some(0))
    );
    let nothing = source_shares(&[], None, TODAY);
    assert!(nothing.iter().all(|share| share.basis_points.is_none()));
}

#[test]
fn money_of_an_own_budget_is_added_by_whoever_reads() {
    let approved = |euros, approved_on| BudgetApproved {
        decision: DecisionRef {
            organ: "rat".to_owned(),
            decided_on: date(2015, 12, 14),
            number: "2015/0842".to_owned(),
        },
        total: eur(euros),
        approved_on,
    };
    let line = |n, euros, added_on| BudgetLineAdded {
        line: BudgetLine {
            id: id(n),
            purpose: BudgetLinePurpose::Refund,
            line: None,
            label: Some(id(100)),
            recipient: None,
            pair: None,
            site: None,
            amount: eur(euros),
            decision: None,
            explanation: None,
        },
        added_on,
    };
    let removed = BudgetLineRemoved {
        line: id(1),
        reason: None,
        removed_on: MAY,
    };
    let drafted = BudgetDrafted {
        year: 2018,
        project: Some(id(1)),
        policy_version: 7,
        drafted_on: date(2017, 11, 1),
    };
    let revised = BudgetRevised {
        version: 2,
        reason: id(1),
        revised_on: MAY,
    };
    let budget: Budget = state([
        drafted.into(),
        line(1, 30_000, date(2017, 11, 1)).into(),
        approved(30_000, date(2017, 12, 11)).into(),
        revised.into(),
        removed.into(),
        line(2, 25_000, MAY).into(),
        approved(25_000, MAY).into(),
    ]);
    let mut bookings = year().bookings(TODAY);
    bookings.extend(budget_bookings(id(1), &budget));
    let source = Some(ProgrammeSource::Council);
    let reading = read(&bookings, LedgerFilter { source, ..ALL }, TODAY);
    assert_eq!(reading.free(), Some(eur(24_500)));
    let granted = reading.figure(LedgerKind::Granted).expect("it is approved");
    assert_eq!((granted.bookings[0].fact, granted.bookings[1].fact), (3, 7));
    assert!(granted.bookings[1].takes);
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..500).prop_map(|days| date(2018, 1, 1).saturating_add(jiff::Span::new().days(days)))
}

/// What may be told of expense `n` after it was recorded.
fn of_expense() -> impl Strategy<Value = ExpenseCommand> {
    (0_u8..6, days(), 1_i64..9_000, 1_u32..4).prop_map(|(which, day, euros, number)| match which {
        0 => ReverseExpense {
            expense: id(1),
            reason: text(112, "Doppelt"),
            reversed_on: day,
        }
        .into(),
        1 | 2 => ReverseExpenseAssignment {
            expense: id(1),
            number,
            reason: text(111, "Falsch"),
            reversed_on: day,
        }
        .into(),
        _ => AssignExpense {
            expense: id(1),
            part: part(
                Payer::Grant(of_grant(u128::from(number % 2) + 1, "PERS")),
                eur(euros),
            ),
            assigned_on: Some(day),
        }
        .into(),
    })
}

prop_compose! {
    /// Books after any commands: those that are refused change nothing.
    fn any_books()(
        expenses in proptest::collection::vec(proptest::collection::vec(of_expense(), 0..6), 0..4),
        passed in proptest::collection::vec(crate::onward_grant::commands(), 0..8),
        notices in proptest::collection::vec((days(), 1_i64..9_000_000, any::<bool>()), 0..4),
        receipts in proptest::collection::vec((days(), 1_i64..20_000, any::<bool>()), 0..4),
    ) -> Books {
        let mut books = books();
        let ctx = ctx();
        for (n, commands) in (1_u128..).zip(expenses) {
            let (id, mut expense) = expense(n, record(vec![]));
            for command in commands {
                for event in expense.decide(&command, &ctx).unwrap_or_default() {
                    expense.apply(event);
                }
            }
            books.expenses.insert(id, expense);
        }
        let mut told = Told::<OnwardGrant>::nothing().then(award());
        for command in passed {
            let ctx = ctx_of(policy("leverkusen"), told.facts.clone());
            if told.it.decide(&command, &ctx).is_ok() {
                told = told.then(command);
            }
        }
        books.onward_grants = [(id(1), told.it)].into();
        let fund = books.grants.get_mut(&id(1)).expect("it is there");
        for (on, amount, revokes) in notices {
            let event: GrantEvent = if revokes {
                GrantRevoked { amount: cents(amount), ground: RevocationGround::Request, revoked_on: on, text: None }.into()
            } else {
                let terms = GrantTerms { amount: cents(amount), ..fund_terms() };
                GrantNoticeAmended { terms, conditions: Vec::new(), notice: None, amended_on: on }.into()
            };
            fund.apply(event);
        }
        for (n, (on, euros, reversed)) in (1_u128..).zip(receipts) {
            fund.apply(received(n, euros, on));
            if reversed {
                let event = FundsReceiptReversed { receipt: id(n), reversed_on: on.saturating_add(jiff::Span::new().days(9)), reason: id(9) };
                fund.apply(event.into());
            }
        }
        books
    }
}

/// Adds less takes, which must not be below nothing.
fn net(bookings: &[Booking], kind: LedgerKind, place: LedgerPlace, until: Date) -> i64 {
    let theirs = bookings
        .iter()
        .filter(|b| b.kind == kind && b.place == place && b.on <= until);
    theirs
        .map(|b| {
            if b.takes {
                -b.amount.cents()
            } else {
                b.amount.cents()
            }
        })
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_ledger_never_goes_negative(books in any_books(), asked in days()) {
        let bookings = books.bookings(asked);
        for booking in &bookings {
            prop_assert!(net(&bookings, booking.kind, booking.place, asked) >= 0, "{booking:?}");
            prop_assert!(net(&bookings, booking.kind, booking.place, booking.on) >= 0, "{booking:?}");
        }
        let reading = read(&bookings, ALL, asked);
        let granted = reading.over().map(|over| over.plus(reading.amount(LedgerKind::Granted)));
        prop_assert_eq!(granted, reading.free().map(|free| reading.used().plus(free)));
    }

    #[test]
    fn the_parts_are_the_whole(books in any_books(), asked in days()) {
        let bookings = books.bookings(asked);
        let whole = read(&bookings, ALL, asked);
        let years = by(&bookings, ALL, asked, |place| place.year);
        let areas = by(&bookings, ALL, asked, |place| place.area);
        let projects = by(&bookings, ALL, asked, |place| place.project);
        let sources = by(&bookings, ALL, asked, |place| place.source);
        let sites = by(&bookings, ALL, asked, |place| place.site);
        for kind in LedgerKind::ALL {
            let amount = |reading: &LedgerReading| reading.amount(*kind);
            let sums: [Money; 5] = [
                years.values().map(amount).sum(),
                areas.values().map(amount).sum(),
                projects.values().map(amount).sum(),
                sources.values().map(amount).sum(),
                sites.values().map(amount).sum(),
            ];
            prop_assert_eq!(sums, [whole.amount(*kind); 5], "{:?}", kind);
            let behind = whole.figure(*kind).map_or(0, |figure| {
                figure.bookings.iter().map(|b| if b.takes { -b.amount.cents() } else { b.amount.cents() }).sum()
            });
            prop_assert_eq!(behind, whole.amount(*kind).cents());
        }
        let fund = &books.grants[&id(1)];
        let granted = read(&bookings, of_fund(), asked).amount(LedgerKind::Granted);
        prop_assert_eq!(granted, fund.sums_on(asked).awarded);
        let drawn = read(&bookings, of_fund(), asked).amount(LedgerKind::Drawn);
        prop_assert_eq!(drawn, fund.sums_on(asked).received);
    }

    #[test]
    fn rounding_and_sums_never_depend_on_the_order(
        books in any_books(), asked in days(), turn in 0_usize..50,
    ) {
        let bookings = books.bookings(asked);
        let mut turned = bookings.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        turned.reverse();
        for kind in LedgerKind::ALL {
            let (one, other) = (read(&bookings, ALL, asked), read(&turned, ALL, asked));
            prop_assert_eq!(one.amount(*kind), other.amount(*kind));
        }
        // The plan's lines in another order come to the same parts.
        let mut other = books.clone();
        let mut terms = fund_terms();
        terms.plan.lines.reverse();
        other.grants = [(id(1), state(granted(1, terms)))].into();
        let mut plain = books.clone();
        plain.grants = [(id(1), state(granted(1, fund_terms())))].into();
        let areas = |books: &Books| {
            let areas = by(&books.bookings(asked), ALL, asked, |place| place.area).into_iter();
            areas.map(|(area, reading)| (area, reading.amount(LedgerKind::Granted))).collect::<Vec<_>>()
        };
        prop_assert_eq!(areas(&other), areas(&plain));
    }
}
