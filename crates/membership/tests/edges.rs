//! The last day still counts and the day after no longer does; what lies ahead is refused where it cannot be known.

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{Date, Refusal};
use membership::body::*;
use membership::network::*;
use membership::partner::*;
use membership::policy::MembershipPolicy;
use membership::volunteers::*;
use membership::{MembershipState, PartnerCommand};

use crate::fixtures::*;
use crate::partner::{SIGNED, admit, clarify, live, refusal, request, requested, submit};
use crate::partner_requests::{decline, end, renew, sign_on};
use crate::{
    contact, contact_requests, network, offer, office, place, seats, specialist, volunteers,
};

const LAST: Date = date(2021, 12, 31);
const AFTER: Date = date(2022, 1, 1);
const BEFORE: Date = date(2021, 12, 30);

fn silent() -> MembershipPolicy {
    MembershipPolicy::default()
}

fn dissolved_network() -> Network {
    let mut network = Network::default();
    for event in [network::established(), network::dissolved(LAST)] {
        network.apply(event);
    }
    network
}

#[test]
fn mem_36_a_network_runs_from_its_first_to_its_last_day() {
    let network = dissolved_network();
    let runs = |day| network.runs_on(day);
    assert_eq!(
        [date(2014, 12, 31), date(2015, 1, 1), LAST, AFTER].map(runs),
        [false, true, true, false]
    );
    assert!(!Network::default().runs_on(LAST));
}

#[test]
fn mem_36_a_network_is_renamed_and_joined_until_its_last_day() {
    let network = dissolved_network();
    let rename = NetworkCommand::from(RenameNetwork {
        network: id(1),
        name: text(200, "Netzwerk Mitte"),
    });
    for (day, passes) in [(BEFORE, true), (LAST, true), (AFTER, false)] {
        let renamed = network.decide(&rename, &ctx_on(&silent(), day));
        assert_eq!(renamed.is_ok(), passes, "{day}");
        let mut ctx = ctx(&silent());
        ctx.facts.networks.get_mut(&id(2)).unwrap().dissolved_on = Some(LAST);
        let join = JoinNetwork {
            partner: id(9),
            network: id(2),
            since: day.into(),
        };
        let (partner, _) = live(&silent(), &[request().into()]);
        let joined = partner.decide(&join.into(), &ctx);
        assert_eq!(joined.is_ok(), passes, "{day}");
    }
}

#[test]
fn mem_36_a_network_is_dissolved_once_and_says_when() {
    let network = dissolved_network();
    let dissolve = |on| {
        NetworkCommand::from(DissolveNetwork {
            network: id(1),
            dissolved_on: on,
        })
    };
    assert_eq!(network.decide(&dissolve(LAST), &ctx(&silent())), Ok(vec![]));
    let refused = network
        .decide(&dissolve(AFTER), &ctx(&silent()))
        .expect_err("refused");
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("NETWORK_DISSOLVED", Some("network"), Some("MEM-36"))
    );
    assert_eq!(refused.facts()["dissolvedOn"], "2021-12-31");
    assert!(refused.sentence().contains("31.12.2021"));
}

#[test]
fn mem_36_nothing_of_a_network_lies_ahead() {
    let ahead = date(2024, 6, 4);
    let establish = EstablishNetwork {
        id: Some(id(1)),
        name: text(100, "Netzwerk Nord"),
        kind: NetworkKind::Central,
        established_on: Some(ahead.into()),
    };
    let rename = RenameNetwork {
        network: id(1),
        name: text(200, "Netzwerk Mitte"),
    };
    let dissolve = DissolveNetwork {
        network: id(1),
        dissolved_on: ahead,
    };
    let mut standing = Network::default();
    standing.apply(network::established());
    for (network, command, field) in [
        (
            &Network::default(),
            NetworkCommand::from(establish),
            "establishedOn",
        ),
        (&standing, rename.into(), "occurredOn"),
        (&standing, dissolve.into(), "dissolvedOn"),
    ] {
        let refused = network
            .decide(&command, &ctx_on(&silent(), ahead))
            .expect_err("refused");
        assert_eq!(
            (refused.code(), refused.field()),
            ("DATE_IN_FUTURE", Some(field))
        );
        assert_eq!(refused.facts()["date"], "2024-06-04");
    }
}

