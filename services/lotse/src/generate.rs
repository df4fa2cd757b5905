//! The committed files that follow from the code.
//!
//! One command writes them, a test and CI compare: whoever changes a command, an event, a role or the schema sees it in
//! the diff of his own change.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use kernel::StoredEvent;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};
use service_kit::permission;

use crate::say;

/// `lotse generate [--check]`, in the root of a checkout.
pub(crate) fn generate(check: bool) -> anyhow::Result<()> {
    let mut stale = Vec::new();
    for (path, content) in files()? {
        let path = Path::new(path);
        if fs::read_to_string(path).is_ok_and(|found| found == content) {
            continue;
        }
        if check {
            stale.push(path.display().to_string());
        } else {
            fs::write(path, content).with_context(|| {
                format!(
                    "cannot write {}; run it in the root of a checkout",
                    path.display()
                )
            })?;
            say(format_args!("wrote {}", path.display()))?;
        }
    }
    if !stale.is_empty() {
        bail!("not current: {}; run ./dev generate", stale.join(", "));
    }
    Ok(())
}

/// Every generated file with its content.
fn files() -> anyhow::Result<Vec<(&'static str, String)>> {
    Ok(vec![
        (
            "services/agreements/openapi.json",
            pretty(&agreements_service::api().openapi())?,
        ),
        (
            "services/membership/openapi.json",
            pretty(&membership_service::api().openapi())?,
        ),
        (
            "services/meetings/openapi.json",
            pretty(&meetings_service::api().openapi())?,
        ),
        (
            "services/funding/openapi.json",
            pretty(&funding_service::api().openapi())?,
        ),
        (
            "services/gateway/openapi.json",
            pretty(&gateway::openapi())?,
        ),
        ("services/gateway/schema.graphql", gateway::sdl()),
        ("crates/service-kit/roles.md", permission::render()),
        (
            "crates/agreements/events.json",
            pretty(&events(AGREEMENTS))?,
        ),
        (
            "crates/municipality/events.json",
            pretty(&events(MUNICIPALITY))?,
        ),
        (
            "crates/membership/events.json",
            pretty(&events(MEMBERSHIP))?,
        ),
        ("crates/meetings/events.json", pretty(&events(MEETINGS))?),
        ("crates/funding/events.json", pretty(&events(FUNDING))?),
        (
            "crates/evaluation/events.json",
            pretty(&events(EVALUATION))?,
        ),
    ])
}

/// Type, version and schema of each event of an aggregate.
type Schemas = fn(&mut SchemaGenerator) -> Vec<(&'static str, u16, Schema)>;

const AGREEMENTS: &[Schemas] = &[
    agreements::agreement::AgreementEvent::schemas,
    agreements::framework::FrameworkEvent::schemas,
];

const MUNICIPALITY: &[Schemas] = &[municipality::MunicipalityEvent::schemas];

const MEETINGS: &[Schemas] = &[
    meetings::CalendarFeedEvent::schemas,
    meetings::CommitteeReportEvent::schemas,
    meetings::MeetingEvent::schemas,
    meetings::MinutesEvent::schemas,
    meetings::NeedEvent::schemas,
    meetings::RecommendationEvent::schemas,
    meetings::StandardEvent::schemas,
    meetings::TopicEvent::schemas,
    meetings::TrainingEvent::schemas,
];

const FUNDING: &[Schemas] = &[
    funding::BudgetEvent::schemas,
    funding::CostSchemeEvent::schemas,
    funding::ExpenseEvent::schemas,
    funding::GrantEvent::schemas,
    funding::OnwardGrantEvent::schemas,
    funding::ProgrammeEvent::schemas,
    funding::ProjectEvent::schemas,
    funding::ProjectFundsEvent::schemas,
];

const EVALUATION: &[Schemas] = &[
    evaluation::ConceptEvent::schemas,
    evaluation::DecisionEvent::schemas,
    evaluation::GoalEvent::schemas,
    evaluation::IndicatorEvent::schemas,
    evaluation::InstrumentEvent::schemas,
    evaluation::QualityDialogueEvent::schemas,
    evaluation::SiteReportEvent::schemas,
];

const MEMBERSHIP: &[Schemas] = &[
    membership::BodyEvent::schemas,
    membership::CircularEvent::schemas,
    membership::ContactEvent::schemas,
    membership::contact_list::ContactListEvent::schemas,
    membership::NetworkEvent::schemas,
    membership::OfferEvent::schemas,
    membership::OfficeEvent::schemas,
    membership::PartnerEvent::schemas,
    membership::RegionEvent::schemas,
    membership::SiteEvent::schemas,
    membership::SpecialistEvent::schemas,
    membership::VolunteerEvent::schemas,
];

/// The JSON schema of each event by `<type>.v<version>`, whole but for what a correction repeats: that is in `$defs`.
fn events(aggregates: &[Schemas]) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.inline_subschemas = true)
        .into_generator();
    let mut all: Map<String, Value> = aggregates
        .iter()
        .flat_map(|schemas| schemas(&mut generator))
        .map(|(event, version, schema)| (format!("{event}.v{version}"), schema.to_value()))
        .collect();
    all.insert("$defs".to_owned(), generator.take_definitions(true).into());
    all.into()
}

fn pretty(value: &Value) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_generated_file_is_committed_as_the_code_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for (path, content) in files().unwrap() {
            let committed = fs::read_to_string(root.join(path)).unwrap_or_default();
            assert!(
                committed == content,
                "{path} is not current: run ./dev generate"
            );
        }
    }
}
