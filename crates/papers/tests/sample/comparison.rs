//! Two versions of a framework text.

use jiff::civil::date;
use papers::{Clause, ClauseComment, ComparisonPaper, Letterhead, TextVersion};

use super::letterhead;

fn clause(id: &str, number: &str, heading: &str, text: &str) -> Clause {
    Clause {
        id: id.into(),
        number: Some(number.into()),
        heading: heading.into(),
        text: text.into(),
    }
}

pub(crate) fn comparison() -> ComparisonPaper {
    ComparisonPaper {
        letterhead: Letterhead {
            status: Some("Entwurf".into()),
            ..letterhead()
        },
        title: "Rahmentext der Kooperationsvereinbarung".into(),
        old: TextVersion {
            label: "Fassung 1".into(),
            stand: Some(date(2015, 3, 1)),
            clauses: vec![
                clause(
                    "name",
                    "§ 1",
                    "Name",
                    "Der Name des Netzwerkes lautet „Netzwerk Frühe Hilfen Musterstadt“.",
                ),
                clause(
                    "goal",
                    "§ 2",
                    "Ziele",
                    "Die Partner wollen Familien früh erreichen und verpflichten sich, an vier Treffen im Jahr teilzunehmen.\nSie melden Änderungen ihrer Kontaktdaten.",
                ),
                clause(
                    "fees",
                    "§ 3",
                    "Kosten",
                    "Jeder Partner trägt seine Kosten selbst.",
                ),
                clause(
                    "term",
                    "§ 4",
                    "Laufzeit",
                    "Die Vereinbarung gilt auf unbestimmte Zeit.",
                ),
            ],
        },
        new: TextVersion {
            label: "Fassung 2".into(),
            stand: Some(date(2018, 5, 16)),
            clauses: vec![
                clause(
                    "name",
                    "§ 1",
                    "Name",
                    "Der Name des Netzwerkes lautet „Netzwerk Frühe Hilfen Musterstadt“.",
                ),
                clause(
                    "basis",
                    "§ 2",
                    "Rechtsgrundlage",
                    "Grundlage ist § 3 KKG in der jeweils geltenden Fassung.",
                ),
                clause(
                    "goal",
                    "§ 3",
                    "Ziele der Zusammenarbeit",
                    "Die Partner wollen Familien früh und rechtzeitig erreichen und nehmen an zwei Treffen im Jahr teil.\nSie melden Änderungen ihrer Kontaktdaten binnen vier Wochen.",
                ),
                clause(
                    "term",
                    "§ 4",
                    "Laufzeit",
                    "Die Vereinbarung gilt auf unbestimmte Zeit.",
                ),
            ],
        },
        comments_until: Some(date(2018, 6, 30)),
        comments: vec![ClauseComment {
            clause: "goal".into(),
            by: "Gesundheitsamt".into(),
            text: "Zwei Treffen sind gut machbar.".into(),
        }],
    }
}
