//! What clauses settle (AGR-01, -14, -16, -17, -22, -25, -26, -34).

use super::*;

fn on(subject: ClauseSubject, number: u128, name: &str) -> NewClause {
    NewClause {
        subject: Some(subject),
        number: Some("§ 10".parse().expect("a number")),
        ..clause(number, name, "Wortlaut")
    }
}

#[test]
fn agr_17_the_salvatory_clause_is_found_by_its_subject() {
    let story = written().does(add(
        on(ClauseSubject::Severability, 50, "salvatorisch"),
        None,
    ));
    let version = &story.text.versions[0];
    let found: Vec<_> = version.clauses_on(ClauseSubject::Severability).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].number.as_ref().map(ClauseNumber::as_str),
        Some("§ 10")
    );
    assert_eq!(version.clauses_on(ClauseSubject::TermAndNotice).count(), 0);
}

#[test]
fn agr_26_the_clause_on_no_further_obligations_is_found_by_its_subject() {
    let subject = ClauseSubject::NoFurtherObligations;
    let story = written().does(add(on(subject, 50, "eigenstaendigkeit"), None));
    assert_eq!(story.text.versions[0].clauses_on(subject).count(), 1);
}

#[test]
fn agr_25_the_clause_on_untouched_agreements_is_found_by_its_subject() {
    let subject = ClauseSubject::UntouchedAgreements;
    let story = written().does(add(on(subject, 50, "unberuehrt"), None));
    assert_eq!(story.text.versions[0].clauses_on(subject).count(), 1);
}

#[test]
fn agr_22_the_annex_of_partners_is_a_placeholder_not_words() {
    let story = written();
    let annex = story.text.versions[0].placeholder(&slot("anlage-1"));
    assert_eq!(annex.map(|annex| annex.kind), Some(PlaceholderKind::Annex));
    assert_eq!(story.text.versions[0].required_placeholders().count(), 3);
}

fn settled() -> Vec<NewClause> {
    vec![
        on(ClauseSubject::LegalBasis, 50, "grundlage"),
        on(ClauseSubject::NetworkName, 52, "name"),
        on(ClauseSubject::BindingNature, 54, "rechtsnatur"),
        on(ClauseSubject::FormOfChanges, 56, "schriftform"),
    ]
}

fn without(kind: AgreementKind, policy: AgreementsPolicy, missing: usize) -> Story {
    let mut clauses = settled();
    clauses.remove(missing);
    let draft = DraftFramework {
        kind,
        title: words(1, "Vereinbarung"),
        ..draft()
    };
    Story::under(policy)
        .does(draft)
        .does(set(clauses))
        .does(approve("2018-05-02"))
}

#[test]
fn agr_01_agr_14_agr_16_agr_34_what_the_documents_settle_and_no_clause_does_is_warned_of() {
    for (index, subject) in [
        "legal-basis",
        "network-name",
        "binding-nature",
        "form-of-changes",
    ]
    .into_iter()
    .enumerate()
    {
        let story = without(AgreementKind::Cooperation, leverkusen(), index);
        assert_eq!(story.warned(), ["CLAUSE_MISSING"], "{subject}");
        assert_eq!(story.warnings[0].facts["missing"], json!([subject]));
        assert!(
            without(AgreementKind::Procedure, leverkusen(), index)
                .warned()
                .is_empty()
        );
        let unstated = AgreementsPolicy::unstated();
        assert!(
            without(AgreementKind::Cooperation, unstated, index)
                .warned()
                .is_empty()
        );
    }
    // S4 has no clause on the form of changes.
    assert!(
        without(AgreementKind::Cooperation, duisburg(), 3)
            .warned()
            .is_empty()
    );
    assert_eq!(
        without(AgreementKind::Cooperation, template(), 3).warned(),
        ["CLAUSE_MISSING"]
    );
    let draft = DraftFramework {
        title: words(1, "Vereinbarung"),
        ..draft()
    };
    let whole = Story::under(leverkusen()).does(draft).does(set(settled()));
    assert!(whole.does(approve("2018-05-02")).warned().is_empty());
}
