//! Reports to committees: how often, what was reported, what is due (MTG-18).

use meetings::CommitteeReport;
use meetings::committee_report::EndCommitteeReports;
use serde_json::{Value, json};

use super::office::{Office, day, text};
use super::{coordinator, data, database, graph};

const WORDS: &str = "regelmäßig erfolgt eine Mitteilung";
const SOURCE: &str =
    "Allgemeine Kooperationsvereinbarung Frühe Hilfen Duisburg, Stand 16.05.2018, Organisation";

#[tokio::test]
async fn mtg_18_what_is_regular_without_a_number_is_shown_in_the_documents_words_until_somebody_sets_one()
 {
    let database = database().await;
    let mut office = Office::open(&database, "duisburg").await;
    let report = office.report("jugendhilfeausschuss", "2019-01-07").await;
    office.reported(report, "2019/0457", "2019-03-04").await;
    office.report_every(report, "P1Y", "2020-01-06").await;
    office.reported(report, "2020/0123", "2020-03-02").await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ committeeReports(asOf: \"{day}\") {{ nodes {{ organ {{ code name kind label }} begunOn endedOn
                interval {{ value status adoptedOn words source }} made {{ reportedOn paper document {{ sha256 }} }}
                lastMadeOn nextDue findings {{ code severity sentence }} }} }}
                committeeReportFindings(asOf: \"{day}\") {{ code }} }}"
        );
        data(&graph, &coordinator("duisburg"), &query).await
    };
    let answer = on("2019-12-31").await;
    let organ = json!({ "code": "jugendhilfeausschuss", "name": "Jugendhilfeausschuss", "kind": "COMMITTEE",
        "label": "Ausschuss" });
    let unstated = json!({
        "organ": organ, "begunOn": "2019-01-07", "endedOn": null,
        "interval": { "value": null, "status": "UNSTATED", "adoptedOn": null, "words": WORDS, "source": SOURCE },
        "made": [{ "reportedOn": "2019-03-04", "paper": "2019/0457", "document": null }],
        "lastMadeOn": "2019-03-04", "nextDue": null,
        "findings": [{ "code": "REPORT_INTERVAL_UNSTATED", "severity": "TASK",
            "sentence": "Wie oft an „Jugendhilfeausschuss“ berichtet wird, sagt niemand; ein Abstand ist festzulegen." }],
    });
    assert_eq!(answer["committeeReports"]["nodes"], json!([unstated]));
    assert_eq!(
        answer["committeeReportFindings"],
        json!([{ "code": "REPORT_INTERVAL_UNSTATED" }, { "code": "COMMITTEE_REPORTS_NOT_BEGUN" }])
    );

    let answer = on("2020-03-02").await;
    let node = &answer["committeeReports"]["nodes"][0];
    let adopted = json!({ "value": "P1Y", "status": "ADOPTED", "adoptedOn": "2020-01-06", "words": null, "source": null });
    assert_eq!(
        (
            &node["interval"],
            &node["lastMadeOn"],
            &node["nextDue"],
            &node["findings"]
        ),
        (
            &adopted,
            &json!("2020-03-02"),
            &json!("2021-03-02"),
            &json!([])
        )
    );
    let answer = on("2021-03-02").await;
    assert_eq!(
        answer["committeeReports"]["nodes"][0]["findings"],
        json!([{ "code": "COMMITTEE_REPORT_DUE", "severity": "TASK",
            "sentence": "Die Mitteilung an „Jugendhilfeausschuss“ ist seit dem 02.03.2021 fällig." }])
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn reports_are_found_by_organ_and_by_what_is_open_and_ordered_by_name_or_day() {
    let database = database().await;
    let mut office = Office::open(&database, "duisburg").await;
    let youth = office.report("jugendhilfeausschuss", "2019-01-07").await;
    let health = office
        .report("ausschuss-gesundheit-soziales", "2019-01-08")
        .await;
    let council = office.report("rat", "2019-01-09").await;
    office.report_every(youth, "P1Y", "2019-02-01").await;
    office.report_every(council, "P6M", "2019-02-01").await;
    let end = EndCommitteeReports {
        report: council.into(),
        reason: text("Der Rat wird über den Ausschuss unterrichtet."),
        ended_on: day("2019-12-31"),
    };
    office.execute::<CommitteeReport>(end, "2019-12-31").await;
    office.publish().await;
    let graph = graph(&database);
    let found = async |arguments: &str| {
        let query = format!("{{ committeeReports({arguments}) {{ totalCount nodes {{ id }} }} }}");
        let answer = data(&graph, &coordinator("duisburg"), &query).await;
        let nodes = answer["committeeReports"]["nodes"].as_array().cloned();
        let nodes: Vec<Value> = nodes.unwrap_or_default();
        assert_eq!(answer["committeeReports"]["totalCount"], nodes.len());
        let id = |node: &Value| node["id"].as_str().unwrap_or_default().to_owned();
        nodes.iter().map(id).collect::<Vec<String>>()
    };
    let [youth, health, council] = [youth, health, council].map(|id| id.to_string());
    for (arguments, expected) in [
        ("first: 9", vec![&health, &youth, &council]),
        ("orderBy: NEXT_DUE", vec![&youth, &health, &council]),
        (
            "orderBy: NEXT_DUE, asOf: \"2019-12-31\"",
            vec![&council, &youth, &health],
        ),
        ("filter: { organ: \"rat\" }", vec![&council]),
        ("filter: { due: true }", vec![&youth]),
        ("filter: { due: false }", vec![&health, &council]),
        ("asOf: \"2019-12-31\" filter: { due: true }", vec![&council]),
        ("filter: { running: true }", vec![&health, &youth]),
        ("filter: { running: false }", vec![&council]),
        ("filter: { intervalUnstated: true }", vec![&health]),
        (
            "asOf: \"2019-01-31\" filter: { intervalUnstated: true }",
            vec![&health, &youth, &council],
        ),
        ("asOf: \"2019-01-07\"", vec![&youth]),
    ] {
        assert_eq!(
            found(arguments).await.iter().collect::<Vec<_>>(),
            expected,
            "{arguments}"
        );
    }
    let query = "{ committeeReports(filter: { organ: \"rat\" }) { nodes { endedOn nextDue organ { name kind } } } }";
    let answer = data(&graph, &coordinator("duisburg"), query).await;
    assert_eq!(
        answer["committeeReports"]["nodes"],
        json!([{ "endedOn": "2019-12-31", "nextDue": null, "organ": { "name": "rat", "kind": null } }])
    );
    drop((graph, office));
    database.drop().await;
}
