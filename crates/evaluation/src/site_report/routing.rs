//! Where a command on a site's yearly report goes and what comes with it.

use kernel::{Claim, Date, DomainCommand, SiteReportId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl CorrectSiteReport {
    /// The command that should have been given.
    pub(super) fn instead(&self) -> Option<SiteReportCommand> {
        self.replacement.clone().map(SiteReportCommand::from)
    }
}

impl SiteReportCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::OpenSiteReport(c) => Some(("openedOn", c.opened_on)),
            Self::WriteReportPart(c) => Some(("writtenOn", c.written_on)),
            Self::WriteFurtherPart(c) => Some(("writtenOn", c.written_on)),
            Self::RecordInstrumentCounts(c) => Some(("recordedOn", c.recorded_on)),
            Self::RecordInstrumentRatings(c) => Some(("recordedOn", c.recorded_on)),
            Self::RecordProtocolCount(c) => Some(("recordedOn", c.recorded_on)),
            Self::AssessSiteFeature(c) => Some(("assessedOn", c.assessed_on)),
            Self::RecordOfferDays(c) => Some(("recordedOn", c.recorded_on)),
            Self::SubmitSiteReport(c) => Some(("submittedOn", c.submitted_on)),
            Self::ReturnSiteReport(c) => Some(("returnedOn", c.returned_on)),
            Self::ReleaseSiteReport(c) => Some(("releasedOn", c.released_on)),
            // What stands in the place of a fact is asked where it is decided.
            Self::CorrectSiteReport(_) => None,
        }
    }
}

impl DomainCommand for SiteReportCommand {
    const STREAM: &'static str = "site-report";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::OpenSiteReport(c) => c.id,
            Self::WriteReportPart(c) => Some(c.report),
            Self::WriteFurtherPart(c) => Some(c.report),
            Self::RecordInstrumentCounts(c) => Some(c.report),
            Self::RecordInstrumentRatings(c) => Some(c.report),
            Self::RecordProtocolCount(c) => Some(c.report),
            Self::AssessSiteFeature(c) => Some(c.report),
            Self::RecordOfferDays(c) => Some(c.report),
            Self::SubmitSiteReport(c) => Some(c.report),
            Self::ReturnSiteReport(c) => Some(c.report),
            Self::ReleaseSiteReport(c) => Some(c.report),
            Self::CorrectSiteReport(c) => Some(c.report),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::OpenSiteReport(c) = self {
            c.id = Some(SiteReportId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::OpenSiteReport(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let mut found = Vec::new();
        match self {
            Self::OpenSiteReport(c) => {
                found.push(StreamId::new("site", c.site.0));
            }
            Self::RecordInstrumentCounts(c) => {
                found.push(StreamId::new("instrument", c.instrument.0));
            }
            Self::RecordInstrumentRatings(c) => {
                found.push(StreamId::new("instrument", c.instrument.0));
            }
            Self::CorrectSiteReport(c) => {
                found.extend(c.instead().iter().flat_map(Self::reads));
            }
            Self::WriteReportPart(_)
            | Self::WriteFurtherPart(_)
            | Self::RecordProtocolCount(_)
            | Self::AssessSiteFeature(_)
            | Self::RecordOfferDays(_)
            | Self::SubmitSiteReport(_)
            | Self::ReturnSiteReport(_)
            | Self::ReleaseSiteReport(_) => {}
        }
        found
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let mut found = Vec::new();
        match self {
            Self::WriteReportPart(c) => {
                found.push((&c.text).into());
            }
            Self::WriteFurtherPart(c) => {
                found.push((&c.title).into());
                found.push((&c.text).into());
            }
            Self::AssessSiteFeature(c) => {
                found.extend(c.note.iter().map(VaultEntry::from));
            }
            Self::ReturnSiteReport(c) => {
                found.push((&c.reason).into());
            }
            Self::CorrectSiteReport(c) => {
                found.extend(c.instead().iter().flat_map(Self::entries));
                found.push((&c.reason).into());
            }
            Self::OpenSiteReport(_)
            | Self::RecordInstrumentCounts(_)
            | Self::RecordInstrumentRatings(_)
            | Self::RecordProtocolCount(_)
            | Self::RecordOfferDays(_)
            | Self::SubmitSiteReport(_)
            | Self::ReleaseSiteReport(_) => {}
        }
        found
    }

    fn claims(&self) -> Vec<Claim> {
        let mut found = Vec::new();
        match self {
            Self::OpenSiteReport(c) => {
                found.push(Claim {
                    kind: "site-report",
                    key: format!("{}/{}", c.site, c.year),
                });
            }
            Self::CorrectSiteReport(c) => {
                found.extend(c.instead().iter().flat_map(Self::claims));
            }
            Self::WriteReportPart(_)
            | Self::WriteFurtherPart(_)
            | Self::RecordInstrumentCounts(_)
            | Self::RecordInstrumentRatings(_)
            | Self::RecordProtocolCount(_)
            | Self::AssessSiteFeature(_)
            | Self::RecordOfferDays(_)
            | Self::SubmitSiteReport(_)
            | Self::ReturnSiteReport(_)
            | Self::ReleaseSiteReport(_) => {}
        }
        found
    }
}
