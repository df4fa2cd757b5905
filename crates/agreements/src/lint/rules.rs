//! What the wording of one text may get wrong: the traps of rules.md 1.9 and 1.10, one function each.

use std::ops::Range;

use kernel::Date;

use super::LintCode;
use super::citation::{Law, citations};
use super::references::{KJSG, REFERENCES, TERMS, TYPOS, successor};
use super::words::{Word, find, has};

/// A finding before it knows its text: the words that it is about.
pub(super) struct Hit {
    pub(super) code: LintCode,
    pub(super) rule: &'static str,
    pub(super) words: Range<usize>,
    pub(super) sentence: String,
    pub(super) suggestion: Option<String>,
}

impl Hit {
    fn new(code: LintCode, rule: &'static str, words: Range<usize>, sentence: &str) -> Self {
        let sentence = sentence.to_owned();
        Self {
            code,
            rule,
            words,
            sentence,
            suggestion: None,
        }
    }

    fn suggest(self, suggestion: impl Into<String>) -> Self {
        Self {
            suggestion: Some(suggestion.into()),
            ..self
        }
    }
}

/// Everything that one text gets wrong on a day.
pub(super) fn hits(words: &[Word], on: Date) -> Vec<Hit> {
    let mut hits = dated_references(words, on);
    hits.extend(dated_terms(words, on));
    hits.extend(typos(words));
    hits.extend(quotations(words));
    hits.extend(list_of_section_3(words, on));
    hits.extend(maximum_of_two(words));
    hits.extend(kgst(words));
    hits.extend(no_notice_period(words));
    hits.extend(share_with_amount(words));
    hits
}

/// Outside its time: too late or too early.
fn untimely(on: Date, from: Option<Date>, until: Option<Date>) -> Option<LintCode> {
    if until.is_some_and(|until| until < on) {
        Some(LintCode::Outdated)
    } else if from.is_some_and(|from| on < from) {
        Some(LintCode::NotYetInForce)
    } else {
        None
    }
}

fn dated_references(words: &[Word], on: Date) -> Vec<Hit> {
    let mut hits = Vec::new();
    for citation in citations(words) {
        let known = REFERENCES.iter().find(|known| {
            let named = |cited: &String, known: &[&str]| known.contains(&cited.as_str());
            known.law == citation.law
                && citation.sections.iter().any(|s| named(s, known.sections))
                && (known.paragraphs.is_empty()
                    || citation
                        .paragraphs
                        .iter()
                        .any(|p| named(p, known.paragraphs)))
        });
        if let Some(known) = known
            && let Some(code) = untimely(on, known.valid_from, known.valid_until)
        {
            let hit = Hit::new(code, known.rule, citation.words, known.reason);
            hits.push(match successor(known.successors, on) {
                Some(text) => hit.suggest(text),
                None => hit,
            });
        }
    }
    hits
}

fn dated_terms(words: &[Word], on: Date) -> Vec<Hit> {
    let mut hits = Vec::new();
    for term in TERMS {
        let Some(code) = untimely(on, term.valid_from, term.valid_until) else {
            continue;
        };
        for range in term
            .patterns
            .iter()
            .flat_map(|pattern| find(words, pattern))
        {
            let hit = Hit::new(code, term.rule, range, term.reason);
            hits.push(match successor(term.successors, on) {
                Some(text) => hit.suggest(text),
                None => hit,
            });
        }
    }
    hits
}

fn typos(words: &[Word]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for (wrong, right) in TYPOS {
            if let Some(rest) = word.plain.strip_prefix(wrong) {
                let hit = Hit::new(
                    LintCode::Misspelt,
                    "DPR-06",
                    at..at + 1,
                    "Schreibfehler aus dem Muster.",
                );
                hits.push(hit.suggest(format!("{right}{rest}")));
            }
        }
    }
    hits
}

/// Trap 16: what Leverkusen's text quotes as § 3 Abs. 3 and § 1 Abs. 4 S. 2 KKG is not what the law says there.
fn quotations(words: &[Word]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for citation in citations(words) {
        let after = &words[citation.words.end..words.len().min(citation.words.end + 8)];
        if citation.names(Law::Kkg, "3", "3") && has(after, "auf - und ausbau") {
            let hit = Hit::new(
                LintCode::WrongQuotation,
                "AGR-01",
                citation.words,
                "§ 3 Abs. 3 KKG handelt davon, wer das Netzwerk organisiert und dass die Grundsätze in Vereinbarungen stehen; vom Aufbau der Strukturen handelt Abs. 1.",
            );
            hits.push(hit.suggest(
                "§ 3 Abs. 1 KKG: Aufbau und Weiterentwicklung flächendeckend verbindlicher Strukturen der Zusammenarbeit im Kinderschutz, insbesondere im Bereich Früher Hilfen",
            ));
        } else if citation.names(Law::Kkg, "1", "4")
            && citation.sentence.as_deref() == Some("2")
            && (has(after, "ausbau") || has(after, "leicht zugänglichen"))
        {
            let hit = Hit::new(
                LintCode::WrongQuotation,
                "AGR-01",
                citation.words,
                "§ 1 Abs. 4 S. 2 KKG spricht nicht vom Ausbau leicht zugänglicher Hilfsangebote.",
            );
            hits.push(hit.suggest(
                "§ 1 Abs. 4 S. 2 KKG: Vorhaltung eines möglichst frühzeitigen, koordinierten und multiprofessionellen Angebots im Hinblick auf die Entwicklung von Kindern vor allem in den ersten Lebensjahren (Frühe Hilfen)",
            ));
        }
    }
    hits
}

