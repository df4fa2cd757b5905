//! The municipality itself [Kommune]: keys, policy, open questions, and how fresh the answers are.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::municipality::{Municipality as View, Policy, PolicyText};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use jiff::Timestamp;
use kernel::{Date, State as StateKey, Status};
use serde_json::Value;

use super::error::GraphError;
use super::look::Look;
use super::policies::{self, Policies};
use super::reader::{Reader, Reading};
use super::words;
use crate::projections;

/// A municipality [Kommune].
pub struct Municipality {
    id: String,
    name: String,
    day: Date,
    view: View,
    policy: Option<Arc<Policy>>,
    /// The policies' documents, by version, where the query asks for them.
    documents: BTreeMap<u32, String>,
    freshness: Option<Freshness>,
}

/// A state [Land].
#[derive(Clone, Copy, SimpleObject)]
pub struct State {
    /// Two digits, such as `05`.
    code: &'static str,
    name: &'static str,
}

impl From<StateKey> for State {
    fn from(state: StateKey) -> Self {
        Self {
            code: state.code(),
            name: state.name(),
        }
    }
}

/// A regional key and its first day [Amtlicher Gemeindeschlüssel, Kreisschlüssel].
#[derive(SimpleObject)]
pub struct RegionalKey {
    ags: String,
    state: State,
    valid_from: Date,
}

/// A policy that was adopted [Regelwerk].
#[derive(SimpleObject)]
pub struct PolicyVersion {
    version: u32,
    /// The first day on which it holds.
    valid_from: Date,
    /// SHA-256 of its document.
    digest: String,
    /// The document itself, as it was adopted (TOML): every value with its status and source.
    document: Option<String>,
}

/// A policy value that somebody has to confirm or to set [offene Frage an die Kommune].
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct PolicyQuestion {
    /// Its key in the policy file, such as `agreements.notice-period`.
    pub(crate) key: String,
    /// `INFERRED`: to be confirmed; `UNSTATED`: to be set; `ADOPTED`: only assumed (a „demo assumption"), to be
    /// confirmed.
    pub(crate) status: Status,
    /// One German sentence.
    pub(crate) sentence: String,
    /// The document's words [Wortlaut].
    words: Option<String>,
    /// How the value was read out of them [Lesart].
    reading: Option<String>,
    /// Document and section [Fundstelle].
    source: Option<String>,
}

/// How fresh the answers are [Stand der Auskunft].
#[derive(Clone, Copy, SimpleObject)]
pub struct Freshness {
    /// The position in the municipality's store up to which the answers show everything.
    position: i64,
    /// The last position in the store.
    head: i64,
    /// Since when something is not shown that was recorded; `null` where everything is.
    stale_since: Option<Timestamp>,
    /// Things of which something cannot be shown until the program can read it.
    parked_streams: i64,
}

/// A municipality [Kommune].
#[Object]
impl Municipality {
    /// Its short id, such as `leverkusen`.
    pub(crate) async fn id(&self) -> ID {
        self.id.clone().into()
    }

    async fn name(&self) -> &str {
        &self.name
    }

    /// The regional key on the day that is asked for [AGS, Kreisschlüssel].
    async fn ags(&self) -> Option<&str> {
        self.view
            .regional_key_on(self.day)
            .map(kernel::RegionalKey::as_str)
    }

    /// The state in which it lies on the day that is asked for [Land].
    async fn state(&self) -> Option<State> {
        self.view.state_on(self.day).map(State::from)
    }

    /// The version of the policy that holds on the day that is asked for [Regelwerk].
    async fn policy_version(&self) -> Option<u32> {
        self.view.policy_on(self.day).map(|policy| policy.version)
    }

    /// Every policy that was ever adopted, by version.
    async fn policies(&self) -> Vec<PolicyVersion> {
        let version = |policy: &::municipality::municipality::AdoptedPolicy| PolicyVersion {
            version: policy.version,
            valid_from: policy.valid_from,
            digest: policy.digest.to_string(),
            document: self.documents.get(&policy.version).cloned(),
        };
        self.view.versions().iter().map(version).collect()
    }

