//! What holds of the reports to a committee on a day.

use kernel::{Date, Frozen, Interval, Status};

use super::aggregate::{CommitteeReport, ReportMade};
use crate::policy::MeetingsPolicy;

/// When the next report is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextReport {
    Due {
        on: Date,
        interval: Interval,
        /// How well the interval is founded.
        status: Status,
    },
    /// Nobody says how often.
    Unstated,
}

impl CommitteeReport {
    pub fn exists(&self) -> bool {
        self.organ.is_some()
    }

    /// True from the day on since when it is reported to, until the last.
    pub fn runs_on(&self, day: Date) -> bool {
        self.has_begun_on(day) && self.ended_on.is_none_or(|last| day <= last)
    }

    /// True from the day on since when it is reported to, also after the end.
    pub fn has_begun_on(&self, day: Date) -> bool {
        self.begun_on.is_some_and(|on| on <= day)
    }

    /// The latest report until `day`.
    pub fn last_made(&self, day: Date) -> Option<&ReportMade> {
        self.made
            .iter()
            .filter(|made| made.reported_on <= day)
            .max_by_key(|made| made.reported_on)
    }

    /// How often on `day`: what the municipality adopted, else what the policy says, with its status.
    pub fn interval_on(&self, day: Date, policy: &MeetingsPolicy) -> Frozen<Interval> {
        match self.intervals.on(day) {
            Some(adopted) => Frozen {
                value: Some(adopted.clone()),
                status: Status::Adopted,
            },
            None => (&policy.committee_reports.interval).into(),
        }
    }

    /// When the next report is due, as known on `day`: one interval after the latest report, the first one after the
    /// beginning. `None` before the beginning, after the end, and where the day would lie beyond the calendar.
    pub fn due(&self, day: Date, policy: &MeetingsPolicy) -> Option<NextReport> {
        let begun_on = self.begun_on.filter(|_| self.runs_on(day))?;
        let frozen = self.interval_on(day, policy);
        let Some(interval) = frozen.value else {
            return Some(NextReport::Unstated);
        };
        let since = self
            .last_made(day)
            .map_or(begun_on, |made| made.reported_on);
        Some(NextReport::Due {
            on: interval.after(since)?,
            interval,
            status: frozen.status,
        })
    }
}
