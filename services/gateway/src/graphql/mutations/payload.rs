//! What a mutation answers.
//!
//! A refusal is data, not an error: the command was understood, and the answer says why it does not hold. The
//! object is loaded when it is asked for, after the command's own write became visible (or not: `visible`).

use async_graphql::{Context, ID, Json, Object, Result, SimpleObject};
use jiff::Timestamp;
use kernel::{Facts, Warning};

use super::post::{Outcome, Receipt};
use crate::graphql::agreements::{self, Agreement};
use crate::graphql::bodies::{self, Body};
use crate::graphql::budgets::{self, Budget};
use crate::graphql::circulars::{self, Circular};
use crate::graphql::committee_reports::{self, CommitteeReport};
use crate::graphql::concepts::{self, Concept};
use crate::graphql::contact_lists::{self, ContactList};
use crate::graphql::contacts::{self, Contact};
use crate::graphql::cost_schemes::{self, CostScheme};
use crate::graphql::decisions::{self, Decision};
use crate::graphql::expenses::{self, Expense};
use crate::graphql::frameworks::{self, Framework};
use crate::graphql::goals::{self, Goal};
use crate::graphql::grants::{self, Grant};
use crate::graphql::indicators::{self, IndicatorSeries};
use crate::graphql::instruments::{self, Instrument};
use crate::graphql::look::Look;
use crate::graphql::meetings::{self, Meeting};
use crate::graphql::minutes::{self, Minutes};
use crate::graphql::needs::{self, Need};
use crate::graphql::networks::{self, Network};
use crate::graphql::offers::{self, Offer};
use crate::graphql::offices::{self, Office};
use crate::graphql::onward_grants::{self, OnwardGrant};
use crate::graphql::partners::{self, Partner};
use crate::graphql::places::{self, Region, Site};
use crate::graphql::programmes::{self, Programme};
use crate::graphql::projects::{self, Project, ProjectFunds};
use crate::graphql::quality_dialogues::{self, QualityDialogue};
use crate::graphql::reader::Reader;
use crate::graphql::recommendations::{self, Recommendation};
use crate::graphql::site_reports::{self, SiteReport};
use crate::graphql::specialists::{self, Specialist};
use crate::graphql::standards::{self, Standard};
use crate::graphql::topics::{self, Topic};
use crate::graphql::trainings::{self, Training};
use crate::graphql::volunteers::{self, VolunteerGroup};

/// What a command wrote [Quittung].
#[derive(SimpleObject)]
pub struct CommandReceipt {
    /// The stream that was written, such as `agreement-0190…`.
    stream: String,
    /// The id of what the command was about.
    id: ID,
    /// The stream's version after it.
    version: i64,
    /// The position of its last event in the municipality's store; `null` where it changed nothing.
    position: Option<i64>,
    /// The types of the events that it wrote; none where it changed nothing.
    events: Vec<String>,
    /// True where the same key had carried it out before.
    replayed: bool,
    recorded_at: Option<Timestamp>,
}

/// Something that the caller should know although the command was carried out [Hinweis].
#[derive(SimpleObject)]
pub struct CommandWarning {
    /// Stable, such as `CONTACT_MISSING`.
    code: String,
    /// The rule behind it, such as `MEM-16`.
    rule: String,
    /// One German sentence for the office.
    sentence: String,
    /// The facts of the sentence as data.
    facts: Json<Facts>,
}

/// Why a command was refused [Ablehnung].
#[derive(SimpleObject)]
pub struct CommandProblem {
    /// Stable, such as `PROFILE_MISSING`.
    code: String,
    /// The command's field that it is about, in camelCase.
    field: Option<String>,
    /// One German sentence for the office.
    message: String,
    /// The facts of the sentence as data.
    facts: Json<Facts>,
    /// The rule behind it, such as `MEM-04`.
    rule: Option<String>,
}

