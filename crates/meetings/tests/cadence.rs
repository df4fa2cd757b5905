//! Whether a body meets as often as somebody said.

use jiff::ToSpan;
use jiff::civil::date;
use kernel::{Cadence, Date, Frozen, PartialDate, Status, Strength};
use meetings::cadence::{
    CadenceFinding, CadenceQuestion, CadenceWeight, CadenceYear, CountedMeeting, state_share,
};
use proptest::prelude::*;
use serde_json::json;

const LONG_AGO: Date = date(2000, 1, 1);

fn cadence(
    status: Status,
    strength: Strength,
    required: Option<u16>,
    target: Option<u16>,
) -> Frozen<Cadence> {
    Frozen {
        value: Some(Cadence {
            required,
            target,
            strength,
        }),
        status,
    }
}

fn must(required: u16) -> Frozen<Cadence> {
    cadence(Status::Stated, Strength::Must, Some(required), None)
}

fn held(on: Date) -> CountedMeeting {
    CountedMeeting {
        begins_on: on,
        known_since: LONG_AGO,
        held: true,
        cancelled_on: None,
    }
}

fn planned(on: Date) -> CountedMeeting {
    CountedMeeting {
        held: false,
        ..held(on)
    }
}

fn ask<'a>(
    cadence: &'a Frozen<Cadence>,
    as_of: Date,
    meetings: &'a [CountedMeeting],
) -> CadenceQuestion<'a> {
    CadenceQuestion {
        year: 2026,
        as_of,
        cadence,
        words: None,
        founded_on: Some(PartialDate::from(date(2015, 2, 1))),
        last_day: None,
        meetings,
    }
}

fn answer(cadence: &Frozen<Cadence>, as_of: Date, meetings: &[CountedMeeting]) -> CadenceYear {
    ask(cadence, as_of, meetings)
        .answer()
        .expect("the body ran in the year")
}

fn codes(year: &CadenceYear) -> Vec<&'static str> {
    year.findings.iter().map(|finding| finding.code).collect()
}

fn finding<'a>(year: &'a CadenceYear, code: &str) -> &'a CadenceFinding {
    let mut found = year.findings.iter().filter(|finding| finding.code == code);
    found
        .next()
        .unwrap_or_else(|| panic!("no {code}: {year:?}"))
}

#[test]
fn mtg_01_two_inferred_meetings_a_year_are_a_hint_and_say_their_words() {
    let inferred = cadence(Status::Inferred, Strength::Must, Some(2), None);
    let one = [held(date(2026, 4, 20))];
    let year = CadenceQuestion {
        words: Some("mindestens 2x im Jahr statt."),
        ..ask(&inferred, date(2026, 9, 15), &one)
    };
    let year = year.answer().expect("runs");
    assert_eq!((year.required, year.status), (Some(2), Status::Inferred));
    let warned = finding(&year, "CADENCE_BEHIND");
    assert_eq!(
        (warned.weight, warned.rule),
        (CadenceWeight::Hint, "REM-06")
    );
    assert_eq!(
        warned.sentence,
        "Im Jahr 2026 fehlt noch 1 von mindestens 2 Sitzungen: 1 gehalten, 0 geplant; bis 31.12.2026 bleiben 3 volle Monate. Die Zahl ist aus dem Dokument abgeleitet: „mindestens 2x im Jahr statt“."
    );
}

#[test]
fn mtg_01_two_meetings_in_the_year_leave_nothing_to_say() {
    let inferred = cadence(Status::Inferred, Strength::Must, Some(2), None);
    let two = [held(date(2026, 4, 20)), held(date(2026, 9, 14))];
    let year = answer(&inferred, date(2026, 9, 15), &two);
    assert_eq!((year.required, year.held), (Some(2), 2));
    assert!(!year.is_behind());
}