    /// Every regional key that it ever had, by first day.
    async fn keys(&self) -> Vec<RegionalKey> {
        let key = |key: &::municipality::municipality::AssignedKey| RegionalKey {
            ags: key.ags.as_str().to_owned(),
            state: key.ags.state().into(),
            valid_from: key.valid_from,
        };
        self.view.keys().iter().map(key).collect()
    }

    /// What the policy that holds leaves open: values to confirm and values to set.
    async fn policy_questions(&self) -> Result<Vec<PolicyQuestion>> {
        match &self.policy {
            Some(policy) => Ok(questions(policy)?),
            None => Ok(Vec::new()),
        }
    }

    /// How fresh the answers are.
    async fn freshness(&self) -> Option<Freshness> {
        self.freshness
    }
}

/// Loads the municipality; `None` before its first event was projected.
pub(crate) async fn load(
    reading: &Reading<'_>,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Municipality>, GraphError> {
    let (view, policy) = if look.asks("policyQuestions") {
        let policies: Policies = policies::load(reading).await?;
        let policy = policies.on(day).cloned();
        (policies.municipality, policy)
    } else {
        (
            policies::municipality(reading).await?.unwrap_or_default(),
            None,
        )
    };
    let Some(name) = view.name() else {
        return Ok(None);
    };
    let entries = reading.entries(vec![name]).await?;
    let documents = match look.field("policies") {
        Some(policies) if policies.asks("document") => documents(reading, &view).await?,
        Some(_) | None => BTreeMap::new(),
    };
    let freshness = if look.asks("freshness") {
        Some(freshness(reading).await?)
    } else {
        None
    };
    Ok(Some(Municipality {
        id: reading.municipality().to_string(),
        name: words::name(&entries, Some(name))?,
        day,
        view,
        policy,
        documents,
        freshness,
    }))
}

async fn documents(
    reading: &Reading<'_>,
    view: &View,
) -> Result<BTreeMap<u32, String>, GraphError> {
    let ids = view.versions().iter().map(|policy| policy.document);
    let entries = reading.entries(ids.collect()).await?;
    let mut documents = BTreeMap::new();
    for policy in view.versions() {
        let entry = entries
            .get::<PolicyText>(policy.document)
            .map_err(GraphError::internal("read a policy's document"))?;
        let text = entry.and_then(vault::Entry::kept).map(|text| text.0);
        documents.extend(text.map(|text| (policy.version, text)));
    }
    Ok(documents)
}

async fn freshness(reading: &Reading<'_>) -> Result<Freshness, GraphError> {
    let rows = reading
        .rows(
            "look how fresh the answers are",
            "
            SELECT h.position AS head, coalesce(c.position, 0) AS position, p.parked, s.stale_since
            FROM es.municipality_head h
            LEFT JOIN consumer.checkpoint c
                ON c.municipality = h.municipality
                AND c.consumer = $2
                AND c.version = $3
            CROSS JOIN LATERAL (
                SELECT count(*) AS parked, min(w.position) AS position
                FROM consumer.parked w
                WHERE w.municipality = h.municipality
                    AND w.consumer = $2
                    AND w.version = $3
            ) p
            CROSS JOIN LATERAL (
                SELECT min(e.recorded_at) AS stale_since
                FROM es.event e
                WHERE e.municipality = h.municipality
                    AND e.position IN (coalesce(c.position, 0) + 1, p.position)
            ) s
            WHERE h.municipality = $1",
            &[&projections::NAME, &projections::READ_MODEL],
        )
        .await?;
    let unopened = Freshness {
        position: 0,
        head: 0,
        stale_since: None,
        parked_streams: 0,
    };
    Ok(rows.first().map_or(unopened, |row| Freshness {
        position: row.get("position"),
        head: row.get("head"),
        stale_since: row.get("stale_since"),
        parked_streams: row.get("parked"),
    }))
}

