//! What becomes of lines under a policy that demands consent, and under one that demands nothing.

use jiff::civil::date;
use kernel::MunicipalityId;
use membership::network::NetworkKind;
use municipality::PolicyFile;
use service_kit::clock::Clock;
use sheets::Kind;
use uuid::Uuid;

use super::super::batch::Batch;
use super::super::known::{Body, Known, Network, Partner, PartnerState, PastMeeting};
use super::super::plan::{Line, Options, Plan};
use super::super::rehearsal::{PolicyInForce, Rehearsal};

fn rehearsal(municipality: &str) -> Rehearsal {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/municipalities");
    let path = format!("{folder}/{municipality}.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let policy = PolicyInForce {
        version: 1,
        valid_from: date(2010, 1, 1),
        policy: PolicyFile::read(&path, &text).unwrap().policy.into(),
    };
    let clock = Clock::fixed("2021-06-30T10:00:00Z".parse().unwrap());
    Rehearsal::new(clock, vec![policy])
}

fn known() -> Known {
    let mut known = Known::default();
    known.networks.push(Network {
        id: Uuid::from_u128(1).into(),
        name: "Netzwerk".to_owned(),
        kind: NetworkKind::Single,
    });
    let partner = Partner {
        id: Uuid::from_u128(2),
        state: PartnerState::Active {
            since: date(2018, 1, 1),
            until: None,
        },
        sectors: Vec::new(),
        contacts: Vec::new(),
    };
    known.partners.insert("Beratungsstelle Süd e.V.", partner);
    let body = Uuid::from_u128(3);
    known.bodies.insert("Runde Nord", Body { id: body });
    known.meetings.push(PastMeeting {
        id: Uuid::from_u128(4),
        body,
        on: date(2018, 2, 1),
    });
    known
}

async fn plan(municipality: &str, kind: Kind, csv: &str) -> Vec<Line> {
    let table = sheets::read(csv.as_bytes(), "liste.csv").unwrap();
    let id: MunicipalityId = municipality.parse().unwrap();
    let batch = Batch::new(&id, "test", None, "liste.csv", csv.as_bytes());
    let (rehearsal, options) = (rehearsal(municipality), Options::default());
    let plan = Plan::of(kind, &table, &batch, known(), &rehearsal, &options).await;
    plan.unwrap().lines
}

fn problems(line: &Line) -> String {
    let problems: Vec<String> = line.problems.iter().map(ToString::to_string).collect();
    problems.join(" ")
}

fn commands(line: &Line) -> Vec<&'static str> {
    line.steps.iter().map(|step| step.command).collect()
}

#[tokio::test]
async fn mem_20_contact_details_without_the_demanded_consent_are_refused_before_anything_is_sent() {
    let csv = "Einrichtung;Ansprechpartner;Einwilligung\n\
               Beratungsstelle Süd e. V.;Leitung (Beispiel);\n\
               Beratungsstelle Süd e. V.;Vertretung (Beispiel);ja, 12.03.2021\n\
               Beratungsstelle Süd e. V.;Sekretariat (Beispiel);nein\n";
    let lines = plan("stormarn", Kind::Contacts, csv).await;
    assert!(lines[0].steps.is_empty() && !lines[0].problems.is_empty());
    assert_eq!(commands(&lines[1]), ["designate-contact"]);
    assert_eq!(lines[1].steps[0].body["consentGivenOn"], "2021-03-12");
    assert!(problems(&lines[2]).contains("keine Einwilligung"));
    // Where no document demands it, only an explicit no stops the line.
    let lines = plan("leverkusen", Kind::Contacts, csv).await;
    assert_eq!(problems(&lines[0]), "");
    assert_eq!(commands(&lines[0]), ["designate-contact"]);
    assert!(lines[2].steps.is_empty());
}

#[tokio::test]
async fn a_problem_names_line_column_and_reason() {
    let csv = "Einrichtung;Ansprechpartner;Telefon;E-Mail\n\
               Beratungstelle Süd e.V.;Leitung (Beispiel);;\n\
               ;Leitung (Beispiel);;\n\
               Beratungsstelle Süd e.V.;;;\n\
               Beratungsstelle Süd e.V.;Leitung (Beispiel);0213 000 100 20;\n\
               Beratungsstelle Süd e.V.;Leitung (Beispiel);0213 000 100 20;\n\
               Beratungsstelle Süd e.V.;Zweite (Beispiel);;keine\n";
    let lines = plan("leverkusen", Kind::Contacts, csv).await;
    assert!(problems(&lines[0]).contains("Ähnlich geschrieben: „Beratungsstelle Süd e.V.“"));
    assert!(problems(&lines[1]).starts_with("Zeile 3, Spalte A („Einrichtung“)"));
    assert!(problems(&lines[2]).contains("Der Name der Ansprechperson fehlt"));
    assert_eq!(problems(&lines[3]), "");
    assert_eq!(lines[3].warnings.len(), 1, "{:?}", lines[3].warnings);
    assert!(problems(&lines[4]).contains("gleich Zeile 5"));
    assert!(problems(&lines[5]).contains("keine E-Mail-Adresse"));
}

