//! What a command of this domain may be about or refer to, and the refusals that all its aggregates share.

/// What a command may be about or refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Allocation,
    Body,
    Budget,
    BudgetLine,
    CostScheme,
    Disbursement,
    Expense,
    Grant,
    GrantCondition,
    Meeting,
    OnwardGrant,
    Outcome,
    Partner,
    Programme,
    Project,
    ProjectFunds,
    Receipt,
    Region,
    Repayment,
    Site,
}

impl kernel::Thing for Thing {
    fn accusative(self) -> &'static str {
        match self {
            Self::Allocation => "die Vergabe",
            Self::Body => "das Gremium",
            Self::Budget => "das Budget",
            Self::BudgetLine => "die Haushaltsposition",
            Self::CostScheme => "die Kalkulationsvorschrift",
            Self::Disbursement => "den Mittelabruf",
            Self::Expense => "die Ausgabe",
            Self::Grant => "die Zuwendung",
            Self::GrantCondition => "die Nebenbestimmung",
            Self::Meeting => "die Sitzung",
            Self::OnwardGrant => "die Weiterleitung",
            Self::Outcome => "das Ergebnis",
            Self::Partner => "den Netzwerkpartner",
            Self::Programme => "das Förderprogramm",
            Self::Project => "das Stadtteilprojekt",
            Self::ProjectFunds => "die Projektmittel",
            Self::Receipt => "den Zahlungseingang",
            Self::Region => "die Region",
            Self::Repayment => "die Rückforderung",
            Self::Site => "den Standort",
        }
    }

    fn unknown(self) -> &'static str {
        match self {
            Self::Allocation => "ALLOCATION_UNKNOWN",
            Self::Body => "BODY_UNKNOWN",
            Self::Budget => "BUDGET_UNKNOWN",
            Self::BudgetLine => "BUDGET_LINE_UNKNOWN",
            Self::CostScheme => "COST_SCHEME_UNKNOWN",
            Self::Disbursement => "DISBURSEMENT_UNKNOWN",
            Self::Expense => "EXPENSE_UNKNOWN",
            Self::Grant => "GRANT_UNKNOWN",
            Self::GrantCondition => "GRANT_CONDITION_UNKNOWN",
            Self::Meeting => "MEETING_UNKNOWN",
            Self::OnwardGrant => "ONWARD_GRANT_UNKNOWN",
            Self::Outcome => "OUTCOME_UNKNOWN",
            Self::Partner => "PARTNER_UNKNOWN",
            Self::Programme => "PROGRAMME_UNKNOWN",
            Self::Project => "PROJECT_UNKNOWN",
            Self::ProjectFunds => "PROJECT_FUNDS_UNKNOWN",
            Self::Receipt => "RECEIPT_UNKNOWN",
            Self::Region => "REGION_UNKNOWN",
            Self::Repayment => "REPAYMENT_UNKNOWN",
            Self::Site => "SITE_UNKNOWN",
        }
    }
}

/// The refusals that all aggregates share.
pub type Unfit = kernel::Unfit<Thing>;
