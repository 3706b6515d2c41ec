//! Decks as they are built.
