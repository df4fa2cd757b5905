//! Tasks about bodies' meetings and what comes out of them.
//!
//! | task | when |
//! |---|---|
//! | `CADENCE_BEHIND`, `NO_MEETING_PLANNED` | a body does not meet as often as somebody said (REM-06, REM-07) |
//! | `EVALUATION_NOT_DISCUSSED` | a body has not talked about the evaluation this year (MTG-29) |
//! | `INVITATION_NOT_SENT` | nobody was invited 21 days before (REM-08) |
//! | `MINUTES_MISSING`, `MINUTES_NOT_DISPATCHED` | no minutes after 14 days, none sent 7 days after approval (REM-09) |
//! | `PASSING_ON_OPEN` | partners have not confirmed after 30 days (REM-10) |
//! | `MEETING_TASK_OVERDUE`, `IMPROVEMENT_OPEN` | a task is past its day, an analysis of errors left something to do (MTG-15, MTG-25) |
//! | `RECOMMENDATION_UNANSWERED`, `ANSWER_NOT_PRESENTED` | no answer after 180 days, an answer for the next agenda (REM-12, MTG-13) |
//! | `COMMITTEE_REPORT_DUE`, `REPORT_INTERVAL_UNSTATED`, `COMMITTEE_REPORTS_NOT_BEGUN` | a committee waits for its report (REM-11, MTG-18) |
//! | `STANDARD_REVIEW_DUE` | a standard is to be reviewed (MTG-28) |
//! | `YEARLY_TRAINING_MISSING` | the year owes its training by 30 September (REM-19) |
//! | `NOT_YET_PRESENTED` | a partner has not presented its work (REM-18) |
//!
//! What the domain finds as a hint is no task; of the hints only those stand here, as hints, after which somebody has
//! to plan all the same. No sentence names a person.
//!
//! | file | what it asks of the domain |
//! |---|---|
//! | `bodies` | whether bodies meet often enough, and about what |
//! | `sessions` | what is open before and after each meeting |
//! | `results` | where what came out of meetings stands |

mod bodies;
mod results;
mod sessions;

use std::collections::HashMap;
use std::sync::Arc;

use ::meetings::meeting::MeetingState;
use ::meetings::policy::MeetingRules;
use ::meetings::{Finding, FindingSeverity, Meeting, MeetingsPolicy};
use kernel::{BodyId, Date, EntryId, german};
use membership::{Body, Partner};
use municipality::Policy;
use uuid::Uuid;
use vault::Entries;

use super::{WorkItem, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::{bodies as of_bodies, words};

/// Hints after which somebody has to plan all the same.
const ACT_ALL_THE_SAME: [&str; 3] = [
    "CADENCE_BEHIND",
    "NO_MEETING_PLANNED",
    "EVALUATION_NOT_DISCUSSED",
];

/// By which words a thing is called.
#[derive(Clone, Debug)]
enum Called {
    Text(EntryId),
    Institution(EntryId),
    /// A meeting by its body's name and its day.
    Meeting(Option<EntryId>, Date),
    Known(String),
    Nothing,
}

impl Called {
    fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Text(id) | Self::Institution(id) => Some(*id),
            Self::Meeting(body, _) => *body,
            Self::Known(_) | Self::Nothing => None,
        }
    }

    fn text(&self, entries: &Entries) -> Result<Option<String>, GraphError> {
        Ok(match self {
            Self::Text(id) => words::text(entries, *id)?,
            Self::Institution(id) => Some(words::institution(entries, Some(*id))?.name),
            Self::Meeting(body, on) => {
                let body = words::optional_text(entries, *body)?;
                let on = german::day(*on);
                Some(body.map_or_else(|| on.clone(), |body| format!("{body}, {on}")))
            }
            Self::Known(name) => Some(name.clone()),
            Self::Nothing => None,
        })
    }
}

/// A finding with what it is about.
struct About {
    kind: WorkItemKind,
    subject: Option<Uuid>,
    called: Called,
    /// Which part of the subject, where there may be several findings alike.
    part: Option<String>,
    /// What stands before the sentence: the words of an outcome.
    quoted: Option<EntryId>,
    finding: Finding,
}

