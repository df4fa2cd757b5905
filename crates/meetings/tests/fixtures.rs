//! Invented ids and functions, and policies with what the documents say.

use std::sync::Arc;

use jiff::civil::date;
use kernel::{ActorId, Date, Frozen, NewEntry, PartnerId, Role, Sourced, Status, Text};
use meetings::policy::{CommitteeReports, MeetingDuty, MeetingRules};
use meetings::{KnownBody, MeetingsContext, MeetingsFacts, MeetingsPolicy};
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2024, 6, 3);

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub(crate) fn text<const MAX: usize>(n: u128, text: &str) -> NewEntry<Text<MAX>> {
    NewEntry::text(id(n), text)
}

/// A body with partners 1 to 3; `advisory` as a document states it.
pub(crate) fn known_body(rule: Option<&str>, advisory: Option<bool>) -> KnownBody {
    KnownBody {
        rule: rule.map(str::to_owned),
        runs: true,
        advisory: Frozen {
            value: advisory,
            status: advisory.map_or(Status::Unstated, |_| Status::Stated),
        },
        institutions: [1, 2, 3].map(id::<PartnerId>).into(),
        parent: None,
        forwards_to_bodies: Vec::new(),
        forwards_to_organs: Vec::new(),
    }
}

/// Partners 1, 2, 3 active and 4 not; contacts 1, 2, 3 of the partners of the same number. Body 1 advises only
/// (`lenkungskreis`), body 2 is its subgroup (`untergruppe`), body 3 has no rule and may decide, body 4 is the central
/// network meeting (`zentrales-netzwerktreffen`).
pub(crate) fn facts() -> MeetingsFacts {
    let subgroup = KnownBody {
        parent: Some(id(1)),
        ..known_body(Some("untergruppe"), None)
    };
    MeetingsFacts {
        bodies: [
            (id(1), known_body(Some("lenkungskreis"), Some(true))),
            (id(2), subgroup),
            (id(3), known_body(None, Some(false))),
            (id(4), known_body(Some("zentrales-netzwerktreffen"), None)),
        ]
        .into(),
        partners: [(id(1), true), (id(2), true), (id(3), true), (id(4), false)].into(),
        contacts: [(id(1), id(1)), (id(2), id(2)), (id(3), id(3))].into(),
        ..MeetingsFacts::default()
    }
}

pub(crate) fn ctx(policy: &MeetingsPolicy) -> MeetingsContext {
    ctx_as(policy, Role::Coordinator, facts())
}

/// Account 1, today.
pub(crate) fn ctx_as(policy: &MeetingsPolicy, role: Role, facts: MeetingsFacts) -> MeetingsContext {
    MeetingsContext::new(
        "2024-06-03T08:00:00Z".parse().expect("a timestamp"),
        TODAY,
        TODAY,
        id::<ActorId>(1),
        role,
        Arc::new(policy.clone()),
        facts,
    )
}

/// The codes of what the decision said without refusing.
pub(crate) fn warnings(ctx: MeetingsContext) -> Vec<String> {
    ctx.into_warnings()
        .into_iter()
        .map(|warning| warning.code)
        .collect()
}

/// Nobody says anything.
pub(crate) fn silent() -> MeetingsPolicy {
    MeetingsPolicy {
        rules: Vec::new(),
        agenda_kinds: Vec::new(),
        anonymous_case_talk: Sourced::unstated(),
        passing_on: Sourced::unstated(),
        targets: Vec::new(),
        recommendation_path: Vec::new(),
        committee_reports: CommitteeReports {
            to: Sourced::unstated(),
            interval: Sourced::unstated(),
        },
        training: Sourced::unstated(),
        training_interval: Sourced::unstated(),
        evaluation_discussed_in: Sourced::unstated(),
        evaluation_discussed_every: Sourced::unstated(),
    }
}

/// Rules for one body in which nobody says anything.
pub(crate) fn silent_rules(body: &str) -> MeetingRules {
    MeetingRules {
        bodies: vec![body.to_owned()],
        led_by: Sourced::unstated(),
        invited_by: Sourced::unstated(),
        moderated_by: Sourced::unstated(),
        agenda_by: Sourced::unstated(),
        minutes_by: Sourced::unstated(),
        taker_elected: Sourced::unstated(),
        dispatched_by: Sourced::unstated(),
        default_place: Sourced::unstated(),
        default_duration: Sourced::unstated(),
        guest_speakers: Sourced::unstated(),
        prepares_for: Sourced::unstated(),
    }
}

/// S3: the preparation team invites with the coordination, the elected taker writes, the administration sends.
pub(crate) fn stormarn() -> MeetingsPolicy {
    let team = vec![
        MeetingDuty::PreparationTeam,
        MeetingDuty::CoordinationOffice,
    ];
    let invites = "Die Einladung und Moderation übernimmt ein Vorbereitungsteam in Kooperation";
    MeetingsPolicy {
        rules: vec![MeetingRules {
            invited_by: Sourced::stated(team.clone(), "S3", "Vereinbarung", invites),
            moderated_by: Sourced::stated(team, "S3", "Vereinbarung", invites),
            agenda_by: Sourced::stated(
                vec![MeetingDuty::AllMembers],
                "S3",
                "Vereinbarung",
                "Die Themen bestimmen die Netzwerkmitglieder gemeinsam.",
            ),
            minutes_by: Sourced::stated(
                MeetingDuty::ElectedTaker,
                "S3",
                "Vereinbarung",
                "Ein gewählter Protokollant erstellt das Protokoll.",
            ),
            dispatched_by: Sourced::stated(
                MeetingDuty::Administration,
                "S3",
                "Vereinbarung",
                "Die Versendung übernimmt die Kreisverwaltung.",
            ),
            ..silent_rules("zentrales-netzwerktreffen")
        }],
        ..silent()
    }
}

/// S4: the youth office writes; usually in the Rathaus, about two hours.
pub(crate) fn duisburg() -> MeetingsPolicy {
    let words =
        "Das Netzwerktreffen findet 4x im Jahr (in der Regel im Rathaus) für ca. 2 Stunden statt.";
    let duration = "PT2H".to_owned().try_into().expect("a duration");
    MeetingsPolicy {
        rules: vec![
            MeetingRules {
                minutes_by: Sourced::stated(
                    MeetingDuty::YouthOffice,
                    "S4",
                    "Organisation",
                    "Das Protokoll wird vom Jugendamt gefertigt.",
                ),
                default_place: Sourced::stated("Rathaus".to_owned(), "S4", "Organisation", words),
                default_duration: Sourced::stated(duration, "S4", "Organisation", words),
                guest_speakers: Sourced::stated(
                    true,
                    "S4",
                    "Organisation",
                    "Themenorientiert werden Referent/-innen eingeladen",
                ),
                ..silent_rules("lenkungskreis")
            },
            MeetingRules {
                prepares_for: Sourced::stated(
                    "lenkungskreis".to_owned(),
                    "S4",
                    "Organisation",
                    "Untergruppen bereiten den Gesamt-Lenkungskreis vor",
                ),
                ..silent_rules("untergruppe")
            },
        ],
        ..silent()
    }
}
