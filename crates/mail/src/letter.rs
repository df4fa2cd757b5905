//! A letter to one reader.
//!
//! With an invitation it has the calendar's text twice: as an alternative to the text, which mail programs show with
//! buttons, and as the attachment `invite.ics`, for those that show nothing. Other attachments follow it.

use calendar::Invitation;
use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::{BodyPart, MimePart};
use thiserror::Error;
use uuid::Uuid;

use crate::{MailDomain, Mailbox, MessageId};

/// A letter to one reader [Schreiben].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The outbox entry that it is.
    pub outbox: Uuid,
    /// The domain of its Message-ID.
    pub domain: MailDomain,
    pub date: Timestamp,
    pub from: Mailbox,
    /// Who gets the answers, where that is not the sender.
    pub reply_to: Option<Mailbox>,
    pub to: Mailbox,
    pub subject: String,
    pub text: String,
    /// The text once more, as a page.
    pub html: Option<String>,
    pub invitation: Option<Invitation>,
    pub attachments: Vec<Attachment>,
    /// The letter of the same matter that went before.
    pub in_reply_to: Option<MessageId>,
}

/// A file that goes with a letter [Anlage].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    /// Such as `application/pdf`.
    pub media_type: &'static str,
    pub content: Vec<u8>,
}

/// Why a letter cannot be sent as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UnfitLetter {
    #[error("the invitation's organizer is not the letter's sender")]
    OrganizerIsNotSender,
    #[error("the invitation's attendee is not the letter's reader")]
    AttendeeIsNotReader,
}

impl Letter {
    pub fn message_id(&self) -> MessageId {
        MessageId::of_outbox(self.outbox, &self.domain)
    }

    /// The message as it goes to a mail server (RFC 5322), without Bcc and without an envelope.
    pub fn to_message(&self) -> Result<Vec<u8>, UnfitLetter> {
        let mut message = MessageBuilder::new()
            .message_id(self.message_id().as_str().to_owned())
            .date(self.date.as_second())
            .from(mailbox(&self.from))
            .to(mailbox(&self.to))
            .subject(one_line(&self.subject));
        if let Some(reply_to) = &self.reply_to {
            message = message.reply_to(mailbox(reply_to));
        }
        if let Some(before) = &self.in_reply_to {
            message = message
                .in_reply_to(before.as_str())
                .references(before.as_str());
        }
        let mut octets = Vec::new();
        message.body(self.body()?).serialize(&mut octets);
        Ok(octets)
    }

    fn body(&self) -> Result<MimePart<'_>, UnfitLetter> {
        let mut alternatives = vec![MimePart::new("text/plain", self.text.as_str())];
        if let Some(html) = &self.html {
            alternatives.push(MimePart::new("text/html", html.as_str()));
        }
        let mut files = Vec::new();
        if let Some(invitation) = &self.invitation {
            self.check(invitation)?;
            let ics = invitation.to_ics();
            let calendar = ContentType::new("text/calendar")
                .attribute("method", invitation.method.as_str())
                .attribute("charset", "utf-8");
            alternatives.push(MimePart::new(calendar, ics.clone()));
            // Binary: a text's line ends would be the mail's affair, a file's are its own.
            let file = BodyPart::Binary(ics.into_bytes().into());
            files.push(MimePart::new("application/ics", file).attachment("invite.ics"));
        }
        files.extend(self.attachments.iter().map(|attachment| {
            let file = BodyPart::Binary(attachment.content.as_slice().into());
            MimePart::new(attachment.media_type, file).attachment(one_line(&attachment.name))
        }));
        let body = match <[MimePart<'_>; 1]>::try_from(alternatives) {
            Ok([text]) => text,
            Err(several) => self.multipart("alternative", several),
        };
        if files.is_empty() {
            return Ok(body);
        }
        files.insert(0, body);
        Ok(self.multipart("mixed", files))
    }

    fn check(&self, invitation: &Invitation) -> Result<(), UnfitLetter> {
        if !self.from.address.is(&invitation.organizer.mail) {
            return Err(UnfitLetter::OrganizerIsNotSender);
        }
        if !self.to.address.is(&invitation.attendee.mail) {
            return Err(UnfitLetter::AttendeeIsNotReader);
        }
        Ok(())
    }

    /// With a boundary that no part holds: `=_` stands in no encoded one, and what goes out as it is was looked through.
    fn multipart<'x>(&self, kind: &str, parts: Vec<MimePart<'x>>) -> MimePart<'x> {
        let held = |boundary: &String| {
            let html = self.html.as_deref().unwrap_or_default();
            self.text.contains(boundary.as_str()) || html.contains(boundary.as_str())
        };
        let mut boundary = format!("=_{kind}_{}", self.outbox);
        while held(&boundary) {
            boundary.push('_');
        }
        let kind = ContentType::new(format!("multipart/{kind}")).attribute("boundary", boundary);
        MimePart::new(kind, parts)
    }
}

fn mailbox(mailbox: &Mailbox) -> Address<'_> {
    let name = mailbox.name.as_deref().map(one_line);
    let name = name.filter(|name| !name.is_empty());
    Address::new_address(name, mailbox.address.as_str())
}

/// A name or subject without what ends a line, blanks taken together.
fn one_line(text: &str) -> String {
    let blank = |c: char| {
        if c.is_control() || c == '\u{2028}' || c == '\u{2029}' {
            ' '
        } else {
            c
        }
    };
    let text: String = text.chars().map(blank).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
