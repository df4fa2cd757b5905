//! The installation's secret: it keys actor ids and the fingerprints of commands, so that neither can be guessed
//! from what is public. Whoever loses it keeps all data; the actors of later commands get new ids.

use std::fmt;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use kernel::ActorId;
use p256::elliptic_curve::Generate;
use sha2::Sha256;
use uuid::Uuid;

use super::{ConfigError, read_file};

/// 32 random bytes. `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A fresh one, from the system's randomness.
    pub fn generate() -> Self {
        Self(<[u8; 32]>::generate())
    }

    /// Reads a file with 64 hex digits.
    pub fn from_file(path: &Path) -> Result<Self, ConfigError> {
        Self::from_hex(read_file(path)?.trim(), path)
    }

    /// 64 hex digits that stand in the file `path`.
    pub(crate) fn from_hex(text: &str, path: &Path) -> Result<Self, ConfigError> {
        bytes_of_hex(text)
            .map(Self)
            .ok_or_else(|| ConfigError::File {
                path: path.to_owned(),
                reason: "a secret is 32 bytes in hex, 64 digits".to_owned(),
            })
    }

    /// As it stands in its file.
    pub fn to_hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Who (issuer, subject) is on the platform: the same id for ever, and no way back without the secret.
    pub fn actor(&self, issuer: &str, subject: &str) -> ActorId {
        let digest = self.mac([issuer.as_bytes(), b"\0", subject.as_bytes()]);
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        ActorId(Uuid::from_bytes(id))
    }

    /// A keyed fingerprint of `parts`. Each part's length is part of it, so that no two lists of parts share one.
    pub fn fingerprint(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.mac([&message_of(parts), b"", b""])
    }

    /// Whether `beginning` is how the fingerprint of `parts` begins. Takes the same time wherever it differs.
    pub fn is_fingerprint(&self, parts: &[&[u8]], beginning: &[u8; 16]) -> bool {
        let mut mac = self.keyed();
        mac.update(&message_of(parts));
        mac.verify_truncated_left(beginning).is_ok()
    }

    fn mac(&self, message: [&[u8]; 3]) -> [u8; 32] {
        let mut mac = self.keyed();
        for part in message {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    fn keyed(&self) -> Hmac<Sha256> {
        Hmac::new_from_slice(&self.0).expect("HMAC takes a key of any length")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Begins with a zero byte, an issuer's URL never does: fingerprints and actor ids are apart.
fn message_of(parts: &[&[u8]]) -> Vec<u8> {
    let mut message = vec![0];
    for part in parts {
        message.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        message.extend_from_slice(part);
    }
    message
}

fn bytes_of_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_the_same_for_ever_and_another_one_under_another_secret() {
        let secret = Secret::new([7; 32]);
        assert_eq!(
            secret.actor("https://i.example", "a"),
            secret.actor("https://i.example", "a")
        );
        assert_ne!(
            secret.actor("https://i.example", "a"),
            secret.actor("https://i.example", "b")
        );
        assert_ne!(
            secret.actor("https://i.example", "a"),
            Secret::new([8; 32]).actor("https://i.example", "a")
        );
    }

    #[test]
    fn a_fingerprint_knows_where_each_part_ends() {
        let secret = Secret::generate();
        assert_ne!(
            secret.fingerprint(&[b"ab", b"c"]),
            secret.fingerprint(&[b"a", b"bc"])
        );
    }

    #[test]
    fn the_beginning_of_a_fingerprint_is_recognised_and_no_other() {
        let secret = Secret::new([7; 32]);
        let mut beginning = [0; 16];
        beginning.copy_from_slice(&secret.fingerprint(&[b"a"])[..16]);
        assert!(secret.is_fingerprint(&[b"a"], &beginning));
        assert!(!secret.is_fingerprint(&[b"b"], &beginning));
        beginning[15] ^= 1;
        assert!(!secret.is_fingerprint(&[b"a"], &beginning));
    }

    #[test]
    fn a_secret_is_written_and_read_alike_and_never_shown() {
        let secret = Secret::generate();
        assert_eq!(
            bytes_of_hex(&secret.to_hex()).map(Secret::new).as_ref(),
            Some(&secret)
        );
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert!(bytes_of_hex(&"ü".repeat(32)).is_none());
    }
}
