//! Periods and moments as files write them.

use chrono::{Duration, TimeZone};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> Option<String> {
    read_period(text, DateForm::default()).map(|period| period.to_string())
}

#[test]
fn periods_are_read_as_files_write_them() {
    for (text, period) in [
        ("2026", "2026"),
        ("2026-T3", "2026-T3"),
        ("2026-Q3", "2026-T3"),
        ("T3 2026", "2026-T3"),
        ("2026 T3", "2026-T3"),
        ("2026T3", "2026-T3"),
        ("2026-S2", "2026-S2"),
        ("2e trimestre 2026", "2026-T2"),
        ("1er semestre 2026", "2026-S1"),
        ("2026-07", "2026-07"),
        ("202607", "2026-07"),
        ("07/2026", "2026-07"),
        ("7/2026", "2026-07"),
        ("2026/07", "2026-07"),
        ("juillet 2026", "2026-07"),
        ("Juillet\u{a0}2026", "2026-07"),
        ("juil.-26", "2026-07"),
        ("juil-26", "2026-07"),
        ("août 2026", "2026-08"),
        ("févr. 2026", "2026-02"),
        ("Sep 2026", "2026-09"),
        ("December 2026", "2026-12"),
        ("2026-07-14", "2026-07-14/2026-07-14"),
        ("2026-07-14T00:00:00+00:00", "2026-07-14/2026-07-14"),
        ("20260714", "2026-07-14/2026-07-14"),
        ("19/06/2023", "2023-06-19/2023-06-19"),
        ("19/06/2023 10:30", "2023-06-19/2023-06-19"),
        ("19.06.2023", "2023-06-19/2023-06-19"),
        ("14 juillet 2026", "2026-07-14/2026-07-14"),
        ("14/07/26", "2026-07-14/2026-07-14"),
        ("1er août 2026", "2026-08-01/2026-08-01"),
        ("lundi 3 août 2026", "2026-08-03/2026-08-03"),
        ("lundi 3 août 2026 à 13:39:50", "2026-08-03/2026-08-03"),
        ("08/03/2026 02:15 PM", "2026-08-03/2026-08-03"),
        ("2026-06-30T22:00:00Z", "2026-07-01/2026-07-01"),
        ("2026-06-30T22:00:00.000+00:00", "2026-07-01/2026-07-01"),
        ("2026-12-31 23:00:00+00:00", "2027-01-01/2027-01-01"),
        ("2026-06-30T21:59:59Z", "2026-06-30/2026-06-30"),
        ("2026-07-01T00:00:00+02:00", "2026-07-01/2026-07-01"),
        ("2026M07", "2026-07"),
        ("2026-M07", "2026-07"),
        ("2026M7", "2026-07"),
        ("2026Q3", "2026-T3"),
        ("AOUT 2026", "2026-08"),
        ("FÉVRIER 2026", "2026-02"),
        ("März 2026", "2026-03"),
        ("Dez. 2026", "2026-12"),
        ("3. Oktober 2026", "2026-10-03/2026-10-03"),
        ("22nd July 2026", "2026-07-22/2026-07-22"),
        ("1-juil.-26", "2026-07-01/2026-07-01"),
        ("14-août-26", "2026-08-14/2026-08-14"),
        ("venerdì 14 agosto 2026", "2026-08-14/2026-08-14"),
        ("Freitag, 14. Mai 2027 um 9:30", "2027-05-14/2027-05-14"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(period), "{text}");
    }
}

#[test]
fn a_moment_of_greenwich_falls_in_the_day_of_its_zone() {
    let day = |text: &str, zone, hours| {
        let form = DateForm { zone, hours, ..DateForm::default() };
        read_period(text, form).map(|period| period.first_day().to_string())
    };
    let reunion = chrono_tz::Indian::Reunion;
    let tahiti = chrono_tz::Pacific::Tahiti;
    let evening = "2026-06-30T21:00:00Z";
    assert_eq!(day(evening, Tz::UTC, Hours::Local).as_deref(), Some("2026-06-30"));
    assert_eq!(day(evening, reunion, Hours::Local).as_deref(), Some("2026-07-01"));
    assert_eq!(day("2026-07-01T09:00:00Z", tahiti, Hours::Local).as_deref(), Some("2026-06-30"));
    let bare = "2026-06-30 22:00:00";
    assert_eq!(day(bare, reunion, Hours::Local).as_deref(), Some("2026-06-30"));
    assert_eq!(day(bare, reunion, Hours::Utc).as_deref(), Some("2026-07-01"));
}

#[test]
fn hours_that_are_all_local_midnights_show_greenwich() {
    for (text, shows) in [
        ("2026-06-30 22:00:00", Some(true)),
        ("2026-12-31T23:00", Some(true)),
        ("2026-07-01 00:00:00", Some(false)),
        ("2026-06-30 23:00:00", Some(false)),
        ("2026-06-30", None),
        ("2026-06-30T22:00:00Z", None),
    ] {
        assert_eq!(is_midnight_of_greenwich(text, DateForm::default()), shows, "{text}");
    }
}

