//! Loading programmes: their words out of the vault, the programmes that they name.

use std::collections::HashMap;

use funding::Programme as View;
use funding::grant::ProofDeadline;
use funding::ledger::Books;
use funding::programme::{ProgrammeTerms, application_findings, key_findings, superseded_findings};
use funding::{Finding, FundingPolicy};
use kernel::timeline::Since;
use kernel::{Date, EntryId, ProgrammeId, german};
use uuid::Uuid;

use super::{
    FundingDeadline, Programme, ProgrammeBaseRate, ProgrammeReference, ProgrammeTermsPeriod,
};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::books;
use crate::graphql::grants::shown;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{policies, sources, words};

/// Loads one programme; none for a role that may not read programmes.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Programme>, GraphError> {
    if !reading.reader().may("programmes") {
        return Ok(None);
    }
    let books = books(reading).await?;
    Ok(load(reading, &books, &[ProgrammeId(id)], day, look)
        .await?
        .pop())
}

/// Programmes by their names, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    books: &Books,
) -> Result<HashMap<ProgrammeId, ProgrammeReference>, GraphError> {
    let names = books.programmes.values().filter_map(|view| view.name);
    let entries = reading.entries(names.collect()).await?;
    let programmes = books.programmes.iter();
    programmes
        .map(|(id, view)| {
            let reference = ProgrammeReference {
                id: id.to_string().into(),
                name: words::optional_text(&entries, view.name)?,
                source: view.source,
            };
            Ok((*id, reference))
        })
        .collect()
}

/// What is to be done about a programme on `day` (REM-22, REM-26, FUN-15). An application is looked for for the next
/// calendar year: its last day lies in this one.
pub(crate) fn findings(
    books: &Books,
    id: ProgrammeId,
    view: &View,
    policy: Option<&FundingPolicy>,
    day: Date,
) -> Vec<Finding> {
    let year = day.year().saturating_add(1);
    let applied = books.grants.values().any(|grant| {
        let application = grant.application.as_ref();
        application.is_some_and(|known| {
            known.programme == id
                && known.applied_on <= day
                && known.period.since.year() <= year
                && year <= known.period.until.year()
        })
    });
    let mut found = application_findings(view, year, applied, day);
    if let Some(policy) = policy {
        found.extend(key_findings(view, &policy.key_adjusted_every_years, day));
    }
    let counted_on = books.grants.values().any(|grant| {
        let state = grant.state_on(day);
        grant.programme() == Some(id)
            && state.is_some_and(|state| {
                use funding::grant::GrantState::{Closed, Rejected, Revoked};
                !matches!(state, Closed | Rejected | Revoked)
            })
    });
    if counted_on {
        found.extend(superseded_findings(view, day));
    }
    found
}

/// Loads these programmes; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    books: &Books,
    ids: &[ProgrammeId],
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Programme>, GraphError> {
    let views = || {
        let known = ids.iter();
        known.filter_map(|id| Some((*id, books.programmes.get(id)?)))
    };
    let named: Vec<EntryId> = views()
        .flat_map(|(_, view)| view.name.into_iter().chain(view.legal_bases.clone()))
        .collect();
    let entries = reading.entries(named).await?;
    let references = references(reading, books).await?;
    let policies = policies::load(reading).await?;
    let policy = policies.on(day).map(|policy| &policy.funding);
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        sources::load(reading, "programme", &ids).await?
    } else {
        HashMap::new()
    };
    views()
        .map(|(id, view)| {
            let excluded = books.programmes.iter().filter(|(other, theirs)| {
                **other != id && (view.excludes_on(**other, day) || theirs.excludes_on(id, day))
            });
            let bases = view.legal_bases.iter();
            let known = |since: &Since<ProgrammeTerms>| {
                since.since.is_none_or(|since| since.first_day() <= day)
            };
            let terms = view.terms.facts().iter().filter(|fact| known(fact));
            let rates = view.base_rates.facts().iter();
            let rates = rates.filter(|fact| fact.since.is_none_or(|on| on.first_day() <= day));
            let found = findings(books, id, view, policy.map(|policy| &**policy), day);
            Ok(Programme {
                id: id.to_string().into(),
                name: words::optional_text(&entries, view.name)?,
                source: view.source,
                source_label: view.source.map(|source| source.label()),
                state: view.state.clone(),
                legal_bases: bases
                    .map(|id| words::text(&entries, *id))
                    .collect::<Result<_, _>>()?,
                areas: view.areas.clone(),
                decision: view.decision.clone(),
                valid_since: view.valid.map(|valid| valid.since),
                valid_until: view.valid.and_then(|valid| valid.until),
                valid: view.is_valid_on(day),
                terms: view.terms.at(day).map(period),
                terms_over_time: terms.map(period).collect(),
                excludes: excluded
                    .filter_map(|(other, _)| references.get(other).cloned())
                    .collect(),
                base_rates: rates
                    .map(|fact| ProgrammeBaseRate {
                        since: fact.since,
                        basis_points: fact.value,
                    })
                    .collect(),
                key_adjusted_on: view
                    .key_adjustments
                    .iter()
                    .copied()
                    .filter(|on| *on <= day)
                    .collect(),
                key_adjustment: key_adjustment(view, policy.map(|policy| &**policy), day),
                next_application: next_application(view, day),
                successor: view.successor.and_then(|id| references.get(&id).cloned()),
                findings: found.into_iter().map(shown).collect(),
                sources: sources.remove(&id.0).unwrap_or_default(),
            })
        })
        .collect()
}

