//! What an overview shows of meetings and minutes by itself (REM-08 … REM-10, MTG-13, MTG-15, MTG-25, MTG-29).

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{Date, Interval, PartialDate, Sourced};
use meetings::evaluation::evaluation_finding;
use meetings::meeting::*;
use meetings::minutes::*;
use meetings::recommendation::{AnswerKind, presentation_findings};
use meetings::{
    Finding, FindingSeverity, MeetingEvent, MeetingsPolicy, Minutes, MinutesEvent, OutcomeKind,
};

use crate::fixtures::*;
use crate::meeting_given::*;
use crate::recommendation_fixtures as way;

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn rem_08_an_invitation_is_missing_from_twenty_one_days_before_until_the_day() {
    let policy = stormarn();
    let rules = &policy.rules[0];
    let planned = meeting([planned_ahead()]);
    for (day, missing) in [
        (date(2024, 5, 26), false),
        (date(2024, 5, 27), true),
        (date(2024, 6, 17), true),
        (date(2024, 6, 18), false),
    ] {
        let found = invitation_findings(&planned, Some(rules), day);
        assert_eq!(!found.is_empty(), missing, "{day}");
    }
    let found = invitation_findings(&planned, Some(rules), TODAY);
    assert_eq!(
        (found[0].rule, found[0].severity, found[0].sentence.as_str()),
        (
            "REM-08",
            FindingSeverity::Task,
            "Zur Sitzung am 17.06.2024 ist noch nicht eingeladen. Zuständig: Vorbereitungsteam, Netzwerkkoordination."
        )
    );
    let unsaid = invitation_findings(&planned, None, TODAY);
    assert_eq!(
        unsaid[0].sentence,
        "Zur Sitzung am 17.06.2024 ist noch nicht eingeladen."
    );
}

#[test]
fn rem_08_nobody_invites_to_what_is_cancelled_or_was_invited_to() {
    let out = meeting([planned_ahead(), invited(&[1], &[])]);
    assert_eq!(
        codes(&invitation_findings(&out, None, date(2024, 5, 27))),
        [""; 0]
    );
    let off = meeting([planned_ahead(), cancelled()]);
    assert_eq!(codes(&invitation_findings(&off, None, TODAY)), [""; 0]);
    // On the day before the cancellation nobody knew of it.
    assert_eq!(
        codes(&invitation_findings(&off, None, date(2024, 6, 1))),
        ["INVITATION_NOT_SENT"]
    );
}

fn given_task(n: u128, item: Option<u128>, due_on: Option<Date>) -> MeetingEvent {
    OutcomeRecorded {
        outcome: id(n),
        item: item.map(id),
        kind: OutcomeKind::Task,
        text: id(301),
        responsible: Some(id(1)),
        due_on,
    }
    .into()
}

#[test]
fn mtg_15_a_task_is_late_from_the_day_after_its_day_until_it_is_done() {
    let due = date(2024, 7, 1);
    let live = meeting([
        planned_today(),
        opened(),
        given_task(300, None, Some(due)),
        given_task(310, None, None),
        recorded(320, None, OutcomeKind::Information),
        TaskCompleted {
            outcome: id(300),
            done_on: date(2024, 8, 1),
        }
        .into(),
    ]);
    for (day, late) in [
        (due, false),
        (date(2024, 7, 2), true),
        (date(2024, 7, 31), true),
        (date(2024, 8, 1), false),
    ] {
        let found = outcome_findings(&live, day);
        assert_eq!(!found.is_empty(), late, "{day}");
    }
    let (outcome, finding) = &outcome_findings(&live, date(2024, 7, 2))[0];
    assert_eq!(*outcome, id(300));
    assert_eq!(
        (finding.code, finding.sentence.as_str()),
        (
            "MEETING_TASK_OVERDUE",
            "Der Auftrag aus der Sitzung vom 03.06.2024 war bis zum 01.07.2024 zu erledigen."
        )
    );
}

