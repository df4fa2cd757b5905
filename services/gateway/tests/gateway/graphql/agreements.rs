//! What an agreement answers beyond its state: text and values, notices, amendments, successors, protection mandates.

use agreements::Agreement;
use agreements::agreement::{
    AddParty, AgreementKind, DraftAgreement, FillVariables, LinkUntouched, OfferAgreement,
    ProposeAmendment, ProtectionContent, ReceiveNotice, RecordProtectionContent, RequireReview,
    ReviewTrigger, SignAgreement, SignAmendment, SupersedeAgreement, VariableValue, WithdrawNotice,
};
use agreements::values::{NoticeForm, Side, SignatureForm, TermName};
use gateway::graphql::Graph;
use kernel::{AgreementId, DocumentRef, NetworkId, PartnerId};
use membership::partner::ChangeOperator;
use membership::{NetworkKind, Partner};
use serde_json::{Value, json};

use super::fixture::{self, institution};
use super::office::{Office, day, text};
use super::{coordinator, data, database, graph};

async fn shown(graph: &Graph, agreement: AgreementId, at: &str, fields: &str) -> Value {
    let query = format!(
        "{{ node(id: \"{agreement}\", asOf: \"{at}\") {{ ... on Agreement {{ {fields} }} }} }}"
    );
    let municipality = coordinator("leverkusen");
    data(graph, &municipality, &query).await["node"].take()
}

fn scan() -> DocumentRef {
    let scan = json!({ "sha256": "ab".repeat(32), "mediaType": "pdf" });
    serde_json::from_value(scan).unwrap()
}

