//! Contacts [Ansprechpersonen] of institutions that are there.
//!
//! Details without the consent that the policy demands are refused (MEM-20), and so are those of whom the file itself
//! says that there is none. A yes without a day is no consent: the day is what is kept.

use kernel::{Date, PartnerId};
use membership::contact::Contact;
use serde_json::{Map, Value, json};
use sheets::values::{Answer, PersonName, list, name, reach};
use sheets::{Columns, Field, Row};
use uuid::Uuid;

use super::cells::Cells;
use super::known::{self, Partner};
use super::names::fold;
use super::plan::{Line, Planning, Step, left_out};
use super::rehearsal::Given;

/// Numbers of a line's commands.
const DESIGNATE: u16 = 0;
const DEPUTY: u16 = 1;

/// What a line says of somebody.
struct Person {
    name: String,
    function: String,
    phone: Option<String>,
    fax: Option<String>,
    mail: Option<String>,
}

pub(super) fn notes(columns: &Columns) -> Vec<String> {
    let institution = "die Angaben zur Einrichtung kommen mit „intake partners“.";
    left_out(
        columns,
        &[
            (Field::Operator, institution),
            (Field::Address, institution),
            (Field::Street, institution),
            (Field::PostalCode, institution),
            (Field::Town, institution),
            (Field::Sector, institution),
            (Field::JoinedOn, institution),
            (Field::LeftOn, institution),
            (Field::Website, "dafür gibt es kein Feld."),
            (
                Field::Notes,
                "freie Bemerkungen über Personen werden nicht gespeichert.",
            ),
        ],
    )
}

pub(super) async fn plan(planning: &mut Planning<'_>, row: &Row) -> Line {
    let columns = planning.columns.clone();
    let mut cells = Cells::new(&columns, row);
    let institution = cells.required(Field::Institution, "Der Name der Einrichtung fehlt.");
    let person = person(&mut cells);
    let consent = consent(&mut cells);
    let since = cells.day(Field::ConfirmedOn);
    let found = institution
        .as_deref()
        .map(|name| planning.known.partners.find(name).cloned());
    let partner = match (&institution, found) {
        (Some(_), Some(Ok(partner))) => Some(partner),
        (Some(name), Some(Err(why))) => {
            cells.refuse(Field::Institution, why.sentence("Die Einrichtung", name));
            None
        }
        _ => None,
    };
    let subject = institution.unwrap_or_default();
    let mut line = Line::of(cells, &subject, fold(&subject));
    let (Some(partner), Some(person), true) = (partner, person, line.is_good()) else {
        return line;
    };
    let today = planning.rehearsal.today;
    let known = Known {
        partner: &partner,
        subject: &subject,
        on: since.unwrap_or(today),
    };
    let withdrawn = partner.contacts.iter().any(|contact| contact.withdrawn);
    if withdrawn {
        line.warn("Bei dieser Einrichtung hat eine Ansprechperson ihre Einwilligung widerrufen; bitte prüfen Sie, ob es dieselbe ist.");
    }
    let deputy = columns.get(row, Field::Deputy).map(|text| Person {
        name: name(text).as_typed,
        function: "Vertretung".to_owned(),
        phone: None,
        fax: None,
        mail: None,
    });
    let new = designate(
        planning, row, &mut line, &known, &person, DESIGNATE, consent,
    )
    .await;
    if let (Some(deputy), true) = (deputy, line.is_good()) {
        // The consent in the line is the first person's.
        let before = line.problems.len();
        let added = designate(planning, row, &mut line, &known, &deputy, DEPUTY, None).await;
        let refused = line.problems.split_off(before);
        line.warnings.extend(refused);
        line.already = !new && !added && line.is_good();
    } else {
        line.already = !new && line.is_good();
    }
    line
}

/// Where somebody is designated.
struct Known<'a> {
    partner: &'a Partner,
    subject: &'a str,
    on: Date,
}

/// Adds the command; false where the person is there already or must not be added.
async fn designate(
    planning: &mut Planning<'_>,
    row: &Row,
    line: &mut Line,
    known: &Known<'_>,
    person: &Person,
    ordinal: u16,
    consent: Option<Date>,
) -> bool {
    let id = planning.id(row, ordinal);
    let folded = fold(&person.name);
    let partner = known.partner;
    let is_there =
        |contact: &known::Contact| contact.id == id || contact.name.as_deref() == Some(&folded);
    if partner.contacts.iter().any(is_there) {
        return false;
    }
    let body = body(
        planning,
        partner.id,
        id,
        person,
        ordinal == DESIGNATE,
        consent,
        known.on,
    );
    let occurred_on = planning.rehearsal.business_day(known.on);
    let given = Given {
        command: "designate-contact",
        body: &body,
        occurred_on,
    };
    let facts = |version| planning.known.facts_with(partner, version);
    let decided = planning
        .rehearsal
        .membership(&mut Contact::default(), given, facts)
        .await;
    let warnings = match decided {
        Ok(warnings) => warnings,
        Err(refused) => {
            line.refuse(&refused);
            return false;
        }
    };
    if let Some(partner) = planning.known.partners.find_mut(known.subject) {
        partner.contacts.push(known::Contact {
            id,
            name: Some(folded),
            withdrawn: false,
        });
    }
    let will = format!("Ansprechperson „{}“ benennen", person.name);
    let step = Step {
        ordinal,
        command: "designate-contact",
        occurred_on,
        body,
    };
    line.add(step, will, warnings);
    true
}

