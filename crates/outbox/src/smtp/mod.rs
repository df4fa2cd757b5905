//! The transport over SMTP (RFC 5321), one connection for each letter.
//!
//! The conversation is ours, step by step, because what a reply means depends on the step: a 550 to a reader settles his
//! letter, a 550 to the sender is the operator's affair. Connection, TLS, authentication and the octets are `lettre`'s.
//! Its errors are read for codes and dropped: their text repeats addresses.

mod settings;

use std::error::Error as _;
use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};
use mail::MailAddress;

pub use settings::{Security, SmtpSettings, UnfitSmtpUrl};

use crate::transport::{Answer, Reply, Stage, Transport, Trouble};

/// The longest wait for a polite end: the letter is settled already.
const QUIT: Duration = Duration::from_secs(2);

/// Talks to one mail server.
#[derive(Clone)]
pub struct SmtpTransport {
    settings: SmtpSettings,
    /// Read from the system once: it has many authorities.
    tls: Arc<OnceLock<TlsParameters>>,
}

/// How a step ended that did not succeed.
enum Failed {
    /// No reply that can be read.
    Silent,
    Said(Reply),
}

impl SmtpTransport {
    /// Connects when the first letter is sent.
    pub fn new(settings: SmtpSettings) -> Self {
        Self {
            settings,
            tls: Arc::default(),
        }
    }

    fn tls(&self) -> Result<TlsParameters, Trouble> {
        if let Some(tls) = self.tls.get() {
            return Ok(tls.clone());
        }
        let mut tls = TlsParameters::builder(self.settings.host.clone());
        if let Some(authority) = &self.settings.authority {
            tls = tls.add_root_certificate(authority.clone());
        }
        let tls = tls.build().map_err(|_error| wrong(Stage::Tls))?;
        Ok(self.tls.get_or_init(|| tls).clone())
    }

    /// A connection on which a letter may be sent.
    async fn open(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let settings = &self.settings;
        let hello = match &settings.hello {
            Some(name) => ClientId::Domain(name.clone()),
            None => ClientId::default(),
        };
        let wrapped = match settings.security {
            Security::Tls => Some(self.tls()?),
            Security::StartTls | Security::Plain => None,
        };
        let server = (settings.host.as_str(), settings.port);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(server, Some(settings.step), &hello, wrapped, None);
        let mut connection =
            self.bounded(connecting)
                .await
                .map_err(|(failed, error)| match error {
                    Some(error) if is_tls(&error) => wrong(Stage::Tls),
                    _ => failed.at(Stage::Greeting),
                })?;
        if settings.security == Security::StartTls {
            // Without it nothing is said, least of all a password.
            if !connection.can_starttls() {
                return Err(wrong(Stage::Tls));
            }
            let starting = connection.starttls(self.tls()?, &hello);
            self.bounded(starting)
                .await
                .map_err(|(failed, error)| match error {
                    Some(error) if is_tls(&error) => wrong(Stage::Tls),
                    _ => failed.at(Stage::Tls),
                })?;
        }
        if let Some((credentials, mechanisms)) = settings.credentials() {
            let authenticating = connection.auth(mechanisms, &credentials);
            self.bounded(authenticating)
                .await
                .map_err(|(failed, error)| match error {
                    // The server offers no way that we know.
                    Some(error) if error.is_client() => wrong(Stage::Authentication),
                    _ => failed.at(Stage::Authentication),
                })?;
        }
        Ok(connection)
    }

