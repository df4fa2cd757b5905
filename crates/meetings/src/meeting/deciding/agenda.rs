//! The agenda (MTG-09, MTG-13, MTG-14, MTG-24, MEM-47).

use std::collections::BTreeSet;

use kernel::AgendaItemId;

use super::{Decision, object};
use crate::facts::{KnownBody, MeetingsContext, unknown};
use crate::meeting::aggregate::{AgendaItem, Meeting};
use crate::meeting::command::*;
use crate::meeting::course::Part;
use crate::meeting::error::MeetingRefusal;
use crate::meeting::event::*;
use crate::policy::AgendaKind;
use crate::unfit::{Thing, Unfit};

impl Meeting {
    pub(super) fn decide_item(&self, c: &AddAgendaItem, ctx: &MeetingsContext) -> Decision {
        let body = self.known_body(c.body, ctx)?;
        let item = c.item_id(self.history.len());
        if self.item(item).is_some() || self.removed_items.contains(&item) {
            return Err(MeetingRefusal::ItemTwice { item });
        }
        self.allows(Part::Agenda)?;
        check_words(c)?;
        check_topic(c, ctx)?;
        if let Some(partner) = c.partner {
            ctx.facts.partner(partner, "partner")?;
        } else if c.kind == ItemKind::PartnerPresentation {
            return Err(MeetingRefusal::PresenterMissing);
        }
        check_subgroup(c, ctx)?;
        check_speaker(c, body, ctx)?;
        let event = AgendaItemAdded {
            item,
            kind: c.kind,
            title: c.title.as_ref().map(|title| title.id),
            note: c.note.as_ref().map(|note| note.id),
            topic: c.topic,
            speaker: c.speaker.as_ref().map(|speaker| speaker.id),
            partner: c.partner,
            subgroup: c.subgroup,
            minutes: c.minutes,
            position: self.position(c)?,
        };
        Ok(vec![event.into()])
    }

    fn position(&self, c: &AddAgendaItem) -> Result<u32, MeetingRefusal> {
        let end = u32::try_from(self.agenda.len() + 1).unwrap_or(u32::MAX);
        match c.position {
            None => Ok(end),
            Some(position) if position.get() <= end => Ok(position.get()),
            Some(position) => Err(MeetingRefusal::PositionImpossible {
                position: position.get(),
                last: end,
            }),
        }
    }

    pub(super) fn remove_item(&self, c: &RemoveAgendaItem) -> Decision {
        let item = c.item;
        if self.removed_items.contains(&item) {
            return Ok(Vec::new());
        }
        self.known_item(item)?;
        self.allows(Part::Agenda)?;
        let outcomes = self.outcomes.iter();
        let outcomes = outcomes
            .filter(|outcome| outcome.item == Some(item))
            .count();
        if outcomes > 0 {
            return Err(MeetingRefusal::ItemHasOutcomes { item, outcomes });
        }
        Ok(vec![AgendaItemRemoved { item }.into()])
    }

    pub(super) fn reorder(&self, c: &ReorderAgenda) -> Decision {
        if self
            .agenda
            .iter()
            .map(|item| item.id)
            .eq(c.items.iter().copied())
        {
            return Ok(Vec::new());
        }
        self.allows(Part::Agenda)?;
        let mut named = BTreeSet::new();
        for item in &c.items {
            if self.item(*item).is_none() {
                return Err(unknown(Thing::AgendaItem, "items", item.0).into());
            }
            if !named.insert(*item) {
                return Err(MeetingRefusal::ItemTwice { item: *item });
            }
        }
        let missing: Vec<AgendaItemId> = self
            .agenda
            .iter()
            .map(|item| item.id)
            .filter(|id| !named.contains(id))
            .collect();
        if !missing.is_empty() {
            return Err(MeetingRefusal::AgendaIncomplete { missing });
        }
        let items = c.items.clone();
        Ok(vec![AgendaReordered { items }.into()])
    }

    /// The item that stands on the agenda.
    pub fn item(&self, id: AgendaItemId) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.id == id)
    }

    pub(in crate::meeting) fn known_item(
        &self,
        id: AgendaItemId,
    ) -> Result<&AgendaItem, MeetingRefusal> {
        let item = self.item(id);
        item.ok_or_else(|| unknown(Thing::AgendaItem, "item", id.0).into())
    }
}

/// An anonymous case talk has no words (MTG-24); everything else says what it is about.
fn check_words(c: &AddAgendaItem) -> Result<(), MeetingRefusal> {
    if c.kind == ItemKind::AnonymousCaseTalk {
        let words = [
            ("title", &c.title),
            ("note", &c.note),
            ("speaker", &c.speaker),
        ];
        return match words.into_iter().find(|(_, text)| text.is_some()) {
            Some((field, _)) => Err(MeetingRefusal::CaseTalkHasNoText { field }),
            None => Ok(()),
        };
    }
    match &c.title {
        Some(title) => Unfit::check_line("title", title)?,
        None if c.topic.is_some() || c.partner.is_some() || c.subgroup.is_some() => {}
        None => return Err(MeetingRefusal::TitleMissing),
    }
    if let Some(speaker) = &c.speaker {
        Unfit::check_line("speaker", speaker)?;
    }
    Ok(())
}

/// The topic is one of the body's backlog (MTG-09), and a case talk is one in the backlog already (MTG-24).
fn check_topic(c: &AddAgendaItem, ctx: &MeetingsContext) -> Result<(), MeetingRefusal> {
    let Some(topic) = c.topic else {
        return Ok(());
    };
    let known = ctx.facts.topic(topic, "topic")?;
    if known.body != c.body {
        return Err(MeetingRefusal::TopicOfOtherBody { body: known.body });
    }
    let wordless = known.kind == Some(AgendaKind::AnonymousCaseTalk);
    if wordless != (c.kind == ItemKind::AnonymousCaseTalk) {
        return Err(MeetingRefusal::CaseTalkHasNoText { field: "topic" });
    }
    Ok(())
}

/// A subgroup prepares for the body that it belongs to (MTG-13).
fn check_subgroup(c: &AddAgendaItem, ctx: &MeetingsContext) -> Result<(), MeetingRefusal> {
    let Some(subgroup) = c.subgroup else {
        return match c.kind == ItemKind::SubgroupReport {
            true => Err(MeetingRefusal::SubgroupMissing),
            false => Ok(()),
        };
    };
    match ctx.facts.body(subgroup, "subgroup")?.parent {
        Some(parent) if parent == c.body => Ok(()),
        parent => Err(MeetingRefusal::SubgroupOfOther { subgroup, parent }),
    }
}

/// Somebody from outside speaks unless the policy says that nobody does (MTG-14).
fn check_speaker(
    c: &AddAgendaItem,
    body: &KnownBody,
    ctx: &MeetingsContext,
) -> Result<(), MeetingRefusal> {
    if c.speaker.is_none() && c.kind != ItemKind::GuestSpeaker {
        return Ok(());
    }
    match body.rules(&ctx.policy).map(|rules| &rules.guest_speakers) {
        Some(said) if said.value() == Some(&false) => object(
            said.binding().is_some(),
            MeetingRefusal::GuestsDoNotSpeak,
            ctx,
        ),
        Some(_) | None => Ok(()),
    }
}
