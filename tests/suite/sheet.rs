//! All reference pictures on one sheet, for people to look at: a row for each kind of slide, at half size.

use std::collections::BTreeMap;

/// Width and height, and four bytes a pixel.
type Pixels = ((u32, u32), Vec<u8>);

/// The pixels between pictures.
const GAP: usize = 6;
/// What is between them.
const GREY: u8 = 120;

/// Pictures of one size, by the name of their row.
pub struct Sheet {
    columns: usize,
    rows: BTreeMap<String, Vec<Pixels>>,
}

impl Sheet {
    /// A sheet with so many pictures a row.
    pub fn new(columns: usize) -> Self {
        Self { columns, rows: BTreeMap::new() }
    }

    /// Adds a picture at the end of a row.
    pub fn add(&mut self, row: &str, picture: Pixels) {
        self.rows.entry(row.to_string()).or_default().push(halved(&picture));
    }

    /// The sheet as PNG.
    pub fn png(&self) -> Vec<u8> {
        let Some(((width, height), _)) = self.rows.values().flatten().next() else {
            return Vec::new();
        };
        let (width, height) = (*width as usize + GAP, *height as usize + GAP);
        let (across, down) = (self.columns * width + GAP, self.rows.len() * height + GAP);
        let mut pixels = vec![GREY; across * down * 4];
        for (row, pictures) in self.rows.values().enumerate() {
            for (column, picture) in pictures.iter().enumerate() {
                let at = ((row * height + GAP) * across + column * width + GAP) * 4;
                put(&mut pixels[at..], across, picture);
            }
        }
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, across as u32, down as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let opaque: Vec<u8> = pixels.chunks(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&opaque).expect("pixels");
        writer.finish().expect("an end");
        png
    }
}

/// Copies a picture into a sheet that begins at its first pixel.
fn put(sheet: &mut [u8], across: usize, ((width, _), pixels): &Pixels) {
    let length = *width as usize * 4;
    for (line, row) in pixels.chunks(length).enumerate() {
        sheet[line * across * 4..][..length].copy_from_slice(row);
    }
}

/// A picture half as wide and half as high, each pixel the mean of four.
fn halved(((width, height), pixels): &Pixels) -> Pixels {
    let (wide, high) = (width / 2, height / 2);
    let channel = |x: u32, y: u32, of: u32| {
        let at =
            |dx, dy| u32::from(pixels[(((2 * y + dy) * width + 2 * x + dx) * 4 + of) as usize]);
        ((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4) as u8
    };
    let places = (0..high).flat_map(|y| (0..wide).map(move |x| (x, y)));
    let halved = places.flat_map(|(x, y)| (0..4).map(move |of| (x, y, of)));
    let halved = halved.map(|(x, y, of)| channel(x, y, of)).collect();
    ((wide, high), halved)
}
