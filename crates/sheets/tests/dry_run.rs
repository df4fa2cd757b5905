//! A list of 5,000 lines with every kind of fault, read as an import reads it.

use std::collections::BTreeSet;

use sheets::entering::{Encoding, Origin};
use sheets::values::{Answer, PhoneDoubt, answer, mail, partial_day, phone_doubts, postal_code};
use sheets::{Columns, Field, Kind, Row, Table, read};

use crate::faulty::{Fault, faulty};

#[test]
fn every_fault_of_5000_lines_is_found_in_its_line_and_no_other_is() {
    let file = faulty(5_000);
    let table = read(&file.csv, "Kontakte.csv").unwrap();
    let encoding = Encoding::Windows1252;
    assert_eq!(
        table.origin,
        Origin::Delimited {
            encoding,
            delimiter: ';'
        }
    );
    assert_eq!((table.header_line, table.rows.len()), (4, 5_000));
    let columns = Columns::recognise(Kind::Contacts, &table).unwrap();
    let notes: Vec<String> = columns.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        ["Spalte K hat keine Überschrift und wird nicht übernommen."]
    );

    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut good = 0;
    for row in &table.rows {
        let before = found.len();
        found.extend(faults(&table, &columns, row, &mut seen).map(|fault| (row.line, fault)));
        good += usize::from(found.len() == before);
    }
    assert_eq!(found, file.faults);
    assert_eq!(good, file.good);
    let kinds: BTreeSet<Fault> = found.iter().map(|(_, fault)| *fault).collect();
    assert_eq!(kinds.len(), 17);
}

#[test]
fn a_problem_says_where_and_what() {
    let file = faulty(60);
    let table = read(&file.csv, "Kontakte.csv").unwrap();
    let columns = Columns::recognise(Kind::Contacts, &table).unwrap();
    let (line, _) = file
        .faults
        .iter()
        .find(|(_, fault)| *fault == Fault::ImpossibleDay)
        .unwrap();
    let row = table.rows.iter().find(|row| row.line == *line).unwrap();
    let error = partial_day(columns.get(row, Field::JoinedOn).unwrap()).unwrap_err();
    let problem = columns.problem(row, Field::JoinedOn, error.to_string());
    assert_eq!(
        problem.to_string(),
        format!(
            "Zeile {line}, Spalte H („Mitglied seit“): „31.02.2020“: Diesen Tag gibt es nicht."
        )
    );
}

fn faults(
    table: &Table,
    columns: &Columns,
    row: &Row,
    seen: &mut BTreeSet<Vec<String>>,
) -> impl Iterator<Item = Fault> {
    let get = |field| columns.get(row, field);
    let mut found = Vec::new();
    if !seen.insert(row.cells.clone()) {
        return vec![Fault::Doubled].into_iter();
    }
    if row.cells.len() < table.headings.len() - 1 {
        return vec![Fault::ShortLine].into_iter();
    }
    if row.get(table.headings.len() - 1).is_some() {
        found.push(Fault::StrayCell);
    }
    if get(Field::Institution).is_none() {
        found.push(Fault::NoInstitution);
    }
    if get(Field::ContactName).is_none() {
        found.push(Fault::NoContact);
    }
    found.extend(
        get(Field::JoinedOn)
            .and_then(|text| partial_day(text).err())
            .map(|error| match error.reason.as_str() {
                "Diesen Tag gibt es nicht." => Fault::ImpossibleDay,
                reason if reason.starts_with("Bei Schrägstrichen") => Fault::DoubtfulDay,
                _ => Fault::NoDay,
            }),
    );
    found.extend(get(Field::Consent).and_then(|text| match answer(text) {
        Ok(Answer::No) => Some(Fault::NoConsent),
        Ok(Answer::Yes | Answer::On(_)) => None,
        Err(_) => Some(Fault::UnclearConsent),
    }));
    if get(Field::PostalCode).is_some_and(|text| postal_code(text).is_err()) {
        found.push(Fault::ShortPostalCode);
    }
    found.extend(
        get(Field::Mail)
            .and_then(|text| mail(text).err())
            .map(|error| {
                if error.reason.starts_with("Das ist mehr") {
                    Fault::TwoMails
                } else {
                    Fault::NoMail
                }
            }),
    );
    found.extend(
        get(Field::Phone)
            .into_iter()
            .flat_map(phone_doubts)
            .map(|doubt| match doubt {
                PhoneDoubt::NoAreaCode(_) => Fault::MisreadPhone,
                PhoneDoubt::NoZero => Fault::PhoneWithoutZero,
                PhoneDoubt::Rounded => Fault::RoundedPhone,
                PhoneDoubt::Several => Fault::TwoPhones,
                doubt => panic!("{}: {doubt}", row.line),
            }),
    );
    found.into_iter()
}
