//! What an office does with topics, needs, standards and trainings; what a question is asked of.

use kernel::{BodyId, PartnerId};
use meetings::need::SuggestNeed;
use meetings::standard::AdoptStandard;
use meetings::topic::{ProposeTopic, SupportTopic};
use meetings::training::{
    HoldTraining, PlanTraining, RecordTrainingParticipation, TrainingKind, TrainingTopic,
};
use meetings::{Need, QualityStandard, Topic, Training};
use serde_json::Value;
use uuid::Uuid;

use super::fixture::Leverkusen;
use super::office::{Office, day, text};
use super::{data, graph, of};

impl Office<'_> {
    /// Proposes a topic; without a partner the office does.
    pub(crate) async fn propose(
        &mut self,
        body: Uuid,
        by: Option<PartnerId>,
        title: &str,
        on: &str,
    ) -> Uuid {
        let command = ProposeTopic {
            id: None,
            body: body.into(),
            proposed_by: by,
            title: Some(text(title)),
            text: None,
            kind: None,
            proposed_on: day(on),
        };
        self.execute::<Topic>(command, on).await
    }

    pub(crate) async fn support(&mut self, topic: Uuid, body: Uuid, partner: PartnerId, on: &str) {
        let command = SupportTopic {
            topic: topic.into(),
            body: body.into(),
            partner,
            supported_on: day(on),
        };
        self.execute::<Topic>(command, on).await;
    }

    pub(crate) async fn suggest(&mut self, body: Option<BodyId>, title: &str, on: &str) -> Uuid {
        let command = SuggestNeed {
            id: None,
            body,
            title: text(title),
            text: Some(text("Familien fragen danach.")),
            sector: None,
            suggested_on: day(on),
        };
        self.execute::<Need>(command, on).await
    }

    pub(crate) async fn adopt_standard(
        &mut self,
        (body, meeting): (Uuid, Uuid),
        title: &str,
        on: &str,
        review_on: Option<&str>,
    ) -> Uuid {
        let command = AdoptStandard {
            id: None,
            body: body.into(),
            meeting: meeting.into(),
            title: text(title),
            text: Some(text("Wir melden uns binnen zwei Tagen.")),
            document: None,
            adopted_on: day(on),
            review_on: review_on.map(day),
        };
        self.execute::<QualityStandard>(command, on).await
    }

    /// Plans a training of the network's own.
    pub(crate) async fn plan_training(
        &mut self,
        title: &str,
        topic: TrainingTopic,
        (planned_on, begins_on): (&str, &str),
    ) -> Uuid {
        let command = PlanTraining {
            training: None,
            id: None,
            title: Some(text(title)),
            begins_on: day(begins_on),
            ends_on: None,
            place: Some(text("Familienbildungsstätte")),
            kind: TrainingKind::Own,
            topic,
            planned_on: day(planned_on),
        };
        self.execute::<Training>(command, planned_on).await
    }

    pub(crate) async fn hold_training(&mut self, training: Uuid, on: &str) {
        let command = HoldTraining {
            training: training.into(),
            held_on: day(on),
        };
        self.execute::<Training>(command, on).await;
    }

    pub(crate) async fn came(&mut self, training: Uuid, partner: PartnerId, count: u16, on: &str) {
        let command = RecordTrainingParticipation {
            training: training.into(),
            partner,
            count,
        };
        self.execute::<Training>(command, on).await;
    }
}

/// A topic, a need, a standard and a training in Leverkusen, by id.
pub(crate) async fn one_of_each(
    database: &testkit::TestDatabase,
    town: &Leverkusen,
) -> [String; 4] {
    let mut office = Office::resume(database, "leverkusen");
    let partner = town.with_contact;
    let topic = office
        .propose(
            town.body,
            Some(partner),
            "Stillberatung im Quartier",
            "2020-01-07",
        )
        .await;
    office
        .support(topic, town.body, partner, "2020-01-08")
        .await;
    let body = Some(town.body.into());
    let need = office.suggest(body, "Hebammen fehlen", "2020-01-07").await;
    let held_in = (town.body, town.meeting);
    let standard = office
        .adopt_standard(held_in, "Leitfaden zum Erstkontakt", "2016-03-01", None)
        .await;
    let days = ("2020-01-07", "2020-02-11");
    let about = TrainingTopic::ChildProtection;
    let training = office
        .plan_training("Kinderschutz im Säuglingsalter", about, days)
        .await;
    office.hold_training(training, "2020-02-11").await;
    office.came(training, partner, 4, "2020-02-11").await;
    office.publish().await;
    [topic, need, standard, training].map(|id| id.to_string())
}

/// The titles of a list of Leverkusen with these arguments, as somebody with the role reads them.
pub(crate) async fn titles(
    graph: &gateway::graphql::Graph,
    role: kernel::Role,
    list: &str,
    arguments: &str,
) -> Vec<String> {
    let query = format!("{{ {list}({arguments}) {{ totalCount nodes {{ title }} }} }}");
    let answer = data(graph, &of("leverkusen", role), &query).await;
    let nodes = answer[list]["nodes"].as_array().cloned();
    let title = |node: &Value| node["title"].as_str().unwrap_or_default().to_owned();
    let titles: Vec<String> = nodes.unwrap_or_default().iter().map(title).collect();
    assert_eq!(answer[list]["totalCount"], titles.len(), "{arguments}");
    titles
}

/// The titles of all pages of one row each, from the beginning or from the end.
pub(crate) async fn page_by_page(
    graph: &gateway::graphql::Graph,
    list: &str,
    order: &str,
    (length, position): (&str, &str),
) -> Vec<String> {
    let (mut seen, mut from) = (Vec::new(), String::new());
    loop {
        let query = format!(
            "{{ {list}({length}: 1 {from} orderBy: {order}) {{
                pageInfo {{ hasNextPage hasPreviousPage }} edges {{ cursor node {{ title }} }} }} }}"
        );
        let answer = data(graph, &super::coordinator("leverkusen"), &query).await;
        let (edge, info) = (&answer[list]["edges"][0], &answer[list]["pageInfo"]);
        seen.push(
            edge["node"]["title"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        );
        let more = match length {
            "first" => &info["hasNextPage"],
            _ => &info["hasPreviousPage"],
        };
        if *more == Value::Bool(false) {
            break;
        }
        from = format!("{position}: {}", edge["cursor"]);
    }
    if length == "last" {
        seen.reverse();
    }
    seen
}

#[tokio::test]
async fn who_may_not_read_them_finds_none_by_id() {
    let database = super::database().await;
    let town = super::fixture::leverkusen(&database).await;
    let ids = one_of_each(&database, &town).await;
    let graph = graph(&database);
    for id in ids {
        let query = format!("{{ node(id: \"{id}\") {{ id }} }}");
        let partner = of("leverkusen", kernel::Role::Partner);
        assert_eq!(data(&graph, &partner, &query).await["node"]["id"], *id);
        let officer = of("leverkusen", kernel::Role::FundingOfficer);
        let hidden = data(&graph, &officer, &query).await;
        assert_eq!(hidden["node"], Value::Null);
    }
    drop(graph);
    database.drop().await;
}
