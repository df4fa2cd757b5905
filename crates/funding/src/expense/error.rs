//! Why an expense's command is refused.

use kernel::{Date, Facts, GrantId, Money, PartnerId, ProjectId, Refusal, SiteId, facts, german};
use thiserror::Error;

use super::payer::Payer;
use crate::codes::CostLineCode;
use crate::german::euros;
use crate::grant::{GrantPeriod, PlanCostKind};
use crate::unfit::Unfit;

/// Why an expense's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ExpenseRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Nothing is no expense.
    #[error("an amount of nothing is no booking")]
    NoAmount,
    /// A part is said in one way.
    #[error("a part is an amount or a share, not both")]
    AmountAndShare,
    /// Somebody was paid, and only one.
    #[error("one payee: a partner or somebody named")]
    OnePayee,
    /// The expense does not count any more.
    #[error("expense was reversed on {reversed_on}")]
    Reversed { reversed_on: Date },
    /// The number names no assignment.
    #[error("assignment {number} does not exist among {assigned}")]
    NoSuchAssignment { number: u32, assigned: usize },
    /// It was taken back before.
    #[error("assignment {number} was reversed on {reversed_on}")]
    AssignmentReversed { number: u32, reversed_on: Date },
    /// More than the whole would be paid for: double funding.
    #[error("{asked:?} more than {amount:?} allows beside {} assignments", assigned.len())]
    OverAssigned {
        amount: Money,
        asked: Money,
        /// Everything that is assigned already.
        assigned: Vec<(Payer, Money)>,
    },
    /// The line is not one of those that are refunded (FUN-12).
    #[error("cost line {line:?} is not on the positive list {listed:?}")]
    NotOnList {
        line: Option<CostLineCode>,
        listed: Vec<String>,
    },
    /// Whom the line's pairs mean stands in a cost scheme (FUN-08).
    #[error("line {line} needs its cost scheme")]
    SchemeMissing { line: CostLineCode },
    /// Nobody entered whom and which site the line means (FUN-08).
    #[error("the pairs of line {line} are not set: {named:?}")]
    PairsUnset {
        line: CostLineCode,
        /// Recipient and site in the words of the document.
        named: Vec<(String, String)>,
    },
    /// The line pays other recipients at other sites (FUN-08).
    #[error("line {line} does not pay {partner:?} for {site:?}")]
    NotAPair {
        line: CostLineCode,
        partner: Option<PartnerId>,
        site: Option<SiteId>,
    },
    /// No notice of award yet, or it is gone.
    #[error("{grant} is not awarded")]
    GrantNotAwarded { grant: GrantId },
    #[error("{grant} was closed on {closed_on}")]
    GrantClosed { grant: GrantId, closed_on: Date },
    /// The authority examined what the grant paid: nothing is added any more.
    #[error("the proof of use of {grant} was examined on {examined_on}")]
    GrantExamined { grant: GrantId, examined_on: Date },
    /// The grant's money may not be spent on that day.
    #[error("{paid_on} lies outside the period of {grant}: {period:?}")]
    OutsidePeriod {
        grant: GrantId,
        paid_on: Date,
        period: GrantPeriod,
    },
    /// The financing plan has no such line.
    #[error("the plan of {grant} has no line {line}")]
    NotInPlan {
        grant: GrantId,
        line: CostLineCode,
        planned: Vec<CostLineCode>,
    },
    /// The plan's line is for costs of another kind (FUN-14).
    #[error("line {line} is for {planned:?}, not for {kind:?}")]
    OtherKind {
        line: CostLineCode,
        planned: PlanCostKind,
        kind: PlanCostKind,
    },
    /// What is to pay is of another year.
    #[error("{paid_on} is not in {year}")]
    OtherYear { paid_on: Date, year: i16 },
    /// What is to pay is for another line.
    #[error("paid under {of_payer}, spent under {of_expense}")]
    OtherLine {
        of_payer: CostLineCode,
        of_expense: CostLineCode,
    },
    /// What is to pay is another project's.
    #[error("paid from {of_payer}, spent for {of_expense}")]
    OtherProject {
        of_payer: ProjectId,
        of_expense: ProjectId,
    },
}

