//! A correction of one fact leaves the others standing where they fit, and is refused where they no longer do.

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::Refusal;
use membership::body::*;
use membership::circular::*;
use membership::contact_list::*;
use membership::network::*;
use membership::offer::*;
use membership::office::*;
use membership::partner::*;
use membership::policy::MembershipPolicy;
use membership::{Body, BodyKind, Partner};

use crate::fixtures::*;
use crate::partner::{SIGNED, admitted, requested};
use crate::{
    circular, contact, contact_correcting, contact_list, contact_requests, network, offer, office,
    partner_correcting, seats,
};

fn silent() -> MembershipPolicy {
    MembershipPolicy::default()
}

/// Lives through the commands, each of them not refused.
fn body(commands: &[BodyCommand]) -> Body {
    seats::live(&leverkusen(), commands)
}

#[test]
fn mem_36_a_network_does_not_begin_after_its_end() {
    let mut network = Network::default();
    for event in [
        network::established(),
        network::dissolved(date(2018, 12, 31)),
    ] {
        network.apply(event);
    }
    let begun = |on: &str| {
        let establish = EstablishNetwork {
            id: None,
            name: text(100, "Netzwerk Nord"),
            kind: NetworkKind::Central,
            established_on: Some(on.parse().expect("a date")),
        };
        let instead = NetworkReplacement::EstablishNetwork(establish);
        network.decide(&network::correct(1, Some(instead)), &ctx(&silent()))
    };
    assert_eq!(begun("2018-12-31").expect("not refused").len(), 1);
    let refused = begun("2019").expect_err("refused");
    assert_eq!(
        (refused.code(), refused.field()),
        ("DATE_TOO_EARLY", Some("replacement"))
    );
}

#[test]
fn mem_37_a_body_is_founded_and_dissolved_once_also_after_a_correction() {
    let planned = EstablishBody {
        planned: true,
        founded_on: None,
        ..seats::establish(BodyKind::QualityCircle)
    };
    let found = FoundBody {
        body: id(7),
        founded_on: "2011-01-18".parse().expect("a date"),
    };
    let founded = body(&[planned.into(), found.clone().into()]);
    let instead = BodyReplacement::EstablishBody(EstablishBody {
        id: None,
        ..seats::establish(BodyKind::QualityCircle)
    });
    let refused = seats::refusal(&founded, &seats::correct(1, Some(instead)));
    assert_eq!(
        (refused.code(), refused.rule()),
        ("BODY_ALREADY_FOUNDED", Some("MEM-37"))
    );
    let later = FoundBody {
        founded_on: "2011-02".parse().expect("a date"),
        ..found
    };
    let later = seats::correct(2, Some(BodyReplacement::FoundBody(later)));
    let moved = founded.decide(&later, &ctx(&leverkusen()));
    assert_eq!(
        moved.expect("not refused").len(),
        1,
        "one founding stays one"
    );

    let last = date(2018, 12, 31);
    let twice = body(&[
        seats::establish(BodyKind::QualityCircle).into(),
        seats::dissolve(last).into(),
        seats::correct(2, None),
        seats::dissolve(date(2019, 12, 31)).into(),
    ]);
    let restored = seats::correct(
        2,
        Some(BodyReplacement::DissolveBody(seats::dissolve(last))),
    );
    let refused = seats::refusal(&twice, &restored);
    assert_eq!(
        (refused.code(), refused.rule()),
        ("BODY_DISSOLVED", Some("MEM-37"))
    );
}

#[test]
fn mem_38_a_seat_is_defined_and_removed_once_also_after_a_correction() {
    let circle = |more: &[BodyCommand]| seats::circle(more);
    let define = DefineSeat {
        body: id(7),
        seat: Some(id(30)),
        function: text(330, "Vertretung des Projektträgers"),
        on_behalf_of: None,
    };
    let twice = circle(&[
        seats::seat(30, None),
        seats::correct(2, None),
        seats::seat(30, None),
    ]);
    let restored = seats::correct(2, Some(BodyReplacement::DefineSeat(define)));
    let refused = seats::refusal(&twice, &restored);
    assert_eq!(
        (refused.code(), refused.rule()),
        ("SEAT_EXISTS", Some("MEM-38"))
    );

    let (first, second) = (date(2018, 1, 1), date(2019, 1, 1));
    let remove = |removed_on| {
        BodyReplacement::RemoveSeat(RemoveSeat {
            body: id(7),
            seat: id(30),
            removed_on,
        })
    };
    let once = circle(&[seats::seat(30, None), seats::remove(30, first)]);
    let moved = once.decide(
        &seats::correct(3, Some(remove(second))),
        &ctx(&leverkusen()),
    );
    assert_eq!(
        moved.expect("not refused").len(),
        1,
        "one removal stays one"
    );
    let twice = circle(&[
        seats::seat(30, None),
        seats::remove(30, first),
        seats::correct(3, None),
        seats::remove(30, second),
    ]);
    let refused = seats::refusal(&twice, &seats::correct(3, Some(remove(first))));
    assert_eq!(
        (refused.code(), refused.rule()),
        ("SEAT_REMOVED", Some("MEM-38"))
    );
}

