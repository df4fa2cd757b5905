//! How German sentences write things.

use crate::{Date, Money};

/// A day as an office writes it: `03.12.2019`.
pub fn day(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// An amount as an office writes it: `25.000,00 €`.
pub fn euros(amount: Money) -> String {
    let (euros, cents) = (amount.cents() / 100, amount.cents() % 100);
    let digits = euros.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    format!("{written},{cents:02} €")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_written_with_two_digits_for_day_and_month() {
        assert_eq!(day(date(2019, 12, 3)), "03.12.2019");
        assert_eq!(day(date(2010, 1, 1)), "01.01.2010");
    }
    #[test]
    fn an_amount_is_written_with_points_and_two_digits_of_cents() {
        let euros = |cents| super::euros(Money::try_from_cents(cents).unwrap());
        assert_eq!(euros(2_500_000), "25.000,00 €");
        assert_eq!(euros(123_456_789), "1.234.567,89 €");
        assert_eq!(euros(7), "0,07 €");
        assert_eq!(euros(99_999), "999,99 €");
    }
}
