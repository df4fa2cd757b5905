//! What the papers promise, read back out of the PDF and the DOCX.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it is made of"
)]

mod agreement;
mod comparison;
mod docx;
mod every_paper;
mod grant;
mod lists;
mod look;
mod minutes;
mod nasty;
mod reading;
mod sample;
