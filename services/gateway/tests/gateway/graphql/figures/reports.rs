//! The sites' yearly reports and the instruments with which they count (EVA-01 … EVA-04, EVA-08, EVA-11, EVA-14, REM-20).

use evaluation::figure::{FigureCell, FigureUnit};
use evaluation::indicator::{DefineIndicator, FigureDimension, RecordFigure};
use evaluation::instrument::{InstrumentAim, ReviseInstrument};
use evaluation::policy::ReportPart;
use evaluation::site_report::{
    AssessSiteFeature, FeatureStanding, InstrumentCount, RecordInstrumentCounts, RecordOfferDays,
    RecordProtocolCount, ReleaseSiteReport, SiteQualityFeature, SubmitSiteReport, WriteReportPart,
};
use evaluation::{IndicatorSeries, Instrument, SiteReport};
use kernel::{EntryId, NewEntry, Role, Text};
use serde_json::{Value, json};
use service_kit::identity::Caller;
use uuid::Uuid;

use super::super::fixture::{self, Leverkusen};
use super::super::office::{Office, day, text};
use super::super::{codes, coordinator, data, database, graph};
use super::{figure, first_contact, nodes, report, series};

/// Opened on 11 January 2016, written in February, released in March.
async fn written(office: &mut Office<'_>, town: &Leverkusen) -> [Uuid; 2] {
    let form = office
        .execute::<Instrument>(first_contact(), "2011-04-01")
        .await;
    let opened = report(town.site, 2015, "2016-01-11");
    let report = office.execute::<SiteReport>(opened, "2016-01-11").await;
    for part in ReportPart::ALL {
        let words = NewEntry::new(EntryId::generate(), Text(part.label().to_owned()));
        let command = WriteReportPart {
            report: report.into(),
            part: *part,
            text: words,
            written_on: day("2016-02-01"),
        };
        office.execute::<SiteReport>(command, "2016-02-01").await;
    }
    let count = |item: &str, count| InstrumentCount {
        item: item.parse().unwrap(),
        count,
    };
    let counts = RecordInstrumentCounts {
        report: report.into(),
        instrument: form.into(),
        version: 1,
        sheets: 40,
        counts: vec![count("hebamme", 4), count("klinik", 33)],
        recorded_on: day("2016-02-01"),
    };
    office.execute::<SiteReport>(counts, "2016-02-01").await;
    let protocols = RecordProtocolCount {
        report: report.into(),
        protocols: 4,
        recorded_on: day("2016-02-01"),
    };
    office.execute::<SiteReport>(protocols, "2016-02-01").await;
    let feature = AssessSiteFeature {
        report: report.into(),
        feature: SiteQualityFeature::Trust,
        standing: FeatureStanding::PartlyMet,
        note: Some(text("Wächst mit den Jahren.")),
        assessed_on: day("2016-02-01"),
    };
    office.execute::<SiteReport>(feature, "2016-02-01").await;
    let days = RecordOfferDays {
        report: report.into(),
        offer_days: 5,
        opening_days: None,
        recorded_on: day("2016-02-01"),
    };
    office.execute::<SiteReport>(days, "2016-02-01").await;
    let submitted = SubmitSiteReport {
        report: report.into(),
        submitted_on: day("2016-02-15"),
    };
    office.execute::<SiteReport>(submitted, "2016-02-15").await;
    let released = ReleaseSiteReport {
        report: report.into(),
        released_on: day("2016-03-01"),
    };
    office.execute::<SiteReport>(released, "2016-03-01").await;
    [form, report]
}

