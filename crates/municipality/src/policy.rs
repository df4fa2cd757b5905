//! The whole policy of a municipality.

use std::sync::Arc;

use agreements::policy::AgreementsPolicy;
use evaluation::EvaluationPolicy;
use funding::FundingPolicy;
use meetings::MeetingsPolicy;
use membership::policy::MembershipPolicy;

use crate::overview::OverviewPolicy;
use crate::publication::PublicationPolicy;

/// What differs between municipalities, by domain.
///
/// Each part is shared: a decision context takes its own without a copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub agreements: Arc<AgreementsPolicy>,
    pub membership: Arc<MembershipPolicy>,
    pub meetings: Arc<MeetingsPolicy>,
    pub funding: Arc<FundingPolicy>,
    pub evaluation: Arc<EvaluationPolicy>,
    pub overview: Arc<OverviewPolicy>,
    pub publication: Arc<PublicationPolicy>,
}
