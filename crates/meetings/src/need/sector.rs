//! The field of work in which something is needed.

kernel::codes! {
    /// A field of work [Arbeitsbereich] by the code that membership gives it: one of the law's, or a local one.
    NeedSector = "sector code", "^[A-Z][A-Z0-9-]{1,15}$", |code| {
        (2..=16).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_uppercase())
            && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    };
}
