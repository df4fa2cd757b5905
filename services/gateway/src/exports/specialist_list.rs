//! The experienced specialists [Anlage 2, insoweit erfahrene Fachkräfte], split by legal basis (AGR-24).
//!
//! The register is the municipality's: the list of a network has the same specialists under the network's name.

use axum::response::Response;
use membership::ContactListKind;
use membership::specialist::LegalBasis;
use papers::{AdviceBasis, Specialist, SpecialistList};
use service_kit::problem::Problem;
use sheets::{Card, Cell, Sheet, to_csv, to_vcards, values};

use super::asked::Door;
use super::contact_list::{postal, revised};
use super::file::{Format, download};
use super::heading::{Heading, must_know};
use super::people::{self, Adviser, Who};
use super::press::Press;
use super::problem::problem;
use super::sheet::{columns, stand, workbook};
use super::wanted::{PARAMETERS, Wanted};
use crate::graphql::error::GraphError;
use crate::graphql::policies;
use crate::graphql::reader::Reading;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "export-specialist-list";

const TITLE: &str = "Anlage 2: Insoweit erfahrene Fachkräfte";

/// The columns of the model agreement (AGR-24), each with its width in characters.
const COLUMNS: [(&str, u8); 5] = [
    ("Name", 30),
    ("Anschrift", 44),
    ("Telefon", 20),
    ("Fax", 20),
    ("E-Mail", 36),
];

/// `GET /exports/specialist-list.{pdf,xlsx,csv,vcf}`
pub(super) async fn list(door: Door, press: &Press, ending: &str) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, PARAMETERS)?;
    let formats = [Format::Pdf, Format::Xlsx, Format::Csv, Format::Vcf];
    let format = Format::of(ending, &formats)?;
    let list = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let wanted = Wanted::of(&asked, &reading, ContactListKind::Specialists).await?;
        Annex2::read(&reading, wanted).await?
    };
    let file = list.heading.file(
        "Insoweit erfahrene Fachkräfte",
        list.wanted.version(),
        list.wanted.day,
        format.ending(),
    );
    let content = match format {
        // Not offered above.
        Format::Docx => return Err(Problem::not_found()),
        Format::Pdf => press.set(move || list.pdf()).await?,
        Format::Xlsx => list.xlsx()?,
        Format::Csv => to_csv(&list.table()),
        Format::Vcf => to_vcards(&list.cards()),
    };
    Ok(download(&file, format.mime(), content))
}

/// Anlage 2 with what stands around it.
pub(super) struct Annex2 {
    wanted: Wanted,
    heading: Heading,
    rows: Vec<Adviser>,
}

impl Annex2 {
    /// Reads the list that is wanted; 404 for a network that there is not.
    pub(super) async fn read(reading: &Reading<'_>, wanted: Wanted) -> Result<Self, Problem> {
        let known = wanted.known(reading).await.map_err(problem)?;
        must_know(&known, wanted.network)?;
        let read = async {
            let policies = policies::load(reading).await?;
            let (network, day) = (wanted.network, wanted.day);
            let heading = Heading::of(reading, &known, &policies, network, day).await?;
            let rows = people::specialists(reading, &known, &policies, day).await?;
            Ok::<_, GraphError>((heading, rows))
        };
        let (heading, rows) = read.await.map_err(problem)?;
        Ok(Self {
            wanted,
            heading,
            rows,
        })
    }

