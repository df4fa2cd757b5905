//! What differs between municipalities about meetings (MTG-01 … MTG-30).
//!
//! How often a body meets belongs to membership's bodies; here stands who does what before, in and after its
//! meetings. Rules name the bodies for which a document says something: what is said of the Lenkungskreis is
//! never taken for its Untergruppen, and a body without rules has none.

use kernel::{Interval, Sourced, Strength};
use serde::{Deserialize, Serialize};

use crate::duration::MeetingDuration;

kernel::code! {
    /// Who has a duty around a meeting [Aufgabe rund um die Sitzung].
    pub enum MeetingDuty {
        /// the members of the body, jointly
        AllMembers = "alle Mitglieder gemeinsam",
        /// a team that prepares the meeting (MTG-08)
        PreparationTeam = "Vorbereitungsteam",
        /// the network's coordination
        CoordinationOffice = "Netzwerkkoordination",
        /// somebody whom the body elects (MTG-10)
        ElectedTaker = "gewählte Protokollführung",
        /// the municipality's youth office (MTG-11)
        YouthOffice = "Jugendamt",
        /// the municipality's administration (MTG-10)
        Administration = "Verwaltung",
        /// the municipality's youth welfare planning (MTG-22)
        YouthWelfarePlanning = "Jugendhilfeplanung",
    }
}

kernel::code! {
    /// When a body elects who writes its minutes [Wahl der Protokollführung].
    pub enum ElectionTime {
        /// anew in every meeting
        EachMeeting = "in jeder Sitzung",
        /// for a term
        ForATerm = "für eine Amtszeit",
    }
}

kernel::code! {
    /// What kind of addressee a recommendation has outside the bodies [Adressat].
    pub enum TargetKind {
        /// a committee of the council
        Committee = "Ausschuss",
        /// the council
        Council = "Rat, Kreistag",
        /// a planning unit of the administration
        PlanningUnit = "Planungseinheit",
        /// whoever plans or decides, not named closer
        DecisionMaker = "Planungs- und Entscheidungsträger",
    }
}

kernel::code! {
    /// What a partner passes on in its own house [Weitergabe] (MTG-23).
    pub enum PassingOn {
        /// results and agreed standards
        ResultsAndStandards = "Ergebnisse und vereinbarte Standards",
        /// offers and tasks of the other partners
        OffersAndTasks = "Angebote und Aufgaben der anderen Netzwerkpartner",
    }
}

kernel::code! {
    /// How the network may talk about a case [Fallbesprechung] (MTG-24). Never with a name, never on record.
    pub enum CaseTalk {
        /// where it happens, personal data is made anonymous
        Anonymised = "anonymisiert",
        /// offered as a possibility, without names
        AnonymousPossible = "anonym möglich",
        /// anonymous, or under a pseudonym
        AnonymisedOrPseudonymised = "anonymisiert oder pseudonymisiert",
    }
}

kernel::code! {
    /// What a body may have on its agenda besides ordinary topics [Art des Tagesordnungspunkts].
    pub enum AgendaKind {
        /// anonymous case talk; carries no notes (MTG-24)
        AnonymousCaseTalk = "anonyme Fallbesprechung",
        /// analysis of errors (MTG-25)
        ErrorAnalysis = "Fehleranalyse",
        /// exchange and collegial advice (MTG-26)
        CollegialAdvice = "fachlicher Austausch und kollegiale Beratung",
        /// needs for support and for offers (MTG-16)
        Need = "Bedarf",
        /// new proposals, which a subgroup may prepare (MTG-17)
        Proposal = "Vorschlag",
        /// changes to propose to others (MTG-20)
        ChangeProposal = "Veränderungsvorschlag",
        /// a partner presents its work (MEM-47)
        PartnerPresentation = "Vorstellung der Arbeit",
        /// common standards (MTG-28)
        QualityStandard = "gemeinsamer Standard",
        /// results of the evaluation (MTG-29)
        EvaluationResults = "Ergebnisse der Evaluation",
    }
}

/// A municipality's rules for meetings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MeetingsPolicy {
    /// What holds for the meetings of which bodies; each body at most once.
    pub rules: Vec<MeetingRules>,
    /// What may stand on an agenda (MTG-16 … MTG-29).
    pub agenda_kinds: Vec<Sourced<AgendaKind>>,
    /// How a case may be talked about (MTG-24).
    pub anonymous_case_talk: Sourced<CaseTalk>,
    /// What partners pass on in their houses (MTG-23).
    pub passing_on: Sourced<PassingOn>,
    /// Addressees of recommendations and reports that are no bodies of the network.
    pub targets: Vec<Sourced<Target>>,
    /// Where recommendations go, step by step (MTG-19 … MTG-22); empty where no document says it.
    pub recommendation_path: Vec<Sourced<PathStep>>,
    /// Recurring reports to committees (MTG-18); a report is no path for recommendations.
    pub committee_reports: CommitteeReports,
    /// Common training (MTG-27).
    pub training: Sourced<Training>,
    /// How often the training recurs; unstated where it is held when needed.
    pub training_interval: Sourced<Interval>,
    /// Where results of the evaluation are discussed, by the key of a body (MTG-29).
    pub evaluation_discussed_in: Sourced<Vec<String>>,
    pub evaluation_discussed_every: Sourced<Interval>,
}

