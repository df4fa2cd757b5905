//! The ledger as a table [Übersicht der Mittel] (FUN-18): what was granted, drawn, spent and is free, part by part, and
//! every booking behind it.
//!
//! The numbers are those of GraphQL's `fundingLedger`: the same bookings, filter and cut. Its parameters are the fields
//! of `FundingLedgerFilter`, `by` and `asOf`. CSV has the parts alone; the workbook has the bookings on its second sheet.

use std::sync::LazyLock;

use async_graphql::{InputType, Value};
use axum::response::Response;
use funding::grant::FundingArea;
use funding::ledger::{Booking, LedgerKind, LedgerPlace, LedgerReading, read};
use funding::programme::ProgrammeSource;
use kernel::Money;
use serde_json::Map;
use service_kit::problem::Problem;
use sheets::{Cell, Sheet, to_csv};

use super::asked::{Door, Query};
use super::file::{Format, download};
use super::heading::Heading;
use super::known::Known;
use super::parameters::Parameters;
use super::problem::problem;
use super::sheet::{columns, stand, workbook};
use crate::graphql::Graph;
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::{
    FundingLedgerFilter, LedgerDimension, PlaceNames, bookings, readings,
};
use crate::graphql::policies;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "exportLedger";

const TITLE: &str = "Übersicht der Mittel";

/// By what it is cut where nobody says.
const BY: [LedgerDimension; 4] = [
    LedgerDimension::Year,
    LedgerDimension::Source,
    LedgerDimension::Grant,
    LedgerDimension::Area,
];

/// How wide a column of amounts is, in characters.
const AMOUNT: u8 = 16;

/// Where an amount stands.
const PLACES: [(&str, u8); 6] = [
    ("Zuwendung", 34),
    ("Mittelherkunft", 20),
    ("Förderbereich", 22),
    ("Projekt", 24),
    ("Standort", 24),
    ("Jahr", 8),
];

static PARAMETERS: LazyLock<Parameters> =
    LazyLock::new(|| Parameters::of("FundingLedgerFilter", [("by", "[LedgerDimension!]")]));

/// The names of the parameters, for the description of the routes.
pub(super) fn parameters() -> impl Iterator<Item = &'static str> {
    PARAMETERS.names()
}

/// `GET /exports/ledger.{xlsx,csv}`
pub(super) async fn ledger(door: Door, graph: &Graph, ending: &str) -> Result<Response, Problem> {
    let query = door.open_any(OPERATION)?;
    let format = Format::of(ending, &[Format::Xlsx, Format::Csv])?;
    let (filter, by) = wanted(&query)?;
    let reader = graph.reader(door.caller, door.token);
    let day = reader.day(query.date("asOf")?).map_err(problem)?;
    let filter = filter.domain().map_err(problem)?;
    let mut connection = reader.connect().await.map_err(problem)?;
    let reading = connection.begin().await.map_err(problem)?;
    let read = async {
        let policies = policies::load(&reading).await?;
        let known = Known::now(&reading).await?;
        let heading = Heading::of(&reading, &known, &policies, None, day).await?;
        let names = PlaceNames::load(&reading, day).await?;
        let bookings = bookings(&reading, day).await?;
        let parts = readings(&bookings, filter, &by, day)?;
        let whole = read(&bookings, filter, day);
        let overview = overview(&parts, &whole, &names, &by)?;
        let behind = behind(&whole, &names)?;
        Ok::<_, GraphError>((heading, overview, behind))
    };
    let (heading, overview, behind) = read.await.map_err(problem)?;
    let sheet = |name: &str, rows, headings: &[(&str, u8)]| Sheet {
        name: name.to_owned(),
        title: TITLE.to_owned(),
        subtitle: Some(format!("{} · {}", heading.title(), stand(day, None))),
        columns: columns(headings),
        rows,
    };
    let sums = ["frei", "überschritten", "Kassenstand"];
    let amounts = LedgerKind::ALL.iter().map(|kind| kind.label()).chain(sums);
    let headings: Vec<(&str, u8)> = PLACES
        .into_iter()
        .chain(amounts.map(|name| (name, AMOUNT)))
        .collect();
    let overview = sheet("Übersicht", overview, &headings);
    let content = match format {
        Format::Csv => to_csv(&overview),
        Format::Pdf | Format::Xlsx | Format::Docx | Format::Vcf => {
            let headings: Vec<(&str, u8)> = [("Tag", 12), ("Art", 24), ("Betrag", AMOUNT)]
                .into_iter()
                .chain(PLACES)
                .chain([("Fundstelle", 50), ("Vorgang", 9)])
                .collect();
            let behind = sheet("Buchungen", behind, &headings);
            workbook(TITLE, heading.issuer(), day, &[overview, behind])?
        }
    };
    let file = heading.file("Mittelübersicht", None, day, format.ending());
    Ok(download(&file, format.mime(), content))
}

