//! The domain's own decisions, without the store: what a service would say to a command.
//!
//! A new thing is decided from its beginning, so that the same line is judged alike before and after it was carried
//! out. Facts that somebody else changes meanwhile are the service's to see: its answer counts.

use std::sync::Arc;

use agreements::AgreementFacts;
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    ActorId, CommandError, CommandSet, Date, DecisionContext, Refusal, Role, Warning, german,
};
use meetings::MeetingsFacts;
use membership::facts::MembershipFacts;
use municipality::Policy;
use serde_json::Value;
use service_kit::clock::Clock;
use uuid::Uuid;

/// A policy from its first day on.
#[derive(Clone, Debug)]
pub(super) struct PolicyInForce {
    pub(super) version: u32,
    pub(super) valid_from: Date,
    pub(super) policy: Arc<Policy>,
}

/// Decides as the services would.
#[derive(Clone, Debug)]
pub(super) struct Rehearsal {
    clock: Clock,
    pub(super) today: Date,
    /// By first day.
    policies: Vec<PolicyInForce>,
}

/// Why the service would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) code: String,
    /// German.
    pub(super) sentence: String,
}

/// What a command would be given, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    pub(super) command: &'a str,
    pub(super) body: &'a Value,
    pub(super) occurred_on: Date,
}

impl Rehearsal {
    pub(super) fn new(clock: Clock, mut policies: Vec<PolicyInForce>) -> Self {
        policies.sort_by_key(|policy| (policy.valid_from, policy.version));
        Self {
            today: clock.today(),
            clock,
            policies,
        }
    }

    /// The policy that holds on `day`.
    pub(super) fn policy_on(&self, day: Date) -> Option<&PolicyInForce> {
        self.policies
            .iter()
            .rev()
            .find(|policy| policy.valid_from <= day)
    }

    /// The policy that holds today.
    pub(super) fn policy(&self) -> Option<&Policy> {
        self.policy_on(self.today).map(|policy| &*policy.policy)
    }

    /// The day itself where a policy holds on it, else the nearest one on which one does: what was recorded before the
    /// first policy is recorded on its first day.
    pub(super) fn business_day(&self, day: Date) -> Date {
        let first = self
            .policies
            .first()
            .map_or(day, |policy| policy.valid_from);
        day.max(first).min(self.today)
    }

    /// What membership would say; the aggregate is afterwards as the command leaves it.
    pub(super) async fn membership<A>(
        &self,
        aggregate: &mut A,
        given: Given<'_>,
        facts: impl FnOnce(u32) -> MembershipFacts,
    ) -> Result<Vec<Warning>, Refused>
    where
        A: Aggregate<Services = membership::facts::MembershipContext>,
        A::Command: CommandSet,
        A::Error: Refusal,
    {
        let policy = self.in_force(given.occurred_on)?;
        let context = self.context(
            given.occurred_on,
            policy.policy.membership.clone(),
            facts(policy.version),
        );
        decide(aggregate, given, context).await
    }

    /// What agreements would say; the aggregate is afterwards as the command leaves it.
    pub(super) async fn agreements(
        &self,
        aggregate: &mut agreements::agreement::Agreement,
        given: Given<'_>,
        facts: impl FnOnce(u32) -> AgreementFacts,
    ) -> Result<Vec<Warning>, Refused> {
        let policy = self.in_force(given.occurred_on)?;
        let context = self.context(
            given.occurred_on,
            policy.policy.agreements.clone(),
            facts(policy.version),
        );
        decide(aggregate, given, context).await
    }

    /// What meetings would say; the aggregate is afterwards as the command leaves it.
    pub(super) async fn meetings(
        &self,
        aggregate: &mut meetings::Meeting,
        given: Given<'_>,
        facts: MeetingsFacts,
    ) -> Result<Vec<Warning>, Refused> {
        let policy = self.in_force(given.occurred_on)?;
        let context = self.context(given.occurred_on, policy.policy.meetings.clone(), facts);
        decide(aggregate, given, context).await
    }

    fn in_force(&self, day: Date) -> Result<&PolicyInForce, Refused> {
        if day > self.today {
            return Err(Refused {
                code: "OCCURRED_IN_FUTURE".to_owned(),
                sentence: format!("Der {} liegt in der Zukunft.", german::day(day)),
            });
        }
        self.policy_on(day).ok_or_else(|| Refused {
            code: "POLICY_NOT_IN_FORCE".to_owned(),
            sentence: format!(
                "Am {} galt noch kein Regelwerk der Kommune; danach lässt sich nichts entscheiden.",
                german::day(day)
            ),
        })
    }

    fn context<P, F>(&self, occurred_on: Date, policy: P, facts: F) -> DecisionContext<P, F> {
        DecisionContext::new(
            self.clock.now(),
            self.today,
            occurred_on,
            ActorId(Uuid::nil()),
            Role::Coordinator,
            policy,
            facts,
        )
    }
}

async fn decide<A, P, F>(
    aggregate: &mut A,
    given: Given<'_>,
    context: DecisionContext<P, F>,
) -> Result<Vec<Warning>, Refused>
where
    A: Aggregate<Services = DecisionContext<P, F>>,
    A::Command: CommandSet,
    A::Error: Refusal,
{
    let command = A::Command::read(given.command, given.body.clone()).map_err(unreadable)?;
    let decided = aggregate
        .handle(command, &context, &EventSink::default())
        .await;
    match decided {
        Ok(()) => Ok(context.into_warnings()),
        Err(refusal) => Err(Refused {
            code: refusal.code().to_owned(),
            sentence: refusal.sentence(),
        }),
    }
}

/// A value that no command takes, such as a name of more than 200 characters.
fn unreadable(error: CommandError) -> Refused {
    let sentence = match error {
        CommandError::Unknown(command) => format!("Den Befehl „{command}“ gibt es nicht."),
        CommandError::Invalid { field, reason } => {
            format!("Der Wert ist nicht zulässig ({field}: {reason}).")
        }
    };
    Refused {
        code: "INVALID_FIELD".to_owned(),
        sentence,
    }
}