/// Every value of a policy that is inferred, only assumed or that nobody says, by its key.
pub(crate) fn questions(policy: &Policy) -> Result<Vec<PolicyQuestion>, GraphError> {
    let parts = [
        ("agreements", serde_json::to_value(&*policy.agreements)),
        ("membership", serde_json::to_value(&*policy.membership)),
        ("meetings", serde_json::to_value(&*policy.meetings)),
        ("funding", serde_json::to_value(&*policy.funding)),
        ("evaluation", serde_json::to_value(&*policy.evaluation)),
        ("overview", serde_json::to_value(&*policy.overview)),
        ("publication", serde_json::to_value(&*policy.publication)),
    ];
    let mut questions = Vec::new();
    for (part, value) in parts {
        let value = value.map_err(GraphError::internal("look for a policy's open questions"))?;
        collect(part.to_owned(), &value, &mut questions);
    }
    // Whoever publishes nothing owes no answer.
    questions.retain(|question| {
        question.status != Status::Unstated || !question.key.starts_with("publication.")
    });
    Ok(questions)
}

/// Walks a policy as it stands in its file: whatever has a `status` is a value.
fn collect(key: String, value: &Value, questions: &mut Vec<PolicyQuestion>) {
    match value {
        Value::Object(fields) => match fields.get("status").cloned().map(serde_json::from_value) {
            Some(Ok(status)) => questions.extend(question(key, status, fields)),
            Some(Err(_)) | None => {
                for (name, value) in fields {
                    collect(format!("{key}.{name}"), value, questions);
                }
            }
        },
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                let name = value
                    .get("key")
                    .or_else(|| value.get("code"))
                    .and_then(Value::as_str);
                let name = name.map_or_else(|| index.to_string(), str::to_owned);
                collect(format!("{key}[{name}]"), value, questions);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The German name of the part of the policy in which a key lies.
fn section(key: &str) -> Option<&'static str> {
    Some(match key.split(['.', '[']).next()? {
        "agreements" => "Vereinbarung",
        "membership" => "Mitgliedschaft",
        "meetings" => "Sitzungen",
        "funding" => "Förderung",
        "evaluation" => "Auswertung",
        "overview" => "Landesübersicht",
        "publication" => "Veröffentlichung",
        _ => return None,
    })
}

fn question(
    key: String,
    status: Status,
    fields: &serde_json::Map<String, Value>,
) -> Option<PolicyQuestion> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let reading = text("reading");
    let assumed = text("adopted-by").filter(|by| by.contains("demo assumption"));
    let what = match (status, &reading, &assumed) {
        (Status::Inferred, Some(reading), _) => {
            format!("aus dem Dokument abgeleitet; bitte bestätigen. Lesart: {reading}")
        }
        (Status::Inferred, None, _) => "aus dem Dokument abgeleitet; bitte bestätigen.".to_owned(),
        (Status::Unstated, ..) => {
            "nicht genannt; bitte festlegen, wenn es gebraucht wird.".to_owned()
        }
        (Status::Adopted, _, Some(by)) => format!("nur angenommen; bitte bestätigen. Von: {by}"),
        (Status::Stated, ..) | (Status::Adopted, _, None) => return None,
    };
    let sentence = match section(&key) {
        Some(section) => format!("Regelwerk, {section} ({key}): {what}"),
        None => format!("Regelwerk ({key}): {what}"),
    };
    let part = |name| fields.get("source")?.get(name)?.as_str();
    let source = part("document").zip(part("section"));
    Some(PolicyQuestion {
        key,
        status,
        sentence,
        words: text("words"),
        reading,
        source: source.map(|(document, section)| format!("{document}, {section}")),
    })
}

/// The root field about the municipality.
#[derive(Default)]
pub struct MunicipalityQuery;

#[Object(guard = "super::guard::Permitted")]
impl MunicipalityQuery {
    /// The caller's municipality as it is on the day (today where none is given) [Kommune]; `null` before it was
    /// onboarded.
    #[graphql(complexity = "crate::graphql::limits::ROOT + child_complexity")]
    async fn municipality(
        &self,
        ctx: &Context<'_>,
        as_of: Option<Date>,
    ) -> Result<Option<Municipality>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        Ok(load(&connection.begin().await?, day, &Look::below(ctx)).await?)
    }
}
