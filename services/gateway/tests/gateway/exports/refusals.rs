//! Who may not, what cannot be meant, and what is another municipality's.

use kernel::Role;
use serde_json::Value;
use service_kit::permission;

use super::Desk;
use super::fixture::town;
use crate::graphql::database;
use crate::graphql::office::Office;

/// Every route, its operation, and a path of it that an id of nothing leads to.
fn routes(id: &str) -> Vec<(&'static str, String)> {
    let mut routes = vec![
        ("agreement-paper", format!("/papers/agreements/{id}.pdf")),
        (
            "framework-comparison",
            format!("/papers/frameworks/{id}/comparison.pdf?from=1&to=2"),
        ),
        (
            "framework-comparison",
            format!("/papers/frameworks/{id}/versions/1.pdf"),
        ),
        ("minutesPaper", format!("/papers/minutes/{id}.pdf")),
        ("proofPaper", format!("/papers/grants/{id}/proof.pdf")),
        ("proofPaper", format!("/papers/grants/{id}/proof.docx")),
        ("proofPaper", format!("/papers/grants/{id}/report.pdf")),
        ("proofPaper", format!("/papers/grants/{id}/report.docx")),
        ("site-folder", format!("/papers/sites/{id}/folder.pdf")),
        (
            "emergency-card",
            format!("/papers/offices/{id}/emergency-card.pdf"),
        ),
        ("document", format!("/documents/{}", "0".repeat(64))),
    ];
    for (operation, name, formats) in [
        (
            "export-contact-list",
            "contact-list",
            &["pdf", "xlsx", "csv", "vcf"][..],
        ),
        (
            "export-specialist-list",
            "specialist-list",
            &["pdf", "xlsx", "csv", "vcf"],
        ),
        ("export-partners", "partners", &["xlsx", "csv"]),
        ("export-offers", "offers", &["xlsx", "csv"]),
        ("exportLedger", "ledger", &["xlsx", "csv"]),
    ] {
        for format in formats {
            routes.push((operation, format!("/exports/{name}.{format}")));
        }
    }
    routes
}

const NOTHING: &str = "00000000-0000-7000-8000-00000000dead";

#[tokio::test]
async fn a_role_gets_the_files_that_the_table_lists_and_no_others() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    for (operation, path) in routes(NOTHING) {
        // Setting a paper takes its time, and who may is decided before.
        if path.starts_with("/exports/") && path.ends_with(".pdf") {
            continue;
        }
        for role in Role::ALL {
            let got = desk.get_as("leverkusen", *role, &path).await;
            if permission::allows(*role, operation) {
                assert!(
                    matches!(got.status, 200 | 404),
                    "{role:?} {path} {}",
                    got.text()
                );
            } else {
                let refused = (403, "NOT_ALLOWED".to_owned(), String::new());
                assert_eq!(got.refusal(), refused, "{role:?} {path}");
            }
        }
        assert_eq!(desk.get_unknown(&path).await.status, 401, "{path}");
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn g17_what_is_another_municipalitys_is_answered_like_what_does_not_exist() {
    let database = database().await;
    let mut town = town(&database).await;
    let framework = town.office.approved_text().await;
    let partners = [town.with_contact];
    let agreement = town
        .office
        .agree_on_text(town.network, &partners, framework, "-")
        .await;
    town.office.publish().await;
    Office::open(&database, "duisburg").await.publish().await;
    let desk = Desk::open(&database).await;
    let foreign = async |path: &str| desk.get_as("duisburg", Role::Coordinator, path).await;
    let missing = foreign(&format!("/papers/agreements/{NOTHING}.pdf")).await;
    for path in [
        format!("/papers/agreements/{agreement}.pdf"),
        format!("/papers/frameworks/{framework}/comparison.pdf?from=1&to=1"),
        format!("/papers/frameworks/{framework}/versions/1.pdf"),
        format!("/papers/sites/{}/folder.pdf", town.site),
        format!("/papers/offices/{}/emergency-card.pdf", town.coordination),
    ] {
        let got = foreign(&path).await;
        assert_eq!((got.status, &got.bytes), (404, &missing.bytes), "{path}");
    }
    let network = |id: &str| format!("/exports/contact-list.csv?network={id}");
    let of_nothing = foreign(&network(NOTHING)).await;
    assert_eq!(
        of_nothing.refusal(),
        (404, "NOT_FOUND".to_owned(), "network".to_owned())
    );
    let of_leverkusen = foreign(&network(&town.network.to_string())).await;
    assert_eq!(of_leverkusen.bytes, of_nothing.bytes);
    for path in [
        "/exports/contact-list.csv",
        "/exports/partners.csv",
        "/exports/specialist-list.csv",
    ] {
        assert_eq!(foreign(path).await.rows().len(), 1, "{path}");
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_with_its_field() {
    let database = database().await;
    let town = town(&database).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    for (path, code, field) in [
        ("/exports/contact-list.doc", "UNKNOWN_FORMAT", "format"),
        ("/exports/partners.pdf", "UNKNOWN_FORMAT", "format"),
        ("/papers/agreements/x.docx", "UNKNOWN_FORMAT", "format"),
        ("/papers/grants/x/proof.odt", "UNKNOWN_FORMAT", "format"),
        (
            "/papers/grants/x/proof.pdf?jahr=2025",
            "UNKNOWN_PARAMETER",
            "jahr",
        ),
        (
            "/exports/contact-list.csv?asOf=31.12.2020",
            "INVALID_PARAMETER",
            "asOf",
        ),
        (
            "/exports/contact-list.csv?asOf=0001-01-01",
            "INVALID_ARGUMENT",
            "asOf",
        ),
        (
            "/exports/contact-list.csv?network=x",
            "INVALID_PARAMETER",
            "network",
        ),
        (
            "/exports/contact-list.csv?netzwerk=x",
            "UNKNOWN_PARAMETER",
            "netzwerk",
        ),
        (
            "/exports/contact-list.csv?version=1",
            "INVALID_PARAMETER",
            "issue",
        ),
        (
            "/exports/contact-list.csv?version=0",
            "INVALID_PARAMETER",
            "version",
        ),
        (
            "/exports/contact-list.csv?issue=00000000-0000-7000-8000-00000000dead",
            "INVALID_PARAMETER",
            "version",
        ),
        (
            "/exports/contact-list.csv?issue=00000000-0000-7000-8000-00000000dead&version=1&asOf=2020-01-01",
            "PARAMETERS_CONFLICT",
            "asOf",
        ),
    ] {
        let got = desk.get(path).await;
        assert_eq!(
            got.refusal(),
            (400, code.to_owned(), field.to_owned()),
            "{path}"
        );
    }
    assert_eq!(desk.get("/exports/everything.csv").await.status, 404);
    let other = format!("/papers/grants/{NOTHING}/everything.pdf");
    assert_eq!(desk.get(&other).await.status, 404);
    assert_eq!(desk.get("/exports/contact-list").await.status, 404);
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn every_file_stands_in_the_description_of_the_routes() {
    let database = database().await;
    let desk = Desk::open(&database).await;
    let described = desk.get_unknown("/openapi.json").await.json();
    assert_eq!(described, gateway::openapi());
    let paths: Vec<&String> = described["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths.len(), routes(NOTHING).len());
    for (_, path) in routes(NOTHING) {
        let path = path.split('?').next().unwrap();
        let pattern = path
            .replace(NOTHING, "{id}")
            .replace(&"0".repeat(64), "{sha256}")
            .replace("versions/1", "versions/{version}");
        assert_ne!(described["paths"][&pattern], Value::Null, "{pattern}");
    }
    drop(desk);
    database.drop().await;
}
