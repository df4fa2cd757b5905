//! How much one request may ask for, checked before anything is executed.
//!
//! Depth and complexity are the schema's own checks; a page costs its length times what one of its rows costs. Both
//! expand fragments wherever they are spread, which a few lines can make exponential, so the expanded size is
//! bounded first, counting each fragment once.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

/// How deep fields may be nested.
pub const DEPTH: usize = 12;
/// What a request may cost: fields, times the length of the lists around them. A full page of partners with
/// everything that hangs on them costs about 8,000.
pub const COMPLEXITY: usize = 10_000;
/// What a root field costs by itself: a connection and a transaction.
pub(super) const ROOT: usize = 50;
/// Introspection is deeper than any question about content: a type within a type within a list ….
pub(super) const INTROSPECTION_DEPTH: usize = 24;
/// Deepest nesting of brackets in the text.
pub(super) const BRACKETS: usize = 64;
/// Selections with every fragment expanded.
const EXPANDED: usize = 5_000;
/// Nesting that is looked at in fragments; deeper ones are refused by size.
const NESTING: usize = 64;

/// What a document asks for, as far as it decides how it is executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// about the schema alone
    Introspection,
    Content,
    /// more than a request may ask for, with every fragment expanded
    TooLarge,
}

/// Deepest nesting of brackets in a query's text, strings and comments left out.
///
/// The parser itself would follow it down the stack.
pub(super) fn brackets(query: &str) -> usize {
    let (mut deepest, mut depth) = (0, 0_usize);
    let mut bytes = query.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' | b'(' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            b'#' => {
                bytes.by_ref().find(|byte| matches!(byte, b'\n' | b'\r'));
            }
            b'"' => {
                // A block string is three of these: an empty string, one with the words, an empty string.
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'\\' => {
                            bytes.next();
                        }
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    deepest
}

/// Looks at a document without executing it.
pub(super) fn kind(document: &ExecutableDocument) -> Kind {
    let sets = || {
        document
            .operations
            .iter()
            .map(|(_, operation)| &operation.node.selection_set.node)
    };
    let mut sizes = HashMap::new();
    let expanded = sets().fold(0, |sum: usize, set| {
        sum.saturating_add(size(document, set, &mut sizes, 0))
    });
    if expanded > EXPANDED {
        Kind::TooLarge
    } else if sets().all(|set| asks_schema_alone(document, set, 0)) {
        Kind::Introspection
    } else {
        Kind::Content
    }
}

/// Selections of a set with its fragments expanded; a fragment that contains itself is endless.
fn size<'d>(
    document: &'d ExecutableDocument,
    set: &'d SelectionSet,
    sizes: &mut HashMap<&'d Name, usize>,
    nesting: usize,
) -> usize {
    if nesting > NESTING {
        return usize::MAX;
    }
    set.items.iter().fold(0, |sum: usize, item| {
        let below = match &item.node {
            Selection::Field(field) => {
                size(document, &field.node.selection_set.node, sizes, nesting + 1)
            }
            Selection::InlineFragment(fragment) => size(
                document,
                &fragment.node.selection_set.node,
                sizes,
                nesting + 1,
            ),
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                match (sizes.get(name), document.fragments.get(name)) {
                    (Some(size), _) => *size,
                    (None, Some(fragment)) => {
                        // While it is being counted, it counts as endless.
                        sizes.insert(name, usize::MAX);
                        let set = &fragment.node.selection_set.node;
                        let size = size(document, set, sizes, nesting + 1);
                        sizes.insert(name, size);
                        size
                    }
                    (None, None) => 0,
                }
            }
        };
        sum.saturating_add(below).saturating_add(1)
    })
}

/// True where every root field is one of the schema's own. Only for documents that are not too large.
fn asks_schema_alone(document: &ExecutableDocument, set: &SelectionSet, nesting: usize) -> bool {
    nesting <= NESTING
        && set.items.iter().all(|item| match &item.node {
            Selection::Field(field) => field.node.name.node.starts_with("__"),
            Selection::InlineFragment(fragment) => {
                asks_schema_alone(document, &fragment.node.selection_set.node, nesting + 1)
            }
            Selection::FragmentSpread(spread) => {
                let fragment = document.fragments.get(&spread.node.fragment_name.node);
                fragment.is_some_and(|fragment| {
                    asks_schema_alone(document, &fragment.node.selection_set.node, nesting + 1)
                })
            }
        })
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn kind_of(query: &str) -> Kind {
        kind(&parse_query(query).unwrap())
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_nest() {
        assert_eq!(brackets("{ a(b: [[1]]) { c } }"), 4);
        assert_eq!(brackets(r#"{ a(b: "{{{[[[ \"{{{") # {{{"#), 2);
        assert_eq!(brackets("{ a(b: \"\"\"{{{\"\"\") }"), 2);
    }

    #[test]
    fn introspection_is_told_from_content() {
        assert_eq!(
            kind_of("{ __schema { types { name } } }"),
            Kind::Introspection
        );
        assert_eq!(
            kind_of("{ ...F } fragment F on Query { __typename }"),
            Kind::Introspection
        );
        assert_eq!(kind_of("{ __typename networks { id } }"), Kind::Content);
        assert_eq!(
            kind_of("{ ...F } fragment F on Query { networks { id } }"),
            Kind::Content
        );
    }

    #[test]
    fn fragments_that_double_forty_times_are_too_large() {
        let mut query = "{ ...F0 }".to_owned();
        for number in 0..40 {
            query.push_str(&format!(
                " fragment F{number} on Query {{ ...F{next} ...F{next} }}",
                next = number + 1
            ));
        }
        query.push_str(" fragment F40 on Query { __typename }");
        assert_eq!(kind_of(&query), Kind::TooLarge);
    }

    #[test]
    fn a_fragment_that_contains_itself_is_too_large() {
        assert_eq!(
            kind_of("{ ...F } fragment F on Query { ...F }"),
            Kind::TooLarge
        );
    }
}
