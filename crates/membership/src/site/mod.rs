//! Sites of the work [Standort, Dependance] with operator, status and folder over time (MEM-07, MEM-43, MEM-50).
//!
//! Leverkusen: Rheindorfer Laden, Steinbüchel and Manforter Laden are open, Opladen is planned for 2016,
//! Wiesdorf is only „angedacht“. Rheindorf's operator changed, so it is always asked for a day. Each site keeps a
//! folder on child protection [Mappe] with „Checkliste, Fragebögen, Adressenlisten“ (S2 4.3.2): which document it
//! holds since when; the contents are documents of the vault.

mod aggregate;
mod command;
mod error;
mod event;
mod findings;

pub use aggregate::{Site, SiteDocument};
pub use command::*;
pub use error::SiteRefusal;
pub use event::*;
pub use findings::site_findings;
