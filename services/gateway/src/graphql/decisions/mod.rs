//! The register of decisions [Beschlussregister]: organ, day, number, and how papers cite them (EVA-13).
//!
//! Papers do not always cite alike (rules.md 1.9 no. 1): every citation stays, and which number is right is settled by
//! somebody who looked it up, never by the platform.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{ID, Object, SimpleObject};
use evaluation::RegisteredDecision as View;
use evaluation::codes::CitedNumber;
use evaluation::decision::decision_findings;
use kernel::{Date, DocumentRef};
use uuid::Uuid;

use super::organs::Organ;
use super::partners::Finding;
use super::sources::Source;

pub use list::{DecisionConnection, DecisionEdge, DecisionFilter, DecisionOrder, DecisionQuery};
pub(crate) use load::one;

/// A decision of a council or a committee in the register [Beschluss].
pub struct Decision {
    id: Uuid,
    day: Date,
    view: View,
    organ: Option<Organ>,
    subject: Option<String>,
    citations: Vec<DecisionCitation>,
    settled: Option<SettledCitation>,
    sources: Vec<Source>,
}

/// Under which number a paper cites a decision [Zitat].
#[derive(Clone, SimpleObject)]
pub struct DecisionCitation {
    /// As the paper prints it.
    pub(super) number: CitedNumber,
    /// Which paper, and where in it; `null` where it was erased.
    pub(super) paper: Option<String>,
    /// The day of the paper.
    pub(super) cited_on: Date,
}

/// Which of the cited numbers is right [geklärtes Zitat].
#[derive(Clone, SimpleObject)]
pub struct SettledCitation {
    pub(super) number: CitedNumber,
    /// How it was found out; `null` where it was erased.
    pub(super) reason: Option<String>,
    pub(super) settled_on: Date,
}

/// A decision of a council or a committee in the register [Beschluss].
#[Object]
impl Decision {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Who decided [Gremium].
    async fn organ(&self) -> Option<&Organ> {
        self.organ.as_ref()
    }

    async fn decided_on(&self) -> Option<Date> {
        self.view.decision.as_ref().map(|known| known.decided_on)
    }

    /// The number that was found to be right, as known on the day; the registered one while nobody settled it
    /// [Vorlagennummer].
    async fn number(&self) -> Option<&str> {
        self.view.number_on(self.day)
    }

    /// The number under which it was registered.
    async fn registered_number(&self) -> Option<&str> {
        self.view
            .decision
            .as_ref()
            .map(|known| known.number.as_str())
    }

    /// As a paper cites it, every other number with it: „rat, 04.10.2010, Nr. 0264/2010 (auch zitiert als Nr.
    /// 0264/2009)“.
    async fn citation(&self) -> Option<String> {
        self.view.citation_on(self.day)
    }

    /// What was decided, one line; `null` where it was erased.
    async fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// The paper; `null` where nobody stored it.
    async fn document(&self) -> Option<DocumentRef> {
        self.view.document
    }

    /// How papers until the day cite it; each citation stays, also one that contradicts the register.
    async fn citations(&self) -> &[DecisionCitation] {
        &self.citations
    }

    /// Which of the numbers is right, and how it was found out; `null` while nobody settled it by the day.
    async fn settled(&self) -> Option<&SettledCitation> {
        self.settled.as_ref()
    }

    /// True while papers name different numbers and nobody settled which is right.
    async fn contradictory(&self) -> bool {
        self.view.contradicts_on(self.day)
    }

    /// What is not as it should be on the day [Befunde].
    async fn findings(&self) -> Vec<Finding> {
        let findings = decision_findings([&self.view], self.day).into_iter();
        findings.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
