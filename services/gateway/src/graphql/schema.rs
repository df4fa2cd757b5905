//! The schema, its limits, and the way of a request through it.

use std::sync::Arc;

use async_graphql::{
    EmptySubscription, ErrorExtensionValues, MergedObject, Request, Response, Schema,
    SchemaBuilder, ServerError,
};
use service_kit::identity::{BearerToken, Caller};

use super::Deps;
use super::agreements::{AgreementQuery, ProtectionMandateQuery};
use super::annual_report::AnnualReportQuery;
use super::bodies::BodyQuery;
use super::budgets::BudgetQuery;
use super::circulars::CircularQuery;
use super::committee_reports::CommitteeReportQuery;
use super::concepts::ConceptQuery;
use super::contact_lists::ContactListQuery;
use super::cost_schemes::CostSchemeQuery;
use super::coverage::CoverageQuery;
use super::decisions::DecisionQuery;
use super::deliveries::DeliveryQuery;
use super::expenses::ExpenseQuery;
use super::frameworks::{FrameworkComparisonQuery, FrameworkQuery};
use super::funding_ledger::FundingLedgerQuery;
use super::gaps::GapQuery;
use super::goals::GoalQuery;
use super::grants::GrantQuery;
use super::history::HistoryQuery;
use super::indicators::IndicatorQuery;
use super::instruments::InstrumentQuery;
use super::limits::{BRACKETS, COMPLEXITY, DEPTH, INTROSPECTION_DEPTH, Kind, brackets, kind};
use super::meetings::MeetingQuery;
use super::minutes::MinutesQuery;
use super::municipality::MunicipalityQuery;
use super::mutations::agreements::AgreementMutation;
use super::mutations::committee_reports::CommitteeReportMutation;
use super::mutations::common_work::CommonWorkMutation;
use super::mutations::figures::FigureMutation;
use super::mutations::grants::{GrantMutation, OnwardGrantMutation, SpendingMutation};
use super::mutations::meetings::MeetingMutation;
use super::mutations::membership::MembershipMutation;
use super::mutations::minutes::MinutesMutation;
use super::mutations::money::MoneyMutation;
use super::mutations::offices::OfficeMutation;
use super::mutations::recommendations::RecommendationMutation;
use super::needs::NeedQuery;
use super::networks::NetworkQuery;
use super::node::NodeQuery;
use super::offers::{OfferInventoryQuery, OfferMatrixQuery, OfferQuery};
use super::offices::OfficeQuery;
use super::onward_grants::OnwardGrantQuery;
use super::overview::OverviewQuery;
use super::partners::{ExchangeQuery, PartnerQuery, RequestQuery};
use super::places::PlaceQuery;
use super::presentations::PresentationQuery;
use super::programmes::ProgrammeQuery;
use super::projects::ProjectQuery;
use super::quality_dialogues::QualityDialogueQuery;
use super::reader::Reader;
use super::recommendations::RecommendationQuery;
use super::site_reports::SiteReportQuery;
use super::specialists::SpecialistQuery;
use super::standards::StandardQuery;
use super::topics::TopicQuery;
use super::trainings::{TrainingQuery, YearlyTrainingQuery};
use super::volunteers::VolunteerQuery;
use super::what_if::WhatIfQuery;
use super::worklist::WorkListQuery;

/// What the office's own work is asked by. A part of [`Query`], because the compiler follows only so many roots at once.
#[derive(Default, MergedObject)]
struct DailyWorkQuery(
    OfficeQuery,
    ContactListQuery,
    CircularQuery,
    DeliveryQuery,
    VolunteerQuery,
    MeetingQuery,
);

/// What meetings leave behind is asked by: a part of [`Query`] like the one above.
#[derive(Default, MergedObject)]
struct AfterMeetingsQuery(MinutesQuery, RecommendationQuery, CommitteeReportQuery);

/// What members work on together is asked by. A part of [`Query`] for the same reason.
#[derive(Default, MergedObject)]
struct CommonWorkQuery(
    TopicQuery,
    NeedQuery,
    StandardQuery,
    TrainingQuery,
    YearlyTrainingQuery,
    PresentationQuery,
);

/// Figures, reports, goals and decisions are asked by. A part of [`Query`] for the same reason.
#[derive(Default, MergedObject)]
struct FigureQuery(
    IndicatorQuery,
    SiteReportQuery,
    InstrumentQuery,
    ConceptQuery,
    GoalQuery,
    QualityDialogueQuery,
    DecisionQuery,
    AnnualReportQuery,
    OfferInventoryQuery,
);

/// What programmes, grants and what is paid out of them are asked by. A part of [`Query`] for the same reason.
#[derive(Default, MergedObject)]
struct FundsQuery(
    ProgrammeQuery,
    GrantQuery,
    ExpenseQuery,
    OnwardGrantQuery,
    FundingLedgerQuery,
);

/// What money is planned for is asked by. A part of [`Query`] for the same reason.
#[derive(Default, MergedObject)]
struct MoneyQuery(ProjectQuery, CostSchemeQuery, BudgetQuery, WhatIfQuery);

/// Money and figures. A part of [`Query`] for the same reason.
#[derive(Default, MergedObject)]
struct MoneyAndFigureQuery(FigureQuery, FundsQuery, MoneyQuery);

/// Everything that may be asked.
#[derive(Default, MergedObject)]
pub struct Query(
    MunicipalityQuery,
    NetworkQuery,
    PartnerQuery,
    RequestQuery,
    ExchangeQuery,
    AgreementQuery,
    ProtectionMandateQuery,
    FrameworkQuery,
    FrameworkComparisonQuery,
    BodyQuery,
    PlaceQuery,
    OfferQuery,
    OfferMatrixQuery,
    SpecialistQuery,
    NodeQuery,
    WorkListQuery,
    OverviewQuery,
    HistoryQuery,
    GapQuery,
    CoverageQuery,
    DailyWorkQuery,
    AfterMeetingsQuery,
    CommonWorkQuery,
    MoneyAndFigureQuery,
);

