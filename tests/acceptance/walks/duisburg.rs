//! Duisburg: clarification, profile and signature before the admission, a copy signed by both four weeks apart.

use acceptance::{System, within};
use serde_json::json;

use super::{BOUND, done, network, parties, refused, request, seen, sign};

#[tokio::test(flavor = "multi_thread")]
async fn duisburgs_partner_is_admitted_by_the_signature_of_its_copy() {
    let system = System::start().await;
    let office = &system.coordinator("duisburg");
    let network = network(office).await;
    let partner = &request(office, "2018-09-03", "Trägergesellschaft Nord", &network).await;

    // MEM-04: nothing admits before the three are there.
    let admission = json!({ "partner": partner, "admittedOn": "2018-09-30" });
    let early = refused(office, "2018-09-30", "admitPartner", admission).await;
    assert_eq!(
        early,
        ("CLARIFICATION_MISSING".to_owned(), "MEM-04".to_owned())
    );
    let clarified =
        json!({ "partner": partner, "clarifiedOn": "2018-09-10", "outcome": "CLEARED" });
    done(office, "2018-09-10", "clarifyRequest", clarified).await;
    let profile = json!({ "partner": partner, "submittedOn": "2018-09-20" });
    done(office, "2018-09-20", "submitProfile", profile).await;

    // AGR-19: the partner on 15.10.2018, the Jugendamt on 12.11.2018; in force with the later one, inferred.
    let on = "2018-10-01";
    let draft = json!({ "network": network, "kind": "COOPERATION" });
    let agreement = &done(office, on, "draftAgreement", draft).await;
    parties(office, on, agreement, "Jugendamt", &[partner.as_str()]).await;
    done(
        office,
        on,
        "offerAgreement",
        json!({ "agreement": agreement }),
    )
    .await;
    sign(office, agreement, 2, "2018-10-15", "WRITTEN").await;
    let active = "membership { state since }";
    within(BOUND, "the signature admits", || async {
        let seen = seen(office, "Partner", partner, active, "2018-10-15").await;
        seen["membership"] == json!({ "state": "ACTIVE", "since": "2018-10-15" })
    })
    .await;
    sign(office, agreement, 1, "2018-11-12", "WRITTEN").await;
    let fields = "state inForceOn inForceStatus endsOn";
    let signed = seen(office, "Agreement", agreement, fields, "2018-11-12").await;
    assert_eq!(
        signed,
        json!({
            "state": "IN_FORCE", "inForceOn": "2018-11-12", "inForceStatus": "INFERRED",
            "endsOn": null,
        })
    );

    // AGR-11: „regelmäßig in einem Qualitätsdialog überprüft“.
    let held = json!({ "agreement": agreement, "heldOn": "2019-11-20", "outcome": "CONFIRMED" });
    done(office, "2019-11-20", "recordReview", held).await;
    let reviews = seen(
        office,
        "Agreement",
        agreement,
        "reviews { heldOn outcome }",
        "2019-11-20",
    );
    assert_eq!(
        reviews.await["reviews"],
        json!([{ "heldOn": "2019-11-20", "outcome": "CONFIRMED" }])
    );

    // MEM-17, MEM-19: named, and confirmed a year later.
    let contact = json!({
        "partner": partner, "function": "Leitung", "binding": true, "designatedOn": "2018-11-12",
        "person": { "name": "Leitung der Trägergesellschaft" },
    });
    let contact = &done(office, "2018-11-12", "designateContact", contact).await;
    let confirmed = json!({ "contact": contact, "confirmedOn": "2019-11-20" });
    done(office, "2019-11-20", "confirmContactDetails", confirmed).await;
    let seen = seen(office, "Contact", contact, "confirmedOn", "2019-11-20").await;
    assert_eq!(seen["confirmedOn"], "2019-11-20");
}
