//! What the municipality has, asked of the gateway with the caller's token.

use std::collections::BTreeMap;

use agreements::agreement::AgreementKind;
use anyhow::{Context as _, bail};
use kernel::Date;
use membership::network::NetworkKind;
use municipality::PolicyFile;
use reqwest::Url;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use service_kit::http::Client;
use service_kit::identity::BearerToken;
use uuid::Uuid;

use super::known::{Agreement, Body, Contact, Known, Network, Partner, PartnerState, PastMeeting};
use super::names::fold;
use super::rehearsal::PolicyInForce;
use crate::posting::patiently;

const BEGINNING: &str = "{
    municipality { id policies { version validFrom document } }
    networks { id name kind }
    bodies { id name }
}";
const PARTNERS: &str = "query ($after: String) {
    page: partners(first: 200, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
            id name
            membership { state since until }
            sectors { code }
            contacts { id consent person { name erased } }
        }
    }
}";
const MEETINGS: &str = "query ($after: String) {
    page: meetings(first: 200, after: $after, filter: { states: [OPEN, HELD, CLOSED] }) {
        pageInfo { hasNextPage endCursor }
        nodes { id body { id } on }
    }
}";
const AGREEMENTS: &str = "query ($after: String) {
    page: agreements(first: 200, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id kind parties { side signedOn partner { id } } }
    }
}";

/// The gateway and whoever asks it.
pub(super) struct Gateway {
    pub(super) client: Client,
    pub(super) address: Url,
    pub(super) token: BearerToken,
}

#[derive(Deserialize)]
struct Answer<T> {
    data: Option<T>,
    #[serde(default)]
    errors: Vec<GraphError>,
}

#[derive(Deserialize)]
struct GraphError {
    message: String,
}

#[derive(Deserialize)]
struct Beginning {
    municipality: Option<MunicipalityNode>,
    networks: Vec<NetworkNode>,
    bodies: Vec<BodyNode>,
}

