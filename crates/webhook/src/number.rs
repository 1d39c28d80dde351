//! One spelling for each number, so that 1, 1.0 and 10e-1 hash alike.

/// Rewrites a JSON number as its significant digits and a power of ten. It works on the text and
/// never on a float, so that integers beyond 2^53 keep every digit.
pub(crate) fn canonical(text: &str) -> String {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (mantissa, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        // Also -0: as a quantity it is no different.
        return "0".to_owned();
    }
    let Ok(power) = power.parse::<i64>() else {
        // A power of ten with twenty digits is only ever an attack; it may keep its spelling.
        return text.to_owned();
    };
    let power = i128::from(power) + length(digits) - length(significant) - length(fraction);
    format!("{sign}{significant}e{power}")
}

/// Text lengths are far below `i128`'s limits on every machine.
fn length(text: &str) -> i128 {
    i128::try_from(text.len()).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn spellings_of_one_quantity_become_one() {
        for group in [
            &["1", "1.0", "1e0", "1E+0", "10e-1", "0.1e1", "0.001e+3"][..],
            &[
                "0",
                "-0",
                "0.0",
                "0e5",
                "-0.000E-7",
                "0e99999999999999999999",
            ],
            &["1200", "1.2e3", "12e2", "1200.00"],
            &["-0.25", "-25e-2", "-2.50e-1"],
        ] {
            for text in group {
                assert_eq!(
                    canonical(text),
                    canonical(group[0]),
                    "{text} means {}",
                    group[0]
                );
            }
        }
    }

    #[test]
    fn neighbours_stay_apart_even_beyond_a_float() {
        for (left, right) in [
            ("9007199254740992", "9007199254740993"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567891",
            ),
            ("1", "-1"),
            ("1", "10"),
            ("0.1", "0.10000000000000000001"),
            ("1e99999999999999999999", "1e99999999999999999998"),
        ] {
            assert_ne!(
                canonical(left),
                canonical(right),
                "{left} and {right} are two ids"
            );
        }
    }
}
