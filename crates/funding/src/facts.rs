//! What a decision must know of other streams, and how the service learns it.
//!
//! Bodies, partners, regions and sites belong to membership: that they exist is all that is asked. Meetings belong to
//! `meetings`; what is needed of them is read out of their stored JSON in `meeting_facts`. Streams of
//! this domain teach themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cqrs_es::Aggregate;
use kernel::{
    BodyId, BudgetId, CostSchemeId, Date, DecisionContext, ExpenseId, GrantId, MeetingId, Money,
    OnwardGrantId, OutcomeId, PartnerId, ProgrammeId, ProjectFundsId, ProjectId, RegionId, SiteId,
    State, StoredEvent, StreamId, UnreadableEvent,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::budget::Budget;
use crate::codes::CostLineCode;
use crate::expense::{AllocatedFunds, Expense, LineOfBudget};
use crate::grant::Grant;
use crate::meeting_facts;
use crate::onward_grant::OnwardGrant;
use crate::policy::FundingPolicy;
use crate::programme::Programme;
use crate::project::Project;
use crate::project_funds::ProjectFunds;
use crate::scheme::CostScheme;
use crate::unfit::{Thing, Unfit};

/// The services of every aggregate of this domain.
pub type FundingContext = DecisionContext<Arc<FundingPolicy>, FundingFacts>;

/// Plain facts of the streams that a command [reads](kernel::DomainCommand::reads).
///
/// A stream without events teaches nothing, so that a reference to it is refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FundingFacts {
    /// Allocations of projects' funds that stand, with project and year.
    pub allocations: BTreeMap<AllocatedFunds, KnownPayer>,
    /// What the lines of approved budgets approve, in cents.
    pub approved_lines: BTreeMap<LineOfBudget, Money>,
    pub bodies: BTreeSet<BodyId>,
    /// Lines of budgets that are approved, with project and year.
    pub budget_lines: BTreeMap<LineOfBudget, KnownPayer>,
    /// The days on which budgets were closed.
    pub closed_budgets: BTreeMap<BudgetId, Date>,
    pub expenses: BTreeMap<ExpenseId, KnownExpense>,
    pub grants: BTreeMap<GrantId, Grant>,
    pub meetings: BTreeMap<MeetingId, KnownMeeting>,
    pub onward_grants: BTreeMap<OnwardGrantId, KnownOnwardGrant>,
    pub partners: BTreeSet<PartnerId>,
    /// The version of the policy that holds on the business date.
    pub policy_version: u32,
    pub programmes: BTreeMap<ProgrammeId, Programme>,
    /// Projects' funds, whole.
    pub project_funds: BTreeMap<ProjectFundsId, ProjectFunds>,
    pub projects: BTreeMap<ProjectId, Project>,
    pub regions: BTreeSet<RegionId>,
    pub schemes: BTreeMap<CostSchemeId, CostScheme>,
    pub sites: BTreeSet<SiteId>,
    /// The municipality's state, by its regional key: the service fills it from the scope.
    pub state: Option<State>,
}

/// What an expense needs to know of the municipality's own money that is to pay for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPayer {
    /// Absent where it is not one project's.
    pub project: Option<ProjectId>,
    /// The budget year.
    pub year: i16,
    /// The cost line under which it stands, where it stands under one.
    pub line: Option<CostLineCode>,
}

/// What this domain needs to know of a meeting (FUN-07).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownMeeting {
    pub body: BodyId,
    /// The day of its beginning.
    pub begins_on: Date,
    /// True once it was opened, or recorded afterwards.
    pub held: bool,
    pub cancelled: bool,
    pub outcomes: BTreeMap<OutcomeId, KnownOutcome>,
}

/// What an outcome of a meeting is, as `meetings` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownOutcome {
    Decision,
    Recommendation,
    SelfOrganisation,
    Information,
    Task,
}

/// What a proof of use needs to know of an expense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownExpense {
    pub spent_on: Date,
    /// What of it each grant pays.
    pub assignments: Vec<KnownAssignment>,
    pub reversed_on: Option<Date>,
}

/// The part of an expense that a grant pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAssignment {
    pub grant: GrantId,
    /// The line of the grant's financing plan.
    pub line: CostLineCode,
    pub amount: Money,
}

/// What a proof of use needs to know of an onward grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownOnwardGrant {
    /// The grant that pays it; absent where the municipality's own budget does.
    pub grant: Option<GrantId>,
    /// The line of the grant's financing plan that pays it; absent as the grant is.
    pub line: Option<CostLineCode>,
    /// What of it is spent for the grant, and when that was examined: what was accepted, as far as it may be kept and
    /// left the house. Absent while its proof is not examined.
    pub examined: Option<(Money, Date)>,
}

