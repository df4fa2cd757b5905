//! Bodies of the network [Gremien] with cadence, seats and founding date (MEM-37 … MEM-42).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object and the root field |
//! | `cadence` | how often it meets, against what somebody said |
//! | `feed` | the address of its calendar |
//! | `seat` | seats with who has them |
//! | `load` | from rows and views to objects, children set-wise |

pub(crate) mod cadence;
mod feed;
mod load;
mod seat;

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use kernel::{Date, NetworkId, PartialDate, Status};
use meetings::cadence::CountedMeeting;
use membership::{Body as View, BodyCode, BodyKind, body, findings};
use municipality::Policy;
use uuid::Uuid;

use super::LIST_MAX;
use super::connection::WindowArguments;
use super::guard::Needs;
use super::look::Look;
use super::meetings::{BodyPages, MeetingConnection, MeetingFilter, MeetingOrder, OfBody};
use super::networks::Network;
use super::partners::{Finding, PartnerReference};
use super::places::Region;
use super::reader::{self, Reader};
use super::sources::Source;
use super::words;

pub use cadence::Cadence;
use cadence::Documented;
pub use feed::FeedAddresses;
use load::load;
pub(crate) use load::{one, references, rows, rules};
pub use seat::Seat;

/// A body of the network [Gremium] (MEM-37).
pub struct Body {
    id: Uuid,
    name: String,
    day: Date,
    view: View,
    network: Option<Arc<Network>>,
    region: Option<Arc<Region>>,
    parent: Option<BodyReference>,
    parents: Vec<ParentPeriod>,
    policy: Option<Arc<Policy>>,
    documented: Documented,
    counted: Vec<CountedMeeting>,
    /// As far as they are asked for; `None` for a role that does not read meetings.
    meetings: Option<BodyPages>,
    seats: Vec<Seat>,
    members: Vec<PartnerReference>,
    targets: Vec<BodyReference>,
    sources: Vec<Source>,
    calendar: Option<String>,
}

/// A body by its name, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct BodyReference {
    id: ID,
    pub(crate) name: String,
    kind: Option<BodyKind>,
}

/// For which other body it works from a day on [übergeordnetes Gremium] (MEM-37, MEM-40).
#[derive(Clone, SimpleObject)]
pub struct ParentPeriod {
    /// The first day; `null` where it holds from the beginning.
    since: Option<PartialDate>,
    body: Option<BodyReference>,
}

/// A body of the network [Gremium] (MEM-37).
#[Object]
impl Body {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn name(&self) -> &str {
        &self.name
    }

    async fn kind(&self) -> Option<BodyKind> {
        self.view.kind
    }

    /// Whether it only recommends on the day [Gremium mit Empfehlungscharakter]; `null` where nobody says.
    async fn advisory(&self) -> Option<bool> {
        self.view.advisory_on(self.day).value
    }

    /// How well `advisory` is founded.
    async fn advisory_status(&self) -> Status {
        self.view.advisory_on(self.day).status
    }

    /// When it was founded, as far as a document says it; of a planned body when it is to be.
    async fn founded_on(&self) -> Option<PartialDate> {
        self.view.founded_on
    }

    /// True while it is only planned.
    async fn planned(&self) -> bool {
        self.view.planned
    }

    /// Its last day [aufgelöst].
    async fn dissolved_on(&self) -> Option<Date> {
        self.view.dissolved_on
    }

    /// How often it meets in a calendar year (that of the day that is asked for, where none is given), and whether it
    /// does; `null` where it did not exist in the year (MTG-01 … MTG-07).
    #[graphql(complexity = "5 + child_complexity")]
    async fn cadence(
        &self,
        #[graphql(desc = "From 1900 to 2200.")] year: Option<i32>,
    ) -> Result<Option<Cadence>> {
        let year = match year {
            Some(wanted) => reader::year("year", wanted)?,
            None => self.day.year(),
        };
        let (view, meetings) = (&self.view, &self.counted);
        Ok(Cadence::in_year(
            view,
            year,
            self.day,
            &self.documented,
            meetings,
        ))
    }

    /// Its meetings that were planned or recorded by the day that is asked for, as `meetings` lists them: 10 at a time
    /// where no length is given, 200 at most; `null` for a role that does not read meetings [Sitzungen].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "OfBody::cost(first, last, child_complexity)")]
    async fn meetings(
        &self,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<MeetingFilter>,
        #[graphql(default)] order_by: MeetingOrder,
    ) -> Result<Option<Arc<MeetingConnection>>> {
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let asked = OfBody::new(arguments, filter, order_by);
        Ok(self
            .meetings
            .as_ref()
            .map(|pages| pages.page(&asked))
            .transpose()?)
    }

