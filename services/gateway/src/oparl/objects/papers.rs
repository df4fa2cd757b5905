//! Recommendations that were passed on: a paper, and a consultation wherever it went (MTG-13, MTG-19 … MTG-22).

use meetings::Recommendation;
use meetings::recommendation::{Addressee, Step};
use oparl::{Consultation, Entity, Id, Organization, Paper};
use uuid::Uuid;

use super::{Listing, entity, organization};
use crate::oparl::load::{Known, Public};

impl Listing for Paper {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let Some(policy) = public.publication.recommendations else {
            return Vec::new();
        };
        let passed_on = public.recommendations.iter().filter(|(_, known)| {
            let mut steps = known.view.steps.iter();
            // One that was struck was passed on or not; its id says nothing.
            !known.view.exists() || steps.any(|step| step.forwarded_on <= public.today)
        });
        let papers = passed_on.filter_map(|(id, known)| {
            let id_there = public.at.object(&id.to_string());
            let change = known.change.and(policy);
            entity(id_there, known.life, change, paper(public, *id, known))
        });
        papers.collect()
    }
}

impl Listing for Consultation {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let recommendations = public.recommendations.iter();
        recommendations
            .flat_map(|(id, known)| consultations(public, *id, known))
            .collect()
    }
}

fn paper(public: &Public, id: Uuid, known: &Known<Recommendation>) -> Option<Paper> {
    let view = &known.view;
    let of = shown_of(public, known)?;
    Some(Paper {
        body: public.at.body(),
        name: public.titles.get(&id).cloned(),
        reference: None,
        date: view.raised_on,
        paper_type: Some("Empfehlung".to_owned()),
        main_file: None,
        auxiliary_file: Vec::new(),
        originator_organization: vec![of],
        under_direction_of: Vec::new(),
        consultation: consultations(public, id, known)
            .into_iter()
            .filter_map(Entity::embed)
            .collect(),
    })
}

/// The body that recommends, while it does.
fn shown_of(public: &Public, known: &Known<Recommendation>) -> Option<Id<Organization>> {
    let withdrawal = known.view.withdrawal.as_ref();
    let withdrawn = withdrawal.is_some_and(|known| known.withdrawn_on <= public.today);
    let of = organization(public, known.body);
    of.filter(|_| known.view.exists() && !withdrawn)
}

fn consultations(
    public: &Public,
    id: Uuid,
    known: &Known<Recommendation>,
) -> Vec<Entity<Consultation>> {
    let Some(policy) = public.publication.recommendations else {
        return Vec::new();
    };
    let change = known.change.and(policy);
    let steps = known.view.steps.iter();
    let gone = steps.filter(|step| step.forwarded_on <= public.today);
    gone.filter_map(|step| {
        let content = shown_of(public, known).map(|_| Consultation {
            paper: Some(public.at.object(&id.to_string())),
            agenda_item: None,
            meeting: None,
            organization: addressee(public, step).into_iter().collect(),
            authoritative: false,
            role: Some("Empfehlung".to_owned()),
        });
        let key = key(id, &step.to).to_string();
        entity(public.at.object(&key), known.life, change, content)
    })
    .collect()
}

/// A recommendation goes to each addressee once.
fn key(id: Uuid, to: &Addressee) -> Uuid {
    match to {
        Addressee::Body(body) => Uuid::new_v5(&id, body.0.as_bytes()),
        Addressee::Organ(code) => Uuid::new_v5(&id, code.as_str().as_bytes()),
    }
}

fn addressee(public: &Public, step: &Step) -> Option<Id<Organization>> {
    match &step.to {
        Addressee::Body(body) => organization(public, body.0),
        Addressee::Organ(code) => {
            let mut targets = public.policy.meetings.targets.iter();
            let known = targets.any(|target| {
                target
                    .value()
                    .is_some_and(|target| target.key == code.as_str())
            });
            known.then(|| public.at.object(code.as_str()))
        }
    }
}
