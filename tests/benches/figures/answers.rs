//! From "mutation sent" to "own write in the answer", against a query of the same object.
//!
//! The whole way is real: GraphQL over HTTP, the service, the append, the fold of the read tables, the answer. A
//! mutation that answers before its write can be seen is not counted as fast: it is counted as a miss.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, bail};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use tokio_postgres::Config;

use crate::commands::p50_and_p99;
use crate::ground::fresh_id;
use crate::measure::{Way, take_turns};
use crate::program::Program;
use crate::progress;
use crate::report::{Section, ratio_with_range};

const CLIENTS: &[usize] = &[1, MOST];
const MOST: usize = 8;
/// Partners of each client, renamed in turn, so that no stream grows beyond what an office writes.
const PARTNERS: usize = 16;
const MUNICIPALITIES: &[&str] = &["leverkusen", "stormarn", "duisburg"];

const RENAME: &str = "
    mutation ($partner: ID!, $name: String!, $key: ID!) {
        renamePartner(input: { partner: $partner, institution: { name: $name } }, idempotencyKey: $key) {
            visible error { code } partner { id name kind membership { state since } }
        }
    }";
const PARTNER: &str = "
    query ($id: ID!) { node(id: $id) { ... on Partner { id name kind membership { state since } } } }";
const ESTABLISH: &str = "
    mutation ($name: Text!, $key: ID!) {
        establishRegion(input: { name: $name }, idempotencyKey: $key) {
            visible error { code } region { id name number }
        }
    }";
const REGION: &str = "query ($id: ID!) { node(id: $id) { ... on Region { id name number } } }";
const REQUEST: &str = "
    mutation ($input: RequestMembershipInput!, $key: ID!) {
        requestMembership(input: $input, idempotencyKey: $key) { error { code } partner { id } }
    }";

/// Measures both mutations with one client and with several, each for `length`.
pub(crate) async fn measure(
    program: &Program,
    cluster: &Config,
    length: Duration,
) -> anyhow::Result<Section> {
    let running = program.start(cluster).await?;
    let mut offices = Vec::new();
    progress(format_args!(
        "{PARTNERS} partners for each of {MOST} clients"
    ));
    for client in 0..MOST {
        let municipality = MUNICIPALITIES[client % MUNICIPALITIES.len()];
        let token = running.coordinator(municipality)?;
        offices.push(Office::open(format!("{}/graphql", running.gateway), token, client).await?);
    }
    let offices: Arc<[Office]> = offices.into();
    let mut section = Section {
        heading: "From a mutation to the own write in its answer",
        note: "Through `lotse up`, in milliseconds, p50 / p99. The ratio says how many queries of the same object \
               take as long as one mutation: median of the rounds, with their range."
            .to_owned(),
        columns: vec!["mutation", "clients", "mutation", "query", "ratio", "own write missing"],
        rows: Vec::new(),
    };
    for &clients in CLIENTS {
        for mutation in [Mutation::EstablishRegion, Mutation::RenamePartner] {
            let misses = Arc::new(AtomicU64::new(0));
            let ways: [Arc<dyn Way>; 2] = [
                Arc::new(Asking {
                    offices: offices.clone(),
                    of: mutation,
                }),
                Arc::new(Changing {
                    offices: offices.clone(),
                    by: mutation,
                    misses: misses.clone(),
                }),
            ];
            let taken = take_turns(&ways, clients, length).await?;
            let [query, changed] = taken.as_slice() else {
                bail!("two ways were measured")
            };
            progress(format_args!(
                "clients {clients}: {} {} ms",
                mutation.name(),
                p50_and_p99(changed)
            ));
            section.rows.push(vec![
                mutation.name().to_owned(),
                clients.to_string(),
                p50_and_p99(changed),
                p50_and_p99(query),
                ratio_with_range(query.ratio_to(changed)),
                misses.load(Ordering::Relaxed).to_string(),
            ]);
        }
    }
    running.end().await?;
    Ok(section)
}

#[derive(Clone, Copy)]
enum Mutation {
    /// Writes one stream, one row.
    EstablishRegion,
    /// Loads a stream, takes a name for itself, and moves the municipality's overview.
    RenamePartner,
}

impl Mutation {
    const fn name(self) -> &'static str {
        match self {
            Self::EstablishRegion => "establishRegion",
            Self::RenamePartner => "renamePartner",
        }
    }
}

