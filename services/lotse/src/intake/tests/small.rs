//! Names, ids and keys.

use kernel::MunicipalityId;

use super::super::batch::Batch;
use super::super::bodies::is_function;
use super::super::names::{fold, near};

fn batch(kind: &str, bytes: &[u8]) -> Batch {
    let municipality: MunicipalityId = "stadt".parse().unwrap();
    Batch::new(&municipality, kind, None, "liste.csv", bytes)
}

#[test]
fn a_name_is_the_same_whatever_its_blanks_and_punctuation_and_nothing_else_is() {
    assert_eq!(
        fold("Caritasverband  Leverkusen e.V."),
        fold("Caritasverband Leverkusen e. V.")
    );
    assert_eq!(fold("Kita „Überall“"), fold("KITA UBERALL"));
    assert_ne!(fold("Kita Am Park 1"), fold("Kita Am Park 2"));
    assert_eq!(fold(" , "), "");
}

#[test]
fn what_is_near_is_a_hint() {
    let known = ["Beratungsstelle Süd", "Familienbüro Mitte"];
    let hint = near("Beratungstelle Süd", known.into_iter());
    assert_eq!(hint.as_deref(), Some("„Beratungsstelle Süd“"));
    assert_eq!(near("Zahnarzt", known.into_iter()), None);
}

#[test]
fn ids_and_keys_follow_from_file_line_and_number_and_from_no_name() {
    let one = batch("contacts", b"a");
    assert_eq!(one.id(5, 0), batch("contacts", b"a").id(5, 0));
    assert_ne!(one.id(5, 0), one.id(5, 1));
    assert_ne!(one.id(5, 0), one.id(6, 0));
    assert_ne!(one.id(5, 0), batch("contacts", b"b").id(5, 0));
    assert_ne!(one.key(5, 0), batch("partners", b"a").key(5, 0));
    assert_eq!(one.key(5, 0), format!("intake:{}:5:0", one.digest));
    assert_eq!(one.digest.len(), 16);
}

#[test]
fn a_function_is_told_from_a_name() {
    assert!(is_function("Jugendhilfeplanung") && is_function("Geschäftsführung"));
    assert!(!is_function("Erika Beispiel"));
}
