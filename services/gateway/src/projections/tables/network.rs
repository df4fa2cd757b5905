//! Networks: `NetworkEvent` in, `read_4.network` out, keyed by municipality and id.
//!
//! *Correctness*: as every view (`fold`); the columns follow from it.

use kernel::{Date, EntryId, PartialDate};
use membership::Network;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::{Unfit, day};

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct NetworkColumns {
    /// The last one that was given.
    name: EntryId,
    since: Option<Date>,
    until: Option<Date>,
}

impl Viewed for Network {
    type Columns = NetworkColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.network
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.network (municipality, id, name, since, until, view, position)
        SELECT $1, n.id, n.name, n.since, n.until, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, name uuid, since date, until date, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            name = excluded.name,
            since = excluded.since,
            until = excluded.until,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<NetworkColumns, Unfit> {
        let since = self.established_on.map(PartialDate::first_day);
        Ok(NetworkColumns {
            name: self.name_on(Date::MAX).ok_or(Unfit::Missing("name"))?,
            since: since.map(|since| day("establishedOn", since)).transpose()?,
            until: self
                .dissolved_on
                .map(|last| day("dissolvedOn", last))
                .transpose()?,
        })
    }
}
