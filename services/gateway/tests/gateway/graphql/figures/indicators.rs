//! Series of figures: values with their words, growth, ratio, per case, cross tables (FUN-17, EVA-15).

use evaluation::IndicatorSeries;
use evaluation::figure::{FigureCell, FigureQualifier, FigureUnit};
use evaluation::indicator::{
    CloseIndicator, DefineIndicator, FigureDimension, RecordFigure, RecordPrintedGrowth,
};
use kernel::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::common_work::{page_by_page, titles};
use super::super::fixture;
use super::super::office::{Office, day, text};
use super::super::{codes, coordinator, data, database, graph};
use super::{figure, nodes, series, year};

const ON: &str = "2015-12-01";

/// Abschnitt 4.2: costs and cases 2011 to 2014 with the printed percentages.
async fn costs_and_cases(office: &mut Office<'_>) -> [Uuid; 2] {
    let costs = DefineIndicator {
        decimals: 2,
        rounded_to: Some(100_000),
        ..series(
            "hze-ausgaben",
            "Ausgaben Erzieherische Hilfen",
            FigureUnit::Euro,
        )
    };
    let costs = office.execute::<IndicatorSeries>(costs, ON).await;
    let cases = series(
        "hze-fallzahlen",
        "Mittelwert Fallzahlen HzE",
        FigureUnit::Cases,
    );
    let cases = office.execute::<IndicatorSeries>(cases, ON).await;
    let told = [
        (2011, 1_219_000_000, 606, None),
        (2012, 1_304_500_000, 689, Some((702, 1_370))),
        (2013, 1_312_000_000, 737, Some((58, 697))),
        (2014, 1_361_200_000, 805, Some((375, 923))),
    ];
    for (of, cost, number, printed) in told {
        for (series, value) in [(costs, cost), (cases, number)] {
            let figure = figure(series, of, value);
            office.execute::<IndicatorSeries>(figure, ON).await;
        }
        if let Some((cost, number)) = printed {
            for (series, basis_points) in [(costs, cost), (cases, number)] {
                let printed = RecordPrintedGrowth {
                    indicator: series.into(),
                    period: year(of),
                    basis_points,
                    source: None,
                    stated_on: day(ON),
                };
                office.execute::<IndicatorSeries>(printed, ON).await;
            }
        }
    }
    [costs, cases]
}

#[tokio::test]
async fn fun_17_costs_and_cases_come_out_as_printed_with_footnotes() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [_, cases] = costs_and_cases(&mut office).await;
    office.publish().await;
    let graph = graph(&database);
    let figures = async |code: &str| {
        let filter = format!("filter: {{ codes: [\"{code}\"] }}");
        let node = "figures { label text growth { text footnote } }";
        let shown = nodes(&graph, "indicators", &filter, node).await;
        let rows = shown[0]["figures"].as_array().cloned().unwrap();
        let row = |row: &Value| {
            let growth = &row["growth"];
            json!([
                row["label"],
                row["text"],
                growth["text"],
                growth["footnote"]
            ])
        };
        rows.iter().map(row).collect::<Value>()
    };
    let footnote = |printed: &str, computed: &str| {
        format!(
            "Gedruckt sind {printed}; aus den gedruckten Beträgen ergeben sich {computed} (die gedruckten Beträge sind gerundet)."
        )
    };
    assert_eq!(
        figures("hze-ausgaben").await,
        json!([
            ["2011", "12.190.000,00 €", "nicht verfügbar", null],
            [
                "2012",
                "13.045.000,00 €",
                "7,02 %",
                footnote("7,02 %", "7,01 %")
            ],
            [
                "2013",
                "13.120.000,00 €",
                "0,58 %",
                footnote("0,58 %", "0,57 %")
            ],
            ["2014", "13.612.000,00 €", "3,75 %", null],
        ])
    );
    assert_eq!(
        figures("hze-fallzahlen").await,
        json!([
            ["2011", "606", "nicht verfügbar", null],
            ["2012", "689", "13,70 %", null],
            ["2013", "737", "6,97 %", null],
            ["2014", "805", "9,23 %", null],
        ])
    );
    let year = |year: u16| format!("period: {{ kind: YEAR, since: \"{year}-01-01\" }}");
    let per_case = format!(
        "a: perCase(cases: \"{cases}\", {}) {{ value text missing explanation {{ rule sentence }} }}
         b: perCase(cases: \"{cases}\", {}) {{ value text missing explanation {{ rule }} }}
         growth({}) {{ value printed text explanation {{ rule method of {{ text }} by {{ text }} }} }}",
        year(2011), year(2015), year(2012)
    );
    let filter = "filter: { codes: [\"hze-ausgaben\"] }";
    let shown = nodes(&graph, "indicators", filter, &per_case).await;
    assert_eq!(
        shown[0],
        json!({
            "a": { "value": 2_011_551, "text": "20.115,51 €", "missing": null, "explanation": { "rule": "FUN-17",
                "sentence": "Betrag je Fall, kaufmännisch auf die kleinste Einheit gerundet: 12.190.000,00 Euro (2011) gegenüber 606 Fälle (2011) [FUN-17]." } },
            "b": { "value": null, "text": "nicht verfügbar", "missing": "Der Wert selbst liegt nicht vor.", "explanation": null },
            "growth": { "value": 701, "printed": 702, "text": "7,02 %", "explanation": { "rule": "FUN-17", "method": "GROWTH",
                "of": { "text": "13.045.000,00" }, "by": { "text": "12.190.000,00" } } },
        })
    );
    drop((graph, office));
    database.drop().await;
}

