//! What a command of this domain may be about or refer to, and the refusals that all its aggregates share.

/// What a command may be about or refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Disbursement,
    Expense,
    Grant,
    GrantCondition,
    OnwardGrant,
    Programme,
    Receipt,
    Repayment,
}

impl kernel::Thing for Thing {
    fn accusative(self) -> &'static str {
        match self {
            Self::Disbursement => "den Mittelabruf",
            Self::Expense => "die Ausgabe",
            Self::Grant => "die Zuwendung",
            Self::GrantCondition => "die Nebenbestimmung",
            Self::OnwardGrant => "die Weiterleitung",
            Self::Programme => "das Förderprogramm",
            Self::Receipt => "den Zahlungseingang",
            Self::Repayment => "die Rückforderung",
        }
    }

    fn unknown(self) -> &'static str {
        match self {
            Self::Disbursement => "DISBURSEMENT_UNKNOWN",
            Self::Expense => "EXPENSE_UNKNOWN",
            Self::Grant => "GRANT_UNKNOWN",
            Self::GrantCondition => "GRANT_CONDITION_UNKNOWN",
            Self::OnwardGrant => "ONWARD_GRANT_UNKNOWN",
            Self::Programme => "PROGRAMME_UNKNOWN",
            Self::Receipt => "RECEIPT_UNKNOWN",
            Self::Repayment => "REPAYMENT_UNKNOWN",
        }
    }
}

/// The refusals that all aggregates share.
pub type Unfit = kernel::Unfit<Thing>;
