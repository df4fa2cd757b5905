//! Past meetings [Sitzungen] of bodies that are there: the day, the place, who was there, what about (MTG-30).
//!
//! They are recorded in the order of their days, so that the numbers follow the calendar. Who took part is institutions
//! and a count; a person's name is neither and is not taken in.

use std::collections::BTreeSet;

use kernel::{BodyId, Date, Frozen, PartnerId, Status};
use meetings::{KnownBody, Meeting, MeetingsFacts};
use serde_json::{Value, json};
use sheets::values::{date, list, time_span};
use sheets::{Columns, Field, Row};
use uuid::Uuid;

use super::cells::Cells;
use super::known::{self, Partner};
use super::names::fold;
use super::plan::{Line, Planning, Step, left_out, on};
use super::rehearsal::Given;

const RECORD: u16 = 0;

pub(super) fn notes(columns: &Columns) -> Vec<String> {
    left_out(
        columns,
        &[
            (Field::EndsAt, "festgehalten wird der Beginn."),
            (Field::Excused, "wer fehlte, wird nicht gespeichert."),
            (
                Field::Outcomes,
                "ein Ergebnis ist Beschluss, Empfehlung, Auftrag oder Information; bitte mit seiner Art erfassen.",
            ),
            (
                Field::MinuteTaker,
                "wer das Protokoll führte, steht im Protokoll.",
            ),
            (Field::Notes, "freie Bemerkungen werden nicht gespeichert."),
        ],
    )
}

/// By their days; what has none comes last and is refused.
pub(super) fn order<'t>(planning: &Planning<'t>) -> Vec<&'t Row> {
    let day = |row: &Row| {
        let day = planning.columns.get(row, Field::MeetingOn)?;
        date(day).ok()
    };
    let mut rows: Vec<&Row> = planning.table.rows.iter().collect();
    rows.sort_by_key(|row| (day(row).unwrap_or(Date::MAX), row.line));
    rows
}

pub(super) async fn plan(planning: &mut Planning<'_>, row: &Row) -> Line {
    let columns = planning.columns.clone();
    let mut cells = Cells::new(&columns, row);
    let name = cells.required(Field::Body, "Der Name des Gremiums fehlt.");
    let held_on = match cells.text(Field::MeetingOn) {
        Some(_) => cells.day(Field::MeetingOn),
        None => {
            cells.refuse(Field::MeetingOn, "Der Tag der Sitzung fehlt.");
            None
        }
    };
    let body = name
        .as_deref()
        .and_then(|name| body(planning, &mut cells, name));
    let begins = begins(&mut cells);
    let place = cells.name(Field::Place);
    let topics = cells.text(Field::Topics).map(list).unwrap_or_default();
    let (present, others) = attendance(planning, &mut cells);
    let subject = name.unwrap_or_default();
    let mut line = Line::of(cells, &subject, fold(&subject));
    let (Some(body), Some(held_on), true) = (body, held_on, line.is_good()) else {
        return line;
    };
    let id = planning.id(row, RECORD);
    let met = known::PastMeeting {
        id,
        body,
        on: held_on,
    };
    if planning
        .known
        .meetings
        .iter()
        .any(|known| known.is_the_same(&met))
    {
        line.already = true;
        return line;
    }
    let mut command = json!({
        "id": id, "body": body, "heldOn": held_on, "present": ids(&present), "topics": topics,
    });
    for (field, value) in [
        ("begins", begins.map(Value::from)),
        ("place", place.map(Value::from)),
        ("presentOthers", others.map(Value::from)),
    ] {
        if let (Some(value), Some(fields)) = (value, command.as_object_mut()) {
            fields.insert(field.to_owned(), value);
        }
    }
    let occurred_on = planning.rehearsal.business_day(held_on);
    let given = Given {
        command: "record-past-meeting",
        body: &command,
        occurred_on,
    };
    let facts = facts(body, &present);
    let decided = planning
        .rehearsal
        .meetings(&mut Meeting::default(), given, facts)
        .await;
    let warnings = match decided {
        Ok(warnings) => warnings,
        Err(refused) => {
            line.refuse(&refused);
            return line;
        }
    };
    planning.known.meetings.push(met);
    let step = Step {
        ordinal: RECORD,
        command: "record-past-meeting",
        occurred_on,
        body: command,
    };
    line.add(
        step,
        format!("Sitzung {} festhalten", on(held_on)),
        warnings,
    );
    line
}

fn body(planning: &Planning<'_>, cells: &mut Cells<'_>, name: &str) -> Option<Uuid> {
    match planning.known.bodies.find(name) {
        Ok(body) => Some(body.id),
        Err(why) => {
            cells.refuse(Field::Body, why.sentence("Das Gremium", name));
            None
        }
    }
}

fn begins(cells: &mut Cells<'_>) -> Option<String> {
    match time_span(cells.text(Field::StartsAt)?) {
        Ok(span) => Some(span.from.strftime("%H:%M").to_string()),
        Err(error) => {
            cells.refuse(Field::StartsAt, error.to_string());
            None
        }
    }
}

/// The institutions that were there, and how many others; a mere number counts persons of whom no more is known.
fn attendance(planning: &Planning<'_>, cells: &mut Cells<'_>) -> (Vec<PartnerId>, Option<u32>) {
    let Some(text) = cells.text(Field::Participants) else {
        return (Vec::new(), None);
    };
    if let Ok(number) = text.parse() {
        return (Vec::new(), Some(number));
    }
    let mut present = BTreeSet::new();
    let mut others = 0;
    for name in list(text) {
        match planning.known.partners.find(&name) {
            Ok(Partner { id, .. }) => {
                present.insert(PartnerId(*id));
            }
            Err(_) => {
                others += 1;
                cells.warn(
                    Field::Participants,
                    format!("„{name}“ ist kein bekannter Netzwerkpartner; gezählt wird eine Person, der Name wird nicht übernommen."),
                );
            }
        }
    }
    (
        present.into_iter().collect(),
        (others > 0).then_some(others),
    )
}

fn ids(partners: &[PartnerId]) -> Vec<Uuid> {
    partners.iter().map(|partner| partner.0).collect()
}

/// What a decision about a past meeting asks: that body and partners are there.
fn facts(body: Uuid, present: &[PartnerId]) -> MeetingsFacts {
    let known = KnownBody {
        rule: None,
        runs: true,
        advisory: Frozen {
            value: None,
            status: Status::Unstated,
        },
        institutions: BTreeSet::new(),
        parent: None,
        forwards_to_bodies: Vec::new(),
        forwards_to_organs: Vec::new(),
    };
    MeetingsFacts {
        bodies: [(BodyId(body), known)].into(),
        partners: present.iter().map(|partner| (*partner, true)).collect(),
        ..MeetingsFacts::default()
    }
}
