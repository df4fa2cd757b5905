//! Networks: MEM-36.

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{DomainCommand, Refusal, Sourced};
use membership::network::*;
use membership::policy::MembershipPolicy;

use crate::fixtures::*;

type Framework = TestFramework<Network>;

pub(crate) fn establish(kind: NetworkKind) -> NetworkCommand {
    EstablishNetwork {
        id: Some(id(1)),
        name: text(100, "Netzwerk Nord"),
        kind,
        established_on: Some("2015".parse().expect("a date")),
    }
    .into()
}

pub(crate) fn established() -> NetworkEvent {
    NetworkEstablished {
        name: id(100),
        kind: NetworkKind::Central,
        established_on: Some("2015".parse().expect("a date")),
    }
    .into()
}

#[test]
fn mem_36_a_network_below_the_municipality_is_established() {
    Framework::with(ctx(&stormarn()))
        .given_no_previous_events()
        .when(establish(NetworkKind::Central))
        .then_expect_events(vec![established()]);
    let result = Framework::with(ctx(&stormarn()))
        .given(vec![established()])
        .when(establish(NetworkKind::Central))
        .inspect_result();
    assert_eq!(result.unwrap_err().code(), "ALREADY_EXISTS");
}

#[test]
fn mem_36_a_kind_that_no_document_names_is_warned_of() {
    let policy = MembershipPolicy {
        network_kinds: Sourced::stated(
            vec![NetworkKind::Single],
            "S0",
            "§ 6",
            "Der Name des Netzwerkes",
        ),
        ..MembershipPolicy::default()
    };
    let ctx = ctx(&policy);
    Network::default()
        .decide(&establish(NetworkKind::Regional), &ctx)
        .unwrap();
    assert_eq!(warnings(ctx), ["NETWORK_KIND_NOT_NAMED"]);
}

#[test]
fn mem_36_a_renamed_network_keeps_its_earlier_name() {
    let rename = NetworkCommand::from(RenameNetwork {
        network: id(1),
        name: text(200, "Netzwerk Mitte"),
    });
    let mut network = Network::default();
    cqrs_es::Aggregate::apply(&mut network, established());
    for event in network
        .decide(&rename, &ctx_on(&stormarn(), date(2020, 9, 16)))
        .unwrap()
    {
        cqrs_es::Aggregate::apply(&mut network, event);
    }
    assert_eq!(network.name_on(date(2020, 9, 15)), Some(id(100)));
    assert_eq!(network.name_on(date(2020, 9, 16)), Some(id(200)));
    assert_eq!(rename.claims().len(), 1);
    assert_eq!(rename.entries().len(), 1);
}

#[test]
fn mem_36_a_dissolved_network_is_renamed_no_more() {
    let dissolved = NetworkDissolved {
        dissolved_on: date(2021, 12, 31),
    };
    let rename = RenameNetwork {
        network: id(1),
        name: text(200, "Netzwerk Mitte"),
    };
    let result = Framework::with(ctx(&stormarn()))
        .given(vec![established(), dissolved.clone().into()])
        .when(rename.into())
        .inspect_result();
    assert_eq!(result.unwrap_err().code(), "NETWORK_DISSOLVED");
    let again = DissolveNetwork {
        network: id(1),
        dissolved_on: date(2021, 12, 31),
    };
    Framework::with(ctx(&stormarn()))
        .given(vec![established(), dissolved.into()])
        .when(again.into())
        .then_expect_events(vec![]);
    let early = DissolveNetwork {
        network: id(1),
        dissolved_on: date(2014, 12, 31),
    };
    let result = Framework::with(ctx(&stormarn()))
        .given(vec![established()])
        .when(early.into())
        .inspect_result();
    assert_eq!(result.unwrap_err().code(), "DATE_TOO_EARLY");
}

