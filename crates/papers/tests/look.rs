//! Writes the samples, so that a person can look at them.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::{nasty, sample};

/// `cargo nextest run -p papers --run-ignored only` puts them under `target/tmp/papers/`; with
/// `--no-capture` it says how long each took.
#[test]
#[ignore = "for a person who wants to look at the papers"]
fn write_the_samples() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    fs::create_dir_all(&folder).unwrap();
    for (name, make) in sample::makers() {
        let started = Instant::now();
        let bytes = make().unwrap();
        println!(
            "{name}: {} bytes, {} ms",
            bytes.len(),
            started.elapsed().as_millis()
        );
        fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
    }
    for (name, bytes) in [
        (
            "numeric_proof",
            papers::numeric_proof_docx(&sample::grant::proof(40)),
        ),
        (
            "grant_report",
            papers::grant_report_docx(&sample::grant::report()),
        ),
    ] {
        fs::write(folder.join(format!("{name}.docx")), bytes.unwrap()).unwrap();
    }
    let long = papers::agreement(&nasty::spoiled(&"a.b/c@d Wort ".repeat(40))).unwrap();
    fs::write(folder.join("nasty.pdf"), long).unwrap();
    let long = papers::agreement(&nasty::spoiled(&"Langeswort".repeat(60))).unwrap();
    fs::write(folder.join("endless.pdf"), long).unwrap();
}
