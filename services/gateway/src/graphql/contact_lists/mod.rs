//! Issued contact lists [Anlage 1, Anlage 2]: versions, recipients, and when the next issue is due (AGR-22, MEM-18).
//!
//! An issue is a recipe, its content is never stored; the list itself leaves the house through the exports.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the objects, their loader and the root field |
//! | `changes` | when something last changed that a list prints |

mod changes;

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use kernel::{Date, EntryId, NetworkId, PartnerId};
use membership::contact_list::{self, ContactListKind, Issue as IssueView};
use membership::{ContactList as View, MembershipPolicy};
use uuid::Uuid;
use vault::Entries;

use super::LIST_MAX;
use super::error::GraphError;
use super::look::Look;
use super::networks::{self, Network};
use super::partners::{self, Finding, PartnerReference};
use super::policies;
use super::reader::{Reader, Reading};
use super::sources::{self, Source};
use super::words;

pub(crate) use changes::changes;

/// The contact lists of a kind, of a network or of the municipality [Kontaktliste] (AGR-22).
pub struct ContactList {
    id: Uuid,
    day: Date,
    view: View,
    network: Option<Arc<Network>>,
    issues: Vec<Arc<Issue>>,
    due: Option<ContactListDue>,
    sources: Vec<Source>,
}

/// An issue of a contact list [Ausgabe].
#[derive(SimpleObject)]
pub struct Issue {
    /// 1, 2, 3, …; a withdrawn one keeps its number.
    version: u32,
    /// The day whose contacts it shows [Stand].
    as_of: Date,
    issued_on: Date,
    /// How many partners got it.
    recipient_count: usize,
    /// The partners that got it, by name.
    #[graphql(complexity = "20 * child_complexity")]
    recipients: Vec<PartnerReference>,
    /// The version of the recipe by which it is rendered.
    template: u16,
    /// Since when it counts no more, where it was withdrawn by the day that is asked for.
    withdrawn: Option<Withdrawal>,
}

/// That an issue counts no more [zurückgezogen].
#[derive(SimpleObject)]
pub struct Withdrawal {
    on: Date,
    /// Why [Grund]; `null` where the text was erased.
    reason: Option<String>,
}

/// When the next issue is due [fällig] (MEM-18).
#[derive(SimpleObject)]
pub struct ContactListDue {
    /// By the policy's interval, whatever changed; `null` where nobody says how often, or no issue is in force.
    due_on: Option<Date>,
    /// When something last changed that the list prints.
    changed_on: Option<Date>,
    /// What is to be done: an issue is due when the interval has passed *and* something changed.
    findings: Vec<Finding>,
}

/// The contact lists of a kind, of a network or of the municipality [Kontaktliste] (AGR-22).
#[Object]
impl ContactList {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Which annex it is [Anlage 1, Anlage 2].
    async fn kind(&self) -> Option<ContactListKind> {
        self.view.kind
    }

    /// The network whose list it is; `null` for the whole municipality's.
    async fn network(&self) -> Option<&Network> {
        self.network.as_deref()
    }

    /// The issues up to the day that is asked for, the newest first; at most 500 [Ausgaben].
    #[graphql(complexity = "5 * child_complexity")]
    async fn issues(&self) -> &[Arc<Issue>] {
        &self.issues
    }

    /// The issue in force on the day: the last one that was not withdrawn.
    async fn current(&self) -> Option<&Issue> {
        let version = self.view.current_on(self.day)?.version;
        let mut issues = self.issues.iter();
        let current = issues.find(|issue| issue.version == version)?;
        Some(current)
    }

