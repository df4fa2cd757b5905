//! What the bytes of a file are, and what a zip file really holds.
//!
//! A zip file of a few kilobytes may say that it unpacks to gigabytes, or not say it and do it. So every part is
//! unpacked once against a limit and counted, before a reader that trusts sizes gets it. `calamine` reserves memory
//! for as many texts as `uniqueCount` announces; a count that its part cannot hold is refused here.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::ReadError;
use super::limits;

/// What is to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Package {
    Text,
    Workbook,
    OpenDocument,
}

/// By its first bytes.
pub(super) fn recognise(bytes: &[u8], file_name: &str) -> Result<Package, ReadError> {
    let no_table = |what| ReadError::NoTable {
        file_name: file_name.to_owned(),
        what,
    };
    match bytes {
        [b'P', b'K', 3, 4, ..] => examine(bytes, file_name, limits::UNPACKED),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(ReadError::OldOrProtected),
        [b'%', b'P', b'D', b'F', ..] => Err(no_table("ein PDF")),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(no_table("ein Textdokument")),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Err(no_table("ein Bild")),
        _ => Ok(Package::Text),
    }
}

fn examine(bytes: &[u8], file_name: &str, most: u64) -> Result<Package, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken)?;
    if archive.len() > limits::PARTS {
        return Err(ReadError::UnpacksTooLarge);
    }
    let mut left = most;
    let mut package = None;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| ReadError::Broken)?;
        if part.encrypted() {
            return Err(ReadError::OldOrProtected);
        }
        let name = part
            .name()
            .map_err(|_| ReadError::Broken)?
            .to_ascii_lowercase();
        match name.as_str() {
            "xl/workbook.xml" => package = Some(Package::Workbook),
            "content.xml" => package = package.or(Some(Package::OpenDocument)),
            "word/document.xml" => {
                return Err(ReadError::NoTable {
                    file_name: file_name.to_owned(),
                    what: "ein Textdokument",
                });
            }
            _ => {}
        }
        let limit = match name.rsplit('/').next() {
            Some("styles.xml") => limits::STYLES,
            Some("sharedstrings.xml" | "workbook.xml") => limits::HELD,
            _ => left,
        }
        .min(left);
        left -= unpacked(&mut part, limit)?;
    }
    package.ok_or(ReadError::Broken)
}

/// How many bytes the part really has.
fn unpacked(part: &mut impl Read, limit: u64) -> Result<u64, ReadError> {
    let mut chunk = vec![0; 64 * 1024];
    let mut size = 0;
    let mut announced = Announced::default();
    loop {
        let read = part.read(&mut chunk).map_err(|_| ReadError::Broken)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        if size > limit {
            return Err(ReadError::UnpacksTooLarge);
        }
        announced.scan(&chunk[..read]);
    }
    // The shortest text takes more than four bytes.
    if announced.most > size / 4 {
        return Err(ReadError::Broken);
    }
    Ok(size)
}

/// The largest number behind `uniqueCount`, in whatever width of characters.
#[derive(Default)]
struct Announced {
    most: u64,
    matched: usize,
    number: u64,
}

impl Announced {
    const NAME: &'static [u8] = b"uniqueCount";

    fn scan(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().copied().filter(|byte| *byte != 0) {
            if self.matched < Self::NAME.len() {
                self.matched = match byte {
                    byte if byte == Self::NAME[self.matched] => self.matched + 1,
                    byte if byte == Self::NAME[0] => 1,
                    _ => 0,
                };
                self.number = 0;
            } else if byte.is_ascii_digit() {
                let digit = u64::from(byte - b'0');
                self.number = self.number.saturating_mul(10).saturating_add(digit);
                self.most = self.most.max(self.number);
            } else {
                // Between name and number stand a sign of equality, a quotation mark and blanks.
                let before =
                    matches!(byte, b'=' | b'"' | b'\'' | b'+') || byte.is_ascii_whitespace();
                if self.number > 0 || !before {
                    self.matched = 0;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_parts_unpack_to_is_counted_and_not_believed() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in [
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
        ] {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(name, options).unwrap();
            std::io::Write::write_all(&mut writer, &[b' '; 1_000]).unwrap();
        }
        let mut bytes = writer.finish().unwrap().into_inner();
        assert_eq!(examine(&bytes, "x", 3_000), Ok(Package::Workbook));
        assert_eq!(examine(&bytes, "x", 2_999), Err(ReadError::UnpacksTooLarge));
        // The same file that says of each part that it has one byte.
        let size = 1_000_u32.to_le_bytes();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == size {
                bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
            }
        }
        assert_ne!(examine(&bytes, "x", 2_999), Ok(Package::Workbook));
    }

    #[test]
    fn an_announced_count_is_found_across_chunks_and_in_wide_characters() {
        for chunks in [
            vec![&b"<sst uniqueCo"[..], b"unt = '12", b"345'>"],
            vec![&b"u\0n\0i\0q\0u\0e\0C\0o\0u\0n\0t\0=\0\"\x001\x002\x003\x004\x005\0\"\0"[..]],
            vec![&b"uuniqueCount=\"12345\" count=\"99999\""[..]],
        ] {
            let mut announced = Announced::default();
            chunks.into_iter().for_each(|chunk| announced.scan(chunk));
            assert_eq!(announced.most, 12_345);
        }
    }
}
