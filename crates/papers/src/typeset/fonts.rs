//! The typeface: Source Sans 3 by Adobe, in the program and nowhere else.
//!
//! Chosen because it is drawn for text of this size and kind, tells I, l and 1 apart, has Latin with every diacritic
//! that a name in Germany may carry, Greek and Cyrillic, and may be shipped and embedded (SIL Open Font License 1.1,
//! `fonts/OFL.md`; the files are Adobe's own, of the npm package `source-sans` 3.52.0). Fonts of the machine are not
//! looked at: a paper looks the same wherever it is made. To add a script, add a font here.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Regular, italic and semibold.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> = [
        &include_bytes!("../../fonts/SourceSans3-Regular.otf")[..],
        &include_bytes!("../../fonts/SourceSans3-It.otf")[..],
        &include_bytes!("../../fonts/SourceSans3-Semibold.otf")[..],
    ]
    .into_iter()
    .flat_map(|face| Font::iter(Bytes::new(face)))
    .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&faces)),
        faces,
    }
});

/// What the typesetter asks for.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
}

impl Fonts {
    /// Whether every face has a shape for it.
    pub(super) fn draw(&self, character: char) -> bool {
        self.faces
            .iter()
            .all(|face| face.info().coverage.contains(u32::from(character)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_draws_what_names_and_laws_in_germany_need() {
        assert_eq!(FONTS.faces.len(), 3);
        let needed = ('\u{20}'..='\u{7e}')
            .chain('\u{a0}'..='\u{17e}')
            .chain(
                "–—„“‚‘”’…€§·•□ẞșțȘȚəƏạảấầẩẫậđơưĐƠƯαωΑΩабвгдежзийклмнопрстуфхцчшщъыьэюяїієґЇІЄҐ"
                    .chars(),
            )
            .filter(|c| !"\u{149}".contains(*c));
        let missing: String = needed.filter(|c| !FONTS.draw(*c)).collect();
        assert_eq!(missing, "");
    }
}
