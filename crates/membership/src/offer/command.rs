//! What may be done with an offer.

use kernel::{Date, DomainCommand, NewText, OfferId, PartnerId, StreamId, VaultEntry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::details::NewOfferDetails;

/// Registers an offer of a partner [Angebot aufnehmen] (MEM-21, MEM-22).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RegisterOfferInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterOffer {
    /// The new offer's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OfferId>,
    /// The partner whose offer it is; a member on that day.
    pub partner: PartnerId,
    pub details: NewOfferDetails,
    pub registered_on: Date,
}

/// Tells an offer's details anew, as a whole [Angebot ändern] (MEM-21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReviseOfferInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviseOffer {
    pub offer: OfferId,
    pub details: NewOfferDetails,
    /// The first day on which they hold.
    pub revised_on: Date,
}

/// Records that an offer is still right [Angebot bestätigen] (MEM-21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ConfirmOfferInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmOffer {
    pub offer: OfferId,
    pub confirmed_on: Date,
}

/// Pauses an offer [Angebot ruht]; the days may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "PauseOfferInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PauseOffer {
    pub offer: OfferId,
    /// The first day without it.
    pub from: Date,
    /// The last day without it, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Resumes a paused offer [Angebot läuft wieder]; the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ResumeOfferInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResumeOffer {
    pub offer: OfferId,
    /// The first day with it.
    pub resumed_on: Date,
}

/// Ends an offer [Angebot endet]; the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EndOfferInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndOffer {
    pub offer: OfferId,
    /// The last day.
    pub ended_on: Date,
}

/// Corrects what was recorded of an offer [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectOfferInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectOffer {
    pub offer: OfferId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<OfferReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of an offer.
    pub enum OfferReplacement for OfferCommand as "OfferReplacementInput" {
        RegisterOffer,
        ReviseOffer,
        ConfirmOffer,
        PauseOffer,
        ResumeOffer,
        EndOffer,
    }
}

kernel::commands! {
    /// What may be done with an offer.
    pub enum OfferCommand {
        RegisterOffer = "register-offer",
        ReviseOffer = "revise-offer",
        ConfirmOffer = "confirm-offer",
        PauseOffer = "pause-offer",
        ResumeOffer = "resume-offer",
        EndOffer = "end-offer",
        CorrectOffer = "correct-offer",
    }
}

impl CorrectOffer {
    /// The command that should have been given, of this offer.
    pub(super) fn instead(&self) -> Option<OfferCommand> {
        let mut command = OfferCommand::from(self.replacement.clone()?);
        match &mut command {
            OfferCommand::RegisterOffer(c) => c.id = Some(self.offer),
            OfferCommand::ReviseOffer(c) => c.offer = self.offer,
            OfferCommand::ConfirmOffer(c) => c.offer = self.offer,
            OfferCommand::PauseOffer(c) => c.offer = self.offer,
            OfferCommand::ResumeOffer(c) => c.offer = self.offer,
            OfferCommand::EndOffer(c) => c.offer = self.offer,
            OfferCommand::CorrectOffer(c) => c.offer = self.offer,
        }
        Some(command)
    }
}

impl OfferCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    ///
    /// Pauses and the end are not among them: they are announced.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::RegisterOffer(c) => Some(("registeredOn", c.registered_on)),
            Self::ReviseOffer(c) => Some(("revisedOn", c.revised_on)),
            Self::ConfirmOffer(c) => Some(("confirmedOn", c.confirmed_on)),
            Self::PauseOffer(_)
            | Self::ResumeOffer(_)
            | Self::EndOffer(_)
            | Self::CorrectOffer(_) => None,
        }
    }
}

fn places(details: &NewOfferDetails) -> impl Iterator<Item = StreamId> {
    let regions = details
        .districts
        .iter()
        .map(|id| StreamId::new("region", id.0));
    let sites = details.sites.iter().map(|id| StreamId::new("site", id.0));
    regions.chain(sites)
}

impl DomainCommand for OfferCommand {
    const STREAM: &'static str = "offer";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RegisterOffer(c) => c.id,
            Self::ReviseOffer(c) => Some(c.offer),
            Self::ConfirmOffer(c) => Some(c.offer),
            Self::PauseOffer(c) => Some(c.offer),
            Self::ResumeOffer(c) => Some(c.offer),
            Self::EndOffer(c) => Some(c.offer),
            Self::CorrectOffer(c) => Some(c.offer),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RegisterOffer(c) = self {
            c.id = Some(OfferId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RegisterOffer(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let mut reads: Vec<_> = match self {
            Self::RegisterOffer(c) => [StreamId::new("partner", c.partner.0)]
                .into_iter()
                .chain(places(&c.details))
                .collect(),
            Self::ReviseOffer(c) => places(&c.details).collect(),
            Self::CorrectOffer(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::ConfirmOffer(_)
            | Self::PauseOffer(_)
            | Self::ResumeOffer(_)
            | Self::EndOffer(_) => Vec::new(),
        };
        reads.sort_unstable();
        reads.dedup();
        reads
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RegisterOffer(c) => c.details.entries(),
            Self::ReviseOffer(c) => c.details.entries(),
            Self::CorrectOffer(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::ConfirmOffer(_)
            | Self::PauseOffer(_)
            | Self::ResumeOffer(_)
            | Self::EndOffer(_) => Vec::new(),
        }
    }
}
