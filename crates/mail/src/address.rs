//! Addresses and domains that a mail server takes.
//!
//! Narrower than RFC 5321: no quoted local part, no address literal, nothing beyond ASCII. Nobody in an office has such
//! an address, a domain with an umlaut has an ASCII form, and what is left cannot hold a line break or a bracket.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// `netzwerk@stadt.example`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MailAddress {
    text: String,
    at: usize,
}

/// `stadt.example`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MailDomain(String);

/// A text that is no mail address or domain. It does not repeat the text: an address is a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAnAddress {
    #[error("an address has one `@` between its parts")]
    NoAt,
    #[error(
        "the part before `@` has 1 to 64 letters, digits and !#$%&'*+-/=?^_`{{|}}~, and single dots within"
    )]
    LocalPart,
    #[error("a domain has 2 or more names of letters, digits and hyphens within, up to 253 octets")]
    Domain,
}

/// Somebody with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    pub name: Option<String>,
    pub address: MailAddress,
}

impl MailAddress {
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// True for one mailbox: domains do not tell capitals apart, and mail servers in use do not before the `@` either.
    pub fn is(&self, other: &str) -> bool {
        self.text.eq_ignore_ascii_case(other.trim())
    }
}

impl FromStr for MailAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, domain) = text.split_once('@').ok_or(NotAnAddress::NoAt)?;
        let atom = |atom: &str| {
            let known = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
            !atom.is_empty() && atom.chars().all(known)
        };
        if local.len() > 64 || !local.split('.').all(atom) {
            return Err(NotAnAddress::LocalPart);
        }
        let domain: MailDomain = domain.parse()?;
        Ok(Self {
            text: format!("{local}@{}", domain.0),
            at: local.len(),
        })
    }
}

impl MailDomain {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailDomain {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let label = |label: &str| {
            let known = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let edge = label.starts_with('-') || label.ends_with('-');
            (1..=63).contains(&label.len()) && label.chars().all(known) && !edge
        };
        let whole = text.contains('.') && text.len() <= 253;
        if whole && text.split('.').all(label) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnAddress::Domain)
        }
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for MailDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
