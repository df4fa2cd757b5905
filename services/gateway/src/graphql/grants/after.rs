//! What follows from an examination: revocation, the decision on what is left, repayment with interest.

use async_graphql::{ID, SimpleObject};
use funding::Grant as View;
use funding::grant::{Demand, RevocationGround};
use funding::repayment::{InterestComputed, InterestSegment, RepaymentGround, RepaymentLaw};
use kernel::{Date, Money, german};
use vault::Entries;

use super::told::Told;
use crate::graphql::error::GraphError;
use crate::graphql::words;

/// By how much the award sank [Widerruf].
#[derive(Clone, SimpleObject)]
pub struct GrantRevocation {
    /// In cents.
    amount: Money,
    ground: RevocationGround,
    /// The German term of the ground.
    ground_label: &'static str,
    revoked_on: Date,
    /// What the authority wrote; `null` where nobody recorded it, or it was erased.
    text: Option<String>,
}

/// What was decided on money that was left: never implied [Entscheidung über Restmittel].
#[derive(Clone, SimpleObject)]
pub struct GrantRemainder {
    /// What may be used later, in cents [Übertragung].
    carried_over: Money,
    /// What goes back, in cents [Rückzahlung].
    repay: Money,
    /// The grant that it is carried over into, for `node`; `null` where it stays in this one.
    into: Option<ID>,
    decided_on: Date,
    /// Why; `null` where nobody wrote it down, or it was erased.
    text: Option<String>,
}

/// Days in one rate and one year.
#[derive(Clone, SimpleObject)]
pub struct RepaymentInterestSegment {
    /// The first day with interest.
    since: Date,
    /// The last day with interest.
    until: Date,
    /// How many days that are, both counted.
    days: i32,
    /// Days of the year: each counts as one of 365, in a leap year as one of 366.
    days_in_year: i16,
    /// The base rate that the municipality entered, hundredths of a percent a year [Basiszinssatz, § 247 BGB].
    base_rate: i32,
    /// Base rate and points above, hundredths of a percent a year; never below 0.
    rate: u32,
}

/// Interest as it was written down once, with everything that it was computed from [festgesetzte Zinsen] (FUN-20).
#[derive(Clone, SimpleObject)]
pub struct RepaymentInterest {
    /// In cents, rounded once from the sum of all days, half a cent up.
    amount: Money,
    /// What bears it, in cents.
    principal: Money,
    law: RepaymentLaw,
    /// The provision as the papers name it [Rechtsgrundlage der Verzinsung].
    law_label: &'static str,
    /// Hundredths of a percent above the base rate.
    points: u32,
    /// In the order of the days, without a gap.
    #[graphql(complexity = "5 * child_complexity")]
    segments: Vec<RepaymentInterestSegment>,
    /// The computation, a German sentence for each step.
    steps: Vec<String>,
}

/// Money that the authority demanded back [Rückforderung].
#[derive(Clone, SimpleObject)]
pub struct GrantRepaymentDemand {
    /// For `recordGrantRepayment`.
    id: ID,
    /// Without interest, in cents.
    amount: Money,
    /// `null` where no interest is demanded.
    interest: Option<RepaymentInterest>,
    /// Amount and interest, in cents.
    total: Money,
    /// What is left to pay of it, in cents, whatever the day.
    owed: Money,
    ground: RepaymentGround,
    /// The German term of the ground.
    ground_label: &'static str,
    demanded_on: Date,
    /// `null` where it names no day.
    due_on: Option<Date>,
    /// What the authority wrote; `null` where nobody recorded it, or it was erased.
    text: Option<String>,
}

/// Money that was paid back [Rückzahlung].
#[derive(Clone, SimpleObject)]
pub struct GrantPayment {
    /// For `reverseGrantRepayment`.
    id: ID,
    /// The demand that it answers; `null` where it follows from the decision on what is left.
    demand: Option<ID>,
    /// Without interest, in cents.
    amount: Money,
    /// In cents.
    interest: Money,
    repaid_on: Date,
    /// `null` while the booking was not reversed by the day.
    reversed_on: Option<Date>,
    /// Why it was reversed; `null` where it was erased.
    reason: Option<String>,
}

