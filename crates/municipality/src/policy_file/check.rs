//! What must hold across a file's values; each value alone is checked while it is read.

use std::collections::BTreeSet;

use agreements::values::Term;
use funding::policy::Financing;
use kernel::entry::NAME_MAX;
use kernel::{EntryContent, Sourced, Text};

use super::Form;
use super::error::PolicyFileError;
use super::reader::{Step, fault_at};

/// A place in the file and what is wrong there.
type Fault<'a> = (Vec<Step<'a>>, String);

/// The first fault, as the file's reader sees it.
pub(super) fn check(file: &str, text: &str, form: &Form) -> Result<(), PolicyFileError> {
    let found = municipality(form)
        .or_else(|| bodies(form))
        .or_else(|| meetings(form))
        .or_else(|| funding(form))
        .or_else(|| publication(form))
        .or_else(|| decisions(form));
    if let Some((path, reason)) = found {
        return Err(fault_at(file, text, &path, reason));
    }
    match form.policy.membership.faults().into_iter().next() {
        Some((path, reason)) => {
            let path: Vec<_> = path.split('.').map(Step::Key).collect();
            Err(fault_at(file, text, &at("membership", &path), reason))
        }
        None => Ok(()),
    }
}

/// A path below a part of the policy.
fn at<'a>(part: &'a str, path: &[Step<'a>]) -> Vec<Step<'a>> {
    [&[Step::Key("policy"), Step::Key(part)], path].concat()
}

fn municipality(form: &Form) -> Option<Fault<'_>> {
    let name_fault = <Text>::fault(&Text(form.name.clone())).map(|(_, reason)| reason);
    let name_fault = name_fault.or_else(|| {
        (form.name.chars().count() > NAME_MAX)
            .then(|| format!("must have at most {NAME_MAX} characters"))
    });
    if let Some(reason) = name_fault {
        return Some((vec![Step::Key("name")], reason));
    }
    if form.ags.is_empty() {
        return Some((
            vec![Step::Key("ags")],
            "needs at least one key with its first day".to_owned(),
        ));
    }
    let late = form
        .ags
        .windows(2)
        .position(|pair| pair[1].valid_from <= pair[0].valid_from);
    if let Some(index) = late {
        let path = vec![
            Step::Key("ags"),
            Step::Index(index + 1),
            Step::Key("valid-from"),
        ];
        return Some((
            path,
            format!("must be later than {}", form.ags[index].valid_from),
        ));
    }
    if form.policy.valid_from_reason.trim().is_empty() {
        let path = vec![Step::Key("policy"), Step::Key("valid-from-reason")];
        return Some((path, "must not be empty".to_owned()));
    }
    None
}

/// Every key to which a recommendation may go: bodies, then targets.
fn addressees(form: &Form) -> Vec<&str> {
    let bodies = form
        .policy
        .membership
        .bodies
        .iter()
        .map(|body| body.key.as_str());
    let targets = form
        .policy
        .meetings
        .targets
        .iter()
        .filter_map(Sourced::value);
    bodies
        .chain(targets.map(|target| target.key.as_str()))
        .collect()
}

fn unknown(key: &str, allowed: &[&str]) -> Option<String> {
    (!allowed.contains(&key))
        .then(|| format!("unknown value `{key}`, allowed: {}", allowed.join(", ")))
}

fn bodies(form: &Form) -> Option<Fault<'_>> {
    let mut keys = BTreeSet::new();
    for (index, body) in form.policy.membership.bodies.iter().enumerate() {
        let path = [Step::Key("bodies"), Step::Index(index), Step::Key("key")];
        if !keys.insert(body.key.as_str()) {
            return Some((
                at("membership", &path),
                format!("`{}` stands there twice", body.key),
            ));
        }
    }
    for (index, target) in form.policy.meetings.targets.iter().enumerate() {
        let path = [
            Step::Key("targets"),
            Step::Index(index),
            Step::Key("value"),
            Step::Key("key"),
        ];
        if let Some(target) = target.value()
            && !keys.insert(&target.key)
        {
            return Some((
                at("meetings", &path),
                format!("`{}` stands there twice", target.key),
            ));
        }
    }
    let allowed = addressees(form);
    for (index, body) in form.policy.membership.bodies.iter().enumerate() {
        let path = [
            Step::Key("bodies"),
            Step::Index(index),
            Step::Key("forwards-to"),
            Step::Key("value"),
        ];
        let mut to = body.forwards_to.value().into_iter().flatten();
        if let Some(reason) = to.find_map(|key| unknown(key.as_str(), &allowed)) {
            return Some((at("membership", &path), reason));
        }
    }
    None
}

