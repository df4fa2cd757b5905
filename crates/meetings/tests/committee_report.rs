//! Recurring reports to committees (MTG-18).

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{
    Claim, Date, DocumentRef, DomainCommand, Facts, Interval, MediaType, Refusal, Sha256, Sourced,
    Status, facts,
};
use meetings::committee_report::*;
use meetings::findings::{Finding, FindingSeverity};
use meetings::policy::{CommitteeReports, Target, TargetKind};
use meetings::{
    CommitteeReport, CommitteeReportCommand, CommitteeReportEvent, MeetingsPolicy, OrganCode,
    PaperNumber,
};

use crate::events::check_events;
use crate::fixtures::*;

const BEGUN: Date = date(2018, 5, 16);
const MAY_2019: Date = date(2019, 5, 6);

fn interval(text: &str) -> Interval {
    text.to_owned().try_into().expect("an interval")
}

fn organ(code: &str) -> OrganCode {
    OrganCode::try_new(code).expect("a code")
}

fn paper() -> Option<PaperNumber> {
    Some(PaperNumber::try_new("2019/0231").expect("a number"))
}

fn document() -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([7; 32]),
        media_type: MediaType::Pdf,
    }
}

fn begin() -> BeginCommitteeReports {
    BeginCommitteeReports {
        id: Some(id(1)),
        organ: organ("jha"),
        begun_on: BEGUN,
    }
}

fn begun(code: &str) -> CommitteeReportEvent {
    CommitteeReportsBegun {
        organ: organ(code),
        begun_on: BEGUN,
    }
    .into()
}

fn set(text: &str, adopted_on: Date) -> SetReportInterval {
    SetReportInterval {
        report: id(1),
        interval: interval(text),
        adopted_on,
    }
}

fn interval_set(text: &str, adopted_on: Date) -> CommitteeReportEvent {
    ReportIntervalSet {
        interval: interval(text),
        adopted_on,
    }
    .into()
}

fn record(reported_on: Date) -> RecordCommitteeReport {
    RecordCommitteeReport {
        report: id(1),
        reported_on,
        paper: paper(),
        document: Some(document()),
        covers_since: Some(BEGUN),
        covers_until: Some(date(2019, 4, 30)),
    }
}

fn recorded(reported_on: Date) -> CommitteeReportEvent {
    CommitteeReportRecorded {
        reported_on,
        paper: paper(),
        document: Some(document()),
        covers_since: Some(BEGUN),
        covers_until: Some(date(2019, 4, 30)),
    }
    .into()
}

