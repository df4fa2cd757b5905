//! Institutions as partners [Netzwerkpartner]: request, sectors, operator, what the admission needs, admission, end.
//!
//! An admission that the policy refuses leaves the request and says what is missing. An operator [Träger] that is no
//! partner, neither now nor in a line of its own, is recorded by its name alone (MEM-07).
//!
//! | file | what lives there |
//! |---|---|
//! | `told` | what a line says |
//! | `sectors` | which sectors a cell names |
//! | `writing` | the commands of one new partner |

mod sectors;
mod told;
mod writing;

use std::collections::BTreeSet;

use membership::partner::Partner;
use sheets::{Columns, Field, Row};

pub(super) use self::told::is_extra;
use self::told::{Told, told};
use self::writing::{REQUEST, Writer};
use super::cells::Cells;
use super::known::{self, PartnerState};
use super::names::fold;
use super::plan::{Line, Planning, left_out};

pub(super) fn notes(columns: &Columns) -> Vec<String> {
    let persons = "Personen kommen mit „intake contacts“, wo ihre Einwilligung geprüft wird.";
    let mut notes = left_out(
        columns,
        &[
            (Field::ContactName, persons),
            (Field::LastName, persons),
            (Field::ContactWithFunction, persons),
            (Field::Mail, persons),
            (Field::Mobile, persons),
            (Field::District, "ein Stadtteil gehört zu einem Standort."),
            (Field::Website, "dafür gibt es kein Feld."),
            (Field::Notes, "freie Bemerkungen werden nicht gespeichert."),
            (Field::Status, "der Stand folgt aus Aufnahme und Austritt."),
        ],
    );
    if !columns.has(Field::PartnerKind) {
        notes.push(
            "Ohne Spalte „Art der Einrichtung“ wird jede als „Einrichtung“ angelegt; das lässt sich berichtigen."
                .to_owned(),
        );
    }
    notes
}

/// Operators come before what they operate.
pub(super) fn order<'t>(planning: &Planning<'t>) -> Vec<&'t Row> {
    let name = |row: &Row, field| planning.columns.get(row, field).map(fold);
    let rows = &planning.table.rows;
    let operators: BTreeSet<String> = rows
        .iter()
        .filter_map(|row| name(row, Field::Operator))
        .collect();
    let operates =
        |row: &&Row| name(row, Field::Institution).is_some_and(|name| operators.contains(&name));
    let (first, then): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(operates);
    first.into_iter().chain(then).collect()
}

pub(super) async fn plan(planning: &mut Planning<'_>, row: &Row) -> Line {
    let columns = planning.columns.clone();
    let mut cells = Cells::new(&columns, row);
    let told = told(planning, &mut cells);
    let subject = cells.name(Field::Institution).unwrap_or_default();
    let mut line = Line::of(cells, &subject, fold(&subject));
    let (Some(told), true) = (told, line.is_good()) else {
        return line;
    };
    let id = planning.id(row, REQUEST);
    match planning.known.partners.find(&told.name) {
        Ok(partner) if partner.id != id => {
            already(&mut line, partner, &told);
            return line;
        }
        Err(known::NotFound::Several(number)) => {
            line.warn(format!("Diese Einrichtung gibt es schon {number}-mal."));
            line.already = true;
            return line;
        }
        Ok(_) | Err(known::NotFound::Unknown(_)) => {}
    }
    let near = planning.known.partners.find(&told.name).err();
    if let Some(known::NotFound::Unknown(Some(names))) = near {
        line.warn(format!(
            "Ähnlich geschrieben gibt es schon: {names}. Ist es dieselbe Einrichtung?"
        ));
    }
    let mut writer = Writer {
        partner: Partner::default(),
        id,
        planning: &*planning,
        line: &mut line,
    };
    writer.write(&told).await;
    if line.is_good() {
        let state = PartnerState::Requested;
        let partner = known::Partner {
            id,
            state,
            sectors: told.sectors,
            contacts: Vec::new(),
        };
        if planning.known.partners.find(&told.name).is_err() {
            planning.known.partners.insert(&told.name, partner);
        }
    }
    line
}

/// What is there from elsewhere stays; what the line says beyond it is a hint.
fn already(line: &mut Line, partner: &known::Partner, told: &Told) {
    line.already = true;
    let missing: Vec<&String> = told
        .sectors
        .iter()
        .filter(|code| !partner.sectors.contains(code))
        .collect();
    for code in missing {
        line.warn(format!(
            "Der Arbeitsbereich {code} ist dort nicht eingetragen; bitte von Hand ergänzen."
        ));
    }
}
