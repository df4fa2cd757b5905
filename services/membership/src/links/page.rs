//! The question for people, with a form for each of its three answers.

use maud::{Markup, html};
use service_kit::links::Link;
use service_kit::links::page::{Wrong, alert, document, facts, until};
use service_kit::problem::Problem;

use super::question::{Details, Question};

/// The question with its three answers.
pub(super) fn question(link: &Link, question: &Question, wrong: Option<Wrong<'_>>) -> String {
    let person = &question.person;
    let body = html! {
        @if let Some(wrong) = wrong {
            (alert(&sentence(wrong.problem)))
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
        (until(link))
    };
    document("Stimmen Ihre Angaben noch?", &body)
}

fn stored(question: &Question, person: &Details) -> Markup {
    facts(&[
        ("Einrichtung", question.institution.as_deref()),
        ("Funktion", question.function.as_deref()),
        ("Name", Some(person.name.as_str())),
        ("Telefon", person.phone.as_deref()),
        ("Fax", person.fax.as_deref()),
        ("E-Mail", person.email.as_deref()),
    ])
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
                    @let typed = wrong.and_then(|wrong| wrong.typed("changed", name));
                    @let value = typed.or(value.map(String::as_str));
                    @let is_wrong = wrong.is_some_and(|wrong| wrong.is_about(&format!("changed.{name}")));
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
    let last = wrong.and_then(|wrong| wrong.typed("gone", "endedOn"));
    let last = last.map_or_else(|| question.today.to_string(), str::to_owned);
    let is_wrong = wrong.is_some_and(|wrong| wrong.is_about("endedOn"));
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
