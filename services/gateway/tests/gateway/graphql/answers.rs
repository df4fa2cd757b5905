//! The questions of the source documents' three offices, and what they are told.

use agreements::Agreement;
use agreements::agreement::ReceiveNotice;
use agreements::values::NoticeForm;
use gateway::graphql::Graph;
use kernel::State;
use membership::region::EstablishRegion;
use membership::{NetworkKind, Region};
use serde_json::{Value, json};

use super::office::{self, Office};
use super::{coordinator, data, database, fixture, graph, state};

async fn municipality(graph: &Graph, id: &str) -> Value {
    data(
        graph,
        &coordinator(id),
        "{ municipality { id ags name state { code name } policyVersion } }",
    )
    .await["municipality"]
        .take()
}

#[tokio::test]
async fn a_municipality_says_its_keys_its_state_and_its_policy() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let answer = municipality(&graph, "leverkusen").await;
    let expected = json!({
        "id": "leverkusen",
        "ags": "05316000",
        "name": "Leverkusen",
        "state": { "code": "05", "name": "Nordrhein-Westfalen" },
        "policyVersion": 1,
    });
    assert_eq!(answer, expected);
    let query = "{ municipality(asOf: \"2009-12-31\") { name ags state { code } policyVersion } }";
    let before = data(&graph, &coordinator("leverkusen"), query).await;
    let nothing =
        json!({ "name": "Leverkusen", "ags": null, "state": null, "policyVersion": null });
    assert_eq!(before["municipality"], nothing);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn partners_come_with_everything_that_hangs_on_them() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query =
        "{ partners(first: 50) { totalCount pageInfo { hasNextPage endCursor } nodes { id name kind
        networks { name } sites { name region { name } } sectors { code label }
        membership { state since until } contacts { function binding consent confirmedOn
        person { name phone email } } agreements { id state } findings { code severity rule }
        operator { name } sources { text } } } }";
    let mut answer = data(&graph, &coordinator("leverkusen"), query).await;
    let page = answer["partners"].take();
    assert_eq!(
        (&page["totalCount"], &page["pageInfo"]["hasNextPage"]),
        (&json!(2), &json!(false))
    );
    let expected = json!({
        "id": town.with_contact,
        "name": "Ärztehaus Nord",
        "kind": "EINRICHTUNG",
        "networks": [{ "name": "Netzwerk Frühe Hilfen Leverkusen" }],
        "sites": [{ "name": "Rheindorfer Laden", "region": { "name": "Rheindorf" } }],
        "sectors": [{ "code": "SELBSTHILFE", "label": "organisierte Selbsthilfe" }],
        "membership": { "state": "ACTIVE", "since": "2016-01-11", "until": null },
        "contacts": [{
            "function": "Leitung",
            "binding": true,
            "consent": "NOT_REQUIRED",
            "confirmedOn": null,
            "person": { "name": "Erika Muster", "phone": "0214 000000", "email": "leitung@example.org" },
        }],
        "agreements": [{ "id": town.agreement, "state": "EXPIRED" }],
        "findings": [],
        "operator": null,
        "sources": [],
    });
    assert_eq!(page["nodes"][0], expected);
    // In Leverkusen a missing contact is a task.
    let findings = json!([{ "code": "CONTACT_MISSING", "severity": "TASK", "rule": "MEM-14" }]);
    assert_eq!(page["nodes"][1]["id"], json!(town.without_contact));
    assert_eq!(page["nodes"][1]["findings"], findings);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn in_stormarn_a_missing_contact_is_a_warning() {
    let database = database().await;
    fixture::stormarn(&database).await;
    let graph = graph(&database);
    let query =
        "{ partners { nodes { name findings { code severity rule } agreements { state } } } }";
    let answer = data(&graph, &coordinator("stormarn"), query).await;
    let nodes = &answer["partners"]["nodes"];
    assert_eq!(nodes[0]["findings"], json!([]));
    let warning = json!([{ "code": "CONTACT_MISSING", "severity": "WARNING", "rule": "MEM-16" }]);
    assert_eq!(nodes[1]["findings"], warning);
    assert_eq!(nodes[1]["agreements"], json!([{ "state": "IN_FORCE" }]));
    drop(graph);
    database.drop().await;
}

