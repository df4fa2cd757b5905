//! What figures, reports, goals and decisions say of a year [Jahresbericht des Netzwerks] (EVA-10): what the office's words
//! are written around.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use evaluation::annual::{AnnualReport as Known, AnnualSources, annual_report};
use evaluation::goal::GoalAssessment;
use evaluation::policy::QualityAspect;
use evaluation::quality_dialogue::AreaStanding;
use evaluation::site_report::SiteReportState;
use evaluation::{Concept, Goal, IndicatorSeries, QualityDialogue, RegisteredDecision, SiteReport};
use kernel::{Date, DecisionId, GoalId, IndicatorId};
use uuid::Uuid;

use super::error::GraphError;
use super::evaluated::{self, DecisionReference, IndicatorReference};
use super::goals::GoalReference;
use super::indicators::{ComputedFigure, FigureOperand};
use super::reader::{self, Reader, Reading};
use super::{places, words};

/// The outline of a network's annual report [Jahresbericht] (EVA-10).
#[derive(SimpleObject)]
pub struct AnnualReport {
    year: i16,
    /// Concept, decisions, goals and quality are of this day: the year's last, or the one that is asked for where that is
    /// earlier. Figures and reports are those that were told by the day that is asked for.
    as_of: Date,
    /// The number of the version of the concept paper that held, of each paper [Fachkonzept].
    concept_versions: Vec<usize>,
    /// What was decided in the year, in the order of the days [Beschlüsse].
    decisions: Vec<DecisionReference>,
    /// The register of goals [Ziele].
    goals: Vec<AnnualGoal>,
    /// Of every series the year's figure, with its growth [Kennzahlen].
    figures: Vec<AnnualFigure>,
    /// The areas of the quality dialogue, each as far as it was [Qualitätsdialog].
    quality: Vec<AnnualQuality>,
    /// How often the quality dialogue was held in the year.
    dialogues_held: usize,
    /// The sites' reports of the year, as far as each is [Standortberichte].
    site_reports: Vec<AnnualSiteReport>,
}

/// A goal of the register, and how far it was reached.
#[derive(SimpleObject)]
pub struct AnnualGoal {
    goal: GoalReference,
    /// `null` where nobody assessed it.
    assessment: Option<GoalAssessment>,
    /// The same in German.
    label: Option<&'static str>,
    assessed_on: Option<Date>,
}

/// The year's figure of a series.
#[derive(SimpleObject)]
pub struct AnnualFigure {
    indicator: IndicatorReference,
    /// `null` where nobody stated one.
    figure: Option<FigureOperand>,
    /// Since the year before, with the percentage that a paper prints for it.
    growth: ComputedFigure,
}

/// An area of the quality dialogue, and how far it was.
#[derive(SimpleObject)]
pub struct AnnualQuality {
    area: QualityAspect,
    /// The area in German.
    label: &'static str,
    standing: AreaStanding,
    /// The same in German.
    standing_label: &'static str,
}

/// How far a site's report is.
#[derive(SimpleObject)]
pub struct AnnualSiteReport {
    /// The site, for `node`.
    site: ID,
    /// Its name on the day; `null` where it was erased.
    site_name: Option<String>,
    state: SiteReportState,
    /// The same in German.
    label: &'static str,
}

/// Every view that a report is made of.
struct Views {
    concepts: Vec<(Uuid, Concept)>,
    decisions: Vec<(Uuid, RegisteredDecision)>,
    goals: Vec<(Uuid, Goal)>,
    indicators: Vec<(Uuid, IndicatorSeries)>,
    dialogues: Vec<(Uuid, QualityDialogue)>,
    site_reports: Vec<(Uuid, SiteReport)>,
}

impl Views {
    async fn load(reading: &Reading<'_>, day: Date) -> Result<Self, GraphError> {
        let mut indicators: Vec<(Uuid, IndicatorSeries)> = reading.views(None).await?;
        indicators.retain(|(_, view)| view.known_on(day));
        indicators.sort_by(|(_, one), (_, other)| one.code.cmp(&other.code));
        Ok(Self {
            concepts: reading.views(None).await?,
            decisions: reading.views(None).await?,
            goals: reading.views(None).await?,
            indicators,
            dialogues: reading.views(None).await?,
            site_reports: reading.views(None).await?,
        })
    }

