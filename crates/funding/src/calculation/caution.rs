//! What the office should know of a line that was computed.

use kernel::{Status, Warning, facts};

use super::compute::Work;
use super::explanation::{Explanation, Step};
use super::result::ComputedLine;
use crate::german::euros;
use crate::policy::NoteMeaning;

impl Work<'_> {
    /// A printed figure that differs from what came out (FUN-09): it warns, and no side is taken.
    pub(super) fn note(&self, computed: &ComputedLine) -> Option<Warning> {
        let printed = self.line.note_amount?;
        let steps = computed.explanation.steps.iter();
        let whole = steps.filter(|step| !matches!(step, Step::Part { .. }));
        let whole = Explanation {
            steps: whole.cloned().collect(),
            ..computed.explanation.clone()
        };
        let (whole, part) = (whole.amount(), computed.amount);
        let meaning = self.scheme.note_meaning_of(self.line);
        let fits = match meaning {
            Some(NoteMeaning::Whole) => whole == printed,
            Some(NoteMeaning::Part) => part == printed,
            Some(NoteMeaning::Unclear) | None => false,
        };
        if fits {
            return None;
        }
        let meaning_label = meaning.unwrap_or(NoteMeaning::Unclear).label();
        Some(Warning {
            code: "PRINTED_FIGURE_DIFFERS".to_owned(),
            rule: computed.explanation.rule.to_string(),
            sentence: format!(
                "{}: im Dokument stehen {} (Bedeutung: {meaning_label}); gerechnet sind {} von {}.",
                self.line.code,
                euros(printed),
                euros(part),
                euros(whole)
            ),
            facts: facts! {
                "line" => self.line.code, "printed" => printed, "part" => part, "whole" => whole,
                "meaning" => meaning,
            },
        })
    }

    /// A value that was read out of a document never refuses; it warns.
    pub(super) fn inferred(&self, computed: &ComputedLine) -> Option<Warning> {
        let by_base_year = computed.explanation.steps.iter().any(|step| {
            matches!(step, Step::Indexed { base_year_status, .. } if *base_year_status == Status::Inferred)
        });
        let (what, rule) = if self.line.status == Status::Inferred {
            ("Die Kostenposition", computed.explanation.rule.to_string())
        } else if by_base_year {
            ("Das Basisjahr der Kostensteigerung", "FUN-05".to_owned())
        } else {
            return None;
        };
        Some(Warning {
            code: "COMPUTED_FROM_INFERRED".to_owned(),
            rule,
            sentence: format!(
                "{}: {what} ist aus dem Dokument abgeleitet und zu bestätigen.",
                self.line.code
            ),
            facts: facts! { "line" => self.line.code },
        })
    }
}
