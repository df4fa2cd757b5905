//! The outcome of a meeting on which a project's steering group lets money or staff be used (FUN-07).
//!
//! „Der Einsatz der sozialpädagogischen Fachkräfte und die Vergabe der Projektmittel erfolgt bedarfsgerecht über die
//! jeweilige Steuerungsgruppe“: the meeting is one of the body that steered the project on its day, and what it came to
//! is a decision or a recommendation. S2 lets the group recommend, S0 lets it allocate: both are taken.

use kernel::{BodyId, Date, Facts, MeetingId, OutcomeId, Refusal, facts, german};
use thiserror::Error;

use crate::facts::{FundingFacts, KnownOutcome};
use crate::project::Project;
use crate::unfit::{Thing, Unfit};

/// Why an outcome does not carry a use of money or staff.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum WrongOutcome {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// No body steers the project on the day of the meeting.
    #[error("project has no steering group on {on}")]
    NoSteeringGroup { on: Date },
    /// The meeting is one of another body.
    #[error("meeting is one of body {body}, not of {steering_group}")]
    OfOtherBody {
        body: BodyId,
        steering_group: BodyId,
    },
    /// It is cancelled, or has not begun.
    #[error("meeting on {begins_on} was not held")]
    NotHeld { begins_on: Date },
    /// Taken note of, a task, the body's own affairs: none of them lets money be used.
    #[error("outcome is of kind {kind:?}")]
    NotDeciding { kind: KnownOutcome },
}

/// The day of the meeting in which the project's own steering group came to the outcome.
pub(crate) fn steering_outcome(
    known: &FundingFacts,
    project: &Project,
    meeting: MeetingId,
    outcome: OutcomeId,
) -> Result<Date, WrongOutcome> {
    let meeting = known.meeting(meeting, "meeting")?;
    let on = meeting.begins_on;
    let steering_group = project
        .steering_group_on(on)
        .ok_or(WrongOutcome::NoSteeringGroup { on })?;
    let body = meeting.body;
    if body != steering_group {
        return Err(WrongOutcome::OfOtherBody {
            body,
            steering_group,
        });
    }
    if meeting.cancelled || !meeting.held {
        return Err(WrongOutcome::NotHeld { begins_on: on });
    }
    match meeting.outcomes.get(&outcome).copied() {
        Some(KnownOutcome::Decision | KnownOutcome::Recommendation) => Ok(on),
        Some(
            kind
            @ (KnownOutcome::SelfOrganisation | KnownOutcome::Information | KnownOutcome::Task),
        ) => Err(WrongOutcome::NotDeciding { kind }),
        None => Err(Unfit::Unknown {
            thing: Thing::Outcome,
            field: "outcome",
            id: outcome.0,
        }
        .into()),
    }
}

impl Refusal for WrongOutcome {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::NoSteeringGroup { .. } => "STEERING_GROUP_UNSTATED",
            Self::OfOtherBody { .. } => "OUTCOME_OF_OTHER_BODY",
            Self::NotHeld { .. } => "MEETING_NOT_HELD",
            Self::NotDeciding { .. } => "OUTCOME_DECIDES_NOTHING",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::NoSteeringGroup { .. } => Some("project"),
            Self::OfOtherBody { .. } | Self::NotHeld { .. } => Some("meeting"),
            Self::NotDeciding { .. } => Some("outcome"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("FUN-07")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::NoSteeringGroup { on } => format!(
                "Welche Steuerungsgruppe am {} zum Stadtteilprojekt gehört, ist nicht erfasst.",
                german::day(*on)
            ),
            Self::OfOtherBody { .. } => "Die Sitzung ist nicht die der Steuerungsgruppe dieses \
                                         Stadtteilprojektes."
                .to_owned(),
            Self::NotHeld { begins_on } => format!(
                "Die Sitzung am {} hat nicht stattgefunden.",
                german::day(*begins_on)
            ),
            Self::NotDeciding { .. } => "Das Ergebnis ist weder ein Beschluss noch eine \
                                         Empfehlung."
                .to_owned(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::NoSteeringGroup { on } => facts! { "on" => on },
            Self::OfOtherBody {
                body,
                steering_group,
            } => facts! { "body" => body, "steeringGroup" => steering_group },
            Self::NotHeld { begins_on } => facts! { "beginsOn" => begins_on },
            Self::NotDeciding { kind } => facts! { "kind" => kind },
        }
    }
}
