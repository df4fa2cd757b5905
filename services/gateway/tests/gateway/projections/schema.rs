//! The read model's tables are made once, and never out of another DDL.

use eventstore::DatabaseRole;
use gateway::projections::{SchemaError, create};
use testkit::TestDatabase;
use tokio_postgres::Config;

fn owner(database: &TestDatabase) -> Config {
    let role = DatabaseRole::Owner.name();
    let mut config: Config = database.url().parse().unwrap();
    config.user(role).password(&database.passwords()[role]);
    config
}

#[tokio::test]
async fn the_tables_are_made_once_also_by_two_at_the_same_moment() {
    let database = TestDatabase::new().await;
    let owner = owner(&database);
    let (one, other) = tokio::join!(create(&owner), create(&owner));
    assert_ne!(one.unwrap(), other.unwrap());
    assert!(!create(&owner).await.unwrap());
    database.drop().await;
}

#[tokio::test]
async fn tables_of_another_ddl_are_refused() {
    let database = TestDatabase::new().await;
    let owner = owner(&database);
    assert!(create(&owner).await.unwrap());
    let superuser = database.superuser().await;
    superuser
        .batch_execute("COMMENT ON SCHEMA read_4 IS 'sha256:0'")
        .await
        .unwrap();
    let refused = create(&owner).await.unwrap_err();
    assert!(matches!(refused, SchemaError::OtherDdl { .. }), "{refused}");
    let sentence = refused.to_string();
    assert!(
        sentence.starts_with("schema `read_4` was made by another DDL (sha256:0, "),
        "{sentence}"
    );
    drop(superuser);
    database.drop().await;
}
