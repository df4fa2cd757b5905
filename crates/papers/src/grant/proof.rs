//! The numeric proof [Zahlenmäßiger Nachweis]: income, expenditure by the lines of the financing plan and by area,
//! onward grants, list of receipts (field.md 3.4, no. 3 and 4).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{GrantHead, PassedOn};
use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::manuscript::{Manuscript, Parts, day, number, or_unknown, words};

/// The numeric proof of a grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumericProofPaper {
    /// Header, footer, crest; its status is „Entwurf“ while the proof is not submitted.
    pub letterhead: Letterhead,
    /// Whose numbers these are.
    pub grant: GrantHead,
    /// The day whose books it shows.
    pub as_of: Date,
    /// The day on which it was submitted; `None` for a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<Date>,
    /// What a draft still lacks, in sentences.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Einnahmen.
    pub income: Vec<IncomeLine>,
    /// Expenditure in the order of the financing plan [Ausgaben- und Finanzierungsplan].
    pub lines: Vec<ProofLine>,
    /// The same by area [Förderbereich].
    pub areas: Vec<ProofLine>,
    /// The sum of the lines.
    pub total: ProofSums,
    /// Weiterleitungen.
    pub onward: Vec<PassedOn>,
    /// The sum of what was accepted of them.
    pub onward_sum: String,
    /// What is left of what was received: to be paid back or carried over.
    pub remaining: String,
    /// What was spent and has not arrived yet.
    pub outstanding: String,
    /// The list of receipts [Belegliste], in the order of the days.
    pub receipts: Vec<Receipt>,
    /// Its sum.
    pub receipts_sum: String,
}

/// Where money comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncomeLine {
    /// „Zuwendung, eingegangen“.
    pub label: String,
    /// What the plan says [Soll].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<String>,
    /// What arrived [Ist]; `None` where nobody books it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
}

/// A line of the expenditure, or what an area comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProofLine {
    /// „Personalkosten (koordination), Förderbereich I“.
    pub label: String,
    /// Its numbers.
    pub sums: ProofSums,
}

/// Planned and spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProofSums {
    /// Soll.
    pub planned: String,
    /// The recipient's own expenses.
    pub own: String,
    /// What was accepted of onward grants.
    pub onward: String,
    /// Ist.
    pub spent: String,
    /// Planned less spent, with „−“ where more was spent.
    pub difference: String,
}

impl ProofSums {
    fn row(&self, label: &str) -> Vec<String> {
        let sums = [
            &self.planned,
            &self.own,
            &self.onward,
            &self.spent,
            &self.difference,
        ];
        let sums = sums.into_iter().cloned();
        [label.to_owned()].into_iter().chain(sums).collect()
    }
}

/// An expense in the list of receipts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The day of the payment.
    pub day: Date,
    /// Who was paid [Empfänger]; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<String>,
    /// What for [Grund der Zahlung]; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The line of the plan.
    pub line: String,
    /// What the grant pays of it [Einzelbetrag].
    pub amount: String,
    /// How many receipts there are.
    pub documents: usize,
}