#[tokio::test]
async fn agr_12_a_notice_says_how_its_day_was_found_and_shows_when_it_was_taken_back() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let notice = ReceiveNotice {
        agreement: town.agreement,
        party: 2,
        received_on: day("2019-12-04"),
        form: NoticeForm::Written,
        reason: Some(text("Der Träger gibt das Projekt ab.")),
        document: Some(scan()),
    };
    office.execute::<Agreement>(notice, "2019-12-04").await;
    let withdrawn = WithdrawNotice {
        agreement: town.agreement,
        party: 2,
        withdrawn_on: day("2020-02-01"),
        reason: Some(text("Das Projekt geht weiter.")),
    };
    office.execute::<Agreement>(withdrawn, "2020-02-01").await;
    office.publish().await;
    let graph = graph(&database);
    let fields = "state parties { number notice { receivedOn form reason effectiveOn latestDay rule explanation
        document { sha256 mediaType } } withdrawnNotices { withdrawnOn reason notice { explanation } } }";
    let before = shown(&graph, town.agreement, "2020-01-31", fields).await;
    assert_eq!(before["state"], "NOTICE_GIVEN");
    let explanation = "eingegangen 04.12.2019, nach dem 03.12.2019, daher wirksam zum 31.12.2020";
    let expected = json!({
        "receivedOn": "2019-12-04",
        "form": "WRITTEN",
        "reason": "Der Träger gibt das Projekt ab.",
        "effectiveOn": "2020-12-31",
        "latestDay": "2019-12-03",
        "rule": "NEXT_YEAR_END",
        "explanation": explanation,
        "document": { "sha256": "ab".repeat(32), "mediaType": "PDF" },
    });
    assert_eq!(before["parties"][1]["notice"], expected);
    assert_eq!(before["parties"][1]["withdrawnNotices"], json!([]));
    let after = shown(&graph, town.agreement, "2020-02-01", fields).await;
    assert_eq!(after["state"], "IN_FORCE");
    assert_eq!(after["parties"][1]["notice"], Value::Null);
    let withdrawn = json!([{
        "withdrawnOn": "2020-02-01",
        "reason": "Das Projekt geht weiter.",
        "notice": { "explanation": explanation },
    }]);
    assert_eq!(after["parties"][1]["withdrawnNotices"], withdrawn);

    for (given, day, expected) in [
        (true, "2020-01-31", 1),
        (true, "2020-02-01", 0),
        (false, "2020-02-01", 1),
        (true, "2019-12-03", 0),
    ] {
        let query = format!(
            "{{ agreements(filter: {{ noticeGiven: {given} }}, asOf: \"{day}\") {{ totalCount }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(
            answer["agreements"]["totalCount"], expected,
            "{given} {day}"
        );
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_21_an_agreement_shows_its_text_and_the_values_of_its_placeholders() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netzwerk Nord", NetworkKind::Single).await;
    let title = "Kooperationsvereinbarung mit {{traeger}}";
    let framework = office
        .framework(AgreementKind::Cooperation, title, "2015-03-01")
        .await;
    office.approve(framework, "2015-12-14").await;
    let draft = DraftAgreement {
        id: None,
        network,
        kind: AgreementKind::Cooperation,
        title: Some(text("Vereinbarung Rheindorf")),
        project_name: None,
        framework: Some(framework),
        framework_version: Some(1),
    };
    let agreement = AgreementId(office.execute::<Agreement>(draft, "2016-01-04").await);
    office.publish().await;
    let graph = graph(&database);
    let fields = "framework { id version title approvedOn }
        variables { placeholder kind label required value } openPoints { code }";
    let answer = shown(&graph, agreement, "2016-01-04", fields).await;
    let signed =
        json!({ "id": framework, "version": 1, "title": title, "approvedOn": "2015-12-14" });
    assert_eq!(answer["framework"], signed);
    let variable = |value: Value| {
        json!([{
            "placeholder": "traeger",
            "kind": "LIST",
            "label": "Träger des Stadtteilprojektes",
            "required": true,
            "value": value,
        }])
    };
    assert_eq!(answer["variables"], variable(Value::Null));
    assert_eq!(
        answer["openPoints"],
        json!([{ "code": "VARIABLE_MISSING" }])
    );
    let fill = FillVariables {
        agreement,
        values: vec![VariableValue {
            placeholder: "traeger".parse().unwrap(),
            value: text("Caritasverband; Diakonie"),
        }],
    };
    office.execute::<Agreement>(fill, "2016-01-05").await;
    office.publish().await;
    let answer = shown(&graph, agreement, "2016-01-05", fields).await;
    assert_eq!(
        answer["variables"],
        variable(json!("Caritasverband; Diakonie"))
    );
    assert_eq!(answer["openPoints"], json!([]));
    for (filter, expected) in [
        (format!("framework: \"{framework}\""), 1),
        (format!("framework: \"{network}\""), 0),
        (format!("network: \"{network}\""), 1),
        (format!("network: \"{framework}\""), 0),
        ("text: \"rheinDORF\"".to_owned(), 1),
        ("text: \"Süd\"".to_owned(), 0),
    ] {
        let query = format!("{{ agreements(filter: {{ {filter} }}) {{ totalCount }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(answer["agreements"]["totalCount"], expected, "{filter}");
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_14_amendments_show_their_terms_and_who_signed_and_agr_15_reasons_for_a_review() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let agreement = town.agreement;
    let proposed = ProposeAmendment {
        agreement,
        summary: text("Das Netzwerk heißt anders."),
        changes: vec![TermName::NetworkName],
        proposed_on: day("2017-01-10"),
    };
    office.execute::<Agreement>(proposed, "2017-01-10").await;
    for (party, on) in [(1, "2017-01-20"), (2, "2017-02-01")] {
        let signed = SignAmendment {
            agreement,
            amendment: 1,
            party,
            signed_on: day(on),
            form: SignatureForm::Written,
        };
        office.execute::<Agreement>(signed, on).await;
    }
    let review = RequireReview {
        agreement,
        trigger: ReviewTrigger::LawChange,
        since: day("2018-01-01"),
    };
    office.execute::<Agreement>(review, "2018-01-01").await;
    office.publish().await;
    let graph = graph(&database);
    let fields = "amendments { number summary proposedOn changes { term label }
        signatures { party signedOn form } effectiveOn } reviewReasons { trigger label since }";
    let before = shown(&graph, agreement, "2017-01-31", fields).await;
    let amendment = json!({
        "number": 1,
        "summary": "Das Netzwerk heißt anders.",
        "proposedOn": "2017-01-10",
        "changes": [{ "term": "NETWORK_NAME", "label": "Name des Netzwerkes" }],
        "signatures": [{ "party": 1, "signedOn": "2017-01-20", "form": "WRITTEN" }],
        "effectiveOn": null,
    });
    assert_eq!(
        before,
        json!({ "amendments": [amendment], "reviewReasons": [] })
    );
    let after = shown(&graph, agreement, "2018-01-01", fields).await;
    assert_eq!(after["amendments"][0]["effectiveOn"], "2017-02-01");
    let reasons =
        json!([{ "trigger": "LAW_CHANGE", "label": "geändertes Recht", "since": "2018-01-01" }]);
    assert_eq!(after["reviewReasons"], reasons);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_08_a_successor_and_the_gap_before_it_show_on_both_agreements() {
    let database = database().await;
    let mut office = Office::open(&database, "stormarn").await;
    let network = office.network("Nordstormarn", NetworkKind::Central).await;
    let partner = office.request("Familienzentrum", &[network]).await;
    let first = office.offer(network, &[partner], "2020-09-16").await;
    let second = office.offer(network, &[partner], "2021-05-20").await;
    for (agreement, on) in [(first, "2020-09-16"), (second, "2021-06-01")] {
        for party in [1, 2] {
            office
                .sign(agreement, party, on, SignatureForm::Declared, None)
                .await;
        }
    }
    let notice = ReceiveNotice {
        agreement: first,
        party: 2,
        received_on: day("2021-03-31"),
        form: NoticeForm::Written,
        reason: None,
        document: None,
    };
    office.execute::<Agreement>(notice, "2021-03-31").await;
    let superseded = SupersedeAgreement {
        agreement: first,
        by: second,
    };
    office.execute::<Agreement>(superseded, "2021-06-02").await;
    office.publish().await;
    let graph = graph(&database);
    let link = "{ agreement { id title state endsOn } since gap { since until } }";
    let query = format!(
        "{{ agreements {{ nodes {{ id state supersededBy {link} supersedes {link} }} }} }}"
    );
    let answer = data(&graph, &coordinator("stormarn"), &query).await;
    let gap = json!({ "since": "2021-04-01", "until": "2021-05-31" });
    let of = |id: AgreementId| {
        let mut nodes = answer["agreements"]["nodes"].as_array().unwrap().iter();
        nodes.find(|node| node["id"] == json!(id)).unwrap()
    };
    assert_eq!(of(first)["state"], "SUPERSEDED");
    let title = "Stadtteilprojekt Nord";
    let came = json!({
        "agreement": { "id": second, "title": title, "state": "IN_FORCE", "endsOn": null },
        "since": "2021-06-01",
        "gap": gap,
    });
    assert_eq!(
        (&of(first)["supersededBy"], &of(first)["supersedes"]),
        (&came, &json!([]))
    );
    let ended = json!([{
        "agreement": { "id": first, "title": title, "state": "SUPERSEDED", "endsOn": "2021-03-31" },
        "since": "2021-06-01",
        "gap": gap,
    }]);
    assert_eq!(
        (&of(second)["supersededBy"], &of(second)["supersedes"]),
        (&Value::Null, &ended)
    );
    let before = "{ agreements(asOf: \"2021-05-31\") { nodes { supersededBy { since } } } }";
    let before = data(&graph, &coordinator("stormarn"), before).await;
    let nothing = json!({ "supersededBy": null });
    assert_eq!(before["agreements"]["nodes"], json!([nothing, nothing]));
    drop(graph);
    database.drop().await;
}

/// An agreement on the protection mandate between the public party and a partner, signed by both.
async fn mandate(office: &mut Office<'_>, network: NetworkId, partner: PartnerId) -> AgreementId {
    let on = "2014-05-01";
    let draft = DraftAgreement {
        id: None,
        network,
        kind: AgreementKind::ProtectionMandate8a,
        title: Some(text("Zusatzvereinbarung Schutzauftrag")),
        project_name: None,
        framework: None,
        framework_version: None,
    };
    let agreement = AgreementId(office.execute::<Agreement>(draft, on).await);
    for (side, partner) in [(Side::Public, None), (Side::Partner, Some(partner))] {
        let party = AddParty {
            agreement,
            side,
            partner,
            institution: partner
                .is_none()
                .then(|| institution("Stadt, Fachbereich Jugend")),
        };
        office.execute::<Agreement>(party, on).await;
    }
    office
        .execute::<Agreement>(OfferAgreement { agreement }, on)
        .await;
    for party in [1, 2] {
        let signed = SignAgreement {
            agreement,
            party,
            signed_on: day(on),
            place: None,
            signatory_function: None,
            form: SignatureForm::Written,
            document: Some(scan()),
        };
        office.execute::<Agreement>(signed, on).await;
    }
    agreement
}

#[tokio::test]
async fn agr_25_the_report_says_who_has_which_protection_mandate_and_who_has_none() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netzwerk Nord", NetworkKind::Single).await;
    let mut partners = Vec::new();
    for name in ["Trägerverein", "Kita Süd", "Ärztehaus"] {
        partners.push(office.member(name, &[network]).await);
    }
    let operated = ChangeOperator {
        partner: partners[1],
        operator: partners[0],
        since: "2015".parse().unwrap(),
    };
    office.execute::<Partner>(operated, "2016-01-12").await;
    let agreement = mandate(&mut office, network, partners[0]).await;
    let content = ProtectionContent {
        risk_assessment: true,
        specialist_consultation: true,
        involvement: true,
        qualification_criteria: true,
        children_with_disabilities: false,
    };
    let record = RecordProtectionContent { agreement, content };
    office.execute::<Agreement>(record, "2016-01-12").await;
    let cooperation = office.offer(network, &[partners[0]], "2016-02-01").await;
    let link = LinkUntouched {
        agreement: cooperation,
        other: agreement,
    };
    office.execute::<Agreement>(link, "2016-02-01").await;
    office.publish().await;
    let graph = graph(&database);
    let report = |arguments: &str| {
        format!(
            "{{ protectionMandates{arguments} {{ totalCount nodes {{ partner {{ name }} operator {{ name }} covered
                own {{ agreement {{ id state }} inForce contentRecorded missing {{ code }} }}
                ofOperator {{ agreement {{ id }} }} }} }} }}"
        )
    };
    let answer = data(&graph, &coordinator("leverkusen"), &report("")).await;
    let own = json!([{
        "agreement": { "id": agreement, "state": "IN_FORCE" },
        "inForce": true,
        "contentRecorded": true,
        "missing": [{ "code": "CHILDREN_WITH_DISABILITIES" }],
    }]);
    let row = |name: &str, operator: Value, covered: bool, own: Value, of_operator: Value| {
        json!({
            "partner": { "name": name },
            "operator": operator,
            "covered": covered,
            "own": own,
            "ofOperator": of_operator,
        })
    };
    let through = json!([{ "agreement": { "id": agreement } }]);
    let none = row("Ärztehaus", Value::Null, false, json!([]), json!([]));
    let expected = json!([
        none,
        row(
            "Kita Süd",
            json!({ "name": "Trägerverein" }),
            true,
            json!([]),
            through
        ),
        row("Trägerverein", Value::Null, true, own, json!([])),
    ]);
    assert_eq!(
        answer["protectionMandates"],
        json!({ "totalCount": 3, "nodes": expected })
    );
    let without = data(
        &graph,
        &coordinator("leverkusen"),
        &report("(filter: { without: true })"),
    )
    .await;
    assert_eq!(without["protectionMandates"]["nodes"], json!([none]));
    let before = data(
        &graph,
        &coordinator("leverkusen"),
        &report("(asOf: \"2014-06-01\")"),
    )
    .await;
    assert_eq!(
        before["protectionMandates"]["nodes"][0]["partner"]["name"],
        "Trägerverein"
    );
    assert_eq!(before["protectionMandates"]["totalCount"], 1);

    let fields = "leavesUntouched { agreement { id kind title } linkedOn }";
    let links = shown(&graph, cooperation, "2016-02-01", fields).await;
    let untouched = json!([{
        "agreement": {
            "id": agreement,
            "kind": "PROTECTION_MANDATE_8A",
            "title": "Zusatzvereinbarung Schutzauftrag",
        },
        "linkedOn": "2016-02-01",
    }]);
    assert_eq!(links["leavesUntouched"], untouched);
    let fields =
        "protectionContent { riskAssessment childrenWithDisabilities } protectionMissing { label }
        parties { document { mediaType } }";
    let mandate = shown(&graph, agreement, "2016-02-01", fields).await;
    let said = json!({ "riskAssessment": true, "childrenWithDisabilities": false });
    assert_eq!(mandate["protectionContent"], said);
    let label = "Schutzbedürfnisse von Kindern mit Behinderungen";
    assert_eq!(mandate["protectionMissing"], json!([{ "label": label }]));
    assert_eq!(
        mandate["parties"][1]["document"],
        json!({ "mediaType": "PDF" })
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_03_whether_a_collective_agreement_covers_the_whole_network_is_said_with_its_status() {
    let database = database().await;
    fixture::stormarn(&database).await;
    let graph = graph(&database);
    let query = "{ agreements { nodes { networkWideCoverage { since until status } } } }";
    let answer = data(&graph, &coordinator("stormarn"), query).await;
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../deploy/municipalities/stormarn.toml"
    );
    let policy = std::fs::read_to_string(path).unwrap();
    let policy = municipality::PolicyFile::read("stormarn.toml", &policy)
        .unwrap()
        .policy;
    let all = agreements::values::CollectiveCoverage::AllPartnersOfTheNetwork;
    let expected = if policy.agreements.collective_coverage.value() == Some(&all) {
        json!("INFERRED")
    } else {
        Value::Null
    };
    assert_eq!(
        answer["agreements"]["nodes"][0]["networkWideCoverage"]["status"],
        expected
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agreements_are_listed_in_every_order_and_paged_both_ways() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let mut ids = vec![town.agreement];
    for (title, on) in [
        ("Anger", "2016-03-01"),
        ("Zeile", "2016-01-20"),
        ("Öhde", "2016-05-01"),
    ] {
        let draft = DraftAgreement {
            id: None,
            network: town.network,
            kind: AgreementKind::Procedure,
            title: Some(text(title)),
            project_name: None,
            framework: None,
            framework_version: None,
        };
        ids.push(AgreementId(office.execute::<Agreement>(draft, on).await));
    }
    office.publish().await;
    let [project, anger, zeile, oehde] = ids[..] else {
        panic!("four agreements")
    };
    let graph = graph(&database);
    for (order, expected) in [
        ("DRAFTED", [zeile, project, anger, oehde]),
        ("DRAFTED_DESC", [oehde, anger, project, zeile]),
        ("TITLE", [anger, oehde, project, zeile]),
    ] {
        let mut forward = Vec::new();
        let mut place = String::new();
        for _ in 0..4 {
            let query = format!(
                "{{ agreements(first: 1 {place} orderBy: {order}) {{ pageInfo {{ endCursor }} nodes {{ id }} }} }}"
            );
            let answer = data(&graph, &coordinator("leverkusen"), &query).await;
            forward.push(answer["agreements"]["nodes"][0]["id"].clone());
            place = format!("after: {}", answer["agreements"]["pageInfo"]["endCursor"]);
        }
        let mut backward = Vec::new();
        let mut place = String::new();
        for _ in 0..4 {
            let query = format!(
                "{{ agreements(last: 1 {place} orderBy: {order}) {{ pageInfo {{ startCursor }} nodes {{ id }} }} }}"
            );
            let answer = data(&graph, &coordinator("leverkusen"), &query).await;
            backward.push(answer["agreements"]["nodes"][0]["id"].clone());
            place = format!(
                "before: {}",
                answer["agreements"]["pageInfo"]["startCursor"]
            );
        }
        backward.reverse();
        assert_eq!(json!(forward), json!(expected), "{order}");
        assert_eq!(backward, forward, "{order}");
    }
    // Only one of them has a known end.
    let query = "{ agreements(first: 1, orderBy: ENDS_ON) { nodes { id endsOn } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let first = json!([{ "id": project, "endsOn": "2020-12-31" }]);
    assert_eq!(answer["agreements"]["nodes"], first);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agr_27_a_partner_without_an_agreement_is_a_task_thirty_days_after_its_admission() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let graph = graph(&database);
    for (day, subjects) in [
        ("2016-02-09", vec![]),
        ("2016-02-10", vec![town.without_contact]),
        ("2020-12-31", vec![town.without_contact]),
        ("2021-01-01", vec![town.with_contact, town.without_contact]),
    ] {
        let query = format!(
            "{{ workList(asOf: \"{day}\", first: 200) {{ nodes {{ code rule subject sentence }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["workList"]["nodes"].as_array().unwrap().iter();
        let tasks: Vec<&Value> = nodes
            .filter(|node| node["code"] == "AGREEMENT_MISSING")
            .collect();
        let found: Vec<&Value> = tasks.iter().map(|task| &task["subject"]).collect();
        assert_eq!(json!(found), json!(subjects), "{day}");
        if let Some(task) = tasks.last() {
            assert_eq!(task["rule"], "AGR-27");
            assert_eq!(
                task["sentence"],
                "Mit „Beratung Süd“, Netzwerkpartner seit dem 11.01.2016, ist keine Kooperationsvereinbarung in Kraft."
            );
        }
    }
    drop(graph);
    database.drop().await;
}
