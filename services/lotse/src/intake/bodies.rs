//! Bodies [Gremien] with their founding, the body above and their seats.
//!
//! What a body is (MEM-37 … MEM-42) the column says, else the municipality's rule of that name, else a word in the
//! body's own name; a kind is never made up. Members are seats of partners or of functions: a person's name is neither
//! and is not taken in.

use kernel::PartialDate;
use membership::body::{Body, BodyKind};
use serde_json::{Value, json};
use sheets::values::list;
use sheets::{Columns, Field, Row};
use uuid::Uuid;

use super::cells::{Cells, partial};
use super::known::{self, Partner};
use super::names::fold;
use super::plan::{Line, Planning, Step, left_out, on};
use super::rehearsal::{Given, Refused};

/// Numbers of a line's commands; each seat has two from [`SEAT`] on.
const ESTABLISH: u16 = 0;
const DISSOLVE: u16 = 1;
const SEAT: u16 = 20;

/// Words by which a function is recognised.
const FUNCTIONS: &[&str] = &[
    "leitung",
    "leiter",
    "leiterin",
    "koordination",
    "koordinator",
    "koordinatorin",
    "vertretung",
    "planung",
    "jugendhilfeplanung",
    "netzwerkkoordination",
    "geschaftsfuhrung",
    "geschaftsfuhrer",
    "geschaftsfuhrerin",
    "vorstand",
    "vorsitz",
    "vorsitzende",
    "vorsitzender",
    "dezernent",
    "dezernentin",
    "dezernat",
    "burgermeister",
    "burgermeisterin",
    "oberburgermeister",
    "landrat",
    "landratin",
    "direktor",
    "direktorin",
    "fachdienst",
    "fachbereich",
    "jugendamt",
    "gesundheitsamt",
    "amtsleitung",
    "fachbereichsleitung",
];

/// Whether a text says a function rather than a person.
pub(super) fn is_function(text: &str) -> bool {
    fold(text).split(' ').any(|word| {
        FUNCTIONS.contains(&word) || word.ends_with("leitung") || word.ends_with("fuhrung")
    })
}

pub(super) fn notes(columns: &Columns) -> Vec<String> {
    left_out(
        columns,
        &[
            (
                Field::Chair,
                "wer leitet, ist eine Person oder ein Sitz; bitte als Sitz erfassen.",
            ),
            (
                Field::Cadence,
                "der Turnus folgt aus den Dokumenten oder einem Beschluss.",
            ),
            (
                Field::District,
                "ein Gremium gehört zu einer Region; bitte von Hand zuordnen.",
            ),
            (Field::Notes, "freie Bemerkungen werden nicht gespeichert."),
        ],
    )
}

/// Every row, those of the bodies above first; what stands in a circle comes last and finds nothing above it.
pub(super) fn order<'t>(planning: &Planning<'t>) -> Vec<&'t Row> {
    let name = |row: &Row, field| planning.columns.get(row, field).map(fold);
    let mut waiting: Vec<&Row> = planning.table.rows.iter().collect();
    let mut ordered: Vec<&Row> = Vec::new();
    loop {
        let names: Vec<String> = waiting
            .iter()
            .filter_map(|row| name(row, Field::Body))
            .collect();
        let waits = |row: &&Row| {
            let parent = name(row, Field::ParentBody);
            parent.is_some_and(|parent| names.contains(&parent))
        };
        let (still, ready): (Vec<&Row>, Vec<&Row>) = waiting.into_iter().partition(waits);
        let stuck = ready.is_empty();
        ordered.extend(ready);
        waiting = still;
        if stuck {
            ordered.extend(waiting);
            return ordered;
        }
    }
}

