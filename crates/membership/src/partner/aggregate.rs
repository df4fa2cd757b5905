//! A partner's state: every dated fact, in the order in which it was told.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    AgreementId, Date, DocumentRef, EntryId, History, NetworkId, PartialDate, PartnerId, Period,
    SiteId,
};
use serde::{Deserialize, Serialize};

use super::command::PartnerCommand;
use super::contributions::Contributions;
use super::error::PartnerRefusal;
use super::event::PartnerEvent;
use super::kind::{ClarificationOutcome, PartnerKind};
use crate::codes::SectorCode;
use crate::facts::MembershipContext;
use crate::policy::EligibilityCriterion;
use kernel::timeline::{Succession, Timeline};

/// A partner institution and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Partner {
    /// What it is according to the latest fact; for a day ask [`kind_on`](Self::kind_on).
    pub kind: Option<PartnerKind>,
    pub kinds: Succession<PartnerKind>,
    /// The day of the first request.
    pub requested_on: Option<Date>,
    /// Every request, in order.
    pub requests: Vec<Request>,
    /// Names and addresses (entries of the vault).
    pub institutions: Succession<EntryId>,
    pub profiles: Vec<Profile>,
    pub attestations: Vec<Attestation>,
    pub signatures: Vec<Signature>,
    /// Never overlapping, in order.
    pub memberships: Vec<Membership>,
    /// Networks as requested, joined and left, whatever became of the membership.
    pub networks: Timeline<NetworkId>,
    pub sectors: Timeline<SectorCode>,
    pub sites: Timeline<SiteId>,
    pub operators: Succession<Operator>,
    pub contributions: Contributions,
    /// Present where this is a duplicate of another partner.
    pub merged: Option<Merged>,
    pub history: History<PartnerEvent>,
}

/// A request with what the office made of it [Anfrage].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    pub on: Date,
    pub clarifications: Vec<Clarification>,
    pub declined: Option<Declined>,
}

/// A profile that was handed in [Institutionsbogen, Einrichtungsprofil].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Profile {
    pub on: Date,
    /// The scanned sheet.
    pub document: Option<DocumentRef>,
}

/// Who operates an institution [Träger] (MEM-07).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Operator {
    /// another partner
    Partner(PartnerId),
    /// an institution outside the network: its name and address
    Named(EntryId),
    /// nobody: it stands on its own
    Nobody,
}

/// Whose duplicate a partner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Merged {
    /// The partner that stays.
    pub into: PartnerId,
    pub on: Date,
}

/// A clarification beforehand [Vorklärung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clarification {
    pub on: Date,
    pub outcome: ClarificationOutcome,
    pub note: Option<EntryId>,
}

/// An attested criterion of eligibility.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attestation {
    pub criterion: EligibilityCriterion,
    pub on: Date,
    pub by_operator: bool,
}

/// A signature under a cooperation agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    pub agreement: AgreementId,
    pub on: Date,
}

/// A declined request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Declined {
    pub on: Date,
    pub reason: EntryId,
}

/// A membership from its first to its last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Membership {
    pub period: Period,
    /// Why it ended.
    pub reason: Option<EntryId>,
    /// The version of the policy under which the partner was admitted.
    pub policy_version: u32,
}

