//! A contact list with every fault that a list can have.

use std::fmt::Write;

use encoding_rs::WINDOWS_1252;

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    NoInstitution,
    NoContact,
    ImpossibleDay,
    DoubtfulDay,
    NoDay,
    NoConsent,
    UnclearConsent,
    ShortPostalCode,
    NoMail,
    TwoMails,
    MisreadPhone,
    PhoneWithoutZero,
    RoundedPhone,
    TwoPhones,
    /// Content right of the last heading.
    StrayCell,
    /// The line ends before its last columns.
    ShortLine,
    /// The same line as the one before.
    Doubled,
}

const FAULTS: [Fault; 17] = [
    Fault::NoInstitution,
    Fault::NoContact,
    Fault::ImpossibleDay,
    Fault::DoubtfulDay,
    Fault::NoDay,
    Fault::NoConsent,
    Fault::UnclearConsent,
    Fault::ShortPostalCode,
    Fault::NoMail,
    Fault::TwoMails,
    Fault::MisreadPhone,
    Fault::PhoneWithoutZero,
    Fault::RoundedPhone,
    Fault::TwoPhones,
    Fault::StrayCell,
    Fault::ShortLine,
    Fault::Doubled,
];

/// A file and what was done to it.
pub(crate) struct Faulty {
    /// CSV in Windows-1252 with `;`, title, empty lines, quoted line breaks and texts that look like formulas.
    pub(crate) csv: Vec<u8>,
    /// Line, as a spreadsheet counts, and its fault.
    pub(crate) faults: Vec<(u32, Fault)>,
    /// Lines without a fault.
    pub(crate) good: usize,
}

/// A list of so many lines, every third with a fault.
pub(crate) fn faulty(lines: usize) -> Faulty {
    let mut text = String::from("Kontaktliste Netzwerk Frühe Hilfen\r\nStand;01.03.2024\r\n\r\n");
    text.push_str("Einrichtung;Ansprechpartner/in;Funktion;PLZ;Ort;Tel.-Nr.;E-Mail;Mitglied seit;Einwilligung;Straße\r\n");
    let mut line = 4;
    let mut faults = Vec::new();
    let mut good = 0;
    let mut before = String::new();
    for number in 0..lines {
        if number % 50 == 49 {
            text.push_str(if number % 100 == 99 {
                ";;;;;;;;;\r\n"
            } else {
                "\r\n"
            });
            line += 1;
        }
        line += 1;
        let fault = (number % 3 == 2).then(|| FAULTS[number / 3 % FAULTS.len()]);
        match fault {
            Some(fault) => faults.push((line, fault)),
            None => good += 1,
        }
        if fault != Some(Fault::Doubled) {
            before = written(number, fault);
        }
        text.push_str(&before);
    }
    let csv = WINDOWS_1252.encode(&text).0.into_owned();
    Faulty { csv, faults, good }
}

fn written(number: usize, fault: Option<Fault>) -> String {
    let is = |wanted: Fault| fault == Some(wanted);
    let or = |wanted: Fault, wrong: &str, right: String| {
        if is(wanted) { wrong.to_owned() } else { right }
    };
    let institution = match number % 4 {
        0 => format!("Beratungsstelle Süd {number}"),
        1 => format!("\"Haus \"\"Kunterbunt\"\"; Gruppe {number}\""),
        2 => format!("\"Ämter-Treff\nHof {number}\""),
        _ => format!("=Kita {number}"),
    };
    let institution = or(Fault::NoInstitution, "", institution);
    let contact = or(
        Fault::NoContact,
        "",
        format!("Netzwerkkoordination {number}"),
    );
    let postal_code = or(Fault::ShortPostalCode, "1067", "01067".to_owned());
    let phone = match fault {
        Some(Fault::MisreadPhone) => "0213 000 100 20".to_owned(),
        Some(Fault::PhoneWithoutZero) => "214 406-5100".to_owned(),
        Some(Fault::RoundedPhone) => "2,1440651E+11".to_owned(),
        Some(Fault::TwoPhones) => "0214 406-5100 / 0170 1234567".to_owned(),
        _ => format!("0214 406-{number}"),
    };
    let mail = match fault {
        Some(Fault::NoMail) => "beratung(at)stadt.example".to_owned(),
        Some(Fault::TwoMails) => "a@stadt.example, b@stadt.example".to_owned(),
        _ => format!("beratung{number}@stadt.example"),
    };
    let since = match fault {
        Some(Fault::ImpossibleDay) => "31.02.2020",
        Some(Fault::DoubtfulDay) => "03/04/2020",
        Some(Fault::NoDay) => "demnächst",
        _ => [
            "15.10.2018",
            "1.2.21",
            "15. Okt. 2018",
            "2018-10-15",
            "43388",
            "2012",
        ][number % 6],
    };
    let consent = match fault {
        Some(Fault::NoConsent) => "nein",
        Some(Fault::UnclearConsent) => "mündlich",
        _ => ["ja", "x", "liegt vor", "12.03.2018"][number % 4],
    };
    let mut line = format!("{institution};{contact};Leitung;{postal_code};Ort");
    if !is(Fault::ShortLine) {
        write!(
            line,
            ";{phone};\"{mail}\";{since};{consent};Straße {number}"
        )
        .expect("a String takes every character");
    }
    if is(Fault::StrayCell) {
        line.push_str(";am Rand");
    }
    line.push_str("\r\n");
    line
}
