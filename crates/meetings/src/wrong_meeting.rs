//! A meeting that a topic, a need or a standard names must be one that fits.
//!
//! One place for the four ways in which it does not, so that the office reads the same sentence everywhere.

use kernel::{BodyId, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::facts::KnownMeeting;

/// Why the meeting that a command names does not fit.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum WrongMeeting {
    /// It is that of another body.
    #[error("meeting is one of body {body}")]
    OfOtherBody { body: BodyId },
    /// It does not take place.
    #[error("meeting on {begins_on} is cancelled")]
    Cancelled { begins_on: Date },
    /// Nothing is added to it any more.
    #[error("meeting on {begins_on} is closed")]
    Closed { begins_on: Date },
    /// It has not begun.
    #[error("meeting on {begins_on} was not held")]
    NotHeld { begins_on: Date },
}

impl WrongMeeting {
    /// The meeting is one of the body; `None` for a body that nobody recorded never fits.
    pub(crate) fn check_body(
        meeting: &KnownMeeting,
        body: Option<BodyId>,
    ) -> Result<(), WrongMeeting> {
        if Some(meeting.body) == body {
            Ok(())
        } else {
            Err(Self::OfOtherBody { body: meeting.body })
        }
    }

    /// Something can still be put on its agenda.
    pub(crate) fn check_open(meeting: &KnownMeeting) -> Result<(), WrongMeeting> {
        let begins_on = meeting.begins_on;
        if meeting.cancelled {
            Err(Self::Cancelled { begins_on })
        } else if meeting.closed {
            Err(Self::Closed { begins_on })
        } else {
            Ok(())
        }
    }

    /// It took place.
    pub(crate) fn check_held(meeting: &KnownMeeting) -> Result<(), WrongMeeting> {
        let begins_on = meeting.begins_on;
        if meeting.cancelled {
            Err(Self::Cancelled { begins_on })
        } else if meeting.held {
            Ok(())
        } else {
            Err(Self::NotHeld { begins_on })
        }
    }
}

impl Refusal for WrongMeeting {
    fn code(&self) -> &'static str {
        match self {
            Self::OfOtherBody { .. } => "MEETING_OF_OTHER_BODY",
            Self::Cancelled { .. } => "MEETING_CANCELLED",
            Self::Closed { .. } => "MEETING_CLOSED",
            Self::NotHeld { .. } => "MEETING_NOT_HELD",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("meeting")
    }

    fn sentence(&self) -> String {
        match self {
            Self::OfOtherBody { .. } => "Die Sitzung ist die eines anderen Gremiums.".to_owned(),
            Self::Cancelled { begins_on } => {
                format!("Die Sitzung am {} ist abgesagt.", german::day(*begins_on))
            }
            Self::Closed { begins_on } => format!(
                "Die Sitzung am {} ist abgeschlossen; auf ihre Tagesordnung kommt nichts mehr.",
                german::day(*begins_on)
            ),
            Self::NotHeld { begins_on } => format!(
                "Die Sitzung am {} hat noch nicht stattgefunden.",
                german::day(*begins_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::OfOtherBody { body } => facts! { "body" => body },
            Self::Cancelled { begins_on }
            | Self::Closed { begins_on }
            | Self::NotHeld { begins_on } => facts! { "beginsOn" => begins_on },
        }
    }
}
