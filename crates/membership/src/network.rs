//! Networks below the municipality [Netzwerk] (MEM-36).
//!
//! Leverkusen and Duisburg have one; Stormarn has three central ones and regional ones beside them.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    Claim, Correctable, CorrectionRefusal, Date, DomainCommand, EntryId, Facts, History, NetworkId,
    NewText, PartialDate, Refusal, StreamId, VaultEntry, Warning, correct, facts, german,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};
use kernel::timeline::Succession;

kernel::code! {
    /// What a network is within its municipality (MEM-36).
    pub enum NetworkKind {
        /// the only one
        Single = "Netzwerk",
        /// one of several for parts of the area
        Central = "zentrales Netzwerk",
        /// a smaller one beside the central ones
        Regional = "regionales Netzwerk",
    }
}

/// Establishes a network [Netzwerk einrichten].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EstablishNetworkInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EstablishNetwork {
    /// The new network's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<NetworkId>,
    pub name: NewText,
    pub kind: NetworkKind,
    /// Since when it exists, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub established_on: Option<PartialDate>,
}

/// Gives a network another name from the business date on [Netzwerk umbenennen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RenameNetworkInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameNetwork {
    pub network: NetworkId,
    pub name: NewText,
}

/// Dissolves a network [Netzwerk auflösen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DissolveNetworkInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DissolveNetwork {
    pub network: NetworkId,
    /// Its last day.
    pub dissolved_on: Date,
}

/// Corrects what was recorded of a network [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectNetworkInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectNetwork {
    pub network: NetworkId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<NetworkReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a network.
    pub enum NetworkReplacement for NetworkCommand as "NetworkReplacementInput" {
        EstablishNetwork,
        RenameNetwork,
        DissolveNetwork,
    }
}

impl CorrectNetwork {
    /// The command that should have been given.
    fn instead(&self) -> Option<NetworkCommand> {
        self.replacement.clone().map(NetworkCommand::from)
    }
}

kernel::commands! {
    /// What may be done with a network.
    pub enum NetworkCommand {
        EstablishNetwork = "establish-network",
        RenameNetwork = "rename-network",
        DissolveNetwork = "dissolve-network",
        CorrectNetwork = "correct-network",
    }
}

impl NetworkCommand {
    /// The field and the day of the fact that the command records, `occurredOn` where it names no day of its own;
    /// such a day cannot lie ahead.
    pub fn recorded_on(&self, occurred_on: Date) -> Option<(&'static str, Date)> {
        match self {
            Self::EstablishNetwork(c) => {
                c.established_on.map(|on| ("establishedOn", on.first_day()))
            }
            Self::RenameNetwork(_) => Some(("occurredOn", occurred_on)),
            Self::DissolveNetwork(c) => Some(("dissolvedOn", c.dissolved_on)),
            Self::CorrectNetwork(_) => None,
        }
    }
}

impl DomainCommand for NetworkCommand {
    const STREAM: &'static str = "network";

    fn target(&self) -> Option<Uuid> {
        match self {
            Self::EstablishNetwork(c) => c.id.map(|id| id.0),
            Self::RenameNetwork(c) => Some(c.network.0),
            Self::DissolveNetwork(c) => Some(c.network.0),
            Self::CorrectNetwork(c) => Some(c.network.0),
        }
    }

    fn assign(&mut self, id: Uuid) {
        match self {
            Self::EstablishNetwork(c) => c.id = Some(NetworkId(id)),
            Self::RenameNetwork(_) | Self::DissolveNetwork(_) | Self::CorrectNetwork(_) => {}
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::EstablishNetwork(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        Vec::new()
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::EstablishNetwork(c) => vec![(&c.name).into()],
            Self::RenameNetwork(c) => vec![(&c.name).into()],
            Self::DissolveNetwork(_) => Vec::new(),
            Self::CorrectNetwork(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::EstablishNetwork(c) => vec![Claim::of_name("network-name", &c.name.content.0)],
            Self::RenameNetwork(c) => vec![Claim::of_name("network-name", &c.name.content.0)],
            Self::DissolveNetwork(_) => Vec::new(),
            Self::CorrectNetwork(c) => c
                .instead()
                .map_or_else(Vec::new, |command| command.claims()),
        }
    }
}

/// A network was established.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkEstablished {
    pub name: EntryId,
    pub kind: NetworkKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub established_on: Option<PartialDate>,
}

/// A network got another name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkRenamed {
    pub name: EntryId,
    pub renamed_on: Date,
}

/// A network was dissolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkDissolved {
    /// Its last day.
    pub dissolved_on: Date,
}

/// A fact of a network was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<NetworkEvent>>,
}

kernel::events! {
    /// What happens to a network.
    pub enum NetworkEvent {
        NetworkEstablished = 1,
        NetworkRenamed = 1,
        NetworkDissolved = 1,
        NetworkFactCorrected = 1,
    }
}

/// A network and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Network {
    pub kind: Option<NetworkKind>,
    /// Its names (entries of the vault).
    pub names: Succession<EntryId>,
    pub established_on: Option<PartialDate>,
    /// Its last day.
    pub dissolved_on: Option<Date>,
    pub history: History<NetworkEvent>,
}

