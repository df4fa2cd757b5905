//! The language of a spreadsheet.
//!
//! `dc:language` of the core properties is what programs that read aloud may ask for; `rust_xlsxwriter` has no
//! setting for it. One part of the package is written anew, the others are copied as they are.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const CORE: &str = "docProps/core.xml";
const END: &str = "</cp:coreProperties>";
const LANGUAGE: &str = "<dc:language>de-DE</dc:language>";

/// The same package, whose core properties say that it is German.
pub(super) fn state_language(package: &[u8]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(package))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(package.len())));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        if part.name()? != CORE {
            writer.raw_copy_file(part)?;
            continue;
        }
        let mut core = String::new();
        part.read_to_string(&mut core)?;
        let options = SimpleFileOptions::default()
            .last_modified_time(part.last_modified().unwrap_or_default())
            .compression_method(part.compression());
        writer.start_file(CORE, options)?;
        let stated = core.replace(END, &format!("{LANGUAGE}{END}"));
        writer.write_all(stated.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
