//! Whether bodies meet as often as somebody said, and talk about what they have to (REM-06, REM-07, MTG-29).

use ::meetings::Finding;
use ::meetings::cadence::CadenceFinding;
use ::meetings::evaluation::evaluation_finding;
use kernel::BodyId;
use membership::Body;
use uuid::Uuid;

use super::{About, Called, Known, WorkItemKind, counted};
use crate::cadence::Asked;
use crate::graphql::bodies::cadence::{severity, words};
use crate::graphql::policies::Policies;

pub(super) fn all(known: &Known<'_>, policies: &Policies) -> Vec<About> {
    let day = known.day;
    let counted = counted(&known.meetings);
    let mut found = Vec::new();
    let running = known.bodies.iter().filter(|(_, body)| body.runs_on(day));
    for (id, body) in running {
        let meetings = counted.get(&BodyId(*id)).map_or(&[][..], Vec::as_slice);
        let asked = Asked {
            body,
            year: day.year(),
            as_of: day,
            words: words(body, policies),
            meetings,
        };
        let behind = asked.answer().into_iter().flat_map(|year| year.findings);
        let findings = behind.map(weighed).chain(evaluation(known, *id, body));
        found.extend(findings.map(|finding| About {
            kind: WorkItemKind::Body,
            subject: Some(*id),
            called: body.name_on(day).map_or(Called::Nothing, Called::Text),
            part: None,
            quoted: None,
            finding,
        }));
    }
    found
}

/// A reason for which a body is behind, as what an overview finds.
fn weighed(finding: CadenceFinding) -> Finding {
    let CadenceFinding {
        code,
        weight,
        rule,
        sentence,
        facts,
    } = finding;
    Finding {
        code,
        rule,
        severity: severity(weight),
        sentence,
        facts,
    }
}

fn evaluation(known: &Known<'_>, id: Uuid, body: &Body) -> Option<Finding> {
    let rule = body.rule.as_ref()?;
    let meetings = known.meetings_of(BodyId(id));
    evaluation_finding(
        known.policy()?,
        rule.as_str(),
        body.founded_on,
        meetings,
        known.day,
    )
}
