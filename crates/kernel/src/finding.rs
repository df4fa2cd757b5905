//! What an overview shows without anybody having sent a command [Befund].
//!
//! Each domain finds in its own words; how much weight a finding has is the same everywhere.

crate::code! {
    /// What a finding asks for.
    pub enum FindingSeverity {
        /// somebody has to do something
        Task = "Aufgabe",
        /// somebody should know
        Warning = "Hinweis",
    }
}
