//! Sums what an INSEE Melodi file holds for a query, as a process of its own: its whole time is what a person waits.
//!
//! Usage: measure FILE PERIOD COLUMN=CODE…

use std::path::Path;

use recit::data::{Layout, Query, answer_query};
use recit::period::Period;
use recit::tree::Tree;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let (Some(file), Some(period)) = (args.next(), args.next()) else {
        println!("usage: measure FILE PERIOD COLUMN=CODE…");
        return;
    };
    let path = Path::new(&file);
    let (folder, name) = path.parent().zip(path.file_name()).expect("a file");
    let filter = |arg: String| {
        let (column, code) = arg.split_once('=').expect("COLUMN=CODE");
        (column.to_owned(), vec![code.to_owned()])
    };
    let query = Query {
        file: name.to_string_lossy().into_owned(),
        layout: Layout::InseeMelodi,
        filters: args.map(filter).collect(),
        over: Some(Period::parse(&period).expect("a period")),
        across: Vec::new(),
    };
    let tree = Tree::open(folder).expect("a folder");
    let answer = answer_query(&tree, &query).expect("an answer");
    println!("{}", answer.sum().expect("a sum").trunc());
}
