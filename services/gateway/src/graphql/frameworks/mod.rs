//! Texts on which agreements are made [Vereinbarungstexte] (AGR-21, AGR-30, AGR-31): versions, clauses, placeholders,
//! consultation and approval, and what their wording gets wrong.
//!
//! Words come out of the vault as they are: a placeholder shows as `{{traeger}}`.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `version` | a version and what it is made of |
//! | `findings` | what the wording gets wrong |
//! | `load` | from rows and views to objects, words in one look-up |
//! | `list` | the root field: filter, order, pages |
//! | `compare` | the root field for the difference of two versions |

mod compare;
pub(crate) mod findings;
mod list;
mod load;
mod version;

use std::sync::Arc;

use ::agreements::Framework as View;
use ::agreements::agreement::AgreementKind;
use ::agreements::framework::VersionState;
use async_graphql::{ID, Object, SimpleObject};
use kernel::Date;
use uuid::Uuid;

use super::sources::Source;

pub use compare::{
    ClauseChange, ClauseChangeKind, ComparedVersion, FrameworkComparison, FrameworkComparisonQuery,
    WordChange, WordSpan,
};
pub use findings::TextFinding;
pub use list::{
    FrameworkConnection, FrameworkEdge, FrameworkFilter, FrameworkOrder, FrameworkQuery,
};
pub(crate) use load::{Texts, labels, one, views};
pub use version::*;

/// A text on which agreements are made [Vereinbarungstext, Muster], through its versions (AGR-21).
pub struct Framework {
    id: Uuid,
    day: Date,
    view: Arc<View>,
    texts: Arc<Texts>,
    sources: Vec<Source>,
}

/// The end of a text's use [zurückgezogen]; agreements made on it stay.
#[derive(SimpleObject)]
pub struct FrameworkRetirement {
    /// The last day on which it was in use.
    retired_on: Date,
    /// Why [Grund].
    reason: Option<String>,
}

/// A text on which agreements are made [Vereinbarungstext, Muster], through its versions (AGR-21).
#[Object]
impl Framework {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// For agreements of which kind (AGR-29).
    async fn kind(&self) -> Option<AgreementKind> {
        self.view.kind
    }

    /// The title of its latest version on the day that is asked for; it may hold placeholders [Titel].
    async fn title(&self) -> Option<&str> {
        let latest = load::latest(&self.view, self.day)?;
        self.texts.get(latest.title.entry)
    }

    /// Where its latest version stands on the day that is asked for.
    async fn state(&self) -> Option<VersionState> {
        let latest = load::latest(&self.view, self.day)?;
        self.view.state_on(latest.number, self.day)
    }

    /// The version on which new agreements are made on the day that is asked for: the last one approved by then, while
    /// the text is in use.
    async fn current(&self) -> Option<FrameworkVersion> {
        let current = self.view.current_on(self.day)?;
        Some(self.of(current.number))
    }

    /// The versions that were begun by the day that is asked for, by number [Fassungen].
    async fn versions(&self) -> Vec<FrameworkVersion> {
        let begun = |number: &u32| self.view.state_on(*number, self.day).is_some();
        let numbers = self.view.versions.iter().map(|version| version.number);
        numbers
            .filter(begun)
            .map(|number| self.of(number))
            .collect()
    }

    /// The end of its use, where somebody recorded one [zurückgezogen].
    async fn retired(&self) -> Option<FrameworkRetirement> {
        let end = self.view.retired.as_ref()?;
        Some(FrameworkRetirement {
            retired_on: end.retired_on,
            reason: self.texts.owned(end.reason),
        })
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

impl Framework {
    fn of(&self, number: u32) -> FrameworkVersion {
        FrameworkVersion {
            number,
            day: self.day,
            view: Arc::clone(&self.view),
            texts: Arc::clone(&self.texts),
        }
    }
}
