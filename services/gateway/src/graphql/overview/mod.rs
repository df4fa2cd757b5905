//! The state's overview [Landesübersicht]: numbers of municipalities, without names of anybody in them.
//!
//! The numbers are step functions that the projection keeps; the database shows a state's caller the rows of its own
//! state and nothing else, and of the vault the names of its municipalities. „Nicht gemeldet" and „nicht freigegeben"
//! are not 0: a number that a municipality does not report, or that its policy of the day does not release, is `null`
//! and named as missing; `released` tells the one from the other.

mod more;

use std::collections::BTreeMap;

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use kernel::Date;
use tokio_postgres::Row;

use super::error::GraphError;
use super::reader::Reader;

pub use more::{StateFunding, StateFundingArea, StateQuality};

/// A number of the overview [Kennzahl].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum Indicator {
    /// networks that exist (N1)
    Networks,
    /// active partner institutions (N2)
    Partners,
    /// active partners with a cooperation agreement in force (A1)
    AgreementCoverage,
    /// meetings held of those that must be (M1)
    Meetings,
    /// grants: what is granted, drawn and spent, proofs of use (F1 … F3)
    Funding,
    /// the concept paper's age (Q1)
    Concept,
    /// the last quality dialogue (Q2)
    QualityDialogue,
}

impl Indicator {
    const ALL: [Self; 7] = [
        Self::Networks,
        Self::Partners,
        Self::AgreementCoverage,
        Self::Meetings,
        Self::Funding,
        Self::Concept,
        Self::QualityDialogue,
    ];

    /// Whether the number is there.
    fn is_in(self, numbers: &Numbers) -> bool {
        match self {
            Self::Networks => numbers.value("networks").is_some(),
            Self::Partners => numbers.value("partners").is_some(),
            Self::AgreementCoverage => numbers.value("partners_covered").is_some(),
            Self::Meetings => {
                let duties = numbers.duties("");
                duties.held.is_some() && duties.required.is_some()
            }
            Self::Funding => numbers.value("funding_granted").is_some(),
            Self::Concept => numbers.value("concept_adopted").is_some(),
            Self::QualityDialogue => numbers.value("quality_dialogue").is_some(),
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
    meetings: StateMeetings,
    /// Grants of the day's calendar year (F1 … F3) [Zuwendungen].
    funding: StateFunding,
    /// Concept paper and quality dialogue (Q1, Q2) [Qualität].
    quality: StateQuality,
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

/// Meetings held of those that must be, in the calendar year of the day (M1) [Sitzungen: gehalten von vorgeschrieben].
///
/// Duties alone [muss]: what is wished, approximate or unsaid is in no sum, and duties that were only read out of a
/// document are in a sum of their own.
#[derive(SimpleObject)]
pub struct StateMeetings {
    /// Held in the year by the day; of each body no more than its number, so that one body's surplus hides no other's
    /// lack. `null` where nobody must meet, or no meeting is recorded [nicht gemeldet].
    held: Option<i64>,
    /// Required in the whole year; `null` where nobody must meet.
    required: Option<i64>,
    /// How many bodies are in the two sums.
    bodies: Option<i64>,
    /// The same of duties that were only read out of a document [abgeleitet]; never added to the others.
    inferred: InferredMeetings,
    /// How many bodies are in no sum: a wish, an approximate number, a suggestion, nothing said, or part of a year.
    left_out: Option<i64>,
}

/// Meetings held of those that were read out of a document as duties [abgeleitete Pflichten].
#[derive(SimpleObject)]
pub struct InferredMeetings {
    /// As of the duties that are stated.
    held: Option<i64>,
    required: Option<i64>,
    bodies: Option<i64>,
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
    /// By the code of the read table.
    values: BTreeMap<String, i64>,
}

/// A sum of duties.
struct Duties {
    held: Option<i64>,
    required: Option<i64>,
    bodies: Option<i64>,
}

impl Numbers {
    fn take(&mut self, row: &Row) {
        let indicator: Option<String> = row.get("indicator");
        if let Some(indicator) = indicator {
            self.values.insert(indicator, row.get("value"));
        }
    }

    fn value(&self, code: &str) -> Option<i64> {
        self.values.get(code).copied()
    }

    /// A share of nothing is no share: where no body must meet, nothing is required.
    fn duties(&self, kind: &str) -> Duties {
        let value = |number: &str| self.value(&format!("meetings_{number}{kind}"));
        let required = value("required").filter(|required| *required > 0);
        Duties {
            held: value("held").filter(|_| required.is_some()),
            required,
            bodies: value("bodies"),
        }
    }

    fn row(self, municipality: String, as_of: Date) -> StateOverviewRow {
        let missing: Vec<Indicator> = Indicator::ALL
            .into_iter()
            .filter(|indicator| !indicator.is_in(&self))
            .collect();
        let (funding, quality) = (StateFunding::of(&self), StateQuality::of(&self, as_of));
        let (stated, inferred) = (self.duties(""), self.duties("_inferred"));
        StateOverviewRow {
            networks: self.value("networks"),
            partners: self.value("partners"),
            agreement_coverage: AgreementCoverage {
                covered: self.value("partners_covered"),
                of: self.value("partners"),
            },
            meetings: StateMeetings {
                held: stated.held,
                required: stated.required,
                bodies: stated.bodies,
                inferred: InferredMeetings {
                    held: inferred.held,
                    required: inferred.required,
                    bodies: inferred.bodies,
                },
                left_out: self.value("meetings_bodies_left_out"),
            },
            funding,
            quality,
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
