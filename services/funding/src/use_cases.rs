//! Where the decisions of each aggregate get their policy and their facts.
