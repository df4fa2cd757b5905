//! Mistakes are human: a recorded fact is corrected, never rewritten [Berichtigung].
//!
//! A fact is an event of a stream, known by its number: its place among what was recorded there, from 1, which is
//! also the stream's version that it made. A correction is an event of its own. It names the fact, the reason, and
//! what should have been recorded instead; where nothing should have been, the fact is struck. The log keeps both.
//!
//! **Deciding.** The replacement is the command that should have been given. [`correct`] lets the aggregate decide it
//! on the state *before* the fact, so every rule that refused the command then refuses the correction now, and lets
//! the aggregate say whether the facts recorded since still hold ([`Correctable::check`]).
//!
//! **Folding.** An aggregate keeps its [`History`]. A correction puts the replacement in the fact's place and folds
//! the history anew, so what followed from the mistake is gone as well. Streams are short; this costs one more fold.
//! (Rejected: a correcting command per kind of fact. It doubles every vocabulary, and what nobody thought of stays
//! wrong for ever.)
//!
//! To make an aggregate correctable: a field `history`, `self.history.record(&event)` as the first line of `apply`,
//! an event `<Aggregate>FactCorrected` whose arm is `*self = self.history.corrected(fact, replacement)`, a command
//! `Correct<Aggregate>` with its `replacements!`, and an implementation of [`Correctable`].

use cqrs_es::{Aggregate, DomainEvent as _};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{DomainCommand, Facts, Refusal, StoredEvent, facts};

/// What was recorded of one thing, in order, as it stands after all corrections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History<E>(Vec<Entry<E>>);

/// A place in a history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Entry<E> {
    /// The fact holds, as recorded or as corrected.
    Stands(E),
    /// The fact was recorded by mistake.
    Struck(E),
    /// Here another fact was corrected.
    Correction,
}

impl<E> Default for History<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<E: Clone> History<E> {
    /// Takes in what `apply` is about to apply.
    pub fn record(&mut self, event: &E) {
        self.0.push(Entry::Stands(event.clone()));
    }

    /// How many facts and corrections there are: the stream's version.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The facts that hold, with their numbers.
    pub fn standing(&self) -> impl Iterator<Item = (u32, &E)> {
        (1..)
            .zip(&self.0)
            .filter_map(|(number, entry)| match entry {
                Entry::Stands(event) => Some((number, event)),
                Entry::Struck(_) | Entry::Correction => None,
            })
    }

    /// The aggregate after the correction that was recorded last: `replacement` in the place of `fact`, or the fact
    /// struck. A number that names no fact changes nothing.
    pub fn corrected<A>(&self, fact: u32, replacement: Option<Box<E>>) -> A
    where
        A: Correctable<Event = E>,
    {
        let mut entries = self.0.clone();
        if let Some(last) = entries.last_mut() {
            *last = Entry::Correction;
        }
        if let Some(entry) = index(fact).and_then(|index| entries.get_mut(index)) {
            *entry = match (&*entry, replacement) {
                (Entry::Stands(_) | Entry::Struck(_), Some(event)) => Entry::Stands(*event),
                (Entry::Stands(event) | Entry::Struck(event), None) => Entry::Struck(event.clone()),
                (Entry::Correction, _) => Entry::Correction,
            };
        }
        fold(&entries)
    }

    /// The aggregate before `fact`, and the event that was recorded as it; `None` where the number names no fact.
    fn before<A>(&self, fact: u32) -> Option<(A, &Entry<E>)>
    where
        A: Correctable<Event = E>,
    {
        let index = index(fact)?;
        match self.0.get(index)? {
            Entry::Correction => None,
            entry @ (Entry::Stands(_) | Entry::Struck(_)) => Some((fold(&self.0[..index]), entry)),
        }
    }
}

fn index(fact: u32) -> Option<usize> {
    usize::try_from(fact).ok()?.checked_sub(1)
}

/// Applies what stands; what does not keeps its place, so that numbers stay.
fn fold<A: Correctable>(entries: &[Entry<A::Event>]) -> A
where
    A::Event: Clone,
{
    let mut aggregate = A::default();
    for entry in entries {
        match entry {
            Entry::Stands(event) => aggregate.apply(event.clone()),
            Entry::Struck(_) | Entry::Correction => {
                aggregate.history_mut().0.push(entry.clone());
            }
        }
    }
    aggregate
}