const AGREEMENTS: &str =
    "{ agreements(first: 50) { nodes { id kind state inForceOn inForceStatus endsOn
    parties { name side signedOn } lastNoticeDay(year: 2019) { date status explanation }
    terms { name value status source words } openPoints { code sentence } sources { text event }
    noticeEffect(receivedOn: \"2019-12-04\") { effectiveOn explanation } } } }";

async fn agreement(graph: &Graph, municipality: &str) -> Value {
    let mut answer = data(graph, &coordinator(municipality), AGREEMENTS).await;
    answer["agreements"]["nodes"][0].take()
}

fn term<'a>(agreement: &'a Value, name: &str) -> &'a Value {
    let terms = agreement["terms"].as_array().unwrap();
    terms.iter().find(|term| term["name"] == name).unwrap()
}

#[tokio::test]
async fn leverkusens_agreement_has_expired_without_anybody_saying_so() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let answer = agreement(&graph, "leverkusen").await;
    assert_eq!(answer["id"], json!(town.agreement));
    assert_eq!(answer["kind"], "COOPERATION");
    assert_eq!(answer["state"], "EXPIRED");
    assert_eq!(
        (&answer["inForceOn"], &answer["endsOn"]),
        (&json!("2016-02-10"), &json!("2020-12-31"))
    );
    let parties = json!([
        { "name": "Stadt, Fachbereich Jugend", "side": "PUBLIC", "signedOn": "2016-02-02" },
        { "name": "Ärztehaus Nord", "side": "PARTNER", "signedOn": "2016-02-10" },
    ]);
    assert_eq!(answer["parties"], parties);
    assert_eq!(answer["lastNoticeDay"]["date"], "2019-12-03");
    assert_eq!(answer["lastNoticeDay"]["status"], "STATED");
    assert_eq!(answer["noticeEffect"]["effectiveOn"], "2020-12-31");
    let open =
        json!([{ "code": "EXTENSION_NOT_RECORDED", "sentence": "Verlängerung nicht erfasst" }]);
    assert_eq!(answer["openPoints"], open);
    let period = term(&answer, "notice-period");
    assert_eq!(
        (&period["value"], &period["status"]),
        (&json!("4 Wochen zum Jahresende"), &json!("STATED"))
    );
    assert!(period["source"].as_str().unwrap().ends_with(", § 9"));
    assert!(
        period["words"]
            .as_str()
            .unwrap()
            .contains("4 Wochen zum Jahresende")
    );
    let assumed = |event: &str| json!({ "text": "Annahme des Büros Leverkusen (demo assumption)", "event": event });
    let sources = [
        "AgreementSigned",
        "AgreementSigned",
        "AgreementEnteredIntoForce",
    ]
    .map(assumed);
    assert_eq!(answer["sources"], json!(sources));
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn an_agreement_is_answered_as_it_was_on_any_day() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    for (day, state) in [
        ("2016-02-01", "OFFERED"),
        ("2016-02-09", "PARTLY_SIGNED"),
        ("2020-12-31", "IN_FORCE"),
        ("2021-01-01", "EXPIRED"),
    ] {
        let query = format!("{{ agreements(asOf: \"{day}\") {{ totalCount nodes {{ state }} }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(
            answer["agreements"]["nodes"],
            json!([{ "state": state }]),
            "{day}"
        );
    }
    let query = "{ agreements(asOf: \"2016-01-31\") { totalCount nodes { state } } }";
    let before = data(&graph, &coordinator("leverkusen"), query).await;
    assert_eq!(
        before["agreements"],
        json!({ "totalCount": 0, "nodes": [] })
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn stormarns_last_notice_day_does_not_apply_and_duisburgs_is_unstated() {
    let database = database().await;
    fixture::stormarn(&database).await;
    fixture::duisburg(&database).await;
    let graph = graph(&database);
    let stormarn = agreement(&graph, "stormarn").await;
    let duisburg = agreement(&graph, "duisburg").await;
    for (answer, status) in [(&stormarn, "NOT_APPLICABLE"), (&duisburg, "UNSTATED")] {
        assert_eq!(answer["lastNoticeDay"]["status"], status);
        assert_eq!(answer["lastNoticeDay"]["date"], Value::Null);
        assert!(
            !answer["lastNoticeDay"]["explanation"]
                .as_str()
                .unwrap()
                .is_empty()
        );
    }
    assert_eq!(duisburg["state"], "IN_FORCE");
    assert_eq!(duisburg["inForceOn"], "2018-11-12");
    assert_eq!(duisburg["inForceStatus"], "INFERRED");
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn duisburgs_admission_followed_the_signature() {
    let database = database().await;
    fixture::duisburg(&database).await;
    let graph = graph(&database);
    let at = |day: &str| {
        format!(
            "{{ partners(asOf: \"{day}\") {{ nodes {{ membership {{ state since }} missingPreconditions {{ code }} }} }} }}"
        )
    };
    let answer = data(&graph, &coordinator("duisburg"), &at("2018-10-15")).await;
    let member = json!({ "membership": { "state": "ACTIVE", "since": "2018-10-15" }, "missingPreconditions": [] });
    assert_eq!(answer["partners"]["nodes"], json!([member]));
    let answer = data(&graph, &coordinator("duisburg"), &at("2018-09-03")).await;
    assert_eq!(
        answer["partners"]["nodes"][0]["membership"]["state"],
        "CLARIFIED"
    );
    let answer = data(&graph, &coordinator("duisburg"), &at("2015-01-01")).await;
    assert_eq!(answer["partners"]["nodes"], json!([]));
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn bodies_say_their_cadence_with_the_documents_words() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query =
        "{ bodies { name kind advisory foundedOn cadence { required target strength status words }
        seats { function filled onBehalfOf { name } } vacancies network { name } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let expected = json!([{
        "name": "Qualitätszirkel",
        "kind": "QUALITY_CIRCLE",
        "advisory": null,
        "foundedOn": "2011-01-18",
        "cadence": {
            "required": null,
            "target": null,
            "strength": "APPROX",
            "status": "STATED",
            "words": "Der Qualitätszirkel trifft sich mehrmals jährlich.",
        },
        "seats": [{
            "function": "Jugendhilfeplanung",
            "filled": false,
            "onBehalfOf": { "name": "Ärztehaus Nord" },
        }],
        "vacancies": 1,
        "network": { "name": "Netzwerk Frühe Hilfen Leverkusen" },
    }]);
    assert_eq!(answer["bodies"], expected);
    let none = data(
        &graph,
        &coordinator("leverkusen"),
        "{ bodies(kind: SUB_GROUP) { id } }",
    )
    .await;
    assert_eq!(none["bodies"], json!([]));
    let before = data(
        &graph,
        &coordinator("leverkusen"),
        "{ bodies(asOf: \"2011-01-17\") { id } }",
    )
    .await;
    assert_eq!(before["bodies"], json!([]));
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn networks_regions_and_sites_are_listed() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query = "{ networks { name kind establishedOn } regions { name number }
        sites { name status statusSince region { number } operator { name } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let expected = json!({
        "networks": [{ "name": "Netzwerk Frühe Hilfen Leverkusen", "kind": "SINGLE", "establishedOn": null }],
        "regions": [{ "name": "Rheindorf", "number": "I" }],
        "sites": [{
            "name": "Rheindorfer Laden",
            "status": "OPEN",
            "statusSince": "2011-04",
            "region": { "number": "I" },
            "operator": null,
        }],
    });
    assert_eq!(answer, expected);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_state_gets_its_own_municipalities_and_what_they_do_not_report_is_missing() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    fixture::stormarn(&database).await;
    fixture::duisburg(&database).await;
    let graph = graph(&database);
    let overview = |day: &str| {
        format!(
            "{{ stateOverview(asOf: \"{day}\") {{ municipality {{ id name }} networks partners
            agreementCoverage {{ covered of }} completeness {{ missing released }} }} }}"
        )
    };
    let nrw = data(
        &graph,
        &state(State::NordrheinWestfalen),
        &overview("2020-06-30"),
    )
    .await;
    let expected = json!([
        {
            "municipality": { "id": "duisburg", "name": "Duisburg" },
            "networks": 1,
            "partners": 1,
            "agreementCoverage": { "covered": 1, "of": 1 },
            "completeness": { "missing": ["MEETINGS", "FUNDING", "CONCEPT", "QUALITY_DIALOGUE"], "released": true },
        },
        {
            "municipality": { "id": "leverkusen", "name": "Leverkusen" },
            "networks": 1,
            "partners": 2,
            "agreementCoverage": { "covered": 1, "of": 2 },
            "completeness": { "missing": ["MEETINGS", "FUNDING", "CONCEPT", "QUALITY_DIALOGUE"], "released": true },
        },
    ]);
    assert_eq!(nrw["stateOverview"], expected);
    let early = data(
        &graph,
        &state(State::NordrheinWestfalen),
        &overview("2012-06-30"),
    )
    .await;
    let expected = json!([
        // Its policy begins in 2018.
        {
            "municipality": { "id": "duisburg", "name": "Duisburg" },
            "networks": null,
            "partners": null,
            "agreementCoverage": { "covered": null, "of": null },
            "completeness": {
                "missing": ["NETWORKS", "PARTNERS", "AGREEMENT_COVERAGE", "MEETINGS", "FUNDING", "CONCEPT", "QUALITY_DIALOGUE"],
                "released": false,
            },
        },
        {
            "municipality": { "id": "leverkusen", "name": "Leverkusen" },
            "networks": 1,
            "partners": null,
            "agreementCoverage": { "covered": null, "of": null },
            "completeness": {
                "missing": ["PARTNERS", "AGREEMENT_COVERAGE", "MEETINGS", "FUNDING", "CONCEPT", "QUALITY_DIALOGUE"],
                "released": true,
            },
        },
    ]);
    assert_eq!(early["stateOverview"], expected);
    let north = data(
        &graph,
        &state(State::SchleswigHolstein),
        &overview("2020-12-31"),
    )
    .await;
    let ids: Vec<&Value> = north["stateOverview"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["municipality"]["id"])
        .collect();
    assert_eq!(ids, ["stormarn"]);
    let elsewhere = data(&graph, &state(State::Bayern), &overview("2020-12-31")).await;
    assert_eq!(elsewhere["stateOverview"], json!([]));
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_state_sees_numbers_on_the_days_of_a_policy_that_releases_them_alone() {
    let database = database().await;
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../deploy/templates/municipality.toml"
    );
    let template = std::fs::read_to_string(path).unwrap();
    let version = |from: &str, release: &str| {
        template
            .replacen(
                "valid-from = \"2020-01-01\"",
                &format!("valid-from = \"{from}\""),
                1,
            )
            .replacen(
                "state-release = { status = \"unstated\" }",
                &format!("state-release = {{ {release} }}"),
                1,
            )
    };
    let adopted = "value = \"counts-without-names\", status = \"adopted\", adopted-by = \"Rat\", adopted-on = \"2020-12-01\"";
    let mut office = Office::found(&database, &template).await;
    office
        .network("Netzwerk Musterstadt", NetworkKind::Single)
        .await;
    office.adopt(&version("2021-01-01", adopted)).await;
    office
        .adopt(&version("2022-01-01", "status = \"unstated\""))
        .await;
    office.publish().await;
    let graph = graph(&database);
    for (day, networks, released) in [
        ("2019-12-31", Value::Null, false),
        ("2020-12-31", Value::Null, false),
        ("2021-01-01", json!(1), true),
        ("2021-12-31", json!(1), true),
        ("2022-01-01", Value::Null, false),
    ] {
        let query = format!(
            "{{ stateOverview(asOf: \"{day}\") {{ municipality {{ id name }} networks
            completeness {{ missing released }} }} }}"
        );
        let answer = data(&graph, &state(State::NordrheinWestfalen), &query).await;
        let missing = if released {
            json!([
                "PARTNERS",
                "AGREEMENT_COVERAGE",
                "MEETINGS",
                "FUNDING",
                "CONCEPT",
                "QUALITY_DIALOGUE"
            ])
        } else {
            json!([
                "NETWORKS",
                "PARTNERS",
                "AGREEMENT_COVERAGE",
                "MEETINGS",
                "FUNDING",
                "CONCEPT",
                "QUALITY_DIALOGUE"
            ])
        };
        let expected = json!([{
            "municipality": { "id": "musterstadt", "name": "Musterstadt" },
            "networks": networks,
            "completeness": { "missing": missing, "released": released },
        }]);
        assert_eq!(answer["stateOverview"], expected, "{day}");
    }
    drop((office, graph));
    database.drop().await;
}