#[test]
fn mem_36_a_network_gets_no_name_of_more_than_200_characters() {
    let name = "x".repeat(201);
    let establish = EstablishNetwork {
        id: None,
        name: text(100, &name),
        kind: NetworkKind::Central,
        established_on: None,
    };
    let rename = RenameNetwork {
        network: id(1),
        name: text(200, &name),
    };
    for (given, command) in [
        (vec![], NetworkCommand::from(establish)),
        (vec![established()], rename.into()),
    ] {
        let result = Framework::with(ctx(&stormarn()))
            .given(given)
            .when(command)
            .inspect_result();
        assert_eq!(result.unwrap_err().code(), "NAME_TOO_LONG");
    }
}

pub(crate) fn correct(fact: u32, replacement: Option<NetworkReplacement>) -> NetworkCommand {
    CorrectNetwork {
        network: id(1),
        fact,
        reason: text(300, "Das Jahr stand falsch im Protokoll"),
        replacement,
    }
    .into()
}

pub(crate) fn dissolved(on: jiff::civil::Date) -> NetworkEvent {
    NetworkDissolved { dissolved_on: on }.into()
}

#[test]
fn mem_36_a_wrong_day_is_corrected_and_the_history_keeps_its_place() {
    let command = correct(
        2,
        Some(NetworkReplacement::DissolveNetwork(DissolveNetwork {
            network: id(1),
            dissolved_on: date(2019, 12, 31),
        })),
    );
    let corrected = NetworkEvent::from(NetworkFactCorrected {
        fact: 2,
        reason: id(300),
        replacement: Some(Box::new(dissolved(date(2019, 12, 31)))),
    });
    Framework::with(ctx(&stormarn()))
        .given(vec![established(), dissolved(date(2018, 12, 31))])
        .when(command.clone())
        .then_expect_events(vec![corrected.clone()]);
    let mut network = Network::default();
    for event in [established(), dissolved(date(2018, 12, 31)), corrected] {
        cqrs_es::Aggregate::apply(&mut network, event);
    }
    assert_eq!(network.dissolved_on, Some(date(2019, 12, 31)));
    assert_eq!(network.history.len(), 3);
    assert!(
        network
            .decide(&command, &ctx(&stormarn()))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn mem_36_a_fact_recorded_by_mistake_is_struck_and_may_come_back() {
    let mut network = Network::default();
    for event in [established(), dissolved(date(2018, 12, 31))] {
        cqrs_es::Aggregate::apply(&mut network, event);
    }
    for (replacement, dissolved_on) in [
        (None, None),
        (
            Some(NetworkReplacement::DissolveNetwork(DissolveNetwork {
                network: id(1),
                dissolved_on: date(2018, 12, 31),
            })),
            Some(date(2018, 12, 31)),
        ),
    ] {
        let events = network
            .decide(&correct(2, replacement), &ctx(&stormarn()))
            .unwrap();
        for event in events {
            cqrs_es::Aggregate::apply(&mut network, event);
        }
        assert_eq!(network.dissolved_on, dissolved_on);
    }
}

#[test]
fn mem_36_a_correction_that_cannot_be_is_refused() {
    let mut network = Network::default();
    for event in [established(), dissolved(date(2018, 12, 31))] {
        cqrs_es::Aggregate::apply(&mut network, event);
    }
    let dissolve = |on| {
        Some(NetworkReplacement::DissolveNetwork(DissolveNetwork {
            network: id(1),
            dissolved_on: on,
        }))
    };
    for (fact, replacement, code) in [
        (3, None, "FACT_UNKNOWN"),
        (0, None, "FACT_UNKNOWN"),
        (1, None, "FIRST_FACT_STAYS"),
        (1, dissolve(date(2019, 1, 1)), "NOT_FOUND"),
        (2, dissolve(date(2014, 12, 31)), "DATE_TOO_EARLY"),
        (
            2,
            Some(NetworkReplacement::RenameNetwork(RenameNetwork {
                network: id(1),
                name: text(200, "Netzwerk Mitte"),
            })),
            "FACT_OF_OTHER_KIND",
        ),
    ] {
        let refusal = network
            .decide(&correct(fact, replacement), &ctx(&stormarn()))
            .unwrap_err();
        assert_eq!(refusal.code(), code, "{fact}");
    }
}
