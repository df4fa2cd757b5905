//! Partners: `PartnerEvent` in; `read_4.partner` out, keyed by municipality and id, with `read_4.partner_period`
//! (and the period's first day) and `read_4.partner_network` (and the network and the first day).
//!
//! *Correctness*: as every view (`fold`) and its rows (`tables`). `partner_network` has the periods of
//! every network in which the partner took part, or wanted to while its request was open.

use std::collections::BTreeSet;

use kernel::{Date, EntryId, NetworkId, PartnerId};
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
    merged_into: Option<PartnerId>,
    #[serde(skip)]
    periods: BTreeSet<PeriodRow>,
    #[serde(skip)]
    networks: BTreeSet<NetworkRow>,
}

/// A period in a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct NetworkRow {
    network: NetworkId,
    #[serde(flatten)]
    period: PeriodRow,
}

impl Viewed for Partner {
    type Columns = PartnerColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.partner
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.partner (municipality, id, name, merged_into, view, position)
        SELECT $1, n.id, n.name, n.merged_into, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(id uuid, name uuid, merged_into uuid, view jsonb, position bigint)
        ON CONFLICT (municipality, id) DO UPDATE SET
            name = excluded.name,
            merged_into = excluded.merged_into,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<PartnerColumns, Unfit> {
        Ok(PartnerColumns {
            name: self
                .institution_on(Date::MAX)
                .ok_or(Unfit::Missing("institution"))?,
            merged_into: self.merged_into(),
            periods: period_rows("admittedOn", self.membership_periods())?,
            networks: network_rows(self)?,
        })
    }
}

/// From when to when the partner took part in each network, or wanted to.
fn network_rows(partner: &Partner) -> Result<BTreeSet<NetworkRow>, Unfit> {
    let changes = partner.networks.changes().iter();
    let networks: BTreeSet<NetworkId> = changes.map(|change| change.of).collect();
    let mut rows = BTreeSet::new();
    for network in networks {
        let periods = period_rows("since", partner.networks.periods(&network))?;
        rows.extend(
            periods
                .into_iter()
                .map(|period| NetworkRow { network, period }),
        );
    }
    Ok(rows)
}

const DELETE_PERIODS: &str = "
    DELETE FROM read_4.partner_period p
    USING jsonb_to_recordset($2) AS g(owner uuid, since date)
    WHERE p.municipality = $1
        AND p.partner = g.owner
        AND p.since = g.since";

const INSERT_PERIODS: &str = "
    INSERT INTO read_4.partner_period (municipality, partner, since, until)
    SELECT $1, n.owner, n.since, n.until
    FROM jsonb_to_recordset($2) AS n(owner uuid, since date, until date)
    ON CONFLICT (municipality, partner, since) DO UPDATE SET
        until = excluded.until";

const DELETE_NETWORKS: &str = "
    DELETE FROM read_4.partner_network p
    USING jsonb_to_recordset($2) AS g(owner uuid, network uuid, since date)
    WHERE p.municipality = $1
        AND p.partner = g.owner
        AND p.network = g.network
        AND p.since = g.since";

const INSERT_NETWORKS: &str = "
    INSERT INTO read_4.partner_network (municipality, partner, network, since, until)
    SELECT $1, n.owner, n.network, n.since, n.until
    FROM jsonb_to_recordset($2) AS n(owner uuid, network uuid, since date, until date)
    ON CONFLICT (municipality, partner, network, since) DO UPDATE SET
        until = excluded.until";

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