#[test]
fn mtg_02_a_stated_duty_is_a_task_with_its_facts() {
    let year = answer(&must(2), date(2026, 7, 1), &[held(date(2026, 2, 3))]);
    let behind = finding(&year, "CADENCE_BEHIND");
    assert_eq!(behind.weight, CadenceWeight::Task);
    assert_eq!(
        behind.sentence,
        "Im Jahr 2026 fehlt noch 1 von mindestens 2 Sitzungen: 1 gehalten, 0 geplant; bis 31.12.2026 bleiben 6 volle Monate."
    );
    assert_eq!(
        serde_json::Value::from(behind.facts.clone()),
        json!({
            "year": 2026, "number": 2, "held": 1, "planned": 0, "missing": 1, "wholeMonthsLeft": 6,
            "unrecorded": 0, "partialYear": false,
        })
    );
    // Planned in time: nothing to say.
    let planned = [held(date(2026, 2, 3)), planned(date(2026, 11, 3))];
    let year = answer(&must(2), date(2026, 7, 1), &planned);
    assert_eq!(
        (year.held, year.planned, year.forecast, year.is_behind()),
        (1, 1, 2, false)
    );
}

#[test]
fn mtg_03_a_duty_that_the_municipality_adopted_is_a_task() {
    let adopted = cadence(Status::Adopted, Strength::Must, Some(4), None);
    let year = answer(&adopted, date(2026, 10, 31), &[held(date(2026, 10, 1))]);
    let behind = finding(&year, "CADENCE_BEHIND");
    assert_eq!(behind.weight, CadenceWeight::Task);
    assert!(
        behind.sentence.contains(
            "fehlen noch 3 von mindestens 4 Sitzungen: 1 gehalten, 0 geplant; bis 31.12.2026 bleiben 2 volle"
        ),
        "{}",
        behind.sentence
    );
}

#[test]
fn mtg_04_several_times_a_year_has_words_and_no_number() {
    let several = cadence(Status::Stated, Strength::Approx, None, None);
    let year = CadenceQuestion {
        words: Some("Der Qualitätszirkel trifft sich mehrmals jährlich."),
        ..ask(&several, date(2026, 12, 31), &[])
    };
    let year = year.answer().expect("runs");
    assert_eq!((year.required, year.target), (None, None));
    assert_eq!(year.strength, Some(Strength::Approx));
    assert!(!year.is_behind());
    let json = serde_json::to_value(&year).expect("serialises");
    assert_eq!(
        json["words"],
        "Der Qualitätszirkel trifft sich mehrmals jährlich."
    );
    assert_eq!(json.get("required"), None);
    assert_eq!(json.get("target"), None);
}

#[test]
fn mtg_05_about_four_times_a_year_hints_and_says_the_words() {
    let about = cadence(Status::Stated, Strength::Approx, None, Some(4));
    let question = |words| CadenceQuestion {
        words,
        ..ask(&about, date(2026, 8, 1), &[])
    };
    let year = question(Some("die sich ca. viermal jährlich treffen"))
        .answer()
        .expect("runs");
    let behind = finding(&year, "CADENCE_BEHIND");
    assert_eq!(behind.weight, CadenceWeight::Hint);
    assert_eq!(
        behind.sentence,
        "Im Jahr 2026 fehlen noch 4 von ungefähr 4 Sitzungen: 0 gehalten, 0 geplant; bis 31.12.2026 bleiben 5 volle Monate. Das Dokument nennt eine ungefähre Zahl: „die sich ca. viermal jährlich treffen“."
    );
    let none = finding(&year, "NO_MEETING_PLANNED");
    assert_eq!(none.weight, CadenceWeight::Hint);
    assert!(
        none.sentence.starts_with(
            "Es ist kein Termin geplant. Es ist noch keine Sitzung erfasst; vorgesehen sind ungefähr 4 im Jahr."
        ),
        "{}",
        none.sentence
    );
    let wordless = question(None).answer().expect("runs");
    let wordless = finding(&wordless, "CADENCE_BEHIND");
    assert!(
        wordless
            .sentence
            .ends_with("Das Dokument nennt eine ungefähre Zahl.")
    );
    // A least number that the document itself calls approximate is no duty either.
    let least = cadence(Status::Stated, Strength::Approx, Some(2), None);
    let year = answer(&least, date(2026, 8, 1), &[]);
    assert_eq!(finding(&year, "CADENCE_BEHIND").weight, CadenceWeight::Hint);
}

