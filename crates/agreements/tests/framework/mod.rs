//! Framework texts: AGR-01, -02, -14, -16, -17, -21, -22, -25, -26, -29, -30, -31, -34.

mod approval;
mod consultation;
mod correcting;
mod drafting;
mod placeholders;
mod subjects;

use std::collections::BTreeMap;
use std::sync::Arc;

use agreements::agreement::AgreementKind;
use agreements::framework::*;
use agreements::{AgreementsPolicy, TextContext, TextFacts};
use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::Timestamp;
use kernel::{
    ActorId, CommandSet as _, DecisionContext, DecisionRef, DomainCommand as _, EntryId,
    FrameworkId, NewText, Refusal, Role, Warning,
};
use serde_json::json;
use uuid::Uuid;

use crate::given::{day, duisburg, entry, leverkusen, partner, template};

const TEXT: FrameworkId = FrameworkId(Uuid::from_u128(40));
const OTHER_TEXT: FrameworkId = FrameworkId(Uuid::from_u128(41));
const TODAY: &str = "2018-06-30";

pub(crate) fn code(text: &str) -> ClauseCode {
    text.parse().expect("a clause code")
}

fn slot(text: &str) -> PlaceholderCode {
    text.parse().expect("a placeholder")
}

fn words(number: u128, text: &str) -> NewText {
    NewText::text(entry(number), text)
}

fn facts() -> TextFacts {
    TextFacts {
        known_partners: [partner(1), partner(2)].into(),
        bases: BTreeMap::new(),
    }
}

fn ctx_with(policy: &AgreementsPolicy, on: &str, facts: TextFacts) -> TextContext {
    DecisionContext::new(
        Timestamp::UNIX_EPOCH,
        day(TODAY),
        day(on),
        ActorId(Uuid::from_u128(9)),
        Role::Coordinator,
        Arc::new(policy.clone()),
        facts,
    )
}

fn ctx() -> TextContext {
    ctx_with(&AgreementsPolicy::unstated(), "2018-05-02", facts())
}

/// A text as it is lived: each command decides on what the ones before it led to.
struct Story {
    policy: AgreementsPolicy,
    on: &'static str,
    facts: TextFacts,
    text: Framework,
    events: Vec<FrameworkEvent>,
    warnings: Vec<Warning>,
}

impl Story {
    fn new() -> Self {
        Self::under(AgreementsPolicy::unstated())
    }

