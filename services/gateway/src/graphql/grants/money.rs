//! A grant's money on a day: every amount with the steps that it comes from.

use async_graphql::{ID, SimpleObject};
use funding::CostLineCode;
use funding::Grant as View;
use funding::grant::IdleCash;
use funding::onward_grant::OnwardState;
use kernel::{Date, Interval, Money, german};
use vault::Entries;

use super::told::Told;
use crate::graphql::error::GraphError;
use crate::graphql::partners::PartnerReference;
use crate::graphql::words;

/// A step of an amount: what was added or taken away, and when.
#[derive(Clone, SimpleObject)]
pub struct GrantAmountStep {
    pub(crate) on: Date,
    /// A German phrase, such as „Bescheid vom 10.01.2026“.
    pub(crate) text: String,
    /// In cents.
    pub(crate) amount: Money,
    /// True where it is taken away.
    pub(crate) takes: bool,
}

/// A computed amount with its explanation [Herleitung].
#[derive(Clone, SimpleObject)]
pub struct GrantAmount {
    /// In cents.
    pub(crate) amount: Money,
    /// How it is computed, one German sentence.
    pub(crate) rule: &'static str,
    /// What it comes from, in the order of the days.
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) steps: Vec<GrantAmountStep>,
}

impl GrantAmount {
    /// What the steps come to, never below nothing.
    pub(crate) fn of(rule: &'static str, mut steps: Vec<GrantAmountStep>) -> Self {
        steps.sort_by_key(|step| step.on);
        let side = |takes: bool| -> Money {
            let theirs = steps.iter().filter(|step| step.takes == takes);
            theirs.map(|step| step.amount).sum()
        };
        Self {
            amount: side(false).less(side(true)),
            rule,
            steps,
        }
    }
}

/// A grant's money on the day [Stand der Mittel]; all in cents.
#[derive(Clone, SimpleObject)]
pub struct GrantSums {
    /// What the notice that holds awards, less what was revoked [bewilligt].
    awarded: GrantAmount,
    /// What was called for [abgerufen].
    requested: GrantAmount,
    /// What arrived [eingegangen].
    received: GrantAmount,
    /// What other grants left and is carried over into this one [aus anderen Zuwendungen übertragen].
    carried_in: GrantAmount,
    /// What was left and is carried over into other grants [in andere Zuwendungen übertragen].
    carried_away: GrantAmount,
    /// What went back, without interest [zurückgezahlt].
    repaid: GrantAmount,
    /// What is promised to onward grants [für Weiterleitungen gebunden].
    reserved: GrantAmount,
    /// What it pays of expenses [ausgegeben].
    spent: GrantAmount,
    /// What of the award is neither promised to onward grants nor spent; nothing where more is [frei].
    free: GrantAmount,
}

/// A call for money [Mittelabruf].
#[derive(Clone, SimpleObject)]
pub struct GrantDisbursement {
    /// For `recordFundsReceived` and `cancelDisbursement`.
    id: ID,
    /// In cents.
    amount: Money,
    requested_on: Date,
    /// `null` while it was not taken back by the day.
    cancelled_on: Option<Date>,
    /// Why it was taken back; `null` where it was erased.
    reason: Option<String>,
}

/// Money that arrived [Zahlungseingang].
#[derive(Clone, SimpleObject)]
pub struct GrantReceipt {
    /// For `reverseFundsReceived`.
    id: ID,
    /// The call that it answers; `null` where it was paid without one.
    disbursement: Option<ID>,
    /// In cents.
    amount: Money,
    received_on: Date,
    /// `null` while the booking was not reversed by the day.
    reversed_on: Option<Date>,
    /// Why it was reversed; `null` where it was erased.
    reason: Option<String>,
}

/// What the grant pays of an expense [Ausgabe].
#[derive(Clone, SimpleObject)]
pub struct GrantExpense {
    /// The expense, for `node`.
    pub(super) expense: ID,
    pub(super) paid_on: Date,
    /// What for [Zahlungsgrund]; `null` where it was erased.
    pub(super) purpose: Option<String>,
    /// Who was paid, where it is a partner.
    pub(super) partner: Option<PartnerReference>,
    /// Who was paid, where it is none; `null` where it was erased.
    pub(super) payee: Option<String>,
    /// The line of the plan that bears it [Kostenposition].
    pub(super) line: CostLineCode,
    /// What of it this grant pays, in cents.
    pub(super) amount: Money,
    /// What it cost in all, in cents.
    pub(super) of: Money,
    /// How many receipts there are [Belege].
    pub(super) documents: usize,
}

