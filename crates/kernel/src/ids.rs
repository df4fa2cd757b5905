//! Opaque ids. Each is a UUID of its own type, so that a partner is never taken for a body.
//!
//! New ids are time-ordered (UUIDv7), so that they land next to each other in indexes; they are made at the
//! edge ([`EntryId::generate`] and its like), never inside a decision.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh, time-ordered id. For the edge only: a decision gets its ids from the command.
            #[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        #[cfg(feature = "graphql")]
        #[async_graphql::Scalar]
        impl async_graphql::ScalarType for $name {
            fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
                match &value {
                    async_graphql::Value::String(text) => text.parse().map_err(|_error| {
                        async_graphql::InputValueError::custom(format!("„{text}“ is not an id (a UUID)"))
                    }),
                    _ => Err(async_graphql::InputValueError::expected_type(value)),
                }
            }

            fn to_value(&self) -> async_graphql::Value {
                async_graphql::Value::String(self.to_string())
            }
        }
    )+};
}

ids! {
    /// Who did it: (issuer, subject) behind a keyed hash; the mapping is in the vault.
    ActorId,
    /// An item on an agenda [Tagesordnungspunkt].
    AgendaItemId,
    /// A cooperation agreement [Kooperationsvereinbarung].
    AgreementId,
    /// An allocation of a project's funds [Vergabe von Projektmitteln].
    AllocationId,
    /// A governing body [Gremium].
    BodyId,
    /// A yearly plan of costs [Budget].
    BudgetId,
    /// A line of a budget [Haushaltsposition].
    BudgetLineId,
    /// A circular of the coordination office [Rundschreiben].
    CircularId,
    /// What one command did, in the events that it wrote.
    CommandId,
    /// Recurring reports to committees [Mitteilung].
    CommitteeReportId,
    /// A concept paper that is revised [Fachkonzept].
    ConceptId,
    /// A contact assignment [Ansprechperson eines Netzwerkpartners].
    ContactId,
    /// The contact lists of one kind, of a network or of the municipality [Kontaktliste].
    ContactListId,
    /// How costs are computed [Kalkulationsvorschrift].
    CostSchemeId,
    /// A decision in the register [Beschluss].
    DecisionId,
    /// A call for a grant's money [Mittelabruf].
    DisbursementId,
    /// A dated entry of the vault: a text that somebody typed, a person's details, an institution's name.
    EntryId,
    /// An expense and what pays for it [Ausgabe].
    ExpenseId,
    /// A text that agreements are made from [Vereinbarungstext, Muster].
    FrameworkId,
    /// A goal in the register [Leitziel, Mittelziel].
    GoalId,
    /// A condition of a grant [Nebenbestimmung].
    GrantConditionId,
    /// A grant that the municipality receives [Zuwendung].
    GrantId,
    /// A series of figures [Kennzahlenreihe].
    IndicatorId,
    /// An instrument of the evaluation with its versions [Erhebungsinstrument].
    InstrumentId,
    /// A meeting of a body [Sitzung].
    MeetingId,
    /// The minutes of a meeting [Protokoll].
    MinutesId,
    /// A need in the register [Bedarf].
    NeedId,
    /// A network below the municipality [Netzwerk].
    NetworkId,
    /// An offer of a partner [Angebot].
    OfferId,
    /// A coordination office [Koordinierungsstelle].
    OfficeId,
    /// A grant passed on to an institution [Weiterleitung].
    OnwardGrantId,
    /// What a meeting came to under an item of its agenda [Ergebnis].
    OutcomeId,
    /// A partner institution [Netzwerkpartner].
    PartnerId,
    /// A person; the details are entries of the vault.
    PersonId,
    /// A funding programme [Förderprogramm].
    ProgrammeId,
    /// A project's funds of one year [Projektmittel].
    ProjectFundsId,
    /// A project of a district [Stadtteilprojekt].
    ProjectId,
    /// A quality dialogue [Qualitätsdialog].
    QualityDialogueId,
    /// Money that arrived from a grant [Zahlungseingang].
    ReceiptId,
    /// A recommendation on its way [Empfehlung].
    RecommendationId,
    /// A region of the municipality [Region, Sozialraum].
    RegionId,
    /// A repayment of granted money [Rückforderung, Erstattung].
    RepaymentId,
    /// A resource that a partner puts in [eingebrachte Ressource].
    ResourceId,
    /// A seat in a body [Sitz].
    SeatId,
    /// A document in a site's folder [Unterlage der Standortmappe].
    SiteDocumentId,
    /// A site of a network or of a partner [Standort].
    SiteId,
    /// A site's yearly report [Jahresbericht eines Standorts].
    SiteReportId,
    /// An experienced specialist's entry in the register [insoweit erfahrene Fachkraft].
    SpecialistId,
    /// A standard that partners agreed on [gemeinsamer Standard].
    StandardId,
    /// A proposed topic [Themenvorschlag].
    TopicId,
    /// A training [Fortbildung].
    TrainingId,
    /// A group of volunteers [Ehrenamtsgruppe].
    VolunteerGroupId,
}
