//! What an overview shows as task or warning about contacts (MEM-14 … MEM-20, DPR-07).
//!
//! Pure functions of policy and states on a day; the read side calls them.

use jiff::ToSpan as _;
use kernel::{ContactId, Date, Sourced, Strength, german};

use super::aggregate::Contact;
use super::kind::ContactRole;
use super::reading::ConsentState;
use crate::findings::{Finding, FindingSeverity, contact_findings};
use crate::partner::{MembershipState, Partner};
use crate::policy::MembershipPolicy;

/// Since when a partner's last contact is gone [Vakanz] (MEM-14): the day after its last day.
///
/// `None` while one speaks for the partner, and where none ever did.
pub fn vacant_since<'a>(
    contacts: impl IntoIterator<Item = &'a Contact>,
    day: Date,
) -> Option<Date> {
    let mut since = None;
    for contact in contacts {
        if contact.is_active_on(day) {
            return None;
        }
        let last = contact.ended_on.filter(|last| *last < day);
        since = since.max(last.and_then(|last| last.tomorrow().ok()));
    }
    since
}

/// Who represents the partner in meetings on `day` [Vertretung des Netzwerkpartners] (MEM-15): the binding contacts,
/// else the deputies. The default of an invitation.
pub fn representatives<'a>(
    contacts: impl IntoIterator<Item = (ContactId, &'a Contact)>,
    day: Date,
) -> Vec<ContactId> {
    let (mut binding, mut deputies) = (Vec::new(), Vec::new());
    for (id, contact) in contacts {
        match contact.role_on(day) {
            Some(ContactRole::Binding) => binding.push(id),
            Some(ContactRole::Deputy) => deputies.push(id),
            None => {}
        }
    }
    if binding.is_empty() {
        deputies
    } else {
        binding
    }
}

/// Whether somebody speaks for an active partner, as the policy wants it (MEM-14, MEM-16, MEM-17).
///
/// `CONTACT_VACANT` where the last one went without a successor, `CONTACT_MISSING` where too few are named,
/// `CONTACT_LEAVING` where the last one's end is announced. `contacts` are all that the partner ever named, those of its
/// duplicates included.
pub fn vacancy_findings(
    policy: &MembershipPolicy,
    partner: &Partner,
    contacts: &[&Contact],
    day: Date,
) -> Vec<Finding> {
    let active: Vec<_> = contacts.iter().filter(|c| c.is_active_on(day)).collect();
    let missing = contact_findings(policy, partner, active.len(), day);
    if let Some(since) = vacant_since(contacts.iter().copied(), day) {
        let vacant = |finding: Finding| Finding {
            code: "CONTACT_VACANT",
            sentence: format!(
                "Seit dem {} spricht niemand mehr für den Netzwerkpartner; eine Nachfolge ist nicht benannt.",
                german::day(since)
            ),
            ..finding
        };
        return missing.into_iter().map(vacant).collect();
    }
    let wanted = match policy.contact_duty.value().map(|duty| duty.strength) {
        Some(Strength::Must | Strength::Should) => {
            partner.membership_on(day) == Some(MembershipState::Active)
        }
        Some(Strength::Approx | Strength::May) | None => false,
    };
    let ends: Option<Vec<Date>> = active.iter().map(|contact| contact.ended_on).collect();
    match ends.and_then(|ends| ends.into_iter().max()) {
        Some(last) if wanted && missing.is_empty() => vec![Finding {
            code: "CONTACT_LEAVING",
            severity: FindingSeverity::Warning,
            rule: "MEM-14",
            sentence: format!(
                "Die letzte Ansprechperson scheidet zum {} aus; eine Nachfolge ist nicht benannt.",
                german::day(last)
            ),
        }],
        Some(_) | None => missing,
    }
}

/// Whether the details of an active contact were confirmed within the municipality's interval (MEM-18, MEM-19).
///
/// Where nobody says how often, nothing is overdue; the interval itself is a question to the municipality then.
pub fn confirmation_findings(
    policy: &MembershipPolicy,
    contact: &Contact,
    day: Date,
) -> Vec<Finding> {
    let interval = &policy.contact_confirmation_months;
    let (Some(months), Some(since)) = (interval.value(), contact.unconfirmed_since(day)) else {
        return Vec::new();
    };
    let due_on = since.saturating_add(i32::from(*months).months());
    if day < due_on {
        return Vec::new();
    }
    vec![Finding {
        code: "CONTACT_UNCONFIRMED",
        severity: severity(interval),
        rule: "MEM-19",
        sentence: format!(
            "Die Kontaktdaten sind seit dem {} nicht bestätigt.",
            german::day(since)
        ),
    }]
}

/// Whether the details of an active contact may be stored (MEM-20, DPR-07).
pub fn consent_findings(contact: &Contact, day: Date) -> Vec<Finding> {
    let found = |code, severity, rule, sentence| Finding {
        code,
        severity,
        rule,
        sentence,
    };
    if let Some(since) = contact.erasure_due_since(day) {
        let sentence = format!(
            "Die Einwilligung in die Speicherung fehlt seit dem {}; die Kontaktdaten sind zu löschen oder die Einwilligung ist einzuholen.",
            german::day(since)
        );
        return vec![found(
            "CONTACT_ERASURE_DUE",
            FindingSeverity::Task,
            "DPR-07",
            sentence,
        )];
    }
    if contact.is_active_on(day) && contact.consent_on(day) == ConsentState::Missing {
        let sentence = "Die Einwilligung in die Speicherung der Kontaktdaten ist nicht erfasst.";
        return vec![found(
            "CONSENT_MISSING",
            FindingSeverity::Warning,
            "MEM-20",
            sentence.to_owned(),
        )];
    }
    Vec::new()
}

/// A binding value makes a task, an inferred one a warning.
fn severity<T>(value: &Sourced<T>) -> FindingSeverity {
    if value.binding().is_some() {
        FindingSeverity::Task
    } else {
        FindingSeverity::Warning
    }
}
