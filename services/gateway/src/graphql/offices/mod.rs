//! Coordination offices [Koordinierungsstellen]: how they are reached, staffed and what they do (MEM-30 … MEM-35).
//!
//! Coordinating is a role per network (rules.md 1.9, no. 19): an office without a network is the municipality's own.
//! Everybody sees the office as it is printed and the function in which somebody coordinates; the person behind it
//! only who may see contact persons (`contacts::may_see`).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object and what it is made of |
//! | `load` | from rows and views to objects, and the root field |

mod load;

use std::sync::Arc;

use async_graphql::{ID, Object, Result, SimpleObject};
use jiff::civil::date;
use kernel::{Date, PartialDate};
use membership::Office as View;
use membership::office::{OfficeTask, StaffingDating, TaskSet};
use uuid::Uuid;

use super::guard::Needs;
use super::networks::Network;
use super::reader;
use super::sources::Source;
use super::words::Person;

pub use load::OfficeQuery;
pub(crate) use load::{one, views};

/// A coordination office [Koordinierungsstelle] (MEM-31).
pub struct Office {
    id: Uuid,
    day: Date,
    view: View,
    network: Option<Arc<Network>>,
    contact: Option<OfficeContact>,
    coordinators: Vec<Coordinator>,
    deputies: Vec<Coordinator>,
    emergency_card: Option<EmergencyCard>,
    sources: Vec<Source>,
}

/// How an office is reached, as printed [Kontaktdaten der Koordinierungsstelle] (MEM-31).
#[derive(SimpleObject)]
pub struct OfficeContact {
    name: String,
    /// Street, number, postal code and town [Anschrift].
    address: Option<String>,
    phone: Option<String>,
    /// Building and room [Raum].
    room: Option<String>,
    /// When somebody is there [Sprechzeiten].
    hours: Option<String>,
    /// The office's mailbox.
    email: Option<String>,
    fax: Option<String>,
    /// Since when it is reached so, as far as known.
    since: Option<PartialDate>,
}

/// How many positions an office had from a day on [Stellenanteil] (MEM-32).
#[derive(SimpleObject)]
pub struct Staffing {
    /// Hundredths of a full-time position: 50 is 0,5.
    fte_hundredths: u16,
    since: Option<PartialDate>,
    /// What that day means: the staffing began, or a document of then says so.
    dating: StaffingDating,
}

/// Who coordinates or stands in [Netzwerkkoordination, Vertretung] (MEM-31).
#[derive(SimpleObject)]
pub struct Coordinator {
    /// The function, such as „Sozialpädagogische Fachkraft“.
    function: Option<String>,
    since: PartialDate,
    /// The last day, where it is known.
    until: Option<Date>,
    /// The person; `null` where the caller may not see contact persons.
    person: Option<Person>,
}

/// The tasks of an office out of one document [Aufgabenkatalog] (MEM-33, MEM-34).
#[derive(SimpleObject)]
pub struct OfficeTaskGroup {
    set: TaskSet,
    /// The set in German.
    label: &'static str,
    tasks: Vec<TaskName>,
}

/// A task of an office [Aufgabe].
#[derive(SimpleObject)]
pub struct TaskName {
    code: OfficeTask,
    /// The document's words.
    label: &'static str,
}

/// What an office does besides, as the state asks it; `null` where nobody said.
#[derive(SimpleObject)]
pub struct OfficeServices {
    /// It is a contact and referral point for families [Anlaufstelle für Familien].
    contact_point_for_families: Option<bool>,
    /// It coordinates health professionals [Gesundheitsfachkräfte].
    coordinates_health_professionals: Option<bool>,
    /// It coordinates volunteers [Ehrenamtliche].
    coordinates_volunteers: Option<bool>,
}

/// Whom to call when a child is in danger [Notfallkarte], as the contact list prints it; never a case (MEM-30).
#[derive(SimpleObject)]
pub struct EmergencyCard {
    /// In acute danger [Allgemeiner Sozialer Dienst]; `null` where the text was erased.
    acute: Option<String>,
    /// Outside the hours of duty [Notfallbereitschaft]; `null` where the text was erased.
    outside_hours: Option<String>,
    valid_from: Option<PartialDate>,
}

/// What an office did for a task in a year [Tätigkeitsbericht] (MEM-33, MEM-34).
#[derive(SimpleObject)]
pub struct TaskReport {
    task: OfficeTask,
    /// The document's words.
    label: &'static str,
    set: TaskSet,
    /// How often.
    activities: u32,
    /// How long, in minutes; what `untimed` counts is missing in it.
    minutes: u32,
    /// Activities whose duration nobody noted.
    untimed: u32,
}

