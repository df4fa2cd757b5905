//! How often a body meets, against what somebody said (MTG-01 … MTG-07): membership's body and its meetings meet here,
//! for the answers as for the state's overview.
//!
//! The cadence of a year is the one that held on the day that is asked for, or on the year's last day where that was
//! earlier: what the municipality adopted by then, else what the documents said when the body was established.
//! (Rejected: the policy of the day. Establishing a body copies what its documents say, and a later change is a
//! decision about this body: `set-cadence`. So the answers and the state's numbers rest on the same facts.)

use kernel::{Cadence, Date, Frozen, Status, period};
use meetings::cadence::{CadenceQuestion, CadenceYear, CountedMeeting, StateShare};
use membership::Body;
use tokio_postgres::Row;

/// A body in a calendar year, as of a day.
pub(crate) struct Asked<'a> {
    pub(crate) body: &'a Body,
    pub(crate) year: i16,
    pub(crate) as_of: Date,
    /// The words of the document that its cadence comes from.
    pub(crate) words: Option<&'a str>,
    /// All its meetings.
    pub(crate) meetings: &'a [CountedMeeting],
}

impl Asked<'_> {
    /// The cadence that holds in the year, as known on the day.
    pub(crate) fn cadence(&self) -> Frozen<Cadence> {
        let last = period::year_end(self.year).unwrap_or(self.as_of);
        self.body.cadence_on(self.as_of.min(last))
    }

    /// How the body stands; `None` where it did not exist on any day of the year. Nobody waits for a body that is only
    /// planned.
    pub(crate) fn answer(&self) -> Option<CadenceYear> {
        let cadence = self.cadence();
        let mut year = self.question(&cadence).answer()?;
        if self.body.planned {
            year.findings.clear();
        }
        Some(year)
    }

    /// What the body adds to the state's numbers; `None` where it is not there.
    pub(crate) fn share(&self) -> Option<StateShare> {
        let cadence = self.cadence();
        let exists = self.body.exists() && !self.body.planned;
        exists.then(|| self.question(&cadence).share())?
    }

    fn question<'a>(&'a self, cadence: &'a Frozen<Cadence>) -> CadenceQuestion<'a> {
        let adopted = cadence.status == Status::Adopted;
        CadenceQuestion {
            year: self.year,
            as_of: self.as_of,
            cadence,
            words: self.words.filter(|_| !adopted),
            founded_on: self.body.founded_on.filter(|_| !self.body.planned),
            last_day: self.body.dissolved_on,
            meetings: self.meetings,
        }
    }
}

/// What counting needs of a row of `read_4.meeting`.
pub(crate) fn counted(row: &Row) -> CountedMeeting {
    CountedMeeting {
        begins_on: row.get("begins_on"),
        known_since: row.get("known_since"),
        held: row.get("held"),
        cancelled_on: row.get("cancelled_on"),
    }
}
