//! One year of a grant with two onward grants, from application to closing (FUN-20, field.md 3.4).

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use funding::expense::LineOfGrant;
use funding::facts::{KnownAssignment, KnownExpense};
use funding::grant::*;
use funding::onward_grant::*;
use jiff::civil::date;
use kernel::{Date, Money, OnwardGrantId, Refusal};

use crate::grant_given::*;

/// The grant and its onward grants, each event in the stream in which it stands.
struct Books {
    own: Told,
    onward: BTreeMap<OnwardGrantId, OnwardGrant>,
}

impl Books {
    fn own(mut self, command: impl Into<GrantCommand>) -> Self {
        self.learn();
        self.own = self.own.then(command);
        self
    }

    fn onward(mut self, n: u128, command: impl Into<OnwardGrantCommand>) -> Self {
        let command = command.into();
        self.learn();
        let onward = self.onward.entry(id(n)).or_default();
        let decided = onward.decide(&command, &ctx(self.own.facts.clone()));
        for event in decided.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}")) {
            match event {
                OnwardGrantEvent::OnwardAmountReserved(e) => self.own.grant.apply(e.into()),
                OnwardGrantEvent::OnwardAmountReleased(e) => self.own.grant.apply(e.into()),
                own => onward.apply(own),
            }
        }
        self
    }

    /// What the streams that a command reads would teach it.
    fn learn(&mut self) {
        let facts = &mut self.own.facts;
        facts.grants.insert(id(1), self.own.grant.clone());
        facts.partners = [id(80), id(81)].into();
        let onward = self.onward.iter().filter(|(_, onward)| onward.exists());
        facts.onward_grants = onward.map(|(id, onward)| (*id, onward.known())).collect();
    }
}

fn source() -> OnwardSource {
    OnwardSource::Grant(LineOfGrant {
        grant: id(1),
        line: line("MAT"),
    })
}

fn award(n: u128, partner: u128, amount: Money) -> AwardOnwardGrant {
    AwardOnwardGrant {
        id: Some(id(n)),
        source: source(),
        partner: id(partner),
        amount,
        period: YEAR,
        purpose: text(200, "Offene Sprechstunde"),
        project: None,
        site: None,
        conditions: Vec::new(),
        proof_due_on: Some(date(2027, 1, 31)),
        notice: None,
        awarded_on: date(2026, 3, 1),
    }
}

fn pay(n: u128, amount: Money) -> DisburseOnwardGrant {
    DisburseOnwardGrant {
        onward_grant: id(n),
        amount,
        paid_on: date(2026, 4, 1),
        document: None,
    }
}

fn proven(n: u128, spent: Money) -> RecordOnwardProof {
    RecordOnwardProof {
        onward_grant: id(n),
        spent,
        report: Some(text(201, "Was der Träger tat.")),
        document: None,
        submitted_on: date(2027, 1, 20),
    }
}

fn examined(n: u128, accepted: Money) -> ExamineOnwardProof {
    ExamineOnwardProof {
        onward_grant: id(n),
        accepted,
        text: None,
        examined_on: date(2027, 2, 10),
    }
}

fn proof(spent: Money, remaining: Money) -> SubmitProofOfUse {
    let named = |n| ProofOnwardGrant {
        onward_grant: id(n),
        line: line("MAT"),
    };
    SubmitProofOfUse {
        grant: id(1),
        report: text(107, "Was 2026 geschah."),
        document: None,
        expenses: vec![id(40)],
        onward_grants: vec![named(50), named(51)],
        received: eur(64_000),
        spent,
        remaining,
        submitted_on: date(2027, 3, 20),
    }
}