/// The filter, and by what it is cut.
fn wanted(query: &Query) -> Result<(FundingLedgerFilter, Vec<LedgerDimension>), Problem> {
    let mut variables = PARAMETERS.variables(query)?;
    Ok((
        input(&mut variables, "filter")?.unwrap_or_default(),
        input(&mut variables, "by")?.unwrap_or_else(|| BY.to_vec()),
    ))
}

/// A variable as the argument of GraphQL that it is.
fn input<T: InputType>(
    variables: &mut Map<String, serde_json::Value>,
    name: &'static str,
) -> Result<Option<T>, Problem> {
    let Some(value) = variables.remove(name) else {
        return Ok(None);
    };
    let fault = |error: &dyn std::fmt::Display| {
        let sentence = format!("{name}: nicht lesbar ({error}).");
        Problem::bad_request("INVALID_PARAMETER", sentence).with_field(name)
    };
    let value = Value::from_json(value).map_err(|error| fault(&error))?;
    let parsed = T::parse(Some(value));
    parsed
        .map(Some)
        .map_err(|error| fault(&error.into_server_error(async_graphql::Pos::default())))
}

fn places(
    place: &LedgerPlace,
    year: Option<i16>,
    names: &PlaceNames,
) -> Result<Vec<Cell>, GraphError> {
    Ok(vec![
        names.grant(place.grant.map(|id| id.0))?.into(),
        place.source.map(ProgrammeSource::label).into(),
        place.area.map(FundingArea::label).into(),
        names.project(place.project.map(|id| id.0))?.into(),
        names.site(place.site.map(|id| id.0))?.into(),
        year.map(i32::from).into(),
    ])
}

fn amounts(reading: &LedgerReading) -> impl Iterator<Item = Cell> {
    let kinds = LedgerKind::ALL.iter().map(|kind| reading.amount(*kind));
    // A sum that the part does not have stays empty: a zero would be one.
    let sums = [reading.free(), reading.over(), reading.cash()];
    let cell =
        |amount: Option<Money>| amount.map_or(Cell::Empty, |known| Cell::Cents(known.cents()));
    kinds.map(Some).chain(sums).map(cell)
}

/// The parts, and the whole in the last row.
fn overview(
    parts: &[(LedgerPlace, LedgerReading)],
    whole: &LedgerReading,
    names: &PlaceNames,
    by: &[LedgerDimension],
) -> Result<Vec<Vec<Cell>>, GraphError> {
    let years = by.contains(&LedgerDimension::Year);
    let mut rows = Vec::new();
    for (place, reading) in parts {
        let mut row = places(place, years.then_some(place.year), names)?;
        row.extend(amounts(reading));
        rows.push(row);
    }
    let mut sum: Vec<Cell> = vec!["Summe".into()];
    sum.resize(PLACES.len(), Cell::Empty);
    sum.extend(amounts(whole));
    rows.push(sum);
    Ok(rows)
}

/// Every booking, by kind and day.
fn behind(whole: &LedgerReading, names: &PlaceNames) -> Result<Vec<Vec<Cell>>, GraphError> {
    let kinds = LedgerKind::ALL.iter();
    let bookings = kinds
        .flat_map(|kind| whole.figure(*kind))
        .flat_map(|figure| &figure.bookings);
    bookings.map(|booking| row(booking, names)).collect()
}

fn row(booking: &Booking, names: &PlaceNames) -> Result<Vec<Cell>, GraphError> {
    let cents = booking.amount.cents();
    let mut row: Vec<Cell> = vec![
        booking.on.into(),
        booking.kind.label().into(),
        Cell::Cents(if booking.takes { -cents } else { cents }),
    ];
    row.extend(places(&booking.place, Some(booking.place.year), names)?);
    row.push(booking.stream.to_string().into());
    row.push(i32::try_from(booking.fact).unwrap_or(i32::MAX).into());
    Ok(row)
}
