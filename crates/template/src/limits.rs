//! How much may a template ask for?

/// The longest source that is read, in bytes.
pub const MAX_SOURCE: usize = 4 * 1024;

/// The longest text that a template may become, in bytes.
pub const MAX_OUTPUT: usize = 4 * 1024;

/// The longest text that may exist on the way to the output, in bytes.
///
/// Larger than [`MAX_OUTPUT`], so that a long feedback can be trimmed, searched and then truncated;
/// small enough that no chain of `replace` or `+` can grow into memory worth noticing.
pub const MAX_TEXT: usize = 64 * 1024;

/// How deeply expressions may nest, and how many operators or filters may follow one another.
pub const MAX_DEPTH: usize = 40;

/// How many steps one expression may take.
pub const MAX_WORK: u64 = 2_000;
