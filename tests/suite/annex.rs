//! The annex: what it calculates, and what it leaves uncalculated.

use crate::small::project;
use crate::support::plain_spaces;

/// A figure's label, value, unit, nature and the value it is compared with, and its calculation.
const CASES: [(&str, &str, &str, &str, &str, &str); 7] = [
    (
        "Nights at the hotel",
        "117780",
        "nights",
        "volume",
        "115900",
        "117,780 nights (third quarter of 2026) − 115,900 nights (third quarter of 2025) = +1,880 nights, that is +1.6%",
    ),
    (
        "Late boardings",
        "61",
        "calls",
        "volume",
        "94",
        "61 calls (third quarter of 2026) − 94 calls (third quarter of 2025) = −33 calls, that is −35.1%",
    ),
    (
        "Found the map",
        "54.5",
        "percent",
        "share",
        "47",
        "55% (third quarter of 2026) − 47% (third quarter of 2025) = +8 points",
    ),
    (
        "Fountains",
        "8",
        "fountains",
        "volume",
        "2",
        "8 fountains (third quarter of 2026) − 2 fountains (third quarter of 2025) = +6 fountains",
    ),
    (
        "Takings",
        "4200.5",
        "euros",
        "amount",
        "4200.5",
        "€4,200.50 (third quarter of 2026) − €4,200.50 (third quarter of 2025) = €0, that is 0%",
    ),
    ("Place among harbours", "3", "place", "rank", "5", ""),
    (
        "Far too many",
        "79228162514264337593543950335",
        "people",
        "volume",
        "-79228162514264337593543950335",
        "",
    ),
];

#[test]
fn a_figure_compared_with_another_period_has_its_calculation_and_no_other_has() {
    for (label, value, unit, nature, before, wanted) in CASES {
        let place = project(&["one"]);
        place.write(
            "one/figures.yaml",
            format!(
                "figures:\n  - id: one\n    label: {label}\n    value: {value}\n    unit: {unit}\n    nature: {nature}\n    period: 2026-Q3\n    perimeter: Harbour\n    means: Little.\n    source: {{ organisation: Harbour }}\n    base: {{ n: 900, population: travellers }}\n    compared-with: {{ period: 2025-Q3, value: {before} }}\n"
            ),
        );
        let (_, mut built) = place.build();
        let built = built.remove(0).expect("a deck");
        let pages = built.pages.expect("pages");
        let annex = plain_spaces(&pages.text(pages.count())).replace('\n', " ");
        let calculations = annex.split_once("Calculations ");
        let found = calculations.map_or("", |(_, text)| text.trim_end());
        let found = found.strip_prefix(label).unwrap_or(found);
        assert!(
            found.trim_start().starts_with(wanted) && found.is_empty() == wanted.is_empty(),
            "{label}: {found}"
        );
    }
}
