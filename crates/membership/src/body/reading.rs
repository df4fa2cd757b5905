//! What holds of a body on a day. Every answer comes from dated facts; none needs a job or the clock.

use std::collections::BTreeSet;

use kernel::{BodyId, Cadence, ContactId, Date, EntryId, Frozen, PartialDate, PartnerId, Status};

use super::aggregate::{Body, ForwardingTargets, Seat};

impl Seat {
    pub fn is_filled_on(&self, day: Date) -> bool {
        self.occupants
            .on(day)
            .is_some_and(|occupancy| occupancy.filled)
    }

    /// The partner for whom somebody sits there on `day`: the occupant's, else the one who has a right to the seat.
    pub fn partner_on(&self, day: Date) -> Option<PartnerId> {
        let occupancy = self
            .occupants
            .on(day)
            .filter(|occupancy| occupancy.filled)?;
        occupancy.partner.or(self.on_behalf_of)
    }

    pub fn exists_on(&self, day: Date) -> bool {
        self.defined_on <= day && self.removed_on.is_none_or(|on| day < on)
    }

    /// Since when nobody has it, where nobody has it on `day`; `None` where there is no such seat then (MEM-38).
    pub fn vacant_since(&self, day: Date) -> Option<Date> {
        if !self.exists_on(day) || self.is_filled_on(day) {
            return None;
        }
        let vacated = self.occupants.at(day).and_then(|fact| fact.since);
        Some(vacated.map_or(self.defined_on, PartialDate::first_day))
    }

    /// The contact who has it on `day`; `None` also where only the function is known.
    pub fn contact_on(&self, day: Date) -> Option<ContactId> {
        self.occupants
            .on(day)
            .and_then(|occupancy| occupancy.contact)
    }
}

impl Body {
    pub fn exists(&self) -> bool {
        self.kind.is_some()
    }

    /// True from its founding (as far as known) to its last day; never while it is only planned.
    pub fn runs_on(&self, day: Date) -> bool {
        self.exists()
            && !self.planned
            && self.founded_on.is_none_or(|on| on.first_day() <= day)
            && self.dissolved_on.is_none_or(|last| day <= last)
    }

    /// The name on `day`.
    pub fn name_on(&self, day: Date) -> Option<EntryId> {
        self.names.on(day).copied()
    }

    /// The body for which it works on `day`.
    pub fn parent_on(&self, day: Date) -> Option<BodyId> {
        self.parents.on(day).copied()
    }

    /// Whether it only recommends: what the municipality adopted, else what the documents say, with its status.
    pub fn advisory_on(&self, day: Date) -> Frozen<bool> {
        let adopted = self.adopted_advisories.on(day).map(|advisory| Frozen {
            value: Some(*advisory),
            status: Status::Adopted,
        });
        adopted
            .or_else(|| self.advisory.clone())
            .unwrap_or_else(unstated)
    }

    /// Who takes part of its own accord on `day` (MEM-40).
    pub fn members_on(&self, day: Date) -> Vec<PartnerId> {
        self.members.on(day)
    }

    /// The partners that take part on `day`, by seat or of their own accord: its diversity (MEM-40).
    pub fn institutions_on(&self, day: Date) -> BTreeSet<PartnerId> {
        let seated = self
            .seats_on(day)
            .into_iter()
            .filter_map(|seat| seat.partner_on(day));
        seated.chain(self.members.on(day)).collect()
    }

    /// How often it meets: what the municipality adopted, else what the documents say, with its status.
    pub fn cadence_on(&self, day: Date) -> Frozen<Cadence> {
        let adopted = self.adopted_cadences.on(day);
        let adopted = adopted.map(|cadence| Frozen {
            value: Some(*cadence),
            status: Status::Adopted,
        });
        adopted
            .or_else(|| self.documented_cadence.clone())
            .unwrap_or_else(unstated)
    }

    /// To whom it passes its recommendations, where somebody recorded it.
    pub fn targets_on(&self, day: Date) -> Option<&ForwardingTargets> {
        self.targets.on(day)
    }

    /// The seats that are defined on `day`.
    pub fn seats_on(&self, day: Date) -> Vec<&Seat> {
        self.seats
            .iter()
            .filter(|seat| seat.exists_on(day))
            .collect()
    }

    /// The seats that nobody has on `day` (MEM-38).
    pub fn vacancies_on(&self, day: Date) -> Vec<&Seat> {
        self.seats_on(day)
            .into_iter()
            .filter(|seat| !seat.is_filled_on(day))
            .collect()
    }
}

fn unstated<T>() -> Frozen<T> {
    Frozen {
        value: None,
        status: Status::Unstated,
    }
}
