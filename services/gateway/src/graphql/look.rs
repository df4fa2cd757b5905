//! What a query asks for below a field, so that a list loads its children set-wise and nothing else.

use async_graphql::{Context, Lookahead, SelectionField};

/// The selections of one object, wherever the query reaches it (`nodes`, `edges.node`, aliases, fragments).
pub(crate) struct Look<'a>(Vec<Lookahead<'a>>);

impl<'a> Look<'a> {
    /// Below the field that is being resolved.
    pub(crate) fn below(ctx: &'a Context<'a>) -> Self {
        Self(vec![ctx.look_ahead()])
    }

    /// The nodes of the connection that is being resolved.
    pub(crate) fn nodes(ctx: &'a Context<'a>) -> Self {
        let look = ctx.look_ahead();
        Self(vec![look.field("nodes"), look.field("edges").field("node")])
    }

    /// Below a field of the object; `None` where nobody asks for it.
    pub(crate) fn field(&self, name: &str) -> Option<Self> {
        let found: Vec<Lookahead<'a>> = self
            .0
            .iter()
            .map(|look| look.field(name))
            .filter(Lookahead::exists)
            .collect();
        (!found.is_empty()).then_some(Self(found))
    }

    /// Every selection of a field of the object, each with its own arguments.
    pub(crate) fn selections(&self, name: &str) -> Vec<SelectionField<'a>> {
        let fields = self.0.iter().map(|look| look.field(name));
        fields.flat_map(|look| look.selection_fields()).collect()
    }

    /// Below these selections.
    pub(crate) fn of(selections: Vec<SelectionField<'a>>) -> Self {
        Self(selections.into_iter().map(Lookahead::from).collect())
    }

    /// The nodes of the connection below which it looks.
    pub(crate) fn connected(&self) -> Self {
        let nodes = |look: &Lookahead<'a>| [look.field("nodes"), look.field("edges").field("node")];
        Self(self.0.iter().flat_map(nodes).collect())
    }

    pub(crate) fn asks(&self, name: &str) -> bool {
        self.0.iter().any(|look| look.field(name).exists())
    }

    pub(crate) fn asks_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.asks(name))
    }
}
