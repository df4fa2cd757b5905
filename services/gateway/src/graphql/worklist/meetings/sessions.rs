//! What is open before and after each meeting: invitation, minutes, passing on, tasks (REM-08 … REM-10, MTG-15, MTG-25).

use std::collections::HashMap;

use ::meetings::Minutes;
use ::meetings::meeting::{invitation_findings, outcome_findings};
use ::meetings::minutes::{minutes_findings, passing_on_findings};
use kernel::MeetingId;
use uuid::Uuid;

use super::{About, Known, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

pub(super) async fn all(
    reading: &Reading<'_>,
    known: &Known<'_>,
) -> Result<Vec<About>, GraphError> {
    let minutes: Vec<(Uuid, Minutes)> = reading.views(None).await?;
    let minutes: HashMap<MeetingId, Minutes> = minutes
        .into_iter()
        .filter_map(|(_, minutes)| Some((minutes.meeting?, minutes)))
        .collect();
    let day = known.day;
    let mut found = Vec::new();
    for (id, meeting) in &known.meetings {
        let about = |part, quoted, finding| About {
            kind: WorkItemKind::Meeting,
            subject: Some(*id),
            called: known.called(meeting),
            part,
            quoted,
            finding,
        };
        let rules = known.rules(meeting.body);
        let written = minutes.get(&MeetingId(*id));
        let mut findings = invitation_findings(meeting, rules, day);
        findings.extend(minutes_findings(rules, meeting, written, day));
        if let (Some(policy), Some(written)) = (known.policy(), written) {
            findings.extend(passing_on_findings(policy, written, day));
        }
        let findings = findings.into_iter();
        found.extend(findings.map(|finding| about(None, None, finding)));
        for (outcome, finding) in outcome_findings(meeting, day) {
            let mut outcomes = meeting.outcomes.iter();
            let text = outcomes.find(|of| of.id == outcome).map(|of| of.text);
            found.push(about(Some(outcome.to_string()), text, finding));
        }
    }
    Ok(found)
}
