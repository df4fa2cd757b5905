//! Agreements of which others speak: what took whose place, what stays untouched (AGR-08, AGR-25).

use std::collections::HashMap;

use ::agreements::agreement::{AgreementKind, AgreementState, AgreementSuperseded};
use async_graphql::{ID, SimpleObject};
use kernel::Date;
use uuid::Uuid;

use super::load::{AgreementRow, rows};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::reader::{self, Reading};
use crate::graphql::words;

/// An agreement by its name and state, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct AgreementReference {
    id: ID,
    kind: Option<AgreementKind>,
    /// Its title, or the name of its project.
    title: Option<String>,
    /// Where it stands on the day that is asked for.
    state: AgreementState,
    /// The first day in force.
    in_force_on: Option<Date>,
    /// The last day, by term or by notice; `null` while nobody knows an end.
    ends_on: Option<Date>,
}

/// Another agreement's coming in an ended one's place [Ablösung] (AGR-08).
#[derive(Clone, SimpleObject)]
pub struct Succession {
    /// The other agreement: the one that came, or the one that had ended.
    agreement: AgreementReference,
    /// The first day on which the later one alone is in force.
    since: Date,
    /// The days between them on which neither was in force; `null` where there are none [Lücke].
    gap: Option<AgreementGap>,
}

/// Days on which neither of two agreements was in force [Lücke].
#[derive(Clone, SimpleObject)]
pub struct AgreementGap {
    since: Date,
    /// The last day.
    until: Option<Date>,
}

/// An agreement that stays untouched by another [bleibt unberührt] (AGR-25).
#[derive(Clone, SimpleObject)]
pub struct UntouchedAgreement {
    agreement: AgreementReference,
    /// The day from which that was recorded.
    linked_on: Date,
}

/// What some agreements are linked with.
#[derive(Default)]
pub(super) struct Links {
    references: HashMap<Uuid, AgreementReference>,
    /// What a successor took the place of.
    supersedes: HashMap<Uuid, Vec<(Uuid, AgreementSuperseded)>>,
}

impl Links {
    pub(super) async fn load(
        reading: &Reading<'_>,
        agreements: &[AgreementRow],
        day: Date,
        look: &Look<'_>,
    ) -> Result<Self, GraphError> {
        let mut others = Vec::new();
        for row in agreements {
            others.extend(row.view.superseded.map(|superseded| superseded.by.0));
            others.extend(row.view.untouched.iter().map(|link| link.other.0));
        }
        others.sort_unstable();
        others.dedup();
        let mut others = if look.asks_any(&["supersededBy", "leavesUntouched"]) {
            rows(reading, &others).await?
        } else {
            Vec::new()
        };
        let mut supersedes: HashMap<Uuid, Vec<(Uuid, AgreementSuperseded)>> = HashMap::new();
        if look.asks("supersedes") {
            let ids: Vec<Uuid> = agreements.iter().map(|row| row.id).collect();
            for row in superseded_by(reading, &ids).await? {
                if let Some(superseded) = row.view.superseded {
                    let of = supersedes.entry(superseded.by.0).or_default();
                    of.push((row.id, superseded));
                }
                others.push(row);
            }
        }
        Ok(Self {
            references: references(reading, &others, day).await?,
            supersedes,
        })
    }

    fn succession(&self, of: Uuid, superseded: &AgreementSuperseded) -> Option<Succession> {
        Some(Succession {
            agreement: self.references.get(&of)?.clone(),
            since: superseded.superseded_on,
            gap: superseded.gap.map(|gap| AgreementGap {
                since: gap.since,
                until: gap.until,
            }),
        })
    }

    pub(super) fn superseded_by(&self, row: &AgreementRow, day: Date) -> Option<Succession> {
        let superseded = row.view.superseded?;
        (superseded.superseded_on <= day)
            .then(|| self.succession(superseded.by.0, &superseded))
            .flatten()
    }

    pub(super) fn supersedes(&self, row: &AgreementRow, day: Date) -> Vec<Succession> {
        let ended = self.supersedes.get(&row.id).into_iter().flatten();
        ended
            .filter(|(_, superseded)| superseded.superseded_on <= day)
            .filter_map(|(id, superseded)| self.succession(*id, superseded))
            .collect()
    }

    pub(super) fn untouched(&self, row: &AgreementRow, day: Date) -> Vec<UntouchedAgreement> {
        let links = row.view.untouched.iter();
        links
            .filter(|link| link.linked_on <= day)
            .filter_map(|link| {
                Some(UntouchedAgreement {
                    agreement: self.references.get(&link.other.0)?.clone(),
                    linked_on: link.linked_on,
                })
            })
            .collect()
    }
}

/// The agreements in whose place these came.
async fn superseded_by(
    reading: &Reading<'_>,
    ids: &[Uuid],
) -> Result<Vec<AgreementRow>, GraphError> {
    let rows = reading
        .rows(
            "load superseded agreements",
            "
            SELECT id, view
            FROM read_4.agreement
            WHERE municipality = $1
                AND (view #>> '{superseded,by}')::uuid = ANY ($2::uuid[])
            ORDER BY id",
            &[&ids],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(AgreementRow {
                id: row.get("id"),
                view: std::sync::Arc::new(reader::view(row)?),
            })
        })
        .collect()
}

/// Agreements by name and state.
pub(super) async fn references(
    reading: &Reading<'_>,
    rows: &[AgreementRow],
    day: Date,
) -> Result<HashMap<Uuid, AgreementReference>, GraphError> {
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let name = |row: &AgreementRow| row.view.title.or(row.view.project_name);
    let entries = reading
        .entries(rows.iter().filter_map(name).collect())
        .await?;
    rows.iter()
        .map(|row| {
            let reference = AgreementReference {
                id: row.id.to_string().into(),
                kind: row.view.kind,
                title: words::optional_text(&entries, name(row))?,
                state: row.view.state_on(day),
                in_force_on: row.view.in_force_on().map(|(since, _)| since),
                ends_on: row.view.ends_on(),
            };
            Ok((row.id, reference))
        })
        .collect()
}
