//! The file that is taken in: its digest, and the ids and keys that follow from it.
//!
//! They follow from municipality, kind, file, line and number: never from a name, since a hash of a name is about the
//! person whose name it is. The same list may be taken in as partners and as contacts, so the kind is in them too.

use kernel::MunicipalityId;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Bytes of the digest that keys carry.
const DIGEST: usize = 8;

/// A file on its way in.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    municipality: String,
    /// Its name without folders, as every command's source says it.
    pub(super) file: String,
    /// 16 hex digits.
    pub(super) digest: String,
}

impl Batch {
    pub(super) fn new(
        municipality: &MunicipalityId,
        kind: &str,
        sheet: Option<&str>,
        file: &str,
        bytes: &[u8],
    ) -> Self {
        let mut digest = Sha256::new();
        for part in [kind, sheet.unwrap_or_default()] {
            digest.update(part.as_bytes());
            digest.update([0]);
        }
        digest.update(bytes);
        let digest = digest.finalize();
        Self {
            municipality: municipality.to_string(),
            file: file.to_owned(),
            digest: digest
                .iter()
                .take(DIGEST)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }

    /// The id of what a line makes with its n-th command.
    pub(super) fn id(&self, line: u32, ordinal: u16) -> Uuid {
        let Self {
            municipality,
            digest,
            ..
        } = self;
        let name = format!("intake/{municipality}/{digest}/{line}/{ordinal}");
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    }

    /// The key of a line's n-th command.
    pub(super) fn key(&self, line: u32, ordinal: u16) -> String {
        format!("intake:{}:{line}:{ordinal}", self.digest)
    }

    /// Where a line's facts are from.
    pub(super) fn source(&self, line: u32) -> String {
        format!("Datei „{}“, Zeile {line}", self.file)
    }
}
