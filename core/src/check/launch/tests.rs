extern crate std;
use std::prelude::v1::*;

use super::Launch;
use super::grammar::{Table, names};
use super::table;
use crate::check::executable::base_name;
use crate::policy::{CommandPolicy, Level};
use crate::reject::Finding;
use crate::rule::Rule;

/// The rules of each word (0 is the executable), in order.
pub(crate) fn rules(level: Level, words: &[&str]) -> Vec<(usize, Rule)> {
    let allowed = ["cmd", "npx", "uvx"];
    let policy = CommandPolicy::strict().level(level).allowed_executables(&allowed);
    let mut found = Vec::new();
    let [executable, arguments @ ..] = words else { return found };
    let mut launch = Launch::new(&base_name(executable.as_bytes()), &policy);
    for (index, word) in (1..).zip(arguments) {
        let _ = launch.argument(word.as_bytes(), &mut |finding: Finding| {
            assert!(finding.rejection.span().end() <= word.len(), "{words:?}");
            found.push((index, finding.rejection.rule()));
        });
    }
    launch.finish(executable.len(), &mut |finding: Finding| found.push((0, finding.rejection.rule())));
    found.sort_unstable();
    found.dedup();
    found
}

/// Each line is a command; its words are parted by blanks, and `␣` stands for a blank in a word.
fn each(level: Level, lines: &str, judge: impl Fn(&str, &[(usize, Rule)])) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<_> = line.split(' ').map(|word| word.replace('␣', " ")).collect();
        let words: Vec<_> = words.iter().map(|word| &**word).collect();
        judge(line, &rules(level, &words));
    }
}

fn accepted(level: Level, lines: &str) {
    each(level, lines, |line, found| assert_eq!(found, [], "{level}: {line}"));
}

fn refused(level: Level, rule: Rule, lines: &str) {
    each(level, lines, |line, found| {
        assert!(found.iter().any(|&(_, other)| other == rule), "{level}: {line}: {found:?}");
    });
}

fn all_tables() -> Vec<&'static Table> {
    let mut tables = Vec::new();
    let mut rest: Vec<_> = table::all().collect();
    while let Some(table) = rest.pop() {
        tables.push(table);
        rest.extend(table.commands);
    }
    tables
}

#[test]
fn no_group_names_an_option_twice_and_every_row_is_sorted() {
    // An earlier group of a table wins over a later one (pnpm's `-C` is not npm's).
    for rows in all_tables().iter().flat_map(|table| table.options) {
        let mut known: Vec<&[u8]> = Vec::new();
        for row in *rows {
            let own: Vec<_> = names(row.names).collect();
            assert!(own.is_sorted(), "not sorted: {}", row.names);
            known.extend(own);
        }
        known.sort_unstable();
        let twice: Vec<_> = known.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        let twice: Vec<_> = twice.iter().map(|pair| core::str::from_utf8(pair[0]).unwrap()).collect();
        assert!(twice.is_empty(), "{twice:?} stand twice");
    }
}

#[test]
fn no_launcher_and_no_subcommand_stands_twice() {
    let unique = |tables: &[&Table]| {
        let mut known: Vec<_> = tables.iter().flat_map(|table| names(table.names)).collect();
        let count = known.len();
        known.sort_unstable();
        known.dedup();
        assert_eq!(known.len(), count, "{:?}", tables.iter().map(|table| table.names).collect::<Vec<_>>());
    };
    unique(&table::all().collect::<Vec<_>>());
    for table in all_tables() {
        unique(&table.commands.iter().collect::<Vec<_>>());
    }
}

#[test]
fn rules_of_launchers_and_payloads_are_monotone() {
    for rule in Rule::ALL.iter().filter(|rule| (1300..1500).contains(&rule.code())) {
        let levels = rule.info().levels;
        assert!(levels.contains(Level::Strict), "{rule}");
        assert!(levels.contains(Level::Moderate) || !levels.contains(Level::Permissive), "{rule}");
    }
}

