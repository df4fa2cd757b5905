//! How the office decides about money that is planned.

use std::sync::Arc;

use eventstore::DatabaseRole;
use kernel::{Date, StreamId};

use super::{Domain, Office, context};

macro_rules! money_domain {
    ($($aggregate:ty),+ $(,)?) => {$(
        impl Domain for $aggregate {
            const ROLE: DatabaseRole = DatabaseRole::Funding;

            fn services(
                office: &Office<'_>,
                loaded: &eventstore::Loaded,
                reads: &[StreamId],
                on: Date,
            ) -> Self::Services {
                let mut facts = funding::FundingFacts {
                    policy_version: 1,
                    ..funding::FundingFacts::default()
                };
                for stream in reads {
                    let events = loaded.stream(stream).iter();
                    let events = events
                        .map(|event| (&*event.event_type, event.schema_version, &*event.payload));
                    facts.learn(*stream, events).unwrap();
                }
                context(Arc::clone(&office.policy.policy.funding), facts, on)
            }
        }
    )+};
}

money_domain!(
    funding::Budget,
    funding::CostScheme,
    funding::Project,
    funding::ProjectFunds,
);
