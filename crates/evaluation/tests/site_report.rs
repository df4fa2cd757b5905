//! The sites' yearly reports: EVA-01 … EVA-04, EVA-11, EVA-14.

use evaluation::figure::ShownCell;
use evaluation::policy::{EvaluationPolicy, ReportPart};
use evaluation::site_report::*;
use evaluation::{FindingSeverity, SiteReport};
use jiff::civil::date;
use kernel::{Date, Period, SiteId, Sourced};

use crate::fixtures::*;

const OPENED: Date = date(2016, 1, 11);

fn open(site: u128) -> OpenSiteReport {
    OpenSiteReport {
        id: Some(id(1)),
        site: id(site),
        year: 2015,
        due_on: None,
        opened_on: OPENED,
    }
}

fn write(part: ReportPart) -> WriteReportPart {
    WriteReportPart {
        report: id(1),
        part,
        text: text(110, "Das Café ist gewachsen."),
        written_on: OPENED,
    }
}

fn further() -> WriteFurtherPart {
    WriteFurtherPart {
        report: id(1),
        part: "oeffentlichkeitsarbeit".parse().expect("a code"),
        title: text(111, "Öffentlichkeitsarbeit"),
        text: text(112, "Babymesse"),
        written_on: OPENED,
    }
}

fn submit(submitted_on: Date) -> SubmitSiteReport {
    SubmitSiteReport {
        report: id(1),
        submitted_on,
    }
}

fn give_back(returned_on: Date) -> ReturnSiteReport {
    ReturnSiteReport {
        report: id(1),
        reason: text(113, "Zahlen fehlen"),
        returned_on,
    }
}

fn release(released_on: Date) -> ReleaseSiteReport {
    ReleaseSiteReport {
        report: id(1),
        released_on,
    }
}

fn count(version: u16, counts: &[(&str, u32)]) -> RecordInstrumentCounts {
    let counts = counts.iter().map(|(item, count)| InstrumentCount {
        item: item.parse().expect("a code"),
        count: *count,
    });
    RecordInstrumentCounts {
        report: id(1),
        instrument: id(1),
        version,
        sheets: 40,
        counts: counts.collect(),
        recorded_on: OPENED,
    }
}

fn rate(answers: &[u32]) -> RecordInstrumentRatings {
    RecordInstrumentRatings {
        report: id(1),
        instrument: id(2),
        version: 1,
        sheets: 30,
        ratings: vec![InstrumentRating {
            item: "erreichbarkeit".parse().expect("a code"),
            answers: answers.to_vec(),
        }],
        recorded_on: OPENED,
    }
}

fn opened() -> SiteReport {
    after(&SiteReport::default(), open(1))
}

fn written() -> SiteReport {
    PARTS
        .iter()
        .fold(opened(), |report, part| after(&report, write(*part)))
}

