//! Circulars (MEM-33) and questions to contacts (MEM-18, MEM-19).

use jiff::ToSpan as _;
use kernel::german;
use membership::circular::Circular;
use membership::contact::{Contact, ContactEvent};
use outbox::Suppression;
use service_kit::links::LinkScope;

use super::draft::Draft;
use super::office::text;
use super::{Failure, Unsent, Writing};

/// For how many days a contact may say whether the details are still right.
const CONFIRMATION: i64 = 60;

impl Writing<'_> {
    /// The office's own words, and what it attached.
    pub(super) async fn circular(&self) -> Result<Draft, Unsent> {
        let stream = self.letter.subject;
        let loaded = self.desk.load(&[stream]).await?;
        let circular: Circular = self.then(&loaded, &stream)?;
        let released = circular.release();
        let released = released.ok_or(Failure::OtherEvent(self.letter.position))?;
        let wanted = [released.subject, released.body];
        let words = self.desk.words(&wanted).await?;
        let (Some(subject), Some(body)) = (
            text(&words, released.subject)?,
            text(&words, released.body)?,
        ) else {
            // Words that somebody erased are not sent.
            return Err(Suppression::Unwanted.into());
        };
        Ok(Draft {
            subject,
            paragraphs: vec![body],
            documents: released.attachments.to_vec(),
            network: circular.network,
            ..Draft::default()
        })
    }

    /// The question, without a word of what is stored: whoever reads another one's mail learns nothing.
    pub(super) async fn confirmation(&self) -> Result<Draft, Unsent> {
        let stream = self.letter.subject;
        let loaded = self.desk.load(&[stream]).await?;
        let ContactEvent::ConfirmationRequested(requested) = self.cause(&loaded)? else {
            return Err(Failure::OtherEvent(self.letter.position).into());
        };
        let contact: Contact = loaded.fold(&stream)?;
        match contact.confirmation_request {
            Some(open) if open.number == requested.number => {}
            Some(_) => return Err(Suppression::Overtaken.into()),
            None => return Err(Suppression::Settled.into()),
        }
        let expires_on = requested.requested_on.saturating_add(CONFIRMATION.days());
        if expires_on < self.today {
            return Err(Suppression::Expired.into());
        }
        let scope = LinkScope::ConfirmContact;
        let link = self.link(scope, stream.id(), None, requested.number, expires_on);
        let mut draft = Draft {
            subject: "Stimmen Ihre Angaben noch?".to_owned(),
            ..Draft::default()
        };
        draft.say(
            "Sie sind im Netzwerk Frühe Hilfen als Ansprechperson Ihrer Einrichtung benannt. Bitte sehen Sie nach, ob \
             Ihre Kontaktdaten noch stimmen, und antworten Sie auf dieser Seite:",
        );
        draft.say(link);
        draft.say(format!(
            "Der Link gilt bis zum {} und für eine Antwort. Bitte geben Sie ihn nicht weiter.",
            german::day(expires_on)
        ));
        Ok(draft)
    }
}
