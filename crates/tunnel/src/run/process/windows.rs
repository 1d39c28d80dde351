//! A job object: whatever its processes start belongs to it, and the system ends them all when its
//! last handle is closed, also by our own sudden end. The next start needs no record of them.

use std::io;
use std::process::ExitStatus;

use process_wrap::tokio::{ChildWrapper, CommandWrap, CreationFlags, JobObject, KillOnDrop};
use tokio::process::{ChildStderr, ChildStdout, Command};
use windows::Win32::System::Threading::CREATE_NO_WINDOW;

#[derive(Debug)]
pub(super) struct Running {
    child: Box<dyn ChildWrapper>,
}

impl Running {
    /// Begun only once it is in its job, and without a console on the screen.
    pub(super) fn start(command: Command) -> io::Result<Self> {
        let mut command = CommandWrap::from(command);
        command
            .wrap(KillOnDrop)
            .wrap(CreationFlags(CREATE_NO_WINDOW))
            .wrap(JobObject);
        let child = command.spawn()?;
        Ok(Self { child })
    }

    pub(super) fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    pub(super) fn output(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
        (self.child.stdout().take(), self.child.stderr().take())
    }

    /// Of the program itself: the job would wait for what it left behind, too.
    pub(super) async fn wait(&mut self) -> io::Result<ExitStatus> {
        self.child.inner_mut().wait().await
    }

    /// There is no polite way: a program without a console hears no Ctrl+C.
    pub(super) fn terminate(&mut self) {
        self.kill();
    }

    pub(super) fn kill(&mut self) {
        // A job that is over already is what is wanted.
        let _ = self.child.start_kill();
    }
}
