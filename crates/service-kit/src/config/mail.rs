//! Through which mail server letters go out, and from which domain.

use std::fmt;
use std::path::PathBuf;

use super::ConfigError;

/// A mail server and the domain of what is sent. Whoever sends reads both further; an error names the variable.
#[derive(Clone)]
pub struct Mail {
    /// Such as `smtps://user:password@mail.example`.
    pub smtp_url: String,
    /// The domain of senders and of Message-IDs, such as `post.example`.
    pub domain: String,
    /// A file of PEM certificates that the server's may be signed by, beside the system's.
    pub authority: Option<PathBuf>,
}

impl Mail {
    /// Both or neither: a server without a domain sends nothing, and a domain without a server loses everything.
    pub(super) fn of(
        smtp_url: Option<String>,
        domain: Option<String>,
        authority: Option<PathBuf>,
    ) -> Result<Option<Self>, ConfigError> {
        let (missing, meaning) = match (smtp_url, domain) {
            (Some(smtp_url), Some(domain)) => {
                return Ok(Some(Self {
                    smtp_url,
                    domain,
                    authority,
                }));
            }
            (None, None) => return Ok(None),
            (None, Some(_)) => (
                "LOTSE_SMTP_URL",
                "the mail server, such as smtps://user:password@mail.example, since LOTSE_MAIL_DOMAIN is",
            ),
            (Some(_), None) => (
                "LOTSE_MAIL_DOMAIN",
                "the domain of what is sent, such as post.example, since LOTSE_SMTP_URL is",
            ),
        };
        Err(super::missing(missing, meaning))
    }
}

impl fmt::Debug for Mail {
    /// Without the address: it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("domain", &self.domain)
            .finish()
    }
}