#[test]
fn mtg_06_the_least_number_of_a_range_counts_and_the_greater_one_sets_the_pace() {
    let range = cadence(Status::Stated, Strength::Should, Some(3), Some(4));
    let three = [
        held(date(2026, 1, 10)),
        held(date(2026, 3, 10)),
        held(date(2026, 5, 31)),
    ];
    assert!(!answer(&range, date(2026, 8, 31), &three).is_behind());
    let year = answer(&range, date(2026, 9, 1), &three);
    assert_eq!(codes(&year), ["NO_MEETING_PLANNED"]);
    let none = finding(&year, "NO_MEETING_PLANNED");
    assert_eq!(
        none.sentence,
        "Es ist kein Termin geplant. Die letzte Sitzung war am 31.05.2026; vorgesehen sind 4 im Jahr."
    );
    assert_eq!((none.weight, none.rule), (CadenceWeight::Task, "REM-07"));
    let two = answer(&range, date(2026, 7, 1), &three[1..]);
    let behind = finding(&two, "CADENCE_BEHIND");
    assert_eq!(behind.weight, CadenceWeight::Task);
    assert_eq!(behind.facts["number"], 3);
}

#[test]
fn mtg_07_a_suggestion_leaves_nobody_behind() {
    let may = cadence(Status::Stated, Strength::May, Some(1), Some(1));
    let year = answer(&may, date(2026, 12, 31), &[]);
    assert_eq!((year.target, year.strength), (Some(1), Some(Strength::May)));
    assert!(!year.is_behind());
    assert!(!answer(&may, date(2027, 6, 1), &[]).is_behind());
}

#[test]
fn an_unstated_cadence_has_no_number_and_finds_nothing() {
    let unstated = Frozen {
        status: Status::Unstated,
        ..must(4)
    };
    let year = answer(&unstated, date(2026, 12, 1), &[held(date(2026, 2, 3))]);
    assert_eq!(
        (year.required, year.target, year.strength, year.held),
        (None, None, None, 1)
    );
    assert!(!year.is_behind());
}

#[test]
fn a_wish_without_a_least_number_is_a_hint() {
    let wish = cadence(Status::Stated, Strength::Should, None, Some(1));
    let year = answer(&wish, date(2026, 12, 1), &[]);
    let behind = finding(&year, "CADENCE_BEHIND");
    assert_eq!(behind.weight, CadenceWeight::Hint);
    assert!(
        behind.sentence.contains(
            "fehlt noch 1 von 1 angestrebten Sitzung: 0 gehalten, 0 geplant; bis 31.12.2026 bleibt ein voller Monat."
        ),
        "{}",
        behind.sentence
    );
    let none = finding(&year, "NO_MEETING_PLANNED");
    assert!(none.sentence.ends_with("vorgesehen ist 1 im Jahr."));
}

#[test]
fn rem_06_a_body_is_behind_while_two_months_are_left_for_each_missing_meeting() {
    // Four are missing: behind once eight whole months are left. In the second half of a year the other rule hides it.
    let one = [held(date(2026, 1, 20)), planned(date(2026, 12, 10))];
    let behind = |as_of| answer(&must(6), as_of, &one).is_behind();
    assert!(!behind(date(2026, 4, 1)), "nine whole months");
    assert!(behind(date(2026, 4, 2)), "eight whole months");
}

#[test]
fn rem_06_from_july_on_one_missing_meeting_is_enough() {
    let one = [held(date(2026, 6, 20)), planned(date(2026, 12, 10))];
    let behind = |as_of| answer(&must(3), as_of, &one).is_behind();
    assert!(!behind(date(2026, 6, 30)));
    assert!(behind(date(2026, 7, 1)));
    assert!(behind(date(2026, 12, 9)));
}

