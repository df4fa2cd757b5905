//! Where a recommendation may go, and who may carry it (MTG-18 … MTG-22).
//!
//! A body's own recorded targets come first. Where it has none the policy's steps hold: a binding duty refuses every
//! other addressee, what is inferred or merely wished warns, what is only suggested („können“) excludes nobody. Where
//! no step speaks of the sender nobody said anything, and every body and organ is possible.
//!
//! A target that no step names and no report goes to is an addressee for everybody. A committee that is only told by
//! reports is not (rules.md 1.10, MTG-18): a „Mitteilung“ is no path for recommendations. A target that the document
//! does not name closer („entsprechende Gremien“) stands for every organ outside the network.

use kernel::{BodyId, Facts, Refusal, Sourced, Strength, Warning, facts};

use super::addressee::Addressee;
use super::command::ForwardRecommendation;
use super::error::RecommendationRefusal;
use crate::duty::NotYourDuty;
use crate::facts::{KnownBody, MeetingsContext};
use crate::policy::{MeetingDuty, MeetingsPolicy, PathStep, TargetKind};

/// Where a sender's recommendations may go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Bodies that the office recorded for it.
    pub bodies: Vec<BodyId>,
    /// Keys of bodies and targets of the policy, and codes of organs.
    pub keys: Vec<String>,
    /// What the policy calls the keys; empty where they are the office's own.
    pub names: Vec<String>,
}

impl Allowed {
    pub(super) fn facts(&self, to: &Addressee) -> Facts {
        facts! { "to" => to, "allowed" => self.keys, "allowedBodies" => self.bodies }
    }
}

/// What a step that says otherwise does to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Force {
    Silent,
    Warns,
    Refuses,
}

/// Whether the step may be taken by whoever asks.
pub(super) fn check(
    c: &ForwardRecommendation,
    ctx: &MeetingsContext,
) -> Result<(), RecommendationRefusal> {
    let known = |addressee: &Addressee, field| {
        let body = addressee.body().map(|id| ctx.facts.body(id, field));
        body.transpose()
    };
    let way = Way {
        policy: &ctx.policy,
        from: &c.from,
        to: &c.to,
        sender: known(&c.from, "from")?,
        receiver: known(&c.to, "to")?,
    };
    way.check_target(ctx)?;
    way.check_carrier(c.via, ctx)
}

/// One step, and what is known of its ends.
struct Way<'a> {
    policy: &'a MeetingsPolicy,
    from: &'a Addressee,
    to: &'a Addressee,
    /// The ends, where they are bodies.
    sender: Option<&'a KnownBody>,
    receiver: Option<&'a KnownBody>,
}

impl<'a> Way<'a> {
    fn check_target(&self, ctx: &MeetingsContext) -> Result<(), RecommendationRefusal> {
        if let Some(allowed) = self.sender.and_then(recorded_targets) {
            return if self.reaches_recorded(&allowed) {
                Ok(())
            } else {
                Err(self.not_allowed(allowed))
            };
        }
        let steps: Vec<_> = self.steps().collect();
        let named: Vec<&str> = steps
            .iter()
            .map(|(_, step)| step.to.as_str())
            .chain(self.open_targets())
            .collect();
        if named.iter().any(|key| self.reaches(key)) {
            return Ok(());
        }
        let Some(force) = steps
            .iter()
            .map(|(sourced, step)| force(sourced, step))
            .max()
        else {
            return Ok(());
        };
        let allowed = Allowed {
            bodies: Vec::new(),
            keys: named.iter().map(|key| (*key).to_owned()).collect(),
            names: named.iter().map(|key| self.name(key)).collect(),
        };
        enforce(force, self.not_allowed(allowed), ctx)
    }

