//! G17: no answer leaks another municipality. Every field that the schema has is asked by a foreign caller.

use std::collections::{BTreeMap, BTreeSet};

use gateway::graphql::Graph;
use kernel::State;
use serde_json::Value;
use testkit::TestDatabase;

use super::after_meeting::leave_behind;
use super::fixture::{self, Leverkusen};
use super::office::Office;
use super::{answer, coordinator, data, database, graph, state};

/// What an argument that must be given gets.
fn argument(name: &str, id: &str) -> String {
    match name {
        "id" => format!("id: \"{id}\""),
        "year" => "year: 2019".to_owned(),
        "receivedOn" => "receivedOn: \"2019-12-04\"".to_owned(),
        "framework" => format!("framework: \"{id}\""),
        "from" => "from: 1".to_owned(),
        "to" => "to: 1".to_owned(),
        "cases" | "whole" => format!("{name}: \"00000000-0000-7000-8000-000000000000\""),
        "period" => "period: { kind: YEAR, since: \"2012-01-01\" }".to_owned(),
        "rows" => "rows: \"standort\"".to_owned(),
        "columns" => "columns: \"zugangsweg\"".to_owned(),
        "text" => "text: \"Familie Brandtner\"".to_owned(),
        "input" => {
            "input: { fromYear: 2026, toYear: 2026, scenarios: [{ moreSites: 1 }] }".to_owned()
        }
        other => panic!("give `{other}` a value"),
    }
}

struct Field {
    name: String,
    of: String,
    leaf: bool,
    required: Vec<String>,
}

/// The schema's types.
struct Types {
    /// What an object has, by its name.
    fields: BTreeMap<String, Vec<Field>>,
    /// The names of what `node` may answer with.
    nodes: BTreeSet<String>,
}

impl Types {
    async fn of(graph: &Graph) -> Self {
        let of = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
        let query = format!(
            "{{ __schema {{ types {{ name kind fields {{ name type {{ {of} }} args {{ name defaultValue type {{ kind }} }} }}
                possibleTypes {{ name }} }} }} }}"
        );
        let answer = data(graph, &coordinator("leverkusen"), &query).await;
        let name = |object: &Value| object["name"].as_str().unwrap().to_owned();
        let mut types = Self {
            fields: BTreeMap::new(),
            nodes: BTreeSet::new(),
        };
        for object in answer["__schema"]["types"].as_array().unwrap() {
            let fields = object["fields"].as_array().cloned().unwrap_or_default();
            let fields = fields.iter().map(field).collect();
            types.fields.insert(name(object), fields);
            if object["name"] == "Node" {
                let nodes = object["possibleTypes"].as_array().unwrap();
                types.nodes = nodes.iter().map(name).collect();
            }
        }
        types
    }

    /// Every way from a type to a leaf, none through the same type twice.
    fn ways(&self, of: &str, id: &str, through: &mut Vec<String>) -> Vec<String> {
        let mut ways = Vec::new();
        for field in &self.fields[of] {
            let arguments: Vec<String> = field
                .required
                .iter()
                .map(|name| argument(name, id))
                .collect();
            let arguments = if arguments.is_empty() {
                String::new()
            } else {
                format!("({})", arguments.join(" "))
            };
            let call = format!("{}{arguments}", field.name);
            if field.leaf {
                ways.push(call);
            } else if !through.contains(&field.of) {
                through.push(field.of.clone());
                for way in self.ways(&field.of, id, through) {
                    ways.push(format!("{call} {{ {way} }}"));
                }
                through.pop();
            }
        }
        ways
    }
}

