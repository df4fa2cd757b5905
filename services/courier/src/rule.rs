//! Why a letter goes out: its code in the outbox, one a cause and never reused for another.

use std::fmt;

/// What makes a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Somebody is invited to a meeting (MTG-08).
    MeetingInvitation,
    /// What somebody was invited to has changed.
    MeetingUpdate,
    /// What somebody was invited to does not take place, or not with him.
    MeetingCancellation,
    /// Minutes went out by mail (MTG-10, MTG-11).
    Minutes,
    /// The office released a circular (MEM-33).
    Circular,
    /// A contact is asked whether the details are still right (MEM-18, MEM-19).
    ContactConfirmation,
    /// Somebody who was invited has not answered.
    MeetingReplyReminder,
    /// A partner has not said that it passed the results on (MTG-23, REM-10).
    PassingOnReminder,
}

impl Rule {
    pub const ALL: &'static [Self] = &[
        Self::MeetingInvitation,
        Self::MeetingUpdate,
        Self::MeetingCancellation,
        Self::Minutes,
        Self::Circular,
        Self::ContactConfirmation,
        Self::MeetingReplyReminder,
        Self::PassingOnReminder,
    ];

    /// The code in the outbox.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MeetingInvitation => "meeting-invitation",
            Self::MeetingUpdate => "meeting-update",
            Self::MeetingCancellation => "meeting-cancellation",
            Self::Minutes => "minutes",
            Self::Circular => "circular",
            Self::ContactConfirmation => "contact-confirmation",
            Self::MeetingReplyReminder => "meeting-reply-reminder",
            Self::PassingOnReminder => "passing-on-reminder",
        }
    }

    /// True for what a day makes, not an event.
    pub(crate) const fn is_reminder(self) -> bool {
        matches!(self, Self::MeetingReplyReminder | Self::PassingOnReminder)
    }

    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.code() == code)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