#[tokio::test]
async fn eva_02_what_the_sites_counted_stands_beside_each_other_without_small_numbers() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    written(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let node = "markedBySite(year: 2015) { year version items { code label } footnote
        lines { siteName cells { value suppressed text } } }
        before: markedBySite(year: 2014) { lines { siteName } }
        other: markedBySite(year: 2015, version: 2) { version items { code } lines { cells { text } } }";
    // Out of the tables of two days a small count would be had by subtraction.
    for arguments in ["first: 5", "first: 5, asOf: \"2016-01-11\""] {
        let shown = nodes(&graph, "instruments", arguments, node).await;
        let table = &shown[0]["markedBySite"];
        let hidden = json!({ "value": null, "suppressed": true, "text": "•" });
        let count = json!({ "value": 33, "suppressed": false, "text": "33" });
        assert_eq!(
            (&table["year"], &table["version"]),
            (&json!(2015), &json!(1))
        );
        assert_eq!(
            table["items"][1],
            json!({ "code": "klinik", "label": "über die Klinik" })
        );
        assert_eq!(
            table["lines"],
            json!([
                { "siteName": "Rheindorfer Laden", "cells": [hidden, count, hidden] },
                { "siteName": null, "cells": [hidden, count, hidden] },
            ]),
            "{arguments}"
        );
        assert!(
            table["footnote"]
                .as_str()
                .unwrap()
                .starts_with("• Werte unter 5")
        );
        assert_eq!(shown[0]["before"], json!({ "lines": [] }));
        assert_eq!(
            shown[0]["other"],
            json!({ "version": null, "items": [], "lines": [] })
        );
    }
    let unfit = "{ instruments { nodes { markedBySite(year: 20150) { year } } } }";
    assert_eq!(
        codes(&graph, &coordinator("leverkusen"), unfit).await,
        ["INVALID_ARGUMENT"]
    );
    drop(graph);
    drop(office);
    database.drop().await;
}

