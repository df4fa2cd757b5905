//! The register of needs: MTG-16.

use jiff::civil::date;
use kernel::{BodyId, Date, MeetingId, OfferId, Refusal, facts};
use meetings::Need;
use meetings::need::*;

use crate::fixtures::*;
use crate::given::*;

const MARCH: Date = date(2024, 3, 4);
const LATE_MAY: Date = date(2024, 5, 21);

fn sector(code: &str) -> NeedSector {
    NeedSector::try_new(code).expect("a sector's code")
}

fn suggest() -> SuggestNeed {
    SuggestNeed {
        id: Some(id(1)),
        body: Some(id(1)),
        title: text(100, "Eltern-Kind-Gruppe im Süden"),
        text: Some(text(101, "Der Weg in die Innenstadt ist weit.")),
        sector: Some(sector("FF")),
        suggested_on: MARCH,
    }
}

fn suggested() -> NeedEvent {
    NeedSuggested {
        body: Some(id(1)),
        title: id(100),
        text: Some(id(101)),
        sector: Some(sector("FF")),
        suggested_on: MARCH,
    }
    .into()
}

fn discuss(meeting: u128, discussed_on: Date) -> DiscussNeed {
    DiscussNeed {
        need: id(1),
        meeting: id(meeting),
        discussed_on,
        text: Some(text(102, "Räume sucht die Familienbildung.")),
    }
}

fn discussed(meeting: u128, discussed_on: Date) -> NeedEvent {
    NeedDiscussed {
        meeting: id(meeting),
        discussed_on,
        text: Some(id(102)),
    }
    .into()
}

fn realise(realised_on: Date) -> RealiseNeed {
    RealiseNeed {
        need: id(1),
        realised_on,
        text: Some(text(103, "Die Gruppe trifft sich mittwochs.")),
        offer: Some(id(1)),
    }
}

fn realised(realised_on: Date) -> NeedEvent {
    NeedRealised {
        realised_on,
        text: Some(id(103)),
        offer: Some(id(1)),
    }
    .into()
}

fn shelve(shelved_on: Date) -> ShelveNeed {
    ShelveNeed {
        need: id(1),
        reason: text(104, "Kein Raum in diesem Jahr"),
        shelved_on,
    }
}

fn shelved(shelved_on: Date) -> NeedEvent {
    NeedShelved {
        reason: id(104),
        shelved_on,
    }
    .into()
}

fn reopen(reopened_on: Date) -> ReopenNeed {
    ReopenNeed {
        need: id(1),
        reason: Some(text(105, "Ein Raum ist gefunden")),
        reopened_on,
    }
}

fn reopened(reopened_on: Date) -> NeedEvent {
    NeedReopened {
        reason: Some(id(105)),
        reopened_on,
    }
    .into()
}

fn correct(fact: u32, replacement: Option<NeedReplacement>) -> CorrectNeed {
    CorrectNeed {
        need: id(1),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

#[test]
fn every_event_of_a_need_has_a_sample() {
    crate::events::check_events::<NeedEvent>();
}

#[test]
fn mtg_16_a_need_is_suggested_with_its_words_in_the_vault() {
    happens::<Need>(vec![], suggest(), vec![suggested()]);
    let command = NeedCommand::from(suggest());
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["body"], vec![100, 101])
    );
    makes(command);
    let bare = SuggestNeed {
        body: None,
        text: None,
        sector: None,
        ..suggest()
    };
    let command = NeedCommand::from(bare);
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![100]));
    let events = Need::default().decide(&command, &office()).unwrap();
    let need: Need = state(events);
    assert_eq!((need.body, need.text, need.sector), (None, None, None));
    assert_eq!(
        refused::<Need>(vec![suggested()], suggest()).0,
        "ALREADY_EXISTS"
    );
    assert_eq!(refused::<Need>(vec![], shelve(LATE_MAY)).0, "NOT_FOUND");
    let refusal = refused_by::<Need>(office(), vec![], shelve(LATE_MAY));
    assert_eq!(refusal.rule(), Some("MTG-16"));
}

#[test]
fn mtg_16_a_suggestion_names_a_known_body_a_line_and_a_day_that_was() {
    for (command, expected) in [
        (
            SuggestNeed {
                body: Some(id(9)),
                ..suggest()
            },
            (
                "BODY_UNKNOWN",
                Some("body"),
                facts! { "id" => id::<BodyId>(9) },
            ),
        ),
        (
            SuggestNeed {
                title: text(100, "zwei\nZeilen"),
                ..suggest()
            },
            (
                "NOT_A_LINE",
                Some("title"),
                facts! { "length" => 11, "allowed" => 200 },
            ),
        ),
        (
            SuggestNeed {
                suggested_on: TODAY.tomorrow().unwrap(),
                ..suggest()
            },
            (
                "DATE_IN_FUTURE",
                Some("suggestedOn"),
                facts! { "date" => "2024-06-04", "today" => "2024-06-03" },
            ),
        ),
    ] {
        assert_eq!(refused::<Need>(vec![], command), expected);
    }
}

