//! What holds for every paper.

use std::collections::BTreeSet;

use crate::reading::Paper;
use crate::sample;

fn every_paper() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    sample::makers().into_iter().map(|(name, make)| {
        (
            name,
            make().unwrap_or_else(|error| panic!("{name}: {error}")),
        )
    })
}

#[test]
fn every_paper_is_tagged_german_titled_and_says_that_it_keeps_pdf_ua_1_and_pdf_a_2a() {
    for (name, bytes) in every_paper() {
        let paper = Paper::read(&bytes);
        let catalog = paper.catalog();
        let lang = catalog.get(b"Lang").unwrap().as_str().unwrap();
        assert!(lang.starts_with(b"de"), "{name}");
        let marked = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap();
        assert!(marked.get(b"Marked").unwrap().as_bool().unwrap(), "{name}");
        let view = catalog
            .get(b"ViewerPreferences")
            .unwrap()
            .as_dict()
            .unwrap();
        assert!(
            view.get(b"DisplayDocTitle").unwrap().as_bool().unwrap(),
            "{name}"
        );
        let metadata = paper.metadata();
        for said in [
            "<pdfuaid:part>1</pdfuaid:part>",
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "2018-05-16",
        ] {
            assert!(metadata.contains(said), "{name} lacks {said}: {metadata}");
        }
    }
}

#[test]
fn every_paper_has_its_network_stand_and_page_numbers_on_every_page() {
    for (name, bytes) in every_paper() {
        let paper = Paper::read(&bytes);
        let pages = paper.pages();
        for page in 1..=pages {
            let text = paper.page_text(page);
            for said in [
                "Netzwerk Frühe Hilfen Musterstadt",
                "Stand: 16.05.2018 · Stadt Musterstadt, Frühe Hilfen",
                &format!("Seite {page} von {pages}"),
            ] {
                assert!(text.has(said), "{name}, page {page} lacks {said}");
            }
        }
    }
}

#[test]
fn all_text_stands_in_paragraphs_headings_lists_and_cells() {
    for (name, bytes) in every_paper() {
        let bare = Paper::read(&bytes).bare_text();
        assert!(bare.is_empty(), "{name}: {bare:?}");
    }
}

#[test]
fn the_crest_speaks_for_itself() {
    for (name, bytes) in every_paper() {
        let alternatives = Paper::read(&bytes).alternatives();
        assert!(
            alternatives.contains(&"Wappen der Stadt Musterstadt".to_owned()),
            "{name}: {alternatives:?}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_also_side_by_side() {
    let first: Vec<_> = every_paper().collect();
    let again = std::thread::scope(|scope| {
        let running: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| every_paper().collect::<Vec<_>>()))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect::<Vec<_>>()
    });
    for other in again {
        for ((name, a), (_, b)) in first.iter().zip(&other) {
            assert!(a == b, "{name} differs");
        }
    }
    let different: BTreeSet<_> = first.iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(different.len(), first.len());
}
