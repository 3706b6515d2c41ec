//! What the filters of a drawing cost: they are computed pixel by pixel, over a region and with numbers that the file names.

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::filter::{Filter, Kind, Primitive};
use usvg::{Group, Node, Tree};

use super::super::PhotoFault;
use super::super::fault::Excess;
use super::super::quiet::catch_panic;

/// The most that all filters may take, in steps of a few nanoseconds: some seconds.
const MOST: f64 = 4.0e8;
/// Pixels of a drawing that is drawn as wide as a page: what is counted on.
const PIXELS: f64 = 2_000_000.0;
/// The most primitives of one filter: those of drawing programs have ten.
const PRIMITIVES: usize = 100;
/// The most octaves of a noise: the ninth changes no colour of eight bits.
const OCTAVES: u32 = 10;
/// How often a noise may repeat in one unit, and the least: beyond, nothing is seen but grey.
const FREQUENCIES: std::ops::RangeInclusive<f32> = 1.0e-6..=1.0e3;
/// Pixels of the longer side of a drawing that is tried.
const TRIAL: f32 = 64.0;

/// Refuses a drawing whose filters cost too much, or that the engine cannot draw.
pub(super) fn check_cost(tree: &Tree) -> Result<(), PhotoFault> {
    let mut cost = Cost {
        area: f64::from(tree.size().width()) * f64::from(tree.size().height()),
        side: f64::from(tree.size().width().max(tree.size().height())),
        sum: 0.0,
        has_any: false,
    };
    cost.add_group(tree.root());
    if cost.sum > MOST {
        return Err(PhotoFault::Drawing(Excess::Filter));
    }
    if !cost.has_any || is_drawn(tree) { Ok(()) } else { Err(PhotoFault::Drawing(Excess::Filter)) }
}

/// Whether the engine draws it, tried small: what it stumbles over, it stumbles over at any size.
fn is_drawn(tree: &Tree) -> bool {
    let scale = TRIAL / tree.size().width().max(tree.size().height());
    let pixels = |length: f32| ((length * scale).ceil() as u32).max(1);
    let tried = catch_panic(|| {
        let mut pixmap = Pixmap::new(pixels(tree.size().width()), pixels(tree.size().height()))?;
        resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        Some(())
    });
    matches!(tried, Some(Some(())))
}

/// What filters cost, counted up over a drawing.
struct Cost {
    /// Of the drawing, in its own units.
    area: f64,
    side: f64,
    sum: f64,
    has_any: bool,
}

impl Cost {
    fn add_group(&mut self, group: &Group) {
        let transform = group.abs_transform();
        let (across, down) = transform.get_scale();
        let scale = f64::from(across).abs().max(f64::from(down).abs());
        for filter in group.filters() {
            self.has_any = true;
            self.sum += self.filter_cost(filter, scale);
        }
        for node in group.children() {
            if let Node::Group(group) = node {
                self.add_group(group);
            }
            // Groups that stand nowhere among the children: those of patterns, masks, clips and filters.
            node.subroots(|root| self.add_group(root));
        }
    }

    fn filter_cost(&self, filter: &Filter, scale: f64) -> f64 {
        let rect = filter.rect();
        let region = f64::from(rect.width()) * f64::from(rect.height()) * scale * scale;
        // The region of a filter may be far larger than the drawing, and is computed whole.
        let pixels = (region / self.area * PIXELS).max(1.0);
        if filter.primitives().len() > PRIMITIVES || !pixels.is_finite() {
            return f64::INFINITY;
        }
        let primitives = filter.primitives().iter();
        let steps = primitives.map(|primitive| self.steps_per_pixel(primitive, scale));
        pixels * steps.sum::<f64>()
    }

    /// The steps that a primitive takes for one pixel.
    fn steps_per_pixel(&self, primitive: &Primitive, scale: f64) -> f64 {
        // A length of the drawing in the pixels that are counted on.
        let length = |length: f32| f64::from(length) * scale / self.side * PIXELS.sqrt();
        match primitive.kind() {
            Kind::Morphology(one) => {
                let side = |radius: f32| 2.0 * length(radius).ceil().max(1.0);
                side(one.radius_x().get()) * side(one.radius_y().get())
            }
            Kind::ConvolveMatrix(one) => {
                f64::from(one.matrix().columns()) * f64::from(one.matrix().rows())
            }
            Kind::Turbulence(one) => {
                let frequencies = [one.base_frequency_x().get(), one.base_frequency_y().get()];
                let is_seen = |one: &f32| *one == 0.0 || FREQUENCIES.contains(one);
                if one.num_octaves() <= OCTAVES && frequencies.iter().all(is_seen) {
                    30.0 * f64::from(one.num_octaves()).max(1.0)
                } else {
                    f64::INFINITY
                }
            }
            Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 20.0,
            Kind::GaussianBlur(one) => {
                self.blur_steps(one.std_dev_x().get(), one.std_dev_y().get(), scale)
            }
            Kind::DropShadow(one) => {
                self.blur_steps(one.std_dev_x().get(), one.std_dev_y().get(), scale)
            }
            Kind::Merge(one) => one.inputs().len() as f64,
            _ => 2.0,
        }
    }

    /// The steps of a blur, which do not depend on its size; one wider than the drawing leaves nothing.
    fn blur_steps(&self, across: f32, down: f32, scale: f64) -> f64 {
        if f64::from(across.max(down)) * scale <= self.side { 10.0 } else { f64::INFINITY }
    }
}