impl From<&Receipt> for CommandReceipt {
    fn from(receipt: &Receipt) -> Self {
        Self {
            stream: receipt.stream.clone(),
            id: receipt.id.to_string().into(),
            version: receipt.version,
            position: receipt.position,
            events: receipt.events.clone(),
            replayed: receipt.replayed,
            recorded_at: receipt.recorded_at,
        }
    }
}

impl From<&Warning> for CommandWarning {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code.clone(),
            rule: warning.rule.clone(),
            sentence: warning.sentence.clone(),
            facts: Json(warning.facts.clone()),
        }
    }
}

impl Outcome {
    fn receipt(&self) -> Option<&Receipt> {
        match self {
            Self::Done {
                receipt,
                visible: _,
            } => Some(receipt),
            Self::Refused(_) => None,
        }
    }

    fn warnings(&self) -> Vec<CommandWarning> {
        let warnings = self
            .receipt()
            .map(|receipt| receipt.warnings.as_slice())
            .unwrap_or_default();
        warnings.iter().map(CommandWarning::from).collect()
    }

    fn visible(&self) -> bool {
        match self {
            Self::Done {
                receipt: _,
                visible,
            } => *visible,
            Self::Refused(_) => false,
        }
    }

    fn problem(&self) -> Option<CommandProblem> {
        match self {
            Self::Done { .. } => None,
            Self::Refused(problem) => Some(CommandProblem {
                code: problem.code.clone().into_owned(),
                field: problem.field.clone(),
                message: problem.detail.clone(),
                facts: Json(problem.facts.clone()),
                rule: problem.rule.clone().map(std::borrow::Cow::into_owned),
            }),
        }
    }
}

