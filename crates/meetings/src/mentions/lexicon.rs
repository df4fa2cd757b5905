//! The words that tell a family, a profession or an institution; all in their plain form.

use super::words::Word;

/// Lists of words, separated by spaces, so that a list reads as one.
macro_rules! lists {
    ($($(#[$meta:meta])* $vis:vis static $name:ident = $words:literal;)+) => {$(
        $(#[$meta])*
        $vis static $name: std::sync::LazyLock<Vec<&'static str>> =
            std::sync::LazyLock::new(|| $words.split_whitespace().collect());
    )+};
}
pub(super) use lists;

lists! {
    /// After these a full stop ends no sentence.
    pub(super) static ABBREVIATIONS =
        "dr prof dipl med st geb str az nr bzw ca ggf evtl inkl usw vgl abs jan feb aug sep sept okt nov dez tel gem \
        gest wohnh fam max";

    /// A sentence that begins after an initial begins with one of these.
    pub(super) static OPENERS =
        "der die das ein eine er sie es ihr ihre sein seine wir im in am nach bei fur mit hier da dort auch daher \
        zudem frau herr";

    /// After these a number with a full stop counts: „in der 29. Woche“.
    pub(super) static ARTICLES = "der die das den dem des am im zum zur vom";

    pub(super) static MONTHS =
        "januar februar marz april mai juni juli august september oktober november dezember";

    /// A child, a parent or somebody else of a family, one or a known few.
    static KIN =
        "kind kindes kinds baby babys säugling säuglings neugeborene neugeborenen junge jungen mädchen mädchens sohn \
        sohnes söhne söhnen tochter töchter töchtern bruder bruders brüder brüdern schwester schwestern geschwister \
        geschwistern geschwisterkind zwilling zwillinge zwillingen drillinge drillingen halbbruder halbschwester \
        mutter vater vaters kindesmutter kindesvater kindsmutter kindsvater stiefvater stiefmutter pflegemutter \
        pflegevater pflegekind oma opa großmutter großvater grossmutter grossvater enkel enkelin enkelkind \
        schwangere schwangeren patientin patient klientin klient klienten km kv kleinkind schulkind krippenkind \
        einjährige zweijährige dreijährige vierjährige fünfjährige sechsjährige tante onkel lebensgefährte \
        lebensgefährten";

    /// Several, whom a name after „von“ makes known.
    static KINDRED =
        "eltern großeltern grosseltern pflegeeltern kinder kindern";

    /// After these stands a family's name.
    static FAMILY =
        "familie fam pflegefamilie herkunftsfamilie bereitschaftspflegefamilie ehepaar ehepaars ehepaares eheleute \
        eheleuten";

    /// What may stand after „Familie“ in a programme's or a department's name.
    static NOT_A_FAMILY =
        "und jugend soziales bildung beruf plus aktiv senioren kind kinder frauen gesundheit schule sport freizeit \
        leben arbeit integration teilhabe heute digital";

    /// Words of institutions, by the end of the word.
    static INSTITUTION_ENDS =
        "amt amts amtes amtern stelle stellen zentrum zentrums klinik kliniken klinikum klinikums dienst dienstes \
        dienste kita kitas statte schule schulen verein vereins verband verbands verbandes bund bundes stiftung haus \
        hauses praxis gericht gerichts ministerium ministeriums buro buros werk werks bucherei kasse koordination \
        koordinierung universitat gruppe gruppen kreis projekt projekts programm cafe treff saal raum kirche \
        gemeinde hospital hort krippe garten villa heim platz strasse straße kurs hilfe hilfen netzwerk netzwerks \
        trager tragers frauenhaus center schutzbund akademie beratung planung forderung verwaltung ambulanz \
        abteilung referat fachbereich dezernat nest insel club hof weg stift orden zentrale bundnis initiative \
        modell methode konzept preis kolleg campus station";

    /// Institutions that are known by a word of their own.
    static INSTITUTIONS =
        "caritas diakonie awo drk asb skf skm vhs asd kjgd spdi polizei johanniter malteser jugendhilfe familia donum \
        spz sankt st marte opstapje kreisverwaltung stadt landkreis gesundheitswesen politik schulsozialarbeit \
        sozialarbeit familienbildung wellcome";

    /// Words of professions and duties, by what is in them.
    static FUNCTIONS =
        "hebamme arzt padagog leiter leitung koordinator referent berater vertreter vertretung lotsin lotse kolleg \
        mitarbeiter fachkraft psycholog therapeut pfleger krankenschwester dezernent burgermeister moderat sprecher \
        vorsitz geschaftsfuhr erzieher helfer planer sozialarbeit beauftragt dolmetscher professor pfarrer protokoll \
        dozent landrat beigeordnet kassenwart gast prasident jugendamt fachberat sachbearbeit paten patin richterin \
        familienrichter wissenschaft ratsmitglied stadtrat vorstand ansprechpartner ansprechperson teilnehm \
        organisat traineri kursleit";

    /// What somebody does in a meeting, by the verb as it stands after the name.
    static MEETING_VERBS =
        "berichtet stellt erlautert eroffnet begrußt begrusst weist informiert dankt bedankt moderiert leitet \
        vertritt ubernimmt koordiniert bietet ladt regt erganzt fasst verliest kundigt erinnert plant prasentiert \
        referiert betont hebt empfiehlt teilt erklart halt protokolliert fuhrt wirbt verweist schildert skizziert \
        merkt schließt gibt pladiert verabschiedet tragt fragt fehlt nimmt berichteten berichten";

    /// What tells that a sentence is about a family, by the beginning of the word.
    static CASE_STEMS =
        "schwanger alleinerzieh depress psychos drogen alkohol entzug suchtig geflohen gefluchtet gewalt geschlagen \
        konsumier obhut inobhut hausbesuch entbunden sorgerecht umgangsrecht inhaftiert klient patient obdachlos \
        wohnungslos minderjahrig uberfordert betrunken weggenommen verwahrlos vernachlass kindeswohl baby saugling \
        neugeboren scheidung wochenbett krankenversich aufenthaltst asyl verschuldet arbeitslos misshand verdacht \
        diagnos erkrankt suizid fruhgebor entwicklungsverz";

    /// The same, by the whole word: longer ones with this beginning mean something else („Haftung“, „Geburtenzahlen“).
    static CASE_WORDS =
        "haft geburt angst trinkt weint stillt wohnt wohnhaft lebt schlagt getrennt trennung";

    /// „ihr Kind“, „drei Kinder“: what is somebody's own.
    static OWN =
        "ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner seines zwei drei vier funf sechs erstes \
        zweites drittes viertes";

    static OFFSPRING =
        "kind kinder kindern kindes sohn söhne sohnes tochter töchter baby mann mannes partner freund säugling \
        zwillinge eltern familie mutter vater";

    static AGES =
        "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf";

    /// Who gave an idea or a programme its name, by the surname.
    static NAMESAKES =
        "montessori pikler lindgren freud bowlby ainsworth korczak frobel malaguzzi juul";

    /// Words that end with „fall“ and stand before a family's name.
    static CASES =
        "fall kinderschutzfall schutzfall hilfefall betreuungsfall beratungsfall einzelfall";

    /// Ends of words that are no names.
    static NOUN_ENDS =
        "ung ungen heit keit schaft tion tat nis tum jahr jahre jahren tag tage tagen monat monate monaten woche \
        wochen uhr zeit termin gesprach gesprache bogen antrag angebot angebote angeboten platz kinder kindern \
        eltern kind";

    /// Files that are no family's: money, councils, contracts.
    static ADMINISTRATION =
        "forder bescheid zuwend rechnung haushalt vergabe drucksache vorlage beschluss vertrag mittel bewillig \
        verwendungsnachweis erlass richtlinie ausschreib satzung";
}

pub(super) fn has(list: &[&str], word: &Word) -> bool {
    list.contains(&word.plain.as_str())
}

pub(super) fn is_kin(word: &Word) -> bool {
    KIN.contains(&word.small.as_str())
}

pub(super) fn is_kindred(word: &Word) -> bool {
    KINDRED.contains(&word.small.as_str())
}

pub(super) fn is_family(word: &Word) -> bool {
    has(&FAMILY, word)
}

pub(super) fn is_no_family(word: &Word) -> bool {
    has(&NOT_A_FAMILY, word)
}

/// „5“, „vier“.
pub(super) fn is_age(word: &Word) -> bool {
    word.number().is_some_and(|age| age < 100) || has(&AGES, word)
}

pub(super) fn is_namesake(word: &Word) -> bool {
    has(&NAMESAKES, word)
}

pub(super) fn is_case_noun(word: &Word) -> bool {
    word.is_capitalised() && has(&CASES, word)
}

pub(super) fn is_honorific(word: &Word) -> bool {
    matches!(word.text, "Frau" | "Herr" | "Herrn")
}

pub(super) fn is_title(word: &Word) -> bool {
    matches!(
        word.plain.as_str(),
        "dr" | "prof" | "professor" | "professorin" | "med" | "dipl" | "phil"
    )
}

pub(super) fn is_institution(word: &Word) -> bool {
    let last = word.plain.rsplit('-').next().unwrap_or_default();
    has(&INSTITUTIONS, word)
        || (word.is_capitalised() && INSTITUTION_ENDS.iter().any(|end| last.ends_with(end)))
}

pub(super) fn is_function(word: &Word) -> bool {
    word.is_capitalised() && FUNCTIONS.iter().any(|stem| word.plain.contains(stem))
}

pub(super) fn is_meeting_verb(word: &Word) -> bool {
    has(&MEETING_VERBS, word)
}

/// A capitalised word that may be a name: no noun that the lists know.
pub(super) fn may_be_name(word: &Word) -> bool {
    word.is_capitalised()
        && word.text.chars().count() >= 2
        && !word.is_acronym()
        && !is_kin(word)
        && !is_kindred(word)
        && !is_family(word)
        && !is_honorific(word)
        && !is_title(word)
        && !is_institution(word)
        && !is_function(word)
        && !has(&MONTHS, word)
        && !NOUN_ENDS.iter().any(|end| word.plain.ends_with(end))
}

/// Whether the word is about a family's own matters.
pub(super) fn tells_case(word: &Word) -> bool {
    let stem = CASE_STEMS.iter().any(|stem| word.plain.starts_with(stem));
    !is_institution(word) && (stem || has(&CASE_WORDS, word))
}

/// Whether the sentence is about a family's own matters.
pub(super) fn is_case(sentence: &[Word]) -> bool {
    let own = |pair: &[Word]| has(&OWN, &pair[0]) && OFFSPRING.contains(&pair[1].small.as_str());
    sentence.iter().any(tells_case) || sentence.windows(2).any(own)
}

pub(super) fn is_administration(sentence: &[Word]) -> bool {
    sentence
        .iter()
        .any(|word| ADMINISTRATION.iter().any(|stem| word.plain.contains(stem)))
}
