//! One child or one family without a name: „der Junge aus der Lindenstraße“, „die 17-jährige Mutter hat …“.
//!
//! No single word tells it, so it is weighed: a noun for somebody of a family with its article, and beside it what is
//! said of one case and not of children in general: where somebody comes from, an age, what happened, and when. A
//! sentence about a concept or a condition („wenn“, „Angebot“) weighs against it.

use super::lexicon::{self, has, is_family, is_institution, is_kin, lists};
use super::words::{Reading, Word};

/// So much is needed with a definite article or „ihr“, „sein“ …
const ENOUGH: i32 = 2;
/// … and so much with „ein“, which speaks of anybody as well.
const ENOUGH_OF_ANYBODY: i32 = 3;

lists! {
    static DEFINITE =
        "der die das den dem des dieser diese dieses diesem diesen im zum zur vom beim ihr ihre ihrem ihren ihrer \
        ihres sein seine seinem seinen seiner seines";

    static INDEFINITE =
        "ein eine einem einen einer eines";

    /// Adjectives that stand for the child itself where no noun follows: „die Kleine“.
    static THE_ONE =
        "kleine kleinen kleiner älteste ältesten ältere jüngste jüngsten jüngere";

    /// Adjectives that pick one out.
    static PICKING =
        "klein altest jungst alter junger jung leiblich alleinerziehend erste zweite dritte vierte funfte mittler";

    /// Partners and grown-up children, who are of a family where they are somebody's.
    static OWN =
        "partner partners partnerin ex-mann exmann lebensgefährtin ehemann ehefrau";

    /// What was done to one family or by it, by the beginning of the word.
    static EVENTS =
        "adoption entgift verlegt uberlassen geimpft obhut inobhut hausbesuch untergebracht hamatom verletz \
        knochenbr abgebrochen versaumt verweiger lehnt abgelehnt getrennt trennung gewalttat geschlagen schlagt \
        misshand vernachlass verwahrlos verschmutz gefahrdungsmeldung 8a-meldung haft untersuchungshaft inhaftier \
        entlassen eingeliefert weggenommen sorgerecht umgangsrecht geschuttelt eingenasst betrunken abgetaucht \
        erschienen gedeih abgemagert unterernahr weggelaufen verschwunden ausgezogen verzogen abgeschoben";

    /// Who and what is around a family.
    static AROUND =
        "neugeborenenstation fruhgeborenenstation kinderklinik geburtsklinik vorsorge raucht schuhe nachts polizei \
        pflegeeltern pflegefamilie leiblich umgang frauenhaus kinderarzt erzieherin vermieter nachbar \
        familiengericht gutachten gericht großeltern grosseltern klinik krankenhaus station wohn zimmer matratze \
        kuche flur laube keller heizung strom miete raumung schimmel fieber gramm kilo wunde auffallig krampf \
        monitor operiert untersuch zuruck abgeholt gebracht bett tur partner trinkt schlaft isst spricht schreit \
        weint";

    /// Who is somebody's: nobody speaks of them in general.
    static RELATIVES =
        "kleine kleinen kleiner älteste ältesten jüngste jüngsten bruder bruders schwester halbbruder halbschwester \
        sohn sohnes tochter geschwisterkind kindesvater kindesmutter kindsvater kindsmutter stiefvater stiefmutter \
        pflegemutter pflegevater pflegekind oma opa großmutter großvater tante onkel enkel enkelin lebensgefährte \
        lebensgefährten zwillinge zwillingen drillinge zwillingspaar geschwisterpaar frühchen klientin klient \
        patientin patient";

    /// Who is one of a family only by an age: „eine 16-jährige Schülerin“.
    static YOUNG =
        "schuler schulerin auszubildende jugendliche";

    /// What somebody lacks or does not do.
    static MISSING =
        "nicht nie kein keine keinen keinem keiner ohne fehlt fehlen fehlte";

    /// What was, was once.
    static WAS =
        "wurde wurden war waren hat haben hatte hatten habe lag kam";

    static WHEN =
        "gestern vorgestern heute zuletzt inzwischen weiterhin nun jetzt wieder seit seitdem bereits noch kurzlich \
        neulich mehr montag dienstag mittwoch donnerstag freitag samstag sonntag wochenende nacht letzten letzter \
        vergangene vergangenen";

    /// A sentence with these speaks of anybody.
    static IN_GENERAL =
        "wenn falls sofern sobald grundsatzlich konzept projekt angebot studie prozent flyer vortrag fortbildung \
        thema kurs leitfaden kampagne beispiel ratgeber plakat gesetz recht";

    /// Where cases come from that are nobody's.
    static NOWHERE =
        "praxis literatur fortbildung schulung lehrbuch film presse broschure";
}

/// Whether the word is somebody of a family, told apart from all others by the sentence.
pub(super) fn is_one(reading: &Reading, at: usize) -> bool {
    let Some(article) = article(reading, at) else {
        return false;
    };
    // „die Mutter eines Frühgeborenen“ is any such mother.
    let of_anybody = reading
        .next(at, 1)
        .is_some_and(|next| matches!(next.text, "eines" | "einer"));
    let definite = has(&DEFINITE, &reading.words[article]);
    let origin = origin(reading, at);
    let works_there =
        matches!(reading.words[at].text, "Frau" | "Mann") && origin.is_some_and(is_institution);
    let comes_from = definite && origin.is_some_and(|place| !has(&NOWHERE, place));
    let enough = if definite { ENOUGH } else { ENOUGH_OF_ANYBODY };
    if of_anybody || works_there {
        false
    } else if is_case(&reading.words[at]) {
        comes_from
    } else {
        is_somebody(reading, at, article) && (comes_from || weight(reading, article, at) >= enough)
    }
}

