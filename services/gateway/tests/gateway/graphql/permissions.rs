//! The table of permissions and the schema name the same operations, and every root field asks it.

use std::collections::BTreeSet;

use gateway::graphql::guard::operation;
use gateway::graphql::sdl;
use kernel::{CommandSet as _, Role};
use serde_json::Value;
use service_kit::permission;

use super::{codes, coordinator, data, database, graph, of};

/// The root fields by the schema's own account: (name, arguments that must be given, has selections).
pub(crate) async fn root_fields(graph: &gateway::graphql::Graph, root: &str) -> Vec<Value> {
    let query = format!(
        "{{ __type(name: \"{root}\") {{ fields {{ name args {{ name type {{ kind ofType {{ name kind }} }} }} }} }} }}"
    );
    let mut answer = data(graph, &coordinator("leverkusen"), &query).await;
    answer["__type"]["fields"]
        .take()
        .as_array()
        .cloned()
        .unwrap()
}

fn names(fields: &[Value]) -> Vec<String> {
    fields
        .iter()
        .map(|field| field["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_root_field_is_an_operation_of_the_table() {
    let database = database().await;
    let graph = graph(&database);
    let known: BTreeSet<&str> = permission::operations().collect();
    for root in ["Query", "Mutation"] {
        let unknown: Vec<String> = names(&root_fields(&graph, root).await)
            .into_iter()
            .filter(|field| !known.contains(&*operation(field)))
            .collect();
        assert_eq!(
            unknown,
            [] as [String; 0],
            "{root} fields that the table of permissions does not list"
        );
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn there_is_one_mutation_for_each_posted_command() {
    let database = database().await;
    let graph = graph(&database);
    let mutations: BTreeSet<String> = names(&root_fields(&graph, "Mutation").await)
        .iter()
        .map(|field| operation(field))
        .collect();
    let internal = membership::PartnerCommand::INTERNAL;
    let commands: BTreeSet<String> = [
        agreements::agreement::AgreementCommand::NAMES,
        agreements::framework::FrameworkCommand::NAMES,
        funding::ExpenseCommand::NAMES,
        funding::GrantCommand::NAMES,
        funding::OnwardGrantCommand::NAMES,
        funding::ProgrammeCommand::NAMES,
        membership::NetworkCommand::NAMES,
        membership::PartnerCommand::NAMES,
        membership::ContactCommand::NAMES,
        membership::BodyCommand::NAMES,
        membership::RegionCommand::NAMES,
        membership::SiteCommand::NAMES,
        membership::OfferCommand::NAMES,
        membership::SpecialistCommand::NAMES,
        membership::VolunteerCommand::NAMES,
        membership::CircularCommand::NAMES,
        membership::ContactListCommand::NAMES,
        membership::OfficeCommand::NAMES,
        meetings::CalendarFeedCommand::NAMES,
        meetings::MeetingCommand::NAMES,
        meetings::MinutesCommand::NAMES,
        meetings::RecommendationCommand::NAMES,
        meetings::CommitteeReportCommand::NAMES,
        meetings::NeedCommand::NAMES,
        meetings::StandardCommand::NAMES,
        meetings::TopicCommand::NAMES,
        meetings::TrainingCommand::NAMES,
        evaluation::ConceptCommand::NAMES,
        evaluation::DecisionCommand::NAMES,
        evaluation::GoalCommand::NAMES,
        evaluation::IndicatorCommand::NAMES,
        evaluation::InstrumentCommand::NAMES,
        evaluation::QualityDialogueCommand::NAMES,
        evaluation::SiteReportCommand::NAMES,
        funding::BudgetCommand::NAMES,
        funding::CostSchemeCommand::NAMES,
        funding::ProjectCommand::NAMES,
        funding::ProjectFundsCommand::NAMES,
    ]
    .concat()
    .into_iter()
    .filter(|name| !internal.contains(name))
    .map(str::to_owned)
    .collect();
    assert_eq!(mutations, commands);
    drop(graph);
    database.drop().await;
}

/// A query's root field with the arguments that it must have.
fn question(field: &str) -> &'static str {
    match field {
        "municipality" => "{ municipality { id } }",
        "networks" => "{ networks { id } }",
        "partners" => "{ partners { totalCount } }",
        "agreements" => "{ agreements { totalCount } }",
        "frameworks" => "{ frameworks { totalCount } }",
        "frameworkComparison" => {
            "{ frameworkComparison(framework: \"leverkusen\", from: 1, to: 1) { framework } }"
        }
        "protectionMandates" => "{ protectionMandates { totalCount } }",
        "bodies" => "{ bodies { id } }",
        "regions" => "{ regions { id } }",
        "sites" => "{ sites { id } }",
        "offers" => "{ offers { totalCount } }",
        "offerInventory" => "{ offerInventory { total } }",
        "offerMatrix" => "{ offerMatrix { total } }",
        "specialists" => "{ specialists { id } }",
        "resources" => "{ resources { partner { id } } }",
        "membershipRequests" => "{ membershipRequests { totalCount } }",
        "presentationRota" => "{ presentationRota { totalCount } }",
        "participation" => "{ participation(year: 2020) { totalCount } }",
        "node" => "{ node(id: \"leverkusen\") { id } }",
        "workList" => "{ workList { totalCount } }",
        "history" => "{ history { totalCount } }",
        "sectorGaps" => "{ sectorGaps { lawVersion } }",
        "agreementCoverage" => "{ agreementCoverage { asOf } }",
        "offices" => "{ offices { id } }",
        "contactLists" => "{ contactLists { id } }",
        "circulars" => "{ circulars { totalCount } }",
        "deliveries" => "{ deliveries { totalCount } }",
        "meetings" => "{ meetings { totalCount } }",
        "minutes" => "{ minutes { totalCount } }",
        "checkMinutesText" => "{ checkMinutesText(text: \"x\") { words } }",
        "recommendations" => "{ recommendations { totalCount } }",
        "committeeReports" => "{ committeeReports { totalCount } }",
        "committeeReportFindings" => "{ committeeReportFindings { code } }",
        "needs" => "{ needs { totalCount } }",
        "standards" => "{ standards { totalCount } }",
        "topics" => "{ topics { totalCount } }",
        "trainings" => "{ trainings { totalCount } }",
        "yearlyTraining" => "{ yearlyTraining { year } }",
        "indicators" => "{ indicators { totalCount } }",
        "siteReports" => "{ siteReports { totalCount } }",
        "annualReport" => "{ annualReport(year: 2025) { year } }",
        "instruments" => "{ instruments { totalCount } }",
        "concepts" => "{ concepts { totalCount } }",
        "goals" => "{ goals { totalCount } }",
        "qualityDialogues" => "{ qualityDialogues { totalCount } }",
        "decisions" => "{ decisions { totalCount } }",
        "programmes" => "{ programmes { totalCount } }",
        "grants" => "{ grants { totalCount } }",
        "expenses" => "{ expenses { totalCount } }",
        "onwardGrants" => "{ onwardGrants { totalCount } }",
        "fundingLedger" => "{ fundingLedger { asOf } }",
        "projects" => "{ projects { totalCount } }",
        "costSchemes" => "{ costSchemes { totalCount } }",
        "budgets" => "{ budgets { totalCount } }",
        "whatIf" => {
            "{ whatIf(input: { fromYear: 2026, toYear: 2026, scenarios: [{}] }) { fromYear } }"
        }
        "circularRecipients" => "{ circularRecipients { totalCount } }",
        "volunteerGroups" => "{ volunteerGroups { id } }",
        "stateOverview" => "{ stateOverview { municipality { id } } }",
        other => panic!("ask `{other}`, too"),
    }
}

#[tokio::test]
async fn a_role_gets_what_the_table_lists_and_nothing_else() {
    let database = database().await;
    super::fixture::leverkusen(&database).await;
    let graph = graph(&database);
    for field in names(&root_fields(&graph, "Query").await) {
        for role in Role::ALL {
            let caller = match role {
                Role::StateCoordinator => super::state(kernel::State::NordrheinWestfalen),
                Role::PlatformOperator => service_kit::identity::Caller::Operator {
                    actor: super::actor(),
                },
                role => of("leverkusen", *role),
            };
            let codes = codes(&graph, &caller, question(&field)).await;
            let expected: &[&str] = if permission::allows(*role, &field) {
                &[]
            } else {
                &["NOT_ALLOWED"]
            };
            assert_eq!(codes, expected, "{field} {role:?}");
        }
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_role_that_may_not_read_agreements_reads_partners_without_them() {
    let database = database().await;
    let town = super::fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let partner = of("leverkusen", Role::Partner);
    let query = "{ partners { nodes { name agreements { id } } } }";
    let answer = super::answer(&graph, &partner, query).await;
    assert_eq!(
        answer["data"]["partners"]["nodes"][0]["name"],
        "Ärztehaus Nord"
    );
    assert_eq!(
        answer["data"]["partners"]["nodes"][0]["agreements"],
        Value::Null
    );
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_ALLOWED");
    let node = format!("{{ node(id: \"{}\") {{ id }} }}", town.agreement);
    assert_eq!(data(&graph, &partner, &node).await["node"], Value::Null);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn every_public_field_and_type_is_described() {
    let database = database().await;
    let graph = graph(&database);
    let query = "{ __schema { types { kind name description } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let undescribed: Vec<&str> = answer["__schema"]["types"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|of| {
            matches!(
                of["kind"].as_str(),
                Some("OBJECT" | "INTERFACE" | "INPUT_OBJECT" | "ENUM")
            )
        })
        .filter(|of| of["description"].as_str().is_none_or(str::is_empty))
        .filter_map(|of| of["name"].as_str())
        .filter(|name| !name.starts_with("__"))
        .collect();
    assert_eq!(undescribed, [] as [&str; 0], "types without documentation");
    assert!(sdl().contains("type Mutation"));
    drop(graph);
    database.drop().await;
}

/// The tables' schema carries the read model's version; no statement may name another one.
#[test]
fn every_statement_reads_this_version_of_the_read_model() {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![package.join("src/graphql"), package.join("src/exports")];
    let mut named = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(path).unwrap();
            let versions = source.split("read_").skip(1);
            named.extend(versions.filter_map(|rest| {
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                digits.parse::<i32>().ok()
            }));
        }
    }
    assert_eq!(named, BTreeSet::from([gateway::projections::READ_MODEL]));
}
