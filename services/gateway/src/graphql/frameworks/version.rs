//! A version of a text and what it is made of.

use std::sync::Arc;

use ::agreements::Framework as View;
use ::agreements::agreement::AgreementKind;
use ::agreements::framework::{
    AnswerOutcome, BasedOn, Clause, ClauseCode, ClauseNumber, ClauseSubject, PlaceholderCode,
    PlaceholderKind, TextVersion, VersionState,
};
use async_graphql::{Context, Object, Result, SimpleObject};
use kernel::{Date, DecisionRef};

use super::findings::{TextFinding, findings};
use super::load::Texts;
use crate::graphql::partners::PartnerReference;
use crate::graphql::reader::Reader;

/// A version of a text [Fassung].
pub struct FrameworkVersion {
    pub(super) number: u32,
    pub(super) day: Date,
    pub(super) view: Arc<View>,
    pub(super) texts: Arc<Texts>,
}

/// A clause of a text [Abschnitt].
#[derive(SimpleObject)]
pub struct FrameworkClause {
    /// Stays when the clause is moved or renumbered.
    code: ClauseCode,
    /// The number with which it is printed, such as `§ 9`.
    number: Option<ClauseNumber>,
    /// What it settles, where that is one of the named subjects [Gegenstand].
    subject: Option<ClauseSubject>,
    /// Heading [Überschrift].
    heading: Option<String>,
    /// Words [Wortlaut]; a placeholder stands as `{{traeger}}`.
    body: Option<String>,
    /// The placeholders whose values stand in it.
    placeholders: Vec<PlaceholderCode>,
    /// The switches that turn a part of it on or off [Wahlmöglichkeit].
    switches: Vec<PlaceholderCode>,
}

/// A placeholder of a text [Platzhalter] (AGR-02, AGR-21).
#[derive(SimpleObject)]
pub struct FrameworkPlaceholder {
    code: PlaceholderCode,
    kind: PlaceholderKind,
    /// What an office reads beside the field [Bezeichnung].
    label: Option<String>,
    /// Whether an agreement cannot be offered without its value.
    required: bool,
}

/// A time in which partners are asked for comments [Abstimmung] (AGR-31).
#[derive(SimpleObject)]
pub struct FrameworkConsultation {
    from: Date,
    /// The last day: as it was announced, or earlier where it was closed.
    until: Date,
    /// The last day as it was announced.
    announced_until: Date,
    /// Whether it runs on the day that is asked for.
    open: bool,
    /// The partners that were asked; empty where all were.
    invited: Vec<PartnerReference>,
}

/// What somebody said to a draft [Stellungnahme] (AGR-31).
#[derive(SimpleObject)]
pub struct FrameworkComment {
    /// Its number in the text, over all versions; `answerComment` takes it.
    number: u16,
    /// The clause that it is about; `null` where it is about the whole text.
    clause: Option<ClauseCode>,
    /// The partner that said it.
    partner: Option<PartnerReference>,
    /// The function of whoever said it, never a name [Funktion].
    function: Option<String>,
    text: Option<String>,
    received_on: Date,
    /// What became of it; `null` where nobody had answered it on the day that is asked for.
    answer: Option<FrameworkCommentAnswer>,
}

/// What became of a comment [Ergebnis der Stellungnahme] (AGR-31).
#[derive(SimpleObject)]
pub struct FrameworkCommentAnswer {
    outcome: AnswerOutcome,
    text: Option<String>,
    answered_on: Date,
}

/// Since when and by which decision a version stands [Freigabe].
#[derive(SimpleObject)]
pub struct FrameworkApproval {
    approved_on: Date,
    /// The decision behind it [Beschluss].
    decision: Option<DecisionRef>,
}

/// A version of a text [Fassung].
#[Object]
impl FrameworkVersion {
    /// From 1.
    async fn number(&self) -> u32 {
        self.number
    }

    /// Where it stands on the day that is asked for.
    async fn state(&self) -> Option<VersionState> {
        self.view.state_on(self.number, self.day)
    }

    /// Title [Titel]; it may hold placeholders.
    async fn title(&self) -> Option<&str> {
        self.texts.get(self.version()?.title.entry)
    }

    /// The day that is printed with it [Stand] (AGR-30).
    async fn stand(&self) -> Option<Date> {
        self.version().map(|version| version.stand)
    }

    /// The office that answers for it, never a person [verantwortliche Stelle] (AGR-30).
    async fn responsible_office(&self) -> Option<&str> {
        self.texts.get(self.version()?.responsible_office)
    }

    /// What is printed at the foot of each page, such as „Stand: 16.05.2018, Jugendamt" (AGR-30).
    async fn footer(&self) -> Option<String> {
        let version = self.version()?;
        let office = self.texts.get(version.responsible_office)?;
        Some(version.footer(office))
    }

    /// The day on which it was begun.
    async fn drafted_on(&self) -> Option<Date> {
        self.version().map(|version| version.drafted_on)
    }

