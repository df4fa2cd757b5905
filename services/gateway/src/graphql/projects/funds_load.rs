//! Loading projects' funds: their words, meetings and recipients, and how cap, allocated and free came about.

use std::collections::HashMap;

use funding::ProjectFunds as View;
use funding::german::euros;
use funding::project_funds::{Allocation, Booking, FundsBookingKind, Opened};
use kernel::{Date, EntryId, MeetingId, Money, PartnerId, ProjectId, german};
use uuid::Uuid;
use vault::Entries;

use super::funds::{FundsAllocation, FundsBooking, FundsReturn, ProjectFunds};
use super::references;
use crate::graphql::error::GraphError;
use crate::graphql::explained::{
    AmountExplanation, Explaining, ExplanationStep, ExplanationStepKind,
};
use crate::graphql::look::Look;
use crate::graphql::meetings::{self, MeetingReference};
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// The rule behind project funds.
const RULE: &str = "FUN-06";

/// Loads a project's funds of a year; none for a role that may not read projects.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<ProjectFunds>, GraphError> {
    if !reading.reader().may("projects") {
        return Ok(None);
    }
    let views = reading.views(Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these, in order of the years; what was not opened by the day is not there.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<ProjectFunds>, GraphError> {
    let opened = |(id, view): (Uuid, View)| {
        let opened = view.opened.clone().filter(|opened| opened.on <= day)?;
        Some((id, view, opened))
    };
    let mut views: Vec<(Uuid, View, Opened)> = views.into_iter().filter_map(opened).collect();
    views.sort_by_key(|(id, _, opened)| (opened.year, *id));
    let named = Named::load(reading, &views, day, look).await?;
    views
        .into_iter()
        .map(|(id, view, opened)| {
            let allocated = allocated(&view, day);
            let free = free(&opened, allocated.amount);
            Ok(ProjectFunds {
                id,
                day,
                project: named.projects.get(&opened.project.0).cloned(),
                cap: named.cap(&opened),
                allocations: named.allocations(&view, day)?,
                bookings: named.bookings(&view, opened.cap, day)?,
                allocated,
                free,
                opened,
                view,
            })
        })
        .collect()
}

/// What the funds name.
struct Named {
    entries: Entries,
    explaining: Explaining,
    meetings: HashMap<Uuid, MeetingReference>,
    partners: HashMap<Uuid, PartnerReference>,
    projects: HashMap<Uuid, super::ProjectReference>,
}

impl Named {
    async fn load(
        reading: &Reading<'_>,
        views: &[(Uuid, View, Opened)],
        day: Date,
        look: &Look<'_>,
    ) -> Result<Self, GraphError> {
        let allocations = || views.iter().flat_map(|(_, view, _)| &view.allocations);
        let booked = look.asks_any(&["allocations", "bookings"]);
        let (mut texts, mut held, mut paid): (Vec<EntryId>, Vec<MeetingId>, Vec<PartnerId>) =
            Default::default();
        if booked {
            for allocation in allocations() {
                texts.push(allocation.purpose);
                texts.extend(allocation.returned.iter().map(|returned| returned.reason));
            }
            held.extend(allocations().filter_map(|allocation| allocation.meeting));
            paid.extend(allocations().filter_map(|allocation| allocation.recipient));
        }
        let projects: Vec<ProjectId> = if look.asks("project") {
            views.iter().map(|(_, _, opened)| opened.project).collect()
        } else {
            Vec::new()
        };
        Ok(Self {
            entries: reading.entries(texts).await?,
            explaining: Explaining::load(reading, day).await?,
            meetings: meetings::references(reading, &held, day).await?,
            partners: partners::references(reading, &paid, day).await?,
            projects: references(reading, &projects, day).await?,
        })
    }

    fn meeting(&self, id: Option<MeetingId>) -> Option<MeetingReference> {
        self.meetings.get(&id?.0).cloned()
    }

    fn cap(&self, opened: &Opened) -> AmountExplanation {
        let (line, passage) = self.explaining.cap_passage(opened.policy_version).unzip();
        let text = format!("Höchstbetrag {}: {}", opened.year, euros(opened.cap));
        let version = opened.policy_version;
        AmountExplanation {
            amount: opened.cap,
            sentence: format!("{text} ({RULE}, Regeln Version {version})"),
            rule: RULE.to_owned(),
            policy_version: version,
            line,
            passage,
            steps: vec![
                ExplanationStep::new(ExplanationStepKind::Stated, text).with_amount(opened.cap),
            ],
        }
    }

    fn allocations(&self, view: &View, day: Date) -> Result<Vec<FundsAllocation>, GraphError> {
        let mut made: Vec<&Allocation> = view.allocations.iter().collect();
        made.retain(|allocation| allocation.on <= day);
        made.sort_by_key(|allocation| allocation.on);
        made.into_iter()
            .map(|allocation| {
                let mut returned: Vec<_> = allocation.returned.iter().collect();
                returned.retain(|returned| returned.on <= day);
                returned.sort_by_key(|returned| returned.on);
                let reversed = returned.iter().find(|returned| returned.reversed);
                let recipient = allocation.recipient;
                Ok(FundsAllocation {
                    id: allocation.id.to_string().into(),
                    amount: allocation.amount,
                    left: allocation.left_on(day),
                    purpose: words::text(&self.entries, allocation.purpose)?,
                    allocated_on: allocation.on,
                    recipient: recipient.and_then(|id| self.partners.get(&id.0).cloned()),
                    meeting: self.meeting(allocation.meeting),
                    outcome: allocation.outcome.map(|id| id.to_string().into()),
                    reversed_on: reversed.map(|returned| returned.on),
                    returns: returned
                        .iter()
                        .map(|returned| {
                            Ok(FundsReturn {
                                amount: returned.amount,
                                reason: words::text(&self.entries, returned.reason)?,
                                on: returned.on,
                                reversed: returned.reversed,
                            })
                        })
                        .collect::<Result<_, GraphError>>()?,
                })
            })
            .collect()
    }

    fn bookings(
        &self,
        view: &View,
        cap: Money,
        day: Date,
    ) -> Result<Vec<FundsBooking>, GraphError> {
        let mut allocated = Money::ZERO;
        let bookings = view.bookings_until(day).into_iter();
        bookings
            .map(|booking| {
                allocated = match booking.kind {
                    FundsBookingKind::Allocated => allocated.plus(booking.amount),
                    FundsBookingKind::Released | FundsBookingKind::Reversed => {
                        allocated.less(booking.amount)
                    }
                };
                Ok(FundsBooking {
                    on: booking.on,
                    kind: booking.kind,
                    label: booking.kind.label(),
                    amount: booking.amount,
                    allocation: booking.allocation.to_string().into(),
                    text: words::text(&self.entries, booking.text)?,
                    meeting: self.meeting(booking.meeting),
                    outcome: booking.outcome.map(|id| id.to_string().into()),
                    allocated_after: allocated,
                    free_after: cap.less(allocated),
                })
            })
            .collect()
    }
}

fn step(booking: &Booking) -> ExplanationStep {
    let (kind, sign) = match booking.kind {
        FundsBookingKind::Allocated => (ExplanationStepKind::Added, '+'),
        FundsBookingKind::Released | FundsBookingKind::Reversed => {
            (ExplanationStepKind::Subtracted, '−')
        }
    };
    let text = format!(
        "{sign} {} am {}: {}",
        booking.kind.label(),
        german::day(booking.on),
        euros(booking.amount)
    );
    ExplanationStep::new(kind, text).with_amount(booking.amount)
}

/// The cap without what is allocated.
fn free(opened: &Opened, allocated: Money) -> AmountExplanation {
    let amount = opened.cap.less(allocated);
    let cap = format!("Höchstbetrag {}: {}", opened.year, euros(opened.cap));
    let taken = format!("− vergeben: {}", euros(allocated));
    let version = opened.policy_version;
    AmountExplanation {
        amount,
        sentence: format!(
            "{cap} {taken} = {} ({RULE}, Regeln Version {version})",
            euros(amount)
        ),
        rule: RULE.to_owned(),
        policy_version: version,
        line: None,
        passage: None,
        steps: vec![
            ExplanationStep::new(ExplanationStepKind::Stated, cap).with_amount(opened.cap),
            ExplanationStep::new(ExplanationStepKind::Subtracted, taken).with_amount(allocated),
        ],
    }
}

/// The bookings until `day`, one after the other.
fn allocated(view: &View, day: Date) -> AmountExplanation {
    let amount = view.allocated_on(day);
    let version = view
        .opened
        .as_ref()
        .map_or(0, |opened| opened.policy_version);
    let steps: Vec<ExplanationStep> = view.bookings_until(day).iter().map(step).collect();
    let said: Vec<String> = steps.iter().map(|step| step.text.clone()).collect();
    let said = if said.is_empty() {
        format!("bis zum {} nichts vergeben", german::day(day))
    } else {
        said.join(" ")
    };
    AmountExplanation {
        amount,
        sentence: format!("{said} = {} ({RULE})", euros(amount)),
        rule: RULE.to_owned(),
        policy_version: version,
        line: None,
        passage: None,
        steps,
    }
}
