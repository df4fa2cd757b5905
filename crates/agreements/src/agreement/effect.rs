//! When a notice takes effect, and the last day for it (AGR-09, AGR-12): pure arithmetic on dates.
//!
//! „4 Wochen zum Jahresende" are 28 full days before 31 December. The day of receipt does not count
//! (BGB § 187), so 3 December is the last day; § 193 BGB does not move notice periods, so it stays so
//! on a Sunday (BGH III ZR 172/04). No notice takes effect after the agreement's end.

use jiff::ToSpan;
use kernel::{Date, Status, german, period};

use super::event::NoticeRule;
use super::parts::Notice;
use crate::AgreementTerms;
use crate::values::NoticePeriod;

kernel::code! {
    /// What a year's last notice day rests on [letzter Kündigungstag].
    pub enum LastNoticeDayStatus {
        /// computed from a period that the document states
        Stated = "im Dokument genannt",
        /// computed from a period that was read out of the document
        Inferred = "aus dem Dokument abgeleitet",
        /// computed from a period that somebody decided
        Adopted = "beschlossen",
        /// there is no period: every day will do
        NotApplicable = "keine Frist",
        /// nobody says
        Unstated = "nicht genannt",
        /// not offered, or not in force on that day
        NotInForce = "nicht in Kraft",
        /// the agreement ends before
        AgreementEnded = "Vereinbarung beendet",
    }
}

/// The last day of a year on which a notice arrives in time for that year's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastNoticeDay {
    pub date: Option<Date>,
    pub status: LastNoticeDayStatus,
    /// One German sentence.
    pub explanation: String,
}

/// What a notice does that arrives on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeEffect {
    /// The last day of the cooperation; `None` where nobody says or nothing is left to end.
    pub effective_on: Option<Date>,
    /// The last day on which it would have been in time for the end of its year.
    pub latest_day: Option<Date>,
    pub rule: NoticeRule,
    pub status: Status,
    /// The calculation in German, in lower case and without a full stop: „eingegangen 04.12.2019, nach dem
    /// 03.12.2019, daher wirksam zum 31.12.2020“.
    pub explanation: String,
}

/// What a notice does that arrives on `received_on`, where the agreement ends on `end` at the latest.
pub fn notice_effect(terms: &AgreementTerms, end: Option<Date>, received_on: Date) -> NoticeEffect {
    let status = terms.notice_period.status;
    if let Some(end) = end.filter(|end| *end < received_on) {
        return NoticeEffect {
            effective_on: None,
            latest_day: None,
            rule: NoticeRule::AgreementEnded,
            status,
            explanation: format!(
                "eingegangen {}; die Vereinbarung endete schon am {}",
                german::day(received_on),
                german::day(end)
            ),
        };
    }
    let (latest_day, rule, effective_on, explanation) = match terms.notice_period.value {
        Some(NoticePeriod::OnReceipt) => {
            let explanation = on_receipt(received_on);
            (None, NoticeRule::OnReceipt, Some(received_on), explanation)
        }
        Some(NoticePeriod::WeeksToYearEnd { weeks }) => {
            let latest = latest_day(received_on.year(), weeks);
            let in_time = latest.is_some_and(|latest| received_on <= latest);
            let rule = if in_time {
                NoticeRule::YearEnd
            } else {
                NoticeRule::NextYearEnd
            };
            let effective = year_end_after(received_on, latest);
            let explanation = to_year_end(received_on, latest);
            (latest, rule, effective, explanation)
        }
        None => {
            let explanation = unstated(received_on);
            (None, NoticeRule::Unstated, None, explanation)
        }
    };
    match (effective_on, end) {
        (Some(effective), Some(end)) if end < effective => NoticeEffect {
            effective_on: Some(end),
            latest_day,
            rule: NoticeRule::TermEnd,
            status,
            explanation: bounded(&explanation, end),
        },
        _ => NoticeEffect {
            effective_on,
            latest_day,
            rule,
            status,
            explanation,
        },
    }
}

