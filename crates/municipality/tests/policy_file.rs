//! Whatever is wrong with a policy file, the message names file, line, column, key and what is allowed.

use insta::assert_snapshot;
use kernel::{Date, Sourced};
use municipality::PolicyFile;
use municipality::publication::PublicationPolicy;

pub(crate) const SMALLEST: &str = include_str!("fixtures/smallest.toml");

/// What is said of the smallest file when `from` is written as `to`.
fn fault(from: &str, to: &str) -> String {
    assert_eq!(
        SMALLEST.matches(from).count(),
        1,
        "{from:?} must stand there once"
    );
    let text = SMALLEST.replacen(from, to, 1);
    PolicyFile::read("x.toml", &text)
        .expect_err("the file is broken")
        .to_string()
}

#[test]
fn the_smallest_file_is_read() {
    let file = PolicyFile::read("x.toml", SMALLEST).unwrap();
    assert_eq!(file.id.as_str(), "beispielstadt");
    assert_eq!(file.valid_from, "2020-01-01".parse::<Date>().unwrap());
    assert_eq!(file.policy.agreements.review, Sourced::unstated());
    assert_eq!(file.document.0, SMALLEST);
}

#[test]
fn an_unknown_value_names_the_allowed_ones() {
    assert_snapshot!(
        fault("\"bilateral\"", "\"bilatral\""),
        @"x.toml:30:9: policy.agreements.shape.value: unknown value `bilatral`, allowed: bilateral, collective, general-text-copy-per-partner, multi-party"
    );
}

#[test]
fn an_unknown_value_deep_in_a_list_names_its_place() {
    assert_snapshot!(
        fault("\"project-operators\"", "\"operators\""),
        @"x.toml:98:52: policy.funding.cost-lines[0].value.recipient: unknown value `operators`, allowed: project-operators, counselling-centre, named-recipients, left-blank"
    );
}

#[test]
fn an_unknown_status_names_the_allowed_ones() {
    assert_snapshot!(
        fault("status = \"stated\"", "status = \"guessed\""),
        @"x.toml:31:10: policy.agreements.shape.status: unknown value `guessed`, allowed: stated, inferred, adopted, unstated"
    );
}

#[test]
fn an_unknown_key_is_named() {
    assert_snapshot!(
        fault("valid-from-reason", "valid-form-reason"),
        @"x.toml:10:1: policy.valid-form-reason: unknown key `valid-form-reason`, allowed: valid-from, valid-from-reason, agreements, membership, meetings, funding, evaluation, overview, publication"
    );
    assert_snapshot!(
        fault("open-network", "open-netwrk"),
        @"x.toml:42:1: policy.membership.open-netwrk: unknown key `open-netwrk`, allowed: open-network, partner-kinds, eligibility, admission, voice-per-partner, sectors, contact-duty, contact-consent, contact-visibility, change-notice, contact-confirmation-months, child-protection-training, presentation-body, parent-participation, network-kinds, networks, bodies, coordination-fte, offer-confirmation-months, specialist-qualification, specialist-training-months, minimum-institutions-hint, contact-list-interval-months, volunteer-exchange-months"
    );
}

#[test]
fn an_unknown_table_is_named() {
    assert_snapshot!(
        fault("[policy.overview]", "[policy.oversight]"),
        @"x.toml:110:9: policy.oversight: unknown key `oversight`, allowed: valid-from, valid-from-reason, agreements, membership, meetings, funding, evaluation, overview, publication"
    );
}

#[test]
fn a_missing_key_is_named() {
    assert_snapshot!(
        fault("name = \"Beispielstadt\"\n", ""),
        @"x.toml:1:1: missing key `name`"
    );
    assert_snapshot!(
        fault("passing-on = { status = \"unstated\" }\n", ""),
        @"x.toml:54:1: policy.meetings: missing key `passing-on`"
    );
}

#[test]
fn a_stated_value_without_words_is_refused() {
    assert_snapshot!(
        fault("words = \"zwischen der Stadt und dem Träger\"\n", ""),
        @"x.toml:29:1: policy.agreements.shape: a value with status `stated` needs `words` (the document's words)"
    );
}

#[test]
fn a_wrong_type_is_refused() {
    assert_snapshot!(
        fault("amount = 2_500_000", "amount = \"25.000 €\""),
        @r#"x.toml:98:82: policy.funding.cost-lines[0].value.amount: wrong type: string "25.000 €", expected a whole number"#
    );
    assert_snapshot!(
        fault("name = \"Beispielstadt\"", "name = 7"),
        @"x.toml:2:8: name: wrong type: integer `7`, expected a string"
    );
}

#[test]
fn negative_money_is_refused() {
    assert_snapshot!(
        fault("amount = 2_500_000", "amount = -2_500_000"),
        @"x.toml:98:82: policy.funding.cost-lines[0].value.amount: an amount is given in cents and not below 0, this is -2500000"
    );
}

#[test]
fn the_30th_of_february_is_refused() {
    assert_snapshot!(
        fault("valid-from = \"2020-01-01\"", "valid-from = \"2020-02-30\""),
        @"x.toml:9:14: policy.valid-from: no such day: parameter 'day' for `2020-02` is invalid, must be in range `1..=29`"
    );
    assert_snapshot!(
        fault("valid-from = \"2020-01-01\"", "valid-from = 2020-02-30"),
        @"x.toml:9:14: invalid date, expected day between 01 and 29"
    );
    assert_snapshot!(
        fault("end = \"2020-12-31\"", "end = \"2020-02-30\""),
        @"x.toml:36:9: policy.agreements.term.value: no such day: parameter 'day' for `2020-02` is invalid, must be in range `1..=29`"
    );
}

