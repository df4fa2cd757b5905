//! Text that may stand in an event: codes, held by a pattern.

/// 2 to 60 of a-z, 0-9 and -, the first a letter.
fn is_name(code: &str) -> bool {
    (2..=60).contains(&code.len())
        && code.starts_with(|c: char| c.is_ascii_lowercase())
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// 1 to 60 of a-z, 0-9 and -, the first no hyphen: `0-1`, `manfort`.
fn is_mark(code: &str) -> bool {
    (1..=60).contains(&code.len())
        && !code.starts_with('-')
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

kernel::codes! {
    /// The number under which a paper cites a decision, such as `0264/2009`.
    CitedNumber = "cited number", "^[0-9A-Za-z/.-]{1,40}$", |number| {
        (1..=40).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_alphanumeric() || b"/.-".contains(&b))
    };
    /// A criterion of a quality development [Messkriterium], such as `erreichbarkeit`.
    CriterionCode = "criterion code", "^[a-z][a-z0-9-]{1,59}$", is_name;
    /// What a figure is broken down by [Merkmal], such as `standort` or `zugangsweg`.
    FigureDimensionCode = "dimension code", "^[a-z][a-z0-9-]{1,59}$", is_name;
    /// A value of a dimension [Ausprägung], such as `manfort` or `0-1`.
    FigureMark = "dimension value", "^[a-z0-9][a-z0-9-]{0,59}$", is_mark;
    /// A further part of a site's report („u.a.“, EVA-01), such as `oeffentlichkeitsarbeit`.
    FurtherPartCode = "report part code", "^[a-z][a-z0-9-]{1,59}$", is_name;
    /// A series of figures [Kennzahl], such as `hze-ausgaben`.
    IndicatorCode = "indicator code", "^[a-z][a-z0-9-]{1,59}$", is_name;
    /// An item of an instrument, such as `hebamme`: what is counted or rated, never what somebody wrote.
    InstrumentItemCode = "instrument item code", "^[a-z][a-z0-9-]{1,59}$", is_name;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_to_its_pattern() {
        for good in ["hze-ausgaben", "u3", "ab", &"x".repeat(60)] {
            assert!(IndicatorCode::try_new(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "2014", "Ausgaben", "hze ausgaben", &"x".repeat(61)] {
            assert!(IndicatorCode::try_new(bad).is_err(), "{bad}");
        }
        for good in ["0-1", "x", &"x".repeat(60)] {
            assert!(FigureMark::try_new(good).is_ok(), "{good}");
        }
        for bad in ["", "-1", "Manfort", "0 1", &"x".repeat(61)] {
            assert!(FigureMark::try_new(bad).is_err(), "{bad}");
        }
        assert!(
            CitedNumber::try_new("0264/2009").is_ok() && CitedNumber::try_new("Nr. 1").is_err()
        );
    }
}
