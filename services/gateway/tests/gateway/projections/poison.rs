//! G10: an event that cannot be applied stops its own stream and nothing else, and loses nothing.

use eventstore::DatabaseRole;
use futures::TryStreamExt as _;
use gateway::projections::ReadModel;
use kernel::StreamId;
use membership::network::{
    NetworkDissolved, NetworkEstablished, NetworkEvent, NetworkKind, NetworkRenamed,
};
use projection::{Runner, Step};
use serde_json::Value;

use super::database;
use super::folding::{Tables, folded, tables};
use super::history::{Scribe, Told, day, entry, stream};

fn established(stream: StreamId) -> Told {
    let event = NetworkEstablished {
        name: entry(1),
        kind: NetworkKind::Central,
        established_on: None,
    };
    Told::new::<NetworkEvent>(stream, event)
}

fn renamed(stream: StreamId, name: u128) -> Told {
    Told::new::<NetworkEvent>(
        stream,
        NetworkRenamed {
            name: entry(name),
            renamed_on: day("2020-01-01"),
        },
    )
}

fn dissolved(stream: StreamId) -> Told {
    Told::new::<NetworkEvent>(
        stream,
        NetworkDissolved {
            dissolved_on: day("2021-12-31"),
        },
    )
}

fn row(tables: &Tables, network: StreamId) -> &Value {
    let id = network.id().to_string();
    tables["read_4.network"]
        .iter()
        .find(|row| row["id"] == id.as_str())
        .unwrap()
}

#[tokio::test]
async fn g10_a_poison_event_parks_its_stream_only_and_after_the_mend_it_goes_on_in_order() {
    let database = database().await;
    let mut scribe = Scribe::open(&database, "musterstadt").await;
    let town = scribe.municipality().clone();
    let projector = database.pool(DatabaseRole::Projector);
    let runner = Runner::new(projector.clone(), ReadModel);
    let (ill, well) = (stream("network", 1), stream("network", 2));

    let poison = Told {
        schema_version: 99,
        ..renamed(ill, 11)
    };
    scribe
        .tell(&[established(ill), poison, dissolved(ill)])
        .await;
    scribe
        .tell(&[established(well), renamed(well, 12), dissolved(well)])
        .await;
    assert_eq!(
        runner.step(&town).await.unwrap(),
        Step::Scanned {
            position: 6,
            more: false
        }
    );

    let before = tables(&projector, &town).await;
    assert_eq!(row(&before, ill)["name"], entry(1).to_string());
    assert_eq!(
        (&row(&before, ill)["position"], &row(&before, ill)["until"]),
        (&1.into(), &Value::Null)
    );
    assert_eq!(row(&before, well)["name"], entry(12).to_string());
    assert_eq!(row(&before, well)["until"], "2021-12-31");

    // What comes later of the stream waits, too; others go on.
    scribe.tell(&[renamed(ill, 13), renamed(well, 14)]).await;
    assert_eq!(
        runner.step(&town).await.unwrap(),
        Step::Scanned {
            position: 8,
            more: false
        }
    );
    let later = tables(&projector, &town).await;
    assert_eq!(row(&later, ill), row(&before, ill));
    assert_eq!(row(&later, well)["name"], entry(14).to_string());

    let superuser = database.superuser().await;
    let waiting = superuser
        .query_one("SELECT stream, position, reason FROM consumer.parked", &[])
        .await
        .unwrap();
    assert_eq!(waiting.get::<_, String>("stream"), ill.to_string());
    assert_eq!(waiting.get::<_, i64>("position"), 2);
    assert_eq!(
        waiting.get::<_, String>("reason"),
        "no event `NetworkRenamed` in version 99 is known"
    );

    // The code learns version 99; here, the event becomes one that it knows.
    superuser
        .batch_execute(
            "SET session_replication_role = replica; UPDATE es.event SET schema_version = 1 WHERE position = 2",
        )
        .await
        .unwrap();
    assert_eq!(runner.resume(&town).await.unwrap(), Some(0));
    let mended = tables(&projector, &town).await;
    assert_eq!(row(&mended, ill)["position"], 7);
    assert_eq!(
        row(&mended, ill)["view"]["names"].as_array().unwrap().len(),
        3
    );

    let feed = database.store(DatabaseRole::Projector).feed(&town, 0);
    let events: Vec<_> = feed.try_collect().await.unwrap();
    let (fresh, parked) = folded(&projector, &town, &events, &[usize::MAX]).await;
    assert_eq!((mended, parked), (fresh, Vec::new()));

    drop((runner, projector, superuser));
    database.drop().await;
}

#[tokio::test]
async fn what_the_tables_cannot_hold_parks_its_stream_and_never_the_municipality() {
    let database = database().await;
    let projector = database.pool(DatabaseRole::Projector);
    let town = kernel::MunicipalityId::try_new("musterstadt").unwrap();
    let unknown_day = |stream| {
        Told::new::<NetworkEvent>(
            stream,
            NetworkDissolved {
                dissolved_on: jiff::civil::date(-44, 3, 15),
            },
        )
    };
    let other_town = kernel::MunicipalityId::try_new("nachbarstadt").unwrap();
    let told = [
        established(stream("network", 1)),
        unknown_day(stream("network", 1)),
        dissolved(stream("network", 2)),
        Told {
            stream: municipality::stream(&other_town),
            ..established(stream("network", 9))
        },
        Told {
            stream: stream("meeting-series", 1),
            ..established(stream("network", 9))
        },
        Told {
            payload: r#"{"name":"Muster"}"#.to_owned(),
            ..established(stream("network", 4))
        },
        established(stream("network", 5)),
    ];
    let events = super::history::recorded(&town, &told);
    let (tables, parked) = folded(&projector, &town, &events, &[usize::MAX]).await;
    let reasons: Vec<String> = parked
        .iter()
        .map(|parked| {
            format!(
                "{} {}: {}",
                parked.position,
                parked.stream.kind(),
                parked.reason
            )
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "2 network: `dissolvedOn` lies before the year 1, which no table holds",
            "3 network: `name` is missing: the stream does not begin with the event that gives it",
            "4 municipality: it is the stream of another municipality",
            "6 network: event `NetworkEstablished` in version 1 does not match its schema (line 1, column 16)",
        ]
    );
    let kept: Vec<&Value> = tables["read_4.network"]
        .iter()
        .map(|row| &row["position"])
        .collect();
    assert_eq!(kept, [&Value::from(1), &Value::from(7)]);
    drop(projector);
    database.drop().await;
}
