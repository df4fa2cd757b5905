//! What a meeting leaves behind: minutes, a recommendation on its way, reports to a committee.

use kernel::{ContactId, Date, EntryId, NewLongText, OutcomeId, PartnerId};
use meetings::committee_report::{BeginCommitteeReports, RecordCommitteeReport, SetReportInterval};
use meetings::meeting::RecordOutcome;
use meetings::minutes::{
    AcknowledgePassingOn, ApproveMinutes, AuthorKind, DispatchChannel, DispatchMinutes,
    DraftMinutes, MinutesAuthor, SubmitMinutes,
};
use meetings::recommendation::{
    Addressee, AnswerKind, ForwardRecommendation, RaiseRecommendation, RecommendationKind,
    RecordRecommendationAnswer, RecordRecommendationReceipt,
};
use meetings::{CommitteeReport, Meeting, Minutes, OrganCode, OutcomeKind, Recommendation};
use testkit::TestDatabase;
use uuid::Uuid;

use super::fixture::Leverkusen;
use super::office::{Office, day, text};

pub(crate) fn long_text(words: &str) -> NewLongText {
    NewLongText::text(EntryId::generate(), words)
}

pub(crate) fn organ(code: &str) -> Addressee {
    Addressee::Organ(OrganCode::try_new(code).unwrap())
}

pub(crate) const BY_OFFICE: MinutesAuthor = MinutesAuthor {
    by: AuthorKind::Office,
    partner: None,
    contact: None,
};

/// A meeting of a body.
#[derive(Clone, Copy)]
pub(crate) struct Met {
    pub(crate) body: Uuid,
    pub(crate) meeting: Uuid,
}

impl Office<'_> {
    /// Drafts what the office wrote down of a meeting.
    pub(crate) async fn draft_minutes(
        &mut self,
        met: Met,
        words: &str,
        mentions: &[ContactId],
        on: &str,
    ) -> Uuid {
        let scan = serde_json::json!({ "sha256": "cd".repeat(32), "mediaType": "pdf" });
        let command = DraftMinutes {
            id: None,
            meeting: met.meeting.into(),
            body: met.body.into(),
            text: long_text(words),
            author: BY_OFFICE,
            attachments: vec![serde_json::from_value(scan).unwrap()],
            mentions: mentions.to_vec(),
            drafted_on: day(on),
        };
        self.execute::<Minutes>(command, on).await
    }

    /// Submits and approves a version without a meeting.
    pub(crate) async fn approve_minutes(
        &mut self,
        met: Met,
        minutes: Uuid,
        submitted: &str,
        on: &str,
    ) {
        let submit = SubmitMinutes {
            minutes: minutes.into(),
            meeting: met.meeting.into(),
            body: met.body.into(),
            submitted_on: day(submitted),
        };
        self.execute::<Minutes>(submit, submitted).await;
        let approve = ApproveMinutes {
            minutes: minutes.into(),
            approved_on: day(on),
            in_meeting: None,
        };
        self.execute::<Minutes>(approve, on).await;
    }

    pub(crate) async fn dispatch_minutes(
        &mut self,
        met: Met,
        minutes: Uuid,
        version: u32,
        partners: &[PartnerId],
        on: &str,
    ) {
        let command = DispatchMinutes {
            minutes: minutes.into(),
            body: met.body.into(),
            version,
            partners: partners.to_vec(),
            channel: DispatchChannel::Mail,
            dispatched_on: day(on),
        };
        self.execute::<Minutes>(command, on).await;
    }

    pub(crate) async fn acknowledge(&mut self, minutes: Uuid, partner: PartnerId, on: &str) {
        let command = AcknowledgePassingOn {
            minutes: minutes.into(),
            partner,
            acknowledged_on: day(on),
        };
        self.execute::<Minutes>(command, on).await;
    }

    /// Raises what a meeting came to.
    pub(crate) async fn recommend(&mut self, met: Met, title: &str, on: &str) -> Uuid {
        let outcome = text(title);
        let id = OutcomeId(outcome.id.0);
        let record = RecordOutcome {
            meeting: met.meeting.into(),
            body: met.body.into(),
            id: Some(id),
            item: None,
            kind: OutcomeKind::Recommendation,
            text: outcome,
            responsible: None,
            due_on: None,
        };
        self.execute::<Meeting>(record, on).await;
        let raise = RaiseRecommendation {
            id: None,
            meeting: met.meeting.into(),
            outcome: id,
            body: met.body.into(),
            kind: RecommendationKind::MeasureRecommendation,
            title: text(title),
            text: Some(text("Die Wartezeit beträgt acht Wochen.")),
            raised_on: day(on),
        };
        self.execute::<Recommendation>(raise, on).await
    }

    pub(crate) async fn forward(
        &mut self,
        recommendation: Uuid,
        from: Addressee,
        to: Addressee,
        on: &str,
    ) {
        let command = ForwardRecommendation {
            recommendation: recommendation.into(),
            from,
            to,
            forwarded_on: day(on),
            via: None,
            letter: Some(text("Mit der Bitte um Beratung.")),
        };
        self.execute::<Recommendation>(command, on).await;
    }

    pub(crate) async fn receive(&mut self, recommendation: Uuid, at: Addressee, on: &str) {
        let command = RecordRecommendationReceipt {
            recommendation: recommendation.into(),
            at,
            received_on: day(on),
        };
        self.execute::<Recommendation>(command, on).await;
    }

    pub(crate) async fn answer(
        &mut self,
        recommendation: Uuid,
        from: Addressee,
        answer: AnswerKind,
        on: &str,
    ) {
        let decision =
            serde_json::json!({ "organ": "rat", "decidedOn": on, "number": "2016/0842" });
        let command = RecordRecommendationAnswer {
            recommendation: recommendation.into(),
            from,
            answer,
            decision: Some(serde_json::from_value(decision).unwrap()),
            text: Some(text("Ab Herbst, zunächst für ein Jahr.")),
            answered_on: day(on),
        };
        self.execute::<Recommendation>(command, on).await;
    }

    pub(crate) async fn report(&mut self, organ: &str, begun: &str) -> Uuid {
        let command = BeginCommitteeReports {
            id: None,
            organ: OrganCode::try_new(organ).unwrap(),
            begun_on: day(begun),
        };
        self.execute::<CommitteeReport>(command, begun).await
    }

    pub(crate) async fn reported(&mut self, report: Uuid, paper: &str, on: &str) {
        let command = RecordCommitteeReport {
            report: report.into(),
            reported_on: day(on),
            paper: Some(paper.parse().unwrap()),
            document: None,
            covers_since: None,
            covers_until: None::<Date>,
        };
        self.execute::<CommitteeReport>(command, on).await;
    }

    pub(crate) async fn report_every(&mut self, report: Uuid, interval: &str, on: &str) {
        let command = SetReportInterval {
            report: report.into(),
            interval: interval.to_owned().try_into().unwrap(),
            adopted_on: day(on),
        };
        self.execute::<CommitteeReport>(command, on).await;
    }
}

