//! Who calls. A bearer token becomes a [`Caller`]: a role in one municipality, in one state, or of the platform.
//!
//! | file | what |
//! |---|---|
//! | [`caller`] | the scopes; their types keep a municipality's and a state's caller apart |
//! | [`refusal`] | why a token is not accepted, with stable codes |
//! | [`issuer_file`] | who may issue tokens, and what each may assert |
//! | [`issuers`] | verification: signature, dates, audience, binding |
//! | `keys` | an issuer's published keys, fetched by discovery and kept |
//! | `claims` | what a token says |
//! | [`extract`] | the axum extractor |
//! | [`local_issuer`] | the laptop's own issuer, through the same path |
//!
//! What holds: the scope comes from the verified token and from nothing else. An issuer asserts only what the
//! identity file binds it to, whatever it signs. Only asymmetric signatures count, and only with the algorithm of
//! the issuer's published key. Of (issuer, subject) only a keyed hash goes further ([`kernel::ActorId`]).
//!
//! Rejected: introspection of opaque tokens (a call per request), keys in the identity file (no rotation).

pub mod caller;
mod claims;
pub mod extract;
pub mod issuer_file;
pub mod issuers;
mod keys;
pub mod local_issuer;
pub mod refusal;

pub use caller::{Account, Caller, MunicipalityScope, StateScope};
pub use extract::BearerToken;
pub use issuer_file::{Bound, IdentityFile, IssuerEntry};
pub use issuers::{IdentityError, Issuers};
pub use local_issuer::{LocalIssuer, LocalIssuerError, TokenScope, UpMode};
pub use refusal::IdentityRefusal;
