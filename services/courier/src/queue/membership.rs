//! Circulars (MEM-33) and questions to contacts (MEM-18, MEM-19).

use std::collections::BTreeSet;

use kernel::ContactId;
use membership::circular::{Circular, CircularEvent};
use membership::contact::ContactEvent;

use super::{Case, NotQueued, Wish};
use crate::desk::until;
use crate::rule::Rule;

impl Case<'_> {
    pub(super) async fn of_circular(&self) -> Result<Vec<Wish>, NotQueued> {
        let CircularEvent::CircularReleased(released) = self.event.read()? else {
            return Ok(Vec::new());
        };
        if !self.is_news(released.released_on) {
            return Ok(Vec::new());
        }
        let stream = self.event.stream;
        let loaded = self.desk.load(&[stream]).await?;
        let circular: Circular = until(&loaded, &stream, self.event.position)?;
        let recipients = circular.recipients;
        let people = self.people(recipients.iter().copied(), []).await?;
        Ok(vec![Wish {
            rule: Rule::Circular,
            readers: people.readers(recipients, &BTreeSet::new(), self.today),
            expires_at: None,
        }])
    }

    pub(super) fn of_contact(&self) -> Result<Vec<Wish>, NotQueued> {
        let ContactEvent::ConfirmationRequested(requested) = self.event.read()? else {
            return Ok(Vec::new());
        };
        if !self.is_news(requested.requested_on) {
            return Ok(Vec::new());
        }
        Ok(vec![Wish {
            rule: Rule::ContactConfirmation,
            readers: BTreeSet::from([ContactId(self.event.stream.id())]),
            expires_at: None,
        }])
    }
}
