//! What happened to a standard until a day.

use kernel::{Date, EntryId};

use super::aggregate::{QualityStandard, StandardReview, Wording};

impl QualityStandard {
    /// What it said until `day`, each since when, in the order of the days; the last is the version that holds or held
    /// last (MTG-28).
    pub fn wordings_until(&self, day: Date) -> Vec<(Date, Wording)> {
        let wordings = self.wordings.facts().iter();
        let mut until: Vec<_> = wordings
            .filter_map(|wording| Some((wording.since?.first_day(), wording.value)))
            .filter(|(since, _)| *since <= day)
            .collect();
        until.sort_by_key(|(since, _)| *since);
        until
    }

    /// Its reviews until `day`, in the order of the days (MTG-28).
    pub fn reviews_until(&self, day: Date) -> Vec<StandardReview> {
        let reviews = self.reviews.iter().copied();
        let mut until: Vec<_> = reviews.filter(|review| review.reviewed_on <= day).collect();
        until.sort_by_key(|review| review.reviewed_on);
        until
    }

    /// The first day on which it does not hold, where that came by `day`.
    pub fn retired_by(&self, day: Date) -> Option<Date> {
        self.retired_on.filter(|on| *on <= day)
    }

    /// Why it was retired without a review, where it was by `day` (an entry of the vault).
    pub fn retire_reason_by(&self, day: Date) -> Option<EntryId> {
        self.retire_reason
            .filter(|_| self.retired_by(day).is_some())
    }
}

#[cfg(test)]
mod tests {
    use cqrs_es::Aggregate;
    use kernel::{BodyId, MeetingId};
    use uuid::Uuid;

    use super::*;
    use crate::standard::{
        StandardAdopted, StandardRetired, StandardReviewResult, StandardReviewed,
    };

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn mtg_28_versions_and_reviews_are_those_until_the_day() {
        let entry = |number| EntryId(Uuid::from_u128(number));
        let mut standard = QualityStandard::default();
        let adopted = StandardAdopted {
            body: BodyId(Uuid::from_u128(1)),
            meeting: MeetingId(Uuid::from_u128(2)),
            title: entry(3),
            text: Some(entry(4)),
            document: None,
            adopted_on: day("2024-01-10"),
            review_on: None,
        };
        standard.apply(adopted.into());
        let reviewed = |on, result, text| StandardReviewed {
            meeting: None,
            reviewed_on: day(on),
            result,
            text,
            document: None,
            next_review_on: None,
        };
        let revised = reviewed("2025-01-10", StandardReviewResult::Revised, Some(entry(5)));
        standard.apply(revised.into());
        let confirmed = reviewed("2026-01-10", StandardReviewResult::Confirmed, None);
        standard.apply(confirmed.into());
        let retired = StandardRetired {
            reason: Some(entry(6)),
            retired_on: day("2026-02-01"),
        };
        standard.apply(retired.into());
        let said = |on| -> Vec<Option<EntryId>> {
            let wordings = standard.wordings_until(day(on)).into_iter();
            wordings.map(|(_, wording)| wording.text).collect()
        };
        assert_eq!(said("2024-01-09"), []);
        assert_eq!(said("2025-01-09"), [Some(entry(4))]);
        assert_eq!(said("2026-12-31"), [Some(entry(4)), Some(entry(5))]);
        assert_eq!(standard.reviews_until(day("2025-01-09")), []);
        assert_eq!(standard.reviews_until(day("2025-01-10")).len(), 1);
        assert_eq!(standard.reviews_until(day("2026-01-10")).len(), 2);
        let (before, on) = (day("2026-01-31"), day("2026-02-01"));
        assert_eq!(standard.retired_by(before), None);
        assert_eq!(standard.retire_reason_by(before), None);
        assert_eq!(standard.retired_by(on), Some(on));
        assert_eq!(standard.retire_reason_by(on), Some(entry(6)));
    }
}
