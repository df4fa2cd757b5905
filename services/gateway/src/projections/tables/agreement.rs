//! Agreements: `AgreementEvent` in; `read_4.agreement` out, keyed by municipality and id, with
//! `read_4.agreement_partner` (and the partner) and `read_4.coverage` (and the partner and the period's first day).
//!
//! *Correctness*: as every view (`fold`) and its rows (`tables`). `agreement_partner` has every partner that ever was
//! a party: which of them holds on a day says the view.

use std::collections::{BTreeMap, BTreeSet};

use agreements::Agreement;
use kernel::{Date, NetworkId, PartnerId, Period};
use projection::ConsumerError;
use serde::Serialize;

use super::{Difference, PeriodRow, period_rows};
use crate::projections::Scope;
use crate::projections::fold::{Folded, Viewed};
use crate::projections::unfit::{Unfit, day};

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct AgreementColumns {
    network: NetworkId,
    kind: agreements::agreement::AgreementKind,
    ends_on: Option<Date>,
    network_since: Option<Date>,
    network_until: Option<Date>,
    #[serde(skip)]
    partners: BTreeSet<PartnerRow>,
    #[serde(skip)]
    coverage: BTreeSet<CoverageRow>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct PartnerRow {
    partner: PartnerId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct CoverageRow {
    partner: PartnerId,
    #[serde(flatten)]
    period: PeriodRow,
}

impl Viewed for Agreement {
    type Columns = AgreementColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.agreement
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.agreement (
            municipality, id, network, kind, ends_on, network_since, network_until, view, position
        )
        SELECT $1, n.id, n.network, n.kind, n.ends_on, n.network_since, n.network_until, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(
            id uuid, network uuid, kind text, ends_on date, network_since date, network_until date, view jsonb,
            position bigint
        )
        ON CONFLICT (municipality, id) DO UPDATE SET
            network = excluded.network,
            kind = excluded.kind,
            ends_on = excluded.ends_on,
            network_since = excluded.network_since,
            network_until = excluded.network_until,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<AgreementColumns, Unfit> {
        let mut periods: BTreeMap<PartnerId, Vec<Period>> = BTreeMap::new();
        for (partner, period) in self.coverage_periods() {
            periods.entry(partner).or_default().push(period);
        }
        let mut coverage = BTreeSet::new();
        for (partner, periods) in periods {
            let rows = period_rows("signedOn", periods)?;
            coverage.extend(
                rows.into_iter()
                    .map(|period| CoverageRow { partner, period }),
            );
        }
        let whole = self.network_coverage_period();
        let column = |on: Option<Date>| on.map(|on| day("signedOn", on)).transpose();
        let ends_on = self.ends_on().map(|on| day("endsOn", on)).transpose()?;
        Ok(AgreementColumns {
            ends_on,
            network_since: column(whole.map(|period| period.since))?,
            network_until: column(whole.and_then(|period| period.until))?,
            network: self.network.ok_or(Unfit::Missing("network"))?,
            kind: self.kind.ok_or(Unfit::Missing("kind"))?,
            partners: self
                .parties
                .iter()
                .filter_map(|party| party.partner)
                .map(|partner| PartnerRow { partner })
                .collect(),
            coverage,
        })
    }
}

const DELETE_PARTNERS: &str = "
    DELETE FROM read_4.agreement_partner a
    USING jsonb_to_recordset($2) AS g(owner uuid, partner uuid)
    WHERE a.municipality = $1
        AND a.agreement = g.owner
        AND a.partner = g.partner";

const INSERT_PARTNERS: &str = "
    INSERT INTO read_4.agreement_partner (municipality, agreement, partner)
    SELECT $1, n.owner, n.partner
    FROM jsonb_to_recordset($2) AS n(owner uuid, partner uuid)
    ON CONFLICT (municipality, agreement, partner) DO NOTHING";

const DELETE_COVERAGE: &str = "
    DELETE FROM read_4.coverage c
    USING jsonb_to_recordset($2) AS g(owner uuid, partner uuid, since date)
    WHERE c.municipality = $1
        AND c.agreement = g.owner
        AND c.partner = g.partner
        AND c.since = g.since";

const INSERT_COVERAGE: &str = "
    INSERT INTO read_4.coverage (municipality, agreement, partner, since, until)
    SELECT $1, n.owner, n.partner, n.since, n.until
    FROM jsonb_to_recordset($2) AS n(owner uuid, partner uuid, since date, until date)
    ON CONFLICT (municipality, agreement, partner, since) DO UPDATE SET
        until = excluded.until";

/// Brings partners and coverage of the agreements to what their views say.
pub(in crate::projections) async fn link(
    scope: Scope<'_>,
    agreements: &[Folded<Agreement>],
) -> Result<(), ConsumerError> {
    Difference::of(agreements, |columns| &columns.partners)
        .write(
            scope,
            DELETE_PARTNERS,
            INSERT_PARTNERS,
            "write agreements' partners",
        )
        .await?;
    Difference::of(agreements, |columns| &columns.coverage)
        .write(scope, DELETE_COVERAGE, INSERT_COVERAGE, "write coverage")
        .await
}
