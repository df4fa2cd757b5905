//! One sample of every paper. Nobody in it exists: functions instead of names, numbers and addresses for examples.

mod comparison;
pub(crate) mod grant;
pub(crate) mod minutes;

use jiff::civil::date;
use papers::{
    AdviceBasis, AgreementPaper, Block, Checklist, ContactList, ContactRow, CoordinationOffice,
    EmergencyCard, EmergencyStep, Folder, FormReference, Image, ImageFormat, Letterhead,
    PaperError, Party, Reach, Section, SignatureBlock, Specialist, SpecialistList,
};

pub(crate) use comparison::comparison;

/// Makes a paper.
pub(crate) type Maker = fn() -> Result<Vec<u8>, PaperError>;

/// Every paper, by name.
pub(crate) fn makers() -> [(&'static str, Maker); 9] {
    [
        ("agreement", || papers::agreement(&agreement())),
        ("contact_list", || {
            papers::contact_list(&letterhead(), &contacts(40))
        }),
        ("specialist_list", || {
            papers::specialist_list(&letterhead(), &specialists())
        }),
        ("comparison", || papers::comparison(&comparison())),
        ("folder", || papers::child_protection_folder(&folder())),
        ("emergency_card", || {
            papers::emergency_card(&letterhead(), &card())
        }),
        ("minutes", || papers::minutes(&minutes::second())),
        ("numeric_proof", || papers::numeric_proof(&grant::proof(40))),
        ("grant_report", || papers::grant_report(&grant::report())),
    ]
}

pub(crate) fn letterhead() -> Letterhead {
    Letterhead {
        network_name: "Netzwerk Frühe Hilfen Musterstadt".into(),
        crest: Some(crest()),
        stand: date(2018, 5, 16),
        responsible_office: "Stadt Musterstadt, Frühe Hilfen".into(),
        status: None,
    }
}

pub(crate) fn crest() -> Image {
    Image {
        bytes: br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 96">
            <path d="M4 4h72v48c0 22-16 34-36 40C20 86 4 74 4 52z" fill="#f4d03f" stroke="#1d3557" stroke-width="4"/>
            <path d="M4 40l36-22 36 22v10L40 28 4 50z" fill="#c0392b"/><circle cx="40" cy="62" r="12" fill="#1d3557"/>
            </svg>"##
            .to_vec(),
        format: ImageFormat::Svg,
        alt: "Wappen der Stadt Musterstadt".into(),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { text: text.into() }
}

fn section(number: Option<&str>, heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        number: number.map(Into::into),
        heading: heading.into(),
        blocks,
    }
}

pub(crate) fn agreement() -> AgreementPaper {
    AgreementPaper {
        letterhead: letterhead(),
        title: "Kooperationsvereinbarung".into(),
        subtitle: Some("im Netzwerk Frühe Hilfen Musterstadt".into()),
        legal_basis: vec!["§ 3 Abs. 2 KKG".into(), "§ 8a Abs. 4 SGB VIII".into()],
        project: Some("das Stadtteilprojekt „Ankommen im Leben“".into()),
        parties: vec![
            Party {
                name: "der Stadt Musterstadt".into(),
                represented_by: Some("die Leitung des Fachbereichs Kinder und Jugend".into()),
                address: Some("Rathausplatz 1\n12345 Musterstadt".into()),
                side_label: Some("Stadt".into()),
            },
            Party {
                name: "dem Träger der Familienbildungsstätte".into(),
                represented_by: Some("die Geschäftsführung".into()),
                address: Some("Beispielweg 2, 12345 Musterstadt".into()),
                side_label: Some("Netzwerkpartner".into()),
            },
            Party {
                name: "dem Träger der Schwangerschaftsberatungsstelle".into(),
                represented_by: None,
                address: Some("Beispielweg 4, 12345 Musterstadt".into()),
                side_label: Some("Netzwerkpartner".into()),
            },
        ],
        sections: sections(),
        signature_blocks: signatures(),
        annex1: Some(contacts(30)),
        annex2: Some(specialists()),
    }
}

fn sections() -> Vec<Section> {
    let long = "Die Netzwerkpartner informieren sich gegenseitig über ihr Angebots- und Aufgabenspektrum, klären \
        strukturelle Fragen der Angebotsgestaltung und -entwicklung und stimmen Verfahren im Kinderschutz aufeinander \
        ab. Jugendhilfeplanung, Schwangerschaftskonfliktberatungsstellen, Frühförderstellen und das Gesundheitswesen \
        wirken verbindlich zusammen.";
    vec![
        section(None, "Präambel", vec![paragraph(long), paragraph(long)]),
        section(
            Some("§ 1"),
            "Name und Grundlagen",
            vec![
                paragraph("Der Name des Netzwerkes lautet „Netzwerk Frühe Hilfen Musterstadt“."),
                paragraph(long),
            ],
        ),
        section(
            Some("§ 2"),
            "Ziele der Zusammenarbeit",
            vec![
                paragraph("Ziele sind insbesondere:"),
                Block::List {
                    numbered: false,
                    items: vec![
                        "werdende und junge Familien früh und rechtzeitig zu erreichen,".into(),
                        "Angebote aufeinander abzustimmen und Zugänge zu ebnen,".into(),
                        "Gefährdungen des Kindeswohls frühzeitig zu erkennen und ihnen zu begegnen.".into(),
                    ],
                },
            ],
        ),
        section(
            Some("§ 3"),
            "Pflichten",
            vec![
                paragraph("Jeder Netzwerkpartner"),
                Block::List {
                    numbered: true,
                    items: vec![
                        "benennt eine Ansprechperson und deren Vertretung,".into(),
                        "teilt Änderungen der in Anlage 1 aufgeführten Kontaktdaten unverzüglich mit,".into(),
                        "nimmt an den Treffen des Netzwerkes teil.".into(),
                    ],
                },
                paragraph(long),
                paragraph(long),
            ],
        ),
        section(
            Some("§ 4"),
            "Laufzeit und Kündigung",
            vec![
                paragraph(
                    "(1) Die Vereinbarung tritt mit Unterschrift in Kraft und gilt bis zum 31.12.2020.\n\
                     (2) Sie kann schriftlich mit einer Frist von vier Wochen zum Jahresende gekündigt werden.",
                ),
                paragraph(long),
            ],
        ),
        section(
            Some("§ 5"),
            "Schriftform, salvatorische Klausel",
            vec![paragraph(
                "Änderungen und Ergänzungen der Vereinbarung bedürfen der Schriftform.",
            )],
        ),
    ]
}

fn signatures() -> Vec<SignatureBlock> {
    vec![
        SignatureBlock {
            party: "Stadt Musterstadt, Fachbereich Kinder und Jugend".into(),
            function: Some("Leitung des Jugendamtes".into()),
            place: Some("Musterstadt".into()),
            date: Some(date(2018, 11, 12)),
            signed: true,
        },
        SignatureBlock {
            party: "Träger der Familienbildungsstätte".into(),
            function: Some("Geschäftsführung".into()),
            place: None,
            date: None,
            signed: false,
        },
        SignatureBlock {
            party: "Träger der Schwangerschaftsberatungsstelle".into(),
            function: None,
            place: None,
            date: None,
            signed: false,
        },
    ]
}

fn reach(n: usize) -> Reach {
    Reach {
        phone: Some(format!("0123 456-{n:03}")),
        fax: n.is_multiple_of(3).then(|| format!("0123 456-9{n:03}")),
        email: (n % 7 != 6).then(|| format!("netzwerkkoordination.{n}@musterstadt.example")),
    }
}

pub(crate) fn contacts(rows: usize) -> ContactList {
    let kinds = [
        "Kindertageseinrichtung Sonnenschein",
        "Schwangerschaftskonfliktberatungsstelle Musterstadt-Nord",
        "Kinder- und Jugendgesundheitsdienst",
        "Frühförder- und Beratungsstelle/Sozialpädiatrisches Zentrum",
        "Jobcenter",
    ];
    ContactList {
        version: Some(7),
        as_of: date(2018, 5, 1),
        rows: (0..rows)
            .map(|n| ContactRow {
                institution: kinds[n % kinds.len()].into(),
                contact: (n % 11 != 10).then(|| "Netzwerkkoordination".into()),
                function: n
                    .is_multiple_of(4)
                    .then(|| "Ansprechperson für Frühe Hilfen".into()),
                address: Some(format!("Beispielstraße {n}\n12345 Musterstadt")),
                reach: reach(n),
            })
            .collect(),
        emergency_card: Some(card()),
        office: Some(office()),
    }
}

pub(crate) fn office() -> CoordinationOffice {
    CoordinationOffice {
        name: "Koordinierungsstelle Frühe Hilfen".into(),
        persons: vec!["Netzwerkkoordination".into()],
        address: Some("Rathausplatz 1, 12345 Musterstadt".into()),
        room: Some("Raum 2.14".into()),
        hours: Some("montags bis donnerstags 9 bis 12 Uhr".into()),
        reach: reach(3),
    }
}

pub(crate) fn specialists() -> SpecialistList {
    let row = |n: usize, bases: &[AdviceBasis]| Specialist {
        name: format!("Insoweit erfahrene Fachkraft {n}"),
        address: Some(format!(
            "Beratungsstelle Mitte\nBeispielstraße {n}\n12345 Musterstadt"
        )),
        reach: reach(n),
        bases: bases.to_vec(),
    };
    SpecialistList {
        version: Some(3),
        as_of: date(2018, 5, 1),
        rows: vec![
            row(
                1,
                &[
                    AdviceBasis::ProfessionalSecrecy,
                    AdviceBasis::OtherProfessions,
                ],
            ),
            row(2, &[AdviceBasis::OtherProfessions]),
            row(3, &[AdviceBasis::ProtectionMandate]),
        ],
    }
}

pub(crate) fn card() -> EmergencyCard {
    EmergencyCard {
        steps: vec![
            EmergencyStep {
                situation: "Bei akuter Gefährdung".into(),
                call: "Allgemeiner Sozialer Dienst (ASD)".into(),
                phones: vec!["0123 456-100".into()],
                note: Some("montags bis freitags 8.00 bis 16.00 Uhr".into()),
            },
            EmergencyStep {
                situation: "Außerhalb der Dienstzeiten bei Gefahr".into(),
                call: "über Polizei oder Feuerwehr die Notfallbereitschaft des Fachbereichs Kinder und Jugend".into(),
                phones: vec!["Polizei 110".into(), "Feuerwehr 112".into()],
                note: None,
            },
        ],
    }
}

pub(crate) fn folder() -> Folder {
    Folder {
        letterhead: letterhead(),
        site: "Familienzentrum Mitte".into(),
        emergency_card: Some(card()),
        checklists: vec![
            Checklist {
                title: "Anhaltspunkte für eine Gefährdung".into(),
                items: vec![
                    "Beobachtung mit einer zweiten Fachkraft besprechen".into(),
                    "Insoweit erfahrene Fachkraft hinzuziehen".into(),
                    "Eltern einbeziehen, soweit der Schutz des Kindes nicht in Frage gestellt wird"
                        .into(),
                ],
            },
            Checklist {
                title: "Übergabe an den ASD".into(),
                items: vec![],
            },
        ],
        forms: vec![FormReference {
            title: "Mitteilung an das Jugendamt".into(),
            version: Some("Stand: 2016".into()),
            place: Some("Fach 3".into()),
        }],
        contacts: contacts(12),
        specialists: specialists(),
    }
}
