//! Sites: `SiteEvent` in, `read_4.site` out, keyed by municipality and id.
//!
//! *Correctness*: as every view (`fold`); the columns follow from it.

use kernel::{Date, EntryId, RegionId};
use membership::Site;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct SiteColumns {
    name: EntryId,
    region: Option<RegionId>,
}

impl Viewed for Site {
    type Columns = SiteColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.site
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.site (municipality, id, name, region, view, position)
        SELECT $1, n.id, n.name, n.region, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, name uuid, region uuid, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            name = excluded.name,
            region = excluded.region,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<SiteColumns, Unfit> {
        Ok(SiteColumns {
            name: self.name_on(Date::MAX).ok_or(Unfit::Missing("name"))?,
            region: self.region,
        })
    }
}
