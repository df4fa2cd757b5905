//! What holds of a topic on a day.

use kernel::{Date, EntryId};

use super::aggregate::{Topic, TopicStage};

impl Topic {
    /// The day on which it was proposed.
    pub fn proposed_on(&self) -> Option<Date> {
        let first = self.stages.facts().first()?;
        first.since.map(|since| since.first_day())
    }

    /// Where it was until `day`, each since when, in order; none before it was proposed.
    pub fn stages_until(&self, day: Date) -> Vec<(Date, TopicStage)> {
        let stages = self.stages.facts().iter();
        stages
            .filter_map(|stage| Some((stage.since?.first_day(), stage.value)))
            .filter(|(since, _)| *since <= day)
            .collect()
    }

    /// What a subgroup had prepared by `day`, as it gave the topic back last (an entry of the vault) (MTG-17).
    pub fn prepared_on(&self, day: Date) -> Option<EntryId> {
        self.prepared.on(day).copied()
    }

    /// Why it was dropped, where it was by `day` (an entry of the vault).
    pub fn drop_reason_on(&self, day: Date) -> Option<EntryId> {
        self.drop_reason
            .filter(|_| self.stage_on(day) == Some(TopicStage::Dropped))
    }
}

#[cfg(test)]
mod tests {
    use cqrs_es::Aggregate;
    use kernel::{BodyId, EntryId};
    use uuid::Uuid;

    use super::*;
    use crate::topic::{TopicAssignedToSubgroup, TopicDropped, TopicProposed, TopicReturned};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn mtg_17_a_topic_shows_its_way_until_the_day_and_what_a_subgroup_prepared() {
        let id = Uuid::from_u128;
        let (text, reason) = (EntryId(id(3)), EntryId(id(4)));
        let subgroup = BodyId(id(2));
        let mut topic = Topic::default();
        assert_eq!(topic.proposed_on(), None);
        let proposed = TopicProposed {
            body: BodyId(id(1)),
            proposed_by: None,
            title: Some(EntryId(id(9))),
            text: None,
            kind: None,
            proposed_on: day("2026-01-10"),
        };
        topic.apply(proposed.into());
        let assigned = TopicAssignedToSubgroup {
            subgroup,
            assigned_on: day("2026-01-20"),
        };
        topic.apply(assigned.into());
        let returned = TopicReturned {
            returned_on: day("2026-02-01"),
            text: Some(text),
        };
        topic.apply(returned.into());
        let dropped = TopicDropped {
            reason: Some(reason),
            dropped_on: day("2026-02-10"),
        };
        topic.apply(dropped.into());
        assert_eq!(topic.proposed_on(), Some(day("2026-01-10")));
        let first = (day("2026-01-10"), TopicStage::Open);
        let second = (day("2026-01-20"), TopicStage::WithSubgroup { subgroup });
        assert_eq!(topic.stages_until(day("2026-01-09")), []);
        assert_eq!(topic.stages_until(day("2026-01-19")), [first]);
        assert_eq!(topic.stages_until(day("2026-01-20")), [first, second]);
        assert_eq!(topic.stages_until(day("2026-03-01")).len(), 4);
        assert_eq!(topic.prepared_on(day("2026-01-31")), None);
        assert_eq!(topic.prepared_on(day("2026-02-01")), Some(text));
        assert_eq!(topic.drop_reason_on(day("2026-02-09")), None);
        assert_eq!(topic.drop_reason_on(day("2026-02-10")), Some(reason));
    }
}
