//! When a process began, as the system knows it: a number that came to mean another process tells
//! another moment.

/// The moment, in the system's own words; none where no such process lives, or nobody can say.
#[cfg(target_os = "linux")]
pub(crate) fn of(pid: u32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // proc_pid_stat(5): the name before the last bracket may hold anything, also brackets.
    let (_, after) = stat.rsplit_once(')')?;
    let mut fields = after.split_whitespace();
    if matches!(fields.next(), Some("Z" | "X")) {
        return None;
    }
    let ticks = fields.nth(18)?;
    // Ticks count from the start of the system.
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(format!("{} {ticks}", boot.trim()))
}

/// The moment, in the system's own words; none where no such process lives, or nobody can say.
#[cfg(all(unix, not(target_os = "linux")))]
pub(crate) fn of(pid: u32) -> Option<String> {
    // ps(1), "lstart": the exact time it started. In one language and one time zone, because the
    // next start of ours may have others.
    let mut ps = std::process::Command::new("/bin/ps");
    ps.args(["-o", "lstart=", "-p", &pid.to_string()]);
    ps.env("LC_ALL", "C").env("TZ", "UTC0");
    let told = ps.stdin(std::process::Stdio::null()).output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?.trim().to_owned();
    (!told.is_empty()).then_some(told)
}

#[cfg(all(test, unix))]
mod tests {
    #[test]
    fn the_same_process_always_began_at_the_same_moment() {
        let own = super::of(std::process::id());
        assert!(own.is_some());
        assert_eq!(own, super::of(std::process::id()));
        assert_eq!(super::of(u32::MAX), None);
    }
}
