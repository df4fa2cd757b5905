//! A folder of a test's own, gone with it.

use std::path::{Path, PathBuf};

/// A fresh folder below the system's temporary one.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let name = format!("lotse-acceptance-{}", kernel::CommandId::generate());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("make a scratch folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("write into the scratch folder");
        path
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over lies in the temporary folder; a test's verdict does not depend on it.
        drop(std::fs::remove_dir_all(&self.0));
    }
}
