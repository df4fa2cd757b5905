//! What an office plans money with, and what a question is asked of: a project with its funds, a cost scheme with
//! invented amounts, two budgets of 2026.

use std::num::NonZeroU16;

use funding::budget::{ApproveBudget, ComputeBudget, DraftBudget};
use funding::policy::{Rounding, SurchargeBase};
use funding::project::{AddProjectOperator, EstablishProject, RecordStaffUse};
use funding::project_funds::{
    AllocateProjectFunds, OpenProjectFunds, ReleaseProjectFunds, ReverseAllocation,
    project_funds_id,
};
use funding::scheme::{
    ActivateCostScheme, DecideIndexation, DefineCostScheme, MapPayGrade, NameCostRecipient,
    NameLineGrade, ParameterCode, PayGradeCode, SetActualCost, SetCostParameter, SetGradeCost,
    SettleCostQuestion,
};
use funding::{Budget, CostLineCode, CostScheme, Project, ProjectFunds};
use kernel::{AllocationId, CostSchemeId, DecisionRef, Money, OutcomeId, ProjectId};
use meetings::meeting::RecordOutcome;
use meetings::{Meeting, OutcomeKind};
use membership::body::EstablishBody;
use membership::{Body, BodyKind};
use testkit::TestDatabase;
use uuid::Uuid;

use super::fixture::Leverkusen;
use super::office::{Office, day, text};

pub(crate) fn cents(cents: i64) -> Money {
    Money::try_from_cents(cents).unwrap()
}

fn line(code: &str) -> CostLineCode {
    CostLineCode::try_new(code).unwrap()
}

fn grade(code: &str) -> PayGradeCode {
    PayGradeCode::try_new(code).unwrap()
}

pub(crate) fn council() -> DecisionRef {
    DecisionRef {
        organ: "rat".to_owned(),
        decided_on: day("2025-12-15"),
        number: "2025/1234".to_owned(),
    }
}

/// What is planned in Leverkusen.
pub(crate) struct Planned {
    pub(crate) steering_group: Uuid,
    pub(crate) project: Uuid,
    /// Its funds of 2026.
    pub(crate) funds: Uuid,
    pub(crate) scheme: Uuid,
    /// The project's budget of 2026, approved.
    pub(crate) budget: Uuid,
    /// The whole network's of 2026, a draft without the rents.
    pub(crate) network_budget: Uuid,
}

impl Planned {
    pub(crate) fn ids(&self) -> Vec<String> {
        [
            self.project,
            self.funds,
            self.scheme,
            self.budget,
            self.network_budget,
        ]
        .map(|id| id.to_string())
        .into()
    }
}

