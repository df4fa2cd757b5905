//! Amendments and reviews.

use std::num::NonZeroU16;

use agreements::agreement::*;
use agreements::values::{AmendmentSignatures, Review, ReviewForm, SignatureForm, TermName};
use kernel::{Refusal, Status};

use crate::given::*;

#[test]
fn agr_14_an_amendment_takes_effect_when_every_party_has_signed() {
    let story = in_force(leverkusen())
        .on("2018-01-10")
        .does(propose("2018-01-02"));
    let story = story.does(sign_amendment(1, "2018-01-05"));
    assert_eq!(story.agreement.amendments[0].effective_on, None);
    let story = story.does(sign_amendment(2, "2018-01-08"));
    assert_eq!(story.warned(), ["AMENDMENT_SIGNATURES_INFERRED"]);
    let amended = AgreementAmended {
        amendment: 1,
        effective_on: day("2018-01-08"),
        status: Status::Inferred,
    };
    assert_eq!(story.events.last(), Some(&amended.into()));
}

#[test]
fn agr_14_stated_signatures_of_all_parties_need_no_warning() {
    let mut policy = leverkusen();
    policy.amendment_signatures = stated(AmendmentSignatures::AllParties);
    let story = in_force(policy)
        .on("2018-01-10")
        .does(propose("2018-01-02"));
    let story = story
        .does(sign_amendment(1, "2018-01-05"))
        .does(sign_amendment(2, "2018-01-08"));
    assert!(story.warned().is_empty());
    assert_eq!(story.agreement.amendments[0].status, Some(Status::Stated));
}

#[test]
fn agr_14_an_amendment_is_in_writing() {
    let mut story = in_force(leverkusen())
        .on("2018-01-10")
        .does(propose("2018-01-02"));
    let declared = SignAmendment {
        form: SignatureForm::Declared,
        ..sign_amendment(1, "2018-01-05")
    };
    let refusal = story.refuses(declared);
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("AMENDMENT_FORM_NOT_ALLOWED", Some("AGR-14"))
    );
}

#[test]
fn agr_14_where_nobody_says_a_form_every_form_will_do() {
    let story = offered(duisburg()).on("2019-06-01");
    let story = story
        .does(sign(1, "2018-10-15"))
        .does(sign(2, "2018-11-12"))
        .does(propose("2019-01-01"));
    let declared = SignAmendment {
        form: SignatureForm::Declared,
        ..sign_amendment(1, "2019-01-05")
    };
    assert!(story.does(declared).warned().is_empty());
}

#[test]
fn agr_14_a_party_whose_cooperation_ended_signs_no_amendment_and_is_not_waited_for() {
    let story = drafted(leverkusen())
        .does(add_partner(2))
        .does(offer())
        .on("2019-06-01");
    let story = story
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"))
        .does(sign(3, "2016-02-03"));
    let mut story = story
        .does(notice(1, "2018-05-01"))
        .does(propose("2019-01-02"));
    assert_eq!(
        story.refuses(sign_amendment(1, "2019-01-05")),
        AgreementRefusal::PartyNotCooperating(1)
    );
    let story = story
        .does(sign_amendment(2, "2019-01-05"))
        .does(sign_amendment(3, "2019-01-06"));
    assert_eq!(
        story.agreement.amendments[0].effective_on,
        Some(day("2019-01-06"))
    );
}

#[test]
fn an_amendment_is_signed_once_by_each_party() {
    let mut story = in_force(leverkusen())
        .on("2018-01-10")
        .does(propose("2018-01-02"));
    assert_eq!(
        story
            .refuses(SignAmendment {
                amendment: 2,
                ..sign_amendment(1, "2018-01-05")
            })
            .code(),
        "AMENDMENT_UNKNOWN"
    );
    let mut story = story.does(sign_amendment(1, "2018-01-05"));
    assert_eq!(story.tries(sign_amendment(1, "2018-01-05")), Ok(vec![]));
    assert_eq!(
        story.refuses(sign_amendment(1, "2018-01-06")).code(),
        "AMENDMENT_ALREADY_SIGNED"
    );
}

#[test]
fn an_ended_agreement_is_not_amended() {
    let mut story = in_force(leverkusen()).on("2021-06-01");
    assert_eq!(
        story.refuses(propose("2021-01-01")).code(),
        "AGREEMENT_ENDED"
    );
}

