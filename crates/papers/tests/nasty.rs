//! Whatever somebody types is printed and never obeyed.

use papers::{
    AgreementPaper, Block, ContactList, Letterhead, PaperError, Section, agreement, comparison,
    contact_list,
};

use crate::reading::Paper;
use crate::sample;

/// Markup of the typesetter, of HTML, of shells; directions; an emoji; a word without end.
pub(crate) fn nasty() -> Vec<String> {
    vec![
        "#panic(\"x\") #import \"base.typ\" #read(\"/etc/hostname\")".into(),
        "$ x^2 $ *b* _i_ `c` ```rust x``` <label> @ref ~ -- --- ... \\ \\u{41} // /* */ [ ] { }"
            .into(),
        "= Heading\n- item\n+ item\n/ term: x".into(),
        "\"quotes\" 'single' „deutsch“ \\\" \\n".into(),
        "<script>alert(1)</script> &amp; %PDF-1.7 endobj (paren".into(),
        "abc \u{202e}rtl\u{202c} שלום مرحبا \u{200f}x".into(),
        "Familie 👨‍👩‍👧 🇩🇪 👶🏽 \u{1F600} \u{e000} \u{fffe} \u{0} \u{7} \u{ad}".into(),
        "A".repeat(4000),
        "a.b/c@d".repeat(150),
        "\n\n\n".into(),
        " ".into(),
        String::new(),
    ]
}

/// An agreement with this text wherever a text may be.
pub(crate) fn spoiled(text: &str) -> AgreementPaper {
    let mut paper = sample::agreement();
    paper.letterhead.network_name = text.into();
    paper.letterhead.responsible_office = text.into();
    paper.letterhead.status = Some(text.into());
    if let Some(crest) = &mut paper.letterhead.crest {
        crest.alt = text.into();
    }
    paper.title = text.into();
    paper.subtitle = Some(text.into());
    paper.legal_basis = vec![text.into()];
    for party in &mut paper.parties {
        party.name = text.into();
        party.address = Some(text.into());
        party.side_label = Some(text.into());
    }
    paper.sections.push(Section {
        number: Some(text.into()),
        heading: text.into(),
        blocks: vec![
            Block::Paragraph { text: text.into() },
            Block::List {
                numbered: true,
                items: vec![text.into()],
            },
            Block::List {
                numbered: false,
                items: vec![],
            },
        ],
    });
    for block in &mut paper.signature_blocks {
        block.party = text.into();
        block.function = Some(text.into());
        block.place = Some(text.into());
    }
    let list = paper.annex1.as_mut().unwrap();
    list.rows.truncate(2);
    for row in &mut list.rows {
        row.institution = text.into();
        row.contact = Some(text.into());
        row.address = Some(text.into());
        row.reach.email = Some(text.into());
    }
    paper
}

#[test]
fn no_text_in_any_field_stops_a_paper() {
    for text in nasty() {
        let made = agreement(&spoiled(&text));
        let shown: String = text.chars().take(40).collect();
        assert!(made.is_ok(), "{shown}: {}", made.unwrap_err());
    }
}

#[test]
fn markup_is_printed_and_not_obeyed() {
    let mut paper = sample::agreement();
    for text in &nasty()[..5] {
        paper.sections[0]
            .blocks
            .push(Block::Paragraph { text: text.clone() });
    }
    let text = Paper::read(&agreement(&paper).unwrap()).text();
    for said in [
        "#panic(\"x\") #import \"base.typ\"",
        "$ x^2 $ *b* _i_ `c` ```rust x``` <label> @ref ~ -- --- ... \\ \\u{41} // /* */",
        "= Heading - item + item / term: x",
        "\"quotes\" 'single' „deutsch“ \\\" \\n",
        "<script>alert(1)</script> &amp; %PDF-1.7 endobj (paren",
    ] {
        text.assert(said);
    }
}

#[test]
fn a_comparison_takes_the_same() {
    for text in nasty() {
        let mut paper = sample::comparison();
        paper.new.clauses[0].text = text.clone();
        paper.old.clauses[1].text = text.clone();
        paper.new.clauses[1].heading = text.clone();
        paper.new.clauses[1].number = Some(text.clone());
        paper.comments[0].text = text;
        comparison(&paper).unwrap();
    }
}

#[test]
fn five_hundred_rows_are_a_list() {
    let bytes = contact_list(&sample::letterhead(), &sample::contacts(500)).unwrap();
    let paper = Paper::read(&bytes);
    assert_eq!(paper.pages(), 32);
    assert_eq!(paper.tags()["TD"], 2000);
    paper.text().assert("Beispielstraße 499");
}

#[test]
fn a_row_longer_than_a_page_goes_on_on_the_next() {
    let mut list: ContactList = sample::contacts(1);
    list.rows[0].address = Some("Beispielweg 1, Hinterhaus\n".repeat(300));
    let bytes = contact_list(&sample::letterhead(), &list).unwrap();
    assert!(Paper::read(&bytes).pages() > 3);
}

#[test]
fn a_day_that_no_pdf_can_carry_is_refused() {
    let letterhead = Letterhead {
        stand: jiff::civil::Date::MIN,
        ..sample::letterhead()
    };
    let made = contact_list(&letterhead, &sample::contacts(1));
    // PDF/A asks for a date, and PDF has none before the year 0.
    assert!(matches!(made, Err(PaperError::Export { .. })));
}
