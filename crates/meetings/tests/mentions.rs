//! The mention check: MTG-24, measured on sentences that were written before it.

use kernel::facts;
use meetings::mentions::{MentionReason, mentions, places};
use proptest::prelude::*;
use serde::Deserialize;

use MentionReason::{
    Address, BirthDate, FamilyName, FileNumber, FirstName, Individual, Initial, NamedParent,
};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Corpus {
    open: Part,
    held_back: Part,
    later: Part,
    second_author: Part,
    nameless: Part,
    untouched: Part,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    naming: Vec<String>,
    harmless: Vec<String>,
}

impl Part {
    /// At least nine of ten sentences that name somebody are marked, and at most one of ten others.
    #[track_caller]
    fn check(&self, name: &str) {
        let marked = |text: &&String| !mentions(text).is_empty();
        let missed: Vec<_> = self.naming.iter().filter(|text| !marked(text)).collect();
        let alarms: Vec<_> = self.harmless.iter().filter(marked).collect();
        assert!(
            missed.len() * 10 <= self.naming.len() && alarms.len() * 10 <= self.harmless.len(),
            "{name}: missed {missed:#?} false {alarms:#?}"
        );
    }
}

fn corpus() -> Corpus {
    toml::from_str(include_str!("mentions/sentences.toml")).expect("the corpus is TOML")
}

#[test]
fn mtg_24_nine_of_ten_sentences_in_view_are_told_apart() {
    corpus().open.check("open");
}

#[test]
fn mtg_24_nine_of_ten_sentences_held_back_are_told_apart() {
    corpus().held_back.check("held back");
}

#[test]
fn mtg_24_nine_of_ten_sentences_written_to_break_it_are_told_apart() {
    corpus().later.check("later");
}

#[test]
fn mtg_24_nine_of_ten_sentences_of_a_second_author_are_told_apart() {
    corpus().second_author.check("second author");
}

#[test]
fn mtg_24_nine_of_ten_sentences_that_point_to_a_child_without_a_name_are_told_apart() {
    corpus().nameless.check("nameless");
}

/// With `untouched`, which alone does not reach it.
#[test]
fn mtg_24_nine_of_ten_sentences_of_all_parts_are_told_apart() {
    let corpus = corpus();
    let parts = [
        corpus.open,
        corpus.held_back,
        corpus.later,
        corpus.second_author,
        corpus.nameless,
        corpus.untouched,
    ];
    let (naming, harmless) = parts
        .into_iter()
        .map(|part| (part.naming, part.harmless))
        .collect::<(Vec<_>, Vec<_>)>();
    let all = Part {
        naming: naming.concat(),
        harmless: harmless.concat(),
    };
    all.check("all");
}