#[test]
fn mtg_16_a_sector_is_a_code_of_membership() {
    for good in ["GA", "JH-OE", "SGB12", "ABCDEFGHIJKLMNOP"] {
        assert_eq!(sector(good).as_str(), good);
    }
    for bad in ["", "G", "ga", "1A", "-A", "GÄ", "ABCDEFGHIJKLMNOPQ"] {
        let error = NeedSector::try_new(bad).unwrap_err();
        assert!(
            error.to_string().contains("^[A-Z][A-Z0-9-]{1,15}$"),
            "{error}"
        );
    }
}

#[test]
fn mtg_16_a_need_is_discussed_in_any_meeting_that_was_held() {
    happens::<Need>(
        vec![suggested()],
        discuss(1, HELD),
        vec![discussed(1, HELD)],
    );
    let given = || vec![suggested(), discussed(1, HELD)];
    repeated::<Need>(given(), discuss(1, HELD));
    // Another body's meeting of the same day, and the same meeting on its second day.
    happens::<Need>(given(), discuss(5, HELD), vec![discussed(5, HELD)]);
    let second = date(2024, 5, 14);
    happens::<Need>(given(), discuss(1, second), vec![discussed(1, second)]);
    let command = NeedCommand::from(discuss(1, HELD));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![102])
    );
    is_for_one(command);
    let need: Need = state(given());
    assert_eq!(need.state_on(date(2024, 3, 3)), None);
    assert_eq!(need.state_on(MARCH), Some(NeedState::Suggested));
    assert_eq!(need.state_on(date(2024, 5, 12)), Some(NeedState::Suggested));
    assert_eq!(need.state_on(HELD), Some(NeedState::Discussed));
}

#[test]
fn mtg_16_no_meeting_discusses_before_it_was_held() {
    for (command, expected) in [
        (
            discuss(9, HELD),
            (
                "MEETING_UNKNOWN",
                Some("meeting"),
                facts! { "id" => id::<MeetingId>(9) },
            ),
        ),
        (
            discuss(2, TODAY),
            (
                "MEETING_NOT_HELD",
                Some("meeting"),
                facts! { "beginsOn" => "2024-06-10" },
            ),
        ),
        (
            discuss(3, HELD),
            (
                "MEETING_CANCELLED",
                Some("meeting"),
                facts! { "beginsOn" => "2024-05-13" },
            ),
        ),
        (
            discuss(1, date(2024, 5, 12)),
            (
                "DATE_TOO_EARLY",
                Some("discussedOn"),
                facts! { "date" => "2024-05-12", "notBefore" => "2024-05-13" },
            ),
        ),
        (
            discuss(1, TODAY.tomorrow().unwrap()),
            (
                "DATE_IN_FUTURE",
                Some("discussedOn"),
                facts! { "date" => "2024-06-04", "today" => "2024-06-03" },
            ),
        ),
    ] {
        assert_eq!(refused::<Need>(vec![suggested()], command), expected);
    }
    let new = NeedSuggested {
        body: None,
        title: id(100),
        text: None,
        sector: None,
        suggested_on: date(2024, 5, 14),
    };
    assert_eq!(
        refused::<Need>(vec![new.into()], discuss(1, HELD)),
        (
            "DATE_TOO_EARLY",
            Some("discussedOn"),
            facts! { "date" => "2024-05-13", "notBefore" => "2024-05-14" }
        )
    );
}

#[test]
fn mtg_16_a_discussion_that_is_told_late_finds_its_place() {
    let given = vec![suggested(), discussed(1, HELD), shelved(LATE_MAY)];
    let need = after::<Need>(given, discuss(4, date(2024, 4, 15)));
    let on = |day: Date| {
        let until = need.discussions_until(day);
        until.iter().map(|known| known.meeting).collect::<Vec<_>>()
    };
    assert_eq!(on(TODAY), [id(4), id(1)]);
    assert_eq!(on(date(2024, 4, 15)), [id(4)]);
    assert_eq!(on(date(2024, 4, 14)), []);
    assert_eq!(need.state_on(date(2024, 4, 15)), Some(NeedState::Discussed));
    assert_eq!(need.state_on(LATE_MAY), Some(NeedState::Shelved));
}

