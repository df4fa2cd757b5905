//! Where what came out of meetings stands: recommendations, reports, standards, trainings, presentations (REM-11, REM-12,
//! REM-18, REM-19, MTG-13, MTG-18, MTG-28).

use ::meetings::committee_report::committee_report_findings;
use ::meetings::recommendation::{presentation_findings, unanswered_findings};
use ::meetings::rota::{rota, rota_findings};
use ::meetings::standard::standard_findings;
use ::meetings::training::yearly;
use ::meetings::{
    CommitteeReport, Finding, MeetingsPolicy, QualityStandard, Recommendation, Training,
};
use kernel::{BodyId, Date, EntryId, Facts, PartnerId, Period};
use membership::Partner;
use uuid::Uuid;

use super::{About, Called, Known, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::partners::{self, Duplicates};
use crate::graphql::presentations::OnAgendas;
use crate::graphql::reader::Reading;

pub(super) async fn all(
    reading: &Reading<'_>,
    known: &Known<'_>,
    partners: &[(Uuid, Partner)],
) -> Result<Vec<About>, GraphError> {
    let mut found = recommendations(reading, known).await?;
    found.extend(standards(reading, known.day).await?);
    if let Some(policy) = known.policy() {
        found.extend(reports(reading, policy, known.day).await?);
        found.extend(trainings(reading, policy, known.day).await?);
        found.extend(presentations(reading, known, policy, partners).await?);
    }
    Ok(found)
}

/// A finding about something with a title.
fn titled(kind: WorkItemKind, id: Uuid, title: Option<EntryId>, finding: Finding) -> About {
    About {
        kind,
        subject: Some(id),
        called: title.map_or(Called::Nothing, Called::Text),
        part: None,
        quoted: None,
        finding,
    }
}

/// A body's id or an organ's code, as the facts name an addressee.
fn addressee(facts: &Facts, key: &str) -> Option<String> {
    let addressee = facts.get(key)?.as_object()?;
    Some(addressee.values().next()?.as_str()?.to_owned())
}

async fn recommendations(
    reading: &Reading<'_>,
    known: &Known<'_>,
) -> Result<Vec<About>, GraphError> {
    let raised: Vec<(Uuid, Recommendation)> = reading.views(None).await?;
    let mut found = Vec::new();
    for (id, view) in &raised {
        let next = view.body.and_then(|body| known.next_meeting(body));
        let about = |key, finding: Finding| About {
            part: addressee(&finding.facts, key),
            ..titled(WorkItemKind::Recommendation, *id, view.title, finding)
        };
        let unanswered = unanswered_findings(view, known.day).into_iter();
        found.extend(unanswered.map(|finding| about("to", finding)));
        let unseen = presentation_findings(view, next, known.day).into_iter();
        found.extend(unseen.map(|finding| about("from", finding)));
    }
    Ok(found)
}

async fn standards(reading: &Reading<'_>, day: Date) -> Result<Vec<About>, GraphError> {
    let standards: Vec<(Uuid, QualityStandard)> = reading.views(None).await?;
    let about = |(id, view): &(Uuid, QualityStandard)| {
        let (id, title) = (*id, view.title);
        let findings = standard_findings(view, day).into_iter();
        findings.map(move |finding| titled(WorkItemKind::Standard, id, title, finding))
    };
    Ok(standards.iter().flat_map(about).collect())
}

/// Reports are called by their committee, which a policy or nobody may have named.
async fn reports(
    reading: &Reading<'_>,
    policy: &MeetingsPolicy,
    day: Date,
) -> Result<Vec<About>, GraphError> {
    let reports: Vec<(Uuid, CommitteeReport)> = reading.views(None).await?;
    let views = reports.iter().map(|(_, view)| view);
    let findings = committee_report_findings(policy, views, day).into_iter();
    let about = |finding: Finding| {
        let organ = finding.facts.get("organ").and_then(|organ| organ.as_str());
        let organ = organ.unwrap_or_default().to_owned();
        let named = |view: &CommitteeReport| {
            let known = view.organ.as_ref();
            known.is_some_and(|known| known.as_str() == organ)
        };
        let report = reports.iter().find(|(_, view)| named(view));
        let target = policy.target(&organ);
        About {
            kind: WorkItemKind::CommitteeReport,
            subject: report.map(|(id, _)| *id),
            called: Called::Known(target.map_or(organ.clone(), |target| target.name.clone())),
            part: Some(organ),
            quoted: None,
            finding,
        }
    };
    Ok(findings.map(about).collect())
}

async fn trainings(
    reading: &Reading<'_>,
    policy: &MeetingsPolicy,
    day: Date,
) -> Result<Vec<About>, GraphError> {
    let trainings: Vec<(Uuid, Training)> = reading.views(None).await?;
    let views = trainings.iter().map(|(_, view)| view);
    let year = yearly(views, day.year(), policy, day);
    let about = |finding| About {
        kind: WorkItemKind::Training,
        subject: None,
        called: Called::Nothing,
        part: Some(day.year().to_string()),
        quoted: None,
        finding,
    };
    Ok(year.finding.map(about).into_iter().collect())
}

/// Active partners that have not presented their work in the body that the documents name, as `presentationRota` shows
/// them.
async fn presentations(
    reading: &Reading<'_>,
    known: &Known<'_>,
    policy: &MeetingsPolicy,
    partners: &[(Uuid, Partner)],
) -> Result<Vec<About>, GraphError> {
    let rule = known
        .policy
        .and_then(|policy| policy.membership.presentation_body.value());
    let Some(rule) = rule else {
        return Ok(Vec::new());
    };
    let of_rule = known
        .bodies
        .iter()
        .filter(|(_, body)| body.rule.as_ref() == Some(rule));
    let bodies: Vec<BodyId> = of_rule.map(|(id, _)| BodyId(*id)).collect();
    let duplicates = Duplicates::load(reading).await?;
    let partners = partners::merged(partners.to_vec(), &duplicates);
    let members: Vec<(PartnerId, Period)> = partners
        .iter()
        .flat_map(|(id, view)| {
            let periods = view.membership_periods().into_iter();
            periods.map(|period| (PartnerId(*id), period))
        })
        .collect();
    let on_agendas = OnAgendas::load(reading, &duplicates).await?;
    let heard = partners.iter().flat_map(|(id, view)| {
        let heard = on_agendas.with(*id, view).into_iter();
        let there = heard.filter(|heard| bodies.contains(&heard.body) && heard.on <= known.day);
        there.map(|heard| (PartnerId(*id), heard.on))
    });
    let turns = rota(members, heard, known.day);
    let about = |(partner, finding): (PartnerId, Finding)| {
        let mut partners = partners.iter();
        let view = partners.find(|(id, _)| *id == partner.0);
        let name = view.and_then(|(_, view)| view.institution_on(known.day));
        About {
            kind: WorkItemKind::Partner,
            subject: Some(partner.0),
            called: name.map_or(Called::Nothing, Called::Institution),
            part: None,
            quoted: None,
            finding,
        }
    };
    let findings = rota_findings(policy, &turns).into_iter();
    Ok(findings.map(about).collect())
}
