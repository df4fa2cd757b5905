//! Tasks about offices, contact lists, volunteers and fields of work that nobody represents.
//!
//! | task | when |
//! |---|---|
//! | `OFFICE_VACANT` | an office works and nobody coordinates (MEM-31; the indicator is C2) |
//! | `EMERGENCY_CARD_MISSING` | its contact list is out, and there is no emergency card to print on it (MEM-30) |
//! | `CONTACT_LIST_DUE` | the policy's interval has passed and something changed (MEM-18, REM-15) |
//! | `VOLUNTEER_EXCHANGE_DUE` | a group did not meet for exchange in time (MEM-48) |
//! | `SECTOR_EMPTY`, `SECTORS_NEVER_REPRESENTED` | nobody has represented a field for six months (MEM-10, REM-17) |

use kernel::{Date, EntryId, german};
use membership::contact_list::{self, ContactListKind};
use membership::office::CoordinatorRole;
use membership::{
    ContactList, Finding, FindingSeverity, MembershipPolicy, Office, Partner, gaps, volunteers,
};
use uuid::Uuid;

use super::{WorkItem, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::{contact_lists, offices, volunteers as groups, words};

/// The tasks of the day.
pub(super) async fn all(
    reading: &Reading<'_>,
    policies: &Policies,
    partners: &[(Uuid, Partner)],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let lists = contact_lists::views(reading, None).await?;
    let mut items = of_offices(reading, &lists, day).await?;
    if let Some(policy) = policies.on(day) {
        items.extend(due_lists(reading, &policy.membership, lists, day).await?);
        items.extend(due_exchanges(reading, &policy.membership, day).await?);
        items.extend(empty_sectors(&policy.membership, partners, day));
    }
    Ok(items)
}

/// A task of its kind, code, rule and sentence; what it is about comes after.
fn task(kind: WorkItemKind, code: &str, rule: &'static str, sentence: String) -> WorkItem {
    WorkItem {
        id: code.to_owned().into(),
        kind,
        code: code.to_owned(),
        severity: FindingSeverity::Task,
        sentence,
        rule: Some(rule),
        subject: None,
        subject_name: None,
        policy_key: None,
        since: None,
    }
}

impl WorkItem {
    fn about(mut self, subject: Uuid, name: Option<String>) -> Self {
        self.id = format!("{}:{subject}", self.code).into();
        self.subject = Some(subject.to_string().into());
        self.subject_name = name;
        self
    }
}

async fn of_offices(
    reading: &Reading<'_>,
    lists: &[(Uuid, ContactList)],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let mut found: Vec<(Uuid, Option<EntryId>, WorkItem)> = Vec::new();
    for (id, office) in offices::views(reading, None).await? {
        let name = office.contact_on(day).map(|contact| contact.institution);
        let tasks = [vacancy(&office, day), card_missing(&office, lists, day)];
        found.extend(tasks.into_iter().flatten().map(|task| (id, name, task)));
    }
    let names = found.iter().filter_map(|(_, name, _)| *name).collect();
    let entries = reading.entries(names).await?;
    let about = |(id, name, task): (Uuid, Option<EntryId>, WorkItem)| {
        let name = words::institution(&entries, name)?.name;
        Ok(task.about(id, Some(name)))
    };
    found.into_iter().map(about).collect()
}

fn vacancy(office: &Office, day: Date) -> Option<WorkItem> {
    if !office.is_vacant_on(day) {
        return None;
    }
    let coordinators = office.appointments.iter();
    let last = coordinators
        .filter(|known| known.role == CoordinatorRole::Coordinator)
        .filter_map(|known| known.to.filter(|last| *last < day))
        .max();
    let sentence = match last.and_then(|last| last.tomorrow().ok()) {
        Some(since) => format!(
            "Die Netzwerkkoordination ist seit dem {} unbesetzt.",
            german::day(since)
        ),
        None => {
            "Für die Koordinierungsstelle ist keine Netzwerkkoordination eingetragen.".to_owned()
        }
    };
    Some(task(
        WorkItemKind::Office,
        "OFFICE_VACANT",
        "MEM-31",
        sentence,
    ))
}

/// An office whose contact list is out has to say on it whom to call.
fn card_missing(office: &Office, lists: &[(Uuid, ContactList)], day: Date) -> Option<WorkItem> {
    let prints = lists.iter().any(|(_, list)| {
        let theirs =
            office.network.is_none() || list.network.is_none() || list.network == office.network;
        list.kind == Some(ContactListKind::Contacts) && theirs && list.current_on(day).is_some()
    });
    let missing = prints && office.runs_on(day) && office.emergency_card_on(day).is_none();
    missing.then(|| {
        let sentence = "Für die Koordinierungsstelle ist keine Notfallkarte hinterlegt; die Kontaktliste druckt sie ab.";
        task(WorkItemKind::Office, "EMERGENCY_CARD_MISSING", "MEM-30", sentence.to_owned())
    })
}

/// Only what the domain calls a task; what is merely inferred hints elsewhere.
fn tasks(findings: Vec<Finding>) -> impl Iterator<Item = Finding> {
    findings
        .into_iter()
        .filter(|finding| finding.severity == FindingSeverity::Task)
}

/// Contact lists that have to be issued; the municipality's Anlage 1 even where none ever was.
///
/// That nobody says how often is the policy value's own task.
async fn due_lists(
    reading: &Reading<'_>,
    policy: &MembershipPolicy,
    mut lists: Vec<(Uuid, ContactList)>,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    if policy.contact_list_interval_months.value().is_none() {
        return Ok(Vec::new());
    }
    let kind = ContactListKind::Contacts;
    if !lists.iter().any(|(_, list)| list.kind == Some(kind)) {
        let first = ContactList {
            kind: Some(kind),
            ..ContactList::default()
        };
        lists.push((contact_list::list_id(kind, None).0, first));
    }
    let changes = contact_lists::changes(reading, &lists, day).await?;
    let mut items = Vec::new();
    for (id, list) in &lists {
        let findings = contact_list::due_findings(policy, list, changes.get(id).copied(), day);
        items.extend(tasks(findings).map(|finding| {
            let found = task(
                WorkItemKind::ContactList,
                finding.code,
                finding.rule,
                finding.sentence,
            );
            let mut item = found.about(*id, list.kind.map(|kind| kind.label().to_owned()));
            item.subject = item
                .subject
                .filter(|_| list.exists() && !list.issues.is_empty());
            item
        }));
    }
    Ok(items)
}

async fn due_exchanges(
    reading: &Reading<'_>,
    policy: &MembershipPolicy,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let groups = groups::views(reading, None).await?;
    let mut found = Vec::new();
    for (id, group) in &groups {
        let due = tasks(volunteers::exchange_findings(policy, group, day));
        found.extend(due.map(|finding| (*id, group.name, finding)));
    }
    let names = found.iter().filter_map(|(_, name, _)| *name).collect();
    let entries = reading.entries(names).await?;
    found
        .into_iter()
        .map(|(id, name, finding)| {
            let kind = WorkItemKind::VolunteerGroup;
            let item = task(kind, finding.code, finding.rule, finding.sentence);
            Ok(item.about(id, words::optional_text(&entries, name)?))
        })
        .collect()
}

/// Against the list that the agreement prints, or the law's where it prints none.
fn empty_sectors(
    policy: &MembershipPolicy,
    partners: &[(Uuid, Partner)],
    day: Date,
) -> Vec<WorkItem> {
    let theirs = partners.iter();
    let known: Vec<gaps::Representation> = theirs
        .flat_map(|(id, partner)| gaps::representations((*id).into(), partner, None))
        .collect();
    let sectors = &policy.sectors;
    let rows = gaps::against_agreement(sectors, &known, day)
        .unwrap_or_else(|| gaps::against_law(sectors, day, &known, day));
    let mut items = Vec::new();
    let mut never = Vec::new();
    for gap in gaps::long_gaps(&rows, &known, day) {
        let Some(since) = gap.empty_since else {
            never.push(format!("„{}“", gap.term));
            continue;
        };
        let sentence = format!(
            "Im Arbeitsbereich „{}“ wirkt seit dem {} kein Netzwerkpartner mehr mit.",
            gap.term,
            german::day(since)
        );
        let mut item = task(WorkItemKind::Sector, "SECTOR_EMPTY", "MEM-10", sentence);
        item.id = format!("SECTOR_EMPTY:{}", gap.code.as_str()).into();
        item.subject_name = Some(gap.term);
        items.push(item);
    }
    if !never.is_empty() {
        let sentence = format!(
            "In diesen Arbeitsbereichen hat noch kein Netzwerkpartner mitgewirkt: {}.",
            never.join(", ")
        );
        items.push(task(
            WorkItemKind::Sector,
            "SECTORS_NEVER_REPRESENTED",
            "MEM-10",
            sentence,
        ));
    }
    items
}
