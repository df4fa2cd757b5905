//! Offers: `OfferEvent` in, `read_4.offer` out, keyed by municipality and id, with its latest name and the
//! partner that makes it.
//!
//! *Correctness*: as every view (`fold`); the columns follow from it.

use kernel::{Date, EntryId, PartnerId};
use membership::Offer;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct OfferColumns {
    /// The last one that was given.
    name: EntryId,
    partner: PartnerId,
}

impl Viewed for Offer {
    type Columns = OfferColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.offer
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.offer (municipality, id, name, partner, view, position)
        SELECT $1, n.id, n.name, n.partner, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, name uuid, partner uuid, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            name = excluded.name,
            partner = excluded.partner,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<OfferColumns, Unfit> {
        Ok(OfferColumns {
            name: self.name_on(Date::MAX).ok_or(Unfit::Missing("name"))?,
            partner: self.partner.ok_or(Unfit::Missing("partner"))?,
        })
    }
}
