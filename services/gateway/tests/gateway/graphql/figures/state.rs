//! What the state sees of money, proofs, concept paper and quality dialogue (F1 … F3, Q1, Q2).

use evaluation::Concept;
use evaluation::concept::SetConceptInterval;
use eventstore::DatabaseRole;
use funding::expense::{ExpenseAssigned, ExpenseEvent, ExpenseRecorded, LineOfGrant, Payer};
use funding::grant::{
    FinancingPlan, FundingArea, FundsReceived, GrantApplied, GrantAwarded, GrantEvent,
    GrantFinancing, GrantPeriod, GrantTerms, PlanCostKind, ProofDeadline,
};
use funding::onward_grant::{OnwardGrantAwarded, OnwardGrantEvent, OnwardSource};
use kernel::{Money, State, StreamId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::office::{Office, day, text};
use super::super::{data, database, graph, state};
use super::concept;

const ROLE: DatabaseRole = DatabaseRole::Funding;

fn money(euros: i64) -> Money {
    Money::try_from_cents(euros * 100).unwrap()
}

fn in_2025() -> GrantPeriod {
    GrantPeriod {
        since: day("2025-01-01"),
        until: day("2025-12-31"),
    }
}

fn plan() -> FinancingPlan {
    FinancingPlan {
        lines: Vec::new(),
        own_funds: Money::ZERO,
        third_party: Money::ZERO,
    }
}

impl Office<'_> {
    /// A grant of 2025 for these areas, awarded on 3 February with a proof that is due six months after its end.
    async fn granted(&mut self, euros: i64, areas: Vec<FundingArea>, received: i64) -> Uuid {
        let purpose = text("Koordination");
        let id = kernel::CommandId::generate().0;
        let mut events: Vec<GrantEvent> = vec![
            GrantEvent::GrantApplied(GrantApplied {
                programme: Uuid::from_u128(0xf0).into(),
                purpose: purpose.id,
                period: in_2025(),
                requested: money(euros),
                areas: areas.clone(),
                plan: plan(),
                applied_on: day("2024-11-30"),
            }),
            GrantEvent::GrantAwarded(GrantAwarded {
                terms: GrantTerms {
                    amount: money(euros),
                    period: in_2025(),
                    financing: GrantFinancing::Full,
                    areas,
                    plan: plan(),
                    proof_deadline: Some(ProofDeadline::MonthsAfterPeriodEnd(6)),
                    use_up: None,
                    onward: Some(true),
                },
                conditions: Vec::new(),
                purpose: None,
                notice: None,
                awarded_on: day("2025-02-03"),
            }),
        ];
        if received > 0 {
            events.push(GrantEvent::FundsReceived(FundsReceived {
                receipt: kernel::CommandId::generate().0.into(),
                disbursement: None,
                amount: money(received),
                received_on: day("2025-04-01"),
            }));
        }
        let stream = StreamId::new("grant", id);
        self.happened(ROLE, stream, events, &[&purpose]).await;
        id
    }

    async fn spent(&mut self, grant: Uuid, euros: i64) {
        let purpose = text("Honorare");
        let events = vec![
            ExpenseEvent::ExpenseRecorded(ExpenseRecorded {
                amount: money(euros),
                paid_on: day("2025-05-05"),
                kind: PlanCostKind::ALL[0],
                line: None,
                partner: None,
                payee: None,
                purpose: purpose.id,
                document: None,
                project: None,
                site: None,
            }),
            ExpenseEvent::ExpenseAssigned(ExpenseAssigned {
                number: 1,
                payer: Payer::Grant(line(grant)),
                amount: money(euros),
                share: None,
                assigned_on: day("2025-05-05"),
            }),
        ];
        let stream = StreamId::new("expense", kernel::CommandId::generate().0);
        self.happened(ROLE, stream, events, &[&purpose]).await;
    }

    async fn handed_on(&mut self, grant: Uuid, euros: i64) {
        let purpose = text("Familienpatinnen");
        let events = vec![OnwardGrantEvent::OnwardGrantAwarded(OnwardGrantAwarded {
            source: OnwardSource::Grant(line(grant)),
            partner: Uuid::from_u128(0xf1).into(),
            amount: money(euros),
            period: in_2025(),
            purpose: purpose.id,
            project: None,
            site: None,
            conditions: Vec::new(),
            proof_due_on: None,
            notice: None,
            awarded_on: day("2025-03-03"),
        })];
        let stream = StreamId::new("onward-grant", kernel::CommandId::generate().0);
        self.happened(ROLE, stream, events, &[&purpose]).await;
    }
}

