//! A moment as OParl writes it: `yyyy-mm-ddThh:mm:ss±hh:mm` (chapter 2.4), here with the offset of Europe/Berlin.

use std::fmt;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Serialize, Serializer};

static BERLIN: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::get("Europe/Berlin").expect("the time zones are bundled with the program")
});

/// A whole second: the format has no room for a fraction, and what is compared must be what was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(Timestamp);

impl Moment {
    /// The second in which it was.
    pub fn new(at: Timestamp) -> Self {
        Self(Timestamp::from_second(at.as_second()).expect("a timestamp's second is a timestamp"))
    }

    /// When the clock on the wall shows this. An hour that is skipped is the one after it, of one that comes twice it is
    /// the first. `None` at the end of all times.
    pub fn local(on_the_wall: DateTime) -> Option<Self> {
        let zoned = BERLIN.to_zoned(on_the_wall).ok()?;
        Some(Self::new(zoned.timestamp()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zoned = self.0.to_zoned(BERLIN.clone());
        write!(f, "{}", zoned.strftime("%Y-%m-%dT%H:%M:%S%:z"))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_moment_is_written_with_the_offset_of_berlin_and_without_a_fraction() {
        let winter: Timestamp = "2026-01-05T08:00:00.999999Z".parse().unwrap();
        assert_eq!(Moment::new(winter).to_string(), "2026-01-05T09:00:00+01:00");
        let summer = Moment::local(date(2026, 7, 5).at(9, 0, 0, 0)).unwrap();
        assert_eq!(summer.to_string(), "2026-07-05T09:00:00+02:00");
    }

    #[test]
    fn an_hour_that_comes_twice_is_the_first_and_one_that_is_skipped_the_next() {
        let twice = Moment::local(date(2026, 10, 25).at(2, 30, 0, 0)).unwrap();
        assert_eq!(twice.to_string(), "2026-10-25T02:30:00+02:00");
        let skipped = Moment::local(date(2026, 3, 29).at(2, 30, 0, 0)).unwrap();
        assert_eq!(skipped.to_string(), "2026-03-29T03:30:00+02:00");
    }
}
