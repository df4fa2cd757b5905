//! Files that want to do harm, or that were cut off on their way.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::Workbook;
use sheets::{ReadError, read};
use zip::write::SimpleFileOptions;

fn honest() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..20 {
        for column in 0..6 {
            sheet
                .write(row, column, format!("Einrichtung {row} {column}"))
                .expect("an honest file");
        }
    }
    workbook.save_to_buffer().expect("an honest file")
}

/// The honest file with one part made anew.
fn with_part(part: &str, change: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let bytes = honest();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("an honest file");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("an honest file");
        let name = file.name().expect("an honest file").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("an honest file");
        let content = if name == part {
            change(&text)
        } else {
            text.into_bytes()
        };
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("an honest file");
        writer.write_all(&content).expect("an honest file");
    }
    writer.finish().expect("an honest file").into_inner()
}

#[test]
fn the_honest_file_is_read() {
    assert_eq!(
        read(&with_part("", |_| Vec::new()), "x")
            .unwrap()
            .rows
            .len(),
        19
    );
}

#[test]
fn a_small_file_that_unpacks_to_more_than_it_may_is_refused() {
    let styles = with_part("xl/styles.xml", |_| b"<xf/>".repeat(2 * 1024 * 1024));
    assert!(styles.len() < 100_000, "{}", styles.len());
    assert_eq!(read(&styles, "x"), Err(ReadError::UnpacksTooLarge));
}

#[test]
fn a_file_that_announces_more_texts_than_it_can_hold_is_refused() {
    for count in ["99999999999999", "4000000000"] {
        let announces = |text: &str| {
            let (before, rest) = text.split_once("uniqueCount=\"").unwrap();
            let (_, after) = rest.split_once('"').unwrap();
            format!("{before}uniqueCount=\"{count}\"{after}").into_bytes()
        };
        let bytes = with_part("xl/sharedStrings.xml", announces);
        assert_eq!(read(&bytes, "x"), Err(ReadError::Broken), "{count}");
    }
}

#[test]
fn a_file_with_thousands_of_parts_is_refused() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..5_000 {
        writer
            .start_file(format!("{number}"), SimpleFileOptions::default())
            .unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(read(&bytes, "x"), Err(ReadError::UnpacksTooLarge));
}

#[test]
fn a_file_that_was_cut_or_changed_anywhere_is_read_or_refused_and_never_ends_the_process() {
    let bytes = honest();
    for length in (0..bytes.len()).step_by(37) {
        assert!(read(&bytes[..length], "x").is_err(), "{length}");
    }
    for at in (0..bytes.len()).step_by(11) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        if let Err(refused) = read(&changed, "x") {
            assert!(refused.to_string().ends_with('.'), "{at}: {refused}");
        }
    }
}

#[test]
fn cells_at_impossible_places_do_no_harm() {
    for place in ["ZZZZZZZZZZ1", "A99999999999", "A0", "", "1A", "ä1"] {
        let moved = |text: &str| {
            text.replace("r=\"B5\"", &format!("r=\"{place}\""))
                .into_bytes()
        };
        let read = read(&with_part("xl/worksheets/sheet1.xml", moved), "x");
        assert!(
            read.is_err() || read.is_ok_and(|table| table.rows.len() <= 20),
            "{place}"
        );
    }
}
