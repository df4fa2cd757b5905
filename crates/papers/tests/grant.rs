//! What the papers of a grant promise, as PDF and as DOCX.

use papers::{
    GrantReportPaper, NumericProofPaper, grant_report, grant_report_docx, numeric_proof,
    numeric_proof_docx,
};

use crate::docx::Docx;
use crate::nasty::nasty;
use crate::reading::Paper;
use crate::sample::grant::{proof, report};

/// The words of the proof, in the order of both renderings.
const PROOF: [&str; 17] = [
    "Zahlenmäßiger Nachweis",
    "Koordinierung der Frühen Hilfen",
    "Aktenzeichen: keine Angabe",
    "Bescheid vom: 16.01.2017, 01.09.2017",
    "Bewilligungszeitraum: 01.01.2017 bis 31.12.2017",
    "Stand der Bücher: 01.03.2018",
    "Was noch fehlt",
    "ist nicht geprüft.",
    "Einnahmen",
    "Zuwendung, eingegangen 85.000,00 € 80.000,00 €",
    "Eigenmittel 15.000,00 € keine Angabe",
    "Personalkosten (koordination), Förderbereich I 75.000,00 €",
    "Summe 100.000,00 € 85.000,00 € 9.500,00 € 94.500,00 € 5.500,00 €",
    "Familienbildungsstätte Mitte",
    "noch nicht keine Angabe",
    "Noch ausstehend: 15.500,00 €",
    "Belegliste",
];

#[test]
fn a_proof_says_the_same_as_pdf_and_as_docx() {
    let paper = proof(3);
    let pdf = Paper::read(&numeric_proof(&paper).unwrap()).text();
    pdf.assert_order(&PROOF);
    let docx = Docx::read(&numeric_proof_docx(&paper).unwrap());
    docx.said().assert_order(&PROOF);
    for said in [
        "[Hier: die Erklärungen, die der Bescheid",
        "2 01.02.2017 Bürgerhaus Musterstadt Honorar Fachtag angebote 1 1.417,50 €",
    ] {
        docx.said().assert(said);
    }
}

#[test]
fn a_submitted_proof_says_when_and_lacks_nothing() {
    let mut paper = proof(1);
    paper.submitted_on = Some(jiff::civil::date(2018, 3, 20));
    paper.missing.clear();
    let text = Paper::read(&numeric_proof(&paper).unwrap()).text();
    text.assert("Nachweis vom: 20.03.2018");
    text.assert_not("Was noch fehlt");
    text.assert_not("Stand der Bücher");
}

#[test]
fn a_report_has_its_chapters_by_area_with_facts_and_places_to_write() {
    let order = [
        "Sachbericht",
        "Berichtszeitraum: 01.01.2017 bis 31.12.2017",
        "Förderbereich I: Netzwerkstrukturen",
        "[Hier: Aufgaben, Stellenumfang",
        "Steuerungsgruppe",
        "01.03.2017, 06.09.2017",
        "Netzwerkpartner am Ende des Zeitraums: 37",
        "02.05.2017: Jobcenter",
        "Ausgeschieden: keine",
        "Kinderschutz in der Praxis keine Angabe",
        "Förderbereich II: Psychosoziale Unterstützung",
        "noch nicht geprüft",
        "Förderbereich III: Innovative Maßnahmen",
        "teilweise erreicht (06.12.2017)",
        "fast 400",
        "Es gibt noch keinen Bescheid",
        "Ausblick",
    ];
    let paper = report();
    let pdf = Paper::read(&grant_report(&paper).unwrap()).text();
    pdf.assert_order(&order);
    let docx = Docx::read(&grant_report_docx(&paper).unwrap());
    docx.said().assert_order(&order);
    docx.said().assert_not("Weiterleitungen ohne Förderbereich");
}

#[test]
fn a_report_without_areas_has_every_chapter_once() {
    let mut paper = report();
    paper.areas.clear();
    let docx = Docx::read(&grant_report_docx(&paper).unwrap());
    for chapter in [
        "Durchgeführte Maßnahmen",
        "Netzwerkkoordination",
        "Öffentlichkeitsarbeit",
    ] {
        assert_eq!(
            docx.headings()
                .iter()
                .filter(|known| *known == chapter)
                .count(),
            1
        );
    }
}

#[test]
fn what_somebody_may_not_read_is_a_place_to_write_and_not_a_nothing() {
    let mut paper = report();
    paper.network.bodies = None;
    paper.network.agreements = None;
    let said = Docx::read(&grant_report_docx(&paper).unwrap()).said();
    said.assert_not("Steuerungsgruppe");
    said.assert_not("In Kraft getreten");
    assert_eq!(said.times("[Hier: Angaben der Koordination;"), 2);
}

fn spoiled_proof(text: &str) -> NumericProofPaper {
    let mut paper = proof(2);
    paper.letterhead.network_name = text.into();
    paper.letterhead.responsible_office = text.into();
    paper.letterhead.status = Some(text.into());
    paper.grant.purpose = Some(text.into());
    paper.grant.programme = Some(text.into());
    paper.missing = vec![text.into()];
    paper.lines[0].label = text.into();
    for receipt in &mut paper.receipts {
        receipt.payee = Some(text.into());
        receipt.reason = Some(text.into());
    }
    for row in &mut paper.onward {
        row.institution = Some(text.into());
        row.purpose = Some(text.into());
    }
    paper
}

fn spoiled_report(text: &str) -> GrantReportPaper {
    let mut paper = report();
    paper.grant.purpose = Some(text.into());
    paper.network.bodies.as_mut().unwrap()[0].body = Some(text.into());
    paper.network.joined[0].name = Some(text.into());
    paper.goals.as_mut().unwrap()[0].text = Some(text.into());
    paper.figures.as_mut().unwrap()[0].title = Some(text.into());
    paper
}

#[test]
fn no_text_in_any_field_stops_them_in_either_form() {
    let words = ["Ä".repeat(200), "Grün\u{b}kohl\u{1b}[0m\u{fffe}".into()];
    for text in nasty().into_iter().chain(words) {
        numeric_proof(&spoiled_proof(&text)).unwrap();
        grant_report(&spoiled_report(&text)).unwrap();
        Docx::read(&numeric_proof_docx(&spoiled_proof(&text)).unwrap());
        Docx::read(&grant_report_docx(&spoiled_report(&text)).unwrap());
    }
}

#[test]
fn markup_is_written_as_text_in_a_docx() {
    for text in &nasty()[..5] {
        let docx = Docx::read(&numeric_proof_docx(&spoiled_proof(text)).unwrap());
        docx.said().assert(text);
    }
    let odd = "Grün\u{b}kohl\u{1b}[0m\u{fffe} & <Käse> \u{1F600}";
    let docx = Docx::read(&numeric_proof_docx(&spoiled_proof(odd)).unwrap());
    docx.said().assert("Grünkohl[0m & <Käse> \u{1F600}");
}
