//! What a refusal says: its sentence and its facts.

use kernel::{Facts, Refusal, facts, german};

use super::GrantRefusal as R;

pub(super) fn sentence(refusal: &R) -> String {
    let euros = |amount: &kernel::Money| crate::german::euros(*amount);
    let day = |day: &kernel::Date| german::day(*day);
    match refusal {
        R::Unfit(refusal) => refusal.sentence(),
        R::Correction(refusal) => refusal.sentence(),
        R::Interest(refusal) => refusal.sentence(),
        R::ProgrammeNotValid {
            since,
            until,
            day: on,
        } => {
            let until = until.map_or_else(String::new, |until| {
                format!(" bis zum {}", german::day(until))
            });
            format!(
                "Das Förderprogramm gilt vom {}{until} und nicht am {}.",
                day(since),
                day(on)
            )
        }
        R::ProgrammeOfOtherState { state } => {
            format!("Das Förderprogramm ist eines in {}.", state.name())
        }
        R::AreaNotOfProgramme { area } => {
            format!("Das Förderprogramm kennt den {} nicht.", area.label())
        }
        R::OtherProgramme => "Die Zuwendung gehört zu einem anderen Förderprogramm.".to_owned(),
        R::PeriodBackwards { since, until } => format!(
            "Der Zeitraum endet am {}, bevor er am {} beginnt.",
            day(until),
            day(since)
        ),
        R::AmountMissing { .. } => "Der Betrag fehlt: er ist größer als null.".to_owned(),
        R::PlanLineTwice { code } => {
            format!("Die Position {code} steht zweimal im Finanzierungsplan.")
        }
        R::PlanYearOutside { code, year } => {
            format!("Die Position {code} ist für {year} geplant, außerhalb des Zeitraums.")
        }
        R::PlanDoesNotBalance { costs, financed } => format!(
            "Der Plan geht nicht auf: Ausgaben von {}, Finanzierung von {}.",
            euros(costs),
            euros(financed)
        ),
        R::RateCapExceeded {
            amount,
            allowed,
            costs,
        } => format!(
            "Das Förderprogramm trägt von {} höchstens {}, nicht {}.",
            euros(costs),
            euros(allowed),
            euros(amount)
        ),
        R::Rejected { rejected_on } => {
            format!("Der Antrag ist am {} abgelehnt worden.", day(rejected_on))
        }
        R::AlreadyAwarded { awarded_on } => format!(
            "Die Zuwendung ist seit dem {} bewilligt; ein Änderungsbescheid ändert sie.",
            day(awarded_on)
        ),
        R::NotAwarded => "Die Zuwendung ist nicht bewilligt.".to_owned(),
        R::NotAccepted => "Der Bescheid ist noch nicht bestandskräftig.".to_owned(),
        R::AlreadyAccepted { accepted_on } => {
            format!(
                "Der Bescheid ist seit dem {} bestandskräftig.",
                day(accepted_on)
            )
        }
        R::Closed { closed_on } => {
            format!(
                "Die Zuwendung ist seit dem {} abgeschlossen.",
                day(closed_on)
            )
        }
        R::IdTaken { .. } => "Unter dieser Kennung ist etwas anderes erfasst.".to_owned(),
        R::ConditionFulfilled { fulfilled_on } => {
            format!(
                "Die Nebenbestimmung ist seit dem {} erfüllt.",
                day(fulfilled_on)
            )
        }
        R::BeyondLimit {
            sum,
            amount,
            limit,
            limit_amount,
            ..
        } => format!(
            "{} von zusammen {} übersteigen: {} von {}.",
            sum.label(),
            euros(amount),
            limit.label(),
            euros(limit_amount)
        ),
        R::ReceiptBeyondCall {
            requested,
            received,
        } => format!(
            "Abgerufen sind {}, eingegangen wären {}.",
            euros(requested),
            euros(received)
        ),
        R::Undone { undone_on, .. } => {
            format!("Das ist seit dem {} zurückgenommen.", day(undone_on))
        }
        R::CallAnswered => "Auf den Mittelabruf ist schon Geld eingegangen.".to_owned(),
        R::OnwardNotAllowed => "Der Bescheid lässt eine Weiterleitung nicht zu.".to_owned(),
        R::ReleaseBeyondReserved { reserved, amount } => format!(
            "Für die Weiterleitung sind {} gebunden, nicht {}.",
            euros(reserved),
            euros(amount)
        ),
        R::OutsidePeriod {
            day: on,
            since,
            until,
            ..
        } => format!(
            "Der {} liegt außerhalb des Bewilligungszeitraums vom {} bis zum {}.",
            day(on),
            day(since),
            day(until)
        ),
        R::OnwardNotExamined { onward_grants } => match onward_grants.len() {
            1 => "Der Verwendungsnachweis einer Weiterleitung ist noch nicht geprüft.".to_owned(),
            n => {
                format!("Die Verwendungsnachweise von {n} Weiterleitungen sind noch nicht geprüft.")
            }
        },
        R::OnwardNotNamed { onward_grants } => format!(
            "Im Nachweis fehlen {} Weiterleitungen, für die Mittel gebunden sind.",
            onward_grants.len()
        ),
        R::NotOfGrant { .. } => "Das wird nicht aus dieser Zuwendung bezahlt.".to_owned(),
        R::ExpenseReversed { reversed_on, .. } => {
            format!(
                "Eine der Ausgaben ist seit dem {} storniert.",
                day(reversed_on)
            )
        }
        R::OtherLine { line, .. } => {
            format!("Die Weiterleitung wird nicht aus der Position {line} bezahlt.")
        }
        R::NamedTwice { .. } => "Die Liste nennt etwas zweimal.".to_owned(),
        R::LineUnknown { code } => {
            format!("Der Finanzierungsplan hat keine Position {code}.")
        }
        R::ProofDoesNotReconcile { stated, read, .. } => format!(
            "Der Nachweis nennt {}, die Bücher ergeben {}.",
            euros(stated),
            euros(read)
        ),
        R::NoProof => "Es ist kein Verwendungsnachweis vorgelegt.".to_owned(),
        R::AlreadyExamined { examined_on } => {
            format!(
                "Der Verwendungsnachweis ist seit dem {} geprüft.",
                day(examined_on)
            )
        }
        R::RemainderNotCovered { remaining, decided } => format!(
            "Übrig sind {}; entschieden wäre über {}.",
            euros(remaining),
            euros(decided)
        ),
        R::IntoItself { .. } => {
            "Übertragen wird in eine andere Zuwendung; was hier bleibt, nennt keine.".to_owned()
        }
        R::NotInto { why, .. } => {
            format!("Übertragung in die andere Zuwendung: {}", sentence(why))
        }
        R::NotClosable { open } => {
            let open: Vec<_> = open.iter().map(|matter| matter.label()).collect();
            format!("Es ist noch etwas offen: {}.", open.join(", "))
        }
        R::BookingIsReversed { fact, .. } => {
            format!("Die Angabe {fact} ist eine Buchung: sie wird storniert, nicht berichtigt.")
        }
    }
}

