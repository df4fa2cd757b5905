//! Text that may stand in an event: codes, held by a pattern.

kernel::codes! {
    /// An organ outside the network [Ausschuss, Rat, Planungseinheit] by its code, such as `jugendhilfeausschuss`.
    OrganCode = "organ code", "^[a-z][a-z0-9-]{1,59}$", |code| {
        (2..=60).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_lowercase())
            && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    /// The number of a committee's paper [Vorlage, Drucksache], such as `2015/0842`.
    PaperNumber = "paper number", "^[0-9A-Za-z/.-]{1,40}$", |number| {
        (1..=40).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_alphanumeric() || b"/.-".contains(&b))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organ_code_keeps_to_its_pattern() {
        for good in ["jugendhilfeausschuss", "ausschuss-2", "ra", &"x".repeat(60)] {
            assert!(OrganCode::try_new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "r",
            "Rat",
            "2-rat",
            "-rat",
            "räte",
            "rat ",
            &"x".repeat(61),
        ] {
            assert!(OrganCode::try_new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_paper_number_keeps_to_its_pattern() {
        for good in ["2015/0842", "V-12.3", "7", &"1".repeat(40)] {
            assert!(PaperNumber::try_new(good).is_ok(), "{good}");
        }
        for bad in ["", "2015 / 0842", "Vorlage_1", "Ä1", &"1".repeat(41)] {
            assert!(PaperNumber::try_new(bad).is_err(), "{bad}");
        }
    }
}
