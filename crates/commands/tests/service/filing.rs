//! An aggregate whose command names documents.

use commands::{PolicyInForce, UseCase};
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use eventstore::{Loaded, StoreError};
use kernel::{Date, DecisionContext, DocumentRef, DomainCommand, Facts, Refusal, StreamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Posted under a name that the table of permissions knows.
pub(crate) const FILE_SCAN: &str = "sign-agreement";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FileScan {
    id: Option<Uuid>,
    scan: Option<DocumentRef>,
    #[serde(default)]
    pages: Vec<DocumentRef>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ScanFiled {
    scan: Option<DocumentRef>,
}

kernel::commands! {
    pub enum FilingCommand { FileScan = "sign-agreement", }
}

kernel::events! {
    pub enum FilingEvent { ScanFiled = 1, }
}

#[derive(Debug, thiserror::Error)]
#[error("never")]
pub(crate) struct Never;

impl Refusal for Never {
    fn code(&self) -> &'static str {
        "NEVER"
    }

    fn sentence(&self) -> String {
        String::new()
    }

    fn facts(&self) -> Facts {
        Facts::new()
    }
}

impl DomainCommand for FilingCommand {
    const STREAM: &'static str = "framework";

    fn target(&self) -> Option<Uuid> {
        let Self::FileScan(command) = self;
        command.id
    }

    fn assign(&mut self, id: Uuid) {
        let Self::FileScan(command) = self;
        command.id = Some(id);
    }

    fn creates(&self) -> bool {
        true
    }

    fn documents(&self) -> Vec<DocumentRef> {
        let Self::FileScan(command) = self;
        command.scan.iter().chain(&command.pages).copied().collect()
    }
}

#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Filing;

impl Aggregate for Filing {
    const TYPE: &'static str = "framework";
    type Command = FilingCommand;
    type Event = FilingEvent;
    type Error = Never;
    type Services = DecisionContext<(), ()>;

    async fn handle(
        &mut self,
        command: FilingCommand,
        _context: &Self::Services,
        sink: &EventSink<Self>,
    ) -> Result<(), Never> {
        let FilingCommand::FileScan(FileScan { scan, .. }) = command;
        sink.write(ScanFiled { scan }.into(), self).await;
        Ok(())
    }

    fn apply(&mut self, _event: FilingEvent) {}
}

pub(crate) struct FilingUseCase;

impl UseCase for FilingUseCase {
    type Policy = ();
    type Facts = ();
    type Aggregate = Filing;

    fn policy(_policy: &PolicyInForce) {}

    fn facts(
        _policy: &PolicyInForce,
        _: Date,
        _reads: &[StreamId],
        _loaded: &Loaded,
    ) -> Result<(), StoreError> {
        Ok(())
    }
}
