//! An amount in parts that come to it, cent by cent.
//!
//! Each part ends where all parts up to it end in the whole, half a cent up, less what was given: no cent is left over
//! and none is given twice. (Rejected: to round each part alone; two halves of an odd amount are a cent too many.)

use kernel::{Money, Share};

/// Where the first `part` of `of` parts end in the amount; `None` where there are no parts, and for numbers that no
/// office has.
pub(crate) fn end_of(part: i128, of: i128, amount: Money) -> Option<Money> {
    let twice = i128::from(amount.cents()).checked_mul(2)?;
    let rounded = twice.checked_mul(part)?.checked_add(of)?;
    let cents = rounded.checked_div(of.checked_mul(2)?)?;
    Money::try_from(i64::try_from(cents).ok()?).ok()
}

/// The shares together, as parts of a number of parts.
pub(crate) fn together(shares: impl IntoIterator<Item = Share>) -> Option<(i128, i128)> {
    let mut shares = shares.into_iter();
    shares.try_fold((0_i128, 1_i128), |(part, of), share| {
        let (more, parts) = share.parts();
        let (more, parts) = (i128::from(more), i128::from(parts));
        let part = part
            .checked_mul(parts)?
            .checked_add(more.checked_mul(of)?)?;
        let of = of.checked_mul(parts)?;
        let by = common(part, of);
        Some((part / by, of / by))
    })
}

/// The greatest common divisor of two numbers above 0.
fn common(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_added_exactly() {
        let share = |text: &str| Share::try_from(text.to_owned()).unwrap();
        assert_eq!(together([]), Some((0, 1)));
        assert_eq!(together(["1/6", "1/3"].map(share)), Some((1, 2)));
        assert_eq!(together(["1/3", "2/3"].map(share)), Some((1, 1)));
    }

    #[test]
    fn parts_end_half_a_cent_up() {
        let amount = Money::try_from(10_001).unwrap();
        let end = |part, of| end_of(part, of, amount).map(Money::cents);
        assert_eq!((end(1, 2), end(2, 2)), (Some(5_001), Some(10_001)));
        assert_eq!((end(1, 0), end(i128::MAX, 1)), (None, None));
    }
}
