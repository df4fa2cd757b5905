//! Why a command did nothing, and how it says so.

use eventstore::StoreError;
use kernel::{Date, StreamId, facts};
use service_kit::problem::Problem;
use thiserror::Error;
use vault::VaultError;

use crate::{PolicyError, ReadsMax};

/// Why a command did nothing.
#[derive(Debug, Error)]
pub enum Failure {
    /// Expected: the caller gets it as it is.
    #[error(transparent)]
    Refused(Problem),
    #[error("carry out `{command}`")]
    Store {
        command: &'static str,
        #[source]
        source: StoreError,
    },
    #[error("look for the documents of `{command}`")]
    Vault {
        command: &'static str,
        #[source]
        source: VaultError,
    },
    #[error("find the policy for `{command}`")]
    Policy {
        command: &'static str,
        #[source]
        source: PolicyError,
    },
}

impl Failure {
    /// True where something stored cannot be read by this code: trying again does not help.
    pub fn is_for_ever(&self) -> bool {
        match self {
            Self::Refused(_) => false,
            Self::Store { source, .. } => source.is_unreadable(),
            Self::Vault { source, .. } => matches!(source, VaultError::Document(_)),
            Self::Policy { source, .. } => match source {
                PolicyError::Store(source) => source.is_unreadable(),
                PolicyError::Missing(_) | PolicyError::Unreadable(..) => true,
                PolicyError::NotInForce(_) | PolicyError::Vault(_) => false,
            },
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(problem) => problem,
            Failure::Store {
                source: StoreError::UnknownMunicipality(_),
                ..
            } => Self::not_found(),
            Failure::Store { source, .. } if source.is_unknown_commit() => Self::outage(
                "STORE_UNREACHABLE",
                "Der Ereignisspeicher antwortet nicht; bitte mit demselben Schlüssel erneut senden.",
                &source,
            ),
            failure => Self::fault("carry out a command", &failure),
        }
    }
}

pub(super) fn key_reused() -> Failure {
    Failure::Refused(Problem::conflict(
        "KEY_REUSED",
        "Dieser Schlüssel wurde schon für einen anderen Befehl verwendet.",
    ))
}

pub(super) fn version_conflict(expected: i64, actual: i64) -> Failure {
    Failure::Refused(
        Problem::conflict(
            "VERSION_CONFLICT",
            "Der Vorgang wurde inzwischen geändert; bitte neu laden und noch einmal entscheiden.",
        )
        .with_field("expectedVersion")
        .with_facts(facts! { "expected" => expected, "actual" => actual }),
    )
}

pub(super) fn in_future(day: Date, today: Date) -> Failure {
    Failure::Refused(
        Problem::bad_request(
            "DATE_IN_FUTURE",
            "Der Tag des Vorgangs liegt in der Zukunft.",
        )
        .with_field("occurredOn")
        .with_facts(facts! { "date" => day, "today" => today }),
    )
}

pub(super) fn too_many(named: usize, allowed: ReadsMax) -> Failure {
    let ReadsMax { streams, field } = allowed;
    let sentence = match field {
        Some(field) => format!(
            "Der Befehl nennt {named} andere Dinge, die meisten im Feld „{field}“; erlaubt sind {streams}."
        ),
        None => format!("Der Befehl nennt {named} andere Dinge; erlaubt sind {streams}."),
    };
    let problem = Problem::bad_request("TOO_MANY_REFERENCES", sentence)
        .with_facts(facts! { "named" => named, "allowed" => streams });
    Failure::Refused(match field {
        Some(field) => problem.with_field(field),
        None => problem,
    })
}

