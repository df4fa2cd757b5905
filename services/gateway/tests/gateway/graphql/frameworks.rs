//! Texts of agreements: versions, consultation, approval, what their wording gets wrong, what changed between two.

use agreements::Framework;
use agreements::agreement::AgreementKind;
use agreements::framework::{
    AnswerComment, AnswerOutcome, ApproveFramework, DeclarePlaceholder, DraftFramework, NewClause,
    OpenConsultation, PlaceholderKind, RecordComment, RetireFramework, ReviseClause, SetClauses,
    StartFrameworkVersion,
};
use gateway::graphql::Graph;
use kernel::{DecisionRef, FrameworkId, PartnerId, Role};
use membership::NetworkKind;
use serde_json::{Value, json};
use testkit::TestDatabase;

use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, graph, of};

fn clause(code: &str, number: &str, heading: &str, body: &str) -> NewClause {
    NewClause {
        clause: code.parse().unwrap(),
        number: Some(number.parse().unwrap()),
        subject: None,
        heading: text(heading),
        body: text(body),
    }
}

impl Office<'_> {
    /// Drafts a text with a placeholder `traeger` and two clauses.
    pub(crate) async fn framework(
        &mut self,
        kind: AgreementKind,
        title: &str,
        on: &str,
    ) -> FrameworkId {
        let draft = DraftFramework {
            id: None,
            kind,
            title: text(title),
            responsible_office: text("Fachbereich Kinder und Jugend"),
            stand: day(on),
            based_on: None,
        };
        let framework = FrameworkId(self.execute::<Framework>(draft, on).await);
        let clauses = vec![
            clause(
                "praeambel",
                "§ 1",
                "Präambel",
                "Die Stadt und {{traeger}} arbeiten im Rahmen der Bundesinitiative zusammen.",
            ),
            clause(
                "kuendigung",
                "§ 9",
                "Kündigung",
                "Sie kann schriftlich 4 Wochen zum Jahresende gekündigt werden.",
            ),
        ];
        self.execute::<Framework>(SetClauses { framework, clauses }, on)
            .await;
        let placeholder = DeclarePlaceholder {
            framework,
            placeholder: "traeger".parse().unwrap(),
            kind: PlaceholderKind::List,
            label: text("Träger des Stadtteilprojektes"),
            required: true,
        };
        self.execute::<Framework>(placeholder, on).await;
        framework
    }

    pub(crate) async fn approve(&mut self, framework: FrameworkId, on: &str) {
        let approve = ApproveFramework {
            framework,
            approved_on: day(on),
            decision: Some(DecisionRef {
                organ: "rat".to_owned(),
                decided_on: day(on),
                number: "2015/0842".to_owned(),
            }),
        };
        self.execute::<Framework>(approve, on).await;
    }
}

/// Drafted on 1 March 2015, in consultation in April and May, approved in December; a second version since 2018.
async fn leverkusen(database: &TestDatabase) -> (FrameworkId, PartnerId) {
    let mut office = Office::open(database, "leverkusen").await;
    let network = office.network("Netzwerk Nord", NetworkKind::Single).await;
    let partner = office.request("Ärztehaus Nord", &[network]).await;
    let title = "Kooperationsvereinbarung mit {{traeger}}";
    let framework = office
        .framework(AgreementKind::Cooperation, title, "2015-03-01")
        .await;
    let consultation = OpenConsultation {
        framework,
        from: day("2016-04-01"),
        until: day("2016-05-31"),
        invited: vec![partner],
    };
    office
        .execute::<Framework>(consultation, "2016-03-20")
        .await;
    let comment = RecordComment {
        framework,
        clause: Some("kuendigung".parse().unwrap()),
        partner: Some(partner),
        function: Some(text("Praxisleitung")),
        text: text("Vier Wochen sind zu kurz."),
        received_on: day("2016-04-20"),
    };
    office.execute::<Framework>(comment, "2016-04-20").await;
    let answer = AnswerComment {
        framework,
        comment: 1,
        outcome: AnswerOutcome::Rejected,
        text: text("Die Frist bleibt."),
    };
    office.execute::<Framework>(answer, "2016-06-10").await;
    office.approve(framework, "2016-12-14").await;
    let next = StartFrameworkVersion {
        framework,
        stand: day("2018-05-16"),
        title: None,
        responsible_office: None,
    };
    office.execute::<Framework>(next, "2018-05-16").await;
    let revised = ReviseClause {
        framework,
        clause: clause(
            "kuendigung",
            "§ 10",
            "Kündigung",
            "Sie kann schriftlich 6 Wochen zum Jahresende gekündigt werden.",
        ),
    };
    office.execute::<Framework>(revised, "2018-05-17").await;
    office.publish().await;
    (framework, partner)
}

