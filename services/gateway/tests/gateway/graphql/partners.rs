//! Partners beyond their list: duplicates, requests, periods, operators, what they put in.

use kernel::{EntryId, Institution, NewEntry, PartnerId};
use membership::body::EstablishBody;
use membership::partner::{
    ClarificationOutcome, ClarifyRequest, EndMembership, ExchangeKind, MergeDuplicate,
    NameOperator, OfferResource, ReadmitPartner, RecordParticipation, RecordPresentation,
    RecordStaffTraining, ReleaseOperator, ResourceKind, StaffTrainingTopic,
};
use membership::{Body, BodyKind, NetworkKind, Partner};
use serde_json::{Value, json};

use super::fixture;
use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, graph, of};

async fn shown(
    graph: &gateway::graphql::Graph,
    town: &str,
    partner: PartnerId,
    fields: &str,
) -> Value {
    let query = format!("{{ node(id: \"{partner}\") {{ ... on Partner {{ {fields} }} }} }}");
    data(graph, &coordinator(town), &query).await["node"].take()
}

async fn merge(office: &mut Office<'_>, duplicate: PartnerId, partner: PartnerId) {
    let command = MergeDuplicate {
        partner,
        duplicate,
        merged_on: day("2021-03-01"),
    };
    office.execute::<Partner>(command, "2021-03-01").await;
}

async fn offer(office: &mut Office<'_>, partner: PartnerId, note: &str) {
    let command = OfferResource {
        partner,
        resource: None,
        kind: ResourceKind::Room,
        note: text(note),
        since: day("2020-01-01"),
    };
    office.execute::<Partner>(command, "2020-01-01").await;
}

