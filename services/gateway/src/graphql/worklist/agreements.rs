//! Tasks about agreements that nobody has made yet, and about the texts on which they are made.

use std::collections::BTreeSet;
use std::sync::Arc;

use ::agreements::agreement::AgreementKind;
use ::agreements::framework::TextVersion;
use ::agreements::lint::{Finding, LintCode};
use ::agreements::{Agreement, Framework};
use jiff::ToSpan;
use kernel::{Date, EntryId, FindingSeverity, NetworkId, PartnerId, german};
use membership::Partner;
use membership::partner::MembershipState;
use uuid::Uuid;

use super::{WorkItem, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::frameworks::{self, Texts};
use crate::graphql::partners::Duplicates;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// So many days after its admission a partner without an agreement is a task (REM-04).
const DAYS_AFTER_ADMISSION: i32 = 30;

/// Active partners with whom no cooperation agreement is in force (AGR-27), those left out whose cooperation ended by
/// notice: about them there is another task, in `ended`.
pub(super) async fn without_agreement(
    reading: &Reading<'_>,
    partners: &[(Uuid, Partner)],
    agreements: &[(Uuid, Agreement)],
    ended: &[WorkItem],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let ended: BTreeSet<&str> = ended
        .iter()
        .filter_map(|item| item.subject.as_deref().map(String::as_str))
        .collect();
    let duplicates = Duplicates::load(reading).await?;
    let (covered, networks) = covered(agreements, &duplicates, day);
    let open = |(id, view): &(Uuid, Partner)| {
        let standing = view.standing_on(day)?;
        let due = standing
            .since
            .checked_add(DAYS_AFTER_ADMISSION.days())
            .is_ok_and(|due| due <= day);
        let open = standing.state == MembershipState::Active
            && due
            && view.merged.is_none()
            && !covered.contains(&PartnerId(*id))
            && !view.networks_on(day).iter().any(|of| networks.contains(of))
            && !ended.contains(&*id.to_string());
        open.then(|| (*id, view.institution_on(day), standing.since))
    };
    let found: Vec<(Uuid, Option<EntryId>, Date)> = partners.iter().filter_map(open).collect();
    let names = found.iter().filter_map(|(_, name, _)| *name).collect();
    let entries = reading.entries(names).await?;
    found
        .into_iter()
        .map(|(id, name, since)| {
            let name = words::institution(&entries, name)?.name;
            Ok(WorkItem {
                id: format!("AGREEMENT_MISSING:{id}").into(),
                kind: WorkItemKind::Partner,
                code: "AGREEMENT_MISSING".to_owned(),
                severity: FindingSeverity::Task,
                sentence: format!(
                    "Mit „{name}“, Netzwerkpartner seit dem {}, ist keine Kooperationsvereinbarung in Kraft.",
                    german::day(since)
                ),
                rule: Some("AGR-27"),
                subject: Some(id.to_string().into()),
                subject_name: Some(name),
                policy_key: None,
                since: None,
            })
        })
        .collect()
}

/// The partners and the whole networks that a cooperation agreement covers on `day`.
fn covered(
    agreements: &[(Uuid, Agreement)],
    duplicates: &Duplicates,
    day: Date,
) -> (BTreeSet<PartnerId>, BTreeSet<NetworkId>) {
    let mut partners = BTreeSet::new();
    let mut networks = BTreeSet::new();
    let views = agreements.iter().map(|(_, view)| view);
    for view in views.filter(|view| view.kind == Some(AgreementKind::Cooperation)) {
        let parties = view.cooperating_partners_on(day).into_iter();
        partners.extend(parties.map(|id| PartnerId(duplicates.stays(id.0))));
        networks.extend(view.network.filter(|_| view.covers_network_on(day)));
    }
    (partners, networks)
}

/// Texts with comments to answer, with an approval to give, or with law that is outdated (AGR-15, AGR-31).
pub(super) async fn texts(reading: &Reading<'_>, day: Date) -> Result<Vec<WorkItem>, GraphError> {
    let mut views: Vec<(Uuid, Arc<Framework>)> = frameworks::views(reading, None)
        .await?
        .into_iter()
        .collect();
    let retired = |view: &Framework| {
        let end = view.retired.as_ref();
        end.is_some_and(|end| end.retired_on < day)
    };
    views.retain(|(_, view)| !retired(view));
    let mut wanted = Vec::new();
    for (_, view) in &views {
        wanted.extend(view.versions.iter().map(|version| version.title.entry));
        wanted.extend(
            view.current_on(day)
                .iter()
                .flat_map(|current| current.entries()),
        );
    }
    let texts = Texts::read(reading, wanted).await?;
    let mut items = Vec::new();
    for (id, view) in &views {
        let begun = |version: &&TextVersion| view.state_on(version.number, day).is_some();
        for version in view.versions.iter().filter(begun) {
            items.extend(consulted(*id, version, &texts, day));
        }
        let current = view.current_on(day);
        items.extend(current.and_then(|version| outdated(*id, version, &texts, day)));
    }
    Ok(items)
}

/// What a consultation that has ended leaves to do.
fn consulted(id: Uuid, version: &TextVersion, texts: &Texts, day: Date) -> Option<WorkItem> {
    let days = version.consultations.iter().map(|of| of.last_day());
    let ended_on = days.max().filter(|last| *last < day)?;
    let ended_on = german::day(ended_on);
    let comments = version
        .unanswered_comments(day)
        .filter(|comment| comment.received_on <= day)
        .count();
    let (code, sentence) = match comments {
        0 if version.is_approved_on(day) => return None,
        0 => (
            "FRAMEWORK_NOT_APPROVED",
            format!("Die Abstimmung endete am {ended_on}; die Fassung ist noch nicht freigegeben."),
        ),
        1 => (
            "COMMENTS_UNANSWERED",
            format!(
                "Die Abstimmung endete am {ended_on}; 1 Stellungnahme ist noch nicht beantwortet."
            ),
        ),
        count => (
            "COMMENTS_UNANSWERED",
            format!(
                "Die Abstimmung endete am {ended_on}; {count} Stellungnahmen sind noch nicht beantwortet."
            ),
        ),
    };
    Some(item(id, version, texts, code, "AGR-31", sentence))
}

/// That the text in use names law or programmes that are no more.
fn outdated(id: Uuid, version: &TextVersion, texts: &Texts, day: Date) -> Option<WorkItem> {
    let mut findings = frameworks::findings::findings(version, texts, day);
    findings.retain(|finding| finding.code == LintCode::Outdated);
    let Finding { quote, .. } = findings.first()?;
    let sentence = match findings.len() {
        1 => format!("Der Text nennt Überholtes: „{quote}“. Bitte prüfen, ob er anzupassen ist."),
        count => format!(
            "Der Text nennt an {count} Stellen Überholtes, zuerst „{quote}“. Bitte prüfen, ob er anzupassen ist."
        ),
    };
    Some(item(
        id,
        version,
        texts,
        "FRAMEWORK_OUTDATED",
        "AGR-15",
        sentence,
    ))
}

fn item(
    id: Uuid,
    version: &TextVersion,
    texts: &Texts,
    code: &str,
    rule: &'static str,
    sentence: String,
) -> WorkItem {
    let number = version.number;
    let title = texts.get(version.title.entry).unwrap_or_default();
    WorkItem {
        id: format!("{code}:{id}:{number}").into(),
        kind: WorkItemKind::Framework,
        code: code.to_owned(),
        severity: FindingSeverity::Task,
        sentence,
        rule: Some(rule),
        subject: Some(id.to_string().into()),
        subject_name: Some(format!("{title} (Fassung {number})")),
        policy_key: None,
        since: None,
    }
}
