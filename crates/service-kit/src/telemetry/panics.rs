//! Panics as log lines. Only where: the message may quote data.

use std::panic;

/// Replaces the default hook, whose text would be no log line and would show the message.
pub(super) fn log_them() {
    panic::set_hook(Box::new(|info| {
        let location = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(location, "a panic");
    }));
}
