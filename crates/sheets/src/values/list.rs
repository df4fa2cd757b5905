//! Several things in one cell.

/// What stands between `;`, `,`, `/` and line breaks, without empty and doubled ones, in its order.
///
/// For codes and short words. A name of an institution may hold a comma or a slash itself; whoever reads such names
/// looks for the whole cell first.
pub fn list(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split([';', ',', '/', '\n', '•', '|']) {
        let part = part.trim().trim_start_matches(['-', '–']).trim();
        if !part.is_empty() && !found.iter().any(|before| before == part) {
            found.push(part.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn a_cell_is_divided_at_every_sign_that_offices_use() {
        assert_eq!(
            list("Kita; Beratung, Hebammen / Ärzte\n- Kita\n"),
            ["Kita", "Beratung", "Hebammen", "Ärzte"]
        );
        assert_eq!(list(" ;, "), Vec::<String>::new());
    }
}