fn correct(fact: u32, replacement: Option<CommitteeReportReplacement>) -> CorrectCommitteeReport {
    CorrectCommitteeReport {
        report: id(1),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

fn end(ended_on: Date) -> EndCommitteeReports {
    EndCommitteeReports {
        report: id(1),
        reason: text(301, "Der Ausschuss wurde aufgelöst"),
        ended_on,
    }
}

fn ended(ended_on: Date) -> CommitteeReportEvent {
    CommitteeReportsEnded {
        reason: id(301),
        ended_on,
    }
    .into()
}

fn reports(events: impl IntoIterator<Item = CommitteeReportEvent>) -> CommitteeReport {
    let mut reports = CommitteeReport::default();
    for event in events {
        reports.apply(event);
    }
    reports
}

fn happens(
    given: &[CommitteeReportEvent],
    command: impl Into<CommitteeReportCommand>,
) -> Result<Vec<CommitteeReportEvent>, (&'static str, Facts)> {
    TestFramework::<CommitteeReport>::with(ctx(&silent()))
        .given(given.to_vec())
        .when(command.into())
        .inspect_result()
        .map_err(|refusal| {
            assert_eq!(refusal.rule(), Some("MTG-18"));
            assert!(refusal.sentence().ends_with('.'));
            (refusal.code(), refusal.facts())
        })
}

fn too_early(date: &str, not_before: &str) -> (&'static str, Facts) {
    (
        "DATE_TOO_EARLY",
        facts! { "date" => date, "notBefore" => not_before },
    )
}

/// S4: two committees, „regelmäßig“.
fn duisburg() -> MeetingsPolicy {
    let target = Target {
        key: "jha".to_owned(),
        name: "Jugendhilfeausschuss".to_owned(),
        kind: TargetKind::Committee,
    };
    let words = "regelmäßig erfolgt eine Mitteilung an den Jugendhilfeausschuss";
    MeetingsPolicy {
        targets: vec![Sourced::stated(target, "S4", "Organisation", words)],
        committee_reports: CommitteeReports {
            to: Sourced::stated(
                vec!["jha".to_owned(), "ags".to_owned()],
                "S4",
                "Organisation",
                words,
            ),
            interval: Sourced::unstated(),
        },
        ..silent()
    }
}

#[test]
fn mtg_18_reports_to_an_organ_begin_once() {
    assert_eq!(happens(&[], begin()), Ok(vec![begun("jha")]));
    let command = CommitteeReportCommand::from(begin());
    assert_eq!(
        command.claims(),
        [Claim {
            kind: "committee-report-organ",
            key: "jha".to_owned()
        }]
    );
    assert!(command.creates() && command.reads().is_empty() && command.entries().is_empty());
    assert!(command.documents().is_empty());
    let mut unnamed = CommitteeReportCommand::from(BeginCommitteeReports {
        id: None,
        ..begin()
    });
    assert_eq!(unnamed.target(), None);
    unnamed.assign(id(9));
    assert_eq!(unnamed.target(), Some(id(9)));
    assert_eq!(
        happens(&[begun("jha")], begin()),
        Err(("ALREADY_EXISTS", facts! {}))
    );
}

#[test]
fn mtg_18_an_interval_is_adopted_from_a_day_on() {
    let given = [begun("jha"), interval_set("P1Y", MAY_2019)];
    assert_eq!(
        happens(&given[..1], set("P1Y", MAY_2019)),
        Ok(vec![interval_set("P1Y", MAY_2019)])
    );
    assert_eq!(happens(&given, set("P1Y", MAY_2019)), Ok(vec![]));
    assert_eq!(
        happens(&given, set("P6M", MAY_2019)).map(|events| events.len()),
        Ok(1)
    );
    let command = CommitteeReportCommand::from(set("P1Y", MAY_2019));
    assert_eq!((command.target(), command.creates()), (Some(id(1)), false));
    assert!(command.claims().is_empty() && command.documents().is_empty());
    assert!(command.entries().is_empty());
}

#[test]
fn mtg_18_a_report_is_recorded_with_its_paper_and_what_it_covers() {
    let given = [begun("jha"), recorded(MAY_2019)];
    assert_eq!(
        happens(&given[..1], record(MAY_2019)),
        Ok(vec![recorded(MAY_2019)])
    );
    assert_eq!(happens(&given, record(MAY_2019)), Ok(vec![]));
    let other = RecordCommitteeReport {
        paper: None,
        ..record(MAY_2019)
    };
    assert_eq!(happens(&given, other).map(|events| events.len()), Ok(1));
    let command = CommitteeReportCommand::from(record(MAY_2019));
    assert_eq!(command.documents(), [document()]);
    assert_eq!((command.target(), command.creates()), (Some(id(1)), false));
    assert!(command.claims().is_empty() && command.entries().is_empty());
    let live = reports(given);
    assert_eq!(live.made[0].document, Some(document()));
    assert_eq!(live.made[0].covers_since, Some(BEGUN));
}

#[test]
fn mtg_18_nothing_is_reported_before_the_beginning_or_about_a_period_that_ends_before_it_begins() {
    let given = [begun("jha")];
    let on = |day| RecordCommitteeReport {
        covers_since: None,
        ..record(day)
    };
    assert_eq!(happens(&given, on(BEGUN)).map(|events| events.len()), Ok(1));
    assert_eq!(
        happens(&given, on(date(2018, 5, 15))),
        Err(too_early("2018-05-15", "2018-05-16"))
    );
    let covering = |until| RecordCommitteeReport {
        covers_until: Some(until),
        ..record(MAY_2019)
    };
    assert_eq!(
        happens(&given, covering(BEGUN)).map(|events| events.len()),
        Ok(1)
    );
    assert_eq!(
        happens(&given, covering(date(2018, 5, 15))),
        Err(too_early("2018-05-15", "2018-05-16"))
    );
    let ahead = TODAY.tomorrow().unwrap();
    for command in [
        CommitteeReportCommand::from(set("P1Y", ahead)),
        record(ahead).into(),
    ] {
        assert_eq!(
            happens(&given, command),
            Err((
                "DATE_IN_FUTURE",
                facts! { "date" => ahead, "today" => TODAY }
            ))
        );
    }
    let late = BeginCommitteeReports {
        begun_on: ahead,
        ..begin()
    };
    assert_eq!(happens(&[], late).unwrap_err().0, "DATE_IN_FUTURE");
    assert_eq!(
        happens(&[], record(MAY_2019)),
        Err(("NOT_FOUND", facts! {}))
    );
}

#[test]
fn mtg_18_what_was_recorded_is_corrected_and_stays_whole() {
    let given = [begun("jha"), recorded(MAY_2019)];
    let begins = |begun_on| {
        let command = BeginCommitteeReports {
            begun_on,
            ..begin()
        };
        Some(CommitteeReportReplacement::BeginCommitteeReports(command))
    };
    let mut live = reports(given.clone());
    let command = CommitteeReportCommand::from(correct(1, begins(MAY_2019)));
    for event in live.decide(&command, &ctx(&silent())).unwrap() {
        live.apply(event);
    }
    assert_eq!((live.begun_on, live.made.len()), (Some(MAY_2019), 1));
    assert_eq!(live.decide(&command, &ctx(&silent())).unwrap(), []);
    assert_eq!(
        happens(&given, correct(1, begins(date(2019, 5, 7)))),
        Err(too_early("2019-05-06", "2019-05-07"))
    );
    assert_eq!(
        happens(&given, correct(9, None)),
        Err(("FACT_UNKNOWN", facts! { "fact" => 9, "recorded" => 2 }))
    );
    for (command, field) in [
        (correct(9, None).into(), "fact"),
        (
            CommitteeReportCommand::from(record(date(2018, 5, 15))),
            "reportedOn",
        ),
    ] {
        let refusal = reports(given.clone())
            .decide(&command, &ctx(&silent()))
            .unwrap_err();
        assert_eq!(refusal.field(), Some(field));
    }
    assert_eq!(command.claims().len(), 1);
    assert_eq!(command.entries().len(), 1);
    assert_eq!(
        (command.target(), command.recorded_on()),
        (Some(id(1)), None)
    );
    let again = CommitteeReportReplacement::RecordCommitteeReport(record(MAY_2019));
    let command = CommitteeReportCommand::from(correct(2, Some(again)));
    assert_eq!(command.documents(), [document()]);
}

#[test]
fn mtg_18_the_next_report_is_due_one_interval_after_the_last() {
    let live = reports([
        begun("jha"),
        interval_set("P1Y", date(2018, 6, 1)),
        recorded(MAY_2019),
        recorded(date(2019, 1, 7)),
        interval_set("P6M", date(2020, 1, 1)),
    ]);
    let due = |day| live.due(day, &duisburg());
    let on = |on, text| {
        Some(NextReport::Due {
            on,
            interval: interval(text),
            status: Status::Adopted,
        })
    };
    assert_eq!(due(date(2018, 5, 15)), None);
    assert!(!CommitteeReport::default().runs_on(BEGUN));
    assert_eq!(due(BEGUN), Some(NextReport::Unstated));
    assert_eq!(due(date(2018, 6, 1)), on(date(2019, 5, 16), "P1Y"));
    assert_eq!(due(date(2019, 1, 7)), on(date(2020, 1, 7), "P1Y"));
    assert_eq!(due(date(2019, 5, 5)), on(date(2020, 1, 7), "P1Y"));
    assert_eq!(due(MAY_2019), on(date(2020, 5, 6), "P1Y"));
    assert_eq!(due(date(2020, 1, 1)), on(date(2019, 11, 6), "P6M"));
    let beyond = reports([begun("jha"), interval_set("P9000Y", BEGUN)]);
    assert_eq!(beyond.due(MAY_2019, &duisburg()), None);
    let findings = committee_report_findings(&duisburg(), [&beyond], MAY_2019);
    assert_eq!(findings.len(), 1, "only the other committee's");
}

#[test]
fn mtg_18_where_the_municipality_adopted_none_the_interval_of_the_policy_holds() {
    let mut policy = duisburg();
    policy.committee_reports.interval =
        Sourced::inferred_from(interval("P1Y"), "S4", "1", "regelmäßig", "jährlich");
    let live = reports([begun("jha")]);
    assert_eq!(
        live.due(BEGUN, &policy),
        Some(NextReport::Due {
            on: date(2019, 5, 16),
            interval: interval("P1Y"),
            status: Status::Inferred
        })
    );
    policy.committee_reports.to = Sourced::unstated();
    let findings = |day| committee_report_findings(&policy, [&live], day);
    assert_eq!(findings(date(2019, 5, 15)), []);
    let [finding] = &findings(date(2019, 5, 16))[..] else {
        panic!("one report is due");
    };
    assert_eq!(
        (finding.code, finding.severity),
        ("COMMITTEE_REPORT_DUE", FindingSeverity::Warning)
    );
    assert_eq!(
        finding.facts,
        facts! { "organ" => "jha", "dueOn" => "2019-05-16", "interval" => "P1Y" }
    );
    let adopted = reports([begun("jha"), interval_set("P6M", BEGUN)]);
    let found = committee_report_findings(&policy, [&adopted], date(2018, 11, 16));
    assert_eq!(
        found,
        [Finding {
            code: "COMMITTEE_REPORT_DUE",
            rule: "MTG-18",
            severity: FindingSeverity::Task,
            sentence: "Die Mitteilung an „Jugendhilfeausschuss“ ist seit dem 16.11.2018 fällig."
                .to_owned(),
            facts: facts! { "organ" => "jha", "dueOn" => "2018-11-16", "interval" => "P6M" },
        }]
    );
}

#[test]
fn mtg_18_an_interval_that_nobody_says_is_a_task_to_set_one() {
    let (jha, ags) = (reports([begun("jha")]), reports([begun("ags")]));
    let found = committee_report_findings(&duisburg(), [&jha, &ags], BEGUN);
    let codes: Vec<_> = found
        .iter()
        .map(|finding| (finding.code, finding.severity))
        .collect();
    let unstated = ("REPORT_INTERVAL_UNSTATED", FindingSeverity::Task);
    assert_eq!(codes, [unstated, unstated]);
    assert_eq!(found[1].facts, facts! { "organ" => "ags" });
    assert!(found[1].sentence.contains("„ags“"));
}

#[test]
fn mtg_18_a_named_committee_to_which_nobody_reports_is_shown() {
    let jha = reports([begun("jha"), interval_set("P1Y", BEGUN)]);
    let found = committee_report_findings(&duisburg(), [&jha], BEGUN);
    assert_eq!(
        found,
        [Finding {
            code: "COMMITTEE_REPORTS_NOT_BEGUN",
            rule: "MTG-18",
            severity: FindingSeverity::Task,
            sentence: "Mitteilungen an „ags“ sind noch nicht begonnen.".to_owned(),
            facts: facts! { "organ" => "ags" },
        }]
    );
    let before = committee_report_findings(&duisburg(), [&jha], date(2018, 5, 15));
    assert_eq!(before.len(), 2, "it had not begun then");
    let mut policy = duisburg();
    policy.committee_reports.to =
        Sourced::inferred_from(vec!["ags".to_owned()], "S4", "1", "…", "…");
    let found = committee_report_findings(&policy, [&jha], BEGUN);
    assert_eq!(found[0].severity, FindingSeverity::Warning);
    assert_eq!(committee_report_findings(&silent(), [], BEGUN), []);
}

#[test]
fn mtg_18_reports_to_a_dissolved_committee_end_once_and_with_a_reason() {
    let given = [begun("jha"), recorded(MAY_2019), ended(MAY_2019)];
    assert_eq!(
        happens(&given[..2], end(MAY_2019)),
        Ok(vec![ended(MAY_2019)])
    );
    assert_eq!(happens(&given, end(MAY_2019)), Ok(vec![]));
    let already = Err(("REPORTS_ENDED", facts! { "endedOn" => "2019-05-06" }));
    assert_eq!(happens(&given, end(date(2019, 5, 7))), already);
    let command = CommitteeReportCommand::from(end(MAY_2019));
    assert_eq!((command.target(), command.creates()), (Some(id(1)), false));
    assert_eq!(command.recorded_on(), Some(("endedOn", MAY_2019)));
    assert_eq!(command.entries()[0].id, id(301));
    assert!(command.reads().is_empty() && command.documents().is_empty());
    assert_eq!(happens(&[], end(MAY_2019)), Err(("NOT_FOUND", facts! {})));
}

#[test]
fn mtg_18_reports_end_after_everything_that_is_recorded_of_them() {
    assert_eq!(
        happens(&[begun("jha")], end(date(2018, 5, 15))),
        Err(too_early("2018-05-15", "2018-05-16"))
    );
    let reported = [begun("jha"), recorded(MAY_2019)];
    let too_early = Err(too_early("2019-05-05", "2019-05-06"));
    assert_eq!(happens(&reported, end(date(2019, 5, 5))), too_early);
    let adopted = [begun("jha"), interval_set("P1Y", MAY_2019)];
    assert_eq!(happens(&adopted, end(date(2019, 5, 5))), too_early);
}

#[test]
fn mtg_18_what_happened_before_the_end_may_be_told_after_it_and_nothing_later() {
    let given = [begun("jha"), ended(MAY_2019)];
    let later = date(2019, 5, 7);
    assert_eq!(happens(&given, record(MAY_2019)).map(|e| e.len()), Ok(1));
    assert_eq!(
        happens(&given, set("P1Y", MAY_2019)).map(|e| e.len()),
        Ok(1)
    );
    for command in [
        CommitteeReportCommand::from(record(later)),
        set("P1Y", later).into(),
    ] {
        let refusal = reports(given.clone())
            .decide(&command, &ctx(&silent()))
            .unwrap_err();
        assert_eq!(
            (refusal.code(), refusal.field()),
            ("REPORTS_ENDED", Some("report"))
        );
        assert_eq!(
            refusal.sentence(),
            "An dieses Gremium wurde nur bis zum 06.05.2019 berichtet."
        );
    }
}

#[test]
fn mtg_18_after_the_end_nothing_is_due_and_nobody_is_asked_to_begin_anew() {
    let live = reports([
        begun("jha"),
        interval_set("P1Y", BEGUN),
        ended(date(2020, 10, 31)),
    ]);
    assert!(live.due(date(2020, 10, 31), &duisburg()).is_some());
    assert_eq!(live.due(date(2020, 11, 1), &duisburg()), None);
    let mut policy = duisburg();
    policy.committee_reports.to = Sourced::stated(vec!["jha".to_owned()], "S4", "1", "…");
    let codes = |day| -> Vec<_> {
        let found = committee_report_findings(&policy, [&live], day);
        found.into_iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(date(2020, 10, 31)), ["COMMITTEE_REPORT_DUE"]);
    assert!(codes(date(2020, 11, 1)).is_empty());
}

#[test]
fn mtg_18_an_end_gives_the_organ_free_for_reports_of_their_own() {
    let claims = |command: CommitteeReportCommand| command.claims();
    let freed = Claim {
        kind: "committee-report-organ",
        key: format!("ended:{}", id::<uuid::Uuid>(1)),
    };
    assert_eq!(claims(end(MAY_2019).into()), vec![freed.clone()]);
    assert!(
        OrganCode::try_new(&freed.key).is_err(),
        "no organ is called so"
    );
    let instead = Some(CommitteeReportReplacement::EndCommitteeReports(end(BEGUN)));
    assert_eq!(claims(correct(2, instead).into()), [freed]);
}

#[test]
fn mtg_18_an_end_is_corrected_or_struck() {
    let given = [begun("jha"), recorded(MAY_2019), ended(date(2019, 6, 1))];
    let ends = |day| Some(CommitteeReportReplacement::EndCommitteeReports(end(day)));
    let command = correct(3, ends(MAY_2019));
    assert_eq!(happens(&given, command.clone()).map(|e| e.len()), Ok(1));
    let entries = CommitteeReportCommand::from(command).entries();
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, [id(301), id(300)]);
    assert_eq!(
        happens(&given, correct(3, ends(date(2019, 5, 5)))),
        Err(too_early("2019-05-05", "2019-05-06"))
    );
    let late = RecordCommitteeReport {
        covers_until: None,
        ..record(date(2019, 6, 2))
    };
    let late = Some(CommitteeReportReplacement::RecordCommitteeReport(late));
    assert_eq!(
        happens(&given, correct(2, late)),
        Err(too_early("2019-06-01", "2019-06-02"))
    );
    let mut live = reports(given);
    for event in live
        .decide(&correct(3, None).into(), &ctx(&silent()))
        .unwrap()
    {
        live.apply(event);
    }
    assert!(live.runs_on(date(2019, 6, 2)));
}

#[test]
fn every_event_of_a_committee_report_has_a_sample_without_free_text() {
    check_events::<CommitteeReportEvent>();
}
