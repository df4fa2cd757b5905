//! What a line says of an institution.

use kernel::{Date, NetworkId};
use membership::partner::PartnerKind;
use sheets::Field;
use sheets::values::{Answer, PartialDay, answer};

use super::sectors::sectors;
use crate::intake::cells::Cells;
use crate::intake::names::fold;
use crate::intake::plan::Planning;

/// Columns about the admission that lists of partners have besides the fields of [`sheets`].
const EXTRAS: &[(Extra, &[&str])] = &[
    (
        Extra::Eligibility,
        &[
            "Teilnahmevoraussetzung",
            "Teilnahmevoraussetzungen",
            "Nachweis",
            "Nachweis der Teilnahmevoraussetzung",
            "Kontakt zu Familien",
            "Angebote 0-3",
        ],
    ),
    (
        Extra::Clarification,
        &[
            "Vorklärung",
            "Vorklärung am",
            "geklärt",
            "geklärt am",
            "Vorgespräch",
        ],
    ),
    (
        Extra::Profile,
        &[
            "Institutionsbogen",
            "Institutionsbogen vom",
            "Einrichtungsprofil",
            "Profil",
            "Profilbogen",
        ],
    ),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extra {
    Eligibility,
    Clarification,
    Profile,
}

/// Whether a heading that [`sheets`] does not know is one of this kind's own.
pub(in crate::intake) fn is_extra(heading: &str) -> bool {
    extra_of(heading).is_some()
}

fn extra_of(heading: &str) -> Option<Extra> {
    let heading = fold(heading);
    let of = |(extra, words): &(Extra, &[&str])| {
        words
            .iter()
            .any(|word| fold(word) == heading)
            .then_some(*extra)
    };
    EXTRAS.iter().find_map(of)
}

/// What a line says.
pub(super) struct Told {
    pub(super) name: String,
    pub(super) kind: PartnerKind,
    pub(super) network: NetworkId,
    pub(super) joined: Option<PartialDay>,
    pub(super) left: Option<Date>,
    pub(super) sectors: Vec<String>,
    pub(super) operator: Option<String>,
    pub(super) eligibility: Option<Option<Date>>,
    pub(super) clarified: Option<Option<Date>>,
    pub(super) profile: Option<Option<Date>>,
    pub(super) address: Option<String>,
    pub(super) phone: Option<String>,
}

pub(super) fn told(planning: &Planning<'_>, cells: &mut Cells<'_>) -> Option<Told> {
    let name = cells.required(Field::Institution, "Der Name der Einrichtung fehlt.");
    let kind = kind(cells);
    let network = planning.known.network(
        cells.text(Field::Network),
        planning.options.network.as_deref(),
    );
    let joined = cells.partial_day(Field::JoinedOn);
    let left = cells.day(Field::LeftOn);
    let sectors = planning
        .rehearsal
        .policy()
        .map_or_else(Vec::new, |policy| sectors(&policy.membership, cells));
    let operator = cells
        .name(Field::Operator)
        .filter(|operator| Some(fold(operator)) != name.as_deref().map(fold));
    let network = network
        .map_err(|sentence| cells.refuse(Field::Network, sentence))
        .ok();
    let extra = |extra, cells: &mut Cells<'_>| said(planning, extra, cells);
    let eligibility = extra(Extra::Eligibility, cells);
    let clarified = extra(Extra::Clarification, cells);
    let profile = extra(Extra::Profile, cells);
    Some(Told {
        name: name?,
        kind: kind?,
        network: network?,
        joined,
        left,
        sectors,
        operator,
        eligibility,
        clarified,
        profile,
        address: address(cells),
        phone: cells.phone(Field::Phone),
    })
}

/// Yes, with its day where it says one; `None` for no and for nothing.
fn said(planning: &Planning<'_>, extra: Extra, cells: &mut Cells<'_>) -> Option<Option<Date>> {
    let column = planning
        .table
        .headings
        .iter()
        .position(|heading| extra_of(heading) == Some(extra))?;
    let text = cells.row.get(column)?;
    match answer(text) {
        Ok(Answer::Yes) => Some(None),
        Ok(Answer::On(day)) => Some(Some(day)),
        Ok(Answer::No) => None,
        Err(error) => {
            let heading = planning.table.headings[column].clone();
            cells.refuse_line(format!("Spalte „{heading}“: {error}"));
            None
        }
    }
}

fn kind(cells: &mut Cells<'_>) -> Option<PartnerKind> {
    let Some(text) = cells.text(Field::PartnerKind) else {
        return Some(PartnerKind::Einrichtung);
    };
    let wanted = fold(text);
    let found = PartnerKind::ALL
        .iter()
        .copied()
        .find(|kind| fold(kind.label()) == wanted || fold(&kind.code()) == wanted);
    if found.is_none() {
        let labels: Vec<&str> = PartnerKind::ALL.iter().map(|kind| kind.label()).collect();
        cells.refuse(
            Field::PartnerKind,
            format!(
                "„{text}“ ist nicht bekannt; möglich sind: {}.",
                labels.join(", ")
            ),
        );
    }
    found
}

/// The address in one line, out of whichever columns say it.
fn address(cells: &mut Cells<'_>) -> Option<String> {
    if let Some(text) = cells.text(Field::Address) {
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        return Some(lines.join(", "));
    }
    let code =
        cells
            .text(Field::PostalCode)
            .and_then(|text| match sheets::values::postal_code(text) {
                Ok(code) => Some(code),
                Err(error) => {
                    cells.refuse(Field::PostalCode, error.to_string());
                    None
                }
            });
    let together = |first: Option<String>, second: Option<String>| match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (one, other) => one.or(other),
    };
    let street = together(cells.name(Field::Street), cells.name(Field::HouseNumber));
    let town = together(code, cells.name(Field::Town));
    match (street, town) {
        (Some(street), Some(town)) => Some(format!("{street}, {town}")),
        (street, town) => street.or(town),
    }
}
