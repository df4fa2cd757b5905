//! Corrections of what was recorded of a partner, and which facts cannot stand beside each other.

use kernel::{
    Correctable, Date, DomainCommand as _, EntryId, History, NewText, PartnerId, correct,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::Partner;
use super::command::*;
use super::contributions::*;
use super::decisions::Decision;
use super::error::PartnerRefusal;
use super::event::PartnerEvent;
use crate::facts::MembershipContext;

/// Corrects what was recorded of a partner [Angabe berichtigen].
///
/// A reason is always needed. A struck merge opens the duplicate again; nothing else of a merged duplicate can be
/// corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectPartnerInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectPartner {
    pub partner: PartnerId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<PartnerReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a partner.
    pub enum PartnerReplacement for PartnerCommand as "PartnerReplacementInput" {
        RequestMembership,
        RenewRequest,
        ClarifyRequest,
        SubmitProfile,
        AttestEligibility,
        AdmitPartner,
        DeclineRequest,
        EndMembership,
        ReadmitPartner,
        AssignSector,
        RemoveSector,
        ChangeOperator,
        NameOperator,
        ReleaseOperator,
        ChangeKind,
        AssignSite,
        LeaveSite,
        JoinNetwork,
        LeaveNetwork,
        RenamePartner,
        NoteSignature,
        OfferResource,
        WithdrawResource,
        RecordParticipation,
        RecordStaffTraining,
        RecordPresentation,
        AttestParentParticipation,
        MergeDuplicate,
    }
}

impl CorrectPartner {
    /// The command that should have been given, about this partner where it names none.
    pub(super) fn instead(&self) -> Option<PartnerCommand> {
        let mut command = PartnerCommand::from(self.replacement.clone()?);
        if command.target().is_none() {
            command.assign(self.partner.0);
        }
        Some(command)
    }
}

/// A fact of a partner was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnerFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<PartnerEvent>>,
}

impl Correctable for Partner {
    fn history(&self) -> &History<PartnerEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<PartnerEvent> {
        &mut self.history
    }

    fn decide(&self, command: &PartnerCommand, ctx: &MembershipContext) -> Decision {
        self.decide(command, ctx)
    }

    fn check(&self) -> Result<(), PartnerRefusal> {
        self.check_course()?;
        self.check_endings()
    }
}

/// Where the course from request to end has got to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Asked,
    Declined,
    Member,
    Left,
}

