//! The questions for people, with a button for each answer.

use kernel::german;
use maud::{Markup, html};
use meetings::meeting::ReplyKind;
use service_kit::links::Link;
use service_kit::links::page::{Wrong, alert, document, facts, until};

use super::answer::ACKNOWLEDGED;
use super::passing_on::PassingOnQuestion;
use super::reply::ReplyQuestion;
use crate::shown::ShownMeeting;

/// Do you come?
pub(super) fn reply(link: &Link, question: &ReplyQuestion, wrong: Option<Wrong<'_>>) -> String {
    let body = html! {
        @if let Some(wrong) = wrong { (alert(&wrong.problem.detail)) }
        p {
            "Das Netzwerk Frühe Hilfen (" (question.municipality) ") lädt Sie ein"
            @if let Some(institution) = &question.institution { ", für „" (institution) "“" }
            "."
        }
        (meeting(&question.meeting))
        @if !question.meeting.agenda.is_empty() {
            section aria-labelledby="agenda" {
                h2 id="agenda" { "Tagesordnung" }
                ol {
                    @for item in &question.meeting.agenda {
                        li { (item.title) }
                    }
                }
            }
        }
        section aria-labelledby="reply" {
            h2 id="reply" { "Kommen Sie?" }
            form.choices method="post" {
                @for kind in ReplyKind::ALL {
                    button type="submit" name="answer" value=(kind.code()) { (label(*kind)) }
                }
            }
        }
        (until(link))
    };
    document("Kommen Sie zur Sitzung?", &body)
}

/// Were the results passed on?
pub(super) fn passing_on(
    link: &Link,
    question: &PassingOnQuestion,
    wrong: Option<Wrong<'_>>,
) -> String {
    let body = html! {
        @if let Some(wrong) = wrong { (alert(&wrong.problem.detail)) }
        p {
            "Das Netzwerk Frühe Hilfen (" (question.municipality) ") bittet "
            @match &question.institution {
                Some(institution) => { "„" (institution) "“" }
                None => { "Sie" }
            }
            ", die Ergebnisse dieser Sitzung im eigenen Haus weiterzugeben und das zu bestätigen."
        }
        (meeting(&question.meeting))
        section aria-labelledby="minutes" {
            h2 id="minutes" { "Protokoll" }
            div.text { (question.text) }
        }
        section aria-labelledby="acknowledge" {
            h2 id="acknowledge" { "Weitergegeben?" }
            form method="post" {
                button type="submit" name="answer" value=(ACKNOWLEDGED) { "Ja, die Ergebnisse sind weitergegeben" }
            }
        }
        (until(link))
    };
    document("Sind die Ergebnisse weitergegeben?", &body)
}

fn meeting(meeting: &ShownMeeting) -> Markup {
    let number = meeting.number.map(|number| format!("{number}. Sitzung"));
    let day = german::day(meeting.on);
    let time = meeting.at.as_ref().map(|at| match meeting.minutes {
        Some(minutes) => format!("{} Uhr, {minutes} Minuten", at.as_str()),
        None => format!("{} Uhr", at.as_str()),
    });
    facts(&[
        ("Gremium", Some(meeting.body.as_str())),
        ("Sitzung", number.as_deref()),
        ("Anlass", meeting.topic.as_deref()),
        ("Tag", Some(&day)),
        ("Zeit", time.as_deref()),
        ("Ort", meeting.place.as_deref()),
    ])
}

fn label(kind: ReplyKind) -> &'static str {
    match kind {
        ReplyKind::Accepted => "Ja",
        ReplyKind::Declined => "Nein",
        ReplyKind::Tentative => "Noch nicht sicher",
    }
}
