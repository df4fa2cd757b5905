//! Contacts: `ContactEvent` in, `read_4.contact` out, keyed by municipality and id.
//!
//! *Correctness*: as every view (`fold`); the columns follow from it.

use kernel::PartnerId;
use membership::Contact;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct ContactColumns {
    partner: PartnerId,
}

impl Viewed for Contact {
    type Columns = ContactColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.contact
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.contact (municipality, id, partner, view, position)
        SELECT $1, n.id, n.partner, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, partner uuid, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            partner = excluded.partner,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<ContactColumns, Unfit> {
        Ok(ContactColumns {
            partner: self.partner.ok_or(Unfit::Missing("partner"))?,
        })
    }
}
