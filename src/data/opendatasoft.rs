//! JSON of the portals made by Opendatasoft, in its three shapes.

use csv::ByteRecord;

use super::Fault;
use super::decode::Decoder;
use super::json::Json;
use super::rows::{Columns, Row, Taker};

/// The largest JSON file, in bytes: it is held whole, and the portals give CSV for more.
pub const LARGEST_JSON: u64 = 64 * 1024 * 1024;

/// The most columns: some portals give a column for each question of a survey.
const MOST_COLUMNS: usize = 1_000;

/// The lists of an answer and the count of all rows there are: Explore 2, then Explore 1.
const LISTS: [(&str, &str); 2] = [("results", "total_count"), ("records", "nhits")];

/// Reads a file; gives the number of rows.
///
/// Explore 2 gives `{"total_count": …, "results": [{…}]}`, Explore 1 `{"nhits": …, "records": [{"fields": {…}}]}`, an export
/// an array of either.
pub fn read(decoder: &mut Decoder, taker: &mut impl Taker) -> Result<u64, Fault> {
    let text = decoder.whole(LARGEST_JSON)?;
    let json = Json::parse(&text).map_err(|row| Fault::Malformed { row })?;
    let list = whole_list(json)?;
    let names = names(list)?;
    taker.start(&Columns::new(names.clone()))?;
    let mut rows = 0;
    for item in list.items() {
        rows += 1;
        let mut texts = vec![String::new(); names.len()];
        for (name, value) in fields(item).entries() {
            if let Some(place) = names.iter().position(|known| *known == name) {
                texts[place] = value.text().into_owned();
            }
        }
        taker.take(&Row::new(rows, &ByteRecord::from(texts)))?;
    }
    Ok(rows)
}

/// The list of rows, refused when the file says there are more.
fn whole_list(json: Json) -> Result<Json, Fault> {
    if !json.is_object() {
        return Ok(json);
    }
    for (list, count) in LISTS {
        let Some(list) = json.get(list) else {
            continue;
        };
        let held = list.items().count() as u64;
        let total = json.get(count).or_else(|| json.get("total_count"));
        return match total.and_then(|total| total.text().parse().ok()) {
            Some(total) if total > held => Err(Fault::Truncated { total, held }),
            _ => Ok(list),
        };
    }
    Err(Fault::Malformed { row: 1 })
}

/// The columns of all rows, in the order they come: a row leaves out those that hold nothing.
fn names(list: Json) -> Result<Vec<String>, Fault> {
    let mut names: Vec<String> = Vec::new();
    for (place, item) in (1..).zip(list.items()) {
        if !item.is_object() {
            return Err(Fault::Malformed { row: place });
        }
        for (name, _) in fields(item).entries() {
            if !names.iter().any(|known| *known == name) {
                names.push(name.into_owned());
            }
            if names.len() > MOST_COLUMNS {
                return Err(Fault::TooManyColumns { most: MOST_COLUMNS });
            }
        }
    }
    Ok(names)
}

/// The columns of a row, which Explore 1 puts below `fields`, in its second version below `record` too.
fn fields(item: Json) -> Json {
    ["record", "fields"].into_iter().fold(item, |item, name| {
        let below = item.get(name).filter(|below| below.is_object());
        below.unwrap_or(item)
    })
}
