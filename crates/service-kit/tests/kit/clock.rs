//! A clock that a file shows.

use jiff::civil::date;
use service_kit::clock::{Clock, ClockFileError};
use tempfile::tempdir;

#[test]
fn a_file_moves_its_clock_and_one_without_an_instant_is_refused_or_changes_nothing() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("clock");
    assert!(matches!(
        Clock::of_file(&path),
        Err(ClockFileError::Unreadable { .. })
    ));
    std::fs::write(&path, "morgen").unwrap();
    let error = Clock::of_file(&path).unwrap_err().to_string();
    assert!(error.ends_with("`morgen` is not an instant such as 2027-03-01T08:00:00Z"));

    std::fs::write(&path, "2027-03-01T08:00:00Z\n").unwrap();
    let clock = Clock::of_file(&path).unwrap();
    assert_eq!(clock.today(), date(2027, 3, 1));
    std::fs::write(&path, "2027-09-30T08:00:00Z").unwrap();
    assert_eq!(clock.clone().today(), date(2027, 9, 30));
    std::fs::write(&path, "").unwrap();
    assert_eq!(clock.today(), date(2027, 9, 30));
}
