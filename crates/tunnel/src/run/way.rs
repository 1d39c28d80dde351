//! What is known of the way in during one run.

use std::time::Duration;

use tokio::time::Instant;

use crate::address;
use crate::plan::{News, Plan};

#[derive(Debug)]
pub(crate) struct Way<'a> {
    plan: &'a Plan,
    url: Option<String>,
    open: bool,
    since: Option<Instant>,
}

impl<'a> Way<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            url: made(plan, plan.host.as_deref(), plan.port),
            open: !plan.waits_for_word,
            since: None,
        }
    }

    /// Takes in what was heard.
    pub(crate) fn hears(&mut self, news: &News) {
        let plan = self.plan;
        let url = match news {
            News::Port(port) => made(plan, plan.host.as_deref(), Some(*port)),
            News::Address(told) => match (&plan.address, address::parts(told)) {
                (Some(template), Some((host, port))) => template.fill(Some(&host), Some(port)),
                (None, Some(_)) => address::normal(told),
                (_, None) => None,
            },
            News::Open => {
                self.open = true;
                None
            }
            News::Asks(_) | News::Interface(_) => None,
        };
        if url.is_some() {
            self.url = url;
        }
        if self.url().is_some() {
            self.since.get_or_insert_with(Instant::now);
        }
    }

    /// The address, once something comes through it.
    pub(crate) fn url(&self) -> Option<&str> {
        self.url.as_deref().filter(|_| self.open)
    }

    pub(crate) fn up_for(&self) -> Duration {
        self.since.map(|since| since.elapsed()).unwrap_or_default()
    }
}

fn made(plan: &Plan, host: Option<&str>, port: Option<u16>) -> Option<String> {
    match &plan.address {
        Some(template) => template.fill(host, port),
        None => address::normal(&format!("http://{}:{}", host?, port?)),
    }
}
