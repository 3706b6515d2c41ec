//! Lists of things within a sentence.

use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};

use super::Language;

/// `A, B et C`, `A, B and C`.
pub fn join_with_and<T: AsRef<str>>(items: &[T], language: Language) -> String {
    let list = ListFormatter::try_new_and(language.cldr_locale().into(), wide_options());
    format_list(&list.expect("lists of the language are built in"), items)
}

/// `A, B ou C`, `A, B or C`.
pub fn join_with_or<T: AsRef<str>>(items: &[T], language: Language) -> String {
    let list = ListFormatter::try_new_or(language.cldr_locale().into(), wide_options());
    format_list(&list.expect("lists of the language are built in"), items)
}

fn wide_options() -> ListFormatterOptions {
    ListFormatterOptions::default().with_length(ListLength::Wide)
}

fn format_list<T: AsRef<str>>(list: &ListFormatter, items: &[T]) -> String {
    list.format(items.iter().map(AsRef::as_ref)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    use Language::{En, Fr};

    #[test]
    fn a_list_ends_with_a_joining_word() {
        assert_eq!(join_with_and(&["A", "B", "C"], Fr), "A, B et C");
        assert_eq!(join_with_and(&["A", "B", "C"], En), "A, B and C");
        assert_eq!(join_with_or(&["A", "B", "C"], Fr), "A, B ou C");
        assert_eq!(join_with_or(&["A", "B"], En), "A or B");
    }

    #[test]
    fn short_lists_stay_as_they_are() {
        assert_eq!(join_with_and::<&str>(&[], Fr), "");
        assert_eq!(join_with_and(&["seule"], Fr), "seule");
        assert_eq!(join_with_and(&[String::from("A"), String::from("B")], Fr), "A et B");
    }
}
