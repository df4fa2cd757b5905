//! What our objects and lists promise, held to the standard's descriptions.

mod lists;
mod objects;
mod sample;
mod validator;