/// Staff of 48.000 €, and 16.000 € passed on to two institutions; one of them spends less.
#[test]
fn fun_20_a_grant_year_with_two_onward_grants() {
    let mut books = Books {
        own: Told::accepted(),
        onward: BTreeMap::new(),
    };
    let staff = KnownExpense {
        spent_on: date(2026, 12, 15),
        assignments: vec![KnownAssignment {
            grant: id(1),
            line: line("PERS"),
            amount: eur(48_000),
        }],
        reversed_on: None,
    };
    books.own.facts.expenses = [(id(40), staff)].into();
    let receipt = |n, call, on: Date| RecordFundsReceived {
        disbursement: Some(id(call)),
        ..receive(n, eur(32_000), on)
    };
    let books = books
        .onward(50, award(50, 80, eur(10_000)))
        .onward(51, award(51, 81, eur(6_000)));
    assert_eq!(books.own.grant.sums().reserved, eur(16_000));
    let books = books
        .own(call(30, eur(32_000), date(2026, 2, 1)))
        .own(receipt(31, 30, date(2026, 2, 20)))
        .onward(50, pay(50, eur(10_000)))
        .onward(51, pay(51, eur(6_000)))
        .own(call(32, eur(32_000), date(2026, 7, 1)))
        .own(receipt(33, 32, date(2026, 7, 20)))
        .onward(50, proven(50, eur(10_000)))
        .onward(51, proven(51, eur(5_500)))
        .onward(50, examined(50, eur(10_000)));
    // One of the two is not examined: the own proof waits, and says which.
    let mut books = books;
    books.learn();
    let refused = books.own.refuses(proof(eur(63_500), eur(500)));
    assert_eq!(refused.0, "ONWARD_NOT_EXAMINED");
    assert_eq!(
        refused.2["onwardGrants"][0],
        id::<uuid::Uuid>(51).to_string()
    );
    let books = books
        .onward(51, examined(51, eur(5_500)))
        .own(proof(eur(63_500), eur(500)));
    let numbers = &books.own.grant.proofs[0].numbers;
    let lines: Vec<_> = numbers.lines.iter().map(|known| known.spent).collect();
    assert_eq!(lines, [eur(48_000), eur(15_500)]);
    let close = || CloseGrant {
        grant: id(1),
        closed_on: date(2027, 9, 1),
    };
    let books = books
        .own(RecordProofExamination {
            grant: id(1),
            accepted: eur(63_500),
            examined_on: date(2027, 6, 1),
            text: None,
        })
        .onward(
            51,
            DemandOnwardRepayment {
                onward_grant: id(51),
                amount: eur(500),
                due_on: None,
                demanded_on: date(2027, 2, 15),
            },
        )
        .onward(
            51,
            RecordOnwardRepayment {
                onward_grant: id(51),
                amount: eur(500),
                repaid_on: date(2027, 3, 1),
            },
        );
    assert_eq!(books.own.code(close()), "GRANT_NOT_CLOSABLE");
    let books = books
        .own(DecideGrantRemainder {
            grant: id(1),
            carried_over: Money::ZERO,
            repay: eur(500),
            into: None,
            decided_on: date(2027, 6, 15),
            text: None,
        })
        .own(RecordGrantRepayment {
            grant: id(1),
            payment: id(60),
            demand: None,
            amount: eur(500),
            interest: Money::ZERO,
            repaid_on: date(2027, 7, 1),
        });
    let close_onward = |n| CloseOnwardGrant {
        onward_grant: id(n),
        source: source(),
        closed_on: date(2027, 8, 1),
    };
    let books = books
        .onward(50, close_onward(50))
        .onward(51, close_onward(51));
    // What was not used is free again: what stays is what was used.
    assert_eq!(books.own.grant.sums().reserved, eur(15_500));
    let books = books.own(close());
    let last = date(2027, 9, 1);
    assert_eq!(books.own.grant.state_on(last), Some(GrantState::Closed));
    let sums = books.own.grant.sums_on(last);
    assert_eq!(sums.kept(), eur(63_500));
    // The books of a day in the year still show that day.
    let then = books.own.grant.sums_on(date(2026, 6, 30));
    assert_eq!((then.received, then.repaid), (eur(32_000), Money::ZERO));
}

/// A third onward grant would pass on more than is granted.
#[test]
fn fun_20_two_onward_grants_cannot_share_the_same_money() {
    let books = Books {
        own: Told::accepted(),
        onward: BTreeMap::new(),
    };
    let mut books = books.onward(50, award(50, 80, eur(20_000)));
    books.learn();
    let facts = books.own.facts.clone();
    let second = award(51, 81, eur(44_001)).into();
    let refusal = OnwardGrant::default()
        .decide(&second, &ctx(facts))
        .unwrap_err();
    assert_eq!(refusal.code(), "BEYOND_LIMIT", "{refusal}");
}
