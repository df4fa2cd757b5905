//! The order of the agenda, and what is taken off it.

use std::num::NonZeroU32;

use kernel::{AgendaItemId, Role, facts};
use meetings::OutcomeKind;
use meetings::meeting::*;

use crate::fixtures::*;
use crate::meeting_given::*;

fn ids(numbers: &[u128]) -> Vec<AgendaItemId> {
    numbers.iter().map(|n| id(*n)).collect()
}

/// Items 200, 201, 202.
fn agenda() -> Vec<MeetingEvent> {
    let items = [(200, 1), (201, 2), (202, 3)];
    let items = items.map(|(n, position)| item(n, ItemKind::Ordinary, position).into());
    [vec![planned_ahead()], items.to_vec()].concat()
}

fn order(events: Vec<MeetingEvent>) -> Vec<AgendaItemId> {
    meeting(events).agenda.iter().map(|item| item.id).collect()
}

#[test]
fn an_item_takes_a_place_that_the_agenda_has() {
    let place = |position: u32| AddAgendaItem {
        position: NonZeroU32::new(position),
        ..topic(210)
    };
    let at = |position: u32| {
        let events = meeting(agenda()).decide(&place(position).into(), &ctx(&silent()));
        order([agenda(), events.unwrap()].concat())
    };
    assert_eq!(at(1), ids(&[210, 200, 201, 202]));
    assert_eq!(at(4), ids(&[200, 201, 202, 210]));
    let last = AgendaItemAdded {
        title: Some(id(201)),
        ..item(210, ItemKind::Ordinary, 4)
    };
    then(agenda(), topic(210), vec![last.into()]);
    let refusal = refused(agenda(), place(5));
    assert_eq!(
        refusal,
        (
            "POSITION_IMPOSSIBLE",
            facts! { "position" => 5, "last" => 4 }
        )
    );
    let twice = refused(agenda(), topic(201));
    assert_eq!(
        twice,
        (
            "AGENDA_ITEM_TWICE",
            facts! { "item" => id::<AgendaItemId>(201) }
        )
    );
}

fn remove(item: u128) -> RemoveAgendaItem {
    RemoveAgendaItem {
        meeting: id(50),
        item: id(item),
    }
}

#[test]
fn an_item_is_taken_off_unless_something_came_of_it() {
    let gone = MeetingEvent::from(AgendaItemRemoved { item: id(201) });
    then(agenda(), remove(201), vec![gone.clone()]);
    let without = [agenda(), vec![gone]].concat();
    assert_eq!(order(without.clone()), ids(&[200, 202]));
    then(without.clone(), remove(201), vec![]);
    assert_eq!(refused(without, topic(201)).0, "AGENDA_ITEM_TWICE");
    assert_eq!(refused(agenda(), remove(209)).0, "AGENDA_ITEM_UNKNOWN");
    let held = [
        vec![past()],
        agenda()[1..].to_vec(),
        vec![recorded(300, Some(200), OutcomeKind::Information)],
    ]
    .concat();
    let facts = facts! { "item" => id::<AgendaItemId>(200), "outcomes" => 1 };
    assert_eq!(
        refused(held.clone(), remove(200)),
        ("AGENDA_ITEM_HAS_OUTCOMES", facts)
    );
    assert_eq!(warned(ctx(&silent()), held.clone(), remove(201)).0, 1);
    let closed = [held, vec![closed()]].concat();
    assert_eq!(refused(closed, remove(201)).0, "MEETING_CLOSED");
}

fn reorder(items: &[u128]) -> ReorderAgenda {
    ReorderAgenda {
        meeting: id(50),
        items: ids(items),
    }
}

#[test]
fn another_order_names_every_item_once() {
    let turned = MeetingEvent::from(AgendaReordered {
        items: ids(&[202, 200, 201]),
    });
    then(agenda(), reorder(&[202, 200, 201]), vec![turned.clone()]);
    let after = [agenda(), vec![turned]].concat();
    assert_eq!(order(after.clone()), ids(&[202, 200, 201]));
    then(after, reorder(&[202, 200, 201]), vec![]);
    then(agenda(), reorder(&[200, 201, 202]), vec![]);
    for (items, code, expected) in [
        (
            &[201, 200][..],
            "AGENDA_INCOMPLETE",
            facts! { "missing" => ids(&[202]) },
        ),
        (
            &[200, 200, 201, 202],
            "AGENDA_ITEM_TWICE",
            facts! { "item" => id::<AgendaItemId>(200) },
        ),
        (
            &[200, 201, 202, 209],
            "AGENDA_ITEM_UNKNOWN",
            facts! { "id" => id::<AgendaItemId>(209) },
        ),
    ] {
        assert_eq!(refused(agenda(), reorder(items)), (code, expected));
    }
    let closed = [vec![past()], agenda()[1..].to_vec(), vec![closed()]].concat();
    assert_eq!(
        refused(closed, reorder(&[202, 200, 201])).0,
        "MEETING_CLOSED"
    );
}

#[test]
fn mtg_08_the_preparation_team_drafts_the_agenda() {
    let ctx = ctx_as(&stormarn(), Role::PreparationTeam, facts());
    assert_eq!(warned(ctx, vec![planned_ahead()], topic(200)), (1, vec![]));
}
