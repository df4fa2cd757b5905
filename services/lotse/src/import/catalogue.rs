//! The commands of all services: who takes them, and what they make.

use agreements::agreement::AgreementCommand;
use agreements::framework::FrameworkCommand;
use evaluation::{
    ConceptCommand, DecisionCommand, GoalCommand, IndicatorCommand, InstrumentCommand,
    QualityDialogueCommand, SiteReportCommand,
};
use funding::{
    BudgetCommand, CostSchemeCommand, ExpenseCommand, GrantCommand, OnwardGrantCommand,
    ProgrammeCommand, ProjectCommand, ProjectFundsCommand,
};
use kernel::{CommandError, CommandSet};
use meetings::{
    CalendarFeedCommand, CommitteeReportCommand, MeetingCommand, MinutesCommand, NeedCommand,
    RecommendationCommand, StandardCommand, TopicCommand, TrainingCommand,
};
use membership::body::BodyCommand;
use membership::circular::CircularCommand;
use membership::contact::ContactCommand;
use membership::contact_list::ContactListCommand;
use membership::network::NetworkCommand;
use membership::offer::OfferCommand;
use membership::office::OfficeCommand;
use membership::partner::PartnerCommand;
use membership::region::RegionCommand;
use membership::site::SiteCommand;
use membership::specialist::SpecialistCommand;
use membership::volunteers::VolunteerCommand;
use serde_json::Value;

/// The services, as the configuration calls them.
const AGREEMENTS: &str = "agreements";
const FUNDING: &str = "funding";
const MEETINGS: &str = "meetings";
const MEMBERSHIP: &str = "membership";

/// The commands of one aggregate.
struct Set {
    service: &'static str,
    names: &'static [&'static str],
    /// Given by reactions alone.
    internal: &'static [&'static str],
    /// Commands that make something, with the field that takes its id.
    makes: &'static [(&'static str, &'static str)],
    read: fn(&str, Value) -> Result<(), CommandError>,
}

impl Set {
    const fn of<C: CommandSet>(
        service: &'static str,
        makes: &'static [(&'static str, &'static str)],
    ) -> Self {
        let read = |name: &str, body| C::read(name, body).map(drop);
        Self {
            service,
            names: C::NAMES,
            internal: &[],
            makes,
            read,
        }
    }
}

