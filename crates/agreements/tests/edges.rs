//! The last day still counts, one party too many does not, and what was not moved is not told again.

use agreements::agreement::*;
use agreements::facts::{FrameworkFacts, OtherAgreement};
use agreements::values::{Phrase, Shape, Side, SignatureForm};
use agreements::{Agreement, AgreementsPolicy, Framework};
use cqrs_es::Aggregate;
use kernel::{DomainCommand, Refusal, Sourced};
use uuid::Uuid;

use crate::given::*;

#[test]
fn a_fact_of_today_is_recorded_and_one_of_tomorrow_is_not() {
    let mut story = offered(template()).on(TODAY);
    assert!(story.tries(sign(1, TODAY)).is_ok());
    let refusal = story.refuses(sign(2, "2026-01-16"));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_IN_FUTURE", Some("signedOn"))
    );
    assert_eq!(refusal.facts()["today"], TODAY);
}

#[test]
fn agr_02_a_partner_is_a_party_until_the_day_after_its_cooperation() {
    let mut policy = stormarn();
    policy.notice_period = stated(agreements::values::NoticePeriod::OnReceipt);
    let story = || {
        drafted(policy.clone())
            .does(add_partner(2))
            .does(offer())
            .on("2022-01-02")
            .does(declare(1, "2020-10-01"))
            .does(declare(2, "2020-09-16"))
            .does(declare(3, "2020-10-01"))
            .does(notice(1, "2021-05-05"))
    };
    for (on, events) in [("2021-05-04", 0), ("2021-05-05", 0), ("2021-05-06", 1)] {
        let mut story = story().on(on);
        let added = story.tries(add_partner(1)).expect("not refused");
        assert_eq!(added.len(), events, "{on}");
    }
}

#[test]
fn agr_03_a_collective_agreement_takes_partners_later_and_no_second_public_party() {
    let mut story = offered(AgreementsPolicy {
        shape: stated(Shape::Collective),
        ..stormarn()
    })
    .on("2021-01-01")
    .does(declare(2, "2020-09-16"));
    assert!(story.tries(add_partner(5)).is_ok());
    let refusal = story.refuses(add_public());
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("ONE_PUBLIC_PARTY", Some("AGR-03"))
    );
    assert_eq!(refusal.facts()["shape"], "collective");
}

#[test]
fn agr_02_a_partner_is_on_both_sides_only_where_it_stands_twice() {
    let public = |number| AddParty {
        side: Side::Public,
        institution: None,
        ..add_partner(number)
    };
    let story = Story::under(leverkusen()).does(draft()).does(public(1));
    assert_eq!(story.warned(), ["PUBLIC_PARTY_IS_TRAEGER"]);
    let story = story.does(add_partner(2));
    assert_eq!(story.warned(), [""; 0], "another partner is another party");
    assert_eq!(story.agreement.on_both_sides(), []);
    let story = story.does(add_partner(1));
    assert_eq!(story.warned(), ["PUBLIC_PARTY_IS_TRAEGER"]);
    assert_eq!(story.agreement.on_both_sides(), [partner(1)]);
}

#[test]
fn agr_12_the_year_that_begins_with_the_agreement_has_a_last_notice_day() {
    let story = offered(leverkusen())
        .on("2016-12-31")
        .does(sign(1, "2016-12-03"))
        .does(sign(2, "2016-12-03"));
    let asked = |year| story.agreement.last_notice_day(year);
    assert_eq!(asked(2016).date, Some(day("2016-12-03")), "its first day");
    assert_eq!(asked(2020).date, Some(day("2020-12-03")));
    assert_eq!(asked(2021).status, LastNoticeDayStatus::AgreementEnded);
    let story = offered(leverkusen())
        .on("2016-12-31")
        .does(sign(1, "2016-12-04"))
        .does(sign(2, "2016-12-04"));
    let first = story.agreement.last_notice_day(2016);
    assert_eq!(first.status, LastNoticeDayStatus::NotInForce);
}

#[test]
fn agr_12_an_end_before_the_last_notice_day_leaves_none() {
    let ends = |end: &str| {
        let mut policy = leverkusen();
        let term = agreements::values::Term::FixedEnd {
            end: day(end),
            decision: None,
        };
        policy.term = stated(term);
        in_force(policy).agreement.last_notice_day(2020)
    };
    assert_eq!(
        ends("2020-12-02").status,
        LastNoticeDayStatus::AgreementEnded
    );
    assert_eq!(ends("2020-12-03").date, Some(day("2020-12-03")));
    assert_eq!(ends("2020-12-04").date, Some(day("2020-12-03")));
}

