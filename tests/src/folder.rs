//! A folder of a test's own, gone with it.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A fresh folder below the system's temporary one.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("make a scratch folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, content).expect("write into the scratch folder");
        path
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}