static SETS: [Set; 38] = [
    Set::of::<AgreementCommand>(AGREEMENTS, &[("draft-agreement", "id")]),
    Set::of::<FrameworkCommand>(AGREEMENTS, &[("draft-framework", "id")]),
    Set::of::<BodyCommand>(
        MEMBERSHIP,
        &[("establish-body", "id"), ("define-seat", "seat")],
    ),
    Set::of::<CircularCommand>(MEMBERSHIP, &[("draft-circular", "id")]),
    Set::of::<ContactCommand>(MEMBERSHIP, &[("designate-contact", "id")]),
    // A list's id follows from its kind and network.
    Set::of::<ContactListCommand>(MEMBERSHIP, &[]),
    Set::of::<NetworkCommand>(MEMBERSHIP, &[("establish-network", "id")]),
    Set::of::<OfferCommand>(MEMBERSHIP, &[("register-offer", "id")]),
    Set::of::<OfficeCommand>(MEMBERSHIP, &[("establish-office", "id")]),
    Set {
        internal: PartnerCommand::INTERNAL,
        ..Set::of::<PartnerCommand>(MEMBERSHIP, &[("request-membership", "id")])
    },
    Set::of::<RegionCommand>(MEMBERSHIP, &[("establish-region", "id")]),
    Set::of::<SiteCommand>(
        MEMBERSHIP,
        &[("register-site", "id"), ("file-site-document", "id")],
    ),
    Set::of::<SpecialistCommand>(MEMBERSHIP, &[("register-specialist", "id")]),
    Set::of::<VolunteerCommand>(MEMBERSHIP, &[("register-volunteer-group", "id")]),
    // A calendar has its body's id.
    Set::of::<CalendarFeedCommand>(MEETINGS, &[]),
    Set::of::<CommitteeReportCommand>(MEETINGS, &[("begin-committee-reports", "id")]),
    Set::of::<MeetingCommand>(
        MEETINGS,
        &[
            ("plan-meeting", "id"),
            ("record-past-meeting", "id"),
            ("add-agenda-item", "item"),
            ("record-outcome", "id"),
        ],
    ),
    Set::of::<MinutesCommand>(MEETINGS, &[("draft-minutes", "id")]),
    Set::of::<NeedCommand>(MEETINGS, &[("suggest-need", "id")]),
    Set::of::<RecommendationCommand>(MEETINGS, &[("raise-recommendation", "id")]),
    Set::of::<StandardCommand>(MEETINGS, &[("adopt-standard", "id")]),
    Set::of::<TopicCommand>(MEETINGS, &[("propose-topic", "id")]),
    Set::of::<TrainingCommand>(
        MEETINGS,
        &[("record-training-need", "id"), ("plan-training", "id")],
    ),
    Set::of::<BudgetCommand>(
        FUNDING,
        &[("draft-budget", "id"), ("add-budget-line", "id")],
    ),
    Set::of::<CostSchemeCommand>(FUNDING, &[("define-cost-scheme", "id")]),
    Set::of::<ExpenseCommand>(FUNDING, &[("record-expense", "id")]),
    Set::of::<GrantCommand>(FUNDING, &[("apply-for-grant", "id")]),
    Set::of::<OnwardGrantCommand>(FUNDING, &[("award-onward-grant", "id")]),
    Set::of::<ProgrammeCommand>(FUNDING, &[("register-programme", "id")]),
    Set::of::<ProjectCommand>(FUNDING, &[("establish-project", "id")]),
    // The year's funds have an id that follows from project and year.
    Set::of::<ProjectFundsCommand>(FUNDING, &[("allocate-project-funds", "allocation")]),
    Set::of::<ConceptCommand>(FUNDING, &[("adopt-concept", "id")]),
    Set::of::<DecisionCommand>(FUNDING, &[("register-decision", "id")]),
    Set::of::<GoalCommand>(FUNDING, &[("set-goal", "id")]),
    Set::of::<IndicatorCommand>(FUNDING, &[("define-indicator", "id")]),
    Set::of::<InstrumentCommand>(FUNDING, &[("introduce-instrument", "id")]),
    Set::of::<QualityDialogueCommand>(FUNDING, &[("open-quality-dialogue", "id")]),
    Set::of::<SiteReportCommand>(FUNDING, &[("open-site-report", "id")]),
];

/// A command by its name.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    /// As the configuration calls it.
    pub(super) service: &'static str,
    /// The field that takes the id of what the command makes; `None` where it makes nothing.
    pub(super) id_field: Option<&'static str>,
    read: fn(&str, Value) -> Result<(), CommandError>,
}

impl Entry {
    /// Whether the service could read the command.
    pub(super) fn check(&self, body: Value) -> Result<(), CommandError> {
        (self.read)(self.name, body)
    }
}

fn entries() -> impl Iterator<Item = Entry> {
    SETS.iter().flat_map(|set| {
        let posted = set.names.iter().filter(|name| !set.internal.contains(name));
        posted.map(|name| Entry {
            name,
            service: set.service,
            id_field: set
                .makes
                .iter()
                .find(|(makes, _)| makes == name)
                .map(|(_, field)| *field),
            read: set.read,
        })
    })
}

/// The command that is posted as `name`.
pub(super) fn find(name: &str) -> Option<Entry> {
    entries().find(|entry| entry.name == name)
}

/// Every name, sorted.
pub(super) fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = entries().map(|entry| entry.name).collect();
    names.sort_unstable();
    names
}

