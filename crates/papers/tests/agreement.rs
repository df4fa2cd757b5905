//! What the agreement as a paper promises.

use papers::{AgreementPaper, Image, ImageFormat, Letterhead, PaperError, agreement};

use crate::reading::Paper;
use crate::sample;

fn read(paper: &AgreementPaper) -> Paper {
    Paper::read(&agreement(paper).unwrap())
}

#[test]
fn agr_01_the_legal_bases_stand_below_the_title() {
    let text = read(&sample::agreement()).text();
    text.assert("gem. § 3 Abs. 2 KKG und § 8a Abs. 4 SGB VIII");
}

#[test]
fn agr_02_several_traeger_are_one_side() {
    let text = read(&sample::agreement()).text();
    text.assert("zwischen der Stadt Musterstadt, vertreten durch die Leitung");
    assert_eq!(text.times("– im Folgenden „Netzwerkpartner“ –"), 1);
    assert_eq!(text.times("– im Folgenden „Stadt“ –"), 1);
}

#[test]
fn agr_05_agr_18_every_party_has_its_line_for_place_date_and_signature() {
    let text = read(&sample::agreement()).text();
    assert_eq!(text.times("Ort, Datum"), 3);
    text.assert("Unterschrift Geschäftsführung");
    text.assert("Unterschrift Träger der Schwangerschaftsberatungsstelle");
    text.assert("Musterstadt, 12.11.2018");
    assert_eq!(text.times("Unterschrift liegt vor"), 1);
}

#[test]
fn agr_05_no_signature_block_is_split_over_pages() {
    let mut paper = sample::agreement();
    let block = paper.signature_blocks[1].clone();
    paper.signature_blocks = (0..23)
        .map(|n| papers::SignatureBlock {
            party: format!("Partei-{n:02}"),
            function: Some(format!("Funktion-{n:02}")),
            ..block.clone()
        })
        .collect();
    let paper = read(&paper);
    for n in 0..23 {
        let together = (1..=paper.pages()).any(|page| {
            let text = paper.page_text(page);
            text.has(&format!("Partei-{n:02}"))
                && text.has(&format!("Unterschrift Funktion-{n:02}"))
        });
        assert!(together, "block {n}");
    }
}

#[test]
fn agr_20_a_text_without_signature_lines_has_none() {
    let text = read(&AgreementPaper {
        signature_blocks: vec![],
        parties: vec![],
        annex1: None,
        annex2: None,
        ..sample::agreement()
    })
    .text();
    text.assert_not("Ort, Datum");
    text.assert_not("zwischen der");
    text.assert_not("Anlage 1:");
}

#[test]
fn agr_30_the_version_marker_names_day_and_office() {
    let text = read(&sample::agreement()).text();
    text.assert("Stand: 16.05.2018 · Stadt Musterstadt, Frühe Hilfen");
}

#[test]
fn a_status_is_read_aloud_and_not_only_seen() {
    let mut paper = sample::agreement();
    paper.letterhead.status = Some("Entwurf".into());
    read(&paper).page_text(1).assert("Status: Entwurf");
}

#[test]
fn clauses_are_headings_and_lists_are_lists() {
    let paper = read(&sample::agreement());
    let tags = paper.tags();
    assert!(tags["H1"] >= 9, "{tags:?}");
    assert_eq!(tags["L"], 2, "{tags:?}");
    assert_eq!(tags["LI"], 6, "{tags:?}");
    assert_eq!(tags["Figure"], 1, "{tags:?}");
}

#[test]
fn a_crest_that_is_no_image_is_named_as_the_fault() {
    for format in [ImageFormat::Svg, ImageFormat::Png, ImageFormat::Jpeg] {
        let paper = AgreementPaper {
            letterhead: Letterhead {
                crest: Some(Image {
                    bytes: b"no image".to_vec(),
                    format,
                    alt: "Wappen".into(),
                }),
                ..sample::letterhead()
            },
            ..sample::agreement()
        };
        let error = agreement(&paper).unwrap_err();
        assert!(matches!(error, PaperError::Crest { .. }), "{error}");
    }
}

#[test]
fn a_crest_may_be_svg_png_with_transparency_or_jpeg() {
    let png = include_bytes!("images/crest.png").to_vec();
    let jpeg = include_bytes!("images/crest.jpg").to_vec();
    for (format, bytes) in [(ImageFormat::Png, png), (ImageFormat::Jpeg, jpeg)] {
        let mut paper = sample::agreement();
        paper.letterhead.crest = Some(Image {
            bytes,
            format,
            alt: "Wappen".into(),
        });
        assert_eq!(read(&paper).alternatives(), ["Wappen"], "{format:?}");
    }
}

#[test]
fn a_crest_cannot_reach_out_of_the_paper() {
    let mut paper = sample::agreement();
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
        <image xlink:href="file:///etc/hostname" width="9" height="9"/></svg>"#;
    paper.letterhead.crest = Some(Image {
        bytes: svg.to_vec(),
        format: ImageFormat::Svg,
        alt: "Wappen".into(),
    });
    assert!(matches!(agreement(&paper), Err(PaperError::Crest { .. })));
}

#[test]
fn a_paper_survives_being_stored_as_json() {
    let paper = sample::agreement();
    let json = serde_json::to_string(&paper).unwrap();
    assert_eq!(
        serde_json::from_str::<AgreementPaper>(&json).unwrap(),
        paper
    );
}
