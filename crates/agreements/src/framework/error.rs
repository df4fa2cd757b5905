//! How a text says no.

use kernel::{CorrectionRefusal, Date, Facts, FrameworkId, PartnerId, Refusal, facts, german};
use thiserror::Error;

use super::codes::{ClauseCode, PlaceholderCode};
use super::marks::MarkFault;
use super::reading::Place;

/// Why a text's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FrameworkRefusal {
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error("the text does not exist")]
    NotFound,
    #[error("the text exists already")]
    AlreadyExists,
    #[error("the new text has no id")]
    IdMissing,
    #[error("text {framework} has no version {version}")]
    BaseUnknown {
        framework: FrameworkId,
        version: u32,
    },
    #[error("{field} names an unknown partner")]
    PartnerUnknown {
        field: &'static str,
        partner: PartnerId,
    },
    #[error("{field} {date} lies after today {today}")]
    DateInFuture {
        field: &'static str,
        date: Date,
        today: Date,
    },
    #[error("{field} {date} lies before {earliest}")]
    DateTooEarly {
        field: &'static str,
        date: Date,
        earliest: Date,
    },
    #[error("{field} has {length} characters")]
    NameTooLong { field: &'static str, length: usize },
    /// Its words stay as they are.
    #[error("version {version} was approved on {approved_on}")]
    Approved { version: u32, approved_on: Date },
    /// There are never two open drafts of one text.
    #[error("version {version} is still open")]
    DraftOpen { version: u32 },
    #[error("the text was retired on {retired_on}")]
    Retired { retired_on: Date },
    #[error("the text has no clause")]
    NoClauses,
    #[error("the text has no clause `{0}`")]
    ClauseUnknown(ClauseCode),
    #[error("the text has a clause `{0}` already")]
    ClauseExists(ClauseCode),
    #[error("there is no position {position} up to {last}")]
    PositionUnknown { position: u16, last: u16 },
    #[error("{fault}")]
    Malformed {
        field: &'static str,
        clause: Place,
        fault: MarkFault,
    },
    #[error("no placeholder `{0}` is declared")]
    PlaceholderUnknown(PlaceholderCode),
    /// They stand in the words, and nobody declared them.
    #[error("undeclared placeholders: {undeclared:?}")]
    PlaceholderUndeclared {
        undeclared: Vec<(PlaceholderCode, Vec<Place>)>,
    },
    /// They are declared, and stand nowhere in the words.
    #[error("unused placeholders: {unused:?}")]
    PlaceholderUnused { unused: Vec<PlaceholderCode> },
    /// A switch is used as a text, or a text as a switch.
    #[error("placeholders used as another kind: {placeholders:?}")]
    PlaceholderOfOtherKind { placeholders: Vec<PlaceholderCode> },
    #[error("the consultation of version {version} runs until {until}")]
    ConsultationOpen { version: u32, until: Date },
    #[error("the consultation ended with {last_day}")]
    ConsultationOver { last_day: Date },
    #[error("no consultation was opened")]
    ConsultationMissing,
    #[error("nobody is named who said it")]
    CommenterMissing,
    #[error("the text has no comment {0}")]
    CommentUnknown(u16),
    #[error("comment {comment} was answered on {answered_on}")]
    CommentAnswered { comment: u16, answered_on: Date },
    #[error("the decision's {field} {reason}")]
    DecisionInvalid { field: &'static str, reason: String },
}

impl Refusal for FrameworkRefusal {
    fn code(&self) -> &'static str {
        self.parts().0
    }

    fn field(&self) -> Option<&'static str> {
        self.parts().1
    }

    fn rule(&self) -> Option<&'static str> {
        self.parts().2
    }

    fn sentence(&self) -> String {
        let day = |date: &Date| german::day(*date);
        match self {
            Self::Correction(refusal) => refusal.sentence(),
            Self::NotFound => "Diesen Vereinbarungstext gibt es nicht.".to_owned(),
            Self::AlreadyExists => "Diesen Vereinbarungstext gibt es schon.".to_owned(),
            Self::IdMissing => "Dem neuen Vereinbarungstext fehlt seine Kennung.".to_owned(),
            Self::BaseUnknown { version, .. } => {
                format!("Eine Fassung {version} dieses Ausgangstextes gibt es nicht.")
            }
            Self::PartnerUnknown { .. } => "Diesen Netzwerkpartner gibt es nicht.".to_owned(),
            Self::DateInFuture { date, today, .. } => format!(
                "Der {} liegt nach dem heutigen Tag ({}).",
                day(date),
                day(today)
            ),
            Self::DateTooEarly { date, earliest, .. } => {
                format!("Der {} liegt vor dem {}.", day(date), day(earliest))
            }
            Self::NameTooLong { length, .. } => {
                format!("Hier sind höchstens 200 Zeichen möglich; es sind {length}.")
            }
            Self::Approved {
                version,
                approved_on,
            } => format!(
                "Die Fassung {version} ist seit dem {} freigegeben; ihr Wortlaut bleibt, wie er ist. Geändert wird in einer neuen Fassung.",
                day(approved_on)
            ),
            Self::DraftOpen { version } => {
                format!("Die Fassung {version} ist noch nicht freigegeben.")
            }
            Self::Retired { retired_on } => format!(
                "Der Text ist nur bis zum {} verwendet worden.",
                day(retired_on)
            ),
            Self::NoClauses => "Der Text hat noch keinen Abschnitt.".to_owned(),
            Self::ClauseUnknown(clause) => {
                format!("Einen Abschnitt „{clause}“ hat der Text nicht.")
            }
            Self::ClauseExists(clause) => {
                format!("Einen Abschnitt „{clause}“ gibt es im Text schon.")
            }
            Self::PositionUnknown { position, last } => {
                format!("Eine Stelle {position} gibt es nicht; möglich ist 1 bis {last}.")
            }
            Self::Malformed { clause, fault, .. } => malformed(clause, fault),
            Self::PlaceholderUnknown(placeholder) => {
                format!("Ein Platzhalter „{placeholder}“ ist nicht festgelegt.")
            }
            Self::PlaceholderUndeclared { undeclared } => format!(
                "Im Text stehen Platzhalter, die nicht festgelegt sind: {}.",
                undeclared
                    .iter()
                    .map(|(code, places)| format!("„{code}“ ({})", listed(places)))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            Self::PlaceholderUnused { unused } => format!(
                "Diese Platzhalter sind festgelegt, stehen aber nirgends im Text: {}.",
                quoted(unused)
            ),
            Self::PlaceholderOfOtherKind { placeholders } => format!(
                "Eine Wahlmöglichkeit steht im Text als „{{{{?…}}}}“, jeder andere Platzhalter als „{{{{…}}}}“; anders verwendet: {}.",
                quoted(placeholders)
            ),
            Self::ConsultationOpen { version, until } => format!(
                "Die Fassung {version} ist noch bis zum {} in Abstimmung.",
                day(until)
            ),
            Self::ConsultationOver { last_day } => {
                format!("Die Abstimmung endete schon am {}.", day(last_day))
            }
            Self::ConsultationMissing => {
                "Für diese Fassung wurde keine Abstimmung eröffnet.".to_owned()
            }
            Self::CommenterMissing => {
                "Zur Stellungnahme gehört, von wem sie ist: ein Netzwerkpartner oder eine Funktion."
                    .to_owned()
            }
            Self::CommentUnknown(comment) => {
                format!("Eine Stellungnahme Nr. {comment} hat der Text nicht.")
            }
            Self::CommentAnswered {
                comment,
                answered_on,
            } => format!(
                "Die Stellungnahme Nr. {comment} ist schon am {} beantwortet worden.",
                day(answered_on)
            ),
            Self::DecisionInvalid { field, .. } => {
                format!("Der Beschluss ist unvollständig oder falsch geschrieben ({field}).")
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Correction(refusal) => refusal.facts(),
            Self::NotFound
            | Self::AlreadyExists
            | Self::IdMissing
            | Self::NoClauses
            | Self::ConsultationMissing
            | Self::CommenterMissing => Facts::new(),
            Self::BaseUnknown { framework, version } => {
                facts! { "framework" => framework, "version" => version }
            }
            Self::PartnerUnknown { partner, .. } => facts! { "partner" => partner },
            Self::DateInFuture { date, today, .. } => facts! { "date" => date, "today" => today },
            Self::DateTooEarly { date, earliest, .. } => {
                facts! { "date" => date, "earliest" => earliest }
            }
            Self::NameTooLong { length, .. } => facts! { "length" => length, "max" => 200 },
            Self::Approved {
                version,
                approved_on,
            } => facts! { "version" => version, "approvedOn" => approved_on },
            Self::DraftOpen { version } => facts! { "version" => version },
            Self::Retired { retired_on } => facts! { "retiredOn" => retired_on },
            Self::ClauseUnknown(clause) | Self::ClauseExists(clause) => {
                facts! { "clause" => clause }
            }
            Self::PositionUnknown { position, last } => {
                facts! { "position" => position, "last" => last }
            }
            Self::Malformed { clause, fault, .. } => {
                facts! { "clause" => clause, "placeholder" => fault.placeholder() }
            }
            Self::PlaceholderUnknown(placeholder) => facts! { "placeholder" => placeholder },
            Self::PlaceholderUndeclared { undeclared } => {
                let undeclared: Vec<Facts> = undeclared
                    .iter()
                    .map(|(code, places)| facts! { "placeholder" => code, "clauses" => places })
                    .collect();
                facts! { "undeclared" => undeclared }
            }
            Self::PlaceholderUnused { unused } => facts! { "unused" => unused },
            Self::PlaceholderOfOtherKind { placeholders } => {
                facts! { "placeholders" => placeholders }
            }
            Self::ConsultationOpen { version, until } => {
                facts! { "version" => version, "until" => until }
            }
            Self::ConsultationOver { last_day } => facts! { "lastDay" => last_day },
            Self::CommentUnknown(comment) => facts! { "comment" => comment },
            Self::CommentAnswered {
                comment,
                answered_on,
            } => facts! { "comment" => comment, "answeredOn" => answered_on },
            Self::DecisionInvalid { field, .. } => facts! { "field" => field },
        }
    }
}

/// Stable code, field and rule.
type Parts = (&'static str, Option<&'static str>, Option<&'static str>);

impl FrameworkRefusal {
    fn parts(&self) -> Parts {
        match self {
            Self::Correction(refusal) => (refusal.code(), refusal.field(), None),
            Self::NotFound => ("NOT_FOUND", Some("framework"), None),
            Self::AlreadyExists => ("ALREADY_EXISTS", Some("id"), None),
            Self::IdMissing => ("ID_MISSING", Some("id"), None),
            Self::BaseUnknown { .. } => ("BASE_UNKNOWN", Some("basedOn"), None),
            Self::PartnerUnknown { field, .. } => ("PARTNER_UNKNOWN", Some(field), None),
            Self::DateInFuture { field, .. } => ("DATE_IN_FUTURE", Some(field), None),
            Self::DateTooEarly { field, .. } => ("DATE_TOO_EARLY", Some(field), None),
            Self::NameTooLong { field, .. } => ("NAME_TOO_LONG", Some(field), None),
            Self::Approved { .. } => ("FRAMEWORK_APPROVED", Some("framework"), Some("AGR-30")),
            Self::DraftOpen { .. } => ("DRAFT_OPEN", Some("framework"), Some("AGR-30")),
            Self::Retired { .. } => ("FRAMEWORK_RETIRED", Some("framework"), None),
            Self::NoClauses => ("NO_CLAUSES", Some("clauses"), None),
            Self::ClauseUnknown(_) => ("CLAUSE_UNKNOWN", Some("clause"), None),
            Self::ClauseExists(_) => ("CLAUSE_EXISTS", Some("clause"), None),
            Self::PositionUnknown { .. } => ("POSITION_UNKNOWN", Some("position"), None),
            Self::Malformed { field, .. } => ("PLACEHOLDER_MALFORMED", Some(field), Some("AGR-21")),
            Self::PlaceholderUnknown(_) => {
                ("PLACEHOLDER_UNKNOWN", Some("placeholder"), Some("AGR-21"))
            }
            Self::PlaceholderUndeclared { .. } => ("PLACEHOLDER_UNDECLARED", None, Some("AGR-21")),
            Self::PlaceholderUnused { .. } => ("PLACEHOLDER_UNUSED", None, Some("AGR-21")),
            Self::PlaceholderOfOtherKind { .. } => {
                ("PLACEHOLDER_OF_OTHER_KIND", None, Some("AGR-21"))
            }
            Self::ConsultationOpen { .. } => ("CONSULTATION_OPEN", None, Some("AGR-31")),
            Self::ConsultationOver { .. } => ("CONSULTATION_OVER", None, Some("AGR-31")),
            Self::ConsultationMissing => ("CONSULTATION_MISSING", None, Some("AGR-31")),
            Self::CommenterMissing => ("COMMENTER_MISSING", Some("partner"), Some("AGR-31")),
            Self::CommentUnknown(_) => ("COMMENT_UNKNOWN", Some("comment"), Some("AGR-31")),
            Self::CommentAnswered { .. } => ("COMMENT_ANSWERED", Some("comment"), Some("AGR-31")),
            Self::DecisionInvalid { .. } => ("DECISION_INVALID", Some("decision"), None),
        }
    }
}

fn malformed(clause: &Place, fault: &MarkFault) -> String {
    let place = place(clause);
    let code = fault.placeholder();
    match fault {
        MarkFault::NotClosed(_) => {
            format!("{place}: Der Wahlmöglichkeit „{code}“ fehlt ihr Ende „{{{{/{code}}}}}“.")
        }
        MarkFault::NotOpened(_) => {
            format!("{place}: „{{{{/{code}}}}}“ beendet, was nicht begonnen wurde.")
        }
    }
}

fn place(place: &Place) -> String {
    match place {
        Some(clause) => format!("Abschnitt „{clause}“"),
        None => "Titel".to_owned(),
    }
}

fn listed(places: &[Place]) -> String {
    places.iter().map(place).collect::<Vec<_>>().join(", ")
}

fn quoted(codes: &[PlaceholderCode]) -> String {
    let quoted: Vec<String> = codes.iter().map(|code| format!("„{code}“")).collect();
    quoted.join(", ")
}
