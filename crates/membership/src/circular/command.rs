//! What may be done with a circular.

use kernel::{
    CircularId, Date, DocumentRef, DomainCommand, NetworkId, NewText, PartnerId, StreamId,
    VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Drafts a circular [Rundschreiben entwerfen] (MEM-33).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DraftCircularInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftCircular {
    /// The new circular's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CircularId>,
    /// One line of at most 200 characters [Betreff].
    pub subject: NewText,
    pub body: NewText,
    /// Documents of the vault: each once, at most 20 [Anlagen].
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub attachments: Vec<DocumentRef>,
    /// The partners that get it, each once, at most 5,000; they may follow until the release.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub recipients: Vec<PartnerId>,
    /// The network out of whose partners they were chosen; absent for the whole municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
    pub drafted_on: Date,
}

/// Gives a draft another text and other attachments [Entwurf überarbeiten]. It replaces all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReviseCircularInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviseCircular {
    pub circular: CircularId,
    pub subject: NewText,
    pub body: NewText,
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub attachments: Vec<DocumentRef>,
}

/// Gives a draft other recipients [Empfänger festlegen]. It replaces all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetCircularRecipientsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetCircularRecipients {
    pub circular: CircularId,
    pub recipients: Vec<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
}

/// Releases a circular [Rundschreiben freigeben]: from now on nothing of it changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReleaseCircularInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseCircular {
    pub circular: CircularId,
    pub released_on: Date,
}

/// Withdraws a draft [Entwurf verwerfen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WithdrawCircularInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawCircular {
    pub circular: CircularId,
    pub withdrawn_on: Date,
}

/// Corrects what was recorded of a circular [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectCircularInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectCircular {
    pub circular: CircularId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<CircularReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a circular.
    pub enum CircularReplacement for CircularCommand as "CircularReplacementInput" {
        DraftCircular,
        ReviseCircular,
        SetCircularRecipients,
        ReleaseCircular,
        WithdrawCircular,
    }
}

kernel::commands! {
    /// What may be done with a circular.
    pub enum CircularCommand {
        DraftCircular = "draft-circular",
        ReviseCircular = "revise-circular",
        SetCircularRecipients = "set-circular-recipients",
        ReleaseCircular = "release-circular",
        WithdrawCircular = "withdraw-circular",
        CorrectCircular = "correct-circular",
    }
}

impl CorrectCircular {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<CircularCommand> {
        self.replacement.clone().map(CircularCommand::from)
    }
}

impl CircularCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::DraftCircular(c) => Some(("draftedOn", c.drafted_on)),
            Self::ReviseCircular(_) | Self::SetCircularRecipients(_) => None,
            Self::ReleaseCircular(c) => Some(("releasedOn", c.released_on)),
            Self::WithdrawCircular(c) => Some(("withdrawnOn", c.withdrawn_on)),
            Self::CorrectCircular(c) => c.instead().and_then(|command| command.recorded_on()),
        }
    }
}

impl DomainCommand for CircularCommand {
    const STREAM: &'static str = "circular";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::DraftCircular(c) => c.id,
            Self::ReviseCircular(c) => Some(c.circular),
            Self::SetCircularRecipients(c) => Some(c.circular),
            Self::ReleaseCircular(c) => Some(c.circular),
            Self::WithdrawCircular(c) => Some(c.circular),
            Self::CorrectCircular(c) => Some(c.circular),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DraftCircular(c) = self {
            c.id = Some(CircularId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DraftCircular(_))
    }

    /// Not the recipients: whether each still is a partner is asked when the mail is sent.
    fn reads(&self) -> Vec<StreamId> {
        let network =
            |id: &Option<NetworkId>| id.iter().map(|id| StreamId::new("network", id.0)).collect();
        match self {
            Self::DraftCircular(c) => network(&c.network),
            Self::SetCircularRecipients(c) => network(&c.network),
            Self::ReviseCircular(_) | Self::ReleaseCircular(_) | Self::WithdrawCircular(_) => {
                Vec::new()
            }
            Self::CorrectCircular(c) => {
                c.instead().map_or_else(Vec::new, |command| command.reads())
            }
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::DraftCircular(c) => vec![(&c.subject).into(), (&c.body).into()],
            Self::ReviseCircular(c) => vec![(&c.subject).into(), (&c.body).into()],
            Self::SetCircularRecipients(_)
            | Self::ReleaseCircular(_)
            | Self::WithdrawCircular(_) => Vec::new(),
            Self::CorrectCircular(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        match self {
            Self::DraftCircular(c) => c.attachments.clone(),
            Self::ReviseCircular(c) => c.attachments.clone(),
            Self::SetCircularRecipients(_)
            | Self::ReleaseCircular(_)
            | Self::WithdrawCircular(_) => Vec::new(),
            Self::CorrectCircular(c) => c
                .instead()
                .map_or_else(Vec::new, |command| command.documents()),
        }
    }
}
