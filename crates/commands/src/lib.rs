//! The way of a command through a service.
//!
//! [`CommandApi`] is the HTTP side: one POST per command, its answers and its OpenAPI document. [`Commands`] is the way
//! itself: load what the decision needs, decide, append, and once more from the start when something moved meanwhile.
//! [`UseCase`] says for an aggregate where its policy and its facts come from; the aggregate decides, the rest
//! carries.
//!
//! Documents that commands name are posted beside them (`POST /documents`), and a command that names one which the vault
//! does not hold is refused.
//!
//! Commands of somebody without an account come through [`links`]; what it may see is read by [`reading`].
//!
//! [`onboard`] is the operator's way: a municipality becomes as its policy file says.
//!
//! To make an aggregate's commands postable: implement [`UseCase`] and add a line to the service's [`CommandApi`].

mod api;
mod documents;
pub mod links;
mod onboarding;
mod openapi;
mod policies;
pub mod reading;
mod runner;
mod use_case;

pub use api::{Answer, CommandApi, CommandRequest, Services};
pub use onboarding::{Onboarding, OnboardingError, onboard};
pub use policies::{Policies, PolicyError, PolicyInForce};
pub use runner::{Cause, Commands, Failure, Order, Receipt};
pub use use_case::{CommandOf, EventOf, ReadsMax, UseCase};
