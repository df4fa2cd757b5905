//! Where each object and each list answers: its id for ever. No word that may change is in one.

use kernel::MunicipalityId;
use oparl::{
    Address, AgendaItem, Body, Consultation, File, Id, Kind, LegislativeTerm, ListAddress,
    Location, Meeting, Membership, Organization, Paper, Person, System,
};

/// A kind of object that a municipality has a list of.
pub(super) trait Listed: Kind {
    /// Its segment in an address.
    const PATH: &'static str;
}

macro_rules! listed {
    ($($kind:ty => $path:literal,)+) => {$(
        impl Listed for $kind {
            const PATH: &'static str = $path;
        }
    )+};
}

listed! {
    Organization => "organizations",
    Person => "persons",
    Membership => "memberships",
    Meeting => "meetings",
    AgendaItem => "agenda-items",
    Paper => "papers",
    Consultation => "consultations",
    File => "files",
    Location => "locations",
    LegislativeTerm => "legislative-terms",
}

/// All addresses of the interface.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    root: Address,
}

impl Addresses {
    pub(super) fn below(base: &Address) -> Self {
        Self {
            root: base.below(["oparl", "v1.1"]),
        }
    }

    pub(super) fn system(&self) -> Id<System> {
        Id::new(self.root.clone())
    }

    pub(super) fn bodies(&self) -> ListAddress<Body> {
        ListAddress::new(self.root.below(["bodies"]))
    }

    /// Those of a municipality.
    pub(super) fn of(&self, municipality: &MunicipalityId) -> Local {
        Local {
            root: self.root.below(["bodies", municipality.as_str()]),
            system: self.system(),
        }
    }
}

/// The addresses of a municipality.
#[derive(Clone, Debug)]
pub(super) struct Local {
    root: Address,
    system: Id<System>,
}

impl Local {
    pub(super) fn system(&self) -> Id<System> {
        self.system.clone()
    }

    pub(super) fn body(&self) -> Id<Body> {
        Id::new(self.root.clone())
    }

    pub(super) fn list<T: Listed>(&self) -> ListAddress<T> {
        ListAddress::new(self.root.below([T::PATH]))
    }

    pub(super) fn object<T: Listed>(&self, key: &str) -> Id<T> {
        Id::new(self.root.below([T::PATH, key]))
    }

    /// The meetings of an organization alone.
    pub(super) fn meetings_of(&self, organization: &str) -> ListAddress<Meeting> {
        ListAddress::new(
            self.root
                .below([Organization::PATH, organization, Meeting::PATH]),
        )
    }

    /// A file's content, to be shown or to be kept.
    pub(super) fn content(&self, key: &str, how: &str) -> Address {
        self.root.below([File::PATH, key, how])
    }
}
