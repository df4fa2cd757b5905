//! `POST /documents`, and commands that name documents.

use eventstore::DatabaseRole;
use kernel::document::DOCUMENT_MAX;
use kernel::{DocumentRef, MunicipalityId, Role};
use serde_json::{Value, json};
use vault::{Vault, documents};

use crate::{Answer, Service};

const PDF: &str = "application/pdf";

fn scan() -> Vec<u8> {
    b"%PDF-1.7\nVereinbarung".to_vec()
}

fn is(answer: &Answer, status: u16, code: &str) -> bool {
    (answer.0, &answer.1["code"]) == (status, &json!(code))
}

#[tokio::test]
async fn a_document_is_kept_once_and_named_by_its_hash() {
    let service = Service::start().await;
    let token = service.token(Role::Administration, "leverkusen");

    let first = service.upload(&token, PDF, scan()).await;
    let again = service
        .upload(&token, "application/pdf; name=Scan", scan())
        .await;

    assert_eq!(first.0, 201);
    assert_eq!(first, again);
    let document: DocumentRef = serde_json::from_value(first.1).unwrap();
    let vault = Vault::new(service.test.pool(DatabaseRole::Gateway));
    let municipality = MunicipalityId::try_new("leverkusen").unwrap();
    let found = documents::find(&vault, &municipality, document.sha256).await;
    assert_eq!(found.unwrap().unwrap().kept().unwrap().content, scan());
    service.end().await;
}

#[tokio::test]
async fn a_document_may_have_20_mib_and_no_byte_more() {
    let service = Service::start().await;
    let token = service.token(Role::Coordinator, "leverkusen");
    let mut content = scan();
    content.resize(DOCUMENT_MAX, b' ');

    let most = service.upload(&token, PDF, content.clone()).await;
    content.push(b' ');
    let more = service.upload(&token, PDF, content).await;

    assert_eq!(most.0, 201);
    assert!(is(&more, 413, "BODY_TOO_LARGE"), "{more:?}");
    assert_eq!(more.1["facts"]["limitBytes"], DOCUMENT_MAX);
    service.end().await;
}

#[tokio::test]
async fn whoever_may_not_store_documents_is_refused_before_anything_is_read() {
    let service = Service::start().await;
    for role in Role::ALL {
        let may = matches!(
            role,
            Role::Coordinator | Role::Deputy | Role::Administration | Role::FundingOfficer
        );
        if matches!(role, Role::StateCoordinator | Role::PlatformOperator) || may {
            continue;
        }
        let token = service.token(*role, "leverkusen");
        // Its content would be refused as well.
        let answer = service
            .upload(&token, "text/html", b"<html>".to_vec())
            .await;
        assert!(is(&answer, 403, "NOT_ALLOWED"), "{role:?}: {answer:?}");
    }
    let nobody = service.upload("nothing", PDF, scan()).await;
    assert_eq!(nobody.0, 401);
    service.end().await;
}

#[tokio::test]
async fn the_content_decides_what_a_document_is() {
    let service = Service::start().await;
    let token = service.token(Role::Coordinator, "leverkusen");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let script = br#"<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>"#.to_vec();
    for (kind, content, status, code) in [
        ("text/html", scan(), 415, "CONTENT_TYPE_UNSUPPORTED"),
        ("application/json", scan(), 415, "CONTENT_TYPE_UNSUPPORTED"),
        (PDF, png, 422, "DOCUMENT_TYPE_DIFFERS"),
        (PDF, b"MZ\x90\0".to_vec(), 422, "DOCUMENT_TYPE_UNKNOWN"),
        (PDF, Vec::new(), 422, "DOCUMENT_EMPTY"),
        ("image/svg+xml", script, 422, "DOCUMENT_ACTIVE"),
    ] {
        let answer = service.upload(&token, kind, content).await;
        assert!(is(&answer, status, code), "{answer:?} instead of {code}");
    }
    service.end().await;
}

#[tokio::test]
async fn a_command_that_names_a_document_not_in_the_vault_is_refused_and_writes_nothing() {
    let service = Service::start().await;
    let token = service.token(Role::Coordinator, "leverkusen");
    let foreign = service.token(Role::Coordinator, "duisburg");
    let (_, document) = service.upload(&foreign, PDF, scan()).await;
    let municipality = MunicipalityId::try_new("leverkusen").unwrap();
    let before = service.commands.store().head(&municipality).await.unwrap();

    let refused = service
        .file(&token, "k", &json!({ "scan": document }))
        .await;
    assert!(is(&refused, 422, "DOCUMENT_UNKNOWN"), "{refused:?}");
    assert_eq!(refused.1["field"], "scan");
    assert_eq!(refused.1["facts"], document, "its hash and its type");
    let page = service
        .file(&token, "k2", &json!({ "pages": [document] }))
        .await;
    assert_eq!(page.1["field"], "pages[0]");
    let after = service.commands.store().head(&municipality).await.unwrap();
    assert_eq!(before, after);

    service.upload(&token, PDF, scan()).await;
    let filed = service
        .file(&token, "k", &json!({ "scan": document }))
        .await;
    assert_eq!((filed.0, &filed.1["events"]), (200, &json!(["ScanFiled"])));
    service.end().await;
}

#[tokio::test]
async fn a_document_that_is_said_to_be_of_another_type_is_unknown() {
    let service = Service::start().await;
    let token = service.token(Role::Coordinator, "leverkusen");
    let (_, mut document) = service.upload(&token, PDF, scan()).await;
    document["mediaType"] = json!("png");

    let refused = service
        .file(&token, "k", &json!({ "scan": document }))
        .await;

    assert!(is(&refused, 422, "DOCUMENT_UNKNOWN"), "{refused:?}");
    service.end().await;
}

#[tokio::test]
async fn a_command_answers_again_what_it_did_although_its_document_was_erased() {
    let service = Service::start().await;
    let token = service.token(Role::Coordinator, "leverkusen");
    let (_, document) = service.upload(&token, PDF, scan()).await;
    let command = json!({ "scan": document });
    let first = service.file(&token, "k", &command).await;
    let municipality = MunicipalityId::try_new("leverkusen").unwrap();
    let vault = Vault::new(service.test.pool(DatabaseRole::Membership));
    let named: DocumentRef = serde_json::from_value(document).unwrap();
    assert!(
        documents::erase(&vault, &municipality, named.sha256)
            .await
            .unwrap()
    );

    let again = service.file(&token, "k", &command).await;
    let new = service.file(&token, "k2", &command).await;
    let upload = service.upload(&token, PDF, scan()).await;

    assert_eq!(
        (again.0, &again.1["replayed"], &again.1["id"]),
        (200, &json!(true), &first.1["id"])
    );
    assert!(is(&new, 422, "DOCUMENT_UNKNOWN"), "{new:?}");
    assert!(is(&upload, 410, "DOCUMENT_ERASED"), "{upload:?}");
    service.end().await;
}

#[tokio::test]
async fn the_service_describes_the_route_of_documents() {
    let service = Service::start().await;
    let request = service.client.get(format!("{}/openapi.json", service.base));
    let document: Value = request.send().await.unwrap().json().await.unwrap();
    let post = &document["paths"]["/documents"]["post"];
    assert_eq!(post["operationId"], "store-document");
    assert_eq!(
        post["responses"]["201"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/DocumentRef"
    );
    assert!(post["requestBody"]["content"][PDF].is_object());
    service.end().await;
}