#[test]
fn a_version_in_the_name_of_a_launcher_is_ignored() {
    for name in ["python", "python3", "python3.12", "pip3", "ruby3.2", "nodejs"] {
        assert!(table::launcher(name.as_bytes()).is_some(), "{name}");
    }
    for name in ["", "3.12", "python-server", "mypython", "npx2x"] {
        assert!(table::launcher(name.as_bytes()).is_none(), "{name}");
    }
}

#[test]
fn ordinary_starts_pass_in_strict() {
    accepted(
        Level::Strict,
        "python -u -m my.server -c x
         python3.12 server.py -c code
         py -3.12 server.py
         node --max-old-space-size=4096 dist/index.js --eval
         node --enable-source-maps app.js -r x
         npx -y @scope/pkg@1.2.3 -c config.json --registry=x
         npx --yes --package=@scope/pkg bin -e x
         npx -p pkg --loglevel silent bin
         npm --silent run start
         uvx --from lfx==1.10.3 lfx --index-url x
         uvx --python 3.12 some.dotted.name@latest
         uvx run -- python -m x.y
         uv --directory /srv/app run server.py -c x
         uv run --with fastmcp --with-requirements r.txt fastmcp run server.py
         uv tool run --from a.b@latest a.b.exe
         pipx run pkg
         bunx --bun pkg@latest
         bun run index.ts
         deno run --allow-net=api.example.com --allow-env npm:@scope/pkg
         java -Xmx1g -Dspring.main.banner-mode=off -jar app.jar -javaagent:x
         go run ./cmd/server stdio
         go run main.go
         cargo run --release --bin server -- --config x
         dotnet run --project src/Server.csproj -- --stdio
         fastmcp run server.py --transport stdio
         docker run -i --rm -e TOKEN -v /srv/data:/data:ro --network bridge img --privileged
         docker run --rm --env-file /srv/.env --security-opt no-new-privileges img
         docker mcp gateway run --profile x
         ruby -w server.rb
         perl -w server.pl
         php server.php
         git status
         git clone https://example.com/x.git
         curl -H Accept:text/plain https://example.com/x
         tool -c anything --eval",
    );
}

#[test]
fn inline_code_is_refused_in_strict_alone() {
    let lines = "python -c x
         python -Ic x
         python -IBuc x
         python -cx
         python -Wignore -c x
         python -W ignore -c x
         python -
         python /dev/stdin
         python -m timeit x
         python3 -i server.py
         node -e x
         node -pe x
         node --eval=x
         node --print x
         node --no-warnings -e x
         node data:text/javascript,x
         bun --print x
         deno eval x
         ruby -ne x
         perl -we x
         perl -Mstrict -e x
         php -r x
         uv run python -c x
         uv run -
         uvx python@3.12 -c x
         npx node -e x
         yarn node -e x";
    refused(Level::Strict, Rule::LauncherInlineCode, lines);
    let moderate = lines.lines().filter(|line| !line.contains("-Mstrict"));
    accepted(Level::Moderate, &moderate.collect::<Vec<_>>().join("\n"));
}

#[test]
fn preloads_are_refused_up_to_moderate() {
    let lines = "node -r ./x.js a.js
         node --experimental_loader=./x.mjs a.js
         node --import data:text/javascript,x a.js
         node -e x --require ./x.js
         java -javaagent:x.jar -jar a.jar
         java --class-path x @args
         npx --node-options=--require=x pkg
         npx --userconfig x pkg
         npx --node-op --eval=x
         npm start --script-shell=x
         npm exec pkg --node-options=x
         bun --preload x run a.ts
         uv run --with-editable ./x y
         perl -Mx a.pl
         php -d auto_prepend_file=x a.php
         go run -exec x ./cmd
         cargo --config build.rustc-wrapper=x run";
    refused(Level::Strict, Rule::LauncherPreload, lines);
    refused(Level::Moderate, Rule::LauncherPreload, lines);
    accepted(Level::Permissive, lines);
}

