//! Leverkusen: a text with its council decision, a Stadtteilprojekt with two Träger, a notice one day too late.

use acceptance::{Folder, System, program, system};
use serde_json::json;

use super::{done, mutate, network, parties, request, seen, sign, text};

#[tokio::test(flavor = "multi_thread")]
async fn leverkusens_agreement_from_the_councils_decision_to_its_end() {
    let system = System::start().await;
    let office = &system.coordinator("leverkusen");
    let network = network(office).await;
    let text_of = approved_text(office).await;

    let on = "2016-01-11";
    let first = request(office, "2015-12-15", "Trägerverein Stadtteil", &network).await;
    let second = request(
        office,
        "2015-12-15",
        "Wohlfahrtsverband Stadtteil",
        &network,
    )
    .await;
    let draft = json!({
        "network": network, "kind": "COOPERATION", "projectName": "Stadtteilprojekt",
        "framework": text_of, "frameworkVersion": 1,
    });
    let agreement = &done(office, on, "draftAgreement", draft).await;
    let city = "Stadt Leverkusen, Fachbereich Kinder und Jugend";
    parties(office, on, agreement, city, &[&first, &second]).await;
    let offer = json!({ "agreement": agreement });
    let early = mutate(office, on, "offerAgreement", offer.clone()).await;
    assert_eq!(early["error"]["code"], "VARIABLE_MISSING");
    let filled = json!({
        "agreement": agreement,
        "values": [{ "placeholder": "stadtteilprojekt", "value": "Manfort" }],
    });
    done(office, on, "fillVariables", filled).await;
    done(office, on, "offerAgreement", offer).await;

    // AGR-07: in force with the last signature that it takes, of three.
    sign(office, agreement, 2, "2016-02-01", "WRITTEN").await;
    sign(office, agreement, 1, "2016-02-15", "WRITTEN").await;
    let state = "state inForceOn endsOn";
    let unsigned = seen(office, "Agreement", agreement, state, "2016-02-20").await;
    assert_eq!(unsigned["state"], "PARTLY_SIGNED");
    sign(office, agreement, 3, "2016-02-22", "WRITTEN").await;
    let signed = seen(office, "Agreement", agreement, state, "2016-02-22").await;
    assert_eq!(
        signed,
        json!({ "state": "IN_FORCE", "inForceOn": "2016-02-22", "endsOn": "2020-12-31" })
    );

    // AGR-12: one day after 3 December, so a year later; and only this partner's cooperation ends.
    let notice = json!({
        "agreement": agreement, "party": 2, "receivedOn": "2019-12-04", "form": "WRITTEN",
    });
    done(office, "2019-12-04", "receiveNotice", notice).await;
    let fields = "state endsOn lastNoticeDay(year: 2019) { date }
        noticeEffect(receivedOn: \"2019-12-04\") { effectiveOn explanation }";
    let noticed = seen(office, "Agreement", agreement, fields, "2019-12-04").await;
    assert_eq!(noticed["state"], "NOTICE_GIVEN");
    assert_eq!(noticed["lastNoticeDay"]["date"], "2019-12-03");
    assert_eq!(noticed["noticeEffect"]["effectiveOn"], "2020-12-31");
    let sentence = text(&noticed["noticeEffect"]["explanation"]);
    assert!(
        sentence
            .contains("eingegangen 04.12.2019, nach dem 03.12.2019, daher wirksam zum 31.12.2020"),
        "{sentence}"
    );

    // AGR-08: the agreement ran „zunächst bis zum 31.12.2020“; whether it was extended, nobody recorded.
    let last = seen(office, "Agreement", agreement, "state", "2020-12-31").await;
    assert_eq!(last["state"], "NOTICE_GIVEN");
    let ended = seen(
        office,
        "Agreement",
        agreement,
        "state openPoints { code }",
        "2021-01-01",
    )
    .await;
    assert_eq!(
        ended,
        json!({ "state": "EXPIRED", "openPoints": [{ "code": "EXTENSION_NOT_RECORDED" }] })
    );
    superseded(&system, agreement, &network, &second).await;
}

/// AGR-08: what has ended is not extended. The city adopts another term, a new agreement takes the old one's place,
/// and the days between stay visible.
async fn superseded(system: &System, ended: &str, network: &str, partner: &str) {
    let office = &system.coordinator("leverkusen");
    let on = "2021-02-20";
    let extension = json!({ "agreement": ended, "newEnd": "2025-12-31" });
    let late = mutate(office, on, "renewAgreement", extension).await;
    assert_eq!(late["error"]["code"], "AGREEMENT_ENDED");
    adopt_next_term(system);
    let draft = json!({ "network": network, "kind": "COOPERATION" });
    let next = &done(office, on, "draftAgreement", draft).await;
    let city = "Stadt Leverkusen, Fachbereich Kinder und Jugend";
    parties(office, on, next, city, &[partner]).await;
    done(office, on, "offerAgreement", json!({ "agreement": next })).await;
    sign(office, next, 1, on, "WRITTEN").await;
    sign(office, next, 2, on, "WRITTEN").await;
    let by = json!({ "agreement": ended, "by": next });
    done(office, on, "supersedeAgreement", by).await;
    let fields = "state supersededBy { agreement { id } since gap { since until } }";
    assert_eq!(
        seen(office, "Agreement", ended, fields, on).await,
        json!({
            "state": "SUPERSEDED",
            "supersededBy": {
                "agreement": { "id": next }, "since": on,
                "gap": { "since": "2021-01-01", "until": "2021-02-19" },
            },
        })
    );
}

/// The city's policy from 2021 on: agreements run until the end of 2025.
fn adopt_next_term(system: &System) {
    let adopted = std::fs::read_to_string(system::deploy().join("municipalities/leverkusen.toml"));
    let mut next = adopted.expect("the policy is part of the checkout");
    for (from, to) in [
        (
            "[policy]\nvalid-from = \"2010-01-01\"",
            "[policy]\nvalid-from = \"2021-01-01\"",
        ),
        ("end = \"2020-12-31\"", "end = \"2025-12-31\""),
    ] {
        assert!(next.contains(from), "{from}");
        next = next.replacen(from, to, 1);
    }
    let folder = Folder::new();
    let file = folder.write("leverkusen.toml", &next);
    let mut operator = system.operator();
    let output = program::run(operator.args(["municipality", "onboard"]).arg(file));
    assert!(output.status.success(), "{}", program::text(&output));
}

/// A text that is drafted, sent round, commented, answered and approved by the council; its id.
async fn approved_text(office: &acceptance::Caller) -> String {
    let on = "2015-11-02";
    let draft = json!({
        "kind": "COOPERATION", "title": "Vereinbarung zur Kooperation", "stand": on,
        "responsibleOffice": "Fachbereich Kinder und Jugend",
    });
    let framework = done(office, on, "draftFramework", draft).await;
    let clauses = json!({
        "framework": framework,
        "clauses": [
            { "clause": "parteien", "heading": "Parteien",
              "body": "Die Stadt und die Träger des Stadtteilprojektes {{stadtteilprojekt}} vereinbaren:" },
            { "clause": "laufzeit", "heading": "Laufzeit",
              "body": "Die Vereinbarung tritt mit Unterschrift in Kraft." },
        ],
    });
    done(office, on, "setClauses", clauses).await;
    let placeholder = json!({
        "framework": framework, "placeholder": "stadtteilprojekt", "kind": "TEXT",
        "label": "Stadtteilprojekt", "required": true,
    });
    done(office, on, "declarePlaceholder", placeholder).await;
    let round = json!({
        "framework": framework, "from": "2015-11-03", "until": "2015-11-30", "invited": [],
    });
    done(office, "2015-11-03", "openConsultation", round).await;
    let comment = json!({
        "framework": framework, "clause": "laufzeit", "function": "Jugendhilfeplanung",
        "text": "Bis wann gilt sie?", "receivedOn": "2015-11-10",
    });
    done(office, "2015-11-10", "recordComment", comment).await;
    let answer = json!({
        "framework": framework, "comment": 1, "outcome": "ACCEPTED",
        "text": "Zunächst bis zum 31.12.2020.",
    });
    done(office, "2015-11-20", "answerComment", answer).await;
    let closed = json!({ "framework": framework, "closedOn": "2015-11-30" });
    done(office, "2015-11-30", "closeConsultation", closed).await;
    let approval = json!({
        "framework": framework, "approvedOn": "2015-12-14",
        "decision": { "organ": "rat", "decidedOn": "2015-12-14", "number": "2015/0842" },
    });
    done(office, "2015-12-14", "approveFramework", approval).await;
    framework
}
