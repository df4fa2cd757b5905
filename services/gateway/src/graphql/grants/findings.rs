//! What is to be done about a grant on a day: the domain's own findings, each once (REM-23, REM-24, FUN-20).

use funding::grant::{
    cash_findings, double_funding_findings, onward_proof_findings, open_findings, proof_findings,
    spent_on,
};
use funding::ledger::Books;
use funding::onward_grant::onward_findings;
use funding::{Grant, Programme};
use kernel::{Date, GrantId, OnwardGrantId};

use crate::graphql::partners::Finding;

/// A finding of the domain as the schema shows it.
pub(crate) fn shown(finding: funding::Finding) -> Finding {
    let funding::Finding {
        code,
        rule,
        severity,
        sentence,
        facts: _,
    } = finding;
    Finding {
        code,
        severity,
        sentence,
        rule,
    }
}

/// The programme of the grant, as far as it is known.
pub(super) fn programme<'a>(books: &'a Books, grant: &Grant) -> Option<&'a Programme> {
    books.programmes.get(&grant.programme()?)
}

/// When the grant's own proof is due, by the notice or the programme.
pub(crate) fn own_proof_due(books: &Books, grant: &Grant, day: Date) -> Option<Date> {
    let rule = programme(books, grant).and_then(|of| of.terms_on(day).proof_deadline);
    grant.proof_due_on(day, rule.as_ref())
}

/// True where the onward grant's own findings speak of its proof already.
fn speaks_of_proof(books: &Books, id: OnwardGrantId, own_due: Option<Date>, day: Date) -> bool {
    books.onward_grants.get(&id).is_some_and(|onward| {
        let found = onward_findings(onward, own_due, day);
        found
            .iter()
            .any(|found| found.code.starts_with("ONWARD_PROOF"))
    })
}

/// What is to be done about the grant.
pub(crate) fn of_grant(
    books: &Books,
    id: GrantId,
    grant: &Grant,
    day: Date,
) -> Vec<funding::Finding> {
    let mut found = open_findings(grant, day);
    let Some((programme_id, programme)) = grant.programme().zip(programme(books, grant)) else {
        return found;
    };
    found.extend(proof_findings(grant, programme, day));
    let due = own_proof_due(books, grant, day);
    let silent: Vec<OnwardGrantId> = books
        .onward_grants
        .iter()
        .filter(|(_, onward)| onward.grant() == Some(id) && onward.accepted_on(day).is_none())
        .map(|(onward, _)| *onward)
        .filter(|onward| !speaks_of_proof(books, *onward, due, day))
        .collect();
    found.extend(onward_proof_findings(grant, programme, &silent, day));
    let spent = spent_on(
        id,
        books.expenses.values(),
        books.onward_grants.values(),
        day,
    );
    found.extend(cash_findings(grant, programme, &spent, day));
    let others: Vec<_> = books
        .grants
        .iter()
        .filter(|(other, _)| **other != id)
        .filter_map(|(other, view)| Some((*other, view, self::programme(books, view)?)))
        .collect();
    found.extend(double_funding_findings(
        (programme_id, grant, programme),
        &others,
        day,
    ));
    found
}
