//! What the lint finds in the words of a text, and what it leaves alone (DPR-06; rules.md 1.9 and 1.10).

use agreements::lint::{Finding, LintCode, LintedText, TextPart, lint};

use crate::framework::code;
use crate::given::day;

fn on(texts: &[&str], on: &str) -> Vec<Finding> {
    let codes: Vec<_> = (1..=texts.len())
        .map(|number| code(&format!("abschnitt-{number}")))
        .collect();
    let texts: Vec<_> = texts
        .iter()
        .zip(&codes)
        .map(|(text, clause)| LintedText {
            clause,
            part: TextPart::Body,
            text,
        })
        .collect();
    lint(&texts, day(on))
}

/// The one finding: its code, rule, quote and suggestion.
#[track_caller]
fn one(text: &str, day: &str) -> (LintCode, String, String, Option<String>) {
    let findings = on(&[text], day);
    let [finding] = &findings[..] else {
        panic!("{text}: {findings:?}")
    };
    assert!(finding.sentence.ends_with('.'), "{}", finding.sentence);
    let finding = finding.clone();
    (
        finding.code,
        finding.rule,
        finding.quote,
        finding.suggestion,
    )
}

#[track_caller]
fn finds(text: &str, day: &str, code: LintCode, rule: &str, quote: &str, suggestion: &str) {
    let expected = (!suggestion.is_empty()).then(|| suggestion.to_owned());
    assert_eq!(
        one(text, day),
        (code, rule.to_owned(), quote.to_owned(), expected)
    );
}

#[track_caller]
fn finds_nothing(text: &str, day: &str) {
    assert_eq!(on(&[text], day), [], "{text}");
}

const TODAY: &str = "2026-01-15";

#[test]
fn dpr_06_section_67_sgb_x_is_outdated_since_the_dsgvo() {
    let text = "sind die Daten im Sinne des § 67 Abs. 8 und\n8a SGB X zu anonymisieren bzw. pseudonymisieren.";
    finds(
        text,
        TODAY,
        LintCode::Outdated,
        "DPR-06",
        "§ 67 Abs. 8 und\n8a SGB X",
        "Art. 4 Nr. 5 DSGVO (Pseudonymisierung), Erwägungsgrund 26 DSGVO (Anonymisierung)",
    );
    assert_eq!(on(&[text], "2018-05-25").len(), 1);
    finds_nothing(text, "2018-05-24");
    finds_nothing("im Sinne des § 67 Abs. 2 SGB X", TODAY);
}

#[test]
fn dpr_06_the_old_bdsg_is_outdated_since_the_dsgvo() {
    let consent = "mit Einwilligung nach § 4a BDSG";
    finds(
        consent,
        TODAY,
        LintCode::Outdated,
        "DPR-06",
        "§ 4a BDSG",
        "Art. 7 DSGVO",
    );
    finds_nothing(consent, "2018-05-24");
    let terms = "im Sinne von § 3 Abs. 6a des Bundesdatenschutzgesetzes";
    finds(
        terms,
        TODAY,
        LintCode::Outdated,
        "DPR-06",
        "§ 3 Abs. 6a des Bundesdatenschutzgesetzes",
        "Art. 4 DSGVO",
    );
    finds(
        "nach § 28 BDSG",
        TODAY,
        LintCode::Outdated,
        "DPR-06",
        "§ 28 BDSG",
        "",
    );
    for text in ["nach § 22 BDSG", "nach § 3 BDSG", "nach § 4a SGB VIII"] {
        finds_nothing(text, TODAY);
    }
}

#[test]
fn dpr_06_the_dsgvo_is_no_law_before_2018_05_25() {
    for text in [
        "nach Art. 6 DSGVO",
        "die DS-GVO",
        "die Datenschutz-Grundverordnung",
    ] {
        assert_eq!(one(text, "2016-01-01").0, LintCode::NotYetInForce, "{text}");
        finds_nothing(text, "2018-05-25");
    }
}