#[test]
fn shell_lines_are_refused_up_to_moderate_and_read_in_permissive() {
    let lines = "sh -c cd␣/app␣&&␣python␣server.py
         bash -lc uvx␣x
         bash -c -- uvx␣x
         bash -euxo pipefail -c uvx␣x
         bash -ceuo pipefail uvx␣x
         bash -O extglob -c uvx␣x
         zsh +c uvx␣x
         fish --comm=uvx␣x
         fish -C uvx␣x
         npx -c uvx␣x
         npx -yc uvx␣x
         npx --cal uvx␣x
         npx -c=uvx␣x
         npx -w a --call uvx␣x
         npm exec --call=uvx␣x
         bun exec uvx␣x
         uv run sh -c uvx␣x
         npx -p pkg bash -c uvx␣x
         pnpm -c exec uvx␣x
         cmd /k uvx x
         cmd /cuvx x
         cmd x /c uvx
         powershell uvx x
         powershell -NoProfile -Command uvx x
         pwsh /c uvx";
    refused(Level::Strict, Rule::LauncherShellInline, lines);
    refused(Level::Moderate, Rule::LauncherShellInline, lines);
    accepted(Level::Permissive, lines);
    let bad: Vec<_> = lines.lines().map(|line| line.replace("uvx", "sudo")).collect();
    let bad: Vec<_> = bad.iter().filter(|line| line.contains("sudo")).map(String::as_str).collect();
    for level in Level::ALL {
        refused(level, Rule::PayloadPrivilege, &bad.join("\n"));
    }
}

#[test]
fn shells_start_scripts_in_moderate() {
    let scripts = "sh script.sh -c x
         bash /srv/start.sh
         pwsh ./start.ps1 -x
         uv run bash start.sh
         cmd /c npx -y pkg
         cmd.exe /d /s /c uvx pkg
         cmd /s/c uvx pkg";
    refused(Level::Strict, Rule::LauncherShell, scripts);
    accepted(Level::Moderate, scripts);
    let options = "bash
         bash -x script.sh
         pwsh -File x.ps1
         powershell -NoLogo
         fish --no-config x.fish
         cmd";
    refused(Level::Moderate, Rule::LauncherShellOption, options);
    accepted(Level::Permissive, options);
    refused(
        Level::Moderate,
        Rule::LauncherPreload,
        "bash --rcfile x y\nbash -rcfile x y\nbash -l x\ncmd /v:on /c npx x",
    );
    refused(
        Level::Moderate,
        Rule::LauncherCmdCharacter,
        "cmd /c npx pkg https://x.example/?a=1&b=2\ncmd /c npx %x%",
    );
    for level in Level::ALL {
        let lines = "powershell -enc AAAA\npwsh -e AAAA\npowershell /EncodedC AAAA\npowershell –ec AAAA";
        refused(level, Rule::LauncherEncodedCommand, lines);
    }
}

#[test]
fn sources_grow_with_the_level() {
    let https = "npx https://example.com/x.tgz
         npx x.tgz
         npx ./x
         npx x@file:./y
         npx -p git+https://example.com/x.git y
         uvx --from git+https://example.com/x@main x
         uvx -wgit+https://example.com/x y
         uvx x␣@␣https://example.com/x.whl
         uvx ./x
         uvx server.whl
         pipx run --spec git+https://example.com/x y
         go run example.com/x@latest
         npx user/repo
         bunx github:user/repo
         deno run https://example.com/x.ts
         uv run https://example.com/x.py";
    refused(Level::Strict, Rule::LauncherSource, https);
    accepted(Level::Moderate, https);
    let unverified = "uvx git+ssh://git@example.com/x
         uvx git+https://localhost/x
         uvx --from git+https://u@example.com/x y
         npx git@example.com:x/y";
    refused(Level::Moderate, Rule::LauncherUnverifiedSource, unverified);
    accepted(Level::Permissive, unverified);
    let plain = "npx http://example.com/x.tgz
         uvx git+http://example.com/x
         uvx --index http://example.com/simple x
         pip install --trusted-host x y
         uvx --allow-insecure-host x y
         deno run http://example.com/x.ts";
    refused(Level::Moderate, Rule::LauncherInsecureSource, plain);
    let index = "npx --registry https://example.com x
         uvx --default-index https://example.com/simple x
         uvx -i=https://example.com/simple x";
    refused(Level::Strict, Rule::LauncherIndex, index);
    accepted(Level::Moderate, index);
}

