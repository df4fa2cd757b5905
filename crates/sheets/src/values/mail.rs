//! A mail address.

use super::ValueError;

/// The address, without „mailto:“ and angle brackets.
///
/// # Errors
/// What can be no address. Whether it exists, nobody can see.
pub fn mail(text: &str) -> Result<String, ValueError> {
    let said = text.trim();
    let said = match (said.rfind('<'), said.strip_suffix('>')) {
        (Some(open), Some(closed)) => &closed[open + 1..],
        _ => said,
    };
    let said = said
        .strip_prefix("mailto:")
        .unwrap_or(said)
        .trim_end_matches([',', ';', '.']);
    let refused = |reason: &str| Err(ValueError::new(text, reason));
    if said.matches('@').count() > 1 {
        return refused("Das ist mehr als eine E-Mail-Adresse. Bitte lassen Sie eine stehen.");
    }
    let parts = said
        .split_once('@')
        .and_then(|(user, host)| Some((user, host, host.rsplit_once('.')?)));
    let strange =
        |sign: char| sign.is_whitespace() || sign.is_control() || "<>()[],;:\"\\".contains(sign);
    match parts {
        Some((user, host, (name, top)))
            if !user.is_empty()
                && !user.starts_with('.')
                && !user.ends_with('.')
                && !said.contains("..")
                && !said.contains(strange)
                && !name.is_empty()
                && !host.starts_with(['.', '-'])
                && top.chars().count() >= 2
                && top.chars().all(char::is_alphabetic)
                && said.chars().count() <= 254 =>
        {
            Ok(said.to_owned())
        }
        _ => refused(
            "Das ist keine E-Mail-Adresse. Schreiben Sie zum Beispiel beratung@stadt.example.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_out_of_what_mail_programs_put_around_it() {
        for text in [
            "beratung@stadt.example",
            " mailto:beratung@stadt.example ",
            "Beratungsstelle <beratung@stadt.example>",
            "beratung@stadt.example;",
        ] {
            assert_eq!(
                mail(text).as_deref(),
                Ok("beratung@stadt.example"),
                "{text}"
            );
        }
        assert!(mail("frühe-hilfen@kreis-süd.example").is_ok());
    }

    #[test]
    fn what_can_be_no_address_is_refused() {
        for text in [
            "",
            "beratung",
            "beratung@",
            "@stadt.example",
            "beratung@stadt",
            "bera tung@stadt.example",
            "beratung(at)stadt.example",
            "a@b.example; c@d.example",
            "a@@b.example",
            "a..b@c.example",
            "a@b.c",
            "a@b.12",
            "a@.example",
        ] {
            assert!(mail(text).is_err(), "{text}");
        }
    }
}
