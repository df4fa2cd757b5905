//! What the office has to do [Arbeitsliste], computed when it is read: nothing has to run for a task to be there.
//!
//! Tasks come out of the domains' own findings: partners whose contact is missing where that is a duty (MEM-14),
//! open points of agreements (AGR-08, AGR-11, AGR-19), policy values to confirm or to set, and commands of reactions
//! that a domain refused. A task ends when its cause does.

use ::agreements::agreement::OpenPoint;
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use jiff::Timestamp;
use kernel::{Date, EntryId, StreamId};
use membership::{FindingSeverity, findings};
use uuid::Uuid;

use super::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page,
};
use super::error::GraphError;
use super::municipality;
use super::partners;
use super::policies::{self, Policies};
use super::reader::{self, Reader, Reading};
use super::words;

const LIST: ListName = ListName("workList");

/// What a task is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum WorkItemKind {
    /// a partner
    Partner,
    /// an agreement
    Agreement,
    /// what a reaction wanted and a domain refused
    Reaction,
    /// a policy value
    Policy,
}

/// Something that the office has to do [Aufgabe].
#[derive(Clone, SimpleObject)]
pub struct WorkItem {
    /// The same as long as the task is there.
    id: ID,
    kind: WorkItemKind,
    /// Stable, such as `CONTACT_MISSING`.
    code: String,
    /// One German sentence for the office.
    sentence: String,
    /// The rule behind it, such as `MEM-14`.
    rule: Option<&'static str>,
    /// The id of what it is about, for `node`; `null` for a policy value.
    subject: Option<ID>,
    /// The name of what it is about.
    subject_name: Option<String>,
    /// The policy value's key, such as `agreements.notice-period`.
    policy_key: Option<String>,
    /// When it became a task, where that was recorded.
    since: Option<Timestamp>,
}

impl WorkItem {
    /// The kinds in the order of their declaration, then by name.
    fn place(&self) -> Place {
        let name = self
            .subject_name
            .as_deref()
            .or(self.policy_key.as_deref())
            .unwrap_or_default();
        let key = format!("{}:{}:{}", self.kind as u8, words::fold(name), self.code);
        Place {
            key,
            id: Uuid::new_v5(&Uuid::NAMESPACE_OID, self.id.as_bytes()),
        }
    }
}

/// Every task of the day.
struct Tasks(Vec<(Place, WorkItem)>);

impl Listing for Tasks {
    type Node = WorkItem;

    fn filters(&self) -> bool {
        false
    }

    async fn look(
        &self,
        _: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<WorkItem>>, GraphError> {
        let order = |place: &Place| (place.key.clone(), place.id);
        let within = |place: &Place| {
            stretch
                .after
                .as_ref()
                .is_none_or(|after| order(after) < order(place))
                && stretch
                    .before
                    .as_ref()
                    .is_none_or(|before| order(place) < order(before))
        };
        let found = |(place, item): &(Place, WorkItem)| Found {
            place: place.clone(),
            node: Some(item.clone()),
        };
        let limit = usize::try_from(stretch.limit).unwrap_or(0);
        let tasks = self.0.iter().filter(|(place, _)| within(place));
        Ok(match stretch.backward {
            true => tasks.rev().take(limit).map(found).collect(),
            false => tasks.take(limit).map(found).collect(),
        })
    }
}

async fn tasks(reading: &Reading<'_>, day: Date) -> Result<Tasks, GraphError> {
    let policies = policies::load(reading).await?;
    let mut items = contacts(reading, &policies, day).await?;
    items.extend(agreements(reading, day).await?);
    items.extend(refused(reading).await?);
    items.extend(questions(&policies, day)?);
    let mut items: Vec<(Place, WorkItem)> =
        items.into_iter().map(|item| (item.place(), item)).collect();
    items.sort_by(|(one, _), (other, _)| (&one.key, one.id).cmp(&(&other.key, other.id)));
    Ok(Tasks(items))
}

/// Partners that have to name a contact.
async fn contacts(
    reading: &Reading<'_>,
    policies: &Policies,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let Some(policy) = policies.on(day) else {
        return Ok(Vec::new());
    };
    let rows = reading
        .rows(
            "look for tasks about partners",
            "
            SELECT id, view
            FROM read_1.partner
            WHERE municipality = $1
            ORDER BY id",
            &[],
        )
        .await?;
    let contacts = super::contacts::rows(reading, None, None).await?;
    let speak =
        partners::count_by_partner(contacts.iter().filter(|row| row.view.is_active_on(day)));
    let mut found = Vec::new();
    for row in &rows {
        let id: Uuid = row.get("id");
        let view: membership::Partner = reader::view(row)?;
        let active = speak.get(&id).copied().unwrap_or(0);
        let tasks = findings::contact_findings(&policy.membership, &view, active, day);
        let tasks = tasks
            .into_iter()
            .filter(|finding| finding.severity == FindingSeverity::Task);
        found.extend(tasks.map(|finding| (id, view.institution_on(day), finding)));
    }
    let entries = reading
        .entries(found.iter().filter_map(|(_, name, _)| *name).collect())
        .await?;
    found
        .into_iter()
        .map(|(id, name, finding)| {
            Ok(WorkItem {
                id: format!("{}:{id}", finding.code).into(),
                kind: WorkItemKind::Partner,
                code: finding.code.to_owned(),
                sentence: finding.sentence,
                rule: Some(finding.rule),
                subject: Some(id.to_string().into()),
                subject_name: Some(words::institution(&entries, name)?.name),
                policy_key: None,
                since: None,
            })
        })
        .collect()
}

/// What is still open about agreements.
async fn agreements(reading: &Reading<'_>, day: Date) -> Result<Vec<WorkItem>, GraphError> {
    let rows = reading
        .rows(
            "look for tasks about agreements",
            "
            SELECT id, view
            FROM read_1.agreement
            WHERE municipality = $1
            ORDER BY id",
            &[],
        )
        .await?;
    let mut found: Vec<(Uuid, Option<EntryId>, OpenPoint)> = Vec::new();
    for row in &rows {
        let view: ::agreements::Agreement = reader::view(row)?;
        let name = view.project_name.or(view.title);
        let points = view.open_points(day).into_iter();
        found.extend(points.map(|point| (row.get("id"), name, point)));
    }
    let entries = reading
        .entries(found.iter().filter_map(|(_, name, _)| *name).collect())
        .await?;
    found
        .into_iter()
        .map(|(id, name, point)| {
            Ok(WorkItem {
                id: format!("{}:{id}", point.code()).into(),
                kind: WorkItemKind::Agreement,
                code: point.code().replace('-', "_").to_uppercase(),
                sentence: point.label().to_owned(),
                rule: Some(rule_of(point)),
                subject: Some(id.to_string().into()),
                subject_name: words::optional_text(&entries, name)?,
                policy_key: None,
                since: None,
            })
        })
        .collect()
}

fn rule_of(point: OpenPoint) -> &'static str {
    match point {
        OpenPoint::ExtensionNotRecorded => "AGR-08",
        OpenPoint::SignatureMissing | OpenPoint::EntryIntoForceInferred => "AGR-19",
        OpenPoint::NoticeEffectUnstated
        | OpenPoint::ReviewIntervalUnstated
        | OpenPoint::ReviewDue => "AGR-11",
    }
}