#[tokio::test]
async fn mem_08_what_belongs_to_a_duplicate_is_shown_with_the_partner_that_stays() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    offer(
        &mut office,
        town.with_contact,
        "Gruppenraum für 20 Personen",
    )
    .await;
    // The one with contact, agreement and room is the duplicate.
    merge(&mut office, town.with_contact, town.without_contact).await;
    office.publish().await;
    let graph = graph(&database);
    let list = "{ partners { totalCount nodes { name contacts { function partnerId } agreements { id } \
        duplicates { name } resources { label note } contactVacantSince findings { code } } } }";
    let answer = data(&graph, &coordinator("leverkusen"), list).await;
    assert_eq!(answer["partners"]["totalCount"], 1);
    let stays = &answer["partners"]["nodes"][0];
    assert_eq!(stays["name"], "Beratung Süd");
    assert_eq!(
        stays["contacts"],
        json!([{ "function": "Leitung", "partnerId": town.without_contact }])
    );
    assert_eq!(stays["agreements"], json!([{ "id": town.agreement }]));
    assert_eq!(stays["duplicates"], json!([{ "name": "Ärztehaus Nord" }]));
    assert_eq!(
        stays["resources"],
        json!([{ "label": "Raum", "note": "Gruppenraum für 20 Personen" }])
    );
    let found = stays["findings"].as_array().unwrap();
    assert!(
        found.iter().all(|of| of["code"] != "CONTACT_MISSING"),
        "{found:?}"
    );

    let merged = "{ partners(filter: { includeMerged: true }) { totalCount nodes { name mergedOn \
        mergedInto { name } membership { state } } } }";
    let answer = data(&graph, &coordinator("leverkusen"), merged).await;
    assert_eq!(answer["partners"]["totalCount"], 2);
    assert_eq!(
        answer["partners"]["nodes"][0],
        json!({ "name": "Ärztehaus Nord", "mergedOn": "2021-03-01", "mergedInto": { "name": "Beratung Süd" },
                "membership": null })
    );
    // The agreement covers the partner that stays.
    for (without, count) in [(true, 0), (false, 1)] {
        let query = format!(
            "{{ partners(asOf: \"2018-01-01\", filter: {{ withoutAgreement: {without} }}) {{ totalCount }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(answer["partners"]["totalCount"], count, "{without}");
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_04_requests_wait_in_order_with_what_their_admission_lacks() {
    let database = database().await;
    let mut office = Office::open(&database, "duisburg").await;
    let network = office
        .network("Frühe Hilfen Duisburg", NetworkKind::Single)
        .await;
    let partner = office.request("Klinik am Park", &[network]).await;
    let cleared = ClarifyRequest {
        partner,
        clarified_on: day("2016-02-01"),
        outcome: ClarificationOutcome::Cleared,
        note: Some(text("Telefonat mit der Leitung")),
    };
    office.execute::<Partner>(cleared, "2016-02-01").await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ membershipRequests { totalCount nodes { partner { name } state since \
        requestedOn waitingDays missing { code } networks request { clarifications { outcome note } } } } }";
    let answer = data(&graph, &coordinator("duisburg"), query).await;
    assert_eq!(
        answer["membershipRequests"]["nodes"],
        json!([{
            "partner": { "name": "Klinik am Park" },
            "state": "CLARIFIED",
            "since": "2016-02-01",
            "requestedOn": "2016-01-04",
            "waitingDays": 3710,
            "missing": [{ "code": "PROFILE_SUBMITTED" }, { "code": "AGREEMENT_SIGNED" }],
            "networks": [network],
            "request": { "clarifications": [{ "outcome": "CLEARED", "note": "Telefonat mit der Leitung" }] },
        }])
    );
    for (filter, count) in [
        ("state: REQUESTED", 0),
        ("state: CLARIFIED", 1),
        ("incomplete: false", 0),
        ("incomplete: true", 1),
    ] {
        let query = format!("{{ membershipRequests(filter: {{ {filter} }}) {{ totalCount }} }}");
        let answer = data(&graph, &coordinator("duisburg"), &query).await;
        assert_eq!(
            answer["membershipRequests"]["totalCount"], count,
            "{filter}"
        );
    }
    let tasks = "{ workList { nodes { code rule subjectName sentence } } }";
    let answer = data(&graph, &coordinator("duisburg"), tasks).await;
    let tasks = answer["workList"]["nodes"].as_array().unwrap();
    let waits = tasks
        .iter()
        .find(|task| task["code"] == "REQUEST_OPEN")
        .unwrap();
    assert_eq!(
        (&waits["rule"], &waits["subjectName"]),
        (&json!("MEM-04"), &json!("Klinik am Park"))
    );
    // A partner reads the request, not the office's words about it.
    let own = format!(
        "{{ node(id: \"{partner}\") {{ ... on Partner {{ requests {{ clarifications {{ note }} }} }} }} }}"
    );
    let caller = of("duisburg", kernel::Role::Partner);
    assert_eq!(codes(&graph, &caller, &own).await, ["NOT_ALLOWED"]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_04_memberships_have_the_gaps_between_them() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let partner = town.without_contact;
    let mut office = Office::resume(&database, "leverkusen");
    let end = EndMembership {
        partner,
        ended_on: day("2018-12-31"),
        reason: Some(text("Der Träger gibt das Angebot auf.")),
    };
    office.execute::<Partner>(end, "2018-12-31").await;
    let again = ReadmitPartner {
        partner,
        admitted_on: day("2019-02-01"),
    };
    office.execute::<Partner>(again, "2019-02-01").await;
    office.publish().await;
    let graph = graph(&database);
    let fields = "memberships { since until reason gapBefore { since until days } }";
    assert_eq!(
        shown(&graph, "leverkusen", partner, fields).await["memberships"],
        json!([
            { "since": "2016-01-11", "until": "2018-12-31", "reason": "Der Träger gibt das Angebot auf.",
              "gapBefore": null },
            { "since": "2019-02-01", "until": null, "reason": null,
              "gapBefore": { "since": "2019-01-01", "until": "2019-01-31", "days": 31 } },
        ])
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_07_an_operator_need_not_be_a_partner_and_its_history_is_kept() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let partner = town.with_contact;
    let mut office = Office::resume(&database, "leverkusen");
    let operator = Institution {
        name: "Trägerverein Nord".to_owned(),
        address: None,
        phone: None,
    };
    let named = NameOperator {
        partner,
        operator: NewEntry::new(EntryId::generate(), operator),
        since: "2017".parse().unwrap(),
    };
    office.execute::<Partner>(named, "2017-01-02").await;
    let released = ReleaseOperator {
        partner,
        since: "2020-07".parse().unwrap(),
    };
    office.execute::<Partner>(released, "2020-07-01").await;
    office.publish().await;
    let graph = graph(&database);
    let fields = "operator { name } operators { since name partner { name } }";
    assert_eq!(
        shown(&graph, "leverkusen", partner, fields).await,
        json!({ "operator": null, "operators": [
            { "since": "2017", "name": "Trägerverein Nord", "partner": null },
            { "since": "2020-07", "name": null, "partner": null },
        ] })
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_44_partners_see_the_resources_of_members() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    offer(&mut office, town.without_contact, "Besprechungsraum").await;
    office.publish().await;
    let graph = graph(&database);
    let caller = of("leverkusen", kernel::Role::Partner);
    let query = |kind: &str| {
        format!(
            "{{ resources(kind: {kind}) {{ partner {{ name }} resource {{ kind note since }} }} }}"
        )
    };
    assert_eq!(
        data(&graph, &caller, &query("ROOM")).await["resources"],
        json!([{
            "partner": { "name": "Beratung Süd" },
            "resource": { "kind": "ROOM", "note": "Besprechungsraum", "since": "2020-01-01" },
        }])
    );
    assert_eq!(
        data(&graph, &caller, &query("EXPERTISE")).await["resources"],
        json!([])
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_47_who_has_not_yet_presented_comes_first() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let presented = RecordPresentation {
        partner: town.with_contact,
        body: town.body.into(),
        presented_on: day("2020-05-05"),
    };
    office.execute::<Partner>(presented, "2020-05-05").await;
    office.publish().await;
    let graph = graph(&database);
    let query = |body: &str| {
        format!(
            "{{ presentationRota{body} {{ totalCount nodes {{ partner {{ name }} lastPresentedOn presentations }} }} }}"
        )
    };
    let body = format!("(body: \"{}\")", town.body);
    let answer = data(&graph, &coordinator("leverkusen"), &query(&body)).await;
    assert_eq!(
        answer["presentationRota"]["nodes"],
        json!([
            { "partner": { "name": "Beratung Süd" }, "lastPresentedOn": null, "presentations": 0 },
            { "partner": { "name": "Ärztehaus Nord" }, "lastPresentedOn": "2020-05-05", "presentations": 1 },
        ])
    );
    // No document of Leverkusen names a body for it; another town's body is nobody's.
    let elsewhere = "(body: \"00000000-0000-7000-8000-000000000000\")";
    for body in ["", elsewhere] {
        let answer = data(&graph, &coordinator("leverkusen"), &query(body)).await;
        assert_eq!(answer["presentationRota"]["totalCount"], 0, "{body}");
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_47_the_documents_body_counts_where_none_is_named() {
    let database = database().await;
    fixture::duisburg(&database).await;
    let mut office = Office::resume(&database, "duisburg");
    let body = EstablishBody {
        id: None,
        rule: Some("lenkungskreis".parse().unwrap()),
        kind: BodyKind::SteeringCommittee,
        name: text("Lenkungskreis"),
        network: None,
        parent: None,
        region: None,
        founded_on: None,
        planned: false,
    };
    office.execute::<Body>(body, "2018-01-02").await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ presentationRota { nodes { partner { name } lastPresentedOn } } }";
    assert_eq!(
        data(&graph, &coordinator("duisburg"), query).await["presentationRota"]["nodes"],
        json!([{ "partner": { "name": "Klinik am Park" }, "lastPresentedOn": null }])
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_45_participation_counts_the_year_and_names_nobody_of_the_staff() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    for on in ["2019-03-01", "2019-10-01", "2020-03-01"] {
        let command = RecordParticipation {
            partner: town.with_contact,
            kind: ExchangeKind::Conference,
            held_on: day(on),
        };
        office.execute::<Partner>(command, on).await;
    }
    let trained = RecordStaffTraining {
        partner: town.with_contact,
        topic: StaffTrainingTopic::ChildProtectionProcedure,
        held_on: day("2019-06-01"),
        participants: 7,
    };
    office.execute::<Partner>(trained, "2019-06-01").await;
    office.publish().await;
    let graph = graph(&database);
    let query = |year: i32| {
        format!(
            "{{ participation(year: {year}) {{ totalCount nodes {{ partner {{ name }} total staffTrained \
             childProtectionTrainedOn counts {{ kind count }} }} }} }}"
        )
    };
    let answer = data(&graph, &coordinator("leverkusen"), &query(2019)).await;
    let first = &answer["participation"]["nodes"][0];
    assert_eq!(first["partner"]["name"], "Ärztehaus Nord");
    assert_eq!(
        (
            &first["total"],
            &first["staffTrained"],
            &first["childProtectionTrainedOn"]
        ),
        (&json!(2), &json!(7), &json!("2019-06-01"))
    );
    assert_eq!(
        first["counts"][0],
        json!({ "kind": "CONFERENCE", "count": 2 })
    );
    assert_eq!(answer["participation"]["nodes"][1]["total"], 0);
    let before = data(&graph, &coordinator("leverkusen"), &query(2015)).await;
    assert_eq!(before["participation"]["totalCount"], 0);
    let codes = codes(&graph, &coordinator("leverkusen"), &query(9999)).await;
    assert_eq!(codes, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}
