//! A file on its way out: its format, its name, its headers.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kernel::{Date, facts};
use service_kit::problem::Problem;

/// What a list or a paper may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For reading and printing.
    Pdf,
    /// For going on in Word or LibreOffice.
    Docx,
    /// For going on in Excel or LibreOffice.
    Xlsx,
    /// For other programs.
    Csv,
    /// Contacts for telephones and mail programs.
    Vcf,
}

impl Format {
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Vcf => "vcf",
        }
    }

    pub(super) const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Vcf => "text/vcard; charset=utf-8",
        }
    }

    /// The format of that ending among those that there are.
    pub(super) fn of(ending: &str, offered: &[Self]) -> Result<Self, Problem> {
        let found = offered.iter().find(|format| format.ending() == ending);
        found.copied().ok_or_else(|| {
            let short: String = ending.chars().take(20).collect();
            let endings: Vec<&str> = offered.iter().map(|format| format.ending()).collect();
            let sentence = format!(
                "Das Format „{short}“ gibt es hier nicht; möglich: {}.",
                endings.join(", ")
            );
            Problem::bad_request("UNKNOWN_FORMAT", sentence)
                .with_field("format")
                .with_facts(facts! { "allowed" => endings })
        })
    }
}

/// What stands before the ending of a paper, which is always a PDF.
pub(super) fn pdf(file: &str) -> Result<&str, Problem> {
    let (name, ending) = file.rsplit_once('.').ok_or_else(Problem::not_found)?;
    Format::of(ending, &[Format::Pdf])?;
    Ok(name)
}

/// A name such as `Kontaktliste-Leverkusen-2026-11-22.pdf` out of what it is, whose it is and of which day.
pub(crate) fn name(parts: &[&str], day: Date, ending: &str) -> String {
    let mut name = String::new();
    for part in parts {
        let words = part.split(|sign: char| !sign.is_alphanumeric());
        for word in words.filter(|word| !word.is_empty()) {
            if !name.is_empty() {
                name.push('-');
            }
            name.push_str(word);
        }
    }
    // Windows refuses paths of more than 260 signs.
    let short: String = name.chars().take(120).collect();
    format!("{}-{day}.{ending}", short.trim_end_matches('-'))
}

/// What a browser does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disposition {
    /// It keeps it.
    Attachment,
    /// It shows it.
    Inline,
}

/// The answer: a file to be stored, never shown within our origin, and never kept by a cache.
pub(super) fn download(name: &str, mime: &'static str, content: Vec<u8>) -> Response {
    answer(name, mime, Disposition::Attachment, content)
}

/// The answer: a file that can do nothing within our origin, and that no cache keeps.
pub(crate) fn answer(
    name: &str,
    mime: &'static str,
    kept: Disposition,
    content: Vec<u8>,
) -> Response {
    let mut response = content.into_response();
    let headers = response.headers_mut();
    let kept = match kept {
        Disposition::Attachment => "attachment",
        Disposition::Inline => "inline",
    };
    let disposition = HeaderValue::try_from(disposition(kept, name))
        .unwrap_or_else(|_error| HeaderValue::from_static(kept));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
    );
    response
}

/// RFC 6266: a name for old programs, and the right one for all others.
fn disposition(kept: &str, name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut encoded = String::with_capacity(name.len());
    for sign in name.chars() {
        match sign {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.extend(['u', 'e']),
            'Ä' => plain.push_str("Ae"),
            'Ö' => plain.push_str("Oe"),
            'Ü' => plain.extend(['U', 'e']),
            'ß' => plain.push_str("ss"),
            sign if sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.' | '_') => {
                plain.push(sign);
            }
            _ => plain.push('_'),
        }
        let mut bytes = [0; 4];
        for byte in sign.encode_utf8(&mut bytes).bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
                encoded.push(char::from(byte));
            } else {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    format!("{kept}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_name_says_what_whose_and_of_which_day() {
        let day = date(2026, 11, 22);
        assert_eq!(
            name(&["Kontaktliste", "Leverkusen"], day, "pdf"),
            "Kontaktliste-Leverkusen-2026-11-22.pdf"
        );
        let odd = "Netzwerk „Süd“/../Ost \"x\"\r\n";
        assert_eq!(
            name(&["Kontaktliste", odd], day, "csv"),
            "Kontaktliste-Netzwerk-Süd-Ost-x-2026-11-22.csv"
        );
    }

    #[test]
    fn a_name_with_umlauts_is_given_twice() {
        assert_eq!(
            disposition("attachment", "Träger-ß.pdf"),
            "attachment; filename=\"Traeger-ss.pdf\"; filename*=UTF-8''Tr%C3%A4ger-%C3%9F.pdf"
        );
    }

    #[test]
    fn an_unknown_format_names_those_that_there_are() {
        let problem = Format::of("doc", &[Format::Pdf, Format::Csv]).unwrap_err();
        assert_eq!(problem.field.as_deref(), Some("format"));
        assert_eq!(
            problem.detail,
            "Das Format „doc“ gibt es hier nicht; möglich: pdf, csv."
        );
    }
}
