//! The pages of links: plain HTML that every browser, screen reader and printer understands. No script, nothing from
//! elsewhere, and every word escaped.

use kernel::german;
use maud::{DOCTYPE, Markup, html};

use super::Link;
use super::answering::{Fields, Thanks};
use crate::problem::Problem;

const STYLE: &str = include_str!("page.css");

/// What was wrong with an answer, and what had been typed.
#[derive(Clone, Copy, Debug)]
pub struct Wrong<'a> {
    pub problem: &'a Problem,
    pub typed: &'a Fields,
}

impl<'a> Wrong<'a> {
    /// What was typed into a field of that answer's form.
    pub fn typed(self, answer: &str, name: &str) -> Option<&'a str> {
        let given = self.typed.get("answer")?;
        let text = (given == answer).then(|| self.typed.get(name))?;
        text.map(String::as_str)
    }

    /// Whether it was this field.
    pub fn is_about(self, field: &str) -> bool {
        self.problem.field.as_deref() == Some(field)
    }
}

/// A page with its frame.
pub fn document(title: &str, body: &Markup) -> String {
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

/// That the answer was not taken, for the top of its form; the field that it is about refers to `wrong`.
pub fn alert(sentence: &str) -> Markup {
    html! {
        section.alert role="alert" {
            h2 { "Ihre Antwort konnte nicht übernommen werden" }
            p id="wrong" { (sentence) }
        }
    }
}

/// Terms with their values; a value that nobody knows says so.
pub fn facts(rows: &[(&str, Option<&str>)]) -> Markup {
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

/// How long and how often the link may be answered.
pub fn until(link: &Link) -> Markup {
    html! {
        p.note {
            "Sie können "
            @if link.expires_on != Link::WITHOUT_END { "bis zum " (german::day(link.expires_on)) " " }
            "antworten, einmal. Wenn Sie nicht gemeint sind, müssen Sie nichts tun; geben Sie den Link bitte nicht weiter."
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::LinkRefusal;

    #[test]
    fn every_word_of_a_page_is_escaped_and_it_runs_nothing() {
        let page = document(
            "<b>",
            &facts(&[("Ort", Some("<script>\"Süd\"")), ("Zeit", None)]),
        );
        assert!(page.contains("<h1>&lt;b&gt;</h1>"));
        assert!(page.contains("&lt;script&gt;&quot;Süd&quot;"));
        assert!(page.contains("keine Angabe"));
        assert!(!page.contains("<script"));
        assert!(problem(&LinkRefusal::Closed.into()).contains("durch einen neueren ersetzt"));
    }
}