fn period(fact: &Since<ProgrammeTerms>) -> ProgrammeTermsPeriod {
    let terms = &fact.value;
    ProgrammeTermsPeriod {
        since: fact.since,
        rate_cap: terms.rate_cap,
        proof_deadline: terms.proof_deadline.as_ref().map(phrase),
        application_deadline: terms.application_deadline.clone(),
        use_up: terms.use_up.clone(),
        key_adjusted_every_years: terms.key_adjusted_every_years,
        interest_points: terms.interest_points,
    }
}

/// A deadline as the papers word it.
pub(crate) fn phrase(rule: &ProofDeadline) -> String {
    match rule {
        ProofDeadline::FixedDay(day) => {
            let (month, day) = day.as_str().split_once('-').unwrap_or_default();
            format!("spätestens {day}.{month}. des Folgejahres")
        }
        ProofDeadline::MonthsAfterPeriodEnd(1) => {
            "einen Monat nach Ende des Bewilligungszeitraums".to_owned()
        }
        ProofDeadline::MonthsAfterPeriodEnd(months) => {
            format!("{months} Monate nach Ende des Bewilligungszeitraums")
        }
    }
}

fn key_adjustment(view: &View, policy: Option<&FundingPolicy>, day: Date) -> FundingDeadline {
    let theirs = policy.and_then(|policy| policy.key_adjusted_every_years.value().copied());
    let due_on = view.key_adjustment_due(day, theirs);
    let every = view.key_adjusted_every(day, theirs);
    let years = every.map(|(years, _)| years);
    FundingDeadline {
        due_on,
        rule: years.map(|years| format!("alle {years} Jahre")),
        stated_by: every.map(|(_, of_policy)| {
            if of_policy {
                "Richtlinie der Kommune"
            } else {
                "Förderprogramm"
            }
        }),
        sentence: match (due_on, years) {
            (Some(due), _) => format!(
                "Der Verteilerschlüssel wird zum {} angepasst.",
                german::day(due)
            ),
            (None, Some(_)) => {
                "Bis zum Ende des Förderprogramms steht keine Anpassung des Verteilerschlüssels an."
                    .to_owned()
            }
            (None, None) => {
                "Wie oft der Verteilerschlüssel angepasst wird, ist nicht eingetragen.".to_owned()
            }
        },
    }
}

fn next_application(view: &View, day: Date) -> FundingDeadline {
    let rule = view.terms_on(day).application_deadline;
    let due_on = rule.as_ref().and_then(|rule| rule.of(day.year()));
    FundingDeadline {
        due_on,
        rule: rule.as_ref().map(|rule| {
            let (month, day) = rule.as_str().split_once('-').unwrap_or_default();
            format!("{day}.{month}. des Vorjahres")
        }),
        stated_by: rule.is_some().then_some("Förderprogramm"),
        sentence: match due_on {
            Some(due) => format!(
                "Der Antrag für {} ist bis zum {} zu stellen.",
                day.year().saturating_add(1),
                german::day(due)
            ),
            None => "Die Antragsfrist des Förderprogramms ist nicht eingetragen.".to_owned(),
        },
    }
}