#[test]
fn agr_12_a_notice_is_taken_back_on_the_day_on_which_it_arrived() {
    let mut story = in_force(leverkusen())
        .on("2019-12-10")
        .does(notice(1, "2019-12-04"));
    let refusal = story.refuses(withdraw(1, "2019-12-03"));
    assert_eq!(
        (refusal.code(), refusal.field(), refusal.rule()),
        (
            "WITHDRAWN_BEFORE_NOTICE",
            Some("withdrawnOn"),
            Some("AGR-12")
        )
    );
    assert_eq!(refusal.facts()["receivedOn"], "2019-12-04");
    assert!(story.tries(withdraw(1, "2019-12-04")).is_ok());
}

#[test]
fn agr_08_a_party_that_was_removed_or_left_does_not_cooperate() {
    let story = in_force(leverkusen())
        .on("2019-12-10")
        .does(notice(1, "2019-12-03"));
    let party = &story.agreement.parties[0];
    let cooperates = |on: &str| party.cooperates_on(day(on));
    assert_eq!(
        ["2016-01-31", "2016-02-01", "2019-12-31", "2020-01-01"].map(cooperates),
        [false, true, true, false]
    );
    let mut removed = drafted(leverkusen()).does(add_partner(2)).does(remove(3));
    removed = removed.does(offer());
    assert!(!removed.agreement.parties[2].cooperates_on(day("2016-02-01")));
}

#[test]
fn agr_08_the_last_day_by_notice_is_a_day_in_force() {
    let story = in_force(leverkusen())
        .on("2019-12-10")
        .does(notice(1, "2019-12-03"));
    let state = |on: &str| story.agreement.state_on(day(on));
    assert_eq!(state("2019-12-31"), AgreementState::NoticeGiven);
    assert_eq!(state("2020-01-01"), AgreementState::Terminated);
}

#[test]
fn agr_07_where_nobody_says_the_last_signature_counts_unless_a_collective_text_is_declared() {
    let enters = |shape, form| {
        let mut policy = stormarn();
        policy.entry_into_force = Sourced::unstated();
        policy.shape = shape;
        policy.signature_form = form;
        let story = offered(policy).on("2021-01-01").does(declare_or_sign(2));
        story.agreement.in_force_on().is_some()
    };
    fn declare_or_sign(party: u16) -> SignAgreement {
        sign(party, "2020-09-16")
    }
    let collective = || stated(Shape::Collective);
    let declared = || stated(SignatureForm::Declared);
    assert!(enters(collective(), declared()));
    assert!(!enters(collective(), stated(SignatureForm::Written)));
    assert!(!enters(stated(Shape::MultiParty), declared()));
}

#[test]
fn agr_18_a_correction_tells_only_what_it_moved() {
    let story = in_force(leverkusen())
        .on("2018-02-01")
        .does(propose("2018-01-02"))
        .does(sign_amendment(1, "2018-01-05"))
        .does(sign_amendment(2, "2018-01-08"));
    let fact = story.fact("AgreementSigned");
    let mut story = story;
    let place = correct(
        fact,
        AgreementReplacement::SignAgreement(SignAgreement {
            place: Some(text(61)),
            ..sign(2, "2016-02-15")
        }),
    );
    let events = story.tries(place).expect("another place, the same day");
    assert_eq!(
        Story::types(&events),
        ["AgreementFactCorrected"],
        "neither entry into force nor the amendment moved"
    );
}

#[test]
fn agr_12_a_correction_keeps_a_withdrawal_between_receipt_and_effect() {
    let story = || {
        in_force(leverkusen())
            .on("2020-02-01")
            .does(notice(1, "2019-11-04"))
            .does(withdraw(1, "2019-11-20"))
    };
    let received = |on: &str| AgreementReplacement::ReceiveNotice(notice(1, on));
    let fact = story().fact("NoticeReceived");
    // On the very day: the withdrawal still follows its notice, but names another day of receipt.
    for on in ["2019-11-21", "2019-11-03"] {
        let refusal = story().refuses(correct(fact, received(on)));
        assert_eq!(refusal.code(), "CORRECTION_CONTRADICTS_NOTICE", "{on}");
    }
    let withdrawn = |on: &str| AgreementReplacement::WithdrawNotice(withdraw(1, on));
    let fact = story().fact("NoticeWithdrawn");
    for (on, passes) in [
        ("2019-11-03", false),
        ("2019-11-04", true),
        ("2019-12-31", true),
        ("2020-01-01", false),
    ] {
        let mut story = story();
        let decided = story.tries(correct(fact, withdrawn(on)));
        assert_eq!(decided.is_ok(), passes, "{on}");
    }
}

