//! How fast the read tables are built anew, from position 0. For information: there is nothing plain to compare with.

use std::time::{Duration, Instant};

use anyhow::bail;
use eventstore::DatabaseRole;
use gateway::projections::ReadModel;
use kernel::MunicipalityId;
use membership_service::use_cases::{ContactUseCase, NetworkUseCase, PartnerUseCase};
use projection::{Runner, Step};
use serde_json::json;

use crate::ground::Ground;
use crate::progress;
use crate::report::Section;

/// Municipalities with a network full of partners.
pub(crate) const STORES: usize = 3;
/// Partners of each: five events in two streams for every one.
const PARTNERS: usize = 300;

/// Builds the read tables of the first municipalities, at most for `length` each.
pub(crate) async fn measure(ground: &Ground, length: Duration) -> anyhow::Result<Section> {
    let runner = Runner::new(ground.pool(DatabaseRole::Projector), ReadModel);
    let mut section = Section {
        heading: "Building the read tables anew",
        note: "One municipality after the other, one worker, batches of 500. Partners ask, are clarified, hand in \
               their profile, get a sector and a contact; regions alone are what the commands above left behind."
            .to_owned(),
        columns: vec!["store", "events", "events/s"],
        rows: Vec::new(),
    };
    // The last ones hold the fewest regions.
    let municipalities = ground.municipalities();
    let fewest = municipalities.len() - STORES;
    for (number, municipality) in municipalities.iter().enumerate().skip(fewest) {
        progress(format_args!(
            "a network with {PARTNERS} partners in {municipality}"
        ));
        settle(ground, number).await?;
        section
            .rows
            .push(build(&runner, municipality, "partners", length).await?);
    }
    if municipalities.len() > STORES {
        section
            .rows
            .push(build(&runner, &municipalities[0], "regions alone", length).await?);
    }
    Ok(section)
}

async fn build(
    runner: &Runner<ReadModel>,
    municipality: &MunicipalityId,
    store: &str,
    bound: Duration,
) -> anyhow::Result<Vec<String>> {
    let begin = Instant::now();
    let events = loop {
        match runner.step(municipality).await? {
            Step::Scanned { more: true, .. } if begin.elapsed() < bound => {}
            Step::Scanned { position, .. } => break position,
            Step::Busy => bail!("somebody else builds the read tables of {municipality}"),
        }
    };
    let scanned = f64::from(i32::try_from(events)?);
    let rate = scanned / begin.elapsed().as_secs_f64();
    progress(format_args!(
        "read tables of {municipality}: {events} events, {rate:.0}/s"
    ));
    Ok(vec![
        format!("{municipality}, {store}"),
        events.to_string(),
        format!("{rate:.0}"),
    ])
}

/// Fills a municipality with a network and its partners, through its commands.
async fn settle(ground: &Ground, municipality: usize) -> anyhow::Result<()> {
    let scope = ground.scope(municipality);
    let network = json!({ "name": "Netzwerk der Messung", "kind": "single" });
    let network = ground
        .post::<NetworkUseCase>(&scope, "establish-network", network)
        .await?
        .id;
    for number in 0..PARTNERS {
        let request = json!({
            "institution": { "name": format!("Einrichtung {number}"), "address": "Hauptstraße 1" },
            "kind": "einrichtung",
            "networks": [network],
            "requestedOn": "2021-01-11",
        });
        let partner = ground
            .post::<PartnerUseCase>(&scope, "request-membership", request)
            .await?
            .id;
        for (name, body) in [
            (
                "clarify-request",
                json!({ "clarifiedOn": "2021-01-18", "outcome": "cleared" }),
            ),
            ("submit-profile", json!({ "submittedOn": "2021-01-25" })),
            ("assign-sector", json!({ "sector": "JH-FR" })),
        ] {
            let mut body = body;
            body["partner"] = json!(partner);
            ground.post::<PartnerUseCase>(&scope, name, body).await?;
        }
        let contact = json!({
            "partner": partner,
            "person": { "name": "Leitung der Einrichtung", "email": "leitung@example.org" },
            "function": "Leitung",
            "binding": true,
            "designatedOn": "2021-02-01",
            "consentGivenOn": "2021-02-01",
            "consentTextVersion": 1,
        });
        ground
            .post::<ContactUseCase>(&scope, "designate-contact", contact)
            .await?;
    }
    Ok(())
}
