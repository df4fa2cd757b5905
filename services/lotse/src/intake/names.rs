//! When two names are the same: as the gateway compares them, whatever their blanks and punctuation.
//!
//! „Caritasverband e.V.“ is „Caritasverband e. V.“. Nothing else is taken for the same: what is only near is a hint.

/// How many near names a hint gives.
const HINTS: usize = 3;
/// From how near on a name is worth a hint.
const NEAR: f64 = 0.84;

/// The name as it is compared: without case, ä like a, ß like ss, punctuation and blanks as one blank.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => folded.push('a'),
            'ö' => folded.push('o'),
            'ü' => folded.push('u'),
            'ß' => folded.push_str("ss"),
            // What a Mac writes: a letter, then its two dots.
            '\u{308}' => {}
            other if other.is_alphanumeric() => folded.push(other),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The known names that are nearest to one that is not known, as „…“ oder „…“; `None` where none is near. With other
/// digits it is another one: Kita 1 is not Kita 2.
pub(super) fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let wanted = fold(name);
    let digits = |name: &str| {
        name.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let mut found: Vec<(f64, &str)> = known
        .filter(|other| digits(other) == digits(name))
        .map(|other| (strsim::jaro_winkler(&wanted, &fold(other)), other))
        .filter(|(near, _)| *near >= NEAR)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    found.dedup_by(|a, b| a.1 == b.1);
    let names: Vec<String> = found
        .iter()
        .take(HINTS)
        .map(|(_, name)| format!("„{name}“"))
        .collect();
    (!names.is_empty()).then(|| names.join(" oder "))
}
