//! A grant's proof and report.

use jiff::civil::{Date, date};
use papers::{
    Area, BodyYear, DatedName, FigureLine, GoalLine, GrantHead, GrantReportPaper, IncomeLine,
    NetworkYear, NumericProofPaper, PassedOn, ProofLine, ProofSums, Receipt, ReportArea,
    TrainingLine,
};

use super::letterhead;

pub(crate) fn head() -> GrantHead {
    GrantHead {
        purpose: Some("Koordinierung der Frühen Hilfen".into()),
        programme: Some("Bundesstiftung Frühe Hilfen".into()),
        giver: Some("Land".into()),
        file_number: None,
        notices: vec![date(2017, 1, 16), date(2017, 9, 1)],
        period: Some((date(2017, 1, 1), date(2017, 12, 31))),
        financing: Some("Anteilfinanzierung".into()),
        awarded: Some("85.000,00 €".into()),
    }
}

fn sums(numbers: [&str; 5]) -> ProofSums {
    let [planned, own, onward, spent, difference] = numbers.map(|euros| format!("{euros} €"));
    ProofSums {
        planned,
        own,
        onward,
        spent,
        difference,
    }
}

fn onward() -> Vec<PassedOn> {
    vec![
        PassedOn {
            institution: Some("Familienbildungsstätte Mitte".into()),
            purpose: Some("Elterncafé im Familienzentrum".into()),
            line: "angebote".into(),
            accepted: Some("9.500,00 €".into()),
            examined_on: Some(date(2018, 2, 12)),
        },
        PassedOn {
            institution: Some("Schwangerschaftsberatungsstelle".into()),
            purpose: None,
            line: "angebote".into(),
            accepted: None,
            examined_on: None,
        },
    ]
}

/// The numeric proof with so many receipts.
pub(crate) fn proof(receipts: usize) -> NumericProofPaper {
    let line = |label: &str, numbers| ProofLine {
        label: label.into(),
        sums: sums(numbers),
    };
    let income = |label: &str, planned: Option<&str>, actual: Option<&str>| IncomeLine {
        label: label.into(),
        planned: planned.map(Into::into),
        actual: actual.map(Into::into),
    };
    NumericProofPaper {
        letterhead: letterhead(),
        grant: head(),
        as_of: date(2018, 3, 1),
        submitted_on: None,
        missing: vec![
            "Der Nachweis der Weiterleitung an „Schwangerschaftsberatungsstelle“ ist nicht geprüft."
                .into(),
        ],
        income: vec![
            income(
                "Zuwendung, eingegangen",
                Some("85.000,00 €"),
                Some("80.000,00 €"),
            ),
            income("Zuwendung, zurückgezahlt", None, Some("−1.000,00 €")),
            income("Eigenmittel", Some("15.000,00 €"), None),
        ],
        lines: vec![
            line(
                "Personalkosten (koordination), Förderbereich I",
                ["75.000,00", "68.000,00", "0,00", "68.000,00", "7.000,00"],
            ),
            line(
                "Sachkosten (angebote), Förderbereich II",
                [
                    "25.000,00",
                    "17.000,00",
                    "9.500,00",
                    "26.500,00",
                    "−1.500,00",
                ],
            ),
        ],
        areas: vec![
            line(
                "Förderbereich I",
                ["75.000,00", "68.000,00", "0,00", "68.000,00", "7.000,00"],
            ),
            line(
                "Förderbereich II",
                [
                    "25.000,00",
                    "17.000,00",
                    "9.500,00",
                    "26.500,00",
                    "−1.500,00",
                ],
            ),
        ],
        total: sums([
            "100.000,00",
            "85.000,00",
            "9.500,00",
            "94.500,00",
            "5.500,00",
        ]),
        onward: onward(),
        onward_sum: "9.500,00 €".into(),
        remaining: "0,00 €".into(),
        outstanding: "15.500,00 €".into(),
        receipts: (0..receipts).map(receipt).collect(),
        receipts_sum: "85.000,00 €".into(),
    }
}

fn receipt(n: usize) -> Receipt {
    let kinds = [
        "Saalmiete Netzwerktreffen",
        "Honorar Fachtag",
        "Druck Flyer",
    ];
    let day: Date = date(2017, 1, 31);
    Receipt {
        day: day.saturating_add(jiff::Span::new().days(i64::try_from(n).unwrap())),
        payee: (n % 7 != 6).then(|| "Bürgerhaus Musterstadt".into()),
        reason: Some(kinds[n % kinds.len()].into()),
        line: "angebote".into(),
        amount: "1.417,50 €".into(),
        documents: 1,
    }
}

/// The skeleton of the report for all three areas.
pub(crate) fn report() -> GrantReportPaper {
    let dated = |on, name: &str| DatedName {
        on,
        name: Some(name.into()),
    };
    let area = |area, onward| ReportArea {
        area,
        sums: sums([
            "25.000,00",
            "17.000,00",
            "9.500,00",
            "26.500,00",
            "−1.500,00",
        ]),
        onward,
    };
    GrantReportPaper {
        letterhead: letterhead(),
        grant: head(),
        period: (date(2017, 1, 1), date(2017, 12, 31)),
        areas: vec![
            area(Area::One, vec![]),
            area(Area::Two, onward()),
            area(Area::Three, vec![]),
        ],
        network: NetworkYear {
            bodies: Some(vec![
                BodyYear {
                    body: Some("Steuerungsgruppe".into()),
                    held: vec![date(2017, 3, 1), date(2017, 9, 6)],
                    cancelled: 1,
                },
                BodyYear {
                    body: Some("Qualitätszirkel".into()),
                    held: vec![],
                    cancelled: 0,
                },
            ]),
            partners: Some(37),
            joined: vec![dated(date(2017, 5, 2), "Jobcenter")],
            left: vec![],
            agreements: Some(vec![dated(
                date(2017, 6, 1),
                "Familienbildungsstätte Mitte",
            )]),
            trainings: Some(vec![TrainingLine {
                on: date(2017, 10, 4),
                title: Some("Kinderschutz in der Praxis".into()),
                participants: None,
            }]),
            quality_dialogues: Some(vec![]),
        },
        goals: Some(vec![GoalLine {
            label: "Leitziel 1".into(),
            text: Some("Familien werden früh erreicht.".into()),
            assessment: Some("teilweise erreicht (06.12.2017)".into()),
        }]),
        figures: Some(vec![FigureLine {
            title: Some("Erreichte Familien".into()),
            period: "2017".into(),
            value: "fast 400".into(),
        }]),
        onward: vec![],
        total: None,
    }
}