#[test]
fn mtg_24_a_place_is_marked_with_its_reason() {
    for (text, expected) in [
        (
            "Familie Brandtner zieht um.",
            &[("Familie Brandtner", FamilyName)][..],
        ),
        (
            "Fam. Meierhoff zieht um.",
            &[("Fam. Meierhoff", FamilyName)],
        ),
        (
            "Die Familie Neuhaus zieht um.",
            &[("Familie Neuhaus", FamilyName)],
        ),
        (
            "Die Hilfe der Familie Otten endet.",
            &[("Familie Otten", FamilyName)],
        ),
        (
            "Im Fall Schneidewind wird beraten.",
            &[("Fall Schneidewind", FamilyName)],
        ),
        (
            "Kinderschutzfall Reimers: offen.",
            &[("Kinderschutzfall Reimers", FamilyName)],
        ),
        (
            "Mia und Jonas Berg fehlen oft.",
            &[("Mia und Jonas Berg", FirstName)],
        ),
        ("Emmas Eltern fragen nach.", &[("Emmas", FirstName)]),
        ("MIA HOFFMANN, kein Kitaplatz.", &[("MIA", FirstName)]),
        (
            "Nele Al-Amin und Nele el Amin",
            &[("Nele Al-Amin und Nele el Amin", FirstName)],
        ),
        ("Enoa ist vier und spricht nicht.", &[("Enoa", FirstName)]),
        ("Enoa ist 4 Jahre alt.", &[("Enoa", FirstName)]),
        ("Oma Gerda hilft.", &[("Oma Gerda", FirstName)]),
        (
            "Der Kindesvater Petrow fehlt.",
            &[("Kindesvater Petrow", NamedParent)],
        ),
        (
            "Die Mutter von Tjorve fehlt.",
            &[("Mutter von Tjorve", NamedParent)],
        ),
        (
            "Der Junge (Tjorven, 5) schweigt.",
            &[("Junge (Tjorven", NamedParent)],
        ),
        (
            "Der Junge heißt Tjorven.",
            &[("heißt Tjorven", NamedParent)],
        ),
        (
            "Ein Kind mit dem Vornamen Enoa, Vorname Enoa.",
            &[("Vorname Enoa", NamedParent)],
        ),
        (
            "Die Mutter, Frau Lindqvist, leidet.",
            &[("Frau Lindqvist", NamedParent)],
        ),
        (
            "Das Baby von Frau Demirtas schläft.",
            &[("Frau Demirtas", NamedParent)],
        ),
        (
            "Die Eltern von Frau Demirtas helfen.",
            &[("Frau Demirtas", NamedParent)],
        ),
        (
            "Nach dem Hausbesuch bei Frau Lehmkuhl",
            &[("Frau Lehmkuhl", NamedParent)],
        ),
        (
            "Herr Kunert holt seine Tochter ab.",
            &[("Herr Kunert", NamedParent)],
        ),
        (
            "Frau Sandmann ist schwanger.",
            &[("Frau Sandmann", NamedParent)],
        ),
        ("Frau Sandmann stillt.", &[("Frau Sandmann", NamedParent)]),
        (
            "Frau Otten, Mutter in Angst, fehlt.",
            &[("Frau Otten", NamedParent)],
        ),
        (
            "Frau Otten, Mutter der Kita Emma, stillt.",
            &[("Frau Otten", NamedParent)],
        ),
        (
            "Frau Otten stillt, dank der Hebamme.",
            &[("Frau Otten", NamedParent)],
        ),
        ("Kind L., 3 Jahre", &[("Kind L.", Initial)]),
        (
            "Kind A.M. und Frau S.",
            &[("Kind A.M.", Initial), ("Frau S.", Initial)],
        ),
        ("Die Mutter von K. fehlt.", &[("Mutter von K.", Initial)]),
        ("Fall M.: offen.", &[("Fall M.", Initial)]),
        ("Amira S. fehlt.", &[("Amira S.", Initial)]),
        (
            "Ein Kind, geb. 14.03.2019, fehlt.",
            &[("geb. 14.03.2019", BirthDate)],
        ),
        (
            "geboren am 3. Mai 2021 in Kiel",
            &[("geboren am 3. Mai 2021", BirthDate)],
        ),
        (
            "Es wurde am 11.11.2022 geboren.",
            &[("11.11.2022 geboren", BirthDate)],
        ),
        (
            "Sie wohnt in der Gartenstraße 27.",
            &[("Gartenstraße 27", Address)],
        ),
        ("Sie wohnt Am Rain 3a.", &[("Rain 3a", Address)]),
        (
            "Der Junge aus der Bachstr. 12 läuft.",
            &[("Bachstr. 12", Address)],
        ),
        (
            "Zum Aktenzeichen 51.2-4711/23 nichts.",
            &[("Aktenzeichen 51.2-4711/23", FileNumber)],
        ),
        (
            "Az. 4 F 112/22: entschieden.",
            &[("Az. 4 F 112/22", FileNumber)],
        ),
        (
            "Vorgang 22-1187 (Kindeswohl) ruht.",
            &[("Vorgang 22-1187", FileNumber)],
        ),
    ] {
        let found = mentions(text);
        let found: Vec<_> = found
            .iter()
            .map(|mention| (mention.words.as_str(), mention.reason))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn mtg_24_one_child_is_marked_without_a_name_by_what_the_sentence_says_of_it() {
    for (text, word) in [
        ("Der Junge aus der Gasse ist da.", "Junge"),
        ("Das Baby von der Frühgeborenenstation kommt.", "Baby"),
        ("Die junge Frau aus Zimmer 12 kommt.", "Frau"),
        ("Der Fall aus der letzten Sitzung ruht.", "Fall"),
        ("Die 17-jährige Mutter kommt.", "Mutter"),
        ("Dem vier Monate alten Kind hilft man.", "Kind"),
        ("Eine 17-jährige Mutter war da.", "Mutter"),
        ("Eine 16-jährige Schülerin war da.", "Schülerin"),
        ("Man bringt die Kleine ohne Jacke.", "Kleine"),
        ("Das dritte Kind bleibt nun.", "Kind"),
        ("Die Familie mit den fünf Kindern bleibt nun.", "Familie"),
        ("Die Mutter hat den Hausbesuch vergessen.", "Mutter"),
        ("Die Mutter kommt in der 29. Woche wieder nicht.", "Mutter"),
        ("Ihr Partner wurde laut, sie ist nun allein.", "Partner"),
        ("Der Sohn ist gestern gekommen.", "Sohn"),
        ("Die Mutter ist gestern gekommen.", "Mutter"),
        ("Die Mutter spricht kein Deutsch.", "Mutter"),
    ] {
        let found = mentions(text);
        let found: Vec<_> = found
            .iter()
            .map(|mention| (mention.words.as_str(), mention.reason))
            .collect();
        assert_eq!(found, [(word, Individual)], "{text}");
    }
}

#[test]
fn mtg_24_a_sentence_that_names_somebody_is_marked_by_the_name_alone() {
    let reasons = |text| -> Vec<_> {
        let found = mentions(text);
        found.into_iter().map(|mention| mention.reason).collect()
    };
    let told = "Der kleine Bruder wurde in Obhut genommen, sagt Familie Otten.";
    assert_eq!(reasons(told), [FamilyName]);
    let two = "Familie Otten kommt. Der kleine Bruder und die Schwester wurden in Obhut genommen.";
    assert_eq!(reasons(two), [FamilyName, Individual]);
}

#[test]
fn mtg_24_a_child_in_general_is_not_marked() {
    for text in [
        "Das Kind steht im Mittelpunkt.",
        "Ein Kind aus der Kita war da.",
        "Eine Mutter war da.",
        "Die Mutter eines Frühgeborenen wurde früher nicht begleitet.",
        "Die Mutter einer Familie wurde früher nicht begleitet.",
        "Wenn die Mutter getrennt lebt, hilft der Verein.",
        "Das Projekt nimmt die Mutter nach der Trennung in den Blick.",
        "Im letzten Jahr wurden 38 Schwangere beraten.",
        "Der Fall wurde gestern abgeschlossen.",
        "Der Fall aus der Praxis wurde gestern besprochen.",
        "Die Frau aus dem Jugendamt war gestern da.",
        "Der kleine Saal war gestern belegt.",
        "Der Partner hat den Vertrag nicht unterschrieben.",
        "Die Kinder haben gestern gespielt und wurden abgeholt.",
        "Das 25-jährige Bestehen wurde gestern gefeiert.",
        "Mutter und Kind wurden getrennt.",
    ] {
        assert_eq!(mentions(text), [], "{text}");
    }
}

#[test]
fn mtg_24_institutions_professionals_and_counted_families_are_not_marked() {
    for text in [
        "",
        "Das Bündnis für Familie Leichlingen lädt ein.",
        "Fachbereich Familie Leverkusen",
        "Im Haus der Familie Leverkusen",
        "Familie und Beruf. Familie Plus.",
        "Im Fall einer Gefährdung. Der Fall A und der Fall B der Schulung.",
        "Kita Emma, Sankt Martin, St. Anna, Haus „Elisabeth“, Café Tante Emma, Verein Mama Mia",
        "Anna Haus und Paul Gerhardt Gemeinde und Emil-Nolde-Straße 7",
        "Das Konzept von Maria Montessori",
        "EVA und MIA sind Abkürzungen.",
        "Im Mai und August. Am 14.03.2024. Geboren wurden 214 Kinder.",
        "Heilpädagogin Lena Voss leitet den Kurs. Lena Voss (Jugendamt) hilft Müttern.",
        "Protokoll: Lena Voss. Moderation: Anke Sievers, Kreis.",
        "Dank gilt Sabine Kröger.",
        "Frau Dr. Yılmaz, Kinder- und Jugendärztin, spricht über Gewalt.",
        "Frau Yılmaz, Kinder- und Jugendärztin, spricht über Gewalt.",
        "Man bedankt sich bei Frau Berger für den Vortrag über Gewalt.",
        "Frau Dr. Berger spricht über Gewalt.",
        "Frau Berger vom Gesundheitsamt spricht über Gewalt.",
        "Frau Berger, die neue Leiterin, spricht über Gewalt.",
        "Frau Berger (Gesundheitsamt) spricht über Gewalt.",
        "Die Familienhebamme Frau Berger spricht über Gewalt.",
        "Frau Berger berichtet über Gewalt.",
        "Frau Berger kommt später.",
        "Ein Vater von Zwillingen. Eine Mutter von drei Kindern. Alle Mütter Leverkusens.",
        "Der kleine Saal ist belegt.",
        "Das Programm heißt Starke Mütter.",
        "Der Saal ist 4 Meter hoch.",
        "Die Beratungsstelle zieht in die Marktstraße 12.",
        "Die Krabbelgruppe für Mutter und Kind ist in der Marktstraße 12.",
        "Dort lebt man seit Mai 2023 besser, dort wohnt man in Zimmer 3 Monate.",
        "Der Bescheid mit dem Aktenzeichen 41-2024. Vorgang 22-1187 (Haushalt).",
        "Das Aktenzeichen fehlt.",
        "Tagesordnungspunkt A. entfällt.",
    ] {
        assert_eq!(mentions(text), [], "{text}");
    }
}

#[test]
fn mtg_24_a_case_in_one_sentence_says_nothing_of_the_next() {
    for (text, count) in [
        ("Frau Berger kommt später. Es ging um Gewalt.", 0),
        ("Frau Berger kommt später! Es ging um Gewalt.", 0),
        ("Frau Berger kommt später\nEs ging um Gewalt.", 0),
        ("Frau Berger saß in Raum 12. Es ging um Gewalt.", 0),
        ("Frau Berger sprach am 12. Mai über Gewalt.", 1),
        ("Frau Berger sprach z. B. über Gewalt.", 1),
        ("Frau Berger sprach ca. 2 Stunden über Gewalt.", 1),
    ] {
        assert_eq!(mentions(text).len(), count, "{text}");
    }
}

#[test]
fn mtg_24_a_place_is_counted_in_characters_and_in_bytes() {
    let found = mentions("„Äpfel“: Familie Ö. und Ayşe");
    let at: Vec<_> = found
        .iter()
        .map(|mention| (mention.characters.clone(), mention.bytes.clone()))
        .collect();
    assert_eq!(at, [(9..19, 14..25), (24..28, 30..35)]);
}

#[test]
fn mtg_24_the_places_of_mentions_say_nothing_of_their_words() {
    let found = mentions("Familie Brandtner");
    let expected = facts! { "from" => 0, "to" => 17, "reason" => "family-name" };
    assert_eq!(places(&found), facts! { "places" => [expected] });
}

#[test]
fn mtg_24_every_reason_has_a_sentence() {
    for reason in MentionReason::ALL {
        assert!(reason.sentence().ends_with('.'));
    }
}

proptest! {
    #[test]
    fn mtg_24_places_lie_in_the_text_in_order_and_apart(
        text in r"((Frau|Familie|Kind|Mia|Az|geb|St|von|M|Am|Weg|wohnt|3|[a-zÄß’-]{1,4}|\PC)[ .,:(\n-]{0,2}){0,20}"
    ) {
        let mut end = 0;
        for mention in mentions(&text) {
            prop_assert!(mention.bytes.start >= end);
            prop_assert_eq!(&text[mention.bytes.clone()], &mention.words);
            let marked: String = text
                .chars()
                .skip(mention.characters.start)
                .take(mention.characters.len())
                .collect();
            prop_assert_eq!(&marked, &mention.words);
            end = mention.bytes.end;
        }
    }
}