#[test]
fn mtg_25_what_an_analysis_of_errors_wants_better_is_open_from_the_meeting_on() {
    let live = meeting([
        planned_today(),
        item(100, ItemKind::ErrorAnalysis, 1).into(),
        opened(),
        given_task(300, Some(100), None),
        given_task(310, Some(100), Some(date(2024, 7, 1))),
    ]);
    assert_eq!(outcome_findings(&live, YESTERDAY), []);
    let found = outcome_findings(&live, TODAY);
    let codes: Vec<_> = found.iter().map(|(_, found)| found.code).collect();
    assert_eq!(codes, ["IMPROVEMENT_OPEN", "IMPROVEMENT_OPEN"]);
    assert_eq!(
        found[0].1.sentence,
        "Die Verbesserung aus der Fehleranalyse vom 03.06.2024 ist noch offen."
    );
    let found = outcome_findings(&live, date(2024, 7, 2));
    assert_eq!(
        found[1].1.sentence,
        "Die Verbesserung aus der Fehleranalyse vom 03.06.2024 war bis zum 01.07.2024 umzusetzen und ist noch offen."
    );
}

const DRAFTED: Date = date(2024, 6, 10);
const APPROVED: Date = date(2024, 7, 1);

fn content() -> MinutesContent {
    MinutesContent {
        text: id(400),
        author: MinutesAuthor {
            partner: None,
            contact: None,
            by: AuthorKind::Office,
        },
        attachments: vec![],
        mentions: vec![],
    }
}

fn minutes(events: impl IntoIterator<Item = MinutesEvent>) -> Minutes {
    let mut minutes = Minutes::default();
    for event in events {
        minutes.apply(event);
    }
    minutes
}

fn approved() -> Vec<MinutesEvent> {
    vec![
        MinutesDrafted {
            meeting: id(50),
            body: id(1),
            content: content(),
            drafted_on: DRAFTED,
        }
        .into(),
        MinutesSubmitted {
            submitted_on: DRAFTED,
        }
        .into(),
        MinutesApproved {
            approved_on: APPROVED,
            in_meeting: None,
        }
        .into(),
    ]
}

fn dispatched(version: u32, on: Date, partners: &[u128]) -> MinutesEvent {
    MinutesDispatched {
        version,
        partners: partners.iter().map(|n| id(*n)).collect(),
        channel: DispatchChannel::Mail,
        dispatched_on: on,
    }
    .into()
}

#[test]
fn rem_09_minutes_are_missing_fourteen_days_after_the_meeting_until_they_are_drafted() {
    let policy = stormarn();
    let rules = Some(&policy.rules[0]);
    let held = meeting([planned_today(), opened()]);
    let drafted = minutes([MinutesDrafted {
        meeting: id(50),
        body: id(1),
        content: content(),
        drafted_on: date(2024, 6, 20),
    }
    .into()]);
    for (day, missing) in [
        (date(2024, 6, 16), false),
        (date(2024, 6, 17), true),
        (date(2024, 6, 19), true),
        (date(2024, 6, 20), false),
    ] {
        let found = minutes_findings(rules, &held, Some(&drafted), day);
        assert_eq!(!found.is_empty(), missing, "{day}");
    }
    let found = minutes_findings(rules, &held, None, date(2024, 6, 17));
    assert_eq!(
        (found[0].code, found[0].rule, found[0].sentence.as_str()),
        (
            "MINUTES_MISSING",
            "REM-09",
            "Von der Sitzung am 03.06.2024 gibt es noch kein Protokoll. Zuständig: gewählte Protokollführung."
        )
    );
    // What is only planned, or was recorded afterwards, misses none.
    let later = date(2025, 1, 1);
    for other in [meeting([planned_today()]), meeting([past()])] {
        assert_eq!(minutes_findings(rules, &other, None, later), []);
    }
}

