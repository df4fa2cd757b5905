//! Tasks about requests, contacts, bodies, sites, offers and specialists.
//!
//! | task | when |
//! |---|---|
//! | `REQUEST_OPEN`, `PRECONDITION_MISSING` | a request waits, a member was admitted without what is stated (MEM-04) |
//! | `CONTACT_MISSING`, `CONTACT_VACANT`, `CONTACT_LEAVING` | nobody speaks for a member, or soon (MEM-14) |
//! | `CONTACT_UNCONFIRMED` | the policy's interval has passed (MEM-19) |
//! | `CONSENT_MISSING`, `CONTACT_ERASURE_DUE` | details are stored without the consent (MEM-20, DPR-07) |
//! | `SEAT_VACANT` | a body has a seat that nobody has (MEM-38) |
//! | `SITE_NOT_OPEN_YET`, `SITE_WITHOUT_OPERATOR` | a site should have opened, nobody runs it (MEM-43, MEM-07) |
//! | `OFFER_UNCONFIRMED`, `OFFER_OF_FORMER_PARTNER` | an offer is not up to date (MEM-21) |
//! | `QUALIFICATION_MISSING`, `SPECIALIST_TRAINING_DUE` | evidence is missing, the yearly training is due (MEM-27, MEM-29) |
//!
//! What the domain finds as a hint is no task; of the hints only those stand here after which somebody has to act all
//! the same: a consent that is missing, a contact who leaves without a successor. No sentence names a person.

use std::collections::HashMap;

use kernel::{Date, EntryId};
use membership::contact::findings as speaking;
use membership::partner::findings as joining;
use membership::{
    Body, Finding, FindingSeverity, MembershipPolicy, Offer, Partner, Site, Specialist, body,
    offer, site, specialist,
};
use uuid::Uuid;

use super::{WorkItem, WorkItemKind};
use crate::graphql::contacts::{self, ContactRow};
use crate::graphql::error::GraphError;
use crate::graphql::partners::{self, Duplicates};
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::{specialists, words};

/// Hints after which somebody has to act all the same.
const ACT_ALL_THE_SAME: [&str; 2] = ["CONSENT_MISSING", "CONTACT_LEAVING"];

/// By which words a thing is called.
#[derive(Clone, Copy)]
enum Called {
    Institution(EntryId),
    Text(EntryId),
    Nothing,
}

/// A finding with what it is about.
struct About {
    kind: WorkItemKind,
    subject: Option<Uuid>,
    called: Called,
    /// Which part of the subject, where there may be several findings alike.
    part: Option<(Uuid, EntryId)>,
    finding: Finding,
}

/// The tasks of the day. `partners` are all of them, duplicates among them.
pub(super) async fn all(
    reading: &Reading<'_>,
    policies: &Policies,
    partners: &[(Uuid, Partner)],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let duplicates = Duplicates::load(reading).await?;
    let partners = partners::merged(partners.to_vec(), &duplicates);
    let contacts = contacts::rows(reading, None, None).await?;
    let mut found = of_bodies(reading, day).await?;
    found.extend(of_sites(reading, day).await?);
    if let Some(policy) = policies.on(day) {
        let policy = &policy.membership;
        found.extend(of_partners(policy, &partners, &contacts, day));
        found.extend(of_contacts(policy, &partners, &contacts, day));
        found.extend(of_offers(reading, policy, &partners, &duplicates, day).await?);
        found.extend(of_specialists(reading, policy, day).await?);
    }
    found.retain(|about| {
        let finding = &about.finding;
        finding.severity == FindingSeverity::Task || ACT_ALL_THE_SAME.contains(&finding.code)
    });
    shown(reading, found).await
}

fn name_of(view: &Partner, day: Date) -> Called {
    view.institution_on(day)
        .map_or(Called::Nothing, Called::Institution)
}

/// Requests, and who speaks for members.
fn of_partners(
    policy: &MembershipPolicy,
    partners: &[(Uuid, Partner)],
    contacts: &[ContactRow],
    day: Date,
) -> Vec<About> {
    let speakers = partners::by_partner(contacts);
    let mut found = Vec::new();
    for (id, view) in partners {
        let own = speakers.get(id).map_or(&[][..], Vec::as_slice);
        let findings = joining::admission_findings(policy, view, day)
            .into_iter()
            .chain(speaking::vacancy_findings(policy, view, own, day));
        found.extend(findings.map(|finding| About {
            kind: WorkItemKind::Partner,
            subject: Some(*id),
            called: name_of(view, day),
            part: None,
            finding,
        }));
    }
    found
}

/// Details to confirm, consents that are missing; called by the partner's name.
fn of_contacts(
    policy: &MembershipPolicy,
    partners: &[(Uuid, Partner)],
    contacts: &[ContactRow],
    day: Date,
) -> Vec<About> {
    let names: HashMap<Uuid, Called> = partners
        .iter()
        .map(|(id, view)| (*id, name_of(view, day)))
        .collect();
    let mut found = Vec::new();
    for row in contacts {
        let findings = speaking::confirmation_findings(policy, &row.view, day)
            .into_iter()
            .chain(speaking::consent_findings(&row.view, day));
        found.extend(findings.map(|finding| About {
            kind: WorkItemKind::Contact,
            subject: Some(row.id),
            called: names.get(&row.partner).copied().unwrap_or(Called::Nothing),
            part: None,
            finding,
        }));
    }
    found
}

