//! The files under `deploy/` are read, and say what the documents say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use agreements::values::{NoticePeriod, Shape, Side, Term};
use jiff::civil::date;
use kernel::{Status, Strength};
use meetings::policy::MeetingDuty;
use membership::policy::AdmissionPrecondition;
use membership::sector::SectorGroup;
use municipality::PolicyFile;

fn read_folder(folder: &str) -> BTreeMap<String, PolicyFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../deploy")
        .join(folder);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let read = PolicyFile::read(&path.file_name().unwrap().to_string_lossy(), &text);
        (name, read.unwrap_or_else(|error| panic!("{error}")))
    });
    files.collect()
}

fn municipality(id: &str) -> PolicyFile {
    read_folder("municipalities").remove(id).unwrap()
}

#[test]
fn every_file_is_read_and_is_called_by_its_id() {
    let files = read_folder("municipalities");
    assert!(
        ["leverkusen", "stormarn", "duisburg"]
            .iter()
            .all(|id| files.contains_key(*id))
    );
    for (name, file) in files {
        assert_eq!(file.id.as_str(), name);
    }
}

#[test]
fn the_template_is_read_and_admits_by_signature_alone() {
    let template = read_folder("templates").remove("municipality").unwrap();
    let admission = &template.policy.membership.admission;
    assert_eq!(
        admission.binding(),
        Some(&vec![AdmissionPrecondition::AgreementSigned])
    );
}

#[test]
fn three_municipalities_release_counts_to_their_state_and_the_template_nothing() {
    let released = |file: &PolicyFile| {
        let release = file.policy.overview.state_release.binding();
        release.is_some_and(|release| release.releases_counts())
    };
    for id in ["leverkusen", "stormarn", "duisburg"] {
        assert!(released(&municipality(id)), "{id}");
    }
    let template = read_folder("templates").remove("municipality").unwrap();
    assert!(!released(&template));
}

#[test]
fn nobody_publishes_what_no_document_says() {
    for id in ["leverkusen", "stormarn", "duisburg"] {
        let publication = municipality(id).policy.publication;
        assert_eq!(publication.oparl.status, Status::Unstated, "{id}");
        assert!(!publication.is_on(), "{id}");
    }
}

#[test]
fn each_municipality_lies_in_its_state() {
    let state = |id: &str| {
        municipality(id)
            .keys
            .last()
            .map(|key| key.key.state().code())
    };
    assert_eq!(
        ["leverkusen", "duisburg", "stormarn"].map(state),
        [Some("05"), Some("05"), Some("01")]
    );
}

#[test]
fn agr_08_leverkusens_agreement_ends_with_2020() {
    let policy = municipality("leverkusen").policy.agreements;
    assert_eq!(policy.shape.binding(), Some(&Shape::Bilateral));
    assert!(
        matches!(policy.term.binding(), Some(Term::FixedEnd { end, decision: Some(_) }) if *end == date(2020, 12, 31))
    );
    assert_eq!(policy.notice_by.binding(), Some(&vec![Side::Partner]));
    assert_eq!(
        policy.notice_period.binding(),
        Some(&NoticePeriod::WeeksToYearEnd { weeks: 4 })
    );
}

#[test]
fn agr_09_stormarns_notice_on_receipt_is_inferred_and_duisburgs_unstated() {
    let stormarn = municipality("stormarn").policy.agreements;
    assert_eq!(
        stormarn.notice_period.inferred(),
        Some(&NoticePeriod::OnReceipt)
    );
    assert_eq!(stormarn.term.binding(), Some(&Term::Unlimited));
    let duisburg = municipality("duisburg").policy.agreements;
    assert_eq!(
        (duisburg.term.status, duisburg.notice_period.status),
        (Status::Unstated, Status::Unstated)
    );
    assert_eq!(duisburg.entry_into_force.status, Status::Inferred);
}

#[test]
fn mem_04_duisburg_admits_after_clarification_profile_and_signature() {
    use AdmissionPrecondition::{AgreementSigned, Clarified, ProfileSubmitted};
    let admission = &municipality("duisburg").policy.membership.admission;
    assert_eq!(
        admission.binding(),
        Some(&vec![Clarified, ProfileSubmitted, AgreementSigned])
    );
}

#[test]
fn mem_14_leverkusen_demands_a_contact_and_stormarn_wishes_one() {
    let strength = |id: &str| {
        municipality(id)
            .policy
            .membership
            .contact_duty
            .binding()
            .map(|duty| duty.strength)
    };
    assert_eq!(strength("leverkusen"), Some(Strength::Must));
    assert_eq!(strength("stormarn"), Some(Strength::Should));
    assert_eq!(strength("duisburg"), None);
}