/// What Leverkusen's meeting of 1 March 2016 left behind.
pub(crate) struct Left {
    pub(crate) minutes: Uuid,
    pub(crate) recommendation: Uuid,
    pub(crate) report: Uuid,
}

impl Left {
    pub(crate) fn ids(&self) -> [String; 3] {
        [self.minutes, self.recommendation, self.report].map(|id| id.to_string())
    }
}

/// Minutes that went to both partners and of which one passed the results on; a recommendation with an answer;
/// reports to a committee.
pub(crate) async fn leave_behind(database: &TestDatabase, town: &Leverkusen) -> Left {
    let mut office = Office::resume(database, "leverkusen");
    let met = Met {
        body: town.body,
        meeting: town.meeting,
    };
    let mentions = [ContactId(town.contact)];
    let words = "Das Elterncafé stellt sich vor.";
    let minutes = office
        .draft_minutes(met, words, &mentions, "2016-03-04")
        .await;
    office
        .approve_minutes(met, minutes, "2016-03-07", "2016-04-05")
        .await;
    let both = [town.without_contact, town.with_contact];
    office
        .dispatch_minutes(met, minutes, 1, &both, "2016-04-06")
        .await;
    office
        .acknowledge(minutes, town.with_contact, "2016-05-02")
        .await;
    let title = "Mehr Plätze in der Elternberatung";
    let recommendation = office.recommend(met, title, "2016-03-02").await;
    let (body, planning) = (
        Addressee::Body(town.body.into()),
        organ("jugendhilfeplanung"),
    );
    office
        .forward(recommendation, body, planning.clone(), "2016-03-10")
        .await;
    office
        .receive(recommendation, planning.clone(), "2016-03-14")
        .await;
    office
        .answer(recommendation, planning, AnswerKind::Partly, "2016-06-01")
        .await;
    let report = office.report("jugendhilfeausschuss", "2016-01-04").await;
    office.reported(report, "2016/0457", "2016-05-10").await;
    office.publish().await;
    Left {
        minutes,
        recommendation,
        report,
    }
}