    /// The text and version whose clauses it started with, where that is another text.
    async fn based_on(&self) -> Option<BasedOn> {
        self.version()?.based_on
    }

    /// Its clauses, in the order in which they are printed [Abschnitte].
    async fn clauses(&self) -> Vec<FrameworkClause> {
        let clauses = self.version().map(|version| &version.clauses);
        let clause = |clause: &Clause| {
            let [heading, body] = clause.texts();
            let placeholders = heading.placeholders.union(&body.placeholders);
            let switches = heading.switches.union(&body.switches);
            FrameworkClause {
                code: clause.code.clone(),
                number: clause.number.clone(),
                subject: clause.subject,
                heading: self.texts.owned(heading.entry),
                body: self.texts.owned(body.entry),
                placeholders: placeholders.cloned().collect(),
                switches: switches.cloned().collect(),
            }
        };
        clauses.into_iter().flatten().map(clause).collect()
    }

    /// The declared placeholders, in the order in which they were declared [Platzhalter].
    async fn placeholders(&self) -> Vec<FrameworkPlaceholder> {
        let placeholders = self.version().map(|version| &version.placeholders);
        placeholders
            .into_iter()
            .flatten()
            .map(|placeholder| FrameworkPlaceholder {
                code: placeholder.code.clone(),
                kind: placeholder.kind,
                label: self.texts.owned(placeholder.label),
                required: placeholder.required,
            })
            .collect()
    }

    /// Placeholders that stand in the words and nobody declared; with one of them nothing can be approved (AGR-21).
    async fn undeclared_placeholders(&self) -> Vec<PlaceholderCode> {
        let Some(version) = self.version() else {
            return Vec::new();
        };
        let used = version.used_placeholders().into_keys();
        used.filter(|code| version.placeholder(code).is_none())
            .cloned()
            .collect()
    }

    /// Declared placeholders that stand nowhere in the words; with one of them nothing can be approved (AGR-21).
    async fn unused_placeholders(&self) -> Vec<PlaceholderCode> {
        let unused = self.version().map(TextVersion::unused_placeholders);
        let unused = unused.into_iter().flatten();
        unused.map(|placeholder| placeholder.code.clone()).collect()
    }

    /// The times in which partners are asked for comments, in the order in which they were opened [Abstimmung].
    async fn consultations(&self) -> Vec<FrameworkConsultation> {
        let consultations = self.version().map(|version| &version.consultations);
        consultations
            .into_iter()
            .flatten()
            .map(|consultation| FrameworkConsultation {
                from: consultation.from,
                until: consultation.last_day(),
                announced_until: consultation.until,
                open: consultation.runs_on(self.day),
                invited: consultation
                    .invited
                    .iter()
                    .filter_map(|partner| self.texts.partner(*partner))
                    .collect(),
            })
            .collect()
    }

    /// What was said to it by the day that is asked for, by number [Stellungnahmen].
    async fn comments(&self) -> Vec<FrameworkComment> {
        let comments = self.version().map(|version| &version.comments);
        let comments = comments.into_iter().flatten();
        comments
            .filter(|comment| comment.received_on <= self.day)
            .map(|comment| {
                let answer = comment.answer.as_ref();
                let answer = answer.filter(|answer| answer.answered_on <= self.day);
                FrameworkComment {
                    number: comment.number,
                    clause: comment.clause.clone(),
                    partner: comment.partner.and_then(|id| self.texts.partner(id)),
                    function: comment.function.and_then(|id| self.texts.owned(id)),
                    text: self.texts.owned(comment.text),
                    received_on: comment.received_on,
                    answer: answer.map(|answer| FrameworkCommentAnswer {
                        outcome: answer.outcome,
                        text: self.texts.owned(answer.text),
                        answered_on: answer.answered_on,
                    }),
                }
            })
            .collect()
    }

    /// Since when its words stay as they are; `null` where it was not approved by the day that is asked for.
    async fn approval(&self) -> Option<FrameworkApproval> {
        let approval = self.version()?.approval.as_ref()?;
        (approval.approved_on <= self.day).then(|| FrameworkApproval {
            approved_on: approval.approved_on,
            decision: approval.decision.clone(),
        })
    }

    /// What its wording gets wrong: outdated law, wrong quotations, two readings [Textprüfung] (AGR-15). Nothing is
    /// refused for it; the office decides.
    async fn lint(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The day whose law counts; the day that is asked for where none is given."
        )]
        on: Option<Date>,
    ) -> Result<Vec<TextFinding>> {
        let on = match on {
            Some(on) => Reader::of(ctx)?.day(Some(on))?,
            None => self.day,
        };
        let Some(version) = self.version() else {
            return Ok(Vec::new());
        };
        let found = findings(version, &self.texts, on).into_iter();
        Ok(found.map(TextFinding::from).collect())
    }

    /// For agreements of which kind (AGR-29).
    async fn kind(&self) -> Option<AgreementKind> {
        self.view.kind
    }
}

impl FrameworkVersion {
    fn version(&self) -> Option<&TextVersion> {
        self.view.version(self.number)
    }
}
