//! Where the rules of the sites' reports begin and end: EVA-01 … EVA-04, EVA-14.

use evaluation::SiteReport;
use evaluation::policy::{EvaluationPolicy, ReportPart};
use evaluation::site_report::*;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Period, SiteId};

use crate::fixtures::*;
use crate::site_report::*;
use crate::site_report_evaluated::{count, rate};

fn protocols() -> RecordProtocolCount {
    RecordProtocolCount {
        report: id(1),
        protocols: 6,
        recorded_on: OPENED,
    }
}

fn days(offer_days: u8, opening_days: Option<u8>) -> RecordOfferDays {
    RecordOfferDays {
        report: id(1),
        offer_days,
        opening_days,
        recorded_on: OPENED,
    }
}

fn assess() -> AssessSiteFeature {
    AssessSiteFeature {
        report: id(1),
        feature: SiteQualityFeature::DistrictGroups,
        standing: FeatureStanding::Met,
        note: Some(text(114, "viermal im Jahr")),
        assessed_on: OPENED,
    }
}

fn of_year(year: i16) -> SiteReport {
    after(&SiteReport::default(), OpenSiteReport { year, ..open(1) })
}

#[test]
fn eva_01_a_report_is_opened_once_and_its_days_lie_not_ahead() {
    let none = SiteReport::default();
    handled::<SiteReport>(open(1));
    assert_eq!(refused(&none, further()).0, "NOT_FOUND");
    assert_eq!(refused(&opened(), open(1)).0, "ALREADY_EXISTS");
    let ahead = submit(TODAY.tomorrow().expect("a day"));
    let refusal = refused(&written(), ahead);
    assert_eq!(
        (refusal.0, refusal.1),
        ("DATE_IN_FUTURE", Some("submittedOn"))
    );
    let two_lines = WriteFurtherPart {
        title: text(111, "Öffentlich-\nkeitsarbeit"),
        ..further()
    };
    let refusal = refused(&opened(), two_lines);
    assert_eq!((refusal.0, refusal.1), ("NOT_A_LINE", Some("title")));
    // From 1990 until the year in which it is opened.
    for year in [1990, 2016] {
        assert_eq!(of_year(year).year, Some(year));
    }
}

#[test]
fn eva_01_nothing_is_told_of_a_report_that_is_no_draft() {
    let told = || {
        [
            SiteReportCommand::from(count(1, &[("hebamme", 12)])),
            rate(&[20, 5, 3, 1, 0]).into(),
            protocols().into(),
            assess().into(),
            days(6, None).into(),
            further().into(),
        ]
    };
    let submitted = after(&written(), submit(date(2016, 2, 1)));
    for command in told() {
        after(&opened(), command);
    }
    for command in told() {
        assert_eq!(refused(&submitted, command).0, "SITE_REPORT_NOT_DRAFT");
    }
    assert_eq!(
        refused(&released(), submit(TODAY)).0,
        "SITE_REPORT_NOT_DRAFT"
    );
    let before = OPENED.yesterday().expect("a day");
    assert_eq!(refused(&written(), submit(before)).0, "DATE_TOO_EARLY");
    // A draft that was never submitted is not returned, on its first day neither.
    let refusal = refused(&opened(), give_back(OPENED));
    assert_eq!(refusal.0, "SITE_REPORT_NOT_SUBMITTED");
}

#[test]
fn eva_01_what_a_document_states_refuses_and_does_not_warn_besides() {
    let ctx = office();
    let refusal = refused_in(&ctx, &after(&opened(), further()), submit(TODAY));
    assert_eq!(refusal.0, "REPORT_PARTS_MISSING");
    assert!(warnings(ctx).is_empty());
    let policy = inferred(&leverkusen());
    let report = after_in(&under(&policy), &SiteReport::default(), open(1));
    let ctx = under(&policy);
    after_in(&ctx, &report, write(ReportPart::Review));
    assert!(warnings(ctx).is_empty());
}