fn field(field: &Value) -> Field {
    let mut of = &field["type"];
    while !of["ofType"].is_null() {
        of = &of["ofType"];
    }
    let required = field["args"].as_array().unwrap().iter();
    let required = required.filter(|argument| {
        argument["type"]["kind"] == "NON_NULL" && argument["defaultValue"].is_null()
    });
    Field {
        name: field["name"].as_str().unwrap().to_owned(),
        of: of["name"].as_str().unwrap().to_owned(),
        leaf: matches!(of["kind"].as_str(), Some("SCALAR" | "ENUM")),
        required: required
            .map(|argument| argument["name"].as_str().unwrap().to_owned())
            .collect(),
    }
}

/// The ids of one thing at least of every kind that `node` shows, all Leverkusen's.
async fn everything(database: &TestDatabase, town: &Leverkusen) -> Vec<String> {
    let mut ids: Vec<String> = [
        town.network.to_string(),
        town.with_contact.to_string(),
        town.without_contact.to_string(),
        town.contact.to_string(),
        town.agreement.to_string(),
        town.framework.to_string(),
        town.body.to_string(),
        town.meeting.to_string(),
        town.region.to_string(),
        town.site.to_string(),
        town.desk.office.to_string(),
        town.desk.list.to_string(),
        town.desk.circular.to_string(),
        town.desk.volunteers.to_string(),
        "leverkusen".to_owned(),
    ]
    .into();
    ids.extend(super::specialists::offer_and_specialist(database, town).await);
    ids.extend(leave_behind(database, town).await.ids());
    ids.extend(super::common_work::one_of_each(database, town).await);
    ids.extend(super::figures::one_of_each(database, town).await);
    ids.extend(super::grants::one_year(database, town).await.ids());
    ids.extend(super::money::planned(database, town).await.ids());
    ids
}

/// Words that stand in Leverkusen's answers and in no schema.
const WORDS: [&str; 35] = [
    "Besuche nach der Geburt",
    "Dokumentationsbogen für den Erstkontakt",
    "Fachkonzept des Netzwerks",
    "Kinder wachsen gut auf",
    "Qualität im Gespräch",
    "Weiterführung der Hilfen",
    "Bundesstiftung Probe",
    "Netzwerkkoordination 2025",
    "Gehälter Januar bis März",
    "Familienpaten im Quartier",
    "Kalkulation ab 2025",
    "Eigene Tabelle der Kämmerei",
    "Projekt Manforter Laden",
    "Küche für das Elterncafé",
    "Saal im Bürgerhaus",
    "Elterncafé stellt sich vor",
    "Mehr Plätze in der Elternberatung",
    "2016/0457",
    "Stillberatung im Quartier",
    "Hebammen fehlen",
    "Leitfaden zum Erstkontakt",
    "Kinderschutz im Säuglingsalter",
    "Elterncafé",
    "Fachkraft Muster",
    "Karla Koordination",
    "Fachtag im Herbst",
    "Willkommenspatinnen",
    "Ärztehaus",
    "Beratung Süd",
    "Erika Muster",
    "0214 000000",
    "Rheindorf",
    "Stadtteilprojekt",
    "Annahme des Büros Leverkusen (demo assumption)",
    "Leverkusen",
];

/// Ways side by side in one question.
fn aliased(ways: &[String]) -> String {
    ways.iter()
        .enumerate()
        .map(|(number, way)| format!("w{number}: {way} "))
        .collect()
}

/// As many ways at once as one question may cost: a list within a list costs most.
fn questions(ways: &[String]) -> impl Iterator<Item = &[String]> {
    let nested =
        |way: &String| way.starts_with("bodies { meetings") || way.starts_with("indicators {");
    ways.chunk_by(move |one, other| nested(one) == nested(other))
        .flat_map(move |alike| alike.chunks(if nested(&alike[0]) { 2 } else { 8 }))
}

fn leaks(answer: &Value, ids: &[String]) -> Option<String> {
    let shown = answer.to_string();
    let secrets = WORDS
        .iter()
        .map(|word| (*word).to_owned())
        .chain(ids.iter().cloned());
    secrets.into_iter().find(|secret| shown.contains(secret))
}

