//! Bodies: `BodyEvent` in, `read_4.body` out, keyed by municipality and id.
//!
//! *Correctness*: as every view (`fold`); the columns follow from it.

use kernel::{Date, EntryId, NetworkId};
use membership::Body;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct BodyColumns {
    name: EntryId,
    network: Option<NetworkId>,
}

impl Viewed for Body {
    type Columns = BodyColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.body
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.body (municipality, id, name, network, view, position)
        SELECT $1, n.id, n.name, n.network, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, name uuid, network uuid, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            name = excluded.name,
            network = excluded.network,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<BodyColumns, Unfit> {
        Ok(BodyColumns {
            name: self.name_on(Date::MAX).ok_or(Unfit::Missing("name"))?,
            network: self.network,
        })
    }
}
