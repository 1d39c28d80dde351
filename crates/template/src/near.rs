//! What was probably meant?

/// Longer than any name of the language or field of an event; beyond it comparing is wasted work.
const LONGEST: usize = 64;

/// The candidate that a person most likely meant, if one is near enough.
pub(crate) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    if written.len() > LONGEST {
        return None;
    }
    let lower = written.to_lowercase();
    // A third of the letters may be wrong: `uper` is `upper`, but `foo` is not `mask`.
    let most = (lower.chars().count() / 3).max(1);
    let scored = candidates.into_iter().map(|candidate| {
        let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        (distance, candidate)
    });
    let near = scored.filter(|(distance, _)| *distance <= most);
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}