impl Office<'_> {
    /// Establishes a project on the first day of 2016.
    pub(crate) async fn project(&mut self, name: &str, steering_group: Option<Uuid>) -> Uuid {
        let command = EstablishProject {
            id: None,
            name: text(name),
            region: None,
            steering_group: steering_group.map(Into::into),
            established_on: day("2016-01-01"),
        };
        self.execute::<Project>(command, "2016-01-04").await
    }

    /// A body, and what its meeting of 9 February 2026 decided.
    async fn steering_group(&mut self) -> (Uuid, Uuid, OutcomeId) {
        let body = EstablishBody {
            id: None,
            rule: Some("steuerungsgruppe".parse().unwrap()),
            kind: BodyKind::SteeringGroup,
            name: text("Steuerungsgruppe Manfort"),
            network: None,
            parent: None,
            region: None,
            founded_on: Some("2011".parse().unwrap()),
            planned: false,
        };
        let body = self.execute::<Body>(body, "2016-01-04").await;
        let meeting = self.met(body, "2026-02-09", &[]).await;
        let decided = text("Küche für das Elterncafé");
        let outcome = OutcomeId(decided.id.0);
        let record = RecordOutcome {
            meeting: meeting.into(),
            body: body.into(),
            id: Some(outcome),
            item: None,
            kind: OutcomeKind::Recommendation,
            text: decided,
            responsible: None,
            due_on: None,
        };
        self.execute::<Meeting>(record, "2026-02-09").await;
        (body, meeting, outcome)
    }

    /// 5.000 € of which 500 € came back, and 1.000 € that were booked by mistake.
    async fn funds_of_2026(&mut self, project: ProjectId, meeting: Uuid, outcome: OutcomeId) {
        let year = 2026;
        let open = OpenProjectFunds {
            project,
            year,
            cap: None,
            decision: None,
            opened_on: day("2026-01-05"),
        };
        self.execute::<ProjectFunds>(open, "2026-01-05").await;
        let mut allocations = Vec::new();
        for (purpose, amount, on) in [
            ("Küche für das Elterncafé", 500_000, "2026-02-16"),
            ("Doppelt gebucht", 100_000, "2026-02-17"),
        ] {
            let purpose = text(purpose);
            allocations.push(AllocationId(purpose.id.0));
            let allocate = AllocateProjectFunds {
                project,
                year,
                allocation: None,
                amount: cents(amount),
                purpose,
                meeting: Some(meeting.into()),
                outcome: Some(outcome),
                recipient: None,
                allocated_on: day(on),
            };
            self.execute::<ProjectFunds>(allocate, on).await;
        }
        let reverse = ReverseAllocation {
            project,
            year,
            allocation: allocations[1],
            reason: text("Versehen"),
            reversed_on: day("2026-02-20"),
        };
        self.execute::<ProjectFunds>(reverse, "2026-02-20").await;
        let release = ReleaseProjectFunds {
            project,
            year,
            allocation: allocations[0],
            amount: Some(cents(50_000)),
            reason: text("Günstiger als gedacht"),
            released_on: day("2026-02-25"),
        };
        self.execute::<ProjectFunds>(release, "2026-02-25").await;
    }

    pub(crate) async fn scheme(&mut self, name: &str, on: &str) -> Uuid {
        let define = DefineCostScheme {
            id: None,
            name: text(name),
            lines: None,
            defined_on: day(on),
        };
        self.execute::<CostScheme>(define, on).await
    }

    /// A parameter of 2025: an amount in cents, or a rate.
    async fn parameter(&mut self, scheme: CostSchemeId, code: &str, value: Result<i64, u16>) {
        let command = SetCostParameter {
            scheme,
            parameter: ParameterCode::try_new(code).unwrap(),
            year: 2025,
            amount: value.ok().map(cents),
            basis_points: value.err(),
            source: text("Eigene Tabelle der Kämmerei, Seite 3"),
        };
        self.execute::<CostScheme>(command, "2025-01-07").await;
    }

    async fn grade_cost(&mut self, scheme: CostSchemeId, code: &str, amount: i64) {
        let command = SetGradeCost {
            scheme,
            grade: grade(code),
            year: 2025,
            amount: cents(amount),
            source: text("Personalkostentabelle"),
        };
        self.execute::<CostScheme>(command, "2025-01-07").await;
    }

    async fn settle(&mut self, scheme: CostSchemeId, code: &str, average: bool, third: bool) {
        let parameter = ParameterCode::try_new("kgst.workplace").unwrap();
        let command = SettleCostQuestion {
            scheme,
            line: line(code),
            question: NonZeroU16::MIN,
            answer: text("So hält es die Kämmerei."),
            share: third.then(|| "1/3".to_owned().try_into().unwrap()),
            base: average.then_some(SurchargeBase::AverageWorkplace),
            base_parameter: average.then_some(parameter),
            base_line: None,
            note_meaning: None,
            settled_on: day("2025-01-08"),
        };
        self.execute::<CostScheme>(command, "2025-01-08").await;
    }

    async fn receives(&mut self, named: NameCostRecipient) {
        self.execute::<CostScheme>(named, "2025-01-09").await;
    }

    /// Everything that Leverkusen's lines ask for but the rent of the second pair.
    async fn whole_scheme(&mut self, town: &Leverkusen, project: ProjectId) -> CostSchemeId {
        let scheme = CostSchemeId(self.scheme("Kalkulation ab 2025", "2025-01-07").await);
        self.grade_cost(scheme, "S 11b", 6_000_000).await;
        self.grade_cost(scheme, "E 12", 9_000_000).await;
        self.parameter(scheme, "kgst.material", Ok(970_000)).await;
        self.parameter(scheme, "kgst.workplace", Ok(8_000_000))
            .await;
        self.parameter(scheme, "kgst.overhead-office", Err(2_000))
            .await;
        let mapped = MapPayGrade {
            scheme,
            grade: grade("SuE 11"),
            to: grade("S 11b"),
            from_year: 2016,
        };
        self.execute::<CostScheme>(mapped, "2025-01-07").await;
        let of_post = NameLineGrade {
            scheme,
            line: line("PSY"),
            grade: grade("E 12"),
            from_year: 2016,
        };
        self.execute::<CostScheme>(of_post, "2025-01-07").await;
        for (code, average, third) in [
            ("COORD", false, false),
            ("OVH", true, false),
            ("RENT", false, false),
            ("PSY-MAT", false, true),
            ("PSY-OVH", true, false),
            ("FH", false, false),
        ] {
            self.settle(scheme, code, average, third).await;
        }
        let growth = DecideIndexation {
            scheme,
            basis_points: None,
            base_year: Some(2025),
            mode: None,
            rounding: Some(Rounding::HalfUpCentFromBase),
            decided_on: day("2025-01-08"),
        };
        self.execute::<CostScheme>(growth, "2025-01-08").await;
        let named = |code: &str| NameCostRecipient {
            scheme,
            line: line(code),
            pair: None,
            project: None,
            partner: town.without_contact,
            site: None,
            from_year: 2016,
        };
        for code in ["PSY", "PSY-MAT", "PSY-OVH"] {
            self.receives(named(code)).await;
        }
        let midwives = NameCostRecipient {
            project: Some(project),
            partner: town.with_contact,
            ..named("FH")
        };
        self.receives(midwives).await;
        for pair in [NonZeroU16::MIN, NonZeroU16::MIN.saturating_add(1)] {
            let rents = NameCostRecipient {
                pair: Some(pair),
                site: Some(town.site.into()),
                ..named("RENT")
            };
            self.receives(rents).await;
        }
        let rent = SetActualCost {
            scheme,
            line: line("RENT"),
            pair: NonZeroU16::MIN,
            year: 2026,
            amount: cents(1_200_000),
            source: text("Mietvertrag vom März"),
        };
        self.execute::<CostScheme>(rent, "2025-01-09").await;
        let active = ActivateCostScheme {
            scheme,
            from_year: 2025,
            decision: Some(council()),
            activated_on: day("2025-12-16"),
        };
        self.execute::<CostScheme>(active, "2025-12-16").await;
        scheme
    }

    pub(crate) async fn budget(&mut self, project: Option<ProjectId>, year: i16, on: &str) -> Uuid {
        let draft = DraftBudget {
            id: None,
            year,
            project,
            drafted_on: day(on),
        };
        self.execute::<Budget>(draft, on).await
    }
}

