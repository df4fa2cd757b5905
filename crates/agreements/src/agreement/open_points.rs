//! What an office still has to do or to decide about an agreement, on any day.

use std::num::NonZeroU16;

use jiff::ToSpan;
use kernel::{Date, Status};

use super::aggregate::Agreement;
use super::codes::AgreementKind;
use super::reading::AgreementState;

kernel::code! {
    /// Something about an agreement that the office still has to do or to decide [offener Punkt].
    pub enum OpenPoint {
        /// past its end, and no extension was recorded or denied (AGR-08)
        ExtensionNotRecorded = "Verlängerung nicht erfasst",
        /// a party has signed, another has not (AGR-19)
        SignatureMissing = "Unterschrift fehlt",
        /// the day of entry into force is only inferred (AGR-19, AGR-20)
        EntryIntoForceInferred = "Inkrafttreten nur abgeleitet, bitte bestätigen",
        /// a notice arrived whose effect nobody states (AGR-11)
        NoticeEffectUnstated = "Wirkung der Kündigung nicht geregelt",
        /// reviews are agreed, but not how often (AGR-11)
        ReviewIntervalUnstated = "Abstand der Überprüfung nicht festgelegt",
        /// the interval since the last review, or since entry into force, is over (AGR-11)
        ReviewDue = "Überprüfung fällig",
        /// there is a reason for a review, and none was held since (AGR-11, AGR-15)
        ReviewRequired = "Überprüfung veranlasst",
        /// a protection mandate lacks what the law asks for, or nobody recorded it (AGR-25)
        ProtectionContentMissing = "Regelungsinhalt nach § 8a Abs. 4 SGB VIII unvollständig oder nicht erfasst",
        /// a placeholder of the text needs a value before the offer (AGR-21)
        VariableMissing = "Platzhalter noch nicht ausgefüllt",
    }
}

impl Agreement {
    /// What is still open on `day`.
    pub fn open_points(&self, day: Date) -> Vec<OpenPoint> {
        let state = self.state_on(day);
        let runs = matches!(state, AgreementState::InForce | AgreementState::NoticeGiven);
        let entry_inferred = runs
            && self
                .in_force_on()
                .is_some_and(|(_, status)| status == Status::Inferred);
        let review_required = runs
            && self
                .review_reasons
                .iter()
                .any(|reason| reason.since <= day && !self.reviewed_between(reason.since, day));
        let protection_missing = self.kind == Some(AgreementKind::ProtectionMandate8a)
            && runs
            && self
                .protection
                .is_none_or(|content| !content.missing().is_empty());
        let variable_missing =
            state == AgreementState::Draft && !self.missing_variables().is_empty();
        let extension_open = state == AgreementState::Expired
            && self
                .extension_denied_on
                .is_none_or(|denied_on| day < denied_on);
        let effect_unstated = self
            .parties
            .iter()
            .filter_map(|party| party.notice.as_ref())
            .any(|notice| notice.received_on <= day && notice.effective_on.is_none());
        let interval = self.review_interval().filter(|_| runs);
        [
            (extension_open, OpenPoint::ExtensionNotRecorded),
            (
                state == AgreementState::PartlySigned,
                OpenPoint::SignatureMissing,
            ),
            (entry_inferred, OpenPoint::EntryIntoForceInferred),
            (runs && effect_unstated, OpenPoint::NoticeEffectUnstated),
            (interval == Some(None), OpenPoint::ReviewIntervalUnstated),
            (
                interval
                    .flatten()
                    .is_some_and(|months| self.review_due(day, months)),
                OpenPoint::ReviewDue,
            ),
        ]
        .into_iter()
        .chain([
            (review_required, OpenPoint::ReviewRequired),
            (protection_missing, OpenPoint::ProtectionContentMissing),
            (variable_missing, OpenPoint::VariableMissing),
        ])
        .filter_map(|(open, point)| open.then_some(point))
        .collect()
    }

    /// Where reviews are agreed, how often: `Some(None)` where nobody says.
    fn review_interval(&self) -> Option<Option<u16>> {
        let review = self.terms.as_ref()?.review.value?;
        Some(review.interval_months.map(NonZeroU16::get))
    }

    fn review_due(&self, day: Date, months: u16) -> bool {
        let held = self
            .reviews
            .iter()
            .map(|review| review.held_on)
            .filter(|held| *held <= day)
            .max();
        let last = held.or_else(|| self.in_force_on().map(|(since, _)| since));
        let due = last.and_then(|last| last.checked_add(i32::from(months).months()).ok());
        due.is_some_and(|due| due <= day)
    }

    fn reviewed_between(&self, since: Date, day: Date) -> bool {
        self.reviews
            .iter()
            .any(|review| (since..=day).contains(&review.held_on))
    }
}
