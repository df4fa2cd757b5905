//! The mutations of the funding service about projects, their funds, cost schemes and budgets.

use ::funding::budget::{
    AddBudgetLine, ApproveBudget, CloseBudget, ComputeBudget, CorrectBudget, DraftBudget,
    RemoveBudgetLine, ReviseBudget,
};
use ::funding::project::{
    AddProjectOperator, CorrectProject, EndProject, EstablishProject, RecordStaffUse,
    RemoveProjectOperator, RenameProject, SetProjectSteeringGroup,
};
use ::funding::project_funds::{
    AllocateProjectFunds, CorrectProjectFunds, OpenProjectFunds, ReleaseProjectFunds,
    ReverseAllocation,
};
use ::funding::scheme::{
    ActivateCostScheme, CorrectCostScheme, DecideIndexation, DefineCostScheme, MapPayGrade,
    NameCostRecipient, NameLineGrade, SetActualCost, SetCostParameter, SetGradeCost,
    SettleCostQuestion,
};

use super::mutations;
use super::payload::{BudgetPayload, CostSchemePayload, ProjectFundsPayload, ProjectPayload};

mutations! {
    /// What may be done with projects, their funds, cost schemes and budgets.
    MoneyMutation posts to Funding {
        /// Establishes a project of a district [Stadtteilprojekt einrichten] (FUN-02).
        establish_project(EstablishProject) -> ProjectPayload;
        /// Gives a project another name [Stadtteilprojekt umbenennen].
        rename_project(RenameProject) -> ProjectPayload;
        /// Says which body steers a project from a day on [Steuerungsgruppe bestimmen] (FUN-07).
        set_project_steering_group(SetProjectSteeringGroup) -> ProjectPayload;
        /// Records that an institution runs a project from a day on [Träger aufnehmen].
        add_project_operator(AddProjectOperator) -> ProjectPayload;
        /// Records that an institution runs a project no more [Träger scheidet aus].
        remove_project_operator(RemoveProjectOperator) -> ProjectPayload;
        /// Records how the steering group decided that the skilled workers are used [Einsatz der Fachkräfte] (FUN-07).
        record_staff_use(RecordStaffUse) -> ProjectPayload;
        /// Ends a project [Stadtteilprojekt beenden].
        end_project(EndProject) -> ProjectPayload;
        /// Corrects what was recorded of a project [Angabe berichtigen].
        correct_project(CorrectProject) -> ProjectPayload;
        /// Opens a project's funds of a year [Projektmittel bereitstellen] (FUN-06).
        open_project_funds(OpenProjectFunds) -> ProjectFundsPayload;
        /// Allocates money of a project's funds, up to the cap [Projektmittel vergeben] (FUN-06, FUN-07).
        allocate_project_funds(AllocateProjectFunds) -> ProjectFundsPayload;
        /// Gives back what of an allocation is not needed [Projektmittel freigeben].
        release_project_funds(ReleaseProjectFunds) -> ProjectFundsPayload;
        /// Reverses an allocation that was booked by mistake [Vergabe stornieren].
        reverse_project_funds_allocation(ReverseAllocation) -> ProjectFundsPayload;
        /// Corrects how a project's funds were opened [Angabe berichtigen]; bookings are reversed instead.
        correct_project_funds(CorrectProjectFunds) -> ProjectFundsPayload;
        /// Defines a cost scheme out of the policy's cost lines [Kalkulationsvorschrift anlegen].
        define_cost_scheme(DefineCostScheme) -> CostSchemePayload;
        /// Lets budgets be computed by the scheme from a year on [Kalkulationsvorschrift in Kraft setzen].
        activate_cost_scheme(ActivateCostScheme) -> CostSchemePayload;
        /// Enters a parameter of a year [Kennwert eintragen] (FUN-03, FUN-04).
        set_cost_parameter(SetCostParameter) -> CostSchemePayload;
        /// Enters what a post of a pay grade costs in a year [Personalkosten eintragen] (FUN-02, FUN-09).
        set_grade_cost(SetGradeCost) -> CostSchemePayload;
        /// Says which pay grade an old one means from a year on [Entgeltgruppe zuordnen].
        map_pay_grade(MapPayGrade) -> CostSchemePayload;
        /// Says which pay grade the post of a line has [Eingruppierung] (FUN-09).
        name_line_grade(NameLineGrade) -> CostSchemePayload;
        /// Settles a question that the policy asks about a line [offene Frage klären].
        settle_cost_question(SettleCostQuestion) -> CostSchemePayload;
        /// Adopts how plans grow from year to year [Kostensteigerung festlegen] (FUN-05).
        decide_indexation(DecideIndexation) -> CostSchemePayload;
        /// Says who receives a line [Empfänger benennen] (FUN-08, FUN-09, FUN-11).
        name_cost_recipient(NameCostRecipient) -> CostSchemePayload;
        /// Enters what a pair of recipient and site really cost in a year [tatsächliche Miete eintragen] (FUN-08).
        set_actual_cost(SetActualCost) -> CostSchemePayload;
        /// Corrects what was recorded of a cost scheme [Angabe berichtigen].
        correct_cost_scheme(CorrectCostScheme) -> CostSchemePayload;
        /// Drafts the budget of a year [Budget entwerfen]: of a project, or of the whole network.
        draft_budget(DraftBudget) -> BudgetPayload;
        /// Adds a line by hand [Haushaltsposition aufnehmen] (FUN-12).
        add_budget_line(AddBudgetLine) -> BudgetPayload;
        /// Takes a line out [Haushaltsposition streichen].
        remove_budget_line(RemoveBudgetLine) -> BudgetPayload;
        /// Computes the lines out of a cost scheme [Budget berechnen]; what was computed before is replaced.
        compute_budget(ComputeBudget) -> BudgetPayload;
        /// Approves the budget with the council's decision [Budget beschließen] (FUN-01).
        approve_budget(ApproveBudget) -> BudgetPayload;
        /// Begins a new version of an approved budget [Nachtrag]; the old one stays.
        revise_budget(ReviseBudget) -> BudgetPayload;
        /// Closes the budget's year [Haushaltsjahr abschließen].
        close_budget(CloseBudget) -> BudgetPayload;
        /// Corrects what was recorded of a budget [Angabe berichtigen].
        correct_budget(CorrectBudget) -> BudgetPayload;
    }
}