impl MeetingsPolicy {
    /// What holds for the meetings of the body; `None` where no document says anything about it.
    pub fn rules_for(&self, body: &str) -> Option<&MeetingRules> {
        self.rules
            .iter()
            .find(|rules| rules.bodies.iter().any(|key| key == body))
    }

    /// Where the body usually meets (MTG-03); `None` where nobody said so.
    pub fn usual_place(&self, body: &str) -> Option<&str> {
        self.rules_for(body)?
            .default_place
            .value()
            .map(String::as_str)
    }

    /// The addressee outside the network's bodies that has the key.
    pub fn target(&self, key: &str) -> Option<&Target> {
        let mut known = self.targets.iter().filter_map(Sourced::value);
        known.find(|target| target.key == key)
    }
}

/// Who does what around the meetings of some bodies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MeetingRules {
    /// Keys of membership's bodies.
    pub bodies: Vec<String>,
    /// Who leads [Federführung] (MTG-02).
    pub led_by: Sourced<Vec<MeetingDuty>>,
    /// Who invites [Einladung]; several together (MTG-08).
    pub invited_by: Sourced<Vec<MeetingDuty>>,
    /// Who moderates [Moderation] (MTG-08).
    pub moderated_by: Sourced<Vec<MeetingDuty>>,
    /// Who sets the topics [Tagesordnung] (MTG-09).
    pub agenda_by: Sourced<Vec<MeetingDuty>>,
    /// Who writes the minutes [Protokoll] (MTG-10, MTG-11).
    pub minutes_by: Sourced<MeetingDuty>,
    /// When an elected taker is elected (MTG-10).
    pub taker_elected: Sourced<ElectionTime>,
    /// Who sends the minutes [Versendung] (MTG-10).
    pub dispatched_by: Sourced<MeetingDuty>,
    /// Where meetings usually are (MTG-03).
    pub default_place: Sourced<String>,
    /// How long they usually take (MTG-03).
    pub default_duration: Sourced<MeetingDuration>,
    /// Whether guests speak [Referent/-innen] (MTG-14).
    pub guest_speakers: Sourced<bool>,
    /// The body for which these prepare, by its key (MTG-13).
    pub prepares_for: Sourced<String>,
}

/// An addressee outside the network's bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Target {
    /// Unique among targets and bodies.
    pub key: String,
    pub name: String,
    pub kind: TargetKind,
}

/// One step of a recommendation: from a body or a target to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PathStep {
    /// Key of a body or of a target; absent where the document says "im Rahmen der Netzwerkarbeit" alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Key of a body or of a target.
    pub to: String,
    /// Who carries it (MTG-19, MTG-20); absent where the document does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<MeetingDuty>,
    /// `may` where the document says "können" (MTG-22).
    pub strength: Strength,
}

/// Recurring reports [Mitteilung] (MTG-18).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CommitteeReports {
    /// Keys of targets.
    pub to: Sourced<Vec<String>>,
    /// Unstated where the document says "regelmäßig" alone: a task asks for it.
    pub interval: Sourced<Interval>,
}

kernel::code! {
    /// How common training is arranged [gemeinsame Fortbildung] (MTG-27).
    pub enum Training {
        /// organised or visited where it is needed
        WhenNeeded = "im Bedarfsfall",
        /// recurs
        Recurring = "wiederkehrend",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_one_body_is_not_taken_for_another() {
        let unstated = r#"{"status":"unstated"}"#;
        let rules: MeetingRules = serde_json::from_str(&format!(
            r#"{{"bodies":["lenkungskreis"],"led-by":{unstated},"invited-by":{unstated},
                "moderated-by":{unstated},"agenda-by":{unstated},"taker-elected":{unstated},
                "dispatched-by":{unstated},"default-place":{unstated},"guest-speakers":{unstated},
                "prepares-for":{unstated},
                "minutes-by":{{"value":"youth-office","status":"stated","words":"vom Jugendamt",
                               "source":{{"document":"S4","section":"Organisation"}}}},
                "default-duration":{{"value":"PT2H","status":"stated","words":"ca. 2 Stunden",
                               "source":{{"document":"S4","section":"Organisation"}}}}}}"#
        ))
        .unwrap();
        let policy: MeetingsPolicy = serde_json::from_str(&format!(
            r#"{{"rules":[{}],"agenda-kinds":[],"anonymous-case-talk":{unstated},
                "passing-on":{unstated},"targets":[],"recommendation-path":[],
                "committee-reports":{{"to":{unstated},"interval":{unstated}}},"training":{unstated},
                "training-interval":{unstated},"evaluation-discussed-in":{unstated},
                "evaluation-discussed-every":{unstated}}}"#,
            serde_json::to_string(&rules).unwrap()
        ))
        .unwrap();
        assert_eq!(policy.rules_for("lenkungskreis"), Some(&rules));
        assert_eq!(policy.rules_for("untergruppe"), None);
        assert_eq!(rules.minutes_by.binding(), Some(&MeetingDuty::YouthOffice));
        assert_eq!(
            rules.default_duration.value().map(MeetingDuration::minutes),
            Some(120)
        );
    }
}