/// Seats that nobody has.
async fn of_bodies(reading: &Reading<'_>, day: Date) -> Result<Vec<About>, GraphError> {
    let bodies: Vec<(Uuid, Body)> = reading.views(None).await?;
    let mut found = Vec::new();
    for (id, view) in &bodies {
        for (seat, finding) in body::vacancy_findings(view, day) {
            let function = view.seats.iter().find(|known| known.id == seat);
            found.push(About {
                kind: WorkItemKind::Body,
                subject: Some(*id),
                called: view.name_on(day).map_or(Called::Nothing, Called::Text),
                part: function.map(|seat| (seat.id.0, seat.function)),
                finding,
            });
        }
    }
    Ok(found)
}

async fn of_sites(reading: &Reading<'_>, day: Date) -> Result<Vec<About>, GraphError> {
    let sites: Vec<(Uuid, Site)> = reading.views(None).await?;
    let about = |(id, view): &(Uuid, Site)| {
        let (id, called) = (*id, view.name_on(day).map_or(Called::Nothing, Called::Text));
        let findings = site::site_findings(view, day).into_iter();
        findings.map(move |finding| About {
            kind: WorkItemKind::Site,
            subject: Some(id),
            called,
            part: None,
            finding,
        })
    };
    Ok(sites.iter().flat_map(about).collect())
}

async fn of_offers(
    reading: &Reading<'_>,
    policy: &MembershipPolicy,
    partners: &[(Uuid, Partner)],
    duplicates: &Duplicates,
    day: Date,
) -> Result<Vec<About>, GraphError> {
    let offers: Vec<(Uuid, Offer)> = reading.views(None).await?;
    let partners: HashMap<Uuid, &Partner> = partners.iter().map(|(id, view)| (*id, view)).collect();
    let mut found = Vec::new();
    for (id, view) in &offers {
        let partner = view.partner.map(|partner| duplicates.stays(partner.0));
        let Some(partner) = partner.and_then(|id| partners.get(&id)) else {
            continue;
        };
        let findings = offer::offer_findings(policy, view, partner, day).into_iter();
        found.extend(findings.map(|finding| About {
            kind: WorkItemKind::Offer,
            subject: Some(*id),
            called: view.name_on(day).map_or(Called::Nothing, Called::Text),
            part: None,
            finding,
        }));
    }
    Ok(found)
}

/// What is open with each specialist, and the training that all of them owe together.
async fn of_specialists(
    reading: &Reading<'_>,
    policy: &MembershipPolicy,
    day: Date,
) -> Result<Vec<About>, GraphError> {
    let register = specialists::rows(reading, None).await?;
    let about = |subject, finding| About {
        kind: WorkItemKind::Specialist,
        subject,
        called: Called::Nothing,
        part: None,
        finding,
    };
    let mut found = Vec::new();
    for (id, view) in &register {
        let findings = specialist::specialist_findings(policy, view, day).into_iter();
        found.extend(findings.map(|finding| about(Some(*id), finding)));
    }
    let all: Vec<&Specialist> = register.iter().map(|(_, view)| view).collect();
    let training = specialist::training_findings(policy, &all, day).into_iter();
    found.extend(training.map(|finding| about(None, finding)));
    Ok(found)
}

/// The findings as tasks, with their words looked up together.
async fn shown(reading: &Reading<'_>, found: Vec<About>) -> Result<Vec<WorkItem>, GraphError> {
    let words = found.iter().flat_map(|about| {
        let called = match about.called {
            Called::Institution(id) | Called::Text(id) => Some(id),
            Called::Nothing => None,
        };
        [called, about.part.map(|(_, function)| function)]
    });
    let entries = reading.entries(words.flatten().collect()).await?;
    found
        .into_iter()
        .map(|about| {
            let subject_name = match about.called {
                Called::Institution(id) => Some(words::institution(&entries, Some(id))?.name),
                Called::Text(id) => words::text(&entries, id)?,
                Called::Nothing => None,
            };
            let Finding {
                code,
                severity,
                rule,
                sentence,
            } = about.finding;
            let function = match about.part {
                Some((_, function)) => words::text(&entries, function)?,
                None => None,
            };
            let id = [about.subject, about.part.map(|(part, _)| part)]
                .into_iter()
                .flatten()
                .fold(code.to_owned(), |id, part| format!("{id}:{part}"));
            Ok(WorkItem {
                id: id.into(),
                kind: about.kind,
                code: code.to_owned(),
                severity,
                sentence: match function {
                    Some(function) => format!("„{function}“: {sentence}"),
                    None => sentence,
                },
                rule: Some(rule),
                subject: about.subject.map(|id| id.to_string().into()),
                subject_name,
                policy_key: None,
                since: None,
            })
        })
        .collect()
}