#[tokio::test]
async fn the_work_list_names_what_is_open() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let superuser = database.superuser().await;
    superuser
        .execute(
            "INSERT INTO consumer.refused (municipality, reaction, position, ordinal, stream, command, code, sentence)
             VALUES ('leverkusen', 'admission', 7, 0, $1, 'note-signature', 'NOT_FOUND', 'Es gibt den Netzwerkpartner nicht.')",
            &[&format!("partner-{}", town.with_contact)],
        )
        .await
        .unwrap();
    let graph = graph(&database);
    let query = "{ workList(first: 200) { totalCount nodes { kind code rule subject subjectName policyKey sentence } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let nodes = answer["workList"]["nodes"].as_array().unwrap();
    assert_eq!(answer["workList"]["totalCount"], json!(nodes.len()));
    let find = |code: &str| {
        nodes
            .iter()
            .find(|node| node["code"] == code)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(find("CONTACT_MISSING")["subjectName"], "Beratung Süd");
    assert_eq!(
        find("EXTENSION_NOT_RECORDED")["subject"],
        json!(town.agreement)
    );
    assert_eq!(find("EXTENSION_NOT_RECORDED")["rule"], "AGR-08");
    assert_eq!(find("NOT_FOUND")["kind"], "REACTION");
    let keys: Vec<&str> = nodes
        .iter()
        .filter_map(|node| node["policyKey"].as_str())
        .collect();
    assert!(keys.contains(&"agreements.entry-into-force"), "{keys:?}");
    assert!(keys.contains(&"membership.contact-consent"), "{keys:?}");
    assert!(
        keys.contains(&"membership.bodies[qualitaetszirkel].advisory"),
        "{keys:?}"
    );
    assert!(
        !keys.contains(&"agreements.notice-period"),
        "a stated value is no question"
    );
    let first = nodes.iter().position(|node| node["kind"] == "POLICY");
    let rest = &nodes[first.unwrap()..];
    assert!(
        rest.iter().all(|node| node["kind"] == "POLICY"),
        "policy values come last"
    );
    let value = |key: &str| {
        let mut values = nodes.iter().filter(|node| node["policyKey"] == key);
        values.next().cloned().unwrap_or_default()
    };
    let inferred = value("agreements.entry-into-force");
    let sentence = inferred["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with(
            "Regelwerk, Vereinbarung (agreements.entry-into-force): aus dem Dokument abgeleitet; \
             bitte bestätigen. Lesart: "
        ),
        "{sentence}"
    );
    assert_eq!(
        value("overview.state-interface")["sentence"],
        "Regelwerk, Landesübersicht (overview.state-interface): nicht genannt; \
         bitte festlegen, wenn es gebraucht wird."
    );
    let assumed = value("overview.state-release");
    assert_eq!(assumed["code"], "POLICY_VALUE_ASSUMED");
    assert!(
        assumed["sentence"]
            .as_str()
            .unwrap()
            .contains("demo assumption")
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_12_a_member_whose_cooperation_ended_by_notice_is_a_task_from_its_last_day() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let notice = ReceiveNotice {
        agreement: town.agreement,
        party: 2,
        received_on: "2017-06-01".parse().unwrap(),
        form: NoticeForm::Written,
        reason: None,
        document: None,
    };
    office.execute::<Agreement>(notice, "2017-06-01").await;
    office.publish().await;
    let graph = graph(&database);
    for (day, due) in [("2017-12-30", false), ("2017-12-31", true)] {
        let query = format!(
            "{{ workList(asOf: \"{day}\", first: 200) {{ nodes {{ code rule subject sentence }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["workList"]["nodes"].as_array().unwrap();
        let tasks: Vec<&Value> = nodes
            .iter()
            .filter(|node| node["code"] == "MEMBERSHIP_AFTER_NOTICE")
            .collect();
        let task = json!({
            "code": "MEMBERSHIP_AFTER_NOTICE",
            "rule": "AGR-12",
            "subject": town.with_contact,
            "sentence": "Die Kooperation mit „Ärztehaus Nord“ ist durch Kündigung zum 31.12.2017 beendet; \
                         bitte entscheiden, ob auch die Mitgliedschaft endet.",
        });
        let expected = if due { vec![&task] } else { vec![] };
        assert_eq!(tasks, expected, "{day}");
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn regions_come_by_number_then_by_name_and_without_a_number_last() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    for (name, number) in [
        ("Aue", Some("IX")),
        ("Bach", None),
        ("Dorf", Some("IV")),
        ("Zell", Some("II")),
    ] {
        let region = EstablishRegion {
            id: None,
            name: office::text(name),
            number: number.map(|number| number.parse().unwrap()),
        };
        office.execute::<Region>(region, "2016-01-04").await;
    }
    office.publish().await;
    let graph = graph(&database);
    let answer = data(&graph, &coordinator("leverkusen"), "{ regions { number } }").await;
    let expected =
        json!([{ "number": "II" }, { "number": "IV" }, { "number": "IX" }, { "number": null }]);
    assert_eq!(answer["regions"], expected);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn an_answer_says_how_fresh_it_is() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query = "{ municipality { freshness { position head staleSince parkedStreams } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let fresh = &answer["municipality"]["freshness"];
    assert_eq!(
        (&fresh["staleSince"], &fresh["parkedStreams"]),
        (&Value::Null, &json!(0))
    );
    assert_eq!(fresh["position"], fresh["head"]);
    let superuser = database.superuser().await;
    superuser
        .execute(
            "UPDATE consumer.checkpoint SET position = position - 1 WHERE consumer = 'read-model'",
            &[],
        )
        .await
        .unwrap();
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    assert!(answer["municipality"]["freshness"]["staleSince"].is_string());
    drop(graph);
    database.drop().await;
}