/// A coordination office [Koordinierungsstelle] (MEM-31).
#[Object]
impl Office {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The network that it coordinates; `null` for the municipality's own office.
    async fn network(&self) -> Option<&Network> {
        self.network.as_deref()
    }

    /// Since when it works, as far as known.
    async fn since(&self) -> Option<PartialDate> {
        self.view.since
    }

    /// Its last day.
    async fn closed_on(&self) -> Option<Date> {
        self.view.closed_on
    }

    /// How it is reached on the day that is asked for.
    async fn contact(&self) -> Option<&OfficeContact> {
        self.contact.as_ref()
    }

    /// How many positions it has on the day, in hundredths; `null` where nobody said (MEM-32).
    async fn fte_hundredths(&self) -> Option<u16> {
        let staffing = self.view.staffing_on(self.day)?;
        Some(staffing.fte_hundredths)
    }

    /// How many positions it had from when on, in the order of days [Stellenentwicklung] (MEM-32).
    async fn staffing(&self) -> Vec<Staffing> {
        let mut staffing: Vec<Staffing> = Vec::new();
        let mut facts: Vec<_> = self.view.staffing.facts().iter().collect();
        facts.sort_by_key(|fact| fact.since.map(PartialDate::first_day));
        for fact in facts {
            // Of two with the same day the one told later holds.
            staffing.retain(|known| known.since != fact.since);
            staffing.push(Staffing {
                fte_hundredths: fact.value.fte_hundredths,
                since: fact.since,
                dating: fact.value.dating,
            });
        }
        staffing
    }

    /// Who coordinates on the day.
    async fn coordinators(&self) -> &[Coordinator] {
        &self.coordinators
    }

    /// Who stands in on the day.
    async fn deputies(&self) -> &[Coordinator] {
        &self.deputies
    }

    /// True where the office works and nobody coordinates; a deputy does not fill the vacancy [Vakanz].
    async fn vacant(&self) -> bool {
        self.view.is_vacant_on(self.day)
    }

    /// On how many days of the year, up to the day that is asked for, the office worked and nobody coordinated;
    /// `null` for a year that has not begun by then.
    async fn vacant_days(&self, year: i32) -> Result<Option<u32>> {
        let year = reader::year("year", year)?;
        let (first, last) = (date(year, 1, 1), date(year, 12, 31));
        let begun = first <= self.day;
        Ok(begun.then(|| self.view.vacant_days(first, last.min(self.day))))
    }

    /// Its tasks on the day by the document that lists them; none where nobody said (MEM-33, MEM-34).
    async fn tasks(&self) -> Vec<OfficeTaskGroup> {
        let tasks = self.view.tasks_on(self.day);
        let group = |set: &TaskSet| OfficeTaskGroup {
            set: *set,
            label: set.label(),
            tasks: tasks
                .iter()
                .filter(|task| task.set() == *set)
                .map(|task| TaskName {
                    code: *task,
                    label: task.label(),
                })
                .collect(),
        };
        let groups = TaskSet::ALL.iter().map(group);
        groups.filter(|group| !group.tasks.is_empty()).collect()
    }

    /// What it does besides, on the day.
    async fn services(&self) -> OfficeServices {
        let services = self.view.services_on(self.day);
        OfficeServices {
            contact_point_for_families: services.contact_point_for_families,
            coordinates_health_professionals: services.coordinates_health_professionals,
            coordinates_volunteers: services.coordinates_volunteers,
        }
    }

    /// What the contact list of the day prints [Notfallkarte] (MEM-30).
    async fn emergency_card(&self) -> Option<&EmergencyCard> {
        self.emergency_card.as_ref()
    }

    /// What it did in the year, by task, in the order of the documents; a task without an activity is missing
    /// [Tätigkeitsbericht].
    #[graphql(guard = "Needs(\"activityReport\")")]
    async fn activity_report(&self, year: i32) -> Result<Option<Vec<TaskReport>>> {
        let year = reader::year("year", year)?;
        let report = self.view.report(year).into_iter();
        let row = |(task, total): (OfficeTask, membership::office::TaskTotal)| TaskReport {
            task,
            label: task.label(),
            set: task.set(),
            activities: total.activities,
            minutes: total.minutes,
            untimed: total.untimed,
        };
        Ok(Some(report.map(row).collect()))
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
