//! Legal references with the time in which they are right: dated data, not code.
//!
//! Checked against the law texts (KKG, SGB IX 2018, BDSG 2018) and rules.md. A reference outside its time is a
//! finding; the suggestion is what holds on the day that was asked for.

use jiff::civil::date;
use kernel::Date;

use super::citation::Law;

/// What stands in a reference's place from a day on.
pub(super) struct Successor {
    pub(super) from: Date,
    pub(super) text: &'static str,
}

/// A place in a law, and when it says what is meant.
pub(super) struct Reference {
    pub(super) law: Law,
    pub(super) sections: &'static [&'static str],
    /// Any where empty.
    pub(super) paragraphs: &'static [&'static str],
    pub(super) valid_from: Option<Date>,
    /// Its last day.
    pub(super) valid_until: Option<Date>,
    pub(super) successors: &'static [Successor],
    pub(super) rule: &'static str,
    /// Why it is not right outside its time, in German.
    pub(super) reason: &'static str,
}

/// A name, and when it is right.
pub(super) struct Term {
    /// Patterns of words, each of them the name.
    pub(super) patterns: &'static [&'static str],
    pub(super) valid_from: Option<Date>,
    /// Its last day.
    pub(super) valid_until: Option<Date>,
    pub(super) successors: &'static [Successor],
    pub(super) rule: &'static str,
    pub(super) reason: &'static str,
}

/// What holds on `day` in the place of what is outside its time.
pub(super) fn successor(successors: &[Successor], day: Date) -> Option<&'static str> {
    successors
        .iter()
        .rev()
        .find(|successor| successor.from <= day)
        .map(|successor| successor.text)
}

/// From that day on data protection is European law (DSGVO), and SGB X and BDSG were adapted to it.
const DSGVO: Date = date(2018, 5, 25);
const BEFORE_DSGVO: Date = date(2018, 5, 24);
/// From that day on § 3 Abs. 2 KKG has the words of the Kinder- und Jugendstärkungsgesetz.
pub(super) const KJSG: Date = date(2021, 6, 10);
const BEFORE_KJSG: Date = date(2021, 6, 9);

pub(super) const REFERENCES: &[Reference] = &[
    Reference {
        law: Law::Sgb(10),
        sections: &["67"],
        paragraphs: &["6", "7", "8", "8a", "9", "10", "11", "12"],
        valid_from: None,
        valid_until: Some(BEFORE_DSGVO),
        successors: &[Successor {
            from: DSGVO,
            text: "Art. 4 Nr. 5 DSGVO (Pseudonymisierung), Erwägungsgrund 26 DSGVO (Anonymisierung)",
        }],
        rule: "DPR-06",
        reason: "§ 67 SGB X hat seit dem 25.05.2018 nur noch die Absätze 1 bis 5; die Begriffe stehen in Art. 4 DSGVO.",
    },
    Reference {
        law: Law::Sgb(12),
        sections: &["75"],
        paragraphs: &["3"],
        valid_from: None,
        valid_until: Some(date(2017, 12, 31)),
        successors: &[
            Successor {
                from: date(2018, 1, 1),
                text: "§ 76 Abs. 1 SGB XII",
            },
            Successor {
                from: KJSG,
                text: "§ 125 SGB IX",
            },
        ],
        rule: "MEM-09",
        reason: "§ 3 Abs. 2 KKG verwies nur bis zum 31.12.2017 auf § 75 Abs. 3 SGB XII, danach auf § 76 Abs. 1 SGB XII und seit dem 10.06.2021 auf § 125 SGB IX.",
    },
    Reference {
        law: Law::Sgb(12),
        sections: &["76"],
        paragraphs: &["1"],
        valid_from: Some(date(2018, 1, 1)),
        valid_until: Some(BEFORE_KJSG),
        successors: &[Successor {
            from: KJSG,
            text: "§ 125 SGB IX",
        }],
        rule: "MEM-09",
        reason: "§ 3 Abs. 2 KKG verwies vom 01.01.2018 bis zum 09.06.2021 auf § 76 Abs. 1 SGB XII, seit dem 10.06.2021 auf § 125 SGB IX.",
    },
    Reference {
        law: Law::Sgb(9),
        sections: &["125"],
        paragraphs: &[],
        valid_from: Some(KJSG),
        valid_until: None,
        successors: &[
            Successor {
                from: date(2012, 1, 1),
                text: "§ 75 Abs. 3 SGB XII",
            },
            Successor {
                from: date(2018, 1, 1),
                text: "§ 76 Abs. 1 SGB XII",
            },
        ],
        rule: "MEM-09",
        reason: "Auf § 125 SGB IX verweist § 3 Abs. 2 KKG erst seit dem 10.06.2021.",
    },
    Reference {
        law: Law::Bdsg,
        sections: &["4a"],
        paragraphs: &[],
        valid_from: None,
        valid_until: Some(BEFORE_DSGVO),
        successors: &[Successor {
            from: DSGVO,
            text: "Art. 7 DSGVO",
        }],
        rule: "DPR-06",
        reason: "Das Bundesdatenschutzgesetz gilt seit dem 25.05.2018 in neuer Fassung; die Einwilligung regelt Art. 7 DSGVO.",
    },
    Reference {
        law: Law::Bdsg,
        sections: &[
            "4b", "4c", "4d", "4e", "4f", "4g", "6a", "6b", "11", "28", "33", "34", "35",
        ],
        paragraphs: &[],
        valid_from: None,
        valid_until: Some(BEFORE_DSGVO),
        successors: &[],
        rule: "DPR-06",
        reason: "Das Bundesdatenschutzgesetz gilt seit dem 25.05.2018 in neuer Fassung; diese Vorschrift der alten ist durch die DSGVO ersetzt.",
    },
    Reference {
        law: Law::Bdsg,
        sections: &["3"],
        paragraphs: &["1", "3", "4", "5", "6", "6a", "7", "8", "9"],
        valid_from: None,
        valid_until: Some(BEFORE_DSGVO),
        successors: &[Successor {
            from: DSGVO,
            text: "Art. 4 DSGVO",
        }],
        rule: "DPR-06",
        reason: "Die Begriffe des Datenschutzes stehen seit dem 25.05.2018 in Art. 4 DSGVO; § 3 BDSG regelt seither anderes.",
    },
];