impl Partner {
    pub(super) fn correct(&self, c: &CorrectPartner, ctx: &MembershipContext) -> Decision {
        let instead = c.instead();
        if let Some(other) = instead.as_ref().and_then(|command| command.target())
            && other != c.partner.0
        {
            return Err(PartnerRefusal::OtherPartner {
                other: PartnerId(other),
            });
        }
        if let Some(merged) = &self.merged
            && !self.is_merge(c.fact)
        {
            return Err(PartnerRefusal::Merged {
                into: merged.into,
                merged_on: merged.on,
            });
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            PartnerFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }

    fn is_merge(&self, fact: u32) -> bool {
        let mut standing = self.history.standing();
        standing
            .any(|(number, event)| number == fact && matches!(event, PartnerEvent::MergedInto(_)))
    }

    /// Request, decline, admission, end and readmission follow each other, none on a day before the one that it needs.
    fn check_course(&self) -> Result<(), PartnerRefusal> {
        let mut course = Course::Asked;
        let mut ever_member = false;
        let mut last: Option<(u32, Date)> = None;
        for (fact, event) in self.history.standing() {
            let Some((on, next)) = step(event) else {
                continue;
            };
            let fits = match (event, course) {
                (PartnerEvent::MembershipRequested(_), _) => true,
                (PartnerEvent::PartnerAdmitted(_), Course::Asked | Course::Declined) => {
                    !ever_member
                }
                (PartnerEvent::PartnerReadmitted(_), Course::Member) => false,
                (PartnerEvent::PartnerReadmitted(_), _) => ever_member,
                (_, from) => match next {
                    Course::Asked => matches!(from, Course::Declined | Course::Left),
                    Course::Declined => from == Course::Asked,
                    Course::Member => false,
                    Course::Left => from == Course::Member,
                },
            };
            if !fits {
                return Err(PartnerRefusal::without_ground(fact, event));
            }
            // A membership has its last day whole: whatever follows comes the day after at the earliest.
            let late_enough = last.is_none_or(|(_, before)| match course {
                Course::Left => before < on,
                Course::Asked | Course::Declined | Course::Member => before <= on,
            });
            if let Some((other, other_on)) = last
                && !late_enough
            {
                return Err(PartnerRefusal::FactsOutOfOrder {
                    fact,
                    on,
                    other,
                    other_on,
                });
            }
            ever_member |= next == Course::Member;
            course = next;
            last = Some((fact, on));
        }
        Ok(())
    }

    /// What ends had begun by that day.
    fn check_endings(&self) -> Result<(), PartnerRefusal> {
        let mut standing = self.history.standing();
        match standing.find(|(_, event)| !self.has_begun(event)) {
            Some((fact, event)) => Err(PartnerRefusal::without_ground(fact, event)),
            None => Ok(()),
        }
    }

    /// False for an end without its beginning.
    fn has_begun(&self, event: &PartnerEvent) -> bool {
        use PartnerEvent as E;

        let told = |begins: &dyn Fn(&E) -> bool| {
            let mut standing = self.history.standing();
            standing.any(|(_, event)| begins(event))
        };
        if let E::SectorRemoved(end) = event {
            told(
                &|event| matches!(event, E::SectorAssigned(e) if e.sector == end.sector && e.since <= end.since),
            )
        } else if let E::SiteLeft(end) = event {
            let day = end.since.first_day();
            told(
                &|event| matches!(event, E::SiteAssigned(e) if e.site == end.site && e.since.first_day() <= day),
            )
        } else if let E::NetworkLeft(end) = event {
            let (left, day) = (end.network, end.since.first_day());
            told(&|event| {
                matches!(event, E::NetworkJoined(e) if e.network == left && e.since.first_day() <= day)
                    || matches!(event, E::MembershipRequested(e) if e.networks.contains(&left) && e.requested_on <= day)
                    || matches!(event, E::RequestRenewed(e) if e.networks.contains(&left) && e.requested_on <= day)
            })
        } else if let E::ResourceWithdrawn(end) = event {
            told(
                &|event| matches!(event, E::ResourceOffered(e) if e.resource == end.resource && e.since <= end.since),
            )
        } else {
            true
        }
    }
}

/// The day of a step from request to end, and where it leads.
fn step(event: &PartnerEvent) -> Option<(Date, Course)> {
    match event {
        PartnerEvent::MembershipRequested(e) => Some((e.requested_on, Course::Asked)),
        PartnerEvent::RequestRenewed(e) => Some((e.requested_on, Course::Asked)),
        PartnerEvent::RequestDeclined(e) => Some((e.declined_on, Course::Declined)),
        PartnerEvent::PartnerAdmitted(e) => Some((e.admitted_on, Course::Member)),
        PartnerEvent::PartnerReadmitted(e) => Some((e.admitted_on, Course::Member)),
        PartnerEvent::MembershipEnded(e) => Some((e.ended_on, Course::Left)),
        PartnerEvent::RequestClarified(_)
        | PartnerEvent::ProfileSubmitted(_)
        | PartnerEvent::EligibilityAttested(_)
        | PartnerEvent::SignatureNoted(_)
        | PartnerEvent::SectorAssigned(_)
        | PartnerEvent::SectorRemoved(_)
        | PartnerEvent::OperatorChanged(_)
        | PartnerEvent::OperatorNamed(_)
        | PartnerEvent::OperatorReleased(_)
        | PartnerEvent::KindChanged(_)
        | PartnerEvent::SiteAssigned(_)
        | PartnerEvent::SiteLeft(_)
        | PartnerEvent::NetworkJoined(_)
        | PartnerEvent::NetworkLeft(_)
        | PartnerEvent::PartnerRenamed(_)
        | PartnerEvent::ResourceOffered(_)
        | PartnerEvent::ResourceWithdrawn(_)
        | PartnerEvent::ParticipationRecorded(_)
        | PartnerEvent::StaffTrainingRecorded(_)
        | PartnerEvent::PresentationRecorded(_)
        | PartnerEvent::ParentParticipationAttested(_)
        | PartnerEvent::MergedInto(_)
        | PartnerEvent::PartnerFactCorrected(_) => None,
    }
}
