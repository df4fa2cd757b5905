//! What comes after an agreement, and what stays beside it (AGR-08, AGR-25).
//!
//! An ended agreement is not revived: a new one takes its place, and the days between them stay visible as a gap.

use kernel::{AgreementId, Date, Period};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::Agreement;
use super::codes::AgreementKind;
use super::decide::{Decision, OCCURRED_ON};
use super::error::AgreementRefusal;
use crate::AgreementContext;
use crate::facts::OtherAgreement;

/// Records that another agreement took the place of one that has ended [abgelöst durch] (AGR-08).
///
/// Naming the same one again brings day and gap up to date where the other's entry into force was corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "SupersedeAgreementInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupersedeAgreement {
    /// The agreement that has ended.
    pub agreement: AgreementId,
    /// The one in its place, of the same network and kind, which must be in force.
    pub by: AgreementId,
}

/// Records that the agreement leaves another one untouched [bleibt unberührt] (AGR-25).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "LinkUntouchedInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkUntouched {
    pub agreement: AgreementId,
    /// A protection mandate or rules of procedure.
    pub other: AgreementId,
}

/// Another agreement took its place [abgelöst].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementSuperseded {
    pub by: AgreementId,
    /// The first day on which the other one alone is in force.
    pub superseded_on: Date,
    /// The days on which neither was in force; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Period>,
}

/// The agreement leaves another one untouched [unberührt].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementLeftUntouched {
    pub other: AgreementId,
    pub kind: AgreementKind,
    pub linked_on: Date,
}

impl Agreement {
    pub(super) fn supersede(
        &self,
        command: &SupersedeAgreement,
        ctx: &AgreementContext,
    ) -> Decision {
        let other = self.other(command.by, ctx)?;
        if let Some(earlier) = self.superseded.filter(|earlier| earlier.by != command.by) {
            return Err(AgreementRefusal::AlreadySuperseded { by: earlier.by });
        }
        if Some(other.network) != self.network || Some(other.kind) != self.kind {
            return Err(AgreementRefusal::SuccessorDiffers {
                network: other.network,
                kind: other.kind,
            });
        }
        let in_force_on = other
            .in_force_on
            .ok_or(AgreementRefusal::SuccessorNotInForce)?;
        if self.in_force.is_none() {
            return Err(AgreementRefusal::NotInForce {
                field: OCCURRED_ON,
                day: ctx.occurred_on,
                in_force_on: None,
            });
        }
        let ended_on = self.ends_on().filter(|end| *end < ctx.occurred_on).ok_or(
            AgreementRefusal::AgreementNotEnded {
                ends_on: self.ends_on(),
            },
        )?;
        let superseded = AgreementSuperseded {
            by: command.by,
            superseded_on: ended_on
                .tomorrow()
                .map_or(ended_on, |day| day.max(in_force_on)),
            gap: gap_between(ended_on, in_force_on),
        };
        if self.superseded == Some(superseded) {
            return Ok(Vec::new());
        }
        Ok(vec![superseded.into()])
    }

    pub(super) fn link_untouched(
        &self,
        command: &LinkUntouched,
        ctx: &AgreementContext,
    ) -> Decision {
        let other = self.other(command.other, ctx)?;
        if self
            .untouched
            .iter()
            .any(|link| link.other == command.other)
        {
            return Ok(Vec::new());
        }
        match other.kind {
            AgreementKind::ProtectionMandate8a | AgreementKind::Procedure => {}
            AgreementKind::Cooperation | AgreementKind::QualityDevelopment => {
                return Err(AgreementRefusal::NotLeftUntouched { kind: other.kind });
            }
        }
        Ok(vec![
            AgreementLeftUntouched {
                other: command.other,
                kind: other.kind,
                linked_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    /// The other agreement that a command names.
    fn other<'a>(
        &self,
        id: AgreementId,
        ctx: &'a AgreementContext,
    ) -> Result<&'a OtherAgreement, AgreementRefusal> {
        if self.id == Some(id) {
            return Err(AgreementRefusal::AgreementIsItself);
        }
        ctx.facts
            .other
            .as_ref()
            .ok_or(AgreementRefusal::AgreementUnknown(id))
    }
}

/// The days between the last day of an agreement and the first one of the next in force; `None` where they meet.
pub fn gap_between(ended_on: Date, in_force_on: Date) -> Option<Period> {
    let since = ended_on.tomorrow().ok()?;
    let until = in_force_on.yesterday().ok()?;
    (since <= until).then_some(Period {
        since,
        until: Some(until),
    })
}