    /// The secret address at which calendar programs subscribe to its meetings; `null` where none is open
    /// (`openCalendarFeed`). Whoever has it reads them, until `revokeCalendarFeed` [Kalender-Abo].
    #[graphql(guard = "Needs(feed::OPERATION)")]
    async fn calendar_address(&self) -> Option<&str> {
        self.calendar.as_deref()
    }

    /// The seats that are defined on the day that is asked for.
    async fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// How many of them nobody has [unbesetzt] (MEM-38).
    async fn vacancies(&self) -> usize {
        self.view.vacancies_on(self.day).len()
    }

    /// The seats that nobody has on the day, with since when [unbesetzte Sitze] (MEM-38).
    async fn vacant_seats(&self) -> Vec<Seat> {
        let vacant = self.seats.iter().filter(|seat| seat.is_vacant());
        vacant.cloned().collect()
    }

    /// The partners that take part of their own accord on the day [freiwillige Teilnahme] (MEM-40).
    async fn members(&self) -> &[PartnerReference] {
        &self.members
    }

    /// How many partners take part on the day, by seat or of their own accord (MEM-40).
    async fn institutions(&self) -> usize {
        self.view.institutions_on(self.day).len()
    }

    /// What is not as the documents want it: vacant seats, seats that are not recorded, too few institutions in a
    /// subgroup, whether it recommends or decides (MEM-38 … MEM-40).
    async fn findings(&self) -> Vec<Finding> {
        let (view, day) = (&self.view, self.day);
        let mut found: Vec<membership::Finding> = body::vacancy_findings(view, day)
            .into_iter()
            .map(|(_, finding)| finding)
            .collect();
        found.extend(body::advisory_findings(view, day));
        if let Some(policy) = &self.policy {
            let policy = &policy.membership;
            found.extend(body::composition_findings(policy, view, day));
            if view.runs_on(day) {
                let institutions = view.institutions_on(day).len();
                found.extend(findings::diversity_findings(policy, view, institutions));
            }
        }
        found.into_iter().map(Finding::from).collect()
    }

    /// The network for which it works.
    async fn network(&self) -> Option<&Network> {
        self.network.as_deref()
    }

    /// The region for which it works.
    async fn region(&self) -> Option<&Region> {
        self.region.as_deref()
    }

    /// The body for which it works on the day.
    async fn parent(&self) -> Option<&BodyReference> {
        self.parent.as_ref()
    }

    /// For which bodies it worked, in order.
    async fn parents(&self) -> &[ParentPeriod] {
        &self.parents
    }

    /// The bodies to which it passes its recommendations [Weiterleitung].
    async fn forwards_to(&self) -> &[BodyReference] {
        &self.targets
    }

    /// The organs outside the network, and the bodies of the documents, to which it passes its recommendations.
    async fn forwards_to_organs(&self) -> Vec<BodyCode> {
        if let Some(targets) = self.view.targets_on(self.day) {
            return targets.organs.clone();
        }
        let documented = self.view.documented_targets.as_ref();
        documented
            .and_then(|targets| targets.value.clone())
            .unwrap_or_default()
    }

    /// The key of the policy's rule that says what the documents say of it.
    async fn rule(&self) -> Option<&BodyCode> {
        self.view.rule.as_ref()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// The root fields about bodies.
#[derive(Default)]
pub struct BodyQuery;

#[Object(guard = "super::guard::Permitted")]
impl BodyQuery {
    /// The bodies that exist or are planned on the day (today where none is given), by name [Gremien]; at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 20 * child_complexity")]
    async fn bodies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only bodies that work for this network.")] network: Option<NetworkId>,
        kind: Option<BodyKind>,
        as_of: Option<Date>,
    ) -> Result<Vec<Body>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut views = rows(&reading, None).await?;
        views.retain(|(_, view)| {
            view.exists()
                && (network.is_none() || view.network == network)
                && (kind.is_none() || view.kind == kind)
                && exists_on(view, day)
        });
        let mut bodies = load(&reading, views, day, &Look::below(ctx)).await?;
        bodies.sort_by_cached_key(|body| (words::fold(&body.name), body.id));
        bodies.truncate(LIST_MAX);
        Ok(bodies)
    }
}

/// Founded or planned, and not dissolved before.
fn exists_on(view: &View, day: Date) -> bool {
    view.runs_on(day) || (view.planned && view.dissolved_on.is_none_or(|last| day <= last))
}
