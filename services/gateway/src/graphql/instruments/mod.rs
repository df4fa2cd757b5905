//! The instruments of the evaluation and their versions [Erhebungsinstrumente] (EVA-02, EVA-03, EVA-04, EVA-08).
//!
//! An instrument says what is counted or rated. What somebody wrote about a family has no place in it.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `marked` | what the sites counted with it, beside each other |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;
mod marked;

use std::sync::Arc;

use async_graphql::{ID, Object, Result, SimpleObject};
use evaluation::Instrument as View;
use evaluation::codes::InstrumentItemCode;
use evaluation::instrument::{InstrumentAim, InstrumentKind, InstrumentSection};
use kernel::{Date, DocumentRef};
use uuid::Uuid;

use self::marked::Marked;
use super::bodies::BodyReference;
use super::reader;
use super::sources::Source;

pub use list::{
    InstrumentConnection, InstrumentEdge, InstrumentFilter, InstrumentOrder, InstrumentQuery,
};
pub(crate) use load::one;
pub use marked::{MarkedAtSite, MarkedBySite};

/// An instrument of the evaluation [Erhebungsinstrument].
pub struct Instrument {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    versions: Vec<InstrumentVersion>,
    /// Where it is asked for, of a role that may read sites' reports.
    marked: Option<Arc<Marked>>,
    sources: Vec<Source>,
}

/// A version of an instrument [Fassung] (EVA-08).
#[derive(Clone, SimpleObject)]
pub struct InstrumentVersion {
    /// From 1.
    pub(super) number: u16,
    /// What is counted or rated; none of protocols about individuals, of which the number alone is known (EVA-04).
    pub(super) items: Vec<InstrumentItem>,
    /// How many grades a rating has, the first the best; `null` where nothing is rated.
    pub(super) grades: Option<u8>,
    /// What the revision is for; empty for the first version [Ziele der Überarbeitung].
    pub(super) aims: Vec<InstrumentAim>,
    /// The body that revised it [Arbeitskreis Evaluation].
    pub(super) body: Option<BodyReference>,
    /// The form; `null` where nobody stored it.
    pub(super) document: Option<DocumentRef>,
    pub(super) valid_from: Date,
}

/// What an instrument counts or rates [Merkmal].
#[derive(Clone, SimpleObject)]
pub struct InstrumentItem {
    /// A later version keeps it for the same item.
    pub(super) code: InstrumentItemCode,
    pub(super) section: InstrumentSection,
    /// The section in German.
    pub(super) section_label: &'static str,
    /// What the form says; `null` where it was erased.
    pub(super) label: Option<String>,
}

/// An instrument of the evaluation [Erhebungsinstrument].
#[Object]
impl Instrument {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn kind(&self) -> Option<InstrumentKind> {
        self.view.kind
    }

    /// The kind in German.
    async fn label(&self) -> Option<&'static str> {
        self.view.kind.map(InstrumentKind::label)
    }

    /// One line; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The version that is used on the day; `null` where none is.
    async fn version(&self) -> Option<&InstrumentVersion> {
        let used = self.view.version_on(self.day)?;
        let mut versions = self.versions.iter();
        versions.find(|version| version.number == used.number)
    }

    /// The versions that were valid by the day, the first first [Fassungen].
    #[graphql(complexity = "5 * child_complexity")]
    async fn versions(&self) -> &[InstrumentVersion] {
        &self.versions
    }

    /// How often its items were marked at each site in a year, with sums, out of the sites' reports as they stand today
    /// (EVA-02); `null` for a role that may not read these. What is under 5 is suppressed, and the sum of its line.
    #[graphql(complexity = "5 * child_complexity")]
    async fn marked_by_site(
        &self,
        #[graphql(desc = "The year of which the sites report; 1900 to 2200.")] year: i32,
        #[graphql(
            desc = "Counted with this version; with the one that is used on the day where absent."
        )]
        version: Option<u16>,
    ) -> Result<Option<MarkedBySite>> {
        let year = reader::year("year", year)?;
        let used = || Some(self.view.version_on(self.day)?.number);
        let version = version.or_else(used);
        let mut versions = self.versions.iter();
        let known = versions.find(|known| Some(known.number) == version);
        Ok(self
            .marked
            .as_ref()
            .map(|marked| marked.of(self.id, year, &self.view, known)))
    }

    /// The first day on which it is not used, where that has come [abgeschafft].
    async fn retired_on(&self) -> Option<Date> {
        self.view.retired_on.filter(|on| *on <= self.day)
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
