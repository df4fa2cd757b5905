//! The sentence behind each refusal, for an office.
//!
//! They state what holds, so that the same sentence warns where the term behind it was only inferred.

use kernel::{Refusal as _, german};

use super::error::AgreementRefusal;
use crate::values::Side;

impl AgreementRefusal {
    pub(super) fn in_german(&self) -> String {
        match self {
            Self::NotFound => "Diese Vereinbarung gibt es nicht.".to_owned(),
            Self::AlreadyExists => "Diese Vereinbarung gibt es schon.".to_owned(),
            Self::IdMissing => "Der neuen Vereinbarung fehlt ihre Kennung.".to_owned(),
            Self::NetworkUnknown(_) => "Dieses Netzwerk gibt es nicht.".to_owned(),
            Self::PartnerUnknown(_) => "Diesen Netzwerkpartner gibt es nicht.".to_owned(),
            Self::PartnerMissing => "Auf der Seite der Netzwerkpartner fehlt der Netzwerkpartner.".to_owned(),
            Self::InstitutionMissing => "Der öffentliche Träger braucht einen Namen.".to_owned(),
            Self::InstitutionNotExpected => {
                "Name und Anschrift eines Netzwerkpartners stehen bei ihm selbst, nicht in der Vereinbarung.".to_owned()
            }
            Self::DateInFuture { date, today, .. } => {
                format!("Der {} liegt nach dem heutigen Tag ({}).", german::day(*date), german::day(*today))
            }
            Self::PartyUnknown(party) => format!("Eine Partei Nr. {party} hat die Vereinbarung nicht."),
            Self::PartyHasSigned(party) => format!("Die Partei Nr. {party} hat schon unterzeichnet."),
            Self::PartiesFixed => "Mit der ersten Unterschrift stehen die Parteien fest.".to_owned(),
            Self::CopyIsForOnePartner => {
                "Jeder Netzwerkpartner unterzeichnet ein eigenes Exemplar; dieses hat schon einen.".to_owned()
            }
            Self::PartiesMissing { missing } => {
                format!("Es fehlt eine Partei auf der Seite: {}.", labels(missing))
            }
            Self::TermsFrozen => "Mit der ersten Unterschrift stehen die Bedingungen fest.".to_owned(),
            Self::NotOffered => "Die Vereinbarung wurde noch nicht zur Unterschrift vorgelegt.".to_owned(),
            Self::AlreadySigned { party, signed_on } => format!(
                "Die Unterschrift der Partei Nr. {party} ist schon mit dem {} erfasst; ein falsches Datum wird berichtigt.",
                german::day(*signed_on)
            ),
            Self::SignatureFormNotAllowed => "Die Vereinbarung sieht eine Unterschrift vor.".to_owned(),
            Self::PartyNotSigned(party) => {
                format!("Die Partei Nr. {party} hat bis dahin nicht unterzeichnet.")
            }
            Self::NotInForce { in_force_on: Some(since), day, .. } => {
                format!("Am {} war die Vereinbarung noch nicht in Kraft (erst seit dem {}).", german::day(*day), german::day(*since))
            }
            Self::NotInForce { in_force_on: None, .. } => "Die Vereinbarung ist nicht in Kraft.".to_owned(),
            Self::AgreementEnded { ended_on, .. } => format!(
                "Die Vereinbarung endete am {}; an ihre Stelle tritt eine neue Vereinbarung.",
                german::day(*ended_on)
            ),
            Self::NoticeNotAllowed { allowed, .. } => {
                format!("Als kündigungsberechtigt nennt die Vereinbarung nur: {}.", labels(allowed))
            }
            Self::NoticeFormNotAllowed => "Die Vereinbarung kann nur schriftlich gekündigt werden.".to_owned(),
            Self::NoticeReasonMissing => {
                "Zur Kündigung gehört, wie § 3 KKG berücksichtigt wurde (Begründung).".to_owned()
            }
            Self::NoticeAlreadyGiven { party, received_on } => {
                format!("Die Kündigung der Partei Nr. {party} ist schon mit dem {} erfasst.", german::day(*received_on))
            }
            Self::NoticeMissing(party) => {
                format!("Von der Partei Nr. {party} ist keine Kündigung erfasst.")
            }
            Self::WithdrawnBeforeNotice { received_on } => format!(
                "Die Kündigung ging erst am {} ein.",
                german::day(*received_on)
            ),
            Self::NoticeEffective { party, effective_on } => format!(
                "Die Kündigung der Partei Nr. {party} ist seit dem {} wirksam; sie kann der Vereinbarung neu beitreten.",
                german::day(*effective_on)
            ),
            Self::Correction(refusal) => refusal.sentence(),
            Self::OtherAgreement => {
                "Was stattdessen gelten soll, betrifft eine andere Vereinbarung.".to_owned()
            }
            Self::CorrectionContradicts { later, on: Some(on) } => format!(
                "Der Berichtigung widerspricht {} vom {}; diese Angabe ist zuerst zu berichtigen.",
                later.label(),
                german::day(*on)
            ),
            Self::CorrectionContradicts { later, on: None } => format!(
                "Der Berichtigung widerspricht {}; diese Angabe ist zuerst zu berichtigen.",
                later.label()
            ),
            Self::AmendmentUnknown(number) => format!("Eine Änderung Nr. {number} hat die Vereinbarung nicht."),
            Self::AmendmentClosed(number) => format!("Die Änderung Nr. {number} ist schon vereinbart."),
            Self::AmendmentAlreadySigned { party, signed_on } => format!(
                "Die Unterschrift der Partei Nr. {party} unter der Änderung ist schon mit dem {} erfasst.",
                german::day(*signed_on)
            ),
            Self::AmendmentFormNotAllowed => "Änderungen und Ergänzungen bedürfen der Schriftform.".to_owned(),
            Self::PartyNotCooperating(party) => {
                format!("Die Partei Nr. {party} gehört an diesem Tag nicht zur Vereinbarung.")
            }
            Self::ReviewAlreadyRecorded { held_on } => {
                format!("Die Überprüfung vom {} ist schon mit einem anderen Ergebnis erfasst.", german::day(*held_on))
            }
            Self::TermHasNoEnd => "Die Vereinbarung hat kein festes Ende, das verlängert werden könnte.".to_owned(),
            Self::EndNotLater { old_end } => {
                format!("Das neue Ende muss nach dem bisherigen liegen ({}).", german::day(*old_end))
            }
            Self::EndsByNotice { effective_on } => {
                format!("Nach den Kündigungen endet die Vereinbarung am {}.", german::day(*effective_on))
            }
            Self::DecisionInvalid { field, .. } => {
                format!("Der Beschluss ist unvollständig oder falsch geschrieben ({field}).")
            }
            Self::ExtensionAlreadyDenied { denied_on } => {
                format!("Die Verlängerung wurde schon am {} abgelehnt.", german::day(*denied_on))
            }
            Self::OnePublicParty { shape } => format!(
                "Auf der Seite des öffentlichen Trägers steht schon eine Partei; mehr nennt das Dokument nicht ({}).",
                shape.label()
            ),
            Self::FrameworkMissing => {
                "Zur Fassung fehlt der Vereinbarungstext, zu dem sie gehört.".to_owned()
            }
            Self::FrameworkVersionMissing(_) => {
                "Zum Vereinbarungstext fehlt die Fassung.".to_owned()
            }
            Self::FrameworkUnknown(_) => "Diesen Vereinbarungstext gibt es nicht.".to_owned(),
            Self::FrameworkOfOtherKind { kind, .. } => {
                format!("Der Vereinbarungstext ist einer für: {}.", kind.label())
            }
            Self::FrameworkNotApproved { version, .. } => {
                format!("Die Fassung {version} des Vereinbarungstextes ist nicht freigegeben.")
            }
            Self::TextMissing => {
                "Die Vereinbarung beruht auf keinem Vereinbarungstext mit Platzhaltern.".to_owned()
            }
            Self::PlaceholderUnknown(placeholder) => {
                format!("Einen Platzhalter „{placeholder}“ hat der Vereinbarungstext nicht.")
            }
            Self::PlaceholderTwice(placeholder) => {
                format!("Für den Platzhalter „{placeholder}“ stehen zwei Werte da.")
            }
            Self::VariableMissing { missing } => format!(
                "Vor der Vorlage zur Unterschrift ist noch auszufüllen: {}.",
                missing
                    .iter()
                    .map(|placeholder| format!("„{placeholder}“"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            Self::AgreementUnknown(_) => "Die andere Vereinbarung gibt es nicht.".to_owned(),
            Self::AgreementIsItself => {
                "Eine Vereinbarung steht nicht neben oder nach sich selbst.".to_owned()
            }
            Self::AlreadySuperseded { .. } => {
                "An die Stelle dieser Vereinbarung trat schon eine andere.".to_owned()
            }
            Self::SuccessorDiffers { .. } => {
                "Die neue Vereinbarung gehört zu einem anderen Netzwerk oder ist von anderer Art.".to_owned()
            }
            Self::SuccessorNotInForce => "Die neue Vereinbarung ist noch nicht in Kraft.".to_owned(),
            Self::AgreementNotEnded { ends_on: Some(ends_on) } => {
                format!("Die Vereinbarung läuft noch bis zum {}.", german::day(*ends_on))
            }
            Self::AgreementNotEnded { ends_on: None } => {
                "Die Vereinbarung läuft noch ohne Ende.".to_owned()
            }
            Self::NotLeftUntouched { kind } => format!(
                "Unberührt bleiben Zusatzvereinbarungen zum Schutzauftrag und Verfahrensregelungen; diese ist: {}.",
                kind.label()
            ),
            Self::NotAProtectionMandate { kind } => format!(
                "Regelungsinhalte nach § 8a Abs. 4 SGB VIII hat nur die Zusatzvereinbarung zum Schutzauftrag; diese ist: {}.",
                kind.label()
            ),
        }
    }
}

fn labels(sides: &[Side]) -> String {
    sides
        .iter()
        .map(|side| side.label())
        .collect::<Vec<_>>()
        .join(", ")
}
