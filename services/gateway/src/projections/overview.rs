//! The state overview of one municipality: numbers as step functions, per state in which it lay, as far as released.
//!
//! **Shape.** In: the rows of `network`, `partner_period`, `coverage`, `agreement`, `body`, `meeting`, `municipality` and
//! those that `money` and `quality` name. Out:
//! `read_4.overview`, keyed by municipality, indicator and first day, one row where a value or the state changes; and
//! `read_4.overview_municipality`, keyed by municipality and first day, from when to when it lay in which state and
//! whether the policy of these days releases its numbers.
//!
//! | indicator | counts | reported from |
//! |---|---|---|
//! | `networks` | networks (N1) | the first network on |
//! | `partners` | active partner institutions (N2) | the first membership on |
//! | `partners_covered` | active partners whose cooperation agreement was in force (A1, AGR-27) | the first membership on, where any cooperation agreement is recorded |
//! | `meetings_required` | meetings that must be in the day's calendar year: stated or adopted duties (M1) | the first body with such a duty on |
//! | `meetings_held` | those of them held in the year by the day, of each body no more than its number (M1) | 1 January of the year of the first meeting that is recorded |
//! | `meetings_bodies` | bodies with such a duty: the denominator | as `meetings_required` |
//! | `meetings_required_inferred`, `meetings_held_inferred`, `meetings_bodies_inferred` | the same of duties that were only read out of a document; never added to the others | alike |
//! | `funding_…`, `proofs_…`; `concept_…`, `quality_…` | grants; concept papers and quality dialogues | see `money`, `quality` |
//! | `meetings_bodies_left_out` | bodies with a wish, an approximate number, a suggestion, nothing said, or a part of a year | the first such body on |
//!
//! No row up to a day means *not reported*, which is not 0. A network of unknown age counts from the municipality's
//! first day in any state on. Days before that are in no state and have no rows.
//!
//! Days whose policy releases no counts (`policy.overview.state-release`), and days before the first policy, have no
//! rows of numbers: *not released*. So the state's login cannot read what was not released, whatever it asks.
//! Wherever state or release changes a new period begins, and the numbers begin anew in it: a day is answered from
//! the rows of the period that holds it. (Rejected: all rows, and the answer filters; then the state's login could
//! read numbers that were never released to it.)
//!
//! **Correctness.** Computed anew from the tables at the end of a batch in which any of them changed, in the same
//! transaction: it depends on their content alone, not on the order of events or batches. Written as the difference to
//! the rows that are there, so that those that still hold stay untouched. *A crash* leaves nothing. *Who else writes*:
//! nobody.
//!
//! To add an indicator: its periods in [`wanted`], a line above.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Date, EntryId, Period, State};
use municipality::Municipality;
use projection::ConsumerError;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::fold::write;
use super::period::{intersection, step_function, union};
use super::{Scope, duty, money, quality};

/// From this day on the indicator has this value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct OverviewRow {
    indicator: String,
    from_date: Date,
    /// Two digits.
    state: String,
    value: i64,
}

/// A state, and from when to when the municipality lay in it and released its numbers to it or did not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct StateRow {
    from_date: Date,
    until: Option<Date>,
    /// Two digits.
    state: String,
    /// Whether the state sees numbers.
    released: bool,
    /// The municipality's.
    name: EntryId,
}

/// Brings the municipality's overview to what the tables say.
pub(super) async fn recompute(scope: Scope<'_>) -> Result<(), ConsumerError> {
    let states = municipality(scope)
        .await?
        .map_or_else(Vec::new, |town| state_rows(&town));
    let doing = "read the overview";
    let there = read(scope, READ, doing)
        .await?
        .iter()
        .map(overview_row)
        .collect();
    let wanted = wanted(scope, &states).await?;
    replace(
        scope,
        [DELETE, INSERT],
        &there,
        &wanted,
        "write the overview",
    )
    .await?;

    let there = read(scope, READ_STATES, doing)
        .await?
        .iter()
        .map(state_row)
        .collect();
    let wanted = states.into_iter().collect();
    let doing = "write the overview's states";
    replace(
        scope,
        [DELETE_STATES, INSERT_STATES],
        &there,
        &wanted,
        doing,
    )
    .await
}