fn meetings(form: &Form) -> Option<Fault<'_>> {
    let bodies: Vec<&str> = form
        .policy
        .membership
        .bodies
        .iter()
        .map(|body| body.key.as_str())
        .collect();
    let allowed = addressees(form);
    let policy = &form.policy.meetings;
    let mut ruled = BTreeSet::new();
    for (index, rules) in policy.rules.iter().enumerate() {
        let rule = [Step::Key("rules"), Step::Index(index)];
        for key in &rules.bodies {
            let path = [&rule[..], &[Step::Key("bodies")]].concat();
            let twice = || (!ruled.insert(key)).then(|| format!("`{key}` has rules twice"));
            if let Some(reason) = unknown(key, &bodies).or_else(twice) {
                return Some((at("meetings", &path), reason));
            }
        }
        if let Some(reason) = rules
            .prepares_for
            .value()
            .and_then(|key| unknown(key, &bodies))
        {
            let path = [&rule[..], &[Step::Key("prepares-for"), Step::Key("value")]].concat();
            return Some((at("meetings", &path), reason));
        }
    }
    if let Some(body) = bodies
        .iter()
        .find(|key| !ruled.iter().any(|ruled| ruled == *key))
    {
        let reason = format!("body `{body}` has no rules: name what nobody says as unstated");
        return Some((at("meetings", &[Step::Key("rules")]), reason));
    }
    for (index, step) in policy.recommendation_path.iter().enumerate() {
        let Some(value) = step.value() else { continue };
        for (key, name) in [
            (value.from.as_deref(), "from"),
            (Some(value.to.as_str()), "to"),
        ] {
            if let Some(reason) = key.and_then(|key| unknown(key, &allowed)) {
                let path = [
                    Step::Key("recommendation-path"),
                    Step::Index(index),
                    Step::Key("value"),
                    Step::Key(name),
                ];
                return Some((at("meetings", &path), reason));
            }
        }
    }
    let mut reports = policy.committee_reports.to.value().into_iter().flatten();
    if let Some(reason) = reports.find_map(|key| unknown(key, &allowed)) {
        let path = [
            Step::Key("committee-reports"),
            Step::Key("to"),
            Step::Key("value"),
        ];
        return Some((at("meetings", &path), reason));
    }
    let mut discussed = policy.evaluation_discussed_in.value().into_iter().flatten();
    discussed
        .find_map(|key| unknown(key, &bodies))
        .map(|reason| {
            (
                at(
                    "meetings",
                    &[Step::Key("evaluation-discussed-in"), Step::Key("value")],
                ),
                reason,
            )
        })
}

fn funding(form: &Form) -> Option<Fault<'_>> {
    let policy = &form.policy.funding;
    let bodies: Vec<&str> = form
        .policy
        .membership
        .bodies
        .iter()
        .map(|body| body.key.as_str())
        .collect();
    let refunded = policy.financing.value() == Some(&Financing::Refund);
    if !refunded && !policy.cost_lines.is_empty() {
        let reason = "cost lines need `financing` to be `refund`".to_owned();
        return Some((at("funding", &[Step::Key("cost-lines")]), reason));
    }
    let mut codes = BTreeSet::new();
    for (index, line) in policy.cost_lines.iter().enumerate() {
        let value = [
            Step::Key("cost-lines"),
            Step::Index(index),
            Step::Key("value"),
        ];
        let Some(line) = line.value() else { continue };
        if !codes.insert(&line.code) {
            let path = [&value[..], &[Step::Key("code")]].concat();
            return Some((
                at("funding", &path),
                format!("`{}` stands there twice", line.code),
            ));
        }
        if let Some(reason) = line
            .needs_outcome_of
            .as_deref()
            .and_then(|key| unknown(key, &bodies))
        {
            let path = [&value[..], &[Step::Key("needs-outcome-of")]].concat();
            return Some((at("funding", &path), reason));
        }
    }
    None
}

fn publication(form: &Form) -> Option<Fault<'_>> {
    let bodies: Vec<&str> = form
        .policy
        .membership
        .bodies
        .iter()
        .map(|body| body.key.as_str())
        .collect();
    let published = form.policy.publication.oparl_bodies.value();
    let mut published = published.into_iter().flatten();
    published
        .find_map(|key| unknown(key, &bodies))
        .map(|reason| {
            let path = [Step::Key("oparl-bodies"), Step::Key("value")];
            (at("publication", &path), reason)
        })
}

fn decisions(form: &Form) -> Option<Fault<'_>> {
    let term = match form.policy.agreements.term.value() {
        Some(Term::FixedEnd { end: _, decision }) => decision.as_ref(),
        Some(Term::Unlimited) | None => None,
    };
    let term = term.and_then(|decision| decision.fault());
    let authorising = form
        .policy
        .funding
        .authorising_decision
        .value()
        .and_then(|decision| decision.fault());
    term.map(|(field, reason)| {
        let path = [
            Step::Key("term"),
            Step::Key("value"),
            Step::Key("decision"),
            Step::Key(field),
        ];
        (at("agreements", &path), reason)
    })
    .or_else(|| {
        authorising.map(|(field, reason)| {
            let path = [
                Step::Key("authorising-decision"),
                Step::Key("value"),
                Step::Key(field),
            ];
            (at("funding", &path), reason)
        })
    })
}
