//! A line of a cost scheme, with the document's words, its questions and the answers to them.

use async_graphql::SimpleObject;
use funding::CostLineCode;
use funding::policy::{CostKind, CostLine, CostRecipient, NoteMeaning, SurchargeBase};
use funding::scheme::{CostScheme as View, ParameterCode, PayGradeCode, SchemeLine, Settlement};
use kernel::{Date, EntryId, Money, Share, Sourced, Status};
use vault::Entries;

use crate::graphql::error::GraphError;
use crate::graphql::explained::PolicyPassage;
use crate::graphql::words;

/// Something that is refunded [Kostenposition], as the policy had it when the scheme was defined.
#[derive(Clone, SimpleObject)]
pub struct CostSchemeLine {
    /// Such as `PSY-MAT`.
    pub(super) code: CostLineCode,
    /// The rule behind it, such as `FUN-09`.
    rule: &'static str,
    kind: CostKind,
    /// Its kind in German.
    label: &'static str,
    /// The passage with the document's words; `null` where that version of the policy has none.
    passage: Option<PolicyPassage>,
    /// How well the line is founded.
    status: Status,
    /// To whom it goes.
    recipient: CostRecipient,
    /// To whom it goes, in German.
    recipient_label: &'static str,
    /// True where each project has it, false where the whole network has.
    of_project: bool,
    /// True where costs grow by the indexation (FUN-05).
    indexed: bool,
    /// The pay grade as the document names it; `null` where it names none [Entgeltgruppe].
    grade: Option<PayGradeCode>,
    /// The highest pay grade (FUN-09).
    grade_max: Option<PayGradeCode>,
    /// How many posts.
    quantity: Option<u16>,
    /// The part that is refunded, as settled or as the document has it; `null` for the whole.
    share: Option<Share>,
    /// Cents in a year, where the document says them.
    amount: Option<Money>,
    /// A figure in cents that the document prints beside the rule: it warns, and never computes (FUN-09).
    note_amount: Option<Money>,
    /// What the printed figure means, as settled or as the document has it.
    note_meaning: Option<NoteMeaning>,
    /// The yearly parameter that the municipality enters [Kennwert].
    parameter: Option<ParameterCode>,
    /// What a surcharge is computed on, as settled or as the document has it (FUN-04).
    base: Option<SurchargeBase>,
    /// Recipient and site as the document pairs them, in its words (FUN-08).
    pairs: Vec<CostPair>,
    /// What the municipality has to say about it, with the answers.
    questions: Vec<CostQuestion>,
    /// How many of the questions are open.
    open_questions: usize,
}

/// A recipient and a site that the document names together [Paar] (FUN-08).
#[derive(Clone, SimpleObject)]
pub struct CostPair {
    /// Its number, from 1.
    number: usize,
    /// The recipient in the document's words.
    recipient: String,
    /// The site in the document's words.
    site: String,
}

/// A question that the policy asks about a line, and its answer [offene Frage].
#[derive(Clone, SimpleObject)]
pub struct CostQuestion {
    /// Its number among the line's questions, from 1.
    number: u16,
    /// What is asked; `null` where that version of the policy has it no more.
    question: Option<String>,
    /// True as long as nobody settled it.
    open: bool,
    /// What was settled; `null` while it is open, or where it was erased.
    answer: Option<String>,
    settled_on: Option<Date>,
    /// The part that is refunded by the answer (FUN-10).
    share: Option<Share>,
    /// What a surcharge is computed on by the answer (FUN-04).
    base: Option<SurchargeBase>,
    /// The parameter that holds the average cost of a workplace.
    base_parameter: Option<ParameterCode>,
    /// The line whose staff is meant.
    base_line: Option<CostLineCode>,
    /// What the printed figure means by the answer (FUN-09).
    note_meaning: Option<NoteMeaning>,
}

/// The words of the answers.
pub(super) fn texts(view: &View) -> impl Iterator<Item = EntryId> {
    view.settled.iter().map(|settled| settled.answer)
}

/// The line with what the policy says of it.
pub(super) fn of(
    view: &View,
    line: &SchemeLine,
    policy: Option<&Sourced<CostLine>>,
    entries: &Entries,
) -> Result<CostSchemeLine, GraphError> {
    let documented = policy.and_then(|policy| policy.value());
    let pairs = documented.map_or(&[][..], |line| &line.pairs);
    let base = view.base_of(line).and_then(|settled| settled.base);
    let questions = (1..=line.questions).map(|number| {
        let mut settled = view.settlements_of(&line.code);
        let settled = settled.find(|settled| settled.question == number);
        let asked = documented.and_then(|line| line.questions.get(usize::from(number) - 1));
        question(number, asked.cloned(), settled, entries)
    });
    Ok(CostSchemeLine {
        code: line.code.clone(),
        rule: line.rule(),
        kind: line.kind,
        label: line.kind.label(),
        passage: policy.map(PolicyPassage::from),
        status: line.status,
        recipient: line.recipient,
        recipient_label: line.recipient.label(),
        of_project: line.is_of_a_project(),
        indexed: line.indexed,
        grade: line.grade.clone(),
        grade_max: line.grade_max.clone(),
        quantity: line.quantity,
        share: view.share_of(line),
        amount: line.amount,
        note_amount: line.note_amount,
        note_meaning: view.note_meaning_of(line),
        parameter: line.parameter.clone(),
        base: base.or(line.base),
        pairs: (1..)
            .zip(pairs)
            .map(|(number, (recipient, site))| CostPair {
                number,
                recipient: recipient.clone(),
                site: site.clone(),
            })
            .collect(),
        questions: questions.collect::<Result<_, GraphError>>()?,
        open_questions: view.open_questions(line).len(),
    })
}

fn question(
    number: u16,
    question: Option<String>,
    settled: Option<&Settlement>,
    entries: &Entries,
) -> Result<CostQuestion, GraphError> {
    Ok(CostQuestion {
        number,
        question,
        open: settled.is_none(),
        answer: words::optional_text(entries, settled.map(|settled| settled.answer))?,
        settled_on: settled.map(|settled| settled.settled_on),
        share: settled.and_then(|settled| settled.share),
        base: settled.and_then(|settled| settled.base),
        base_parameter: settled.and_then(|settled| settled.base_parameter.clone()),
        base_line: settled.and_then(|settled| settled.base_line.clone()),
        note_meaning: settled.and_then(|settled| settled.note_meaning),
    })
}
