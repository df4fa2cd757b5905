//! Who may do what: one table, role × operation, in `table.toml`.
//!
//! An operation is a command by its posted name (`sign-agreement`) or a root of the reading side by its GraphQL
//! name (`stateOverview`). What the table does not list, nobody may do. This is the coarse right of a role; the
//! finer ones (this partner's contact, this body's minute taker) come from events.
//!
//! Reply links are scopes of their own in the same table: a link may carry out what its purpose lists, on its subject
//! alone, whoever holds it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use kernel::Role;
use serde::Deserialize;

use crate::links::LinkScope;

const SOURCE: &str = include_str!("table.toml");

static TABLE: LazyLock<Table> =
    LazyLock::new(|| read(SOURCE).expect("the table is part of the program and a test reads it"));

/// Whether `role` may do `operation`. An operation that the table does not know is never allowed.
pub fn allows(role: Role, operation: &str) -> bool {
    TABLE
        .roles
        .get(operation)
        .is_some_and(|roles| roles.contains(&role))
}

/// Whether a reply link of that scope may carry out `operation` on its subject.
pub fn link_allows(scope: LinkScope, operation: &str) -> bool {
    TABLE
        .file
        .link
        .iter()
        .filter(|link| link.scope == scope.code())
        .any(|link| link.operations.iter().any(|known| known == operation))
}

/// Every operation, in the table's order.
pub fn operations() -> impl Iterator<Item = &'static str> {
    TABLE
        .file
        .group
        .iter()
        .flat_map(|group| group.operations.iter().map(String::as_str))
}

/// The table as Markdown, for the documentation.
pub fn render() -> String {
    let mut text = String::from("| operation |");
    for role in Role::ALL {
        push(&mut text, format_args!(" {} |", role.code()));
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(Role::ALL.len()));
    text.push('\n');
    for group in &TABLE.file.group {
        push(
            &mut text,
            format_args!("| **{}** |{}\n", group.title, " |".repeat(Role::ALL.len())),
        );
        for operation in &group.operations {
            push(&mut text, format_args!("| `{operation}` |"));
            for role in Role::ALL {
                text.push_str(if group.roles.contains(role) {
                    " ● |"
                } else {
                    " |"
                });
            }
            text.push('\n');
        }
    }
    text.push_str("\n| reply link | may carry out, on its subject |\n|---|---|\n");
    for link in &TABLE.file.link {
        let operations = link.operations.join("`, `");
        push(
            &mut text,
            format_args!("| `{}`: {} | `{operations}` |\n", link.scope, link.title),
        );
    }
    text
}

fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments)
        .expect("writing to a String cannot fail");
}

struct Table {
    file: TableFile,
    roles: BTreeMap<String, BTreeSet<Role>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct TableFile {
    group: Vec<Group>,
    #[serde(default)]
    link: Vec<LinkRow>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Group {
    title: String,
    roles: BTreeSet<Role>,
    operations: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct LinkRow {
    title: String,
    /// [`LinkScope`]'s code.
    scope: String,
    operations: Vec<String>,
}

fn read(source: &str) -> Result<Table, String> {
    let file: TableFile = toml::from_str(source).map_err(|error| error.to_string())?;
    let mut roles = BTreeMap::new();
    for group in &file.group {
        for operation in &group.operations {
            if roles
                .insert(operation.clone(), group.roles.clone())
                .is_some()
            {
                return Err(format!("`{operation}` stands in the table twice"));
            }
        }
    }
    Ok(Table { file, roles })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_readable_and_lists_every_operation_once() {
        assert_eq!(
            read(SOURCE).map(|table| table.roles.len()),
            Ok(operations().count())
        );
        let twice = "[[group]]\ntitle = 't'\nroles = []\noperations = ['a', 'a']";
        assert_eq!(
            read(twice).err().as_deref(),
            Some("`a` stands in the table twice")
        );
    }

    #[test]
    fn an_unknown_operation_is_allowed_to_nobody() {
        for role in Role::ALL {
            assert!(!allows(*role, "drop-everything") && !allows(*role, ""));
        }
    }

    #[test]
    fn the_platform_operator_sees_and_does_nothing_of_content() {
        assert_eq!(
            operations().find(|operation| allows(Role::PlatformOperator, operation)),
            None
        );
    }

    #[test]
    fn the_state_coordinator_reads_the_state_overview_and_nobody_else_does() {
        let state: Vec<_> = operations()
            .filter(|op| allows(Role::StateCoordinator, op))
            .collect();
        assert_eq!(state, ["stateOverview"]);
        let others = Role::ALL
            .iter()
            .filter(|role| **role != Role::StateCoordinator);
        assert_eq!(
            others
                .filter(|role| allows(**role, "stateOverview"))
                .count(),
            0
        );
    }

    #[test]
    fn an_auditor_changes_nothing() {
        let is_command = |op: &&str| op.contains('-');
        assert_eq!(
            operations()
                .filter(is_command)
                .find(|op| allows(Role::Auditor, op)),
            None
        );
    }

    #[test]
    fn a_link_may_only_what_some_role_may_and_every_scope_stands_in_the_table_once() {
        for scope in LinkScope::ALL {
            let rows = TABLE.file.link.iter();
            assert_eq!(rows.filter(|row| row.scope == scope.code()).count(), 1);
        }
        assert_eq!(TABLE.file.link.len(), LinkScope::ALL.len());
        for operation in TABLE.file.link.iter().flat_map(|row| &row.operations) {
            assert!(TABLE.roles.contains_key(operation), "{operation}");
        }
        assert!(!link_allows(LinkScope::ConfirmContact, "contacts"));
        assert!(!link_allows(LinkScope::ConfirmContact, "designate-contact"));
    }

    #[test]
    fn a_deputy_may_do_what_the_coordinator_may() {
        for operation in operations() {
            let deputy = allows(Role::Deputy, operation);
            assert_eq!(allows(Role::Coordinator, operation), deputy, "{operation}");
        }
    }
}
