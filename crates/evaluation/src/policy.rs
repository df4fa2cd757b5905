//! What differs between municipalities about evaluation and reporting (EVA-01 … EVA-14).
//!
//! Counts and reports only: what an evaluation writes about a family never enters the platform (EVA-02 …
//! EVA-04).

use kernel::{Interval, Sourced};
use serde::{Deserialize, Serialize};

kernel::code! {
    /// A part of a site's yearly report [Jahresbericht] (EVA-01); the document's list is open ("u.a.").
    pub enum ReportPart {
        /// the year that has passed
        Review = "Rückblick auf das letzte Jahr",
        /// needs and developments
        NeedsAndDevelopments = "aktuelle Bedarfe und Entwicklungen",
        /// figures of offers and visitors
        Statistics = "statistische Erhebung hinsichtlich der Angebote und Besucherzahlen",
        /// what it comes to
        SummaryAndOutlook = "Gesamtresümee und Ausblick",
    }
}

kernel::code! {
    /// What a quality development looks at [Qualitätsaspekt] (EVA-09).
    pub enum QualityAspect {
        /// the network's infrastructure
        Infrastructure = "Infrastrukturqualität des Netzwerkes",
        /// criteria for the offers
        OfferCriteria = "Messkriterien zur regelmäßigen Evaluation der unterschiedlichen Angebote",
        /// criteria for the effect on professionals and families
        EffectCriteria = "Messkriterien zur regelmäßigen Evaluation der Wirksamkeit",
        /// a quality circle is set up
        QualityCircle = "Einrichtung eines Qualitätszirkels",
    }
}

/// A municipality's rules for evaluation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EvaluationPolicy {
    /// How often the concept is revised [Fortschreibung des Fachkonzepts] (EVA-07).
    pub concept_revision: Sourced<Interval>,
    /// How often each site reports [Jahresbericht] (EVA-01).
    pub site_reports: Sourced<Interval>,
    pub site_report_parts: Sourced<Vec<ReportPart>>,
    /// Anonymous protocols at each site: their number alone (EVA-04).
    pub case_protocols_per_site: Sourced<u16>,
    pub case_protocols_evaluated_every: Sourced<Interval>,
    /// What the quality development looks at (EVA-09).
    pub quality_aspects: Sourced<Vec<QualityAspect>>,
    /// Days of a week on which a site has offers (EVA-14); opening days are another thing.
    pub offer_days_per_week: Sourced<u8>,
    pub opening_days_per_week: Sourced<u8>,
}