#[test]
fn a_date_without_quotes_is_refused() {
    assert_snapshot!(
        fault("valid-from = \"2020-01-01\"", "valid-from = 2020-01-01"),
        @r#"x.toml:9:14: policy.valid-from: a date stands in quotes, such as "2020-01-01""#
    );
}

#[test]
fn a_duration_that_is_none_is_refused() {
    assert_snapshot!(
        fault("\"PT2H\"", "\"2 Stunden\""),
        @"x.toml:76:50: policy.meetings.rules[0].default-duration.value: `2 Stunden` is not a duration: hours and minutes up to a day, such as PT2H or PT1H30M"
    );
}

#[test]
fn what_is_no_toml_names_its_line() {
    assert_snapshot!(
        fault("[policy.overview]", "[policy.overview"),
        @"x.toml:110:17: unclosed table, expected `]`"
    );
}

#[test]
fn a_key_that_stands_there_twice_is_refused() {
    assert_snapshot!(
        fault("key = \"arbeitsgruppe\"", "key = \"qualitaetszirkel\""),
        @"x.toml:50:7: policy.membership.bodies[1].key: `qualitaetszirkel` stands there twice"
    );
    assert_snapshot!(
        fault("name = \"Beispielstadt\"\n", "name = \"A\"\nname = \"B\"\n"),
        @"x.toml:3:1: duplicate key"
    );
}

#[test]
fn rules_of_an_unknown_body_are_refused() {
    assert_snapshot!(
        fault("bodies = [\"qualitaetszirkel\", \"arbeitsgruppe\"]", "bodies = [\"beirat\"]"),
        @"x.toml:67:10: policy.meetings.rules[0].bodies: unknown value `beirat`, allowed: qualitaetszirkel, arbeitsgruppe"
    );
}

#[test]
fn a_body_without_rules_is_refused() {
    assert_snapshot!(
        fault("bodies = [\"qualitaetszirkel\", \"arbeitsgruppe\"]", "bodies = [\"arbeitsgruppe\"]"),
        @"x.toml:66:1: policy.meetings.rules: body `qualitaetszirkel` has no rules: name what nobody says as unstated"
    );
}

#[test]
fn a_target_nobody_knows_is_refused() {
    let path = "recommendation-path = [\n    { status = \"adopted\", adopted-by = \"Rat\", adopted-on = \"2019-12-09\", \
                value = { to = \"rat\", strength = \"must\" } },\n]";
    assert_snapshot!(
        fault("recommendation-path = []", path),
        @"x.toml:64:89: policy.meetings.recommendation-path[0].value.to: unknown value `rat`, allowed: qualitaetszirkel, arbeitsgruppe"
    );
}

#[test]
fn cost_lines_without_refund_are_refused() {
    assert_snapshot!(
        fault("value = \"refund\"", "value = \"own-resources\""),
        @"x.toml:94:1: policy.funding.cost-lines: cost lines need `financing` to be `refund`"
    );
}

#[test]
fn a_broken_municipality_id_or_key_is_refused() {
    assert_snapshot!(
        fault("id = \"beispielstadt\"", "id = \"Beispielstadt\""),
        @"x.toml:1:6: id: `Beispielstadt` is not a municipality id: 2 to 40 of a-z, 0-9 and -, a letter first"
    );
    assert_snapshot!(
        fault("\"05999999\"", "\"5999999\""),
        @"x.toml:5:7: ags[0].key: `5999999` is not a regional key: 5 digits (Kreis) or 8 digits (AGS) that begin with a state's key"
    );
}

#[test]
fn a_file_that_is_empty_or_too_long_is_refused() {
    let fault = |text: &str| {
        PolicyFile::read("x.toml", text)
            .expect_err("broken")
            .to_string()
    };
    assert_snapshot!(fault(""), @"x.toml:1:1: must not be empty");
    assert_snapshot!(
        fault(&"#".repeat(200_001)),
        @"x.toml:1:1: must have at most 200000 bytes, has 200001"
    );
}

#[test]
fn who_says_nothing_of_publications_publishes_nothing() {
    let file = PolicyFile::read("x.toml", SMALLEST).unwrap();
    assert_eq!(*file.policy.publication, PublicationPolicy::default());
    assert!(!file.policy.publication.is_on());
    assert!(!file.policy.publication.publishes("lenkungskreis"));
}

#[test]
fn what_is_published_is_a_body_that_the_policy_has() {
    let adopted = "status = \"adopted\", adopted-by = \"Rat\", adopted-on = \"2020-01-01\"";
    let text = format!(
        "{SMALLEST}\n[policy.publication]\noparl = {{ value = true, {adopted} }}\n\
         oparl-bodies = {{ value = [\"niemand\"], {adopted} }}\n"
    );
    let fault = PolicyFile::read("x.toml", &text).expect_err("there is no such body");
    let fault = fault.to_string();
    assert!(
        fault.contains("policy.publication.oparl-bodies.value: unknown value `niemand`"),
        "{fault}"
    );
}
