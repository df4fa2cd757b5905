//! How German sentences write amounts and rates.

use kernel::Money;

/// An amount as an office writes it: `25.000,00 €`.
pub fn euros(amount: Money) -> String {
    let (euros, cents) = (amount.cents() / 100, amount.cents() % 100);
    let digits = euros.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    format!("{grouped},{cents:02} €")
}

/// Hundredths of a percent as a rate: `3 %`, `39,5 %`.
pub fn percent(basis_points: u16) -> String {
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    match rest {
        0 => format!("{whole} %"),
        rest if rest % 10 == 0 => format!("{whole},{} %", rest / 10),
        rest => format!("{whole},{rest:02} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_points_and_a_comma() {
        let written = |cents| euros(Money::try_from_cents(cents).unwrap());
        assert_eq!(written(2_500_001), "25.000,01 €");
        assert_eq!(written(5), "0,05 €");
        assert_eq!(written(100_000_000), "1.000.000,00 €");
        assert_eq!(
            (percent(300), percent(3_950), percent(1_505)),
            ("3 %".to_owned(), "39,5 %".to_owned(), "15,05 %".to_owned())
        );
    }
}
