//! Now and today. The only place that reads the wall clock; everything else is handed a [`Clock`].

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::Date;
use thiserror::Error;

/// An office's day begins at midnight in Berlin, wherever the machine stands.
static BERLIN: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::get("Europe/Berlin").expect("the time zones are bundled with the program")
});

/// Tells the time. Cheap to clone; clones of a fixed clock show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<Mutex<Timestamp>>),
    File {
        path: Arc<PathBuf>,
        last: Arc<Mutex<Timestamp>>,
    },
}

/// A file that holds no instant.
#[derive(Debug, Error)]
pub enum ClockFileError {
    #[error("cannot read {}", path.display())]
    Unreadable {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{}: `{text}` is not an instant such as 2027-03-01T08:00:00Z", path.display())]
    NotAnInstant { path: PathBuf, text: String },
}

/// Moves a clock that [`Clock::adjustable`] made.
#[derive(Clone, Debug)]
pub struct Hands(Arc<Mutex<Timestamp>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still, for tests.
    pub fn fixed(at: Timestamp) -> Self {
        Self::adjustable(at).0
    }

    /// A clock that moves only with its [`Hands`], for tests.
    pub fn adjustable(at: Timestamp) -> (Self, Hands) {
        let shared = Arc::new(Mutex::new(at));
        (Self(Source::Fixed(Arc::clone(&shared))), Hands(shared))
    }

    /// The clock that a file shows: the instant in it, as it stands there whenever somebody asks. Whoever moves the
    /// clock replaces the file. While the file holds no instant the clock stands where it stood.
    ///
    /// For `lotse up --clock`, where one wants to see what the office sees on another day; never for a service.
    pub fn of_file(path: &Path) -> Result<Self, ClockFileError> {
        Ok(Self(Source::File {
            last: Arc::new(Mutex::new(instant_in(path)?)),
            path: Arc::new(path.to_owned()),
        }))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the wall clock"
    )]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => Timestamp::now(),
            Source::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
            Source::File { path, last } => {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if let Ok(at) = instant_in(path) {
                    *last = at;
                }
                *last
            }
        }
    }

    /// The local date in Europe/Berlin.
    pub fn today(&self) -> Date {
        date_in_berlin(self.now())
    }
}

impl Hands {
    /// Moves the clock, backwards with a negative duration.
    pub fn advance(&self, by: SignedDuration) {
        let mut at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *at = at.saturating_add(by).unwrap_or(*at);
    }
}

fn instant_in(path: &Path) -> Result<Timestamp, ClockFileError> {
    let text = std::fs::read_to_string(path).map_err(|source| ClockFileError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let text = text.trim();
    text.parse().map_err(|_error| ClockFileError::NotAnInstant {
        path: path.to_owned(),
        text: text.chars().take(40).collect(),
    })
}

/// The local date in Europe/Berlin at that instant.
pub fn date_in_berlin(at: Timestamp) -> Date {
    at.to_zoned(BERLIN.clone()).date()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_berlin_in_summer_and_in_winter() {
        let at = |text: &str| Clock::fixed(text.parse().unwrap()).today();
        assert_eq!(at("2020-12-31T22:59:59Z"), date(2020, 12, 31));
        assert_eq!(at("2020-12-31T23:00:00Z"), date(2021, 1, 1));
        assert_eq!(at("2020-06-30T21:59:59Z"), date(2020, 6, 30));
        assert_eq!(at("2020-06-30T22:00:00Z"), date(2020, 7, 1));
    }

    #[test]
    fn hands_move_every_clone_of_their_clock() {
        let (clock, hands) = Clock::adjustable("2020-06-30T21:59:59Z".parse().unwrap());
        let other = clock.clone();
        hands.advance(SignedDuration::from_secs(1));
        assert_eq!(
            (clock.today(), other.today()),
            (date(2020, 7, 1), date(2020, 7, 1))
        );
    }
}
