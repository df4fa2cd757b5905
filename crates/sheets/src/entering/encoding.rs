//! Bytes to text.
//!
//! A byte order mark decides; without one, what is valid UTF-8 is UTF-8, since German text in another encoding
//! practically never is. The rest is what a German Windows wrote, or an old Excel for Mac: the one in which more
//! bytes are umlauts. Rejected: `chardetng`, which tells apart twenty encodings that no office here writes, and
//! reads short lists of names as Baltic.

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::ReadError;
use super::table::Encoding;

/// The text without its mark; every line ends in `\n`.
pub(super) fn decode(bytes: &[u8]) -> Result<(Encoding, String), ReadError> {
    let (encoding, text) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::Utf8, utf8(rest)?),
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16LittleEndian, utf16(UTF_16LE, rest)?),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16BigEndian, utf16(UTF_16BE, rest)?),
        bytes => match zeros(bytes) {
            (even, odd) if odd > 0 && even < odd => {
                (Encoding::Utf16LittleEndian, utf16(UTF_16LE, bytes)?)
            }
            (even, odd) if even > 0 && odd < even => {
                (Encoding::Utf16BigEndian, utf16(UTF_16BE, bytes)?)
            }
            (0, 0) => single_byte(bytes),
            _ => return Err(ReadError::Undecodable),
        },
    };
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Ok((encoding, text))
}

/// How many zero bytes are at even and at odd places: Latin letters in UTF-16 have one each, other text none.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let at = |parity| {
        let places = bytes.iter().skip(parity).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    (at(0), at(1))
}

fn utf8(bytes: &[u8]) -> Result<String, ReadError> {
    String::from_utf8(bytes.to_vec()).map_err(|_| ReadError::Undecodable)
}

fn utf16(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, ReadError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(String::from).ok_or(ReadError::Undecodable)
}

fn single_byte(bytes: &[u8]) -> (Encoding, String) {
    if let Ok(text) = str::from_utf8(bytes) {
        return (Encoding::Utf8, text.to_owned());
    }
    let (windows, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (mac, _) = MACINTOSH.decode_without_bom_handling(bytes);
    if umlauts(&mac) > umlauts(&windows) {
        (Encoding::MacRoman, mac.into_owned())
    } else {
        (Encoding::Windows1252, windows.into_owned())
    }
}

fn umlauts(text: &str) -> usize {
    text.matches(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü', 'ß']).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Träger;Straße\nÄmter für Öffentlichkeit;„Müller“\n";

    #[test]
    fn every_encoding_that_offices_use_is_recognised() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let windows = WINDOWS_1252.encode(TEXT).0.into_owned();
        let mac = MACINTOSH.encode(TEXT).0.into_owned();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (
                [&[0xEF, 0xBB, 0xBF], TEXT.as_bytes()].concat(),
                Encoding::Utf8,
            ),
            (
                [&[0xFF, 0xFE], little.as_slice()].concat(),
                Encoding::Utf16LittleEndian,
            ),
            (
                [&[0xFE, 0xFF], big.as_slice()].concat(),
                Encoding::Utf16BigEndian,
            ),
            (little, Encoding::Utf16LittleEndian),
            (big, Encoding::Utf16BigEndian),
            (windows, Encoding::Windows1252),
            (mac, Encoding::MacRoman),
        ] {
            assert_eq!(
                decode(&bytes),
                Ok((encoding, TEXT.to_owned())),
                "{encoding:?}"
            );
        }
    }

    #[test]
    fn latin_1_is_read_as_its_superset() {
        let latin = b"Tr\xE4ger;Stra\xDFe\r\nS\xFCd";
        let read = (Encoding::Windows1252, "Träger;Straße\nSüd\n".to_owned());
        assert_eq!(decode(latin), Ok(read));
    }

    #[test]
    fn half_a_character_of_utf16_is_refused() {
        assert_eq!(decode(&[0xFF, 0xFE, 0x41]), Err(ReadError::Undecodable));
        assert_eq!(
            decode(&[0xFF, 0xFE, 0x00, 0xD8]),
            Err(ReadError::Undecodable)
        );
    }
}