#[test]
fn rem_06_on_the_last_day_no_whole_month_is_left() {
    let year = answer(&must(1), date(2026, 12, 31), &[held(date(2025, 12, 31))]);
    assert_eq!(codes(&year), ["CADENCE_BEHIND"]);
    assert!(
        year.findings[0]
            .sentence
            .ends_with("bis 31.12.2026 bleibt kein voller Monat.")
    );
}

#[test]
fn rem_06_a_year_that_is_over_is_a_fact_and_no_task() {
    let one = [held(date(2026, 2, 3)), planned(date(2027, 4, 1))];
    let year = answer(&must(2), date(2027, 1, 1), &one);
    assert_eq!((year.held, year.planned), (1, 0));
    assert_eq!(codes(&year), ["CADENCE_MISSED"]);
    assert_eq!(year.findings[0].weight, CadenceWeight::Hint);
    assert_eq!(
        year.findings[0].sentence,
        "Im Jahr 2026 fand 1 von mindestens 2 Sitzungen statt."
    );
    assert_eq!(
        serde_json::Value::from(year.findings[0].facts.clone()),
        json!({
            "year": 2026, "number": 2, "held": 1, "missing": 1, "unrecorded": 0, "partialYear": false,
        })
    );
    let none = answer(&must(2), date(2027, 1, 1), &[]);
    assert_eq!(
        none.findings[0].sentence,
        "Im Jahr 2026 fanden keine von mindestens 2 Sitzungen statt."
    );
    let two = [held(date(2026, 2, 3)), held(date(2026, 8, 3))];
    assert!(!answer(&must(2), date(2027, 1, 1), &two).is_behind());
}

#[test]
fn rem_06_a_year_that_has_not_begun_finds_nothing() {
    assert!(!answer(&must(12), date(2025, 12, 31), &[]).is_behind());
    // On its first day a monthly meeting without any date is.
    assert!(answer(&must(12), date(2026, 1, 1), &[]).is_behind());
}

#[test]
fn rem_07_no_date_is_planned_once_the_last_meeting_is_longer_ago_than_the_pace() {
    let two = [held(date(2025, 12, 3)), held(date(2026, 1, 15))];
    let codes = |as_of, meetings: &[CountedMeeting]| codes(&answer(&must(2), as_of, meetings));
    assert!(!codes(date(2026, 7, 15), &two).contains(&"NO_MEETING_PLANNED"));
    assert!(codes(date(2026, 7, 16), &two).contains(&"NO_MEETING_PLANNED"));
    // A date of next year is a date; so is today's meeting before it is opened.
    for next in [date(2027, 1, 20), date(2026, 7, 16)] {
        let with = [two[0], two[1], planned(next)];
        assert!(
            !codes(date(2026, 7, 16), &with).contains(&"NO_MEETING_PLANNED"),
            "{next}"
        );
    }
}

#[test]
fn rem_07_is_said_of_the_running_year_alone() {
    let meetings = [held(date(2024, 5, 2))];
    let codes = |year, as_of| {
        let required = must(1);
        let question = CadenceQuestion {
            year,
            ..ask(&required, as_of, &meetings)
        };
        codes(&question.answer().expect("runs"))
    };
    assert_eq!(
        codes(2026, date(2026, 1, 2)),
        ["NO_MEETING_PLANNED"],
        "eleven months for one meeting are enough"
    );
    assert_eq!(codes(2025, date(2026, 1, 2)), ["CADENCE_MISSED"]);
    assert!(codes(2027, date(2026, 1, 2)).is_empty());
}

