//! The history: everything that was recorded, corrections among it [Verlauf, Berichtigung].
//!
//! A correction is an entry of its own and names the fact that it corrects; the fact stays as it was recorded and
//! names its corrections. Words come out of the vault; persons never appear here, nor do counts of people that reports
//! and tables suppress where they are small. Money and figures appear for roles that may read these.

mod shown;

use std::collections::HashMap;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use jiff::Timestamp;
use kernel::{Date, EntryId, Role, StreamId};
use serde_json::Value;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page_of,
    position,
};
use super::error::GraphError;
use super::reader::{Reader, Reading};
use shown::{counts_of_people, hidden_from, values};

/// Which part of the history.
#[derive(Debug, Default, InputObject)]
pub struct HistoryFilter {
    /// Only what was recorded of the thing with this id: a partner, an agreement, ….
    of: Option<ID>,
    /// Only things of this kind, such as `partner`.
    kind: Option<String>,
    /// Only facts of this kind: an event's type, such as `AgreementSigned`.
    event: Option<String>,
    /// Only what happened on this day or later.
    from: Option<Date>,
    /// Only what happened on this day or before.
    until: Option<Date>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum HistoryOrder {
    /// as it was recorded
    #[default]
    OldestFirst,
    /// what was recorded last comes first
    NewestFirst,
}

/// A recorded fact, or a correction of one.
#[derive(Debug, SimpleObject)]
pub struct HistoryEntry {
    /// The kind of the thing, such as `partner`.
    kind: String,
    /// The thing's id.
    of: ID,
    /// The fact's number among what was recorded of the thing: a correction names it.
    fact: i64,
    /// The kind of the fact: an event's type, such as `AgreementSigned`.
    event: String,
    /// The day on the paper.
    occurred_on: Date,
    recorded_at: Timestamp,
    /// Who recorded it: an opaque id.
    by: ID,
    /// In which role.
    role: Role,
    /// Where somebody had it from [Quelle].
    source: Option<String>,
    /// What was recorded, field by field.
    values: Vec<HistoryValue>,
    /// The fact that this entry corrects.
    corrects: Option<i64>,
    /// Why it corrects it [Grund].
    reason: Option<String>,
    /// The entries that correct this fact, in their order.
    corrected_by: Vec<i64>,
}

/// A recorded value.
#[derive(Debug, SimpleObject)]
pub struct HistoryValue {
    /// The field's name, such as `signedOn`; `.` leads into what it is made of.
    name: String,
    /// A day, a code, a number, an id, or the words that were typed; `null` where they were erased or are a person's, and
    /// for counts of people: `siteReports` and `indicators` show those that may be shown.
    value: Option<String>,
}

/// A row before its words are looked up.
struct HistoryRow {
    kind: String,
    of: Uuid,
    fact: i64,
    event: String,
    occurred_on: Date,
    recorded_at: Timestamp,
    actor: Uuid,
    role: Role,
    source: Option<EntryId>,
    payload: Value,
    corrected_by: Vec<i64>,
}

/// The entries of a municipality.
struct Entries {
    of: Option<Uuid>,
    /// Kinds of things that the caller may not read.
    hidden: Vec<&'static str>,
    filter: HistoryFilter,
    order: HistoryOrder,
}

macro_rules! history_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT
                h.position,
                h.stream_kind,
                h.stream_id,
                h.fact,
                h.event_type,
                h.occurred_on,
                h.recorded_at,
                h.actor,
                h.role,
                h.source,
                h.payload,
                ARRAY(
                    SELECT c.fact
                    FROM read_4.history c
                    WHERE c.municipality = h.municipality
                        AND c.stream_kind = h.stream_kind
                        AND c.stream_id = h.stream_id
                        AND c.event_type LIKE '%FactCorrected'
                        AND (c.payload ->> 'fact')::bigint = h.fact
                    ORDER BY c.fact
                ) AS corrected_by
            FROM read_4.history h
            WHERE h.municipality = $1
                AND ($2::bigint IS NULL OR h.position > $2)
                AND ($3::bigint IS NULL OR h.position < $3)
                AND ($4::uuid IS NULL OR h.stream_id = $4)
                AND ($5::text IS NULL OR h.stream_kind = $5)
                AND ($6::text IS NULL OR h.event_type = $6)
                AND ($7::date IS NULL OR h.occurred_on >= $7)
                AND ($8::date IS NULL OR h.occurred_on <= $8)
                AND h.stream_kind <> ALL ($10::text[])
            ORDER BY h.position ",
            $direction,
            "
            LIMIT $9"
        )
    };
}

impl Listing for Entries {
    type Node = HistoryRow;

    fn filters(&self) -> bool {
        false
    }

    async fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<HistoryRow>>, GraphError> {
        let descends = self.order == HistoryOrder::NewestFirst;
        let after = position(stretch.after.as_ref(), "after")?;
        let before = position(stretch.before.as_ref(), "before")?;
        let (low, high) = if descends {
            (before, after)
        } else {
            (after, before)
        };
        let sql = if descends == stretch.backward {
            history_sql!("ASC")
        } else {
            history_sql!("DESC")
        };
        let filter = &self.filter;
        let rows = reading
            .rows(
                "list the history",
                sql,
                &[
                    &low,
                    &high,
                    &self.of,
                    &filter.kind,
                    &filter.event,
                    &filter.from,
                    &filter.until,
                    &stretch.limit,
                    &self.hidden,
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let role: String = row.get("role");
                let role = serde_json::from_value(Value::String(role))
                    .map_err(GraphError::internal("read a role"))?;
                let Json(payload) = row.get("payload");
                Ok(Found {
                    place: Place {
                        key: row.get::<_, i64>("position").to_string(),
                        id: row.get("stream_id"),
                    },
                    node: Some(HistoryRow {
                        kind: row.get("stream_kind"),
                        of: row.get("stream_id"),
                        fact: row.get("fact"),
                        event: row.get("event_type"),
                        occurred_on: row.get("occurred_on"),
                        recorded_at: row.get("recorded_at"),
                        actor: row.get("actor"),
                        role,
                        source: row.get::<_, Option<Uuid>>("source").map(EntryId),
                        payload,
                        corrected_by: row.get("corrected_by"),
                    }),
                })
            })
            .collect()
    }
}

