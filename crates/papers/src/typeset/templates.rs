//! The templates: one file per paper, and two that they share (`base.typ`, `lists.typ`).
//!
//! A template decides how a paper looks and which fixed words it has; which facts it has is decided in Rust. Every
//! text of a user passes through `words()` of `base.typ`. Papers that are also edited have their words in Rust
//! (`crate::manuscript`), where both renderers read them; `manuscript.typ` sets any of them.

use std::sync::LazyLock;

use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

use crate::error::PaperKind;

/// Parsed once.
pub(super) static TEMPLATES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    [
        ("base.typ", include_str!("../../templates/base.typ")),
        ("lists.typ", include_str!("../../templates/lists.typ")),
        (
            "agreement.typ",
            include_str!("../../templates/agreement.typ"),
        ),
        (
            "contact_list.typ",
            include_str!("../../templates/contact_list.typ"),
        ),
        (
            "specialist_list.typ",
            include_str!("../../templates/specialist_list.typ"),
        ),
        (
            "comparison.typ",
            include_str!("../../templates/comparison.typ"),
        ),
        ("folder.typ", include_str!("../../templates/folder.typ")),
        (
            "emergency_card.typ",
            include_str!("../../templates/emergency_card.typ"),
        ),
        ("minutes.typ", include_str!("../../templates/minutes.typ")),
        (
            "manuscript.typ",
            include_str!("../../templates/manuscript.typ"),
        ),
    ]
    .into_iter()
    .map(|(name, text)| Source::new(file(name), text.to_owned()))
    .collect()
});

/// A file's id. The typesetter keeps ids for ever, so there are as many as names here and no more.
pub(super) fn file(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("the names in this file are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Which template sets a paper.
pub(super) fn of(paper: PaperKind) -> FileId {
    file(match paper {
        PaperKind::Agreement => "agreement.typ",
        PaperKind::ContactList => "contact_list.typ",
        PaperKind::SpecialistList => "specialist_list.typ",
        PaperKind::Comparison => "comparison.typ",
        PaperKind::ChildProtectionFolder => "folder.typ",
        PaperKind::EmergencyCard => "emergency_card.typ",
        PaperKind::Minutes => "minutes.typ",
        PaperKind::NumericProof | PaperKind::GrantReport => "manuscript.typ",
    })
}
