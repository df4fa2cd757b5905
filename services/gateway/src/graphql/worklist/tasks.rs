//! What there is to do on a day, domain by domain.

use std::collections::BTreeMap;

use ::agreements::Agreement;
use ::agreements::agreement::{AgreementKind, OpenPoint};
use kernel::{Date, EntryId, FindingSeverity, PartnerId, StreamId};
use membership::Partner;
use membership::partner::MembershipState;
use uuid::Uuid;

use super::{WorkItem, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::policies::{self, Policies};
use crate::graphql::reader::Reading;
use crate::graphql::whole::Whole;
use crate::graphql::{municipality, words};

/// Every task of the day, in the list's order.
pub(super) async fn all(reading: &Reading<'_>, day: Date) -> Result<Whole<WorkItem>, GraphError> {
    let policies = policies::load(reading).await?;
    let partners = reading.views::<Partner>(None).await?;
    let agreements = reading.views::<Agreement>(None).await?;
    let mut items = super::membership::all(reading, &policies, &partners, day).await?;
    let ended = after_notice(reading, &partners, &agreements, day).await?;
    items.extend(
        super::agreements::without_agreement(reading, &partners, &agreements, &ended, day).await?,
    );
    items.extend(ended);
    items.extend(super::agreements::texts(reading, day).await?);
    items.extend(open_points(reading, &agreements, day).await?);
    items.extend(super::meetings::all(reading, &policies, &partners, day).await?);
    items.extend(super::figures::all(reading, &policies, day).await?);
    items.extend(super::offices::all(reading, &policies, &partners, day).await?);
    items.extend(super::grants::all(reading, &policies, day).await?);
    items.extend(super::money::all(reading, &policies, day).await?);
    items.extend(refused(reading).await?);
    items.extend(questions(&policies, day)?);
    let placed = items.into_iter().map(|item| (item.place(), item));
    Ok(Whole::ascending(placed.collect()))
}

/// Members whose cooperation ended by notice: whether the membership ends too, no document says.
async fn after_notice(
    reading: &Reading<'_>,
    partners: &[(Uuid, Partner)],
    agreements: &[(Uuid, Agreement)],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let ends = cooperations_ended(agreements, day);
    let still_member = |(id, view): &(Uuid, Partner)| {
        let end = *ends.get(&PartnerId(*id))?;
        let standing = view.standing_on(day)?;
        // A later admission, or an end that was recorded, is the decision.
        let undecided = standing.state == MembershipState::Active
            && standing.since <= end
            && standing.until.is_none();
        undecided.then(|| (*id, view.institution_on(day), end))
    };
    let found: Vec<(Uuid, Option<EntryId>, Date)> =
        partners.iter().filter_map(still_member).collect();
    let entries = reading
        .entries(found.iter().filter_map(|(_, name, _)| *name).collect())
        .await?;
    found
        .into_iter()
        .map(|(id, name, end)| {
            let name = words::institution(&entries, name)?.name;
            let last_day = kernel::german::day(end);
            let sentence = format!(
                "Die Kooperation mit „{name}“ ist durch Kündigung zum {last_day} beendet; \
                 bitte entscheiden, ob auch die Mitgliedschaft endet."
            );
            Ok(WorkItem {
                id: format!("MEMBERSHIP_AFTER_NOTICE:{id}").into(),
                kind: WorkItemKind::Partner,
                code: "MEMBERSHIP_AFTER_NOTICE".to_owned(),
                severity: FindingSeverity::Task,
                sentence,
                rule: Some("AGR-12"),
                subject: Some(id.to_string().into()),
                subject_name: Some(name),
                policy_key: None,
                since: None,
            })
        })
        .collect()
}

/// The last day of each partner's cooperation that ended by notice by `day`, unless another agreement goes on.
fn cooperations_ended(agreements: &[(Uuid, Agreement)], day: Date) -> BTreeMap<PartnerId, Date> {
    let cooperation = || {
        let views = agreements.iter().map(|(_, view)| view);
        views.filter(|view| view.kind == Some(AgreementKind::Cooperation))
    };
    let mut ends = BTreeMap::new();
    for party in cooperation().flat_map(|view| &view.parties) {
        let end = party.cooperation_end().filter(|end| *end <= day);
        if let (Some(partner), Some(end), None) = (party.partner, end, party.removed_on) {
            let last = ends.entry(partner).or_insert(end);
            *last = end.max(*last);
        }
    }
    for (partner, period) in cooperation().flat_map(Agreement::coverage_periods) {
        let goes_on =
            |end: &Date| period.contains(day) && period.until.is_none_or(|until| *end < until);
        if ends.get(&partner).is_some_and(goes_on) {
            ends.remove(&partner);
        }
    }
    ends
}

/// What is still open about agreements.
async fn open_points(
    reading: &Reading<'_>,
    agreements: &[(Uuid, Agreement)],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let mut found: Vec<(Uuid, Option<EntryId>, OpenPoint)> = Vec::new();
    for (id, view) in agreements {
        let name = view.project_name.or(view.title);
        let points = view.open_points(day).into_iter();
        found.extend(points.map(|point| (*id, name, point)));
    }
    let entries = reading
        .entries(found.iter().filter_map(|(_, name, _)| *name).collect())
        .await?;
    found
        .into_iter()
        .map(|(id, name, point)| {
            Ok(WorkItem {
                id: format!("{}:{id}", point.code()).into(),
                kind: WorkItemKind::Agreement,
                code: point.code().replace('-', "_").to_uppercase(),
                severity: FindingSeverity::Task,
                sentence: point.label().to_owned(),
                rule: Some(rule_of(point)),
                subject: Some(id.to_string().into()),
                subject_name: words::optional_text(&entries, name)?,
                policy_key: None,
                since: None,
            })
        })
        .collect()
}

fn rule_of(point: OpenPoint) -> &'static str {
    match point {
        OpenPoint::ExtensionNotRecorded => "AGR-08",
        OpenPoint::SignatureMissing | OpenPoint::EntryIntoForceInferred => "AGR-19",
        OpenPoint::NoticeEffectUnstated
        | OpenPoint::ReviewIntervalUnstated
        | OpenPoint::ReviewDue => "AGR-11",
        OpenPoint::ReviewRequired => "AGR-15",
        OpenPoint::ProtectionContentMissing => "AGR-25",
        OpenPoint::VariableMissing => "AGR-21",
    }
}

