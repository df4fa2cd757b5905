//! One paper's work: all that the typesetter may see of the world.
//!
//! There is no file system, no network, no package and no clock behind it.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::FONTS;
use super::templates::{self, TEMPLATES};
use crate::error::PaperKind;

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

/// A template, its data and a crest.
pub(super) struct Desk {
    main: FileId,
    data: (FileId, Bytes),
    crest: Option<(FileId, Bytes)>,
}

impl Desk {
    pub(super) fn new(paper: PaperKind, data: Vec<u8>, crest: Option<Vec<u8>>) -> Self {
        Self {
            main: templates::of(paper),
            data: (templates::file("data.json"), Bytes::new(data)),
            crest: crest.map(|crest| (templates::file("crest"), Bytes::new(crest))),
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let template = TEMPLATES.iter().find(|source| source.id() == id);
        template.cloned().ok_or_else(|| not_here(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        [Some(&self.data), self.crest.as_ref()]
            .into_iter()
            .flatten()
            .find(|(file, _)| *file == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| not_here(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_here(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
