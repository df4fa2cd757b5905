//! The pages: plain HTML that every browser, screen reader and printer understands. No script, nothing from elsewhere.

use std::collections::BTreeMap;

use kernel::german;
use maud::{DOCTYPE, Markup, html};
use service_kit::problem::Problem;

use super::question::{Details, Question};
use super::reply::Thanks;

const STYLE: &str = include_str!("page.css");

/// What was wrong with an answer, and what had been typed.
type Wrong<'a> = (&'a Problem, &'a BTreeMap<String, String>);

/// The question with its three answers.
pub(super) fn question(question: &Question, wrong: Option<Wrong<'_>>) -> String {
    let person = &question.person;
    let body = html! {
        @if let Some((problem, _)) = wrong {
            section.alert role="alert" {
                h2 { "Ihre Antwort konnte nicht übernommen werden" }
                p id="wrong" { (sentence(problem)) }
            }
        }
        p {
            "Die Koordinierungsstelle Frühe Hilfen (" (question.municipality) ") führt Sie als Ansprechperson"
            @if let Some(institution) = &question.institution { " für „" (institution) "“" }
            ". Bitte prüfen Sie, was dort gespeichert ist."
        }
        (stored(question, person))
        section aria-labelledby="right" {
            h2 id="right" { "Alles stimmt noch" }
            form method="post" {
                button type="submit" name="answer" value="confirmed" { "Ja, die Angaben stimmen" }
            }
        }
        (change(person, wrong))
        (gone(question, wrong))
        p.note {
            "Sie können bis zum " (german::day(question.expires_on)) " antworten, einmal. Wenn Sie nicht gemeint sind, "
            "müssen Sie nichts tun; geben Sie den Link bitte nicht weiter."
        }
    };
    document("Stimmen Ihre Angaben noch?", &body)
}

/// What was understood.
pub(super) fn thanks(thanks: &Thanks) -> String {
    let body = html! {
        p role="status" { (thanks.sentence) }
        p.note { "Sie können diese Seite jetzt schließen." }
    };
    document("Ihre Antwort ist angekommen", &body)
}

/// Why there is no question.
pub(super) fn problem(problem: &Problem) -> String {
    let body = html! {
        p role="alert" { (problem.detail) }
        p.note { "Bei Fragen wenden Sie sich bitte an Ihre Koordinierungsstelle Frühe Hilfen." }
    };
    document("Das hat nicht geklappt", &body)
}

fn stored(question: &Question, person: &Details) -> Markup {
    let rows = [
        ("Einrichtung", question.institution.as_deref()),
        ("Funktion", question.function.as_deref()),
        ("Name", Some(person.name.as_str())),
        ("Telefon", person.phone.as_deref()),
        ("Fax", person.fax.as_deref()),
        ("E-Mail", person.email.as_deref()),
    ];
    html! {
        dl {
            @for (term, value) in rows {
                div {
                    dt { (term) }
                    dd { (value.unwrap_or("keine Angabe")) }
                }
            }
        }
    }
}

fn change(person: &Details, wrong: Option<Wrong<'_>>) -> Markup {
    let stored = [
        ("name", "Name", "text", "name", Some(&person.name)),
        ("phone", "Telefon", "tel", "tel", person.phone.as_ref()),
        ("fax", "Fax", "tel", "off", person.fax.as_ref()),
        ("email", "E-Mail", "email", "email", person.email.as_ref()),
    ];
    html! {
        section aria-labelledby="changed" {
            h2 id="changed" { "Etwas hat sich geändert" }
            form method="post" {
                input type="hidden" name="answer" value="changed";
                @for (name, label, kind, filled, value) in stored {
                    @let value = typed(wrong, "changed", name).or(value.map(String::as_str));
                    @let is_wrong = is_wrong(wrong, &format!("changed.{name}"));
                    label for=(name) { (label) @if name != "name" { " (freiwillig)" } }
                    input id=(name) name=(name) type=(kind) value=(value.unwrap_or_default()) maxlength="200"
                        required[name == "name"] autocomplete=(filled) aria-invalid=[is_wrong.then_some("true")]
                        aria-describedby=[is_wrong.then_some("wrong")];
                }
                button type="submit" { "Geänderte Angaben senden" }
            }
        }
    }
}

fn gone(question: &Question, wrong: Option<Wrong<'_>>) -> Markup {
    let last = typed(wrong, "gone", "endedOn").map(str::to_owned);
    let last = last.unwrap_or_else(|| question.today.to_string());
    let is_wrong = is_wrong(wrong, "endedOn");
    html! {
        section aria-labelledby="gone" {
            h2 id="gone" { "Ich bin nicht mehr Ansprechperson" }
            form method="post" {
                input type="hidden" name="answer" value="gone";
                label for="endedOn" { "Letzter Tag" }
                input id="endedOn" name="endedOn" type="date" value=(last) required
                    aria-invalid=[is_wrong.then_some("true")] aria-describedby=[is_wrong.then_some("wrong")];
                button type="submit" { "Als ausgeschieden melden" }
            }
        }
    }
}

/// What was typed into a field of that answer's form.
fn typed<'a>(wrong: Option<Wrong<'a>>, answer: &str, name: &str) -> Option<&'a str> {
    let (_, typed) = wrong?;
    let is_this = typed.get("answer").is_some_and(|given| given == answer);
    is_this
        .then(|| typed.get(name))
        .flatten()
        .map(String::as_str)
}

fn is_wrong(wrong: Option<Wrong<'_>>, field: &str) -> bool {
    wrong.is_some_and(|(problem, _)| problem.field.as_deref() == Some(field))
}

/// The problem's sentence, in the words of the form.
fn sentence(problem: &Problem) -> String {
    let label = match problem.field.as_deref() {
        Some("changed.name") => "Name",
        Some("changed.phone") => "Telefon",
        Some("changed.fax") => "Fax",
        Some("changed.email") => "E-Mail",
        Some("endedOn") if problem.code == "INVALID_FIELD" => "Letzter Tag",
        Some(_) | None => return problem.detail.clone(),
    };
    format!("Bitte prüfen Sie das Feld „{label}“.")
}

fn document(title: &str, body: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="de" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) " – Netzwerk Frühe Hilfen" }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    (body)
                }
            }
        }
    }
    .into_string()
}
