//! A partner's state: every dated fact, in the order in which it was told.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{AgreementId, Date, EntryId, NetworkId, PartnerId, Period, SiteId};
use serde::{Deserialize, Serialize};

use super::command::PartnerCommand;
use super::error::PartnerRefusal;
use super::event::PartnerEvent;
use super::kind::{ClarificationOutcome, PartnerKind};
use crate::codes::SectorCode;
use crate::facts::MembershipContext;
use crate::policy::EligibilityCriterion;
use crate::timeline::{Succession, Timeline};

/// A partner institution and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Partner {
    pub kind: Option<PartnerKind>,
    pub requested_on: Option<Date>,
    /// Names and addresses (entries of the vault).
    pub institutions: Succession<EntryId>,
    pub clarifications: Vec<Clarification>,
    /// Days on which a profile was handed in.
    pub profiles: Vec<Date>,
    pub attestations: Vec<Attestation>,
    pub signatures: Vec<Signature>,
    pub declined: Option<Declined>,
    /// Never overlapping, in order.
    pub memberships: Vec<Membership>,
    /// Networks as requested, joined and left, whatever became of the membership.
    pub networks: Timeline<NetworkId>,
    pub sectors: Timeline<SectorCode>,
    pub sites: Timeline<SiteId>,
    pub operators: Succession<PartnerId>,
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
        match event {
            PartnerEvent::MembershipRequested(e) => {
                self.kind = Some(e.kind);
                self.requested_on = Some(e.requested_on);
                self.institutions.note(None, e.institution);
                for network in e.networks {
                    self.networks.note(network, e.requested_on.into(), true);
                }
            }
            PartnerEvent::RequestClarified(e) => self.clarifications.push(Clarification {
                on: e.clarified_on,
                outcome: e.outcome,
                note: e.note,
            }),
            PartnerEvent::ProfileSubmitted(e) => self.profiles.push(e.submitted_on),
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
                self.declined = Some(Declined {
                    on: e.declined_on,
                    reason: e.reason,
                });
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
            PartnerEvent::OperatorChanged(e) => self.operators.note(Some(e.since), e.operator),
            PartnerEvent::SiteAssigned(e) => self.sites.note(e.site, e.since, true),
            PartnerEvent::SiteLeft(e) => self.sites.note(e.site, e.since, false),
            PartnerEvent::NetworkJoined(e) => self.networks.note(e.network, e.since, true),
            PartnerEvent::NetworkLeft(e) => self.networks.note(e.network, e.since, false),
            PartnerEvent::PartnerRenamed(e) => {
                self.institutions
                    .note(Some(e.renamed_on.into()), e.institution);
            }
        }
    }
}

impl Partner {
    fn begin(&mut self, since: Date, policy_version: u32) {
        let period = Period { since, until: None };
        self.memberships.push(Membership {
            period,
            reason: None,
            policy_version,
        });
    }
}
