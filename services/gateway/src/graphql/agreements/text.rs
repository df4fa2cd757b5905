//! The approved text that is signed, and the values of its placeholders (AGR-02, AGR-21).

use std::collections::HashMap;
use std::sync::Arc;

use ::agreements::agreement::DraftedText;
use ::agreements::framework::{PlaceholderCode, PlaceholderKind};
use ::agreements::{Agreement as View, Framework};
use async_graphql::{ID, SimpleObject};
use uuid::Uuid;
use vault::Entries;

use super::load::AgreementRow;
use crate::graphql::error::GraphError;
use crate::graphql::frameworks::{self, Texts};
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// The approved text that is signed [Vereinbarungstext]; `node` has the rest.
#[derive(SimpleObject)]
pub struct AgreementFramework {
    id: ID,
    /// The number of the version that is signed [Fassung].
    version: u32,
    /// The version's title; it may hold placeholders.
    title: Option<String>,
    approved_on: kernel::Date,
}

/// A placeholder of the text with its value [Platzhalter] (AGR-21).
#[derive(Clone, SimpleObject)]
pub struct AgreementVariable {
    placeholder: PlaceholderCode,
    kind: Option<PlaceholderKind>,
    /// What an office reads beside the field [Bezeichnung].
    label: Option<String>,
    /// Whether the agreement cannot be offered without its value.
    required: bool,
    /// What stands in its place; `null` while nobody filled it.
    value: Option<String>,
}

/// The texts on which some agreements were drafted.
#[derive(Default)]
pub(super) struct Drafted {
    views: HashMap<Uuid, Arc<Framework>>,
    texts: Texts,
}

impl Drafted {
    pub(super) async fn load(
        reading: &Reading<'_>,
        rows: &[AgreementRow],
    ) -> Result<Self, GraphError> {
        let drafted = || rows.iter().filter_map(|row| row.view.text.as_ref());
        let mut ids: Vec<Uuid> = drafted().map(|text| text.framework.0).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let views = frameworks::views(reading, Some(&ids)).await?;
        let version = |text: &DraftedText| views.get(&text.framework.0)?.version(text.version);
        let labels = drafted().filter_map(version).flat_map(frameworks::labels);
        let texts = Texts::read(reading, labels.collect()).await?;
        Ok(Self { views, texts })
    }

    pub(super) fn framework(&self, text: &DraftedText) -> AgreementFramework {
        let view = self.views.get(&text.framework.0);
        let version = view.and_then(|view| view.version(text.version));
        AgreementFramework {
            id: text.framework.to_string().into(),
            version: text.version,
            title: version.and_then(|version| self.texts.owned(version.title.entry)),
            approved_on: text.approved_on,
        }
    }

    /// The placeholders of the agreement's text in the order in which the text declares them.
    pub(super) fn variables(
        &self,
        view: &View,
        entries: &Entries,
    ) -> Result<Vec<AgreementVariable>, GraphError> {
        let Some(text) = &view.text else {
            return Ok(Vec::new());
        };
        let framework = self.views.get(&text.framework.0);
        let declared = framework
            .and_then(|framework| framework.version(text.version))
            .map_or(&[][..], |version| &version.placeholders);
        let place = |code: &PlaceholderCode| declared.iter().position(|other| other.code == *code);
        let mut codes: Vec<(&PlaceholderCode, bool)> = text
            .placeholders
            .iter()
            .map(|(code, required)| (code, *required))
            .collect();
        codes.sort_by_key(|(code, _)| place(code));
        codes
            .into_iter()
            .map(|(code, required)| {
                let declared = place(code).map(|place| &declared[place]);
                Ok(AgreementVariable {
                    placeholder: code.clone(),
                    kind: declared.map(|declared| declared.kind),
                    label: declared.and_then(|declared| self.texts.owned(declared.label)),
                    required,
                    value: words::optional_text(entries, view.variables.get(code).copied())?,
                })
            })
            .collect()
    }
}