    fn report(&self, year: i16, day: Date) -> Option<Known> {
        let decisions = self.decisions.iter();
        let goals = self.goals.iter();
        let sources = AnnualSources {
            concepts: self.concepts.iter().map(|(_, view)| view).collect(),
            decisions: decisions
                .map(|(id, view)| (DecisionId(*id), view))
                .collect(),
            goals: goals.map(|(id, view)| (GoalId(*id), view)).collect(),
            indicators: self.indicators.iter().map(|(_, view)| view).collect(),
            dialogues: self.dialogues.iter().map(|(_, view)| view).collect(),
            site_reports: self.site_reports.iter().map(|(_, view)| view).collect(),
        };
        annual_report(&sources, year, day)
    }
}

/// What the report names, with the words of its last day.
async fn told(
    reading: &Reading<'_>,
    views: &Views,
    known: Known,
) -> Result<AnnualReport, GraphError> {
    let last = known.as_of;
    let mut decided = evaluated::decisions(reading, known.decisions.iter().copied(), last).await?;
    let series = views.indicators.iter().map(|(id, _)| IndicatorId(*id));
    let mut series = evaluated::indicators(reading, series).await?;
    let sites: Vec<Uuid> = known.site_reports.iter().map(|(site, _)| site.0).collect();
    let sites = places::site_names(reading, &sites, last).await?;
    let texts = known.goals.iter().filter_map(|line| line.text);
    let entries = reading.entries(texts.collect()).await?;
    let goals = known.goals.iter().map(|line| {
        let standing = line.standing.as_ref();
        let assessment = standing.map(|(_, standing)| standing.assessment);
        Ok(AnnualGoal {
            goal: GoalReference {
                id: line.goal.to_string().into(),
                kind: Some(line.kind),
                number: line.number,
                text: words::optional_text(&entries, line.text)?,
            },
            assessment,
            label: assessment.map(GoalAssessment::label),
            assessed_on: standing.map(|(on, _)| *on),
        })
    });
    let figures = views.indicators.iter().zip(known.figures);
    let figures = figures.filter_map(|((id, view), line)| {
        Some(AnnualFigure {
            indicator: series.remove(id)?,
            figure: line.figure.map(Into::into),
            growth: ComputedFigure::of(line.growth, view).with_printed(line.printed),
        })
    });
    let quality = known.quality.iter().map(|area| AnnualQuality {
        area: area.area,
        label: area.area.label(),
        standing: area.standing,
        standing_label: area.standing.label(),
    });
    let reports = known.site_reports.iter();
    let reports = reports.map(|(site, state)| AnnualSiteReport {
        site: site.to_string().into(),
        site_name: sites.get(&site.0).cloned().flatten(),
        state: *state,
        label: state.label(),
    });
    Ok(AnnualReport {
        year: known.year,
        as_of: last,
        concept_versions: known.concept_versions,
        decisions: known
            .decisions
            .iter()
            .filter_map(|id| decided.remove(&id.0))
            .collect(),
        goals: goals.collect::<Result<_, GraphError>>()?,
        figures: figures.collect(),
        quality: quality.collect(),
        dialogues_held: known.dialogues_held,
        site_reports: reports.collect(),
    })
}

/// The root field about the year.
#[derive(Default)]
pub struct AnnualReportQuery;

#[Object(guard = "super::guard::Permitted")]
impl AnnualReportQuery {
    /// What figures, reports, goals and decisions say of a year, as known on the day (today where none is given): the outline
    /// of the network's report [Jahresbericht] (EVA-10).
    #[graphql(complexity = "super::limits::ROOT + 10 * child_complexity")]
    async fn annual_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "1900 to 2200.")] year: i32,
        as_of: Option<Date>,
    ) -> Result<Option<AnnualReport>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let year = reader::year("year", year)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let views = Views::load(&reading, day).await?;
        Ok(match views.report(year, day) {
            Some(known) => Some(told(&reading, &views, known).await?),
            None => None,
        })
    }
}