async fn text_on(graph: &Graph, framework: FrameworkId, day: &str, fields: &str) -> Value {
    let query = format!(
        "{{ node(id: \"{framework}\", asOf: \"{day}\") {{ ... on Framework {{ {fields} }} }} }}"
    );
    data(graph, &coordinator("leverkusen"), &query).await["node"].take()
}

#[tokio::test]
async fn agr_31_a_text_in_consultation_shows_who_was_asked_and_what_was_said() {
    let database = database().await;
    let (framework, partner) = leverkusen(&database).await;
    let graph = graph(&database);
    let fields = "state title versions { number state approval { approvedOn }
        consultations { from until open invited { id name } }
        comments { number clause partner { id } function text receivedOn answer { outcome text answeredOn } } }";
    let answer = text_on(&graph, framework, "2016-05-01", fields).await;
    let comment = json!({
        "number": 1,
        "clause": "kuendigung",
        "partner": { "id": partner },
        "function": "Praxisleitung",
        "text": "Vier Wochen sind zu kurz.",
        "receivedOn": "2016-04-20",
        "answer": null,
    });
    let expected = json!({
        "state": "IN_CONSULTATION",
        "title": "Kooperationsvereinbarung mit {{traeger}}",
        "versions": [{
            "number": 1,
            "state": "IN_CONSULTATION",
            "approval": null,
            "consultations": [{
                "from": "2016-04-01",
                "until": "2016-05-31",
                "open": true,
                "invited": [{ "id": partner, "name": "Ärztehaus Nord" }],
            }],
            "comments": [comment],
        }],
    });
    assert_eq!(answer, expected);
    let answered = text_on(&graph, framework, "2016-06-10", fields).await;
    let outcome =
        json!({ "outcome": "REJECTED", "text": "Die Frist bleibt.", "answeredOn": "2016-06-10" });
    assert_eq!(answered["versions"][0]["comments"][0]["answer"], outcome);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_30_an_approved_version_says_its_decision_and_what_stands_at_its_foot() {
    let database = database().await;
    let (framework, _) = leverkusen(&database).await;
    let graph = graph(&database);
    let fields = "kind state current { number } versions { number state footer stand
        approval { approvedOn decision { organ number } }
        clauses { code number heading body placeholders }
        placeholders { code kind label required } undeclaredPlaceholders unusedPlaceholders }";
    let answer = text_on(&graph, framework, "2026-03-02", fields).await;
    assert_eq!(
        (&answer["kind"], &answer["state"]),
        (&json!("COOPERATION"), &json!("DRAFT"))
    );
    assert_eq!(answer["current"], json!({ "number": 1 }));
    let [first, second] = &answer["versions"].as_array().unwrap()[..] else {
        panic!("two versions: {answer}")
    };
    assert_eq!(first["state"], "APPROVED");
    assert_eq!(
        first["footer"],
        "Stand: 01.03.2015, Fachbereich Kinder und Jugend"
    );
    let approval = json!({ "approvedOn": "2016-12-14", "decision": { "organ": "rat", "number": "2015/0842" } });
    assert_eq!(first["approval"], approval);
    let preamble = json!({
        "code": "praeambel",
        "number": "§ 1",
        "heading": "Präambel",
        "body": "Die Stadt und {{traeger}} arbeiten im Rahmen der Bundesinitiative zusammen.",
        "placeholders": ["traeger"],
    });
    assert_eq!(first["clauses"][0], preamble);
    let placeholder = json!({
        "code": "traeger",
        "kind": "LIST",
        "label": "Träger des Stadtteilprojektes",
        "required": true,
    });
    assert_eq!(first["placeholders"], json!([placeholder]));
    assert_eq!(
        (&second["approval"], &second["clauses"][1]["number"]),
        (&Value::Null, &json!("§ 10"))
    );
    for version in [first, second] {
        assert_eq!(version["undeclaredPlaceholders"], json!([]));
        assert_eq!(version["unusedPlaceholders"], json!([]));
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_15_the_law_of_the_day_that_is_asked_for_counts() {
    let database = database().await;
    let (framework, _) = leverkusen(&database).await;
    let graph = graph(&database);
    let fields = "current { then: lint(on: \"2016-12-14\") { code }
        lint { code label rule clause part quote sentence suggestion } }";
    let answer = text_on(&graph, framework, "2026-03-02", fields).await;
    assert_eq!(answer["current"]["then"], json!([]));
    let [finding] = &answer["current"]["lint"].as_array().unwrap()[..] else {
        panic!("one finding: {answer}")
    };
    assert_eq!(
        (&finding["code"], &finding["label"], &finding["quote"]),
        (
            &json!("OUTDATED"),
            &json!("überholt"),
            &json!("Bundesinitiative")
        )
    );
    assert_eq!(
        (&finding["clause"], &finding["part"]),
        (&json!("praeambel"), &json!("BODY"))
    );
    assert!(
        finding["suggestion"]
            .as_str()
            .unwrap()
            .contains("Bundesstiftung"),
        "{finding}"
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_31_two_versions_are_compared_word_by_word() {
    let database = database().await;
    let (framework, _) = leverkusen(&database).await;
    Office::open(&database, "duisburg").await.publish().await;
    let graph = graph(&database);
    let compare = |id: &str, from: u32, to: u32| {
        format!(
            "{{ frameworkComparison(framework: \"{id}\", from: {from}, to: {to}) {{
                from {{ number stand }} to {{ number stand }} title {{ change }}
                clauses {{ clause kind moved renumbered oldNumber newNumber addedWords removedWords
                    body {{ change text }} }} }} }}"
        )
    };
    let id = framework.to_string();
    let home = coordinator("leverkusen");
    let mut answer = data(&graph, &home, &compare(&id, 1, 2)).await;
    let answer = answer["frameworkComparison"].take();
    assert_eq!(answer["to"], json!({ "number": 2, "stand": "2018-05-16" }));
    assert_eq!(answer["title"], json!([{ "change": "KEPT" }]));
    assert_eq!(answer["clauses"][0]["kind"], "UNCHANGED");
    let expected = json!({
        "clause": "kuendigung",
        "kind": "CHANGED",
        "moved": false,
        "renumbered": true,
        "oldNumber": "§ 9",
        "newNumber": "§ 10",
        "addedWords": 1,
        "removedWords": 1,
        "body": [
            { "change": "KEPT", "text": "Sie kann schriftlich" },
            { "change": "REMOVED", "text": "4" },
            { "change": "ADDED", "text": "6" },
            { "change": "KEPT", "text": "Wochen zum Jahresende gekündigt werden." },
        ],
    });
    assert_eq!(answer["clauses"][1], expected);

    assert_eq!(
        codes(&graph, &home, &compare(&id, 1, 3)).await,
        ["INVALID_ARGUMENT"]
    );
    let nothing = json!({ "frameworkComparison": null });
    assert_eq!(
        data(&graph, &coordinator("duisburg"), &compare(&id, 1, 2)).await,
        nothing
    );
    assert_eq!(data(&graph, &home, &compare("x", 1, 2)).await, nothing);
    drop(graph);
    database.drop().await;
}

