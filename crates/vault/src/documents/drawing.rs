//! Drawings (SVG): a crest may be one. It is XML that can run scripts and load things, so it is read before it is kept.

use kernel::MediaType;
use roxmltree::{Document, Node, ParsingOptions};

use super::NotADocument;

const SVG: &str = "http://www.w3.org/2000/svg";

/// More elements than any crest has.
const NODES_MAX: u32 = 200_000;

/// Refuses every drawing that is more than a picture: document type declarations (entities), scripts, foreign content,
/// handlers, and references that leave the drawing.
pub(super) fn recognise(content: &[u8]) -> Result<MediaType, NotADocument> {
    let text = std::str::from_utf8(content).map_err(|_error| NotADocument::Unknown)?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return Err(NotADocument::Unknown);
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES_MAX,
        ..ParsingOptions::default()
    };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::DtdDetected) => return Err(active("<!DOCTYPE>")),
        Err(_) => return Err(NotADocument::Unknown),
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
        return Err(NotADocument::Unknown);
    }
    document
        .descendants()
        .try_for_each(check)
        .map(|()| MediaType::Svg)
}

fn check(node: Node<'_, '_>) -> Result<(), NotADocument> {
    if node.is_pi() {
        // Such as `xml-stylesheet`.
        return Err(active("<?…?>"));
    }
    if !node.is_element() {
        return Ok(());
    }
    let name = node.tag_name().name();
    let is_active = [
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "handler",
    ]
    .iter()
    .any(|element| name.eq_ignore_ascii_case(element));
    if is_active {
        return Err(active(&format!("<{name}>")));
    }
    if name.eq_ignore_ascii_case("style") && node.text().is_some_and(leaves) {
        return Err(active("<style>"));
    }
    for attribute in node.attributes() {
        let name = attribute.name().to_ascii_lowercase();
        let value = attribute.value();
        let is_handler = name.starts_with("on");
        let is_outside = match name.as_str() {
            "href" | "src" => !stays(value),
            // An animation could change a reference later.
            "attributename" => value.to_ascii_lowercase().ends_with("href"),
            _ => leaves(value),
        };
        if is_handler || is_outside {
            return Err(active(&name));
        }
    }
    Ok(())
}

/// A reference into the drawing itself, or a picture within it.
fn stays(reference: &str) -> bool {
    let reference = reference.trim().to_ascii_lowercase();
    reference.starts_with('#')
        || ["data:image/png", "data:image/jpeg"]
            .iter()
            .any(|picture| reference.starts_with(picture))
}

/// Whether a style loads something from elsewhere. An escaped letter counts: no drawing program writes one.
fn leaves(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    if style.contains("@import") || style.contains('\\') || style.contains("javascript:") {
        return true;
    }
    style
        .split("url(")
        .skip(1)
        .any(|rest| !stays(rest.trim_start_matches([' ', '\t', '\n', '\r', '"', '\''])))
}

fn active(part: &str) -> NotADocument {
    NotADocument::Active {
        part: part.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::recognise;

    fn drawing(inner: &str) -> String {
        format!(
            r##"<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{inner}</svg>"##
        )
    }

    #[test]
    fn a_drawing_that_is_a_picture_is_taken() {
        for inner in [
            r##"<path fill="#c00" d="M0 0h9v9z"/>"##,
            r##"<style>.a { fill: url(#g) }</style><defs><linearGradient id="g"/></defs>"##,
            r##"<use xlink:href="#a"/><image href="data:image/png;base64,iVBORw0KGgo="/>"##,
            r##"<title>Wappen „Löwe“</title>"##,
        ] {
            assert_eq!(
                recognise(drawing(inner).as_bytes()),
                Ok(MediaType::Svg),
                "{inner}"
            );
        }
        let with_declaration = format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Wappen -->\n{}",
            drawing("")
        );
        assert_eq!(recognise(with_declaration.as_bytes()), Ok(MediaType::Svg));
    }

    #[test]
    fn a_drawing_that_runs_or_loads_something_is_refused() {
        for inner in [
            "<script>alert(1)</script>",
            r#"<g onload="alert(1)"/>"#,
            r#"<g OnClick="alert(1)"/>"#,
            r#"<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>"#,
            r#"<image href="https://example.org/pixel.png"/>"#,
            r#"<use xlink:href="other.svg#a"/>"#,
            r#"<a href="javascript:alert(1)"/>"#,
            r#"<image href="data:image/svg+xml;base64,PHN2Zz4="/>"#,
            r#"<style>@import "https://example.org/a.css"</style>"#,
            r#"<rect style="fill: url( 'https://example.org/a' )"/>"#,
            r#"<rect fill="u\72l(https://example.org/a)"/>"#,
            r##"<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>"##,
        ] {
            let refusal = recognise(drawing(inner).as_bytes()).unwrap_err();
            assert!(matches!(refusal, NotADocument::Active { .. }), "{inner}");
        }
        let entity = format!(
            r#"<!DOCTYPE svg [<!ENTITY a "b">]>{}"#,
            drawing("<text>&a;</text>")
        );
        assert!(matches!(
            recognise(entity.as_bytes()),
            Err(NotADocument::Active { .. })
        ));
        let sheet = format!(
            r#"<?xml-stylesheet href="https://example.org/a.css"?>{}"#,
            drawing("")
        );
        assert!(matches!(
            recognise(sheet.as_bytes()),
            Err(NotADocument::Active { .. })
        ));
    }

    #[test]
    fn xml_that_is_no_drawing_is_unknown() {
        for text in ["<svg/>", "<a xmlns='http://www.w3.org/2000/svg'/>", "<svg"] {
            assert_eq!(recognise(text.as_bytes()), Err(NotADocument::Unknown));
        }
    }
}
