#!/usr/bin/env python3
"""Worst-case stack of each public function, read off the probe's disassembly.

usage: stack.py [--bless]

The probe is linked with its panic symbol given an address, so that the call graph is whole. For each
`probe_*` function the frames (pushes, `sub rsp`, return addresses) are added along the deepest path.
Recursion, indirect calls and frames of variable size are refused: with one of them there would be no
bound. The one exception is memchr's choice of an implementation, a pointer with as many targets as
there are functions beside it; all of them are followed. The result is compared with `stack.tsv`, which states a ceiling for each function; --bless
writes it anew, rounded up to the next 256 bytes.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE / "stack.tsv"
ELF = HERE / "target/release/portcullis-probe"
# The mem* functions are the linker's `--defsym` at address 0: leaf functions with a small frame.
LEAF_BYTES = 64


def offset_table():
    """The addresses of the global offset table: in it are the mem* functions alone, all of them at 0."""
    text = subprocess.run(["objdump", "-h", "-s", "-j", ".got", ELF], capture_output=True, text=True)
    head = re.search(r"\.got\s+([0-9a-f]+)\s+([0-9a-f]+)", text.stdout)
    if not head:
        return range(0)
    words = re.findall(r"^ [0-9a-f]+ ((?:[0-9a-f]{2,8} ?)+) ", text.stdout, re.M)
    if set("".join(words)) - set("0 "):
        sys.exit("stack: the global offset table holds more than the mem* functions")
    start = int(head[2], 16)
    return range(start, start + int(head[1], 16))


def disassemble():
    table = offset_table()
    frames, calls, faults, by_address, name = {}, {}, {}, {}, None
    pointers, dispatches = {}, []
    text = subprocess.run(["objdump", "-d", "--no-show-raw-insn", ELF], capture_output=True, text=True, check=True)
    for line in text.stdout.splitlines():
        head = re.match(r"^([0-9a-f]+) <(.*)>:$", line)
        if head:
            name = head[2]
            by_address[int(head[1], 16)] = name
            frames.setdefault(name, 8)
            calls.setdefault(name, set())
            pointers = {}
            continue
        step = re.match(r"^\s*[0-9a-f]+:\s+(\S+)\s*(.*)$", line)
        if not step or name is None:
            continue
        operation, operands = step[1], step[2]
        load = re.match(r"0x[0-9a-f]+\(%rip\),(%r\w+)\s+# [0-9a-f]+ <(_ZN6memchr\w+?)2FN17h\w+>$", operands)
        if operation == "mov" and operands.rpartition(",")[2].startswith("%"):
            pointers.pop(operands.rpartition(",")[2], None)
        if operation == "mov" and load:
            pointers[load[1]] = load[2]
        slot = re.match(r"0x[0-9a-f]+\(%rip\),(%r\w+)\s+# ([0-9a-f]+) ", operands)
        if operation == "mov" and slot and int(slot[2], 16) in table:
            pointers[slot[1]] = None
        if operation == "push":
            frames[name] += 8
        elif operation == "sub" and operands.endswith(",%rsp"):
            size = re.match(r"\$0x([0-9a-f]+),%rsp", operands)
            if size:
                frames[name] += int(size[1], 16)
            else:
                faults[name] = "frame of variable size"
        elif operation == "call" or operation.startswith("j"):
            target = re.match(r"([0-9a-f]+)(?: <.*>)?$", operands)
            if target:
                calls[name].add(int(target[1], 16))
            elif operation == "call" and operands.removeprefix("*") in pointers:
                family = pointers[operands.removeprefix("*")]
                if family is None:
                    calls[name].add(0)
                else:
                    dispatches.append((name, family))
            elif operation == "call":
                slot = re.match(r"\*0x[0-9a-f]+\(%rip\)\s+# ([0-9a-f]+) ", operands)
                if slot and int(slot[1], 16) in table:
                    calls[name].add(0)
                else:
                    faults[name] = "indirect call"
    for caller, family in dispatches:
        targets = [address for address, symbol in by_address.items() if symbol.startswith(family)]
        if not targets:
            faults[caller] = "indirect call"
        calls[caller].update(targets)
    return frames, calls, faults, by_address


def deepest(name, graph, known, path):
    frames, calls, faults, by_address = graph
    if name in path:
        sys.exit(f"stack: recursion: {' -> '.join([*path, name])}")
    if name in faults:
        sys.exit(f"stack: {faults[name]} in {name}, by {' -> '.join(path)}")
    if name not in known:
        below = 0
        for address in calls[name]:
            if address == 0:
                below = max(below, LEAF_BYTES)
                continue
            callee = by_address.get(address)
            if callee and callee != name:
                below = max(below, deepest(callee, graph, known, [*path, name]))
        known[name] = frames[name] + below
    return known[name]


def main():
    if not ELF.exists():
        sys.exit("stack: run core/probe/check.sh first, which links the probe")
    graph = disassemble()
    measured = {}
    for name in sorted(graph[0]):
        if name.startswith("probe_"):
            measured[name.removeprefix("probe_")] = deepest(name, graph, {}, [])
    if not measured:
        sys.exit("stack: the probe has no probe_* function")
    if "--bless" in sys.argv:
        rows = [f"{name}\t{-(-size // 256) * 256}" for name, size in measured.items()]
        TABLE.write_text("# entry point\tceiling, bytes of stack\n" + "\n".join(rows) + "\n")
    ceilings = dict(line.split("\t") for line in TABLE.read_text().splitlines() if not line.startswith("#"))
    bad = 0
    for name in sorted(measured | ceilings):
        size, ceiling = measured.get(name), ceilings.get(name)
        ok = size is not None and ceiling is not None and size <= int(ceiling)
        bad += not ok
        size = "not linked" if size is None else size
        print(f"stack: {name:<30} {size:>8} of {ceiling or 'no ceiling':>8}{'' if ok else '  FAILS'}")
    sys.exit(1 if bad else 0)


main()
