//! Where a cost scheme's command goes and what comes with it.

use kernel::{Claim, CostSchemeId, Date, DomainCommand, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectCostScheme {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<CostSchemeCommand> {
        self.replacement.clone().map(CostSchemeCommand::from)
    }
}

impl CostSchemeCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::DefineCostScheme(c) => Some(("definedOn", c.defined_on)),
            Self::ActivateCostScheme(c) => Some(("activatedOn", c.activated_on)),
            Self::SettleCostQuestion(c) => Some(("settledOn", c.settled_on)),
            Self::DecideIndexation(c) => Some(("decidedOn", c.decided_on)),
            Self::SetCostParameter(_)
            | Self::SetGradeCost(_)
            | Self::MapPayGrade(_)
            | Self::NameLineGrade(_)
            | Self::NameCostRecipient(_)
            | Self::SetActualCost(_)
            | Self::CorrectCostScheme(_) => None,
        }
    }

    /// The field and the year that the command names.
    pub(super) fn year(&self) -> Option<(&'static str, i16)> {
        match self {
            Self::ActivateCostScheme(c) => Some(("fromYear", c.from_year)),
            Self::SetCostParameter(c) => Some(("year", c.year)),
            Self::SetGradeCost(c) => Some(("year", c.year)),
            Self::MapPayGrade(c) => Some(("fromYear", c.from_year)),
            Self::NameLineGrade(c) => Some(("fromYear", c.from_year)),
            Self::DecideIndexation(c) => c.base_year.map(|year| ("baseYear", year)),
            Self::NameCostRecipient(c) => Some(("fromYear", c.from_year)),
            Self::SetActualCost(c) => Some(("year", c.year)),
            Self::DefineCostScheme(_)
            | Self::SettleCostQuestion(_)
            | Self::CorrectCostScheme(_) => None,
        }
    }
}

impl DomainCommand for CostSchemeCommand {
    const STREAM: &'static str = "cost-scheme";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::DefineCostScheme(c) => c.id,
            Self::ActivateCostScheme(c) => Some(c.scheme),
            Self::SetCostParameter(c) => Some(c.scheme),
            Self::SetGradeCost(c) => Some(c.scheme),
            Self::MapPayGrade(c) => Some(c.scheme),
            Self::NameLineGrade(c) => Some(c.scheme),
            Self::SettleCostQuestion(c) => Some(c.scheme),
            Self::DecideIndexation(c) => Some(c.scheme),
            Self::NameCostRecipient(c) => Some(c.scheme),
            Self::SetActualCost(c) => Some(c.scheme),
            Self::CorrectCostScheme(c) => Some(c.scheme),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DefineCostScheme(c) = self {
            c.id = Some(CostSchemeId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DefineCostScheme(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::NameCostRecipient(c) => {
                let mut reads = vec![StreamId::new("partner", c.partner.0)];
                reads.extend(c.project.map(|id| StreamId::new("project", id.0)));
                reads.extend(c.site.map(|id| StreamId::new("site", id.0)));
                reads
            }
            Self::CorrectCostScheme(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::DefineCostScheme(_)
            | Self::ActivateCostScheme(_)
            | Self::SetCostParameter(_)
            | Self::SetGradeCost(_)
            | Self::MapPayGrade(_)
            | Self::NameLineGrade(_)
            | Self::SettleCostQuestion(_)
            | Self::DecideIndexation(_)
            | Self::SetActualCost(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::DefineCostScheme(c) => vec![(&c.name).into()],
            Self::SetCostParameter(c) => vec![(&c.source).into()],
            Self::SetGradeCost(c) => vec![(&c.source).into()],
            Self::SettleCostQuestion(c) => vec![(&c.answer).into()],
            Self::SetActualCost(c) => vec![(&c.source).into()],
            Self::CorrectCostScheme(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::ActivateCostScheme(_)
            | Self::MapPayGrade(_)
            | Self::NameLineGrade(_)
            | Self::DecideIndexation(_)
            | Self::NameCostRecipient(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            // Of one year there is one scheme by which budgets begin to be computed.
            Self::ActivateCostScheme(c) => vec![Claim {
                kind: "cost-scheme-from-year",
                key: c.from_year.to_string(),
            }],
            Self::CorrectCostScheme(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
            Self::DefineCostScheme(_)
            | Self::SetCostParameter(_)
            | Self::SetGradeCost(_)
            | Self::MapPayGrade(_)
            | Self::NameLineGrade(_)
            | Self::SettleCostQuestion(_)
            | Self::DecideIndexation(_)
            | Self::NameCostRecipient(_)
            | Self::SetActualCost(_) => Vec::new(),
        }
    }
}
