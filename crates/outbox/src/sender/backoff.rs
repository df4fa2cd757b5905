//! How long a letter waits before it is tried again.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The first wait is this to twice this, each next one twice as long.
const FIRST: SignedDuration = SignedDuration::from_mins(1);
/// No wait is longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(4);
/// How long a letter is tried: what mail servers do among each other (RFC 5321, 4.5.4.1).
const PATIENCE: SignedDuration = SignedDuration::from_hours(5 * 24);

/// When a letter is tried again after its attempt number `attempts`.
///
/// Between half of the step and the whole of it, by the letter's id: letters that failed together do not come back
/// together, and a test needs no dice.
pub(super) fn next_attempt(letter: Uuid, attempts: i32, now: Timestamp) -> Timestamp {
    let doublings = u32::try_from(attempts.clamp(1, 16)).unwrap_or(1);
    let step = (FIRST * 2i32.pow(doublings)).min(LONGEST);
    let half = step / 2;
    let dice = Uuid::new_v5(&letter, &attempts.to_be_bytes());
    let [high, low, ..] = *dice.as_bytes();
    let part = i32::from(u16::from_be_bytes([high, low]));
    let wait = half + half * part / i32::from(u16::MAX);
    now.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

/// True where a letter that could go since `since` has been tried for long enough.
pub(super) fn is_exhausted(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(since) >= PATIENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(letter: u128, attempts: i32) -> SignedDuration {
        let now = Timestamp::UNIX_EPOCH;
        next_attempt(Uuid::from_u128(letter), attempts, now).duration_since(now)
    }

    #[test]
    fn waits_double_from_one_minute_and_stay_below_four_hours() {
        for letter in 0..200 {
            for attempts in 1..=40 {
                let step =
                    (FIRST * 2i32.pow(u32::try_from(attempts.min(16)).unwrap())).min(LONGEST);
                let wait = wait(letter, attempts);
                assert!(
                    wait >= step / 2 && wait <= step,
                    "{letter} {attempts}: {wait}"
                );
                assert!(wait >= FIRST && wait <= LONGEST);
            }
        }
    }

    #[test]
    fn letters_that_failed_together_do_not_come_back_together_and_each_waits_the_same_when_asked_again()
     {
        let waits: std::collections::BTreeSet<_> = (0..100).map(|letter| wait(letter, 6)).collect();
        assert!(waits.len() > 90, "{}", waits.len());
        assert_eq!(wait(7, 6), wait(7, 6));
    }

    #[test]
    fn a_letter_is_tried_for_five_days() {
        let since = Timestamp::UNIX_EPOCH;
        let after = |hours| since + SignedDuration::from_hours(hours);
        assert!(!is_exhausted(since, after(119)));
        assert!(is_exhausted(since, after(120)));
    }
}