/// Every row of the overview that the tables say.
async fn wanted(
    scope: Scope<'_>,
    states: &[StateRow],
) -> Result<BTreeSet<OverviewRow>, ConsumerError> {
    let beginning = states.first().map(|first| first.from_date);
    let networks = networks(scope, beginning).await?;
    let partners = periods_by_partner(scope, MEMBERSHIPS, "read membership periods").await?;
    let coverage = periods_by_partner(scope, COVERAGE, "read coverage").await?;
    let agreements = read(scope, AGREEMENTS, "look for a cooperation agreement").await?;

    let mut wanted = rows("networks", &step_function(networks), states);
    let active = step_function(partners.values().flatten().copied());
    wanted.extend(rows("partners", &active, states));
    if !agreements.is_empty() {
        let covered = partners.iter().flat_map(|(partner, memberships)| {
            let covered = coverage.get(partner).map_or(&[][..], Vec::as_slice);
            intersection(memberships, covered)
        });
        let first = active.first().map(|(first, _)| *first);
        let covered = reported_from(first, step_function(covered));
        wanted.extend(rows("partners_covered", &covered, states));
    }
    let mut counted = duty::indicators(scope, beginning).await?;
    counted.extend(money::indicators(scope).await?);
    counted.extend(quality::indicators(scope).await?);
    for (indicator, steps) in counted {
        wanted.extend(rows(indicator, &steps, states));
    }
    Ok(wanted)
}

/// The states in which the municipality lay, in order, with what it released; a new key in the same state and a new
/// policy with the same release make no new row.
fn state_rows(municipality: &Municipality) -> Vec<StateRow> {
    let Some(name) = municipality.name() else {
        return Vec::new();
    };
    let keys = municipality.keys().iter().map(|key| key.valid_from);
    let policies = municipality.versions().iter();
    let policies = policies.map(|policy| policy.valid_from);
    let days: BTreeSet<Date> = keys.chain(policies).collect();
    let mut rows: Vec<StateRow> = Vec::new();
    for from_date in days {
        let Some(state) = municipality.state_on(from_date).map(State::code) else {
            continue;
        };
        let released = municipality.releases_counts_on(from_date);
        if let Some(last) = rows.last_mut() {
            if last.state == state && last.released == released {
                continue;
            }
            last.until = from_date.yesterday().ok();
        }
        rows.push(StateRow {
            from_date,
            until: None,
            state: state.to_owned(),
            released,
            name,
        });
    }
    rows
}

/// A step function cut at the borders of periods: the rows of each that is released begin with the value that held on
/// its first day, the others have none.
fn rows(indicator: &str, steps: &[(Date, i64)], states: &[StateRow]) -> BTreeSet<OverviewRow> {
    let mut rows = BTreeSet::new();
    for StateRow {
        from_date,
        until,
        state,
        released: _,
        name: _,
    } in states.iter().filter(|period| period.released)
    {
        let row = |from_date, value| OverviewRow {
            indicator: indicator.to_owned(),
            from_date,
            state: state.clone(),
            value,
        };
        let before = steps.iter().rev().find(|(day, _)| day <= from_date);
        rows.extend(before.map(|(_, value)| row(*from_date, *value)));
        let within = steps
            .iter()
            .filter(|(day, _)| from_date < day && until.is_none_or(|last| *day <= last));
        rows.extend(within.map(|(day, value)| row(*day, *value)));
    }
    rows
}

/// The same with the value 0 from `first` on, where it is not reported before.
fn reported_from(first: Option<Date>, mut steps: Vec<(Date, i64)>) -> Vec<(Date, i64)> {
    let Some(first) = first else {
        return steps;
    };
    if steps.first().is_none_or(|(day, _)| first < *day) {
        steps.insert(0, (first, 0));
    }
    steps
}

const MUNICIPALITY: &str = "
    SELECT view
    FROM read_4.municipality
    WHERE municipality = $1";

const NETWORKS: &str = "
    SELECT since, until
    FROM read_4.network
    WHERE municipality = $1";

const MEMBERSHIPS: &str = "
    SELECT partner, since, until
    FROM read_4.partner_period
    WHERE municipality = $1";

const COVERAGE: &str = "
    SELECT c.partner, c.since, c.until
    FROM read_4.coverage c
    JOIN read_4.agreement a
        ON a.municipality = c.municipality
        AND a.id = c.agreement
    WHERE c.municipality = $1
        AND a.kind = 'cooperation'
    UNION ALL
    SELECT w.partner, greatest(w.since, a.network_since), least(w.until, a.network_until)
    FROM read_4.agreement a
    JOIN read_4.partner_network w
        ON w.municipality = a.municipality
        AND w.network = a.network
    WHERE a.municipality = $1
        AND a.kind = 'cooperation'
        AND a.network_since IS NOT NULL
        AND (w.until IS NULL OR a.network_since <= w.until)
        AND (a.network_until IS NULL OR w.since <= a.network_until)";

const AGREEMENTS: &str = "
    SELECT id
    FROM read_4.agreement
    WHERE municipality = $1
        AND kind = 'cooperation'
    LIMIT 1";

const READ: &str = "
    SELECT indicator, from_date, state, value
    FROM read_4.overview
    WHERE municipality = $1";

