//! Where a recommendation's command goes, what it reads and what comes with it.

use kernel::{
    BodyId, Claim, Date, DomainCommand, MeetingId, RecommendationId, StreamId, VaultEntry,
};
use uuid::Uuid;

use super::command::*;

impl RecommendationCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::RaiseRecommendation(c) => Some(("raisedOn", c.raised_on)),
            Self::ForwardRecommendation(c) => Some(("forwardedOn", c.forwarded_on)),
            Self::RecordRecommendationReceipt(c) => Some(("receivedOn", c.received_on)),
            Self::RecordRecommendationAnswer(c) => Some(("answeredOn", c.answered_on)),
            Self::AssignToSubgroup(c) => Some(("assignedOn", c.assigned_on)),
            Self::ReturnFromSubgroup(c) => Some(("returnedOn", c.returned_on)),
            Self::WithdrawRecommendation(c) => Some(("withdrawnOn", c.withdrawn_on)),
            Self::CloseRecommendation(c) => Some(("closedOn", c.closed_on)),
            Self::MarkAnswerPresented(_) | Self::CorrectRecommendation(_) => None,
        }
    }
}

impl CorrectRecommendation {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<RecommendationCommand> {
        self.replacement.clone().map(RecommendationCommand::from)
    }
}

/// The one recommendation of an outcome.
fn of_outcome(key: String) -> Vec<Claim> {
    let kind = "recommendation-outcome";
    vec![Claim { kind, key }]
}

fn body(id: BodyId) -> StreamId {
    StreamId::new("body", id.0)
}

fn meeting(id: MeetingId) -> StreamId {
    StreamId::new("meeting", id.0)
}

impl DomainCommand for RecommendationCommand {
    const STREAM: &'static str = "recommendation";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RaiseRecommendation(c) => c.id,
            Self::ForwardRecommendation(c) => Some(c.recommendation),
            Self::RecordRecommendationReceipt(c) => Some(c.recommendation),
            Self::RecordRecommendationAnswer(c) => Some(c.recommendation),
            Self::MarkAnswerPresented(c) => Some(c.recommendation),
            Self::AssignToSubgroup(c) => Some(c.recommendation),
            Self::ReturnFromSubgroup(c) => Some(c.recommendation),
            Self::WithdrawRecommendation(c) => Some(c.recommendation),
            Self::CloseRecommendation(c) => Some(c.recommendation),
            Self::CorrectRecommendation(c) => Some(c.recommendation),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RaiseRecommendation(c) = self {
            c.id = Some(RecommendationId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RaiseRecommendation(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::RaiseRecommendation(c) => vec![meeting(c.meeting), body(c.body)],
            Self::ForwardRecommendation(c) if c.from == c.to => {
                c.from.body().map(body).into_iter().collect()
            }
            Self::ForwardRecommendation(c) => {
                let ends = [c.from.body(), c.to.body()];
                ends.into_iter().flatten().map(body).collect()
            }
            Self::MarkAnswerPresented(c) => vec![meeting(c.meeting)],
            Self::AssignToSubgroup(c) => vec![body(c.subgroup)],
            Self::CorrectRecommendation(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::RecordRecommendationReceipt(_)
            | Self::RecordRecommendationAnswer(_)
            | Self::ReturnFromSubgroup(_)
            | Self::WithdrawRecommendation(_)
            | Self::CloseRecommendation(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RaiseRecommendation(c) => {
                let texts = [Some(&c.title), c.text.as_ref()];
                texts.into_iter().flatten().map(VaultEntry::from).collect()
            }
            Self::ForwardRecommendation(c) => c.letter.iter().map(VaultEntry::from).collect(),
            Self::RecordRecommendationAnswer(c) => c.text.iter().map(VaultEntry::from).collect(),
            Self::ReturnFromSubgroup(c) => c.text.iter().map(VaultEntry::from).collect(),
            Self::WithdrawRecommendation(c) => vec![(&c.reason).into()],
            Self::CorrectRecommendation(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::RecordRecommendationReceipt(_)
            | Self::MarkAnswerPresented(_)
            | Self::AssignToSubgroup(_)
            | Self::CloseRecommendation(_) => Vec::new(),
        }
    }
    /// The meeting's outcome: it is recommended once. What is withdrawn gives it free, for a stream has one claim of a
    /// kind and takes another in its place.
    ///
    /// Claims know no state, so that two things stay open. A withdrawal that is struck does not take the outcome back:
    /// where it was raised again meanwhile, both stand, and one of them is to be withdrawn. A withdrawn
    /// recommendation whose raising is corrected takes the outcome again, and is refused where another has it.
    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::RaiseRecommendation(c) => of_outcome(format!("{}:{}", c.meeting, c.outcome)),
            Self::WithdrawRecommendation(c) => {
                of_outcome(format!("withdrawn:{}", c.recommendation))
            }
            Self::CorrectRecommendation(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
            Self::ForwardRecommendation(_)
            | Self::RecordRecommendationReceipt(_)
            | Self::RecordRecommendationAnswer(_)
            | Self::MarkAnswerPresented(_)
            | Self::AssignToSubgroup(_)
            | Self::ReturnFromSubgroup(_)
            | Self::CloseRecommendation(_) => Vec::new(),
        }
    }
}