#[test]
fn mem_36_who_is_no_member_any_more_joins_no_network() {
    let (partner, _) = live(&silent(), &[request().into(), admit(SIGNED), end(LAST)]);
    let join = |day: Date| {
        let command = JoinNetwork {
            partner: id(9),
            network: id(2),
            since: day.into(),
        };
        partner.decide(&command.into(), &ctx(&silent()))
    };
    for day in [BEFORE, LAST] {
        assert_eq!(join(day).expect("not refused").len(), 1, "{day}");
    }
    let refused = join(AFTER).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.facts()["endedOn"].clone()),
        ("MEMBERSHIP_ENDED", "2021-12-31".into())
    );
}

#[test]
fn mem_01_a_request_is_declined_once_and_an_end_recorded_once() {
    let (partner, _) = live(&silent(), &[request().into(), decline(LAST)]);
    let ctx = ctx(&silent());
    assert_eq!(partner.decide(&decline(LAST), &ctx), Ok(vec![]));
    let refused = partner.decide(&decline(AFTER), &ctx).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.facts()["declinedOn"].clone()),
        ("ALREADY_DECLINED", "2021-12-31".into())
    );

    let commands = [request().into(), admit(SIGNED), end(LAST)];
    let (partner, _) = live(&silent(), &commands);
    assert_eq!(partner.decide(&end(LAST), &ctx), Ok(vec![]));
    let refused = partner.decide(&end(AFTER), &ctx).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.facts()["endedOn"].clone()),
        ("MEMBERSHIP_ENDED", "2021-12-31".into())
    );
    assert_eq!(
        partner.decide(&admit(SIGNED), &ctx),
        Ok(vec![]),
        "an admission told again is no second one"
    );
}

#[test]
fn mem_01_who_asks_again_on_the_last_day_is_answered_already() {
    let commands = |asked| [request().into(), admit(SIGNED), end(LAST), renew(asked)];
    let (partner, _) = live(&silent(), &commands(AFTER));
    assert!(partner.decide(&decline(AFTER), &ctx(&silent())).is_ok());
    assert_eq!(
        partner.membership_on(AFTER),
        Some(MembershipState::Requested),
        "asked again on the first day without a membership"
    );
}

#[test]
fn agr_06_without_the_signature_the_template_admits_nobody() {
    let refused = refusal(vec![requested()], admit(SIGNED), &template());
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("SIGNATURE_MISSING", Some("partner"), Some("MEM-04"))
    );
    assert_eq!(
        refused.facts()["missing"],
        serde_json::json!(["agreement-signed"])
    );
}

#[test]
fn agr_06_a_signature_of_the_former_membership_admits_nobody_again() {
    let asks_again = |last: PartnerCommand| {
        let (partner, _) = live(
            &template(),
            &[
                request().into(),
                sign_on(1, SIGNED),
                end(LAST),
                renew(AFTER),
            ],
        );
        partner
            .decide(&last, &ctx(&template()))
            .expect("not refused")
            .len()
    };
    assert_eq!(asks_again(sign_on(2, LAST)), 1, "noted alone");
    assert_eq!(asks_again(sign_on(2, AFTER)), 2, "noted, and readmitted");
}

#[test]
fn agr_06_a_corrected_signature_of_the_agreement_corrects_the_noted_one() {
    let (partner, _) = live(
        &duisburg(),
        &[request().into(), clarify(), submit(), sign_on(1, SIGNED)],
    );
    let told = |previous, signed_on| {
        let command = NoteSignatureCorrection {
            partner: id(9),
            agreement: id(1),
            previous,
            signed_on,
            reason: id(300),
        };
        partner
            .decide(&command.into(), &ctx(&duisburg()))
            .expect("not refused")
    };
    let corrected = |replacement: Option<Date>| -> PartnerEvent {
        PartnerFactCorrected {
            fact: 4,
            reason: id(300),
            replacement: replacement.map(|signed_on| {
                let noted = SignatureNoted {
                    agreement: id(1),
                    signed_on,
                };
                Box::new(noted.into())
            }),
        }
        .into()
    };
    assert_eq!(told(Some(SIGNED), None), [corrected(None)]);
    assert_eq!(told(Some(SIGNED), Some(LAST)), [corrected(Some(LAST))]);
    assert_eq!(told(Some(LAST), None), [], "nothing was noted of that day");
}