#[test]
fn mtg_04_mehrmals_is_no_number() {
    let policy = municipality("leverkusen").policy.membership;
    let body = policy
        .bodies
        .iter()
        .find(|body| body.key.as_str() == "qualitaetszirkel")
        .unwrap();
    let cadence = body.cadence.binding().unwrap();
    assert_eq!(
        (cadence.required, cadence.target, cadence.strength),
        (None, None, Strength::Approx)
    );
    assert_eq!(
        body.cadence.words.as_deref(),
        Some("Der Qualitätszirkel trifft sich mehrmals jährlich.")
    );
}

#[test]
fn mtg_10_in_stormarn_an_elected_taker_writes_and_the_administration_sends() {
    let policy = municipality("stormarn").policy.meetings;
    let rules = policy.rules_for("zentrales-netzwerktreffen").unwrap();
    assert_eq!(rules.minutes_by.binding(), Some(&MeetingDuty::ElectedTaker));
    assert_eq!(
        rules.dispatched_by.binding(),
        Some(&MeetingDuty::Administration)
    );
    assert_eq!(rules.taker_elected.status, Status::Unstated);
}

#[test]
fn mtg_15_duisburgs_lenkungskreis_only_recommends() {
    let policy = municipality("duisburg").policy;
    let body = policy
        .membership
        .bodies
        .iter()
        .find(|body| body.key.as_str() == "lenkungskreis")
        .unwrap();
    assert_eq!(body.advisory.binding(), Some(&true));
    assert_eq!(
        policy.meetings.committee_reports.to.binding().map(Vec::len),
        Some(2)
    );
    assert_eq!(
        policy.meetings.committee_reports.interval.status,
        Status::Unstated
    );
}

#[test]
fn fun_12_only_leverkusen_has_a_positive_list() {
    for (id, lines, positive) in [
        ("leverkusen", 9, Some(true)),
        ("stormarn", 0, None),
        ("duisburg", 0, None),
    ] {
        let policy = municipality(id).policy.funding;
        assert_eq!(
            (
                policy.cost_lines.len(),
                policy.positive_list.binding().copied()
            ),
            (lines, positive),
            "{id}"
        );
    }
}

#[test]
fn no_file_names_the_persons_of_the_documents() {
    for (name, file) in read_folder("municipalities") {
        assert!(
            !file.document.0.contains('@') && !file.document.0.contains("Tel"),
            "{name}"
        );
    }
}

#[test]
fn mem_09_leverkusens_agreement_lists_sixteen_items_of_known_codes() {
    let leverkusen = municipality("leverkusen");
    let sectors = &leverkusen.policy.membership.sectors;
    let items = sectors.agreement_list.binding().expect("§ 5 says so");
    assert_eq!(items.len(), 16);
    let codes: Vec<_> = items.iter().flat_map(|item| &item.codes).collect();
    assert_eq!(codes.len(), 19);
    for (code, listed) in [("FH", true), ("GSS", true), ("SGB12", false), ("EA", false)] {
        assert_eq!(
            codes.iter().any(|known| known.as_str() == code),
            listed,
            "{code}"
        );
    }
}

#[test]
fn agr_28_the_health_sector_of_two_municipalities_is_a_local_one() {
    for id in ["stormarn", "duisburg"] {
        let file = municipality(id);
        let sectors = &file.policy.membership.sectors;
        let health = sectors.group(&"GESUNDHEIT".parse().unwrap());
        assert_eq!(health, Some(SectorGroup::Health), "{id}");
    }
}

#[test]
fn mem_18_the_template_wants_the_contact_list_regularly_and_names_no_interval() {
    let template = read_folder("templates").remove("municipality").unwrap();
    let interval = &template.policy.membership.contact_list_interval_months;
    assert_eq!(interval.status, Status::Unstated);
    assert!(
        interval
            .words
            .as_ref()
            .is_some_and(|words| words.contains("regelmäßig"))
    );
}

#[test]
fn mem_48_leverkusens_volunteers_meet_monthly() {
    let leverkusen = municipality("leverkusen");
    let months = &leverkusen.policy.membership.volunteer_exchange_months;
    assert_eq!(months.binding(), Some(&1));
    let duisburg = municipality("duisburg");
    let elsewhere = &duisburg.policy.membership.volunteer_exchange_months;
    assert_eq!(elsewhere.status, Status::Unstated);
}