/// The names of commands that make something, sorted.
pub(super) fn makers() -> Vec<&'static str> {
    let makers = entries().filter(|entry| entry.id_field.is_some());
    let mut names: Vec<_> = makers.map(|entry| entry.name).collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use schemars::{Schema, SchemaGenerator};

    use super::*;

    fn schemas(generator: &mut SchemaGenerator) -> BTreeMap<&'static str, Schema> {
        let mut schemas = AgreementCommand::schemas(generator);
        schemas.extend(FrameworkCommand::schemas(generator));
        schemas.extend(BodyCommand::schemas(generator));
        schemas.extend(CircularCommand::schemas(generator));
        schemas.extend(ContactCommand::schemas(generator));
        schemas.extend(ContactListCommand::schemas(generator));
        schemas.extend(NetworkCommand::schemas(generator));
        schemas.extend(OfferCommand::schemas(generator));
        schemas.extend(OfficeCommand::schemas(generator));
        schemas.extend(PartnerCommand::schemas(generator));
        schemas.extend(RegionCommand::schemas(generator));
        schemas.extend(SiteCommand::schemas(generator));
        schemas.extend(SpecialistCommand::schemas(generator));
        schemas.extend(VolunteerCommand::schemas(generator));
        schemas.extend(CalendarFeedCommand::schemas(generator));
        schemas.extend(CommitteeReportCommand::schemas(generator));
        schemas.extend(MeetingCommand::schemas(generator));
        schemas.extend(MinutesCommand::schemas(generator));
        schemas.extend(NeedCommand::schemas(generator));
        schemas.extend(RecommendationCommand::schemas(generator));
        schemas.extend(StandardCommand::schemas(generator));
        schemas.extend(TopicCommand::schemas(generator));
        schemas.extend(TrainingCommand::schemas(generator));
        schemas.extend(BudgetCommand::schemas(generator));
        schemas.extend(CostSchemeCommand::schemas(generator));
        schemas.extend(ExpenseCommand::schemas(generator));
        schemas.extend(GrantCommand::schemas(generator));
        schemas.extend(OnwardGrantCommand::schemas(generator));
        schemas.extend(ProgrammeCommand::schemas(generator));
        schemas.extend(ProjectCommand::schemas(generator));
        schemas.extend(ProjectFundsCommand::schemas(generator));
        schemas.extend(ConceptCommand::schemas(generator));
        schemas.extend(DecisionCommand::schemas(generator));
        schemas.extend(GoalCommand::schemas(generator));
        schemas.extend(IndicatorCommand::schemas(generator));
        schemas.extend(InstrumentCommand::schemas(generator));
        schemas.extend(QualityDialogueCommand::schemas(generator));
        schemas.extend(SiteReportCommand::schemas(generator));
        schemas.into_iter().collect()
    }

    #[test]
    fn every_command_stands_there_once() {
        let names = names();
        let mut unique = names.clone();
        unique.dedup();
        assert_eq!(names, unique);
        assert!(!names.contains(&"note-signature"));
    }

    /// A new command that makes something must be entered in [`SETS`].
    #[test]
    fn what_a_command_makes_stands_in_its_optional_field() {
        let mut generator = SchemaGenerator::default();
        let schemas = schemas(&mut generator);
        let definitions = generator.take_definitions(true);
        for entry in entries() {
            let reference = schemas[entry.name]
                .get("$ref")
                .and_then(Value::as_str)
                .unwrap();
            let schema = &definitions[reference.rsplit('/').next().unwrap()];
            let has = |field: &str| schema["properties"].get(field).is_some();
            let needs = |field: &str| {
                schema["required"]
                    .as_array()
                    .is_some_and(|needed| needed.iter().any(|f| f == field))
            };
            let is_id = |field: &str| {
                let of = schema["properties"][field].to_string();
                let mut ids = definitions.iter();
                ids.any(|(name, known)| {
                    of.contains(&format!("/{name}\"")) && known["format"] == "uuid"
                })
            };
            match entry.id_field {
                Some(field) => {
                    assert!(
                        has(field) && !needs(field) && is_id(field),
                        "{}",
                        entry.name
                    );
                }
                None => assert!(!has("id"), "{}", entry.name),
            }
        }
    }
}