impl NumericProofPaper {
    fn manuscript(&self) -> Manuscript<'_> {
        let mut parts = Parts::default();
        self.grant.say(&mut parts);
        match self.submitted_on {
            Some(on) => parts.fact("Nachweis vom", day(on)),
            None => parts.fact("Stand der Bücher", day(self.as_of)),
        }
        if !self.missing.is_empty() {
            parts.heading("Was noch fehlt");
            parts.list(self.missing.clone());
        }
        self.money(&mut parts);
        parts.heading("Ergebnis");
        parts.fact("Ausgegeben", self.total.spent.as_str());
        parts.fact("Verbleibend", self.remaining.as_str());
        parts.fact("Noch ausstehend", self.outstanding.as_str());
        parts.paragraph(
            "Eingegangen und übernommen abzüglich Rückzahlungen und Übertragungen, zuzüglich des noch Ausstehenden, ist gleich ausgegeben zuzüglich \
             des Verbleibenden.",
        );
        self.receipts(&mut parts);
        parts.heading("Bestätigung");
        parts.gap(
            "die Erklärungen, die der Bescheid und seine Nebenbestimmungen verlangen, Ort, Datum, Unterschrift",
        );
        Manuscript {
            letterhead: &self.letterhead,
            title: "Zahlenmäßiger Nachweis".to_owned(),
            subtitle: self.grant.purpose.clone(),
            parts: parts.finish(),
        }
    }

    fn money(&self, parts: &mut Parts) {
        parts.heading("Einnahmen");
        let income = self.income.iter().map(|line| {
            let amount = |amount: &Option<String>| or_unknown(amount.as_deref());
            vec![
                line.label.clone(),
                amount(&line.planned),
                amount(&line.actual),
            ]
        });
        let columns = [words("Herkunft", 30), number("Soll", 15), number("Ist", 15)];
        parts.table(columns.to_vec(), income.collect(), None);

        let columns = |what: &str| {
            vec![
                words(what, 30),
                number("Soll", 15),
                number("eigene Ausgaben", 15),
                number("weiter\u{ad}geleitet", 15),
                number("Ist", 15),
                number("Soll − Ist", 15),
            ]
        };
        let rows = |lines: &[ProofLine]| -> Vec<Vec<String>> {
            let rows = lines.iter().map(|line| line.sums.row(&line.label));
            rows.collect()
        };
        let total = Some(self.total.row("Summe"));
        parts.heading("Ausgaben nach dem Ausgaben- und Finanzierungsplan");
        parts.table(columns("Position"), rows(&self.lines), total.clone());
        parts.heading("Ausgaben nach Förderbereichen");
        parts.table(columns("Förderbereich"), rows(&self.areas), total);

        parts.heading("Weiterleitungen");
        let onward = self.onward.iter().map(|row| {
            vec![
                or_unknown(row.institution.as_deref()),
                or_unknown(row.purpose.as_deref()),
                row.line.clone(),
                row.examined_on.map_or_else(|| "noch nicht".to_owned(), day),
                or_unknown(row.accepted.as_deref()),
            ]
        });
        let columns = [
            words("Empfänger", 22),
            words("Zweck", 26),
            words("Position", 16),
            words("geprüft am", 13),
            number("anerkannt", 15),
        ];
        let blank = String::new;
        let sum = [
            "Summe".to_owned(),
            blank(),
            blank(),
            blank(),
            self.onward_sum.clone(),
        ];
        parts.table(columns.to_vec(), onward.collect(), Some(sum.to_vec()));
    }

    fn receipts(&self, parts: &mut Parts) {
        parts.heading("Belegliste");
        let receipts = self.receipts.iter().enumerate();
        let receipts = receipts.map(|(index, receipt)| {
            vec![
                (index + 1).to_string(),
                day(receipt.day),
                or_unknown(receipt.payee.as_deref()),
                or_unknown(receipt.reason.as_deref()),
                receipt.line.clone(),
                receipt.documents.to_string(),
                receipt.amount.clone(),
            ]
        });
        let columns = [
            number("Nr.", 6),
            words("Tag", 13),
            words("Empfänger", 21),
            words("Grund der Zahlung", 25),
            words("Position", 15),
            number("Belege", 9),
            number("Betrag", 15),
        ];
        let blank = String::new;
        let sum = [
            blank(),
            "Summe".to_owned(),
            blank(),
            blank(),
            blank(),
            blank(),
            self.receipts_sum.clone(),
        ];
        parts.table(columns.to_vec(), receipts.collect(), Some(sum.to_vec()));
    }
}

/// Sets the numeric proof as PDF. In async code call it in `spawn_blocking`.
pub fn numeric_proof(paper: &NumericProofPaper) -> Result<Vec<u8>, PaperError> {
    paper.manuscript().pdf(PaperKind::NumericProof)
}

/// The same as DOCX, to be edited. In async code call it in `spawn_blocking`.
pub fn numeric_proof_docx(paper: &NumericProofPaper) -> Result<Vec<u8>, PaperError> {
    paper.manuscript().docx(PaperKind::NumericProof)
}
