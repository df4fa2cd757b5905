//! The mention check: MTG-24, measured on sentences that were written before it.

use meetings::mentions::mentions;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Corpus {
    open: Half,
    held_back: Half,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Half {
    naming: Vec<String>,
    harmless: Vec<String>,
}

fn corpus() -> Corpus {
    toml::from_str(include_str!("mentions/sentences.toml")).expect("the corpus is TOML")
}

fn is_marked(text: &String) -> bool {
    !mentions(text).is_empty()
}

#[test]
fn dev() {
    let open = corpus().open;
    for s in &open.naming {
        if !is_marked(s) {
            println!("MISS {s}");
        }
    }
    for s in &open.harmless {
        if is_marked(s) {
            println!("FALSE {s} {:?}", mentions(s));
        }
    }
    for s in &open.naming {
        for m in mentions(s) {
            println!("  {:?} {}   <- {s}", m.reason, m.words)
        }
    }
}