#[derive(Deserialize)]
struct MunicipalityNode {
    policies: Vec<PolicyNode>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PolicyNode {
    version: u32,
    valid_from: Date,
    document: Option<String>,
}

#[derive(Deserialize)]
struct NetworkNode {
    id: Uuid,
    name: String,
    kind: Option<String>,
}

#[derive(Deserialize)]
struct BodyNode {
    id: Uuid,
    name: String,
}

#[derive(Deserialize)]
struct Paged<T> {
    page: Page<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page<T> {
    page_info: PageInfo,
    nodes: Vec<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo {
    has_next_page: bool,
    end_cursor: Option<String>,
}

#[derive(Deserialize)]
struct PartnerNode {
    id: Uuid,
    name: String,
    membership: Option<MembershipNode>,
    sectors: Vec<SectorNode>,
    contacts: Vec<ContactNode>,
}

#[derive(Deserialize)]
struct MembershipNode {
    state: String,
    since: Date,
    until: Option<Date>,
}

#[derive(Deserialize)]
struct SectorNode {
    code: String,
}

#[derive(Deserialize)]
struct ContactNode {
    id: Uuid,
    consent: String,
    person: Option<PersonNode>,
}

#[derive(Deserialize)]
struct PersonNode {
    name: String,
    erased: bool,
}

#[derive(Deserialize)]
struct AgreementNode {
    id: Uuid,
    kind: Option<String>,
    parties: Vec<PartyNode>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PartyNode {
    side: String,
    signed_on: Option<Date>,
    partner: Option<ReferenceNode>,
}

#[derive(Deserialize)]
struct ReferenceNode {
    id: Uuid,
}

#[derive(Deserialize)]
struct MeetingNode {
    id: Uuid,
    body: ReferenceNode,
    on: Date,
}

impl Gateway {
    /// Everything that a plan rests on, and the policies.
    ///
    /// # Errors
    /// The gateway does not answer, refuses the token, or the municipality has no policy.
    pub(super) async fn known(&self) -> anyhow::Result<(Known, Vec<PolicyInForce>)> {
        let Beginning {
            municipality,
            networks,
            bodies,
        } = self.ask(BEGINNING, json!({})).await?;
        let mut known = Known::default();
        for NetworkNode { id, name, kind } in networks {
            let kind = NetworkKind::ALL
                .iter()
                .copied()
                .find(|of| kind.as_deref() == Some(&*in_graph(&of.code())));
            known.networks.push(Network {
                id: id.into(),
                name,
                kind: kind.unwrap_or(NetworkKind::Single),
            });
        }
        for BodyNode { id, name } in bodies {
            known.bodies.insert(&name, Body { id });
        }
        for node in self.pages::<PartnerNode>(PARTNERS).await? {
            let name = node.name.clone();
            known.partners.insert(&name, partner(node));
        }
        let agreements = self.pages::<AgreementNode>(AGREEMENTS).await?;
        known.agreements = agreements.into_iter().map(agreement).collect();
        let meetings = self.pages::<MeetingNode>(MEETINGS).await?;
        known.meetings = meetings.into_iter().map(meeting).collect();
        let policies = municipality.map_or_else(Vec::new, |node| node.policies);
        let policies: Vec<PolicyInForce> =
            policies.into_iter().map(policy).collect::<Result<_, _>>()?;
        if policies.is_empty() {
            bail!("Die Kommune hat noch kein Regelwerk; ohne dieses lässt sich nichts übernehmen.");
        }
        Ok((known, policies))
    }

    async fn pages<T: DeserializeOwned>(&self, query: &str) -> anyhow::Result<Vec<T>> {
        let mut all = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let Paged { page } = self.ask(query, json!({ "after": after })).await?;
            let Page { page_info, nodes } = page;
            all.extend(nodes);
            after = page_info.end_cursor;
            if !page_info.has_next_page || after.is_none() {
                return Ok(all);
            }
        }
    }

    async fn ask<T: DeserializeOwned>(&self, query: &str, variables: Value) -> anyhow::Result<T> {
        let body = json!({ "query": query, "variables": variables });
        let request = || {
            self.client
                .post(self.address.clone())
                .bearer_auth(self.token.as_str())
                .json(&body)
        };
        let (status, body) = patiently(request)
            .await
            .with_context(|| format!("ask the gateway at {}", self.address))?;
        let answer: Answer<T> = serde_json::from_slice(&body)
            .with_context(|| format!("the gateway's answer (HTTP {status}) cannot be read"))?;
        if let Some(error) = answer.errors.first() {
            bail!("the gateway refused: {}", error.message);
        }
        answer
            .data
            .with_context(|| format!("the gateway answered nothing (HTTP {status})"))
    }
}

/// A code as GraphQL writes it: `protection-mandate-8a` is `PROTECTION_MANDATE_8A`.
fn in_graph(code: &str) -> String {
    code.replace('-', "_").to_ascii_uppercase()
}

fn policy(node: PolicyNode) -> anyhow::Result<PolicyInForce> {
    let document = node
        .document
        .with_context(|| format!("policy {} has no document", node.version))?;
    let file = PolicyFile::read("policy.toml", &document)
        .with_context(|| format!("policy {} cannot be read by this program", node.version))?;
    Ok(PolicyInForce {
        version: node.version,
        valid_from: node.valid_from,
        policy: file.policy.into(),
    })
}

fn partner(node: PartnerNode) -> Partner {
    let state = match &node.membership {
        Some(MembershipNode {
            state,
            since,
            until,
        }) => match state.as_str() {
            "ACTIVE" => PartnerState::Active {
                since: *since,
                until: *until,
            },
            "DECLINED" => PartnerState::Declined { since: *since },
            "ENDED" => PartnerState::Ended { since: *since },
            // Requested and clarified; and what a later gateway adds is the service's to judge.
            _ => PartnerState::Requested,
        },
        None => PartnerState::Requested,
    };
    let contact = |contact: ContactNode| Contact {
        id: contact.id,
        name: contact
            .person
            .filter(|person| !person.erased)
            .map(|person| fold(&person.name)),
        withdrawn: contact.consent == "WITHDRAWN",
    };
    Partner {
        id: node.id,
        state,
        sectors: node.sectors.into_iter().map(|sector| sector.code).collect(),
        contacts: node.contacts.into_iter().map(contact).collect(),
    }
}

fn meeting(MeetingNode { id, body, on }: MeetingNode) -> PastMeeting {
    let body = body.id;
    PastMeeting { id, body, on }
}

fn agreement(node: AgreementNode) -> Agreement {
    let kind = AgreementKind::ALL
        .iter()
        .copied()
        .find(|of| node.kind.as_deref() == Some(&*in_graph(&of.code())));
    let partners = node
        .parties
        .into_iter()
        .filter(|party| party.side == "PARTNER");
    let signed: BTreeMap<Uuid, Option<Date>> = partners
        .filter_map(|party| Some((party.partner?.id, party.signed_on)))
        .collect();
    Agreement {
        id: node.id,
        kind: kind.unwrap_or(AgreementKind::Cooperation),
        signed,
    }
}
