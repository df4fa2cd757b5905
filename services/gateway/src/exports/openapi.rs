//! The routes of files for programs: OpenAPI 3.1, as `GET /openapi.json` answers it and as it is committed.

use serde_json::{Map, Value, json};

use super::file::Format;
use super::{
    agreement, contact_list, document, emergency, folder, framework, grants, ledger, minutes,
    offers, partners, specialist_list,
};

/// The description of the gateway's routes of files.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    let lists = [
        (
            "contact-list",
            contact_list::OPERATION,
            "The contact list [Anlage 1], with the office and the emergency card (AGR-23, MEM-30, MEM-31).",
        ),
        (
            "specialist-list",
            specialist_list::OPERATION,
            "The experienced specialists [Anlage 2], split by legal basis (AGR-24).",
        ),
    ];
    for (name, operation, summary) in lists {
        for format in [Format::Pdf, Format::Xlsx, Format::Csv, Format::Vcf] {
            let path = format!("/exports/{name}.{}", format.ending());
            let operation = format!("{operation}-{}", format.ending());
            let route = route(&operation, summary, &list_parameters(), format.mime());
            paths.insert(path, route);
        }
    }
    let filtered = [
        (
            "partners",
            partners::OPERATION,
            "The directory of partners, filtered like GraphQL's `partners`.",
            "partners",
            Vec::from_iter(partners::parameters()),
        ),
        (
            "offers",
            offers::OPERATION,
            "The directory of offers that families may use (EVA-12), filtered like GraphQL's `offers`.",
            "offers",
            Vec::from_iter(offers::parameters()),
        ),
        (
            "ledger",
            ledger::OPERATION,
            "What was granted, drawn, spent and is free [Übersicht der Mittel], with every booking in the workbook (FUN-18).",
            "fundingLedger",
            Vec::from_iter(ledger::parameters()),
        ),
    ];
    for (name, operation, summary, field, parameters) in filtered {
        let text = json!({ "type": "string" });
        let meaning = format!("As the argument of GraphQL's `{field}`.");
        let parameters = parameters
            .into_iter()
            .map(|name| query(name, &text, &meaning));
        let parameters: Vec<Value> = std::iter::once(as_of()).chain(parameters).collect();
        for format in [Format::Xlsx, Format::Csv] {
            let path = format!("/exports/{name}.{}", format.ending());
            let operation = format!("{operation}-{}", format.ending());
            paths.insert(path, route(&operation, summary, &parameters, format.mime()));
        }
    }
    let version = json!({ "type": "integer", "minimum": 1 });
    let papers = [
        (
            "/papers/agreements/{id}.pdf",
            agreement::OPERATION,
            "An agreement with both annexes (AGR-02, AGR-05, AGR-18, AGR-21, AGR-30); 409 where Lotse has no text of it.",
            vec![in_path("id", &uuid())],
        ),
        (
            "/papers/frameworks/{id}/comparison.pdf",
            framework::OPERATION,
            "Two versions of a text beside each other, for the consultation (AGR-31).",
            vec![
                in_path("id", &uuid()),
                required(query("from", &version, "The version until now.")),
                required(query("to", &version, "The version that is proposed.")),
            ],
        ),
        (
            "/papers/frameworks/{id}/versions/{version}.pdf",
            "framework-version",
            "A version of a text with its placeholders to be seen (AGR-21).",
            vec![in_path("id", &uuid()), in_path("version", &version)],
        ),
        (
            "/papers/minutes/{id}.pdf",
            minutes::OPERATION,
            "The minutes of a meeting [Protokoll] (MTG-10, MTG-30): the version in force, or the draft before the first approval.",
            vec![
                in_path("id", &uuid()),
                query("version", &version, "Another version of them."),
            ],
        ),
        (
            "/papers/sites/{id}/folder.pdf",
            folder::OPERATION,
            "The child protection folder of a site [Kinderschutzmappe] (MEM-50).",
            vec![in_path("id", &uuid())],
        ),
        (
            "/papers/offices/{id}/emergency-card.pdf",
            emergency::OPERATION,
            "The emergency card of an office [Notfallkarte] (MEM-30); 409 where it has none.",
            vec![in_path("id", &uuid())],
        ),
    ];
    for (path, operation, summary, parameters) in papers {
        let route = route(operation, summary, &parameters, Format::Pdf.mime());
        paths.insert(path.to_owned(), route);
    }
    let proofs = [
        (
            "proof",
            "The numeric proof of a grant [Zahlenmäßiger Nachweis] (FUN-20): as it was submitted, or a draft out of the books; 409 before an award.",
        ),
        (
            "report",
            "The skeleton of a grant's report [Sachbericht] by area, with what really happened; 409 before an award.",
        ),
    ];
    for (name, summary) in proofs {
        for format in grants::FORMATS {
            let path = format!("/papers/grants/{{id}}/{name}.{}", format.ending());
            let operation = format!("{}-{name}-{}", grants::OPERATION, format.ending());
            let parameters = [in_path("id", &uuid()), as_of()];
            let route = route(&operation, summary, &parameters, format.mime());
            paths.insert(path, route);
        }
    }
    let hash = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    let mut scan = route(
        document::OPERATION,
        "A scan or an upload [Scan, hochgeladene Datei]; 410 where it was erased.",
        &[in_path("sha256", &hash)],
        "*/*",
    );
    scan["get"]["responses"]["410"] = problem("It was erased.");
    paths.insert("/documents/{sha256}".to_owned(), scan);
    document(&paths)
}

