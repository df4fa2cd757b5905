//! What an agreement on the protection mandate regulates [§ 8a Abs. 4 SGB VIII] (AGR-25).
//!
//! The law says what it must hold; here stands what it does hold, as yes and no, so that an office sees with whom
//! something is still missing.

use kernel::{AgreementId, Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregate::Agreement;
use super::codes::AgreementKind;
use super::decide::Decision;
use super::error::AgreementRefusal;
use crate::AgreementContext;

kernel::code! {
    /// What an agreement under § 8a Abs. 4 SGB VIII must regulate [Regelungsinhalt].
    pub enum ProtectionItem {
        /// the professionals assess the risk
        RiskAssessment = "Gefährdungseinschätzung",
        /// an experienced specialist is consulted
        SpecialistConsultation = "Beratung durch eine insoweit erfahrene Fachkraft",
        /// parents and child are involved
        Involvement = "Einbeziehung der Erziehungsberechtigten und des Kindes",
        /// which qualification the specialist has
        QualificationCriteria = "Kriterien für die Qualifikation der insoweit erfahrenen Fachkraft",
        /// the criteria take account of children with disabilities
        ChildrenWithDisabilities = "Schutzbedürfnisse von Kindern mit Behinderungen",
    }
}

/// What an agreement on the protection mandate regulates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::SimpleObject, async_graphql::InputObject)
)]
#[cfg_attr(feature = "graphql", graphql(input_name = "ProtectionContentInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProtectionContent {
    /// The professionals assess the risk [Gefährdungseinschätzung].
    pub risk_assessment: bool,
    /// An experienced specialist is consulted [insoweit erfahrene Fachkraft].
    pub specialist_consultation: bool,
    /// Parents and child are involved [Einbeziehung].
    pub involvement: bool,
    /// Which qualification the specialist has [Qualifikation].
    pub qualification_criteria: bool,
    /// The criteria take account of children with disabilities [Kinder mit Behinderungen].
    pub children_with_disabilities: bool,
}

impl ProtectionContent {
    /// What the law asks for and the agreement does not say.
    pub fn missing(&self) -> Vec<ProtectionItem> {
        let says = |item: &ProtectionItem| match item {
            ProtectionItem::RiskAssessment => self.risk_assessment,
            ProtectionItem::SpecialistConsultation => self.specialist_consultation,
            ProtectionItem::Involvement => self.involvement,
            ProtectionItem::QualificationCriteria => self.qualification_criteria,
            ProtectionItem::ChildrenWithDisabilities => self.children_with_disabilities,
        };
        ProtectionItem::ALL
            .iter()
            .copied()
            .filter(|item| !says(item))
            .collect()
    }
}

/// Records what an agreement on the protection mandate regulates [Regelungsinhalt erfassen] (AGR-25).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RecordProtectionContentInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordProtectionContent {
    pub agreement: AgreementId,
    pub content: ProtectionContent,
}

/// What an agreement on the protection mandate regulates was recorded [Regelungsinhalt erfasst].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProtectionContentRecorded {
    pub content: ProtectionContent,
    pub recorded_on: Date,
}

impl Agreement {
    pub(super) fn record_protection_content(
        &self,
        command: &RecordProtectionContent,
        ctx: &AgreementContext,
    ) -> Decision {
        let kind = self.kind_or_cooperation();
        if kind != AgreementKind::ProtectionMandate8a {
            return Err(AgreementRefusal::NotAProtectionMandate { kind });
        }
        if self.protection == Some(command.content) {
            return Ok(Vec::new());
        }
        Ok(vec![
            ProtectionContentRecorded {
                content: command.content,
                recorded_on: ctx.occurred_on,
            }
            .into(),
        ])
    }
}