const DELETE: &str = "
    DELETE FROM read_4.overview o
    USING jsonb_to_recordset($2) AS g(indicator text, from_date date)
    WHERE o.municipality = $1
        AND o.indicator = g.indicator
        AND o.from_date = g.from_date";

const INSERT: &str = "
    INSERT INTO read_4.overview (municipality, indicator, from_date, state, value)
    SELECT $1, n.indicator, n.from_date, n.state, n.value
    FROM jsonb_to_recordset($2) AS n(indicator text, from_date date, state text, value bigint)";

const READ_STATES: &str = "
    SELECT from_date, until, state, released, name
    FROM read_4.overview_municipality
    WHERE municipality = $1";

const DELETE_STATES: &str = "
    DELETE FROM read_4.overview_municipality o
    USING jsonb_to_recordset($2) AS g(from_date date)
    WHERE o.municipality = $1
        AND o.from_date = g.from_date";

const INSERT_STATES: &str = "
    INSERT INTO read_4.overview_municipality (municipality, from_date, until, state, released, name)
    SELECT $1, n.from_date, n.until, n.state, n.released, n.name
    FROM jsonb_to_recordset($2) AS n(from_date date, until date, state text, released boolean, name uuid)";

/// A row that this version cannot have written.
#[derive(Debug, Error)]
#[error("read the view of the {kind}, which version {version} of the read model must have written", version = super::READ_MODEL)]
struct UnreadableView {
    kind: &'static str,
    #[source]
    source: tokio_postgres::Error,
}

/// A row's view, which was written in this transaction or before.
pub(super) fn view<V>(kind: &'static str, row: &Row) -> Result<V, ConsumerError>
where
    V: for<'de> Deserialize<'de>,
{
    row.try_get::<_, Json<V>>("view")
        .map(|Json(view)| view)
        .map_err(|source| ConsumerError::Other(Box::new(UnreadableView { kind, source })))
}

async fn municipality(scope: Scope<'_>) -> Result<Option<Municipality>, ConsumerError> {
    let rows = read(scope, MUNICIPALITY, "read the municipality").await?;
    rows.first()
        .map(|row| view("municipality", row))
        .transpose()
}

/// Networks from first to last day; one of unknown age since `beginning`.
async fn networks(scope: Scope<'_>, beginning: Option<Date>) -> Result<Vec<Period>, ConsumerError> {
    let rows = read(scope, NETWORKS, "read networks").await?;
    let period = |row: &Row| {
        let since: Option<Date> = row.get("since");
        let since = since.or(beginning)?;
        Some(Period {
            since,
            until: row.get("until"),
        })
    };
    Ok(rows.iter().filter_map(period).collect())
}

/// Each partner's set of days.
async fn periods_by_partner(
    scope: Scope<'_>,
    sql: &str,
    doing: &'static str,
) -> Result<BTreeMap<Uuid, Vec<Period>>, ConsumerError> {
    let mut partners: BTreeMap<Uuid, Vec<Period>> = BTreeMap::new();
    for row in read(scope, sql, doing).await? {
        let period = Period {
            since: row.get("since"),
            until: row.get("until"),
        };
        partners.entry(row.get("partner")).or_default().push(period);
    }
    Ok(partners
        .into_iter()
        .map(|(partner, periods)| (partner, union(periods)))
        .collect())
}

fn overview_row(row: &Row) -> OverviewRow {
    OverviewRow {
        indicator: row.get("indicator"),
        from_date: row.get("from_date"),
        state: row.get("state"),
        value: row.get("value"),
    }
}

fn state_row(row: &Row) -> StateRow {
    StateRow {
        from_date: row.get("from_date"),
        until: row.get("until"),
        state: row.get("state"),
        released: row.get("released"),
        name: EntryId(row.get("name")),
    }
}

/// Removes what is there and not wanted, then inserts what is wanted and not there.
async fn replace<R: Ord + Serialize + std::fmt::Debug + Sync>(
    scope: Scope<'_>,
    [delete, insert]: [&str; 2],
    there: &BTreeSet<R>,
    wanted: &BTreeSet<R>,
    doing: &'static str,
) -> Result<(), ConsumerError> {
    let gone: Vec<&R> = there.difference(wanted).collect();
    write(scope, delete, &gone, doing).await?;
    let new: Vec<&R> = wanted.difference(there).collect();
    write(scope, insert, &new, doing).await?;
    Ok(())
}

pub(super) async fn read(
    scope: Scope<'_>,
    sql: &str,
    doing: &'static str,
) -> Result<Vec<Row>, ConsumerError> {
    let statement = scope.transaction.prepare_cached(sql).await;
    let statement = statement.map_err(ConsumerError::database(doing))?;
    scope
        .transaction
        .query(&statement, &[&scope.municipality.as_str()])
        .await
        .map_err(ConsumerError::database(doing))
}
