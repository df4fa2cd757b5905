//! Regions of the municipality [Region] (MEM-43).

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Claim, DomainCommand, EntryId, Facts, NewText, Refusal, RegionId, VaultEntry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::codes::RegionNumber;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};

/// Establishes a region [Region anlegen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EstablishRegionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EstablishRegion {
    /// The new region's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<RegionId>,
    pub name: NewText,
    /// Its roman number, such as `III`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<RegionNumber>,
}

kernel::commands! {
    /// What may be done with a region.
    pub enum RegionCommand {
        EstablishRegion = "establish-region",
    }
}

impl DomainCommand for RegionCommand {
    const STREAM: &'static str = "region";

    fn target(&self) -> Option<Uuid> {
        let Self::EstablishRegion(c) = self;
        c.id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        let Self::EstablishRegion(c) = self;
        c.id = Some(RegionId(id));
    }

    fn creates(&self) -> bool {
        true
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let Self::EstablishRegion(c) = self;
        vec![(&c.name).into()]
    }

    fn claims(&self) -> Vec<Claim> {
        let Self::EstablishRegion(c) = self;
        vec![Claim::of_name("region-name", &c.name.content.0)]
    }
}

/// A region was established.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegionEstablished {
    pub name: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<RegionNumber>,
}

kernel::events! {
    /// What happens to a region.
    pub enum RegionEvent {
        RegionEstablished = 1,
    }
}

/// A region.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Region {
    pub name: Option<EntryId>,
    pub number: Option<RegionNumber>,
}

impl Region {
    pub fn exists(&self) -> bool {
        self.name.is_some()
    }

    /// What the command makes happen.
    pub fn decide(
        &self,
        command: &RegionCommand,
        _: &MembershipContext,
    ) -> Result<Vec<RegionEvent>, RegionRefusal> {
        Unfit::check_existence(Thing::Region, self.exists(), command.creates())?;
        let RegionCommand::EstablishRegion(c) = command;
        Unfit::check_name(&c.name)?;
        Ok(vec![
            RegionEstablished {
                name: c.name.id,
                number: c.number.clone(),
            }
            .into(),
        ])
    }
}

impl Aggregate for Region {
    const TYPE: &'static str = "region";
    type Command = RegionCommand;
    type Event = RegionEvent;
    type Error = RegionRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: RegionCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), RegionRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: RegionEvent) {
        match event {
            RegionEvent::RegionEstablished(e) => {
                self.name = Some(e.name);
                self.number = e.number;
            }
        }
    }
}

/// Why a region's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RegionRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl Refusal for RegionRefusal {
    fn code(&self) -> &'static str {
        let Self::Unfit(unfit) = self;
        unfit.code()
    }

    fn field(&self) -> Option<&'static str> {
        let Self::Unfit(unfit) = self;
        unfit.field()
    }

    fn rule(&self) -> Option<&'static str> {
        Some("MEM-43")
    }

    fn sentence(&self) -> String {
        let Self::Unfit(unfit) = self;
        unfit.sentence()
    }

    fn facts(&self) -> Facts {
        let Self::Unfit(unfit) = self;
        unfit.facts()
    }
}
