//! How German sentences write things.

use crate::Date;

/// A day as an office writes it: `03.12.2019`.
pub fn day(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
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
}