#[test]
fn rem_09_approved_minutes_are_to_be_sent_within_seven_days_each_version() {
    let policy = stormarn();
    let rules = Some(&policy.rules[0]);
    let held = meeting([planned_today(), opened()]);
    let waiting = minutes(approved());
    for (day, late) in [
        (APPROVED, false),
        (date(2024, 7, 7), false),
        (date(2024, 7, 8), true),
    ] {
        let found = minutes_findings(rules, &held, Some(&waiting), day);
        assert_eq!(!found.is_empty(), late, "{day}");
    }
    let found = minutes_findings(rules, &held, Some(&waiting), date(2024, 7, 8));
    assert_eq!(
        (found[0].code, found[0].sentence.as_str()),
        (
            "MINUTES_NOT_DISPATCHED",
            "Das Protokoll ist seit dem 01.07.2024 genehmigt und noch nicht versandt. Zuständig: Verwaltung."
        )
    );
    let mut told = approved();
    told.push(dispatched(1, date(2024, 7, 9), &[1]));
    assert_eq!(
        minutes_findings(rules, &held, Some(&minutes(told.clone())), date(2024, 7, 9)),
        []
    );
    told.extend([
        MinutesAmended {
            reason: id(401),
            content: content(),
            amended_on: date(2024, 8, 1),
        }
        .into(),
        MinutesSubmitted {
            submitted_on: date(2024, 8, 1),
        }
        .into(),
        MinutesApproved {
            approved_on: date(2024, 8, 5),
            in_meeting: None,
        }
        .into(),
    ]);
    let amended = minutes(told);
    assert_eq!(
        codes(&minutes_findings(
            rules,
            &held,
            Some(&amended),
            date(2024, 8, 12)
        )),
        ["MINUTES_NOT_DISPATCHED"]
    );
}

#[test]
fn rem_10_passing_on_is_asked_for_thirty_days_after_it_went_out_where_a_document_says_so() {
    let sent = date(2024, 7, 2);
    let mut told = approved();
    told.push(dispatched(1, sent, &[1, 2, 3]));
    told.push(
        PassingOnAcknowledged {
            partner: id(2),
            acknowledged_on: date(2024, 7, 20),
        }
        .into(),
    );
    let live = minutes(told);
    let said = MeetingsPolicy {
        passing_on: stated(meetings::policy::PassingOn::ResultsAndStandards),
        ..silent()
    };
    assert_eq!(passing_on_findings(&said, &live, date(2024, 7, 31)), None);
    let found = passing_on_findings(&said, &live, date(2024, 8, 1)).unwrap();
    assert_eq!(
        (found.severity, found.sentence.as_str()),
        (
            FindingSeverity::Task,
            "30 Tage nach dem Versand des Protokolls ist bei 2 von 3 Netzwerkpartnern die Weitergabe im eigenen Haus \
             nicht bestätigt: Ergebnisse und vereinbarte Standards."
        )
    );
    let read = MeetingsPolicy {
        passing_on: inferred(meetings::policy::PassingOn::ResultsAndStandards),
        ..silent()
    };
    let hint = passing_on_findings(&read, &live, date(2024, 8, 1)).unwrap();
    assert_eq!(hint.severity, FindingSeverity::Warning);
    assert_eq!(
        passing_on_findings(&silent(), &live, date(2024, 8, 1)),
        None
    );
}

#[test]
fn mtg_13_what_came_back_belongs_on_the_next_agenda_until_a_meeting_saw_it() {
    let told = [
        way::raised_by(5),
        way::forwarded(way::body(5), way::body(6), way::MARCH_9),
        way::answered(way::body(6), AnswerKind::Noted, way::MARCH_16),
        way::answered(way::body(6), AnswerKind::Adopted, way::MAY),
    ];
    let live = way::recommendation(told.clone());
    assert_eq!(presentation_findings(&live, None, date(2020, 3, 15)), []);
    let found = presentation_findings(&live, Some(way::JUNE), way::MAY);
    assert_eq!(codes(&found), ["ANSWER_NOT_PRESENTED"]);
    assert_eq!(
        found[0].sentence,
        "Die Rückmeldung vom 11.05.2020 gehört auf die nächste Tagesordnung; die nächste Sitzung ist am 08.06.2020."
    );
    let open = presentation_findings(&live, None, way::MAY);
    assert!(
        open[0]
            .sentence
            .ends_with("die nächste Sitzung hat noch keinen Termin."),
        "{}",
        open[0].sentence
    );
    let shown = told.into_iter().chain([way::presented(way::body(6))]);
    assert_eq!(
        presentation_findings(&way::recommendation(shown), None, date(2020, 12, 1)),
        []
    );
}