/// Makes the payload of the commands that are about one kind of thing.
macro_rules! payload {
    ($(#[$doc:meta])* $payload:ident: $field:ident $object:ident = $load:expr) => {
        $(#[$doc])*
        pub struct $payload(pub(crate) Outcome);

        $(#[$doc])*
        #[Object]
        impl $payload {
            /// What the command wrote; `null` where it was refused.
            async fn receipt(&self) -> Option<CommandReceipt> {
                self.0.receipt().map(CommandReceipt::from)
            }

            /// What the caller should know although the command was carried out.
            async fn warnings(&self) -> Vec<CommandWarning> {
                self.0.warnings()
            }

            /// True where the answers show what the command wrote; false where that takes longer, or it was refused.
            async fn visible(&self) -> bool {
                self.0.visible()
            }

            /// Why the command was refused; `null` where it was carried out.
            async fn error(&self) -> Option<CommandProblem> {
                self.0.problem()
            }

            /// What the command was about, as the answers show it today; `null` where it was refused.
            async fn $field(&self, ctx: &Context<'_>) -> Result<Option<$object>> {
                let Some(receipt) = self.0.receipt() else { return Ok(None) };
                let reader = Reader::of(ctx)?;
                let day = reader.day(None)?;
                let look = Look::below(ctx);
                let mut connection = reader.connect().await?;
                let reading = connection.begin().await?;
                let load = $load;
                Ok(load(&reading, receipt.id, day, &look).await?)
            }
        }
    };
}

payload! {
    /// How a command about an agreement came out [Vereinbarung].
    AgreementPayload: agreement Agreement = agreements::one
}

payload! {
    /// How a command about a text of agreements came out [Vereinbarungstext].
    FrameworkPayload: framework Framework = frameworks::one
}

payload! {
    /// How a command about a partner came out [Netzwerkpartner].
    PartnerPayload: partner Partner = partners::one
}

payload! {
    /// How a command about a contact came out [Ansprechperson].
    ContactPayload: contact Contact = contacts::one
}

payload! {
    /// How a command about a network came out [Netzwerk].
    NetworkPayload: network Network = networks::one
}

payload! {
    /// How a command about a body came out [Gremium].
    BodyPayload: body Body = bodies::one
}

payload! {
    /// How a command about a meeting came out [Sitzung].
    MeetingPayload: meeting Meeting = meetings::one
}

payload! {
    /// How a command about minutes came out [Protokoll].
    MinutesPayload: minutes Minutes = minutes::one
}

payload! {
    /// How a command about a recommendation came out [Empfehlung].
    RecommendationPayload: recommendation Recommendation = recommendations::one
}

payload! {
    /// How a command about the reports to a committee came out [Mitteilungen].
    CommitteeReportPayload: committee_report CommitteeReport = committee_reports::one
}

payload! {
    /// How a command about a programme came out [Förderprogramm].
    ProgrammePayload: programme Programme = programmes::one
}

payload! {
    /// How a command about a grant came out [Zuwendung].
    GrantPayload: grant Grant = grants::one
}

payload! {
    /// How a command about an expense came out [Ausgabe].
    ExpensePayload: expense Expense = expenses::one
}

payload! {
    /// How a command about an onward grant came out [Weiterleitung].
    OnwardGrantPayload: onward_grant OnwardGrant = onward_grants::one
}

payload! {
    /// How a command about a region came out [Region].
    RegionPayload: region Region = places::region
}

payload! {
    /// How a command about a site came out [Standort].
    SitePayload: site Site = places::site
}

payload! {
    /// How a command about an offer came out [Angebot].
    OfferPayload: offer Offer = offers::one
}

payload! {
    /// How a command about a specialist came out [insoweit erfahrene Fachkraft].
    SpecialistPayload: specialist Specialist = specialists::one
}

payload! {
    /// How a command about a coordination office came out [Koordinierungsstelle].
    OfficePayload: office Office = offices::one
}

payload! {
    /// How a command about contact lists came out [Kontaktliste].
    ContactListPayload: contact_list ContactList = contact_lists::one
}

payload! {
    /// How a command about a circular came out [Rundschreiben].
    CircularPayload: circular Circular = circulars::one
}

payload! {
    /// How a command about a group of volunteers came out [Ehrenamtsgruppe].
    VolunteerGroupPayload: volunteer_group VolunteerGroup = volunteers::one
}

payload! {
    /// How a command about a topic came out [Thema].
    TopicPayload: topic Topic = topics::one
}

payload! {
    /// How a command about a need came out [Bedarf].
    NeedPayload: need Need = needs::one
}

payload! {
    /// How a command about a common standard came out [gemeinsamer Standard].
    StandardPayload: standard Standard = standards::one
}

payload! {
    /// How a command about a training came out [Fortbildung].
    TrainingPayload: training Training = trainings::one
}

payload! {
    /// How a command about a series of figures came out [Kennzahl].
    IndicatorPayload: indicator IndicatorSeries = indicators::one
}

payload! {
    /// How a command about a site's report came out [Jahresbericht].
    SiteReportPayload: site_report SiteReport = site_reports::one
}

payload! {
    /// How a command about an instrument of the evaluation came out [Erhebungsinstrument].
    InstrumentPayload: instrument Instrument = instruments::one
}

payload! {
    /// How a command about a concept paper came out [Fachkonzept].
    ConceptPayload: concept Concept = concepts::one
}

payload! {
    /// How a command about a goal came out [Ziel].
    GoalPayload: goal Goal = goals::one
}

payload! {
    /// How a command about a quality dialogue came out [Qualitätsdialog].
    QualityDialoguePayload: quality_dialogue QualityDialogue = quality_dialogues::one
}

payload! {
    /// How a command about a decision of the register came out [Beschluss].
    DecisionPayload: decision Decision = decisions::one
}

payload! {
    /// How a command about a project came out [Stadtteilprojekt].
    ProjectPayload: project Project = projects::one
}

payload! {
    /// How a command about a project's funds of a year came out [Projektmittel].
    ProjectFundsPayload: project_funds ProjectFunds = projects::funds
}

payload! {
    /// How a command about a cost scheme came out [Kalkulationsvorschrift].
    CostSchemePayload: cost_scheme CostScheme = cost_schemes::one
}

payload! {
    /// How a command about a budget came out [Budget].
    BudgetPayload: budget Budget = budgets::one
}
