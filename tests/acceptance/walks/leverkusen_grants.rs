//! A grant's year in Leverkusen with two onward grants, from application to closing: as the office walks it in GraphQL,
//! and what the ledger shows of it on the days between (FUN-18, FUN-20, field.md 3.4).

use acceptance::{System, new_key};
use serde_json::{Value, json};

use super::*;

/// Cents as the ledger shows them on a day: granted, drawn, spent, passed on, free.
async fn ledger(office: &Caller, grant: &str, day: &str) -> [i64; 5] {
    let query = "query ($grant: GrantId, $day: Date) { fundingLedger(filter: { grant: $grant }, asOf: $day) { whole {
        granted { amount } drawn { amount } spent { amount } passedOn { amount } free { amount } } } }";
    let shown = office
        .ask_with(query, json!({ "grant": grant, "day": day }))
        .await;
    let whole = &shown["fundingLedger"]["whole"];
    let cents = |figure: &str| whole[figure]["amount"].as_i64();
    ["granted", "drawn", "spent", "passedOn", "free"]
        .map(|figure| cents(figure).unwrap_or_else(|| panic!("{figure}: {whole}")))
}

fn with(mut input: Value, field: &str, id: &str) -> Value {
    input[field] = json!(id);
    input
}

#[tokio::test(flavor = "multi_thread")]
async fn fun_20_a_grant_year_with_two_onward_grants_from_application_to_closing() {
    let system = System::start().await;
    let office = &system.coordinator("leverkusen");
    network(office).await;
    let partners = found(BOUND, "two partners are shown", || async {
        let shown = office.ask("{ partners(first: 2) { nodes { id } } }").await;
        let nodes = shown["partners"]["nodes"].as_array()?;
        let ids: Vec<String> = nodes.iter().map(|node| text(&node["id"])).collect();
        (ids.len() == 2).then_some(ids)
    })
    .await;

    let programme = json!({
        "name": "Bundesstiftung, Zuteilung 2024", "source": "FEDERAL_FUND", "legalBases": ["Fördergrundsätze NRW"],
        "areas": ["ONE", "TWO"], "validSince": "2018-01-01", "registeredOn": "2023-09-01",
    });
    let programme = done(office, "2023-09-01", "registerProgramme", programme).await;
    let year = json!({ "since": "2024-01-01", "until": "2024-12-31" });
    let plan = json!({
        "lines": [
            { "code": "PERS", "kind": "PERSONNEL", "area": "ONE", "amount": 4_800_000 },
            { "code": "MAT", "kind": "MATERIAL", "area": "TWO", "amount": 1_600_000 },
        ],
        "ownFunds": 0, "thirdParty": 0,
    });
    let apply = json!({
        "programme": programme, "purpose": "Netzwerk Frühe Hilfen 2024", "period": year, "requested": 6_400_000,
        "areas": ["ONE", "TWO"], "plan": plan, "appliedOn": "2023-10-10",
    });
    let grant = &done(office, "2023-10-10", "applyForGrant", apply).await;
    let of_grant = |input: Value| with(input, "grant", grant);
    let notice = of_grant(json!({
        "programme": programme, "conditions": [], "awardedOn": "2023-12-15",
        "terms": {
            "amount": 6_400_000, "period": year, "financing": "SHARE", "areas": ["ONE", "TWO"], "plan": plan,
            "proofDeadline": { "fixedDay": "03-31" }, "useUp": "P2M", "onward": true,
        },
    }));
    done(office, "2023-12-15", "recordGrantNotice", notice).await;
    let accept = of_grant(json!({ "basis": "WAIVED", "acceptedOn": "2023-12-20" }));
    done(office, "2023-12-20", "acceptGrant", accept).await;

    let source = json!({ "grant": { "grant": grant, "line": "MAT" } });
    let award = |partner: &str, cents: i64| {
        json!({
            "source": source, "partner": partner, "amount": cents, "period": year, "purpose": "Offene Sprechstunde",
            "conditions": [], "proofDueOn": "2025-01-31", "awardedOn": "2024-03-01",
        })
    };
    let first = &done(
        office,
        "2024-03-01",
        "awardOnwardGrant",
        award(&partners[0], 1_000_000),
    )
    .await;
    let second = &done(
        office,
        "2024-03-01",
        "awardOnwardGrant",
        award(&partners[1], 600_000),
    )
    .await;
    let beyond = refused(
        office,
        "2024-03-01",
        "awardOnwardGrant",
        award(&partners[0], 4_800_001),
    );
    assert_eq!(beyond.await.0, "BEYOND_LIMIT");

    for (asked, arrived) in [("2024-02-01", "2024-02-20"), ("2024-07-01", "2024-07-20")] {
        let call = new_id();
        let ask = json!({ "disbursement": call, "amount": 3_200_000, "requestedOn": asked });
        done(office, asked, "requestDisbursement", of_grant(ask)).await;
        let came = json!({
            "receipt": new_id(), "disbursement": call, "amount": 3_200_000, "receivedOn": arrived,
        });
        done(office, arrived, "recordFundsReceived", of_grant(came)).await;
    }
    let expense = json!({
        "amount": 4_800_000, "paidOn": "2024-12-15", "kind": "PERSONNEL", "payee": "Personalstelle",
        "purpose": "Netzwerkkoordination 2024",
        "assignments": [{ "payer": { "grant": { "grant": grant, "line": "PERS" } } }],
    });
    let expense = &done(office, "2024-12-15", "recordExpense", expense).await;
    for (onward, paid, spent) in [(first, 1_000_000, 1_000_000), (second, 600_000, 550_000)] {
        let pay = with(
            json!({ "amount": paid, "paidOn": "2024-04-01" }),
            "onwardGrant",
            onward,
        );
        done(office, "2024-04-01", "disburseOnwardGrant", pay).await;
        let proves =
            json!({ "spent": spent, "report": "Was der Träger tat.", "submittedOn": "2025-01-20" });
        done(
            office,
            "2025-01-20",
            "recordOnwardProof",
            with(proves, "onwardGrant", onward),
        )
        .await;
    }
    // The books of a day in the year show that day, whatever came later.
    assert_eq!(
        ledger(office, grant, "2024-03-31").await,
        [6_400_000, 3_200_000, 0, 0, 4_800_000]
    );

    let examine = |onward: &str, accepted: i64| {
        with(
            json!({ "accepted": accepted, "examinedOn": "2025-02-10" }),
            "onwardGrant",
            onward,
        )
    };
    done(
        office,
        "2025-02-10",
        "examineOnwardProof",
        examine(first, 1_000_000),
    )
    .await;
    let proof = |spent: i64| {
        let named = |onward: &str| json!({ "onwardGrant": onward, "line": "MAT" });
        of_grant(json!({
            "report": "Was 2024 geschah.", "expenses": [expense], "onwardGrants": [named(first), named(second)],
            "received": 6_400_000, "spent": spent, "remaining": 6_400_000 - spent, "submittedOn": "2025-03-20",
        }))
    };
    // One of the two is not examined: the own proof waits, and says for which.
    let early = mutate(office, "2025-03-20", "submitProofOfUse", proof(6_350_000)).await;
    assert_eq!(early["error"]["code"], "ONWARD_NOT_EXAMINED");
    assert_eq!(early["error"]["facts"]["onwardGrants"], json!([second]));
    done(
        office,
        "2025-02-10",
        "examineOnwardProof",
        examine(second, 550_000),
    )
    .await;
    let back = |input: Value| with(input, "onwardGrant", second);
    let demand = back(json!({ "amount": 50_000, "demandedOn": "2025-02-15" }));
    done(office, "2025-02-15", "demandOnwardRepayment", demand).await;
    let repaid = back(json!({ "amount": 50_000, "repaidOn": "2025-03-01" }));
    done(office, "2025-03-01", "recordOnwardRepayment", repaid).await;
    let wrong = refused(office, "2025-03-20", "submitProofOfUse", proof(6_350_001));
    assert_eq!(wrong.await.0, "PROOF_DOES_NOT_RECONCILE");
    done(office, "2025-03-20", "submitProofOfUse", proof(6_350_000)).await;

    let examined = of_grant(json!({ "accepted": 6_350_000, "examinedOn": "2025-06-01" }));
    done(office, "2025-06-01", "recordProofExamination", examined).await;
    let close = |on: &str| of_grant(json!({ "closedOn": on }));
    let refusal = refused(office, "2025-06-02", "closeGrant", close("2025-06-02")).await;
    assert_eq!(refusal.0, "GRANT_NOT_CLOSABLE");
    let decided = of_grant(json!({ "carriedOver": 0, "repay": 50_000, "decidedOn": "2025-06-15" }));
    done(office, "2025-06-15", "decideGrantRemainder", decided).await;
    let paid =
        json!({ "payment": new_id(), "amount": 50_000, "interest": 0, "repaidOn": "2025-07-01" });
    done(office, "2025-07-01", "recordGrantRepayment", of_grant(paid)).await;
    for onward in [first, second] {
        let close = json!({ "source": source, "closedOn": "2025-08-01" });
        done(
            office,
            "2025-08-01",
            "closeOnwardGrant",
            with(close, "onwardGrant", onward),
        )
        .await;
    }
    done(office, "2025-09-01", "closeGrant", close("2025-09-01")).await;

    let shown = seen(office, "Grant", grant, "state", "2025-09-01").await;
    assert_eq!(shown["state"], "CLOSED");
    let at_the_end = ledger(office, grant, "2025-09-01").await;
    assert_eq!((at_the_end[0], at_the_end[1]), (6_400_000, 6_400_000));
    // Another district sees none of it.
    let other = system.coordinator("duisburg");
    let shown = other.ask("{ grants { nodes { id } } }").await;
    assert_eq!(shown["grants"]["nodes"], json!([]));
}

/// A key is a UUID, and so are the ids of bookings.
fn new_id() -> String {
    new_key()
}
