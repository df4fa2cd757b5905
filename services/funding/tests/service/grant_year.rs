//! One year of a grant in Leverkusen's structure with two onward grants, from application to closing (FUN-20,
//! field.md 3.4).

use funding::grant::GrantState;
use funding::{Grant, OnwardGrant};
use funding_service::use_cases::{
    ExpenseUseCase, GrantUseCase, OnwardGrantUseCase, ProgrammeUseCase,
};
use jiff::civil::date;
use kernel::Money;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::*;

const PROGRAMME: u128 = 20;
const GRANT: u128 = 21;
const ONWARD: u128 = 22;
const OTHER_ONWARD: u128 = 23;
const EXPENSE: u128 = 24;

struct Year {
    house: House,
}

impl Year {
    async fn own(&self, name: &str, mut body: Value) {
        body["grant"] = json!(id(GRANT));
        self.house.done::<GrantUseCase>(name, body).await;
    }

    async fn onward(&self, number: u128, name: &str, mut body: Value) {
        body["onwardGrant"] = json!(id(number));
        self.house.done::<OnwardGrantUseCase>(name, body).await;
    }

    async fn grant(&self) -> Grant {
        self.house.fold("grant", Uuid::from_u128(GRANT)).await
    }

    /// Applied for, awarded and accepted: 48.000 € for staff, 16.000 € for offers.
    async fn awarded() -> Self {
        let house = House::open("2027-11-22T10:00:00Z").await;
        let programme = json!({
            "id": id(PROGRAMME), "name": "Bundesstiftung Frühe Hilfen", "source": "federal-fund",
            "legalBases": ["Fördergrundsätze NRW, Art. 2 Abs. 3"], "areas": ["one", "two"],
            "validSince": "2018-01-01", "registeredOn": "2025-10-01",
        });
        house
            .done::<ProgrammeUseCase>("register-programme", programme)
            .await;
        let period = json!({ "since": "2026-01-01", "until": "2026-12-31" });
        let plan = json!({
            "lines": [
                { "code": "PERS", "kind": "personnel", "area": "one", "amount": 4_800_000 },
                { "code": "MAT", "kind": "material", "area": "two", "amount": 1_600_000 },
            ],
            "ownFunds": 0, "thirdParty": 0,
        });
        let apply = json!({
            "id": id(GRANT), "programme": id(PROGRAMME), "purpose": "Netzwerk Frühe Hilfen 2026",
            "period": period, "requested": 6_400_000, "areas": ["one", "two"], "plan": plan,
            "appliedOn": "2025-10-10",
        });
        house.done::<GrantUseCase>("apply-for-grant", apply).await;
        let year = Self { house };
        let notice = json!({
            "programme": id(PROGRAMME), "awardedOn": "2025-12-15",
            "conditions": [{ "id": id(25), "text": "Der Träger ist auf die Bundesstiftung hinzuweisen." }],
            "terms": {
                "amount": 6_400_000, "period": period, "financing": "share", "areas": ["one", "two"], "plan": plan,
                "proofDeadline": { "fixedDay": "03-31" }, "useUp": "P2M", "onward": true,
            },
        });
        year.own("record-grant-notice", notice).await;
        let accept = json!({ "basis": "waived", "acceptedOn": "2025-12-20" });
        year.own("accept-grant", accept).await;
        year
    }

    async fn pass_on(&self, number: u128, partner: u128, cents: i64) {
        let award = json!({
            "id": id(number), "source": source(), "partner": id(partner), "amount": cents,
            "period": { "since": "2026-01-01", "until": "2026-12-31" }, "purpose": "Offene Sprechstunde",
            "conditions": [], "proofDueOn": "2027-01-31", "awardedOn": "2026-03-01",
        });
        self.house
            .done::<OnwardGrantUseCase>("award-onward-grant", award)
            .await;
    }
}

fn source() -> Value {
    json!({ "grant": { "grant": id(GRANT), "line": "MAT" } })
}

fn proof() -> Value {
    let named = |number| json!({ "onwardGrant": id(number), "line": "MAT" });
    json!({
        "grant": id(GRANT), "report": "Was 2026 geschah.", "expenses": [id(EXPENSE)],
        "onwardGrants": [named(ONWARD), named(OTHER_ONWARD)], "received": 6_400_000, "spent": 6_350_000,
        "remaining": 50_000, "submittedOn": "2027-03-20",
    })
}

