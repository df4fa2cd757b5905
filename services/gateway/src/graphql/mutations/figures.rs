//! The mutations of the funding service about figures, reports, goals and decisions.

use evaluation::concept::{
    AdoptConcept, CorrectConcept, RetireConcept, ReviseConcept, SetConceptInterval,
};
use evaluation::decision::{CiteDecision, CorrectDecision, RegisterDecision, SettleCitations};
use evaluation::goal::{
    AssessGoal, CorrectGoal, LinkGoalIndicator, RetireGoal, RewordGoal, SetGoal,
    UnlinkGoalIndicator,
};
use evaluation::indicator::{
    CloseIndicator, CorrectIndicator, DefineIndicator, RecordFigure, RecordPrintedGrowth,
};
use evaluation::instrument::{
    CorrectInstrument, IntroduceInstrument, RetireInstrument, ReviseInstrument,
};
use evaluation::quality_dialogue::{
    AgreeCriterion, AssessQualityArea, CloseQualityDialogue, CorrectQualityDialogue, DropCriterion,
    HoldQualityDialogue, OpenQualityDialogue,
};
use evaluation::site_report::{
    AssessSiteFeature, CorrectSiteReport, OpenSiteReport, RecordInstrumentCounts,
    RecordInstrumentRatings, RecordOfferDays, RecordProtocolCount, ReleaseSiteReport,
    ReturnSiteReport, SubmitSiteReport, WriteFurtherPart, WriteReportPart,
};

use super::mutations;
use super::payload::{
    ConceptPayload, DecisionPayload, GoalPayload, IndicatorPayload, InstrumentPayload,
    QualityDialoguePayload, SiteReportPayload,
};

