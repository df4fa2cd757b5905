//! What the two lists promise, alone and in a folder.

use papers::{
    ContactList, EmergencyCard, SpecialistList, child_protection_folder, contact_list,
    emergency_card, specialist_list,
};

use crate::reading::Paper;
use crate::sample;

fn contacts(list: &ContactList) -> Paper {
    Paper::read(&contact_list(&sample::letterhead(), list).unwrap())
}

#[test]
fn agr_23_the_contact_list_has_these_four_columns_and_repeats_them_on_every_page() {
    let paper = contacts(&sample::contacts(60));
    assert_eq!(paper.tags()["TH"], 4);
    assert_eq!(paper.tags()["TD"], 240);
    assert!(paper.pages() > 2);
    for page in 1..=paper.pages() {
        let text = paper.page_text(page);
        let head = "Einrichtung/Dienst/ Fachstelle Ansprechpartner/in und Funktion Anschrift Telefon, Fax, E-Mail";
        text.assert(head);
    }
}

#[test]
fn agr_22_the_contact_list_says_which_issue_it_is_and_of_which_day() {
    let text = contacts(&sample::contacts(3)).text();
    text.assert("Ausgabe 7 · Stand der Angaben: 01.05.2018");
}

#[test]
fn mem_30_the_emergency_card_stands_on_the_contact_list() {
    let text = contacts(&sample::contacts(3)).text();
    text.assert("Bei akuter Gefährdung: Allgemeiner Sozialer Dienst (ASD), 0123 456-100");
    text.assert("Polizei 110 · Feuerwehr 112");
}

#[test]
fn a_contact_that_is_vacant_is_said_to_be() {
    let text = contacts(&sample::contacts(11)).text();
    assert_eq!(text.times("zurzeit nicht benannt"), 1);
}

#[test]
fn an_address_is_divided_without_a_hyphen() {
    contacts(&sample::contacts(1))
        .text()
        .assert("netzwerkkoordination.0@musterstadt.example");
}

#[test]
fn agr_24_the_specialists_are_split_by_legal_basis() {
    let paper =
        Paper::read(&specialist_list(&sample::letterhead(), &sample::specialists()).unwrap());
    let text = paper.text();
    let order = [
        "§ 4 Abs. 2 KKG (für Berufsgeheimnisträger)",
        "Insoweit erfahrene Fachkraft 1",
        "§ 8b SGB VIII (für übrige Berufsgruppen)",
        "Insoweit erfahrene Fachkraft 1",
        "Insoweit erfahrene Fachkraft 2",
        "§ 8a SGB VIII",
        "Insoweit erfahrene Fachkraft 3",
    ];
    text.assert_order(&order);
    assert_eq!(paper.tags()["TH"], 9);
}

#[test]
fn agr_24_the_section_of_8a_is_there_only_with_somebody_in_it() {
    let mut list = sample::specialists();
    list.rows.pop();
    let text = Paper::read(&specialist_list(&sample::letterhead(), &list).unwrap()).text();
    text.assert_not("§ 8a");
}

#[test]
fn an_empty_list_says_so() {
    let none = sample::contacts(0);
    contacts(&none).text().assert("Netzwerkpartner keine");
    let none = SpecialistList {
        rows: vec![],
        ..sample::specialists()
    };
    let text = Paper::read(&specialist_list(&sample::letterhead(), &none).unwrap()).text();
    assert_eq!(text.times("keine"), 2);
}

#[test]
fn mem_30_the_emergency_card_is_one_page() {
    let paper = Paper::read(&emergency_card(&sample::letterhead(), &sample::card()).unwrap());
    assert_eq!(paper.pages(), 1);
    paper.text().assert("1. Bei akuter Gefährdung");
    let none = EmergencyCard { steps: vec![] };
    let text = Paper::read(&emergency_card(&sample::letterhead(), &none).unwrap()).text();
    text.assert("keine");
}

#[test]
fn mem_50_the_folder_has_card_checklists_forms_contacts_and_specialists() {
    let paper = Paper::read(&child_protection_folder(&sample::folder()).unwrap());
    let text = paper.text();
    for part in [
        "Kinderschutzmappe Familienzentrum Mitte",
        "Inhalt",
        "Bei akuter Gefährdung",
        "Anhaltspunkte für eine Gefährdung",
        "Mitteilung an das Jugendamt",
        "Jobcenter",
        "§ 8b SGB VIII",
    ] {
        text.assert(part);
    }
    assert!(paper.tags().contains_key("TOC"), "{:?}", paper.tags());
}

#[test]
fn mem_50_an_empty_folder_says_what_it_lacks() {
    let mut folder = sample::folder();
    folder.emergency_card = None;
    folder.checklists.clear();
    folder.forms.clear();
    folder.contacts.rows.clear();
    folder.specialists.rows.clear();
    let text = Paper::read(&child_protection_folder(&folder).unwrap()).text();
    assert_eq!(text.times("keine"), 6);
}
