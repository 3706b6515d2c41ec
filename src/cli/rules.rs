//! `rules`: every rule, by category.

use super::Screen;
use crate::error::Result;
use crate::finding::Category;
use crate::lint::{Lint, RULES};

/// Lists the rules; always true.
pub fn run(screen: &Screen) -> Result<bool> {
    let sections = Category::ALL.map(|category| section(category, screen));
    let sections: Vec<String> = sections.into_iter().flatten().collect();
    screen.out(&sections.join("\n\n"));
    Ok(true)
}

/// The rules of one category under its name; nothing when it has none.
fn section(category: Category, screen: &Screen) -> Option<String> {
    let rules = RULES.iter().filter(|lint| lint.rule.category == category);
    let lines: Vec<String> = rules.map(|lint| line(lint, screen)).collect();
    let name = screen.catalogue().word(&format!("categories.{}", category.name()));
    (!lines.is_empty()).then(|| format!("{name}\n{}", lines.join("\n")))
}

/// "  unsourced-figure        error    A figure names …".
fn line(lint: &Lint, screen: &Screen) -> String {
    let name = lint.rule.name;
    let severity = lint.rule.severity.name();
    let severity = screen.catalogue().word(&format!("severities.{severity}"));
    let summary = lint.summary(screen.language());
    format!("  {name:<24} {severity:<13} {summary}")
}
