//! What was granted, drawn, spent and is free, on any day, with every booking behind every number [Übersicht der
//! Mittel] (FUN-18, model.md 5.5).
//!
//! The numbers are the domain's ([`funding::ledger`]); here its streams are read and its answer is shown. Of every
//! number that is booked the parts are the whole, whatever the dimensions; what is computed is given where it is real.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the objects and the root field |
//! | `books` | everything that money is read from |
//! | `parts` | the ledger cut by dimensions |

mod books;
mod parts;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use funding::grant::FundingArea;
use funding::ledger::{LedgerFilter, LedgerKind, source_shares};
use funding::programme::ProgrammeSource;
use kernel::{Date, GrantId, Money, ProjectId, SiteId};

use super::reader::{self, Reader};

pub(crate) use books::{PlaceNames, bookings, books, budgets};
pub(crate) use parts::{cut, readings, whole};

/// By what the ledger is cut [Gliederung].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum LedgerDimension {
    /// by grant [Zuwendung]
    Grant,
    /// by area [Förderbereich]
    Area,
    /// by project [Stadtteilprojekt]
    Project,
    /// by where the money comes from [Mittelherkunft]
    Source,
    /// by site [Standort]
    Site,
    /// by year [Jahr]
    Year,
}

/// Which bookings are meant; what is absent leaves all.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub struct FundingLedgerFilter {
    /// Only those of this grant [Zuwendung].
    pub(crate) grant: Option<GrantId>,
    /// Only those of this area [Förderbereich].
    pub(crate) area: Option<FundingArea>,
    /// Only those of this project [Stadtteilprojekt].
    pub(crate) project: Option<ProjectId>,
    /// Only those of money from there [Mittelherkunft].
    pub(crate) source: Option<ProgrammeSource>,
    /// Only those of this site [Standort].
    pub(crate) site: Option<SiteId>,
    /// Only those of this year: of the payment, of the plan's line, or else of the period's first day; 1900 to 2200.
    pub(crate) year: Option<i32>,
}

impl FundingLedgerFilter {
    /// As the domain takes it.
    pub(crate) fn domain(&self) -> Result<LedgerFilter, super::error::GraphError> {
        let year = self.year.map(|year| reader::year("year", year));
        Ok(LedgerFilter {
            grant: self.grant,
            source: self.source,
            area: self.area,
            project: self.project,
            site: self.site,
            year: year.transpose()?,
        })
    }
}

/// An entry of the ledger [Buchung].
#[derive(Clone, SimpleObject)]
pub struct FundingLedgerBooking {
    /// The stream that says so, such as `grant-0190…`.
    stream: String,
    /// What it is about, for `node` and `history`.
    subject: ID,
    /// The fact's number in the history, from 1.
    fact: u32,
    /// The kind of the fact: an event's type, such as `ExpenseAssigned`.
    event: String,
    /// From when on it counts.
    on: Date,
    /// In cents.
    amount: Money,
    /// True where it takes the amount away again [Storno, Minderung].
    takes: bool,
    /// Whose grant it is; `null` for the municipality's own money.
    grant: Option<ID>,
    source: Option<ProgrammeSource>,
    area: Option<FundingArea>,
    project: Option<ID>,
    site: Option<ID>,
    year: i16,
}

/// A number with the bookings that it comes from.
#[derive(Clone, SimpleObject)]
pub struct FundingLedgerFigure {
    /// In cents: what the bookings add, less what they take away.
    amount: Money,
    /// In the order of the days.
    #[graphql(complexity = "10 * child_complexity")]
    bookings: Vec<FundingLedgerBooking>,
}

/// A term of a computed amount: a number of this part of the ledger.
#[derive(Clone, SimpleObject)]
pub struct FundingLedgerTerm {
    kind: LedgerKind,
    /// The German term.
    label: &'static str,
    /// In cents; its bookings stand at the number of this kind.
    amount: Money,
    /// True where it is taken away.
    takes: bool,
}

/// A computed amount with its explanation.
#[derive(Clone, SimpleObject)]
pub struct FundingLedgerSum {
    /// In cents, never below nothing.
    amount: Money,
    /// How it is computed, one German sentence.
    rule: &'static str,
    #[graphql(complexity = "5 * child_complexity")]
    terms: Vec<FundingLedgerTerm>,
}