#[tokio::test]
async fn what_is_there_already_is_left_alone() {
    let csv = "Einrichtung;Mitglied seit\nBeratungsstelle Süd e. V.;01.02.2020\n";
    let lines = plan("leverkusen", Kind::Partners, csv).await;
    assert!(lines[0].already && lines[0].steps.is_empty() && lines[0].is_good());
}

#[tokio::test]
async fn an_admission_that_the_policy_refuses_leaves_the_request_and_says_what_is_missing() {
    let csv = "Einrichtung;Träger;Bereich;Mitglied seit\n\
               Hebammenpraxis;Beratungsstelle Süd e.V.;HB;01.02.2020\n\
               Kita Mitte;Nicht dabei gGmbH;Nirgends;31.02.2020\n";
    let lines = plan("duisburg", Kind::Partners, csv).await;
    assert_eq!(
        commands(&lines[0]),
        ["request-membership", "assign-sector", "change-operator"]
    );
    let said: Vec<String> = lines[0].warnings.iter().map(ToString::to_string).collect();
    assert!(said.join(" ").contains("unterbleibt"), "{said:?}");
    assert_eq!(lines[1].problems.len(), 2, "{}", problems(&lines[1]));
}

#[tokio::test]
async fn agr_18_an_agreement_is_drafted_offered_and_signed_by_both_sides() {
    let csv = "Einrichtung;Unterschrift Partner;Unterschrift Jugendamt;Ort der Unterschrift\n\
               Beratungsstelle Süd e.V.;12.11.2018;15.11.2018;Leverkusen\n";
    let lines = plan("leverkusen", Kind::Agreements, csv).await;
    assert_eq!(problems(&lines[0]), "");
    assert_eq!(
        commands(&lines[0]),
        [
            "draft-agreement",
            "add-party",
            "add-party",
            "offer-agreement",
            "sign-agreement",
            "sign-agreement"
        ]
    );
    // Stormarn has one collective agreement: a list cannot add to it unseen.
    let lines = plan("stormarn", Kind::Agreements, csv).await;
    assert!(problems(&lines[0]).contains("AGR-03"));
}

#[tokio::test]
async fn mtg_30_past_meetings_are_recorded_in_the_order_of_their_days() {
    let csv = "Gremium;Datum;Uhrzeit;Ort;Teilnehmende;Themen\n\
               Runde Nord;12.11.2019;14.30 Uhr;Rathaus;Beratungsstelle Süd e.V., Jemand Anders;Übergänge\n\
               Runde Nord;03.06.2019;;;12;\n\
               Runde Nord;31.02.2019;25 Uhr;;;\n\
               Runde Nort;01.02.2019;;;;\n\
               ;01.02.2019;;;;\n\
               Runde Nord;;;;;\n\
               Runde Nord;01.01.2030;;;;\n\
               Runde Nord;01.02.2018;;;;\n\
               Runde Nord;03.06.2019;9 Uhr;;;\n";
    let lines = plan("duisburg", Kind::Meetings, csv).await;
    assert_eq!(problems(&lines[0]), "");
    let body = &lines[0].steps[0].body;
    assert_eq!(lines[0].steps[0].command, "record-past-meeting");
    assert_eq!(body["heldOn"], "2019-11-12");
    assert_eq!(body["begins"], "14:30");
    assert_eq!(
        body["presentOthers"], 1,
        "a name that nobody knows is a person"
    );
    assert!(!body.to_string().contains("Jemand"), "{body}");
    assert_eq!(lines[1].steps[0].body["presentOthers"], 12);
    assert!(lines[1].turn < lines[0].turn && lines[0].group == lines[1].group);
    assert_eq!(lines[2].problems.len(), 2, "{}", problems(&lines[2]));
    assert!(problems(&lines[3]).contains("Ähnlich geschrieben: „Runde Nord“"));
    assert!(problems(&lines[4]).contains("Der Name des Gremiums fehlt"));
    assert!(problems(&lines[5]).contains("Der Tag der Sitzung fehlt"));
    assert!(
        problems(&lines[6]).contains("Zukunft"),
        "{}",
        problems(&lines[6])
    );
    assert!(lines[7].already, "somebody recorded it before");
    assert!(lines[8].already, "a body meets once a day");
}

#[tokio::test]
async fn a_body_comes_after_the_one_above_it() {
    let csv = "Gremium;Art des Gremiums;Übergeordnetes Gremium;Mitglieder\n\
               AG Gesundheit;Untergruppe;Lenkungskreis Mitte;Beratungsstelle Süd e.V.; \n\
               Lenkungskreis Mitte;;;\n\
               Runde;;;\n";
    let lines = plan("duisburg", Kind::Bodies, csv).await;
    assert_eq!(problems(&lines[0]), "");
    assert_eq!(
        commands(&lines[0]),
        ["establish-body", "define-seat", "fill-seat"]
    );
    assert_eq!(problems(&lines[1]), "");
    assert_eq!(commands(&lines[1]), ["establish-body"]);
    assert!(lines[1].turn < lines[0].turn && lines[0].group == lines[1].group);
    assert!(problems(&lines[2]).contains("Art des Gremiums"));
}