impl Notice {
    /// How its effect was found, as it was recorded: the words of [`NoticeEffect::explanation`].
    pub fn explanation(&self) -> String {
        match self.rule {
            NoticeRule::OnReceipt => on_receipt(self.received_on),
            NoticeRule::YearEnd | NoticeRule::NextYearEnd => {
                to_year_end(self.received_on, self.latest_day)
            }
            NoticeRule::TermEnd => {
                let explanation = to_year_end(self.received_on, self.latest_day);
                self.effective_on
                    .map_or_else(|| explanation.clone(), |end| bounded(&explanation, end))
            }
            NoticeRule::Unstated => unstated(self.received_on),
            NoticeRule::AgreementEnded => format!(
                "eingegangen {}; die Vereinbarung war schon beendet",
                german::day(self.received_on)
            ),
        }
    }
}

fn on_receipt(received_on: Date) -> String {
    let received = german::day(received_on);
    format!("eingegangen {received}, ohne Frist, daher mit diesem Tag wirksam")
}

fn unstated(received_on: Date) -> String {
    let received = german::day(received_on);
    format!("eingegangen {received}; wann eine Kündigung wirkt, sagt die Vereinbarung nicht")
}

fn to_year_end(received_on: Date, latest: Option<Date>) -> String {
    let in_time = latest.is_some_and(|latest| received_on <= latest);
    format!(
        "eingegangen {}, {} {}, daher wirksam zum {}",
        german::day(received_on),
        if in_time { "bis zum" } else { "nach dem" },
        latest.map(german::day).unwrap_or_default(),
        year_end_after(received_on, latest)
            .map(german::day)
            .unwrap_or_default(),
    )
}

fn bounded(explanation: &str, end: Date) -> String {
    format!(
        "{explanation}; die Vereinbarung endet aber schon am {}",
        german::day(end)
    )
}

/// The end of the year for which a notice is in time: its own up to `latest`, then the next one.
fn year_end_after(received_on: Date, latest: Option<Date>) -> Option<Date> {
    let in_time = latest.is_some_and(|latest| received_on <= latest);
    let year = received_on.year();
    period::year_end(if in_time {
        year
    } else {
        year.saturating_add(1)
    })
}

/// The last notice day of `year` under `terms`, where the agreement ends on `end` at the latest.
pub fn last_notice_day(terms: &AgreementTerms, end: Option<Date>, year: i16) -> LastNoticeDay {
    let none = |status, explanation| LastNoticeDay {
        date: None,
        status,
        explanation,
    };
    if let Some(end) = end.filter(|end| end.year() < year) {
        return none(
            LastNoticeDayStatus::AgreementEnded,
            format!(
                "Die Vereinbarung endet am {}; {year} gibt es nichts zu kündigen.",
                german::day(end)
            ),
        );
    }
    let weeks = match terms.notice_period.value {
        Some(NoticePeriod::WeeksToYearEnd { weeks }) => weeks,
        Some(NoticePeriod::OnReceipt) => {
            return none(
                LastNoticeDayStatus::NotApplicable,
                "Es gibt keine Kündigungsfrist; eine Kündigung ist an jedem Tag möglich."
                    .to_owned(),
            );
        }
        None => {
            return none(
                LastNoticeDayStatus::Unstated,
                "Die Vereinbarung sagt nichts über eine Kündigung.".to_owned(),
            );
        }
    };
    let Some(date) = latest_day(year, weeks) else {
        return none(
            LastNoticeDayStatus::NotApplicable,
            format!("{year} ist kein Kalenderjahr."),
        );
    };
    if let Some(end) = end.filter(|end| *end < date) {
        return none(
            LastNoticeDayStatus::AgreementEnded,
            format!(
                "Die Vereinbarung endet am {}, vor dem letzten Kündigungstag des Jahres.",
                german::day(end)
            ),
        );
    }
    let status = match terms.notice_period.status {
        Status::Stated => LastNoticeDayStatus::Stated,
        Status::Adopted => LastNoticeDayStatus::Adopted,
        Status::Inferred | Status::Unstated => LastNoticeDayStatus::Inferred,
    };
    let days = u16::from(weeks) * 7;
    let explanation = format!(
        "Bis zum {} eingegangen, wirkt eine Kündigung zum 31.12.{year}: {days} volle Tage vor dem Jahresende \
         (§§ 187, 188 BGB), auch wenn der Tag auf ein Wochenende fällt.",
        german::day(date)
    );
    LastNoticeDay {
        date: Some(date),
        status,
        explanation,
    }
}

/// So many full weeks before 31 December of `year`.
fn latest_day(year: i16, weeks: u8) -> Option<Date> {
    period::year_end(year)?
        .checked_sub(i64::from(weeks).weeks())
        .ok()
}
