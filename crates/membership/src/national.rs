//! In how many networks of the country an actor takes part (field.md 3.6, source 30).
//!
//! The figures are of the NZFH's surveys of municipalities: the share of municipalities **with exactly one network**
//! whose network includes the actor. Of municipalities with several networks they say nothing; print that with them
//! ([`CAVEAT`]).
//!
//! An actor of the survey is no sector of the law. A figure stands beside a code only where it maps honestly:
//!
//! - `SKB`: „Schwangerschaftsberatung“ is what §§ 3 and 8 SchKG call the counselling. The same.
//! - `FH`: „Familienhebammen/FGKiKP“ are whom Abs. 4 names. The same.
//! - `FBS`: Familienbildungsstätten. The same.
//! - `JH-OE`: the Allgemeine Soziale Dienst is *one* service of public youth welfare: the sector's share is at least his.
//!
//! Left out on purpose: Erziehungs-, Ehe-, Familien- und Lebensberatung (youth welfare as well as „soziale
//! Problemlagen“), Kitas, their Fachberatung and services of Hilfen zur Erziehung (public and free operators in one
//! figure), and clinics, practices and midwives, of whom the source gives the growth alone. Familienzentren are no
//! sector of the law; a local sector may name them in the policy ([`LocalSector::national`]).
//!
//! [`LocalSector::national`]: crate::policy::LocalSector::national

use kernel::Date;

/// What must be printed beside the figures.
pub const CAVEAT: &str = "Anteil der Kommunen mit genau einem Netzwerk, in deren Netzwerk der Akteur mitwirkt (NZFH, Kommunalbefragung).";

kernel::code! {
    /// An actor of the NZFH's survey whose figure maps to a sector.
    pub enum NationalActor {
        /// counselling on pregnancy
        PregnancyCounselling = "Schwangerschaftsberatung",
        /// family midwives and their like
        FamilyMidwives = "Familienhebammen und FGKiKP",
        /// the general social service of the youth office
        SocialService = "Allgemeiner Sozialer Dienst",
        /// family education centres
        FamilyEducation = "Familienbildungsstätten",
        /// family centres
        FamilyCentres = "Familienzentren",
    }
}

/// A figure of the country [bundesweiter Anteil].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NationalShare {
    pub actor: NationalActor,
    /// Tenths of a percent: 957 is 95,7 %.
    pub permille: u16,
    /// The year of the survey.
    pub year: i16,
    /// True where the actor is only a part of the sector, so that the sector's share is not below it.
    pub at_least: bool,
}

const fn figure(actor: NationalActor, year: i16, permille: u16) -> NationalShare {
    NationalShare {
        actor,
        permille,
        year,
        at_least: matches!(actor, NationalActor::SocialService),
    }
}

/// Every figure of the source that maps, by actor and year.
pub const SHARES: [NationalShare; 10] = [
    figure(NationalActor::PregnancyCounselling, 2017, 957),
    figure(NationalActor::FamilyMidwives, 2020, 929),
    figure(NationalActor::SocialService, 2013, 825),
    figure(NationalActor::SocialService, 2015, 826),
    figure(NationalActor::SocialService, 2017, 850),
    figure(NationalActor::FamilyEducation, 2013, 564),
    figure(NationalActor::FamilyEducation, 2015, 595),
    figure(NationalActor::FamilyEducation, 2017, 628),
    figure(NationalActor::FamilyEducation, 2020, 608),
    figure(NationalActor::FamilyCentres, 2020, 748),
];

/// The actor behind a code of the law's list.
pub fn actor_of(code: &str) -> Option<NationalActor> {
    match code {
        "SKB" => Some(NationalActor::PregnancyCounselling),
        "FH" => Some(NationalActor::FamilyMidwives),
        "JH-OE" => Some(NationalActor::SocialService),
        "FBS" => Some(NationalActor::FamilyEducation),
        _ => None,
    }
}

/// The newest figure of a year up to `day`'s.
pub fn share_on(actor: NationalActor, day: Date) -> Option<NationalShare> {
    SHARES
        .into_iter()
        .filter(|share| share.actor == actor && share.year <= day.year())
        .max_by_key(|share| share.year)
}
