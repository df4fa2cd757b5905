//! How a partner came into the network and when it was in it: requests, admission, periods (MEM-01 … MEM-04).
//!
//! Reasons and notes are the office's words: whoever may not read the requests does not read them.

use async_graphql::SimpleObject;
use kernel::{Date, DocumentRef, EntryId};
use membership::MembershipState;
use membership::Partner as View;
use membership::partner::{ClarificationOutcome, Pipeline};
use membership::policy::AdmissionPrecondition;
use vault::Entries;

use crate::graphql::error::GraphError;
use crate::graphql::guard::Needs;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// The operation whose roles read the office's words about requests.
const REQUESTS: &str = "membershipRequests";

/// What must be there before a partner is admitted, and is not [fehlende Aufnahmebedingung].
#[derive(Clone, SimpleObject)]
pub struct MissingPrecondition {
    code: AdmissionPrecondition,
    /// The German term.
    label: &'static str,
}

impl From<AdmissionPrecondition> for MissingPrecondition {
    fn from(code: AdmissionPrecondition) -> Self {
        Self {
            code,
            label: code.label(),
        }
    }
}

/// How far a request has got [Aufnahmeverfahren] (MEM-04).
#[derive(Clone, SimpleObject)]
pub struct AdmissionProgress {
    pub(super) state: MembershipState,
    /// Since when it stands there.
    pub(super) since: Date,
    /// What the admission still needs; for a member what should have been there.
    pub(super) missing: Vec<MissingPrecondition>,
}

impl From<Pipeline> for AdmissionProgress {
    fn from(pipeline: Pipeline) -> Self {
        Self {
            state: pipeline.state,
            since: pipeline.since,
            missing: pipeline.missing.into_iter().map(Into::into).collect(),
        }
    }
}

/// A request with what the office made of it [Anfrage] (MEM-01, MEM-04).
#[derive(Clone, SimpleObject)]
pub struct PartnerRequest {
    requested_on: Date,
    /// The coordinator's clarifications beforehand [Vorklärung].
    clarifications: Vec<Clarification>,
    /// When it was declined [Ablehnung].
    declined_on: Option<Date>,
    /// Why it was declined.
    #[graphql(guard = "Needs(REQUESTS)")]
    reason: Option<String>,
}

impl PartnerRequest {
    pub(super) const fn on(&self) -> Date {
        self.requested_on
    }
}

/// A clarification beforehand [Vorklärung].
#[derive(Clone, SimpleObject)]
pub struct Clarification {
    clarified_on: Date,
    outcome: ClarificationOutcome,
    /// The coordinator's note.
    #[graphql(guard = "Needs(REQUESTS)")]
    note: Option<String>,
}

/// A profile that was handed in [Institutionsbogen, Einrichtungsprofil] (MEM-04).
#[derive(Clone, SimpleObject)]
pub struct Profile {
    submitted_on: Date,
    /// The scanned sheet, where one was stored.
    document: Option<DocumentRef>,
}

/// A membership from its first to its last day [Mitgliedschaft].
#[derive(Clone, SimpleObject)]
pub struct MembershipPeriod {
    since: Date,
    /// The last day, where the membership ended or will end.
    until: Option<Date>,
    /// The days without membership since the one before [Unterbrechung]; `null` for the first, and where it follows on.
    gap_before: Option<MembershipGap>,
    /// Why it ended.
    #[graphql(guard = "Needs(REQUESTS)")]
    reason: Option<String>,
    /// The version of the policy under which the partner was admitted.
    policy_version: u32,
}

/// Days between two memberships [Unterbrechung].
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct MembershipGap {
    /// The first day without.
    since: Date,
    /// The last day without.
    until: Date,
    days: i32,
}

/// The entries of notes and reasons, where the caller may read them.
pub(crate) fn words(reading: &Reading<'_>, view: &View) -> Vec<EntryId> {
    if !reading.reader().may(REQUESTS) {
        return Vec::new();
    }
    let notes = view.requests.iter().flat_map(|request| {
        let notes = request.clarifications.iter().filter_map(|told| told.note);
        let reason = request.declined.as_ref().map(|declined| declined.reason);
        notes.chain(reason)
    });
    let reasons = view.memberships.iter().filter_map(|of| of.reason);
    notes.chain(reasons).collect()
}

fn read(
    reading: &Reading<'_>,
    entries: &Entries,
    id: Option<EntryId>,
) -> Result<Option<String>, GraphError> {
    match reading.reader().may(REQUESTS) {
        true => words::optional_text(entries, id),
        false => Ok(None),
    }
}

/// The requests up to `day`, in order.
pub(crate) fn requests(
    reading: &Reading<'_>,
    view: &View,
    day: Date,
    entries: &Entries,
) -> Result<Vec<PartnerRequest>, GraphError> {
    let asked = view.requests.iter().filter(|request| request.on <= day);
    asked
        .map(|request| {
            let told = request.clarifications.iter().filter(|told| told.on <= day);
            let clarifications = told.map(|told| {
                Ok(Clarification {
                    clarified_on: told.on,
                    outcome: told.outcome,
                    note: read(reading, entries, told.note)?,
                })
            });
            let declined = request.declined.as_ref().filter(|told| told.on <= day);
            Ok(PartnerRequest {
                requested_on: request.on,
                clarifications: clarifications.collect::<Result<_, GraphError>>()?,
                declined_on: declined.map(|declined| declined.on),
                reason: read(reading, entries, declined.map(|declined| declined.reason))?,
            })
        })
        .collect()
}

/// The memberships that began up to `day`, in order, with the gaps between them.
pub(crate) fn memberships(
    reading: &Reading<'_>,
    view: &View,
    day: Date,
    entries: &Entries,
) -> Result<Vec<MembershipPeriod>, GraphError> {
    if view.merged.is_some() {
        return Ok(Vec::new());
    }
    let mut last = None;
    let mut periods = Vec::new();
    for membership in &view.memberships {
        let period = membership.period;
        if day < period.since {
            break;
        }
        periods.push(MembershipPeriod {
            since: period.since,
            until: period.until,
            gap_before: last.and_then(|last| gap(last, period.since)),
            reason: read(reading, entries, membership.reason)?,
            policy_version: membership.policy_version,
        });
        last = period.until;
    }
    Ok(periods)
}

/// The days after `last` and before `since`.
fn gap(last: Date, since: Date) -> Option<MembershipGap> {
    let (first, until) = (last.tomorrow().ok()?, since.yesterday().ok()?);
    let days = (until - first).get_days() + 1;
    (days > 0).then_some(MembershipGap {
        since: first,
        until,
        days,
    })
}

/// The latest profile up to `day`.
pub(crate) fn profile(view: &View, day: Date) -> Option<Profile> {
    let handed_in = view.profiles.iter().filter(|profile| profile.on <= day);
    handed_in
        .max_by_key(|profile| profile.on)
        .map(|profile| Profile {
            submitted_on: profile.on,
            document: profile.document,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_membership_that_follows_on_has_no_gap_before_it() {
        let day = |text: &str| text.parse::<Date>();
        let (Ok(last), Ok(next), Ok(later)) =
            (day("2020-12-31"), day("2021-01-01"), day("2021-02-01"))
        else {
            panic!("these are days")
        };
        assert_eq!(gap(last, next), None);
        assert_eq!(gap(last, later).map(|gap| gap.days), Some(31));
    }
}