#[test]
fn mtg_16_a_need_is_realised_by_a_known_offer_or_without_one() {
    happens::<Need>(
        vec![suggested()],
        realise(LATE_MAY),
        vec![realised(LATE_MAY)],
    );
    let gone = || vec![suggested(), discussed(1, HELD), realised(LATE_MAY)];
    repeated::<Need>(gone(), realise(LATE_MAY));
    let command = NeedCommand::from(realise(LATE_MAY));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["offer"], vec![103])
    );
    is_for_one(command);
    let without = RealiseNeed {
        offer: None,
        text: None,
        ..realise(LATE_MAY)
    };
    let command = NeedCommand::from(without.clone());
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![]));
    let need = after::<Need>(vec![suggested()], without.clone());
    let end = NeedEnd::Realised {
        offer: None,
        text: None,
    };
    assert_eq!(need.end_on(LATE_MAY), Some((LATE_MAY, end)));
    assert_eq!(need.end_on(date(2024, 5, 20)), None);
    let unknown = RealiseNeed {
        offer: Some(id(9)),
        ..realise(LATE_MAY)
    };
    assert_eq!(
        refused::<Need>(vec![suggested()], unknown),
        (
            "OFFER_UNKNOWN",
            Some("offer"),
            facts! { "id" => id::<OfferId>(9) }
        )
    );
    // The same day with another offer is another fact.
    let other = refused::<Need>(gone(), without);
    assert_eq!(
        other,
        (
            "NEED_REALISED",
            Some("need"),
            facts! { "realisedOn" => "2024-05-21" }
        )
    );
}

#[test]
fn mtg_16_a_need_ends_once_and_after_all_that_happened_to_it() {
    let realised_then = || vec![suggested(), realised(LATE_MAY)];
    let shelved_then = || vec![suggested(), shelved(LATE_MAY)];
    let by_realising = (
        "NEED_REALISED",
        Some("need"),
        facts! { "realisedOn" => "2024-05-21" },
    );
    let by_shelving = (
        "NEED_SHELVED",
        Some("need"),
        facts! { "shelvedOn" => "2024-05-21" },
    );
    for (given, command, expected) in [
        (
            realised_then(),
            NeedCommand::from(realise(TODAY)),
            &by_realising,
        ),
        (realised_then(), shelve(LATE_MAY).into(), &by_realising),
        (realised_then(), discuss(1, LATE_MAY).into(), &by_realising),
        (shelved_then(), shelve(TODAY).into(), &by_shelving),
        (shelved_then(), realise(LATE_MAY).into(), &by_shelving),
        (shelved_then(), discuss(1, TODAY).into(), &by_shelving),
    ] {
        assert_eq!(refused::<Need>(given, command), *expected);
    }
    let discussed_then = || vec![suggested(), discussed(1, HELD)];
    let early = facts! { "date" => "2024-05-12", "notBefore" => "2024-05-13" };
    for (command, field) in [
        (NeedCommand::from(realise(date(2024, 5, 12))), "realisedOn"),
        (shelve(date(2024, 5, 12)).into(), "shelvedOn"),
    ] {
        assert_eq!(
            refused::<Need>(discussed_then(), command),
            ("DATE_TOO_EARLY", Some(field), early.clone())
        );
    }
    happens::<Need>(discussed_then(), realise(HELD), vec![realised(HELD)]);
    let unborn = refused::<Need>(vec![suggested()], shelve(date(2024, 3, 3)));
    assert_eq!(
        (unborn.0, unborn.2),
        (
            "DATE_TOO_EARLY",
            facts! { "date" => "2024-03-03", "notBefore" => "2024-03-04" }
        )
    );
}

