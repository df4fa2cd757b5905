//! The funding service: the write side of money and figures.
//!
//! It appends to streams of its kinds and to no others; the database role `lotse_funding` holds it. What may be done
//! is the domains' ([`funding`], [`evaluation`]); how a command travels is [`commands`]'.
//!
//! | room | what lives there |
//! |---|---|
//! | [`use_cases`] | where the decisions of each aggregate get their facts |
//! | `known` | what the streams that a decision reads tell each domain |
//!
//! To add a command: see the domain's recipe.

mod known;
pub mod use_cases;

use axum::Router;
use commands::{CommandApi, Services};
use use_cases::{
    BudgetUseCase, ConceptUseCase, CostSchemeUseCase, DecisionUseCase, ExpenseUseCase, GoalUseCase,
    GrantUseCase, IndicatorUseCase, InstrumentUseCase, OnwardGrantUseCase, ProgrammeUseCase,
    ProjectFundsUseCase, ProjectUseCase, QualityDialogueUseCase, SiteReportUseCase,
};

/// The commands that the service takes.
pub fn api() -> CommandApi {
    CommandApi::new("funding")
        .aggregate::<BudgetUseCase>()
        .aggregate::<ConceptUseCase>()
        .aggregate::<CostSchemeUseCase>()
        .aggregate::<DecisionUseCase>()
        .aggregate::<ExpenseUseCase>()
        .aggregate::<GoalUseCase>()
        .aggregate::<GrantUseCase>()
        .aggregate::<IndicatorUseCase>()
        .aggregate::<InstrumentUseCase>()
        .aggregate::<OnwardGrantUseCase>()
        .aggregate::<ProgrammeUseCase>()
        .aggregate::<ProjectFundsUseCase>()
        .aggregate::<ProjectUseCase>()
        .aggregate::<QualityDialogueUseCase>()
        .aggregate::<SiteReportUseCase>()
}

/// The service's routes, to be wrapped by the HTTP shell.
pub fn router(services: Services) -> Router {
    api().router(services)
}
