//! What the acceptance tests share: a whole installation for a test's own, run from the real program.
//!
//! | room | what lives there |
//! |---|---|
//! | [`system`] | `lotse up` with a folder, ports and a database of its own: start, kill, restart, stop |
//! | [`program`] | the program itself: where it is, running it, running it to its end |
//! | [`caller`] | somebody with a token: asks the gateway, posts commands |
//! | [`database`] | the test's database in the cluster of `./dev test`, and an administrator's look into it |
//! | [`issuer`] | an issuer of tokens that the test serves itself |
//! | [`proxy`] | a TCP proxy that cuts connections at a byte |
//! | [`otlp`] | a receiver of spans |
//! | [`folder`], [`ports`], [`wait`] | a scratch folder, free ports, waiting with a bound |
//!
//! Nothing here sleeps for luck and nothing is shared between tests: each may run beside every other. The program is
//! built beforehand (`cargo build -p lotse`; a run of the whole workspace does it by itself).

pub mod caller;
pub mod database;
pub mod folder;
pub mod issuer;
pub mod otlp;
pub mod ports;
pub mod program;
pub mod proxy;
pub mod system;
pub mod wait;

pub use caller::{Answer, Caller, new_key};
pub use database::Database;
pub use folder::Folder;
pub use issuer::TestIssuer;
pub use proxy::Proxy;
pub use system::{Settings, System};
pub use wait::{found, within};