#[test]
fn mtg_16_what_was_shelved_or_is_needed_again_is_reopened() {
    let given = || vec![suggested(), shelved(HELD)];
    happens::<Need>(vec![suggested()], shelve(HELD), vec![shelved(HELD)]);
    repeated::<Need>(given(), shelve(HELD));
    happens::<Need>(given(), reopen(LATE_MAY), vec![reopened(LATE_MAY)]);
    let again = || [given(), vec![reopened(LATE_MAY)]].concat();
    repeated::<Need>(again(), reopen(LATE_MAY));
    for (command, words) in [
        (NeedCommand::from(shelve(HELD)), 104),
        (reopen(HELD).into(), 105),
    ] {
        assert_eq!((kinds(&command), entries(&command)), (vec![], vec![words]));
        is_for_one(command);
    }
    let need: Need = state(again());
    assert_eq!(need.state_on(HELD), Some(NeedState::Shelved));
    assert_eq!(need.state_on(date(2024, 5, 20)), Some(NeedState::Shelved));
    assert_eq!(need.state_on(LATE_MAY), Some(NeedState::Suggested));
    assert_eq!(need.end_on(LATE_MAY), None);
    let need = after::<Need>(again(), discuss(1, LATE_MAY));
    assert_eq!(need.state_on(LATE_MAY), Some(NeedState::Discussed));
    let need = after::<Need>(again(), realise(LATE_MAY));
    assert_eq!(need.state_on(LATE_MAY), Some(NeedState::Realised));
    let need = after::<Need>(vec![suggested(), realised(HELD)], reopen(HELD));
    assert_eq!(need.state_on(HELD), Some(NeedState::Suggested));
    for (given, command, expected) in [
        (
            vec![suggested()],
            reopen(HELD),
            ("NEED_OPEN", Some("need"), facts! {}),
        ),
        (
            again(),
            reopen(TODAY),
            ("NEED_OPEN", Some("need"), facts! {}),
        ),
        (
            given(),
            reopen(date(2024, 5, 12)),
            (
                "DATE_TOO_EARLY",
                Some("reopenedOn"),
                facts! { "date" => "2024-05-12", "notBefore" => "2024-05-13" },
            ),
        ),
    ] {
        assert_eq!(refused::<Need>(given, command), expected);
    }
    for (command, field) in [
        (NeedCommand::from(shelve(AHEAD)), "shelvedOn"),
        (reopen(AHEAD).into(), "reopenedOn"),
        (realise(AHEAD).into(), "realisedOn"),
    ] {
        let ahead = refused::<Need>(vec![suggested()], command);
        assert_eq!((ahead.0, ahead.1), ("DATE_IN_FUTURE", Some(field)));
    }
}

#[test]
fn mtg_16_every_fact_of_a_need_is_corrected() {
    use NeedReplacement as Instead;
    let given = || {
        vec![
            suggested(),
            discussed(1, HELD),
            shelved(LATE_MAY),
            reopened(LATE_MAY),
            realised(LATE_MAY),
        ]
    };
    let later = date(2024, 5, 27);
    let elsewhere = SuggestNeed {
        body: Some(id(3)),
        ..suggest()
    };
    let need = after::<Need>(given(), correct(1, Some(Instead::SuggestNeed(elsewhere))));
    assert_eq!(need.body, Some(id(3)));
    let need = after::<Need>(
        given(),
        correct(2, Some(Instead::DiscussNeed(discuss(5, HELD)))),
    );
    assert_eq!(need.discussions_until(TODAY)[0].meeting, id(5));
    let need = after::<Need>(given(), correct(2, None));
    assert_eq!(need.state_on(HELD), Some(NeedState::Suggested));
    let need = after::<Need>(given(), correct(3, Some(Instead::ShelveNeed(shelve(HELD)))));
    assert_eq!(need.state_on(HELD), Some(NeedState::Shelved));
    let silently = ReopenNeed {
        reason: None,
        ..reopen(LATE_MAY)
    };
    let need = after::<Need>(given(), correct(4, Some(Instead::ReopenNeed(silently))));
    assert_eq!(need.state_on(LATE_MAY), Some(NeedState::Realised));
    let need = after::<Need>(
        given(),
        correct(5, Some(Instead::RealiseNeed(realise(later)))),
    );
    assert_eq!(need.state_on(LATE_MAY), Some(NeedState::Discussed));
    let command = NeedCommand::from(correct(2, Some(Instead::DiscussNeed(discuss(5, HELD)))));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![102, 300])
    );
    is_for_one(command);
    let striking = NeedCommand::from(correct(2, None));
    assert_eq!((kinds(&striking), entries(&striking)), (vec![], vec![300]));
}

#[test]
fn mtg_16_a_correction_leaves_facts_that_fit_each_other() {
    use NeedReplacement as Instead;
    let late = SuggestNeed {
        suggested_on: LATE_MAY,
        ..suggest()
    };
    let given = || vec![suggested(), shelved(HELD), reopened(LATE_MAY)];
    for (given, command, code, field) in [
        (given(), correct(2, None), "NEED_OPEN", "need"),
        (
            given(),
            correct(2, Some(Instead::ShelveNeed(shelve(TODAY)))),
            "DATE_TOO_EARLY",
            "reopenedOn",
        ),
        (
            given(),
            correct(1, Some(Instead::SuggestNeed(late))),
            "DATE_TOO_EARLY",
            "shelvedOn",
        ),
        (
            given(),
            correct(3, Some(Instead::ReopenNeed(reopen(AHEAD)))),
            "DATE_IN_FUTURE",
            "reopenedOn",
        ),
        (
            vec![suggested(), realised(LATE_MAY), discussed(1, HELD)],
            correct(2, Some(Instead::RealiseNeed(realise(MARCH)))),
            "NEED_REALISED",
            "need",
        ),
        (given(), correct(1, None), "FIRST_FACT_STAYS", "replacement"),
    ] {
        let refusal = refused::<Need>(given, command);
        assert_eq!((refusal.0, refusal.1), (code, Some(field)));
    }
}
