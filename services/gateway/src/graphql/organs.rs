//! Organs outside the network [Ausschuss, Rat, Planungseinheit]: where recommendations and reports go (MTG-18 … MTG-22).

use std::sync::Arc;

use async_graphql::SimpleObject;
use kernel::Date;
use meetings::OrganCode;
use meetings::policy::TargetKind;
use municipality::Policy;

use super::error::GraphError;
use super::policies;
use super::reader::Reading;

/// A committee, the council or a planning unit outside the network [Gremium außerhalb des Netzwerks].
#[derive(Clone, SimpleObject)]
pub struct Organ {
    code: OrganCode,
    /// As the policy calls it; its code where no document names it.
    pub(crate) name: String,
    /// What kind of organ it is; `null` where no document names it.
    kind: Option<TargetKind>,
    /// The kind in German.
    label: Option<&'static str>,
}

impl Organ {
    /// The organ as the policy knows it.
    pub(crate) fn of(code: &OrganCode, policy: Option<&Policy>) -> Self {
        let target = policy.and_then(|policy| policy.meetings.target(code.as_str()));
        Self {
            code: code.clone(),
            name: target.map_or_else(|| code.to_string(), |target| target.name.clone()),
            kind: target.map(|target| target.kind),
            label: target.map(|target| target.kind.label()),
        }
    }
}

/// The policy that names organs: the one of `day`; before the first, that of today.
pub(crate) async fn naming(
    reading: &Reading<'_>,
    day: Date,
) -> Result<Option<Arc<Policy>>, GraphError> {
    let policies = policies::load(reading).await?;
    let of_day = policies.on(day);
    Ok(of_day.or(policies.on(reading.reader().today())).cloned())
}
