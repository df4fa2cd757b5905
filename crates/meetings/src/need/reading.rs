//! What happened to a need until a day.

use kernel::{BodyId, Date, EntryId, MeetingId, OfferId};

use super::aggregate::{Need, NeedEnd};

/// Something that happened to a need. Texts are entries of the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedStep {
    Suggested {
        body: Option<BodyId>,
    },
    Discussed {
        meeting: MeetingId,
        text: Option<EntryId>,
    },
    Realised {
        offer: Option<OfferId>,
        text: Option<EntryId>,
    },
    Shelved {
        reason: EntryId,
    },
    Reopened {
        reason: Option<EntryId>,
    },
}

impl Need {
    /// Its course until `day`, in the order of the days; on one day it is discussed before it ends (MTG-16).
    pub fn course_until(&self, day: Date) -> Vec<(Date, NeedStep)> {
        let suggested = self.suggested_on.map(|on| {
            let body = self.body;
            (on, NeedStep::Suggested { body })
        });
        let discussed = self.discussions.iter().map(|discussion| {
            let (meeting, text) = (discussion.meeting, discussion.text);
            (discussion.on, NeedStep::Discussed { meeting, text })
        });
        let ends = self.ends.facts().iter().filter_map(|end| {
            let step = match end.value {
                NeedEnd::Realised { offer, text } => NeedStep::Realised { offer, text },
                NeedEnd::Shelved { reason } => NeedStep::Shelved { reason },
                NeedEnd::Reopened { reason } => NeedStep::Reopened { reason },
            };
            Some((end.since?.first_day(), step))
        });
        let mut course: Vec<_> = suggested
            .into_iter()
            .chain(discussed)
            .chain(ends)
            .filter(|(on, _)| *on <= day)
            .collect();
        // Stable: of one day, what is named first above comes first.
        course.sort_by_key(|(on, _)| *on);
        course
    }
}

#[cfg(test)]
mod tests {
    use cqrs_es::Aggregate;
    use uuid::Uuid;

    use super::*;
    use crate::need::{NeedDiscussed, NeedReopened, NeedShelved, NeedSuggested};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn mtg_16_a_late_discussion_finds_its_place_in_the_course() {
        let id = Uuid::from_u128;
        let (meeting, reason) = (MeetingId(id(2)), EntryId(id(3)));
        let mut need = Need::default();
        assert_eq!(need.course_until(day("2026-12-31")), []);
        let suggested = NeedSuggested {
            body: Some(BodyId(id(1))),
            title: EntryId(id(9)),
            text: None,
            sector: None,
            suggested_on: day("2026-01-10"),
        };
        need.apply(suggested.into());
        let shelved = NeedShelved {
            reason,
            shelved_on: day("2026-02-01"),
        };
        need.apply(shelved.into());
        let discussed = NeedDiscussed {
            meeting,
            discussed_on: day("2026-01-20"),
            text: None,
        };
        need.apply(discussed.into());
        let reopened = NeedReopened {
            reason: None,
            reopened_on: day("2026-03-01"),
        };
        need.apply(reopened.into());
        let body = Some(BodyId(id(1)));
        let text = None;
        let course = [
            (day("2026-01-10"), NeedStep::Suggested { body }),
            (day("2026-01-20"), NeedStep::Discussed { meeting, text }),
            (day("2026-02-01"), NeedStep::Shelved { reason }),
            (day("2026-03-01"), NeedStep::Reopened { reason: None }),
        ];
        assert_eq!(need.course_until(day("2026-03-01")), course);
        assert_eq!(need.course_until(day("2026-01-31")), course[..2]);
        assert_eq!(need.course_until(day("2026-01-09")), []);
    }
}
