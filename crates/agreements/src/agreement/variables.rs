//! The approved text that is signed, and the values of its placeholders [Vereinbarungstext, Platzhalter] (AGR-21).
//!
//! An approved version never changes, so the draft copies which placeholders it has. The words are entries of the
//! vault. With the first signature they stand fast like the terms.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{AgreementId, Date, EntryId, FrameworkId, NewText};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::Agreement;
use super::command::DraftAgreement;
use super::decide::Decision;
use super::error::AgreementRefusal;
use crate::AgreementContext;
use crate::framework::PlaceholderCode;

/// Fills placeholders of the text [Platzhalter ausfüllen]; one that has a value gets the new one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "FillVariablesInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FillVariables {
    pub agreement: AgreementId,
    pub values: Vec<VariableValue>,
}

/// A placeholder and what stands in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "VariableValueInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VariableValue {
    pub placeholder: PlaceholderCode,
    pub value: NewText,
}

/// Placeholders of the text got values [ausgefüllt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VariablesFilled {
    pub values: BTreeMap<PlaceholderCode, EntryId>,
    pub filled_on: Date,
}

/// The approved version of a text from which an agreement was drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftedText {
    pub framework: FrameworkId,
    pub version: u32,
    pub approved_on: Date,
    /// Its placeholders; those that are `true` need a value before the agreement is offered.
    pub placeholders: BTreeMap<PlaceholderCode, bool>,
}

/// The text that a draft names, which must be approved and of the draft's kind (AGR-21, AGR-29).
pub(super) fn drafted_text(
    command: &DraftAgreement,
    ctx: &AgreementContext,
) -> Result<Option<DraftedText>, AgreementRefusal> {
    let (framework, version) = match (command.framework, command.framework_version) {
        (None, None) => return Ok(None),
        (None, Some(_)) => return Err(AgreementRefusal::FrameworkMissing),
        (Some(framework), None) => {
            return Err(AgreementRefusal::FrameworkVersionMissing(framework));
        }
        (Some(framework), Some(version)) => (framework, version),
    };
    let text = ctx
        .facts
        .framework
        .as_ref()
        .ok_or(AgreementRefusal::FrameworkUnknown(framework))?;
    if text.kind != command.kind {
        return Err(AgreementRefusal::FrameworkOfOtherKind {
            framework,
            kind: text.kind,
        });
    }
    let approved = text
        .approved
        .get(&version)
        .ok_or(AgreementRefusal::FrameworkNotApproved { framework, version })?;
    Ok(Some(DraftedText {
        framework,
        version,
        approved_on: approved.approved_on,
        placeholders: approved.placeholders.clone(),
    }))
}

impl Agreement {
    pub(super) fn fill_variables(
        &self,
        command: &FillVariables,
        ctx: &AgreementContext,
    ) -> Decision {
        let text = self.text.as_ref().ok_or(AgreementRefusal::TextMissing)?;
        let mut values = BTreeMap::new();
        for VariableValue { placeholder, value } in &command.values {
            if !text.placeholders.contains_key(placeholder) {
                return Err(AgreementRefusal::PlaceholderUnknown(placeholder.clone()));
            }
            if values.insert(placeholder.clone(), value.id).is_some() {
                return Err(AgreementRefusal::PlaceholderTwice(placeholder.clone()));
            }
        }
        if self.has_signatures() {
            return Err(AgreementRefusal::TermsFrozen);
        }
        if values.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![
            VariablesFilled {
                values,
                filled_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    /// Refuses an offer while a placeholder that needs a value has none.
    pub(super) fn variables_are_filled(&self) -> Result<(), AgreementRefusal> {
        let missing = self.missing_variables();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(AgreementRefusal::VariableMissing { missing })
        }
    }

    /// The placeholders that still need a value before the offer.
    pub fn missing_variables(&self) -> BTreeSet<PlaceholderCode> {
        let placeholders = self.text.iter().flat_map(|text| &text.placeholders);
        placeholders
            .filter(|(code, required)| **required && !self.variables.contains_key(*code))
            .map(|(code, _)| code.clone())
            .collect()
    }
}
