//! Which mail server, how safely and as whom: one address such as `smtps://user:password@mail.example:465`.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::Certificate;
use percent_encoding::percent_decode_str;
use thiserror::Error;
use url::Url;

/// The longest wait for a connection and for each reply but the last; RFC 5321, 4.5.3.2 asks for minutes, of servers
/// that were slower than today's.
const STEP: Duration = Duration::from_secs(30);
/// The longest wait for the reply to a letter's end (RFC 5321, 4.5.3.2.6): who ends it sooner gets letters twice.
const LAST: Duration = Duration::from_secs(600);

/// Which mail server, how safely and as whom.
///
/// - `smtps://mail.example` is TLS from the first octet, port 465;
/// - `smtp://mail.example` is STARTTLS, port 587, and nothing where the server has none;
/// - `smtp://127.0.0.1:25` is plain: to a server on the same machine;
/// - `?tls=none` is plain elsewhere, without a password; `?tls=starttls` is STARTTLS on the same machine as well;
/// - `?hello=lotse.example` is the name that we give ourselves.
#[derive(Clone)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub hello: Option<String>,
    /// The longest wait for each reply but the last.
    pub step: Duration,
    /// The longest wait for the reply to a letter's end.
    pub last: Duration,
    user: Option<(String, String)>,
    /// Trusted beside the system's.
    pub(super) authority: Option<Certificate>,
}

/// How safely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    Tls,
    StartTls,
    Plain,
}

/// Why a text names no mail server. It does not repeat the text, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UnfitSmtpUrl {
    #[error("a mail server is smtps://user:password@host:port or smtp://host:port")]
    NotAUrl,
    #[error("a mail server's address begins with smtps:// or smtp://")]
    Scheme,
    #[error("a mail server's address has no path and no fragment")]
    Path,
    #[error("a user needs a password, and a password a user, both UTF-8 where they are decoded")]
    Credentials,
    #[error("a mail server's address takes ?tls=none, ?tls=starttls and ?hello=<name>")]
    Parameter,
    #[error("a password is not sent without TLS to another machine")]
    PlainPassword,
    #[error("a certificate authority is a file of PEM certificates")]
    Authority,
}

impl SmtpSettings {
    /// Trusts this authority as well (PEM): a town hall's mail server often has a certificate of the town's own.
    pub fn trusting(mut self, authority: &[u8]) -> Result<Self, UnfitSmtpUrl> {
        let certificate = Certificate::from_pem(authority);
        self.authority = Some(certificate.map_err(|_error| UnfitSmtpUrl::Authority)?);
        Ok(self)
    }

    pub(super) fn credentials(&self) -> Option<(Credentials, &'static [Mechanism])> {
        let (user, password) = self.user.clone()?;
        let mechanisms: &[Mechanism] = &[Mechanism::Plain, Mechanism::Login];
        Some((Credentials::new(user, password), mechanisms))
    }
}

impl FromStr for SmtpSettings {
    type Err = UnfitSmtpUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_error| UnfitSmtpUrl::NotAUrl)?;
        let host = url.host_str().unwrap_or_default();
        // An IPv6 address stands in brackets.
        let host = host.trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(UnfitSmtpUrl::NotAUrl);
        }
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(UnfitSmtpUrl::Path);
        }
        let is_here =
            host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let (mut security, port) = match (url.scheme(), is_here) {
            ("smtps", _) => (Security::Tls, 465),
            ("smtp", false) => (Security::StartTls, 587),
            ("smtp", true) => (Security::Plain, 25),
            _ => return Err(UnfitSmtpUrl::Scheme),
        };
        let mut hello = None;
        for (name, value) in url.query_pairs() {
            match (url.scheme(), &*name, &*value) {
                ("smtp", "tls", "none") => security = Security::Plain,
                ("smtp", "tls", "starttls") => security = Security::StartTls,
                (_, "hello", name) if is_name(name) => hello = Some(name.to_owned()),
                _ => return Err(UnfitSmtpUrl::Parameter),
            }
        }
        let user = match (url.username(), url.password()) {
            ("", None) => None,
            (user @ "", Some(_)) | (user, None) if !user.is_empty() || url.password().is_some() => {
                return Err(UnfitSmtpUrl::Credentials);
            }
            (user, password) => Some((decoded(user)?, decoded(password.unwrap_or_default())?)),
        };
        if user.is_some() && security == Security::Plain && !is_here {
            return Err(UnfitSmtpUrl::PlainPassword);
        }
        Ok(Self {
            host,
            port: url.port().unwrap_or(port),
            security,
            hello,
            step: STEP,
            last: LAST,
            user,
            authority: None,
        })
    }
}

