//! A text's state and its fold.
//!
//! The read side stores this state as it is, so it keeps every dated fact. Nothing in it depends on the clock; what
//! holds on a day is asked in `reading`. An event about a version or a clause that a correction took away changes
//! nothing.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Correctable, Date, DecisionRef, EntryId, FrameworkId, History, PartnerId};
use serde::{Deserialize, Serialize};

use super::codes::{ClauseCode, PlaceholderCode};
use super::command::FrameworkCommand;
use super::error::FrameworkRefusal;
use super::event::FrameworkEvent;
use super::facts::TextContext;
use super::values::{AnswerOutcome, BasedOn, Clause, MarkedText, PlaceholderKind};
use crate::agreement::AgreementKind;

/// A text on which agreements are made [Vereinbarungstext, Muster], through its versions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Framework {
    /// `None` until it is drafted.
    pub id: Option<FrameworkId>,
    pub kind: Option<AgreementKind>,
    /// In the order of their numbers; only the last one may be open.
    pub versions: Vec<TextVersion>,
    pub retired: Option<Retirement>,
    pub history: History<FrameworkEvent>,
}

/// A version of a text [Fassung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextVersion {
    /// From 1.
    pub number: u32,
    pub title: MarkedText,
    /// An office, never a person (AGR-30).
    pub responsible_office: EntryId,
    /// The day that is printed with it (AGR-30).
    pub stand: Date,
    pub based_on: Option<BasedOn>,
    /// The day on which it was begun.
    pub drafted_on: Date,
    /// In the order in which they are printed.
    pub clauses: Vec<Clause>,
    /// In the order in which they were declared.
    pub placeholders: Vec<Placeholder>,
    /// In the order in which they were opened.
    pub consultations: Vec<Consultation>,
    /// In the order of their numbers.
    pub comments: Vec<Comment>,
    pub approval: Option<Approval>,
}

/// A declared placeholder [Platzhalter].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Placeholder {
    pub code: PlaceholderCode,
    pub kind: PlaceholderKind,
    pub label: EntryId,
    pub required: bool,
}

/// A time in which partners are asked for comments [Abstimmung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consultation {
    pub from: Date,
    /// The last day as it was announced.
    pub until: Date,
    /// Empty where all partners were asked.
    pub invited: Vec<PartnerId>,
    /// The last day, where it was closed early.
    pub closed_on: Option<Date>,
}

/// A comment [Stellungnahme].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Comment {
    pub number: u16,
    /// `None` where it is about the whole text.
    pub clause: Option<ClauseCode>,
    pub partner: Option<PartnerId>,
    pub function: Option<EntryId>,
    pub text: EntryId,
    pub received_on: Date,
    pub answer: Option<CommentAnswer>,
}

/// What became of a comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommentAnswer {
    pub outcome: AnswerOutcome,
    pub text: EntryId,
    pub answered_on: Date,
}

/// Since when and by which decision a version stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Approval {
    pub approved_on: Date,
    pub decision: Option<DecisionRef>,
}

/// The end of a text's use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Retirement {
    /// The last day on which it was in use.
    pub retired_on: Date,
    pub reason: EntryId,
}

impl Aggregate for Framework {
    const TYPE: &'static str = "framework";
    type Command = FrameworkCommand;
    type Event = FrameworkEvent;
    type Error = FrameworkRefusal;
    type Services = TextContext;

