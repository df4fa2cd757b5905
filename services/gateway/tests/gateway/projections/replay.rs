//! However a feed is cut into batches, the tables are the same.

use eventstore::DatabaseRole;
use kernel::MunicipalityId;
use proptest::test_runner::{Config, TestRunner};

use super::database;
use super::folding::folded;
use super::history::recorded;
use super::random::{any_cuts, any_history};

#[test]
fn batches_of_one_and_any_others_equal_one_fold_of_all() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = runtime.block_on(database());
    let projector = database.pool(DatabaseRole::Projector);
    let town = MunicipalityId::try_new("musterstadt").unwrap();
    let config = Config {
        cases: 48,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&(any_history(&town), any_cuts()), |(history, cuts)| {
            let events = recorded(&town, &history);
            runtime.block_on(async {
                let fresh = folded(&projector, &town, &events, &[usize::MAX]).await;
                for sizes in [&[1][..], &cuts] {
                    let cut = folded(&projector, &town, &events, sizes).await;
                    proptest::prop_assert_eq!(&cut, &fresh, "batches of {:?}", sizes);
                }
                Ok(())
            })
        })
        .unwrap();
    drop(projector);
    runtime.block_on(database.drop());
}