/// An aggregate whose facts can be corrected.
pub trait Correctable: Aggregate<Command: DomainCommand, Event: StoredEvent> + Clone {
    /// Types of events that follow from other facts: nobody recorded them, so nobody corrects them.
    const FOLLOWING: &'static [&'static str] = &[];

    fn history(&self) -> &History<Self::Event>;

    fn history_mut(&mut self) -> &mut History<Self::Event>;

    /// What the command makes happen.
    fn decide(
        &self,
        command: &Self::Command,
        ctx: &Self::Services,
    ) -> Result<Vec<Self::Event>, Self::Error>;

    /// Whether the facts fit each other: asked of the state that a correction would leave.
    fn check(&self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// Decides a correction: `replacement` (the command that should have been given) instead of `fact`, or nothing.
///
/// `event` makes the correcting event. Empty where the correction would change nothing.
pub fn correct<A>(
    aggregate: &A,
    fact: u32,
    replacement: Option<&A::Command>,
    ctx: &A::Services,
    event: impl FnOnce(Option<Box<A::Event>>) -> A::Event,
) -> Result<Vec<A::Event>, A::Error>
where
    A: Correctable,
    A::Error: From<CorrectionRefusal>,
{
    let history = aggregate.history();
    let (before, entry) =
        history
            .before::<A>(fact)
            .ok_or_else(|| CorrectionRefusal::FactUnknown {
                fact,
                recorded: history.len(),
            })?;
    let (recorded, stands) = match entry {
        Entry::Stands(event) => (event, true),
        Entry::Struck(event) => (event, false),
        Entry::Correction => unreachable!("`before` gives facts alone"),
    };
    let kind = recorded.event_type();
    if A::FOLLOWING.contains(&kind.as_str()) {
        return Err(CorrectionRefusal::FactFollows { fact, kind }.into());
    }
    let instead = match replacement {
        None if fact == 1 => return Err(CorrectionRefusal::FirstFactStays.into()),
        None => None,
        Some(command) => {
            let decided = before.decide(command, ctx)?.into_iter().next();
            let given = decided.as_ref().map(|event| event.event_type());
            if given.as_ref() != Some(&kind) {
                return Err(CorrectionRefusal::OtherKind { fact, kind, given }.into());
            }
            decided
        }
    };
    let unchanged = match &instead {
        Some(event) => stands && event == recorded,
        None => !stands,
    };
    if unchanged {
        return Ok(Vec::new());
    }
    let event = event(instead.map(Box::new));
    let mut after = aggregate.clone();
    after.apply(event.clone());
    after.check()?;
    Ok(vec![event])
}

/// Why a correction is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CorrectionRefusal {
    /// No fact has this number; it may be that of a correction.
    #[error("fact {fact} does not exist among {recorded}")]
    FactUnknown { fact: u32, recorded: usize },
    /// The first fact made the thing: without it nothing is left to correct.
    #[error("the first fact cannot be struck")]
    FirstFactStays,
    /// The fact follows from others.
    #[error("fact {fact} is a {kind} and follows from others")]
    FactFollows { fact: u32, kind: String },
    /// The replacement would record another kind of fact, or none.
    #[error("fact {fact} is a {kind}, not a {given:?}")]
    OtherKind {
        fact: u32,
        kind: String,
        given: Option<String>,
    },
}

impl Refusal for CorrectionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::FactUnknown { .. } => "FACT_UNKNOWN",
            Self::FirstFactStays => "FIRST_FACT_STAYS",
            Self::FactFollows { .. } => "FACT_FOLLOWS",
            Self::OtherKind { .. } => "FACT_OF_OTHER_KIND",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::FactUnknown { .. } | Self::FactFollows { .. } => "fact",
            Self::FirstFactStays | Self::OtherKind { .. } => "replacement",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::FactUnknown { fact, .. } => {
                format!("Eine Angabe mit der Nummer {fact} gibt es hier nicht.")
            }
            Self::FirstFactStays => {
                "Die erste Angabe lässt sich berichtigen, aber nicht streichen.".to_owned()
            }
            Self::FactFollows { fact, .. } => format!(
                "Die Angabe {fact} folgt aus anderen; zu berichtigen ist die, aus der sie folgt."
            ),
            Self::OtherKind { fact, .. } => {
                format!("Die Angabe {fact} ist von anderer Art als das, was an ihre Stelle soll.")
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::FactUnknown { fact, recorded } => {
                facts! { "fact" => fact, "recorded" => recorded }
            }
            Self::FirstFactStays => facts! { "fact" => 1 },
            Self::FactFollows { fact, kind } => facts! { "fact" => fact, "kind" => kind },
            Self::OtherKind { fact, kind, given } => {
                facts! { "fact" => fact, "kind" => kind, "given" => given }
            }
        }
    }
}

/// Makes the enum of the commands that may stand in the place of a fact: one field in JSON and GraphQL, named after
/// the command.
///
/// ```ignore
/// replacements! {
///     /// What should have been recorded of a network.
///     pub enum NetworkReplacement for NetworkCommand as "NetworkReplacementInput" { EstablishNetwork, RenameNetwork, }
/// }
/// ```
#[macro_export]
macro_rules! replacements {
    ($(#[$meta:meta])* pub enum $name:ident for $command:ident as $input:literal { $($variant:ident,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, $crate::__private::Serialize, $crate::__private::Deserialize,
                 $crate::__private::JsonSchema)]
        #[cfg_attr(feature = "graphql", derive($crate::__private::async_graphql::OneofObject))]
        #[cfg_attr(feature = "graphql", graphql(name = $input))]
        #[serde(crate = "kernel::__private::serde", rename_all = "camelCase")]
        #[schemars(crate = "kernel::__private::schemars")]
        pub enum $name { $($variant($variant),)+ }

        impl From<$name> for $command {
            fn from(replacement: $name) -> Self {
                match replacement { $($name::$variant(command) => Self::$variant(command),)+ }
            }
        }
    };
}
