//! What may be done with a body's seats and its voluntary members (MEM-38 … MEM-40).

use kernel::{BodyId, ContactId, Date, NewText, PartialDate, PartnerId, SeatId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Defines a seat from the business date on [Sitz] (MEM-38, MEM-39).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DefineSeatInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DefineSeat {
    pub body: BodyId,
    /// The new seat's id; the function's entry gives it one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<SeatId>,
    /// For whom it is, such as „Jugendhilfeplanung“.
    pub function: NewText,
    /// The partner for whom it sits there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<PartnerId>,
}

/// Fills a seat [Sitz besetzen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "FillSeatInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FillSeat {
    pub body: BodyId,
    pub seat: SeatId,
    /// Who takes it; absent where only the partner or the function is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// The partner who takes it; a contact's own where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    pub filled_on: Date,
}

/// Vacates a seat [Sitz wird frei].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "VacateSeatInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VacateSeat {
    pub body: BodyId,
    pub seat: SeatId,
    /// The first day without anybody.
    pub vacated_on: Date,
}

/// Removes a seat [Sitz entfällt]; who has it has it no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RemoveSeatInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveSeat {
    pub body: BodyId,
    pub seat: SeatId,
    /// The first day without the seat.
    pub removed_on: Date,
}

/// Records that a partner takes part of its own accord [freiwillige Teilnahme] (MEM-40).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "JoinBodyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JoinBody {
    pub body: BodyId,
    pub partner: PartnerId,
    pub since: PartialDate,
}

/// Records that a partner takes part no more (MEM-40).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "LeaveBodyInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeaveBody {
    pub body: BodyId,
    pub partner: PartnerId,
    /// The first day without it.
    pub since: PartialDate,
}

impl DefineSeat {
    /// The seat: the one named, else one that has the id of the function's entry.
    pub fn seat_id(&self) -> SeatId {
        self.seat.unwrap_or(SeatId(self.function.id.0))
    }
}
