//! Plans of files against policies and what is known, without a server.

mod planning;
mod small;