fn body(
    planning: &Planning<'_>,
    partner: Uuid,
    id: Uuid,
    person: &Person,
    binding: bool,
    consent: Option<Date>,
    on: Date,
) -> Value {
    let mut details = Map::new();
    details.insert("name".to_owned(), person.name.as_str().into());
    for (field, value) in [
        ("phone", &person.phone),
        ("fax", &person.fax),
        ("email", &person.mail),
    ] {
        details.extend(
            value
                .as_deref()
                .map(|value| (field.to_owned(), value.into())),
        );
    }
    let mut body = json!({
        "id": id,
        "partner": PartnerId(partner),
        "person": details,
        "function": person.function,
        "binding": binding,
        "designatedOn": on,
    });
    if let (Some(day), Some(fields)) = (consent, body.as_object_mut()) {
        fields.insert("consentGivenOn".to_owned(), day.to_string().into());
        let version = planning.options.consent_text_version;
        fields.extend(version.map(|version| ("consentTextVersion".to_owned(), version.into())));
    }
    body
}

fn person(cells: &mut Cells<'_>) -> Option<Person> {
    let (typed, function) = named(cells);
    let Some(typed) = typed else {
        cells.refuse(Field::ContactName, "Der Name der Ansprechperson fehlt.");
        return None;
    };
    let together = cells
        .text(Field::PhoneFaxMail)
        .map(reach)
        .unwrap_or_default();
    for rest in &together.rest {
        cells.warn(
            Field::PhoneFaxMail,
            format!("„{rest}“ lässt sich nicht zuordnen und wird nicht übernommen."),
        );
    }
    if let Some(number) = &together.phone {
        cells.doubt_phone(Field::PhoneFaxMail, number);
    }
    let mobile = cells.phone(Field::Mobile).or(together.mobile);
    let phone = cells.phone(Field::Phone).or(together.phone);
    if phone.is_some() && mobile.is_some() {
        cells.warn(
            Field::Mobile,
            "Es gibt ein Feld für eine Telefonnummer; die Mobilnummer wird nicht übernommen.",
        );
    }
    Some(Person {
        name: typed,
        function: function.unwrap_or_else(|| "Ansprechperson".to_owned()),
        phone: phone.or(mobile),
        fax: cells.phone(Field::Fax).or(together.fax),
        mail: cells.mail(Field::Mail).or(together.mail),
    })
}

/// Name and function, out of whichever columns say them.
fn named(cells: &Cells<'_>) -> (Option<String>, Option<String>) {
    let function = cells.name(Field::Function);
    let parts = || {
        let given = cells.text(Field::FirstName).unwrap_or_default();
        let family = cells.text(Field::LastName)?;
        Some(PersonName::of_parts(given, family).as_typed)
    };
    let one = cells
        .text(Field::ContactName)
        .map(|text| name(text).as_typed);
    if let Some(typed) = one.or_else(parts) {
        let title = cells.name(Field::Title);
        let whole = title.map_or_else(|| typed.clone(), |title| format!("{title} {typed}"));
        return (Some(whole), function);
    }
    // Anlage 1 writes both in one cell, the name first (AGR-23).
    let Some(both) = cells.text(Field::ContactWithFunction) else {
        return (None, function);
    };
    let mut parts = list(both).into_iter();
    let typed = parts.next();
    let rest: Vec<String> = parts.collect();
    let said = (!rest.is_empty()).then(|| rest.join(", "));
    (typed, function.or(said))
}

/// The day of the consent; what the file says against it stops the line.
fn consent(cells: &mut Cells<'_>) -> Option<Date> {
    let on = cells.day(Field::ConsentOn);
    match cells.answer(Field::Consent) {
        Some(Answer::No) => {
            cells.refuse(
                Field::Consent,
                "Laut der Datei gibt es keine Einwilligung; die Kontaktdaten werden nicht gespeichert (MEM-20).",
            );
            None
        }
        Some(Answer::On(day)) => Some(on.unwrap_or(day)),
        Some(Answer::Yes) => {
            if on.is_none() {
                cells.warn(
                    Field::Consent,
                    "Zur Einwilligung fehlt der Tag; sie wird nicht vermerkt. Schreiben Sie zum Beispiel „ja, 12.03.2018“.",
                );
            }
            on
        }
        None => on,
    }
}
