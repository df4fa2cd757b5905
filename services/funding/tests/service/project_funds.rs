//! A project's funds stay within their cap, whatever races (FUN-06, FUN-07).

use funding::ProjectFunds;
use funding::project_funds::project_funds_id;
use funding_service::use_cases::ProjectFundsUseCase;
use futures::future::join_all;
use jiff::civil::date;
use kernel::{Money, ProjectId};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::*;

const RACERS: u128 = 64;
const NOW: &str = "2026-11-22T10:00:00Z";

fn allocation(number: u128, cents: i64) -> Value {
    json!({
        "project": id(PROJECT), "year": 2026, "allocation": id(1000 + number), "amount": cents,
        "purpose": "Elterncafé", "meeting": id(MEETING), "outcome": id(OUTCOME),
        "allocatedOn": "2026-09-02",
    })
}

async fn opened() -> House {
    let house = House::open(NOW).await.with_project().await;
    let open = json!({ "project": id(PROJECT), "year": 2026, "openedOn": "2026-01-02" });
    house
        .done::<ProjectFundsUseCase>("open-project-funds", open)
        .await;
    house
}

async fn funds(house: &House) -> ProjectFunds {
    let id = project_funds_id(ProjectId(Uuid::from_u128(PROJECT)), 2026);
    house.fold("project-funds", id.0).await
}

/// 64 × 1.000 € against 25.000 €: exactly 25 stand, the others are refused, and nothing is left.
#[tokio::test(flavor = "multi_thread")]
async fn fun_06_of_64_allocations_at_once_those_stand_that_the_cap_holds() {
    let house = opened().await;
    let all = (0..RACERS).map(|number| {
        house.settled::<ProjectFundsUseCase>("allocate-project-funds", allocation(number, 100_000))
    });
    let ends = join_all(all).await;
    let refused: Vec<&String> = ends.iter().flatten().collect();
    assert_eq!(refused.len(), 39);
    assert!(
        refused
            .iter()
            .all(|code| *code == "PROJECT_FUNDS_EXHAUSTED")
    );
    let funds = funds(&house).await;
    assert_eq!(funds.allocations.len(), 25);
    let last = date(2026, 11, 22);
    assert_eq!(
        funds.allocated_on(last),
        Money::try_from(2_500_000).unwrap()
    );
    assert_eq!(funds.free_on(last), Some(Money::ZERO));
    house.drop().await;
}

/// Amounts of many sizes: the sum never goes beyond the cap, and whoever was refused would have.
#[tokio::test(flavor = "multi_thread")]
async fn fun_06_allocations_of_many_sizes_never_exceed_the_cap() {
    let house = opened().await;
    let cents = |number: u128| 1 + i64::try_from(number * 7_919 % 250_000).unwrap();
    let all = (0..RACERS).map(|number| {
        house.settled::<ProjectFundsUseCase>(
            "allocate-project-funds",
            allocation(number, cents(number)),
        )
    });
    let ends = join_all(all).await;
    let funds = funds(&house).await;
    let last = date(2026, 11, 22);
    let free = i64::from(funds.free_on(last).unwrap());
    assert!(free >= 0);
    let stand = ends.iter().filter(|end| end.is_none()).count();
    assert_eq!(funds.allocations.len(), stand);
    for (number, _) in ends.iter().enumerate().filter(|(_, end)| end.is_some()) {
        assert!(cents(number as u128) > free, "{number} would have fitted");
    }
    house.drop().await;
}

#[tokio::test]
async fn fun_07_another_bodys_outcome_and_a_missing_one_allocate_nothing() {
    let house = opened().await;
    let mut without = allocation(1, 100);
    without.as_object_mut().unwrap().remove("outcome");
    let code = house
        .refused::<ProjectFundsUseCase>("allocate-project-funds", without)
        .await;
    assert_eq!(code, "OUTCOME_INCOMPLETE");
    let mut unknown = allocation(2, 100);
    unknown["outcome"] = json!(id(77));
    let code = house
        .refused::<ProjectFundsUseCase>("allocate-project-funds", unknown)
        .await;
    assert_eq!(code, "OUTCOME_UNKNOWN");
    assert_eq!(funds(&house).await.allocations.len(), 0);
    house.drop().await;
}
