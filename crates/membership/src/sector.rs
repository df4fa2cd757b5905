//! The code list `kkg-3-2`: whom § 3 Abs. 2 KKG names as parts of a network, and Abs. 4 beside them (MEM-09).
//!
//! The law's list is versioned: 2012-01-01, 2018-01-01 (another paragraph of SGB XII), 2021-06-10
//! (§ 125 SGB IX and Mehrgenerationenhäuser came, § 75 SGB XII and Gemeinsame Servicestellen are gone; when
//! exactly the latter left between the two texts is not determined). A gap map names the version it counts
//! against. S0 § 5 prints a list of its own, which leaves out the group of SGB XII: an agreement's list is not
//! the law's, [`crate::gaps`] shows both.
//!
//! Local sectors (Familienzentren, Ehrenamtsprojekte, Selbsthilfe: MEM-11, MEM-13) stand in the policy and may
//! map to a code of this list.

use jiff::civil::date;
use kernel::Date;

use crate::codes::SectorCode;

kernel::code! {
    /// To what a sector belongs, for coverage (AGR-28: the health sector has a target of its own).
    pub enum SectorGroup {
        /// child and youth welfare [Kinder- und Jugendhilfe]
        YouthWelfare = "Kinder- und Jugendhilfe",
        /// the health sector [Gesundheitswesen]
        Health = "Gesundheitswesen",
        /// all else: social affairs, schools, order, counselling, volunteers
        Other = "weitere Bereiche",
    }
}

/// First days of the versions of the list.
pub const VERSIONS: [Date; 3] = [date(2012, 1, 1), date(2018, 1, 1), date(2021, 6, 10)];

/// A sector of the law's list.
#[derive(Debug, PartialEq, Eq)]
pub struct Sector {
    pub code: &'static str,
    /// The paragraph [Absatz] of § 3 KKG that names it: 2 or 4.
    pub paragraph: u8,
    /// Its German term in each of [`VERSIONS`]; absent where the version does not name it.
    terms: [Option<&'static str>; 3],
}

impl Sector {
    const fn always(code: &'static str, term: &'static str) -> Self {
        Self {
            code,
            paragraph: 2,
            terms: [Some(term); 3],
        }
    }

    const fn beside(code: &'static str, term: &'static str) -> Self {
        Self {
            code,
            paragraph: 4,
            terms: [Some(term); 3],
        }
    }

    const fn until_2021(code: &'static str, in_2012: &'static str, in_2018: &'static str) -> Self {
        Self {
            code,
            paragraph: 2,
            terms: [Some(in_2012), Some(in_2018), None],
        }
    }

    const fn since_2021(code: &'static str, term: &'static str) -> Self {
        Self {
            code,
            paragraph: 2,
            terms: [None, None, Some(term)],
        }
    }

    /// The term in the version in force on `day`; `None` where the law does not name the sector then.
    pub fn term_on(&self, day: Date) -> Option<&'static str> {
        self.terms[index_on(day)?]
    }

    /// The newest term.
    pub fn term(&self) -> &'static str {
        self.terms
            .iter()
            .rev()
            .find_map(|term| *term)
            .unwrap_or(self.code)
    }
}

/// The sectors of every version, in the order of the law.
pub const SECTORS: [Sector; 23] = [
    Sector::always(
        "JH-OE",
        "Einrichtungen und Dienste der öffentlichen Jugendhilfe",
    ),
    Sector::always("JH-FR", "Einrichtungen und Dienste der freien Jugendhilfe"),
    Sector::until_2021(
        "SGB12",
        "Einrichtungen und Dienste mit Verträgen nach § 75 Abs. 3 SGB XII",
        "Einrichtungen und Dienste mit Verträgen nach § 76 Abs. 1 SGB XII",
    ),
    Sector::since_2021("SGB9", "Leistungserbringer mit Verträgen nach § 125 SGB IX"),
    Sector::always("GA", "Gesundheitsämter"),
    Sector::always("SA", "Sozialämter"),
    Sector::until_2021(
        "GSS",
        "Gemeinsame Servicestellen",
        "Gemeinsame Servicestellen",
    ),
    Sector::always("SCH", "Schulen"),
    Sector::always("POL", "Polizei- und Ordnungsbehörden"),
    Sector::always("AA", "Agenturen für Arbeit"),
    Sector::always("KH", "Krankenhäuser"),
    Sector::always("SPZ", "Sozialpädiatrische Zentren"),
    Sector::always("FF", "Frühförderstellen"),
    Sector::always("BSP", "Beratungsstellen für soziale Problemlagen"),
    Sector::always(
        "SKB",
        "Beratungsstellen nach den §§ 3 und 8 des Schwangerschaftskonfliktgesetzes",
    ),
    Sector::always("MG", "Einrichtungen und Dienste zur Müttergenesung"),
    Sector::always(
        "GEW",
        "Einrichtungen und Dienste zum Schutz gegen Gewalt in engen sozialen Beziehungen",
    ),
    Sector::since_2021("MGH", "Mehrgenerationenhäuser"),
    Sector::always("FBS", "Familienbildungsstätten"),
    Sector::always("FG", "Familiengerichte"),
    Sector::always("HB", "Angehörige der Heilberufe"),
    Sector::beside("FH", "Familienhebammen"),
    Sector::beside("EA", "ehrenamtliche Strukturen"),
];