/// 170 visits in 2012, „ca. 280“ in 2013, „fast 400“ in 2014; births of 2012 alone.
async fn visits_and_births(office: &mut Office<'_>) -> [Uuid; 2] {
    let visits = series(
        "willkommensbesuche",
        "Willkommensbesuche",
        FigureUnit::Visits,
    );
    let visits = office.execute::<IndicatorSeries>(visits, ON).await;
    let told = [
        figure(visits, 2012, 170),
        RecordFigure {
            qualifier: FigureQualifier::Approx,
            source: Some(text("Kapitel 3.1")),
            ..figure(visits, 2013, 280)
        },
        RecordFigure {
            qualifier: FigureQualifier::Upper,
            ..figure(visits, 2014, 400)
        },
    ];
    for figure in told {
        office.execute::<IndicatorSeries>(figure, ON).await;
    }
    let births = series("geburten", "Geburten", FigureUnit::Births);
    let births = office.execute::<IndicatorSeries>(births, ON).await;
    office
        .execute::<IndicatorSeries>(figure(births, 2012, 1_602), ON)
        .await;
    [visits, births]
}

#[tokio::test]
async fn eva_15_figures_have_their_words_and_a_missing_base_is_not_0() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [_, births] = visits_and_births(&mut office).await;
    office.publish().await;
    let graph = graph(&database);
    let missing = "00000000-0000-7000-8000-000000000000";
    let year = |year: u16| format!("period: {{ kind: YEAR, since: \"{year}-01-01\" }}");
    let node = format!(
        "unit unitLabel definedOn source figures(from: \"2013-01-01\") {{ value text qualifier source statedOn }}
         reached: ratio(whole: \"{births}\", {}) {{ value text qualifier }}
         nobody: ratio(whole: \"{births}\", {}) {{ value text missing }}
         unknown: ratio(whole: \"{missing}\", {}) {{ text missing }}",
        year(2012), year(2014), year(2012)
    );
    let filter = "filter: { units: [VISITS] }";
    let shown = nodes(&graph, "indicators", filter, &node).await;
    let no_base = "Der Wert, auf den er zu beziehen ist, liegt nicht vor.";
    assert_eq!(
        shown,
        json!([{
            "unit": "VISITS", "unitLabel": "Besuche", "definedOn": ON, "source": "Fachkonzept, Abschnitt 3.1",
            "figures": [
                { "value": 280, "text": "ca. 280", "qualifier": "APPROX", "source": "Kapitel 3.1", "statedOn": ON },
                { "value": 400, "text": "fast 400", "qualifier": "UPPER", "source": null, "statedOn": ON },
            ],
            "reached": { "value": 1061, "text": "10,61 %", "qualifier": "EXACT" },
            "nobody": { "value": null, "text": "nicht verfügbar", "missing": no_base },
            "unknown": { "text": "nicht verfügbar", "missing": no_base },
        }])
    );
    let unfit = "{ indicators { nodes { growth(period: { kind: YEAR, since: \"2014-02-01\" }) { text } } } }";
    let refused = codes(&graph, &coordinator("leverkusen"), unfit).await;
    assert!(
        refused.iter().all(|code| code == "INVALID_ARGUMENT"),
        "{refused:?}"
    );
    assert!(!refused.is_empty());
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn eva_02_small_cells_of_people_are_suppressed_and_missing_ones_are_named() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let dimension = |code: &str, marks: [&str; 2]| FigureDimension {
        code: code.parse().unwrap(),
        marks: marks.iter().map(|mark| mark.parse().unwrap()).collect(),
    };
    let contacts = DefineIndicator {
        dimensions: vec![
            dimension("standort", ["manfort", "rheindorf"]),
            dimension("zugangsweg", ["hebamme", "klinik"]),
        ],
        ..series("erstkontakte", "Erstkontakte", FigureUnit::Families)
    };
    let contacts = office.execute::<IndicatorSeries>(contacts, ON).await;
    for (site, path, value) in [
        ("manfort", "hebamme", 3),
        ("manfort", "klinik", 20),
        ("rheindorf", "hebamme", 30),
        ("rheindorf", "klinik", 41),
    ] {
        let cell = |dimension: &str, mark: &str| FigureCell {
            dimension: dimension.parse().unwrap(),
            mark: mark.parse().unwrap(),
        };
        let part = RecordFigure {
            cell: vec![cell("standort", site), cell("zugangsweg", path)],
            ..figure(contacts, 2014, value)
        };
        office.execute::<IndicatorSeries>(part, ON).await;
    }
    office.publish().await;
    let graph = graph(&database);
    let table = async |year: u16, rows: &str| {
        let node = format!(
            "table(period: {{ kind: YEAR, since: \"{year}-01-01\" }}, rows: \"{rows}\", columns: \"zugangsweg\") {{
                columns reason footnote missing {{ row column }} lines {{ mark cells {{ value suppressed text }} }} }}
             figures {{ value }}"
        );
        let mut shown = nodes(&graph, "indicators", "first: 1", &node).await;
        assert_eq!(shown[0]["figures"], json!([]), "parts are in no list");
        shown[0]["table"].take()
    };
    let shown = table(2014, "standort").await;
    assert_eq!(shown["columns"], json!(["hebamme", "klinik"]));
    assert_eq!(shown["reason"], Value::Null);
    assert!(shown["footnote"].as_str().unwrap().contains("unter 5"));
    let lines = shown["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2]["mark"], Value::Null);
    let small = json!({ "value": null, "suppressed": true, "text": "•" });
    assert_eq!(lines[0]["cells"][0], small);
    for line in lines {
        let hidden = line["cells"].as_array().unwrap().iter();
        let hidden = hidden.filter(|cell| cell["suppressed"] == true).count();
        assert_ne!(
            hidden, 1,
            "one hidden cell in a line could be computed: {line}"
        );
    }
    let absent = table(2013, "standort").await;
    assert_eq!(
        (&absent["lines"], &absent["footnote"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(absent["missing"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        absent["missing"][0],
        json!({ "row": "manfort", "column": "hebamme" })
    );
    let twice = table(2014, "zugangsweg").await;
    assert_eq!(
        twice["reason"],
        "Die Kennzahl ist nach diesen Merkmalen nicht aufgeteilt."
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn eva_15_series_are_found_by_code_unit_day_and_word() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [visits, _] = visits_and_births(&mut office).await;
    let late = DefineIndicator {
        defined_on: day("2020-01-07"),
        source: None,
        ..series(
            "elterncafes",
            "Ältere Geschwister im Elterncafé",
            FigureUnit::Persons,
        )
    };
    office.execute::<IndicatorSeries>(late, "2020-01-07").await;
    let closed = CloseIndicator {
        indicator: visits.into(),
        reason: text("Wird anders gezählt."),
        closed_on: day("2019-12-31"),
    };
    office
        .execute::<IndicatorSeries>(closed, "2019-12-31")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let (older, births, visits) = (
        "Ältere Geschwister im Elterncafé",
        "Geburten",
        "Willkommensbesuche",
    );
    let cases: [(&str, &[&str]); 8] = [
        ("first: 9", &[older, births, visits]),
        ("orderBy: CODE", &[older, births, visits]),
        ("asOf: \"2019-12-31\"", &[births, visits]),
        ("asOf: \"2015-11-30\"", &[]),
        ("filter: { units: [VISITS, PERSONS] }", &[older, visits]),
        ("filter: { closed: true }", &[visits]),
        ("filter: { closed: true }, asOf: \"2019-12-30\"", &[]),
        ("filter: { text: \"ALTERE\" }", &[older]),
    ];
    for role in [Role::Coordinator, Role::FundingOfficer] {
        for (arguments, expected) in &cases {
            let found = titles(&graph, role, "indicators", arguments).await;
            assert_eq!(found, *expected, "{role:?} {arguments}");
        }
    }
    for order in ["TITLE", "NEWEST_FIRST"] {
        let forward = page_by_page(&graph, "indicators", order, ("first", "after")).await;
        let backward = page_by_page(&graph, "indicators", order, ("last", "before")).await;
        assert_eq!(forward.len(), 3, "{order}");
        assert_eq!(forward, backward, "{order}");
    }
    let query = "{ indicators(filter: { codes: [\"Nicht so\"] }) { totalCount } }";
    let refused = codes(&graph, &coordinator("leverkusen"), query).await;
    assert_eq!(refused, ["INVALID_QUERY"]);
    let count = data(
        &graph,
        &coordinator("leverkusen"),
        "{ indicators { totalCount } }",
    )
    .await;
    assert_eq!(count["indicators"]["totalCount"], 3);
    drop((graph, office));
    database.drop().await;
}
