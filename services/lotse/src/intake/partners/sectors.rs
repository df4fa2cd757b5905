//! Which sectors a cell names.

use membership::policy::MembershipPolicy;
use membership::sector::{SECTORS, VERSIONS};
use sheets::Field;
use sheets::values::list;

use crate::intake::cells::Cells;
use crate::intake::names::{fold, near};

/// Codes of the sectors that the cell names, by code or by term; the whole cell first, since terms hold commas.
pub(super) fn sectors(policy: &MembershipPolicy, cells: &mut Cells<'_>) -> Vec<String> {
    let Some(text) = cells.text(Field::Sector) else {
        return Vec::new();
    };
    let terms = terms(policy);
    let find = |text: &str| {
        let wanted = fold(text);
        terms
            .iter()
            .find(|(term, _)| *term == wanted)
            .map(|(_, code)| code.clone())
    };
    if let Some(code) = find(text) {
        return vec![code];
    }
    let mut found = Vec::new();
    for part in list(text) {
        match find(&part) {
            Some(code) if found.contains(&code) => {}
            Some(code) => found.push(code),
            None => {
                let known: Vec<String> = policy
                    .sectors
                    .codes()
                    .iter()
                    .filter_map(|code| code.parse().ok())
                    .filter_map(|code| policy.sectors.term(&code).map(str::to_owned))
                    .collect();
                let near = near(&part, known.iter().map(String::as_str));
                let near =
                    near.map_or_else(String::new, |near| format!(" Ähnlich geschrieben: {near}."));
                cells.refuse(
                    Field::Sector,
                    format!(
                        "„{part}“ ist kein bekannter Arbeitsbereich; möglich sind die Kürzel {} oder ihre Bezeichnungen.{near}",
                        policy.sectors.codes().join(", ")
                    ),
                );
            }
        }
    }
    found
}

/// Every folded spelling of a sector with its code: codes, the law's terms in every version, the municipality's own,
/// and the words of its agreement where they stand for one sector.
fn terms(policy: &MembershipPolicy) -> Vec<(String, String)> {
    let mut terms = Vec::new();
    for code in policy.sectors.codes() {
        terms.push((fold(&code), code.clone()));
        let term = code
            .parse()
            .ok()
            .and_then(|code| policy.sectors.term(&code).map(fold));
        terms.extend(term.map(|term| (term, code)));
    }
    for sector in &SECTORS {
        let of_version = VERSIONS.iter().filter_map(|day| sector.term_on(*day));
        terms.extend(of_version.map(|term| (fold(term), sector.code.to_owned())));
    }
    for item in policy.sectors.agreement_list.value().into_iter().flatten() {
        if let [code] = item.codes.as_slice() {
            terms.push((fold(&item.term), code.to_string()));
        }
    }
    terms
}
