//! Bodies, the institutions that sit in them, and the organs to which recommendations go.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::{PartialDate, PartnerId};
use meetings::policy::TargetKind;
use meetings::recommendation::Addressee;
use membership::Body;
use oparl::{Entity, Membership, Organization, OrganizationType};
use uuid::Uuid;

use super::{Listing, entity, organization};
use crate::oparl::load::{Known, Life, Public};
use crate::oparl::published::Change;

impl Listing for Organization {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let mut all: Vec<Entity<Self>> = Vec::new();
        for (id, known) in &public.bodies {
            let id = *id;
            all.extend(entity(
                public.at.object(&id.to_string()),
                known.life,
                known.change,
                of_body(public, id, known),
            ));
        }
        for (id, sat) in institutions(public) {
            let Some(known) = public.institutions.get(&id) else {
                continue;
            };
            let content = sat.today.then(|| Organization {
                name: known.name.clone(),
                organization_type: Some(OrganizationType::Institution),
                ..plain(public)
            });
            let life = known.life.and(sat.life);
            all.extend(entity(
                public.at.object(&id.to_string()),
                life,
                sat.change,
                content,
            ));
        }
        all.extend(organs(public));
        all
    }
}

impl Listing for Membership {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let mut all = Vec::new();
        for (body, known) in &public.bodies {
            for (key, partner) in seats(*body, &known.view, public.today) {
                let shown = partner.and_then(|partner| {
                    Some(Membership {
                        organization: organization(public, *body)?,
                        person: None,
                        on_behalf_of: public
                            .institutions
                            .contains_key(&partner.0)
                            .then(|| public.at.object(&partner.to_string())),
                        role: None,
                        voting_right: None,
                        start_date: None,
                        end_date: None,
                    })
                });
                let id = public.at.object(&key.to_string());
                all.extend(entity(id, known.life, known.change, shown));
            }
        }
        all
    }
}

fn plain(public: &Public) -> Organization {
    Organization {
        body: public.at.body(),
        name: String::new(),
        short_name: None,
        organization_type: None,
        classification: None,
        sub_organization_of: None,
        membership: Vec::new(),
        meeting: None,
        consultation: None,
        start_date: None,
        end_date: None,
        website: None,
        location: None,
    }
}

fn of_body(public: &Public, id: Uuid, known: &Known<Body>) -> Option<Organization> {
    let view = &known.view;
    let name = public
        .body_name(id)
        .filter(|name| !name.trim().is_empty())?;
    let parent = view.parent_on(public.today);
    let members = seats(id, view, public.today);
    let members = members.into_iter().filter(|(_, partner)| partner.is_some());
    view.exists().then(|| Organization {
        name: name.clone(),
        organization_type: Some(OrganizationType::ExternalBody),
        classification: view.kind.map(|kind| kind.label().to_owned()),
        sub_organization_of: parent.and_then(|parent| organization(public, parent.0)),
        membership: members
            .map(|(key, _)| public.at.object(&key.to_string()))
            .collect(),
        meeting: Some(public.at.meetings_of(&id.to_string())),
        start_date: view.founded_on.and_then(exact),
        end_date: view.dissolved_on,
        ..plain(public)
    })
}

/// A day that is known as a day.
fn exact(date: PartialDate) -> Option<Date> {
    (date.first_day() == date.last_day()).then(|| date.first_day())
}

/// Every seat and every membership of a partner's own accord, with who has it today. The key is the seat's id, or made
/// of the body's and the partner's.
fn seats(id: Uuid, view: &Body, today: Date) -> BTreeMap<Uuid, Option<PartnerId>> {
    let seats = view.seats.iter().map(|seat| {
        let filled = seat.exists_on(today) && seat.is_filled_on(today);
        (seat.id.0, seat.partner_on(today).filter(|_| filled))
    });
    let members = view.members.changes().iter().map(|change| {
        let key = Uuid::new_v5(&id, change.of.0.as_bytes());
        let belongs = view.members.has(&change.of, today);
        (key, belongs.then_some(change.of))
    });
    seats.chain(members).collect()
}

/// How an institution sat in bodies that are public or were.
struct Sat {
    today: bool,
    life: Life,
    change: Change,
}

/// Institutions of public bodies, and those that sat in one while it was public, by what is known of its changes.
fn institutions(public: &Public) -> BTreeMap<Uuid, Sat> {
    let mut all: BTreeMap<Uuid, Sat> = BTreeMap::new();
    for (id, known) in &public.bodies {
        let now: BTreeSet<PartnerId> = seats(*id, &known.view, public.today)
            .into_values()
            .flatten()
            .collect();
        for partner in known.partners() {
            let today = known.change.public && known.view.exists() && now.contains(&partner);
            // Nothing changed since the publication began: whoever left had left before.
            if known.change.public && !today && known.life.modified < known.change.at {
                continue;
            }
            let sat = Sat {
                today,
                life: known.life,
                change: known.change,
            };
            all.entry(partner.0)
                .and_modify(|other| {
                    other.life = other.life.and(sat.life);
                    other.change = other.change.or(sat.change);
                    other.today |= sat.today;
                })
                .or_insert(sat);
        }
    }
    all
}

/// Committees, councils and planning units that got a public recommendation.
fn organs(public: &Public) -> Vec<Entity<Organization>> {
    let Some(change) = public.publication.recommendations else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for target in public
        .policy
        .meetings
        .targets
        .iter()
        .filter_map(|target| target.value())
    {
        let kind = match target.kind {
            TargetKind::Committee | TargetKind::Council => OrganizationType::GoverningBody,
            TargetKind::PlanningUnit => OrganizationType::Administration,
            TargetKind::DecisionMaker => OrganizationType::Other,
        };
        let got = public.recommendations.values().filter(|known| {
            let mut steps = known.view.steps.iter();
            steps.any(
                |step| matches!(&step.to, Addressee::Organ(code) if code.as_str() == target.key),
            )
        });
        let lives: Vec<(Life, Change)> = got.map(|known| (known.life, known.change)).collect();
        let Some(created) = lives.iter().map(|(life, _)| life.created).min() else {
            continue;
        };
        let modified = lives.iter().map(|(life, _)| life.modified).max();
        let life = Life {
            created,
            modified: modified
                .unwrap_or(created)
                .max(public.publication.policy_at),
        };
        let of_bodies = lives.iter().map(|(_, change)| *change).reduce(Change::or);
        let change = of_bodies.map_or(change, |bodies| bodies.and(change));
        let content = Organization {
            name: target.name.clone(),
            organization_type: Some(kind),
            ..plain(public)
        };
        all.extend(entity(
            public.at.object(&target.key),
            life,
            change,
            Some(content),
        ));
    }
    all
}
