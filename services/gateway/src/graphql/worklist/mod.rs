//! What the office has to do [Arbeitsliste], computed when it is read: nothing has to run for a task to be there.
//!
//! Tasks come out of the domains' own findings: requests that wait (MEM-04), partners whose contact is missing or gone
//! (MEM-14), details to confirm and consents that are missing (MEM-19, MEM-20, DPR-07), vacant seats (MEM-38), sites and
//! offers to look after (MEM-21, MEM-43), trainings that are due (MEM-29),
//! partners whose cooperation ended by notice and who are still members (AGR-12), open points of agreements (AGR-08,
//! AGR-11, AGR-19), partners without an agreement (AGR-27), texts of agreements to answer for, to approve or to adapt
//! (AGR-15, AGR-31), vacant offices, missing emergency cards, due contact lists and exchanges of volunteers (MEM-18,
//! MEM-30, MEM-31, MEM-48), fields of work that nobody represents (MEM-10), bodies that are behind, invitations, minutes
//! and what came out of meetings (REM-06 … REM-12, REM-18, REM-19, MTG-13 … MTG-29), sites' reports, concept papers and
//! decisions (EVA-01, EVA-04, EVA-07, EVA-13, REM-20, REM-21), cost schemes, budgets and project funds (FUN-01 … FUN-13),
//! programmes, grants, expenses and onward grants (REM-22 … REM-26, FUN-12, FUN-15, FUN-20), policy values to confirm or
//! to set, and commands of reactions that a domain refused. A task ends when its cause does.

mod agreements;
mod figures;
mod grants;
mod meetings;
mod membership;
mod money;
mod offices;
mod tasks;

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use jiff::Timestamp;
use kernel::{Date, FindingSeverity};
use uuid::Uuid;

use super::connection::{ListName, Place, Window, WindowArguments, connection, cost, page};
use super::reader::Reader;
use super::words;

const LIST: ListName = ListName("workList");

/// What a task is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum WorkItemKind {
    /// a partner
    Partner,
    /// somebody who speaks for a partner
    Contact,
    /// an agreement
    Agreement,
    /// a text on which agreements are made
    Framework,
    /// a coordination office
    Office,
    /// an issued contact list, or one that should be
    ContactList,
    /// a group of volunteers
    VolunteerGroup,
    /// a body
    Body,
    /// a meeting
    Meeting,
    /// a recommendation
    Recommendation,
    /// reports to a committee
    CommitteeReport,
    /// a common standard
    Standard,
    /// the year's training
    Training,
    /// a site's report of a year
    SiteReport,
    /// a concept paper
    Concept,
    /// a decision of the register
    Decision,
    /// a site
    Site,
    /// an offer
    Offer,
    /// an experienced specialist
    Specialist,
    /// a field of work
    Sector,
    /// a funding programme
    Programme,
    /// a grant
    Grant,
    /// a grant that was passed on
    OnwardGrant,
    /// an expense
    Expense,
    /// a project of a district
    Project,
    /// a project's funds of a year
    ProjectFunds,
    /// a cost scheme
    CostScheme,
    /// a budget of a year
    Budget,
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
    /// Whether somebody has to do something, or should know and plan.
    severity: FindingSeverity,
    /// One German sentence for the office.
    sentence: String,
    /// The rule behind it, such as `MEM-14`.
    rule: Option<&'static str>,
    /// The id of what it is about, for `node` (of a report that nobody began, the site); `null` for a policy value, a
    /// field of work, a training or a report that is missing, a list that never was issued, a receipt behind several
    /// expenses.
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
        let key = format!("{:02}:{}:{}", self.kind as u8, words::fold(name), self.code);
        Place {
            key,
            id: Uuid::new_v5(&Uuid::NAMESPACE_OID, self.id.as_bytes()),
        }
    }
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
    /// agreements, the office's own work, refused reactions and policy values; 50 at a time where no length is given, 200 at most.
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
        let tasks = tasks::all(&reading, day).await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        Ok(WorkItemConnection::new(
            LIST,
            page(&reading, &tasks, &window, count).await?,
        ))
    }
}
