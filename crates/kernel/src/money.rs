//! Cents and fractions. Never a float.

use std::borrow::Cow;
use std::iter::Sum;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An amount in euro cents, never negative: a repayment is a fact of its own, not a negative amount.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Money(i64);

/// An amount below zero.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("an amount is given in cents and not below 0, this is {0}")]
pub struct NegativeMoney(i64);

impl Money {
    pub fn try_from_cents(cents: i64) -> Result<Self, NegativeMoney> {
        if cents < 0 {
            Err(NegativeMoney(cents))
        } else {
            Ok(Self(cents))
        }
    }

    /// No money.
    pub const ZERO: Self = Self(0);

    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Both together; the greatest amount where that would be too much for any office.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left after `other`; `None` where `other` is more.
    pub const fn minus(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(left) if left >= 0 => Some(Self(left)),
            Some(_) | None => None,
        }
    }

    /// What is left after `other`; nothing where `other` is more.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        match self.minus(other) {
            Some(left) => left,
            None => Self::ZERO,
        }
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An amount in euro cents, never below 0.",
            "type": "integer",
            "format": "int64",
            "minimum": 0,
        })
    }
}

#[cfg(feature = "graphql")]
mod graphql {
    use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

    use super::{Money, Share};

    /// A fraction of a whole, more than nothing and at most the whole, such as `1/3`.
    #[Scalar(name = "Share")]
    impl ScalarType for Share {
        fn parse(value: Value) -> InputValueResult<Self> {
            match value {
                Value::String(text) => Self::try_from(text).map_err(InputValueError::custom),
                other => Err(InputValueError::expected_type(other)),
            }
        }

        fn to_value(&self) -> Value {
            Value::String((*self).into())
        }
    }

    /// An amount in euro cents, never below 0: 2500000 is 25.000 €.
    #[Scalar(name = "Money")]
    impl ScalarType for Money {
        fn parse(value: Value) -> InputValueResult<Self> {
            match &value {
                Value::Number(number) => match number.as_i64() {
                    Some(cents) => Self::try_from_cents(cents).map_err(InputValueError::custom),
                    None => Err(InputValueError::expected_type(value)),
                },
                _ => Err(InputValueError::expected_type(value)),
            }
        }

        fn to_value(&self) -> Value {
            Value::Number(self.0.into())
        }
    }
}

impl TryFrom<i64> for Money {
    type Error = NegativeMoney;

    fn try_from(cents: i64) -> Result<Self, Self::Error> {
        Self::try_from_cents(cents)
    }
}

impl From<Money> for i64 {
    fn from(money: Money) -> Self {
        money.0
    }
}

/// A fraction of a whole, such as `1/3`; more than nothing, at most the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Share {
    numerator: u32,
    denominator: u32,
}

impl Share {
    /// Parts and whole: 1 and 3 of `1/3`.
    pub const fn parts(self) -> (u32, u32) {
        (self.numerator, self.denominator)
    }
}

/// A text that is no fraction between nothing and the whole.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a share: two whole numbers like 1/3, more than 0 and at most 1")]
pub struct NotAShare(String);

impl Share {
    /// This part of the amount, half a cent up; computed from the whole, so that no order of shares changes it.
    pub fn of(self, whole: Money) -> Money {
        let (numerator, denominator) = (i128::from(self.numerator), i128::from(self.denominator));
        let cents = (2 * i128::from(whole.0) * numerator + denominator) / (2 * denominator);
        // At most the whole, which fits.
        Money(i64::try_from(cents).unwrap_or(whole.0))
    }
}

impl JsonSchema for Share {
    fn schema_name() -> Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A fraction of a whole, more than nothing and at most the whole, such as 1/3.",
            "type": "string",
            "pattern": "^[0-9]+/[0-9]+$",
        })
    }
}

impl TryFrom<String> for Share {
    type Error = NotAShare;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parts = text
            .split_once('/')
            .map(|(n, d)| (n.parse::<u32>(), d.parse::<u32>()));
        match parts {
            Some((Ok(numerator), Ok(denominator))) if numerator > 0 && numerator <= denominator => {
                Ok(Self {
                    numerator,
                    denominator,
                })
            }
            _ => Err(NotAShare(text)),
        }
    }
}

impl From<Share> for String {
    fn from(share: Share) -> Self {
        format!("{}/{}", share.numerator, share.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negative_money_is_refused() {
        assert_eq!(
            serde_json::from_str::<Money>("2500000").unwrap().cents(),
            2_500_000
        );
        assert!(
            serde_json::from_str::<Money>("-1")
                .unwrap_err()
                .to_string()
                .contains("not below 0")
        );
    }

    #[test]
    fn a_share_rounds_half_a_cent_up_from_the_whole() {
        let of = |share: &str, cents| {
            let share = Share::try_from(share.to_owned()).unwrap();
            share.of(Money(cents)).cents()
        };
        assert_eq!(of("1/3", 11_100_000), 3_700_000);
        assert_eq!((of("1/3", 100), of("2/3", 100)), (33, 67));
        assert_eq!((of("1/2", 1), of("1/2", 3)), (1, 2));
        assert_eq!(of("1/1", i64::MAX), i64::MAX);
    }

    #[test]
    fn an_amount_never_falls_below_nothing() {
        let (one, two) = (Money(1), Money(2));
        assert_eq!((two.minus(one), one.minus(two)), (Some(one), None));
        assert_eq!((two.less(one), one.less(two)), (one, Money::ZERO));
        assert_eq!([one, two].into_iter().sum::<Money>(), Money(3));
    }

    #[test]
    fn a_share_is_a_fraction_of_the_whole() {
        assert!(serde_json::from_str::<Share>("\"1/3\"").is_ok());
        for bad in ["\"0/3\"", "\"4/3\"", "\"0.33\"", "\"1/0\""] {
            assert!(serde_json::from_str::<Share>(bad).is_err(), "{bad}");
        }
    }
}
