//! Where a need's command goes and what comes with it.

use kernel::{Date, DomainCommand, NeedId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectNeed {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<NeedCommand> {
        self.replacement.clone().map(NeedCommand::from)
    }
}

impl NeedCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::SuggestNeed(c) => Some(("suggestedOn", c.suggested_on)),
            Self::DiscussNeed(c) => Some(("discussedOn", c.discussed_on)),
            Self::RealiseNeed(c) => Some(("realisedOn", c.realised_on)),
            Self::ShelveNeed(c) => Some(("shelvedOn", c.shelved_on)),
            Self::ReopenNeed(c) => Some(("reopenedOn", c.reopened_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectNeed(_) => None,
        }
    }
}

impl DomainCommand for NeedCommand {
    const STREAM: &'static str = "need";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::SuggestNeed(c) => c.id,
            Self::DiscussNeed(c) => Some(c.need),
            Self::RealiseNeed(c) => Some(c.need),
            Self::ShelveNeed(c) => Some(c.need),
            Self::ReopenNeed(c) => Some(c.need),
            Self::CorrectNeed(c) => Some(c.need),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::SuggestNeed(c) = self {
            c.id = Some(NeedId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::SuggestNeed(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::SuggestNeed(c) => {
                let body = c.body.map(|id| StreamId::new("body", id.0));
                body.into_iter().collect()
            }
            Self::DiscussNeed(c) => vec![StreamId::new("meeting", c.meeting.0)],
            Self::RealiseNeed(c) => {
                let offer = c.offer.map(|id| StreamId::new("offer", id.0));
                offer.into_iter().collect()
            }
            Self::ShelveNeed(_) | Self::ReopenNeed(_) => Vec::new(),
            Self::CorrectNeed(c) => c.instead().map_or_else(Vec::new, |command| command.reads()),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::SuggestNeed(c) => {
                let words = [Some(&c.title), c.text.as_ref()];
                words.into_iter().flatten().map(VaultEntry::from).collect()
            }
            Self::DiscussNeed(c) => c.text.iter().map(VaultEntry::from).collect(),
            Self::RealiseNeed(c) => c.text.iter().map(VaultEntry::from).collect(),
            Self::ShelveNeed(c) => vec![(&c.reason).into()],
            Self::ReopenNeed(c) => c.reason.iter().map(VaultEntry::from).collect(),
            Self::CorrectNeed(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }
}