#[test]
fn mem_09_the_contracts_of_section_3_kkg_are_cited_by_the_law_of_the_day() {
    let sgb12 = "Einrichtungen, mit denen Verträge nach § 75 Absatz 3 SGB XII bestehen";
    finds_nothing(sgb12, "2017-12-31");
    let quote = "§ 75 Absatz 3 SGB XII";
    for (day, suggestion) in [
        ("2018-01-01", "§ 76 Abs. 1 SGB XII"),
        ("2021-06-09", "§ 76 Abs. 1 SGB XII"),
        ("2021-06-10", "§ 125 SGB IX"),
    ] {
        finds(sgb12, day, LintCode::Outdated, "MEM-09", quote, suggestion);
    }
    let between = "nach § 76 Abs. 1 SGB XII";
    let quote = "§ 76 Abs. 1 SGB XII";
    finds(
        between,
        "2017-12-31",
        LintCode::NotYetInForce,
        "MEM-09",
        quote,
        "",
    );
    finds_nothing(between, "2018-01-01");
    finds_nothing(between, "2021-06-09");
    finds(
        between,
        "2021-06-10",
        LintCode::Outdated,
        "MEM-09",
        quote,
        "§ 125 SGB IX",
    );
    let sgb9 = "nach § 125 des Neunten Buches Sozialgesetzbuch";
    let quote = "§ 125 des Neunten Buches Sozialgesetzbuch";
    finds_nothing(sgb9, "2021-06-10");
    for (day, suggestion) in [
        ("2017-12-31", "§ 75 Abs. 3 SGB XII"),
        ("2021-06-09", "§ 76 Abs. 1 SGB XII"),
    ] {
        finds(
            sgb9,
            day,
            LintCode::NotYetInForce,
            "MEM-09",
            quote,
            suggestion,
        );
    }
}

#[test]
fn mem_09_gemeinsame_servicestellen_ended_with_2018() {
    let text = "Sozialämter, Gemeinsame Servicestellen, Schulen";
    finds(
        text,
        "2019-01-01",
        LintCode::Outdated,
        "MEM-09",
        "Gemeinsame Servicestellen",
        "",
    );
    finds_nothing(text, "2018-12-31");
    finds_nothing("unsere Servicestelle", TODAY);
}

#[test]
fn agr_32_the_bundesinitiative_ended_with_2017() {
    let text = "in Verbindung mit der Bundesinitiative Frühe Hilfen";
    finds(
        text,
        "2018-05-16",
        LintCode::Outdated,
        "AGR-32",
        "Bundesinitiative",
        "Bundesstiftung Frühe Hilfen",
    );
    finds_nothing(text, "2017-12-31");
    let fund = "die Verwaltungsvereinbarung des Fonds Frühe Hilfen";
    finds_nothing(fund, "2018-01-01");
    finds(
        fund,
        "2016-01-01",
        LintCode::NotYetInForce,
        "AGR-32",
        "Fonds Frühe Hilfen",
        "Bundesinitiative Netzwerke Frühe Hilfen und Familienhebammen",
    );
}

#[test]
fn agr_01_old_names_of_the_law_are_found() {
    let suggestion = "Bundeskinderschutzgesetz (BKiSchG)";
    for (text, quote) in [
        ("nach dem KICK", "KICK"),
        (
            "das Kinder- und Jugendhilfeweiterentwicklungsgesetz",
            "Kinder- und Jugendhilfeweiterentwicklungsgesetz",
        ),
        ("im Rahmen des Kinderschutzgesetzes", "Kinderschutzgesetzes"),
        ("(BuKiSchG)", "BuKiSchG"),
    ] {
        finds(
            text,
            "2012-01-01",
            LintCode::Outdated,
            "AGR-01",
            quote,
            suggestion,
        );
    }
    for text in [
        "Bundeskinderschutzgesetz (BKiSchG)",
        "nach dem Landeskinderschutzgesetz",
        "ein Kick-off",
    ] {
        if text != "ein Kick-off" {
            finds_nothing(text, TODAY);
        }
    }
    finds_nothing("nach dem KICK", "2011-12-31");
}

