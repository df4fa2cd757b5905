//! Where the decisions of each aggregate get their policy and their facts: those about money from `funding`, those
//! about figures from `evaluation`.

use std::sync::Arc;

use commands::{PolicyInForce, ReadsMax, UseCase};
use evaluation::{
    Concept, EvaluationFacts, EvaluationPolicy, Goal, IndicatorSeries, Instrument, QualityDialogue,
    RegisteredDecision, SiteReport,
};
use eventstore::{Loaded, StoreError};
use funding::grant::GrantReplacement;
use funding::{
    Budget, CostScheme, Expense, ExpenseEvent, FundingFacts, FundingPolicy, Grant, GrantCommand,
    GrantEvent, OnwardGrant, OnwardGrantEvent, Programme, Project, ProjectFunds,
};
use kernel::{Date, StreamId};

use crate::known;

/// A proof of use names every receipt of its period, and reads their streams.
const RECEIPTS: ReadsMax = ReadsMax {
    streams: 5_000,
    field: Some("expenses"),
};

macro_rules! use_cases {
    ($part:ident: $policy:ty, $facts:ty;
     $($(#[$meta:meta])* $name:ident = $aggregate:ident $({ $($item:item)+ })?;)+) => {$(
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name;

        impl UseCase for $name {
            type Policy = Arc<$policy>;
            type Facts = $facts;
            type Aggregate = $aggregate;

            $($($item)+)?

            fn policy(policy: &PolicyInForce) -> Self::Policy {
                policy.policy.$part.clone()
            }

            fn facts(
                policy: &PolicyInForce,
                occurred_on: Date,
                reads: &[StreamId],
                loaded: &Loaded,
            ) -> Result<$facts, StoreError> {
                known::$part(policy, occurred_on, reads, loaded)
            }
        }
    )+};
}

use_cases! {
    funding: FundingPolicy, FundingFacts;
    /// Decisions on budgets [Budgets].
    BudgetUseCase = Budget;
    /// Decisions on cost schemes [Kalkulationsvorschriften].
    CostSchemeUseCase = CostScheme;
    /// Decisions on expenses [Ausgaben].
    ExpenseUseCase = Expense {
        fn also_reads(expense: &Expense) -> Vec<StreamId> {
            expense.payer_streams()
        }

        fn stream_of(event: &ExpenseEvent) -> Option<StreamId> {
            event.payer_stream()
        }
    };
    /// Decisions on grants [Zuwendungen].
    GrantUseCase = Grant {
        fn also_reads(grant: &Grant) -> Vec<StreamId> {
            grant.receiving_streams()
        }

        fn stream_of(event: &GrantEvent) -> Option<StreamId> {
            event.receiving_stream()
        }

        fn reads_max(command: &GrantCommand) -> ReadsMax {
            let proves = match command {
                GrantCommand::SubmitProofOfUse(_) => true,
                GrantCommand::CorrectGrant(c) => {
                    matches!(c.replacement, Some(GrantReplacement::SubmitProofOfUse(_)))
                }
                _ => false,
            };
            if proves { RECEIPTS } else { ReadsMax::default() }
        }
    };
    /// Decisions on grants that are passed on [Weiterleitungen].
    OnwardGrantUseCase = OnwardGrant {
        fn stream_of(event: &OnwardGrantEvent) -> Option<StreamId> {
            event.grant_stream()
        }
    };
    /// Decisions on funding programmes [Förderprogramme].
    ProgrammeUseCase = Programme;
    /// Decisions on projects' funds [Projektmittel].
    ProjectFundsUseCase = ProjectFunds;
    /// Decisions on projects of districts [Stadtteilprojekte].
    ProjectUseCase = Project;
}

use_cases! {
    evaluation: EvaluationPolicy, EvaluationFacts;
    /// Decisions on concept papers [Fachkonzepte].
    ConceptUseCase = Concept;
    /// Entries in the register of decisions [Beschlüsse].
    DecisionUseCase = RegisteredDecision;
    /// Decisions on goals [Leitziel, Mittelziele].
    GoalUseCase = Goal;
    /// Decisions on series of figures [Kennzahlenreihen].
    IndicatorUseCase = IndicatorSeries;
    /// Decisions on instruments [Erhebungsinstrumente].
    InstrumentUseCase = Instrument;
    /// Decisions on quality dialogues [Qualitätsdialoge].
    QualityDialogueUseCase = QualityDialogue;
    /// Decisions on sites' reports [Jahresberichte].
    SiteReportUseCase = SiteReport;
}