#[test]
fn mem_37_a_body_decides_until_its_last_day() {
    let body = seats::circle(&[seats::seat(30, None), seats::dissolve(LAST).into()]);
    for (day, passes) in [(BEFORE, true), (LAST, true), (AFTER, false)] {
        let filled = body.decide(&seats::fill(30, None, Some(1), day), &ctx(&leverkusen()));
        assert_eq!(filled.is_ok(), passes, "{day}");
        if let Err(refused) = filled {
            assert_eq!(refused.code(), "BODY_DISSOLVED");
            assert_eq!(refused.facts()["dissolvedOn"], "2021-12-31");
        }
    }
}

#[test]
fn mem_37_a_cadence_may_aim_at_just_what_it_demands() {
    let cadence = |required, target| {
        let command = SetCadence {
            body: id(7),
            required,
            target,
            strength: kernel::Strength::Must,
            adopted_on: date(2014, 1, 1),
        };
        seats::circle(&[]).decide(&command.into(), &ctx(&leverkusen()))
    };
    assert!(cadence(Some(4), Some(4)).is_ok());
    let refused = cadence(Some(4), Some(3)).expect_err("refused");
    assert_eq!(refused.code(), "CADENCE_INVALID");
}

#[test]
fn mem_38_an_occupied_seat_is_refused_with_its_day() {
    let on = date(2013, 4, 1);
    let body = seats::circle(&[seats::seat(30, None), seats::fill(30, None, Some(1), on)]);
    let refused = seats::refusal(&body, &seats::fill(30, None, Some(2), date(2014, 1, 1)));
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("SEAT_OCCUPIED", Some("seat"), Some("MEM-38"))
    );
    assert_eq!(refused.facts()["day"], "2014-01-01");
    assert!(refused.sentence().contains("01.01.2014"));
}

#[test]
fn mem_14_a_contact_acts_until_its_last_day_and_ends_once() {
    let ends = contact_requests::end(LAST, None, None);
    let ended = contact::live(&silent(), &[contact::designate().into(), ends.clone()]);
    for (day, passes) in [(BEFORE, true), (LAST, true), (AFTER, false)] {
        let confirmed = ended.decide(&contact_requests::confirm(day, None), &ctx(&silent()));
        assert_eq!(confirmed.is_ok(), passes, "{day}");
    }
    let mut with_successor = ctx(&silent());
    with_successor.facts.contacts.insert(id(2), id(1));
    assert_eq!(ended.decide(&ends, &with_successor), Ok(vec![]));
    let named = contact_requests::end(LAST, Some(2), None);
    let refused = ended.decide(&named, &with_successor).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.facts()["endedOn"].clone()),
        ("CONTACT_ROLE_ENDED", "2021-12-31".into())
    );
    let mut contact = contact::live(&silent(), &[contact::designate().into()]);
    for event in contact
        .decide(&named, &with_successor)
        .expect("not refused")
    {
        contact.apply(event);
    }
    assert_eq!(contact.decide(&named, &with_successor), Ok(vec![]));
    assert_eq!(contact.decide(&ends, &with_successor), Ok(vec![]));
}

#[test]
fn mem_20_a_text_version_is_missed_only_where_a_consent_is_asked_for() {
    let without = || contact::designate();
    for (policy, text_version, warned) in [
        (stormarn(), None, vec!["CONSENT_TEXT_VERSION_MISSING"]),
        (stormarn(), Some(1), vec![]),
        (silent(), None, vec![]),
    ] {
        let command = membership::contact::DesignateContact {
            consent_given_on: Some(contact::DESIGNATED),
            consent_text_version: text_version,
            ..without()
        };
        let ctx_of_contact = ctx(&policy);
        membership::Contact::default()
            .decide(&command.into(), &ctx_of_contact)
            .expect("not refused");
        assert_eq!(warnings(ctx_of_contact), warned);

        let command = membership::specialist::RegisterSpecialist {
            consent_given_on: Some(date(2016, 1, 1)),
            consent_text_version: text_version,
            ..specialist::register()
        };
        let ctx_of_specialist = ctx(&policy);
        membership::specialist::Specialist::default()
            .decide(&command.into(), &ctx_of_specialist)
            .expect("not refused");
        let told = warnings(ctx_of_specialist);
        let missed = told
            .iter()
            .any(|code| code == "CONSENT_TEXT_VERSION_MISSING");
        assert_eq!(missed, !warned.is_empty());
    }
}