#[test]
fn agr_01_what_leverkusen_quotes_as_section_3_kkg_is_not_what_it_says() {
    let text = "- § 3 Abs. 3 KKG: Auf- und Ausbau Früher Hilfen sowie verlässlicher Netzwerke für werdende Eltern";
    let (code, rule, quote, suggestion) = one(text, TODAY);
    assert_eq!((code, rule.as_str()), (LintCode::WrongQuotation, "AGR-01"));
    assert_eq!(quote, "§ 3 Abs. 3 KKG");
    assert!(suggestion.expect("one").starts_with("§ 3 Abs. 1 KKG"));
    finds_nothing(
        "verbindliche Netzwerkstrukturen gem. § 3 Abs. 3 KKG sind zu schaffen",
        TODAY,
    );
    for text in [
        "§ 3 Abs. 1 KKG: Auf- und Ausbau verbindlicher Strukturen",
        "§ 5 Abs. 3 KKG: Auf- und Ausbau verbindlicher Strukturen",
        "§ 3 Abs. 3 SGB VIII: Auf- und Ausbau verbindlicher Strukturen",
    ] {
        finds_nothing(text, TODAY);
    }
}

#[test]
fn agr_01_what_leverkusen_quotes_as_section_1_kkg_is_not_what_it_says() {
    let text =
        "- § 1 Abs. 4 S.2 KKG: Ausbau von leicht zugänglichen und flächendeckenden Hilfsangeboten";
    let (code, rule, quote, suggestion) = one(text, TODAY);
    assert_eq!((code, rule.as_str()), (LintCode::WrongQuotation, "AGR-01"));
    assert_eq!(quote, "§ 1 Abs. 4 S.2 KKG");
    assert!(
        suggestion
            .expect("one")
            .contains("multiprofessionellen Angebots")
    );
    for text in [
        "§ 1 Abs. 4 S. 2 KKG: Vorhaltung eines möglichst frühzeitigen Angebots",
        "§ 1 Abs. 4 KKG: Ausbau von leicht zugänglichen Hilfsangeboten",
        "§ 1 Abs. 3 S. 2 KKG: Ausbau",
        "§ 1 Abs. 4 S. 1 KKG: Ausbau",
    ] {
        finds_nothing(text, TODAY);
    }
}

#[test]
fn mem_09_a_list_of_section_3_kkg_is_that_of_the_law_of_the_day() {
    let list = "Gesundheitsämter, Sozialämter, Schulen, Familienbildungsstätten, Familiengerichte";
    finds(
        list,
        "2016-01-01",
        LintCode::ListIncomplete,
        "MEM-09",
        list,
        "Einrichtungen und Dienste mit Verträgen nach dem SGB XII",
    );
    finds(
        list,
        TODAY,
        LintCode::ListIncomplete,
        "MEM-09",
        list,
        "Leistungserbringer mit Verträgen nach § 125 SGB IX, Mehrgenerationenhäuser",
    );
    let then = format!("Verträge nach § 75 Abs. 3 SGB XII, {list}");
    finds_nothing(&then, "2016-01-01");
    let now = format!("Verträge nach § 125 SGB IX, {list}, Mehrgenerationenhäuser");
    finds_nothing(&now, TODAY);
    finds(
        &format!("Verträge nach § 125 SGB IX, {list}"),
        TODAY,
        LintCode::ListIncomplete,
        "MEM-09",
        list,
        "Mehrgenerationenhäuser",
    );
    finds_nothing("Gesundheitsämter und Schulen", TODAY);
}

#[test]
fn mem_09_familienhebammen_stand_in_another_paragraph() {
    let list = "Verträge nach § 75 Abs. 3 SGB XII, Gesundheitsämter, Familiengerichte, Angehörige der Heilberufe";
    let text = format!("{list}, insbesondere Familienhebammen");
    let quote = "insbesondere Familienhebammen";
    finds(
        &text,
        "2016-01-01",
        LintCode::WrongQuotation,
        "MEM-09",
        quote,
        "",
    );
    finds_nothing(list, "2016-01-01");
    finds_nothing("unter Einbindung von Familienhebammen", "2016-01-01");
}

