//! The state of the reports to a committee, and what their commands make happen.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::Succession;
use kernel::{Correctable, Date, DocumentRef, DomainCommand, History, Interval, correct};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::CommitteeReportRefusal;
use super::event::*;
use crate::codes::{OrganCode, PaperNumber};
use crate::facts::MeetingsContext;
use crate::unfit::{Thing, Unfit};

type Decision = Result<Vec<CommitteeReportEvent>, CommitteeReportRefusal>;

/// The reports to one organ and everything that is known of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommitteeReport {
    pub organ: Option<OrganCode>,
    pub begun_on: Option<Date>,
    /// How often, as the municipality adopted it.
    pub intervals: Succession<Interval>,
    /// The last day; absent while it is reported to.
    pub ended_on: Option<Date>,
    /// What was reported, in the order in which it was told.
    pub made: Vec<ReportMade>,
    pub history: History<CommitteeReportEvent>,
}

/// A report that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportMade {
    pub reported_on: Date,
    pub paper: Option<PaperNumber>,
    pub document: Option<DocumentRef>,
    pub covers_since: Option<Date>,
    pub covers_until: Option<Date>,
}

impl CommitteeReport {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &CommitteeReportCommand, ctx: &MeetingsContext) -> Decision {
        Unfit::check_existence(Thing::CommitteeReport, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            CommitteeReportCommand::BeginCommitteeReports(c) => {
                let event = CommitteeReportsBegun {
                    organ: c.organ.clone(),
                    begun_on: c.begun_on,
                };
                Ok(vec![event.into()])
            }
            CommitteeReportCommand::SetReportInterval(c) => {
                if self.intervals.on(c.adopted_on) == Some(&c.interval) {
                    return Ok(Vec::new());
                }
                self.check_not_ended(c.adopted_on)?;
                let event = ReportIntervalSet {
                    interval: c.interval.clone(),
                    adopted_on: c.adopted_on,
                };
                Ok(vec![event.into()])
            }
            CommitteeReportCommand::RecordCommitteeReport(c) => self.record(c),
            CommitteeReportCommand::EndCommitteeReports(c) => self.end(c),
            CommitteeReportCommand::CorrectCommitteeReport(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    CommitteeReportFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn record(&self, c: &RecordCommitteeReport) -> Decision {
        Unfit::check_not_before("reportedOn", c.reported_on, self.begun_on)?;
        if let Some(until) = c.covers_until {
            Unfit::check_not_before("coversUntil", until, c.covers_since)?;
        }
        let event = CommitteeReportRecorded {
            reported_on: c.reported_on,
            paper: c.paper.clone(),
            document: c.document,
            covers_since: c.covers_since,
            covers_until: c.covers_until,
        };
        if self.made.contains(&ReportMade::from(event.clone())) {
            return Ok(Vec::new());
        }
        self.check_not_ended(c.reported_on)?;
        Ok(vec![event.into()])
    }

    fn end(&self, c: &EndCommitteeReports) -> Decision {
        match self.ended_on {
            Some(ended_on) if ended_on == c.ended_on => Ok(Vec::new()),
            Some(ended_on) => Err(CommitteeReportRefusal::ReportsEnded { ended_on }),
            None => {
                Unfit::check_not_before("endedOn", c.ended_on, self.last_day())?;
                let event = CommitteeReportsEnded {
                    reason: c.reason.id,
                    ended_on: c.ended_on,
                };
                Ok(vec![event.into()])
            }
        }
    }

    /// What happened until the end may be told later, what came after it did not happen.
    fn check_not_ended(&self, day: Date) -> Result<(), CommitteeReportRefusal> {
        match self.ended_on {
            Some(ended_on) if ended_on < day => {
                Err(CommitteeReportRefusal::ReportsEnded { ended_on })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The latest day of which something is recorded.
    fn last_day(&self) -> Option<Date> {
        let made = self.made.iter().map(|made| made.reported_on);
        let adopted = self.intervals.facts().iter();
        let adopted = adopted.filter_map(|fact| Some(fact.since?.first_day()));
        made.chain(adopted).chain(self.begun_on).max()
    }
}

impl From<CommitteeReportRecorded> for ReportMade {
    fn from(event: CommitteeReportRecorded) -> Self {
        Self {
            reported_on: event.reported_on,
            paper: event.paper,
            document: event.document,
            covers_since: event.covers_since,
            covers_until: event.covers_until,
        }
    }
}

impl Aggregate for CommitteeReport {
    const TYPE: &'static str = "committee-report";
    type Command = CommitteeReportCommand;
    type Event = CommitteeReportEvent;
    type Error = CommitteeReportRefusal;
    type Services = MeetingsContext;

    async fn handle(
        &mut self,
        command: CommitteeReportCommand,
        ctx: &MeetingsContext,
        sink: &EventSink<Self>,
    ) -> Result<(), CommitteeReportRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: CommitteeReportEvent) {
        self.history.record(&event);
        match event {
            CommitteeReportEvent::CommitteeReportsBegun(e) => {
                self.organ = Some(e.organ);
                self.begun_on = Some(e.begun_on);
            }
            CommitteeReportEvent::ReportIntervalSet(e) => {
                self.intervals.note(Some(e.adopted_on.into()), e.interval);
            }
            CommitteeReportEvent::CommitteeReportRecorded(e) => self.made.push(e.into()),
            CommitteeReportEvent::CommitteeReportsEnded(e) => self.ended_on = Some(e.ended_on),
            CommitteeReportEvent::CommitteeReportFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for CommitteeReport {
    fn history(&self) -> &History<CommitteeReportEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<CommitteeReportEvent> {
        &mut self.history
    }

    fn decide(&self, command: &CommitteeReportCommand, ctx: &MeetingsContext) -> Decision {
        self.decide(command, ctx)
    }

    /// Nothing was reported before the reports began, and nothing happened after they ended.
    fn check(&self) -> Result<(), CommitteeReportRefusal> {
        for made in &self.made {
            Unfit::check_not_before("replacement", made.reported_on, self.begun_on)?;
        }
        if let Some(ended_on) = self.ended_on {
            Unfit::check_not_before("replacement", ended_on, self.last_day())?;
        }
        Ok(())
    }
}