/// Trap 17: a text that lists the participants of § 3 Abs. 2 KKG should list those of the law of its day.
fn list_of_section_3(words: &[Word], on: Date) -> Vec<Hit> {
    let (Some(first), Some(last)) = (
        find(words, "gesundheitsämter*").next(),
        find(words, "familiengerichte*").next(),
    ) else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    let contracts = citations(words).iter().any(|citation| {
        let section = |section: &str| citation.sections.iter().any(|cited| cited == section);
        match citation.law {
            Law::Sgb(12) => section("75") || section("76"),
            Law::Sgb(9) => section("125"),
            Law::Sgb(_) | Law::Kkg | Law::Bdsg => false,
        }
    });
    let mut missing = Vec::new();
    if !contracts {
        missing.push(if on < KJSG {
            "Einrichtungen und Dienste mit Verträgen nach dem SGB XII"
        } else {
            "Leistungserbringer mit Verträgen nach § 125 SGB IX"
        });
    }
    if on >= KJSG && !has(words, "mehrgenerationenh*") {
        missing.push("Mehrgenerationenhäuser");
    }
    if !missing.is_empty() {
        let range = first.start.min(last.start)..first.end.max(last.end);
        let missing = missing.join(", ");
        let sentence = format!("In der Aufzählung nach § 3 Abs. 2 KKG fehlen: {missing}.");
        hits.push(Hit::new(LintCode::ListIncomplete, "MEM-09", range, &sentence).suggest(missing));
    }
    for range in find(words, "heilberufe , insbesondere familienhebammen") {
        hits.push(Hit::new(
            LintCode::WrongQuotation,
            "MEM-09",
            range.start + 2..range.end,
            "Familienhebammen nennt das Gesetz nicht in § 3 Abs. 2 KKG, sondern in Abs. 4.",
        ));
    }
    hits
}

/// MEM-14: „eine Ansprechpartnerin und/oder einen Ansprechpartner“ names both genders, not a maximum of two.
fn maximum_of_two(words: &[Word]) -> Vec<Hit> {
    let maximum = ["maximal zwei", "maximal 2", "höchstens zwei", "höchstens 2"];
    maximum
        .iter()
        .flat_map(|pattern| find(words, pattern))
        .filter(|range| {
            let after = &words[range.end..words.len().min(range.end + 4)];
            after.iter().any(|word| word.plain.starts_with("ansprechp"))
        })
        .map(|range| {
            Hit::new(
                LintCode::InventedMaximum,
                "MEM-14",
                range,
                "„und/oder“ nennt beide Geschlechter; eine Höchstzahl von zwei Ansprechpersonen steht in keinem der Dokumente.",
            )
            .suggest("mindestens eine")
        })
        .collect()
}

/// FUN-04: the name is KGSt, and its values are of a year.
fn kgst(words: &[Word]) -> Vec<Hit> {
    let is_year = |word: &Word| {
        word.plain.len() == 4
            && (word.plain.starts_with("19") || word.plain.starts_with("20"))
            && word.plain.bytes().all(|b| b.is_ascii_digit())
    };
    let dated = words.iter().any(is_year) || has(words, "jeweil*");
    let mut hits = Vec::new();
    for range in find(words, "kgst") {
        if words[range.start].text != "KGSt" {
            let hit = Hit::new(
                LintCode::Misspelt,
                "FUN-04",
                range.clone(),
                "Die Abkürzung heißt KGSt.",
            );
            hits.push(hit.suggest("KGSt"));
        }
        if !dated {
            let hit = Hit::new(
                LintCode::Undated,
                "FUN-04",
                range,
                "Die Werte der KGSt ändern sich; ohne Stand ist offen, welche gemeint sind.",
            );
            hits.push(hit.suggest("nach KGSt in der jeweils geltenden Fassung"));
        }
    }
    hits
}

/// Trap 13: „unterliegt keiner Kündigungsfrist“ can be read as terminable at any time or not at all.
fn no_notice_period(words: &[Word]) -> Vec<Hit> {
    find(words, "keiner kündigungsfrist")
        .map(|range| {
            Hit::new(
                LintCode::Ambiguous,
                "AGR-09",
                range,
                "Zu lesen als „jederzeit kündbar“ oder als „nicht kündbar“.",
            )
            .suggest("kann jederzeit ohne Einhaltung einer Frist gekündigt werden")
        })
        .collect()
}

/// Trap 7: a third with an amount in brackets leaves open whether the amount is the third or the whole.
fn share_with_amount(words: &[Word]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for share in find(words, "1 / 3").chain(find(words, "ein drittel")) {
        let reach = words.len().min(share.end + 40);
        let amount = find(&words[share.end..reach], "( rd").next();
        if let Some(amount) = amount {
            let start = share.end + amount.start;
            let close = words[start..].iter().position(|word| word.plain == ")");
            let end = close.map_or(start + 2, |close| start + close + 1);
            hits.push(Hit::new(
                LintCode::Ambiguous,
                "FUN-09",
                start..end,
                "Offen bleibt, ob der Betrag das Drittel oder das Ganze ist.",
            ));
        }
    }
    hits
}
