//! What decisions learn from streams of other services.

use funding_service::use_cases::{GoalUseCase, GrantUseCase, ProgrammeUseCase, SiteReportUseCase};
use membership_service::use_cases::SiteUseCase;
use serde_json::json;

use crate::house::*;

/// FUN-20: Leverkusen lies in North Rhine-Westphalia; a programme of another state grants it nothing.
#[tokio::test]
async fn fun_20_a_programme_of_another_state_takes_no_application() {
    let house = House::open("2026-11-22T10:00:00Z").await;
    let programme = json!({
        "id": id(20), "name": "Schutzengel", "source": "state-programme", "state": "01",
        "legalBases": [], "areas": [], "validSince": "2020-01-01", "registeredOn": "2026-01-02",
    });
    house
        .done::<ProgrammeUseCase>("register-programme", programme)
        .await;
    let apply = json!({
        "id": id(21), "programme": id(20), "purpose": "Frühe Hilfen",
        "period": { "since": "2027-01-01", "until": "2027-12-31" }, "requested": 100_000, "areas": [],
        "plan": {
            "lines": [{ "code": "MAT", "kind": "material", "amount": 100_000 }],
            "ownFunds": 0, "thirdParty": 0,
        },
        "appliedOn": "2026-11-20",
    });
    let code = house
        .refused::<GrantUseCase>("apply-for-grant", apply)
        .await;
    assert_eq!(code, "PROGRAMME_OF_OTHER_STATE");
    house.drop().await;
}

#[tokio::test]
async fn eva_01_a_site_reports_where_it_is_known_and_a_goal_names_a_known_meeting() {
    let house = House::open("2026-11-22T10:00:00Z")
        .await
        .with_project()
        .await;
    let report = |site: u128| json!({ "id": id(31), "site": id(site), "year": 2025, "openedOn": "2026-01-10" });
    let code = house
        .refused::<SiteReportUseCase>("open-site-report", report(30))
        .await;
    assert_eq!(code, "SITE_UNKNOWN");
    let site = json!({
        "id": id(30), "name": "Laden Süd", "status": "open", "since": "2018-01-01",
    });
    house.done::<SiteUseCase>("register-site", site).await;
    house
        .done::<SiteReportUseCase>("open-site-report", report(30))
        .await;
    let goal = |meeting: u128| {
        json!({
            "id": id(32), "kind": "guiding", "text": "Frühe Hilfen erreichen alle Familien",
            "meeting": id(meeting), "setOn": "2026-09-02",
        })
    };
    let code = house.refused::<GoalUseCase>("set-goal", goal(70)).await;
    assert_eq!(code, "MEETING_UNKNOWN");
    house.done::<GoalUseCase>("set-goal", goal(MEETING)).await;
    house.drop().await;
}