/// Names the holder, so that the caller finds what is there already.
pub(super) fn taken(kind: &str, holder: StreamId) -> Failure {
    let (code, field, sentence) = match kind {
        "network-name" => named("Ein Netzwerk"),
        "partner-name" => named("Einen Netzwerkpartner"),
        "body-name" => named("Ein Gremium"),
        "region-name" => named("Eine Region"),
        "site-name" => named("Einen Standort"),
        "volunteer-group-name" => named("Eine Gruppe von Ehrenamtlichen"),
        "project-name" => named("Ein Projekt"),
        "budget-of-year" => (
            "BUDGET_EXISTS",
            "year",
            "Für dieses Projekt oder das Netzwerk gibt es in diesem Jahr schon ein Budget."
                .to_owned(),
        ),
        "cost-scheme-from-year" => (
            "YEAR_TAKEN",
            "fromYear",
            "Ab diesem Jahr gilt schon eine andere Kalkulationsvorschrift.".to_owned(),
        ),
        "site-report" => (
            "SITE_REPORT_EXISTS",
            "year",
            "Zu diesem Standort gibt es für dieses Jahr schon einen Bericht.".to_owned(),
        ),
        "indicator-code" => (
            "CODE_TAKEN",
            "code",
            "Eine Kennzahl mit diesem Kürzel gibt es schon.".to_owned(),
        ),
        "decision" => (
            "DECISION_EXISTS",
            "number",
            "Dieser Beschluss steht schon im Verzeichnis.".to_owned(),
        ),
        "minutes" => (
            "MINUTES_EXIST",
            "meeting",
            "Zu dieser Sitzung gibt es schon ein Protokoll.".to_owned(),
        ),
        "committee-report-organ" => (
            "REPORTS_EXIST",
            "organ",
            "Mitteilungen an dieses Gremium sind schon eingerichtet.".to_owned(),
        ),
        "recommendation-outcome" => (
            "RECOMMENDATION_EXISTS",
            "outcome",
            "Zu diesem Ergebnis gibt es schon eine Empfehlung.".to_owned(),
        ),
        // Whoever adds a kind of claim adds its sentence.
        other => (
            "ALREADY_CLAIMED",
            "id",
            format!("„{other}“: das gibt es in dieser Kommune schon."),
        ),
    };
    Failure::Refused(
        Problem::conflict(code, sentence)
            .with_field(field)
            .with_facts(facts! { "kind" => kind, "holder" => holder.id() }),
    )
}

fn named(what: &str) -> (&'static str, &'static str, String) {
    let sentence = format!("{what} mit diesem Namen gibt es schon.");
    ("NAME_TAKEN", "name", sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_claims_what_is_taken_reads_what_it_is_and_which_field_says_so() {
        let holder = StreamId::new("budget", uuid::Uuid::from_u128(1));
        let mut sentences = std::collections::BTreeSet::new();
        for (kind, code, field) in [
            ("network-name", "NAME_TAKEN", "name"),
            ("partner-name", "NAME_TAKEN", "name"),
            ("body-name", "NAME_TAKEN", "name"),
            ("region-name", "NAME_TAKEN", "name"),
            ("site-name", "NAME_TAKEN", "name"),
            ("volunteer-group-name", "NAME_TAKEN", "name"),
            ("project-name", "NAME_TAKEN", "name"),
            ("minutes", "MINUTES_EXIST", "meeting"),
            ("committee-report-organ", "REPORTS_EXIST", "organ"),
            ("recommendation-outcome", "RECOMMENDATION_EXISTS", "outcome"),
            ("budget-of-year", "BUDGET_EXISTS", "year"),
            ("cost-scheme-from-year", "YEAR_TAKEN", "fromYear"),
            ("site-report", "SITE_REPORT_EXISTS", "year"),
            ("indicator-code", "CODE_TAKEN", "code"),
            ("decision", "DECISION_EXISTS", "number"),
        ] {
            let Failure::Refused(problem) = taken(kind, holder) else {
                panic!("{kind} is refused");
            };
            assert_eq!(
                (&*problem.code, problem.field.as_deref()),
                (code, Some(field)),
                "{kind}"
            );
            assert!(
                sentences.insert(problem.detail.clone()),
                "{kind}: {}",
                problem.detail
            );
        }
    }
}