fn document(paths: &Map<String, Value>) -> Value {
    let text = json!({ "type": "string" });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Lotse: files of the gateway",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Lists, papers and scans of the caller's own municipality, which follows from the token. \
                            Rendered when asked for and never kept. Everything else is asked at `/graphql`.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "schemas": { "Problem": {
                "description": "RFC 9457, with a stable code, the field and the facts.",
                "type": "object",
                "required": ["type", "title", "status", "code", "detail"],
                "properties": {
                    "type": text, "title": text, "status": { "type": "integer" }, "code": text,
                    "detail": { "type": "string", "description": "One German sentence." },
                    "field": text, "rule": text, "facts": { "type": "object" },
                },
            } },
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
        },
    })
}

fn route(operation: &str, summary: &str, parameters: &[Value], mime: &str) -> Value {
    json!({ "get": {
        "operationId": operation,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The file, with its name in `Content-Disposition`.",
                "content": { mime: {} },
            },
            "400": problem("A parameter or a format that there is not, or that cannot be read; `field` names it."),
            "401": problem("No token, or none that can be verified."),
            "403": problem("The caller may not do this."),
            "404": problem("It does not exist, or it is another municipality's."),
            "409": problem("It cannot be rendered as it stands."),
            "503": problem("Something needed does not answer; try again."),
        },
    } })
}

fn problem(description: &str) -> Value {
    json!({
        "description": description,
        "content": {
            "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
        },
    })
}

fn list_parameters() -> Vec<Value> {
    let version = json!({ "type": "integer", "minimum": 1 });
    vec![
        query(
            "network",
            &uuid(),
            "Of which network; of the municipality where absent.",
        ),
        as_of(),
        query(
            "issue",
            &uuid(),
            "The id of a list that was issued: renders an issue anew, as it was known then. With `version`.",
        ),
        query("version", &version, "Which issue of it."),
    ]
}

fn as_of() -> Value {
    query(
        "asOf",
        &json!({ "type": "string", "format": "date" }),
        "The day that is shown; today where absent.",
    )
}

fn query(name: &str, schema: &Value, description: &str) -> Value {
    json!({ "name": name, "in": "query", "schema": schema, "description": description })
}

fn in_path(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

fn required(mut parameter: Value) -> Value {
    parameter["required"] = json!(true);
    parameter
}

fn uuid() -> Value {
    json!({ "type": "string", "format": "uuid" })
}