#[test]
fn agr_08_a_correction_keeps_facts_within_the_agreements_time() {
    let story = || {
        offered(leverkusen())
            .on("2021-02-01")
            .does(sign(1, "2016-02-01"))
            .does(sign(2, "2016-02-15"))
            .does(review("2020-12-31", ReviewOutcome::Confirmed))
    };
    let reviewed =
        |on: &str| AgreementReplacement::RecordReview(review(on, ReviewOutcome::Confirmed));
    let fact = story().fact("AgreementReviewed");
    for (on, passes) in [
        ("2020-12-31", true),
        ("2020-12-30", true),
        ("2021-01-01", false),
    ] {
        let mut story = story();
        let decided = story.tries(correct(fact, reviewed(on)));
        assert_eq!(decided.is_ok(), passes, "{on}");
    }
    let renewed = |on: &str| story().on(on).does(renew("2025-12-31")).events.len();
    assert_eq!(
        renewed("2020-12-31"),
        story().events.len() + 1,
        "on its last day"
    );
}

#[test]
fn agr_03_a_period_of_coverage_of_one_day_is_one() {
    let mut policy = stormarn();
    policy.collective_coverage =
        stated(agreements::values::CollectiveCoverage::AllPartnersOfTheNetwork);
    policy.term = stated(agreements::values::Term::FixedEnd {
        end: day("2020-09-16"),
        decision: None,
    });
    let story = offered(policy)
        .on("2021-01-01")
        .does(declare(2, "2020-09-16"));
    let period = story.agreement.network_coverage_period();
    assert_eq!(
        period.map(|period| (period.since, period.until)),
        Some((day("2020-09-16"), Some(day("2020-09-16"))))
    );
}

#[test]
fn agr_11_a_reason_counts_from_its_day_on() {
    let story = in_force(stormarn())
        .on("2022-06-01")
        .does(require_review(ReviewTrigger::LawChange, "2021-06-10"));
    let open = |on: &str| {
        let points = story.agreement.open_points(day(on));
        points.contains(&OpenPoint::ReviewRequired)
    };
    assert_eq!(["2021-06-09", "2021-06-10"].map(open), [false, true]);
}

#[test]
fn agr_25_only_a_running_protection_mandate_misses_its_content() {
    let mandate = |story: Story| {
        let draft = DraftAgreement {
            kind: AgreementKind::ProtectionMandate8a,
            ..draft()
        };
        story
            .does(draft)
            .does(add_partner(1))
            .does(add_public())
            .does(offer())
    };
    let missing = |story: &Story| {
        let points = story.agreement.open_points(day("2016-03-01"));
        points.contains(&OpenPoint::ProtectionContentMissing)
    };
    let unsigned = mandate(Story::under(leverkusen()));
    assert!(!missing(&unsigned));
    let signed = unsigned
        .on("2016-03-01")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-15"));
    assert!(missing(&signed));
    assert!(!missing(&in_force(leverkusen())), "a cooperation agreement");
}

#[test]
fn agr_21_what_an_agreement_knows_of_a_text_and_of_another_agreement() {
    assert_eq!(FrameworkFacts::of(&Framework::default()), None);
    assert_eq!(OtherAgreement::of(&Agreement::default()), None);
    let story = in_force(leverkusen());
    assert_eq!(
        OtherAgreement::of(&story.agreement),
        Some(other(AgreementKind::Cooperation, Some("2016-02-15")))
    );
}

#[test]
fn a_phrase_is_one_line_without_a_mail_address() {
    for bad in ["", " ", "zwei\nZeilen", "post@example.org"] {
        assert!(Phrase::try_new(bad).is_err(), "{bad:?}");
    }
    assert!(Phrase::try_new("x".repeat(301)).is_err());
    let phrase = Phrase::try_new("§ 3 Abs. 2 KKG").expect("a phrase");
    assert_eq!(phrase.as_str(), "§ 3 Abs. 2 KKG");
}

#[test]
fn a_command_goes_to_the_stream_that_it_names_and_a_first_one_to_its_new_id() {
    let made = Uuid::from_u128(4_711);
    let mut first = AgreementCommand::from(draft());
    assert!(first.creates());
    first.assign(made);
    assert_eq!(first.target(), Some(made));
    assert!(!AgreementCommand::from(offer()).creates());
    let mut agreement = Agreement::default();
    for event in drafted(leverkusen()).events {
        agreement.apply(event);
    }
    assert_eq!(agreement.parties.len(), 2);
}

#[test]
fn a_draft_begins_on_its_day_and_keeps_its_title() {
    let titled = DraftAgreement {
        title: Some(text(5)),
        ..draft()
    };
    let agreement = Story::under(leverkusen()).does(titled).agreement;
    assert_eq!(agreement.title, Some(entry(5)));
    let since = ["2015-12-14", "2015-12-15", "2015-12-16"].map(|on| agreement.state_since(day(on)));
    assert_eq!(
        since,
        [None, Some(day("2015-12-15")), Some(day("2015-12-15"))]
    );
}