    fn under(policy: AgreementsPolicy) -> Self {
        Self {
            policy,
            on: "2018-05-02",
            facts: facts(),
            text: Framework::default(),
            events: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn on(mut self, on: &'static str) -> Self {
        self.on = on;
        self
    }

    fn tries(
        &mut self,
        command: impl Into<FrameworkCommand>,
    ) -> Result<Vec<FrameworkEvent>, FrameworkRefusal> {
        let ctx = ctx_with(&self.policy, self.on, self.facts.clone());
        let events = self.text.decide(&command.into(), &ctx)?;
        for event in &events {
            self.text.apply(event.clone());
        }
        self.events.extend(events.clone());
        self.warnings = ctx.into_warnings();
        Ok(events)
    }

    fn does(mut self, command: impl Into<FrameworkCommand>) -> Self {
        let command = command.into();
        let name = command.name();
        self.tries(command)
            .unwrap_or_else(|refusal| panic!("{name} was refused: {refusal:?}"));
        self
    }

    fn refuses(&mut self, command: impl Into<FrameworkCommand>) -> FrameworkRefusal {
        let before = self.text.clone();
        let refusal = self.tries(command).expect_err("a refusal");
        assert_eq!(self.text, before);
        refusal
    }

    fn warned(&self) -> Vec<&str> {
        self.warnings.iter().map(|w| w.code.as_str()).collect()
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the facts are written at each call"
)]
fn assert_refusal(refusal: &FrameworkRefusal, code: &str, facts: serde_json::Value) {
    assert_eq!(refusal.code(), code);
    assert_eq!(serde_json::Value::Object(refusal.facts()), facts);
    assert!(refusal.sentence().ends_with('.'), "{}", refusal.sentence());
}

fn draft() -> DraftFramework {
    DraftFramework {
        id: Some(TEXT),
        kind: AgreementKind::Cooperation,
        title: words(1, "Kooperationsvereinbarung zum {{netzwerk}}"),
        responsible_office: words(2, "Jugendamt"),
        stand: day("2018-05-16"),
        based_on: None,
    }
}

fn clause(number: u128, name: &str, body: &str) -> NewClause {
    NewClause {
        clause: code(name),
        number: None,
        subject: None,
        heading: words(number, "Überschrift"),
        body: words(number + 1, body),
    }
}

fn set(clauses: Vec<NewClause>) -> SetClauses {
    SetClauses {
        framework: TEXT,
        clauses,
    }
}

fn add(clause: NewClause, position: Option<u16>) -> AddClause {
    AddClause {
        framework: TEXT,
        clause,
        position,
    }
}

fn revise(clause: NewClause) -> ReviseClause {
    ReviseClause {
        framework: TEXT,
        clause,
    }
}

fn remove(clause: &str) -> RemoveClause {
    RemoveClause {
        framework: TEXT,
        clause: code(clause),
    }
}

fn move_to(clause: &str, position: u16) -> MoveClause {
    MoveClause {
        framework: TEXT,
        clause: code(clause),
        position,
    }
}

fn declare(placeholder: &str, kind: PlaceholderKind) -> DeclarePlaceholder {
    DeclarePlaceholder {
        framework: TEXT,
        placeholder: slot(placeholder),
        kind,
        label: words(90, "Bezeichnung"),
        required: true,
    }
}

fn undeclare(placeholder: &str) -> RemovePlaceholder {
    RemovePlaceholder {
        framework: TEXT,
        placeholder: slot(placeholder),
    }
}

fn consult(from: &str, until: &str) -> OpenConsultation {
    OpenConsultation {
        framework: TEXT,
        from: day(from),
        until: day(until),
        invited: vec![partner(1)],
    }
}

fn comment(received_on: &str) -> RecordComment {
    RecordComment {
        framework: TEXT,
        clause: Some(code("parteien")),
        partner: Some(partner(1)),
        function: None,
        text: words(60, "Bitte kürzer"),
        received_on: day(received_on),
    }
}

fn answer(number: u16) -> AnswerComment {
    AnswerComment {
        framework: TEXT,
        comment: number,
        outcome: AnswerOutcome::Partly,
        text: words(61, "Teilweise übernommen"),
    }
}

fn close(closed_on: &str) -> CloseConsultation {
    CloseConsultation {
        framework: TEXT,
        closed_on: day(closed_on),
    }
}

fn approve(approved_on: &str) -> ApproveFramework {
    ApproveFramework {
        framework: TEXT,
        approved_on: day(approved_on),
        decision: None,
    }
}

fn start(stand: &str) -> StartFrameworkVersion {
    StartFrameworkVersion {
        framework: TEXT,
        stand: day(stand),
        title: None,
        responsible_office: None,
    }
}

fn retire(retired_on: &str) -> RetireFramework {
    RetireFramework {
        framework: TEXT,
        retired_on: day(retired_on),
        reason: words(70, "Durch ein neues Muster ersetzt"),
    }
}

fn correct(fact: u32, replacement: Option<FrameworkReplacement>) -> CorrectFramework {
    CorrectFramework {
        framework: TEXT,
        fact,
        reason: words(80, "Falsch abgeschrieben"),
        replacement,
    }
}

fn decision() -> DecisionRef {
    DecisionRef {
        organ: "rat".to_owned(),
        decided_on: day("2018-05-14"),
        number: "2018/0042".to_owned(),
    }
}

/// Drafted with three clauses; every placeholder is declared. Facts 1 to 5.
fn written() -> Story {
    Story::new()
        .does(draft())
        .does(set(vec![
            clause(10, "parteien", "zwischen der Stadt und {{traeger}}"),
            clause(20, "partner", "laut {{anlage-1}}"),
            clause(30, "schluss", "Diese Vereinbarung gilt unbefristet."),
        ]))
        .does(declare("netzwerk", PlaceholderKind::Text))
        .does(declare("traeger", PlaceholderKind::List))
        .does(declare("anlage-1", PlaceholderKind::Annex))
}

/// Approved on 16.05.2018: fact 6.
fn approved() -> Story {
    written().on("2018-05-20").does(approve("2018-05-16"))
}

fn order(version: &TextVersion) -> Vec<&str> {
    version.clauses.iter().map(|c| c.code.as_str()).collect()
}

/// Every event at least once, for the samples.
pub(crate) fn all_events() -> Vec<FrameworkEvent> {
    let mut base = approved().text;
    base.id = Some(OTHER_TEXT);
    let mut story = Story::new();
    story.facts.bases.insert(OTHER_TEXT, base);
    story
        .does(DraftFramework {
            based_on: Some(BasedOn {
                framework: OTHER_TEXT,
                version: 1,
            }),
            ..draft()
        })
        .does(add(
            NewClause {
                subject: Some(ClauseSubject::Severability),
                number: Some("§ 10".parse().expect("a number")),
                ..clause(50, "kontakt", "{{?kontakt}}{{traeger}}{{/kontakt}}")
            },
            None,
        ))
        .does(revise(clause(52, "schluss", "Kürzer")))
        .does(move_to("schluss", 1))
        .does(remove("kontakt"))
        .does(declare("datum", PlaceholderKind::Date))
        .does(undeclare("datum"))
        .does(consult("2018-05-03", "2018-05-10"))
        .on("2018-05-20")
        .does(RecordComment {
            function: Some(words(62, "Jugendhilfeplanung")),
            ..comment("2018-05-04")
        })
        .does(answer(1))
        .does(close("2018-05-08"))
        .does(ApproveFramework {
            decision: Some(decision()),
            ..approve("2018-05-16")
        })
        .does(StartFrameworkVersion {
            title: Some(words(3, "Vereinbarung zum {{netzwerk}}")),
            responsible_office: Some(words(4, "Jugendamt")),
            ..start("2018-06-01")
        })
        .does(retire("2018-05-20"))
        .does(correct(
            18,
            Some(FrameworkReplacement::RetireFramework(retire("2018-05-19"))),
        ))
        .events
}
