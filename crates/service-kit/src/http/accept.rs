//! What an answer should look like.

use axum::http::{HeaderMap, header};

/// Whether the caller would rather have a page than JSON: a browser says so, a program does not.
pub fn prefers_html(headers: &HeaderMap) -> bool {
    let accepted: Vec<&str> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let weight = |wanted: &str| {
        accepted
            .iter()
            .filter_map(|accepted| {
                let mut parts = accepted.split(';').map(str::trim);
                let is_wanted = parts.next()?.eq_ignore_ascii_case(wanted);
                let quality = parts.find_map(|part| part.strip_prefix("q="));
                is_wanted.then(|| thousandths(quality.unwrap_or("1")))
            })
            .max()
    };
    // A wildcard alone asks for nothing in particular.
    match (weight("text/html"), weight("application/json")) {
        (Some(html), Some(json)) => html > json,
        (Some(html), None) => html > 0,
        (None, _) => false,
    }
}

/// `0.9` as 900; what cannot be read as 0.
fn thousandths(quality: &str) -> u32 {
    let (whole, rest) = quality.split_once('.').unwrap_or((quality, ""));
    let digits: String = rest.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole), Ok(rest)) => whole.min(1) * 1000 + rest,
        (Err(_), _) | (_, Err(_)) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_a_page_and_a_program_gets_json() {
        let prefers = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            prefers_html(&headers)
        };
        for browser in [
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "text/html",
            "application/json;q=0.5, text/html;q=0.75",
        ] {
            assert!(prefers(browser), "{browser}");
        }
        for program in [
            "*/*",
            "application/json",
            "application/json, text/html",
            "text/html;q=0.5, application/json;q=0.9",
            "text/html;q=0",
            "text/html;q=x",
            "",
        ] {
            assert!(!prefers(program), "{program}");
        }
        assert!(!prefers_html(&HeaderMap::new()));
    }
}
