//! `lotse intake KIND FILE…`: what an office has today, out of its own tables.
//!
//! Contacts, partners, agreements, bodies and past meetings from CSV, XLSX or ODS, whatever the office calls its columns
//! ([`sheets`] reads them). One line of the file becomes some commands, each carried out once.
//!
//! **Guarantees.** The dry run says per line what would happen and what is wrong with it, by the domain's own
//! decisions under the municipality's policy; it sends nothing. The real run carries out the good lines and names the
//! others. Ids follow from municipality, file, line and number alone ([`batch`]), never from a name; so do the keys. The
//! same file again, killed and started again, or run twice at once: each command happens once. What is there already
//! (an institution, a contact at it, a body, by its name) is left alone, so that an edited file adds what is new.
//! Nothing is guessed: a cell that may be read in two ways stops its line.
//!
//! What a line says may be about a person: it is shown to whoever gave the file and stands in no log.
//!
//! | file | what lives there |
//! |---|---|
//! | `command` | `lotse intake` itself |
//! | `batch` | the file: its digest, and the ids and keys that follow from it |
//! | `gateway` | what the municipality has, asked with the caller's token |
//! | `known` | the same as this run sees it, with what earlier lines add |
//! | `names` | when two names are the same |
//! | `rehearsal` | the domain's own decisions, without the store |
//! | `cells` | one line's cells, and what is wrong with them |
//! | `plan` | what becomes of a line |
//! | `contacts`, `partners`, `agreements`, `bodies`, `meetings` | the kinds |
//! | `run` | posting, several institutions at once, each in its order |
//! | `report` | what was done, in German and as CSV |
//!
//! To add a kind: its words in [`sheets::columns`], a file here with its `plan`, a line in [`plan::Plan::of`].

mod agreements;
mod batch;
mod bodies;
mod cells;
mod command;
mod contacts;
mod gateway;
mod known;
mod meetings;
mod names;
mod partners;
mod plan;
mod rehearsal;
mod report;
mod run;

#[cfg(test)]
mod tests;

pub(crate) use command::command;
