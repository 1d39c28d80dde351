//! `cargo xtask check`: everything that can be judged without running it.

use anyhow::Result;

use crate::consent::Consent;
use crate::house::House;
use crate::node::Node;
use crate::steps::{self, Steps};
use crate::{arrows, orphans, panel, tools};

// Pinned, so that a new version never turns yesterday's commit red.
const DENY: (&str, &str) = ("cargo-deny", "0.20.2");
const MACHETE: (&str, &str) = ("cargo-machete", "0.9.2");
const ZIZMOR: (&str, &str) = ("zizmor", "1.32.0");

pub(crate) fn check() -> Result<()> {
    let house = House::find()?;
    let mut steps = Steps::default();
    let cargo = |words: &[&str]| steps::run(house.cargo().args(words));

    steps.take("arrows between the rooms", || {
        arrows::check(&house.metadata()?)
    });
    steps.take("no text that nobody says", || orphans::check(&house.root));
    steps.take("formatting", || cargo(&["fmt", "--all", "--check"]));
    // The shell embeds the built panel, so the compiler needs it too.
    steps.take("the panel builds, its types and formatting", || {
        let node = Node::find_or_get(&house, Consent { yes: false })?;
        panel::build(&house, &node)?;
        steps::run(node.npm(&house.ui()).args(["run", "check"]))
    });
    steps.take("lints", || {
        cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])
    });
    steps.take("docs", || {
        let mut doc = house.cargo();
        doc.args(["doc", "--workspace", "--no-deps"]);
        steps::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
    });
    let generated = |package: &str, example: &str| {
        let of = ["run", "--quiet", "--package", package, "--example", example];
        cargo(&[&of[..], &["--", "--check"]].concat())
    };
    steps.take("the panel's side of the contract is current", || {
        generated("shipbell-wire", "bindings")
    });
    steps.take("the table of template fields is current", || {
        generated("shipbell-rules", "fields")
    });
    steps.take("licences, sources, bans", || {
        let mut deny = tools::cargo_tool(&house, DENY.0, DENY.1)?;
        steps::run(deny.args(["check", "licenses", "sources", "bans"]))
    });
    steps.take("no dependency that nothing uses", || {
        let mut machete = tools::cargo_tool(&house, MACHETE.0, MACHETE.1)?;
        steps::run(machete.args(["--skip-target-dir"]).arg(&house.root))
    });
    steps.take("workflows that nobody can turn against us", || {
        let Some(mut zizmor) = tools::python_tool(&house, ZIZMOR.0, ZIZMOR.1)? else {
            println!("Left out: zizmor comes from PyPI, and there is no Python with venv here.");
            return Ok(());
        };
        steps::run(zizmor.args(["--offline", "--persona", "pedantic", ".github"]))
    });
    steps.close("Everything is in order.")
}
