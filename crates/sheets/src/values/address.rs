//! Street, postal code and town out of one cell.

use super::ValueError;

/// An address, as far as the cell says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostalAddress {
    /// What stands before the postal code: street and number, addition, post box.
    pub street: String,
    pub postal_code: Option<String>,
    pub town: Option<String>,
}

/// The parts of „Musterweg 1, 51373 Leverkusen“; without a postal code all of it is the street.
pub fn address(text: &str) -> PostalAddress {
    let parts: Vec<&str> = text
        .split(['\n', ',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let joined = parts.join(", ");
    // The last: a house number may have five digits too, a post box often has.
    let code = joined
        .match_indices(|sign: char| sign.is_ascii_digit())
        .map(|(at, _)| at)
        .rfind(|at| {
            let digits = joined[*at..].bytes().take_while(u8::is_ascii_digit).count();
            let begins = !joined[..*at].ends_with(|sign: char| sign.is_alphanumeric());
            begins && digits == 5
        });
    let Some(at) = code else {
        return PostalAddress {
            street: joined,
            ..PostalAddress::default()
        };
    };
    let before = joined[..at].trim_end();
    let country = before
        .strip_suffix("D-")
        .or_else(|| before.strip_suffix("DE-"));
    let street = country
        .unwrap_or(before)
        .trim_end_matches([',', ' ', '-', '–', '·']);
    let town = joined[at + 5..].trim_matches([',', ' ']);
    PostalAddress {
        street: street.to_owned(),
        postal_code: Some(joined[at..at + 5].to_owned()),
        town: (!town.is_empty()).then(|| town.to_owned()),
    }
}

/// A German postal code [Postleitzahl]: five digits.
///
/// # Errors
/// Anything else; of four digits it says that a program may have dropped the zero.
pub fn postal_code(text: &str) -> Result<String, ValueError> {
    let said = text.trim();
    let bare = said
        .strip_prefix("D-")
        .or_else(|| said.strip_prefix("DE-"))
        .unwrap_or(said);
    match (bare.len(), bare.bytes().all(|byte| byte.is_ascii_digit())) {
        (5, true) => Ok(bare.to_owned()),
        (4, true) => Err(ValueError::new(
            text,
            "Eine Postleitzahl hat fünf Ziffern. Vermutlich hat das Programm die führende Null entfernt.",
        )),
        _ => Err(ValueError::new(text, "Eine Postleitzahl hat fünf Ziffern.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_divided_at_its_postal_code() {
        for text in [
            "Musterweg 1, 51373 Leverkusen",
            "Musterweg 1\n51373 Leverkusen",
            "Musterweg 1 - 51373 Leverkusen",
            "Musterweg 1, D-51373 Leverkusen",
        ] {
            let read = address(text);
            assert_eq!(read.street, "Musterweg 1", "{text}");
            assert_eq!(read.postal_code.as_deref(), Some("51373"), "{text}");
            assert_eq!(read.town.as_deref(), Some("Leverkusen"), "{text}");
        }
        assert_eq!(
            address("Postfach 10 11 40, 51311 Leverkusen").street,
            "Postfach 10 11 40"
        );
        assert_eq!(
            address("Postfach 10114, 51311 Leverkusen")
                .postal_code
                .as_deref(),
            Some("51311")
        );
        assert_eq!(address("Rathaus").street, "Rathaus");
        assert_eq!(address("").street, "");
    }

    #[test]
    fn a_postal_code_has_five_digits() {
        assert_eq!(postal_code("01067").as_deref(), Ok("01067"));
        assert_eq!(postal_code("D-51373").as_deref(), Ok("51373"));
        assert!(
            postal_code("1067")
                .unwrap_err()
                .reason
                .contains("führende Null")
        );
        assert!(postal_code("5137E").is_err());
    }
}
