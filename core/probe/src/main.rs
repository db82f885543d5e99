//! Links only if no panic is reachable from any public function, and neither std nor an allocator.
//!
//! The panic handler calls a function that does not exist. Where the optimiser can prove that no
//! panic is reachable it drops the handler, and the link succeeds; otherwise the linker names the
//! missing function. The program is linked, never run: `check.sh` beside it does both controls.
#![no_std]
#![no_main]

use core::hint::black_box;

use portcullis::{Findings, Rule, ToolNames};

unsafe extern "C" {
    /// Never defined.
    fn portcullis_panic_is_reachable() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unsafe { portcullis_panic_is_reachable() }
}

/// Bytes that the optimiser knows nothing about.
#[inline(never)]
fn input() -> &'static [u8] {
    static BYTES: [u8; 4096] = [0; 4096];
    let len = unsafe { core::ptr::read_volatile(&raw const LEN) };
    black_box(BYTES.get(..len).unwrap_or_default())
}
static LEN: usize = 4096;

struct Discard;
impl core::fmt::Write for Discard {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        black_box(text);
        Ok(())
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _start() -> ! {
    vocabulary();
    names();
    #[cfg(feature = "canary")]
    black_box(input()[black_box(3)]);
    loop {}
}

fn vocabulary() {
    use core::fmt::Write;
    let Ok(name) = core::str::from_utf8(input()) else { return };
    if let Some(rule) = Rule::find(name) {
        black_box(rule.info());
    }
    black_box(portcullis::Level::normalize(name));
    if let Err(rejection) = portcullis::validate_server_name(input()) {
        let _ = write!(Discard, "{rejection}");
    }
}

fn names() {
    let mut findings = Findings::<64>::new();
    portcullis::audit_server_name(input(), &mut findings);
    portcullis::audit_tool_name(input(), input(), &mut findings);
    black_box(findings.sorted());
    black_box(portcullis::sanitize_tool_name(input(), input()).ok());
    let mut names = ToolNames::<64>::new();
    let _ = black_box(names.add(input(), input()));
    if let Ok(name) = core::str::from_utf8(input()) {
        black_box(names.origin(name));
    }
}
