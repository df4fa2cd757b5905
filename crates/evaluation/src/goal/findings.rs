//! What an overview shows of the goals without anybody having sent a command (EVA-06).

use kernel::{Date, GoalId, facts};

use super::aggregate::Goal;
use super::reading::goal_register;
use crate::findings::{Finding, FindingSeverity};

/// Goals to which no series of figures is linked: nothing shows whether they are reached.
pub fn goal_findings<'a>(
    goals: impl IntoIterator<Item = (GoalId, &'a Goal)>,
    day: Date,
) -> Vec<Finding> {
    let lines = goal_register(goals, day).into_iter();
    let unmeasured = lines.filter(|line| line.indicators.is_empty());
    let finding = |line: super::GoalLine| Finding {
        code: "GOAL_WITHOUT_INDICATOR",
        rule: "EVA-06",
        severity: FindingSeverity::Warning,
        sentence: match line.number {
            Some(number) => format!(
                "Dem {} {number} ist keine Kennzahl zugeordnet.",
                line.kind.label()
            ),
            None => format!("Einem {} ist keine Kennzahl zugeordnet.", line.kind.label()),
        },
        facts: facts! { "goal" => line.goal, "kind" => line.kind, "number" => line.number },
    };
    unmeasured.map(finding).collect()
}
