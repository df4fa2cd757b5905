//! The rules of meetings as claims, given/when/then, without a database.

mod events;
mod fixtures;
mod given;
mod need;
mod rota;
mod standard;
mod topic;
mod training;
