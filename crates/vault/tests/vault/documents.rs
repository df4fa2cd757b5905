//! Documents against a real PostgreSQL.

use eventstore::DatabaseRole;
use kernel::document::DOCUMENT_MAX;
use kernel::{ActorId, DocumentRef, MediaType, MunicipalityId, Sha256};
use testkit::TestDatabase;
use uuid::Uuid;
use vault::documents::{erase, find, keep, missing};
use vault::{Entry, Vault, VaultError};

const SCAN: &[u8] = b"%PDF-1.7\nVereinbarung";
const ACTOR: ActorId = ActorId(Uuid::from_u128(3));

async fn keep_scan(vault: &Vault, municipality: &MunicipalityId) -> DocumentRef {
    keep(vault, municipality, MediaType::Pdf, SCAN, ACTOR)
        .await
        .unwrap()
        .kept()
        .unwrap()
}

#[tokio::test]
async fn the_same_content_is_the_same_document_whoever_uploads_it_how_often() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    let agreements = Vault::new(test.pool(DatabaseRole::Agreements));
    let membership = Vault::new(test.pool(DatabaseRole::Membership));

    let first = keep_scan(&agreements, &municipality).await;
    let other = ActorId(Uuid::from_u128(4));
    let again = keep(&membership, &municipality, MediaType::Pdf, SCAN, other).await;

    assert_eq!(again.unwrap(), Entry::Kept(first));
    let client = test.superuser().await;
    let rows = client
        .query(
            "SELECT encode(sha256(content), 'hex') FROM vault.document",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].get::<_, String>(0), first.sha256.to_string());
    test.drop().await;
}

#[tokio::test]
async fn what_is_found_is_what_was_kept() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    let vault = Vault::new(test.pool(DatabaseRole::Membership));
    let scan = keep_scan(&vault, &municipality).await;

    for role in [DatabaseRole::Gateway, DatabaseRole::Agreements] {
        let vault = Vault::new(test.pool(role));
        let found = find(&vault, &municipality, scan.sha256).await.unwrap();
        let document = found.unwrap().kept().unwrap();
        assert_eq!(document.content, SCAN);
        assert_eq!((document.reference, document.uploaded_by), (scan, ACTOR));
        assert!(!format!("{document:?}").contains("Vereinbarung"));
    }
    let nothing = Sha256::new([0; 32]);
    assert_eq!(find(&vault, &municipality, nothing).await.unwrap(), None);
    test.drop().await;
}

#[tokio::test]
async fn a_document_of_another_municipality_is_like_none() {
    let test = TestDatabase::new().await;
    let (municipality, other) = (test.open("stormarn").await, test.open("duisburg").await);
    let vault = Vault::new(test.pool(DatabaseRole::Membership));
    let scan = keep_scan(&vault, &municipality).await;

    assert_eq!(find(&vault, &other, scan.sha256).await.unwrap(), None);
    assert_eq!(missing(&vault, &other, &[scan]).await.unwrap(), [scan]);
    assert!(!erase(&vault, &other, scan.sha256).await.unwrap());
    assert_eq!(missing(&vault, &municipality, &[scan]).await.unwrap(), []);

    // Without a scope, a role sees nothing at all.
    let client = test.pool(DatabaseRole::Gateway).get().await.unwrap();
    let seen = client.query("SELECT FROM vault.document", &[]).await;
    assert_eq!(seen.unwrap().len(), 0);
    drop(client);
    test.drop().await;
}

#[tokio::test]
async fn a_document_is_missing_where_it_is_said_to_be_something_else() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    let vault = Vault::new(test.pool(DatabaseRole::Membership));
    let scan = keep_scan(&vault, &municipality).await;
    let picture = DocumentRef {
        media_type: MediaType::Png,
        ..scan
    };

    let asked = [scan, picture, scan];
    assert_eq!(
        missing(&vault, &municipality, &asked).await.unwrap(),
        [picture]
    );
    test.drop().await;
}

#[tokio::test]
async fn an_erased_document_is_gone_stays_gone_and_leaves_its_row() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    let vault = Vault::new(test.pool(DatabaseRole::Membership));
    let scan = keep_scan(&vault, &municipality).await;

    assert!(erase(&vault, &municipality, scan.sha256).await.unwrap());
    assert!(!erase(&vault, &municipality, scan.sha256).await.unwrap());

    let found = find(&vault, &municipality, scan.sha256).await.unwrap();
    assert_eq!(found, Some(Entry::Erased));
    assert_eq!(
        missing(&vault, &municipality, &[scan]).await.unwrap(),
        [scan]
    );
    let again = keep(&vault, &municipality, MediaType::Pdf, SCAN, ACTOR).await;
    assert_eq!(again.unwrap(), Entry::Erased);
    test.drop().await;
}

#[tokio::test]
async fn only_the_services_keep_documents_and_nobody_writes_the_table() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    for role in [
        DatabaseRole::Gateway,
        DatabaseRole::Operator,
        DatabaseRole::Projector,
        DatabaseRole::State,
    ] {
        let vault = Vault::new(test.pool(role));
        let refused = keep(&vault, &municipality, MediaType::Pdf, SCAN, ACTOR).await;
        assert!(matches!(refused, Err(VaultError::Database { .. })));
    }
    let client = test.pool(DatabaseRole::Membership).get().await.unwrap();
    for statement in [
        "INSERT INTO vault.document DEFAULT VALUES",
        "UPDATE vault.document SET content = NULL",
        "DELETE FROM vault.document",
    ] {
        let refused = client.batch_execute(statement).await.unwrap_err();
        assert_eq!(
            refused.code().unwrap().code(),
            "42501",
            "insufficient_privilege"
        );
    }
    let operator = test.pool(DatabaseRole::Operator).get().await.unwrap();
    let sees = operator.query("SELECT FROM vault.document", &[]).await;
    assert!(sees.is_err(), "the operator sees no content");
    drop((client, operator));
    test.drop().await;
}

#[tokio::test]
async fn the_table_holds_what_the_program_promises() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    let vault = Vault::new(test.pool(DatabaseRole::Membership));

    let large = vec![0; DOCUMENT_MAX];
    let kept = keep(&vault, &municipality, MediaType::Pdf, &large, ACTOR).await;
    assert!(matches!(kept.unwrap(), Entry::Kept(_)));
    let client = test.superuser().await;
    for statement in [
        "UPDATE vault.document SET content = 'other'",
        "UPDATE vault.document SET bytes = 20 * 1024 * 1024 + 1, content = NULL, erased_at = now()",
        "UPDATE vault.document SET content = NULL",
    ] {
        let refused = client.batch_execute(statement).await.unwrap_err();
        assert_eq!(refused.code().unwrap().code(), "23514", "check_violation");
    }
    let unknown = MunicipalityId::try_new("nowhere").unwrap();
    let refused = keep(&vault, &unknown, MediaType::Pdf, SCAN, ACTOR).await;
    assert!(matches!(refused, Err(VaultError::UnknownMunicipality(_))));
    test.drop().await;
}