fn decoded(text: &str) -> Result<String, UnfitSmtpUrl> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded
        .map(Into::into)
        .map_err(|_error| UnfitSmtpUrl::Credentials)
}

fn is_name(name: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    !name.is_empty() && name.len() <= 253 && name.chars().all(known)
}

/// Without the user and the password.
impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("hello", &self.hello)
            .field("authenticates", &self.user.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<SmtpSettings, UnfitSmtpUrl> {
        text.parse()
    }

    #[test]
    fn an_address_says_port_and_security_and_is_safe_where_it_says_nothing() {
        let of = |text: &str| {
            let settings = parse(text).unwrap();
            (settings.host, settings.port, settings.security)
        };
        let is = |host: &str, port, security| (host.to_owned(), port, security);
        assert_eq!(
            of("smtps://mail.example"),
            is("mail.example", 465, Security::Tls)
        );
        assert_eq!(
            of("smtp://mail.example"),
            is("mail.example", 587, Security::StartTls)
        );
        assert_eq!(
            of("smtp://mail.example:25"),
            is("mail.example", 25, Security::StartTls)
        );
        assert_eq!(
            of("smtp://127.0.0.1:2525"),
            is("127.0.0.1", 2525, Security::Plain)
        );
        assert_eq!(of("smtp://[::1]:2525"), is("::1", 2525, Security::Plain));
        assert_eq!(
            of("smtp://localhost?tls=starttls"),
            is("localhost", 25, Security::StartTls)
        );
        assert_eq!(
            of("smtp://mail.example?tls=none"),
            is("mail.example", 587, Security::Plain)
        );
    }

    #[test]
    fn user_and_password_are_decoded_and_never_shown() {
        let settings = parse("smtps://lotse%40stadt.example:gehe%3Aim@mail.example").unwrap();
        let user = settings.user.clone().unwrap();
        assert_eq!(
            user,
            ("lotse@stadt.example".to_owned(), "gehe:im".to_owned())
        );
        let shown = format!("{settings:?}");
        assert!(
            !shown.contains("gehe") && !shown.contains("stadt"),
            "{shown}"
        );
        assert!(shown.contains("authenticates: true"), "{shown}");
    }

    #[test]
    fn what_is_no_mail_server_is_refused_without_repeating_it() {
        for (text, why) in [
            ("mail.example", UnfitSmtpUrl::NotAUrl),
            ("smtp://", UnfitSmtpUrl::NotAUrl),
            ("https://mail.example", UnfitSmtpUrl::Scheme),
            ("smtp://mail.example/inbox", UnfitSmtpUrl::Path),
            ("smtps://user@mail.example", UnfitSmtpUrl::Credentials),
            ("smtps://:geheim@mail.example", UnfitSmtpUrl::Credentials),
            ("smtps://mail.example?tls=none", UnfitSmtpUrl::Parameter),
            ("smtp://mail.example?tls=maybe", UnfitSmtpUrl::Parameter),
            ("smtp://mail.example?hello=a%20b", UnfitSmtpUrl::Parameter),
            (
                "smtp://user:geheim@mail.example?tls=none",
                UnfitSmtpUrl::PlainPassword,
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error, why, "{text}");
            assert!(!error.to_string().contains("geheim"));
        }
    }
}
