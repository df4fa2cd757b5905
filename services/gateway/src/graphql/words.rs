//! Words out of the vault, for the ids that views hold.

use async_graphql::SimpleObject;
use kernel::EntryId;
use vault::{Entries, Entry};

use super::error::GraphError;

/// A sentence or a name; `None` where it was erased.
pub(crate) fn text(entries: &Entries, id: EntryId) -> Result<Option<String>, GraphError> {
    let entry = entries
        .get::<kernel::Text>(id)
        .map_err(GraphError::internal("read a text"))?;
    Ok(entry.and_then(Entry::kept).map(|text| text.0))
}

/// The text of an id that may be absent.
pub(crate) fn optional_text(
    entries: &Entries,
    id: Option<EntryId>,
) -> Result<Option<String>, GraphError> {
    id.map_or(Ok(None), |id| text(entries, id))
}

/// True where one of these texts contains `wanted`, which is folded; an erased one contains nothing.
pub(crate) fn say(
    entries: &Entries,
    ids: impl IntoIterator<Item = EntryId>,
    wanted: &str,
) -> Result<bool, GraphError> {
    for id in ids {
        let text = text(entries, id)?;
        if text.is_some_and(|text| fold(&text).contains(wanted)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A name that must be there: empty where it was erased.
pub(crate) fn name(entries: &Entries, id: Option<EntryId>) -> Result<String, GraphError> {
    Ok(optional_text(entries, id)?.unwrap_or_default())
}

/// An institution's name and address; empty where it was erased.
pub(crate) fn institution(
    entries: &Entries,
    id: Option<EntryId>,
) -> Result<kernel::Institution, GraphError> {
    let entry = match id {
        Some(id) => entries
            .get::<kernel::Institution>(id)
            .map_err(GraphError::internal("read an institution"))?,
        None => None,
    };
    Ok(entry
        .and_then(Entry::kept)
        .unwrap_or_else(|| kernel::Institution {
            name: String::new(),
            address: None,
            phone: None,
        }))
}

/// Who speaks for an institution [Ansprechperson], as the contact list prints it (AGR-23).
#[derive(Clone, Debug, SimpleObject)]
pub struct Person {
    /// Name; „ehemalige Ansprechperson" where the person was erased.
    pub(crate) name: String,
    /// Telephone [Telefon].
    pub(crate) phone: Option<String>,
    /// Fax.
    pub(crate) fax: Option<String>,
    /// Mail address.
    pub(crate) email: Option<String>,
    /// True where the person's details were erased.
    pub(crate) erased: bool,
}

/// A person's details as far as they are kept.
pub(crate) fn person(entries: &Entries, id: EntryId) -> Result<Option<Person>, GraphError> {
    let entry = entries
        .get::<kernel::Person>(id)
        .map_err(GraphError::internal("read a person"))?;
    Ok(entry.map(|entry| match entry {
        Entry::Kept(kernel::Person {
            id: _,
            name,
            phone,
            fax,
            email,
        }) => Person {
            name,
            phone,
            fax,
            email,
            erased: false,
        },
        Entry::Erased => Person {
            name: vault::FORMER_CONTACT.to_owned(),
            phone: None,
            fax: None,
            email: None,
            erased: true,
        },
    }))
}

/// How names are compared: without case, ä like a, ß like ss (DIN 5007-1). The lists' SQL folds alike.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'Ä' | 'ä' => folded.push('a'),
            'Ö' | 'ö' => folded.push('o'),
            'Ü' | 'ü' => folded.push('u'),
            'ß' => folded.push_str("ss"),
            other => folded.push(other.to_ascii_lowercase()),
        }
    }
    folded
}

/// A pattern for `LIKE` that finds folded names which contain `text`; nothing in it is a wildcard.
pub(crate) fn containing(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for letter in fold(text).chars() {
        if matches!(letter, '\\' | '%' | '_') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// What a text filter looks for, folded; an empty one looks for nothing.
pub(crate) fn searched(
    argument: &'static str,
    text: Option<&str>,
) -> Result<Option<String>, GraphError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > kernel::entry::NAME_MAX || text.contains('\0') {
        return Err(GraphError::InvalidArgument {
            argument,
            reason: "höchstens 200 Zeichen".into(),
        });
    }
    Ok(Some(fold(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_umlauts() {
        assert_eq!(fold("Überörtliche STRASSE"), fold("uberortliche Straße"));
    }

    #[test]
    fn nothing_that_somebody_types_is_a_wildcard() {
        assert_eq!(containing("50%_\\"), "%50\\%\\_\\\\%");
    }
}