pub(super) async fn plan(planning: &mut Planning<'_>, row: &Row) -> Line {
    let columns = planning.columns.clone();
    let mut cells = Cells::new(&columns, row);
    let name = cells.required(Field::Body, "Der Name des Gremiums fehlt.");
    let subject = name.unwrap_or_default();
    let kind = kind(planning, &mut cells, &subject);
    let founded = cells.partial_day(Field::FoundedOn).and_then(partial);
    let dissolved = cells.day(Field::DissolvedOn);
    let parent = parent(planning, &mut cells);
    let network = match (cells.text(Field::Network), &planning.options.network) {
        (None, None) if planning.known.networks.len() != 1 => None,
        (named, for_all) => planning
            .known
            .network(named, for_all.as_deref())
            .map_err(|sentence| cells.refuse(Field::Network, sentence))
            .ok(),
    };
    let members = cells.text(Field::Members).map(list).unwrap_or_default();
    // All bodies in their order: one may work for another.
    let mut line = Line::of(cells, &subject, String::new());
    let (Some((kind, rule)), true) = (kind, line.is_good()) else {
        return line;
    };
    let id = planning.id(row, ESTABLISH);
    if planning
        .known
        .bodies
        .find(&subject)
        .is_ok_and(|body| body.id != id)
    {
        line.already = true;
        return line;
    }
    let today = planning.rehearsal.today;
    let since = founded.unwrap_or_else(|| today.into());
    let mut writer = Writer {
        body: Body::default(),
        id,
        parent,
        planning: &*planning,
        line: &mut line,
    };
    let mut establish = json!({ "id": id, "kind": kind, "name": subject });
    for (field, value) in [
        ("rule", rule.map(Value::from)),
        ("network", network.map(|network| json!(network))),
        ("parent", parent.map(|parent| json!(parent))),
        ("foundedOn", founded.map(|founded| json!(founded))),
    ] {
        if let (Some(value), Some(fields)) = (value, establish.as_object_mut()) {
            fields.insert(field.to_owned(), value);
        }
    }
    let will = format!("Gremium als {} einrichten", kind.label());
    if let Err(refused) = writer
        .step(ESTABLISH, "establish-body", since, establish, will)
        .await
    {
        line.refuse(&refused);
        return line;
    }
    for (place, member) in (0..).zip(&members) {
        writer.seat(row, place, member, since).await;
    }
    if let Some(last) = dissolved {
        let body = json!({ "body": id, "dissolvedOn": last });
        let will = format!("{} auflösen", on(last));
        if let Err(refused) = writer
            .step(DISSOLVE, "dissolve-body", last.into(), body, will)
            .await
        {
            line.warn(format!("Die Auflösung unterbleibt: {}", refused.sentence));
        }
    }
    if planning.known.bodies.find(&subject).is_err() {
        planning.known.bodies.insert(&subject, known::Body { id });
    }
    line
}

struct Writer<'a, 'p> {
    body: Body,
    id: Uuid,
    parent: Option<Uuid>,
    planning: &'a Planning<'p>,
    line: &'a mut Line,
}

impl Writer<'_, '_> {
    async fn seat(&mut self, row: &Row, place: u16, member: &str, since: PartialDate) {
        let ordinal = SEAT + 2 * place;
        let seat = self.planning.id(row, ordinal);
        let partner = self
            .planning
            .known
            .partners
            .find(member)
            .ok()
            .map(|partner| partner.id);
        if partner.is_none() && !is_function(member) {
            self.line.warn(format!(
                "„{member}“ ist weder ein bekannter Netzwerkpartner noch als Funktion erkennbar und erhält keinen Sitz."
            ));
            return;
        }
        let mut define = json!({ "body": self.id, "seat": seat, "function": member });
        if let (Some(partner), Some(fields)) = (partner, define.as_object_mut()) {
            fields.insert("onBehalfOf".to_owned(), json!(partner));
        }
        let will = format!("Sitz „{member}“ anlegen");
        if let Err(refused) = self.step(ordinal, "define-seat", since, define, will).await {
            self.line.warn(format!(
                "Der Sitz „{member}“ unterbleibt: {}",
                refused.sentence
            ));
            return;
        }
        let Some(partner) = partner else { return };
        let fill = json!({ "body": self.id, "seat": seat, "partner": partner, "filledOn": since.first_day() });
        let will = format!("Sitz „{member}“ besetzen");
        if let Err(refused) = self.step(ordinal + 1, "fill-seat", since, fill, will).await {
            self.line.warn(format!(
                "Der Sitz „{member}“ bleibt frei: {}",
                refused.sentence
            ));
        }
    }

