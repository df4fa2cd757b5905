//! Text that may stand in an event: codes, held by a pattern.
//!
//! Events never hold free text; what cannot be an enum because a municipality names it (a local sector, an
//! organ) is one of these.

/// The codes of ISO 639-1, two letters each.
const LANGUAGES: &str = "aaabaeafakamanarasavayazbabebgbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgn\
    gugvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkml\
    mnmrmsmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtate\
    tgthtitktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu";

kernel::codes! {
    /// A field of work [Arbeitsbereich] by its code: one of [`crate::sector`] or a local one of the policy.
    SectorCode = "sector code", "^[A-Z][A-Z0-9-]{1,15}$", |code| {
        (2..=16).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_uppercase())
            && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    };
    /// A body's key in the policy (`qualitaetszirkel`) or an organ outside the network (`jugendhilfeausschuss`).
    BodyCode = "body code", "^[a-z][a-z0-9-]{1,59}$", |code| {
        (2..=60).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_lowercase())
            && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    /// A region's roman number from I to XXXIX, such as `III` (MEM-43).
    RegionNumber = "region number", "^(X{1,3}(IX|IV|V?I{0,3})|IX|IV|V?I{1,3}|V)$", |code| {
        let ones = code.trim_start_matches('X');
        let tens = code.len() - ones.len();
        let ones_fit = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].contains(&ones);
        !code.is_empty() && tens <= 3 && ones_fit
    };
    /// A language by its code of ISO 639: two letters of part 1 (`tr`), else three (`kmr`).
    LanguageCode = "language code", "^[a-z]{2,3}$", |code| {
        let letters = code.bytes().all(|b| b.is_ascii_lowercase());
        letters && (code.len() == 3 || LANGUAGES.as_bytes().chunks(2).any(|known| known == code.as_bytes()))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_to_its_pattern_and_names_it_otherwise() {
        for good in ["GA", "JH-OE", "SGB12"] {
            assert_eq!(SectorCode::try_new(good).unwrap().as_str(), good);
        }
        for bad in ["", "G", "ga", "1A", "GÄ", "Gesundheitsamt", &"X".repeat(17)] {
            let error = SectorCode::try_new(bad).unwrap_err();
            assert!(
                error.to_string().contains("^[A-Z][A-Z0-9-]{1,15}$"),
                "{error}"
            );
        }
        assert!(BodyCode::try_new("ausschuss-gesundheit-soziales").is_ok());
        assert!(BodyCode::try_new("Rat").is_err());
    }

    #[test]
    fn a_language_is_one_of_iso_639() {
        for good in ["de", "tr", "uk", "kmr"] {
            assert!(LanguageCode::try_new(good).is_ok(), "{good}");
        }
        for bad in ["", "d", "xx", "DE", "deutsch", "e ", "k1r", "de fr"] {
            assert!(LanguageCode::try_new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_region_number_is_a_roman_number_up_to_39() {
        let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
        for tens in ["", "X", "XX", "XXX"] {
            for ones in ones {
                let number = format!("{tens}{ones}");
                assert_eq!(
                    RegionNumber::try_new(&*number).is_ok(),
                    !number.is_empty(),
                    "{number}"
                );
            }
        }
        for bad in [
            "3", "iii", "IIII", "IVX", "IXX", "VV", "VX", "XXXX", "XL", "IXI",
        ] {
            assert!(RegionNumber::try_new(bad).is_err(), "{bad}");
        }
    }
}
