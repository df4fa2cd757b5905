//! The contact list [Anlage 1, Kontaktliste] (AGR-22, AGR-23), with the office and the emergency card (MEM-30, MEM-31).

use std::collections::BTreeSet;

use axum::response::Response;
use jiff::tz::TimeZone;
use kernel::Date;
use membership::ContactListKind;
use papers::{ContactList, ContactRow};
use service_kit::problem::Problem;
use sheets::leaving::Postal;
use sheets::{Card, Cell, Sheet, to_csv, to_vcards, values};

use super::asked::Door;
use super::file::{Format, download};
use super::heading::{Heading, must_know};
use super::people::{self, Listed, Who};
use super::press::Press;
use super::problem::problem;
use super::sheet::{columns, stand, workbook};
use super::wanted::{PARAMETERS, Wanted};
use crate::graphql::error::GraphError;
use crate::graphql::policies;
use crate::graphql::reader::Reading;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "export-contact-list";

const TITLE: &str = "Anlage 1: Kontaktliste";

/// The columns of the model agreement (AGR-23), each with its width in characters.
const COLUMNS: [(&str, u8); 7] = [
    ("Einrichtung/Dienst/Fachstelle", 32),
    ("Ansprechpartner/in", 26),
    ("Funktion", 20),
    ("Anschrift", 32),
    ("Telefon", 18),
    ("Fax", 18),
    ("E-Mail", 32),
];

/// `GET /exports/contact-list.{pdf,xlsx,csv,vcf}`
pub(super) async fn list(door: Door, press: &Press, ending: &str) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, PARAMETERS)?;
    let formats = [Format::Pdf, Format::Xlsx, Format::Csv, Format::Vcf];
    let format = Format::of(ending, &formats)?;
    let list = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let wanted = Wanted::of(&asked, &reading, ContactListKind::Contacts).await?;
        Annex1::read(&reading, wanted).await?
    };
    let file = list.heading.file(
        "Kontaktliste",
        list.wanted.version(),
        list.wanted.day,
        format.ending(),
    );
    let content = match format {
        // Not offered above.
        Format::Docx => return Err(Problem::not_found()),
        Format::Pdf => press.set(move || list.pdf()).await?,
        Format::Xlsx => list.xlsx()?,
        Format::Csv => to_csv(&list.sheet()),
        Format::Vcf => to_vcards(&list.cards()),
    };
    Ok(download(&file, format.mime(), content))
}

/// Anlage 1 with what stands around it.
pub(super) struct Annex1 {
    wanted: Wanted,
    heading: Heading,
    rows: Vec<Listed>,
}

impl Annex1 {
    /// Reads the list that is wanted; 404 for a network that there is not.
    pub(super) async fn read(reading: &Reading<'_>, wanted: Wanted) -> Result<Self, Problem> {
        let known = wanted.known(reading).await.map_err(problem)?;
        must_know(&known, wanted.network)?;
        let read = async {
            let policies = policies::load(reading).await?;
            let (network, day) = (wanted.network, wanted.day);
            let heading = Heading::of(reading, &known, &policies, network, day).await?;
            let rows = people::contacts(reading, &known, &policies, network, day).await?;
            Ok::<_, GraphError>((heading, rows))
        };
        let (heading, rows) = read.await.map_err(problem)?;
        Ok(Self {
            wanted,
            heading,
            rows,
        })
    }

    pub(super) fn heading(&self) -> &Heading {
        &self.heading
    }

    /// The list as a paper carries it.
    pub(super) fn annex(&self) -> ContactList {
        ContactList {
            version: self.wanted.version(),
            as_of: self.wanted.day,
            rows: self.rows.iter().map(row).collect(),
            emergency_card: self.heading.card.clone(),
            office: self.heading.office.clone(),
        }
    }

    fn pdf(&self) -> Result<Vec<u8>, papers::PaperError> {
        let letterhead = self
            .heading
            .letterhead(self.wanted.day, self.wanted.status());
        papers::contact_list(&letterhead, &self.annex())
    }

