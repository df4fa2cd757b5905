//! The municipality: `MunicipalityEvent` in, one row of `read_4.municipality` out, keyed by municipality.
//!
//! *Correctness*: as every view (`fold`); the batch parks every stream but the municipality's own. What its keys and
//! policies mean for the state overview is written by `overview`.

use kernel::{Date, EntryId};
use municipality::Municipality;
use municipality::overview::StateRelease;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::{Unfit, day};

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct MunicipalityColumns {
    name: EntryId,
    /// First days of its states, for the overview.
    #[serde(skip)]
    states: Vec<(Date, &'static str)>,
    /// First days of its policies and whether they release counts, for the overview.
    #[serde(skip)]
    releases: Vec<(Date, bool)>,
}

impl Viewed for Municipality {
    type Columns = MunicipalityColumns;

    const LOAD: &'static str = "
        SELECT i.id, m.view, m.position
        FROM read_4.municipality m
        CROSS JOIN unnest($2::uuid[]) AS i(id)
        WHERE m.municipality = $1";

    const STORE: &'static str = "
        INSERT INTO read_4.municipality (municipality, name, view, position)
        SELECT $1, n.name, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(name uuid, view jsonb, position bigint)
        ON CONFLICT (municipality) DO UPDATE SET
            name = excluded.name,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<MunicipalityColumns, Unfit> {
        let states = self
            .keys()
            .iter()
            .map(|key| Ok((day("validFrom", key.valid_from)?, key.ags.state().code())))
            .collect::<Result<_, Unfit>>()?;
        let releases = self
            .versions()
            .iter()
            .map(|policy| {
                let first = day("validFrom", policy.valid_from)?;
                let release = policy.state_release;
                Ok((first, release.is_some_and(StateRelease::releases_counts)))
            })
            .collect::<Result<_, Unfit>>()?;
        Ok(MunicipalityColumns {
            name: self.name().ok_or(Unfit::Missing("name"))?,
            states,
            releases,
        })
    }
}
