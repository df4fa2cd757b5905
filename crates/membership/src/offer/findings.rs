//! What an overview shows of offers without anybody having sent a command (MEM-21).

use jiff::ToSpan;
use kernel::{Date, Status, german};

use super::aggregate::Offer;
use crate::findings::{Finding, FindingSeverity};
use crate::partner::{MembershipState, Partner};
use crate::policy::MembershipPolicy;

/// What is open with an offer of `partner` on `day`: nobody confirmed it in time, or the partner is no member.
///
/// Where the policy's interval is inferred, an old offer is a hint; where nobody says an interval, none is found (see
/// [`confirmation_interval_findings`]). An offer that ended asks for nothing.
pub fn offer_findings(
    policy: &MembershipPolicy,
    offer: &Offer,
    partner: &Partner,
    day: Date,
) -> Vec<Finding> {
    let Some(confirmed_on) = offer.unconfirmed_since(day) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let months = policy.offer_confirmation_months.value();
    let due = months.map(|months| confirmed_on.saturating_add(i64::from(*months).months()));
    if due.is_some_and(|due| due < day) {
        findings.push(Finding {
            code: "OFFER_UNCONFIRMED",
            severity: match policy.offer_confirmation_months.status {
                Status::Stated | Status::Adopted => FindingSeverity::Task,
                Status::Inferred | Status::Unstated => FindingSeverity::Warning,
            },
            rule: "MEM-21",
            sentence: format!(
                "Das Angebot ist seit dem {} nicht bestätigt.",
                german::day(confirmed_on)
            ),
        });
    }
    if partner.membership_on(day) != Some(MembershipState::Active) {
        findings.push(Finding {
            code: "OFFER_OF_FORMER_PARTNER",
            severity: FindingSeverity::Task,
            rule: "MEM-21",
            sentence: "Der Netzwerkpartner ist nicht mehr aufgenommen; das Angebot ist noch nicht beendet."
                .to_owned(),
        });
    }
    findings
}

/// Whether the municipality has still to say after how long an offer is confirmed (MEM-21: „aktuell“).
pub fn confirmation_interval_findings(policy: &MembershipPolicy) -> Vec<Finding> {
    match policy.offer_confirmation_months.value() {
        Some(_) => Vec::new(),
        None => vec![Finding {
            code: "OFFER_CONFIRMATION_INTERVAL_UNSTATED",
            severity: FindingSeverity::Task,
            rule: "MEM-21",
            sentence: "Wann ein Angebot zu bestätigen ist, sagt kein Dokument; der Abstand ist festzulegen."
                .to_owned(),
        }],
    }
}
