//! The sites' yearly reports: EVA-01.

use evaluation::policy::{EvaluationPolicy, ReportPart};
use evaluation::site_report::*;
use evaluation::{FindingSeverity, SiteReport};
use jiff::civil::date;
use kernel::{Date, Period, SiteId, Sourced};

use crate::fixtures::*;

pub(crate) const OPENED: Date = date(2016, 1, 11);

pub(crate) fn open(site: u128) -> OpenSiteReport {
    OpenSiteReport {
        id: Some(id(1)),
        site: id(site),
        year: 2015,
        due_on: None,
        opened_on: OPENED,
    }
}

pub(crate) fn write(part: ReportPart) -> WriteReportPart {
    WriteReportPart {
        report: id(1),
        part,
        text: text(110, "Das Café ist gewachsen."),
        written_on: OPENED,
    }
}

pub(crate) fn further() -> WriteFurtherPart {
    WriteFurtherPart {
        report: id(1),
        part: "oeffentlichkeitsarbeit".parse().expect("a code"),
        title: text(111, "Öffentlichkeitsarbeit"),
        text: text(112, "Babymesse"),
        written_on: OPENED,
    }
}

pub(crate) fn submit(submitted_on: Date) -> SubmitSiteReport {
    SubmitSiteReport {
        report: id(1),
        submitted_on,
    }
}

pub(crate) fn give_back(returned_on: Date) -> ReturnSiteReport {
    ReturnSiteReport {
        report: id(1),
        reason: text(113, "Zahlen fehlen"),
        returned_on,
    }
}

pub(crate) fn release(released_on: Date) -> ReleaseSiteReport {
    ReleaseSiteReport {
        report: id(1),
        released_on,
    }
}

pub(crate) fn opened() -> SiteReport {
    after(&SiteReport::default(), open(1))
}

pub(crate) fn written() -> SiteReport {
    PARTS
        .iter()
        .fold(opened(), |report, part| after(&report, write(*part)))
}

pub(crate) fn released() -> SiteReport {
    let submitted = after(&written(), submit(date(2016, 2, 1)));
    after(&submitted, release(date(2016, 2, 12)))
}

#[test]
fn eva_01_a_site_reports_once_a_year_in_the_parts_of_the_policy() {
    let command = SiteReportCommand::from(open(1));
    assert_eq!(reads(&command), ["site"]);
    assert_eq!(
        kernel::DomainCommand::claims(&command)[0].key,
        format!("{}/2015", id::<SiteId>(1))
    );
    makes(command);
    let report = opened();
    assert_eq!(report.missing_parts(), PARTS);
    assert_eq!(
        report
            .required
            .as_ref()
            .and_then(|parts| parts.value.clone()),
        Some(PARTS.to_vec())
    );
    assert_eq!(report.state_on(OPENED), Some(SiteReportState::Draft));
    assert_eq!(report.state_on(OPENED.yesterday().expect("a day")), None);
    assert_eq!(refused(&SiteReport::default(), open(9)).0, "SITE_UNKNOWN");
    for year in [1989, 2017] {
        let ahead = OpenSiteReport { year, ..open(1) };
        assert_eq!(refused(&SiteReport::default(), ahead).0, "YEAR_UNFIT");
    }
}

#[test]
fn eva_01_a_report_shows_on_a_day_what_was_told_by_then() {
    let report = released();
    let before = OPENED.yesterday().expect("a day");
    assert!(!report.known_on(before).exists());
    let draft = report.known_on(OPENED);
    assert_eq!(draft.parts.len(), PARTS.len());
    assert_eq!(
        draft.state_on(date(2016, 3, 1)),
        Some(SiteReportState::Draft)
    );
    assert_eq!(report.known_on(date(2016, 3, 1)), report);
}

#[test]
fn eva_01_a_report_is_submitted_with_all_parts_and_not_before() {
    let three = PARTS[..3]
        .iter()
        .fold(opened(), |report, part| after(&report, write(*part)));
    let refusal = refused(&three, submit(TODAY));
    assert_eq!(
        refusal,
        ("REPORT_PARTS_MISSING", Some("report"), Some("EVA-01"))
    );
    assert_eq!(three.missing_parts(), [ReportPart::SummaryAndOutlook]);
    let whole = after(&three, write(ReportPart::SummaryAndOutlook));
    // The list is open: further parts may be written.
    let whole = after(&whole, further());
    let submitted = after(&whole, submit(date(2016, 2, 1)));
    repeated(&submitted, submit(date(2016, 2, 1)));
    assert_eq!(submitted.state_on(TODAY), Some(SiteReportState::Submitted));
    assert_eq!(
        refused(&submitted, write(ReportPart::Review)).0,
        "SITE_REPORT_NOT_DRAFT"
    );
    assert_eq!(
        refused(&whole, release(TODAY)).0,
        "SITE_REPORT_NOT_SUBMITTED"
    );
    assert_eq!(
        refused(&submitted, release(date(2016, 1, 31))).0,
        "DATE_TOO_EARLY"
    );
    let returned = after(&submitted, give_back(date(2016, 2, 5)));
    repeated(&returned, give_back(date(2016, 2, 5)));
    assert_eq!(returned.state_on(TODAY), Some(SiteReportState::Draft));
    let again = WriteReportPart {
        written_on: date(2016, 2, 6),
        text: text(120, "Mit Zahlen."),
        ..write(ReportPart::Statistics)
    };
    let better = after(&returned, again);
    assert_eq!(better.parts.get(&ReportPart::Statistics), Some(&id(120)));
    let released = after(&after(&better, submit(date(2016, 2, 7))), release(TODAY));
    repeated(&released, release(TODAY));
    assert_eq!(
        refused(&released, give_back(TODAY)).0,
        "SITE_REPORT_NOT_SUBMITTED"
    );
    let on = |day| released.state_on(day).map(SiteReportState::label);
    assert_eq!(
        (on(date(2016, 2, 6)), on(TODAY)),
        (Some("im Entwurf"), Some("freigegeben"))
    );
}

