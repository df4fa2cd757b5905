//! Programmes, grants, expenses, onward grants and the ledger (FUN-14, FUN-15, FUN-18, FUN-20, REM-22 … REM-26).

mod given;
mod ledger;
mod lists;
mod work;

use funding::ProgrammeEvent;
use funding::programme::{ProgrammeRegistered, ProgrammeSource};
use gateway::graphql::Graph;
use kernel::StreamId;
use serde_json::{Value, json};

use super::office::{Office, day, text};
use super::{coordinator, data, database, fixture, graph};
use given::{ROLE, grant, id};

pub(crate) use given::{Funds, one_year};

async fn shown(graph: &Graph, query: &str) -> Value {
    data(graph, &coordinator("leverkusen"), query).await
}

#[tokio::test]
async fn fun_20_a_grant_shows_its_life_and_its_money_with_every_step() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let funds = one_year(&database, &town).await;
    let graph = graph(&database);
    let answer = shown(
        &graph,
        &format!(
            "{{ node(id: \"{}\") {{ ... on Grant {{ state purpose programme {{ name source }}
                application {{ appliedOn requested }} acceptance {{ label }}
                terms {{ amount financingLabel plan {{ costs ownFunds lines {{ code amount }} }} }}
                conditions {{ text dueOn fulfilledOn }}
                sums {{ awarded {{ amount steps {{ text amount takes }} }} spent {{ amount }} reserved {{ amount }}
                    free {{ amount rule steps {{ on text amount takes }} }} }}
                cash {{ amount useUp statedBy overdue {{ since amount useUntil }} sentence }}
                proofDeadline {{ dueOn rule statedBy }}
                onwardGrants {{ onwardGrant reserved accepted partner {{ name }} }}
            }} }} }}",
            funds.grant
        ),
    )
    .await;
    insta::assert_json_snapshot!(answer["node"]);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_20_interest_explains_itself_and_the_proof_has_the_structure_of_the_plan() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let funds = one_year(&database, &town).await;
    let graph = graph(&database);
    let answer = shown(
        &graph,
        &format!(
            "{{ node(id: \"{}\") {{ ... on Grant {{ demands {{ total owed groundLabel
                interest {{ amount principal lawLabel points steps segments {{ days daysInYear rate }} }} }}
                proofDraft {{ notExamined numbers {{ received spent remaining outstanding
                    lines {{ line kindLabel area planned spent under over }}
                    expenses {{ line amount spentOn purpose payee documents }}
                    onward {{ onwardGrant accepted }} }} }} }} }} }}",
            funds.grant
        ),
    )
    .await;
    insta::assert_json_snapshot!(answer["node"]);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn rem_23_where_nobody_stated_a_deadline_there_is_a_sentence_instead_of_a_day() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let name = text("Ohne Fristen");
    let registered: ProgrammeEvent = ProgrammeRegistered {
        name: name.id,
        source: ProgrammeSource::ThirdParty,
        state: None,
        legal_bases: Vec::new(),
        areas: Vec::new(),
        decision: None,
        valid_since: day("2018-01-01"),
        valid_until: None,
        registered_on: day("2018-01-02"),
    }
    .into();
    let stream = StreamId::new("programme", id(1));
    office
        .happened(ROLE, stream, vec![registered], &[&name])
        .await;
    let funds = Funds {
        programme: id(1),
        grant: id(2),
        expense: id(3),
        examined: id(4),
        silent: id(5),
    };
    grant(&mut office, &funds).await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ grants { nodes { proofDeadline { dueOn rule statedBy sentence } cash { useUp sentence } } }
        programmes { nodes { nextApplication { dueOn sentence } } } }";
    let answer = shown(&graph, query).await;
    assert_eq!(
        answer["grants"]["nodes"][0],
        json!({
            "proofDeadline": {
                "dueOn": null, "rule": null, "statedBy": null,
                "sentence": "Wann der Verwendungsnachweis fällig ist, ist nicht eingetragen.",
            },
            "cash": {
                "useUp": null,
                "sentence": "Bis wann abgerufene Mittel zu verwenden sind, ist nicht eingetragen.",
            },
        })
    );
    assert_eq!(
        answer["programmes"]["nodes"][0]["nextApplication"],
        json!({
            "dueOn": null,
            "sentence": "Die Antragsfrist des Förderprogramms ist nicht eingetragen.",
        })
    );
    drop((graph, office));
    database.drop().await;
}
