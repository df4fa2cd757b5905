//! Sites of the work [Standort, Dependance] with their operator over time (MEM-07, MEM-43).
//!
//! Leverkusen: Rheindorfer Laden, Steinbüchel and Manforter Laden are open, Opladen is planned for 2016,
//! Wiesdorf is only „angedacht“. Rheindorf's operator changed, so it is always asked for a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    Claim, Date, DomainCommand, EntryId, Facts, NewText, PartialDate, PartnerId, Refusal, RegionId,
    SiteId, StreamId, VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::facts::MembershipContext;
use crate::timeline::Succession;
use crate::unfit::{Thing, Unfit};

kernel::code! {
    /// How far a site is (MEM-43).
    pub enum SiteStatus {
        /// somebody thinks of it
        Considered = "angedacht",
        /// it is decided
        Planned = "geplant",
        /// it works
        Open = "geöffnet",
        /// it works no more
        Closed = "geschlossen",
    }
}

/// Registers a site [Standort anlegen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RegisterSiteInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterSite {
    /// The new site's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<SiteId>,
    pub name: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub status: SiteStatus,
    /// Since when it has this status, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
}

/// Records another status of a site [Standort öffnen, schließen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeSiteStatusInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeSiteStatus {
    pub site: SiteId,
    pub status: SiteStatus,
    pub since: PartialDate,
}

/// Records who runs a site [Träger des Standortes].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssignSiteOperatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignSiteOperator {
    pub site: SiteId,
    pub operator: PartnerId,
    pub since: PartialDate,
}

kernel::commands! {
    /// What may be done with a site.
    pub enum SiteCommand {
        RegisterSite = "register-site",
        ChangeSiteStatus = "change-site-status",
        AssignSiteOperator = "assign-site-operator",
    }
}

impl SiteCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::RegisterSite(c) => c.since.map(|since| ("since", since.first_day())),
            Self::ChangeSiteStatus(c) => Some(("since", c.since.first_day())),
            Self::AssignSiteOperator(c) => Some(("since", c.since.first_day())),
        }
    }
}

impl DomainCommand for SiteCommand {
    const STREAM: &'static str = "site";

    fn target(&self) -> Option<Uuid> {
        match self {
            Self::RegisterSite(c) => c.id.map(|id| id.0),
            Self::ChangeSiteStatus(c) => Some(c.site.0),
            Self::AssignSiteOperator(c) => Some(c.site.0),
        }
    }

    fn assign(&mut self, id: Uuid) {
        match self {
            Self::RegisterSite(c) => c.id = Some(SiteId(id)),
            Self::ChangeSiteStatus(_) | Self::AssignSiteOperator(_) => {}
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RegisterSite(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::RegisterSite(c) => c
                .region
                .iter()
                .map(|id| StreamId::new("region", id.0))
                .collect(),
            Self::ChangeSiteStatus(_) => Vec::new(),
            Self::AssignSiteOperator(c) => vec![StreamId::new("partner", c.operator.0)],
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RegisterSite(c) => vec![(&c.name).into()],
            Self::ChangeSiteStatus(_) | Self::AssignSiteOperator(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::RegisterSite(c) => vec![Claim::of_name("site-name", &c.name.content.0)],
            Self::ChangeSiteStatus(_) | Self::AssignSiteOperator(_) => Vec::new(),
        }
    }
}

/// A site was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteRegistered {
    pub name: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub status: SiteStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
}

/// A site has another status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteStatusChanged {
    pub status: SiteStatus,
    pub since: PartialDate,
}

/// A site has another operator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteOperatorAssigned {
    pub operator: PartnerId,
    pub since: PartialDate,
}

kernel::events! {
    /// What happens to a site.
    pub enum SiteEvent {
        SiteRegistered = 1,
        SiteStatusChanged = 1,
        SiteOperatorAssigned = 1,
    }
}

/// A site and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Site {
    pub name: Option<EntryId>,
    pub region: Option<RegionId>,
    pub statuses: Succession<SiteStatus>,
    pub operators: Succession<PartnerId>,
}

impl Site {
    pub fn exists(&self) -> bool {
        self.name.is_some()
    }

    pub fn status_on(&self, day: Date) -> Option<SiteStatus> {
        self.statuses.on(day).copied()
    }

    pub fn operator_on(&self, day: Date) -> Option<PartnerId> {
        self.operators.on(day).copied()
    }

    /// What the command makes happen.
    pub fn decide(
        &self,
        command: &SiteCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<SiteEvent>, SiteRefusal> {
        Unfit::check_existence(Thing::Site, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            SiteCommand::RegisterSite(c) => {
                Unfit::check_name(&c.name)?;
                if let Some(region) = c.region {
                    ctx.facts.region(region, "region")?;
                }
                let RegisterSite {
                    id: _,
                    name,
                    region,
                    status,
                    since,
                } = c;
                let event = SiteRegistered {
                    name: name.id,
                    region: *region,
                    status: *status,
                    since: *since,
                };
                Ok(vec![event.into()])
            }
            SiteCommand::ChangeSiteStatus(c) => {
                if self.status_on(c.since.first_day()) == Some(c.status) {
                    return Ok(Vec::new());
                }
                Ok(vec![
                    SiteStatusChanged {
                        status: c.status,
                        since: c.since,
                    }
                    .into(),
                ])
            }
            SiteCommand::AssignSiteOperator(c) => {
                ctx.facts.partner(c.operator, "operator")?;
                if self.operator_on(c.since.first_day()) == Some(c.operator) {
                    return Ok(Vec::new());
                }
                Ok(vec![
                    SiteOperatorAssigned {
                        operator: c.operator,
                        since: c.since,
                    }
                    .into(),
                ])
            }
        }
    }
}

impl Aggregate for Site {
    const TYPE: &'static str = "site";
    type Command = SiteCommand;
    type Event = SiteEvent;
    type Error = SiteRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: SiteCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), SiteRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: SiteEvent) {
        match event {
            SiteEvent::SiteRegistered(e) => {
                self.name = Some(e.name);
                self.region = e.region;
                self.statuses.note(e.since, e.status);
            }
            SiteEvent::SiteStatusChanged(e) => self.statuses.note(Some(e.since), e.status),
            SiteEvent::SiteOperatorAssigned(e) => self.operators.note(Some(e.since), e.operator),
        }
    }
}

/// Why a site's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SiteRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl Refusal for SiteRefusal {
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