#[test]
fn eva_01_what_is_inferred_warns_and_what_nobody_says_asks() {
    let none = SiteReport::default();
    let policy = inferred(&leverkusen());
    let report = after_in(&under(&policy), &none, open(1));
    let report = after(&report, write(ReportPart::Review));
    let ctx = under(&policy);
    after_in(&ctx, &report, submit(TODAY));
    assert_eq!(warnings(ctx), ["REPORT_PARTS_MISSING"]);

    let silent = silent();
    let report = after_in(&under(&silent), &none, open(1));
    assert_eq!(refused(&report, submit(TODAY)).0, "SITE_REPORT_EMPTY");
    let report = after(&report, further());
    let ctx = under(&silent);
    after_in(&ctx, &report, submit(TODAY));
    assert_eq!(warnings(ctx), ["REPORT_PARTS_UNSTATED"]);

    let two = vec![ReportPart::Review, ReportPart::Statistics];
    let policy = EvaluationPolicy {
        site_report_parts: Sourced::stated(two.clone(), "S2", "3.7", "zwei"),
        ..leverkusen()
    };
    let report = after_in(&under(&policy), &none, open(1));
    let refusal = refused(&report, write(ReportPart::SummaryAndOutlook));
    assert_eq!(refusal, ("PART_NOT_FORESEEN", Some("part"), Some("EVA-01")));
    let policy = EvaluationPolicy {
        site_report_parts: Sourced::inferred_from(two, "S2", "3.7", "u.a.", "zwei"),
        ..leverkusen()
    };
    let ctx = under(&policy);
    let report = after_in(&under(&policy), &none, open(1));
    after_in(&ctx, &report, write(ReportPart::SummaryAndOutlook));
    assert_eq!(warnings(ctx), ["PART_NOT_FORESEEN"]);
}

#[test]
fn eva_01_a_report_is_due_a_year_after_its_year_began_until_it_is_released() {
    let site = |n| {
        let since = date(2011, 4, 1);
        (id::<SiteId>(n), Period { since, until: None })
    };
    let new = |since| (id::<SiteId>(3), Period { since, until: None });
    let sites = [site(1), site(2), new(date(2016, 2, 1))];
    let policy = leverkusen();
    let codes = |reports: &[&SiteReport], day| {
        let findings = site_report_findings(&policy, &sites, reports.iter().copied(), 2015, day);
        let due = findings
            .into_iter()
            .filter(|finding| finding.code == "SITE_REPORT_DUE");
        due.map(|finding| (finding.severity, finding.facts["site"].clone()))
            .collect::<Vec<_>>()
    };
    // Site 3 was not there in 2015.
    assert_eq!(codes(&[], date(2015, 12, 31)), []);
    assert_eq!(codes(&[], date(2016, 1, 1)).len(), 2);
    let (report, draft) = (released(), written());
    let one = (FindingSeverity::Task, serde_json::json!(id::<SiteId>(2)));
    assert_eq!(codes(&[&report], TODAY), [one]);
    // As of a day on which it was not released, it was due.
    assert_eq!(codes(&[&report], date(2016, 2, 11)).len(), 2);
    assert_eq!(codes(&[&draft], TODAY).len(), 2);
    // A day that the municipality set goes before.
    let later = OpenSiteReport {
        due_on: Some(date(2016, 3, 31)),
        ..open(1)
    };
    let later = after(&SiteReport::default(), later);
    assert_eq!(codes(&[&later], TODAY).len(), 1);
    let early = OpenSiteReport {
        due_on: Some(date(2014, 12, 31)),
        ..open(1)
    };
    assert_eq!(refused(&SiteReport::default(), early).0, "DATE_TOO_EARLY");
    // Where nobody says how often, a task asks for it.
    let findings = site_report_findings(&silent(), &sites, [], 2015, TODAY);
    assert_eq!(
        (findings.len(), findings[0].code),
        (1, "SITE_REPORT_INTERVAL_UNSTATED")
    );
}

#[test]
fn eva_01_a_part_that_a_released_report_rests_on_is_not_struck() {
    let report = released();
    let correct = |fact, replacement| CorrectSiteReport {
        report: id(1),
        fact,
        reason: text(300, "Verwechselt"),
        replacement,
    };
    // Fact 2 is the review.
    assert_eq!(refused(&report, correct(2, None)).0, "REPORT_PARTS_MISSING");
    let better = WriteReportPart {
        text: text(120, "Richtig"),
        ..write(ReportPart::Review)
    };
    let better = correct(2, Some(SiteReportReplacement::WriteReportPart(better)));
    assert_eq!(
        entries(&SiteReportCommand::from(better.clone())),
        [120, 300]
    );
    let corrected = after(&report, better);
    assert_eq!(corrected.parts.get(&ReportPart::Review), Some(&id(120)));
    assert_eq!(corrected.state_on(TODAY), Some(SiteReportState::Released));
}
