//! Makes the structs of commands: what JSON and GraphQL need of each, once.

/// `"GraphQlName" StructName { field: Type, … }`, each with its doc comments.
macro_rules! inputs {
    ($($(#[$meta:meta])* $input:literal $name:ident { $($(#[$fmeta:meta])* $field:ident: $kind:ty,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
        #[cfg_attr(feature = "graphql", graphql(name = $input))]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name { $($(#[$fmeta])* pub $field: $kind,)+ }
    )+};
}

pub(crate) use inputs;
