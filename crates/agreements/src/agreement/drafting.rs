//! Draft, parties and offer (AGR-02 … AGR-05).

use kernel::{Frozen, PartnerId, facts};

use super::aggregate::Agreement;
use super::command::{AddParty, DraftAgreement, RemoveParty};
use super::decide::{Decision, OCCURRED_ON, hold, next_number, warn};
use super::error::AgreementRefusal;
use super::event::{AgreementDrafted, AgreementOffered, PartyAdded, PartyRemoved};
use super::parts::Party;
use super::variables::drafted_text;
use crate::values::{Shape, Side};
use crate::{AgreementContext, AgreementTerms};

impl Agreement {
    pub(super) fn draft(&self, command: &DraftAgreement, ctx: &AgreementContext) -> Decision {
        if self.id.is_some() {
            return Err(AgreementRefusal::AlreadyExists);
        }
        let agreement = command.id.ok_or(AgreementRefusal::IdMissing)?;
        if !ctx.facts.network_known {
            return Err(AgreementRefusal::NetworkUnknown(command.network));
        }
        let drafted = AgreementDrafted {
            agreement,
            network: command.network,
            kind: command.kind,
            title: command.title.as_ref().map(|text| text.id),
            project_name: command.project_name.as_ref().map(|text| text.id),
            drafted_on: ctx.occurred_on,
            text: drafted_text(command, ctx)?,
        };
        Ok(vec![drafted.into()])
    }

    /// After the first signature only a collective or multi-party agreement takes further parties: they accede.
    pub(super) fn add_party(&self, command: &AddParty, ctx: &AgreementContext) -> Decision {
        if let Some(partner) = command.partner
            && !ctx.facts.known_partners.contains(&partner)
        {
            return Err(AgreementRefusal::PartnerUnknown(partner));
        }
        match command.side {
            Side::Partner if command.partner.is_none() => {
                return Err(AgreementRefusal::PartnerMissing);
            }
            Side::Partner if command.institution.is_some() => {
                return Err(AgreementRefusal::InstitutionNotExpected);
            }
            Side::Public if command.partner.is_none() && command.institution.is_none() => {
                return Err(AgreementRefusal::InstitutionMissing);
            }
            Side::Partner | Side::Public => {}
        }
        if self.is_party_already(command, ctx) {
            return Ok(Vec::new());
        }
        self.must_not_have_ended(OCCURRED_ON, ctx.occurred_on, ctx)?;
        self.shape_takes_party(command, ctx)?;
        self.warn_of_traeger_on_public_side(command, ctx);
        let added = PartyAdded {
            party: next_number(self.parties.last().map(|party| party.number)),
            side: command.side,
            partner: command.partner,
            institution: command.institution.as_ref().map(|entry| entry.id),
            added_on: ctx.occurred_on,
        };
        Ok(vec![added.into()])
    }

    /// A partner whose cooperation ended by notice may come back as a party of its own number.
    fn is_party_already(&self, command: &AddParty, ctx: &AgreementContext) -> bool {
        let left = |party: &Party| {
            party
                .cooperation_end()
                .is_some_and(|last| last < ctx.occurred_on)
        };
        command.partner.is_some()
            && self.present_parties().any(|party| {
                party.side == command.side && party.partner == command.partner && !left(party)
            })
    }

    fn shape_takes_party(
        &self,
        command: &AddParty,
        ctx: &AgreementContext,
    ) -> Result<(), AgreementRefusal> {
        let shape = self.shape(ctx);
        if self.has_signatures() {
            if let Some(Shape::Collective | Shape::MultiParty) = shape.value {
                warn(
                    ctx,
                    "ACCESSION_INFERRED",
                    "AGR-03",
                    "Vom späteren Beitritt sagt das Dokument nichts; er ist nur daraus abgeleitet.",
                    facts! { "side" => command.side },
                );
            }
            let public = self.count(Side::Public) + usize::from(command.side == Side::Public);
            return hold(&shape, ctx, |shape| match shape {
                Shape::Bilateral | Shape::GeneralTextCopyPerPartner => {
                    Some(AgreementRefusal::PartiesFixed)
                }
                Shape::Collective | Shape::MultiParty => too_many(*shape, public, 0),
            });
        }
        let with = |side: Side| self.count(side) + usize::from(command.side == side);
        hold(&shape, ctx, |shape| {
            too_many(*shape, with(Side::Public), with(Side::Partner))
        })
    }

    fn count(&self, side: Side) -> usize {
        self.present_parties()
            .filter(|party| party.side == side)
            .count()
    }