    /// When the next issue is due, on the day that is asked for.
    async fn due(&self) -> Option<&ContactListDue> {
        self.due.as_ref()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// The views of lists, all or these.
pub(crate) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads one list; none for a role that may not read lists.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<ContactList>, GraphError> {
    if !reading.reader().may("contactLists") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these lists; keeps their order.
async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<ContactList>, GraphError> {
    let networks = match look.field("network") {
        Some(look) => {
            let ids = views.iter().filter_map(|(_, view)| view.network);
            let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let issues = || views.iter().flat_map(|(_, view)| issues_by(view, day));
    let asked = ["issues", "current"];
    let recipients = if asked
        .into_iter()
        .filter_map(|field| look.field(field))
        .any(|issue| issue.asks("recipients"))
    {
        let ids: Vec<PartnerId> = issues()
            .flat_map(|issue| &issue.recipients)
            .copied()
            .collect();
        partners::references(reading, &ids, day).await?
    } else {
        HashMap::new()
    };
    let reasons = issues().filter_map(|issue| Some(issue.withdrawn.as_ref()?.reason));
    let entries = reading.entries(reasons.collect::<Vec<EntryId>>()).await?;
    let mut due = match look.field("due") {
        Some(_) => due(reading, &views, day).await?,
        None => HashMap::new(),
    };
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "contact-list", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let shown = issues_by(&view, day).rev().take(LIST_MAX);
            let issues = shown.map(|known| Ok(Arc::new(issue(&entries, &recipients, known, day)?)));
            Ok(ContactList {
                id,
                day,
                network: view.network.and_then(|id| networks.get(&id.0).cloned()),
                issues: issues.collect::<Result<_, GraphError>>()?,
                due: due.remove(&id),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The issues that were out by the day, in the order of their versions.
fn issues_by(view: &View, day: Date) -> impl DoubleEndedIterator<Item = &IssueView> {
    view.issues
        .iter()
        .filter(move |issue| issue.issued_on <= day)
}

fn issue(
    entries: &Entries,
    partners: &HashMap<Uuid, PartnerReference>,
    issue: &IssueView,
    day: Date,
) -> Result<Issue, GraphError> {
    let names = issue.recipients.iter().filter_map(|id| partners.get(&id.0));
    let mut recipients: Vec<PartnerReference> = names.cloned().collect();
    recipients.sort_by_cached_key(|partner| words::fold(&partner.name));
    let withdrawn = issue.withdrawn.as_ref().filter(|gone| gone.on <= day);
    let withdrawn = withdrawn.map(|gone| {
        Ok::<_, GraphError>(Withdrawal {
            on: gone.on,
            reason: words::text(entries, gone.reason)?,
        })
    });
    Ok(Issue {
        version: issue.version,
        as_of: issue.as_of,
        issued_on: issue.issued_on,
        recipient_count: issue.recipients.len(),
        recipients,
        template: issue.template,
        withdrawn: withdrawn.transpose()?,
    })
}

async fn due(
    reading: &Reading<'_>,
    views: &[(Uuid, View)],
    day: Date,
) -> Result<HashMap<Uuid, ContactListDue>, GraphError> {
    let policies = policies::load(reading).await?;
    let policy = policies.on(day).map(|policy| &*policy.membership);
    let changes = changes(reading, views, day).await?;
    let due = |(id, view): &(Uuid, View)| {
        let changed_on = changes.get(id).copied();
        let findings =
            |policy: &MembershipPolicy| contact_list::due_findings(policy, view, changed_on, day);
        let due = ContactListDue {
            due_on: policy.and_then(|policy| contact_list::due_on(policy, view, day)),
            changed_on,
            findings: policy
                .map(findings)
                .unwrap_or_default()
                .into_iter()
                .map(Finding::from)
                .collect(),
        };
        (*id, due)
    };
    Ok(views.iter().map(due).collect())
}

/// The root field about contact lists.
#[derive(Default)]
pub struct ContactListQuery;

#[Object(guard = "super::guard::Permitted")]
impl ContactListQuery {
    /// The contact lists that were issued by the day (today where none is given), Anlage 1 first, the municipality's own
    /// before its networks' [Kontaktlisten]; at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 5 * child_complexity")]
    async fn contact_lists(
        &self,
        ctx: &Context<'_>,
        kind: Option<ContactListKind>,
        #[graphql(desc = "Only lists of this network.")] network: Option<NetworkId>,
        as_of: Option<Date>,
    ) -> Result<Vec<ContactList>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut views = views(&reading, None).await?;
        views.retain(|(_, view)| {
            issues_by(view, day).next().is_some()
                && (kind.is_none() || view.kind == kind)
                && (network.is_none() || view.network == network)
        });
        views.sort_by_key(|(id, view)| (view.kind, view.network.is_some(), *id));
        views.truncate(LIST_MAX);
        Ok(load(&reading, views, day, &Look::below(ctx)).await?)
    }
}
