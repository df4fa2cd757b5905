//! What a command says of itself to whoever carries it, and what other streams tell a decision.

use jiff::civil::date;
use kernel::{DomainCommand, StoredEvent, StreamId, VaultEntry};
use membership::contact::ContactCommand;
use membership::network::NetworkCommand;
use membership::partner::{ChangeOperator, PartnerCommand};
use membership::region::{EstablishRegion, Region, RegionCommand};
use membership::{BodyCommand, BodyKind, MembershipFacts, NetworkKind};
use uuid::Uuid;

use crate::fixtures::*;
use crate::{circular, contact, network, offer, office, place, seats, specialist, volunteers};

/// A command that begins a stream takes the id that it is given, a later one names its own and takes none.
fn goes_where_it_says<C: DomainCommand + Clone + std::fmt::Debug>(first: &C, later: &C) {
    let (made, other) = (Uuid::from_u128(4_711), Uuid::from_u128(8_150));
    let mut first = first.clone();
    assert!(first.creates(), "{first:?}");
    first.assign(made);
    assert_eq!(first.target(), Some(made), "{first:?}");
    first.assign(other);
    assert_eq!(first.target(), Some(other), "{first:?}");
    let own = later.target();
    assert!(own.is_some() && own != Some(Uuid::nil()));
    let mut later = later.clone();
    assert!(!later.creates(), "{later:?}");
    later.assign(made);
    assert_eq!(later.target(), own, "{later:?}");
}

#[test]
fn a_command_goes_to_the_stream_that_it_names_and_a_first_one_to_its_new_id() {
    goes_where_it_says::<NetworkCommand>(
        &network::establish(NetworkKind::Central),
        &network::correct(1, None),
    );
    let body: BodyCommand = seats::establish(BodyKind::QualityCircle).into();
    goes_where_it_says(&body, &seats::seat(30, None));
    goes_where_it_says::<membership::circular::CircularCommand>(
        &circular::draft(vec![id(1)]).into(),
        &circular::withdraw(TODAY).into(),
    );
    goes_where_it_says::<membership::offer::OfferCommand>(
        &offer::register(1, TODAY).into(),
        &offer::end(TODAY),
    );
    goes_where_it_says::<membership::office::OfficeCommand>(
        &office::establish().into(),
        &office::staff(50, "2015"),
    );
    goes_where_it_says::<membership::site::SiteCommand>(
        &place::open_site(),
        &place::file(7, TODAY).into(),
    );
    goes_where_it_says::<membership::specialist::SpecialistCommand>(
        &specialist::register().into(),
        &specialist::end(TODAY),
    );
    goes_where_it_says::<membership::volunteers::VolunteerCommand>(
        &volunteers::register().into(),
        &volunteers::count(15, "2014").into(),
    );
    goes_where_it_says(
        &ContactCommand::from(contact::designate()),
        &contact::change().into(),
    );
}

#[test]
fn a_body_puts_its_words_into_the_vault_and_claims_its_name() {
    let named: BodyCommand = seats::establish(BodyKind::QualityCircle).into();
    let seat = seats::seat(30, None);
    assert_eq!((named.entries().len(), named.claims().len()), (1, 1));
    assert_eq!((seat.entries().len(), seat.claims().len()), (1, 0));
    // The words of the replacement and the reason.
    let instead = membership::body::BodyReplacement::DefineSeat(membership::body::DefineSeat {
        body: id(7),
        seat: Some(id(30)),
        function: text(301, "Jugendhilfeplanung"),
        on_behalf_of: None,
    });
    let corrected: Vec<VaultEntry> = seats::correct(2, Some(instead)).entries();
    assert_eq!(corrected.len(), 2);
    let renamed =
        membership::body::BodyReplacement::EstablishBody(seats::establish(BodyKind::QualityCircle));
    assert_eq!(seats::correct(1, Some(renamed)).claims().len(), 1);
}

#[test]
fn a_command_reads_other_streams_and_never_its_own() {
    let parent = |parent: u128| {
        let since = date(2015, 1, 1).into();
        let command = membership::body::SetParent {
            body: id(7),
            parent: id(parent),
            since,
        };
        BodyCommand::from(command).reads()
    };
    assert_eq!(parent(7), []);
    assert_eq!(parent(8), [StreamId::new("body", Uuid::from_u128(8))]);
    let targets = membership::body::SetForwardingTargets {
        body: id(7),
        bodies: vec![id(7), id(8)],
        organs: Vec::new(),
    };
    assert_eq!(
        BodyCommand::from(targets).reads(),
        [StreamId::new("body", Uuid::from_u128(8))]
    );
    let operator = |operator: u128| {
        PartnerCommand::from(ChangeOperator {
            partner: id(9),
            operator: id(operator),
            since: date(2015, 1, 1).into(),
        })
        .reads()
    };
    assert_eq!(operator(9), []);
    assert_eq!(operator(2), [StreamId::new("partner", Uuid::from_u128(2))]);
}

/// As the store hands it over.
fn stored<E: StoredEvent>(events: &[E]) -> Vec<(String, u16, String)> {
    let row = |event: &E| {
        let payload = event.payload().expect("an event as JSON");
        (event.event_type(), event.version(), payload)
    };
    events.iter().map(row).collect()
}

fn learn(facts: &mut MembershipFacts, kind: &'static str, rows: &[(String, u16, String)]) {
    let stream = StreamId::new(kind, Uuid::from_u128(70));
    let rows = rows
        .iter()
        .map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
    facts.learn(stream, rows).expect("the stream can be read");
}

#[test]
fn a_decision_learns_what_it_needs_from_the_streams_that_it_reads() {
    let mut facts = MembershipFacts::default();
    let dissolved = network::dissolved(date(2021, 12, 31));
    learn(
        &mut facts,
        "network",
        &stored(&[network::established(), dissolved]),
    );
    let known = facts.networks[&id(70)];
    assert_eq!(known.kind, NetworkKind::Central);
    assert_eq!(known.dissolved_on, Some(date(2021, 12, 31)));

    let designated = contact::designated(&leverkusen());
    learn(&mut facts, "contact", &stored(&[designated]));
    assert_eq!(facts.contacts[&id(70)], id(1));

    let establish = EstablishRegion {
        id: Some(id(70)),
        name: text(100, "Region III"),
        number: None,
    };
    let region = Region::default().decide(&RegionCommand::from(establish), &ctx(&leverkusen()));
    learn(&mut facts, "region", &stored(&region.expect("not refused")));
    assert!(facts.regions.contains(&id(70)));

    let site = membership::site::Site::default().decide(&place::open_site(), &ctx(&leverkusen()));
    learn(&mut facts, "site", &stored(&site.expect("not refused")));
    assert!(facts.sites.contains(&id(70)));

    let before = facts.clone();
    learn(&mut facts, "site", &[]);
    learn(&mut facts, "agreement", &[]);
    assert_eq!(facts, before);
}
