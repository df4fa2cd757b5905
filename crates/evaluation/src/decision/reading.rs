//! Under which numbers a decision is known on a day.

use kernel::{Date, german};

use super::aggregate::RegisteredDecision;

impl RegisteredDecision {
    /// The numbers under which it is registered and cited until `day`, each once, the registered one first.
    pub fn numbers_on(&self, day: Date) -> Vec<&str> {
        let registered = self
            .decision
            .iter()
            .map(|decision| decision.number.as_str());
        let cited = self
            .citations
            .iter()
            .filter(|citation| citation.cited_on <= day);
        let mut numbers = Vec::new();
        for number in registered.chain(cited.map(|citation| citation.number.as_str())) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    /// The number that was found to be right, as known on `day`; the registered one while nobody settled it.
    pub fn number_on(&self, day: Date) -> Option<&str> {
        let settled = self
            .settled
            .as_ref()
            .filter(|settled| settled.settled_on <= day);
        match settled {
            Some(settled) => Some(settled.number.as_str()),
            None => self
                .decision
                .as_ref()
                .map(|decision| decision.number.as_str()),
        }
    }

    /// True while papers name different numbers and nobody settled which is right.
    pub fn contradicts_on(&self, day: Date) -> bool {
        let settled = self.settled.as_ref();
        self.numbers_on(day).len() > 1 && settled.is_none_or(|settled| day < settled.settled_on)
    }

    /// As a paper cites it, every other number with it: `rat, 04.10.2010, Nr. 0264/2010 (auch zitiert als Nr. 0264/2009)`.
    pub fn citation_on(&self, day: Date) -> Option<String> {
        let decision = self.decision.as_ref()?;
        let number = self.number_on(day)?;
        let others = self
            .numbers_on(day)
            .into_iter()
            .filter(|other| *other != number);
        let others: Vec<_> = others.map(|other| format!("Nr. {other}")).collect();
        let also = match others.is_empty() {
            true => String::new(),
            false => format!(" (auch zitiert als {})", others.join(", ")),
        };
        let decided_on = german::day(decision.decided_on);
        Some(format!(
            "{}, {decided_on}, Nr. {number}{also}",
            decision.organ
        ))
    }
}
