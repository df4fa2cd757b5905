//! Requests to take part, from the first day to the decision [Aufnahmeverfahren] (MEM-01, MEM-04).

use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use kernel::{Date, NetworkId, PartnerId};
use membership::{MembershipState, Partner as View};
use uuid::Uuid;

use super::admission::{self, AdmissionProgress, MissingPrecondition, PartnerRequest};
use super::duplicates::{Duplicates, merged};
use super::load::all_views;
use super::reference::{PartnerReference, references};
use crate::graphql::connection::{
    ListName, Place, Window, WindowArguments, connection, cost, page,
};
use crate::graphql::error::GraphError;
use crate::graphql::policies::{self, Policies};
use crate::graphql::reader::{Reader, Reading};
use crate::graphql::whole::Whole;

/// A request to take part, as it stands on the day [Anfrage] (MEM-04).
#[derive(Clone, SimpleObject)]
pub struct MembershipRequest {
    partner: PartnerReference,
    /// Where the request stands.
    state: MembershipState,
    /// Since when it stands there.
    since: Date,
    requested_on: Date,
    /// For how many days nobody has decided; `null` where somebody did.
    waiting_days: Option<i32>,
    /// What the admission still needs.
    missing: Vec<MissingPrecondition>,
    /// The networks in which it wants to take part.
    networks: Vec<NetworkId>,
    /// The request in force, with what the office made of it.
    request: Option<PartnerRequest>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum RequestOrder {
    /// who waits longest comes first
    #[default]
    Oldest,
    /// the latest comes first
    Newest,
}

/// Which requests.
#[derive(Debug, Default, InputObject)]
pub struct RequestFilter {
    /// Only those that stand so on the day; where none is given, those that wait for a decision.
    state: Option<MembershipState>,
    /// Only those that want to take part in this network.
    network: Option<NetworkId>,
    /// `true`: only those that lack something for their admission; `false`: only the others.
    incomplete: Option<bool>,
}

impl RequestFilter {
    fn means(&self, view: &View, progress: &AdmissionProgress, day: Date) -> bool {
        let stands = match (self.state, progress.state) {
            (Some(wanted), state) => wanted == state,
            (None, MembershipState::Requested | MembershipState::Clarified) => true,
            (
                None,
                MembershipState::Active | MembershipState::Declined | MembershipState::Ended,
            ) => false,
        };
        stands
            && self
                .network
                .is_none_or(|network| view.networks.has(&network, day))
            && self
                .incomplete
                .is_none_or(|incomplete| progress.missing.is_empty() != incomplete)
    }
}

connection! {
    /// A page of requests [Anfragen].
    MembershipRequestConnection, MembershipRequestEdge, MembershipRequest
}

/// The requests that are meant, by the day since when they stand where they stand.
async fn find(
    reading: &Reading<'_>,
    policies: &Policies,
    filter: &RequestFilter,
    day: Date,
) -> Result<Vec<(Place, MembershipRequest)>, GraphError> {
    let Some(policy) = policies.on(day) else {
        return Ok(Vec::new());
    };
    let duplicates = Duplicates::load(reading).await?;
    let views = merged(all_views(reading).await?, &duplicates);
    let mut meant: Vec<(Uuid, View, AdmissionProgress)> = Vec::new();
    for (id, view) in views {
        let pipeline = view.pipeline_on(day, &policy.membership);
        if let Some(progress) = pipeline.map(AdmissionProgress::from)
            && filter.means(&view, &progress, day)
        {
            meant.push((id, view, progress));
        }
    }
    let ids: Vec<PartnerId> = meant.iter().map(|(id, _, _)| PartnerId(*id)).collect();
    let partners = references(reading, &ids, day).await?;
    let words = meant
        .iter()
        .flat_map(|(_, view, _)| admission::words(reading, view));
    let entries = reading.entries(words.collect()).await?;
    let mut found = Vec::with_capacity(meant.len());
    for (id, view, progress) in meant {
        let Some(partner) = partners.get(&id).cloned() else {
            continue;
        };
        let mut requests = admission::requests(reading, &view, day, &entries)?;
        let request = requests.pop();
        let asked = request.as_ref().map_or(progress.since, PartnerRequest::on);
        let waits = matches!(
            progress.state,
            MembershipState::Requested | MembershipState::Clarified
        );
        let place = Place {
            key: asked.to_string(),
            id,
        };
        let row = MembershipRequest {
            partner,
            state: progress.state,
            since: progress.since,
            requested_on: asked,
            waiting_days: waits.then(|| (day - asked).get_days()),
            missing: progress.missing,
            networks: view.networks.on(day),
            request,
        };
        found.push((place, row));
    }
    Ok(found)
}

/// The root field about requests.
#[derive(Default)]
pub struct RequestQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl RequestQuery {
    /// The requests to take part with what their admission still needs (MEM-04), as they stand on the day (today where
    /// none is given); those that wait for a decision unless another state is asked for; 50 at a time where no length
    /// is given, 200 at most [Anfragen].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn membership_requests(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<RequestFilter>,
        #[graphql(default)] order_by: RequestOrder,
        as_of: Option<Date>,
    ) -> Result<MembershipRequestConnection> {
        let reader = Reader::of(ctx)?;
        let (list, descends) = match order_by {
            RequestOrder::Oldest => (ListName("membershipRequests:OLDEST"), false),
            RequestOrder::Newest => (ListName("membershipRequests:NEWEST"), true),
        };
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(list, &arguments)?;
        let filter = filter.unwrap_or_default();
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let policies = policies::load(&reading).await?;
        let found = find(&reading, &policies, &filter, day).await?;
        let requests = Whole::sorted(found, descends);
        let count = ctx.look_ahead().field("totalCount").exists();
        let page = page(&reading, &requests, &window, count).await?;
        Ok(MembershipRequestConnection::new(list, page))
    }
}
