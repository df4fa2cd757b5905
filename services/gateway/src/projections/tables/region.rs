//! Regions: `RegionEvent` in, `read_4.region` out, keyed by municipality and id.
//!
//! *Correctness*: as every view (`fold`); the columns follow from it.

use kernel::{Date, EntryId};
use membership::Region;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct RegionColumns {
    name: EntryId,
}

impl Viewed for Region {
    type Columns = RegionColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.region
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.region (municipality, id, name, view, position)
        SELECT $1, n.id, n.name, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, name uuid, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            name = excluded.name,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<RegionColumns, Unfit> {
        Ok(RegionColumns {
            name: self.name_on(Date::MAX).ok_or(Unfit::Missing("name"))?,
        })
    }
}
