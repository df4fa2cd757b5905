//! The gateway: the read side of every municipality, and the door through which an office works.
//!
//! It projects the municipality's events into tables and answers GraphQL out of them; a mutation is posted to the
//! service that decides it, with the caller's own token, and answers with the caller's own write.
//!
//! | room | what lives there |
//! |---|---|
//! | [`projections`] | events in, tables out |
//! | [`graphql`] | tables in, answers out; commands to their services |
//! | `cadence` | how often a body meets, for the answers as for the state's overview |
//! | `exports` | lists, papers and scans as files |
//! | [`oparl`] | what municipalities publish to everybody |
//! | `server` | `/graphql` and the GraphiQL page |
//! | `caught_up` | readiness: the read model has reached the heads of the start |

mod cadence;
mod caught_up;
mod exports;
pub mod graphql;
pub mod oparl;
pub mod projections;
mod server;

pub use caught_up::CaughtUp;
pub use exports::openapi;
pub use graphql::sdl;
pub use server::{Gateway, router};