    /// The list as a paper carries it.
    pub(super) fn annex(&self) -> SpecialistList {
        SpecialistList {
            version: self.wanted.version(),
            as_of: self.wanted.day,
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn pdf(&self) -> Result<Vec<u8>, papers::PaperError> {
        let letterhead = self
            .heading
            .letterhead(self.wanted.day, self.wanted.status());
        papers::specialist_list(&letterhead, &self.annex())
    }

    /// Who advises on the basis.
    fn of(&self, basis: LegalBasis) -> impl Iterator<Item = &Adviser> {
        self.rows
            .iter()
            .filter(move |row| row.bases.contains(&basis))
    }

    /// A sheet for each basis; that of § 8a only where somebody is on it.
    fn xlsx(&self) -> Result<Vec<u8>, Problem> {
        let stand = stand(self.wanted.day, self.wanted.version());
        let sheets: Vec<Sheet> = LegalBasis::ALL
            .iter()
            .filter(|basis| **basis != LegalBasis::Sgb8a || self.of(**basis).next().is_some())
            .map(|basis| Sheet {
                name: tab(*basis).to_owned(),
                title: format!("{TITLE}: {}", basis.label()),
                subtitle: Some(format!("{} · {stand}", self.heading.title())),
                columns: columns(&COLUMNS),
                rows: self.of(*basis).map(cells).collect(),
            })
            .collect();
        workbook(TITLE, self.heading.issuer(), self.wanted.day, &sheets)
    }

    /// All in one table, the basis in front.
    fn table(&self) -> Sheet {
        let mut headings = columns(&[("Rechtsgrundlage", 40)]);
        headings.extend(columns(&COLUMNS));
        let rows = LegalBasis::ALL.iter().flat_map(|basis| {
            self.of(*basis).map(|row| {
                let mut cells = cells(row);
                cells.insert(0, basis.label().into());
                cells
            })
        });
        Sheet {
            name: "Fachkräfte".to_owned(),
            title: TITLE.to_owned(),
            subtitle: None,
            columns: headings,
            rows: rows.collect(),
        }
    }

    /// A card for each person who is shown.
    fn cards(&self) -> Vec<Card> {
        let shown = self.rows.iter().filter_map(|row| match &row.who {
            Who::Person(person) if !person.erased => Some((row, person)),
            Who::Person(_) | Who::Nobody | Who::Hidden => None,
        });
        shown
            .map(|(row, person)| {
                let reach = row.who.reach(&row.institution);
                Card {
                    uid: row.id,
                    organisation: row.institution.name.clone(),
                    name: Some(values::name(&person.name)),
                    function: Some("insoweit erfahrene Fachkraft".to_owned()),
                    address: row.institution.address.as_deref().map(postal),
                    phone: reach.phone,
                    mobile: None,
                    fax: reach.fax,
                    mail: reach.email,
                    sectors: Vec::new(),
                    note: Some(
                        row.bases
                            .iter()
                            .map(|basis| basis.label())
                            .collect::<Vec<_>>()
                            .join("\n"),
                    ),
                    revised: revised(row.since.unwrap_or(self.wanted.day)),
                }
            })
            .collect()
    }
}

/// A worksheet's name.
const fn tab(basis: LegalBasis) -> &'static str {
    match basis {
        LegalBasis::Kkg4 => "§ 4 Abs. 2 KKG",
        LegalBasis::Sgb8b => "§ 8b SGB VIII",
        LegalBasis::Sgb8a => "§ 8a SGB VIII",
    }
}

fn row(row: &Adviser) -> Specialist {
    let institution = &row.institution;
    let lines = [
        Some(institution.name.as_str()),
        institution.address.as_deref(),
    ];
    let lines: Vec<&str> = lines
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .collect();
    Specialist {
        name: row.name().to_owned(),
        address: (!lines.is_empty()).then(|| lines.join("\n")),
        reach: row.who.reach(institution),
        bases: row
            .bases
            .iter()
            .map(|basis| match basis {
                LegalBasis::Kkg4 => AdviceBasis::ProfessionalSecrecy,
                LegalBasis::Sgb8b => AdviceBasis::OtherProfessions,
                LegalBasis::Sgb8a => AdviceBasis::ProtectionMandate,
            })
            .collect(),
    }
}

fn cells(row: &Adviser) -> Vec<Cell> {
    let Specialist {
        name,
        address,
        reach,
        bases: _,
    } = self::row(row);
    vec![
        name.into(),
        address.into(),
        reach.phone.into(),
        reach.fax.into(),
        reach.email.into(),
    ]
}