pub(super) const TERMS: &[Term] = &[
    Term {
        patterns: &["gemeinsame* servicestelle*"],
        valid_from: None,
        valid_until: Some(date(2018, 12, 31)),
        successors: &[],
        rule: "MEM-09",
        reason: "„Gemeinsame Servicestellen“ ist der Wortlaut von 2012; sie bestanden längstens bis zum 31.12.2018 (§ 241 Abs. 7 SGB IX).",
    },
    Term {
        patterns: &["bundesinitiative*"],
        valid_from: Some(date(2012, 1, 1)),
        valid_until: Some(date(2017, 12, 31)),
        successors: &[Successor {
            from: date(2018, 1, 1),
            text: "Bundesstiftung Frühe Hilfen",
        }],
        rule: "AGR-32",
        reason: "Die Bundesinitiative lief bis zum 31.12.2017; seit dem 01.01.2018 fördert die Bundesstiftung Frühe Hilfen.",
    },
    Term {
        patterns: &["bundesstiftung frühe* hilfen", "fonds frühe* hilfen"],
        valid_from: Some(date(2018, 1, 1)),
        valid_until: None,
        successors: &[Successor {
            from: date(2012, 1, 1),
            text: "Bundesinitiative Netzwerke Frühe Hilfen und Familienhebammen",
        }],
        rule: "AGR-32",
        reason: "Den Fonds, die Bundesstiftung Frühe Hilfen, gibt es erst seit dem 01.01.2018; bis dahin lief die Bundesinitiative.",
    },
    Term {
        patterns: &[
            "kick",
            "kinder - und jugendhilfeweiterentwicklungsgesetz*",
            "kinder - und jugendhilfe - weiterentwicklungsgesetz*",
        ],
        valid_from: None,
        valid_until: Some(date(2011, 12, 31)),
        successors: &[Successor {
            from: date(2012, 1, 1),
            text: "Bundeskinderschutzgesetz (BKiSchG)",
        }],
        rule: "AGR-01",
        reason: "Das Kinder- und Jugendhilfeweiterentwicklungsgesetz (KICK) ist älter als die Frühen Hilfen im Gesetz; Grundlage ist seit dem 01.01.2012 das Bundeskinderschutzgesetz mit dem KKG.",
    },
    Term {
        patterns: &[
            "bukischg",
            "bkschg",
            "bukschg",
            "bkischug",
            "kinderschutzgesetz*",
        ],
        valid_from: None,
        valid_until: Some(date(2011, 12, 31)),
        successors: &[Successor {
            from: date(2012, 1, 1),
            text: "Bundeskinderschutzgesetz (BKiSchG)",
        }],
        rule: "AGR-01",
        reason: "Gemeint ist wohl das Bundeskinderschutzgesetz (BKiSchG) vom 22.12.2011; ein Kinderschutzgesetz des Landes wäre mit dem Land zu nennen.",
    },
    Term {
        patterns: &[
            "dsgvo",
            "ds - gvo",
            "datenschutz - grundverordnung",
            "datenschutzgrundverordnung",
        ],
        valid_from: Some(DSGVO),
        valid_until: None,
        successors: &[],
        rule: "DPR-06",
        reason: "Die Datenschutz-Grundverordnung gilt erst seit dem 25.05.2018.",
    },
];

/// Misspellings of the template (rules.md 1.9, trap 15): the beginning of a wrong word and of the right one.
pub(super) const TYPOS: &[(&str, &str)] = &[
    ("betroffenenaten", "Betroffenendaten"),
    ("berufsheimnistr", "Berufsgeheimnistr"),
    ("niedrighschwellig", "niedrigschwellig"),
];
