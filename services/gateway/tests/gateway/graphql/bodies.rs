//! Bodies and sites: who has which seat, what is vacant, what lies in a folder.

use kernel::{ContactId, DocumentRef, PartnerId};
use membership::body::{FillSeat, SetAdvisory};
use membership::contact::RequestConfirmation;
use membership::site::{AssignSiteOperator, FileSiteDocument, SiteDocumentKind};
use membership::{Body, Contact, Site};
use serde_json::{Value, json};

use super::fixture;
use super::office::{Office, day, text};
use super::{coordinator, data, database, graph, of};

#[tokio::test]
async fn mem_38_a_seat_says_who_has_it_and_a_vacant_one_since_when() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query = "{ bodies { vacantSeats { function vacantSince onBehalfOf { name } } members { name } institutions \
        advisory advisoryStatus findings { code } seats { filledSince partner { name } contact { function person { name } } } } }";
    let before = data(&graph, &coordinator("leverkusen"), query).await;
    assert_eq!(
        before["bodies"][0]["vacantSeats"],
        json!([{ "function": "Jugendhilfeplanung", "vacantSince": "2016-01-04",
                 "onBehalfOf": { "name": "Ärztehaus Nord" } }])
    );
    let tasks = "{ workList { nodes { code sentence subjectName } } }";
    let answer = data(&graph, &coordinator("leverkusen"), tasks).await;
    let tasks = answer["workList"]["nodes"].as_array().unwrap();
    assert!(
        tasks.contains(&json!({
            "code": "SEAT_VACANT",
            "sentence": "„Jugendhilfeplanung“: Der Sitz ist seit dem 04.01.2016 nicht besetzt.",
            "subjectName": "Qualitätszirkel",
        })),
        "{tasks:?}"
    );

    let mut office = Office::resume(&database, "leverkusen");
    let id = "{ bodies { seats { id } } }";
    let answer = data(&graph, &coordinator("leverkusen"), id).await;
    let seat = answer["bodies"][0]["seats"][0]["id"].as_str().unwrap();
    let fill = FillSeat {
        body: town.body.into(),
        seat: seat.parse::<uuid::Uuid>().unwrap().into(),
        contact: Some(ContactId(town.contact)),
        partner: None,
        filled_on: day("2020-10-01"),
    };
    office.execute::<Body>(fill, "2020-10-01").await;
    let adopted = SetAdvisory {
        body: town.body.into(),
        advisory: true,
        adopted_on: day("2020-10-01"),
    };
    office.execute::<Body>(adopted, "2020-10-01").await;
    office.publish().await;
    let after = data(&graph, &coordinator("leverkusen"), query).await;
    let body = &after["bodies"][0];
    assert_eq!(body["vacantSeats"], json!([]));
    assert_eq!(
        body["seats"],
        json!([{ "filledSince": "2020-10-01", "partner": { "name": "Ärztehaus Nord" },
                 "contact": { "function": "Leitung", "person": { "name": "Erika Muster" } } }])
    );
    assert_eq!(
        (
            &body["advisory"],
            &body["advisoryStatus"],
            &body["institutions"]
        ),
        (&json!(true), &json!("ADOPTED"), &json!(1))
    );
    let partner = data(&graph, &of("leverkusen", kernel::Role::Partner), query).await;
    assert_eq!(
        partner["bodies"][0]["seats"][0]["contact"]["person"],
        Value::Null
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_50_a_site_shows_its_folder_and_its_operators() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let document: DocumentRef =
        serde_json::from_value(json!({ "sha256": "ab".repeat(32), "mediaType": "pdf" })).unwrap();
    let filed = FileSiteDocument {
        site: town.site.into(),
        id: None,
        kind: SiteDocumentKind::Checklist,
        title: text("Checkliste Kinderschutz"),
        document,
        valid_from: day("2020-01-01"),
    };
    office.execute::<Site>(filed, "2020-01-01").await;
    let run = AssignSiteOperator {
        site: town.site.into(),
        operator: PartnerId(town.with_contact.0),
        since: "2016".parse().unwrap(),
    };
    office.execute::<Site>(run, "2016-02-01").await;
    office.publish().await;
    let graph = graph(&database);
    let query = |at: &str| {
        format!(
            "{{ sites(asOf: \"{at}\") {{ documents {{ kind label title validFrom }} operators {{ since name }} \
             statuses {{ status since }} findings {{ code }} }} }}"
        )
    };
    let answer = data(&graph, &coordinator("leverkusen"), &query("2021-01-01")).await;
    assert_eq!(
        answer["sites"][0],
        json!({
            "documents": [{ "kind": "CHECKLIST", "label": "Checkliste", "title": "Checkliste Kinderschutz",
                            "validFrom": "2020-01-01" }],
            "operators": [{ "since": "2016", "name": "Ärztehaus Nord" }],
            "statuses": [{ "status": "OPEN", "since": "2011-04" }],
            "findings": [],
        })
    );
    let before = data(&graph, &coordinator("leverkusen"), &query("2019-01-01")).await;
    assert_eq!(before["sites"][0]["documents"], json!([]));
    assert_eq!(
        before["sites"][0]["findings"],
        json!([{ "code": "SITE_FOLDER_EMPTY" }])
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_18_a_contact_says_since_when_nobody_confirmed_it_and_what_is_asked() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let asked = RequestConfirmation {
        contact: ContactId(town.contact),
        requested_on: day("2022-01-10"),
    };
    office.execute::<Contact>(asked, "2022-01-10").await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ partners { nodes { contacts { role unconfirmedSince confirmationRequest { requestedOn } } } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    assert_eq!(
        answer["partners"]["nodes"][0]["contacts"][0],
        json!({ "role": "BINDING", "unconfirmedSince": "2020-09-17",
                "confirmationRequest": { "requestedOn": "2022-01-10" } })
    );
    for (since, count) in [("2020-09-17", 0), ("2020-09-18", 1)] {
        let query =
            format!("{{ partners(filter: {{ unconfirmedSince: \"{since}\" }}) {{ totalCount }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(answer["partners"]["totalCount"], count, "{since}");
    }
    drop((graph, office));
    database.drop().await;
}
