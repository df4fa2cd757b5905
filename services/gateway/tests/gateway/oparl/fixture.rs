//! A municipality that publishes its Qualitätszirkel and nothing else. Nobody in it exists.

use std::num::NonZeroU32;

use kernel::{ContactId, EntryId, NetworkId, OutcomeId, PartnerId};
use meetings::meeting::{AddAgendaItem, CancelMeeting, ItemKind, PlanMeeting, RecordOutcome};
use meetings::minutes::{
    ApproveMinutes, AuthorKind, DispatchChannel, DispatchMinutes, DraftMinutes, MinutesAuthor,
    SubmitMinutes,
};
use meetings::recommendation::{
    Addressee, ForwardRecommendation, RaiseRecommendation, RecommendationKind,
};
use meetings::{Meeting, Minutes, OrganCode, OutcomeKind, Recommendation};
use membership::body::{DefineSeat, EstablishBody};
use membership::partner::RequestMembership;
use membership::policy::EligibilityCriterion;
use membership::{Body, BodyKind, NetworkKind, Partner, PartnerKind};
use testkit::TestDatabase;
use uuid::Uuid;

use crate::graphql::fixture::institution;
use crate::graphql::office::{Office, day, text};

/// What a policy publishes.
#[derive(Clone, Copy)]
pub(super) struct Publishes<'a> {
    pub(super) bodies: &'a [&'a str],
    pub(super) minutes: bool,
    pub(super) recommendations: bool,
}

/// The Qualitätszirkel with all that may be published.
pub(super) const CIRCLE: Publishes<'static> = Publishes {
    bodies: &["qualitaetszirkel"],
    minutes: true,
    recommendations: true,
};

/// The municipality's policy file with what it publishes; `None` for the file as it is deployed.
pub(super) fn policy(id: &str, publishes: Option<Publishes<'_>>) -> String {
    let path = format!(
        "{}/../../deploy/municipalities/{id}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    let file = std::fs::read_to_string(path).unwrap();
    let Some(publishes) = publishes else {
        return file;
    };
    let adopted = "status = \"adopted\", adopted-by = \"Rat\", adopted-on = \"2026-01-02\"";
    format!(
        "{file}\n[policy.publication]\n\
         oparl = {{ value = true, {adopted} }}\n\
         oparl-bodies = {{ value = {:?}, {adopted} }}\n\
         oparl-minutes = {{ value = {}, {adopted} }}\n\
         oparl-recommendations = {{ value = {}, {adopted} }}\n",
        publishes.bodies, publishes.minutes, publishes.recommendations
    )
}

/// Words that stand in the municipality's store and must not leave it.
pub(super) const HIDDEN: [&str; 8] = [
    "Erika Muster",
    "Hebamme Beispiel",
    "Steuerungsgruppe Nord",
    "Übergänge",
    "Vertraulicher Punkt",
    "Anlass der Sitzung",
    "Vertretung der Beratung",
    "Ausweitung der Beratung wird empfohlen.",
];

/// On which days minutes are written here.
pub(super) const DAYS: [&str; 3] = ["2016-06-04", "2016-06-07", "2016-07-05"];

/// What the tests ask about.
pub(super) struct Town<'a> {
    pub(super) office: Office<'a>,
    pub(super) body: Uuid,
    pub(super) seated: PartnerId,
    /// With approved minutes that went out.
    pub(super) held: Uuid,
    pub(super) planned: Uuid,
    pub(super) cancelled: Uuid,
    pub(super) minutes: Uuid,
    pub(super) recommendation: Uuid,
    /// Of a body that is not published.
    pub(super) hidden_body: Uuid,
    pub(super) hidden_meeting: Uuid,
}

