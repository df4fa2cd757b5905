//! What holds of a training on a day.

use kernel::{Date, EntryId};

use super::aggregate::{Training, TrainingState};

impl Training {
    /// Its first day, where it was held by `day`.
    pub fn held_by(&self, day: Date) -> Option<Date> {
        self.held_on().filter(|on| *on <= day)
    }

    /// Its first day as it is known on `day`: the one on which it was held, else the one for which it was planned.
    pub fn takes_place_on(&self, day: Date) -> Option<Date> {
        self.held_by(day)
            .or_else(|| self.plan_on(day).map(|plan| plan.begins_on))
    }

    /// How many took part, from how many institutions; `None` before it was held, and where nobody counted.
    pub fn participants_by(&self, day: Date) -> Option<(u32, usize)> {
        self.held_by(day)?;
        (!self.participation.is_empty()).then(|| self.participants())
    }

    /// Why it was cancelled, where it was by `day` (an entry of the vault).
    pub fn cancel_reason_on(&self, day: Date) -> Option<EntryId> {
        self.cancel_reason
            .filter(|_| self.state_on(day) == Some(TrainingState::Cancelled))
    }
}

#[cfg(test)]
mod tests {
    use cqrs_es::Aggregate;
    use kernel::PartnerId;
    use uuid::Uuid;

    use super::*;
    use crate::training::{
        TrainingCancelled, TrainingHeld, TrainingKind, TrainingParticipationRecorded,
        TrainingPlanned, TrainingTopic,
    };

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn planned() -> Training {
        let mut training = Training::default();
        let planned = TrainingPlanned {
            title: Some(EntryId(Uuid::from_u128(1))),
            begins_on: day("2026-03-10"),
            ends_on: None,
            place: None,
            kind: TrainingKind::Own,
            topic: TrainingTopic::ChildProtection,
            planned_on: day("2026-01-10"),
        };
        training.apply(planned.into());
        training
    }

    #[test]
    fn mtg_27_it_takes_place_as_planned_until_it_is_held_on_another_day() {
        let mut training = planned();
        let held_on = day("2026-03-12");
        training.apply(TrainingHeld { held_on }.into());
        let counted = TrainingParticipationRecorded {
            partner: PartnerId(Uuid::from_u128(2)),
            count: 7,
        };
        let uncounted = training.clone();
        training.apply(counted.into());
        assert_eq!(training.takes_place_on(day("2026-01-09")), None);
        let before = day("2026-03-11");
        assert_eq!(training.held_by(before), None);
        assert_eq!(training.takes_place_on(before), Some(day("2026-03-10")));
        assert_eq!(training.participants_by(before), None);
        assert_eq!(training.takes_place_on(held_on), Some(held_on));
        assert_eq!(training.participants_by(held_on), Some((7, 1)));
        assert_eq!(uncounted.participants_by(held_on), None);
    }

    #[test]
    fn mtg_27_the_reason_is_there_from_the_day_of_the_cancellation() {
        let mut training = planned();
        let reason = Some(EntryId(Uuid::from_u128(3)));
        let cancelled_on = day("2026-02-01");
        training.apply(
            TrainingCancelled {
                reason,
                cancelled_on,
            }
            .into(),
        );
        assert_eq!(training.cancel_reason_on(day("2026-01-31")), None);
        assert_eq!(training.cancel_reason_on(cancelled_on), reason);
    }
}