/// What reactions wanted and a domain refused.
async fn refused(reading: &Reading<'_>) -> Result<Vec<WorkItem>, GraphError> {
    let rows = reading
        .rows(
            "look for refused reactions",
            "
            SELECT reaction, position, ordinal, stream, code, sentence, refused_at
            FROM consumer.refused
            WHERE municipality = $1
            ORDER BY position, reaction, ordinal",
            &[],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (reaction, position): (&str, i64) = (row.get("reaction"), row.get("position"));
            let ordinal: i16 = row.get("ordinal");
            let stream = row.get::<_, &str>("stream").parse::<StreamId>();
            Ok(WorkItem {
                id: format!("{reaction}:{position}:{ordinal}").into(),
                kind: WorkItemKind::Reaction,
                code: row.get("code"),
                severity: FindingSeverity::Task,
                sentence: row.get("sentence"),
                rule: None,
                subject: stream.ok().map(|stream| stream.id().to_string().into()),
                subject_name: None,
                policy_key: None,
                since: row.get("refused_at"),
            })
        })
        .collect()
}

/// Policy values to confirm or to set.
fn questions(policies: &Policies, day: Date) -> Result<Vec<WorkItem>, GraphError> {
    let Some(policy) = policies.on(day) else {
        return Ok(Vec::new());
    };
    let item = |question: municipality::PolicyQuestion| WorkItem {
        id: format!("policy:{}", question.key).into(),
        kind: WorkItemKind::Policy,
        code: match question.status {
            kernel::Status::Unstated => "POLICY_VALUE_UNSTATED",
            kernel::Status::Inferred => "POLICY_VALUE_INFERRED",
            kernel::Status::Adopted | kernel::Status::Stated => "POLICY_VALUE_ASSUMED",
        }
        .to_owned(),
        severity: FindingSeverity::Task,
        sentence: question.sentence,
        rule: rule_behind(&question.key),
        subject: None,
        subject_name: None,
        policy_key: Some(question.key),
        since: None,
    };
    Ok(municipality::questions(policy)?
        .into_iter()
        .map(item)
        .collect())
}

/// The rule behind a policy value, where one rule stands behind it in every municipality.
fn rule_behind(key: &str) -> Option<&'static str> {
    Some(match key.strip_prefix("agreements.")? {
        "legal-basis" => "AGR-01",
        "notice-by" => "AGR-13",
        "notice-form" => "AGR-12",
        "notice-consideration" => "AGR-10",
        "amendment-form" | "amendment-signatures" => "AGR-14",
        "review" => "AGR-11",
        _ => return None,
    })
}