/// A part of the ledger, or all of it: `granted + over = used + free`.
///
/// `free`, `over` and `cash` are `null` where not everything that they are computed from is told apart by what the ledger
/// is cut or filtered by: a grant knows no site, money that arrived no area where the grant has several, and an award no
/// year where the plan says none.
///
/// Of the places only those dimensions are named by which the ledger is cut; `null` there is a part of its own, of which
/// nobody said the place.
#[derive(Clone, SimpleObject)]
pub struct FundingLedgerPart {
    /// The grant, for `node`.
    grant: Option<ID>,
    /// What it is for; `null` where it was erased.
    grant_purpose: Option<String>,
    source: Option<ProgrammeSource>,
    /// The German term of the source [Mittelherkunft].
    source_label: Option<&'static str>,
    area: Option<FundingArea>,
    /// The German term of the area.
    area_label: Option<&'static str>,
    /// The project, for `node`.
    project: Option<ID>,
    /// The project's name on the day; `null` where it was erased.
    project_name: Option<String>,
    /// The site, for `node`.
    site: Option<ID>,
    /// The site's name on the day; `null` where it was erased.
    site_name: Option<String>,
    year: Option<i16>,
    /// Awarded by a notice or approved in a budget, less what was revoked [bewilligt].
    granted: FundingLedgerFigure,
    /// Arrived [abgerufen].
    drawn: FundingLedgerFigure,
    /// Borne of expenses [ausgegeben].
    spent: FundingLedgerFigure,
    /// Promised to onward grants; what is closed counts with what it used [gebunden].
    committed: FundingLedgerFigure,
    /// Paid to institutions and not back [weitergeleitet].
    passed_on: FundingLedgerFigure,
    /// Decided to go back [zurückzuzahlen].
    to_repay: FundingLedgerFigure,
    /// Gone back, without interest [zurückgezahlt].
    repaid: FundingLedgerFigure,
    /// Decided to be used later in the same grant [übertragen].
    kept_over: FundingLedgerFigure,
    /// Decided to be used in another grant [in eine andere Zuwendung übertragen].
    carried_away: FundingLedgerFigure,
    /// Arrived out of what another grant left [aus einer anderen Zuwendung übertragen].
    carried_in: FundingLedgerFigure,
    /// What of the award is used or bound [verbraucht oder gebunden].
    used: FundingLedgerSum,
    /// What of the award is neither used nor bound [frei]; `null` of a part that has no award of its own.
    free: Option<FundingLedgerSum>,
    /// What is used or bound beyond the award [überschritten]; `null` as `free` is.
    over: Option<FundingLedgerSum>,
    /// What arrived and is neither spent, nor with an institution, nor back, nor in another grant [Kassenstand] (REM-24);
    /// `null` of a part for which nobody says what arrived.
    cash: Option<FundingLedgerSum>,
}

/// What a source grants of everything that is granted [Anteil der Mittelherkunft] (FUN-18).
#[derive(Clone, SimpleObject)]
pub struct FundingLedgerShare {
    source: ProgrammeSource,
    /// The German term.
    label: &'static str,
    /// In cents.
    granted: Money,
    /// What all sources grant together, in cents.
    whole: Money,
    /// Hundredths of a percent of the whole, half up; `null` where nothing is granted at all.
    basis_points: Option<u16>,
}

/// The ledger on a day [Übersicht der Mittel] (FUN-18).
#[derive(Clone, SimpleObject)]
pub struct FundingLedger {
    as_of: Date,
    /// Everything that the filter leaves.
    whole: FundingLedgerPart,
    /// The same, cut by the dimensions that were asked for: of what is booked the parts are the whole; `free`, `over` and
    /// `cash` stand for a part alone. None without a dimension.
    #[graphql(complexity = "10 * child_complexity")]
    parts: Vec<FundingLedgerPart>,
    /// What each source grants, of the filter's year alone; a source that gives nothing, such as the health sector,
    /// shows as nothing (FUN-18).
    #[graphql(complexity = "5 * child_complexity")]
    shares: Vec<FundingLedgerShare>,
}

/// The root field about the ledger.
#[derive(Default)]
pub struct FundingLedgerQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl FundingLedgerQuery {
    /// What was granted, drawn, spent and is free on the day (today where none is given), with every booking behind every
    /// number [Übersicht der Mittel] (FUN-18).
    #[graphql(complexity = "crate::graphql::limits::ROOT + child_complexity")]
    async fn funding_ledger(
        &self,
        ctx: &Context<'_>,
        filter: Option<FundingLedgerFilter>,
        #[graphql(
            desc = "By what it is cut, in this order; each dimension once.",
            default
        )]
        by: Vec<LedgerDimension>,
        as_of: Option<Date>,
    ) -> Result<FundingLedger> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let filter = filter.unwrap_or_default().domain()?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let bookings = bookings(&reading, day).await?;
        let names = PlaceNames::load(&reading, day).await?;
        let shares = source_shares(&bookings, filter.year, day).into_iter();
        Ok(FundingLedger {
            as_of: day,
            whole: whole(&bookings, filter, day),
            parts: cut(&bookings, filter, &by, &names, day)?,
            shares: shares
                .map(|share| FundingLedgerShare {
                    source: share.source,
                    label: share.source.label(),
                    granted: share.granted.amount,
                    whole: share.whole,
                    basis_points: share.basis_points,
                })
                .collect(),
        })
    }
}
