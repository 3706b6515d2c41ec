//! What a drawing costs to draw, counted before anything is drawn: what is referred to is drawn once for each reference, and
//! once more for each time that the one that refers to it is drawn.

use super::super::PhotoFault;
use super::super::fault::Excess;
use super::drawing::{Child, Drawing, referenced_ids};

/// The most that a drawing may weigh: a detailed map of 8 MB weighs half of it.
const MOST: u64 = 400_000;
/// Bytes of attributes that weigh as much as an element.
const BYTES: u64 = 64;
/// What a letter weighs: it is laid out and drawn as a shape of its own, and takes about 0.2 ms.
const LETTER: u64 = 20;
/// Properties that hold for every shape in an element, and what they paint.
const INHERITED: [&str; 6] =
    ["fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"];
/// Elements that are painted.
const SHAPES: [&str; 10] =
    ["circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "text", "tspan"];

/// What an element and all that it brings weigh.
#[derive(Debug, Clone, Copy, Default)]
struct DrawingWeight {
    /// Everything in it, each as often as it is drawn.
    all: u64,
    /// Shapes that take the paint of an element around them.
    shapes: u64,
    /// Points on their outlines, each of which may have a marker.
    points: u64,
    /// How deep elements and references stand in one another.
    height: usize,
}

/// Refuses a drawing that costs too much, nests too deep or contains itself.
pub(super) fn check_weight(drawing: &Drawing) -> Result<(), PhotoFault> {
    let mut scale = DrawingScale { drawing, known: vec![WeighState::New; drawing.elements.len()] };
    if scale.weigh_element(0, 0)?.all > MOST {
        Err(PhotoFault::Drawing(Excess::Shapes))
    } else {
        Ok(())
    }
}

/// How far an element has been weighed.
#[derive(Clone, Copy)]
enum WeighState {
    /// Not at all.
    New,
    /// What it holds is being weighed: whoever comes to it again is in a circle.
    Open,
    /// Wholly, with this weight.
    Done(DrawingWeight),
}

/// Weighs the elements of a drawing.
struct DrawingScale<'a> {
    /// The drawing whose elements are weighed.
    drawing: &'a Drawing,
    /// How far each element has been weighed, by its place.
    known: Vec<WeighState>,
}

impl DrawingScale<'_> {
    fn weigh_element(&mut self, at: usize, depth: usize) -> Result<DrawingWeight, PhotoFault> {
        // Each element is weighed once and its weight kept, so the cost is that of elements and references, though a chain
        // of `use` may draw one shape a million times.
        match self.known[at] {
            WeighState::Done(weight) => return Ok(weight),
            // It refers to something that it stands in.
            WeighState::Open => return Err(PhotoFault::Drawing(Excess::Loop)),
            WeighState::New => {}
        }
        if depth > super::DEPTH {
            return Err(PhotoFault::Drawing(Excess::Depth));
        }
        self.known[at] = WeighState::Open;
        let weight = self.compute_weight(at, depth)?;
        // A weight that is known is given at any depth, so `depth` alone does not bound the longest path. The height of
        // the root does.
        if weight.height > super::DEPTH {
            return Err(PhotoFault::Drawing(Excess::Depth));
        }
        self.known[at] = WeighState::Done(weight);
        Ok(weight)
    }

    fn compute_weight(&mut self, at: usize, depth: usize) -> Result<DrawingWeight, PhotoFault> {
        let element = &self.drawing.elements[at];
        let bytes: u64 = element.named_values().map(|(_, value)| value.len() as u64).sum();
        let outline = |name: &str| matches!(name, "d" | "points");
        let outlines = element.named_values().filter(|(name, _)| outline(name));
        let mut weight = DrawingWeight {
            all: 1 + bytes / BYTES,
            shapes: u64::from(SHAPES.contains(&element.name.as_str())),
            points: outlines.map(|(_, value)| count_numbers(value) / 2 + 1).sum(),
            height: 0,
        };
        for child in &element.children {
            match child {
                Child::Words(words) => weight.all += LETTER * words.chars().count() as u64,
                Child::Element(child) => {
                    weight.add_repeated(self.weigh_element(*child, depth + 1)?, 1, 1);
                }
            }
        }
        for (name, value) in element.named_values() {
            let address = value.strip_prefix('#').filter(|_| name == "href");
            for id in referenced_ids(value).chain(address) {
                let Some(other) = self.drawing.ids.get(id).copied() else {
                    continue;
                };
                let other = self.weigh_element(other, depth + 1)?;
                // A marker is drawn at each point of each outline within, a pattern once for each shape that takes it as its
                // paint, and anything else once.
                match (INHERITED.contains(&name), name.starts_with("marker")) {
                    (true, true) => weight.add_repeated(other, weight.points.max(1), 0),
                    (true, false) => weight.add_repeated(other, weight.shapes.max(1), 0),
                    _ => weight.add_repeated(other, 1, 1),
                }
            }
        }
        Ok(weight)
    }
}

impl DrawingWeight {
    /// Adds another so many times; its shapes too, where they take the paint of what refers to it.
    fn add_repeated(&mut self, other: Self, times: u64, shares: u64) {
        self.all = self.all.saturating_add(other.all.saturating_mul(times));
        self.shapes = self.shapes.saturating_add(other.shapes.saturating_mul(shares));
        self.points = self.points.saturating_add(other.points.saturating_mul(shares));
        self.height = self.height.max(other.height + 1);
    }
}

/// How many numbers stand in the outline of a shape.
fn count_numbers(outline: &str) -> u64 {
    let (mut count, mut is_number, mut has_point) = (0, false, false);
    for byte in outline.as_bytes() {
        match byte {
            b'0'..=b'9' => {
                count += u64::from(!is_number);
                is_number = true;
            }
            // `.5` is a number, and `1.5.5` is two: a second point begins the next one.
            b'.' => {
                count += u64::from(!is_number || has_point);
                (is_number, has_point) = (true, true);
                continue;
            }
            _ => is_number = false,
        }
        has_point &= is_number;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_of_an_outline_is_counted_however_it_is_written() {
        for (outline, numbers) in
            [("M0 0L1.5.5", 4), ("M.5.5.5 -.5", 4), ("M10,20 30.25,40z", 4), ("Mz", 0)]
        {
            assert_eq!(count_numbers(outline), numbers, "{outline}");
        }
    }
}