impl FundingFacts {
    /// Takes in a stream by its stored events, each as (type, version, payload) in order.
    ///
    /// Streams of other kinds and streams without events change nothing.
    pub fn learn<'a>(
        &mut self,
        stream: StreamId,
        events: impl IntoIterator<Item = (&'a str, u16, &'a str)>,
    ) -> Result<(), UnreadableEvent> {
        let id = stream.id();
        let mut events = events.into_iter().peekable();
        if events.peek().is_none() {
            return Ok(());
        }
        match stream.kind() {
            "body" => {
                self.bodies.insert(BodyId(id));
            }
            "budget" => {
                let budget = replay::<Budget>(events)?;
                let closed = budget.closed_on.map(|on| (BudgetId(id), on));
                self.closed_budgets.extend(closed);
                let approved = budget.approved_lines().iter().map(|line| {
                    let budget = BudgetId(id);
                    let of = LineOfBudget {
                        budget,
                        line: line.id,
                    };
                    (of, line.amount)
                });
                self.approved_lines.extend(approved);
                let payers = budget.payers().into_iter();
                self.budget_lines.extend(payers.map(|(line, payer)| {
                    let budget = BudgetId(id);
                    (LineOfBudget { budget, line }, payer)
                }));
            }
            "cost-scheme" => {
                self.schemes.insert(CostSchemeId(id), replay(events)?);
            }
            "expense" => {
                if let Some(expense) = replay::<Expense>(events)?.known() {
                    self.expenses.insert(ExpenseId(id), expense);
                }
            }
            "grant" => {
                self.grants.insert(GrantId(id), replay(events)?);
            }
            "meeting" => {
                if let Some(meeting) = meeting_facts::read(events)? {
                    self.meetings.insert(MeetingId(id), meeting);
                }
            }
            "onward-grant" => {
                let onward = replay::<OnwardGrant>(events)?;
                if onward.exists() {
                    self.onward_grants.insert(OnwardGrantId(id), onward.known());
                }
            }
            "partner" => {
                self.partners.insert(PartnerId(id));
            }
            "programme" => {
                self.programmes.insert(ProgrammeId(id), replay(events)?);
            }
            "project" => {
                self.projects.insert(ProjectId(id), replay(events)?);
            }
            "project-funds" => {
                let funds = replay::<ProjectFunds>(events)?;
                let payers = funds.payers().into_iter();
                self.allocations.extend(payers.map(|(allocation, payer)| {
                    let project_funds = ProjectFundsId(id);
                    let of = AllocatedFunds {
                        project_funds,
                        allocation,
                    };
                    (of, payer)
                }));
                self.project_funds.insert(ProjectFundsId(id), funds);
            }
            "region" => {
                self.regions.insert(RegionId(id));
            }
            "site" => {
                self.sites.insert(SiteId(id));
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn allocation(
        &self,
        id: AllocatedFunds,
        field: &'static str,
    ) -> Result<&KnownPayer, Unfit> {
        let payer = self.allocations.get(&id);
        payer.ok_or_else(|| unknown(Thing::Allocation, field, id.allocation.0))
    }

    pub(crate) fn body(&self, id: BodyId, field: &'static str) -> Result<(), Unfit> {
        known(self.bodies.contains(&id), Thing::Body, field, id.0)
    }

    pub(crate) fn budget_line(
        &self,
        id: LineOfBudget,
        field: &'static str,
    ) -> Result<&KnownPayer, Unfit> {
        let payer = self.budget_lines.get(&id);
        payer.ok_or_else(|| unknown(Thing::BudgetLine, field, id.line.0))
    }

    /// The grant, whole.
    pub fn grant(&self, id: GrantId, field: &'static str) -> Result<&Grant, Unfit> {
        let grant = self.grants.get(&id);
        grant.ok_or_else(|| unknown(Thing::Grant, field, id.0))
    }

    pub(crate) fn meeting(
        &self,
        id: MeetingId,
        field: &'static str,
    ) -> Result<&KnownMeeting, Unfit> {
        let meeting = self.meetings.get(&id);
        meeting.ok_or_else(|| unknown(Thing::Meeting, field, id.0))
    }

    pub(crate) fn partner(&self, id: PartnerId, field: &'static str) -> Result<(), Unfit> {
        known(self.partners.contains(&id), Thing::Partner, field, id.0)
    }

    /// The programme, whole.
    pub fn programme(&self, id: ProgrammeId, field: &'static str) -> Result<&Programme, Unfit> {
        let programme = self.programmes.get(&id);
        programme.ok_or_else(|| unknown(Thing::Programme, field, id.0))
    }

    pub(crate) fn project(&self, id: ProjectId, field: &'static str) -> Result<&Project, Unfit> {
        let project = self.projects.get(&id);
        project.ok_or_else(|| unknown(Thing::Project, field, id.0))
    }

    pub(crate) fn region(&self, id: RegionId, field: &'static str) -> Result<(), Unfit> {
        known(self.regions.contains(&id), Thing::Region, field, id.0)
    }

    pub(crate) fn scheme(
        &self,
        id: CostSchemeId,
        field: &'static str,
    ) -> Result<&CostScheme, Unfit> {
        let scheme = self.schemes.get(&id);
        scheme.ok_or_else(|| unknown(Thing::CostScheme, field, id.0))
    }

    pub(crate) fn site(&self, id: SiteId, field: &'static str) -> Result<(), Unfit> {
        known(self.sites.contains(&id), Thing::Site, field, id.0)
    }
}

fn known(is_known: bool, thing: Thing, field: &'static str, id: Uuid) -> Result<(), Unfit> {
    if is_known {
        Ok(())
    } else {
        Err(unknown(thing, field, id))
    }
}

pub(crate) fn unknown(thing: Thing, field: &'static str, id: Uuid) -> Unfit {
    Unfit::Unknown { thing, field, id }
}

/// An aggregate of this domain out of its stored events, each as (type, version, payload) in order.
pub(crate) fn replay<'a, A>(
    events: impl IntoIterator<Item = (&'a str, u16, &'a str)>,
) -> Result<A, UnreadableEvent>
where
    A: Aggregate,
    A::Event: StoredEvent,
{
    let mut aggregate = A::default();
    for (event_type, version, payload) in events {
        aggregate.apply(A::Event::from_stored(event_type, version, payload)?);
    }
    Ok(aggregate)
}