mutations! {
    /// What may be done with figures, instruments, reports, concept papers, goals, quality dialogues and decisions.
    FigureMutation posts to Funding {
        /// Records that a concept paper was adopted [Fachkonzept beschlossen] (EVA-07).
        adopt_concept(AdoptConcept) -> ConceptPayload;
        /// Records that a concept paper was revised [Fachkonzept fortgeschrieben] (EVA-07).
        revise_concept(ReviseConcept) -> ConceptPayload;
        /// Records how often the municipality decided to revise the concept [Fortschreibungsturnus festlegen] (EVA-07).
        set_concept_interval(SetConceptInterval) -> ConceptPayload;
        /// Records that the concept holds no more [Fachkonzept aufheben].
        retire_concept(RetireConcept) -> ConceptPayload;
        /// Corrects what was recorded of a concept paper [Angabe berichtigen].
        correct_concept(CorrectConcept) -> ConceptPayload;
        /// Registers a decision of a council or a committee [Beschluss eintragen] (EVA-13).
        register_decision(RegisterDecision) -> DecisionPayload;
        /// Records under which number a paper cites the decision [Zitat festhalten] (EVA-13).
        cite_decision(CiteDecision) -> DecisionPayload;
        /// Settles which of the cited numbers is right [Zitat klären] (EVA-13).
        settle_citations(SettleCitations) -> DecisionPayload;
        /// Corrects what was recorded of a registered decision [Angabe berichtigen].
        correct_decision(CorrectDecision) -> DecisionPayload;
        /// Enters a goal in the register [Ziel aufnehmen] (EVA-06).
        set_goal(SetGoal) -> GoalPayload;
        /// Gives a goal new words [Ziel umformulieren].
        reword_goal(RewordGoal) -> GoalPayload;
        /// Links a series of figures that says whether the goal is reached [Kennzahl zuordnen] (EVA-06).
        link_goal_indicator(LinkGoalIndicator) -> GoalPayload;
        /// Unlinks a series of figures [Kennzahl entfernen].
        unlink_goal_indicator(UnlinkGoalIndicator) -> GoalPayload;
        /// Records how far the goal is reached [Zielerreichung bewerten] (EVA-06).
        assess_goal(AssessGoal) -> GoalPayload;
        /// Takes a goal out of the register [Ziel aufheben].
        retire_goal(RetireGoal) -> GoalPayload;
        /// Corrects what was recorded of a goal [Angabe berichtigen].
        correct_goal(CorrectGoal) -> GoalPayload;
        /// Defines a series of figures [Kennzahl anlegen] (FUN-17, EVA-15).
        define_indicator(DefineIndicator) -> IndicatorPayload;
        /// Records a figure [Wert erfassen] (EVA-15).
        record_figure(RecordFigure) -> IndicatorPayload;
        /// Records the percentage that a paper prints for the growth since the year before [gedruckte Steigerung] (FUN-17).
        record_printed_growth(RecordPrintedGrowth) -> IndicatorPayload;
        /// Closes a series [Kennzahl beenden].
        close_indicator(CloseIndicator) -> IndicatorPayload;
        /// Corrects what was recorded of a series of figures [Angabe berichtigen].
        correct_indicator(CorrectIndicator) -> IndicatorPayload;
        /// Introduces an instrument [Erhebungsinstrument einführen] (EVA-02, EVA-03, EVA-04).
        introduce_instrument(IntroduceInstrument) -> InstrumentPayload;
        /// Revises an instrument [Erhebungsinstrument überarbeiten] (EVA-08).
        revise_instrument(ReviseInstrument) -> InstrumentPayload;
        /// Records that an instrument is used no more [Erhebungsinstrument abschaffen].
        retire_instrument(RetireInstrument) -> InstrumentPayload;
        /// Corrects what was recorded of an instrument of the evaluation [Angabe berichtigen].
        correct_instrument(CorrectInstrument) -> InstrumentPayload;
        /// Opens a quality dialogue with its areas [Qualitätsdialog beginnen] (EVA-09).
        open_quality_dialogue(OpenQualityDialogue) -> QualityDialoguePayload;
        /// Records that the dialogue was held [Qualitätsdialog führen].
        hold_quality_dialogue(HoldQualityDialogue) -> QualityDialoguePayload;
        /// Agrees on a criterion of an area [Messkriterium vereinbaren] (EVA-09).
        agree_criterion(AgreeCriterion) -> QualityDialoguePayload;
        /// Drops a criterion [Messkriterium streichen].
        drop_criterion(DropCriterion) -> QualityDialoguePayload;
        /// Records how far an area is [Stand des Bereichs] (EVA-09).
        assess_quality_area(AssessQualityArea) -> QualityDialoguePayload;
        /// Closes the dialogue [Qualitätsdialog abschließen].
        close_quality_dialogue(CloseQualityDialogue) -> QualityDialoguePayload;
        /// Corrects what was recorded of a quality dialogue [Angabe berichtigen].
        correct_quality_dialogue(CorrectQualityDialogue) -> QualityDialoguePayload;
        /// Opens a site's report of a year [Jahresbericht anlegen] (EVA-01).
        open_site_report(OpenSiteReport) -> SiteReportPayload;
        /// Writes a part of the report [Teil schreiben] (EVA-01).
        write_report_part(WriteReportPart) -> SiteReportPayload;
        /// Writes a part that the list does not name [weiterer Teil] (EVA-01: „u.a.“).
        write_further_part(WriteFurtherPart) -> SiteReportPayload;
        /// Records how often each item of an instrument was marked in the year [Auswertung Erstkontakte] (EVA-02).
        record_instrument_counts(RecordInstrumentCounts) -> SiteReportPayload;
        /// Records how often each grade was given [Auswertung Nutzer-Rückmeldung] (EVA-03).
        record_instrument_ratings(RecordInstrumentRatings) -> SiteReportPayload;
        /// Records how many protocols about individuals the site evaluated [Einzelfallprotokolle] (EVA-04).
        record_protocol_count(RecordProtocolCount) -> SiteReportPayload;
        /// Records whether the site has one of the 14 quality features [Qualitätsmerkmal] (EVA-11).
        assess_site_feature(AssessSiteFeature) -> SiteReportPayload;
        /// Records on how many days of a week the site has offers [Angebotstage] (EVA-14).
        record_offer_days(RecordOfferDays) -> SiteReportPayload;
        /// Submits the report [Jahresbericht einreichen] (EVA-01).
        submit_site_report(SubmitSiteReport) -> SiteReportPayload;
        /// Returns a submitted report to the site [Jahresbericht zurückgeben].
        return_site_report(ReturnSiteReport) -> SiteReportPayload;
        /// Releases a submitted report [Jahresbericht freigeben] (EVA-01).
        release_site_report(ReleaseSiteReport) -> SiteReportPayload;
        /// Corrects what was recorded of a site's yearly report [Angabe berichtigen].
        correct_site_report(CorrectSiteReport) -> SiteReportPayload;
    }
}
