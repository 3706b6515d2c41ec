//! A deck that breaks each gate once: consent, originals, names, data, arithmetic, and what a finished PDF must not
//! hold.

use recit::locale::Language;

use crate::small::recit;
use crate::support::{Workplace, copy, repository};

#[test]
fn each_gate_broken_once_is_told_and_nothing_is_written() {
    let place = Workplace::empty();
    copy(&repository().join("tests/suite/defended/fr"), place.path());
    let check = recit(place.path(), &["check", "--lang", Language::Fr.code()]);
    let build = recit(place.path(), &["build", "--lang", Language::Fr.code()]);
    for secret in ["Camille Durand", "Le Bihan"] {
        assert!(!check.out.contains(secret) && !build.err.contains(secret));
    }
    assert!(!place.path().join("out/2026-T3.pdf").exists(), "{}", build.out);
    let said = format!("status {:?}\n{}", check.status, check.out);
    insta::with_settings!({ snapshot_path => "defended", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("check", said);
    });
}