#[test]
fn rem_07_a_young_body_has_one_pace_to_plan_its_first_meeting() {
    let required = must(4);
    let young = |founded: PartialDate, as_of| {
        let question = CadenceQuestion {
            founded_on: Some(founded),
            ..ask(&required, as_of, &[])
        };
        let year = question.answer().expect("runs");
        codes(&year).contains(&"NO_MEETING_PLANNED")
    };
    let founded = PartialDate::from(date(2025, 12, 1));
    assert!(!young(founded, date(2026, 3, 1)));
    assert!(young(founded, date(2026, 3, 2)));
    // "2025-12" may mean the last day of it.
    let founded = "2025-12".parse().expect("a date");
    assert!(!young(founded, date(2026, 3, 31)));
    assert!(young(founded, date(2026, 4, 1)));
}

#[test]
fn a_meeting_counts_in_the_year_of_its_start() {
    let meetings = [
        held(date(2025, 12, 31)),
        held(date(2026, 1, 1)),
        planned(date(2026, 12, 31)),
        planned(date(2027, 1, 1)),
    ];
    let year = answer(&must(2), date(2026, 6, 1), &meetings);
    assert_eq!((year.held, year.planned), (1, 1));
}

#[test]
fn a_cancelled_meeting_counts_until_its_cancellation() {
    let cancelled = CountedMeeting {
        cancelled_on: Some(date(2026, 5, 10)),
        ..planned(date(2026, 9, 1))
    };
    let planned = |as_of| answer(&must(2), as_of, &[cancelled]).planned;
    assert_eq!(planned(date(2026, 5, 9)), 1);
    assert_eq!(planned(date(2026, 5, 10)), 0);
}

#[test]
fn a_meeting_counts_from_the_day_since_which_it_is_known() {
    let planned_in_may = CountedMeeting {
        known_since: date(2026, 5, 10),
        ..planned(date(2026, 9, 1))
    };
    let planned = |as_of| answer(&must(2), as_of, &[planned_in_may]).planned;
    assert_eq!(planned(date(2026, 5, 9)), 0);
    assert_eq!(planned(date(2026, 5, 10)), 1);
}

#[test]
fn whether_a_past_meeting_took_place_is_asked_and_not_guessed() {
    let open = [planned(date(2026, 5, 10)), planned(date(2026, 6, 10))];
    let year = answer(&must(2), date(2026, 5, 10), &open);
    assert_eq!((year.planned, year.unrecorded), (2, 0), "on the day itself");
    let year = answer(&must(2), date(2026, 7, 1), &open[..1]);
    assert_eq!((year.held, year.planned, year.unrecorded), (0, 0, 1));
    assert!(
        finding(&year, "CADENCE_BEHIND")
            .sentence
            .ends_with("Bei einem vergangenen Termin ist nicht erfasst, ob er stattfand.")
    );
    let year = answer(&must(2), date(2026, 7, 1), &open);
    assert_eq!(year.forecast, 0);
    assert!(
        finding(&year, "CADENCE_BEHIND")
            .sentence
            .ends_with("Bei 2 vergangenen Terminen ist nicht erfasst, ob sie stattfanden.")
    );
}

#[test]
fn a_meeting_of_today_that_was_opened_is_held() {
    let year = answer(&must(1), date(2026, 5, 10), &[held(date(2026, 5, 10))]);
    assert_eq!((year.held, year.planned), (1, 0));
}

#[test]
fn a_body_of_part_of_a_year_is_told_only_where_the_months_cannot_hold_the_number() {
    let required = must(4);
    let as_of = |as_of| {
        let question = CadenceQuestion {
            founded_on: Some(PartialDate::from(date(2026, 8, 15))),
            ..ask(&required, as_of, &[])
        };
        question.answer().expect("runs")
    };
    assert!(!as_of(date(2026, 8, 14)).is_behind(), "not founded yet");
    assert!(!as_of(date(2026, 9, 1)).is_behind(), "four whole months");
    let year = as_of(date(2026, 9, 2));
    assert!(year.partial_year);
    assert_eq!(codes(&year), ["CADENCE_BEHIND"]);
    let behind = &year.findings[0];
    assert_eq!(behind.weight, CadenceWeight::Hint);
    assert_eq!(
        behind.sentence,
        "Im Jahr 2026 fehlen noch 4 von mindestens 4 Sitzungen: 0 gehalten, 0 geplant; bis 31.12.2026 bleiben 3 volle Monate. Das Gremium bestand nur einen Teil des Jahres; wie viele Sitzungen dann gelten, ist nicht gesagt."
    );
}

