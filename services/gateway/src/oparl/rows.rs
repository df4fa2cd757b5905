//! Rows of what is public: views with the moments of their streams.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{Date, EntryId};
use membership::{Body, Partner};
use oparl::Moment;
use uuid::Uuid;

use super::load::{Known, Life};
use super::published::Publication;
use crate::exports::minutes::is_person;
use crate::graphql::error::GraphError;
use crate::graphql::reader::{self, Snapshot};

/// Moments of streams.
pub(super) struct Lives(HashMap<(String, Uuid), Life>);

impl Lives {
    pub(super) async fn of(reading: &Snapshot<'_>, kinds: &[&str]) -> Result<Self, GraphError> {
        let sql = "
            SELECT stream_kind, stream_id, min(recorded_at) AS created, max(recorded_at) AS modified
            FROM read_4.history
            WHERE municipality = $1
                AND stream_kind = ANY ($2::text[])
            GROUP BY stream_kind, stream_id";
        let rows = reading
            .rows("look when something changed", sql, &[&kinds])
            .await?;
        let lives = rows
            .iter()
            .map(|row| ((row.get("stream_kind"), row.get("stream_id")), life(row)));
        Ok(Self(lives.collect()))
    }

    fn get(&self, kind: &str, id: Uuid) -> Option<Life> {
        self.0.get(&(kind.to_owned(), id)).copied()
    }

    /// Of the one stream of this kind.
    pub(super) fn only(&self, kind: &str) -> Option<Life> {
        let mut of_kind = self.0.iter().filter(|((known, _), _)| known == kind);
        of_kind.next().map(|(_, life)| *life)
    }
}

fn life(row: &tokio_postgres::Row) -> Life {
    Life {
        created: Moment::new(row.get("created")),
        modified: Moment::new(row.get("modified")),
    }
}

pub(super) async fn bodies(
    reading: &Snapshot<'_>,
    publication: &Publication,
    lives: &Lives,
) -> Result<BTreeMap<Uuid, Known<Body>>, GraphError> {
    // A body that was struck has no rule any more; the event that established it still names one.
    let sql = "
        SELECT v.id, v.view, coalesce(v.view ->> 'rule', f.payload ->> 'rule') AS rule
        FROM read_4.body v
        JOIN read_4.history f
            ON f.municipality = v.municipality
            AND f.stream_kind = 'body'
            AND f.stream_id = v.id
            AND f.fact = 1
        WHERE v.municipality = $1";
    let rows = reading.rows("load bodies", sql, &[]).await?;
    let mut bodies = BTreeMap::new();
    for row in &rows {
        let (id, rule): (Uuid, Option<&str>) = (row.get("id"), row.get("rule"));
        let change = rule.and_then(|rule| publication.bodies.get(rule));
        let (Some(change), Some(life)) = (change, lives.get("body", id)) else {
            continue;
        };
        let view: Body = reader::view(row)?;
        // A body that is only planned is none yet.
        if !view.planned {
            let known = Known {
                view,
                life,
                change: *change,
                body: id,
            };
            bodies.insert(id, known);
        }
    }
    Ok(bodies)
}

/// A table's views whose first event names one of the bodies: also those that were struck since.
macro_rules! of_bodies {
    ($table:literal, $kind:literal) => {
        concat!(
            "
            SELECT v.id, v.view, f.payload ->> 'body' AS body, l.created, l.modified
            FROM read_4.",
            $table,
            " v
            JOIN read_4.history f
                ON f.municipality = v.municipality
                AND f.stream_kind = '",
            $kind,
            "'
                AND f.stream_id = v.id
                AND f.fact = 1
            CROSS JOIN LATERAL (
                SELECT min(h.recorded_at) AS created, max(h.recorded_at) AS modified
                FROM read_4.history h
                WHERE h.municipality = v.municipality
                    AND h.stream_kind = '",
            $kind,
            "'
                    AND h.stream_id = v.id
            ) l
            WHERE v.municipality = $1
                AND f.payload ->> 'body' = ANY ($2::text[])"
        )
    };
}

pub(super) const MEETINGS: &str = of_bodies!("meeting", "meeting");
pub(super) const MINUTES: &str = of_bodies!("minutes", "minutes");
pub(super) const RECOMMENDATIONS: &str = of_bodies!("recommendation", "recommendation");

pub(super) async fn of_bodies<V: for<'de> serde::Deserialize<'de>>(
    reading: &Snapshot<'_>,
    sql: &'static str,
    of: &[String],
    bodies: &BTreeMap<Uuid, Known<Body>>,
) -> Result<BTreeMap<Uuid, Known<V>>, GraphError> {
    let rows = reading.rows("load what bodies did", sql, &[&of]).await?;
    let mut known = BTreeMap::new();
    for row in &rows {
        let body: &str = row.get("body");
        let body = body.parse().ok().and_then(|id| bodies.get_key_value(&id));
        if let Some((body, of)) = body {
            let view = Known {
                view: reader::view(row)?,
                life: life(row),
                change: of.change,
                body: *body,
            };
            known.insert(row.get("id"), view);
        }
    }
    Ok(known)
}

/// When each item came onto the agenda of a meeting of these bodies, and when it went off.
pub(super) async fn items(
    reading: &Snapshot<'_>,
    bodies: &[String],
) -> Result<HashMap<Uuid, Life>, GraphError> {
    let sql = "
        SELECT i.payload ->> 'item' AS item, min(i.recorded_at) AS created, max(i.recorded_at) AS modified
        FROM read_4.history f
        JOIN read_4.history i
            ON i.municipality = f.municipality
            AND i.stream_kind = f.stream_kind
            AND i.stream_id = f.stream_id
        WHERE f.municipality = $1
            AND f.stream_kind = 'meeting'
            AND f.fact = 1
            AND f.payload ->> 'body' = ANY ($2::text[])
            AND i.event_type IN ('AgendaItemAdded', 'AgendaItemRemoved')
        GROUP BY 1";
    let rows = reading
        .rows("look when agendas changed", sql, &[&bodies])
        .await?;
    let known = rows.iter().filter_map(|row| {
        let item: Option<&str> = row.get("item");
        Some((item?.parse().ok()?, life(row)))
    });
    Ok(known.collect())
}

/// The partners that sit or sat in these bodies and are institutions.
pub(super) async fn partners(
    reading: &Snapshot<'_>,
    bodies: &BTreeMap<Uuid, Known<Body>>,
) -> Result<BTreeMap<Uuid, (Partner, Life)>, GraphError> {
    let ids: BTreeSet<Uuid> = bodies
        .values()
        .flat_map(Known::partners)
        .map(|id| id.0)
        .collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let sql = "
        SELECT v.id, v.view, l.created, l.modified
        FROM read_4.partner v
        CROSS JOIN LATERAL (
            SELECT min(h.recorded_at) AS created, max(h.recorded_at) AS modified
            FROM read_4.history h
            WHERE h.municipality = v.municipality
                AND h.stream_kind = 'partner'
                AND h.stream_id = v.id
        ) l
        WHERE v.municipality = $1
            AND v.id = ANY ($2)
            AND l.created IS NOT NULL";
    let rows = reading.rows("load institutions", sql, &[&ids]).await?;
    let mut partners = BTreeMap::new();
    for row in &rows {
        let view: Partner = reader::view(row)?;
        if !is_person(&view) {
            partners.insert(row.get("id"), (view, life(row)));
        }
    }
    Ok(partners)
}

pub(super) fn institution(view: &Partner, day: Date) -> Option<EntryId> {
    let first = || view.institutions.facts().first().map(|fact| fact.value);
    view.institution_on(day).or_else(first)
}
