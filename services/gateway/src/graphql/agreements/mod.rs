//! Cooperation agreements [Kooperationsvereinbarungen]: where they stand on a day, what they say, how they end.
//!
//! Everything is computed by the domain out of dated facts: an agreement past its end is expired when it is asked.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `party` | parties with their signatures and notices |
//! | `parts` | terms, amendments, reviews, extensions and whatever else it is made of |
//! | `text` | the approved text that is signed, and the values of its placeholders |
//! | `linked` | what took whose place, what stays untouched |
//! | `load` | from rows and views to objects, children set-wise |
//! | `list` | the root field: filter, order, pages |
//! | `mandates` | the root field for the agreements on the protection mandate: who has which |

mod linked;
mod list;
mod load;
mod mandates;
mod parts;
mod party;
mod text;

use std::sync::Arc;

use ::agreements::Agreement as View;
use ::agreements::agreement::{AgreementKind, AgreementState, ProtectionContent};
use async_graphql::{Context, ID, Object, Result};
use kernel::{Date, PartnerId, Status};
use municipality::Policy;
use uuid::Uuid;

use super::networks::Network;
use super::reader::{Reader, year};
use super::sources::Source;

pub use linked::{AgreementGap, AgreementReference, Succession, UntouchedAgreement};
pub use list::{
    AgreementConnection, AgreementEdge, AgreementFilter, AgreementOrder, AgreementQuery,
};
pub(crate) use load::{of_partners, one};
pub use mandates::{
    PartnerMandates, ProtectionMandate, ProtectionMandateConnection, ProtectionMandateEdge,
    ProtectionMandateFilter, ProtectionMandateQuery,
};
pub use parts::*;
pub use party::{Notice, Party, WithdrawnNotice};
pub use text::{AgreementFramework, AgreementVariable};

/// An agreement of a network [Vereinbarung].
pub struct Agreement {
    pub(crate) id: Uuid,
    day: Date,
    view: Arc<View>,
    title: Option<String>,
    project_name: Option<String>,
    network: Option<Arc<Network>>,
    parties: Vec<Party>,
    amendments: Vec<Amendment>,
    framework: Option<AgreementFramework>,
    variables: Vec<AgreementVariable>,
    superseded_by: Option<Succession>,
    supersedes: Vec<Succession>,
    untouched: Vec<UntouchedAgreement>,
    policy: Option<Arc<Policy>>,
    sources: Vec<Source>,
}

/// An agreement of a network [Vereinbarung].
#[Object]
impl Agreement {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn kind(&self) -> Option<AgreementKind> {
        self.view.kind
    }

    /// The day on which it was drafted [Entwurf].
    async fn drafted_on(&self) -> Option<Date> {
        self.view.drafted_on
    }

    /// The day from which its terms are [zur Unterschrift vorgelegt].
    async fn offered_on(&self) -> Option<Date> {
        self.view.offered_on.filter(|offered| *offered <= self.day)
    }

    /// Where it stands on the day that is asked for.
    async fn state(&self) -> AgreementState {
        self.view.state_on(self.day)
    }

    /// Since when it stands there.
    async fn since(&self) -> Option<Date> {
        self.view.state_since(self.day)
    }

    /// The first day in force [in Kraft seit]; `null` where that is not before the end of the day asked for.
    async fn in_force_on(&self) -> Option<Date> {
        self.in_force().map(|(day, _)| day)
    }

    /// How sure the first day is: `INFERRED` where no document says what makes it enter into force.
    async fn in_force_status(&self) -> Option<Status> {
        self.in_force().map(|(_, status)| status)
    }

    /// The last day, by term or by notice; `null` while nobody knows an end.
    async fn ends_on(&self) -> Option<Date> {
        self.view.ends_on()
    }

    /// Title [Titel].
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The district's project whose Träger agree [Stadtteilprojekt] (AGR-02).
    async fn project_name(&self) -> Option<&str> {
        self.project_name.as_deref()
    }

    /// The network that it belongs to [Netzwerk].
    async fn network(&self) -> Option<&Network> {
        self.network.as_deref()
    }

    /// The parties that were not removed, by number.
    async fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The last day on which a notice arrives in time for the end of `year`.
    async fn last_notice_day(
        &self,
        #[graphql(desc = "From 1900 to 2200.")] year: i32,
    ) -> Result<LastNoticeDay> {
        let year = self::year("year", year)?;
        Ok(self.view.last_notice_day(year).into())
    }

    /// What a notice would do that arrives on `receivedOn`; `null` until the agreement is offered, and for a
    /// `partner` that is no party. Nothing is recorded.
    async fn notice_effect(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day on which it arrives [Zugang].")] received_on: Date,
        #[graphql(desc = "The partner that would give notice.")] partner: Option<PartnerId>,
    ) -> Result<Option<NoticeEffect>> {
        Reader::of(ctx)?.day(Some(received_on))?;
        let is_party = |partner| {
            let mut parties = self
                .view
                .parties
                .iter()
                .filter(|party| party.removed_on.is_none());
            parties.any(|party| party.partner == Some(partner))
        };
        if partner.is_some_and(|partner| !is_party(partner)) {
            return Ok(None);
        }
        Ok(self.view.notice_effect(received_on).map(NoticeEffect::from))
    }