/// Plans money in Leverkusen.
pub(crate) async fn planned(database: &TestDatabase, town: &Leverkusen) -> Planned {
    let mut office = Office::resume(database, "leverkusen");
    let (steering_group, meeting, outcome) = office.steering_group().await;
    let project = office
        .project("Projekt Manforter Laden", Some(steering_group))
        .await;
    let of = ProjectId(project);
    let operator = AddProjectOperator {
        project: of,
        partner: town.with_contact,
        since: day("2016-02-01"),
    };
    office.execute::<Project>(operator, "2016-02-01").await;
    let staff = RecordStaffUse {
        project: of,
        meeting: meeting.into(),
        outcome,
        text: text("Eine Fachkraft für das Elterncafé"),
        since: day("2026-02-10"),
    };
    office.execute::<Project>(staff, "2026-02-10").await;
    office.funds_of_2026(of, meeting, outcome).await;
    let scheme = office.whole_scheme(town, of).await;
    let budget = office.budget(Some(of), 2026, "2025-12-17").await;
    let compute = ComputeBudget {
        budget: budget.into(),
        scheme,
        project: Some(of),
        lines: None,
        computed_on: day("2025-12-17"),
    };
    office.execute::<Budget>(compute, "2025-12-17").await;
    let approve = ApproveBudget {
        budget: budget.into(),
        decision: council(),
        approved_on: day("2025-12-22"),
    };
    office.execute::<Budget>(approve, "2025-12-22").await;
    let network_budget = office.budget(None, 2026, "2026-01-12").await;
    let compute = ComputeBudget {
        budget: network_budget.into(),
        scheme,
        project: None,
        lines: Some(["PSY", "PSY-MAT", "PSY-OVH"].map(line).into()),
        computed_on: day("2026-01-12"),
    };
    office.execute::<Budget>(compute, "2026-01-12").await;
    office.publish().await;
    Planned {
        steering_group,
        project,
        funds: project_funds_id(of, 2026).0,
        scheme: scheme.0,
        budget,
        network_budget,
    }
}