/// What reactions wanted and a domain refused.
async fn refused(reading: &Reading<'_>) -> Result<Vec<WorkItem>, GraphError> {
    let rows = reading
        .rows(
            "look for refused reactions",
            "
            SELECT reaction, position, ordinal, stream, code, sentence, refused_at
            FROM consumer.refused
            WHERE municipality = $1
            ORDER BY position, reaction, ordinal",
            &[],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (reaction, position): (&str, i64) = (row.get("reaction"), row.get("position"));
            let ordinal: i16 = row.get("ordinal");
            let stream = row.get::<_, &str>("stream").parse::<StreamId>();
            Ok(WorkItem {
                id: format!("{reaction}:{position}:{ordinal}").into(),
                kind: WorkItemKind::Reaction,
                code: row.get("code"),
                sentence: row.get("sentence"),
                rule: None,
                subject: stream.ok().map(|stream| stream.id().to_string().into()),
                subject_name: None,
                policy_key: None,
                since: row.get("refused_at"),
            })
        })
        .collect()
}

/// Policy values to confirm or to set.
fn questions(policies: &Policies, day: Date) -> Result<Vec<WorkItem>, GraphError> {
    let Some(policy) = policies.on(day) else {
        return Ok(Vec::new());
    };
    let item = |question: municipality::PolicyQuestion| WorkItem {
        id: format!("policy:{}", question.key).into(),
        kind: WorkItemKind::Policy,
        code: match question.status {
            kernel::Status::Unstated => "POLICY_VALUE_UNSTATED",
            kernel::Status::Inferred | kernel::Status::Stated | kernel::Status::Adopted => {
                "POLICY_VALUE_INFERRED"
            }
        }
        .to_owned(),
        sentence: question.sentence,
        rule: None,
        subject: None,
        subject_name: None,
        policy_key: Some(question.key),
        since: None,
    };
    Ok(municipality::questions(policy)?
        .into_iter()
        .map(item)
        .collect())
}

connection! {
    /// A page of tasks [Aufgaben].
    WorkItemConnection, WorkItemEdge, WorkItem
}

/// The root field for the office's work list.
#[derive(Default)]
pub struct WorkListQuery;

#[Object(guard = "super::guard::Permitted")]
impl WorkListQuery {
    /// What the office has to do on the day (today where none is given) [Arbeitsliste]: partners first, then
    /// agreements, refused reactions and policy values; 50 at a time where no length is given, 200 at most.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn work_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        as_of: Option<Date>,
    ) -> Result<WorkItemConnection> {
        let reader = Reader::of(ctx)?;
        let window = Window::try_new(
            LIST,
            &WindowArguments {
                first,
                after,
                last,
                before,
            },
        )?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let tasks = tasks(&reading, day).await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        Ok(WorkItemConnection::new(
            LIST,
            page(&reading, &tasks, &window, count).await?,
        ))
    }
}
