//! The rules of membership as claims, given/when/then, without a database.

mod belonging;
mod body;
mod contact;
mod events;
mod findings;
mod fixtures;
mod network;
mod partner;
mod place;
mod policy;
mod properties;
