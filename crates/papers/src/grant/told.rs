//! The chapters of the report: the measures that the areas pay for (field.md 3.3), under each its facts and a place to
//! write.

use super::PassedOn;
use super::proof::ProofSums;
use super::report::{
    Area, BodyYear, DatedName, FigureLine, GoalLine, GrantReportPaper, NetworkYear, ReportArea,
    TrainingLine,
};
use crate::manuscript::{Column, Part, Parts, day, number, or_unknown, words};

/// What a place says whose facts whoever asked may not read.
const HIDDEN: &str = "Angaben der Koordination; wer dieses Papier abruft, darf sie nicht lesen";

impl GrantReportPaper {
    pub(super) fn told(&self) -> Vec<Part> {
        let mut parts = Parts::default();
        self.grant.say(&mut parts);
        let (since, until) = self.period;
        parts.fact(
            "Berichtszeitraum",
            format!("{} bis {}", day(since), day(until)),
        );
        parts.paragraph(
            "Die Angaben unter den Überschriften stammen aus Lotse. An den markierten Stellen schreibt das Büro.",
        );
        if self.areas.is_empty() {
            parts.heading("Durchgeführte Maßnahmen");
            network(&mut parts, &self.network);
            offers(&mut parts);
            innovation(&mut parts);
        }
        for area in &self.areas {
            self.area(&mut parts, area);
        }
        if self.areas.is_empty() || !self.onward.is_empty() {
            parts.heading("Weiterleitungen ohne Förderbereich");
            onward(&mut parts, &self.onward);
        }
        self.results(&mut parts);
        parts.finish()
    }

    fn area(&self, parts: &mut Parts, area: &ReportArea) {
        parts.heading(match area.area {
            Area::One => "Förderbereich I: Netzwerkstrukturen",
            Area::Two => "Förderbereich II: Psychosoziale Unterstützung von Familien",
            Area::Three => "Förderbereich III: Innovative Maßnahmen",
        });
        spent(parts, &area.sums);
        match area.area {
            Area::One => network(parts, &self.network),
            Area::Two => offers(parts),
            Area::Three => innovation(parts),
        }
        parts.subheading("Weiterleitungen");
        onward(parts, &area.onward);
        parts.gap("was die Empfänger damit erreicht haben");
    }

    fn results(&self, parts: &mut Parts) {
        parts.heading("Ziele und Ergebnisse");
        parts.subheading("Ziele");
        let goals = |goal: &GoalLine| {
            let GoalLine {
                label,
                text,
                assessment,
            } = goal;
            vec![
                label.clone(),
                or_unknown(text.as_deref()),
                assessment
                    .clone()
                    .unwrap_or_else(|| "nicht eingeschätzt".into()),
            ]
        };
        let columns = [
            words("Ziel", 16),
            words("Wortlaut", 50),
            words("Zielerreichung", 24),
        ];
        seen(parts, columns.to_vec(), self.goals.as_deref(), goals);
        parts.subheading("Kennzahlen");
        let figures = |figure: &FigureLine| {
            vec![
                or_unknown(figure.title.as_deref()),
                figure.period.clone(),
                figure.value.clone(),
            ]
        };
        let columns = [
            words("Kennzahl", 50),
            words("Zeitraum", 20),
            number("Wert", 20),
        ];
        seen(parts, columns.to_vec(), self.figures.as_deref(), figures);
        parts.gap("inwieweit die Ziele erreicht wurden und woran es lag, wo nicht");

        parts.heading("Abweichungen vom Ausgaben- und Finanzierungsplan");
        match &self.total {
            Some(total) => spent(parts, total),
            None => {
                parts.paragraph("Es gibt noch keinen Bescheid und damit keinen Plan, der gilt.")
            }
        }
        parts.gap("Erläuterung der wesentlichen Abweichungen; die Zahlen stehen im zahlenmäßigen Nachweis");
        parts.heading("Notwendigkeit und Angemessenheit");
        parts.gap("warum die Ausgaben notwendig und angemessen waren");
        parts.heading("Ausblick");
        parts.gap("was im nächsten Jahr fortgeführt, geändert oder beendet wird");
    }
}

fn spent(parts: &mut Parts, sums: &ProofSums) {
    let ProofSums {
        planned,
        own,
        onward,
        spent,
        difference,
    } = sums;
    let numbers = [planned, own, onward, spent, difference];
    let columns = [
        number("Soll", 18),
        number("eigene Ausgaben", 18),
        number("weitergeleitet", 18),
        number("Ist", 18),
        number("Soll − Ist", 18),
    ];
    let row = numbers.into_iter().cloned().collect();
    parts.table(columns.to_vec(), vec![row], None);
}