async fn listed(graph: &Graph, arguments: &str) -> Vec<String> {
    let query = format!("{{ frameworks({arguments}) {{ totalCount nodes {{ title }} }} }}");
    let answer = data(graph, &coordinator("leverkusen"), &query).await;
    let nodes = answer["frameworks"]["nodes"].as_array().unwrap();
    assert_eq!(answer["frameworks"]["totalCount"], json!(nodes.len()));
    let title = |node: &Value| node["title"].as_str().unwrap().to_owned();
    nodes.iter().map(title).collect()
}

#[tokio::test]
async fn agr_29_texts_are_filtered_by_kind_state_and_title_and_paged_both_ways() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let old = office
        .framework(AgreementKind::Cooperation, "Übereinkunft", "2015-01-01")
        .await;
    office.approve(old, "2015-06-01").await;
    let retire = RetireFramework {
        framework: old,
        retired_on: day("2020-12-31"),
        reason: text("Neuer Text"),
    };
    office.execute::<Framework>(retire, "2020-12-31").await;
    office
        .framework(
            AgreementKind::ProtectionMandate8a,
            "Schutzauftrag",
            "2019-01-01",
        )
        .await;
    office
        .framework(AgreementKind::Cooperation, "Allgemeiner Text", "2021-01-01")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let all = ["Allgemeiner Text", "Schutzauftrag", "Übereinkunft"];
    assert_eq!(listed(&graph, "first: 50").await, all);
    assert_eq!(
        listed(&graph, "orderBy: STAND_DESC").await,
        ["Allgemeiner Text", "Schutzauftrag", "Übereinkunft"]
    );
    for (arguments, expected) in [
        (
            "filter: { kind: PROTECTION_MANDATE_8A }",
            &["Schutzauftrag"][..],
        ),
        ("filter: { state: RETIRED }", &["Übereinkunft"]),
        (
            "filter: { state: DRAFT }",
            &["Allgemeiner Text", "Schutzauftrag"],
        ),
        (
            "filter: { state: APPROVED }, asOf: \"2020-12-31\"",
            &["Übereinkunft"],
        ),
        ("filter: { text: \"ÜBER\" }", &["Übereinkunft"]),
        ("asOf: \"2014-12-31\"", &[]),
    ] {
        assert_eq!(listed(&graph, arguments).await, expected, "{arguments}");
    }
    for order in ["TITLE", "STAND_DESC"] {
        for (length, position, cursor, more) in [
            ("first", "after", "endCursor", "hasNextPage"),
            ("last", "before", "startCursor", "hasPreviousPage"),
        ] {
            let mut seen = Vec::new();
            let mut place = String::new();
            loop {
                let query = format!(
                    "{{ frameworks({length}: 2 {place} orderBy: {order}) {{
                        pageInfo {{ {cursor} {more} }} nodes {{ title }} }} }}"
                );
                let answer = data(&graph, &coordinator("leverkusen"), &query).await;
                let page = &answer["frameworks"];
                let nodes = page["nodes"].as_array().unwrap();
                seen.extend(
                    nodes
                        .iter()
                        .map(|node| node["title"].as_str().unwrap().to_owned()),
                );
                if page["pageInfo"][more] == json!(false) {
                    break;
                }
                place = format!("{position}: {}", page["pageInfo"][cursor]);
            }
            seen.sort();
            assert_eq!(seen, all, "{order} {length}");
        }
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn whoever_may_not_read_agreements_reads_no_texts_of_them_either() {
    let database = database().await;
    let (framework, _) = leverkusen(&database).await;
    let graph = graph(&database);
    let partner = of("leverkusen", Role::Partner);
    assert_eq!(
        codes(&graph, &partner, "{ frameworks { totalCount } }").await,
        ["NOT_ALLOWED"]
    );
    let node = format!("{{ node(id: \"{framework}\") {{ id }} }}");
    assert_eq!(data(&graph, &partner, &node).await["node"], Value::Null);
    drop(graph);
    database.drop().await;
}

