//! A time of day: „14:30“, „14.30 Uhr“, „9 Uhr“, „14:30 – 16:00 Uhr“.

use jiff::civil::Time;

use super::ValueError;

/// From when, and until when where that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeSpan {
    pub from: Time,
    pub to: Option<Time>,
}

/// The time of day, or the span.
///
/// # Errors
/// What is no time, and an end before its beginning.
pub fn time_span(text: &str) -> Result<TimeSpan, ValueError> {
    let unreadable = || {
        ValueError::new(
            text,
            "Das ist keine Uhrzeit. Schreiben Sie zum Beispiel 14:30.",
        )
    };
    let said = text
        .to_lowercase()
        .replace("uhr", " ")
        .replace("bis", "-")
        .replace('h', " ");
    let mut times = said.split(['-', '–', '—']).map(str::trim).map(one);
    let from = times.next().flatten().ok_or_else(unreadable)?;
    let to = match times.next() {
        None => None,
        Some(to) => Some(to.ok_or_else(unreadable)?),
    };
    if times.next().is_some() {
        return Err(unreadable());
    }
    if to.is_some_and(|to| to <= from) {
        return Err(ValueError::new(text, "Das Ende liegt vor dem Beginn."));
    }
    Ok(TimeSpan { from, to })
}

fn one(text: &str) -> Option<Time> {
    let text = text
        .trim_start_matches("von")
        .trim_start_matches("ab")
        .trim();
    let parts: Vec<&str> = text.split([':', '.']).map(str::trim).collect();
    let number = |part: &str| -> Option<i8> {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten()
    };
    let (hour, minute) = match parts.as_slice() {
        [hour] => (number(hour)?, 0),
        [hour, minute] => (number(hour)?, number(minute)?),
        // A program writes the seconds.
        [hour, minute, second] if number(second) == Some(0) => (number(hour)?, number(minute)?),
        _ => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn a_time_is_read_however_it_is_written() {
        let from = |hour, minute| TimeSpan {
            from: time(hour, minute, 0, 0),
            to: None,
        };
        for (text, read) in [
            ("14:30", from(14, 30)),
            ("14.30 Uhr", from(14, 30)),
            ("9 Uhr", from(9, 0)),
            ("09:00:00", from(9, 0)),
            ("ab 9:15", from(9, 15)),
        ] {
            assert_eq!(time_span(text), Ok(read), "{text}");
        }
        let span = TimeSpan {
            from: time(14, 30, 0, 0),
            to: Some(time(16, 0, 0, 0)),
        };
        for text in [
            "14:30 – 16:00 Uhr",
            "14.30-16 Uhr",
            "von 14:30 bis 16:00 Uhr",
        ] {
            assert_eq!(time_span(text), Ok(span), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["25:00", "nachmittags", "", "16:00-14:30", "14:3o", "1:2:3"] {
            assert!(time_span(text).is_err(), "{text}");
        }
    }
}