#[test]
fn dpr_06_misspellings_of_the_template_are_found() {
    for (wrong, right) in [
        ("Betroffenenaten", "Betroffenendaten"),
        ("Berufsheimnisträger", "Berufsgeheimnisträger"),
        ("Berufsheimnisträgern", "Berufsgeheimnisträgern"),
        ("niedrighschwelligen", "niedrigschwelligen"),
    ] {
        let text = format!("für {wrong} gilt");
        let (code, _, quote, suggestion) = one(&text, TODAY);
        assert_eq!((code, quote.as_str()), (LintCode::Misspelt, wrong));
        assert!(suggestion.expect("one").eq_ignore_ascii_case(right));
        finds_nothing(right, TODAY);
    }
}

#[test]
fn mem_02_two_ages_in_one_text_are_found_in_all_their_places() {
    let years = "Familien mit Kindern von 0-3 Jahren";
    let year_of_life = "von der Schwangerschaft bis zum 3. Lebensjahr";
    let findings = on(&[years, "Präambel", year_of_life], TODAY);
    let places: Vec<_> = findings
        .iter()
        .map(|finding| {
            (
                finding.clause.as_str(),
                finding.quote.as_str(),
                finding.code,
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("abschnitt-1", "0-3 Jahren", LintCode::Inconsistent),
            (
                "abschnitt-3",
                "bis zum 3. Lebensjahr",
                LintCode::Inconsistent
            ),
        ]
    );
    assert_eq!(findings[0].rule, "MEM-02");
    assert_eq!(findings[0].range, 25..35);
    for other in ["0 – 3 Jahre", "0 bis 3 Jahren", "zwischen 0 und 3 Jahren"] {
        assert_eq!(on(&[other, year_of_life], TODAY).len(), 2, "{other}");
    }
    finds_nothing(years, TODAY);
    finds_nothing(year_of_life, TODAY);
}

#[test]
fn mem_14_and_or_names_no_maximum_of_two() {
    let text = "benennt maximal zwei verbindliche Ansprechpersonen";
    finds(
        text,
        TODAY,
        LintCode::InventedMaximum,
        "MEM-14",
        "maximal zwei",
        "mindestens eine",
    );
    finds_nothing(
        "eine Ansprechpartnerin und/oder einen Ansprechpartner",
        TODAY,
    );
    finds_nothing("maximal zwei Sitzungen im Jahr", TODAY);
}

#[test]
fn fun_04_the_kgst_is_named_rightly_and_with_its_year() {
    finds(
        "nach KGST in der jeweils geltenden Fassung",
        TODAY,
        LintCode::Misspelt,
        "FUN-04",
        "KGST",
        "KGSt",
    );
    finds(
        "Kosten eines Arbeitsplatzes nach KGSt",
        TODAY,
        LintCode::Undated,
        "FUN-04",
        "KGSt",
        "nach KGSt in der jeweils geltenden Fassung",
    );
    finds_nothing("nach KGSt (Bericht 19/2014)", TODAY);
    assert_eq!(on(&["nach KGST"], TODAY).len(), 2);
}

#[test]
fn agr_09_no_notice_period_has_two_readings() {
    finds(
        "und unterliegt keiner Kündigungsfrist.",
        TODAY,
        LintCode::Ambiguous,
        "AGR-09",
        "keiner Kündigungsfrist",
        "kann jederzeit ohne Einhaltung einer Frist gekündigt werden",
    );
    finds_nothing("mit einer Kündigungsfrist von 4 Wochen", TODAY);
}

#[test]
fn fun_09_a_share_with_an_amount_has_two_readings() {
    let text =
        "1/3 der Personalkosten für eine Fachkraft bis zur Entgeltgruppe E 13 TVöD (rd. 37.000 €)";
    finds(
        text,
        TODAY,
        LintCode::Ambiguous,
        "FUN-09",
        "(rd. 37.000 €)",
        "",
    );
    finds_nothing("1/3 der Personalkosten einer Fachkraft", TODAY);
    finds_nothing("die Personalkosten (rd. 37.000 €)", TODAY);
}

#[test]
fn mem_37_one_body_has_one_name() {
    let findings = on(&["in den Steuerungskreisen", "der Steuerungsgruppe"], TODAY);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (
            findings[0].quote.as_str(),
            findings[0].code,
            findings[0].rule.as_str()
        ),
        ("Steuerungskreisen", LintCode::Inconsistent, "MEM-37")
    );
    finds_nothing("in den Steuerungskreisen", TODAY);
    finds_nothing("in den Steuerungsgruppen", TODAY);
}