    async fn handle(
        &mut self,
        command: Self::Command,
        ctx: &Self::Services,
        sink: &EventSink<Self>,
    ) -> Result<(), Self::Error> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: Self::Event) {
        self.history.record(&event);
        match event {
            FrameworkEvent::FrameworkDrafted(e) => {
                self.id = Some(e.framework);
                self.kind = Some(e.kind);
                self.versions.push(TextVersion {
                    number: 1,
                    title: e.title,
                    responsible_office: e.responsible_office,
                    stand: e.stand,
                    based_on: e.based_on,
                    drafted_on: e.drafted_on,
                    clauses: Vec::new(),
                    placeholders: Vec::new(),
                    consultations: Vec::new(),
                    comments: Vec::new(),
                    approval: None,
                });
            }
            FrameworkEvent::ClausesSet(e) => self.change(e.version, |v| v.clauses = e.clauses),
            FrameworkEvent::ClauseAdded(e) => {
                self.change(e.version, |v| v.place(e.clause, e.position));
            }
            FrameworkEvent::ClauseRevised(e) => self.change(e.version, |v| {
                if let Some(clause) = v.clauses.iter_mut().find(|c| c.code == e.clause.code) {
                    *clause = e.clause;
                }
            }),
            FrameworkEvent::ClauseRemoved(e) => {
                self.change(e.version, |v| v.clauses.retain(|c| c.code != e.clause));
            }
            FrameworkEvent::ClauseMoved(e) => self.change(e.version, |v| {
                if let Some(clause) = v.clause(&e.clause).cloned() {
                    v.place(clause, e.position);
                }
            }),
            FrameworkEvent::PlaceholderDeclared(e) => self.change(e.version, |v| {
                v.declare(Placeholder {
                    code: e.placeholder,
                    kind: e.kind,
                    label: e.label,
                    required: e.required,
                });
            }),
            FrameworkEvent::PlaceholderRemoved(e) => self.change(e.version, |v| {
                v.placeholders.retain(|p| p.code != e.placeholder);
            }),
            FrameworkEvent::ConsultationOpened(e) => self.change(e.version, |v| {
                v.consultations.push(Consultation {
                    from: e.from,
                    until: e.until,
                    invited: e.invited,
                    closed_on: None,
                });
            }),
            FrameworkEvent::ConsultationClosed(e) => self.change(e.version, |v| {
                if let Some(consultation) = v.consultations.last_mut() {
                    consultation.closed_on = Some(e.closed_on);
                }
            }),
            FrameworkEvent::CommentRecorded(e) => self.change(e.version, |v| {
                v.comments.push(Comment {
                    number: e.comment,
                    clause: e.clause,
                    partner: e.partner,
                    function: e.function,
                    text: e.text,
                    received_on: e.received_on,
                    answer: None,
                });
            }),
            FrameworkEvent::CommentAnswered(e) => {
                let mut comments = self.versions.iter_mut().flat_map(|v| &mut v.comments);
                if let Some(comment) = comments.find(|comment| comment.number == e.comment) {
                    comment.answer = Some(CommentAnswer {
                        outcome: e.outcome,
                        text: e.text,
                        answered_on: e.answered_on,
                    });
                }
            }
            FrameworkEvent::FrameworkApproved(e) => self.change(e.version, |v| {
                v.approval = Some(Approval {
                    approved_on: e.approved_on,
                    decision: e.decision,
                });
            }),
            FrameworkEvent::FrameworkVersionStarted(e) => {
                if let Some(last) = self.versions.last() {
                    let next = TextVersion {
                        number: e.version,
                        title: e.title.unwrap_or_else(|| last.title.clone()),
                        responsible_office: e.responsible_office.unwrap_or(last.responsible_office),
                        stand: e.stand,
                        based_on: None,
                        drafted_on: e.started_on,
                        clauses: last.clauses.clone(),
                        placeholders: last.placeholders.clone(),
                        consultations: Vec::new(),
                        comments: Vec::new(),
                        approval: None,
                    };
                    self.versions.push(next);
                }
            }
            FrameworkEvent::FrameworkRetired(e) => {
                self.retired = Some(Retirement {
                    retired_on: e.retired_on,
                    reason: e.reason,
                });
            }
            FrameworkEvent::FrameworkFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Framework {
    fn change(&mut self, number: u32, change: impl FnOnce(&mut TextVersion)) {
        if let Some(version) = self.versions.iter_mut().find(|v| v.number == number) {
            change(version);
        }
    }
}

impl TextVersion {
    /// Puts a clause to its place, from 1, wherever it stood before; a place beyond the end is the end.
    fn place(&mut self, clause: Clause, position: u16) {
        self.clauses.retain(|other| other.code != clause.code);
        let index = usize::from(position.saturating_sub(1)).min(self.clauses.len());
        self.clauses.insert(index, clause);
    }

    fn declare(&mut self, placeholder: Placeholder) {
        let known = self
            .placeholders
            .iter_mut()
            .find(|known| known.code == placeholder.code);
        match known {
            Some(known) => *known = placeholder,
            None => self.placeholders.push(placeholder),
        }
    }
}

impl Correctable for Framework {
    fn history(&self) -> &History<FrameworkEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<FrameworkEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &FrameworkCommand,
        ctx: &TextContext,
    ) -> Result<Vec<FrameworkEvent>, FrameworkRefusal> {
        self.decide(command, ctx)
    }

    fn check(&self) -> Result<(), FrameworkRefusal> {
        self.check_facts()
    }
}