#[test]
fn mem_38_who_leaves_was_there_itself_and_not_somebody_else() {
    let on = date(2013, 4, 1);
    let vacate = VacateSeat {
        body: id(7),
        seat: id(31),
        vacated_on: date(2015, 4, 1),
    };
    let filled = seats::circle(&[
        seats::seat(30, None),              // 2
        seats::seat(31, None),              // 3
        seats::fill(30, None, Some(1), on), // 4
        seats::fill(31, None, Some(2), on), // 5
        vacate.into(),                      // 6
    ]);
    let refused = seats::refusal(&filled, &seats::correct(5, None));
    assert_eq!(
        (refused.code(), refused.facts()["day"].clone()),
        ("SEAT_NOT_FILLED", "2015-04-01".into())
    );
    let joined = seats::circle(&[
        seats::join(1, "2014"),  // 2
        seats::join(2, "2014"),  // 3
        seats::leave(2, "2016"), // 4
    ]);
    let refused = seats::refusal(&joined, &seats::correct(3, None));
    assert_eq!(refused.code(), "NOT_IN_BODY");
    let struck = joined.decide(&seats::correct(2, None), &ctx(&leverkusen()));
    assert_eq!(struck.expect("not refused").len(), 1, "the other one stays");
}

#[test]
fn mem_33_a_withdrawn_circular_gets_another_day_and_other_networks_are_other_recipients() {
    let march = date(2019, 3, 1);
    let to = vec![id(1)];
    let withdrawn = circular::circular([
        circular::drafted(to.clone()),
        circular::withdrawn(date(2019, 4, 1)),
    ]);
    let later = CircularReplacement::WithdrawCircular(circular::withdraw(date(2019, 4, 2)));
    let moved = withdrawn.decide(&circular::correct(2, Some(later)).into(), &ctx(&silent()));
    assert_eq!(moved.expect("not refused").len(), 1);

    let drafted = circular::circular([circular::drafted(to.clone())]);
    let set = |network: Option<u128>, to: &[kernel::PartnerId]| {
        let command = SetCircularRecipients {
            network: network.map(id),
            ..circular::recipients(to.to_vec())
        };
        drafted
            .decide(&command.into(), &ctx_on(&silent(), march))
            .expect("not refused")
            .len()
    };
    assert_eq!(set(Some(1), &to), 0, "told again");
    assert_eq!(set(None, &to), 1, "the same partners, of every network");
    assert_eq!(set(Some(1), &[id(2)]), 1);
}

#[test]
fn mem_19_a_fact_on_the_day_of_the_designation_and_an_answered_request_fit() {
    let confirmed = contact::live(
        &silent(),
        &[
            contact::designate().into(),                             // 1
            contact_requests::ask(contact::DESIGNATED),              // 2
            contact_requests::confirm(contact::DESIGNATED, Some(2)), // 3
            contact_requests::ask(TODAY),                            // 4
        ],
    );
    let struck = confirmed.decide(&contact_correcting::correct(4, None), &ctx(&silent()));
    assert_eq!(struck.expect("not refused").len(), 1);
    let refused = confirmed
        .decide(&contact_correcting::correct(2, None), &ctx(&silent()))
        .expect_err("refused");
    assert_eq!(refused.facts()["fact"], 3, "its request is gone");
}

#[test]
fn mem_18_a_withdrawn_issue_stays_withdrawn_while_another_is_corrected() {
    let (march, april) = (date(2019, 3, 1), date(2019, 4, 1));
    let list = contact_list::list([
        contact_list::issued(1, march),
        contact_list::withdrawn(1, march),
        contact_list::issued(2, april),
    ]);
    let instead = ContactListReplacement::IssueContactList(IssueContactList {
        kind: ContactListKind::Contacts,
        network: Some(id(1)),
        as_of: april,
        issued_on: april,
        recipients: vec![id(2)],
    });
    let corrected = list.decide(
        &contact_list::correct(3, Some(instead)).into(),
        &ctx(&silent()),
    );
    assert_eq!(corrected.expect("not refused").len(), 1);
}