fn index_on(day: Date) -> Option<usize> {
    VERSIONS.iter().rposition(|since| *since <= day)
}

/// The version in force on `day`; `None` before the law.
pub fn version_on(day: Date) -> Option<Date> {
    index_on(day).map(|index| VERSIONS[index])
}

/// The law's sector with this code, in whatever version.
pub fn find(code: &SectorCode) -> Option<&'static Sector> {
    SECTORS.iter().find(|sector| sector.code == code.as_str())
}

/// The sectors of the version in force on `day`.
pub fn on(day: Date) -> impl Iterator<Item = &'static Sector> {
    SECTORS
        .iter()
        .filter(move |sector| sector.term_on(day).is_some())
}

/// The group of a code of the law's list; `None` for a local code, whose group the policy says.
///
/// Health is what the health system pays or employs, with the Frühförderstellen, whose interdisciplinary ones sit in
/// Leverkusen's AG Gesundheit (S2 4.3.2), and the Müttergenesung, which is a service of SGB V. Familienbildung is
/// youth welfare by § 16 SGB VIII. Counselling under SchKG is neither: it has a law of its own.
pub fn group(code: &SectorCode) -> Option<SectorGroup> {
    find(code).map(|sector| match sector.code {
        "JH-OE" | "JH-FR" | "FBS" => SectorGroup::YouthWelfare,
        "GA" | "KH" | "SPZ" | "FF" | "MG" | "HB" | "FH" => SectorGroup::Health,
        _ => SectorGroup::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mem_09_the_list_of_2021_has_nineteen_sectors_and_two_beside_them() {
        let day = date(2021, 6, 10);
        assert_eq!(on(day).filter(|sector| sector.paragraph == 2).count(), 19);
        assert_eq!(on(day).count(), 21);
        assert_eq!(on(date(2021, 6, 9)).count(), 21);
        assert!(version_on(date(2011, 12, 31)).is_none());
    }

    #[test]
    fn mem_09_the_law_of_2021_exchanged_two_groups() {
        let named = |code: &str, day| find(&code.parse().unwrap()).unwrap().term_on(day).is_some();
        for (code, before, after) in [
            ("SGB12", true, false),
            ("GSS", true, false),
            ("SGB9", false, true),
            ("MGH", false, true),
        ] {
            assert_eq!(named(code, date(2020, 1, 1)), before, "{code}");
            assert_eq!(named(code, date(2022, 1, 1)), after, "{code}");
        }
        let sgb12 = find(&"SGB12".parse().unwrap()).unwrap();
        assert_ne!(
            sgb12.term_on(date(2012, 1, 1)),
            sgb12.term_on(date(2018, 1, 1))
        );
    }

    #[test]
    fn agr_28_every_sector_of_the_law_has_a_group() {
        let of = |group_asked| {
            let codes = SECTORS.iter().map(|sector| sector.code);
            codes
                .filter(|code| group(&code.parse().unwrap()) == Some(group_asked))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(SectorGroup::YouthWelfare), ["JH-OE", "JH-FR", "FBS"]);
        assert_eq!(
            of(SectorGroup::Health),
            ["GA", "KH", "SPZ", "FF", "MG", "HB", "FH"]
        );
        assert_eq!(of(SectorGroup::Other).len(), SECTORS.len() - 10);
        assert_eq!(group(&"EHRENAMT".parse().unwrap()), None);
    }
}
