//! The OpenAPI 3.1 document out of the commands' JSON schemas: 3.1 takes them as they are.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::{Receipt, documents};

/// Puts shared schemas where the document keeps them.
pub(crate) fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator()
}

pub(crate) fn document(
    service: &str,
    mut generator: SchemaGenerator,
    commands: Vec<(&str, Schema)>,
) -> Value {
    let receipt = generator.subschema_for::<Receipt>();
    let mut paths: Map<String, Value> = commands
        .into_iter()
        .map(|(name, schema)| {
            let summary = summary(&generator, &schema);
            (
                format!("/commands/{name}"),
                path(name, &summary, &schema, &receipt),
            )
        })
        .collect();
    paths.extend([documents::openapi(&mut generator, problem)]);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("Lotse: {service}"),
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Each command is a POST in the caller's own municipality, which follows from the token. \
                            The same `Idempotency-Key` with the same request happens once.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "schemas": with_problem(generator.take_definitions(true)),
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
        },
    })
}

fn summary(generator: &SchemaGenerator, schema: &Schema) -> String {
    let name = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|at| at.rsplit('/').next());
    name.and_then(|name| generator.definitions().get(name))
        .and_then(|schema| schema.get("description"))
        .and_then(Value::as_str)
        .and_then(|text| text.lines().next())
        .unwrap_or_default()
        .to_owned()
}

fn problem(description: &str) -> Value {
    json!({
        "description": description,
        "content": {
            "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
        },
    })
}

fn path(name: &str, summary: &str, command: &Schema, receipt: &Schema) -> Value {
    json!({
        "post": {
            "operationId": name,
            "summary": summary,
            "parameters": [{
                "name": "Idempotency-Key",
                "in": "header",
                "required": true,
                "description": "Chosen by the caller, unique in the municipality; send it again to try again.",
                "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
            }],
            "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": {
                    "type": "object",
                    "required": ["command"],
                    "additionalProperties": false,
                    "properties": {
                        "command": command,
                        "occurredOn": {
                            "type": "string",
                            "format": "date",
                            "description": "The day on the paper; today where absent.",
                        },
                        "expectedVersion": {
                            "type": "integer",
                            "minimum": 0,
                            "description": "The version that the caller saw; any where absent.",
                        },
                        "source": {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 4000,
                            "description": "Where the caller has it from [Quelle].",
                        },
                    },
                } } },
            },
            "responses": {
                "200": {
                    "description": "Carried out, now or (`replayed`) before.",
                    "content": { "application/json": { "schema": receipt } },
                },
                "400": problem("The request cannot be read; `field` names where."),
                "401": problem("No token, or none that can be verified."),
                "403": problem("The caller may not do this."),
                "409": problem("The state has moved on, or the key carried another command."),
                "413": problem("More than 1 MiB."),
                "415": problem("Not `application/json`."),
                "422": problem("Refused by a rule, with code, field and facts."),
                "503": problem("Something needed does not answer; try again with the same key."),
            },
        },
    })
}

fn with_problem(mut schemas: Map<String, Value>) -> Map<String, Value> {
    let text = json!({ "type": "string" });
    schemas.insert(
        "Problem".to_owned(),
        json!({
            "description": "RFC 9457, with a stable code, the field and the facts.",
            "type": "object",
            "required": ["type", "title", "status", "code", "detail"],
            "properties": {
                "type": text, "title": text, "status": { "type": "integer" }, "code": text,
                "detail": { "type": "string", "description": "One German sentence." },
                "field": text, "rule": text, "facts": { "type": "object" },
            },
        }),
    );
    schemas
}
