//! The rules of evaluation as claims, given/when/then, without a database.

mod annual;
mod concept;
mod costs_and_cases;
mod decision;
mod events;
mod fixtures;
mod forms;
mod goal;
mod indicator;
mod indicator_bounds;
mod indicator_tables;
mod instrument;
mod inventory;
mod quality_dialogue;
mod site_report;
mod site_report_bounds;
mod site_report_evaluated;
mod table;
