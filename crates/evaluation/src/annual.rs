//! The outline of a network's annual report [Jahresbericht des Netzwerks] (EVA-10).
//!
//! „Netzwerkprozesse zu dokumentieren, die Wirksamkeit der Zusammenarbeit vor Ort zu evaluieren“: what this domain knows of
//! a year, ready to be laid out. Numbers and ids alone; the words are entries of the vault.

use kernel::{Date, DecisionId, GoalId, SiteId};

use crate::concept::Concept;
use crate::decision::RegisteredDecision;
use crate::figure::FigurePeriod;
use crate::goal::{Goal, GoalLine, goal_register};
use crate::indicator::{IndicatorSeries, YearLine};
use crate::quality_dialogue::{QualityBoardArea, QualityDialogue};
use crate::site_report::{SiteReport, SiteReportState};

/// The streams of a municipality that an annual report is made of.
#[derive(Clone, Debug, Default)]
pub struct AnnualSources<'a> {
    pub concepts: Vec<&'a Concept>,
    pub decisions: Vec<(DecisionId, &'a RegisteredDecision)>,
    pub goals: Vec<(GoalId, &'a Goal)>,
    pub indicators: Vec<&'a IndicatorSeries>,
    pub dialogues: Vec<&'a QualityDialogue>,
    pub site_reports: Vec<&'a SiteReport>,
}

/// What is known of a year, as of its last day or as of today where it still runs.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnualReport {
    pub year: i16,
    /// The year's last day, or the day that is asked for where that is earlier.
    pub as_of: Date,
    /// The number of the concept's version that held.
    pub concept_versions: Vec<usize>,
    /// Decisions of the year, in the order of their days.
    pub decisions: Vec<DecisionId>,
    pub goals: Vec<GoalLine>,
    /// The year's figure of each series, with its growth; a series without one says so.
    pub figures: Vec<YearLine>,
    pub quality: Vec<QualityBoardArea>,
    /// How often a quality dialogue was held.
    pub dialogues_held: usize,
    /// Reports of the year by site; what is not released is shown as such, never as missing figures.
    pub site_reports: Vec<(SiteId, SiteReportState)>,
}

/// The annual report of `year`, as known on `day`. `None` for a year beyond the calendar.
pub fn annual_report(sources: &AnnualSources<'_>, year: i16, day: Date) -> Option<AnnualReport> {
    let last = Date::new(year, 12, 31).ok()?.min(day);
    let period = FigurePeriod::year(year)?;
    let versions = sources
        .concepts
        .iter()
        .filter_map(|concept| concept.version_on(last));
    let decided = |decision: &RegisteredDecision| {
        let on = decision.decision.as_ref()?.decided_on;
        (on.year() == year && on <= last).then_some(on)
    };
    let decisions = sources.decisions.iter();
    let mut decisions: Vec<_> = decisions
        .filter_map(|(id, decision)| Some((decided(decision)?, *id)))
        .collect();
    decisions.sort();
    let held = sources.dialogues.iter().flat_map(|dialogue| &dialogue.held);
    let reports = sources
        .site_reports
        .iter()
        .filter(|report| report.year == Some(year));
    Some(AnnualReport {
        year,
        as_of: last,
        concept_versions: versions.map(|(number, _)| number).collect(),
        decisions: decisions.into_iter().map(|(_, id)| id).collect(),
        goals: goal_register(sources.goals.iter().copied(), last),
        figures: sources
            .indicators
            .iter()
            .map(|series| YearLine {
                year,
                figure: series.operand(period, day),
                growth: series.growth_on(period, day),
                printed: series.printed_on(period, day),
            })
            .collect(),
        quality: sources
            .dialogues
            .iter()
            .flat_map(|dialogue| dialogue.board_on(last))
            .collect(),
        dialogues_held: held
            .filter(|(on, _)| on.year() == year && *on <= last)
            .count(),
        site_reports: reports
            .filter_map(|report| Some((report.site?, report.state_on(day)?)))
            .collect(),
    })
}