impl Office<'_> {
    async fn gremium(&mut self, rule: &str, kind: BodyKind, name: &str) -> Uuid {
        let command = EstablishBody {
            id: None,
            rule: Some(rule.parse().unwrap()),
            kind,
            name: text(name),
            network: None,
            parent: None,
            region: None,
            founded_on: Some("2011-01-18".parse().unwrap()),
            planned: false,
        };
        self.execute::<Body>(command, "2016-01-04").await
    }

    async fn seat(&mut self, body: Uuid, function: &str, partner: PartnerId) -> Uuid {
        let seat = EntryId::generate().0;
        let command = DefineSeat {
            body: body.into(),
            seat: Some(seat.into()),
            function: text(function),
            on_behalf_of: Some(partner),
        };
        self.execute::<Body>(command, "2016-01-12").await;
        let fill = membership::body::FillSeat {
            body: body.into(),
            seat: seat.into(),
            contact: None,
            partner: Some(partner),
            filled_on: day("2016-01-12"),
        };
        self.execute::<Body>(fill, "2016-01-12").await;
        seat
    }

    pub(super) async fn meets(&mut self, body: Uuid, begins: &str) -> Uuid {
        let command = PlanMeeting {
            id: None,
            body: body.into(),
            begins: begins.parse().unwrap(),
            duration: Some("PT2H".to_owned().try_into().unwrap()),
            place: Some(text("Rathaus, Raum 2.14")),
            // The fixture's office keeps no series of numbers.
            first_number: NonZeroU32::new(7),
            topic: Some(text("Anlass der Sitzung")),
            planned_on: Some(day("2026-03-02")),
        };
        self.execute::<Meeting>(command, "2026-03-02").await
    }

    /// Minutes of a meeting: drafted, submitted and approved on these days.
    pub(crate) async fn minutes_of(
        &mut self,
        body: Uuid,
        meeting: Uuid,
        words: &str,
        mentions: &[ContactId],
        [on, submitted, approved]: [&str; 3],
    ) -> Uuid {
        let draft = DraftMinutes {
            id: None,
            meeting: meeting.into(),
            body: body.into(),
            text: serde_json::from_value(serde_json::to_value(text(words)).unwrap()).unwrap(),
            author: MinutesAuthor {
                by: AuthorKind::Office,
                partner: None,
                contact: None,
            },
            attachments: vec![],
            mentions: mentions.to_vec(),
            drafted_on: day(on),
        };
        let minutes = self.execute::<Minutes>(draft, on).await;
        let submit = SubmitMinutes {
            minutes: minutes.into(),
            meeting: meeting.into(),
            body: body.into(),
            submitted_on: day(submitted),
        };
        self.execute::<Minutes>(submit, submitted).await;
        let approve = ApproveMinutes {
            minutes: minutes.into(),
            approved_on: day(approved),
            in_meeting: None,
        };
        self.execute::<Minutes>(approve, approved).await;
        minutes
    }

    pub(super) async fn send(&mut self, body: Uuid, minutes: Uuid, partner: PartnerId) {
        let command = DispatchMinutes {
            minutes: minutes.into(),
            body: body.into(),
            version: 1,
            partners: vec![partner],
            channel: DispatchChannel::Mail,
            dispatched_on: day("2016-07-06"),
        };
        self.execute::<Minutes>(command, "2016-07-06").await;
    }

    /// Recommends what a meeting came to, and passes it on to the planning unit.
    async fn recommends(&mut self, body: Uuid, meeting: Uuid, title: &str) -> Uuid {
        let words = text("Ausweitung der Beratung wird empfohlen.");
        let outcome = OutcomeId(words.id.0);
        let record = RecordOutcome {
            meeting: meeting.into(),
            body: body.into(),
            id: Some(outcome),
            item: None,
            kind: OutcomeKind::Recommendation,
            text: words,
            responsible: None,
            due_on: None,
        };
        self.execute::<Meeting>(record, "2016-03-02").await;
        let raise = RaiseRecommendation {
            id: None,
            meeting: meeting.into(),
            outcome,
            body: body.into(),
            kind: RecommendationKind::Recommendation,
            title: text(title),
            text: None,
            raised_on: day("2016-03-02"),
        };
        let id = self.execute::<Recommendation>(raise, "2016-03-02").await;
        let forward = ForwardRecommendation {
            recommendation: id.into(),
            from: Addressee::Body(body.into()),
            to: Addressee::Organ(OrganCode::try_new("jugendhilfeplanung").unwrap()),
            forwarded_on: day("2016-03-10"),
            via: None,
            letter: None,
        };
        self.execute::<Recommendation>(forward, "2016-03-10").await;
        id
    }

    /// A partner who is a person.
    async fn midwife(&mut self, network: NetworkId) -> PartnerId {
        let command = RequestMembership {
            id: None,
            institution: institution("Hebamme Beispiel"),
            kind: PartnerKind::Einzelperson,
            networks: vec![network],
            requested_on: day("2016-01-04"),
        };
        let partner = PartnerId(self.execute::<Partner>(command, "2016-01-04").await);
        self.attest(partner, EligibilityCriterion::RegularContact)
            .await;
        self.admit(partner, "2016-01-11").await;
        partner
    }
}

/// Leverkusen with this policy.
pub(super) async fn town<'a>(
    database: &'a TestDatabase,
    publishes: Option<Publishes<'_>>,
) -> Town<'a> {
    let mut office = Office::found(database, &policy("leverkusen", publishes)).await;
    let network = office
        .network("Netzwerk Frühe Hilfen", NetworkKind::Single)
        .await;
    let seated = office.member("Beratungsstelle Mitte", &[network]).await;
    let contact = office.contact(seated, "Erika Muster", None).await;
    let midwife = office.midwife(network).await;
    let body = office
        .gremium(
            "qualitaetszirkel",
            BodyKind::QualityCircle,
            "Qualitätszirkel",
        )
        .await;
    office.seat(body, "Vertretung der Beratung", seated).await;
    office.seat(body, "Vertretung der Hebammen", midwife).await;
    let held = office.met(body, "2016-03-01", &[seated, midwife]).await;
    let minutes = office
        .minutes_of(
            body,
            held,
            "Der Lotsendienst wird vorgestellt.\n- drei Tage\n- eine Vertretung fehlt",
            &[ContactId(contact)],
            DAYS,
        )
        .await;
    office.send(body, minutes, seated).await;
    let title = "Mehr Plätze in der Elternberatung";
    let recommendation = office.recommends(body, held, title).await;
    let planned = office.meets(body, "2026-05-06T09:00").await;
    let item = AddAgendaItem {
        meeting: planned.into(),
        body: body.into(),
        item: None,
        kind: ItemKind::Ordinary,
        title: Some(text("Vertraulicher Punkt")),
        note: None,
        topic: None,
        speaker: None,
        partner: None,
        subgroup: None,
        minutes: None,
        position: None,
    };
    office.execute::<Meeting>(item, "2026-03-02").await;
    let cancelled = office.meets(body, "2026-09-02T09:00").await;
    let cancel = CancelMeeting {
        meeting: cancelled.into(),
        reason: None,
        cancelled_on: day("2026-03-02"),
    };
    office.execute::<Meeting>(cancel, "2026-03-02").await;
    let hidden_body = office
        .gremium(
            "steuerungsgruppe",
            BodyKind::SteeringGroup,
            "Steuerungsgruppe Nord",
        )
        .await;
    office.seat(hidden_body, "Leitung", seated).await;
    let hidden_meeting = office.met(hidden_body, "2016-04-01", &[seated]).await;
    office.publish().await;
    Town {
        office,
        body,
        seated,
        held,
        planned,
        cancelled,
        minutes,
        recommendation,
        hidden_body,
        hidden_meeting,
    }
}
