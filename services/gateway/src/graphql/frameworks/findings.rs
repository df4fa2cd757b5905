//! What the wording of a text gets wrong [Textprüfung]: the domain's lint on the words that the vault keeps.

use ::agreements::framework::{ClauseCode, TextVersion};
use ::agreements::lint::{Finding, LintCode, LintedText, TextPart, lint};
use async_graphql::SimpleObject;
use kernel::Date;

use super::load::Texts;

/// A place in a text that somebody should look at [Fundstelle].
#[derive(SimpleObject)]
pub struct TextFinding {
    code: LintCode,
    /// The code in German.
    label: &'static str,
    /// The rule behind it, such as `DPR-06`.
    rule: String,
    clause: ClauseCode,
    /// Whether it stands in the heading or in the words.
    part: TextPart,
    /// What stands there.
    quote: String,
    /// Its first place in the text, in characters from 0.
    start: usize,
    /// Why it is one, in German.
    sentence: String,
    /// What could stand there instead.
    suggestion: Option<String>,
}

impl From<Finding> for TextFinding {
    fn from(finding: Finding) -> Self {
        Self {
            code: finding.code,
            label: finding.code.label(),
            rule: finding.rule,
            clause: finding.clause,
            part: finding.part,
            quote: finding.quote,
            start: finding.range.start,
            sentence: finding.sentence,
            suggestion: finding.suggestion,
        }
    }
}

/// Everything that somebody should look at in a version; `on` is the day whose law counts.
pub(crate) fn findings(version: &TextVersion, texts: &Texts, on: Date) -> Vec<Finding> {
    let mut linted = Vec::with_capacity(version.clauses.len() * 2);
    for clause in &version.clauses {
        let parts = [
            (TextPart::Heading, clause.heading.entry),
            (TextPart::Body, clause.body.entry),
        ];
        linted.extend(parts.into_iter().filter_map(|(part, entry)| {
            Some(LintedText {
                clause: &clause.code,
                part,
                text: texts.get(entry)?,
            })
        }));
    }
    lint(&linted, on)
}
