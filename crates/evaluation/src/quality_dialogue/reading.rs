//! The quality development board on a day (EVA-09), and what an overview shows of it.

use kernel::{Date, EntryId, facts};

use super::aggregate::{AgreedCriterion, AreaStanding, QualityDialogue};
use crate::findings::{Finding, FindingSeverity};
use crate::policy::QualityAspect;

/// An area on the board [Bereich].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualityBoardArea {
    pub area: QualityAspect,
    /// Open until somebody says otherwise.
    pub standing: AreaStanding,
    /// Since when, and in which words (an entry of the vault).
    pub assessed: Option<(Date, Option<EntryId>)>,
    pub criteria: Vec<AgreedCriterion>,
}

impl QualityDialogue {
    /// True from its opening until its last day.
    pub fn runs_on(&self, day: Date) -> bool {
        self.opened_on.is_some_and(|on| on <= day) && self.closed_on.is_none_or(|last| day <= last)
    }

    /// The board on `day`: its areas in the order of the policy. Empty before it was opened.
    pub fn board_on(&self, day: Date) -> Vec<QualityBoardArea> {
        if self.opened_on.is_none_or(|on| day < on) {
            return Vec::new();
        }
        self.areas
            .iter()
            .map(|area| self.area_on(*area, day))
            .collect()
    }

    /// The latest day until `day` on which the dialogue was held.
    pub fn last_held(&self, day: Date) -> Option<Date> {
        let held = self.held.iter().map(|(on, _)| *on);
        held.filter(|on| *on <= day).max()
    }

    fn area_on(&self, area: QualityAspect, day: Date) -> QualityBoardArea {
        let assessed = self.assessed.iter();
        let assessed = assessed.filter(|known| known.area == area && known.assessed_on <= day);
        let latest = assessed.max_by_key(|known| known.assessed_on);
        let criteria = self.criteria.iter();
        let criteria = criteria.filter(|known| known.area == area && known.stands_on(day));
        QualityBoardArea {
            area,
            standing: latest.map_or(AreaStanding::Open, |known| known.standing),
            assessed: latest.map(|known| (known.assessed_on, known.text)),
            criteria: criteria.cloned().collect(),
        }
    }
}

/// Areas of a running dialogue for which nobody has agreed on a criterion.
pub fn quality_dialogue_findings<'a>(
    dialogues: impl IntoIterator<Item = &'a QualityDialogue>,
    day: Date,
) -> Vec<Finding> {
    let running = dialogues
        .into_iter()
        .filter(|dialogue| dialogue.runs_on(day));
    let areas = running.flat_map(|dialogue| dialogue.board_on(day));
    // A quality circle is set up or is not: it needs no criterion.
    let bare = areas
        .filter(|area| area.area != QualityAspect::QualityCircle)
        .filter(|area| area.criteria.is_empty() && area.standing != AreaStanding::Reached);
    let finding = |area: QualityBoardArea| Finding {
        code: "QUALITY_AREA_WITHOUT_CRITERION",
        rule: "EVA-09",
        severity: FindingSeverity::Warning,
        sentence: format!(
            "Zum Bereich „{}“ ist kein Messkriterium vereinbart.",
            area.area.label()
        ),
        facts: facts! { "area" => area.area },
    };
    bare.map(finding).collect()
}