fn line(grant: Uuid) -> LineOfGrant {
    LineOfGrant {
        grant: grant.into(),
        line: "PERSONAL".parse().unwrap(),
    }
}

#[tokio::test]
async fn f1_to_f3_the_state_sees_sums_of_the_year_and_what_is_not_reported_is_not_0() {
    let database = database().await;
    let mut office = Office::open(&database, "duisburg").await;
    let one = office.granted(30_000, vec![FundingArea::One], 12_000).await;
    office
        .granted(10_000, vec![FundingArea::One, FundingArea::Two], 0)
        .await;
    office.spent(one, 2_500).await;
    office.handed_on(one, 5_000).await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ stateOverview(asOf: \"{day}\") {{ completeness {{ missing released }} funding {{ granted drawn spent
                byArea {{ area granted drawn spent }} proofsDue proofsOverdue onward onwardShare }} }} }}"
        );
        let mut answer = data(&graph, &state(State::NordrheinWestfalen), &query).await;
        answer["stateOverview"][0].take()
    };
    let nothing = json!({ "granted": null, "drawn": null, "spent": null, "byArea": [], "proofsDue": null,
        "proofsOverdue": null, "onward": null, "onwardShare": null });
    let before = on("2025-02-02").await;
    assert_eq!(before["funding"], nothing);
    let missing = before["completeness"]["missing"].as_array().unwrap();
    assert!(missing.contains(&json!("FUNDING")) && before["completeness"]["released"] == true);
    let area = |area: Value, granted: i64, drawn: i64, spent: i64| json!({ "area": area, "granted": granted, "drawn": drawn, "spent": spent });
    assert_eq!(
        on("2025-12-31").await["funding"],
        json!({
            "granted": 4_000_000, "drawn": 1_200_000, "spent": 250_000, "proofsDue": 0, "proofsOverdue": 0,
            "onward": 500_000, "onwardShare": 1_250, "byArea": [
                area(json!("ONE"), 3_000_000, 1_200_000, 250_000),
                area(json!("TWO"), 0, 0, 0),
                area(json!("THREE"), 0, 0, 0),
                // For two areas: what is whose nobody says.
                area(Value::Null, 1_000_000, 0, 0),
            ],
        })
    );
    let early = on("2025-02-03").await;
    assert_eq!(
        (&early["funding"]["drawn"], &early["funding"]["onward"]),
        (&json!(0), &json!(0))
    );
    // The year is over; the proofs are due half a year later.
    let after = on("2026-01-01").await;
    assert_eq!(
        (
            &after["funding"]["granted"],
            &after["funding"]["onwardShare"]
        ),
        (&json!(0), &Value::Null)
    );
    for (day, due, overdue) in [
        ("2026-03-31", 0, 0),
        ("2026-04-01", 2, 0),
        ("2026-06-30", 2, 0),
        ("2026-07-01", 0, 2),
    ] {
        let shown = on(day).await;
        let proofs = (
            &shown["funding"]["proofsDue"],
            &shown["funding"]["proofsOverdue"],
        );
        assert_eq!(proofs, (&json!(due), &json!(overdue)), "{day}");
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn q1_and_q2_the_state_sees_how_old_the_concept_is_and_when_quality_was_talked_about() {
    let database = database().await;
    let mut office = Office::open(&database, "duisburg").await;
    let paper = office
        .execute::<Concept>(concept("Fachkonzept", "2020-01-06"), "2020-01-06")
        .await;
    let interval = SetConceptInterval {
        concept: paper.into(),
        interval: "P2Y".to_owned().try_into().unwrap(),
        adopted_on: day("2021-01-04"),
    };
    office.execute::<Concept>(interval, "2021-01-04").await;
    office.dialogue("Qualität", "2021-05-03").await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ stateOverview(asOf: \"{day}\") {{ quality {{ conceptAge conceptInterval lastQualityDialogue }} }} }}"
        );
        let mut answer = data(&graph, &state(State::NordrheinWestfalen), &query).await;
        answer["stateOverview"][0]["quality"].take()
    };
    let shown = |age: Value, interval: Value, dialogue: Value| json!({ "conceptAge": age, "conceptInterval": interval, "lastQualityDialogue": dialogue });
    let none = Value::Null;
    assert_eq!(
        on("2020-01-05").await,
        shown(none.clone(), none.clone(), none.clone())
    );
    assert_eq!(
        on("2020-01-16").await,
        shown(json!(10), none.clone(), none.clone())
    );
    assert_eq!(on("2021-01-06").await, shown(json!(366), json!(731), none));
    assert_eq!(
        on("2021-05-03").await,
        shown(json!(483), json!(731), json!("2021-05-03"))
    );
    drop((graph, office));
    database.drop().await;
}