impl Network {
    pub fn exists(&self) -> bool {
        self.kind.is_some()
    }

    /// The name on `day`.
    pub fn name_on(&self, day: Date) -> Option<EntryId> {
        self.names.on(day).copied()
    }

    /// True from its founding (as far as known) to its last day.
    pub fn runs_on(&self, day: Date) -> bool {
        self.exists()
            && self.established_on.is_none_or(|on| on.first_day() <= day)
            && self.dissolved_on.is_none_or(|last| day <= last)
    }

    /// What the command makes happen.
    pub fn decide(
        &self,
        command: &NetworkCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<NetworkEvent>, NetworkRefusal> {
        Unfit::check_existence(Thing::Network, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            NetworkCommand::EstablishNetwork(c) => Self::establish(c, ctx),
            NetworkCommand::RenameNetwork(c) => self.rename(c, ctx),
            NetworkCommand::DissolveNetwork(c) => self.dissolve(c),
            NetworkCommand::CorrectNetwork(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    NetworkFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn establish(
        c: &EstablishNetwork,
        ctx: &MembershipContext,
    ) -> Result<Vec<NetworkEvent>, NetworkRefusal> {
        Unfit::check_name(&c.name)?;
        if let Some(kinds) = ctx.policy.network_kinds.value()
            && !kinds.contains(&c.kind)
        {
            ctx.warn(Warning {
                code: "NETWORK_KIND_NOT_NAMED".to_owned(),
                rule: "MEM-36".to_owned(),
                sentence: format!(
                    "Die Dokumente der Kommune nennen kein „{}“.",
                    c.kind.label()
                ),
                facts: facts! { "kind" => c.kind, "named" => kinds },
            });
        }
        let event = NetworkEstablished {
            name: c.name.id,
            kind: c.kind,
            established_on: c.established_on,
        };
        Ok(vec![event.into()])
    }

    fn rename(
        &self,
        c: &RenameNetwork,
        ctx: &MembershipContext,
    ) -> Result<Vec<NetworkEvent>, NetworkRefusal> {
        Unfit::check_name(&c.name)?;
        match self.dissolved_on {
            Some(dissolved_on) if dissolved_on < ctx.occurred_on => {
                Err(NetworkRefusal::Dissolved { dissolved_on })
            }
            Some(_) | None => Ok(vec![
                NetworkRenamed {
                    name: c.name.id,
                    renamed_on: ctx.occurred_on,
                }
                .into(),
            ]),
        }
    }

    fn dissolve(&self, c: &DissolveNetwork) -> Result<Vec<NetworkEvent>, NetworkRefusal> {
        match self.dissolved_on {
            Some(dissolved_on) if dissolved_on == c.dissolved_on => Ok(Vec::new()),
            Some(dissolved_on) => Err(NetworkRefusal::Dissolved { dissolved_on }),
            None => {
                let first = self.established_on.map(PartialDate::first_day);
                Unfit::check_not_before("dissolvedOn", c.dissolved_on, first)?;
                Ok(vec![
                    NetworkDissolved {
                        dissolved_on: c.dissolved_on,
                    }
                    .into(),
                ])
            }
        }
    }
}

impl Aggregate for Network {
    const TYPE: &'static str = "network";
    type Command = NetworkCommand;
    type Event = NetworkEvent;
    type Error = NetworkRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: NetworkCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), NetworkRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: NetworkEvent) {
        self.history.record(&event);
        match event {
            NetworkEvent::NetworkEstablished(e) => {
                self.kind = Some(e.kind);
                self.names.note(None, e.name);
                self.established_on = e.established_on;
            }
            NetworkEvent::NetworkRenamed(e) => self.names.note(Some(e.renamed_on.into()), e.name),
            NetworkEvent::NetworkDissolved(e) => self.dissolved_on = Some(e.dissolved_on),
            NetworkEvent::NetworkFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for Network {
    fn history(&self) -> &History<NetworkEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<NetworkEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &NetworkCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<NetworkEvent>, NetworkRefusal> {
        self.decide(command, ctx)
    }

    fn check(&self) -> Result<(), NetworkRefusal> {
        let first = self.established_on.map(PartialDate::first_day);
        match self.dissolved_on {
            Some(last) => Ok(Unfit::check_not_before("replacement", last, first)?),
            None => Ok(()),
        }
    }
}

/// Why a network's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NetworkRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The network does not exist any more.
    #[error("network was dissolved on {dissolved_on}")]
    Dissolved { dissolved_on: Date },
}

impl Refusal for NetworkRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Dissolved { .. } => "NETWORK_DISSOLVED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Dissolved { .. } => Some("network"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MEM-36")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Dissolved { dissolved_on } => {
                format!(
                    "Das Netzwerk ist seit dem {} aufgelöst.",
                    german::day(*dissolved_on)
                )
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Dissolved { dissolved_on } => facts! { "dissolvedOn" => dissolved_on },
        }
    }
}
