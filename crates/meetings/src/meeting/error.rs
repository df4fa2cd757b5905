//! Why a meeting's command is refused.

use kernel::{
    AgendaItemId, BodyId, CorrectionRefusal, Date, Facts, OutcomeId, PartnerId, Refusal, Status,
    facts, german,
};
use thiserror::Error;
use uuid::Uuid;

use crate::duty::NotYourDuty;
use crate::facts::OutcomeKind;
use crate::policy::MeetingDuty;
use crate::unfit::Unfit;

/// Why a meeting's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MeetingRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The policy gives the duty to others.
    #[error("{:?} has none of the duties {:?}", .0.role, .0.duties)]
    NotYourDuty(NotYourDuty),
    /// The body is not there on the business date.
    #[error("body {body} does not run")]
    BodyDoesNotRun { body: BodyId },
    /// The command names another body than the meeting's.
    #[error("the meeting is of body {body}")]
    OtherBody { body: BodyId },
    /// The day lies behind.
    #[error("{begins_on} lies before {day}")]
    DayPassed { begins_on: Date, day: Date },
    /// The body's meetings have numbers, so that no other can be the first.
    #[error("the body's meetings are numbered up to {last}")]
    NumberedAlready { last: u32 },
    #[error("meeting was cancelled on {cancelled_on}")]
    Cancelled { cancelled_on: Date },
    /// What belongs before a meeting comes too late.
    #[error("meeting of {begins_on} was opened")]
    Open { begins_on: Date },
    /// What belongs into a meeting comes too early.
    #[error("meeting of {begins_on} was not opened")]
    NotOpened { begins_on: Date },
    /// Its day has not come.
    #[error("meeting begins on {begins_on}, today is {today}")]
    NotOpenYet { begins_on: Date, today: Date },
    #[error("meeting was closed on {closed_on}")]
    Closed { closed_on: Date },
    /// A list names something twice.
    #[error("{field} names {id} twice")]
    NamedTwice { field: &'static str, id: Uuid },
    #[error("agenda item {item} is named or made twice")]
    ItemTwice { item: AgendaItemId },
    /// A new order leaves items out.
    #[error("the order leaves out {missing:?}")]
    AgendaIncomplete { missing: Vec<AgendaItemId> },
    /// Something came of the item.
    #[error("agenda item {item} has {outcomes} outcomes")]
    ItemHasOutcomes { item: AgendaItemId, outcomes: usize },
    #[error("position {position} lies behind {last}")]
    PositionImpossible { position: u32, last: u32 },
    /// An anonymous case talk stands on no paper.
    #[error("anonymous case talk carries a {field}")]
    CaseTalkHasNoText { field: &'static str },
    /// Nothing says what the item is about.
    #[error("agenda item has no title")]
    TitleMissing,
    #[error("presentation names no partner")]
    PresenterMissing,
    #[error("report names no subgroup")]
    SubgroupMissing,
    /// The subgroup prepares for another body, or for none.
    #[error("subgroup {subgroup} works for {parent:?}")]
    SubgroupOfOther {
        subgroup: BodyId,
        parent: Option<BodyId>,
    },
    #[error("topic stands in the backlog of body {body}")]
    TopicOfOtherBody { body: BodyId },
    /// The policy says that nobody from outside speaks.
    #[error("the policy excludes guest speakers")]
    GuestsDoNotSpeak,
    #[error("nobody is invited")]
    NobodyInvited,
    /// The contact speaks for an institution that is not invited.
    #[error("a contact speaks for {partner}, which is not invited")]
    ContactOfNobodyInvited { partner: PartnerId },
    #[error("partner {partner} was not invited")]
    NotInvited { partner: PartnerId },
    #[error("contact speaks for {speaks_for}, not for {partner}")]
    ContactOfOtherPartner {
        speaks_for: PartnerId,
        partner: PartnerId,
    },
    /// Who writes the minutes is not elected.
    #[error("the minutes are written by {duty:?}")]
    TakerIsFixed { duty: MeetingDuty },
    #[error("no minute taker was elected")]
    TakerNotElected,
    /// The body recommends; what it decides binds nobody else.
    #[error("body {body} only advises ({status:?})")]
    BodyOnlyAdvises { body: BodyId, status: Status },
    #[error("outcome {outcome} exists already")]
    OutcomeTwice { outcome: OutcomeId },
    #[error("outcome is a {kind:?}, not a task")]
    NotATask { kind: OutcomeKind },
    #[error("task was done on {done_on}")]
    TaskDone { done_on: Date },
}

impl MeetingRefusal {
    /// Code, field and rule.
    fn sign(&self) -> (&'static str, Option<&'static str>, Option<&'static str>) {
        match self {
            Self::Unfit(unfit) => (unfit.code(), unfit.field(), unfit.rule()),
            Self::Correction(refusal) => (refusal.code(), refusal.field(), refusal.rule()),
            Self::NotYourDuty(_) => ("NOT_YOUR_DUTY", None, Some("MTG-08")),
            Self::BodyDoesNotRun { .. } => ("BODY_DOES_NOT_RUN", Some("body"), None),
            Self::OtherBody { .. } => ("BODY_DIFFERS", Some("body"), Some("MTG-30")),
            Self::DayPassed { .. } => ("MEETING_DAY_PASSED", Some("begins"), None),
            Self::NumberedAlready { .. } => {
                ("NUMBERED_ALREADY", Some("firstNumber"), Some("MTG-30"))
            }
            Self::Cancelled { .. } => ("MEETING_CANCELLED", Some("meeting"), None),
            Self::Open { .. } => ("MEETING_OPEN", Some("meeting"), None),
            Self::NotOpened { .. } => ("MEETING_NOT_OPEN", Some("meeting"), None),
            Self::NotOpenYet { .. } => ("MEETING_NOT_OPEN_YET", Some("meeting"), None),
            Self::Closed { .. } => ("MEETING_CLOSED", Some("meeting"), None),
            Self::NamedTwice { field, .. } => ("NAMED_TWICE", Some(field), None),
            Self::ItemTwice { .. } => ("AGENDA_ITEM_TWICE", Some("item"), None),
            Self::AgendaIncomplete { .. } => ("AGENDA_INCOMPLETE", Some("items"), None),
            Self::ItemHasOutcomes { .. } => ("AGENDA_ITEM_HAS_OUTCOMES", Some("item"), None),
            Self::PositionImpossible { .. } => ("POSITION_IMPOSSIBLE", Some("position"), None),
            Self::CaseTalkHasNoText { field } => {
                ("CASE_TALK_HAS_NO_TEXT", Some(field), Some("MTG-24"))
            }
            Self::TitleMissing => ("TITLE_MISSING", Some("title"), None),
            Self::PresenterMissing => ("PRESENTER_MISSING", Some("partner"), Some("MEM-47")),
            Self::SubgroupMissing => ("SUBGROUP_MISSING", Some("subgroup"), Some("MTG-13")),
            Self::SubgroupOfOther { .. } => {
                ("SUBGROUP_OF_OTHER_BODY", Some("subgroup"), Some("MTG-13"))
            }
            Self::TopicOfOtherBody { .. } => ("TOPIC_OF_OTHER_BODY", Some("topic"), Some("MTG-09")),
            Self::GuestsDoNotSpeak => ("GUESTS_DO_NOT_SPEAK", Some("speaker"), Some("MTG-14")),
            Self::NobodyInvited => ("NOBODY_INVITED", Some("partners"), Some("MTG-08")),
            Self::ContactOfNobodyInvited { .. } => (
                "CONTACT_OF_NOBODY_INVITED",
                Some("contacts"),
                Some("MTG-08"),
            ),
            Self::NotInvited { .. } => ("NOT_INVITED", Some("partner"), Some("MTG-08")),
            Self::ContactOfOtherPartner { .. } => {
                ("CONTACT_OF_OTHER_PARTNER", Some("contact"), None)
            }
            Self::TakerIsFixed { .. } => ("TAKER_IS_FIXED", Some("partner"), Some("MTG-11")),
            Self::TakerNotElected => ("TAKER_NOT_ELECTED", Some("meeting"), Some("MTG-10")),
            Self::BodyOnlyAdvises { .. } => ("BODY_ONLY_ADVISES", Some("kind"), Some("MTG-15")),
            Self::OutcomeTwice { .. } => ("OUTCOME_TWICE", Some("id"), None),
            Self::NotATask { .. } => ("NOT_A_TASK", Some("outcome"), Some("MTG-25")),
            Self::TaskDone { .. } => ("TASK_DONE", Some("doneOn"), Some("MTG-25")),
        }
    }
}

impl Refusal for MeetingRefusal {
    fn code(&self) -> &'static str {
        self.sign().0
    }

    fn field(&self) -> Option<&'static str> {
        self.sign().1
    }

    fn rule(&self) -> Option<&'static str> {
        self.sign().2
    }

    fn sentence(&self) -> String {
        let day = |day: &Date| german::day(*day);
        let plain = match self {
            Self::Unfit(unfit) => return unfit.sentence(),
            Self::Correction(refusal) => return refusal.sentence(),
            Self::NotYourDuty(refusal) => return refusal.sentence(),
            Self::DayPassed { begins_on, day: on } => {
                return format!(
                    "Die Sitzung wäre am {} und damit vor dem {}; eine vergangene Sitzung wird nachgetragen.",
                    day(begins_on),
                    day(on)
                );
            }
            Self::NumberedAlready { last } => {
                return format!(
                    "Die Sitzungen des Gremiums sind schon bis {last} nummeriert; eine andere erste Nummer gibt es nicht."
                );
            }
            Self::Cancelled { cancelled_on } => {
                return format!("Die Sitzung wurde am {} abgesagt.", day(cancelled_on));
            }
            Self::Open { begins_on } => {
                return format!(
                    "Die Sitzung vom {} ist schon eröffnet; das ist nur vorher möglich.",
                    day(begins_on)
                );
            }
            Self::NotOpened { begins_on } => {
                return format!(
                    "Die Sitzung vom {} ist noch nicht eröffnet.",
                    day(begins_on)
                );
            }
            Self::NotOpenYet { begins_on, today } => {
                return format!(
                    "Die Sitzung ist erst am {}; heute ist der {}.",
                    day(begins_on),
                    day(today)
                );
            }
            Self::Closed { closed_on } => {
                return format!(
                    "Die Sitzung ist seit dem {} abgeschlossen; möglich sind nur Berichtigungen.",
                    day(closed_on)
                );
            }
            Self::ItemHasOutcomes { outcomes, .. } => {
                return format!(
                    "Zu dem Tagesordnungspunkt sind {outcomes} Ergebnisse festgehalten."
                );
            }
            Self::AgendaIncomplete { missing } => {
                return format!(
                    "Die Reihenfolge nennt jeden Tagesordnungspunkt einmal; es fehlen {}.",
                    missing.len()
                );
            }
            Self::PositionImpossible { position, last } => {
                return format!(
                    "Die Stelle {position} gibt es auf der Tagesordnung nicht; die letzte ist {last}."
                );
            }
            Self::TakerIsFixed { duty } => {
                return format!(
                    "Eine Wahl ist nicht vorgesehen; das Protokoll ist Aufgabe von: {}.",
                    duty.label()
                );
            }
            Self::NotATask { kind } => {
                return format!(
                    "Das Ergebnis ist von der Art „{}“ und kein Auftrag.",
                    kind.label()
                );
            }
            Self::TaskDone { done_on } => {
                return format!("Der Auftrag ist seit dem {} erledigt.", day(done_on));
            }
            Self::BodyDoesNotRun { .. } => "Das Gremium besteht an diesem Tag nicht.",
            Self::OtherBody { .. } => {
                "Die Sitzung gehört zu einem anderen Gremium; eine Sitzung wechselt ihr Gremium nicht."
            }
            Self::NamedTwice { .. } => "Die Liste nennt etwas zweimal.",
            Self::ItemTwice { .. } => "Den Tagesordnungspunkt gibt es schon.",
            Self::CaseTalkHasNoText { .. } => {
                "Eine anonyme Fallbesprechung trägt keinen Text: Zu ihr wird nichts aufgeschrieben."
            }
            Self::TitleMissing => "Der Tagesordnungspunkt braucht einen Titel.",
            Self::PresenterMissing => {
                "Die Vorstellung der Arbeit braucht den Netzwerkpartner, der sich vorstellt."
            }
            Self::SubgroupMissing => "Der Bericht einer Untergruppe braucht die Untergruppe.",
            Self::SubgroupOfOther { .. } => "Die Untergruppe arbeitet nicht für dieses Gremium.",
            Self::TopicOfOtherBody { .. } => {
                "Der Themenvorschlag steht im Themenspeicher eines anderen Gremiums."
            }
            Self::GuestsDoNotSpeak => "In diesem Gremium sprechen keine Referent/-innen.",
            Self::NobodyInvited => "Die Einladung geht an niemanden.",
            Self::ContactOfNobodyInvited { .. } => {
                "Eine Ansprechperson spricht für eine Institution, die nicht eingeladen ist."
            }
            Self::NotInvited { .. } => "Die Institution ist nicht eingeladen.",
            Self::ContactOfOtherPartner { .. } => {
                "Die Ansprechperson spricht für einen anderen Netzwerkpartner als den genannten."
            }
            Self::TakerNotElected => {
                "Die Sitzung hat noch niemanden gewählt, der das Protokoll schreibt."
            }
            Self::BodyOnlyAdvises { .. } => {
                "Das Gremium hat Empfehlungscharakter und fasst keine Beschlüsse; es kann empfehlen."
            }
            Self::OutcomeTwice { .. } => "Das Ergebnis ist schon festgehalten.",
        };
        plain.to_owned()
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::NotYourDuty(refusal) => refusal.facts(),
            Self::BodyDoesNotRun { body }
            | Self::OtherBody { body }
            | Self::TopicOfOtherBody { body } => facts! { "body" => body },
            Self::DayPassed { begins_on, day } => facts! { "beginsOn" => begins_on, "day" => day },
            Self::NumberedAlready { last } => facts! { "last" => last },
            Self::Cancelled { cancelled_on } => facts! { "cancelledOn" => cancelled_on },
            Self::Open { begins_on } | Self::NotOpened { begins_on } => {
                facts! { "beginsOn" => begins_on }
            }
            Self::NotOpenYet { begins_on, today } => {
                facts! { "beginsOn" => begins_on, "today" => today }
            }
            Self::Closed { closed_on } => facts! { "closedOn" => closed_on },
            Self::NamedTwice { id, .. } => facts! { "id" => id },
            Self::ItemTwice { item } => facts! { "item" => item },
            Self::AgendaIncomplete { missing } => facts! { "missing" => missing },
            Self::ItemHasOutcomes { item, outcomes } => {
                facts! { "item" => item, "outcomes" => outcomes }
            }
            Self::PositionImpossible { position, last } => {
                facts! { "position" => position, "last" => last }
            }
            Self::SubgroupOfOther { subgroup, parent } => {
                facts! { "subgroup" => subgroup, "parent" => parent }
            }
            Self::ContactOfNobodyInvited { partner } | Self::NotInvited { partner } => {
                facts! { "partner" => partner }
            }
            Self::ContactOfOtherPartner {
                speaks_for,
                partner,
            } => facts! { "speaksFor" => speaks_for, "partner" => partner },
            Self::TakerIsFixed { duty } => facts! { "minutesBy" => duty },
            Self::BodyOnlyAdvises { body, status } => facts! { "body" => body, "status" => status },
            Self::OutcomeTwice { outcome } => facts! { "outcome" => outcome },
            Self::NotATask { kind } => facts! { "kind" => kind },
            Self::TaskDone { done_on } => facts! { "doneOn" => done_on },
            Self::CaseTalkHasNoText { .. }
            | Self::TitleMissing
            | Self::PresenterMissing
            | Self::SubgroupMissing
            | Self::GuestsDoNotSpeak
            | Self::NobodyInvited
            | Self::TakerNotElected => Facts::new(),
        }
    }
}