#[test]
fn a_body_that_ends_has_the_months_until_its_last_day() {
    let required = must(2);
    let one = [held(date(2026, 6, 1))];
    let ending = |last_day, as_of| {
        let question = CadenceQuestion {
            last_day: Some(last_day),
            ..ask(&required, as_of, &one)
        };
        question.answer().expect("runs")
    };
    let september = date(2026, 9, 30);
    assert!(!ending(september, date(2026, 9, 1)).is_behind());
    let year = ending(september, date(2026, 9, 2));
    assert!(year.partial_year);
    assert_eq!(codes(&year), ["CADENCE_BEHIND"]);
    assert_eq!(codes(&ending(september, september)), ["CADENCE_BEHIND"]);
    assert!(!ending(september, date(2026, 10, 1)).is_behind());
    // A body that ends with the year, or later, runs all of it.
    for last_day in [date(2026, 12, 31), date(2027, 3, 31)] {
        let year = ending(last_day, date(2026, 9, 1));
        assert!(!year.partial_year, "{last_day}");
        assert_eq!(year.findings[0].facts["wholeMonthsLeft"], 4);
    }
    assert!(ending(date(2026, 12, 30), date(2026, 9, 1)).partial_year);
}

#[test]
fn whether_a_year_is_whole_follows_the_founding_as_far_as_it_is_known() {
    let required = must(4);
    let founded = |text: &str| {
        let question = CadenceQuestion {
            founded_on: Some(text.parse().expect("a date")),
            ..ask(&required, date(2026, 2, 1), &[])
        };
        question.answer().map(|year| year.partial_year)
    };
    assert_eq!(founded("2026-01-01"), Some(false));
    assert_eq!(founded("2026-01-02"), Some(true));
    assert_eq!(founded("2026"), Some(true));
    assert_eq!(founded("2025"), Some(false));
    assert_eq!(founded("2026-12-31"), Some(true));
    assert_eq!(founded("2027"), None);
}

#[test]
fn a_body_that_was_dissolved_before_the_year_has_no_answer() {
    let required = must(4);
    let ended = |last_day| {
        let question = CadenceQuestion {
            last_day: Some(last_day),
            ..ask(&required, date(2026, 2, 1), &[])
        };
        question.answer().is_some()
    };
    assert!(!ended(date(2025, 12, 31)));
    assert!(ended(date(2026, 1, 1)));
}

#[test]
fn a_body_whose_founding_nobody_knows_runs() {
    let required = must(2);
    let question = CadenceQuestion {
        founded_on: None,
        ..ask(&required, date(2026, 7, 1), &[])
    };
    let year = question.answer().expect("runs");
    assert!(!year.partial_year);
    assert_eq!(codes(&year), ["CADENCE_BEHIND", "NO_MEETING_PLANNED"]);
    let none = finding(&year, "NO_MEETING_PLANNED");
    assert_eq!(none.weight, CadenceWeight::Task);
    assert_eq!(
        serde_json::Value::from(none.facts.clone()),
        json!({
            "asOf": "2026-07-01", "lastHeldOn": null, "number": 2, "unrecorded": 0, "partialYear": false,
        })
    );
}

