//! How German papers print figures.

/// With a full stop every three digits and a comma before `decimals` places: `12.190.000,00`.
pub fn number(value: u64, decimals: u8) -> String {
    let unit = 10_u64.pow(u32::from(decimals.min(super::value::DECIMALS_MAX)));
    let digits = (value / unit).to_string();
    let mut whole = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            whole.push('.');
        }
        whole.push(digit);
    }
    if unit == 1 {
        return whole;
    }
    let width = usize::from(decimals);
    format!("{whole},{:0width$}", value % unit)
}

/// Hundredths of a per cent as per cent: `7,02 %`, `−0,58 %`.
pub fn percent(basis_points: i64) -> String {
    let sign = if basis_points < 0 { "−" } else { "" };
    format!("{sign}{} %", number(basis_points.unsigned_abs(), 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_printed_as_german_papers_do() {
        assert_eq!(number(1_219_000_000, 2), "12.190.000,00");
        assert_eq!(
            (number(606, 0), number(1_602, 0)),
            ("606".into(), "1.602".into())
        );
        assert_eq!(
            (percent(702), percent(-58)),
            ("7,02 %".into(), "−0,58 %".into())
        );
        assert_eq!(percent(0), "0,00 %");
    }
}
