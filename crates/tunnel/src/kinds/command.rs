//! A command of the user's own.
//!
//! Its words are split as a POSIX shell would split them, but no shell runs them: a Windows path
//! belongs in single quotes. `{door}` and `{door-port}` in it stand for where it has to lead; the
//! environment has the same as `SHIPBELL_DOOR`, and the secret as `SHIPBELL_TUNNEL_SECRET`.

use std::time::Duration;

use regex::{Regex, RegexBuilder};

use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::{About, Field};
use crate::plan::{News, Plan, Said};

pub(crate) static ABOUT: About = About {
    title: "Another command",
    program: "",
    tls: false,
    fields: &[
        Field::needed("command", "my-tunnel --to {door}"),
        Field::may("pattern", "ready at (https://\\S+)"),
        Field::may("address", "https://bell.example.com"),
        Field::may("secret", "").secret(),
    ],
    more: "",
};

/// What a pattern may take up once compiled.
const PATTERN_BYTES: usize = 1 << 20;

/// A program that says nothing about itself, but lives for so long, did not fail at its start.
const SETTLES: Duration = Duration::from_secs(1);

pub(crate) fn plan(given: &Given<'_>, search: &Search) -> Result<Plan, Fault> {
    let door = given.door();
    let words = shlex::split(given.required("command")?);
    let words = words.ok_or_else(|| Fault::bad("command", "a quote in it is not closed"))?;
    let words: Vec<_> = words
        .iter()
        .map(|word| {
            let word = word.replace("{door}", &door.to_string());
            word.replace("{door-port}", &door.port().to_string())
        })
        .collect();
    let Some((program, args)) = words.split_first() else {
        return Err(Fault::missing("command"));
    };
    let pattern = given.text("pattern").map(compiled).transpose()?;
    let address = given.address()?;
    if pattern.is_none() {
        let fixed = address
            .as_ref()
            .and_then(|address| address.fill(None, None));
        if fixed.is_none() {
            return Err(Fault::missing("pattern"));
        }
    }
    let silent = pattern.is_none();
    let mut plan = Plan::new(
        program,
        search,
        Box::new(move |line| heard(pattern.as_ref(), line)),
    )?;
    plan.args.extend(args.iter().map(Into::into));
    plan.env.push(("SHIPBELL_DOOR", door.to_string().into()));
    if let Some(secret) = given.secret("secret") {
        plan.env
            .push(("SHIPBELL_TUNNEL_SECRET", secret.reveal().into()));
    }
    plan.address = address;
    if silent {
        plan.waits_for_word = true;
        plan.settles = Some(SETTLES);
    }
    Ok(plan)
}

fn compiled(pattern: &str) -> Result<Regex, Fault> {
    let regex = RegexBuilder::new(pattern).size_limit(PATTERN_BYTES).build();
    match regex {
        Ok(regex) if regex.captures_len() == 2 => Ok(regex),
        Ok(_) => Err(Fault::bad(
            "pattern",
            "it needs exactly one group in parentheses, for the address",
        )),
        Err(_) => Err(Fault::bad(
            "pattern",
            "it is no regular expression, or too large a one",
        )),
    }
}

fn heard(pattern: Option<&Regex>, line: &str) -> Said {
    let found = pattern.and_then(|pattern| pattern.captures(line)?.get(1));
    Said::news(line, found.map(|found| brought(found.as_str())))
}

/// An address, a port, or a host with or without one.
fn brought(told: &str) -> News {
    let told = told.trim();
    if let Ok(port) = told.parse() {
        News::Port(port)
    } else if told.contains("://") {
        News::Address(told.to_owned())
    } else {
        News::Address(format!("http://{told}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_finds_what_it_was_made_for() {
        let pattern = compiled(r"ready at (\S+)").unwrap();
        let news = |line| heard(Some(&pattern), line).news;
        let address = |told: &str| Some(News::Address(told.to_owned()));
        assert_eq!(
            news("ready at https://b.example.com/"),
            address("https://b.example.com/")
        );
        assert_eq!(
            news("ready at b.example.com:99"),
            address("http://b.example.com:99")
        );
        assert_eq!(news("ready at 4711"), Some(News::Port(4711)));
        assert_eq!(news("not ready"), None);
        for wrong in ["no group", "(two) (groups)", "(", "(a{1000}{1000}{1000})"] {
            assert!(compiled(wrong).is_err(), "{wrong}");
        }
    }
}
