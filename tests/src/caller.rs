//! Somebody with a token.

use std::time::Duration;

use agreements::agreement::AgreementCommand;
use kernel::CommandSet as _;
use reqwest::Response;
use serde_json::{Value, json};

/// Somebody who calls the gateway and the services.
#[derive(Clone, Debug)]
pub struct Caller {
    http: reqwest::Client,
    pub gateway: String,
    pub agreements: String,
    pub membership: String,
    pub token: String,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    /// The header `idempotency-replayed`.
    pub replayed: bool,
    /// Null where it is no JSON.
    pub body: Value,
    pub text: String,
}

impl Answer {
    pub async fn of(response: Response) -> Result<Self, reqwest::Error> {
        let status = response.status().as_u16();
        let replayed = response.headers().contains_key("idempotency-replayed");
        let text = response.text().await?;
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Self {
            status,
            replayed,
            body,
            text,
        })
    }

    /// The stable code of a refusal; empty where there is none.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The field that a refusal names; empty where there is none.
    pub fn field(&self) -> &str {
        self.body["field"].as_str().unwrap_or_default()
    }

    /// The answer of a command that was carried out.
    ///
    /// # Panics
    /// With the refusal.
    pub fn done(&self) -> &Value {
        assert_eq!(self.status, 200, "{}", self.text);
        &self.body
    }

    /// The id of what a command made.
    pub fn id(&self) -> String {
        self.done()["id"]
            .as_str()
            .expect("a receipt has an id")
            .to_owned()
    }
}

/// A key that nobody used.
pub fn new_key() -> String {
    kernel::CommandId::generate().to_string()
}

impl Caller {
    pub fn new(
        gateway: impl Into<String>,
        agreements: impl Into<String>,
        membership: impl Into<String>,
        token: impl Into<String>,
    ) -> Self {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(60))
            .no_proxy()
            .build();
        Self {
            http: http.expect("make an HTTP client"),
            gateway: gateway.into(),
            agreements: agreements.into(),
            membership: membership.into(),
            token: token.into(),
        }
    }

    pub fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// The address of a command.
    pub fn address(&self, command: &str) -> String {
        let service = if AgreementCommand::NAMES.contains(&command) {
            &self.agreements
        } else {
            &self.membership
        };
        format!("{service}/commands/{command}")
    }

    /// Posts a command's body under a key; an error where no whole answer came.
    pub async fn try_post(
        &self,
        command: &str,
        key: &str,
        body: &Value,
    ) -> Result<Answer, reqwest::Error> {
        let request = self
            .http
            .post(self.address(command))
            .bearer_auth(&self.token);
        let response = request
            .header("idempotency-key", key)
            .json(body)
            .send()
            .await?;
        Answer::of(response).await
    }

    /// Posts a command's body under a key.
    pub async fn post(&self, command: &str, key: &str, body: &Value) -> Answer {
        self.try_post(command, key, body)
            .await
            .expect("the service answers")
    }

    /// Gives a command today, under a new key.
    pub async fn give(&self, command: &str, fields: Value) -> Answer {
        self.post(command, &new_key(), &json!({ "command": fields }))
            .await
    }

    /// Gives a command with the day on its paper, under a new key.
    pub async fn give_on(&self, day: &str, command: &str, fields: Value) -> Answer {
        self.post(
            command,
            &new_key(),
            &json!({ "command": fields, "occurredOn": day }),
        )
        .await
    }

    /// Sends a request to the gateway; an error where no whole answer came.
    pub async fn try_graphql(
        &self,
        query: &str,
        variables: Value,
    ) -> Result<Answer, reqwest::Error> {
        let request = self
            .http
            .post(format!("{}/graphql", self.gateway))
            .bearer_auth(&self.token);
        let body = json!({ "query": query, "variables": variables });
        Answer::of(request.json(&body).send().await?).await
    }

    /// Sends a request to the gateway.
    pub async fn graphql(&self, query: &str, variables: Value) -> Answer {
        self.try_graphql(query, variables)
            .await
            .expect("the gateway answers")
    }

    /// The data of a query that has no errors.
    ///
    /// # Panics
    /// With the errors.
    pub async fn ask(&self, query: &str) -> Value {
        self.ask_with(query, json!({})).await
    }

    /// The same with variables.
    pub async fn ask_with(&self, query: &str, variables: Value) -> Value {
        let answer = self.graphql(query, variables).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.body.get("errors"), None, "{query}");
        answer.body["data"].clone()
    }
}