/// Hundredths of a percent: `5,00 %`.
fn percent(points: i64) -> String {
    let (sign, points) = (if points < 0 { "−" } else { "" }, points.abs());
    format!("{sign}{},{:02} %", points / 100, points % 100)
}

impl From<&InterestComputed> for RepaymentInterest {
    fn from(computed: &InterestComputed) -> Self {
        let segment = |known: &InterestSegment| RepaymentInterestSegment {
            since: known.since,
            until: known.until,
            days: (known.until - known.since).get_days() + 1,
            days_in_year: known.since.days_in_year(),
            base_rate: known.base_rate,
            rate: known.rate,
        };
        let segments: Vec<_> = computed.segments.iter().map(segment).collect();
        let mut steps = vec![format!(
            "{}: {} über dem Basiszinssatz.",
            computed.law.label(),
            percent(i64::from(computed.points))
        )];
        steps.extend(segments.iter().map(|known| {
            format!(
                "{} bis {}: {} Tage von {} zu {} (Basiszinssatz {}).",
                german::day(known.since),
                german::day(known.until),
                known.days,
                known.days_in_year,
                percent(i64::from(known.rate)),
                percent(i64::from(known.base_rate))
            )
        }));
        steps
            .push("Die Summe aller Tage ist einmal kaufmännisch auf den Cent gerundet.".to_owned());
        Self {
            amount: computed.amount,
            principal: computed.principal,
            law: computed.law,
            law_label: computed.law.label(),
            points: computed.points,
            segments,
            steps,
        }
    }
}

pub(super) fn revocations(
    view: &View,
    (told, entries): (&Told, &Entries),
    day: Date,
) -> Result<Vec<GrantRevocation>, GraphError> {
    let known = view.revocations.iter().zip(&told.revocations);
    known
        .filter(|(known, _)| known.revoked_on <= day)
        .map(|(known, text)| {
            Ok(GrantRevocation {
                amount: known.amount,
                ground: known.ground,
                ground_label: known.ground.label(),
                revoked_on: known.revoked_on,
                text: words::optional_text(entries, *text)?,
            })
        })
        .collect()
}

pub(super) fn remainders(
    view: &View,
    (told, entries): (&Told, &Entries),
    day: Date,
) -> Result<Vec<GrantRemainder>, GraphError> {
    let known = view.remainders.iter().zip(&told.remainders);
    known
        .filter(|(known, _)| known.decided_on <= day)
        .map(|(known, text)| {
            Ok(GrantRemainder {
                carried_over: known.carried_over,
                repay: known.repay,
                into: known.into.map(|id| id.to_string().into()),
                decided_on: known.decided_on,
                text: words::optional_text(entries, *text)?,
            })
        })
        .collect()
}

pub(super) fn demands(
    view: &View,
    (told, entries): (&Told, &Entries),
    day: Date,
) -> Result<Vec<GrantRepaymentDemand>, GraphError> {
    let known = view.demands.iter().zip(&told.demands);
    let demand = |(known, text): (&Demand, &Option<kernel::EntryId>)| {
        Ok(GrantRepaymentDemand {
            id: known.id.to_string().into(),
            amount: known.amount,
            interest: known.interest.as_ref().map(RepaymentInterest::from),
            total: known.total(),
            owed: view.owed(known.id),
            ground: known.ground,
            ground_label: known.ground.label(),
            demanded_on: known.demanded_on,
            due_on: known.due_on,
            text: words::optional_text(entries, *text)?,
        })
    };
    known
        .filter(|(known, _)| known.demanded_on <= day)
        .map(demand)
        .collect()
}

pub(super) fn payments(
    view: &View,
    (told, entries): (&Told, &Entries),
    day: Date,
) -> Result<Vec<GrantPayment>, GraphError> {
    let made = view.payments.iter().filter(|known| known.repaid_on <= day);
    made.map(|known| {
        let reversed_on = known.reversed_on.filter(|on| *on <= day);
        let why = told.reason(known.id.0).filter(|_| reversed_on.is_some());
        Ok(GrantPayment {
            id: known.id.to_string().into(),
            demand: known.demand.map(|id| id.to_string().into()),
            amount: known.amount,
            interest: known.interest,
            repaid_on: known.repaid_on,
            reversed_on,
            reason: words::optional_text(entries, why)?,
        })
    })
    .collect()
}
