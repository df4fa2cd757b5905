//! The difference of two versions of a text, word by word, for the consultation [Gegenüberstellung] (AGR-31).
//!
//! It is the difference that the paper prints ([`papers::compare`]).

use ::agreements::framework::{Clause, TextVersion};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use kernel::Date;
use uuid::Uuid;

use super::load::{Texts, rows};
use crate::graphql::error::GraphError;
use crate::graphql::reader::Reader;

/// What changed between two versions of a text [Gegenüberstellung] (AGR-31).
#[derive(SimpleObject)]
pub struct FrameworkComparison {
    /// The text's id.
    framework: ID,
    /// The version that held, or was proposed, until now.
    from: ComparedVersion,
    /// The version that is proposed.
    to: ComparedVersion,
    /// The title, word by word.
    title: Vec<WordSpan>,
    /// Clauses in the order of the new version; one that is gone stands after the one that it followed.
    clauses: Vec<ClauseChange>,
}

/// A version that is compared.
#[derive(SimpleObject)]
pub struct ComparedVersion {
    number: u32,
    /// The day that is printed with it [Stand].
    stand: Date,
}

/// What happened to a clause between two versions.
#[derive(SimpleObject)]
pub struct ClauseChange {
    /// The clause's code.
    clause: String,
    kind: ClauseChangeKind,
    /// Whether it stands at another place among the clauses of both versions.
    moved: bool,
    /// Whether both versions have it under different numbers.
    renumbered: bool,
    old_number: Option<String>,
    new_number: Option<String>,
    /// Its heading, word by word.
    heading: Vec<WordSpan>,
    /// Its words, word by word.
    body: Vec<WordSpan>,
    /// How many words are new.
    added_words: usize,
    /// How many words are gone.
    removed_words: usize,
}

/// A run of words with one fate; `\n` stands where a paragraph ends.
#[derive(SimpleObject)]
pub struct WordSpan {
    change: WordChange,
    text: String,
}

/// What happened to a clause's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "papers::ClauseChangeKind")]
pub enum ClauseChangeKind {
    /// heading and words are the same; number and place may differ
    Unchanged,
    /// heading or words differ
    Changed,
    /// only in the new version
    Added,
    /// only in the old version
    Removed,
}

/// What happened to a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "papers::WordChange")]
pub enum WordChange {
    /// in both versions
    Kept,
    /// only in the new one
    Added,
    /// only in the old one
    Removed,
}

impl From<papers::WordSpan> for WordSpan {
    fn from(span: papers::WordSpan) -> Self {
        Self {
            change: span.change.into(),
            text: span.text,
        }
    }
}

fn spans(spans: Vec<papers::WordSpan>) -> Vec<WordSpan> {
    spans.into_iter().map(WordSpan::from).collect()
}

impl From<papers::ClauseChange> for ClauseChange {
    fn from(change: papers::ClauseChange) -> Self {
        Self {
            renumbered: change.is_renumbered(),
            clause: change.clause,
            kind: change.kind.into(),
            moved: change.moved,
            old_number: change.old_number,
            new_number: change.new_number,
            heading: spans(change.heading),
            body: spans(change.text),
            added_words: change.added_words,
            removed_words: change.removed_words,
        }
    }
}

impl From<&TextVersion> for ComparedVersion {
    fn from(version: &TextVersion) -> Self {
        Self {
            number: version.number,
            stand: version.stand,
        }
    }
}

/// A version with its words, as papers take it.
fn of_paper(version: &TextVersion, texts: &Texts) -> papers::TextVersion {
    let clause = |clause: &Clause| papers::Clause {
        id: clause.code.to_string(),
        number: clause.number.as_ref().map(ToString::to_string),
        heading: texts.owned(clause.heading.entry).unwrap_or_default(),
        text: texts.owned(clause.body.entry).unwrap_or_default(),
    };
    papers::TextVersion {
        label: format!("Fassung {}", version.number),
        stand: Some(version.stand),
        clauses: version.clauses.iter().map(clause).collect(),
    }
}

/// The root field for the difference of two versions.
#[derive(Default)]
pub struct FrameworkComparisonQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl FrameworkComparisonQuery {
    /// What changed between two versions of a text, clause by clause and word by word [Gegenüberstellung] (AGR-31);
    /// `null` where there is no such text.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 50 * child_complexity")]
    async fn framework_comparison(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The text's id.")] framework: ID,
        #[graphql(desc = "The number of the version that held until now.")] from: u32,
        #[graphql(desc = "The number of the version that is proposed.")] to: u32,
    ) -> Result<Option<FrameworkComparison>> {
        // An id that is none names nothing, like a foreign one.
        let Ok(id) = Uuid::parse_str(&framework) else {
            return Ok(None);
        };
        let reader = Reader::of(ctx)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let Some(row) = rows(&reading, Some(&[id])).await?.pop() else {
            return Ok(None);
        };
        let version = |argument, number| {
            row.view.version(number).ok_or(GraphError::InvalidArgument {
                argument,
                reason: format!("eine Fassung {number} hat der Text nicht").into(),
            })
        };
        let (old, new) = (version("from", from)?, version("to", to)?);
        let wanted = [old.entries(), new.entries()].concat();
        let texts = Texts::read(&reading, wanted).await?;
        let title = |version: &TextVersion| texts.owned(version.title.entry).unwrap_or_default();
        let changes = papers::compare(&of_paper(old, &texts), &of_paper(new, &texts));
        Ok(Some(FrameworkComparison {
            framework: row.id.to_string().into(),
            from: old.into(),
            to: new.into(),
            title: spans(papers::comparison::compare_words(&title(old), &title(new))),
            clauses: changes.into_iter().map(ClauseChange::from).collect(),
        }))
    }
}
