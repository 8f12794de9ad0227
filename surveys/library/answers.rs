//! Makes the clients and the answers of the invented library.
//!
//! `cargo run --example library_answers -- clients.csv > surveys/library/clients.csv`, and likewise
//! `survey_wave0.csv` and `survey_wave1.csv`. The lots are drawn by ChaCha from a fixed seed and
//! reckoned with by sums and products only, so that every run writes the same bytes.

use std::io::Write as _;

use rand::Rng;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

const SEED: [u8; 32] = *b"Bibliotheek Wilgenmeer, 440 lede";

/// Segments with their number of members, as in `protocol.toml`.
const SEGMENTS: [(&str, usize); 3] = [("LZ", 190), ("OU", 140), ("ST", 110)];

/// The ends of a scale.
type Ends = (f64, f64);

/// Item, mean of the baseline, mean of the final measurement, how much a member's own mood weighs,
/// and the ends of the scale. The verdict itself comes from the ratings.
type Item = (&'static str, f64, f64, f64, Ends);

const ITEMS: [Item; 20] = [
    ("rate_lending", 3.9, 4.2, 0.5, (1.0, 5.0)),
    ("rate_digital", 3.4, 3.5, 0.4, (1.0, 5.0)),
    ("rate_courses", 3.5, 3.6, 0.4, (1.0, 5.0)),
    ("rate_places", 3.3, 4.0, 0.5, (1.0, 5.0)),
    ("rate_staff", 3.9, 4.0, 0.6, (1.0, 5.0)),
    ("imp_lending", 4.4, 4.4, 0.1, (1.0, 5.0)),
    ("imp_digital", 3.9, 4.0, 0.1, (1.0, 5.0)),
    ("imp_courses", 2.7, 2.6, 0.1, (1.0, 5.0)),
    ("imp_places", 3.1, 3.2, 0.1, (1.0, 5.0)),
    ("imp_staff", 4.2, 4.2, 0.1, (1.0, 5.0)),
    ("exp_reliable", 5.9, 5.9, 0.2, (1.0, 7.0)),
    ("exp_assured", 5.6, 5.6, 0.2, (1.0, 7.0)),
    ("exp_tangible", 4.6, 4.6, 0.2, (1.0, 7.0)),
    ("exp_empathic", 5.0, 5.0, 0.2, (1.0, 7.0)),
    ("exp_responsive", 5.8, 5.8, 0.2, (1.0, 7.0)),
    ("per_reliable", 5.0, 5.4, 0.6, (1.0, 7.0)),
    ("per_assured", 5.3, 5.4, 0.6, (1.0, 7.0)),
    ("per_tangible", 4.7, 5.2, 0.6, (1.0, 7.0)),
    ("per_empathic", 4.9, 5.0, 0.6, (1.0, 7.0)),
    ("per_responsive", 4.5, 5.1, 0.6, (1.0, 7.0)),
];

/// How much each of the five ratings counts in the verdict.
const WEIGHTS: [f64; 5] = [0.4, 0.2, 0.05, 0.25, 0.5];

fn main() -> std::io::Result<()> {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let file = file(&asked).ok_or_else(|| std::io::Error::other("no such file in this case"))?;
    std::io::stdout().write_all(file.as_bytes())
}

fn file(name: &str) -> Option<String> {
    match name {
        "clients.csv" => Some(clients()),
        "survey_wave0.csv" => Some(answers(0)),
        "survey_wave1.csv" => Some(answers(1)),
        _ => None,
    }
}

/// Key and segment of every member.
fn members() -> impl Iterator<Item = (String, &'static str)> {
    let segments = SEGMENTS.iter();
    segments
        .flat_map(|(segment, count)| std::iter::repeat_n(*segment, *count))
        .enumerate()
        .map(|(at, segment)| (format!("M{:03}", at + 1), segment))
}

fn clients() -> String {
    let mut file = String::from("key,name,email,segment,role,language\n");
    for (key, segment) in members() {
        let address = key.to_lowercase();
        file.push_str(&format!(
            "{key},Lid {key},{address}@wilgenmeer.example,{segment},lid,nl\n"
        ));
    }
    file
}

/// The answers of one wave: about four in ten members answer, many of them both times.
fn answers(wave: usize) -> String {
    let mut lots = ChaCha20Rng::from_seed(SEED);
    let mut file = String::from("respondent,segment,satisfied,grade");
    for item in &ITEMS {
        file.push(',');
        file.push_str(item.0);
    }
    file.push('\n');
    for (key, segment) in members() {
        // Drawn for both waves, so that a member is the same person in both.
        let (mood, zeal) = (normal(&mut lots), share(&mut lots));
        let both = [own(&mut lots), own(&mut lots)];
        let (chance, noises) = &both[wave];
        if 0.55 * zeal + 0.45 * chance > 0.45 {
            continue;
        }
        let values = ratings(mood, segment, wave, noises);
        let sum: f64 = values
            .iter()
            .zip(WEIGHTS)
            .map(|(v, weight)| (v - 3.75) * weight)
            .sum();
        let satisfied = scaled(3.85 + sum + 0.45 * noises[20], (1.0, 5.0));
        let grade = scaled(7.15 + 1.2 * sum + 0.6 * noises[21], (1.0, 10.0));
        file.push_str(&format!("{key},{segment},{satisfied},{grade}"));
        for value in values {
            file.push_str(&format!(",{value}"));
        }
        file.push('\n');
    }
    file
}

/// What a member draws for one wave.
fn own(lots: &mut ChaCha20Rng) -> (f64, Vec<f64>) {
    let chance = share(lots);
    (chance, (0..22).map(|_| normal(lots)).collect())
}

/// Students like the study places less, and the digital library more.
fn ratings(mood: f64, segment: &str, wave: usize, noises: &[f64]) -> Vec<f64> {
    let items = ITEMS.iter().zip(noises);
    items
        .map(|((item, before, after, weight, ends), noise)| {
            let mean = if wave == 0 { *before } else { *after };
            let apart = match (segment, *item) {
                ("ST", "rate_places") => -0.7,
                ("ST", "rate_digital") => 0.4,
                ("ST", "rate_staff") => -0.3,
                ("OU", "rate_courses") => 0.4,
                _ => 0.0,
            };
            scaled(mean + apart + weight * mood + 0.8 * noise, *ends)
        })
        .collect()
}

fn scaled(value: f64, (low, high): Ends) -> f64 {
    value.round().clamp(low, high)
}

/// 0 to 1, of the stream's own bits.
fn share(lots: &mut ChaCha20Rng) -> f64 {
    (lots.next_u64() >> 32) as f64 / 4_294_967_296.0
}

/// Twelve shares make a bell without a function of the system's mathematics.
fn normal(lots: &mut ChaCha20Rng) -> f64 {
    (0..12).map(|_| share(lots)).sum::<f64>() - 6.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_beside_it_are_what_it_makes() {
        let files = [
            ("clients.csv", include_str!("clients.csv")),
            ("survey_wave0.csv", include_str!("survey_wave0.csv")),
            ("survey_wave1.csv", include_str!("survey_wave1.csv")),
        ];
        for (name, text) in files {
            assert!(
                file(name).as_deref() == Some(text),
                "{name} was edited, or the generator was changed: run it again"
            );
        }
    }
}
