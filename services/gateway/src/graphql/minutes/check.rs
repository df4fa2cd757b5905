//! The hint before a text is saved (MTG-24): where it seems to name a child or a family.
//!
//! What decides is the domain's ([`meetings::mentions`]), in this process and without I/O. A text that may name a child
//! must leave no trace: nothing here logs it, and an argument that is refused is not repeated in the answer. (The same
//! check warns again when minutes are drafted, revised or amended: a caller need not ask before.)

use async_graphql::SimpleObject;
use meetings::mentions::{self, Mention, MentionReason};

use crate::graphql::error::GraphError;

/// Longest text that is looked through, in characters: as long as minutes may be.
const TEXT_MAX: usize = 100_000;

/// A place in a text that seems to name a child or a family [Hinweis] (MTG-24).
#[derive(SimpleObject)]
pub struct TextMention {
    /// The first character, counted from 0 in Unicode characters.
    from: usize,
    /// The character after the last.
    to: usize,
    /// What stands there.
    words: String,
    reason: MentionReason,
    /// The reason in German.
    label: &'static str,
    /// One German sentence for whoever writes.
    sentence: &'static str,
}

impl TextMention {
    fn at(mention: Mention) -> Self {
        Self {
            from: mention.characters.start,
            to: mention.characters.end,
            words: mention.words,
            reason: mention.reason,
            label: mention.reason.label(),
            sentence: mention.reason.sentence(),
        }
    }
}

/// The places of `text` that seem to name somebody, in their order.
pub(super) fn mentions(text: &str) -> Result<Vec<TextMention>, GraphError> {
    if text.chars().nth(TEXT_MAX).is_some() {
        return Err(GraphError::InvalidArgument {
            argument: "text",
            reason: "höchstens 100.000 Zeichen".into(),
        });
    }
    let found = mentions::mentions(text).into_iter();
    Ok(found.map(TextMention::at).collect())
}
