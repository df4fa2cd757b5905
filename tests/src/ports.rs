//! Free ports.

use std::net::{Ipv4Addr, TcpListener};

/// Below the ports that the system hands out by itself, so that nobody gets one between look and use.
const RANGE: std::ops::Range<u16> = 20_000..32_000;

/// The first of `count` ports in a row of which nobody listened on any a moment ago.
///
/// Somebody may still take one before it is used: whoever uses them tries again.
pub fn free_row(count: u16) -> u16 {
    let slots = (RANGE.end - RANGE.start) / count;
    for _ in 0..500 {
        // The random half of a new id.
        let random = u16::try_from(kernel::CommandId::generate().0.as_u128() & 0xffff).unwrap_or(0);
        let base = RANGE.start + (random % slots) * count;
        if (base..base + count).all(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()) {
            return base;
        }
    }
    panic!(
        "no {count} free ports in a row between {} and {}",
        RANGE.start, RANGE.end
    );
}
