//! A partner's signature counts for its admission.
//!
//! In Duisburg an admission asks for clarification, profile and the partner's signature (MEM-04); under the template the
//! signature alone joins the network (AGR-06). Which of them is still missing is the partner's decision, not ours: this
//! reaction reports the signature, whatever the policy says, and when it is corrected, the correction.
//!
//! Only what stands under a cooperation agreement on the partners' side counts: a signed protection mandate admits nobody
//! (AGR-25), and where the Stadt is a Träger as well, its signature on the public side is not the Träger's.

use agreements::agreement::{AgreementEvent, AgreementKind};
use agreements::values::Side;
use eventstore::{RecordedEvent, StoreError};
use kernel::{AgreementId, PartnerId};
use membership::partner::{NoteSignature, NoteSignatureCorrection, PartnerCommand};
use projection::{Answer, Reaction, Start};

use crate::use_cases::PartnerUseCase;

/// `AgreementSigned` by a partner becomes `note-signature` of that partner, `SignatureCorrected` its correction.
#[derive(Clone, Copy, Debug)]
pub struct Admission;

impl Reaction for Admission {
    type UseCase = PartnerUseCase;

    const NAME: &'static str = "admission";
    const HEARS: &'static [&'static str] = &["AgreementSigned", "SignatureCorrected"];
    const CAUSES: &'static [&'static str] = &[
        "SignatureNoted",
        "PartnerAdmitted",
        "PartnerReadmitted",
        "PartnerFactCorrected",
    ];
    const START: Start = Start::Beginning;

    fn answer(&self, event: &RecordedEvent) -> Result<Vec<Answer<PartnerCommand>>, StoreError> {
        let agreement = AgreementId(event.stream.id());
        let command = match event.read()? {
            AgreementEvent::AgreementSigned(signed) => {
                counts(signed.kind, signed.side, signed.partner).map(|partner| {
                    PartnerCommand::from(NoteSignature {
                        partner,
                        agreement,
                        signed_on: signed.signed_on,
                    })
                })
            }
            AgreementEvent::SignatureCorrected(corrected) => {
                counts(corrected.kind, corrected.side, corrected.partner).map(|partner| {
                    PartnerCommand::from(NoteSignatureCorrection {
                        partner,
                        agreement,
                        previous: corrected.previous,
                        signed_on: corrected.signed_on,
                        reason: corrected.reason,
                    })
                })
            }
            _ => None,
        };
        let answer = command.map(|command| Answer {
            name: command.name(),
            command,
        });
        Ok(answer.into_iter().collect())
    }
}

/// The partner for whose admission a signature counts.
fn counts(kind: AgreementKind, side: Side, partner: Option<PartnerId>) -> Option<PartnerId> {
    partner.filter(|_| kind == AgreementKind::Cooperation && side == Side::Partner)
}