#[tokio::test]
async fn eva_02_the_history_shows_no_count_of_people_and_money_and_figures_to_their_readers_alone()
{
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    written(&mut office, &town).await;
    let cell = |dimension: &str, mark: &str| FigureCell {
        dimension: dimension.parse().unwrap(),
        mark: mark.parse().unwrap(),
    };
    let families = DefineIndicator {
        dimensions: vec![FigureDimension {
            code: "zugangsweg".parse().unwrap(),
            marks: vec!["hebamme".parse().unwrap(), "klinik".parse().unwrap()],
        }],
        ..series("erstkontakte", "Erstkontakte", FigureUnit::Families)
    };
    let on = "2015-12-01";
    let families = office.execute::<IndicatorSeries>(families, on).await;
    let part = RecordFigure {
        cell: vec![cell("zugangsweg", "hebamme")],
        ..figure(families, 2014, 3)
    };
    office.execute::<IndicatorSeries>(part, on).await;
    office
        .execute::<IndicatorSeries>(figure(families, 2014, 44), on)
        .await;
    office.publish().await;
    let graph = graph(&database);
    let values = async |caller: &Caller, event: &str| {
        let query = format!(
            "{{ history(filter: {{ event: \"{event}\" }}) {{ nodes {{ values {{ name value }} }} }} }}"
        );
        data(&graph, caller, &query).await["history"]["nodes"].take()
    };
    let of = |fact: &Value, name: &str| -> Vec<Value> {
        let values = fact["values"].as_array().unwrap().iter();
        values
            .filter(|value| value["name"] == name)
            .map(|value| value["value"].clone())
            .collect()
    };
    let home = coordinator("leverkusen");
    let counts = values(&home, "InstrumentCountsRecorded").await;
    assert_eq!(of(&counts[0], "counts.item"), ["hebamme", "klinik"]);
    assert_eq!(of(&counts[0], "counts.count"), [Value::Null, Value::Null]);
    assert_eq!(of(&counts[0], "sheets"), [Value::Null]);
    let figures = values(&home, "FigureRecorded").await;
    assert_eq!(of(&figures[0], "value"), [Value::Null]);
    assert_eq!(
        of(&figures[1], "value"),
        ["44"],
        "the whole is shown everywhere"
    );
    let officer = super::super::of("leverkusen", Role::DataProtectionOfficer);
    assert_eq!(values(&officer, "FigureRecorded").await, json!([]));
    assert_ne!(values(&officer, "PartnerAdmitted").await, json!([]));
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn eva_10_the_outline_of_a_year_says_what_is_known_of_it() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    super::one_of_each(&database, &town).await;
    let graph = graph(&database);
    let home = coordinator("leverkusen");
    let year = async |year: u16, more: &str| {
        let query = format!(
            "{{ annualReport(year: {year}{more}) {{ year asOf conceptVersions dialoguesHeld
                decisions {{ citation subject }} goals {{ goal {{ text }} assessment }}
                figures {{ indicator {{ code }} figure {{ text }} growth {{ text missing }} }}
                quality {{ label standing }} siteReports {{ siteName state label }} }} }}"
        );
        data(&graph, &home, &query).await["annualReport"].take()
    };
    let shown = year(2015, "").await;
    assert_eq!(
        (&shown["year"], &shown["asOf"]),
        (&json!(2015), &json!("2015-12-31"))
    );
    assert_eq!(
        shown["siteReports"],
        json!([{ "siteName": "Rheindorfer Laden", "state": "DRAFT", "label": "im Entwurf" }])
    );
    assert_eq!(shown["conceptVersions"], json!([1]));
    assert_eq!(shown["decisions"][0]["subject"], "Weiterführung der Hilfen");
    assert_eq!(shown["goals"][0]["goal"]["text"], "Kinder wachsen gut auf");
    assert_eq!(
        shown["figures"][0]["indicator"]["code"],
        "willkommensbesuche"
    );
    assert_eq!(
        shown["figures"][0]["figure"],
        Value::Null,
        "nobody stated one for 2015"
    );
    let then = year(2012, "").await;
    assert_eq!(then["figures"][0]["figure"]["text"], "170");
    assert_eq!(then["siteReports"], json!([]));
    let cut = year(2015, ", asOf: \"2015-06-30\"").await;
    assert_eq!(
        (&cut["asOf"], &cut["siteReports"]),
        (&json!("2015-06-30"), &json!([]))
    );
    let unfit = "{ annualReport(year: 20150) { year } }";
    assert_eq!(codes(&graph, &home, unfit).await, ["INVALID_ARGUMENT"]);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn eva_01_a_report_shows_on_a_day_what_was_told_by_then_and_no_number_under_5() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [form, _] = written(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let node = "year state stateLabel site { name } dueOn missingParts parts { part written text } protocols
            counts { instrument version sheets items { item label count suppressed } }
            features { feature standing note } week { offerDays openingDays } findings { code rule }";
        let arguments = format!("asOf: \"{day}\"");
        nodes(&graph, "siteReports", &arguments, node).await
    };
    assert_eq!(on("2016-01-10").await, json!([]));
    let draft = on("2016-01-11").await;
    let draft = &draft[0];
    assert_eq!(
        (
            &draft["state"],
            &draft["dueOn"],
            &draft["counts"],
            &draft["protocols"],
            &draft["week"]
        ),
        (
            &json!("DRAFT"),
            &json!("2016-01-01"),
            &json!([]),
            &Value::Null,
            &Value::Null
        )
    );
    assert_eq!(draft["missingParts"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        draft["parts"][0],
        json!({ "part": "REVIEW", "written": false, "text": null })
    );
    let shown = on("2016-03-01").await;
    let shown = &shown[0];
    assert_eq!(
        (
            &shown["year"],
            &shown["state"],
            &shown["stateLabel"],
            &shown["site"]["name"]
        ),
        (
            &json!(2015),
            &json!("RELEASED"),
            &json!("freigegeben"),
            &json!("Rheindorfer Laden")
        )
    );
    assert_eq!(
        shown["parts"][0],
        json!({ "part": "REVIEW", "written": true, "text": "Rückblick auf das letzte Jahr" })
    );
    assert_eq!(
        shown["counts"],
        json!([{ "instrument": form.to_string(), "version": 1, "sheets": 40, "items": [
            { "item": "hebamme", "label": "über die Hebamme", "count": null, "suppressed": true },
            { "item": "klinik", "label": "über die Klinik", "count": 33, "suppressed": false },
        ] }])
    );
    assert_eq!(shown["features"].as_array().map(Vec::len), Some(14));
    assert_eq!(
        shown["features"][4],
        json!({ "feature": "TRUST", "standing": "PARTLY_MET", "note": "Wächst mit den Jahren." })
    );
    assert_eq!(
        shown["week"],
        json!({ "offerDays": 5, "openingDays": null })
    );
    assert_eq!(
        shown["findings"],
        json!([{ "code": "PROTOCOLS_MISSING", "rule": "EVA-04" }, { "code": "OFFER_DAYS_FEWER", "rule": "EVA-14" }])
    );
    let site = format!("filter: {{ site: \"{}\" }}", town.site);
    for (arguments, found) in [
        ("first: 5", 1),
        (site.as_str(), 1),
        ("filter: { years: [2014] }", 0),
        ("filter: { years: [2015], states: [RELEASED] }", 1),
        ("filter: { states: [SUBMITTED] }, asOf: \"2016-02-15\"", 1),
    ] {
        let shown = nodes(&graph, "siteReports", arguments, "id").await;
        assert_eq!(shown.as_array().map(Vec::len), Some(found), "{arguments}");
    }
    let unfit = "{ siteReports(filter: { years: [20150] }) { totalCount } }";
    let refused = codes(&graph, &coordinator("leverkusen"), unfit).await;
    assert_eq!(refused, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn rem_20_a_site_that_owes_last_years_report_is_a_task_until_it_is_released() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [_, report] = written(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let tasks = async |day: &str| {
        let query = format!(
            "{{ workList(first: 200, asOf: \"{day}\") {{ nodes {{ kind code rule severity subject subjectName }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["workList"]["nodes"].as_array().cloned().unwrap();
        let ours = nodes
            .into_iter()
            .filter(|task| task["kind"] == "SITE_REPORT");
        ours.map(|task| {
            json!([
                task["code"],
                task["rule"],
                task["subject"],
                task["subjectName"]
            ])
        })
        .collect::<Vec<Value>>()
    };
    let (site, report) = (town.site.to_string(), report.to_string());
    let name = "Rheindorfer Laden";
    let due = |subject: &str| json!(["SITE_REPORT_DUE", "EVA-01", subject, name]);
    let protocols = json!(["PROTOCOLS_MISSING", "EVA-04", report, name]);
    // Nobody began it: the site is named.
    assert_eq!(tasks("2016-01-10").await, [due(&site)]);
    assert_eq!(tasks("2016-02-15").await, [protocols.clone(), due(&report)]);
    // Released with four of six protocols, whose number alone is known.
    assert_eq!(tasks("2016-03-01").await, [protocols]);
    assert_eq!(tasks("2017-01-01").await, [due(&site)]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn eva_08_a_revision_is_a_version_of_its_own_with_its_aims() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let form = office
        .execute::<Instrument>(first_contact(), "2011-04-01")
        .await;
    let mut items = first_contact().items;
    items.truncate(1);
    let revised = ReviseInstrument {
        instrument: form.into(),
        aims: vec![InstrumentAim::Simplification],
        items,
        grades: None,
        body: None,
        document: None,
        valid_from: day("2014-01-01"),
    };
    office.execute::<Instrument>(revised, "2014-01-01").await;
    office.publish().await;
    let graph = graph(&database);
    let node = "kind label title version { number aims validFrom items { code sectionLabel label } } versions { number }";
    let shown = nodes(&graph, "instruments", "first: 5", node).await;
    assert_eq!(
        shown,
        json!([{
            "kind": "FIRST_CONTACT", "label": "Dokumentationsbogen Erstkontakt",
            "title": "Dokumentationsbogen für den Erstkontakt",
            "version": { "number": 2, "aims": ["SIMPLIFICATION"], "validFrom": "2014-01-01",
                "items": [{ "code": "hebamme", "sectionLabel": "Zugangswege", "label": "über die Hebamme" }] },
            "versions": [{ "number": 1 }, { "number": 2 }],
        }])
    );
    for (arguments, found) in [
        (
            "asOf: \"2013-12-31\"",
            json!([{ "version": { "number": 1 } }]),
        ),
        ("asOf: \"2011-03-31\"", json!([])),
        ("filter: { kinds: [USER_FEEDBACK] }", json!([])),
        (
            "filter: { inUse: true, text: \"ERSTKONTAKT\" }",
            json!([{ "version": { "number": 2 } }]),
        ),
    ] {
        let shown = nodes(&graph, "instruments", arguments, "version { number }").await;
        assert_eq!(shown, found, "{arguments}");
    }
    drop((graph, office));
    database.drop().await;
}