/// Looks the words up, for all rows together.
async fn load(
    reading: &Reading<'_>,
    rows: Vec<HistoryRow>,
) -> Result<Vec<HistoryEntry>, GraphError> {
    let mut ids: Vec<EntryId> = rows.iter().filter_map(|row| row.source).collect();
    for row in &rows {
        values(&row.payload, "", &mut |_, value| {
            ids.extend(value.parse().ok().map(EntryId));
        });
    }
    ids.sort_unstable();
    ids.dedup();
    let spoken = spoken(reading, &ids).await?;
    Ok(rows.into_iter().map(|row| row.entry(&spoken)).collect())
}

/// The words of entries that are texts or institutions' names; `None` for what was erased and for persons.
async fn spoken(
    reading: &Reading<'_>,
    ids: &[EntryId],
) -> Result<HashMap<EntryId, Option<String>>, GraphError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = reading
        .rows(
            "look the history's words up",
            "
            SELECT
                id,
                CASE kind
                    WHEN 'text' THEN content::jsonb #>> '{}'
                    WHEN 'institution' THEN content::jsonb ->> 'name'
                END AS words
            FROM vault.entry
            WHERE municipality = $1
                AND id = ANY ($2::uuid[])",
            &[&ids],
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| (EntryId(row.get("id")), row.get("words")))
        .collect())
}

impl HistoryRow {
    fn entry(self, spoken: &HashMap<EntryId, Option<String>>) -> HistoryEntry {
        let words = |text: &str| match text.parse().map(EntryId) {
            Ok(id) => spoken.get(&id).cloned(),
            Err(_) => None,
        };
        let correction = self.event.ends_with("FactCorrected");
        let reason = self.payload.get("reason").and_then(Value::as_str);
        let reason = reason.filter(|_| correction).and_then(words).flatten();
        let corrects = self.payload.get("fact").and_then(Value::as_i64);
        let mut recorded = Vec::new();
        let of = if correction {
            self.payload.get("replacement").unwrap_or(&Value::Null)
        } else {
            &self.payload
        };
        let counts = counts_of_people(&self.kind, of);
        values(of, "", &mut |name, value| {
            let shown = || words(value).unwrap_or_else(|| Some(value.to_owned()));
            let field = |path: &&str| name == *path || name.ends_with(&format!(".{path}"));
            recorded.push(HistoryValue {
                name: name.to_owned(),
                value: if counts.iter().any(field) {
                    None
                } else {
                    shown()
                },
            });
        });
        HistoryEntry {
            kind: self.kind,
            of: self.of.to_string().into(),
            fact: self.fact,
            event: self.event,
            occurred_on: self.occurred_on,
            recorded_at: self.recorded_at,
            by: self.actor.to_string().into(),
            role: self.role,
            source: self
                .source
                .and_then(|id| spoken.get(&id).cloned())
                .flatten(),
            values: recorded,
            corrects: corrects.filter(|_| correction),
            reason,
            corrected_by: self.corrected_by,
        }
    }
}

connection! {
    /// A page of the history [Verlauf].
    HistoryConnection, HistoryEdge, HistoryEntry
}

/// The root field about the history.
#[derive(Default)]
pub struct HistoryQuery;

#[Object(guard = "super::guard::Permitted")]
impl HistoryQuery {
    /// What was recorded, corrections among it, 50 at a time where no length is given, 200 at most [Verlauf].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<HistoryFilter>,
        #[graphql(default)] order_by: HistoryOrder,
    ) -> Result<HistoryConnection> {
        let reader = Reader::of(ctx)?;
        let list = match order_by {
            HistoryOrder::OldestFirst => ListName("history:OLDEST_FIRST"),
            HistoryOrder::NewestFirst => ListName("history:NEWEST_FIRST"),
        };
        let window = Window::try_new(
            list,
            &WindowArguments {
                first,
                after,
                last,
                before,
            },
        )?;
        let filter = filter.unwrap_or_default();
        if let Some(kind) = &filter.kind
            && !StreamId::KINDS.contains(&kind.as_str())
        {
            return Err(GraphError::InvalidArgument {
                argument: "filter.kind",
                reason: format!("eines von {}", StreamId::KINDS.join(", ")).into(),
            }
            .into());
        }
        // An id that is none names nothing, like a foreign one.
        let parsed = |id: &ID| Uuid::parse_str(id).unwrap_or_default();
        let of = filter.of.as_ref().map(parsed);
        let entries = Entries {
            of,
            hidden: hidden_from(reader),
            filter,
            order: order_by,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let (rows, page) = page_of(ctx, &reading, &entries, &window).await?;
        let nodes = load(&reading, rows).await?;
        Ok(HistoryConnection::new(list, page.with(nodes)))
    }
}