impl Aggregate for Partner {
    const TYPE: &'static str = "partner";
    type Command = PartnerCommand;
    type Event = PartnerEvent;
    type Error = PartnerRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: PartnerCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), PartnerRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: PartnerEvent) {
        self.history.record(&event);
        match event {
            PartnerEvent::MembershipRequested(e) => {
                self.set_kind(None, e.kind);
                self.requested_on = Some(e.requested_on);
                self.institutions.note(None, e.institution);
                self.ask(e.requested_on, e.networks);
            }
            PartnerEvent::RequestRenewed(e) => self.ask(e.requested_on, e.networks),
            PartnerEvent::RequestClarified(e) => {
                if let Some(request) = self.requests.last_mut() {
                    request.clarifications.push(Clarification {
                        on: e.clarified_on,
                        outcome: e.outcome,
                        note: e.note,
                    });
                }
            }
            PartnerEvent::ProfileSubmitted(e) => self.profiles.push(Profile {
                on: e.submitted_on,
                document: e.document,
            }),
            PartnerEvent::EligibilityAttested(e) => self.attestations.push(Attestation {
                criterion: e.criterion,
                on: e.attested_on,
                by_operator: e.by_operator,
            }),
            PartnerEvent::SignatureNoted(e) => {
                self.signatures.push(Signature {
                    agreement: e.agreement,
                    on: e.signed_on,
                });
            }
            PartnerEvent::PartnerAdmitted(e) => self.begin(e.admitted_on, e.policy_version),
            PartnerEvent::RequestDeclined(e) => {
                if let Some(request) = self.requests.last_mut() {
                    request.declined = Some(Declined {
                        on: e.declined_on,
                        reason: e.reason,
                    });
                }
            }
            PartnerEvent::MembershipEnded(e) => {
                if let Some(membership) = self.memberships.last_mut() {
                    membership.period.until = Some(e.ended_on);
                    membership.reason = e.reason;
                }
            }
            PartnerEvent::PartnerReadmitted(e) => self.begin(e.admitted_on, e.policy_version),
            PartnerEvent::SectorAssigned(e) => self.sectors.note(e.sector, e.since.into(), true),
            PartnerEvent::SectorRemoved(e) => self.sectors.note(e.sector, e.since.into(), false),
            PartnerEvent::OperatorChanged(e) => {
                self.operators
                    .note(Some(e.since), Operator::Partner(e.operator));
            }
            PartnerEvent::OperatorNamed(e) => {
                self.operators
                    .note(Some(e.since), Operator::Named(e.operator));
            }
            PartnerEvent::OperatorReleased(e) => {
                self.operators.note(Some(e.since), Operator::Nobody);
            }
            PartnerEvent::KindChanged(e) => self.set_kind(Some(e.since), e.kind),
            PartnerEvent::SiteAssigned(e) => self.sites.note(e.site, e.since, true),
            PartnerEvent::SiteLeft(e) => self.sites.note(e.site, e.since, false),
            PartnerEvent::NetworkJoined(e) => self.networks.note(e.network, e.since, true),
            PartnerEvent::NetworkLeft(e) => self.networks.note(e.network, e.since, false),
            PartnerEvent::PartnerRenamed(e) => {
                self.institutions
                    .note(Some(e.renamed_on.into()), e.institution);
            }
            PartnerEvent::ResourceOffered(e) => self.contributions.offer(&e),
            PartnerEvent::ResourceWithdrawn(e) => self.contributions.withdraw(&e),
            PartnerEvent::ParticipationRecorded(e) => self.contributions.participations.push(e),
            PartnerEvent::StaffTrainingRecorded(e) => self.contributions.staff_trainings.push(e),
            PartnerEvent::PresentationRecorded(e) => self.contributions.presentations.push(e),
            PartnerEvent::ParentParticipationAttested(e) => {
                self.contributions.parent_participation.push(e.attested_on)
            }
            PartnerEvent::MergedInto(e) => {
                self.merged = Some(Merged {
                    into: e.partner,
                    on: e.merged_on,
                });
            }
            PartnerEvent::PartnerFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Partner {
    fn ask(&mut self, on: Date, networks: Vec<NetworkId>) {
        self.requests.push(Request {
            on,
            clarifications: Vec::new(),
            declined: None,
        });
        for network in networks {
            self.networks.note(network, on.into(), true);
        }
    }

    fn set_kind(&mut self, since: Option<PartialDate>, kind: PartnerKind) {
        self.kinds.note(since, kind);
        self.kind = self.kinds.on(Date::MAX).copied();
    }

    fn begin(&mut self, since: Date, policy_version: u32) {
        let period = Period { since, until: None };
        self.memberships.push(Membership {
            period,
            reason: None,
            policy_version,
        });
    }
}
