//! `rules`: lists every rule, by category.

use super::Screen;
use crate::error::Result;
use crate::finding::{Category, Rule, Severity};
use crate::lint::RULES;

/// Lists the rules; returns true always.
pub fn run(screen: &Screen) -> Result<bool> {
    let sections = Category::ALL.map(|category| format_category(category, screen));
    let sections: Vec<String> = sections.into_iter().flatten().collect();
    screen.print_on_stdout(&sections.join("\n\n"));
    Ok(true)
}

/// The rules of one category under its name; nothing when it has none.
fn format_category(category: Category, screen: &Screen) -> Option<String> {
    let rules = RULES.iter().filter(|rule| rule.category == category);
    let lines: Vec<String> = rules.map(|rule| format_rule(rule, screen)).collect();
    let name = screen.catalogue().word(&format!("categories.{}", category.name()));
    (!lines.is_empty()).then(|| format!("{name}\n{}", lines.join("\n")))
}

/// A line such as "  unsourced-figure        error    A figure names …"; a rule that weighs differently has both severities.
fn format_rule(rule: &Rule, screen: &Screen) -> String {
    let name = rule.name;
    let word =
        |severity: Severity| screen.catalogue().word(&format!("severities.{}", severity.name()));
    let severities: Vec<String> = rule.severities().into_iter().map(word).collect();
    let severities = severities.join(", ");
    let summary = rule.summary_in(screen.language());
    format!("  {name:<24} {severities:<21} {summary}")
}
