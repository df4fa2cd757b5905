//! What a draft of the numeric proof still lacks, in German sentences.

use funding::Grant;
use funding::grant::{GrantTerms, NumericProof};
use funding::ledger::Books;
use kernel::{Date, Money, german};

/// What the office has to do before it submits.
pub(super) fn missing(
    view: &Grant,
    terms: &GrantTerms,
    numbers: &NumericProof,
    not_examined: &[String],
    books: &Books,
    day: Date,
) -> Vec<String> {
    let mut missing = vec![format!(
        "Der Verwendungsnachweis ist nicht vorgelegt; die Zahlen sind die der Bücher am {}.",
        german::day(day)
    )];
    if day < terms.period.until {
        let until = german::day(terms.period.until);
        missing.push(format!("Der Bewilligungszeitraum endet erst am {until}."));
    }
    for institution in not_examined {
        missing.push(format!(
            "Der Nachweis der Weiterleitung an {institution} ist nicht geprüft."
        ));
    }
    let without = numbers.expenses.iter().filter(|part| {
        let expense = books.expenses.get(&part.expense);
        expense.is_none_or(|expense| expense.documents_on(day).is_empty())
    });
    match without.count() {
        0 => {}
        1 => missing.push("Zu einer Ausgabe der Belegliste ist kein Beleg hinterlegt.".to_owned()),
        count => missing.push(format!(
            "Zu {count} Ausgaben der Belegliste ist kein Beleg hinterlegt."
        )),
    }
    match view.open_conditions(day).count() {
        0 => {}
        1 => missing.push("Eine Nebenbestimmung des Bescheids ist nicht erfüllt.".to_owned()),
        count => missing.push(format!(
            "{count} Nebenbestimmungen des Bescheids sind nicht erfüllt."
        )),
    }
    missing.push("Das Aktenzeichen ist in Lotse nicht hinterlegt.".to_owned());
    let others = terms.plan.own_funds.plus(terms.plan.third_party);
    if others > Money::ZERO {
        missing
            .push("Was aus Eigenmitteln und Drittmitteln einging, ist nicht gebucht.".to_owned());
    }
    missing
}
