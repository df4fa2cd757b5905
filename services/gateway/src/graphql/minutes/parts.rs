//! The parts of minutes: who wrote them, their versions, to whom they went, who passed the results on.

use async_graphql::{ComplexObject, SimpleObject};
use kernel::Date;
use meetings::minutes::{self, AuthorKind, DispatchChannel, MinutesState, PassingOnShare};

use crate::graphql::contacts::Contact;
use crate::graphql::meetings::MeetingReference;
use crate::graphql::partners::PartnerReference;

/// Who wrote minutes [Verfasser des Protokolls] (MTG-10, MTG-11).
#[derive(Clone, SimpleObject)]
pub struct MinutesAuthor {
    pub(super) by: AuthorKind,
    /// The same in German.
    pub(super) label: &'static str,
    /// The institution of an elected taker; `null` for the office.
    pub(super) partner: Option<PartnerReference>,
    /// The taker as a contact of the institution, where it is one.
    pub(super) contact: Option<Contact>,
}

/// A version of minutes [Fassung]: what was approved as a whole, or is to be.
#[derive(Clone, SimpleObject)]
pub struct MinutesVersion {
    /// From 1.
    pub(super) number: u32,
    /// The day of its first draft.
    pub(super) since: Option<Date>,
    /// Why there is a new version [Grund]; `null` for the first, and where it was erased.
    pub(super) reason: Option<String>,
    pub(super) state: MinutesState,
    /// What it says; `null` where it was erased.
    pub(super) text: Option<String>,
    pub(super) submitted_on: Option<Date>,
    pub(super) approved_on: Option<Date>,
    /// The meeting that approved it; `null` where no meeting did.
    pub(super) approved_in: Option<MeetingReference>,
    /// When it first went out.
    pub(super) dispatched_on: Option<Date>,
}

/// A version came back to whoever wrote it [Rückgabe].
#[derive(Clone, SimpleObject)]
pub struct MinutesReturn {
    pub(super) on: Date,
    /// Why; `null` where it was erased.
    pub(super) reason: Option<String>,
}

/// A version went out [Versand].
#[derive(Clone, SimpleObject)]
pub struct MinutesDispatch {
    version: u32,
    on: Date,
    channel: DispatchChannel,
    /// The channel in German.
    label: &'static str,
    /// To how many partners.
    recipient_count: usize,
}

impl From<&minutes::MinutesDispatch> for MinutesDispatch {
    fn from(sent: &minutes::MinutesDispatch) -> Self {
        Self {
            version: sent.version,
            on: sent.on,
            channel: sent.channel,
            label: sent.channel.label(),
            recipient_count: sent.partners.len(),
        }
    }
}

/// A partner to whom minutes went [Empfänger].
#[derive(Clone, SimpleObject)]
pub struct MinutesRecipient {
    pub(super) partner: PartnerReference,
    /// The day on which a version first went to it.
    pub(super) since: Option<Date>,
    /// When it confirmed that it passed the results on in its house [Weitergabe bestätigt] (MTG-23); `null` where it
    /// has not.
    pub(super) acknowledged_on: Option<Date>,
    /// For how many days the confirmation is open; `null` once it is there. No document sets a term.
    pub(super) waiting_days: Option<i32>,
}

/// Of how many partners it is known that they passed the results on [Weitergabe] (MTG-23).
#[derive(Clone, SimpleObject)]
#[graphql(complex)]
pub struct MinutesPassingOn {
    /// To how many the minutes went.
    asked: usize,
    /// How many of them confirmed.
    acknowledged: usize,
    /// How many have not.
    open: usize,
    /// The confirmed ones in tenths of a percent, rounded down; `null` where the minutes went to nobody.
    permille: Option<usize>,
    #[graphql(skip)]
    waiting: Vec<MinutesRecipient>,
}

impl MinutesPassingOn {
    pub(super) fn new(share: PassingOnShare, recipients: &[MinutesRecipient]) -> Self {
        let waiting = recipients.iter();
        let waiting = waiting.filter(|recipient| recipient.waiting_days.is_some());
        let mut waiting: Vec<MinutesRecipient> = waiting.cloned().collect();
        waiting.sort_by_key(|recipient| std::cmp::Reverse(recipient.waiting_days));
        Self {
            asked: share.asked,
            acknowledged: share.acknowledged,
            open: share.asked.saturating_sub(share.acknowledged),
            permille: share.permille(),
            waiting,
        }
    }
}

#[ComplexObject]
impl MinutesPassingOn {
    /// Who has not confirmed, the longest first.
    #[graphql(complexity = "5 * child_complexity")]
    async fn waiting(&self) -> &[MinutesRecipient] {
        &self.waiting
    }
}