#[test]
fn mem_20_a_specialists_missing_consent_is_read_as_missing() {
    let inferred = MembershipPolicy {
        contact_consent: kernel::Sourced::inferred_from(
            membership::policy::ConsentRule::RequiredToStore,
            "S3",
            "Netzwerk",
            "damit einverstanden",
            "gilt auch hier",
        ),
        ..leverkusen()
    };
    let asked = specialist::live_in(&inferred, &[specialist::register().into()]);
    assert_eq!(asked.consent_on(TODAY), membership::ConsentState::Missing);
    let unasked = specialist::live_in(&leverkusen(), &[specialist::register().into()]);
    assert_eq!(
        unasked.consent_on(TODAY),
        membership::ConsentState::NotRequired
    );
    // A version without the day of the consent is no consent.
    let half = membership::specialist::RegisterSpecialist {
        consent_text_version: Some(1),
        ..specialist::register()
    };
    let refused = membership::specialist::Specialist::default()
        .decide(&half.into(), &ctx(&leverkusen()))
        .expect_err("refused");
    assert_eq!(refused.code(), "CONSENT_MISSING");
}

#[test]
fn mem_27_a_specialist_is_in_the_register_until_its_last_day() {
    let specialist = specialist::live(&[specialist::end(LAST)]);
    for (day, passes) in [(BEFORE, true), (LAST, true), (AFTER, false)] {
        let trained = specialist.decide(&specialist::train(day), &ctx(&leverkusen()));
        assert_eq!(trained.is_ok(), passes, "{day}");
    }
}

#[test]
fn mem_21_an_offer_is_confirmed_until_its_last_day() {
    let offer = offer::live(&[offer::end(LAST)]);
    for (day, passes) in [(BEFORE, true), (LAST, true), (AFTER, false)] {
        let confirmed = offer.decide(&offer::confirm(day), &ctx(&leverkusen()));
        assert_eq!(confirmed.is_ok(), passes, "{day}");
    }
}

#[test]
fn mem_32_another_staffing_of_the_same_day_replaces_the_first() {
    let office = office::office([office::established(), office::staffed(50, "2015")]);
    let decide = |hundredths, from| {
        office
            .decide(&office::staff(hundredths, from), &ctx(&silent()))
            .expect("not refused")
            .len()
    };
    assert_eq!(decide(50, "2015"), 0, "told again");
    assert_eq!(decide(75, "2015"), 1);
    assert_eq!(decide(50, "2016"), 1);
}

#[test]
fn mem_31_an_address_has_a_mailbox_a_host_and_no_space() {
    for (address, passes) in [
        ("fruehe-hilfen@example.org", true),
        ("@example.org", false),
        ("fruehe-hilfen@example", false),
        ("fruehe hilfen@example.org", false),
    ] {
        let mut contact = office::contact();
        contact.email = Some(text(103, address));
        let command = membership::office::EstablishOffice {
            contact,
            ..office::establish()
        };
        let decided = membership::Office::default().decide(&command.into(), &ctx(&silent()));
        assert_eq!(decided.is_ok(), passes, "{address}");
    }
}

#[test]
fn mem_43_a_documents_title_may_have_200_characters() {
    let site = place::live(&[place::open_site()]);
    for (length, passes) in [(200, true), (201, false)] {
        let file = membership::site::FileSiteDocument {
            title: text(7, &"x".repeat(length)),
            ..place::file(7, date(2015, 1, 1))
        };
        let filed = site.decide(&file.into(), &ctx(&leverkusen()));
        assert_eq!(filed.is_ok(), passes, "{length}");
    }
}

