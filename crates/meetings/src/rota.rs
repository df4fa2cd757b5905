//! Who presents its work next [Reihenfolge der Vorstellung] (MEM-47, MTG-14, MTG-26; REM-18).
//!
//! „Die Arbeit aller Netzwerker/-innen wird im Lenkungskreis vorgestellt“: whoever belongs to a body or a network takes
//! its turn. Pure: the read side says who belonged when, and which meetings heard a presentation; the answer is the one
//! of the day that is asked for, and equal input in any order gives the same one.
//!
//! Rejected: an order that an office fixes. Partners come and go; who has waited longest follows from what happened.

use std::collections::BTreeMap;

use kernel::{Date, PartnerId, Period, Status, facts, german};
use serde::Serialize;

use crate::findings::{Finding, FindingSeverity};
use crate::policy::{AgendaKind, MeetingsPolicy};

/// A partner's place in the order; its fields stand in the order in which they decide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Turn {
    /// When it presented its work last; `None` where it never did.
    pub presented_on: Option<Date>,
    /// Since when it belongs without a break.
    pub since: Date,
    pub partner: PartnerId,
}

/// The order on `as_of`: who never presented its work first, then who did longest ago; of equals, who has belonged
/// longest; then by id.
///
/// `members` says when each partner belonged, in any number of periods; `presentations` on which days it presented. Who
/// does not belong on the day has no turn, what is later is not known yet, and a presentation from an earlier period
/// counts: the work was presented.
pub fn rota(
    members: impl IntoIterator<Item = (PartnerId, Period)>,
    presentations: impl IntoIterator<Item = (PartnerId, Date)>,
    as_of: Date,
) -> Vec<Turn> {
    let mut periods: BTreeMap<PartnerId, Vec<Period>> = BTreeMap::new();
    for (partner, period) in members {
        periods.entry(partner).or_default().push(period);
    }
    let mut presented: BTreeMap<PartnerId, Date> = BTreeMap::new();
    for (partner, on) in presentations {
        if on <= as_of {
            let last = presented.entry(partner).or_insert(on);
            *last = on.max(*last);
        }
    }
    let mut turns: Vec<_> = periods
        .into_iter()
        .filter_map(|(partner, periods)| {
            Some(Turn {
                presented_on: presented.get(&partner).copied(),
                since: belongs_since(&periods, as_of)?,
                partner,
            })
        })
        .collect();
    turns.sort_unstable();
    turns
}

/// The first day of the time that contains `day`: periods that touch or overlap are one.
fn belongs_since(periods: &[Period], day: Date) -> Option<Date> {
    // Any of them leads back to the first.
    let containing = |day: Date| {
        let mut periods = periods.iter();
        let found = periods.find(|period| period.contains(day));
        found.map(|period| period.since)
    };
    let mut since = containing(day)?;
    while let Some(earlier) = since.yesterday().ok().and_then(containing) {
        since = earlier;
    }
    Some(since)
}

/// Whoever has not presented its work yet, each with what it asks for (REM-18): a task where a document or a decision
/// says that all do, a hint where that is inferred, and nothing where nobody says it.
pub fn rota_findings(policy: &MeetingsPolicy, rota: &[Turn]) -> Vec<(PartnerId, Finding)> {
    let mut kinds = policy.agenda_kinds.iter();
    let Some(said) = kinds.find(|kind| kind.value() == Some(&AgendaKind::PartnerPresentation))
    else {
        return Vec::new();
    };
    let severity = match said.status {
        Status::Stated | Status::Adopted => FindingSeverity::Task,
        Status::Inferred | Status::Unstated => FindingSeverity::Warning,
    };
    rota.iter()
        .filter(|turn| turn.presented_on.is_none())
        .map(|turn| {
            let finding = Finding {
                code: "NOT_YET_PRESENTED",
                rule: "MEM-47",
                severity,
                sentence: format!(
                    "Der Netzwerkpartner wirkt seit dem {} mit und hat seine Arbeit noch nicht vorgestellt.",
                    german::day(turn.since)
                ),
                facts: facts! { "partner" => turn.partner, "since" => turn.since },
            };
            (turn.partner, finding)
        })
        .collect()
}
