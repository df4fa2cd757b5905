//! A verified caller and its scope. There is no way to make "all municipalities" out of one.

use std::fmt;

use kernel::{ActorId, MunicipalityId, Role, State};
use serde::Serialize;

use super::IdentityRefusal;

/// Who calls, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Somebody of one municipality.
    Municipality(MunicipalityScope),
    /// The coordination of a state (Landeskoordinierung).
    State(StateScope),
    /// Who runs the platform, and sees no content.
    Operator { actor: ActorId },
}

/// One municipality, a role in it and who has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MunicipalityScope {
    pub municipality: MunicipalityId,
    pub role: Role,
    pub actor: ActorId,
}

/// One state, and who coordinates its networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateScope {
    pub state: State,
    pub actor: ActorId,
}

/// Behind an actor's opaque id: for the vault, never for an event, a log or a span.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    pub issuer: String,
    pub subject: String,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account(…)")
    }
}

/// What a role needs to be asserted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Municipality,
    State,
    Nothing,
}

pub(super) fn need_of(role: Role) -> Need {
    match role {
        Role::Coordinator
        | Role::Deputy
        | Role::PreparationTeam
        | Role::MinuteTaker
        | Role::Administration
        | Role::Partner
        | Role::SteeringGroupLead
        | Role::FundingOfficer
        | Role::Auditor
        | Role::DataProtectionOfficer => Need::Municipality,
        Role::StateCoordinator => Need::State,
        Role::PlatformOperator => Need::Nothing,
    }
}

impl Caller {
    /// The municipality's scope; 403 `SCOPE_MISSING` for every other caller.
    pub fn municipality(&self) -> Result<&MunicipalityScope, IdentityRefusal> {
        match self {
            Self::Municipality(scope) => Ok(scope),
            Self::State(_) | Self::Operator { .. } => Err(IdentityRefusal::ScopeMissing),
        }
    }

    /// The state's scope; 403 `SCOPE_MISSING` for every other caller.
    pub fn state(&self) -> Result<&StateScope, IdentityRefusal> {
        match self {
            Self::State(scope) => Ok(scope),
            Self::Municipality(_) | Self::Operator { .. } => Err(IdentityRefusal::ScopeMissing),
        }
    }

    pub fn role(&self) -> Role {
        match self {
            Self::Municipality(scope) => scope.role,
            Self::State(_) => Role::StateCoordinator,
            Self::Operator { .. } => Role::PlatformOperator,
        }
    }

    pub fn actor(&self) -> ActorId {
        match self {
            Self::Municipality(scope) => scope.actor,
            Self::State(scope) => scope.actor,
            Self::Operator { actor } => *actor,
        }
    }
}
