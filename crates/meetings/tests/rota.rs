//! Who presents its work next: MEM-47, MTG-14, MTG-26, REM-18.

use jiff::civil::date;
use kernel::{Date, PartnerId, Period, Sourced, facts};
use meetings::policy::AgendaKind;
use meetings::rota::{Turn, rota, rota_findings};
use meetings::{FindingSeverity, MeetingsPolicy};
use proptest::prelude::*;

use crate::fixtures::*;

const DAY: Date = date(2024, 6, 3);

fn since(partner: u128, since: Date) -> (PartnerId, Period) {
    (id(partner), Period { since, until: None })
}

fn between(partner: u128, since: Date, until: Date) -> (PartnerId, Period) {
    let until = Some(until);
    (id(partner), Period { since, until })
}

fn turn(partner: u128, since: Date, presented_on: Option<Date>) -> Turn {
    Turn {
        presented_on,
        since,
        partner: id(partner),
    }
}

#[test]
fn mem_47_whoever_never_presented_comes_first_then_who_did_longest_ago() {
    let joined = date(2020, 1, 1);
    let members = [
        since(5, joined),
        since(1, joined),
        since(2, joined),
        since(3, date(2019, 1, 1)),
        since(4, joined),
    ];
    let presentations = [
        (id(1), date(2023, 3, 6)),
        (id(2), date(2022, 9, 5)),
        // The last one counts, in whatever order they are told.
        (id(2), date(2024, 3, 4)),
        (id(2), date(2021, 3, 1)),
        // Whoever is no member has no turn.
        (id(9), date(2021, 3, 1)),
    ];
    assert_eq!(
        rota(members, presentations, DAY),
        [
            turn(3, date(2019, 1, 1), None),
            turn(4, joined, None),
            turn(5, joined, None),
            turn(1, joined, Some(date(2023, 3, 6))),
            turn(2, joined, Some(date(2024, 3, 4))),
        ]
    );
}

#[test]
fn mem_47_the_order_is_that_of_the_day_that_is_asked_for() {
    let members = [
        since(1, DAY),
        since(2, DAY.tomorrow().unwrap()),
        between(3, date(2020, 1, 1), DAY),
        between(4, date(2020, 1, 1), DAY.yesterday().unwrap()),
    ];
    let presentations = [(id(1), DAY), (id(3), DAY.tomorrow().unwrap())];
    assert_eq!(
        rota(members, presentations, DAY),
        [turn(3, date(2020, 1, 1), None), turn(1, DAY, Some(DAY)),]
    );
    assert_eq!(rota([], presentations, DAY), []);
}

#[test]
fn mem_47_periods_that_touch_are_one_and_earlier_presentations_count() {
    let members = [
        between(1, date(2023, 1, 1), date(2023, 12, 31)),
        since(1, date(2024, 1, 1)),
        between(1, date(2022, 6, 1), date(2023, 3, 31)),
        // Between these two lies a day.
        between(2, date(2022, 1, 1), date(2023, 12, 30)),
        since(2, date(2024, 1, 1)),
    ];
    assert_eq!(
        rota(members, [(id(2), date(2022, 3, 7))], DAY),
        [
            turn(1, date(2022, 6, 1), None),
            turn(2, date(2024, 1, 1), Some(date(2022, 3, 7))),
        ]
    );
}

proptest! {
    #[test]
    fn mem_47_equal_input_in_any_order_gives_the_same_rota(
        members in proptest::collection::vec((1_u128..6, 0_i32..40, 0_i32..40), 0..12),
        presentations in proptest::collection::vec((1_u128..6, 0_i32..80), 0..12),
    ) {
        let day = |offset: i32| {
            let start = date(2024, 1, 1);
            start.checked_add(jiff::ToSpan::days(offset)).expect("a day")
        };
        let members: Vec<_> = members
            .into_iter()
            .map(|(partner, first, days)| between(partner, day(first), day(first + days)))
            .collect();
        let presentations: Vec<_> = presentations
            .into_iter()
            .map(|(partner, on)| (id(partner), day(on)))
            .collect();
        let forward = rota(members.clone(), presentations.clone(), day(40));
        let backward = rota(
            members.iter().rev().copied(),
            presentations.iter().rev().copied(),
            day(40),
        );
        prop_assert_eq!(&forward, &backward);
        for turn in forward {
            prop_assert!(turn.since <= day(40));
            prop_assert!(turn.presented_on.is_none_or(|on| on <= day(40)));
        }
    }
}

fn wanted(said: Sourced<AgendaKind>) -> MeetingsPolicy {
    let words = "kollegiale Beratung gefördert";
    let other = Sourced::stated(AgendaKind::CollegialAdvice, "S4", "Zielsetzungen", words);
    MeetingsPolicy {
        agenda_kinds: vec![other, said],
        ..silent()
    }
}

#[test]
fn rem_18_whoever_has_not_presented_is_found_where_a_document_wants_it() {
    let turns = [
        turn(1, date(2020, 1, 1), None),
        turn(2, date(2020, 1, 1), Some(DAY)),
    ];
    let kind = AgendaKind::PartnerPresentation;
    let words = "Die Arbeit aller Netzwerker/-innen wird im Lenkungskreis vorgestellt";
    let stated = wanted(Sourced::stated(kind, "S4", "Organisation", words));
    let found = rota_findings(&stated, &turns);
    assert_eq!(found.len(), 1);
    let (partner, finding) = &found[0];
    assert_eq!(*partner, id(1));
    assert_eq!(
        (finding.code, finding.rule, finding.severity),
        ("NOT_YET_PRESENTED", "MEM-47", FindingSeverity::Task)
    );
    assert_eq!(
        finding.sentence,
        "Der Netzwerkpartner wirkt seit dem 01.01.2020 mit und hat seine Arbeit noch nicht vorgestellt."
    );
    assert_eq!(
        finding.facts,
        facts! { "partner" => id::<PartnerId>(1), "since" => "2020-01-01" }
    );
    let inferred = wanted(Sourced::inferred_from(
        kind,
        "S1",
        "§ 4",
        words,
        "Austausch",
    ));
    let found = rota_findings(&inferred, &turns);
    assert_eq!(found[0].1.severity, FindingSeverity::Warning);
    assert_eq!(rota_findings(&wanted(Sourced::unstated()), &turns), []);
    assert_eq!(rota_findings(&silent(), &turns), []);
}