    fn sheet(&self) -> Sheet {
        let cells = |row: &Listed| {
            let ContactRow {
                institution,
                contact,
                function,
                address,
                reach,
            } = self::row(row);
            vec![
                institution.into(),
                contact.into(),
                function.into(),
                address.into(),
                reach.phone.into(),
                reach.fax.into(),
                reach.email.into(),
            ]
        };
        let stand = stand(self.wanted.day, self.wanted.version());
        let withdrawn = self.wanted.status().map(|status| format!(" · {status}"));
        Sheet {
            name: "Kontaktliste".to_owned(),
            title: TITLE.to_owned(),
            subtitle: Some(format!(
                "{} · {stand}{}",
                self.heading.title(),
                withdrawn.unwrap_or_default()
            )),
            columns: columns(&COLUMNS),
            rows: self.rows.iter().map(cells).collect(),
        }
    }

    fn xlsx(&self) -> Result<Vec<u8>, Problem> {
        let mut sheets = vec![self.sheet()];
        sheets.extend(self.around());
        workbook(TITLE, self.heading.issuer(), self.wanted.day, &sheets)
    }

    /// Office and emergency card, on a sheet of their own.
    fn around(&self) -> Option<Sheet> {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for step in self.heading.card.iter().flat_map(|card| &card.steps) {
            rows.push(vec![
                step.situation.as_str().into(),
                step.call.as_str().into(),
            ]);
        }
        if let Some(office) = &self.heading.office {
            rows.push(vec![
                "Koordinierungsstelle".into(),
                office.name.as_str().into(),
            ]);
            for person in &office.persons {
                rows.push(vec![Cell::Empty, person.as_str().into()]);
            }
            let lines = [
                ("Anschrift", &office.address),
                ("Raum", &office.room),
                ("Sprechzeiten", &office.hours),
                ("Telefon", &office.reach.phone),
                ("Fax", &office.reach.fax),
                ("E-Mail", &office.reach.email),
            ];
            for (what, text) in lines {
                if let Some(text) = text {
                    rows.push(vec![what.into(), text.as_str().into()]);
                }
            }
        }
        (!rows.is_empty()).then(|| Sheet {
            name: "Notfall und Koordination".to_owned(),
            title: "Im Notfall, und wer koordiniert".to_owned(),
            subtitle: Some(stand(self.wanted.day, self.wanted.version())),
            columns: columns(&[("Angabe", 36), ("Inhalt", 80)]),
            rows,
        })
    }

    /// A card for each person who is shown, and one for each partner without one. Whoever was erased has none.
    fn cards(&self) -> Vec<Card> {
        let mut partners = BTreeSet::new();
        self.rows
            .iter()
            .filter_map(|row| {
                let (uid, name) = match (&row.who, row.contact) {
                    (Who::Person(person), _) if person.erased => return None,
                    (Who::Person(person), Some(contact)) => {
                        (contact, Some(values::name(&person.name)))
                    }
                    (Who::Person(_) | Who::Nobody | Who::Hidden, _) => {
                        if !partners.insert(row.partner) {
                            return None;
                        }
                        (row.partner, None)
                    }
                };
                let reach = row.who.reach(&row.institution);
                Some(Card {
                    uid,
                    organisation: row.institution.name.clone(),
                    name,
                    function: row.function.clone(),
                    address: row.institution.address.as_deref().map(postal),
                    phone: reach.phone,
                    mobile: None,
                    fax: reach.fax,
                    mail: reach.email,
                    sectors: row.sectors.clone(),
                    note: None,
                    revised: revised(row.since.unwrap_or(self.wanted.day)),
                })
            })
            .collect()
    }
}

fn row(row: &Listed) -> ContactRow {
    ContactRow {
        institution: row.institution.name.clone(),
        contact: row.who.name().map(str::to_owned),
        function: row.function.clone(),
        address: row.institution.address.clone(),
        reach: row.who.reach(&row.institution),
    }
}

/// An address as a card divides it.
pub(super) fn postal(address: &str) -> Postal {
    let parts = values::address(address);
    Postal {
        street: parts.street,
        postal_code: parts.postal_code.unwrap_or_default(),
        town: parts.town.unwrap_or_default(),
    }
}

/// The first moment of a day.
pub(super) fn revised(day: Date) -> jiff::Timestamp {
    let at = day.to_zoned(TimeZone::UTC);
    at.map_or(jiff::Timestamp::UNIX_EPOCH, |at| at.timestamp())
}