/// The article before the noun; between them stand adjectives and ages: „der 17-jährigen“, „einem vier Monate alten“.
fn article(reading: &Reading, noun: usize) -> Option<usize> {
    for back in 1..=5 {
        let word = reading.previous(noun, back)?;
        if !reading.is_adjacent(noun + 1 - back) {
            return None;
        }
        let word_is = |list: &[&str]| has(list, word);
        if word_is(&DEFINITE) || word_is(&INDEFINITE) {
            return Some(noun - back);
        }
        let adjective = ["e", "en", "er", "es", "em"]
            .iter()
            .any(|end| word.plain.ends_with(end));
        let adjective = adjective && !word.is_capitalised() && !word_is(&WAS);
        if !adjective && !lexicon::is_age(word) && !is_span(word) {
            return None;
        }
    }
    None
}

/// „Monate“, „Wochen“: of how many somebody is old.
fn is_span(word: &Word) -> bool {
    ["jahr", "monat", "woche", "tag"]
        .iter()
        .any(|stem| word.plain.starts_with(stem))
}

fn is_case(word: &Word) -> bool {
    matches!(word.text, "Fall" | "Falle" | "Fälle" | "Fällen")
}

/// Whether the word stands for somebody of a family: not in „Familie Plus“, „der kleine Saal“, „Frau Berger“.
fn is_somebody(reading: &Reading, at: usize, article: usize) -> bool {
    let word = &reading.words[at];
    let before_name = reading
        .next(at, 1)
        .is_some_and(|next| next.is_capitalised() && reading.is_adjacent(at + 1));
    if !word.is_capitalised() || before_name {
        return false;
    }
    let own = is_own(&reading.words[article]) && is_offspring(word);
    let one = THE_ONE.contains(&word.small.as_str()) || matches!(word.text, "Frau" | "Mann");
    let young = has(&YOUNG, word) && is_aged(&reading.words[article + 1..at]);
    own || one || young || is_kin(word) || is_family(word) || is_pair(word)
}

fn is_own(article: &Word) -> bool {
    article.plain.starts_with("ihr") || article.plain.starts_with("sein")
}

fn is_offspring(word: &Word) -> bool {
    OWN.contains(&word.small.as_str()) || matches!(word.text, "Kinder" | "Kindern" | "Eltern")
}

fn is_pair(word: &Word) -> bool {
    ["zwillingspaar", "geschwisterpaar", "frühchen", "elternpaar"].contains(&word.small.as_str())
}

/// „aus der Lindenstraße“, „aus Zimmer 12“, „von der Neugeborenenstation“: the place.
fn origin<'r, 't>(reading: &'r Reading<'t>, at: usize) -> Option<&'r Word<'t>> {
    let ahead = |step: usize| {
        let word = reading.next(at, step);
        word.filter(|_| reading.is_adjacent(at + step))
    };
    let with_article = ahead(2).is_some_and(|word| {
        let article = word.plain.as_str();
        matches!(article, "der" | "dem" | "den") || INDEFINITE.contains(&article)
    });
    let first = match ahead(1)?.text {
        "aus" => 2 + usize::from(with_article),
        "von" if with_article => 3,
        _ => return None,
    };
    (first..first + 3)
        .map_while(ahead)
        .find(|word| word.is_capitalised())
}

/// How much the sentence says of one case, without what the noun itself says.
fn weight(reading: &Reading, article: usize, noun: usize) -> i32 {
    let themselves = &reading.words[noun];
    let others = || {
        let others = reading.sentence(noun).iter();
        others.filter(|word| !std::ptr::eq(*word, themselves))
    };
    let begins = |word: &Word, list: &[&str]| list.iter().any(|stem| word.plain.starts_with(stem));
    let any_begins = |list: &[&str]| others().any(|word| begins(word, list));
    let any_is = |list: &[&str]| others().any(|word| has(list, word));
    let between = &reading.words[article + 1..noun];
    let around = others()
        .filter(|word| begins(word, &AROUND))
        .take(2)
        .count();
    let signs = [
        (RELATIVES.contains(&themselves.small.as_str()), 1),
        (between.iter().any(|word| begins(word, &PICKING)), 1),
        (is_aged(between), 2),
        (has_children(reading, noun), 1),
        (any_begins(&EVENTS), 2),
        (around > 0, 1),
        (around > 1, 1),
        (others().any(lexicon::tells_case), 1),
        (any_is(&WAS) || is_perfect(reading.sentence(noun)), 1),
        (any_is(&MISSING), 1),
        (any_is(&WHEN), 1),
        (any_begins(&IN_GENERAL), -2),
    ];
    let shown = signs.into_iter().filter(|(shown, _)| *shown);
    shown.map(|(_, weight)| weight).sum()
}

/// „ist gekommen“, „sind abgeholt worden“.
fn is_perfect(sentence: &[Word]) -> bool {
    let is = |word: &Word| matches!(word.text, "ist" | "sind");
    let done = |word: &Word| {
        !word.is_capitalised()
            && word.plain.starts_with("ge")
            && (word.plain.ends_with('t') || word.plain.ends_with("en"))
    };
    sentence.iter().any(is) && sentence.iter().any(done)
}

/// „17-jährige“, „vier Monate alten“.
fn is_aged(between: &[Word]) -> bool {
    between
        .iter()
        .any(|word| word.plain.contains("jahrig") || is_span(word))
}

/// „mit den fünf Kindern“, „mit drei Kindern“.
fn has_children(reading: &Reading, noun: usize) -> bool {
    let next = |ahead| reading.next(noun, ahead);
    let with = next(1).is_some_and(|word| word.text == "mit");
    let counted = (2..=4).any(|ahead| next(ahead).is_some_and(lexicon::is_age));
    with && counted
}
