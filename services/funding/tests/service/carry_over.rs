//! A remainder that is carried over into another grant, and a proof with a long list of receipts (FUN-20).

use funding::Grant;
use funding_service::use_cases::{ExpenseUseCase, GrantUseCase, ProgrammeUseCase};
use kernel::Money;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::*;

const PROGRAMME: u128 = 20;
const GRANT: u128 = 21;
const TAKING: u128 = 26;
/// The first receipt; the others follow.
const RECEIPT: u128 = 1_000;
/// More than other commands may name.
const RECEIPTS: u32 = 600;

async fn own(house: &House, number: u128, name: &str, mut body: Value) {
    body["grant"] = json!(id(number));
    house.done::<GrantUseCase>(name, body).await;
}

async fn grant(house: &House, number: u128) -> Grant {
    house.fold("grant", Uuid::from_u128(number)).await
}

/// Grants of 10.000 € each for 2026, applied for, awarded and accepted; the first was drawn.
async fn house() -> House {
    let house = House::open("2027-11-22T10:00:00Z").await;
    let programme = json!({
        "id": id(PROGRAMME), "name": "Bundesstiftung Frühe Hilfen", "source": "federal-fund",
        "legalBases": ["Fördergrundsätze NRW, Art. 2 Abs. 3"], "areas": ["one"],
        "validSince": "2018-01-01", "registeredOn": "2025-10-01",
    });
    house
        .done::<ProgrammeUseCase>("register-programme", programme)
        .await;
    let period = json!({ "since": "2026-01-01", "until": "2026-12-31" });
    let plan = json!({
        "lines": [{ "code": "PERS", "kind": "personnel", "area": "one", "amount": 1_000_000 }],
        "ownFunds": 0, "thirdParty": 0,
    });
    for number in [GRANT, TAKING] {
        let apply = json!({
            "id": id(number), "programme": id(PROGRAMME), "purpose": "Netzwerk Frühe Hilfen 2026",
            "period": period, "requested": 1_000_000, "areas": ["one"], "plan": plan,
            "appliedOn": "2025-10-10",
        });
        house.done::<GrantUseCase>("apply-for-grant", apply).await;
        let notice = json!({
            "programme": id(PROGRAMME), "awardedOn": "2025-12-15", "conditions": [],
            "terms": {
                "amount": 1_000_000, "period": period, "financing": "share", "areas": ["one"], "plan": plan,
                "proofDeadline": { "fixedDay": "03-31" }, "useUp": "P2M", "onward": true,
            },
        });
        own(&house, number, "record-grant-notice", notice).await;
        let accept = json!({ "basis": "waived", "acceptedOn": "2025-12-20" });
        own(&house, number, "accept-grant", accept).await;
    }
    let received = json!({ "receipt": id(27), "amount": 1_000_000, "receivedOn": "2026-01-15" });
    own(&house, GRANT, "record-funds-received", received).await;
    house
}

fn proof(receipts: u32, spent: i64) -> Value {
    let expenses = (0..u128::from(receipts)).map(|n| id(RECEIPT + n));
    json!({
        "grant": id(GRANT), "report": "Was 2026 geschah.", "expenses": expenses.collect::<Vec<_>>(),
        "onwardGrants": [], "received": 1_000_000, "spent": spent,
        "remaining": 1_000_000 - spent, "submittedOn": "2027-03-01",
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn fun_20_what_is_carried_over_stands_in_both_grants() {
    let house = house().await;
    house
        .done::<GrantUseCase>("submit-proof-of-use", proof(0, 0))
        .await;
    let carry = |carried_over: i64| {
        json!({
            "grant": id(GRANT), "carriedOver": carried_over, "repay": 1_000_000 - carried_over,
            "into": id(TAKING), "decidedOn": "2027-03-15",
        })
    };
    let done = house
        .done::<GrantUseCase>("decide-grant-remainder", carry(200_000))
        .await;
    assert_eq!(done.events, ["RemainderDecided", "RemainderArrived"]);
    let carried = |cents| Money::try_from_cents(cents).unwrap();
    assert_eq!(
        grant(&house, GRANT).await.sums().carried_away,
        carried(200_000)
    );
    assert_eq!(
        grant(&house, TAKING).await.sums().carried_in,
        carried(200_000)
    );
    // Its version is its own stream's alone: what comes next fits.
    assert_eq!(
        done.version,
        i64::try_from(grant(&house, GRANT).await.history.len()).unwrap()
    );
    let fact = done.version;
    let corrected = json!({
        "grant": id(GRANT), "fact": fact, "reason": "Anders entschieden.",
        "replacement": { "decideGrantRemainder": carry(300_000) },
    });
    house.done::<GrantUseCase>("correct-grant", corrected).await;
    assert_eq!(
        grant(&house, TAKING).await.sums().carried_in,
        carried(300_000)
    );
    let struck = json!({ "grant": id(GRANT), "fact": fact, "reason": "Doch nicht." });
    house.done::<GrantUseCase>("correct-grant", struck).await;
    assert_eq!(grant(&house, TAKING).await.sums().carried_in, Money::ZERO);
    assert_eq!(grant(&house, GRANT).await.sums().carried_away, Money::ZERO);
    house.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fun_20_a_proof_names_more_receipts_than_other_commands_things() {
    let house = house().await;
    for n in 0..u128::from(RECEIPTS) {
        let receipt = json!({
            "id": id(RECEIPT + n), "amount": 100, "paidOn": "2026-02-27", "kind": "personnel",
            "payee": "Personalstelle", "purpose": "Material",
            "assignments": [{ "payer": { "grant": { "grant": id(GRANT), "line": "PERS" } }, "amount": 100 }],
        });
        house
            .done::<ExpenseUseCase>("record-expense", receipt)
            .await;
    }
    let spent = i64::from(RECEIPTS) * 100;
    let begun = std::time::Instant::now();
    house
        .done::<GrantUseCase>("submit-proof-of-use", proof(RECEIPTS, spent))
        .await;
    let took = begun.elapsed();
    assert!(took < std::time::Duration::from_secs(20), "{took:?}");
    let numbers = &grant(&house, GRANT).await.proofs[0].numbers;
    assert_eq!(numbers.expenses.len(), usize::try_from(RECEIPTS).unwrap());
    let refused = house
        .problem::<GrantUseCase>("submit-proof-of-use", proof(5_001, 0))
        .await;
    assert_eq!(
        (refused.code.as_ref(), refused.field.as_deref()),
        ("TOO_MANY_REFERENCES", Some("expenses"))
    );
    house.drop().await;
}