fn network(parts: &mut Parts, year: &NetworkYear) {
    parts.subheading("Netzwerkkoordination");
    parts.gap("Aufgaben, Stellenumfang und Besetzung der Koordinierungsstelle");

    parts.subheading("Gremien und Netzwerktreffen");
    let bodies = |body: &BodyYear| {
        let BodyYear {
            body,
            held,
            cancelled,
        } = body;
        let days: Vec<String> = held.iter().copied().map(day).collect();
        let days = if days.is_empty() {
            "–".to_owned()
        } else {
            days.join(", ")
        };
        vec![
            or_unknown(body.as_deref()),
            held.len().to_string(),
            days,
            cancelled.to_string(),
        ]
    };
    let columns = [
        words("Gremium", 36),
        number("Sitzungen", 13),
        words("Tage", 30),
        number("abgesagt", 12),
    ];
    seen(parts, columns.to_vec(), year.bodies.as_deref(), bodies);
    parts.gap("Themen und Ergebnisse der Treffen");

    parts.subheading("Netzwerkpartner");
    let partners = year.partners.map(|count| count.to_string());
    parts.fact(
        "Netzwerkpartner am Ende des Zeitraums",
        or_unknown(partners.as_deref()),
    );
    dated(parts, "Aufgenommen", Some(&year.joined));
    dated(parts, "Ausgeschieden", Some(&year.left));
    parts.gap("wie sich das Netzwerk entwickelt hat und wer noch fehlt");

    parts.subheading("Kooperationsvereinbarungen");
    dated(parts, "In Kraft getreten", year.agreements.as_deref());
    parts.gap("was die Vereinbarungen bewirken");

    parts.subheading("Fortbildungen");
    let trainings = |training: &TrainingLine| {
        let participants = training.participants.map(|count| count.to_string());
        vec![
            day(training.on),
            or_unknown(training.title.as_deref()),
            or_unknown(participants.as_deref()),
        ]
    };
    let columns = [
        words("Tag", 14),
        words("Titel", 54),
        number("Teilnehmende", 22),
    ];
    seen(
        parts,
        columns.to_vec(),
        year.trainings.as_deref(),
        trainings,
    );
    parts.gap("was die Fortbildungen gebracht haben");

    parts.subheading("Qualitätsentwicklung");
    dated(parts, "Qualitätsdialoge", year.quality_dialogues.as_deref());
    parts.gap("Dokumentation und Evaluation der Netzwerkprozesse");

    parts.subheading("Öffentlichkeitsarbeit");
    parts.gap("Veranstaltungen, Veröffentlichungen, Presse");
}

fn offers(parts: &mut Parts) {
    parts.subheading("Einsatz von Familienhebammen und vergleichbaren Fachkräften");
    parts.gap("Umfang, Qualifizierung, Koordination und Supervision; Zahlen ohne Angaben zu einzelnen Familien");
    parts.subheading("Ehrenamtliche Strukturen");
    parts.gap("Angebote von Ehrenamtlichen und ihre fachliche Begleitung");
    parts.subheading("Weitere Angebote und Dienste");
    parts.gap("welche Angebote es gab und wen sie erreicht haben; Zahlen ohne Angaben zu einzelnen Familien");
}

fn innovation(parts: &mut Parts) {
    parts.subheading("Erprobung und Umsetzung innovativer Maßnahmen");
    parts.gap("was erprobt oder übernommen wurde, mit welchem Ergebnis, und wie es weitergeht");
}

/// A table, or a place to write where whoever asked may not read what stands in it.
fn seen<T>(
    parts: &mut Parts,
    columns: Vec<Column>,
    rows: Option<&[T]>,
    row: impl Fn(&T) -> Vec<String>,
) {
    match rows {
        Some(rows) => parts.table(columns, rows.iter().map(row).collect(), None),
        None => parts.gap(HIDDEN),
    }
}

fn dated(parts: &mut Parts, label: &str, rows: Option<&[DatedName]>) {
    let Some(rows) = rows else {
        return parts.gap(HIDDEN);
    };
    if rows.is_empty() {
        return parts.fact(label, "keine");
    }
    parts.fact(label, rows.len().to_string());
    let items = rows
        .iter()
        .map(|row| format!("{}: {}", day(row.on), or_unknown(row.name.as_deref())));
    parts.list(items.collect());
}

fn onward(parts: &mut Parts, rows: &[PassedOn]) {
    let rows = rows.iter().map(|row| {
        vec![
            or_unknown(row.institution.as_deref()),
            or_unknown(row.purpose.as_deref()),
            row.line.clone(),
            row.accepted
                .clone()
                .unwrap_or_else(|| "noch nicht geprüft".into()),
        ]
    });
    let columns = [
        words("Empfänger", 26),
        words("Zweck", 32),
        words("Position", 17),
        number("anerkannt", 17),
    ];
    parts.table(columns.to_vec(), rows.collect(), None);
}
