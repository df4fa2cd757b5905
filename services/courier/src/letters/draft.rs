//! Words on their way to a letter.

use calendar::{Appointment, Invitation, Method, Party};
use kernel::{Date, DocumentRef, MunicipalityId, NetworkId, german};
use mail::{Attachment, Letter, MailAddress, MailDomain, Mailbox};
use outbox::QueuedLetter;
use vault::documents;
use vault::{Entry, Vault, VaultError};

use super::office::Office;
use crate::reader::Reader;

/// What mail servers take, with room for the text and for base64.
const ATTACHED_MAX: usize = 10 * 1024 * 1024;

const WEEKDAYS: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];

/// What a letter says, before it has a sender and a reader.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) subject: String,
    /// From the first sentence after the greeting to the last before the signature.
    pub(super) paragraphs: Vec<String>,
    pub(super) calendar: Option<(Method, Appointment)>,
    pub(super) documents: Vec<DocumentRef>,
    /// The network whose office writes; the municipality's own where there is none.
    pub(super) network: Option<NetworkId>,
}

impl Draft {
    pub(super) fn say(&mut self, paragraph: impl Into<String>) {
        self.paragraphs.push(paragraph.into());
    }

    pub(super) fn letter(
        mut self,
        row: &QueuedLetter,
        domain: &MailDomain,
        from: MailAddress,
        reader: Reader,
        office: Office,
        files: Files,
    ) -> Letter {
        self.paragraphs.extend(files.sentence);
        let from = Mailbox {
            name: Some(office.name.clone()),
            address: from,
        };
        let invitation = self.calendar.map(|(method, appointment)| Invitation {
            method,
            appointment,
            organizer: party(&from),
            attendee: party(&reader.mailbox),
            stamp: row.queued_at,
        });
        let mut text = vec!["Guten Tag,".to_owned()];
        text.append(&mut self.paragraphs);
        text.push(office.signature());
        let mut text = text.join("\n\n");
        text.push('\n');
        Letter {
            outbox: row.id,
            domain: domain.clone(),
            date: row.queued_at,
            from,
            reply_to: office.mailbox,
            to: reader.mailbox,
            subject: self.subject,
            text,
            html: None,
            invitation,
            attachments: files.attached,
            in_reply_to: None,
        }
    }
}

fn party(mailbox: &Mailbox) -> Party {
    Party {
        name: mailbox.name.clone(),
        mail: mailbox.address.to_string(),
    }
}

/// What goes with a letter.
#[derive(Debug, Default)]
pub(super) struct Files {
    attached: Vec<Attachment>,
    /// What the reader must know about attachments that are not there.
    sentence: Option<String>,
}

/// The documents by their numbers, as long as mail servers take them; what does not go along is said.
pub(super) async fn files(
    vault: &Vault,
    municipality: &MunicipalityId,
    wanted: &[DocumentRef],
) -> Result<Files, VaultError> {
    let mut files = Files::default();
    let mut room = ATTACHED_MAX;
    let mut left: Vec<String> = Vec::new();
    for (number, wanted) in (1..).zip(wanted) {
        let name = format!("Anlage {number}");
        let found = documents::find(vault, municipality, wanted.sha256).await?;
        match found.and_then(Entry::kept) {
            Some(document) if document.content.len() <= room => {
                room -= document.content.len();
                files.attached.push(Attachment {
                    name: format!("{name}.{}", wanted.media_type.extension()),
                    media_type: wanted.media_type.mime(),
                    content: document.content,
                });
            }
            Some(_) | None => left.push(format!("{name} ({})", wanted.media_type.label())),
        }
    }
    if !left.is_empty() {
        files.sentence = Some(format!(
            "Nicht beigefügt, bei der Koordinierungsstelle zu erfragen: {}.",
            left.join(", ")
        ));
    }
    Ok(files)
}

/// `Mittwoch, 25.11.2026`.
pub(super) fn day(day: Date) -> String {
    let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    let weekday = WEEKDAYS.get(weekday).copied().unwrap_or_default();
    format!("{weekday}, {}", german::day(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_has_its_weekday() {
        assert_eq!(day(date(2026, 11, 23)), "Montag, 23.11.2026");
        assert_eq!(day(date(2026, 11, 29)), "Sonntag, 29.11.2026");
    }
}