fn yearly(of: impl FnOnce(Interval) -> Sourced<Interval>) -> MeetingsPolicy {
    let interval = Interval::try_from("P1Y".to_owned()).expect("an interval");
    MeetingsPolicy {
        evaluation_discussed_in: stated(vec!["lenkungskreis".to_owned()]),
        evaluation_discussed_every: of(interval),
        ..silent()
    }
}

fn about_evaluation(begins: &str, held: bool) -> Meeting {
    let told = [
        planned(begins).into(),
        item(100, ItemKind::EvaluationResults, 1).into(),
    ];
    meeting(told.into_iter().chain(held.then(opened)))
}

#[test]
fn mtg_29_a_body_talks_about_the_evaluation_once_a_year() {
    let policy = yearly(stated);
    let founded = Some(PartialDate::from(date(2015, 2, 1)));
    let ask = |meetings: &[Meeting], day| {
        evaluation_finding(&policy, "lenkungskreis", founded, meetings, day)
    };
    let autumn = date(2024, 10, 1);
    assert_eq!(ask(&[], date(2024, 6, 30)), None);
    let never = ask(&[], date(2024, 7, 1)).unwrap();
    assert_eq!(
        (never.code, never.rule, never.severity),
        ("EVALUATION_NOT_DISCUSSED", "MTG-29", FindingSeverity::Task)
    );
    let last_year = PastMeetingRecorded {
        body: id(1),
        number: 1,
        held_on: date(2023, 11, 6),
        begins: None,
        place: None,
        present: vec![],
        present_others: None,
        topics: vec![],
    };
    let last_year = meeting([
        last_year.into(),
        item(100, ItemKind::EvaluationResults, 1).into(),
    ]);
    let found = ask(std::slice::from_ref(&last_year), autumn).unwrap();
    assert_eq!(
        found.sentence,
        "Die Ergebnisse der Evaluation wurden im Jahr 2024 noch nicht besprochen (zuletzt am 06.11.2023), und keine \
         kommende Sitzung hat sie auf der Tagesordnung."
    );
    // Held this year, or on a coming agenda; a meeting about something else counts for nothing.
    assert_eq!(
        ask(&[about_evaluation("2024-06-03T09:00", true)], autumn),
        None
    );
    assert_eq!(
        ask(&[about_evaluation("2024-12-03T09:00", false)], autumn),
        None
    );
    assert!(ask(&[meeting([planned_today(), opened()])], autumn).is_some());
    // A day on which it was planned and nobody opened it is gone.
    assert!(ask(&[about_evaluation("2024-09-03T09:00", false)], autumn).is_some());
}

#[test]
fn mtg_29_an_inferred_interval_hints_and_silence_finds_nothing() {
    let ask = |policy: &MeetingsPolicy, body: &str, founded_on| {
        let none: [Meeting; 0] = [];
        evaluation_finding(policy, body, founded_on, &none, date(2024, 10, 1))
    };
    let hint = ask(&yearly(inferred), "lenkungskreis", None).unwrap();
    assert_eq!(hint.severity, FindingSeverity::Warning);
    assert_eq!(ask(&silent(), "lenkungskreis", None), None);
    assert_eq!(ask(&yearly(stated), "qualitaetszirkel", None), None);
    let this_year = Some(PartialDate::from(date(2024, 2, 1)));
    assert_eq!(ask(&yearly(stated), "lenkungskreis", this_year), None);
}
