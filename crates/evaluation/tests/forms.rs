//! Forms are short and plain: „möglichst knapp, verständlich, machbar, begrenzter Umfang“ (EVA-05).

use evaluation::concept::ConceptCommand;
use evaluation::decision::DecisionCommand;
use evaluation::goal::GoalCommand;
use evaluation::indicator::IndicatorCommand;
use evaluation::instrument::InstrumentCommand;
use evaluation::quality_dialogue::QualityDialogueCommand;
use evaluation::site_report::SiteReportCommand;
use kernel::CommandSet;
use schemars::generate::SchemaSettings;

/// Most fields that a form may insist on, the thing that it is about among them.
const REQUIRED_MOST: usize = 6;

fn required<C: CommandSet>() -> Vec<(&'static str, usize)> {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut generator = settings.into_generator();
    let schemas = C::schemas(&mut generator).into_iter();
    let count = |schema: &schemars::Schema| {
        let required = schema
            .get("required")
            .and_then(|required| required.as_array());
        required.map_or(0, Vec::len)
    };
    schemas
        .map(|(name, schema)| (name, count(&schema)))
        .collect()
}

#[test]
fn eva_05_no_form_insists_on_more_than_a_few_fields() {
    let forms = [
        required::<ConceptCommand>(),
        required::<DecisionCommand>(),
        required::<GoalCommand>(),
        required::<IndicatorCommand>(),
        required::<InstrumentCommand>(),
        required::<QualityDialogueCommand>(),
        required::<SiteReportCommand>(),
    ];
    let forms: Vec<_> = forms.into_iter().flatten().collect();
    assert!(forms.iter().any(|(_, required)| *required > 1));
    for (name, required) in &forms {
        assert!(
            *required <= REQUIRED_MOST,
            "{name} insists on {required} fields"
        );
    }
    let mut names: Vec<_> = forms.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), forms.len());
}
