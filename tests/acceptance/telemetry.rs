//! One trace from the gateway to the reaction; health, readiness and metrics of every role.

use std::time::Duration;

use acceptance::otlp::Receiver;
use acceptance::{Settings, System, new_key, within};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_is_one_trace_over_gateway_service_append_projection_and_reaction() {
    let receiver = Receiver::start().await;
    let mut system = System::start_with(Settings {
        otlp: Some(receiver.endpoint.clone()),
        ..Settings::default()
    })
    .await;
    let duisburg = system.coordinator("duisburg");
    let network = duisburg.ask("{ networks { id } }").await["networks"][0]["id"].clone();
    let partner = json!({
        "institution": { "name": "Beratungsstelle Geheimwort" }, "kind": "verein",
        "networks": [network], "requestedOn": "2021-02-01",
    });
    let partner = duisburg.give("request-membership", partner).await.id();
    let draft = json!({ "network": network, "kind": "cooperation" });
    let agreement = duisburg
        .give_on("2021-02-08", "draft-agreement", draft)
        .await
        .id();
    for party in [
        json!({ "agreement": agreement, "side": "public", "institution": { "name": "Jugendamt" } }),
        json!({ "agreement": agreement, "side": "partner", "partner": partner }),
    ] {
        duisburg.give("add-party", party).await.done();
    }
    duisburg
        .give("offer-agreement", json!({ "agreement": agreement }))
        .await
        .done();

    let query = "mutation ($input: SignAgreementInput!, $key: ID!) {
        signAgreement(input: $input, idempotencyKey: $key) {
            receipt { events } visible error { code } agreement { state }
        } }";
    let input =
        json!({ "agreement": agreement, "party": 2, "signedOn": "2021-02-15", "form": "WRITTEN" });
    let signed = duisburg
        .ask_with(query, json!({ "input": input, "key": new_key() }))
        .await;
    assert_eq!(
        signed["signAgreement"],
        json!({
            "receipt": { "events": ["AgreementSigned"] }, "visible": true, "error": Value::Null,
            "agreement": { "state": "PARTLY_SIGNED" }
        })
    );
    within(Duration::from_secs(20), "the reaction has noted the signature", || async {
        let statement = format!(
            "SELECT count(*) FROM es.event WHERE stream = 'partner-{partner}' AND type = 'SignatureNoted'"
        );
        system.database().rows(&statement).await[0].get::<_, i64>(0) == 1
            && system.database().is_projected().await
    })
    .await;
    // The end sends what is left.
    system.stop().await;

    let wanted = [
        "gateway.http.request",
        "agreements.http.request",
        "append",
        "consumer",
        "reaction",
    ];
    let traces = receiver.traces();
    let whole = traces.values().find(|names| {
        wanted
            .iter()
            .all(|wanted| names.iter().any(|name| name.contains(wanted)))
    });
    let parts: Vec<_> = traces
        .values()
        .filter(|names| names.iter().any(|name| name == "gateway.http.request"))
        .collect();
    assert!(
        whole.is_some(),
        "no trace has {wanted:?}; those of the gateway: {parts:#?}"
    );
    // No payload, no token, no person, neither in a span nor in a line.
    let token = duisburg
        .token
        .split('.')
        .next_back()
        .expect("a token has a signature");
    let log = std::fs::read_to_string(system.log()).expect("lotse logs");
    for secret in ["Geheimwort", token] {
        for span in receiver.spans() {
            assert!(
                !span.text.contains(secret),
                "{} shows {secret}: {}",
                span.name,
                span.text
            );
        }
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "a line shows {secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_says_that_it_lives_that_it_is_ready_and_how_it_does() {
    let system = System::start().await;
    let client = reqwest::Client::new();
    let get = async |address: String| {
        let response = client.get(&address).send().await.expect("the role answers");
        let status = response.status().as_u16();
        let kind = response.headers().get("content-type").cloned();
        let kind = kind
            .and_then(|kind| kind.to_str().ok().map(str::to_owned))
            .unwrap_or_default();
        (
            status,
            kind,
            response.text().await.expect("an answer has a text"),
        )
    };
    for base in system.addresses() {
        let (status, _, health) = get(format!("{base}/healthz")).await;
        assert_eq!(status, 200, "{base} {health}");
        within(Duration::from_secs(20), "the role is ready", || async {
            let (status, _, ready) = get(format!("{base}/readyz")).await;
            status == 200 && ready.contains("\"database\":true")
        })
        .await;
        let (status, kind, metrics) = get(format!("{base}/metrics")).await;
        assert_eq!(status, 200, "{base}");
        assert!(kind.starts_with("text/plain"), "{kind}");
        for line in metrics
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let value = line
                .rsplit(' ')
                .next()
                .and_then(|value| value.parse::<f64>().ok());
            assert!(value.is_some(), "not Prometheus text: {line}");
        }
        assert!(metrics.contains("lotse_"), "{base} has figures of its own");
    }
    // The gateway's page loads nothing from another origin.
    let (status, kind, page) = get(format!("{}/graphiql", system.addresses()[0])).await;
    assert_eq!((status, kind.as_str()), (200, "text/html; charset=utf-8"));
    assert!(
        !page.contains("//unpkg") && !page.contains("src=\"http") && !page.contains("href=\"http")
    );
    for service in &system.addresses()[1..3] {
        let (status, _, document) = get(format!("{service}/openapi.json")).await;
        assert_eq!(status, 200);
        assert!(
            document.contains("\"openapi\":\"3.1"),
            "{}",
            &document[..200.min(document.len())]
        );
    }
}