#[test]
fn eva_08_a_report_takes_versions_that_its_year_knew_and_items_of_theirs() {
    let early = refused(&of_year(2014), count(2, &[("hebamme", 1)]));
    assert_eq!(early.0, "INSTRUMENT_VERSION_UNUSED");
    let early = refused(&of_year(2010), rate(&[1, 0, 0, 0, 0]));
    assert_eq!(early.0, "INSTRUMENT_VERSION_UNUSED");
    let strange = RecordInstrumentRatings {
        ratings: vec![InstrumentRating {
            item: "hebamme".parse().expect("a code"),
            answers: vec![1, 0, 0, 0, 0],
        }],
        ..rate(&[])
    };
    assert_eq!(refused(&opened(), strange).0, "INSTRUMENT_ITEM_UNKNOWN");
    let of_contacts = RecordInstrumentRatings {
        instrument: id(1),
        ..rate(&[1, 0, 0, 0, 0])
    };
    assert_eq!(refused(&opened(), of_contacts).0, "OTHER_INSTRUMENT");
    // Counted anew, the new numbers hold.
    let counted = after(&opened(), count(1, &[("hebamme", 12)]));
    let counted = after(&counted, count(1, &[("hebamme", 13)]));
    assert_eq!(counted.counted[&id(1)].counts[0].count, 13);
}

#[test]
fn eva_14_a_week_has_seven_days() {
    let week = after(&opened(), days(7, Some(7)));
    assert_eq!(
        week.days.map(|days| (days.offers, days.opening)),
        Some((7, Some(7)))
    );
    assert_eq!(refused(&opened(), days(8, None)).0, "DAYS_OF_WEEK");
}

fn codes(
    policy: &EvaluationPolicy,
    sites: &[(SiteId, Period)],
    reports: &[&SiteReport],
    day: Date,
) -> Vec<&'static str> {
    let findings = site_report_findings(policy, sites, reports.iter().copied(), 2015, day);
    findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn eva_01_a_site_reports_once_of_a_year_in_which_it_was_open_at_some_time() {
    let site = |n, since, until| (id::<SiteId>(n), Period { since, until });
    let since = date(2011, 4, 1);
    let due = |sites: &[(SiteId, Period)]| codes(&leverkusen(), sites, &[], TODAY).len();
    assert_eq!(due(&[site(1, since, Some(date(2014, 12, 31)))]), 0);
    assert_eq!(due(&[site(1, since, Some(date(2015, 1, 1)))]), 1);
    assert_eq!(due(&[site(1, date(2015, 12, 31), None)]), 1);
    assert_eq!(due(&[site(1, date(2016, 1, 1), None)]), 0);
    // Closed and opened again it is one site.
    let closed = site(1, since, Some(date(2015, 6, 30)));
    assert_eq!(due(&[closed, site(1, date(2015, 8, 1), None)]), 1);
}

#[test]
fn eva_01_how_often_is_asked_where_a_site_is_and_nobody_says() {
    let site = (
        id::<SiteId>(1),
        Period {
            since: date(2011, 4, 1),
            until: None,
        },
    );
    let then = date(2015, 12, 31);
    assert_eq!(codes(&leverkusen(), &[site], &[], then), [""; 0]);
    assert_eq!(codes(&silent(), &[], &[], then), [""; 0]);
    let unstated = codes(&silent(), &[site], &[], then);
    assert_eq!(unstated, ["SITE_REPORT_INTERVAL_UNSTATED"]);
    // A report of another year says nothing of this one.
    let other = of_year(2014);
    assert_eq!(codes(&leverkusen(), &[], &[&other], TODAY), [""; 0]);
    assert_eq!(
        codes(&leverkusen(), &[], &[&opened()], TODAY),
        ["PROTOCOLS_MISSING"]
    );
}

#[test]
fn eva_01_commands_on_reports_name_what_they_read_and_bring_along() {
    let brings = |command: SiteReportCommand| (reads(&command), entries(&command));
    let read = (vec!["instrument"], vec![]);
    assert_eq!(brings(count(1, &[]).into()), read);
    assert_eq!(brings(rate(&[]).into()), read);
    assert_eq!(brings(further().into()), (vec![], vec![111, 112]));
    assert_eq!(brings(assess().into()), (vec![], vec![114]));
    assert_eq!(brings(give_back(TODAY).into()), (vec![], vec![113]));
    let correction = SiteReportCommand::from(CorrectSiteReport {
        report: id(1),
        fact: 1,
        reason: text(300, "Anderer Standort"),
        replacement: Some(SiteReportReplacement::OpenSiteReport(open(2))),
    });
    let instead = SiteReportCommand::from(open(2));
    assert_eq!(correction.claims(), instead.claims());
    assert_eq!(brings(correction), (vec!["site"], vec![300]));
}
