//! Every rule of agreements, membership, meetings, funding and evaluation has its case, every one that refuses has two.
//!
//! `rules.toml` lists the IDs with their actions. A case is a test function whose name says the ID
//! (`agr_12_…`, `mem_46_mem_47_…`, `mtg_15_…`), anywhere in the house. A rule with an **E** names the case in which it lets pass
//! and the one in which it refuses or, where a policy is merely inferred, warns; each of them asserts so.
//! Whether deleting an enforcement turns a test red is what `./dev mutants` measures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What a test asserts with that sees a refusal or a warning, or what a computation misses; one of them stands in every
/// refusing case.
const SEES_A_REFUSAL: &[&str] = &["refus", "warn", "unwrap_err", "expect_err", "missing("];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    /// By ID: the letters of what the software does.
    rules: BTreeMap<String, String>,
    /// By ID: why no test names the rule.
    without_case: BTreeMap<String, String>,
    enforced: BTreeMap<String, Enforced>,
}

/// The two cases of a rule that refuses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Enforced {
    passes: String,
    refuses: String,
}

#[test]
fn the_table_holds_every_rule_of_these_domains_and_nothing_else() {
    let table = table();
    let numbered = |domain: &'static str, last: u8| {
        (1..=last).map(move |number| format!("{domain}-{number:02}"))
    };
    let all: BTreeSet<String> = numbered("AGR", 34)
        .chain(numbered("MEM", 50))
        .chain(numbered("MTG", 30))
        .chain(numbered("FUN", 20))
        .chain(numbered("EVA", 16))
        .collect();
    assert_eq!(table.rules.keys().cloned().collect::<BTreeSet<_>>(), all);
    for (rule, letters) in &table.rules {
        let known = letters.chars().all(|letter| "REMP".contains(letter));
        // EVA-05 asks nothing of the software but to be short.
        let is_none = letters == "-";
        assert!(is_none || known && !letters.is_empty(), "{rule}: {letters}");
    }
}

#[test]
fn every_rule_has_a_case_or_a_reason_and_never_both() {
    let (table, cases) = (table(), cases());
    for rule in table.without_case.keys() {
        assert!(
            table.rules.contains_key(rule),
            "{rule} is no rule of the table"
        );
    }
    let mut missing = Vec::new();
    for rule in table.rules.keys() {
        let named = cases.keys().any(|case| says(case, rule));
        match table.without_case.get(rule) {
            Some(_) if named => panic!("{rule} has a case: take its line out of without-case"),
            Some(reason) => assert!(reason.len() > 20, "{rule}: that is no reason: {reason}"),
            None if !named => missing.push(rule),
            None => {}
        }
    }
    assert!(missing.is_empty(), "no test is named for {missing:?}");
}

#[test]
fn every_rule_that_refuses_has_a_passing_and_a_refusing_case() {
    let (table, cases) = (table(), cases());
    let enforced = table
        .rules
        .iter()
        .filter(|(_, letters)| letters.contains('E'));
    let enforced: Vec<&String> = enforced.map(|(rule, _)| rule).collect();
    assert_eq!(enforced, table.enforced.keys().collect::<Vec<_>>());
    for (rule, pair) in &table.enforced {
        assert_ne!(pair.passes, pair.refuses, "{rule} needs two cases");
        for case in [&pair.passes, &pair.refuses] {
            assert!(says(case, rule), "{case} does not say {rule}");
            assert!(cases.contains_key(case), "{rule}: nobody has {case}");
        }
        let body = &cases[&pair.refuses];
        assert!(
            SEES_A_REFUSAL.iter().any(|word| body.contains(word)),
            "{} sees neither a refusal nor a warning",
            pair.refuses
        );
        assert!(body.contains("assert"), "{} asserts nothing", pair.refuses);
    }
}

/// Whether the name of a test says a rule's ID.
fn says(case: &str, rule: &str) -> bool {
    let rule = rule.to_lowercase().replace('-', "_");
    case.starts_with(&format!("{rule}_")) || case.contains(&format!("_{rule}_"))
}

fn table() -> Table {
    toml::from_str(include_str!("rules.toml")).expect("the table can be read")
}

/// Every test function of the house with its text; a function that is not marked as a test is none.
fn cases() -> BTreeMap<String, String> {
    let mut cases = BTreeMap::new();
    for folder in ["crates", "services", "tests"] {
        collect(&root().join(folder), &mut cases);
    }
    assert!(cases.len() > 400, "only {} tests were found", cases.len());
    cases
}

fn collect(folder: &Path, cases: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder)
        .expect("a folder of the house")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, cases);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            read(
                &std::fs::read_to_string(&path).expect("a source file"),
                cases,
            );
        }
    }
}

/// The tests of one file: an attribute that ends in `test`, then the function, up to the next attribute of a test.
fn read(file: &str, cases: &mut BTreeMap<String, String>) {
    let is_test = |line: &str| {
        line.strip_prefix("#[")
            .and_then(|line| line.split(['(', ']']).next())
            .is_some_and(|path| path == "test" || path.ends_with("::test"))
    };
    let lines: Vec<&str> = file.lines().map(str::trim_start).collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| is_test(lines[*at])).collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let name = lines[*start..end].iter().find_map(|line| {
            let line = line.strip_prefix("async ").unwrap_or(line);
            line.strip_prefix("fn ")?.split('(').next()
        });
        let name = name.expect("a function follows the attribute of a test");
        let doubled = cases.insert(name.to_owned(), lines[*start..end].join("\n"));
        // The same claim may be proved of two crates; a rule's case stands once.
        let is_rule = ["agr_", "mem_", "mtg_"]
            .iter()
            .any(|domain| name.starts_with(domain));
        assert!(doubled.is_none() || !is_rule, "{name} stands twice");
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