    async fn step(
        &mut self,
        ordinal: u16,
        command: &'static str,
        since: PartialDate,
        body: Value,
        will: String,
    ) -> Result<(), Refused> {
        let planning = self.planning;
        let day = planning.rehearsal.business_day(since.first_day());
        let given = Given {
            command,
            body: &body,
            occurred_on: day,
        };
        let facts = |version| {
            let mut facts = planning.known.facts(version);
            let named = [&body["onBehalfOf"], &body["partner"]];
            let is_named = |partner: &&Partner| named.contains(&&json!(partner.id));
            if let Some(partner) = planning.known.partners.all().find(is_named) {
                facts = planning.known.facts_with(partner, version);
            }
            if let Some(parent) = self.parent {
                facts
                    .bodies
                    .insert(parent.into(), membership::facts::KnownBody::default());
            }
            facts
        };
        let warnings = planning
            .rehearsal
            .membership(&mut self.body, given, facts)
            .await?;
        let step = Step {
            ordinal,
            command,
            occurred_on: day,
            body,
        };
        self.line.add(step, will, warnings);
        Ok(())
    }
}

fn parent(planning: &Planning<'_>, cells: &mut Cells<'_>) -> Option<Uuid> {
    let name = cells.name(Field::ParentBody)?;
    match planning.known.bodies.find(&name) {
        Ok(body) => Some(body.id),
        Err(why) => {
            cells.refuse(Field::ParentBody, why.sentence("Das Gremium", &name));
            None
        }
    }
}

/// The kind and, where the municipality's policy has a rule for it, the rule's key.
fn kind(
    planning: &Planning<'_>,
    cells: &mut Cells<'_>,
    name: &str,
) -> Option<(BodyKind, Option<String>)> {
    let rules = planning
        .rehearsal
        .policy()
        .map_or_else(Vec::new, |policy| policy.membership.bodies.clone());
    let folded = fold(name);
    let rule = rules.iter().find(|rule| fold(&rule.name) == folded);
    let key = |kind: BodyKind| {
        let of_kind: Vec<_> = rules.iter().filter(|rule| rule.kind == kind).collect();
        let only = match of_kind.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        rule.filter(|rule| rule.kind == kind)
            .or(only)
            .map(|rule| rule.key.to_string())
    };
    if let Some(text) = cells.text(Field::BodyKind) {
        let found = of_words(text);
        if found.is_none() {
            cells.refuse(
                Field::BodyKind,
                format!("„{text}“ ist nicht bekannt; möglich sind: {}.", labels()),
            );
        }
        return found.map(|kind| (kind, key(kind)));
    }
    let found = rule.map(|rule| rule.kind).or_else(|| of_words(name));
    if found.is_none() && !name.is_empty() {
        cells.refuse(Field::BodyKind, format!("Was für ein Gremium das ist, steht nirgends; bitte eine Spalte „Art des Gremiums“ ergänzen: {}.", labels()));
    }
    found.map(|kind| (kind, key(kind)))
}

fn labels() -> String {
    let labels: Vec<&str> = BodyKind::ALL.iter().map(|kind| kind.label()).collect();
    labels.join("; ")
}

/// The one kind whose term stands in the text.
fn of_words(text: &str) -> Option<BodyKind> {
    let text = format!(" {} ", fold(text));
    let stands = |word: &str| text.contains(&format!(" {word} "));
    let says = |kind: &BodyKind| {
        kind.label().split(", ").any(|term| stands(&fold(term)))
            || fold(&kind.code()).split_whitespace().collect::<String>()
                == text.split_whitespace().collect::<String>()
            || (*kind == BodyKind::WorkingGroup
                && (stands("ak") || stands("ag") || stands("arbeitsgemeinschaft")))
    };
    let found: Vec<BodyKind> = BodyKind::ALL.iter().copied().filter(says).collect();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
