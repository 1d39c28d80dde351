//! What was measured, as `cargo xtask bench` reads it.

use std::time::Duration;

use serde_json::json;

pub(crate) fn tell(name: &str, mut took: Vec<Duration>, note: &str) {
    took.sort_unstable();
    for (word, percent) in [("p50", 50), ("p99", 99)] {
        let at = (took.len() * percent).div_ceil(100).saturating_sub(1);
        let sample = took.get(at).copied().unwrap_or_default();
        figure(
            &format!("{name}, {word}"),
            sample.as_secs_f64() * 1e6,
            "µs",
            note,
        );
    }
}

pub(crate) fn figure(name: &str, value: f64, unit: &str, note: &str) {
    println!(
        "{}",
        json!({ "name": name, "value": value, "unit": unit, "note": note })
    );
}

#[expect(clippy::cast_precision_loss, reason = "a million is exact")]
pub(crate) fn rate(events: u64, took: Duration) -> f64 {
    events as f64 / took.as_secs_f64()
}