    /// Who carries it, where a step to this addressee says so (MTG-19, MTG-20, MTG-22).
    fn check_carrier(
        &self,
        via: Option<MeetingDuty>,
        ctx: &MeetingsContext,
    ) -> Result<(), RecommendationRefusal> {
        let carriers: Vec<_> = self
            .steps()
            .filter(|(_, step)| self.reaches(&step.to))
            .filter_map(|(sourced, step)| Some((force(sourced, step), step.via?)))
            .collect();
        let fits =
            |duty: MeetingDuty| duty.may(ctx.role) && via.is_none_or(|carried| carried == duty);
        if carriers.iter().any(|(_, duty)| fits(*duty)) {
            return Ok(());
        }
        let Some((force, duty)) = carriers.into_iter().max_by_key(|(force, _)| *force) else {
            return Ok(());
        };
        let refusal = match duty {
            MeetingDuty::CoordinationOffice => RecommendationRefusal::ForwarderMustBeCoordination {
                role: ctx.role,
                via,
            },
            MeetingDuty::AllMembers
            | MeetingDuty::PreparationTeam
            | MeetingDuty::ElectedTaker
            | MeetingDuty::YouthOffice
            | MeetingDuty::Administration
            | MeetingDuty::YouthWelfarePlanning => {
                RecommendationRefusal::NotYourDuty(NotYourDuty {
                    role: ctx.role,
                    duties: vec![duty],
                })
            }
        };
        enforce(force, refusal, ctx)
    }

    /// The policy's steps that speak of the sender; one without a sender speaks of every body of the network.
    fn steps(&self) -> impl Iterator<Item = (&'a Sourced<PathStep>, &'a PathStep)> {
        let rule = match self.from {
            Addressee::Body(_) => self.sender.and_then(|body| body.rule.as_deref()),
            Addressee::Organ(organ) => Some(organ.as_str()),
        };
        let is_body = self.sender.is_some();
        let path = self.policy.recommendation_path.iter();
        path.filter_map(|sourced| Some((sourced, sourced.value()?)))
            .filter(move |(_, step)| match step.from.as_deref() {
                Some(key) => rule == Some(key),
                None => is_body,
            })
    }

    /// Targets for everybody: no step names them, and they are told more than reports.
    fn open_targets(&self) -> impl Iterator<Item = &'a str> {
        let policy = self.policy;
        let keys = policy.targets.iter().filter_map(Sourced::value);
        keys.map(|target| target.key.as_str()).filter(|key| {
            let mut path = policy.recommendation_path.iter().filter_map(Sourced::value);
            let reports = policy.committee_reports.to.value();
            !path.any(|step| step.to == *key)
                && !reports.is_some_and(|to| to.iter().any(|told| told == key))
        })
    }

    /// Whether the addressee is the one that the policy calls `key`.
    fn reaches(&self, key: &str) -> bool {
        match self.to {
            Addressee::Body(_) => self
                .receiver
                .is_some_and(|body| body.rule.as_deref() == Some(key)),
            Addressee::Organ(organ) => self.policy.target(key).is_some_and(|target| {
                target.key == organ.as_str() || target.kind == TargetKind::DecisionMaker
            }),
        }
    }

    fn reaches_recorded(&self, allowed: &Allowed) -> bool {
        match self.to {
            Addressee::Body(body) => allowed.bodies.contains(body),
            Addressee::Organ(organ) => allowed
                .keys
                .iter()
                .any(|key| key == organ.as_str() || self.reaches(key)),
        }
    }

    fn name(&self, key: &str) -> String {
        self.policy
            .target(key)
            .map_or_else(|| key.to_owned(), |target| target.name.clone())
    }

    fn not_allowed(&self, allowed: Allowed) -> RecommendationRefusal {
        RecommendationRefusal::TargetNotAllowed {
            to: self.to.clone(),
            allowed,
        }
    }
}

/// What the office recorded of the body itself; `None` where it recorded nothing.
fn recorded_targets(body: &KnownBody) -> Option<Allowed> {
    let recorded = !body.forwards_to_bodies.is_empty() || !body.forwards_to_organs.is_empty();
    recorded.then(|| Allowed {
        bodies: body.forwards_to_bodies.clone(),
        keys: body.forwards_to_organs.clone(),
        names: Vec::new(),
    })
}

fn force(sourced: &Sourced<PathStep>, step: &PathStep) -> Force {
    match step.strength {
        Strength::May => Force::Silent,
        Strength::Must if sourced.binding().is_some() => Force::Refuses,
        Strength::Must | Strength::Should | Strength::Approx => Force::Warns,
    }
}

fn enforce(
    force: Force,
    refusal: RecommendationRefusal,
    ctx: &MeetingsContext,
) -> Result<(), RecommendationRefusal> {
    match force {
        Force::Refuses => return Err(refusal),
        Force::Warns => ctx.warn(Warning {
            code: refusal.code().to_owned(),
            rule: refusal.rule().unwrap_or_default().to_owned(),
            sentence: refusal.sentence(),
            facts: refusal.facts(),
        }),
        Force::Silent => {}
    }
    Ok(())
}