    /// Every term with its status, source and words; none until the agreement is offered [Bedingungen].
    async fn terms(&self) -> Vec<Term> {
        let rows = self
            .view
            .terms
            .as_ref()
            .map(|terms| terms.rows())
            .unwrap_or_default();
        let kind = self.view.kind.unwrap_or(AgreementKind::Cooperation);
        let policy = self
            .policy
            .as_ref()
            .map(|policy| policy.agreements.for_kind(kind));
        rows.into_iter()
            .map(|row| {
                let quote = policy.as_ref().and_then(|policy| policy.quote(row.name));
                let (source, words) = quote.unwrap_or_default();
                Term {
                    name: row.name,
                    value: row.value,
                    status: row.status,
                    source: source.map(|source| format!("{}, {}", source.document, source.section)),
                    source_document: source.map(|source| source.document.clone()),
                    source_section: source.map(|source| source.section.clone()),
                    words: words.map(str::to_owned),
                }
            })
            .collect()
    }

    /// The version of the policy whose terms were copied into it.
    async fn policy_version(&self) -> Option<u32> {
        self.view.terms.as_ref().map(|terms| terms.policy_version)
    }

    /// What the office still has to do or to decide on the day that is asked for.
    async fn open_points(&self) -> Vec<AgreementOpenPoint> {
        let points = self.view.open_points(self.day).into_iter();
        points.map(AgreementOpenPoint::from).collect()
    }

    /// Reasons to look at it again, in the order of recording (AGR-11, AGR-15).
    async fn review_reasons(&self) -> Vec<ReviewReason> {
        let reasons = self.view.review_reasons.iter();
        reasons
            .filter(|reason| reason.since <= self.day)
            .map(ReviewReason::from)
            .collect()
    }

    /// Reviews that were held, in the order of recording.
    async fn reviews(&self) -> Vec<Review> {
        let held = self.view.reviews.iter();
        held.filter(|review| review.held_on <= self.day)
            .map(Review::from)
            .collect()
    }

    /// Extensions, in the order of recording; the last one holds.
    async fn renewals(&self) -> Vec<Renewal> {
        self.view.renewals.iter().map(Renewal::from).collect()
    }

    /// The day on which an extension was denied [Verlängerung abgelehnt] (AGR-08).
    async fn extension_denied_on(&self) -> Option<Date> {
        self.view.extension_denied_on
    }

    /// Proposed and agreed changes, by number (AGR-14).
    async fn amendments(&self) -> &[Amendment] {
        &self.amendments
    }

    /// The approved text that is signed; `null` where the office uses a paper of its own (AGR-21).
    async fn framework(&self) -> Option<&AgreementFramework> {
        self.framework.as_ref()
    }

    /// The placeholders of the text with their values (AGR-02, AGR-21).
    async fn variables(&self) -> &[AgreementVariable] {
        &self.variables
    }

    /// The agreement that came in its place by the day that is asked for, and the gap between them (AGR-08).
    async fn superseded_by(&self) -> Option<&Succession> {
        self.superseded_by.as_ref()
    }

    /// The agreements in whose place it came by the day that is asked for, and the gaps between them (AGR-08).
    async fn supersedes(&self) -> &[Succession] {
        &self.supersedes
    }

    /// The agreements that it leaves untouched [bleibt unberührt] (AGR-25).
    async fn leaves_untouched(&self) -> &[UntouchedAgreement] {
        &self.untouched
    }

    /// What an agreement on the protection mandate regulates; `null` where nobody recorded it (AGR-25).
    async fn protection_content(&self) -> Option<ProtectionContent> {
        self.view.protection
    }

    /// What § 8a Abs. 4 SGB VIII asks for and it does not say, as far as somebody recorded what it says (AGR-25).
    async fn protection_missing(&self) -> Vec<MissingProtection> {
        let missing = self.view.protection.map(|content| content.missing());
        let missing = missing.into_iter().flatten();
        missing.map(MissingProtection::from).collect()
    }

    /// From when to when it covers every partner of its network, acceded or not; `null` where it does not: only a
    /// collective agreement does, where its terms say so (AGR-03, AGR-20).
    async fn network_wide_coverage(&self) -> Option<NetworkWideCoverage> {
        let status = self.view.network_coverage_status()?;
        let period = self.view.network_coverage_period()?;
        Some(NetworkWideCoverage::new(period, status))
    }

    /// Where somebody had what he recorded from [Quelle]; „demo assumption" for what no document says.
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

impl Agreement {
    fn in_force(&self) -> Option<(Date, Status)> {
        self.view
            .in_force_on()
            .filter(|(since, _)| *since <= self.day)
    }
}