/// What was passed on of the grant [Weiterleitung].
#[derive(Clone, SimpleObject)]
pub struct GrantOnward {
    /// The onward grant, for `node`.
    pub(super) onward_grant: ID,
    pub(super) partner: Option<PartnerReference>,
    /// The line of the plan out of which it is paid.
    pub(super) line: CostLineCode,
    pub(super) state: Option<OnwardState>,
    /// What is promised to it in this grant, in cents.
    pub(super) reserved: Money,
    /// What was paid out and is not back, in cents.
    pub(super) held: Money,
    /// What its examination accepted, in cents; `null` while it is not examined: the own proof waits for it.
    pub(super) accepted: Option<Money>,
}

/// Money that lies there since a day.
#[derive(Clone, Copy, SimpleObject)]
pub struct GrantIdleCash {
    /// The day on which it arrived.
    since: Date,
    /// In cents.
    amount: Money,
    /// The last day on which it is to be used; `null` where nobody said how long it may lie.
    use_until: Option<Date>,
}

/// What arrived and is neither spent, nor with an institution, nor back [Kassenstand] (REM-24).
#[derive(Clone, SimpleObject)]
pub struct GrantCash {
    /// In cents: what the parts of `idle` come to.
    amount: Money,
    /// Each amount that is left, oldest first: money is spent in the order in which it arrived.
    #[graphql(complexity = "5 * child_complexity")]
    idle: Vec<GrantIdleCash>,
    /// How long it may lie; `null` where nobody said [alsbaldige Verwendung].
    use_up: Option<Interval>,
    /// Who says how long: „Bescheid“ or „Förderprogramm“; `null` where nobody does.
    stated_by: Option<&'static str>,
    /// What lies there for longer than it may, and since when the oldest of it does; `null` where nothing does.
    overdue: Option<GrantIdleCash>,
    /// One German sentence for the office.
    sentence: String,
}

fn step(on: Date, text: &str, amount: Money) -> GrantAmountStep {
    GrantAmountStep {
        on,
        text: format!("{text} vom {}", german::day(on)),
        amount,
        takes: false,
    }
}

/// A booking from its day, and its reversal where it was reversed by the day.
fn booked(
    steps: &mut Vec<GrantAmountStep>,
    (text, undone): (&str, &str),
    (on, reversed_on): (Date, Option<Date>),
    amount: Money,
    day: Date,
) {
    if on > day {
        return;
    }
    steps.push(step(on, text, amount));
    if let Some(reversed_on) = reversed_on.filter(|on| *on <= day) {
        steps.push(GrantAmountStep {
            takes: true,
            ..step(reversed_on, undone, amount)
        });
    }
}

pub(super) fn sums(view: &View, expenses: &[GrantExpense], day: Date) -> GrantSums {
    let taken = |step: GrantAmountStep| GrantAmountStep {
        takes: true,
        ..step
    };
    let issued = view.notices.iter().filter(|notice| notice.issued_on <= day);
    let holds = issued.max_by_key(|notice| notice.issued_on);
    let mut awarded: Vec<_> = holds
        .map(|notice| step(notice.issued_on, "Bescheid", notice.terms.amount))
        .into_iter()
        .collect();
    let revoked = view
        .revocations
        .iter()
        .filter(|known| known.revoked_on <= day);
    awarded.extend(revoked.map(|known| taken(step(known.revoked_on, "Widerruf", known.amount))));
    let mut requested = Vec::new();
    for call in &view.disbursements {
        let days = (call.requested_on, call.cancelled_on);
        let texts = ("Mittelabruf", "Rücknahme");
        booked(&mut requested, texts, days, call.amount, day);
    }
    let mut received = Vec::new();
    for known in &view.receipts {
        let days = (known.received_on, known.reversed_on);
        booked(
            &mut received,
            ("Zahlungseingang", "Storno"),
            days,
            known.amount,
            day,
        );
    }
    let mut repaid = Vec::new();
    for known in &view.payments {
        let days = (known.repaid_on, known.reversed_on);
        booked(
            &mut repaid,
            ("Rückzahlung", "Storno"),
            days,
            known.amount,
            day,
        );
    }
    let arrived = view.arrivals.iter();
    let arrived = arrived.filter(|known| known.arrived_on <= day);
    let arrived = arrived.map(|known| step(known.arrived_on, "Übertragung", known.amount));
    let carried_in: Vec<_> = arrived.collect();
    let left = view.remainders.iter();
    let left = left.filter(|known| known.into.is_some() && known.decided_on <= day);
    let left = left.map(|known| step(known.decided_on, "Übertragung", known.carried_over));
    let carried_away: Vec<_> = left.collect();
    let reserved = view.reservations.iter().filter(|known| known.on <= day);
    let reserved = reserved.map(|known| GrantAmountStep {
        takes: known.released,
        ..step(
            known.on,
            if known.released {
                "Freigabe"
            } else {
                "Weiterleitung"
            },
            known.amount,
        )
    });
    let spent = expenses.iter();
    let spent = spent.map(|known| step(known.paid_on, "Ausgabe", known.amount));
    let (reserved, spent): (Vec<_>, Vec<_>) = (reserved.collect(), spent.collect());
    let used = reserved.iter().cloned().map(|step| GrantAmountStep {
        takes: !step.takes,
        ..step
    });
    let free = awarded.iter().cloned();
    let free = free.chain(used).chain(spent.iter().cloned().map(taken));
    GrantSums {
        free: GrantAmount::of(
            "Bewilligung abzüglich der Weiterleitungen und der Ausgaben.",
            free.collect(),
        ),
        awarded: GrantAmount::of(
            "Der Bescheid, der an dem Tag gilt, abzüglich der Widerrufe.",
            awarded,
        ),
        requested: GrantAmount::of("Summe der Mittelabrufe ohne zurückgenommene.", requested),
        received: GrantAmount::of("Summe der Zahlungseingänge ohne stornierte.", received),
        carried_in: GrantAmount::of("Summe dessen, was aus anderen Zuwendungen kam.", carried_in),
        carried_away: GrantAmount::of(
            "Summe dessen, was in andere Zuwendungen ging.",
            carried_away,
        ),
        repaid: GrantAmount::of("Summe der Rückzahlungen ohne Zinsen.", repaid),
        reserved: GrantAmount::of("Weiterleitungen abzüglich der Freigaben.", reserved),
        spent: GrantAmount::of("Summe der zugeordneten Ausgaben.", spent),
    }
}

