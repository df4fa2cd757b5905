//! The parties of an agreement with their signatures and notices.

use std::collections::HashMap;

use ::agreements::agreement::{self, NoticeRule};
use ::agreements::values::{NoticeForm, Side, SignatureForm};
use async_graphql::SimpleObject;
use kernel::{Date, DocumentRef, EntryId, Status};
use uuid::Uuid;
use vault::Entries;

use crate::graphql::error::GraphError;
use crate::graphql::partners::PartnerReference;
use crate::graphql::words;

/// A party of an agreement [Partei].
#[derive(Clone, SimpleObject)]
pub struct Party {
    /// Its number in the agreement, by which commands name it.
    number: u16,
    side: Side,
    name: String,
    /// The partner; `null` for a public party that is none.
    partner: Option<PartnerReference>,
    /// The day on which it was added.
    added_on: Date,
    /// The date beside its signature [Datum der Unterschrift].
    signed_on: Option<Date>,
    /// How it signed [Unterschrift, Erklärung].
    form: Option<SignatureForm>,
    /// The place beside its signature [Ort].
    place: Option<String>,
    /// In which function somebody signed for it [Funktion].
    signatory_function: Option<String>,
    /// The signed paper [Scan].
    document: Option<DocumentRef>,
    /// The day on which its notice arrived [Zugang der Kündigung].
    notice_received_on: Option<Date>,
    /// The last day of its cooperation after a notice; `null` where nobody says.
    cooperation_ends_on: Option<Date>,
    /// Its notice that runs or has taken effect on the day that is asked for [Kündigung].
    notice: Option<Notice>,
    /// The notices that it took back by that day [zurückgenommene Kündigungen].
    withdrawn_notices: Vec<WithdrawnNotice>,
}

/// A notice that arrived [Kündigung] (AGR-09 … AGR-13).
#[derive(Clone, SimpleObject)]
pub struct Notice {
    /// The day on which it arrived [Zugang].
    received_on: Date,
    /// `ANY` for one that is not in writing.
    form: NoticeForm,
    /// The reason, where one was recorded (AGR-10) [Begründung].
    reason: Option<String>,
    /// The last day of the party's cooperation; `null` where nobody says.
    effective_on: Option<Date>,
    /// The last day on which it would have been in time for the end of its year.
    latest_day: Option<Date>,
    rule: NoticeRule,
    status: Status,
    /// How the day was found, in German, such as „eingegangen 04.12.2019, nach dem 03.12.2019, daher wirksam zum
    /// 31.12.2020".
    explanation: String,
    /// The letter [Scan].
    document: Option<DocumentRef>,
}

/// A notice that was taken back before it took effect [zurückgenommene Kündigung] (AGR-12).
#[derive(Clone, SimpleObject)]
pub struct WithdrawnNotice {
    notice: Notice,
    /// The first day on which it no longer ran.
    withdrawn_on: Date,
    /// Why [Grund].
    reason: Option<String>,
}

/// Every entry that a party's answer needs.
pub(super) fn entries(party: &agreement::Party) -> Vec<EntryId> {
    let signature = party.signature.as_ref();
    let reasons = party.notices().filter_map(|notice| notice.reason);
    let withdrawn = party
        .withdrawn_notices
        .iter()
        .filter_map(|past| past.reason);
    [
        party.institution,
        signature.and_then(|signature| signature.place),
        signature.and_then(|signature| signature.signatory_function),
    ]
    .into_iter()
    .flatten()
    .chain(reasons)
    .chain(withdrawn)
    .collect()
}

/// A party as it was on `day`.
pub(super) fn party(
    party: &agreement::Party,
    day: Date,
    partners: &HashMap<Uuid, PartnerReference>,
    entries: &Entries,
) -> Result<Party, GraphError> {
    let partner = party.partner.and_then(|id| partners.get(&id.0).cloned());
    let signature = party
        .signature
        .as_ref()
        .filter(|signature| signature.signed_on <= day);
    let notice = notice_on(party, day);
    let text = |id: Option<EntryId>| words::optional_text(entries, id);
    let name = match (party.institution, &partner) {
        (Some(_), _) => words::institution(entries, party.institution)?.name,
        (None, Some(partner)) => partner.name.clone(),
        (None, None) => String::new(),
    };
    let taken_back = party.withdrawn_notices.iter();
    let withdrawn_notices = taken_back
        .filter(|past| past.withdrawn_on <= day)
        .map(|past| {
            Ok(WithdrawnNotice {
                notice: self::notice(&past.notice, entries)?,
                withdrawn_on: past.withdrawn_on,
                reason: text(past.reason)?,
            })
        });
    Ok(Party {
        number: party.number,
        side: party.side,
        name,
        partner,
        added_on: party.added_on,
        signed_on: signature.map(|signature| signature.signed_on),
        form: signature.map(|signature| signature.form),
        place: text(signature.and_then(|signature| signature.place))?,
        signatory_function: text(signature.and_then(|signature| signature.signatory_function))?,
        document: signature.and_then(|signature| signature.document),
        notice_received_on: notice.map(|notice| notice.received_on),
        cooperation_ends_on: notice.and_then(|notice| notice.effective_on),
        notice: notice
            .map(|notice| self::notice(notice, entries))
            .transpose()?,
        withdrawn_notices: withdrawn_notices.collect::<Result<_, GraphError>>()?,
    })
}

/// The notice that had arrived by `day` and was not taken back by then.
pub(super) fn notice_on(party: &agreement::Party, day: Date) -> Option<&agreement::Notice> {
    let arrived = |notice: &&agreement::Notice| notice.received_on <= day;
    let later = party
        .withdrawn_notices
        .iter()
        .filter(|past| day < past.withdrawn_on);
    let withdrawn = later.map(|past| &past.notice).find(arrived);
    party.notice.as_ref().filter(arrived).or(withdrawn)
}

fn notice(notice: &agreement::Notice, entries: &Entries) -> Result<Notice, GraphError> {
    Ok(Notice {
        received_on: notice.received_on,
        form: notice.form,
        reason: words::optional_text(entries, notice.reason)?,
        effective_on: notice.effective_on,
        latest_day: notice.latest_day,
        rule: notice.rule,
        status: notice.status,
        explanation: notice.explanation(),
        document: notice.document,
    })
}