/// What more than one of the files looks at.
struct Known<'a> {
    day: Date,
    policy: Option<&'a Arc<Policy>>,
    bodies: Vec<(Uuid, Body)>,
    meetings: Vec<(Uuid, Meeting)>,
}

impl Known<'_> {
    fn policy(&self) -> Option<&MeetingsPolicy> {
        self.policy.map(|policy| &*policy.meetings)
    }

    fn body(&self, id: Option<BodyId>) -> Option<&Body> {
        let id = id?;
        let mut bodies = self.bodies.iter();
        bodies
            .find(|(known, _)| *known == id.0)
            .map(|(_, body)| body)
    }

    /// What the policy says of meetings of the body.
    fn rules(&self, body: Option<BodyId>) -> Option<&MeetingRules> {
        let rule = self.body(body)?.rule.as_ref()?;
        self.policy()?.rules_for(rule.as_str())
    }

    fn meetings_of(&self, body: BodyId) -> impl Iterator<Item = &Meeting> {
        let meetings = self.meetings.iter().map(|(_, meeting)| meeting);
        meetings.filter(move |meeting| meeting.body == Some(body))
    }

    /// The day of the body's next meeting.
    fn next_meeting(&self, body: BodyId) -> Option<Date> {
        let ahead = self.meetings_of(body).filter(|meeting| {
            matches!(
                meeting.state_on(self.day),
                Some(MeetingState::Planned | MeetingState::Invited)
            )
        });
        ahead
            .filter_map(Meeting::begins_on)
            .filter(|on| self.day <= *on)
            .min()
    }

    /// How the meeting is called.
    fn called(&self, meeting: &Meeting) -> Called {
        let body = self.body(meeting.body);
        let name = body.and_then(|body| body.name_on(self.day));
        meeting
            .begins_on()
            .map_or(Called::Nothing, |on| Called::Meeting(name, on))
    }
}

/// The tasks of the day. `partners` are all of them, duplicates among them.
pub(super) async fn all(
    reading: &Reading<'_>,
    policies: &Policies,
    partners: &[(Uuid, Partner)],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let known = Known {
        day,
        policy: policies.on(day),
        bodies: of_bodies::rows(reading, None).await?,
        meetings: reading.views(None).await?,
    };
    let mut found = bodies::all(&known, policies);
    found.extend(sessions::all(reading, &known).await?);
    found.extend(results::all(reading, &known, partners).await?);
    found.retain(|about| {
        let finding = &about.finding;
        finding.severity == FindingSeverity::Task || ACT_ALL_THE_SAME.contains(&finding.code)
    });
    shown(reading, found).await
}

/// The findings as tasks, with their words looked up together.
async fn shown(reading: &Reading<'_>, found: Vec<About>) -> Result<Vec<WorkItem>, GraphError> {
    let named = found
        .iter()
        .flat_map(|about| [about.called.entry(), about.quoted]);
    let entries = reading.entries(named.flatten().collect()).await?;
    let item = |about: About| {
        let Finding {
            code,
            rule,
            severity,
            sentence,
            facts: _,
        } = about.finding;
        let subject = about.subject.map(|id| id.to_string());
        let id = [subject.clone(), about.part]
            .into_iter()
            .flatten()
            .fold(code.to_owned(), |id, part| format!("{id}:{part}"));
        let quoted = words::optional_text(&entries, about.quoted)?;
        Ok(WorkItem {
            id: id.into(),
            kind: about.kind,
            code: code.to_owned(),
            severity,
            sentence: match quoted {
                Some(quoted) => format!("„{quoted}“: {sentence}"),
                None => sentence,
            },
            rule: Some(rule),
            subject: subject.map(Into::into),
            subject_name: about.called.text(&entries)?,
            policy_key: None,
            since: None,
        })
    };
    found.into_iter().map(item).collect()
}

/// The counted meetings of each body.
fn counted(
    meetings: &[(Uuid, Meeting)],
) -> HashMap<BodyId, Vec<::meetings::cadence::CountedMeeting>> {
    let mut counted: HashMap<BodyId, Vec<_>> = HashMap::new();
    for (_, meeting) in meetings {
        if let Some((body, one)) = meeting.body.zip(meeting.counted()) {
            counted.entry(body).or_default().push(one);
        }
    }
    counted
}
