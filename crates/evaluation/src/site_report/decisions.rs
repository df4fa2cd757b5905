//! What a command on a site's yearly report makes happen.

use kernel::{DomainCommand, correct};

use super::aggregate::SiteReport;
use super::command::*;
use super::error::SiteReportRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::{Thing, Unfit};

impl SiteReport {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &SiteReportCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<SiteReportEvent>, SiteReportRefusal> {
        Unfit::check_existence(Thing::SiteReport, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event: SiteReportEvent = match command {
            SiteReportCommand::OpenSiteReport(c) => {
                ctx.facts.site(c.site, "site")?;
                SiteReportOpened {
                    site: c.site,
                    year: c.year,
                    required: (&ctx.policy.site_report_parts).into(),
                    due_on: c.due_on,
                    opened_on: c.opened_on,
                }
                .into()
            }
            SiteReportCommand::WriteReportPart(c) => {
                self.check_foreseen(c.part, ctx)?;
                ReportPartWritten::from(c).into()
            }
            SiteReportCommand::WriteFurtherPart(c) => {
                Unfit::check_line("title", &c.title)?;
                FurtherPartWritten::from(c).into()
            }
            SiteReportCommand::RecordInstrumentCounts(c) => {
                self.check_counts(c, ctx)?;
                InstrumentCountsRecorded::from(c).into()
            }
            SiteReportCommand::RecordInstrumentRatings(c) => {
                self.check_ratings(c, ctx)?;
                InstrumentRatingsRecorded::from(c).into()
            }
            SiteReportCommand::RecordProtocolCount(c) => ProtocolCountRecorded::from(c).into(),
            SiteReportCommand::AssessSiteFeature(c) => SiteFeatureAssessed::from(c).into(),
            SiteReportCommand::RecordOfferDays(c) => OfferDaysRecorded::from(c).into(),
            SiteReportCommand::SubmitSiteReport(c) => {
                self.warn_of_missing(ctx);
                SiteReportSubmitted::from(c).into()
            }
            SiteReportCommand::ReturnSiteReport(c) => SiteReportReturned::from(c).into(),
            SiteReportCommand::ReleaseSiteReport(c) => SiteReportReleased::from(c).into(),
            SiteReportCommand::CorrectSiteReport(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    SiteReportFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        };
        if self.is_so(&event) {
            return Ok(Vec::new());
        }
        self.fits(&event)?;
        Ok(vec![event])
    }
}
