//! A partner's signature counts for its admission.
//!
//! In Duisburg an admission asks for clarification, profile and the partner's signature (MEM-04); under the template the
//! signature alone joins the network (AGR-06). Which of them is still missing is the partner's decision, not ours: this
//! reaction reports the signature, whatever the policy says.

use agreements::agreement::AgreementEvent;
use eventstore::{RecordedEvent, StoreError};
use kernel::AgreementId;
use membership::partner::{NoteSignature, PartnerCommand};
use projection::{Answer, Reaction, Start};

use crate::use_cases::PartnerUseCase;

/// `AgreementSigned` by a partner becomes `note-signature` of that partner.
#[derive(Clone, Copy, Debug)]
pub struct Admission;

impl Reaction for Admission {
    type UseCase = PartnerUseCase;

    const NAME: &'static str = "admission";
    const HEARS: &'static [&'static str] = &["AgreementSigned"];
    const CAUSES: &'static [&'static str] = &["SignatureNoted", "PartnerAdmitted"];
    const START: Start = Start::Beginning;

    fn answer(&self, event: &RecordedEvent) -> Result<Vec<Answer<PartnerCommand>>, StoreError> {
        let AgreementEvent::AgreementSigned(signed) = event.read()? else {
            return Ok(Vec::new());
        };
        let answer = signed.partner.map(|partner| {
            let command = PartnerCommand::from(NoteSignature {
                partner,
                agreement: AgreementId(event.stream.id()),
                signed_on: signed.signed_on,
            });
            Answer {
                name: command.name(),
                command,
            }
        });
        Ok(answer.into_iter().collect())
    }
}