#[test]
fn mem_48_a_group_counts_until_its_last_day_and_says_what_lies_outside() {
    let ended = || vec![volunteers::registered(), volunteers::ended()];
    for (day, passes) in [(BEFORE, true), (LAST, true), (AFTER, false)] {
        let held = volunteers::group(ended())
            .decide(&volunteers::exchange(day).into(), &ctx(&leverkusen()));
        assert_eq!(held.is_ok(), passes, "{day}");
        if let Err(refused) = held {
            assert_eq!(
                (refused.code(), refused.field(), refused.rule()),
                ("VOLUNTEER_GROUP_ENDED", Some("group"), Some("MEM-48"))
            );
            assert!(refused.sentence().contains("31.12.2021"));
        }
    }
    // Another number of the same day, and the same number of another day.
    let given = vec![volunteers::registered(), volunteers::counted(15, "2014")];
    for (count, on, events) in [(15, "2014", 0), (16, "2014", 1), (15, "2015", 1)] {
        let counted = volunteers::group(given.clone())
            .decide(&volunteers::count(count, on).into(), &ctx(&leverkusen()));
        assert_eq!(counted.expect("not refused").len(), events);
    }
    // A fact on the first and on the last day lies within.
    let on_the_edges = volunteers::group([
        volunteers::registered(),
        volunteers::counted(15, "2012-01-01"),
        volunteers::counted(12, "2021-12-31"),
    ]);
    let end = |ended_on| {
        let command = EndVolunteerGroup {
            group: id(1),
            ended_on,
        };
        on_the_edges.decide(&command.into(), &ctx(&leverkusen()))
    };
    assert!(end(LAST).is_ok());
    let refused = end(BEFORE).expect_err("refused");
    assert_eq!(
        (refused.code(), refused.field()),
        ("VOLUNTEER_FACT_OUTSIDE", Some("endedOn"))
    );
    assert_eq!(refused.facts()["fact"], 3);
}

#[test]
fn mem_14_a_missing_contact_is_counted_in_the_sentence() {
    let mut policy = leverkusen();
    policy.contact_duty = kernel::Sourced::stated(
        membership::policy::ContactDuty {
            min: 3,
            strength: kernel::Strength::Must,
        },
        "S0",
        "§ 5",
        "benennt",
    );
    let (partner, _) = live(&silent(), &[request().into(), admit(SIGNED)]);
    for (active, words) in [
        (0, "noch 3 Ansprechpersonen"),
        (1, "noch 2 Ansprechpersonen"),
        (2, "noch eine Ansprechperson"),
    ] {
        let found = membership::findings::contact_findings(&policy, &partner, active, TODAY);
        assert!(found[0].sentence.contains(words), "{}", found[0].sentence);
    }
}

#[test]
fn mem_18_area_codes_are_told_from_slips() {
    let good = [
        "0221 000000",
        "0231 000000",
        "0331 000000",
        "0345 000000",
        "0906 000000",
        "0241 000000",
        "0421 000000",
        "0511 000000",
        "0611 000000",
    ];
    for number in good {
        assert!(
            membership::plausibility::is_plausible_phone(number),
            "{number}"
        );
    }
    for number in ["031 000000", "020312 00000", "02215 000000"] {
        assert!(
            !membership::plausibility::is_plausible_phone(number),
            "{number}"
        );
    }
}

#[test]
fn mem_09_a_sectors_term_is_its_newest() {
    for sector in &membership::sector::SECTORS {
        let newest = sector.term_on(TODAY);
        assert!(newest.is_none_or(|newest| newest == sector.term()));
        assert!(sector.term().len() > 5, "{}", sector.term());
    }
}

#[test]
fn mem_43_a_region_that_nobody_knows_is_refused_with_its_rule() {
    let rename = membership::region::RenameRegion {
        region: id(3),
        name: text(101, &"x".repeat(201)),
    };
    let mut region = membership::region::Region::default();
    let establish = membership::region::EstablishRegion {
        id: Some(id(3)),
        name: text(100, "Region III"),
        number: None,
    };
    for event in region
        .decide(&establish.into(), &ctx(&leverkusen()))
        .expect("not refused")
    {
        region.apply(event);
    }
    let refused = region
        .decide(&rename.into(), &ctx(&leverkusen()))
        .expect_err("refused");
    assert_eq!(
        (refused.code(), refused.rule()),
        ("NAME_TOO_LONG", Some("MEM-43"))
    );
    assert_eq!(refused.facts()["length"], 201);
}
