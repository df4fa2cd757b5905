//! Questions and answers: the schema executed directly, in the name of a caller, on tables that real events filled.
#![expect(clippy::unwrap_used, reason = "a test's helper fails as its test does")]

pub(crate) mod desk;
pub(crate) mod fixture;
pub(crate) mod office;
mod service;

mod after_meeting;
mod agreements;
mod answers;
mod bodies;
mod budgets;
mod cadence;
mod circulars;
mod committee_reports;
mod common_work;
mod cost_schemes;
mod deliveries;
mod figures;
mod frameworks;
mod gaps;
pub(crate) mod grants;
mod history;
mod isolation;
mod limits;
mod meetings;
mod minutes;
mod money;
mod mutations;
mod needs;
mod offers;
mod offices;
mod paging;
mod partners;
mod permissions;
mod persons;
mod presentations;
mod projects;
mod recommendations;
mod specialists;
mod standards;
mod topics;
mod trainings;
mod what_if;
mod worklist;

use std::sync::Arc;

use async_graphql::{Request, Variables};
use eventstore::DatabaseRole;
use gateway::graphql::{Deps, Graph, Services, Visibility};
use gateway::projections::ReadModel;
use kernel::{ActorId, MunicipalityId, Role, State};
use projection::Runner;
use serde_json::Value;
use service_kit::clock::Clock;
use service_kit::http::Client;
use service_kit::identity::{BearerToken, Caller, MunicipalityScope, StateScope};
use testkit::TestDatabase;
use uuid::Uuid;

pub(crate) async fn database() -> TestDatabase {
    TestDatabase::with_schema(gateway::projections::schema()).await
}

/// The graph over a database; commands go nowhere.
pub(crate) fn graph(database: &TestDatabase) -> Graph {
    let runner = Runner::new(database.pool(DatabaseRole::Projector), ReadModel);
    graph_with(database, "http://127.0.0.1:9", Arc::new(runner))
}

/// The graph over a database, with both services at one address.
pub(crate) fn graph_with(
    database: &TestDatabase,
    services: &str,
    visibility: Arc<dyn Visibility>,
) -> Graph {
    let now = format!("{}T12:00:00Z", office::TODAY).parse().unwrap();
    Graph::new(Deps::new(
        database.pool(DatabaseRole::Gateway),
        database.pool(DatabaseRole::State),
        Clock::fixed(now),
        all_at(services),
        visibility,
    ))
}

/// Every service at one address.
fn all_at(base: &str) -> Services {
    Services {
        client: Client::try_new().unwrap(),
        agreements: base.to_owned(),
        membership: base.to_owned(),
        meetings: base.to_owned(),
        funding: base.to_owned(),
    }
}

fn actor() -> ActorId {
    ActorId(Uuid::from_u128(0xac))
}

/// Somebody of a municipality.
pub(crate) fn of(municipality: &str, role: Role) -> Caller {
    let municipality = MunicipalityId::try_new(municipality).unwrap();
    Caller::Municipality(MunicipalityScope {
        municipality,
        role,
        actor: actor(),
    })
}

pub(crate) fn coordinator(municipality: &str) -> Caller {
    of(municipality, Role::Coordinator)
}

pub(crate) fn state(state: State) -> Caller {
    Caller::State(StateScope {
        state,
        actor: actor(),
    })
}

/// The whole answer.
pub(crate) async fn answer(graph: &Graph, caller: &Caller, query: &str) -> Value {
    answer_with(graph, caller, query, Value::Null).await
}

pub(crate) async fn answer_with(
    graph: &Graph,
    caller: &Caller,
    query: &str,
    variables: Value,
) -> Value {
    let request = Request::new(query).variables(Variables::from_json(variables));
    let token = BearerToken::new("token-of-the-caller");
    let response = graph.execute(request, caller.clone(), token).await;
    serde_json::to_value(response).unwrap()
}

/// The answer's data, which must be whole.
pub(crate) async fn data(graph: &Graph, caller: &Caller, query: &str) -> Value {
    let mut answer = answer(graph, caller, query).await;
    assert_eq!(answer.get("errors"), None, "{query}");
    answer["data"].take()
}

/// The codes of the answer's errors.
pub(crate) async fn codes(graph: &Graph, caller: &Caller, query: &str) -> Vec<String> {
    let answer = answer(graph, caller, query).await;
    let errors = answer["errors"].as_array().cloned().unwrap_or_default();
    errors
        .iter()
        .map(|error| {
            error["extensions"]["code"]
                .as_str()
                .unwrap_or("none")
                .to_owned()
        })
        .collect()
}
