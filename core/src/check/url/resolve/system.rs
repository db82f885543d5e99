//! The system's resolver, with a deadline that the system's own call does not have.

use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use std::net::ToSocketAddrs;
use std::string::String;
use std::sync::mpsc;
use std::thread;

use super::{Addresses, Resolve, Unresolved};

/// How many questions may be unanswered at one time, in the whole process.
const OUTSTANDING: usize = 4;
static UNANSWERED: AtomicUsize = AtomicUsize::new(0);

/// Asks the system (`getaddrinfo`), in a helper thread, and waits until a deadline.
///
/// The call cannot be stopped: after the deadline its thread goes on, and its answer is discarded. At most
/// four threads exist at a time; a fifth question is not asked, and gets [`Unresolved`].
///
/// ```no_run
/// use std::time::Duration;
/// use portcullis::{SystemResolver, UrlPolicy, validate_url_resolved};
/// let mut resolver = SystemResolver::new(Duration::from_secs(5));
/// let resolved = validate_url_resolved(b"https://www.rust-lang.org/", &UrlPolicy::strict(), &mut resolver);
/// println!("{:?}", resolved.map(|resolved| resolved.addresses().to_vec()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SystemResolver {
    deadline: Duration,
}

impl SystemResolver {
    /// A resolver that waits this long.
    #[must_use]
    pub const fn new(deadline: Duration) -> Self {
        Self { deadline }
    }
}

impl Resolve for SystemResolver {
    fn resolve(&mut self, name: &str, answer: &mut Addresses) -> Result<(), Unresolved> {
        *answer = ask(name, self.deadline, look_up)?;
        Ok(())
    }
}

/// One of the places for an unanswered question, given back when it is dropped.
struct Place;

impl Place {
    fn take() -> Result<Self, Unresolved> {
        let take = |taken: usize| taken.checked_add(1).filter(|&taken| taken <= OUTSTANDING);
        UNANSWERED
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, take)
            .map_or(Err(Unresolved), |_| Ok(Self))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // INVARIANT: each place was counted when it was taken.
        UNANSWERED.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Runs `look_up` in a thread of its own and waits for it until the deadline.
fn ask(
    name: &str,
    deadline: Duration,
    look_up: fn(&str) -> Result<Addresses, Unresolved>,
) -> Result<Addresses, Unresolved> {
    let place = Place::take()?;
    let (sender, receiver) = mpsc::sync_channel(1);
    let name = String::from(name);
    let run = move || {
        let answer = look_up(&name);
        drop(place);
        // Nobody listens after the deadline: the answer is discarded.
        sender.send(answer).ok();
    };
    thread::Builder::new().name(String::from("resolver")).spawn(run).map_err(|_| Unresolved)?;
    receiver.recv_timeout(deadline).unwrap_or(Err(Unresolved))
}

fn look_up(name: &str) -> Result<Addresses, Unresolved> {
    let found = (name, 0).to_socket_addrs().map_err(|_| Unresolved)?;
    let mut addresses = Addresses::new();
    for address in found.map(|socket| socket.ip()) {
        // The system names an address once for each kind of socket.
        if !addresses.as_slice().contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use core::net::IpAddr;
    use std::sync::Mutex;
    use std::time::Instant;

    use super::*;

    /// The places are the process's; the tests take turns.
    static TURN: Mutex<()> = Mutex::new(());

    fn slow(_: &str) -> Result<Addresses, Unresolved> {
        thread::sleep(Duration::from_millis(300));
        let mut addresses = Addresses::new();
        addresses.push([192, 0, 2, 1].into());
        Ok(addresses)
    }

    fn idle() {
        while UNANSWERED.load(Ordering::Acquire) > 0 {
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn an_answer_in_time_is_used_and_a_late_one_is_not() {
        let _turn = TURN.lock();
        assert_eq!(
            ask("a.example", Duration::from_secs(30), slow).map(|found| found.as_slice().len()),
            Ok(1)
        );
        let start = Instant::now();
        assert_eq!(ask("a.example", Duration::from_millis(20), slow), Err(Unresolved));
        assert!(start.elapsed() < Duration::from_millis(250));
        idle();
    }

    #[test]
    fn a_fifth_question_is_not_asked() {
        let _turn = TURN.lock();
        for _ in 0..OUTSTANDING {
            assert_eq!(ask("a.example", Duration::from_millis(1), slow), Err(Unresolved));
        }
        assert_eq!(UNANSWERED.load(Ordering::Acquire), OUTSTANDING);
        let start = Instant::now();
        assert_eq!(ask("a.example", Duration::from_secs(30), slow), Err(Unresolved));
        assert!(start.elapsed() < Duration::from_millis(250));
        idle();
        assert!(ask("a.example", Duration::from_secs(30), slow).is_ok());
    }

    #[test]
    fn literals_need_no_network() {
        let mut answer = Addresses::new();
        SystemResolver::new(Duration::from_secs(30)).resolve("127.0.0.1", &mut answer).unwrap();
        assert_eq!(answer.as_slice(), [IpAddr::from([127, 0, 0, 1])]);
    }
}
