//! How a domain says no.

/// The facts of a refusal or a warning, as data. Dates, codes, ids and counts, never a person.
pub type Facts = serde_json::Map<String, serde_json::Value>;

/// A domain's refusal: a named condition with its business facts.
///
/// Every aggregate's `error.rs` implements it; the edge turns it into problem+json, the gateway into payload
/// data. `Display` is for logs: short, lower case, English.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// Stable, `SCREAMING_SNAKE`, such as `PROFILE_MISSING`.
    fn code(&self) -> &'static str;

    /// The command's field that the refusal is about, in camelCase.
    fn field(&self) -> Option<&'static str> {
        None
    }

    /// The rule behind it, such as `MEM-04`.
    fn rule(&self) -> Option<&'static str> {
        None
    }

    /// One German sentence that an office understands.
    fn sentence(&self) -> String;

    /// The facts of the sentence as data.
    fn facts(&self) -> Facts {
        Facts::new()
    }
}

/// Builds [`Facts`]: `facts!{ "latest" => date, "missing" => codes }`.
#[macro_export]
macro_rules! facts {
    ($($key:literal => $value:expr),* $(,)?) => {{
        let mut facts = $crate::Facts::new();
        $(facts.insert($key.to_owned(), $crate::__private::serde_json::json!($value));)*
        facts
    }};
}
