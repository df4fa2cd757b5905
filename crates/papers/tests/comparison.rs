//! What the comparison for the consultation promises.

use papers::{ComparisonPaper, comparison};

use crate::reading::Paper;
use crate::sample;

fn read(paper: &ComparisonPaper) -> Paper {
    Paper::read(&comparison(paper).unwrap())
}

#[test]
fn agr_31_the_changes_are_told_at_the_top_in_words() {
    let text = read(&sample::comparison()).page_text(1);
    text.assert("Bisher: Fassung 1 (Stand: 01.03.2015)");
    text.assert("Geändert: 1. Neu: 1. Entfällt: 1. Unverändert: 2.");
    text.assert("§ 3 Ziele der Zusammenarbeit geändert, bisher § 2");
    text.assert("Anmerkungen bitte bis zum 30.06.2018");
}

#[test]
fn agr_31_what_goes_is_in_brackets_so_that_no_colour_is_needed() {
    let text = read(&sample::comparison()).text();
    text.assert("[verpflichten sich, an vier] nehmen an zwei Treffen");
    text.assert("[Jeder Partner trägt seine Kosten selbst.]");
}

#[test]
fn agr_31_comments_stand_beside_their_clause() {
    let text = read(&sample::comparison()).text();
    text.assert("Gesundheitsamt: Zwei Treffen sind gut machbar.");
}

#[test]
fn two_equal_versions_have_no_changes() {
    let mut paper = sample::comparison();
    paper.old = paper.new.clone();
    let text = read(&paper).text();
    text.assert("Änderungen: keine");
}

#[test]
fn two_empty_versions_are_a_paper() {
    let mut paper = sample::comparison();
    paper.old.clauses.clear();
    paper.new.clauses.clear();
    read(&paper).text().assert("Wortlaut");
}
