//! The register of goals on a day.

use kernel::{Date, EntryId, GoalId, IndicatorId};

use super::aggregate::{Goal, GoalKind, GoalStanding};

/// A goal as the register shows it on a day. Texts are entries of the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalLine {
    pub goal: GoalId,
    pub kind: GoalKind,
    pub number: Option<u16>,
    pub parent: Option<GoalId>,
    pub text: Option<EntryId>,
    pub indicators: Vec<IndicatorId>,
    /// How far it was found to be reached, since when.
    pub standing: Option<(Date, GoalStanding)>,
}

impl Goal {
    /// What the register shows of it on `day`; nothing before it was set and once it is pursued no more.
    pub fn line_on(&self, goal: GoalId, day: Date) -> Option<GoalLine> {
        if !self.pursued_on(day) {
            return None;
        }
        let standing = self.assessments.at(day);
        let standing =
            standing.and_then(|fact| Some((fact.since?.first_day(), fact.value.clone())));
        Some(GoalLine {
            goal,
            kind: self.kind?,
            number: self.number,
            parent: self.parent,
            text: self.texts.on(day).copied(),
            indicators: self.indicators.on(day),
            standing,
        })
    }
}

/// The register on `day` (EVA-06): each guiding goal, followed by what serves it in the order of their numbers; then what
/// serves a goal that is pursued no more.
pub fn goal_register<'a>(
    goals: impl IntoIterator<Item = (GoalId, &'a Goal)>,
    day: Date,
) -> Vec<GoalLine> {
    let goals = goals.into_iter();
    let mut lines: Vec<_> = goals
        .filter_map(|(id, goal)| goal.line_on(id, day))
        .collect();
    // A goal without a number comes last; the id keeps the order of their entry.
    lines.sort_by_key(|line| (line.number.is_none(), line.number, line.goal));
    let (guiding, mut serving): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|line| line.kind == GoalKind::Guiding);
    let mut register = Vec::new();
    for guide in guiding {
        let (its, others): (Vec<_>, Vec<_>) = serving
            .into_iter()
            .partition(|line| line.parent == Some(guide.goal));
        serving = others;
        register.push(guide);
        register.extend(its);
    }
    register.extend(serving);
    register
}