#[test]
fn containers_keep_to_themselves_up_to_moderate() {
    let host = "docker run -v /:/x i
         docker run -itv /:/x i
         docker run -v/:/x i
         docker run -v=//:/x i
         docker run --volume=/./:/x i
         podman run --mount type=bind,src=/,dst=/x i
         docker run --mount type=volume,volume-opt=device=/,dst=/x i
         docker run -v /run/docker.sock:/x:ro i
         docker run -v C:\\:/x i
         docker run -v /etc:/x i";
    let privilege = "docker run --privileged i
         docker run --cap-add=SYS_ADMIN i
         docker run --device /dev/mem i
         docker run --security-opt seccomp=unconfined i
         docker run --security-opt label:disable i
         docker run --volumes-from x i
         docker container run --privileged i
         docker run --user --privileged i";
    for level in [Level::Strict, Level::Moderate] {
        refused(level, Rule::ContainerHostMount, host);
        refused(level, Rule::ContainerPrivilege, privilege);
        refused(level, Rule::ContainerNamespace, "docker run --net=host i\ndocker run --pid container:x i");
        refused(
            level,
            Rule::ContainerCredentialMount,
            "docker run -v ~/.aws:/x i\ndocker run -v /home/u/.ssh:/x i",
        );
        refused(level, Rule::ContainerDaemon, "docker -H tcp://x:1 run i\ndocker --host=x run i");
        refused(
            level,
            Rule::ContainerCommand,
            "docker exec x y\ndocker cp x:/y .\ndocker container exec x y",
        );
        refused(level, Rule::ContainerShell, "docker run --entrypoint sh i\ndocker run i /bin/bash -c x");
    }
    accepted(Level::Permissive, host);
    accepted(Level::Permissive, privilege);
    accepted(
        Level::Strict,
        "docker run -v aws:/x i\ndocker run -v /srv/etc:/etc i\ndocker run --pids-limit -1 i",
    );
}

#[test]
fn git_curl_and_wget() {
    let command = "git clone -u x https://example.com/x
         git clone https://example.com/x --upload-p=x
         git fetch ext::sh
         git rebase -x y
         git bisect run x
         git submodule foreach x
         git filter-branch x
         git grep -Ovi x";
    refused(Level::Moderate, Rule::GitCommand, command);
    let configuration = "git -c alias.x=!y x
         git --exec-path=x y
         git -C x status
         git -p log
         git --config-env=x=y z
         git clone --template=x https://example.com/y";
    refused(Level::Moderate, Rule::GitConfiguration, configuration);
    accepted(Level::Permissive, configuration);
    for level in Level::ALL {
        refused(
            level,
            Rule::FetchUrl,
            "curl file:///etc/passwd\ncurl http://example.com\nwget https://localhost/x",
        );
        refused(
            level,
            Rule::FetchOption,
            "curl -o x https://example.com\ncurl -sKx\nwget --post-file=x https://example.com\ncurl -H @x https://example.com",
        );
    }
}

#[test]
fn the_value_of_an_option_is_no_option() {
    refused(Level::Moderate, Rule::LauncherOptionValue, "npx --loglevel -c x\nuvx --python --with x");
    refused(Level::Permissive, Rule::PayloadPrivilege, "npx --loglevel -c sudo␣x");
    accepted(Level::Strict, "python -W -c server.py");
}

#[test]
fn the_word_after_an_unknown_option_ends_nothing() {
    refused(Level::Moderate, Rule::LauncherShellInline, "npx --new-option value -c x");
    refused(Level::Moderate, Rule::LauncherPreload, "uv --new-option value run --with-editable . x");
    accepted(Level::Strict, "npx --new-option pkg --port 3000\nnode --new-option app.js -r x");
}
