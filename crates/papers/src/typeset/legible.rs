//! Every character that reaches a page has a shape there.
//!
//! PDF/UA-1 forbids text without a glyph: one emoji in an office's opening hours would refuse the whole paper. So
//! characters that no face has become „□“, and those that are no characters for a reader (controls, joiners, marks of
//! writing direction, variation selectors) go. Rejected: refusing them at input, which would keep a name out of the
//! network; a fallback font for emoji and every script, at 20 MB and more.

use serde_json::Value;

use super::fonts::FONTS;

/// Stands for a character that the typeface does not have.
const MISSING: char = '□';

/// Makes every text in the value legible, keys left alone.
pub(super) fn make(value: &mut Value) {
    match value {
        Value::String(text) => {
            if !text.bytes().all(is_plain) {
                *text = line(text);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(make),
        Value::Object(fields) => fields.values_mut().for_each(make),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// One text.
pub(super) fn line(text: &str) -> String {
    text.chars().filter_map(legible).collect()
}

fn is_plain(byte: u8) -> bool {
    byte == b'\n' || (0x20..0x7f).contains(&byte)
}

fn legible(character: char) -> Option<char> {
    match character {
        '\n' | '\u{ad}' => Some(character),
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if is_silent(character) => None,
        _ if FONTS.draw(character) => Some(character),
        // Kinds of blank, and hyphens that the typeface has only in their plain form.
        _ if character.is_whitespace() => Some(' '),
        '\u{2010}' | '\u{2011}' => Some('-'),
        _ => Some(MISSING),
    }
}

/// Whether a reader would see nothing of it.
pub(crate) fn is_silent(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_typeface_has_stays() {
        let text = "Frühe Hilfen, „§ 3 KKG“ – Łódź, İzmir, Київ, Αθήνα\n#$\\\"`*_<a>@b";
        assert_eq!(line(text), text);
    }

    #[test]
    fn what_it_has_not_becomes_a_box_and_what_nobody_sees_goes() {
        assert_eq!(line("ja 👶🏽 nein"), "ja □□ nein");
        assert_eq!(line("a\u{202e}b\u{200d}c\u{feff}d\u{0}e\r\n"), "abcde\n");
        assert_eq!(line("a\tb\u{2003}c"), "a b c");
    }
}
