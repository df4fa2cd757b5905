//! The history shows what was recorded and what corrected it, and never a person.

use kernel::NetworkId;
use membership::network::{CorrectNetwork, DissolveNetwork, NetworkReplacement};
use membership::{Network, NetworkKind};
use serde_json::{Value, json};

use super::office::{Office, day, text};
use super::{coordinator, data, database, graph};

async fn history(graph: &gateway::graphql::Graph, of: NetworkId) -> Value {
    let query = format!(
        "{{ history(filter: {{ of: \"{of}\" }}) {{ totalCount nodes {{
            kind fact event occurredOn corrects reason correctedBy values {{ name value }} }} }} }}"
    );
    data(graph, &coordinator("leverkusen"), &query).await["history"].take()
}

#[tokio::test]
async fn a_correction_and_the_fact_that_it_corrects_name_each_other() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netzwerk Nord", NetworkKind::Single).await;
    let dissolve = |on| DissolveNetwork {
        network,
        dissolved_on: day(on),
    };
    office
        .execute::<Network>(dissolve("2018-12-31"), "2018-12-31")
        .await;
    let correction = CorrectNetwork {
        network,
        fact: 2,
        reason: text("Tippfehler im Jahr"),
        replacement: Some(NetworkReplacement::DissolveNetwork(dissolve("2019-12-31"))),
    };
    office.execute::<Network>(correction, "2020-01-02").await;
    office.publish().await;

    let graph = graph(&database);
    let answer = history(&graph, network).await;
    assert_eq!(answer["totalCount"], 3);
    let nodes = answer["nodes"].as_array().unwrap();
    assert_eq!(
        nodes[0]["values"][1],
        json!({ "name": "name", "value": "Netzwerk Nord" })
    );
    assert_eq!(nodes[1]["event"], "NetworkDissolved");
    assert_eq!(nodes[1]["values"][0]["value"], "2018-12-31");
    assert_eq!(nodes[1]["correctedBy"], json!([3]));
    assert_eq!(nodes[2]["corrects"], 2);
    assert_eq!(nodes[2]["reason"], "Tippfehler im Jahr");
    let name = "NetworkDissolved.dissolvedOn";
    assert_eq!(
        nodes[2]["values"][0],
        json!({ "name": name, "value": "2019-12-31" })
    );
    drop((graph, office));
    database.drop().await;
}
