//! What streams of other services tell money and figures.
