//! The register of specialists: everybody finds where to ask, the person only who may.

use kernel::{EntryId, Institution, NewEntry, Person, Role, SpecialistId};
use membership::Specialist;
use membership::specialist::{LegalBasis, RegisterSpecialist, WithdrawSpecialistConsent};
use serde_json::{Value, json};

use super::fixture::{self, Leverkusen};
use super::office::{Office, day};
use super::{coordinator, data, database, graph, of, offers};

const QUERY: &str = "{ specialists { institution { name address } bases { code } municipal available consent \
    person { name phone } } }";

async fn register(office: &mut Office<'_>, bases: Vec<LegalBasis>) -> SpecialistId {
    let person = Person {
        id: None,
        name: "Fachkraft Muster".to_owned(),
        phone: Some("0214 111111".to_owned()),
        fax: None,
        email: None,
    };
    let institution = Institution {
        name: "Beratungsstelle Mitte".to_owned(),
        address: Some("Musterweg 1, 51373 Leverkusen".to_owned()),
        phone: None,
    };
    let command = RegisterSpecialist {
        id: None,
        person: NewEntry::new(EntryId::generate(), person),
        partner: None,
        institution: Some(NewEntry::new(EntryId::generate(), institution)),
        bases,
        municipal: true,
        registered_on: day("2020-02-03"),
        qualification: None,
        consent_given_on: Some(day("2020-02-03")),
        consent_text_version: Some(1),
    };
    SpecialistId(office.execute::<Specialist>(command, "2020-02-03").await)
}

/// One of each in Leverkusen, by id.
pub(crate) async fn offer_and_specialist(
    database: &testkit::TestDatabase,
    town: &Leverkusen,
) -> [String; 2] {
    let mut office = Office::resume(database, "leverkusen");
    let cafe = offers::details("Elterncafé");
    let offer = offers::register(&mut office, town.with_contact, cafe, "2020-01-07").await;
    let specialist = register(&mut office, vec![LegalBasis::Sgb8a]).await;
    office.publish().await;
    [offer.to_string(), specialist.to_string()]
}

#[tokio::test]
async fn mem_27_everybody_finds_where_to_ask_and_who_keeps_contacts_sees_whom() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    register(&mut office, vec![LegalBasis::Kkg4]).await;
    office.publish().await;
    let graph = graph(&database);
    for role in Role::ALL {
        if !service_kit::permission::allows(*role, "specialists") {
            continue;
        }
        let answer = data(&graph, &of("leverkusen", *role), QUERY).await;
        let found = &answer["specialists"][0];
        assert_eq!(
            found["institution"]["name"], "Beratungsstelle Mitte",
            "{role:?}"
        );
        let sees = service_kit::permission::allows(*role, "contacts");
        assert_eq!(found["person"].is_object(), sees, "{role:?}");
    }
    let count = async |arguments: &str| {
        let query = format!("{{ specialists({arguments}) {{ id }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["specialists"].as_array().map_or(0, Vec::len)
    };
    for (arguments, found) in [
        ("basis: KKG_4_2", 1),
        ("basis: SGB8_8B", 0),
        ("available: true", 1),
        ("available: false", 0),
        ("asOf: \"2019-12-31\"", 0),
        ("region: \"00000000-0000-7000-8000-000000000000\"", 0),
    ] {
        assert_eq!(count(arguments).await, found, "{arguments}");
    }
    // The municipality's own owe a training (MEM-29).
    let tasks = "{ workList { nodes { code rule } } }";
    let answer = data(&graph, &coordinator("leverkusen"), tasks).await;
    let tasks = answer["workList"]["nodes"].as_array().unwrap();
    assert!(
        tasks.contains(&json!({ "code": "SPECIALIST_TRAINING_DUE", "rule": "MEM-29" })),
        "{tasks:?}"
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_20_all_partners_see_a_specialist_where_the_municipality_decided_it_until_the_consent_is_withdrawn()
 {
    let database = database().await;
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../deploy/municipalities/leverkusen.toml"
    );
    let document = std::fs::read_to_string(path).unwrap().replace(
        "contact-visibility = { status = \"unstated\" }",
        "contact-visibility = { status = \"adopted\", value = \"all-partners\", adopted-by = \"Rat\", adopted-on = \"2019-12-09\" }",
    );
    let mut office = Office::found(&database, &document).await;
    let specialist = register(&mut office, vec![LegalBasis::Sgb8b]).await;
    office.publish().await;
    let graph = graph(&database);
    let partner = of("leverkusen", Role::Partner);
    let person = async || data(&graph, &partner, QUERY).await["specialists"][0]["person"].take();
    assert_eq!(person().await["name"], "Fachkraft Muster");
    let withdrawn = WithdrawSpecialistConsent {
        specialist,
        withdrawn_on: day("2026-03-01"),
    };
    office.execute::<Specialist>(withdrawn, "2026-03-01").await;
    office.publish().await;
    assert_eq!(person().await, Value::Null);
    let past = QUERY.replace("specialists {", "specialists(asOf: \"2021-01-01\") {");
    let answer = data(&graph, &coordinator("leverkusen"), &past).await;
    assert_eq!(answer["specialists"][0]["person"], Value::Null);
    drop((graph, office));
    database.drop().await;
}
