//! The consent to store a specialist's details, as with contacts (MEM-20).

use kernel::{Date, EntryId, Facts, Warning};
use serde::{Deserialize, Serialize};

use super::aggregate::Specialist;
use super::error::SpecialistRefusal;
use super::event::SpecialistConsentGiven;
use crate::contact::ConsentState;
use crate::facts::MembershipContext;
use crate::unfit::Unfit;

/// A consent that was given or withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialistConsent {
    pub given: bool,
    pub text_version: Option<u16>,
}

impl Specialist {
    /// How it stands with the consent to store on `day`.
    pub fn consent_on(&self, day: Date) -> ConsentState {
        let asked = self.consent_rules.on(day);
        match self.consents.on(day) {
            Some(SpecialistConsent { given: true, .. }) => ConsentState::Given,
            Some(SpecialistConsent { given: false, .. }) => ConsentState::Withdrawn,
            None if asked.is_some_and(|rule| rule.value.is_some()) => ConsentState::Missing,
            None => ConsentState::NotRequired,
        }
    }

    /// The details that may be shown on `day`, an entry of the vault.
    ///
    /// None outside the registration, none after the consent was withdrawn, and none without consent where the
    /// municipality's binding rule asks for it; a rule that is merely inferred hides nothing.
    pub fn details_on(&self, day: Date) -> Option<EntryId> {
        let binding = self
            .consent_rules
            .on(day)
            .is_some_and(|rule| rule.binding().is_some());
        let hidden = match self.consent_on(day) {
            ConsentState::Given | ConsentState::NotRequired => false,
            ConsentState::Withdrawn => true,
            ConsentState::Missing => binding,
        };
        if hidden || !self.is_registered_on(day) {
            None
        } else {
            self.details.on(day).copied()
        }
    }

    /// The consent that comes with details, after checking that details may be stored.
    ///
    /// A withdrawn consent must be given anew in every municipality.
    pub(super) fn check_consent(
        &self,
        given_on: Option<Date>,
        text_version: Option<u16>,
        ctx: &MembershipContext,
    ) -> Result<Option<SpecialistConsentGiven>, SpecialistRefusal> {
        let rule = &ctx.policy.contact_consent;
        if let Some(given_on) = given_on {
            Unfit::check_not_in_future("consentGivenOn", given_on, ctx.today)?;
            if rule.value().is_some() && text_version.is_none() {
                warn(
                    ctx,
                    "CONSENT_TEXT_VERSION_MISSING",
                    "Es fehlt, welcher Fassung des Textes zugestimmt wurde.",
                );
            }
            return Ok(Some(SpecialistConsentGiven {
                given_on,
                text_version,
            }));
        }
        let withdrawn = match self.consent_on(ctx.occurred_on) {
            ConsentState::Given => return Ok(None),
            ConsentState::Withdrawn => true,
            ConsentState::Missing | ConsentState::NotRequired => false,
        };
        if withdrawn || text_version.is_some() || rule.binding().is_some() {
            return Err(SpecialistRefusal::ConsentMissing);
        }
        if rule.inferred().is_some() {
            let sentence = kernel::Refusal::sentence(&SpecialistRefusal::ConsentMissing);
            warn(ctx, "CONSENT_MISSING", &sentence);
        }
        Ok(None)
    }
}

fn warn(ctx: &MembershipContext, code: &str, sentence: &str) {
    ctx.warn(Warning {
        code: code.to_owned(),
        rule: "MEM-20".to_owned(),
        sentence: sentence.to_owned(),
        facts: Facts::new(),
    });
}