#[tokio::test]
async fn g17_every_field_asked_by_a_foreign_caller_shows_nothing() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    Office::open(&database, "duisburg").await.publish().await;
    let graph = graph(&database);
    let ids = everything(&database, &town).await;
    let types = Types::of(&graph).await;

    // The questions show something when they are asked at home: all words are found.
    let home = coordinator("leverkusen");
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let ways = types.ways("Query", "leverkusen", &mut vec!["Query".to_owned()]);
    assert!(ways.len() > 200, "only {} fields were asked", ways.len());
    for ways in questions(&ways) {
        let query = format!("{{ {} }}", aliased(ways));
        let shown = answer(&graph, &home, &query).await.to_string();
        assert!(
            !shown.contains("TOO_COMPLEX") && !shown.contains("INVALID"),
            "{query} {shown}"
        );
        found.extend(WORDS.iter().filter(|word| shown.contains(*word)));
        for caller in [coordinator("duisburg"), state(State::Bayern)] {
            let answer = answer(&graph, &caller, &query).await;
            assert_eq!(leaks(&answer, &ids), None, "{caller:?} {query}");
        }
    }
    assert_eq!(found.len(), WORDS.len(), "{found:?}");

    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn g17_no_field_of_a_foreign_node_shows_anything() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    Office::open(&database, "duisburg").await.publish().await;
    let graph = graph(&database);
    let ids = everything(&database, &town).await;
    let types = Types::of(&graph).await;
    let nothing = serde_json::json!({ "data": { "node": null } });
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for id in &ids {
        let named = format!("{{ node(id: \"{id}\") {{ __typename }} }}");
        let named = data(&graph, &coordinator("leverkusen"), &named).await;
        let object = named["node"]["__typename"].as_str().unwrap();
        asked.insert(object.to_owned());
        let ways = types.ways(object, id, &mut vec![object.to_owned()]);
        for ways in ways.chunks(25) {
            let fields = aliased(ways);
            let query = format!("{{ node(id: \"{id}\") {{ ... on {object} {{ {fields} }} }} }}");
            assert_eq!(
                answer(&graph, &coordinator("duisburg"), &query).await,
                nothing,
                "{query}"
            );
        }
    }
    assert_eq!(
        asked, types.nodes,
        "every kind of node has one that is asked for"
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_foreign_id_answers_like_a_missing_one() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    Office::open(&database, "duisburg").await.publish().await;
    let graph = graph(&database);
    let query = |id: &str| format!("{{ node(id: \"{id}\") {{ id __typename }} }}");
    let missing = "00000000-0000-7000-8000-000000000000";
    let nothing = answer(&graph, &coordinator("duisburg"), &query(missing)).await;
    let ids = everything(&database, &town).await;
    for id in ids {
        let home = data(&graph, &coordinator("leverkusen"), &query(&id)).await;
        assert_eq!(home["node"]["id"], Value::String(id.clone()));
        assert_eq!(
            answer(&graph, &coordinator("duisburg"), &query(&id)).await,
            nothing
        );
    }
    for id in ["", "x", "Duisburg", "' OR 1=1", "leverkusen\\u0000"] {
        assert_eq!(
            answer(&graph, &coordinator("duisburg"), &query(id)).await,
            nothing,
            "{id}"
        );
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_foreign_id_in_a_filter_finds_nothing() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    leave_behind(&database, &town).await;
    super::figures::one_of_each(&database, &town).await;
    let funds = super::grants::one_year(&database, &town).await;
    let plan = super::money::planned(&database, &town).await;
    fixture::duisburg(&database).await;
    let graph = graph(&database);
    let caller = coordinator("duisburg");
    for query in [
        format!(
            "{{ partners(filter: {{ network: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.network
        ),
        format!(
            "{{ agreements(filter: {{ partner: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.with_contact
        ),
        format!(
            "{{ circularRecipients(filter: {{ network: \"{}\" }}) {{ nodes {{ partner {{ id }} }} }} }}",
            town.network
        ),
        format!(
            "{{ meetings(filter: {{ body: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        format!(
            "{{ minutes(filter: {{ body: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        format!(
            "{{ minutes(filter: {{ meeting: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.meeting
        ),
        format!(
            "{{ recommendations(filter: {{ body: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        format!(
            "{{ recommendations(filter: {{ target: {{ body: \"{}\" }} }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        "{ committeeReports(filter: { organ: \"jugendhilfeausschuss\" }) { nodes { id } } }"
            .to_owned(),
        format!(
            "{{ topics(filter: {{ body: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        format!(
            "{{ needs(filter: {{ body: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        format!(
            "{{ standards(filter: {{ body: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        format!(
            "{{ grants(filter: {{ programme: \"{}\" }}) {{ nodes {{ id }} }} }}",
            funds.programme
        ),
        format!(
            "{{ expenses(filter: {{ grant: \"{}\" }}) {{ nodes {{ id }} }} }}",
            funds.grant
        ),
        format!(
            "{{ expenses(filter: {{ partner: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.with_contact
        ),
        format!(
            "{{ onwardGrants(filter: {{ grant: \"{}\" }}) {{ nodes {{ id }} }} }}",
            funds.grant
        ),
        format!(
            "{{ topics(filter: {{ proposedBy: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.with_contact
        ),
        format!(
            "{{ projects(filter: {{ steeringGroup: \"{}\" }}) {{ nodes {{ id }} }} }}",
            plan.steering_group
        ),
        format!(
            "{{ budgets(filter: {{ project: \"{}\" }}) {{ nodes {{ id }} }} }}",
            plan.project
        ),
        format!(
            "{{ circulars(network: \"{}\") {{ nodes {{ id }} }} }}",
            town.network
        ),
        format!(
            "{{ offers(filter: {{ partner: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.with_contact
        ),
        format!(
            "{{ membershipRequests(filter: {{ state: ACTIVE, network: \"{}\" }}) {{ nodes {{ state }} }} }}",
            town.network
        ),
        format!(
            "{{ presentationRota(body: \"{}\") {{ nodes {{ presentations }} }} }}",
            town.body
        ),
        format!(
            "{{ goals(filter: {{ body: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.body
        ),
        format!(
            "{{ siteReports(filter: {{ site: \"{}\" }}) {{ nodes {{ id }} }} }}",
            town.site
        ),
        "{ indicators(filter: { codes: [\"willkommensbesuche\"] }) { nodes { id } } }".to_owned(),
        "{ decisions(filter: { number: \"2015/0842\" }) { nodes { id } } }".to_owned(),
        format!(
            "{{ participation(year: 2020, network: \"{}\") {{ nodes {{ total }} }} }}",
            town.network
        ),
    ] {
        let answer = data(&graph, &caller, &query).await;
        let nodes = answer.as_object().unwrap().values().next().unwrap();
        assert_eq!(nodes["nodes"], serde_json::json!([]), "{query}");
    }
    let scheme = format!(
        "{{ whatIf(input: {{ scheme: \"{}\", fromYear: 2026, toYear: 2026, scenarios: [{{}}] }}) {{ fromYear }} }}",
        plan.scheme
    );
    assert_eq!(
        data(&graph, &caller, &scheme).await,
        serde_json::json!({ "whatIf": null })
    );
    let bodies = format!(
        "{{ bodies(network: \"{}\") {{ id }} sites(region: \"{}\") {{ id }} }}",
        town.network, town.region
    );
    assert_eq!(
        data(&graph, &caller, &bodies).await,
        serde_json::json!({ "bodies": [], "sites": [] })
    );
    drop(graph);
    database.drop().await;
}

/// A payload's object is loaded in the caller's scope, whatever the service's receipt names.
#[tokio::test]
async fn g17_no_payload_shows_a_foreign_thing() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    Office::open(&database, "duisburg").await.publish().await;
    let partner = town.with_contact;
    let more = super::specialists::offer_and_specialist(&database, &town).await;
    let [offer, specialist] = more.map(|id| id.parse::<uuid::Uuid>().unwrap());
    let left = leave_behind(&database, &town).await;
    let common = super::common_work::one_of_each(&database, &town).await;
    let [topic, need, standard, training] = common.map(|id| id.parse::<uuid::Uuid>().unwrap());
    let figures = super::figures::one_of_each(&database, &town).await;
    let [series, report, form, paper, aim, dialogue, decided] =
        figures.map(|id| id.parse::<uuid::Uuid>().unwrap());
    let funds = super::grants::one_year(&database, &town).await;
    let plan = super::money::planned(&database, &town).await;
    for (command, object, id) in [
        (
            format!(
                "offerAgreement(input: {{ agreement: \"{}\" }}",
                town.agreement
            ),
            "agreement",
            town.agreement.0,
        ),
        (
            format!(
                "closeConsultation(input: {{ framework: \"{}\", closedOn: \"2020-01-01\" }}",
                town.framework
            ),
            "framework",
            town.framework.0,
        ),
        (
            format!("admitPartner(input: {{ partner: \"{partner}\", admittedOn: \"2020-01-01\" }}"),
            "partner",
            partner.0,
        ),
        (
            format!(
                "confirmContactDetails(input: {{ contact: \"{}\", confirmedOn: \"2020-01-01\" }}",
                town.contact
            ),
            "contact",
            town.contact,
        ),
        (
            "establishNetwork(input: { name: \"N\", kind: SINGLE }".to_owned(),
            "network",
            town.network.0,
        ),
        (
            format!(
                "dissolveBody(input: {{ body: \"{}\", dissolvedOn: \"2020-01-01\" }}",
                town.body
            ),
            "body",
            town.body,
        ),
        (
            "establishRegion(input: { name: \"R\" }".to_owned(),
            "region",
            town.region,
        ),
        (
            "registerSite(input: { name: \"S\", status: OPEN }".to_owned(),
            "site",
            town.site,
        ),
        (
            format!("confirmOffer(input: {{ offer: \"{offer}\", confirmedOn: \"2021-01-01\" }}"),
            "offer",
            offer,
        ),
        (
            format!(
                "confirmSpecialist(input: {{ specialist: \"{specialist}\", confirmedOn: \"2021-01-01\" }}"
            ),
            "specialist",
            specialist,
        ),
        (
            format!(
                "approveMinutes(input: {{ minutes: \"{}\", approvedOn: \"2021-01-01\" }}",
                left.minutes
            ),
            "minutes",
            left.minutes,
        ),
        (
            format!(
                "closeRecommendation(input: {{ recommendation: \"{}\", closedOn: \"2021-01-01\" }}",
                left.recommendation
            ),
            "recommendation",
            left.recommendation,
        ),
        (
            format!(
                "recordCommitteeReport(input: {{ report: \"{}\", reportedOn: \"2021-01-01\" }}",
                left.report
            ),
            "committeeReport",
            left.report,
        ),
        (
            format!(
                "recordKeyAdjustment(input: {{ programme: \"{}\", adjustedOn: \"2026-03-01\" }}",
                funds.programme
            ),
            "programme",
            funds.programme,
        ),
        (
            format!(
                "closeGrant(input: {{ grant: \"{}\", closedOn: \"2026-03-01\" }}",
                funds.grant
            ),
            "grant",
            funds.grant,
        ),
        (
            format!(
                "reverseExpense(input: {{ expense: \"{}\", reason: \"x\", reversedOn: \"2026-03-01\" }}",
                funds.expense
            ),
            "expense",
            funds.expense,
        ),
        (
            format!(
                "recordOnwardRepayment(input: {{ onwardGrant: \"{}\", amount: 1, repaidOn: \"2026-03-01\" }}",
                funds.examined
            ),
            "onwardGrant",
            funds.examined,
        ),
        (
            format!("dropTopic(input: {{ topic: \"{topic}\", droppedOn: \"2026-03-01\" }}"),
            "topic",
            topic,
        ),
        (
            format!("reopenNeed(input: {{ need: \"{need}\", reopenedOn: \"2026-03-01\" }}"),
            "need",
            need,
        ),
        (
            format!(
                "retireStandard(input: {{ standard: \"{standard}\", retiredOn: \"2026-03-01\" }}"
            ),
            "standard",
            standard,
        ),
        (
            format!("holdTraining(input: {{ training: \"{training}\", heldOn: \"2026-03-01\" }}"),
            "training",
            training,
        ),
        (
            format!(
                "closeIndicator(input: {{ indicator: \"{series}\", reason: \"R\", closedOn: \"2026-03-01\" }}"
            ),
            "indicator",
            series,
        ),
        (
            format!(
                "submitSiteReport(input: {{ report: \"{report}\", submittedOn: \"2026-03-01\" }}"
            ),
            "siteReport",
            report,
        ),
        (
            format!(
                "retireInstrument(input: {{ instrument: \"{form}\", reason: \"R\", retiredOn: \"2026-03-01\" }}"
            ),
            "instrument",
            form,
        ),
        (
            format!(
                "retireConcept(input: {{ concept: \"{paper}\", reason: \"R\", retiredOn: \"2026-03-01\" }}"
            ),
            "concept",
            paper,
        ),
        (
            format!(
                "retireGoal(input: {{ goal: \"{aim}\", reason: \"R\", retiredOn: \"2026-03-01\" }}"
            ),
            "goal",
            aim,
        ),
        (
            format!(
                "closeQualityDialogue(input: {{ dialogue: \"{dialogue}\", closedOn: \"2026-03-01\" }}"
            ),
            "qualityDialogue",
            dialogue,
        ),
        (
            format!(
                "settleCitations(input: {{ decision: \"{decided}\", number: \"2015/0842\", reason: \"R\", settledOn: \"2026-03-01\" }}"
            ),
            "decision",
            decided,
        ),
        (
            format!(
                "endProject(input: {{ project: \"{}\", endedOn: \"2026-03-01\" }}",
                plan.project
            ),
            "project",
            plan.project,
        ),
        (
            format!(
                "openProjectFunds(input: {{ project: \"{}\", year: 2026, openedOn: \"2026-03-01\" }}",
                plan.project
            ),
            "projectFunds",
            plan.funds,
        ),
        (
            format!(
                "activateCostScheme(input: {{ scheme: \"{}\", fromYear: 2026, activatedOn: \"2026-03-01\" }}",
                plan.scheme
            ),
            "costScheme",
            plan.scheme,
        ),
        (
            format!(
                "closeBudget(input: {{ budget: \"{}\", closedOn: \"2026-03-01\" }}",
                plan.budget
            ),
            "budget",
            plan.budget,
        ),
    ] {
        let receipt = serde_json::json!({
            "stream": format!("{object}-{id}"), "id": id, "version": 1, "events": [], "replayed": false,
        });
        let service = super::service::Service::answering(200, receipt).await;
        let runner = projection::Runner::new(
            database.pool(eventstore::DatabaseRole::Projector),
            gateway::projections::ReadModel,
        );
        let graph = super::graph_with(&database, &service.url, std::sync::Arc::new(runner));
        let query = format!(
            "mutation {{ it: {command}, idempotencyKey: \"k\") {{ visible {object} {{ id }} }} }}"
        );
        let home = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(
            home["it"][object]["id"],
            Value::String(id.to_string()),
            "{query}"
        );
        let foreign = data(&graph, &coordinator("duisburg"), &query).await;
        assert_eq!(foreign["it"][object], Value::Null, "{query}");
    }
    database.drop().await;
}