#[test]
fn agr_11_a_review_is_recorded_once() {
    let story = offered(duisburg()).on("2020-06-01");
    let story = story
        .does(sign(1, "2018-10-15"))
        .does(sign(2, "2018-11-12"));
    let mut story = story.does(review("2019-11-12", ReviewOutcome::Confirmed));
    assert_eq!(story.agreement.reviews.len(), 1);
    assert_eq!(
        story.tries(review("2019-11-12", ReviewOutcome::Confirmed)),
        Ok(vec![])
    );
    let other = story.refuses(review("2019-11-12", ReviewOutcome::ModificationNeeded));
    assert_eq!(
        (other.code(), other.rule()),
        ("REVIEW_ALREADY_RECORDED", Some("AGR-11"))
    );
}

#[test]
fn agr_11_a_review_is_due_when_its_interval_is_over() {
    let mut policy = duisburg();
    policy.review = stated(Review {
        form: ReviewForm::QualityDialogue,
        interval_months: NonZeroU16::new(12),
    });
    let story = offered(policy).on("2020-06-01");
    let story = story
        .does(sign(1, "2018-10-15"))
        .does(sign(2, "2018-11-12"));
    let due = |story: &Story, on: &str| {
        story
            .agreement
            .open_points(day(on))
            .contains(&OpenPoint::ReviewDue)
    };
    assert!(!due(&story, "2019-11-11") && due(&story, "2019-11-12"));
    let story = story.does(review("2019-12-01", ReviewOutcome::Confirmed));
    assert!(due(&story, "2019-11-30") && !due(&story, "2020-11-30") && due(&story, "2020-12-01"));
}

#[test]
fn agr_11_a_review_before_entry_into_force_is_refused() {
    let mut story = offered(duisburg()).on("2019-01-01");
    assert_eq!(
        story
            .refuses(review("2018-12-01", ReviewOutcome::Confirmed))
            .code(),
        "NOT_IN_FORCE"
    );
}

#[test]
fn agr_15_a_reason_for_a_review_stays_open_until_one_was_held() {
    let open = |story: &Story, on: &str| {
        story
            .agreement
            .open_points(day(on))
            .contains(&OpenPoint::ReviewRequired)
    };
    let story = offered(stormarn())
        .on("2022-03-01")
        .does(declare(1, "2020-10-01"))
        .does(declare(2, "2020-09-16"));
    let mut story = story.does(require_review(ReviewTrigger::LawChange, "2021-06-10"));
    assert!(story.warned().is_empty());
    assert_eq!(
        story.events.last(),
        Some(
            &ReviewRequired {
                trigger: ReviewTrigger::LawChange,
                since: day("2021-06-10"),
            }
            .into()
        )
    );
    assert_eq!(
        story.tries(require_review(ReviewTrigger::LawChange, "2021-06-10")),
        Ok(vec![])
    );
    assert!(!open(&story, "2021-06-09") && open(&story, "2021-06-10"));
    let story = story.does(review("2021-09-01", ReviewOutcome::ModificationNeeded));
    assert!(open(&story, "2021-08-31") && !open(&story, "2021-09-01"));
    let story = story.does(require_review(ReviewTrigger::Need, "2022-01-10"));
    assert!(open(&story, "2022-02-01"));
}

#[test]
fn agr_11_an_ended_agreement_needs_no_review() {
    let mut story = in_force(leverkusen()).on("2021-06-01");
    let refusal = story.refuses(require_review(ReviewTrigger::Need, "2021-02-01"));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("AGREEMENT_ENDED", Some("since"))
    );
    let refusal = story.refuses(require_review(ReviewTrigger::Need, "2026-01-16"));
    assert_eq!(refusal.code(), "DATE_IN_FUTURE");
}

#[test]
fn agr_34_a_renaming_of_the_network_is_an_amendment_of_its_name() {
    let renaming = ProposeAmendment {
        changes: vec![TermName::Term, TermName::NetworkName, TermName::NetworkName],
        ..propose("2018-01-02")
    };
    let story = in_force(leverkusen()).on("2018-01-10").does(renaming);
    let amendment = &story.agreement.amendments[0];
    assert_eq!(amendment.changes, [TermName::NetworkName, TermName::Term]);
    assert!(amendment.renames_network());
    let other = story.does(propose("2018-01-03"));
    assert!(!other.agreement.amendments[1].renames_network());
}

#[test]
fn agr_34_every_term_has_the_name_that_its_row_has() {
    let rows = offered(leverkusen())
        .agreement
        .terms
        .expect("offered")
        .rows();
    let names: Vec<String> = TermName::ALL.iter().map(|name| name.code()).collect();
    let rows: Vec<&str> = rows.iter().map(|row| row.name).collect();
    assert_eq!(names, rows);
}
