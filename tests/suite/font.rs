//! A font with a single sign, drawn as a box: for tests with a sign that no font of the program has.

/// The file of a TrueType font whose family has one sign.
pub fn font(family: &str, sign: char) -> Vec<u8> {
    let glyph = box_glyph();
    let end = u32::try_from(glyph.len()).expect("a small glyph");
    let tables: [(&[u8; 4], Vec<u8>); 9] = [
        (b"cmap", cmap(sign)),
        (b"glyf", [glyph.clone(), glyph].concat()),
        (b"head", head()),
        (b"hhea", words(&[1, 0, 800, -200, 0, 600, 100, 100, 500, 1, 0, 0, 0, 0, 0, 0, 0, 2])),
        (b"hmtx", words(&[600, 100, 600, 100])),
        (b"loca", longs(&[0, end, 2 * end])),
        (b"maxp", words(&[1, 0, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])),
        (b"name", name(family)),
        (b"post", longs(&[0x0003_0000, 0, 0, 0, 0, 0, 0, 0])),
    ];
    let mut file = [longs(&[0x0001_0000]), words(&[9, 128, 3, 16])].concat();
    let mut at = u32::try_from(file.len() + 16 * tables.len()).expect("a small file");
    let mut body = Vec::new();
    for (tag, table) in tables {
        let length = u32::try_from(table.len()).expect("a small table");
        file.extend_from_slice(tag);
        file.extend(longs(&[0, at, length]));
        body.extend(&table);
        body.resize(body.len().next_multiple_of(4), 0);
        at += length.next_multiple_of(4);
    }
    [file, body].concat()
}

fn words(values: &[i16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn longs(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

/// One contour of four points.
fn box_glyph() -> Vec<u8> {
    let frame = words(&[1, 100, 0, 500, 700, 3, 0]);
    let steps = words(&[100, 0, 400, 0, 0, 700, 0, -700]);
    [frame, vec![1; 4], steps, vec![0; 2]].concat()
}

fn head() -> Vec<u8> {
    [
        longs(&[0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5]),
        words(&[0, 1000]),
        vec![0; 16],
        words(&[100, 0, 500, 700, 0, 8, 2, 1, 0]),
    ]
    .concat()
}

fn cmap(sign: char) -> Vec<u8> {
    let sign = u32::from(sign);
    [words(&[0, 1, 3, 10]), longs(&[12]), words(&[12, 0]), longs(&[28, 0, 1, sign, sign, 1])]
        .concat()
}

fn name(family: &str) -> Vec<u8> {
    let text: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = i16::try_from(text.len()).expect("a short name");
    let record = |id| words(&[3, 1, 0x409, id, length, 0]);
    [words(&[0, 3, 42]), record(1), record(4), record(6), text].concat()
}