impl Refusal for ExpenseRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::NoAmount => "NO_AMOUNT",
            Self::AmountAndShare => "AMOUNT_AND_SHARE",
            Self::OnePayee => "ONE_PAYEE",
            Self::Reversed { .. } => "EXPENSE_REVERSED",
            Self::NoSuchAssignment { .. } => "EXPENSE_ASSIGNMENT_UNKNOWN",
            Self::AssignmentReversed { .. } => "EXPENSE_ASSIGNMENT_REVERSED",
            Self::OverAssigned { .. } => "EXPENSE_OVER_ASSIGNED",
            Self::NotOnList { .. } => "NOT_ON_POSITIVE_LIST",
            Self::SchemeMissing { .. } => "COST_SCHEME_MISSING",
            Self::PairsUnset { .. } => "COST_LINE_PAIRS_UNSET",
            Self::NotAPair { .. } => "COST_LINE_PAIR_OTHER",
            Self::GrantNotAwarded { .. } => "GRANT_NOT_AWARDED",
            Self::GrantClosed { .. } => "GRANT_CLOSED",
            Self::GrantExamined { .. } => "GRANT_EXAMINED",
            Self::OutsidePeriod { .. } => "OUTSIDE_GRANT_PERIOD",
            Self::NotInPlan { .. } => "NOT_IN_FINANCING_PLAN",
            Self::OtherKind { .. } => "OTHER_COST_KIND",
            Self::OtherYear { .. } => "OTHER_YEAR",
            Self::OtherLine { .. } => "OTHER_COST_LINE",
            Self::OtherProject { .. } => "OTHER_PROJECT",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::NoAmount | Self::AmountAndShare | Self::OverAssigned { .. } => Some("amount"),
            Self::OnePayee => Some("payee"),
            Self::Reversed { .. } => Some("expense"),
            Self::NoSuchAssignment { .. } | Self::AssignmentReversed { .. } => Some("number"),
            Self::SchemeMissing { .. } => Some("scheme"),
            Self::NotOnList { .. } | Self::PairsUnset { .. } => Some("line"),
            Self::NotAPair { .. } => Some("site"),
            Self::GrantNotAwarded { .. }
            | Self::GrantClosed { .. }
            | Self::GrantExamined { .. }
            | Self::NotInPlan { .. }
            | Self::OtherLine { .. }
            | Self::OtherProject { .. } => Some("payer"),
            Self::OutsidePeriod { .. } | Self::OtherYear { .. } => Some("paidOn"),
            Self::OtherKind { .. } => Some("kind"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotOnList { .. } | Self::OtherLine { .. } => "FUN-12",
            Self::SchemeMissing { .. } | Self::PairsUnset { .. } | Self::NotAPair { .. } => {
                "FUN-08"
            }
            Self::OutsidePeriod { .. } | Self::NotInPlan { .. } | Self::OtherKind { .. } => {
                "FUN-14"
            }
            Self::OtherYear { .. } | Self::OtherProject { .. } => "FUN-06",
            Self::GrantExamined { .. } => "FUN-20",
            Self::Unfit(_)
            | Self::NoAmount
            | Self::AmountAndShare
            | Self::OnePayee
            | Self::Reversed { .. }
            | Self::NoSuchAssignment { .. }
            | Self::AssignmentReversed { .. }
            | Self::OverAssigned { .. }
            | Self::GrantNotAwarded { .. }
            | Self::GrantClosed { .. } => "FUN-01",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::NoAmount => "Gebucht werden mindestens 0,01 €.".to_owned(),
            Self::AmountAndShare => {
                "Ein Teil ist ein Betrag oder ein Anteil, nicht beides.".to_owned()
            }
            Self::OnePayee => {
                "Bezahlt wurde genau einer: ein Netzwerkpartner oder jemand, dessen Name angegeben ist.".to_owned()
            }
            Self::Reversed { reversed_on } => format!(
                "Die Ausgabe ist am {} storniert; sie ist neu zu erfassen.",
                german::day(*reversed_on)
            ),
            Self::NoSuchAssignment { number, .. } => {
                format!("Eine Zuordnung mit der Nummer {number} gibt es hier nicht.")
            }
            Self::AssignmentReversed {
                number,
                reversed_on,
            } => format!(
                "Die Zuordnung {number} ist schon am {} storniert.",
                german::day(*reversed_on)
            ),
            Self::OverAssigned {
                amount,
                asked,
                assigned,
            } => {
                let parts: Vec<String> = assigned.iter().map(|(payer, amount)| format!("{} {}", payer.german(), euros(*amount))).collect();
                let parts = if parts.is_empty() { "nichts".to_owned() } else { parts.join(", ") };
                format!(
                    "Von den {} der Ausgabe ist schon zugeordnet: {parts}; {} mehr sind über 100 %.",
                    euros(*amount),
                    euros(*asked)
                )
            }
            Self::NotOnList { line, listed } => {
                let listed = listed.join(", ");
                match line {
                    Some(line) => format!("Die Kostenposition {line} wird nicht erstattet; erstattet werden {listed}."),
                    None => format!("Die Kostenposition fehlt; erstattet werden nur {listed}."),
                }
            }
            Self::SchemeMissing { line } => format!(
                "Zu {line} gehört die Kalkulationsvorschrift, in der die Empfänger eingetragen sind."
            ),
            Self::PairsUnset { line, named } => {
                let named: Vec<String> = named.iter().map(|(who, site)| format!("{who} – {site}")).collect();
                format!(
                    "Wer und welcher Standort mit {line} gemeint sind, ist noch einzutragen: {}.",
                    named.join(", ")
                )
            }
            Self::NotAPair { line, .. } => format!(
                "{line} wird nur den genannten Empfängern für ihren Standort erstattet; dieses Paar gehört nicht dazu."
            ),
            Self::GrantNotAwarded { .. } => "Die Zuwendung ist nicht bewilligt.".to_owned(),
            Self::GrantClosed { closed_on, .. } => format!(
                "Die Zuwendung ist seit dem {} abgeschlossen.",
                german::day(*closed_on)
            ),
            Self::GrantExamined { examined_on, .. } => format!(
                "Der Verwendungsnachweis der Zuwendung ist seit dem {} geprüft.",
                german::day(*examined_on)
            ),
            Self::OutsidePeriod {
                paid_on, period, ..
            } => format!(
                "Der {} liegt nicht im Bewilligungszeitraum vom {} bis zum {}.",
                german::day(*paid_on),
                german::day(period.since),
                german::day(period.until)
            ),
            Self::NotInPlan { line, planned, .. } => {
                let planned: Vec<&str> = planned.iter().map(CostLineCode::as_str).collect();
                format!(
                    "Der Finanzierungsplan hat keine Position {line}; er hat {}.",
                    planned.join(", ")
                )
            }
            Self::OtherKind {
                line,
                planned,
                kind,
            } => format!(
                "Die Position {line} ist für {}, nicht für {}.",
                planned.label(),
                kind.label()
            ),
            Self::OtherYear { paid_on, year } => format!(
                "Bezahlt wurde am {}, die Mittel sind die des Jahres {year}.",
                german::day(*paid_on)
            ),
            Self::OtherLine {
                of_payer,
                of_expense,
            } => format!("Die Mittel sind für {of_payer}, die Ausgabe ist für {of_expense}."),
            Self::OtherProject { .. } => {
                "Die Mittel gehören einem anderen Projekt als die Ausgabe.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::NoAmount | Self::AmountAndShare | Self::OnePayee => Facts::new(),
            Self::Reversed { reversed_on } => facts! { "reversedOn" => reversed_on },
            Self::NoSuchAssignment { number, assigned } => {
                facts! { "number" => number, "assigned" => assigned }
            }
            Self::AssignmentReversed {
                number,
                reversed_on,
            } => facts! { "number" => number, "reversedOn" => reversed_on },
            Self::OverAssigned {
                amount,
                asked,
                assigned,
            } => {
                let part = |(payer, amount): &(Payer, Money)| facts! { "payer" => payer, "amount" => amount };
                let assigned: Vec<Facts> = assigned.iter().map(part).collect();
                facts! { "amount" => amount, "asked" => asked, "assigned" => assigned }
            }
            Self::NotOnList { line, listed } => facts! { "line" => line, "listed" => listed },
            Self::SchemeMissing { line } => facts! { "line" => line },
            Self::PairsUnset { line, named } => facts! { "line" => line, "named" => named },
            Self::NotAPair {
                line,
                partner,
                site,
            } => facts! { "line" => line, "partner" => partner, "site" => site },
            Self::GrantNotAwarded { grant } => facts! { "grant" => grant },
            Self::GrantClosed { grant, closed_on } => {
                facts! { "grant" => grant, "closedOn" => closed_on }
            }
            Self::GrantExamined { grant, examined_on } => {
                facts! { "grant" => grant, "examinedOn" => examined_on }
            }
            Self::OutsidePeriod {
                grant,
                paid_on,
                period,
            } => facts! {
                "grant" => grant, "paidOn" => paid_on, "since" => period.since, "until" => period.until,
            },
            Self::NotInPlan {
                grant,
                line,
                planned,
            } => facts! { "grant" => grant, "line" => line, "planned" => planned },
            Self::OtherKind {
                line,
                planned,
                kind,
            } => facts! { "line" => line, "planned" => planned, "kind" => kind },
            Self::OtherYear { paid_on, year } => facts! { "paidOn" => paid_on, "year" => year },
            Self::OtherLine {
                of_payer,
                of_expense,
            } => facts! { "ofPayer" => of_payer, "ofExpense" => of_expense },
            Self::OtherProject {
                of_payer,
                of_expense,
            } => facts! { "ofPayer" => of_payer, "ofExpense" => of_expense },
        }
    }
}