pub(super) fn disbursements(
    view: &View,
    (told, entries): (&Told, &Entries),
    day: Date,
) -> Result<Vec<GrantDisbursement>, GraphError> {
    let made = view.disbursements.iter();
    made.filter(|call| call.requested_on <= day)
        .map(|call| {
            let cancelled_on = call.cancelled_on.filter(|on| *on <= day);
            let why = told.reason(call.id.0).filter(|_| cancelled_on.is_some());
            Ok(GrantDisbursement {
                id: call.id.to_string().into(),
                amount: call.amount,
                requested_on: call.requested_on,
                cancelled_on,
                reason: words::optional_text(entries, why)?,
            })
        })
        .collect()
}

pub(super) fn receipts(
    view: &View,
    (told, entries): (&Told, &Entries),
    day: Date,
) -> Result<Vec<GrantReceipt>, GraphError> {
    let arrived = view.receipts.iter();
    arrived
        .filter(|known| known.received_on <= day)
        .map(|known| {
            let reversed_on = known.reversed_on.filter(|on| *on <= day);
            let why = told.reason(known.id.0).filter(|_| reversed_on.is_some());
            Ok(GrantReceipt {
                id: known.id.to_string().into(),
                disbursement: known.disbursement.map(|id| id.to_string().into()),
                amount: known.amount,
                received_on: known.received_on,
                reversed_on,
                reason: words::optional_text(entries, why)?,
            })
        })
        .collect()
}

/// `spent` as [`funding::grant::spent_on`] says it; `of_programme` is what the programme says of prompt use.
pub(super) fn cash(
    view: &View,
    spent: &[(Date, Money)],
    of_programme: Option<Interval>,
    day: Date,
) -> GrantCash {
    let own = view.terms_on(day).and_then(|terms| terms.use_up.clone());
    let stated_by = match (&own, &of_programme) {
        (Some(_), _) => Some("Bescheid"),
        (None, Some(_)) => Some("Förderprogramm"),
        (None, None) => None,
    };
    let use_up = own.or(of_programme);
    let idle = view.idle_cash(spent, day);
    let overdue = use_up
        .as_ref()
        .and_then(|use_up| view.overdue_cash(spent, use_up, day));
    let part = |cash: IdleCash| GrantIdleCash {
        since: cash.since,
        amount: cash.amount,
        use_until: use_up.as_ref().and_then(|use_up| use_up.after(cash.since)),
    };
    let amount: Money = idle.iter().map(|cash| cash.amount).sum();
    let sentence = match (&overdue, &use_up) {
        (Some(late), _) => format!(
            "Mittel sind länger als erlaubt nicht verwendet, die ältesten seit dem {}; das kann Zinsen kosten.",
            german::day(late.since)
        ),
        (None, _) if idle.is_empty() => "Alles, was eingegangen ist, ist verwendet.".to_owned(),
        (None, Some(_)) => "Die Mittel liegen nicht länger als erlaubt.".to_owned(),
        (None, None) => {
            "Bis wann abgerufene Mittel zu verwenden sind, ist nicht eingetragen.".to_owned()
        }
    };
    GrantCash {
        amount,
        idle: idle.iter().copied().map(part).collect(),
        overdue: overdue.map(part),
        stated_by,
        sentence,
        use_up: use_up.clone(),
    }
}