    /// The partners that stand on both sides, each with a line to sign on either (rules.md 1.10, Rheindorf).
    pub fn on_both_sides(&self) -> Vec<PartnerId> {
        let public = self
            .present_parties()
            .filter(|party| party.side == Side::Public);
        public
            .filter_map(|party| party.partner)
            .filter(|partner| {
                self.present_parties()
                    .any(|party| party.side == Side::Partner && party.partner == Some(*partner))
            })
            .collect()
    }

    /// In Rheindorf the Träger is the Stadt itself and stands on both sides (rules.md 1.10): it may, it is recorded
    /// as such, and each of its signatures counts for the side of its own line.
    fn warn_of_traeger_on_public_side(&self, command: &AddParty, ctx: &AgreementContext) {
        let on_both_sides = command.partner.is_some()
            && self
                .present_parties()
                .any(|party| party.partner == command.partner && party.side != command.side);
        if (command.side == Side::Public && command.partner.is_some()) || on_both_sides {
            warn(
                ctx,
                "PUBLIC_PARTY_IS_TRAEGER",
                "AGR-02",
                "Der öffentliche Träger ist zugleich Netzwerkpartner; die Stadt kann so auf beiden Seiten stehen.",
                facts! { "partner" => command.partner },
            );
        }
    }

    pub(super) fn remove_party(&self, command: &RemoveParty, ctx: &AgreementContext) -> Decision {
        let gone = |party: &Party| party.number == command.party && party.removed_on.is_some();
        if self.parties.iter().any(gone) {
            return Ok(Vec::new());
        }
        let party = self.party(command.party)?;
        if party.signature.is_some() {
            return Err(AgreementRefusal::PartyHasSigned(command.party));
        }
        // Before it is in force, the others signed a paper on which this party stands.
        if self.has_signatures() && self.in_force.is_none() {
            return Err(AgreementRefusal::PartiesFixed);
        }
        if self.terms.is_some() && self.in_force.is_none() {
            self.both_sides_present(&self.shape(ctx), Some(command.party))?;
        }
        Ok(vec![
            PartyRemoved {
                party: command.party,
                removed_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn offer(&self, ctx: &AgreementContext) -> Decision {
        if self.has_signatures() {
            return Err(AgreementRefusal::TermsFrozen);
        }
        let policy = ctx.policy.for_kind(self.kind_or_cooperation());
        let shape = Frozen::from(&policy.shape);
        self.both_sides_present(&shape, None)?;
        // The policy may have changed since the parties were added.
        hold(&shape, ctx, |shape| {
            too_many(*shape, self.count(Side::Public), self.count(Side::Partner))
        })?;
        self.variables_are_filled()?;
        let terms = AgreementTerms::of(&policy, ctx.facts.policy_version);
        if self.terms.as_ref() == Some(&terms) {
            return Ok(Vec::new());
        }
        Ok(vec![
            AgreementOffered {
                offered_on: ctx.occurred_on,
                terms,
            }
            .into(),
        ])
    }

    /// A collective agreement waits for no partner: partners accede to it later.
    fn both_sides_present(
        &self,
        shape: &Frozen<Shape>,
        without: Option<u16>,
    ) -> Result<(), AgreementRefusal> {
        let needed: &[Side] = if shape.value == Some(Shape::Collective) {
            &[Side::Public]
        } else {
            Side::ALL
        };
        let has = |side: Side| {
            self.present_parties()
                .any(|party| party.side == side && Some(party.number) != without)
        };
        let missing: Vec<Side> = needed.iter().copied().filter(|side| !has(*side)).collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(AgreementRefusal::PartiesMissing { missing })
        }
    }

    /// The frozen shape; before the offer, the policy's.
    fn shape(&self, ctx: &AgreementContext) -> Frozen<Shape> {
        match &self.terms {
            Some(terms) => terms.shape.clone(),
            None => Frozen::from(&ctx.policy.for_kind(self.kind_or_cooperation()).shape),
        }
    }
}

/// What is wrong with so many parties; nobody names an upper bound for partners but where each signs a copy.
///
/// S1's table has a line „Jugendamt:“ beside the public agency's, so that a multi-party paper may have several
/// lines on the public side (AGR-05); the other documents name one public party.
fn too_many(shape: Shape, public: usize, partners: usize) -> Option<AgreementRefusal> {
    match shape {
        Shape::GeneralTextCopyPerPartner if partners > 1 => {
            Some(AgreementRefusal::CopyIsForOnePartner)
        }
        Shape::Bilateral | Shape::Collective | Shape::GeneralTextCopyPerPartner if public > 1 => {
            Some(AgreementRefusal::OnePublicParty { shape })
        }
        Shape::Bilateral
        | Shape::Collective
        | Shape::GeneralTextCopyPerPartner
        | Shape::MultiParty => None,
    }
}
