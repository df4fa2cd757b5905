//! Policy files.

use agreements::AgreementsPolicy;
use agreements::values::NoticePeriod;

use crate::given::*;

#[test]
fn a_policy_is_written_as_it_is_read() {
    for policy in [
        leverkusen(),
        stormarn(),
        duisburg(),
        template(),
        AgreementsPolicy::unstated(),
    ] {
        let json = serde_json::to_string(&policy).expect("a policy as JSON");
        let again: AgreementsPolicy = serde_json::from_str(&json).expect("a policy from JSON");
        assert_eq!(again, policy);
        let file = toml::to_string(&policy).expect("a policy as TOML");
        assert_eq!(
            toml::from_str::<AgreementsPolicy>(&file).expect("from TOML"),
            policy
        );
    }
}

#[test]
fn a_term_is_quoted_by_its_name() {
    let policy = leverkusen();
    let (source, words) = policy.quote("notice-period").expect("a known term");
    assert_eq!(source.map(|source| source.section.as_str()), Some("§ 9"));
    assert!(words.is_some_and(|words| words.contains("4 Wochen zum Jahresende")));
    assert_eq!(policy.quote("review"), Some((None, None)));
    assert_eq!(policy.quote("noticePeriod"), None);
    for row in offered(policy.clone())
        .agreement
        .terms
        .expect("offered")
        .rows()
    {
        assert!(policy.quote(row.name).is_some(), "{}", row.name);
    }
}

#[test]
fn a_value_that_a_file_leaves_out_is_an_error() {
    let mut file: toml::Table =
        toml::Table::try_from(AgreementsPolicy::unstated()).expect("a policy as TOML");
    file.remove("notice-period");
    let error = AgreementsPolicy::try_from_table(file).expect_err("a missing value");
    assert!(error.contains("notice-period"), "{error}");
}

#[test]
fn an_unknown_value_names_the_allowed_ones() {
    let mut file: toml::Table =
        toml::Table::try_from(AgreementsPolicy::unstated()).expect("a policy as TOML");
    let shape = r#"value = "unilateral"
status = "stated"
source = { document = "S0", section = "§ 1" }
words = "…""#;
    file.insert(
        "shape".to_owned(),
        toml::from_str::<toml::Table>(shape).expect("TOML").into(),
    );
    let error = AgreementsPolicy::try_from_table(file).expect_err("an unknown value");
    assert!(error.contains("`bilateral`, `collective`"), "{error}");
}

#[test]
fn a_notice_period_of_no_or_too_many_weeks_is_an_error() {
    for weeks in [0, 52, 60] {
        let period = format!("kind = \"weeks-to-year-end\"\nweeks = {weeks}");
        let error = toml::from_str::<NoticePeriod>(&period).expect_err("an impossible period");
        assert!(error.to_string().contains("1 to 51"), "{error}");
    }
}

trait FromTable: Sized {
    fn try_from_table(table: toml::Table) -> Result<Self, String>;
}

impl FromTable for AgreementsPolicy {
    fn try_from_table(table: toml::Table) -> Result<Self, String> {
        table
            .try_into()
            .map_err(|error: toml::de::Error| error.to_string())
    }
}

#[test]
fn agr_03_terms_and_policies_from_before_the_value_say_nothing_of_collective_coverage() {
    let terms = agreements::AgreementTerms::of(&stormarn(), 1);
    let mut json = serde_json::to_value(&terms).expect("terms as JSON");
    json.as_object_mut()
        .expect("an object")
        .remove("collectiveCoverage");
    let old: agreements::AgreementTerms = serde_json::from_value(json).expect("old terms");
    assert_eq!(old.collective_coverage.status, kernel::Status::Unstated);
    let mut file = toml::Table::try_from(stormarn()).expect("a policy as TOML");
    file.remove("collective-coverage");
    let old = AgreementsPolicy::try_from_table(file).expect("an old policy");
    assert_eq!(old.collective_coverage.value(), None);
}
