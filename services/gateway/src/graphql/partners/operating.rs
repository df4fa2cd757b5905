//! Who operates partners, on a day and over time [Träger, Trägerwechsel] (MEM-07).

use std::collections::HashMap;

use kernel::timeline::Since;
use kernel::{Date, EntryId, PartnerId};
use membership::Partner as View;
use membership::partner::Operator;
use uuid::Uuid;
use vault::Entries;

use super::OperatorPeriod;
use super::load::PartnerRow;
use super::reference::{PartnerReference, references};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// The name of an operator that is no partner, an entry of the vault.
pub(super) fn named(fact: &Since<Operator>) -> Option<EntryId> {
    match fact.value {
        Operator::Named(institution) => Some(institution),
        Operator::Partner(_) | Operator::Nobody => None,
    }
}

/// The partners that operate these, on the day or ever.
pub(super) async fn operators(
    reading: &Reading<'_>,
    rows: &[PartnerRow],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    let mut ids: Vec<PartnerId> = Vec::new();
    for PartnerRow { id: _, view } in rows {
        if look.asks("operators") {
            let ever = view.operators.facts().iter();
            ids.extend(ever.filter_map(|fact| match fact.value {
                Operator::Partner(id) => Some(id),
                Operator::Named(_) | Operator::Nobody => None,
            }));
        } else if look.asks("operator") {
            ids.extend(view.operator_on(day));
        }
    }
    references(reading, &ids, day).await
}

/// Who operated the partner, in order of the days.
pub(super) fn periods(
    view: &View,
    operators: &HashMap<Uuid, PartnerReference>,
    entries: &Entries,
) -> Result<Vec<OperatorPeriod>, GraphError> {
    let mut facts: Vec<_> = view.operators.facts().iter().collect();
    facts.sort_by_key(|fact| fact.since);
    facts
        .into_iter()
        .map(|fact| {
            let partner = match fact.value {
                Operator::Partner(id) => operators.get(&id.0).cloned(),
                Operator::Named(_) | Operator::Nobody => None,
            };
            let named = match named(fact) {
                Some(id) => Some(words::institution(entries, Some(id))?.name),
                None => partner.as_ref().map(|partner| partner.name.clone()),
            };
            Ok(OperatorPeriod {
                since: fact.since,
                partner,
                name: named,
            })
        })
        .collect()
}
