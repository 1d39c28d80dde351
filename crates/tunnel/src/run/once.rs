//! One run of a tunnel's program, from its start to its end.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

use super::ask::Source;
use super::board::Board;
use super::lines::{Line, read};
use super::process::Process;
use super::record::Record;
use super::telling::Telling;
use super::way::Way;
use crate::fault::Fault;
use crate::plan::{News, Plan};

/// So many lines wait to be understood; then the program waits.
const HEARD: usize = 64;

/// What is still in the pipes of a program that ended.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What the program said, or what was learned by asking it.
enum Heard {
    Line(Line),
    News(News),
}

impl From<Line> for Heard {
    fn from(line: Line) -> Self {
        Self::Line(line)
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) fault: Fault,
    pub(crate) up: Duration,
}

/// Runs the program until it ends, or has to be ended because it told no address. The process is in
/// `slot` as long as it may live, for whoever stops waiting for this.
pub(crate) async fn once(
    plan: &Plan,
    board: &Board,
    record: &Record,
    slot: &mut Option<Process>,
) -> Ended {
    let process = match Process::start(plan) {
        Ok(process) => slot.insert(process),
        Err(error) => {
            let program = plan.name.clone();
            let why = error.to_string();
            let fault = Fault::NotStarted { program, why };
            let up = Duration::ZERO;
            return Ended { fault, up };
        }
    };
    if let Err(error) = record.write(process.pid(), &plan.name) {
        board.note(&format!(
            "Shipbell could not write which process this is: {error}"
        ));
    }
    board.starting(process.pid());
    let mut run = Run::new(plan, board, process);
    let fault = run.until_over(process).await;
    let up = run.way.up_for();
    process.end().await;
    record.forget();
    *slot = None;
    Ended { fault, up }
}

struct Run<'a> {
    plan: &'a Plan,
    board: &'a Board,
    way: Way<'a>,
    telling: Telling,
    asks: Option<Fault>,
    heard: mpsc::Receiver<Heard>,
    tell: Option<mpsc::Sender<Heard>>,
    /// Readers and the asker; they end with the run.
    tasks: JoinSet<()>,
}

impl<'a> Run<'a> {
    fn new(plan: &'a Plan, board: &'a Board, process: &mut Process) -> Self {
        let (tell, heard) = mpsc::channel(HEARD);
        let mut tasks = JoinSet::new();
        let (out, err) = process.output();
        if let Some(out) = out {
            tasks.spawn(read(out, tell.clone()));
        }
        if let Some(err) = err {
            tasks.spawn(read(err, tell.clone()));
        }
        let mut run = Self {
            plan,
            board,
            way: Way::new(plan),
            telling: Telling::default(),
            asks: None,
            heard,
            tell: Some(tell),
            tasks,
        };
        if plan.source.as_ref().is_some_and(Source::is_known) {
            run.ask(None);
        }
        run
    }

    async fn until_over(&mut self, process: &mut Process) -> Fault {
        let deadline = sleep(self.plan.patience);
        let settled = sleep(self.plan.settles.unwrap_or(self.plan.patience));
        tokio::pin!(deadline, settled);
        let mut settles = self.plan.settles.is_some();
        loop {
            tokio::select! {
                heard = self.heard.recv() => if let Some(heard) = heard {
                    self.hears(heard);
                },
                code = process.ended() => {
                    self.last_words().await;
                    let last = std::mem::take(&mut self.telling).told();
                    let program = self.plan.name.clone();
                    return Fault::Exited { program, code, last };
                }
                () = &mut settled, if settles => {
                    settles = false;
                    self.learns(&News::Open);
                }
                () = &mut deadline, if self.way.url().is_none() => return self.no_address(),
            }
        }
    }

    fn no_address(&mut self) -> Fault {
        let program = self.plan.name.clone();
        if let Some(asks) = self.asks.take() {
            return asks;
        }
        match self.telling.complaint() {
            Some(last) => Fault::NotConnected {
                program,
                last: last.to_owned(),
            },
            None => Fault::NoAddress { program },
        }
    }

    /// What was said before the end tells why.
    async fn last_words(&mut self) {
        self.tell = None;
        let until = Instant::now() + LAST_WORDS;
        while let Ok(Some(heard)) = timeout_at(until, self.heard.recv()).await {
            if let Heard::Line(_) = heard {
                self.hears(heard);
            }
        }
    }

    fn hears(&mut self, heard: Heard) {
        match heard {
            Heard::News(news) => self.learns(&news),
            Heard::Line(line) => {
                let said = (self.plan.hear)(&line.text);
                if let Some(text) = said.line {
                    let clean = self.board.clean(&Line {
                        text,
                        cut: line.cut,
                    });
                    self.telling.hears(&clean);
                    self.board.note(&clean);
                }
                if let Some(news) = said.news {
                    self.learns(&news);
                }
            }
        }
    }

    fn learns(&mut self, news: &News) {
        match news {
            News::Interface(at) => self.ask(Some(*at)),
            News::Asks(what) => {
                let what = self.board.clean(&Line {
                    text: what.clone(),
                    cut: false,
                });
                self.asks = Some(self.board.asks(&self.plan.name, &what));
            }
            News::Address(_) | News::Port(_) | News::Open => {}
        }
        self.way.hears(news);
        if let Some(url) = self.way.url() {
            self.board.up(url);
        }
    }

    /// Asks from now on, again and again.
    fn ask(&mut self, interface: Option<SocketAddr>) {
        let (Some(source), Some(tell)) = (self.plan.source.clone(), self.tell.clone()) else {
            return;
        };
        self.tasks.spawn(async move {
            loop {
                if let Some(told) = source.ask(interface).await {
                    let told = Heard::News(News::Address(told));
                    if tell.send(told).await.is_err() {
                        return;
                    }
                }
                sleep_until(Instant::now() + source.pause()).await;
            }
        });
    }
}