#[test]
fn what_is_no_period_is_none() {
    for text in [
        "",
        "Total",
        "total 2026",
        "26",
        "2026-13",
        "13/2026",
        "31/02/2026",
        "06/19/2026",
        "2026-T5",
        "marsouin 2026",
        "ma 2026",
        "2026-07-01/2026-09-30",
        "2026-07/2026-09",
        "juillet-septembre 2026",
        "5e trimestre 2026",
        "20261345",
        "9999",
        "é026",
        "00/2026",
        "juillet 12026",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
}

#[test]
fn a_date_may_stand_for_its_month_and_be_american() {
    let read = |text, order, each| {
        let form = DateForm { order, each, ..DateForm::default() };
        read_period(text, form).map(|period| period.to_string())
    };
    let american = read("07/14/2026", DateOrder::MonthFirst, Grain::Day);
    assert_eq!(american.as_deref(), Some("2026-07-14/2026-07-14"));
    for (each, period) in [
        (Grain::Month, "2026-08"),
        (Grain::Quarter, "2026-T3"),
        (Grain::Half, "2026-S2"),
        (Grain::Year, "2026"),
    ] {
        let shown = read("2026-08-01", DateOrder::DayFirst, each);
        assert_eq!(shown.as_deref(), Some(period));
    }
}

#[test]
fn the_parts_of_a_period_are_all_those_it_touches() {
    let parts = |text: &str, grain| -> Vec<String> {
        let period = Period::parse(text).expect(text);
        touched_periods(period, grain).map(|part| part.to_string()).collect()
    };
    assert_eq!(parts("2026-T3", Grain::Month), ["2026-07", "2026-08", "2026-09"]);
    assert_eq!(parts("2026-T3", Grain::Day).len(), 92);
    assert_eq!(parts("2024", Grain::Day).len(), 366);
    assert_eq!(parts("2026", Grain::Quarter).len(), 4);
    assert_eq!(parts("2026-07", Grain::Year), ["2026"]);
}

#[test]
fn a_moment_falls_in_the_day_of_its_zone_whatever_clock_wrote_it() {
    for (text, period) in [
        ("2026-07-31T18:30:00-04:00", "2026-08-01/2026-08-01"),
        ("2026-07-31T17:30:00-0700", "2026-08-01/2026-08-01"),
        ("2026/07/31 11:30:00 PM UTC", "2026-08-01/2026-08-01"),
        ("2026/07/31 11:30:00 PM UTC+2", "2026-07-31/2026-07-31"),
        ("Fri, 31 Jul 2026 22:30:00 +0000", "2026-08-01/2026-08-01"),
        ("Fri Jul 31 2026 23:30:00 GMT+0200 (heure d’été)", "2026-07-31/2026-07-31"),
        ("1785535200", "2026-08-01/2026-08-01"),
        ("1785535199000", "2026-07-31/2026-07-31"),
        ("Aug 3, 2026, 2:15 PM", "2026-08-03/2026-08-03"),
        ("August 3, 2026", "2026-08-03/2026-08-03"),
        ("mar 2026", "2026-03"),
        ("mar. 3 mars 2026", "2026-03-03/2026-03-03"),
        ("2026-07-01T00:00:00+04:00", "2026-07-01/2026-07-01"),
        ("31/07/2026 22:30 UTC", "2026-08-01/2026-08-01"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(period), "{text}");
    }
}

#[test]
fn a_clock_beside_that_of_greenwich_may_show_another_day() {
    let form = DateForm::default();
    assert!(is_of_another_day("2026-07-01T01:00:00+04:00", form));
    for text in [
        "2026-07-01T00:00:00+04:00",
        "2026-07-01T12:00:00+04:00",
        "2026-06-30T22:00:00Z",
        "2026-06-30T22:00:00",
    ] {
        assert!(!is_of_another_day(text, form), "{text}");
    }
}

#[test]
fn readings_are_the_even_hours_and_quarters_of_a_day() {
    let reading = |text| read_reading(text, DateForm::default());
    let at = |text: &str| text.parse::<NaiveDateTime>().expect(text);
    assert_eq!(reading("01/07/2026 13:45"), Some(Reading::Wall(at("2026-07-01T13:45:00"))));
    let greenwich = Some(Reading::Greenwich(at("2026-07-01T11:00:00")));
    assert_eq!(reading("2026-07-01T13:00:00+0200"), greenwich);
    for text in ["2026-07-01", "2026-07-01 13:07:00", "2026-07-01 13:00:01", "juillet 2026"] {
        assert_eq!(reading(text), None, "{text}");
    }
}

/// Zones where offices are, and one where servers are.
const ZONES: [Tz; 7] = [
    Tz::Europe__Paris,
    Tz::Indian__Reunion,
    Tz::America__Martinique,
    Tz::America__Cayenne,
    Tz::Pacific__Noumea,
    Tz::Pacific__Tahiti,
    Tz::UTC,
];

/// An hour around one at which clocks change or a month ends, or any other.
fn instant() -> impl Strategy<Value = chrono::DateTime<Utc>> {
    let changes = [
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2025-12-31T23:00:00Z",
        "2026-07-31T22:00:00Z",
        "2024-02-29T23:00:00Z",
    ];
    let change = prop::sample::select(changes.to_vec()).prop_flat_map(|text| {
        let change: chrono::DateTime<Utc> = text.parse().expect(text);
        (-14_400..14_400_i64).prop_map(move |seconds| change + Duration::seconds(seconds))
    });
    let any = (1_000_000_000..1_999_999_999_i64)
        .prop_map(|seconds| Utc.timestamp_opt(seconds, 0).single().expect("a moment"));
    prop_oneof![change, any]
}

/// Forms of a moment with the clock that shows it.
const CLOCKED: [&str; 12] = [
    "%Y-%m-%dT%H:%M:%S%:z",
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%d %H:%M:%S%:z",
    "%Y-%m-%dT%H:%M:%S.123456%:z",
    "%Y/%m/%d %I:%M:%S %p GMT%z",
    "%d/%m/%Y %H:%M:%S UTC%:z",
    "%d.%m.%Y, %H:%M:%S %:z",
    "%a, %d %b %Y %H:%M:%S %z",
    "%a %b %d %Y %H:%M:%S GMT%z (heure)",
    "%d %B %Y at %H:%M:%S %:z",
    "%b %-d, %Y, %-I:%M:%S %p %:z",
    "%Y-%m-%dT%H:%M:%S%:z[Europe/Paris]",
];
/// Forms without it.
const BARE: [&str; 8] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%d/%m/%Y %H:%M",
    "%d/%m/%y %H:%M",
    "%Y/%m/%d %I:%M:%S %p",
    "%d.%m.%Y",
    "%d %b %Y, %H:%M",
    "%A %-d %B %Y",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_moment_falls_in_the_day_that_people_lived(
        instant in instant(),
        zone in prop::sample::select(ZONES.to_vec()),
        offset in prop_oneof![Just(0), Just(3_600), Just(7_200), (-48..56_i32).prop_map(|quarters| quarters * 900)],
        form in 0..CLOCKED.len() + 3,
    ) {
        let lived = instant.with_timezone(&zone).date_naive();
        let there = instant.with_timezone(&FixedOffset::east_opt(offset).expect("an offset"));
        let text = match form.checked_sub(CLOCKED.len()) {
            None => there.format(CLOCKED[form]).to_string(),
            Some(0) => instant.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            Some(1) => instant.timestamp().to_string(),
            Some(_) => instant.timestamp_millis().to_string(),
        };
        // Midnight on a clock beside that of Greenwich is how a day is written.
        let is_day = offset != 0 && there.time() == NaiveTime::MIN && form < CLOCKED.len();
        let day = if is_day { there.date_naive() } else { lived };
        let read = read_period(&text, DateForm { zone, ..DateForm::default() });
        prop_assert_eq!(read, Some(Period::Range(day, day)), "{}", text);
    }

    #[test]
    fn a_time_without_a_clock_is_that_of_the_wall_or_of_greenwich_as_the_file_says(
        instant in instant(),
        zone in prop::sample::select(ZONES.to_vec()),
        form in prop::sample::select(BARE.to_vec()),
        is_of_greenwich in any::<bool>(),
    ) {
        let hours = if is_of_greenwich { Hours::Utc } else { Hours::Local };
        let there = if is_of_greenwich { instant.naive_utc() } else { instant.with_timezone(&zone).naive_local() };
        let text = there.format(form).to_string();
        // A date without a time is a day, wherever it was written.
        let has_time = form.contains("%H") || form.contains("%I");
        let lived = instant.with_timezone(&zone).date_naive();
        let day = if has_time || !is_of_greenwich { lived } else { there.date() };
        let read = read_period(&text, DateForm { zone, hours, ..DateForm::default() });
        prop_assert_eq!(read, Some(Period::Range(day, day)), "{}", text);
    }
}

#[test]
fn what_a_date_lacks_is_known() {
    for cell in ["juillet", "AOÛT", "T3", "sept."] {
        assert!(lacks_year(cell), "{cell}");
    }
    for cell in ["", "07", "été", "juillet 2026", "ferme"] {
        assert!(!lacks_year(cell), "{cell}");
    }
    assert!(is_serial_day("46204") && is_serial_day("46204,58"));
    assert!(!is_serial_day("2026") && !is_serial_day("12345") && !is_serial_day("juil."));
}
