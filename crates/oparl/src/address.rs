//! Addresses: OParl names every object and every list by the URL under which it answers (chapter 2.3).

use std::fmt;
use std::marker::PhantomData;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, Serializer};

/// All that may not stand for itself in a path or a query (RFC 3986, unreserved).
const RESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// An address is not absolute, or not of a kind that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("„{0}“ is no absolute http or https address without query and fragment")]
pub struct NotAnAddress(String);

/// An absolute address, written in one way only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// The root of an interface. A slash at its end goes: every address has one spelling.
    pub fn try_new(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim_end_matches('/');
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let plain = |rest: &&str| {
            let odd = |c: char| c.is_whitespace() || c.is_control() || "?#@\"<>\\".contains(c);
            !rest.is_empty() && !rest.starts_with('/') && !rest.contains(odd)
        };
        match rest.filter(plain) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(NotAnAddress(text.to_owned())),
        }
    }

    /// What is below it. Whatever could be read as more than one segment is encoded.
    #[must_use]
    pub fn below<'a>(&self, segments: impl IntoIterator<Item = &'a str>) -> Self {
        let mut text = self.0.clone();
        for segment in segments {
            text.push('/');
            text.extend(utf8_percent_encode(segment, &RESERVED));
        }
        Self(text)
    }

    /// The same with parameters, in this order.
    #[must_use]
    pub(crate) fn with_query<'a>(
        &self,
        pairs: impl IntoIterator<Item = (&'static str, &'a str)>,
    ) -> Self {
        let mut text = self.0.clone();
        for (number, (name, value)) in pairs.into_iter().enumerate() {
            text.push(if number == 0 { '?' } else { '&' });
            text.push_str(name);
            text.push('=');
            text.extend(utf8_percent_encode(value, &RESERVED));
        }
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! typed {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name<T>(Address, PhantomData<fn() -> T>);

        impl<T> $name<T> {
            /// Says of which kind an address is.
            pub fn new(address: Address) -> Self {
                Self(address, PhantomData)
            }

            pub fn address(&self) -> &Address {
                &self.0
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self::new(self.0.clone())
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<T> Eq for $name<T> {}

        impl<T> Serialize for $name<T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }
    };
}

typed! {
    /// The id of an object of this kind: where it answers.
    Id
}

typed! {
    /// Where a list of objects of this kind answers [externe Objektliste].
    ListAddress
}

impl<T> Id<T> {
    /// Its last segment: what orders a list, and behind what a page begins.
    pub(crate) fn key(&self) -> &str {
        let text = self.0.as_str();
        text.rsplit_once('/').map_or(text, |(_, key)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_absolute_and_has_one_spelling() {
        let root = Address::try_new("https://oparl.example.org/v1.1/").unwrap();
        assert_eq!(root.as_str(), "https://oparl.example.org/v1.1");
        for bad in [
            "",
            "/oparl",
            "oparl.example.org",
            "https://",
            "https:///x",
            "ftp://oparl.example.org",
            "https://a b",
            "https://oparl.example.org?page=1",
            "https://oparl.example.org/#x",
            "https://someone@oparl.example.org",
        ] {
            assert!(Address::try_new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_segment_stays_one_segment() {
        let root = Address::try_new("https://oparl.example.org").unwrap();
        let below = root.below(["meetings", "../a b?c#ü"]);
        assert_eq!(
            below.as_str(),
            "https://oparl.example.org/meetings/..%2Fa%20b%3Fc%23%C3%BC"
        );
    }
}