fn released() -> SiteReport {
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
fn eva_02_first_contacts_enter_as_sums_of_a_version_in_use() {
    let report = opened();
    let counted = after(&report, count(1, &[("hebamme", 12), ("anlass", 40)]));
    repeated(&counted, count(1, &[("hebamme", 12), ("anlass", 40)]));
    // Version 2 knows no `anlass`, version 3 does not exist.
    for (command, code, rule) in [
        (
            count(2, &[("anlass", 1)]),
            "INSTRUMENT_ITEM_UNKNOWN",
            "EVA-02",
        ),
        (count(3, &[]), "INSTRUMENT_VERSION_UNUSED", "EVA-08"),
        (count(1, &[("hebamme", 41)]), "MORE_THAN_SHEETS", "EVA-02"),
        (
            count(1, &[("hebamme", 1), ("hebamme", 2)]),
            "INSTRUMENT_ITEM_UNKNOWN",
            "EVA-02",
        ),
    ] {
        let refusal = refused(&report, command);
        assert_eq!((refusal.0, refusal.2), (code, Some(rule)));
    }
    let other = RecordInstrumentCounts {
        instrument: id(2),
        ..count(1, &[])
    };
    assert_eq!(refused(&report, other).0, "OTHER_INSTRUMENT");
    let unknown = RecordInstrumentCounts {
        instrument: id(9),
        ..count(1, &[])
    };
    assert_eq!(refused(&report, unknown).0, "INSTRUMENT_UNKNOWN");
}

#[test]
fn eva_02_counts_of_the_sites_side_by_side_hide_what_is_small() {
    let site = |n, counts: &[(&str, u32)]| {
        after(&after(&SiteReport::default(), open(n)), count(1, counts))
    };
    let reports = [
        site(1, &[("hebamme", 3), ("anlass", 20)]),
        site(2, &[("hebamme", 11), ("anlass", 12)]),
    ];
    let items = ["hebamme", "anlass"].map(|item| item.parse().expect("a code"));
    let (sites, cells) = marked_by_site(&reports, id(1), 1, &items).expect("a table");
    assert_eq!(sites, [1, 2].map(id));
    assert_eq!(cells.0[0][0], ShownCell::Suppressed);
    assert_eq!(cells.0[2], [14, 32, 46].map(ShownCell::Count));
    assert!(marked_by_site(&reports, id(1), 2, &items).is_err());
}

#[test]
fn eva_03_feedback_enters_as_answers_per_grade() {
    let report = after(&opened(), rate(&[20, 5, 3, 1, 0]));
    repeated(&report, rate(&[20, 5, 3, 1, 0]));
    let rated = report.rated.values().next().expect("ratings");
    // (20·1 + 5·2 + 3·3 + 1·4) / 29 = 1,4827…
    assert_eq!(mean_grade(&rated.ratings[0]), Some(148));
    assert_eq!(mean_grade(&rate(&[0; 5]).ratings[0]), None);
    let refusal = refused(&report, rate(&[1, 2]));
    assert_eq!(refusal, ("GRADES_DIFFER", Some("ratings"), Some("EVA-03")));
    assert_eq!(
        refused(&report, rate(&[20, 5, 3, 1, 2])).0,
        "MORE_THAN_SHEETS"
    );
}

#[test]
fn eva_04_of_protocols_only_the_number_is_known_and_six_are_asked_for() {
    let protocols = |protocols| RecordProtocolCount {
        report: id(1),
        protocols,
        recorded_on: OPENED,
    };
    let missing = |report: &SiteReport, policy: &EvaluationPolicy| {
        let findings = site_report_findings(policy, &[], [report], 2015, TODAY).into_iter();
        let missing = findings.filter(|finding| finding.rule == "EVA-04");
        missing.map(|finding| finding.sentence).collect::<Vec<_>>()
    };
    let policy = leverkusen();
    assert_eq!(missing(&opened(), &policy).len(), 1);
    let five = after(&opened(), protocols(5));
    assert_eq!(
        missing(&five, &policy),
        ["2015 wurden 5 von 6 Protokollen ausgewertet."]
    );
    let six = after(&five, protocols(6));
    repeated(&six, protocols(6));
    assert!(missing(&six, &policy).is_empty());
    // Where nobody asks for protocols, none are missing.
    assert!(missing(&opened(), &silent()).is_empty());
}

#[test]
fn eva_11_the_checklist_has_fourteen_features() {
    let assess = |standing| AssessSiteFeature {
        report: id(1),
        feature: SiteQualityFeature::DistrictGroups,
        standing,
        note: Some(text(114, "viermal im Jahr")),
        assessed_on: OPENED,
    };
    let report = after(&opened(), assess(FeatureStanding::PartlyMet));
    repeated(&report, assess(FeatureStanding::PartlyMet));
    let report = after(&report, assess(FeatureStanding::Met));
    let checklist = report.checklist();
    assert_eq!(checklist.len(), 14);
    assert_eq!(checklist[0], (SiteQualityFeature::Accessibility, None));
    assert_eq!(checklist[13].1, Some(FeatureStanding::Met));
}

#[test]
fn eva_14_offers_are_on_six_days_and_opening_days_are_another_thing() {
    let days = |offer_days, opening_days| RecordOfferDays {
        report: id(1),
        offer_days,
        opening_days,
        recorded_on: OPENED,
    };
    let fewer = |report: &SiteReport| {
        let findings = site_report_findings(&leverkusen(), &[], [report], 2015, TODAY);
        findings
            .iter()
            .filter(|finding| finding.code == "OFFER_DAYS_FEWER")
            .count()
    };
    let six = after(&opened(), days(6, Some(5)));
    repeated(&six, days(6, Some(5)));
    assert_eq!((fewer(&six), fewer(&opened())), (0, 0));
    assert_eq!(fewer(&after(&six, days(5, None))), 1);
    for days in [days(8, None), days(6, Some(8))] {
        let refusal = refused(&opened(), days);
        assert_eq!(refusal, ("DAYS_OF_WEEK", Some("offerDays"), Some("EVA-14")));
    }
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
