//! Where a topic's command goes and what comes with it.

use kernel::{Date, DomainCommand, StreamId, TopicId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectTopic {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<TopicCommand> {
        self.replacement.clone().map(TopicCommand::from)
    }
}

impl TopicCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::ProposeTopic(c) => Some(("proposedOn", c.proposed_on)),
            Self::SupportTopic(c) => Some(("supportedOn", c.supported_on)),
            Self::WithdrawTopicSupport(c) => Some(("withdrawnOn", c.withdrawn_on)),
            Self::ScheduleTopic(c) => Some(("scheduledOn", c.scheduled_on)),
            Self::AssignTopicToSubgroup(c) => Some(("assignedOn", c.assigned_on)),
            Self::ReturnTopic(c) => Some(("returnedOn", c.returned_on)),
            Self::DropTopic(c) => Some(("droppedOn", c.dropped_on)),
            Self::MarkTopicDone(_) => None,
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectTopic(_) => None,
        }
    }
}

impl DomainCommand for TopicCommand {
    const STREAM: &'static str = "topic";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::ProposeTopic(c) => c.id,
            Self::SupportTopic(c) => Some(c.topic),
            Self::WithdrawTopicSupport(c) => Some(c.topic),
            Self::ScheduleTopic(c) => Some(c.topic),
            Self::AssignTopicToSubgroup(c) => Some(c.topic),
            Self::ReturnTopic(c) => Some(c.topic),
            Self::DropTopic(c) => Some(c.topic),
            Self::MarkTopicDone(c) => Some(c.topic),
            Self::CorrectTopic(c) => Some(c.topic),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::ProposeTopic(c) = self {
            c.id = Some(TopicId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::ProposeTopic(_))
    }

    /// Not the partner that withdraws: who has left the network may still take its support back.
    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::ProposeTopic(c) => {
                let partner = c.proposed_by.map(|id| StreamId::new("partner", id.0));
                let body = StreamId::new("body", c.body.0);
                [body].into_iter().chain(partner).collect()
            }
            Self::SupportTopic(c) => vec![
                StreamId::new("body", c.body.0),
                StreamId::new("partner", c.partner.0),
            ],
            Self::ScheduleTopic(c) => vec![StreamId::new("meeting", c.meeting.0)],
            Self::AssignTopicToSubgroup(c) => vec![StreamId::new("body", c.subgroup.0)],
            Self::MarkTopicDone(c) => vec![StreamId::new("meeting", c.meeting.0)],
            Self::WithdrawTopicSupport(_) | Self::ReturnTopic(_) | Self::DropTopic(_) => Vec::new(),
            Self::CorrectTopic(c) => c.instead().map_or_else(Vec::new, |command| command.reads()),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::ProposeTopic(c) => {
                let words = [c.title.as_ref(), c.text.as_ref()];
                words.into_iter().flatten().map(VaultEntry::from).collect()
            }
            Self::ReturnTopic(c) => c.text.iter().map(VaultEntry::from).collect(),
            Self::DropTopic(c) => c.reason.iter().map(VaultEntry::from).collect(),
            Self::SupportTopic(_)
            | Self::WithdrawTopicSupport(_)
            | Self::ScheduleTopic(_)
            | Self::AssignTopicToSubgroup(_)
            | Self::MarkTopicDone(_) => Vec::new(),
            Self::CorrectTopic(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }
}
