//! How often a body meets, against what somebody said, year by year (MTG-01 … MTG-07, REM-06, REM-07).
//!
//! What counts is loaded once for all bodies that are shown; the year is an argument, and each is counted when it is
//! asked for.

use std::collections::HashMap;

use async_graphql::SimpleObject;
use kernel::{Date, FindingSeverity, Frozen, Status, Strength};
use meetings::cadence::{CadenceFinding, CadenceWeight, CadenceYear, CountedMeeting};
use membership::Body as View;
use membership::policy::BodyRule;
use uuid::Uuid;

use crate::cadence::{Asked, counted};
use crate::graphql::error::GraphError;
use crate::graphql::partners::Finding;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;

/// How often a body meets in a calendar year [Sitzungsturnus], and whether it does.
///
/// Where a document prints a word instead of a number, the number is `null` and the words say it. Numbers of meetings
/// are those of the day that is asked for: what was planned, cancelled or held after it does not count.
#[derive(Clone, SimpleObject)]
pub struct Cadence {
    /// The calendar year.
    year: i16,
    /// The least number of meetings.
    required: Option<u16>,
    /// The number aimed at.
    target: Option<u16>,
    /// How strongly the document says it [muss, soll, ungefähr, kann].
    strength: Option<Strength>,
    status: Status,
    /// The document's words [Wortlaut]; `null` for a cadence that the municipality adopted.
    words: Option<String>,
    /// Document and section [Fundstelle].
    source: Option<String>,
    /// Meetings of the year that took place [gehalten].
    held: usize,
    /// Meetings that are still to come in the year [geplant].
    planned: usize,
    /// Held and planned [voraussichtlich].
    forecast: usize,
    /// Meetings whose day has passed without anybody recording whether they took place: in neither number.
    unrecorded: usize,
    /// True where the body runs in a part of the year only: the number is said of whole years.
    partial_year: bool,
    /// Whether it is behind [im Rückstand]: said while there is still time to plan.
    behind: bool,
    /// Why, in German; `null` where it is not.
    explanation: Option<String>,
    /// Each reason on its own: what is missing of the number (REM-06), no date ahead (REM-07). Duties are tasks; what
    /// is approximate, inferred or said of whole years hints.
    findings: Vec<Finding>,
}

/// What a document says of a body's cadence.
#[derive(Clone, Default)]
pub(super) struct Documented {
    words: Option<String>,
    source: Option<String>,
}

impl Documented {
    /// The words of the policy by which the body was established: its cadence was copied from there.
    pub(super) fn of(view: &View, policies: Option<&Policies>) -> Self {
        let Some(rule) = documented(view, policies) else {
            return Self::default();
        };
        let source = rule.cadence.source.as_ref();
        Self {
            words: rule.cadence.words.clone(),
            source: source.map(|source| format!("{}, {}", source.document, source.section)),
        }
    }
}

fn documented<'a>(view: &View, policies: Option<&'a Policies>) -> Option<&'a BodyRule> {
    policies?
        .version(view.policy_version)?
        .membership
        .body_rule(view.rule.as_ref()?)
}

/// The words of what a document says of a body's cadence, where one does.
pub(crate) fn words<'a>(view: &View, policies: &'a Policies) -> Option<&'a str> {
    documented(view, Some(policies))?.cadence.words.as_deref()
}

/// The meetings of these bodies, or of all, as far as counting needs them.
pub(crate) async fn meetings(
    reading: &Reading<'_>,
    bodies: Option<&[Uuid]>,
) -> Result<HashMap<Uuid, Vec<CountedMeeting>>, GraphError> {
    let rows = reading
        .rows(
            "count the meetings of bodies",
            "
            SELECT body, begins_on, known_since, held, cancelled_on
            FROM read_4.meeting
            WHERE municipality = $1
                AND body IS NOT NULL
                AND ($2::uuid[] IS NULL OR body = ANY ($2))
            ORDER BY body, begins_on, id",
            &[&bodies],
        )
        .await?;
    let mut meetings: HashMap<Uuid, Vec<CountedMeeting>> = HashMap::new();
    for row in &rows {
        let own = meetings.entry(row.get("body")).or_default();
        own.push(counted(row));
    }
    Ok(meetings)
}

impl Cadence {
    /// How the body stands in `year` as of `day`; `None` where it did not exist on any day of the year.
    pub(super) fn in_year(
        view: &View,
        year: i16,
        day: Date,
        documented: &Documented,
        meetings: &[CountedMeeting],
    ) -> Option<Self> {
        let asked = Asked {
            body: view,
            year,
            as_of: day,
            words: documented.words.as_deref(),
            meetings,
        };
        let Frozen { value: _, status } = asked.cadence();
        let CadenceYear {
            year,
            as_of: _,
            required,
            target,
            strength,
            status: _,
            words,
            held,
            planned,
            forecast,
            unrecorded,
            partial_year,
            findings,
        } = asked.answer()?;
        let sentences: Vec<&str> = findings
            .iter()
            .map(|finding| finding.sentence.as_str())
            .collect();
        Some(Self {
            year,
            required,
            target,
            strength,
            status,
            words,
            source: documented
                .source
                .clone()
                .filter(|_| status != Status::Adopted),
            held,
            planned,
            forecast,
            unrecorded,
            partial_year,
            behind: !findings.is_empty(),
            explanation: (!sentences.is_empty()).then(|| sentences.join(" ")),
            findings: findings.into_iter().map(Finding::from).collect(),
        })
    }
}

impl From<CadenceFinding> for Finding {
    fn from(finding: CadenceFinding) -> Self {
        Self {
            code: finding.code,
            severity: severity(finding.weight),
            sentence: finding.sentence,
            rule: finding.rule,
        }
    }
}

/// How much a reason weighs among all findings.
pub(crate) const fn severity(weight: CadenceWeight) -> FindingSeverity {
    match weight {
        CadenceWeight::Task => FindingSeverity::Task,
        CadenceWeight::Hint => FindingSeverity::Warning,
    }
}
