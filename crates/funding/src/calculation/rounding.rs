//! Exact products of whole numbers and fractions, rounded once.

/// Euro cents as an exact fraction: whole numbers above and below, never rounded on the way.
///
/// Thirty years of 3 % are more than 128 bits hold; the numbers are as long as they have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact {
    /// Little-endian, base 2³².
    numerator: Vec<u32>,
    /// What it is divided by, one after the other.
    divisors: Vec<u32>,
}

impl Exact {
    /// Whole cents; what lies below 0 counts as nothing.
    pub fn of_cents(cents: i64) -> Self {
        let cents = u64::try_from(cents).unwrap_or(0);
        let [a, b, c, d, e, f, g, h] = cents.to_le_bytes();
        Self {
            numerator: vec![
                u32::from_le_bytes([a, b, c, d]),
                u32::from_le_bytes([e, f, g, h]),
            ],
            divisors: Vec::new(),
        }
    }

    /// Times `numerator` / `denominator`; a denominator of 0 changes nothing.
    #[must_use]
    pub fn times(mut self, numerator: u32, denominator: u32) -> Self {
        if denominator == 0 {
            return self;
        }
        multiply(&mut self.numerator, numerator);
        if denominator != 1 {
            self.divisors.push(denominator);
        }
        self
    }

    /// In cents, half a cent up; the greatest amount where that would be too much for any office.
    pub fn rounded(&self) -> i64 {
        // ⌊(2n + d) / 2d⌋, where a floor of a floor is the floor of the whole.
        let mut whole = vec![1];
        for divisor in &self.divisors {
            multiply(&mut whole, *divisor);
        }
        let mut value = self.numerator.clone();
        multiply(&mut value, 2);
        add(&mut value, &whole);
        divide(&mut value, 2);
        for divisor in &self.divisors {
            divide(&mut value, *divisor);
        }
        if value.iter().skip(2).any(|digit| *digit != 0) {
            return i64::MAX;
        }
        let digit = |index: usize| u64::from(value.get(index).copied().unwrap_or(0));
        i64::try_from(digit(1) << 32 | digit(0)).unwrap_or(i64::MAX)
    }
}

/// The lower and the upper half of a product or a sum.
fn halves(value: u64) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = value.to_le_bytes();
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}

fn multiply(digits: &mut Vec<u32>, by: u32) {
    let mut carry = 0;
    for digit in digits.iter_mut() {
        let (low, high) = halves(u64::from(*digit) * u64::from(by) + u64::from(carry));
        *digit = low;
        carry = high;
    }
    if carry != 0 {
        digits.push(carry);
    }
}

fn add(digits: &mut Vec<u32>, other: &[u32]) {
    let len = digits.len().max(other.len());
    digits.resize(len, 0);
    let mut carry = 0;
    for (index, digit) in digits.iter_mut().enumerate() {
        let other = other.get(index).copied().unwrap_or(0);
        let (low, high) = halves(u64::from(*digit) + u64::from(other) + u64::from(carry));
        *digit = low;
        carry = high;
    }
    if carry != 0 {
        digits.push(carry);
    }
}

fn divide(digits: &mut [u32], by: u32) {
    let by = u64::from(by);
    let mut rest = 0;
    for digit in digits.iter_mut().rev() {
        let value = rest << 32 | u64::from(*digit);
        let (low, _) = halves(value / by);
        *digit = low;
        rest = value % by;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fun_05_half_a_cent_is_rounded_up_and_less_is_not() {
        let rounded = |cents, n, d| Exact::of_cents(cents).times(n, d).rounded();
        assert_eq!(rounded(5, 1, 2), 3);
        assert_eq!(rounded(10, 1, 3), 3);
        assert_eq!(rounded(11, 1, 3), 4);
        assert_eq!(rounded(7, 0, 3), 0);
        assert_eq!(rounded(7, 1, 0), 7);
        assert_eq!(rounded(-7, 1, 1), 0);
    }

    #[test]
    fn fun_05_a_hundred_years_are_exact() {
        let mut amount = Exact::of_cents(1_000_000);
        for _ in 0..100 {
            amount = amount.times(10_300, 10_000);
        }
        // 10.000 € × 1,03¹⁰⁰
        assert_eq!(amount.rounded(), 19_218_632);
        for _ in 0..2_000 {
            amount = amount.times(10_300, 10_000);
        }
        assert_eq!(amount.rounded(), i64::MAX);
    }
}
