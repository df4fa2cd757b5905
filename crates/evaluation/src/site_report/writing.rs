//! What a draft is checked against besides its own stream: the policy and the instruments.

use kernel::{Warning, facts};

use super::aggregate::SiteReport;
use super::command::*;
use super::error::SiteReportRefusal;
use crate::codes::InstrumentItemCode;
use crate::facts::EvaluationContext;
use crate::instrument::{InstrumentKind, InstrumentVersion};
use crate::policy::ReportPart;

impl SiteReport {
    /// The parts of `required` that are not written.
    pub(super) fn not_written(&self, required: Option<&Vec<ReportPart>>) -> Vec<ReportPart> {
        let required = required.into_iter().flatten().copied();
        required
            .filter(|part| !self.parts.contains_key(part))
            .collect()
    }

    /// A part of the list is one that the municipality foresees: stated, it refuses, inferred it warns.
    pub(super) fn check_foreseen(
        &self,
        part: ReportPart,
        ctx: &EvaluationContext,
    ) -> Result<(), SiteReportRefusal> {
        let Some(required) = &self.required else {
            return Ok(());
        };
        let strange = |parts: &Vec<ReportPart>| !parts.contains(&part);
        if required.binding().is_some_and(strange) {
            return Err(SiteReportRefusal::PartNotForeseen { part });
        }
        if required.value.as_ref().is_some_and(strange) {
            ctx.warn(warning(
                "PART_NOT_FORESEEN",
                format!(
                    "Der Teil „{}“ gehört nicht zum abgeleiteten Leitfaden.",
                    part.label()
                ),
                facts! { "part" => part },
            ));
        }
        Ok(())
    }

    /// What is inferred does not hold up a report; it says so.
    pub(super) fn warn_of_missing(&self, ctx: &EvaluationContext) {
        let Some(required) = self.required.as_ref().filter(|r| r.binding().is_none()) else {
            return;
        };
        let missing = self.not_written(required.value.as_ref());
        if required.value.is_none() {
            ctx.warn(warning(
                "REPORT_PARTS_UNSTATED",
                "Welche Teile der Jahresbericht hat, sagt niemand; legen Sie es fest.".to_owned(),
                facts! {},
            ));
        } else if !missing.is_empty() {
            ctx.warn(warning(
                "REPORT_PARTS_MISSING",
                "Nach dem abgeleiteten Leitfaden fehlen noch Teile.".to_owned(),
                facts! { "missing" => missing },
            ));
        }
    }

    pub(super) fn check_counts(
        &self,
        c: &RecordInstrumentCounts,
        ctx: &EvaluationContext,
    ) -> Result<(), SiteReportRefusal> {
        let instrument = ctx.facts.instrument(c.instrument, "instrument")?;
        check_kind(instrument.kind, InstrumentKind::FirstContact)?;
        let version = instrument.version(c.version);
        let used = self
            .year
            .is_some_and(|year| instrument.used_in(c.version, year));
        let version = self.used(version.filter(|_| used), c.version)?;
        c.counts
            .iter()
            .try_for_each(|count| check_item(version, &count.item))
    }

    pub(super) fn check_ratings(
        &self,
        c: &RecordInstrumentRatings,
        ctx: &EvaluationContext,
    ) -> Result<(), SiteReportRefusal> {
        let instrument = ctx.facts.instrument(c.instrument, "instrument")?;
        check_kind(instrument.kind, InstrumentKind::UserFeedback)?;
        let version = instrument.version(c.version);
        let used = self
            .year
            .is_some_and(|year| instrument.used_in(c.version, year));
        let version = self.used(version.filter(|_| used), c.version)?;
        let expected = version.grades.unwrap_or_default();
        for rating in &c.ratings {
            check_item(version, &rating.item)?;
            if rating.answers.len() != usize::from(expected) {
                return Err(SiteReportRefusal::GradesUnfit {
                    item: rating.item.clone(),
                    found: rating.answers.len(),
                    expected,
                });
            }
        }
        Ok(())
    }

    fn used<'v>(
        &self,
        version: Option<&'v InstrumentVersion>,
        number: u16,
    ) -> Result<&'v InstrumentVersion, SiteReportRefusal> {
        version.ok_or(SiteReportRefusal::VersionUnused {
            version: number,
            year: self.year.unwrap_or_default(),
        })
    }
}

fn check_kind(
    kind: Option<InstrumentKind>,
    expected: InstrumentKind,
) -> Result<(), SiteReportRefusal> {
    match kind {
        Some(kind) if kind != expected => Err(SiteReportRefusal::OtherInstrument { kind }),
        Some(_) | None => Ok(()),
    }
}

fn check_item(
    version: &InstrumentVersion,
    item: &InstrumentItemCode,
) -> Result<(), SiteReportRefusal> {
    match version.has(item) {
        true => Ok(()),
        false => Err(SiteReportRefusal::ItemUnknown { item: item.clone() }),
    }
}

fn warning(code: &str, sentence: String, facts: kernel::Facts) -> Warning {
    Warning {
        code: code.to_owned(),
        rule: "EVA-01".to_owned(),
        sentence,
        facts,
    }
}
