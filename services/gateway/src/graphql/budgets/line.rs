//! A line of a budget, with its amount and how that came about.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use funding::CostLineCode;
use funding::budget::{BudgetLine as View, BudgetLinePurpose};
use kernel::{Date, DecisionRef, Money, PartnerId};
use uuid::Uuid;
use vault::Entries;

use crate::graphql::cost_schemes::{self, CostSite};
use crate::graphql::error::GraphError;
use crate::graphql::explained::{AmountExplanation, Explaining, PolicyPassage};
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A line of a budget [Haushaltsposition], as it was frozen.
#[derive(Clone, SimpleObject)]
pub struct BudgetLine {
    id: ID,
    /// Whether it is refunded, or put in out of own resources.
    purpose: BudgetLinePurpose,
    /// Its purpose in German.
    label: &'static str,
    /// The policy's cost line, such as `COORD`; `null` where it stands under none [Kostenposition].
    line: Option<CostLineCode>,
    /// What it is: as it was entered, or what kind of cost the policy's line is; `null` where it was erased.
    text: Option<String>,
    /// The passage of the document behind its cost line.
    passage: Option<PolicyPassage>,
    /// Who receives it; `null` where it is the project's operators [Empfänger].
    recipient: Option<PartnerReference>,
    /// The number of the policy's pair of recipient and site, from 1 (FUN-08).
    pair: Option<u16>,
    site: Option<CostSite>,
    /// Cents in the year.
    amount: Money,
    /// The decision under which it is refunded; `null` where nobody says one (FUN-01).
    decision: Option<DecisionRef>,
    /// How the amount came about; `null` where it was entered by hand.
    explanation: Option<AmountExplanation>,
}

/// Who receives money, and for which site.
#[derive(Default)]
pub(crate) struct Receiving {
    partners: HashMap<Uuid, PartnerReference>,
    sites: HashMap<Uuid, CostSite>,
}

impl Receiving {
    pub(crate) async fn load(
        reading: &Reading<'_>,
        partners: &[PartnerId],
        sites: &[Uuid],
        day: Date,
    ) -> Result<Self, GraphError> {
        Ok(Self {
            partners: partners::references(reading, partners, day).await?,
            sites: cost_schemes::sites(reading, sites, day).await?,
        })
    }

    pub(crate) fn partner(&self, id: Option<PartnerId>) -> Option<PartnerReference> {
        self.partners.get(&id?.0).cloned()
    }

    pub(crate) fn site(&self, id: Option<kernel::SiteId>) -> Option<CostSite> {
        self.sites.get(&id?.0).cloned()
    }
}

/// The line with its words; `scheme` is the one that was computed from.
pub(super) fn of(
    view: &View,
    scheme: Option<&funding::CostScheme>,
    policy_version: u32,
    (explaining, receiving, entries): (&Explaining, &Receiving, &Entries),
) -> Result<BudgetLine, GraphError> {
    let code = view.line.as_ref();
    let version = view
        .explanation
        .as_ref()
        .map_or(policy_version, |explanation| explanation.policy_version);
    let policy = explaining.policy(version);
    let documented = code.and_then(|code| policy?.line(code.as_str()));
    let kind = documented.and_then(|line| line.value());
    let text = match view.label {
        Some(label) => words::text(entries, label)?,
        None => kind.map(|line| line.kind.label().to_owned()),
    };
    let explanation = view.explanation.as_ref();
    let explanation = explanation.map(|known| explaining.explain(code, scheme, known));
    Ok(BudgetLine {
        id: view.id.to_string().into(),
        purpose: view.purpose,
        label: view.purpose.label(),
        line: code.cloned(),
        text,
        passage: documented.map(PolicyPassage::from),
        recipient: receiving.partner(view.recipient),
        pair: view.pair,
        site: receiving.site(view.site),
        amount: view.amount,
        decision: view.decision.clone(),
        explanation: explanation.transpose()?,
    })
}