async fn tasks(graph: &Graph, day: &str) -> Vec<Value> {
    let query = format!(
        "{{ workList(asOf: \"{day}\", first: 200) {{ nodes {{ kind code rule subject sentence }} }} }}"
    );
    let answer = data(graph, &coordinator("leverkusen"), &query).await;
    let mut nodes = answer["workList"]["nodes"].as_array().cloned().unwrap();
    nodes.retain(|node| node["kind"] == "FRAMEWORK");
    nodes
}

#[tokio::test]
async fn agr_31_after_a_consultation_comments_and_the_approval_are_tasks() {
    let database = database().await;
    let (framework, _) = leverkusen(&database).await;
    let graph = graph(&database);
    let task = |code: &str, rule: &str, sentence: &str| json!({ "kind": "FRAMEWORK", "code": code, "rule": rule, "subject": framework, "sentence": sentence });
    assert_eq!(tasks(&graph, "2016-05-31").await, [] as [Value; 0]);
    let unanswered = task(
        "COMMENTS_UNANSWERED",
        "AGR-31",
        "Die Abstimmung endete am 31.05.2016; 1 Stellungnahme ist noch nicht beantwortet.",
    );
    assert_eq!(tasks(&graph, "2016-06-01").await, [unanswered]);
    let unapproved = task(
        "FRAMEWORK_NOT_APPROVED",
        "AGR-31",
        "Die Abstimmung endete am 31.05.2016; die Fassung ist noch nicht freigegeben.",
    );
    assert_eq!(tasks(&graph, "2016-06-10").await, [unapproved]);
    assert_eq!(tasks(&graph, "2016-12-14").await, [] as [Value; 0]);
    let outdated = task(
        "FRAMEWORK_OUTDATED",
        "AGR-15",
        "Der Text nennt Überholtes: „Bundesinitiative“. Bitte prüfen, ob er anzupassen ist.",
    );
    assert_eq!(tasks(&graph, "2018-01-01").await, [outdated]);
    drop(graph);
    database.drop().await;
}