    /// The conversation about one letter, up to its content.
    async fn introduce(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: Address,
        to: Address,
        message: &[u8],
    ) -> Result<(), Answer> {
        let mut parameters = Vec::new();
        if !message.is_ascii() {
            // `crates/mail` encodes everything; this is for a message that somebody else wrote.
            if !connection
                .server_info()
                .supports_feature(Extension::EightBitMime)
            {
                return Err(Answer::NotTaken(wrong(Stage::Greeting)));
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        self.bounded(connection.command(Mail::new(Some(from), parameters)))
            .await
            .map_err(|(failed, _)| Answer::NotTaken(failed.at(Stage::Sender)))?;
        self.bounded(connection.command(Rcpt::new(to, Vec::new())))
            .await
            .map_err(|(failed, _)| failed.about_letter(Stage::Recipient))?;
        let go_ahead = self
            .bounded(connection.command(Data))
            .await
            .map_err(|(failed, _)| failed.about_letter(Stage::Data))?;
        if go_ahead.has_code(354) {
            Ok(())
        } else {
            let (at, reply) = (Stage::Data, Some(reply_of(&go_ahead)));
            Err(Answer::NotTaken(Trouble::Misconfigured { at, reply }))
        }
    }

    /// The letter's content and what the server says to it.
    async fn hand_over(&self, connection: &mut AsyncSmtpConnection, message: &[u8]) -> Answer {
        // The client ends the content with a line end of its own.
        let content = message.strip_suffix(b"\r\n").unwrap_or(message);
        let mut ended = false;
        // Asked for more only after the content was written: the next octets are the end, and from then on the server
        // may have it.
        let end = std::iter::from_fn(|| {
            ended = true;
            None
        });
        let handing = connection.message_iter(std::iter::once(content).chain(end));
        let answered = tokio::time::timeout(self.settings.last, handing).await;
        match answered {
            Ok(Ok(response)) if response.code().severity == Severity::PositiveCompletion => {
                Answer::Accepted(reply_of(&response))
            }
            Ok(Err(error)) => match said(&error) {
                Some(reply) => Failed::Said(reply).about_letter(Stage::Data),
                None if ended => Answer::Unanswered,
                None => Answer::NotTaken(Trouble::Unreachable),
            },
            Err(_elapsed) if !ended => Answer::NotTaken(Trouble::Unreachable),
            Ok(Ok(_)) | Err(_) => Answer::Unanswered,
        }
    }

    async fn bounded<T>(
        &self,
        step: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, (Failed, Option<Error>)> {
        match tokio::time::timeout(self.settings.step, step).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                let failed = said(&error).map_or(Failed::Silent, Failed::Said);
                Err((failed, Some(error)))
            }
            Err(_elapsed) => Err((Failed::Silent, None)),
        }
    }
}

impl Transport for SmtpTransport {
    async fn send(&self, from: &MailAddress, to: &MailAddress, message: &[u8]) -> Answer {
        let address = |address: &MailAddress| address.as_str().parse::<Address>();
        let (Ok(from), Ok(to)) = (address(from), address(to)) else {
            // Narrower than what the client takes, so this cannot be; "syntax error" would be the server's word.
            return Answer::Refused(Reply::of(553));
        };
        let mut connection = match self.open().await {
            Ok(connection) => connection,
            Err(trouble) => return Answer::NotTaken(trouble),
        };
        let introduced = self.introduce(&mut connection, from, to, message).await;
        let answer = match introduced {
            Ok(()) => self.hand_over(&mut connection, message).await,
            Err(answer) => answer,
        };
        drop(tokio::time::timeout(QUIT, connection.abort()).await);
        answer
    }

    fn longest(&self) -> Duration {
        // Connect, TLS, two times hello, up to three of authentication, sender, reader, data; then the content.
        self.settings.step * 10 + self.settings.last + QUIT
    }
}

impl Failed {
    /// A failure that is not about this letter.
    fn at(self, at: Stage) -> Trouble {
        match self {
            Self::Silent => Trouble::Unreachable,
            Self::Said(reply) if reply.code < 500 => Trouble::Later(reply),
            Self::Said(reply) => Trouble::Misconfigured {
                at,
                reply: Some(reply),
            },
        }
    }

    /// A failure that may be about this reader or this letter: 55x is about the mail system (RFC 5321, 4.2.1); a
    /// missing authentication or a misunderstanding (50x, 53x) is not. Nor is x.7.x to a reader (RFC 3463: security or
    /// policy): servers hold back until then that they relay nothing for us, or that our address is on a list.
    fn about_letter(self, at: Stage) -> Answer {
        match self {
            Self::Said(reply) if at == Stage::Recipient && reply.is_policy() => {
                Answer::NotTaken(self.at(at))
            }
            Self::Said(reply) if (550..560).contains(&reply.code) => Answer::Refused(reply),
            other => Answer::NotTaken(other.at(at)),
        }
    }
}

fn wrong(at: Stage) -> Trouble {
    Trouble::Misconfigured { at, reply: None }
}

/// True where TLS did not come about, such as with a certificate that nobody vouches for.
fn is_tls(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        let error_kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if error_kind == Some(io::ErrorKind::InvalidData) {
            return true;
        }
        cause = error.source();
    }
    error.is_tls()
}

impl fmt::Debug for SmtpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SmtpTransport")
            .field(&self.settings)
            .finish()
    }
}

fn reply_of(response: &Response) -> Reply {
    Reply {
        code: response.code().into(),
        status: response.first_line().and_then(|text| text.parse().ok()),
    }
}

/// The server's reply that an error is, where it is one.
fn said(error: &Error) -> Option<Reply> {
    let code = error.status()?;
    // The reply's text, which begins with the enhanced status where the server gives one.
    let text = error.source().map(ToString::to_string);
    Some(Reply {
        code: code.into(),
        status: text.and_then(|text| text.parse().ok()),
    })
}
