//! Partners: `PartnerEvent` in; `read_1.partner` out, keyed by municipality and id, with `read_1.partner_period`
//! (and the period's first day) and `read_1.partner_network` (and the network).
//!
//! *Correctness*: as every view (`fold`) and its rows (`tables`). `partner_network` has every network that the
//! partner ever asked for, joined or left: which of them hold on a day says the view.

use std::collections::BTreeSet;

use kernel::{Date, EntryId, NetworkId};
use membership::Partner;
use projection::ConsumerError;
use serde::Serialize;

use super::{Difference, PeriodRow, period_rows};
use crate::projections::Scope;
use crate::projections::fold::{Folded, Viewed};
use crate::projections::unfit::Unfit;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct PartnerColumns {
    /// The last one that was given.
    name: EntryId,
    #[serde(skip)]
    periods: BTreeSet<PeriodRow>,
    #[serde(skip)]
    networks: BTreeSet<NetworkRow>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct NetworkRow {
    network: NetworkId,
}

impl Viewed for Partner {
    type Columns = PartnerColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_1.partner
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_1.partner (municipality, id, name, view, position)
        SELECT $1, n.id, n.name, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, name uuid, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            name = excluded.name,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<PartnerColumns, Unfit> {
        Ok(PartnerColumns {
            name: self
                .institution_on(Date::MAX)
                .ok_or(Unfit::Missing("institution"))?,
            periods: period_rows("admittedOn", self.membership_periods())?,
            networks: self
                .networks
                .changes()
                .iter()
                .map(|change| NetworkRow { network: change.of })
                .collect(),
        })
    }
}

const DELETE_PERIODS: &str = "
    DELETE FROM read_1.partner_period p
    USING jsonb_to_recordset($2) AS g(owner uuid, since date)
    WHERE p.municipality = $1
        AND p.partner = g.owner
        AND p.since = g.since";

const INSERT_PERIODS: &str = "
    INSERT INTO read_1.partner_period (municipality, partner, since, until)
    SELECT $1, n.owner, n.since, n.until
    FROM jsonb_to_recordset($2) AS n(owner uuid, since date, until date)
    ON CONFLICT (municipality, partner, since) DO UPDATE SET
        until = excluded.until";

const DELETE_NETWORKS: &str = "
    DELETE FROM read_1.partner_network p
    USING jsonb_to_recordset($2) AS g(owner uuid, network uuid)
    WHERE p.municipality = $1
        AND p.partner = g.owner
        AND p.network = g.network";

const INSERT_NETWORKS: &str = "
    INSERT INTO read_1.partner_network (municipality, partner, network)
    SELECT $1, n.owner, n.network
    FROM jsonb_to_recordset($2) AS n(owner uuid, network uuid)
    ON CONFLICT (municipality, partner, network) DO NOTHING";

/// Brings periods and networks of the partners to what their views say.
pub(in crate::projections) async fn link(
    scope: Scope<'_>,
    partners: &[Folded<Partner>],
) -> Result<(), ConsumerError> {
    Difference::of(partners, |columns| &columns.periods)
        .write(
            scope,
            DELETE_PERIODS,
            INSERT_PERIODS,
            "write membership periods",
        )
        .await?;
    Difference::of(partners, |columns| &columns.networks)
        .write(
            scope,
            DELETE_NETWORKS,
            INSERT_NETWORKS,
            "write partners' networks",
        )
        .await
}