#[test]
fn dpr_06_findings_come_in_the_order_of_the_texts() {
    let findings = on(
        &[
            "KGST und Betroffenenaten",
            "nach § 4a BDSG, mit der Bundesinitiative",
        ],
        TODAY,
    );
    let quotes: Vec<_> = findings
        .iter()
        .map(|finding| finding.quote.as_str())
        .collect();
    assert_eq!(
        quotes,
        [
            "KGST",
            "KGST",
            "Betroffenenaten",
            "§ 4a BDSG",
            "Bundesinitiative"
        ]
    );
}

#[test]
fn dpr_06_a_citation_is_read_as_far_as_it_is_one() {
    finds(
        "nach § 4a Abs. 1 Nr. 2 BDSG",
        TODAY,
        LintCode::Outdated,
        "DPR-06",
        "§ 4a Abs. 1 Nr. 2 BDSG",
        "Art. 7 DSGVO",
    );
    let abbreviated = one("nach § 67 Abs. 8 u. 8a SGB X", TODAY);
    assert_eq!(abbreviated.2, "§ 67 Abs. 8 u. 8a SGB X");
    for text in [
        "nach § 4a Abs. … BDSG",
        "nach § 4a und BDSG",
        "nach § 67 Abs. 8 des Zehnten Buches der Satzung",
        "nach § 67 Abs. 8 des Zehnten Teils Sozialgesetzbuch",
    ] {
        finds_nothing(text, TODAY);
    }
}

#[test]
fn agr_01_either_half_of_the_wrong_quotation_of_section_1_kkg_is_one() {
    for text in [
        "§ 1 Abs. 4 S. 2 KKG: Ausbau der Hilfen",
        "§ 1 Abs. 4 S. 2 KKG: mit leicht zugänglichen Angeboten",
    ] {
        assert_eq!(one(text, TODAY).0, LintCode::WrongQuotation, "{text}");
    }
}

#[test]
fn mem_09_the_list_of_section_3_kkg_changed_on_2021_06_10() {
    let list = "Gesundheitsämter, Schulen, Familiengerichte";
    let before = "Einrichtungen und Dienste mit Verträgen nach dem SGB XII";
    let since = "Leistungserbringer mit Verträgen nach § 125 SGB IX, Mehrgenerationenhäuser";
    for (day, missing) in [
        ("2021-06-09", before),
        ("2021-06-10", since),
        ("2021-06-11", since),
    ] {
        finds(list, day, LintCode::ListIncomplete, "MEM-09", list, missing);
    }
}

#[test]
fn fun_04_only_a_year_dates_the_kgst() {
    for text in ["nach KGSt, Stand 1998", "nach KGSt, Stand 2024"] {
        finds_nothing(text, TODAY);
    }
    for text in [
        "nach KGSt, Bericht 20",
        "nach KGSt, Bericht 201",
        "nach KGSt, Zimmer 4711",
        "nach KGSt der 20er Jahre",
    ] {
        assert_eq!(one(text, TODAY).0, LintCode::Undated, "{text}");
    }
}
