//! Who may ask for what: every root field asks the table of permissions.
//!
//! The operation is the field's own name, a mutation's in the form under which its command is posted
//! (`signAgreement` is `sign-agreement`). The guard stands on the root objects as a whole, so that no field can be
//! forgotten; what the table does not list, nobody may ask.

use async_graphql::{Context, Guard, Result};
use service_kit::permission;

use super::error::GraphError;
use super::reader::Reader;

/// Lets a root field through where the table lists it for the caller's role.
pub(crate) struct Permitted;

impl Guard for Permitted {
    async fn check(&self, ctx: &Context<'_>) -> Result<()> {
        allowed(ctx, operation(&ctx.item.node.name.node))
    }
}

/// Lets a nested field through where the table lists `operation` for the caller's role.
pub(crate) struct Needs(pub(crate) &'static str);

impl Guard for Needs {
    async fn check(&self, ctx: &Context<'_>) -> Result<()> {
        allowed(ctx, self.0.to_owned())
    }
}

fn allowed(ctx: &Context<'_>, operation: String) -> Result<()> {
    if permission::allows(Reader::of(ctx)?.role(), &operation) {
        Ok(())
    } else {
        Err(GraphError::NotAllowed { operation }.into())
    }
}

/// The operation of a root field: `sign-agreement` for the mutation `signAgreement`, a query's own name as it is.
pub fn operation(field: &str) -> String {
    if permission::operations().any(|operation| operation == field) {
        return field.to_owned();
    }
    let mut operation = String::with_capacity(field.len() + 4);
    for letter in field.chars() {
        if letter.is_ascii_uppercase() {
            operation.push('-');
        }
        operation.push(letter.to_ascii_lowercase());
    }
    operation
}
