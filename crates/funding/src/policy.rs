//! What differs between municipalities about money (FUN-01 … FUN-20).
//!
//! Amounts are euro cents. A cost line is what a document says is refunded; where the document is ambiguous
//! ("1/3 … (rd. 37.000 €)"), the line keeps the figure as a note and names the question, and no computation
//! takes a side.

use kernel::{DecisionRef, Money, Share, Sourced, Strength};
use serde::{Deserialize, Serialize};

kernel::code! {
    /// Who pays for the network's work [Finanzierung].
    pub enum Financing {
        /// the cost lines are refunded (FUN-01)
        Refund = "Erstattung nach Kostenpositionen",
        /// within the resources provided and available (FUN-19)
        OwnResources = "im Rahmen der bereitgestellten Ressourcen",
    }
}

kernel::code! {
    /// How a cost line is computed [Art der Kostenposition].
    pub enum CostKind {
        /// cost of staff of a grade (FUN-02, FUN-09)
        Personnel = "Personalkosten",
        /// a lump sum per workplace (FUN-03)
        LumpSum = "Sachkostenpauschale",
        /// a surcharge on the average cost of a workplace (FUN-04)
        Surcharge = "Gemeinkostenzuschlag",
        /// up to an amount (FUN-06)
        Cap = "Höchstbetrag",
        /// what it cost (FUN-08)
        Actual = "tatsächliche Kosten",
        /// an amount as it stands (FUN-11)
        Fixed = "Festbetrag",
    }
}

kernel::code! {
    /// To whom a cost line goes [Empfänger].
    pub enum CostRecipient {
        /// the operators of a project of a district (FUN-02 … FUN-06)
        ProjectOperators = "Träger des Stadtteilprojektes",
        /// each denominational counselling centre (FUN-09, FUN-10)
        CounsellingCentre = "konfessionelle Erziehungsberatungsstelle",
        /// the recipients that the line pairs with sites (FUN-08)
        NamedRecipients = "genannte Empfänger",
        /// left blank in the document (FUN-11)
        LeftBlank = "im Dokument offen gelassen",
    }
}

kernel::code! {
    /// What a figure in brackets means [Bedeutung der Zahl].
    pub enum NoteMeaning {
        /// the document does not say; ask (rules.md 1.9, trap 7)
        Unclear = "unklar",
        /// the whole cost
        Whole = "Gesamtkosten",
        /// the share that is refunded
        Part = "erstatteter Anteil",
    }
}

kernel::code! {
    /// What a yearly rise of costs is used for [Kostensteigerung].
    pub enum IndexationMode {
        /// plans grow by it; refunded is what it cost (FUN-05)
        PlanningOnly = "nur für die Planung",
        /// the refund itself grows by it
        Refund = "für die Erstattung",
    }
}

kernel::code! {
    /// How an indexed amount is rounded [Rundung].
    pub enum Rounding {
        /// half a cent up, always computed from the base year's amount
        HalfUpCentFromBase = "kaufmännisch auf Cent, vom Basisjahr aus",
        /// half a cent up, computed from the year before
        HalfUpCentFromYearBefore = "kaufmännisch auf Cent, vom Vorjahr aus",
    }
}

/// A municipality's rules for money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FundingPolicy {
    pub financing: Sourced<Financing>,
    /// The decision under which costs are refunded (FUN-01).
    pub authorising_decision: Sourced<DecisionRef>,
    /// True where nothing is refunded but the cost lines (FUN-12).
    pub positive_list: Sourced<bool>,
    /// All that is refunded in a year; never invented where an annex is missing (FUN-13).
    pub yearly_total: Sourced<Money>,
    pub indexation: Indexation,
    /// The provisions that the money comes under (FUN-20).
    pub programme: Sourced<Vec<String>>,
    /// Years after which the key of the federal fund is adjusted (FUN-15).
    pub key_adjusted_every_years: Sourced<u8>,
    /// What is refunded (FUN-02 … FUN-11); none where nothing is said about refunds.
    #[serde(default)]
    pub cost_lines: Vec<Sourced<CostLine>>,
}

impl FundingPolicy {
    /// The line with the code.
    pub fn line(&self, code: &str) -> Option<&Sourced<CostLine>> {
        self.cost_lines
            .iter()
            .find(|line| line.value().is_some_and(|value| value.code == code))
    }
}

/// How costs rise from year to year (FUN-05).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Indexation {
    pub rate: Sourced<Rate>,
    pub base_year: Sourced<i16>,
    pub mode: Sourced<IndexationMode>,
    pub rounding: Sourced<Rounding>,
}

/// A yearly rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rate {
    /// Hundredths of a percent: 3 % is 300.
    pub basis_points: u16,
    /// `approx` where the document says "ca.".
    pub strength: Strength,
}

/// Something that is refunded [Kostenposition].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CostLine {
    /// Unique in the policy.
    pub code: String,
    pub kind: CostKind,
    pub recipient: CostRecipient,
    /// True where costs rise by the indexation.
    pub indexed: bool,
    /// Pay grade [Entgeltgruppe].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Highest pay grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade_max: Option<String>,
    /// Number of skilled workers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u16>,
    /// The part that is refunded; the whole where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// Cents in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// A figure in cents that the document prints beside the rule; warns, never computes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_amount: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_meaning: Option<NoteMeaning>,
    /// A yearly parameter that the municipality enters: a licensed table is not shipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What a surcharge is computed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<SurchargeBase>,
    /// Recipient and site, for costs of named places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<(String, String)>,
    /// The body whose outcome decides on the use, by its key (FUN-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_outcome_of: Option<String>,
    /// What the municipality has to answer before the line can be computed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

kernel::code! {
    /// What a surcharge is computed on [Bemessungsgrundlage] (FUN-04).
    pub enum SurchargeBase {
        /// the average cost of a workplace
        AverageWorkplace = "durchschnittliche Kosten eines Arbeitsplatzes",
        /// the gross cost of the staff
        GrossPersonnel = "Bruttopersonalkosten",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_amount_is_no_cost_line() {
        let line = r#"{"code":"proj","kind":"cap","recipient":"project-operators","indexed":false,"amount":-1}"#;
        let error = serde_json::from_str::<CostLine>(line).unwrap_err();
        assert!(
            error.to_string().contains("not below 0, this is -1"),
            "{error}"
        );
    }

    #[test]
    fn a_line_keeps_a_third_and_an_unclear_note() {
        let line: CostLine = serde_json::from_str(
            r#"{"code":"psy","kind":"personnel","recipient":"counselling-centre","indexed":true,
                "grade-max":"E 13","share":"1/3","note-amount":3700000,"note-meaning":"unclear"}"#,
        )
        .unwrap();
        assert_eq!(line.note_amount.map(Money::cents), Some(3_700_000));
        assert_eq!(line.share.map(String::from), Some("1/3".to_owned()));
    }
}