#[test]
fn a_state_overview_sums_duties_alone_and_says_how_many_bodies_are_left_out() {
    let at = date(2026, 6, 1);
    let two = [held(date(2026, 2, 3)), held(date(2026, 5, 3))];
    let of = |cadence: &Frozen<Cadence>| answer(cadence, at, &two);
    let partial = {
        let required = must(2);
        let question = CadenceQuestion {
            founded_on: Some(PartialDate::from(date(2026, 2, 1))),
            ..ask(&required, at, &two)
        };
        question.answer().expect("runs")
    };
    let years = [
        of(&must(2)),
        of(&must(3)),
        of(&cadence(Status::Adopted, Strength::Must, Some(1), None)),
        of(&cadence(Status::Inferred, Strength::Must, Some(4), None)),
        of(&cadence(Status::Stated, Strength::Must, None, Some(4))),
        of(&cadence(Status::Stated, Strength::Should, Some(3), None)),
        of(&cadence(Status::Stated, Strength::Approx, Some(2), None)),
        of(&cadence(Status::Stated, Strength::May, Some(1), None)),
        of(&Frozen {
            value: None,
            status: Status::Unstated,
        }),
        partial,
    ];
    let share = state_share(&years);
    assert_eq!(
        serde_json::to_value(share).expect("serialises"),
        json!({
            "binding": { "bodies": 3, "fulfilled": 2, "held": 6, "required": 6 },
            "inferred": { "bodies": 1, "fulfilled": 0, "held": 2, "required": 4 },
            "leftOut": 6,
        })
    );
}

fn any_day() -> impl Strategy<Value = Date> {
    (2024_i16..=2028, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn any_meeting() -> impl Strategy<Value = CountedMeeting> {
    let days = (any_day(), any_day(), proptest::option::of(any_day()));
    (days, any::<bool>()).prop_map(|((begins_on, known_since, cancelled_on), held)| {
        CountedMeeting {
            begins_on,
            known_since,
            held,
            cancelled_on,
        }
    })
}

fn any_cadence() -> impl Strategy<Value = Frozen<Cadence>> {
    let number = || proptest::option::of(1_u16..=14);
    let strength = proptest::sample::select(Strength::ALL);
    let status = proptest::sample::select(Status::ALL);
    (number(), number(), strength, status).prop_map(|(required, target, strength, status)| {
        cadence(status, strength, required, target)
    })
}

fn any_founding() -> impl Strategy<Value = Option<PartialDate>> {
    proptest::option::of(any_day().prop_map(PartialDate::from))
}

proptest! {
    #[test]
    fn a_further_planned_meeting_never_makes_a_body_behind(
        mut meetings in proptest::collection::vec(any_meeting(), 0..8),
        cadence in any_cadence(), as_of in any_day(), ahead in 0_i32..800,
        founded_on in any_founding(), last_day in proptest::option::of(any_day()),
    ) {
        let further = as_of.saturating_add(ahead.days());
        let behind = |meetings: &[CountedMeeting]| {
            let question = CadenceQuestion { founded_on, last_day, ..ask(&cadence, as_of, meetings) };
            question.answer().map(|year| codes(&year)).unwrap_or_default()
        };
        let before = behind(&meetings);
        meetings.push(planned(further));
        for code in behind(&meetings) {
            prop_assert!(before.contains(&code), "{code}");
        }
    }

    #[test]
    fn what_becomes_known_later_changes_no_answer(
        mut meetings in proptest::collection::vec(any_meeting(), 0..8),
        later in any_meeting(), cadence in any_cadence(), as_of in any_day(),
    ) {
        let before = ask(&cadence, as_of, &meetings).answer();
        for meeting in &mut meetings {
            if meeting.begins_on > as_of {
                meeting.held = !meeting.held;
            }
            if meeting.cancelled_on.is_none_or(|on| on > as_of) {
                meeting.cancelled_on = as_of.tomorrow().ok();
            }
        }
        if later.known_since > as_of {
            meetings.push(later);
        }
        prop_assert_eq!(ask(&cadence, as_of, &meetings).answer(), before);
    }

    #[test]
    fn every_meeting_of_a_year_counts_at_most_once(
        meetings in proptest::collection::vec(any_meeting(), 0..8),
        cadence in any_cadence(), as_of in any_day(),
    ) {
        let year = answer(&cadence, as_of, &meetings);
        let of_year = meetings.iter().filter(|meeting| meeting.begins_on.year() == 2026).count();
        prop_assert!(year.held + year.planned + year.unrecorded <= of_year);
        prop_assert_eq!(year.forecast, year.held + year.planned);
    }
}
