//! What holds of a contact on a day. Every answer comes from dated facts; none needs a job or the clock.

use kernel::{Date, EntryId};

use super::aggregate::{Contact, StorageConsent};
use super::kind::ContactRole;

kernel::code! {
    /// How it stands with the consent to store on a day [Einwilligung] (MEM-20).
    pub enum ConsentState {
        /// it is given
        Given = "erteilt",
        /// it was withdrawn
        Withdrawn = "widerrufen",
        /// the municipality asks for it, and it is not given
        Missing = "fehlt",
        /// nothing in the municipality's policy asks for it
        NotRequired = "nicht verlangt",
    }
}

impl Contact {
    pub fn exists(&self) -> bool {
        self.designated_on.is_some()
    }

    /// True from the designation to the last day of the role.
    pub fn is_active_on(&self, day: Date) -> bool {
        self.designated_on.is_some_and(|on| on <= day)
            && self.ended_on.is_none_or(|last| day <= last)
    }

    /// How the contact speaks for its partner on `day`; `None` outside its role.
    pub fn role_on(&self, day: Date) -> Option<ContactRole> {
        let role = self.roles.on(day).copied();
        role.filter(|_| self.is_active_on(day))
    }

    /// The function on `day`, an entry of the vault.
    pub fn function_on(&self, day: Date) -> Option<EntryId> {
        self.functions.on(day).copied()
    }

    /// How it stands with the consent to store on `day`.
    pub fn consent_on(&self, day: Date) -> ConsentState {
        match self.consents.on(day) {
            Some(StorageConsent { given: true, .. }) => ConsentState::Given,
            Some(StorageConsent { given: false, .. }) => ConsentState::Withdrawn,
            None if self
                .consent_rules
                .on(day)
                .is_some_and(|rule| rule.value.is_some()) =>
            {
                ConsentState::Missing
            }
            None => ConsentState::NotRequired,
        }
    }

    /// The details that may be shown on `day`, an entry of the vault.
    ///
    /// None before and after the role, none after the consent was withdrawn, and none without consent where the
    /// municipality's binding rule asks for it; a rule that is merely inferred hides nothing.
    pub fn details_on(&self, day: Date) -> Option<EntryId> {
        let hidden = match self.consent_on(day) {
            ConsentState::Given | ConsentState::NotRequired => false,
            ConsentState::Withdrawn => true,
            ConsentState::Missing => self.consent_is_binding_on(day),
        };
        if hidden || !self.is_active_on(day) {
            None
        } else {
            self.details.on(day).copied()
        }
    }

    /// Since when the stored details have to be erased: where storing needs the consent, and it was withdrawn or
    /// struck (MEM-20, DPR-07).
    ///
    /// Where nobody asks for the consent, a withdrawal hides the details and no document says more.
    pub fn erasure_due_since(&self, day: Date) -> Option<Date> {
        if !self.consent_is_binding_on(day) {
            return None;
        }
        match self.consent_on(day) {
            ConsentState::Withdrawn => {
                let withdrawn = self.consents.at(day)?.since?;
                Some(withdrawn.first_day())
            }
            ConsentState::Missing => self.designated_on,
            ConsentState::Given | ConsentState::NotRequired => None,
        }
    }

    /// The latest day up to `day` on which the details were confirmed.
    pub fn confirmed_on(&self, day: Date) -> Option<Date> {
        let days = self.confirmations.iter().map(|told| told.on);
        days.filter(|on| *on <= day).max()
    }

    /// Since when nobody has said that the details are right: the latest designation, change or confirmation up to
    /// `day` (MEM-18, MEM-19). `None` outside the role.
    pub fn unconfirmed_since(&self, day: Date) -> Option<Date> {
        let told = self.details.facts().iter();
        let told = told.filter_map(|fact| fact.since.map(|since| since.first_day()));
        told.chain(self.confirmed_on(day))
            .filter(|on| *on <= day)
            .max()
            .filter(|_| self.is_active_on(day))
    }

    fn consent_is_binding_on(&self, day: Date) -> bool {
        self.consent_rules
            .on(day)
            .is_some_and(|rule| rule.binding().is_some())
    }
}