pub(super) fn facts(refusal: &R) -> Facts {
    match refusal {
        R::Unfit(refusal) => refusal.facts(),
        R::Correction(refusal) => refusal.facts(),
        R::Interest(refusal) => refusal.facts(),
        R::ProgrammeNotValid { since, until, day } => {
            facts! { "since" => since, "until" => until, "date" => day }
        }
        R::ProgrammeOfOtherState { state } => facts! { "state" => state.code() },
        R::AreaNotOfProgramme { area } => facts! { "area" => area },
        R::PeriodBackwards { since, until } => facts! { "since" => since, "until" => until },
        R::PlanLineTwice { code } | R::LineUnknown { code } => facts! { "line" => code },
        R::PlanYearOutside { code, year } => facts! { "line" => code, "year" => year },
        R::PlanDoesNotBalance { costs, financed } => {
            facts! { "costs" => costs, "financed" => financed }
        }
        R::RateCapExceeded {
            amount,
            allowed,
            costs,
        } => facts! { "amount" => amount, "allowed" => allowed, "costs" => costs },
        R::Rejected { rejected_on } => facts! { "rejectedOn" => rejected_on },
        R::AlreadyAwarded { awarded_on } => facts! { "awardedOn" => awarded_on },
        R::AlreadyAccepted { accepted_on } => facts! { "acceptedOn" => accepted_on },
        R::Closed { closed_on } => facts! { "closedOn" => closed_on },
        R::IdTaken { id, .. } | R::NotOfGrant { id, .. } | R::NamedTwice { id, .. } => {
            facts! { "id" => id }
        }
        R::ConditionFulfilled { fulfilled_on } => facts! { "fulfilledOn" => fulfilled_on },
        R::BeyondLimit {
            sum,
            amount,
            limit,
            limit_amount,
            ..
        } => {
            facts! { "sum" => sum, "amount" => amount, "limit" => limit, "allowed" => limit_amount }
        }
        R::ReceiptBeyondCall {
            requested,
            received,
        } => facts! { "requested" => requested, "received" => received },
        R::Undone { undone_on, .. } => facts! { "undoneOn" => undone_on },
        R::ReleaseBeyondReserved { reserved, amount } => {
            facts! { "reserved" => reserved, "amount" => amount }
        }
        R::OutsidePeriod {
            day,
            since,
            until,
            expense,
            ..
        } => facts! { "date" => day, "since" => since, "until" => until, "expense" => expense },
        R::OnwardNotExamined { onward_grants } | R::OnwardNotNamed { onward_grants } => {
            facts! { "onwardGrants" => onward_grants }
        }
        R::OtherLine { onward_grant, line } => {
            facts! { "onwardGrant" => onward_grant, "line" => line }
        }
        R::ExpenseReversed {
            expense,
            reversed_on,
        } => facts! { "expense" => expense, "reversedOn" => reversed_on },
        R::ProofDoesNotReconcile { stated, read, .. } => {
            facts! { "stated" => stated, "read" => read }
        }
        R::AlreadyExamined { examined_on } => facts! { "examinedOn" => examined_on },
        R::RemainderNotCovered { remaining, decided } => {
            facts! { "remaining" => remaining, "decided" => decided }
        }
        R::IntoItself { grant } => facts! { "grant" => grant },
        R::NotInto { why, .. } => facts(why),
        R::NotClosable { open } => facts! { "open" => open },
        R::BookingIsReversed { fact, kind } => facts! { "fact" => fact, "kind" => kind },
        R::AmountMissing { .. }
        | R::OtherProgramme
        | R::NotAwarded
        | R::NotAccepted
        | R::CallAnswered
        | R::OnwardNotAllowed
        | R::NoProof => Facts::new(),
    }
}
