//! Whether a route leads out, as Linux lists them. Other systems are not asked.

const UP: u32 = 0x1;
const REJECTS: u32 = 0x200;

/// `None` where the system does not say.
pub(super) fn out() -> Option<bool> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let four = std::fs::read_to_string("/proc/net/route").ok()?;
    // A kernel without IPv6 has no such list.
    let six = std::fs::read_to_string("/proc/net/ipv6_route").unwrap_or_default();
    Some(four.lines().any(leads_out) || six.lines().any(leads_out_by_six))
}

/// `Iface Destination Gateway Flags RefCnt Use Metric Mask ...`, see `proc_pid_net(5)`.
fn leads_out(line: &str) -> bool {
    let fields: Vec<_> = line.split_whitespace().collect();
    let [_, to, _, flags, _, _, _, mask, ..] = fields[..] else {
        return false;
    };
    to == "00000000" && mask == "00000000" && works(flags)
}

/// `to length from length next metric references uses flags interface`. What nobody takes goes to `lo`.
fn leads_out_by_six(line: &str) -> bool {
    let fields: Vec<_> = line.split_whitespace().collect();
    let [to, length, _, _, _, _, _, _, flags, interface] = fields[..] else {
        return false;
    };
    to.bytes().all(|byte| byte == b'0') && length == "00" && interface != "lo" && works(flags)
}

fn works(flags: &str) -> bool {
    u32::from_str_radix(flags, 16).is_ok_and(|flags| flags & UP != 0 && flags & REJECTS == 0)
}

#[cfg(test)]
mod tests {
    use super::{leads_out, leads_out_by_six};

    #[test]
    fn only_a_route_to_everywhere_leads_out() {
        let out = "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0";
        assert!(leads_out(out));
        let bridge = "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0";
        assert!(!leads_out(bridge), "a bridge for containers is no way out");
        let head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU";
        assert!(!leads_out(head));
    }

    #[test]
    fn what_nobody_takes_is_no_way_out() {
        let zero = "0".repeat(32);
        let line = |flags: &str, interface: &str| {
            format!("{zero} 00 {zero} 00 {zero} 00000400 00000001 00000000 {flags} {interface}")
        };
        assert!(leads_out_by_six(&line("00000003", "eth0")));
        assert!(!leads_out_by_six(&line("00200200", "lo")));
        assert!(!leads_out_by_six(&line("00200200", "eth0")));
    }
}
