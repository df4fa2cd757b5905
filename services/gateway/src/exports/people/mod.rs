//! Who stands on a list, as far as the caller may see them.
//!
//! `graphql::contacts::may_see` decides on every person; the domain's `details_on` on the days of the consent. Lists
//! have one order, by name: partners are equals and no list ranks them (MEM-08).

mod contacts;
mod office;
mod specialists;

use kernel::{EntryId, Institution};
use papers::Reach;
use vault::Entries;

use crate::graphql::error::GraphError;
use crate::graphql::words::{self, Person};

pub(super) use contacts::{Listed, contacts};
pub(super) use office::{card, office, the_office};
pub(super) use specialists::{Adviser, specialists};

/// What is printed of somebody.
#[derive(Clone, Debug)]
pub(super) enum Who {
    /// Nobody is named.
    Nobody,
    /// Somebody is named whom the caller, or nobody, may see.
    Hidden,
    /// The details.
    Person(Person),
}

/// What stands in the place of somebody who may not be seen.
pub(super) const HIDDEN: &str = "keine Angabe";

impl Who {
    fn of(entries: &Entries, details: Option<EntryId>) -> Result<Self, GraphError> {
        let person = match details {
            Some(details) => words::person(entries, details)?,
            None => None,
        };
        Ok(person.map_or(Self::Hidden, Self::Person))
    }

    /// The name on a paper; `None` where nobody is named.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Nobody => None,
            Self::Hidden => Some(HIDDEN),
            Self::Person(person) => Some(&person.name),
        }
    }

    /// How the person is reached, by the institution's telephone where there is no other.
    pub(super) fn reach(&self, institution: &Institution) -> Reach {
        let of_institution = institution.phone.clone();
        match self {
            Self::Person(person) => Reach {
                phone: person.phone.clone().or(of_institution),
                fax: person.fax.clone(),
                email: person.email.clone(),
            },
            Self::Nobody | Self::Hidden => Reach {
                phone: of_institution,
                ..Reach::default()
            },
        }
    }
}
