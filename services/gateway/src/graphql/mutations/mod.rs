//! One mutation per posted command. The gateway decides nothing: it carries the command to the service that does,
//! with the caller's own token, and waits until its own answers show what the command wrote.
//!
//! | room | what lives there |
//! |---|---|
//! | [`post`] | the way to a service and back |
//! | [`payload`] | what a mutation answers: receipt, warnings, the refusal as data, the object as it is now |
//! | [`agreements`]; [`membership`], [`offices`]; [`meetings`], [`common_work`], [`minutes`], [`recommendations`], [`committee_reports`]; [`figures`]; [`grants`]; [`money`] | the mutations of each service |
//!
//! **To add a mutation**: a line with the command's struct in its service's file. The field's name is the posted
//! name in camelCase, which is also its operation in the table of permissions; a test holds the three together.

pub mod agreements;
pub mod committee_reports;
pub mod common_work;
pub mod figures;
pub mod grants;
pub mod meetings;
pub mod membership;
pub mod minutes;
pub mod money;
pub mod offices;
pub mod payload;
pub mod post;
pub mod recommendations;

pub use post::{Services, Visibility};

/// Makes a root object whose fields post commands.
macro_rules! mutations {
    (
        $(#[$root_doc:meta])*
        $root:ident posts to $service:ident {
            $($(#[$doc:meta])* $field:ident($command:ident) -> $payload:ident;)+
        }
    ) => {
        $(#[$root_doc])*
        #[derive(Default)]
        pub struct $root;

        #[async_graphql::Object(guard = "crate::graphql::guard::Permitted")]
        impl $root {
            $(
                $(#[$doc])*
                #[graphql(complexity = "crate::graphql::limits::ROOT + child_complexity")]
                async fn $field(
                    &self,
                    ctx: &async_graphql::Context<'_>,
                    input: $command,
                    #[graphql(desc = "The same key again answers what the command did, and does nothing.")]
                    idempotency_key: async_graphql::ID,
                    #[graphql(desc = "The day on the paper; today where none is given.")]
                    occurred_on: Option<kernel::Date>,
                    #[graphql(desc = "Refused where the thing has another version by now.")]
                    expected_version: Option<i64>,
                    #[graphql(desc = "Where you have it from [Quelle].")]
                    source: Option<kernel::Text>,
                ) -> async_graphql::Result<$payload> {
                    let order = $crate::graphql::mutations::post::Order {
                        key: idempotency_key,
                        occurred_on,
                        expected_version,
                        source,
                    };
                    let service = $crate::graphql::mutations::post::Service::$service;
                    Ok($payload(service.post(ctx, &input, order).await?))
                }
            )+
        }
    };
}

pub(crate) use mutations;
