//! Minutes that go out by mail (MTG-10, MTG-11). What goes out on paper or is read here makes no letter.

use std::collections::BTreeSet;

use meetings::minutes::{DispatchChannel, MinutesEvent};

use super::{Case, NotQueued, Wish};
use crate::rule::Rule;

impl Case<'_> {
    pub(super) async fn of_minutes(&self) -> Result<Vec<Wish>, NotQueued> {
        let MinutesEvent::MinutesDispatched(dispatched) = self.event.read()? else {
            return Ok(Vec::new());
        };
        self.watch_passing_on().await?;
        let mailed = dispatched.channel == DispatchChannel::Mail;
        if !mailed || !self.is_news(dispatched.dispatched_on) {
            return Ok(Vec::new());
        }
        let people = self.people(dispatched.partners.iter().copied(), []).await?;
        Ok(vec![Wish {
            rule: Rule::Minutes,
            readers: people.readers(dispatched.partners, &BTreeSet::new(), self.today),
            expires_at: None,
        }])
    }
}
