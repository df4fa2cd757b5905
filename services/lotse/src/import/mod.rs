//! `lotse import FILE…`: commands out of a file, each carried out once.
//!
//! A file is for one municipality and holds commands in order, such as the networks of the source documents in
//! `deploy/demo/`:
//!
//! ```toml
//! municipality = "leverkusen"
//!
//! [[command]]
//! name = "establish-network"                # as it is posted
//! as = "netz"                               # optional: what it makes is `@netz` from here on
//! occurred-on = 2011-04-01                  # optional: the day on the paper, else today
//! source = "Fachkonzept, Abschnitt 3"       # optional: where it is from
//! key = "netz-2011"                         # optional: default `<file>:<as>`, else `<file>:<number of the command>`
//! with = { kind = "single", name = "Netzwerk Frühe Hilfen Leverkusen" }   # the command as in the OpenAPI document
//! ```
//!
//! In `with` a date is written as a date or as a text, `"@netz"` is the id of what was made as `netz`, and a text that
//! begins with `@` is written `"@@…"`. Ids follow from municipality and alias ([`id`]), so that every import of a file
//! makes the same things.
//!
//! **Guarantees.** [`ImportFile::read`] finds everything that can be found without the municipality's data, all faults
//! of a file at once, before anything is sent. [`run`] posts one command after the other under the key
//! `import:<key>`: repeated, interrupted or run twice at once, each command happens once. A refusal stops the run; what
//! was done stays, and the next run continues behind it. A file whose command changed after it was imported is
//! stopped there with `KEY_REUSED`, so append to an imported file or give its commands keys of their own.
//!
//! Reactions answer a moment after their cause: no command of a file may need what a reaction makes.
//!
//! | file | what lives there |
//! |---|---|
//! | `catalogue` | the commands of all services: who takes them, what they make |
//! | `file` | the file and how it is read |
//! | `value` | what stands in `with`, as JSON |
//! | `fault` | what is wrong with a file |
//! | `run` | posting |
//! | `error` | why a run stopped |
//! | `command` | `lotse import` itself |

mod catalogue;
mod command;
mod error;
mod fault;
mod file;
mod run;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use command::command;
pub(crate) use file::ImportFile;
pub(crate) use run::{Target, run};
