//! What a site evaluates in a year: EVA-02, EVA-03, EVA-04, EVA-11, EVA-14.

use evaluation::SiteReport;
use evaluation::figure::ShownCell;
use evaluation::policy::EvaluationPolicy;
use evaluation::site_report::*;

use crate::fixtures::*;
use crate::site_report::{OPENED, open, opened};

pub(crate) fn count(version: u16, counts: &[(&str, u32)]) -> RecordInstrumentCounts {
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

pub(crate) fn rate(answers: &[u32]) -> RecordInstrumentRatings {
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
    let known = facts();
    let contacts = &known.instruments[&id(1)];
    let table = |reports: &[SiteReport], version| {
        let version = contacts.version(version).expect("it is in use");
        marked_by_site(reports, id(1), version)
    };
    let (sites, cells) = table(&reports, 1).expect("a table");
    assert_eq!(sites, [1, 2].map(id));
    let [hidden, shown] = [ShownCell::Suppressed, ShownCell::Count(20)];
    assert_eq!(cells.0[0], [hidden, shown, hidden]);
    assert_eq!(cells.0[1], [11, 12, 23].map(ShownCell::Count));
    assert_eq!(cells.0[2], [hidden, ShownCell::Count(32), hidden]);
    assert!(table(&reports, 2).is_err());
    // However they are told, it is one table.
    let [one, two] = reports;
    assert_eq!(table(&[two, one], 1), Ok((sites, cells)));
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