#[tokio::test]
async fn fun_20_a_grant_year_with_two_onward_grants_from_application_to_closing() {
    let year = Year::awarded().await;
    year.pass_on(ONWARD, PARTNER, 1_000_000).await;
    year.pass_on(OTHER_ONWARD, OTHER_PARTNER, 600_000).await;
    // What is passed on stands in the grant's own stream, so that two cannot take the same money.
    let sums = year.grant().await.sums();
    assert_eq!(sums.reserved, Money::try_from(1_600_000).unwrap());
    let third = json!({
        "id": id(26), "source": source(), "partner": id(PARTNER), "amount": 4_800_001,
        "period": { "since": "2026-01-01", "until": "2026-12-31" }, "purpose": "Zu viel", "conditions": [],
        "awardedOn": "2026-03-02",
    });
    let refused = year
        .house
        .refused::<OnwardGrantUseCase>("award-onward-grant", third);
    assert_eq!(refused.await, "BEYOND_LIMIT");

    for (call, receipt, on, arrives) in [
        (30, 31, "2026-02-01", "2026-02-20"),
        (32, 33, "2026-07-01", "2026-07-20"),
    ] {
        let ask = json!({ "disbursement": id(call), "amount": 3_200_000, "requestedOn": on });
        year.own("request-disbursement", ask).await;
        let came = json!({
            "receipt": id(receipt), "disbursement": id(call), "amount": 3_200_000, "receivedOn": arrives,
        });
        year.own("record-funds-received", came).await;
    }
    let expense = json!({
        "id": id(EXPENSE), "amount": 4_800_000, "paidOn": "2026-12-15", "kind": "personnel",
        "payee": "Personalstelle", "purpose": "Netzwerkkoordination 2026",
        "assignments": [{ "payer": { "grant": { "grant": id(GRANT), "line": "PERS" } } }],
    });
    year.house
        .done::<ExpenseUseCase>("record-expense", expense)
        .await;
    for (number, paid, spent) in [
        (ONWARD, 1_000_000, 1_000_000),
        (OTHER_ONWARD, 600_000, 550_000),
    ] {
        let pay = json!({ "amount": paid, "paidOn": "2026-04-01" });
        year.onward(number, "disburse-onward-grant", pay).await;
        let proves =
            json!({ "spent": spent, "report": "Was der Träger tat.", "submittedOn": "2027-01-20" });
        year.onward(number, "record-onward-proof", proves).await;
    }
    let examine = |accepted: i64| json!({ "accepted": accepted, "examinedOn": "2027-02-10" });
    year.onward(ONWARD, "examine-onward-proof", examine(1_000_000))
        .await;
    // One of the two is not examined: the own proof waits.
    let early = year
        .house
        .refused::<GrantUseCase>("submit-proof-of-use", proof());
    assert_eq!(early.await, "ONWARD_NOT_EXAMINED");
    year.onward(OTHER_ONWARD, "examine-onward-proof", examine(550_000))
        .await;
    let demand = json!({ "amount": 50_000, "demandedOn": "2027-02-15" });
    year.onward(OTHER_ONWARD, "demand-onward-repayment", demand)
        .await;
    let repaid = json!({ "amount": 50_000, "repaidOn": "2027-03-01" });
    year.onward(OTHER_ONWARD, "record-onward-repayment", repaid)
        .await;
    // A paper that says something else than the bookings is refused.
    let mut wrong = proof();
    wrong["spent"] = json!(6_350_001);
    let refused = year
        .house
        .refused::<GrantUseCase>("submit-proof-of-use", wrong);
    assert_eq!(refused.await, "PROOF_DOES_NOT_RECONCILE");
    year.own("submit-proof-of-use", proof()).await;

    let examination = json!({ "accepted": 6_350_000, "examinedOn": "2027-06-01" });
    year.own("record-proof-examination", examination).await;
    let close = json!({ "grant": id(GRANT), "closedOn": "2027-09-01" });
    let refused = year.house.refused::<GrantUseCase>("close-grant", close);
    assert_eq!(refused.await, "GRANT_NOT_CLOSABLE");
    let decided = json!({ "carriedOver": 0, "repay": 50_000, "decidedOn": "2027-06-15" });
    year.own("decide-grant-remainder", decided).await;
    let back =
        json!({ "payment": id(40), "amount": 50_000, "interest": 0, "repaidOn": "2027-07-01" });
    year.own("record-grant-repayment", back).await;
    for number in [ONWARD, OTHER_ONWARD] {
        let close = json!({ "source": source(), "closedOn": "2027-08-01" });
        year.onward(number, "close-onward-grant", close).await;
    }
    let fulfilled = json!({ "condition": id(25), "fulfilledOn": "2026-05-01" });
    year.own("fulfil-grant-condition", fulfilled).await;
    year.own("close-grant", json!({ "closedOn": "2027-09-02" }))
        .await;

    let grant = year.grant().await;
    let last = date(2027, 9, 2);
    assert_eq!(grant.state_on(last), Some(GrantState::Closed));
    let sums = grant.sums_on(last);
    assert_eq!(sums.kept(), Money::try_from(6_350_000).unwrap());
    // What was not used is free again.
    assert_eq!(sums.reserved, Money::try_from(1_550_000).unwrap());
    let other: OnwardGrant = year
        .house
        .fold("onward-grant", Uuid::from_u128(OTHER_ONWARD))
        .await;
    assert!(other.sums_on(last).repaid > Money::ZERO);
    year.house.drop().await;
}

/// Two hands at the same money at the same moment: together they never pass on more than there is.
#[tokio::test(flavor = "multi_thread")]
async fn fun_20_onward_grants_at_once_stay_within_the_grant() {
    let year = Year::awarded().await;
    let award = |number: u128| {
        json!({
            "id": id(100 + number), "source": source(), "partner": id(PARTNER), "amount": 1_000_000,
            "period": { "since": "2026-01-01", "until": "2026-12-31" }, "purpose": "Sprechstunde",
            "conditions": [], "awardedOn": "2026-03-01",
        })
    };
    let all = (0..16).map(|number| {
        year.house
            .settled::<OnwardGrantUseCase>("award-onward-grant", award(number))
    });
    let ends = futures::future::join_all(all).await;
    let refused: Vec<String> = ends.into_iter().flatten().collect();
    assert_eq!(refused.len(), 10);
    assert!(refused.iter().all(|code| code == "BEYOND_LIMIT"));
    let sums = year.grant().await.sums();
    assert_eq!(sums.reserved, Money::try_from(6_000_000).unwrap());
    year.house.drop().await;
}