/// What is done with what meetings leave behind. A part of [`Mutation`].
#[derive(Default, MergedObject)]
struct AfterMeetingsMutation(
    MinutesMutation,
    RecommendationMutation,
    CommitteeReportMutation,
);

/// What is done with programmes, grants and what is paid out of them. A part of [`Mutation`].
#[derive(Default, MergedObject)]
struct FundsMutation(SpendingMutation, GrantMutation, OnwardGrantMutation);

/// What is done with money and figures. A part of [`Mutation`].
#[derive(Default, MergedObject)]
struct MoneyAndFigureMutation(FigureMutation, FundsMutation, MoneyMutation);

/// Everything that may be done: one field per command.
#[derive(Default, MergedObject)]
pub struct Mutation(
    AgreementMutation,
    MembershipMutation,
    OfficeMutation,
    MeetingMutation,
    AfterMeetingsMutation,
    CommonWorkMutation,
    MoneyAndFigureMutation,
);

/// The schema's type.
pub type LotseSchema = Schema<Query, Mutation, EmptySubscription>;

fn builder() -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_complexity(COMPLEXITY)
        .limit_depth(DEPTH)
        .limit_directives(5)
}

/// The schema with its limits. A request must carry its caller: use [`Graph::execute`].
pub fn schema() -> LotseSchema {
    builder().finish()
}

/// The schema in GraphQL's own language, as it is committed.
pub fn sdl() -> String {
    schema().sdl_with_options(
        async_graphql::SDLExportOptions::new()
            .sorted_fields()
            .sorted_enum_items()
            .sorted_arguments(),
    )
}

/// The schema with what its answers come from. Cheap to clone.
#[derive(Clone)]
pub struct Graph {
    content: LotseSchema,
    /// The same schema for questions about itself, which are deeper than any about content.
    introspection: LotseSchema,
    deps: Arc<Deps>,
}

impl Graph {
    pub fn new(deps: Deps) -> Self {
        Self {
            content: schema(),
            introspection: builder().limit_depth(INTROSPECTION_DEPTH).finish(),
            deps: Arc::new(deps),
        }
    }

    /// The caller's way to the same tables, for what leaves the house as a file.
    pub(crate) fn reader(&self, caller: Caller, token: BearerToken) -> Reader {
        Reader::new(caller, token, Arc::clone(&self.deps))
    }

    /// Today in Berlin.
    pub(crate) fn today(&self) -> kernel::Date {
        self.deps.clock.today()
    }

    /// Answers a request in the caller's name. `token` is his own, for the services that carry out commands.
    ///
    /// Every error has a stable `extensions.code`.
    pub async fn execute(
        &self,
        mut request: Request,
        caller: Caller,
        token: BearerToken,
    ) -> Response {
        if brackets(&request.query) > BRACKETS {
            return refused(TOO_DEEP, "TOO_DEEP");
        }
        let empty = request.query.trim().is_empty();
        let schema = match request.parsed_query().map(kind) {
            Ok(Kind::TooLarge) => {
                return refused(TOO_COMPLEX, "TOO_COMPLEX");
            }
            Ok(Kind::Introspection) => &self.introspection,
            Ok(Kind::Content) => &self.content,
            Err(error) => return Response::from_errors(vec![unparsed(error, empty)]),
        };
        let request = request.data(Reader::new(caller, token, Arc::clone(&self.deps)));
        let mut response = schema.execute(request).await;
        response.errors = response.errors.into_iter().map(coded).collect();
        response
    }
}

const TOO_DEEP: &str = "Die Anfrage ist zu tief verschachtelt.";
const TOO_COMPLEX: &str =
    "Die Anfrage verlangt zu viel auf einmal; bitte weniger Felder oder kürzere Listen anfragen.";

/// What cannot be parsed: German first, then the parser's words.
fn unparsed(mut error: ServerError, empty: bool) -> ServerError {
    if error.message.contains("recursion") {
        return worded(error, TOO_DEEP, "TOO_DEEP");
    }
    let reason = if empty {
        "Sie ist leer."
    } else {
        error.message.trim()
    };
    error.message = format!("Die Anfrage ist kein gültiges GraphQL: {reason}");
    with_code(error, "INVALID_QUERY")
}

/// An error of the schema's own checks gets a code and a German sentence; ours have theirs.
fn coded(mut error: ServerError) -> ServerError {
    if error
        .extensions
        .as_ref()
        .is_some_and(|extensions| extensions.get("code").is_some())
    {
        return error;
    }
    match error.message.as_str() {
        "Query is nested too deep." => worded(error, TOO_DEEP, "TOO_DEEP"),
        "Query is too complex." => worded(error, TOO_COMPLEX, "TOO_COMPLEX"),
        message if message.contains("recursion") => worded(error, TOO_DEEP, "TOO_DEEP"),
        message => {
            error.message = format!("Die Anfrage passt nicht zum Schema: {message}");
            with_code(error, "INVALID_QUERY")
        }
    }
}

fn worded(mut error: ServerError, sentence: &str, code: &str) -> ServerError {
    sentence.clone_into(&mut error.message);
    with_code(error, code)
}

fn refused(sentence: &str, code: &str) -> Response {
    Response::from_errors(vec![with_code(ServerError::new(sentence, None), code)])
}

fn with_code(mut error: ServerError, code: &str) -> ServerError {
    error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default)
        .set("code", code);
    error
}
