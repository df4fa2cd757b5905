//! The state's overview [Landesübersicht]: numbers of municipalities, without names of anybody in them.
//!
//! The numbers are step functions that the projection keeps; the database shows a state's caller the rows of its own
//! state and nothing else, and of the vault the names of its municipalities. „Nicht gemeldet" and „nicht freigegeben"
//! are not 0: a number that a municipality does not report, or that its policy of the day does not release, is `null`
//! and named as missing; `released` tells the one from the other.

use std::collections::BTreeMap;

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use kernel::Date;
use tokio_postgres::Row;

use super::error::GraphError;
use super::reader::Reader;

/// A number of the overview [Kennzahl].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum Indicator {
    /// networks that exist (N1)
    Networks,
    /// active partner institutions (N2)
    Partners,
    /// active partners with a cooperation agreement in force (A1)
    AgreementCoverage,
}

impl Indicator {
    const ALL: [Self; 3] = [Self::Networks, Self::Partners, Self::AgreementCoverage];

    /// Its code in the read table.
    const fn code(self) -> &'static str {
        match self {
            Self::Networks => "networks",
            Self::Partners => "partners",
            Self::AgreementCoverage => "partners_covered",
        }
    }
}

/// One municipality of the state on the day that is asked for.
#[derive(SimpleObject)]
pub struct StateOverviewRow {
    municipality: OverviewMunicipality,
    /// Networks that exist [Netzwerke]; `null` where it is missing.
    networks: Option<i64>,
    /// Active partner institutions [Netzwerkpartner]; `null` where it is missing.
    partners: Option<i64>,
    /// For how many partners a cooperation agreement is in force [Vereinbarungsquote] (AGR-27).
    agreement_coverage: AgreementCoverage,
    completeness: Completeness,
    /// The day for which the numbers hold.
    as_of: Date,
}

/// A municipality by its name.
#[derive(SimpleObject)]
pub struct OverviewMunicipality {
    id: ID,
    name: String,
}

/// Partners with a cooperation agreement in force, of all active partners.
#[derive(SimpleObject)]
pub struct AgreementCoverage {
    /// `null` where it is missing.
    covered: Option<i64>,
    /// `null` where it is missing.
    of: Option<i64>,
}

/// Which numbers are missing [Vollständigkeit].
#[derive(SimpleObject)]
pub struct Completeness {
    /// True where no number is missing.
    complete: bool,
    /// The numbers that are: not reported [nicht gemeldet], or all of them where nothing is released.
    missing: Vec<Indicator>,
    /// False where the municipality's policy of the day releases no numbers to the state [nicht freigegeben].
    released: bool,
}

#[derive(Default)]
struct Numbers {
    name: Option<String>,
    released: bool,
    values: BTreeMap<Indicator, i64>,
}

impl Numbers {
    fn take(&mut self, row: &Row) {
        let code: Option<&str> = row.get("indicator");
        let known = Indicator::ALL
            .into_iter()
            .find(|indicator| Some(indicator.code()) == code);
        if let Some(indicator) = known {
            self.values.insert(indicator, row.get("value"));
        }
    }

    fn row(self, municipality: String, as_of: Date) -> StateOverviewRow {
        let value = |indicator| self.values.get(&indicator).copied();
        let missing: Vec<Indicator> = Indicator::ALL
            .into_iter()
            .filter(|indicator| value(*indicator).is_none())
            .collect();
        StateOverviewRow {
            networks: value(Indicator::Networks),
            partners: value(Indicator::Partners),
            agreement_coverage: AgreementCoverage {
                covered: value(Indicator::AgreementCoverage),
                of: value(Indicator::Partners),
            },
            completeness: Completeness {
                complete: missing.is_empty(),
                missing,
                released: self.released,
            },
            municipality: OverviewMunicipality {
                name: self.name.unwrap_or_else(|| municipality.clone()),
                id: municipality.into(),
            },
            as_of,
        }
    }
}

/// The root field about a state.
#[derive(Default)]
pub struct OverviewQuery;

#[Object(guard = "super::guard::Permitted")]
impl OverviewQuery {
    /// The municipalities that lay in the caller's state on the day (today where none is given), with their numbers
    /// [Landesübersicht].
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn state_overview(
        &self,
        ctx: &Context<'_>,
        as_of: Option<Date>,
    ) -> Result<Vec<StateOverviewRow>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect_to_state().await?;
        let rows = connection
            .rows(
                "read the state's overview",
                "
                SELECT m.municipality, e.content::jsonb #>> '{}' AS name, m.released, o.indicator, o.value
                FROM read_4.overview_municipality m
                LEFT JOIN vault.entry e
                    ON e.municipality = m.municipality
                    AND e.id = m.name
                LEFT JOIN LATERAL (
                    SELECT DISTINCT ON (w.indicator) w.indicator, w.value
                    FROM read_4.overview w
                    WHERE w.municipality = m.municipality
                        AND w.from_date BETWEEN m.from_date AND $1
                    ORDER BY w.indicator, w.from_date DESC
                ) o ON true
                WHERE m.from_date <= $1
                    AND (m.until IS NULL OR $1 <= m.until)
                ORDER BY m.municipality, o.indicator",
                &[&day],
            )
            .await?;
        Ok(overview(&rows, day)?)
    }
}

fn overview(rows: &[Row], day: Date) -> Result<Vec<StateOverviewRow>, GraphError> {
    let mut municipalities: BTreeMap<String, Numbers> = BTreeMap::new();
    for row in rows {
        let municipality: String = row
            .try_get("municipality")
            .map_err(GraphError::internal("read the state's overview"))?;
        let numbers = municipalities.entry(municipality).or_default();
        numbers.name = row.get("name");
        numbers.released = row.get("released");
        numbers.take(row);
    }
    Ok(municipalities
        .into_iter()
        .map(|(id, numbers)| numbers.row(id, day))
        .collect())
}
