//! Texts that a pattern holds, so that they may stand in a scheme's events.

kernel::codes! {
    /// A yearly parameter that the municipality enters, such as `kgst.material`.
    ParameterCode = "cost parameter", "^[a-z][a-z0-9.-]{1,39}$", |code| {
        (2..=40).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_lowercase())
            && code.bytes().all(|b| {
                b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-'
            })
    };
    /// A pay grade [Entgeltgruppe], such as `SuE 11`, `S 11b` or `E 13`.
    PayGradeCode = "pay grade", "^[A-Za-z]{1,4} [0-9]{1,2}( ?[a-zÜ])?$", |code| {
        parts(code).is_some()
    };
}

/// Table, number and what follows it: `S`, 11 and `b`.
fn parts(code: &str) -> Option<(&str, u8, &str)> {
    let (table, rest) = code.split_once(' ')?;
    let digits = rest.find(|c: char| !c.is_ascii_digit());
    let (number, step) = rest.split_at(digits.unwrap_or(rest.len()));
    let letter = step.strip_prefix(' ').unwrap_or(step);
    let one_letter =
        letter.chars().count() == 1 && letter.chars().all(|c| c.is_ascii_lowercase() || c == 'Ü');
    let fits = (1..=4).contains(&table.len())
        && table.bytes().all(|b| b.is_ascii_alphabetic())
        && (1..=2).contains(&number.len())
        && (step.is_empty() || one_letter);
    if fits {
        Some((table, number.parse().ok()?, letter))
    } else {
        None
    }
}

impl PayGradeCode {
    /// Whether this grade lies above the other of the same pay table; `None` where the tables differ.
    pub fn is_above(&self, other: &Self) -> Option<bool> {
        let (table, number, step) = parts(self.as_str())?;
        let (other_table, other_number, other_step) = parts(other.as_str())?;
        (table == other_table).then(|| {
            (number, step) > (other_number, other_step) && {
                // `E 9` may be any of its steps; `E 9b` is not above it.
                number > other_number || !other_step.is_empty()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(code: &str) -> PayGradeCode {
        PayGradeCode::try_new(code).unwrap()
    }

    #[test]
    fn a_pay_grade_is_a_table_and_a_number() {
        for good in ["SuE 11", "S 11b", "E 13", "S 11 Ü", "E 9a"] {
            assert_eq!(grade(good).as_str(), good);
        }
        for bad in [
            "",
            "E",
            "E13",
            "13",
            "E 13 TVöD",
            "E 130",
            "E 13bb",
            "E  13",
        ] {
            assert!(PayGradeCode::try_new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn fun_09_grades_of_one_table_are_compared() {
        assert_eq!(grade("E 14").is_above(&grade("E 13")), Some(true));
        assert_eq!(grade("E 13").is_above(&grade("E 13")), Some(false));
        assert_eq!(grade("E 9b").is_above(&grade("E 9a")), Some(true));
        assert_eq!(grade("E 9b").is_above(&grade("E 9")), Some(false));
        assert_eq!(grade("S 18").is_above(&grade("E 13")), None);
    }

    #[test]
    fn a_cost_parameter_keeps_to_its_pattern() {
        for good in ["kgst.material", "kgst.overhead-office", "ab"] {
            assert!(ParameterCode::try_new(good).is_ok(), "{good}");
        }
        for bad in ["", "k", "KGSt", ".a", "a b"] {
            assert!(ParameterCode::try_new(bad).is_err(), "{bad}");
        }
    }
}
