//! Issues of the contact list [Kontaktliste, Anlage 1 und Anlage 2] (AGR-22 … AGR-24, MEM-18).
//!
//! The list itself is never stored: an issue is a recipe. Kind, network, the day that it shows and the template's
//! version, together with the position of its event, render the same list again; erased entries are missing then. The
//! recipients are ids of partners, to whom it goes.
//!
//! One stream holds all issues of one kind, of a network or of the municipality: its id follows from both
//! ([`list_id`]), so versions are dense whoever issues. (Rejected: an id that the caller chooses; two streams would
//! number the same annex twice.) A wrong issue is withdrawn with its reason, or corrected; its number stays taken.
//!
//! S1 § 4 wants it „regelmäßig“ and names no interval: [`due_findings`] asks for one where nobody set it.

mod aggregate;
mod command;
mod due;
mod error;
mod event;

pub use aggregate::{ContactList, Issue, Withdrawal};
pub use command::*;
pub use due::{due_findings, due_on};
pub use error::ContactListRefusal;
pub use event::*;

use kernel::{ContactListId, NetworkId};
use uuid::Uuid;

/// The version of the recipe by which lists are rendered today; an issue keeps its own.
pub const TEMPLATE: u16 = 1;

kernel::code! {
    /// Which annex a list is [Anlage].
    pub enum ContactListKind {
        /// contact persons of the partners (AGR-23)
        Contacts = "Anlage 1: Ansprechpersonen der Netzwerkpartner",
        /// child-protection specialists (AGR-24)
        Specialists = "Anlage 2: insoweit erfahrene Fachkräfte",
    }
}

/// The stream of the lists of a kind, of a network or of the municipality.
pub fn list_id(kind: ContactListKind, network: Option<NetworkId>) -> ContactListId {
    let scope = network.map_or(Uuid::nil(), |network| network.0);
    let name = match kind {
        ContactListKind::Contacts => "contact-list/contacts",
        ContactListKind::Specialists => "contact-list/specialists",
    };
    ContactListId(Uuid::new_v5(&scope, name.as_bytes()))
}
