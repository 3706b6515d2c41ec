//! JSON of the portals made by Opendatasoft, in its three shapes.

use csv::ByteRecord;

use super::DataFault;
use super::columns::{Columns, DataRow, Taker, compose};
use super::decode::Utf8Decoder;
use super::json::Json;

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
pub fn read_rows(decoder: &mut Utf8Decoder, taker: &mut impl Taker) -> Result<u64, DataFault> {
    let text = decoder.read_whole_text(LARGEST_JSON)?;
    let json = Json::parse(&text).map_err(|row| DataFault::Malformed { row })?;
    let list = whole_list(json)?;
    let names = column_names(list)?;
    taker.start(&Columns::new(names.clone()))?;
    let mut rows = 0;
    for item in list.items() {
        rows += 1;
        let mut texts = vec![String::new(); names.len()];
        for (name, value) in fields_of_row(item).entries() {
            if let Some(place) = names.iter().position(|known| *known == name) {
                texts[place] = value.text().into_owned();
            }
        }
        let mut row = ByteRecord::from(texts);
        compose(&mut row);
        taker.take(&DataRow::new(rows, &row))?;
    }
    Ok(rows)
}

/// The list of rows, refused when the file says there are more.
fn whole_list(json: Json) -> Result<Json, DataFault> {
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
            Some(total) if total > held => Err(DataFault::Truncated { total, held }),
            _ => Ok(list),
        };
    }
    Err(DataFault::Malformed { row: 1 })
}

/// The columns of all rows, in the order they come: a row leaves out those that hold nothing.
fn column_names(list: Json) -> Result<Vec<String>, DataFault> {
    let mut names: Vec<String> = Vec::new();
    for (place, item) in (1..).zip(list.items()) {
        if !item.is_object() {
            return Err(DataFault::Malformed { row: place });
        }
        for (name, _) in fields_of_row(item).entries() {
            if !names.iter().any(|known| *known == name) {
                names.push(name.into_owned());
            }
            if names.len() > MOST_COLUMNS {
                return Err(DataFault::TooManyColumns { most: MOST_COLUMNS });
            }
        }
    }
    Ok(names)
}

/// The columns of a row, which Explore 1 puts below `fields`, in its second version below `record` too.
fn fields_of_row(item: Json) -> Json {
    ["record", "fields"].into_iter().fold(item, |item, name| {
        let below = item.get(name).filter(|below| below.is_object());
        below.unwrap_or(item)
    })
}