#[test]
fn mem_21_an_offer_ends_once_also_after_a_correction() {
    let (first, second) = (date(2020, 1, 1), date(2021, 1, 1));
    let twice = offer::live(&[
        offer::end(first),
        offer::correct(2, None),
        offer::end(second),
    ]);
    let restored = OfferReplacement::EndOffer(EndOffer {
        offer: id(8),
        ended_on: first,
    });
    let refused = twice
        .decide(&offer::correct(2, Some(restored)), &ctx(&leverkusen()))
        .expect_err("refused");
    assert_eq!(
        (refused.code(), refused.facts()["endedOn"].clone()),
        ("OFFER_ENDED", "2021-01-01".into())
    );
}

#[test]
fn mem_31_two_appointments_collide_only_while_they_overlap() {
    use CoordinatorRole::{Coordinator, Deputy};

    let decide = |office: &Office, fact, from: &str| {
        let instead = OfficeReplacement::SetOfficeStaffing(SetOfficeStaffing {
            office: id(1),
            fte_hundredths: 50,
            from: office::partial(from),
            dating: StaffingDating::Documented,
        });
        office.decide(
            &office::correct(fact, Some(instead)).into(),
            &ctx(&silent()),
        )
    };
    // Again after a release, and two persons in one role: a correction of something else finds no fault.
    let again = office::office([
        office::established(),
        office::staffed(75, "2013"),
        office::appointed(7, Coordinator, "2013"),
        office::released(7, Coordinator, date(2015, 12, 31)),
        office::appointed(7, Coordinator, "2016"),
        office::appointed(8, Coordinator, "2014"),
        office::appointed(7, Deputy, "2014"),
    ]);
    assert_eq!(decide(&again, 2, "2013").expect("not refused").len(), 1);
    // A release without its appointment has none to rest on.
    let struck = again
        .decide(&office::correct(3, None).into(), &ctx(&silent()))
        .expect_err("refused");
    assert_eq!(struck.code(), "COORDINATOR_NOT_APPOINTED");
    let left = date(2017, 12, 31);
    let later = office::office([
        office::established(),
        office::appointed(7, Coordinator, "2013"),
        office::released(7, Coordinator, date(2015, 12, 31)),
        office::appointed(7, Coordinator, "2016"),
        office::released(7, Coordinator, left),
        office::appointed(8, Coordinator, "2014"),
        office::released(8, Coordinator, left),
    ]);
    let released = |to| {
        let instead = OfficeReplacement::ReleaseCoordinator(ReleaseCoordinator {
            office: id(1),
            person: id(7),
            role: Coordinator,
            to,
        });
        later.decide(&office::correct(3, Some(instead)).into(), &ctx(&silent()))
    };
    assert!(released(date(2015, 6, 30)).is_ok());
    let refused = released(date(2016, 6, 30)).expect_err("refused");
    assert_eq!(refused.code(), "COORDINATOR_APPOINTED");
    let struck = later.decide(&office::correct(4, None).into(), &ctx(&silent()));
    assert_eq!(
        struck.expect_err("refused").code(),
        "COORDINATOR_NOT_APPOINTED",
        "another person who left on the same day is no ground"
    );
}

#[test]
fn mem_31_a_fact_on_the_first_day_lies_within_the_offices_time() {
    let office = office::office([office::established(), office::staffed(50, "2013-01-01")]);
    let close = CloseOffice {
        office: id(1),
        closed_on: date(2013, 1, 1),
    };
    let closed = office.decide(&close.into(), &ctx(&silent()));
    assert_eq!(closed.expect("not refused").len(), 1);
}

#[test]
fn mem_36_a_network_of_the_request_may_be_left() {
    let left = |network: u128| -> PartnerEvent {
        NetworkLeft {
            network: id(network),
            since: date(2020, 1, 1).into(),
        }
        .into()
    };
    let renewed: PartnerEvent = RequestRenewed {
        networks: vec![id(2)],
        requested_on: date(2019, 1, 1),
    }
    .into();
    let ended = MembershipEnded {
        ended_on: date(2018, 12, 31),
        reason: None,
    };
    // Left after the request or the renewed one named it: correcting another fact finds no fault.
    let admit_on = |admitted_on| {
        Some(PartnerReplacement::AdmitPartner(AdmitPartner {
            partner: id(9),
            admitted_on,
        }))
    };
    for history in [
        vec![requested(), admitted(SIGNED), left(1)],
        vec![
            requested(),
            admitted(SIGNED),
            ended.into(),
            renewed,
            left(2),
        ],
    ] {
        let partner: Partner = partner_correcting::fold(&history);
        let moved = partner.decide(
            &partner_correcting::correct(2, admit_on(date(2018, 10, 16))),
            &ctx(&silent()),
        );
        assert_eq!(moved.expect("not refused").len(), 1);
    }
}
