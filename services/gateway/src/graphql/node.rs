//! Anything by its id. A foreign id, a missing one and one that the caller's role may not read answer alike: `null`.
//!
//! Ids are UUIDs, the same that commands take and that never name two things; the municipality's is its short id.
//! (Rejected: an encoded type beside the UUID; whoever reads an id could not use it in a command.)

use std::sync::Arc;

use async_graphql::{Context, ID, Interface, Object, Result};
use kernel::Date;
use uuid::Uuid;

use super::agreements::{self, Agreement};
use super::bodies::{self, Body};
use super::budgets::{self, Budget};
use super::circulars::{self, Circular};
use super::committee_reports::{self, CommitteeReport};
use super::concepts::{self, Concept};
use super::contact_lists::{self, ContactList};
use super::contacts::{self, Contact};
use super::cost_schemes::{self, CostScheme};
use super::decisions::{self, Decision};
use super::error::GraphError;
use super::expenses::{self, Expense};
use super::frameworks::{self, Framework};
use super::goals::{self, Goal};
use super::grants::{self, Grant};
use super::indicators::{self, IndicatorSeries};
use super::instruments::{self, Instrument};
use super::look::Look;
use super::meetings::{self, Meeting};
use super::minutes::{self, Minutes};
use super::municipality::{self, Municipality};
use super::needs::{self, Need};
use super::networks::{self, Network};
use super::offers::{self, Offer};
use super::offices::{self, Office};
use super::onward_grants::{self, OnwardGrant};
use super::partners::{self, Partner};
use super::places::{self, Region, Site};
use super::programmes::{self, Programme};
use super::projects::{self, Project, ProjectFunds};
use super::quality_dialogues::{self, QualityDialogue};
use super::reader::{Reader, Reading};
use super::recommendations::{self, Recommendation};
use super::site_reports::{self, SiteReport};
use super::specialists::{self, Specialist};
use super::standards::{self, Standard};
use super::topics::{self, Topic};
use super::trainings::{self, Training};
use super::volunteers::{self, VolunteerGroup};

/// Anything that has an id of its own.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque; commands take it as it is."))]
pub enum Node {
    Agreement(Arc<Agreement>),
    Body(Arc<Body>),
    Budget(Arc<Budget>),
    Circular(Arc<Circular>),
    CommitteeReport(Arc<CommitteeReport>),
    Concept(Arc<Concept>),
    Contact(Arc<Contact>),
    ContactList(Arc<ContactList>),
    CostScheme(Arc<CostScheme>),
    Decision(Arc<Decision>),
    Expense(Arc<Expense>),
    Framework(Arc<Framework>),
    Goal(Arc<Goal>),
    Grant(Arc<Grant>),
    IndicatorSeries(Arc<IndicatorSeries>),
    Instrument(Arc<Instrument>),
    Meeting(Arc<Meeting>),
    Minutes(Arc<Minutes>),
    Municipality(Arc<Municipality>),
    Need(Arc<Need>),
    Network(Arc<Network>),
    Offer(Arc<Offer>),
    Office(Arc<Office>),
    OnwardGrant(Arc<OnwardGrant>),
    Partner(Arc<Partner>),
    Programme(Arc<Programme>),
    Project(Arc<Project>),
    ProjectFunds(Arc<ProjectFunds>),
    QualityDialogue(Arc<QualityDialogue>),
    Recommendation(Arc<Recommendation>),
    Region(Arc<Region>),
    Site(Arc<Site>),
    SiteReport(Arc<SiteReport>),
    Specialist(Arc<Specialist>),
    Standard(Arc<Standard>),
    Topic(Arc<Topic>),
    Training(Arc<Training>),
    VolunteerGroup(Arc<VolunteerGroup>),
}

async fn find(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Node>, GraphError> {
    let rows = reading
        .rows(
            "look what an id names",
            "
            SELECT 'agreement' AS kind FROM read_4.agreement WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'body' FROM read_4.body WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'budget' FROM read_4.budget WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'circular' FROM read_4.circular WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'contact-list' FROM read_4.contact_list WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'cost-scheme' FROM read_4.cost_scheme WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'offer' FROM read_4.offer WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'specialist' FROM read_4.specialist WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'office' FROM read_4.office WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'volunteers' FROM read_4.volunteers WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'contact' FROM read_4.contact WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'expense' FROM read_4.expense WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'framework' FROM read_4.framework WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'grant' FROM read_4.grant WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'meeting' FROM read_4.meeting WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'minutes' FROM read_4.minutes WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'recommendation' FROM read_4.recommendation WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'committee-report' FROM read_4.committee_report WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'need' FROM read_4.need WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'network' FROM read_4.network WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'onward-grant' FROM read_4.onward_grant WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'partner' FROM read_4.partner WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'programme' FROM read_4.programme WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'project' FROM read_4.project WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'project-funds' FROM read_4.project_funds WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'region' FROM read_4.region WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'site' FROM read_4.site WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'standard' FROM read_4.standard WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'topic' FROM read_4.topic WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'training' FROM read_4.training WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'concept' FROM read_4.concept WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'decision' FROM read_4.decision WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'goal' FROM read_4.goal WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'indicator' FROM read_4.indicator WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'instrument' FROM read_4.instrument WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'quality-dialogue' FROM read_4.quality_dialogue WHERE municipality = $1 AND id = $2
            UNION ALL
            SELECT 'site-report' FROM read_4.site_report WHERE municipality = $1 AND id = $2",
            &[&id],
        )
        .await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let node = match row.get("kind") {
        "agreement" => agreements::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "body" => bodies::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "budget" => budgets::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "circular" => circulars::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "contact-list" => contact_lists::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "offer" => offers::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "specialist" => specialists::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "office" => offices::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "volunteers" => volunteers::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "contact" => contacts::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "expense" => expenses::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "framework" => frameworks::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "grant" => grants::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "cost-scheme" => cost_schemes::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "meeting" => meetings::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "minutes" => minutes::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "recommendation" => recommendations::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "committee-report" => committee_reports::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "need" => needs::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "network" => networks::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "onward-grant" => onward_grants::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "partner" => partners::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "programme" => programmes::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "project" => projects::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "project-funds" => projects::funds(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "region" => places::region(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "site" => places::site(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "standard" => standards::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "topic" => topics::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "training" => trainings::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "concept" => concepts::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "decision" => decisions::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "goal" => goals::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "indicator" => indicators::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "instrument" => instruments::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "quality-dialogue" => quality_dialogues::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        "site-report" => site_reports::one(reading, id, day, look)
            .await?
            .map(|found| Arc::new(found).into()),
        _ => None,
    };
    Ok(node)
}

/// The root field for anything by its id.
#[derive(Default)]
pub struct NodeQuery;

#[Object(guard = "super::guard::Permitted")]
impl NodeQuery {
    /// Whatever has this id in the caller's municipality; `null` where nothing has.
    #[graphql(complexity = "crate::graphql::limits::ROOT + child_complexity")]
    async fn node(&self, ctx: &Context<'_>, id: ID, as_of: Option<Date>) -> Result<Option<Node>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let look = Look::below(ctx);
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        if id.as_str() == reading.municipality().as_str() {
            let found = municipality::load(&reading, day, &look).await?;
            return Ok(found.map(|found| Arc::new(found).into()));
        }
        match id.parse() {
            Ok(id) => Ok(find(&reading, id, day, &look).await?),
            Err(_) => Ok(None),
        }
    }
}