/// A coordinator at a screen, with partners of her own.
struct Office {
    client: reqwest::Client,
    address: String,
    token: String,
    partners: Vec<String>,
    region: String,
}

impl Office {
    async fn open(address: String, token: String, number: usize) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder().tcp_nodelay(true).build()?;
        let mut office = Self {
            client,
            address,
            token,
            partners: Vec::new(),
            region: String::new(),
        };
        let networks = office.ask("{ networks { id } }", json!({})).await?;
        let network = networks["networks"][0]["id"].clone();
        for partner in 0..PARTNERS {
            let input = json!({
                "institution": { "name": format!("Einrichtung {number}-{partner}") },
                "kind": "EINRICHTUNG",
                "networks": [network],
                "requestedOn": "2021-01-11",
            });
            let answer = office
                .ask(REQUEST, json!({ "input": input, "key": fresh_id() }))
                .await?;
            office
                .partners
                .push(id_of(&answer["requestMembership"]["partner"])?);
        }
        let name = format!("Region {}", fresh_id());
        let answer = office
            .ask(ESTABLISH, json!({ "name": name, "key": fresh_id() }))
            .await?;
        office.region = id_of(&answer["establishRegion"]["region"])?;
        Ok(office)
    }

    /// The data of an answer; an error is one.
    async fn ask(&self, query: &str, variables: Value) -> anyhow::Result<Value> {
        let answer = self
            .client
            .post(&self.address)
            .bearer_auth(&self.token)
            .json(&json!({ "query": query, "variables": variables }))
            .send()
            .await
            .context("ask the gateway")?;
        let mut body: Value = answer.json().await.context("read the gateway's answer")?;
        match body.get_mut("data").map(Value::take) {
            Some(data) if !data.is_null() && body.get("errors").is_none() => Ok(data),
            _ => bail!("the gateway answered {body}"),
        }
    }

    /// True where the answer shows the new name.
    async fn change(&self, by: Mutation, turn: usize) -> anyhow::Result<bool> {
        let name = format!("Name {}", fresh_id());
        let (query, object, variables) = match by {
            Mutation::EstablishRegion => (
                ESTABLISH,
                "region",
                json!({ "name": name, "key": fresh_id() }),
            ),
            Mutation::RenamePartner => {
                let partner = &self.partners[turn % self.partners.len()];
                let variables = json!({ "partner": partner, "name": name, "key": fresh_id() });
                (RENAME, "partner", variables)
            }
        };
        let answer = self.ask(query, variables).await?;
        let payload = &answer[by.name()];
        if !payload["error"].is_null() {
            bail!("{} was refused: {payload}", by.name());
        }
        Ok(payload["visible"] == true && payload[object]["name"] == name.as_str())
    }

    async fn look(&self, at: Mutation, turn: usize) -> anyhow::Result<()> {
        let (query, id) = match at {
            Mutation::EstablishRegion => (REGION, &self.region),
            Mutation::RenamePartner => (PARTNER, &self.partners[turn % self.partners.len()]),
        };
        let answer = self.ask(query, json!({ "id": id })).await?;
        match answer["node"]["id"] == id.as_str() {
            true => Ok(()),
            false => bail!("{id} is not found: {answer}"),
        }
    }
}

fn id_of(object: &Value) -> anyhow::Result<String> {
    Ok(object["id"]
        .as_str()
        .with_context(|| format!("{object} has no id"))?
        .to_owned())
}

struct Asking {
    offices: Arc<[Office]>,
    of: Mutation,
}

impl Way for Asking {
    fn name(&self) -> &'static str {
        "query"
    }

    fn once(&self, writer: usize, turn: usize) -> BoxFuture<'_, anyhow::Result<()>> {
        self.offices[writer].look(self.of, turn).boxed()
    }
}

struct Changing {
    offices: Arc<[Office]>,
    by: Mutation,
    misses: Arc<AtomicU64>,
}

impl Way for Changing {
    fn name(&self) -> &'static str {
        self.by.name()
    }

    fn once(&self, writer: usize, turn: usize) -> BoxFuture<'_, anyhow::Result<()>> {
        async move {
            if !self.offices[writer].change(self.by, turn).await? {
                self.misses.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        }
        .boxed()
    }
}
