//! Meetings: `MeetingEvent` in, `read_4.meeting` out, keyed by municipality and id.
//!
//! *Correctness*: as every view (`fold`); the columns follow from it. They are what counting for the cadence needs, so
//! that neither the overview nor a list of bodies reads whole meetings to count them.

use kernel::{BodyId, Date};
use meetings::Meeting;
use meetings::cadence::CountedMeeting;
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::{Unfit, day};

/// Without a body, or without a day, the meeting was recorded by mistake, and nothing counts.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct MeetingColumns {
    body: Option<BodyId>,
    begins_on: Option<Date>,
    known_since: Option<Date>,
    held: bool,
    cancelled_on: Option<Date>,
}

impl Viewed for Meeting {
    type Columns = MeetingColumns;

    const LOAD: &'static str = "
        SELECT id, view, position
        FROM read_4.meeting
        WHERE municipality = $1
            AND id = ANY ($2)";

    const STORE: &'static str = "
        INSERT INTO read_4.meeting
            (municipality, id, body, begins_on, known_since, held, cancelled_on, view, position)
        SELECT $1, n.id, n.body, n.begins_on, n.known_since, n.held, n.cancelled_on, n.view, n.position
        FROM jsonb_to_recordset($2) AS n(
            id uuid,
            body uuid,
            begins_on date,
            known_since date,
            held boolean,
            cancelled_on date,
            view jsonb,
            position bigint
        )
        ON CONFLICT (municipality, id) DO UPDATE SET
            body = excluded.body,
            begins_on = excluded.begins_on,
            known_since = excluded.known_since,
            held = excluded.held,
            cancelled_on = excluded.cancelled_on,
            view = excluded.view,
            position = excluded.position";

    fn columns(&self) -> Result<MeetingColumns, Unfit> {
        let Some((body, counted)) = self.body.zip(self.counted()) else {
            return Ok(MeetingColumns::default());
        };
        let CountedMeeting {
            begins_on,
            known_since,
            held,
            cancelled_on,
        } = counted;
        Ok(MeetingColumns {
            body: Some(body),
            begins_on: Some(day("begins", begins_on)?),
            known_since: Some(day("plannedOn", known_since)?),
            held,
            cancelled_on: cancelled_on.map(|on| day("cancelledOn", on)).transpose()?,
        })
    }
}
