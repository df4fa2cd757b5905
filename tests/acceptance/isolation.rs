//! Another municipality's token and ids show nothing (G6, G17), and a role may what the table says, at every service.

use std::collections::BTreeMap;

use acceptance::{Answer, Caller, System, new_key};
use futures::future::join_all;
use kernel::Role;
use serde_json::{Map, Value, json};
use service_kit::permission;

/// A command may make a thing of the caller's own out of nothing: there is no foreign id in it.
const WITHOUT_IDS: &[&str] = &[
    "establish-network",
    "establish-body",
    "establish-office",
    "establish-region",
    "draft-circular",
    "draft-framework",
    "issue-contact-list",
    "register-site",
    "register-specialist",
    "register-volunteer-group",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_command_with_foreign_ids_answers_as_if_they_did_not_exist() {
    let system = System::start().await;
    let (leverkusen, duisburg) = (
        system.coordinator("leverkusen"),
        system.coordinator("duisburg"),
    );
    let foreign = Ids::of(&duisburg).await;
    let missing = foreign.missing();
    let before = contents(&system, "duisburg").await;
    let mut asked = 0;
    for (base, command, schema, document) in commands(&leverkusen).await {
        let fields = |ids: &Ids| {
            Sample {
                document: &document,
                ids,
            }
            .of(&schema)
        };
        let theirs = fields(&foreign);
        if !foreign.names(&theirs) {
            assert!(
                WITHOUT_IDS.contains(&command.as_str()),
                "{command} names no id: {theirs}"
            );
            continue;
        }
        let answer = post(&leverkusen, &base, &command, &theirs).await;
        let as_missing = post(&leverkusen, &base, &command, &fields(&missing)).await;
        assert!(
            (400..500).contains(&answer.status),
            "{command}: {}",
            answer.text
        );
        assert_eq!(
            (answer.status, foreign.hide(&answer.text)),
            (as_missing.status, missing.hide(&as_missing.text)),
            "{command} tells a foreign id from a missing one"
        );
        // The office itself is told something else, so that the sample reaches the thing.
        asked += 1;
    }
    assert!(asked > 35, "only {asked} commands were asked");
    assert_eq!(
        contents(&system, "duisburg").await,
        before,
        "Duisburg is as it was, byte for byte"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_root_field_asked_from_elsewhere_shows_nothing() {
    let system = System::start().await;
    let (leverkusen, duisburg) = (
        system.coordinator("leverkusen"),
        system.coordinator("duisburg"),
    );
    let foreign = Ids::of(&duisburg).await;
    let (network, partner) = (&foreign.0["network"], &foreign.0["partner"]);
    let cursors = duisburg
        .ask("{ partners { pageInfo { endCursor } } agreements { pageInfo { endCursor } } workList { pageInfo { endCursor } } }")
        .await;
    let cursor = |list: &str| cursors[list]["pageInfo"]["endCursor"].clone();
    let asked = [
        ("municipality", "{ municipality { id name } }".to_owned()),
        ("networks", "{ networks { id name } }".to_owned()),
        (
            "partners",
            format!(
                "{{ partners(filter: {{ network: \"{network}\" }}) {{ nodes {{ id name }} }} }}"
            ),
        ),
        (
            "partners",
            format!(
                "{{ partners(after: {}) {{ nodes {{ id name }} }} }}",
                cursor("partners")
            ),
        ),
        (
            "agreements",
            format!("{{ agreements(filter: {{ partner: \"{partner}\" }}) {{ nodes {{ id }} }} }}"),
        ),
        (
            "agreements",
            format!(
                "{{ agreements(after: {}) {{ nodes {{ id }} }} }}",
                cursor("agreements")
            ),
        ),
        (
            "bodies",
            "{ bodies { id name network { id name } cadence { words } meetings { nodes { id } } } }"
                .to_owned(),
        ),
        ("regions", "{ regions { id name } }".to_owned()),
        (
            "history",
            format!(
                "{{ history(filter: {{ of: \"{partner}\" }}) {{ nodes {{ of values {{ value }} }} }} }}"
            ),
        ),
        (
            "membershipRequests",
            format!(
                "{{ membershipRequests(filter: {{ network: \"{network}\" }}) {{ nodes {{ partner {{ name }} }} }} }}"
            ),
        ),
        (
            "resources",
            "{ resources { partner { id name } } }".to_owned(),
        ),
        (
            "presentationRota",
            "{ presentationRota { nodes { partner { name } } } }".to_owned(),
        ),
        (
            "participation",
            "{ participation(year: 2020) { nodes { partner { name } } } }".to_owned(),
        ),
        (
            "offers",
            format!("{{ offers(filter: {{ partner: \"{partner}\" }}) {{ nodes {{ id }} }} }}"),
        ),
        ("offerInventory", "{ offerInventory { total } }".to_owned()),
        ("offerMatrix", "{ offerMatrix { total } }".to_owned()),
        (
            "annualReport",
            "{ annualReport(year: 2025) { year } }".to_owned(),
        ),
        ("specialists", "{ specialists { id } }".to_owned()),
        (
            "frameworks",
            "{ frameworks { nodes { id title } } }".to_owned(),
        ),
        (
            "frameworkComparison",
            format!(
                "{{ frameworkComparison(framework: \"{partner}\", from: 1, to: 2) {{ __typename }} }}"
            ),
        ),
        (
            "protectionMandates",
            "{ protectionMandates { nodes { partner { name } } } }".to_owned(),
        ),
        ("sectorGaps", "{ sectorGaps { lawVersion } }".to_owned()),
        (
            "agreementCoverage",
            "{ agreementCoverage { byNetwork { network { id name } } } }".to_owned(),
        ),
        ("offices", "{ offices { id } }".to_owned()),
        ("contactLists", "{ contactLists { id } }".to_owned()),
        ("circulars", "{ circulars { nodes { id } } }".to_owned()),
        (
            "deliveries",
            "{ deliveries { nodes { id contact partner { name } } } }".to_owned(),
        ),
        ("meetings", "{ meetings { nodes { id } } }".to_owned()),
        ("minutes", "{ minutes { nodes { id text } } }".to_owned()),
        (
            "checkMinutesText",
            "{ checkMinutesText(text: \"x\") { words } }".to_owned(),
        ),
        (
            "recommendations",
            "{ recommendations { nodes { id title } } }".to_owned(),
        ),
        (
            "committeeReports",
            "{ committeeReports { nodes { id } } }".to_owned(),
        ),
        (
            "committeeReportFindings",
            "{ committeeReportFindings { sentence } }".to_owned(),
        ),
        ("needs", "{ needs { nodes { id title } } }".to_owned()),
        (
            "standards",
            "{ standards { nodes { id title } } }".to_owned(),
        ),
        ("topics", "{ topics { nodes { id title } } }".to_owned()),
        (
            "trainings",
            "{ trainings { nodes { id title } } }".to_owned(),
        ),
        ("yearlyTraining", "{ yearlyTraining { year } }".to_owned()),
        (
            "indicators",
            "{ indicators { nodes { id title source } } }".to_owned(),
        ),
        (
            "siteReports",
            "{ siteReports { nodes { id site { name } } } }".to_owned(),
        ),
        (
            "instruments",
            "{ instruments { nodes { id title } } }".to_owned(),
        ),
        ("concepts", "{ concepts { nodes { id title } } }".to_owned()),
        ("goals", "{ goals { nodes { id text } } }".to_owned()),
        (
            "qualityDialogues",
            "{ qualityDialogues { nodes { id title } } }".to_owned(),
        ),
        (
            "decisions",
            "{ decisions { nodes { id subject } } }".to_owned(),
        ),
        (
            "programmes",
            "{ programmes { nodes { id name } } }".to_owned(),
        ),
        ("grants", "{ grants { nodes { id purpose } } }".to_owned()),
        (
            "expenses",
            format!("{{ expenses(filter: {{ partner: \"{partner}\" }}) {{ nodes {{ id purpose }} }} }}"),
        ),
        (
            "onwardGrants",
            format!("{{ onwardGrants(filter: {{ partner: \"{partner}\" }}) {{ nodes {{ id purpose }} }} }}"),
        ),
        (
            "fundingLedger",
            "{ fundingLedger(by: [GRANT, PROJECT, SITE]) { parts { grant project site granted { amount } } } }"
                .to_owned(),
        ),
        (
            "circularRecipients",
            "{ circularRecipients { nodes { partner { name } } } }".to_owned(),
        ),
        ("volunteerGroups", "{ volunteerGroups { id } }".to_owned()),
        ("projects", "{ projects { nodes { id name } } }".to_owned()),
        (
            "costSchemes",
            "{ costSchemes { nodes { id name } } }".to_owned(),
        ),
        ("budgets", "{ budgets { nodes { id total } } }".to_owned()),
        (
            "whatIf",
            "{ whatIf(input: { fromYear: 2026, toYear: 2026, scenarios: [{}] }) { scheme { id name } } }"
                .to_owned(),
        ),
        ("sites", "{ sites { id name } }".to_owned()),
        ("node", format!("{{ node(id: \"{partner}\") {{ id }} }}")),
        (
            "workList",
            format!(
                "{{ workList(after: {}) {{ nodes {{ id subject subjectName }} }} }}",
                cursor("workList")
            ),
        ),
    ];
    let fields = root_fields(&leverkusen).await;
    for field in &fields {
        // The state's overview is no municipality's to ask: see below.
        let covered = field == "stateOverview" || asked.iter().any(|(name, _)| name == field);
        assert!(covered, "{field} needs a question here");
    }
    let names = duisburg
        .ask("{ municipality { name } partners { nodes { name } } networks { name } }")
        .await;
    let mut secrets: Vec<String> = foreign.0.values().cloned().collect();
    secrets.extend(texts(&names));
    for (field, query) in &asked {
        let answer = leverkusen.graphql(query, json!({})).await;
        assert_eq!(answer.status, 200, "{field}: {}", answer.text);
        assert_eq!(answer.body.get("errors"), None, "{field}: {}", answer.text);
        for secret in &secrets {
            assert!(
                !answer.text.contains(secret.as_str()),
                "{field} shows {secret}: {}",
                answer.text
            );
        }
    }
    for filtered in [2, 4] {
        let answer = leverkusen.graphql(&asked[filtered].1, json!({})).await;
        assert!(answer.text.contains("\"nodes\":[]"), "{}", answer.text);
    }
    let overview = leverkusen
        .graphql("{ stateOverview { municipality { id } } }", json!({}))
        .await;
    assert_eq!(
        overview.body["errors"][0]["extensions"]["code"],
        "NOT_ALLOWED"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_services_and_the_gateway_let_each_role_do_what_the_table_says() {
    let system = System::start().await;
    let commands = commands(&system.coordinator("leverkusen")).await;
    for (_, command, _, _) in &commands {
        assert!(
            permission::operations().any(|known| known == command),
            "{command} is in the table"
        );
        let somebody = Role::ALL
            .iter()
            .any(|role| permission::allows(*role, command));
        assert!(somebody, "nobody may {command}");
    }
    for role in Role::ALL {
        let scope = match role {
            Role::StateCoordinator => "05",
            Role::PlatformOperator => "",
            _ => "leverkusen",
        };
        let caller = system.caller(&role.code(), scope);
        let answers = join_all(commands.iter().map(|(base, command, _, _)| {
            let caller = caller.clone();
            async move { (command, post(&caller, base, command, &json!({})).await) }
        }))
        .await;
        for (command, answer) in answers {
            let refused = (answer.status, answer.code()) == (403, "NOT_ALLOWED");
            assert_eq!(
                !refused,
                permission::allows(*role, command),
                "{role:?} {command}: {}",
                answer.text
            );
            assert_ne!(answer.status, 200, "an empty command says nothing");
        }
        // What only reactions give is nobody's to post.
        let hidden = caller.give("note-signature", json!({})).await;
        assert_eq!((hidden.status, hidden.code()), (404, "UNKNOWN_COMMAND"));

        for field in root_fields(&caller).await {
            let arguments = match field.as_str() {
                "node" => "(id: \"x\")",
                "participation" => "(year: 2020)",
                "frameworkComparison" => "(framework: \"x\", from: 1, to: 2)",
                "checkMinutesText" => "(text: \"x\")",
                "annualReport" => "(year: 2025)",
                "whatIf" => "(input: { fromYear: 2026, toYear: 2026, scenarios: [{}] })",
                _ => "",
            };
            let answer = caller
                .graphql(
                    &format!("{{ {field}{arguments} {{ __typename }} }}"),
                    json!({}),
                )
                .await;
            let code = &answer.body["errors"][0]["extensions"]["code"];
            assert_eq!(
                code != "NOT_ALLOWED",
                permission::allows(*role, &field),
                "{role:?} {field}: {}",
                answer.text
            );
        }
    }
}

/// Every command route of both services: base address, name, schema, and the document that the schema belongs to.
async fn commands(caller: &Caller) -> Vec<(String, String, Value, Value)> {
    let mut all = Vec::new();
    for base in [&caller.agreements, &caller.membership] {
        let response = caller
            .http()
            .get(format!("{base}/openapi.json"))
            .send()
            .await;
        let document = Answer::of(response.expect("the document is served")).await;
        let document = document.expect("the document is whole").body;
        let paths = document["paths"].as_object().cloned().unwrap_or_default();
        for (path, item) in paths {
            let Some(name) = path.strip_prefix("/commands/") else {
                continue;
            };
            let name = name.to_owned();
            let body = &item["post"]["requestBody"]["content"]["application/json"]["schema"];
            all.push((
                base.clone(),
                name,
                body["properties"]["command"].clone(),
                document.clone(),
            ));
        }
    }
    assert!(all.len() > 40, "{} routes", all.len());
    all
}

async fn post(caller: &Caller, base: &str, command: &str, fields: &Value) -> Answer {
    let request = caller.http().post(format!("{base}/commands/{command}"));
    let request = request
        .bearer_auth(&caller.token)
        .header("idempotency-key", new_key());
    let response = request.json(&json!({ "command": fields })).send().await;
    Answer::of(response.expect("the service answers"))
        .await
        .expect("a whole answer")
}

async fn root_fields(caller: &Caller) -> Vec<String> {
    let schema = caller
        .ask("{ __schema { queryType { fields { name } } } }")
        .await;
    let fields = texts(&schema);
    assert!(fields.len() >= 9, "{fields:?}");
    fields
}

/// The ids of one thing of each kind.
#[derive(Clone, Debug)]
struct Ids(BTreeMap<&'static str, String>);

impl Ids {
    async fn of(coordinator: &Caller) -> Self {
        let all = coordinator
            .ask(
                "{ partners { nodes { id contacts { id } } } agreements { nodes { id } } networks { id }
                    bodies { id seats { id } } sites { id } regions { id } }",
            )
            .await;
        let first = |path: &str| all.pointer(path).and_then(Value::as_str).map(str::to_owned);
        let missing = || kernel::EntryId::generate().to_string();
        let nodes = all["partners"]["nodes"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let contact = nodes
            .iter()
            .find_map(|partner| partner["contacts"][0]["id"].as_str());
        Self(BTreeMap::from([
            (
                "partner",
                first("/partners/nodes/0/id").unwrap_or_else(missing),
            ),
            ("contact", contact.map_or_else(missing, str::to_owned)),
            (
                "agreement",
                first("/agreements/nodes/0/id").unwrap_or_else(missing),
            ),
            ("network", first("/networks/0/id").unwrap_or_else(missing)),
            ("body", first("/bodies/0/id").unwrap_or_else(missing)),
            (
                "seat",
                first("/bodies/0/seats/0/id").unwrap_or_else(missing),
            ),
            ("site", first("/sites/0/id").unwrap_or_else(missing)),
            ("region", first("/regions/0/id").unwrap_or_else(missing)),
            ("circular", missing()),
            ("framework", missing()),
            ("group", missing()),
            ("list", missing()),
            ("offer", missing()),
            ("office", missing()),
            ("specialist", missing()),
        ]))
    }

    /// Ids of the same kinds that nobody has.
    fn missing(&self) -> Self {
        Self(
            self.0
                .keys()
                .map(|kind| (*kind, kernel::EntryId::generate().to_string()))
                .collect(),
        )
    }

    /// The id that belongs into a field of that name.
    fn of_field(&self, field: &str) -> Option<&str> {
        let kind = match field {
            "operator" | "onBehalfOf" | "duplicate" | "recipients" => "partner",
            "parent" | "bodies" => "body",
            "networks" => "network",
            other => other,
        };
        self.0.get(kind).map(String::as_str)
    }

    fn names(&self, fields: &Value) -> bool {
        let text = fields.to_string();
        self.0.values().any(|id| text.contains(id.as_str()))
    }

    fn hide(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (kind, id)| {
            text.replace(id.as_str(), kind)
        })
    }
}

/// Makes a value that a schema takes, with ids of one's choice.
struct Sample<'a> {
    document: &'a Value,
    ids: &'a Ids,
}

impl Sample<'_> {
    fn of(&self, schema: &Value) -> Value {
        self.value("", schema)
    }

    fn value(&self, field: &str, schema: &Value) -> Value {
        if let Some(at) = schema["$ref"].as_str() {
            let referred = self.document.pointer(at.trim_start_matches('#'));
            return self.value(field, referred.expect("a reference leads somewhere"));
        }
        if let Some(id) = self.ids.of_field(field)
            && schema["type"] != "array"
        {
            return json!(id);
        }
        for choice in ["oneOf", "anyOf", "allOf"] {
            let first = schema[choice]
                .as_array()
                .and_then(|all| all.iter().find(|one| one["type"] != "null"));
            if let Some(first) = first {
                return self.value(field, first);
            }
        }
        if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
            return first.clone();
        }
        if !schema["const"].is_null() {
            return schema["const"].clone();
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").cloned(),
            kind => Some(kind.clone()),
        };
        match kind.as_ref().and_then(Value::as_str) {
            Some("object") => self.object(schema),
            Some("array") => json!([self.value(field, &schema["items"])]),
            Some("integer" | "number") => json!(1),
            Some("boolean") => json!(false),
            _ if schema["format"] == "date" => json!("2021-01-04"),
            _ if schema["format"] == "uuid" => json!(kernel::EntryId::generate()),
            // A date as far as it is known, a code, or words.
            _ if field.ends_with("On") || field == "since" => json!("2021-01-04"),
            _ if field == "sector" => json!("JH-OE"),
            _ => json!("Probe"),
        }
    }

    /// What is required, and every optional id but that of the new thing itself.
    fn object(&self, schema: &Value) -> Value {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let properties = schema["properties"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        let fields: Map<String, Value> = properties
            .iter()
            .filter(|(name, _)| {
                required.iter().any(|one| one == *name)
                    || (*name != "id" && self.ids.of_field(name).is_some())
            })
            .map(|(name, schema)| (name.clone(), self.value(name, schema)))
            .collect();
        Value::Object(fields)
    }
}

/// Every text in an answer.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::Object(all) => all.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// A digest of everything that the store, the vault and the read tables hold of a municipality.
async fn contents(system: &System, municipality: &str) -> BTreeMap<String, String> {
    let tables = system
        .database()
        .rows(
            "SELECT format('%I.%I', table_schema, table_name)
             FROM information_schema.columns
             WHERE column_name = 'municipality'
                AND (table_schema IN ('es', 'vault') OR table_schema LIKE 'read\\_%')
             ORDER BY 1",
        )
        .await;
    let mut contents = BTreeMap::new();
    for table in tables.iter().map(|row| row.get::<_, String>(0)) {
        let statement = format!(
            "SELECT coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '')
             FROM {table} t WHERE t.municipality = '{municipality}'"
        );
        contents.insert(table, system.database().rows(&statement).await[0].get(0));
    }
    assert!(contents.len() > 10, "{contents:?}");
    contents
}
