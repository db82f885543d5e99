//! Containers and the subsystem that runs another system's programs.
//!
//! Sources: the Docker CLI reference (`docker run` and the global options); podman-run(1); Microsoft's
//! "Basic commands for WSL".

use super::super::grammar::Does::{Entrypoint, Mount, Namespace, Nothing, Refuse, SecurityOption, Volume};
use super::super::grammar::Operand::{Command, Image, Rest, Skip};
use super::super::grammar::{Row, TABLE, Table, flag, glued, value};
use crate::rule::Rule::{
    ContainerCommand, ContainerDaemon, ContainerPrivilege, LauncherInstall, LauncherPreload, LauncherShell,
    LauncherSubcommand,
};

pub(super) const LAUNCHERS: &[Table] = &[
    Table {
        names: "docker podman nerdctl",
        options: &[GLOBAL],
        commands: &[
            RUN,
            REACH_IN,
            INSTALL,
            Table { names: "container", commands: &[RUN, REACH_IN], ..TABLE },
            Table {
                names: "compose",
                options: &[COMPOSE],
                commands: &[
                    REACH_IN,
                    Table { names: "run", options: &[COMPOSE_RUN, RUNNING], operand: Image, ..TABLE },
                ],
                operand: Skip,
                ..TABLE
            },
            Table { names: "config context plugin swarm system", does: Refuse(LauncherSubcommand), ..TABLE },
        ],
        ..TABLE
    },
    Table {
        names: "docker-compose podman-compose",
        options: &[COMPOSE],
        commands: &[
            REACH_IN,
            Table { names: "run", options: &[COMPOSE_RUN, RUNNING], operand: Image, ..TABLE },
        ],
        operand: Skip,
        ..TABLE
    },
    Table {
        // Hands its line to the shell of the other system.
        names: "wsl",
        does: Refuse(LauncherShell),
        options: &[WSL],
        operand: Command,
        ..TABLE
    },
];

const RUN: Table = Table { names: "create run", options: &[RUNNING], operand: Image, ..TABLE };

const REACH_IN: Table =
    Table { names: "attach cp exec", does: Refuse(ContainerCommand), operand: Rest, ..TABLE };

const INSTALL: Table = Table {
    names: "build builder buildx commit image import load login pull push rm rmi save volume",
    does: Refuse(LauncherInstall),
    operand: Skip,
    ..TABLE
};

const GLOBAL: &[Row] = &[
    value(Refuse(ContainerDaemon), "H connection host url"),
    flag(Refuse(ContainerDaemon), "remote"),
    value(Refuse(LauncherPreload), "config conmon hooks-dir module network-cmd-path runtime volumepath"),
    value(
        Nothing,
        "c cgroup-manager context events-backend identity imagestore l log-level \
         network-config-dir out root runroot runtime-flag ssh storage-driver storage-opt tls-ca \
         tls-cert tls-key tlscacert tlscert tlskey tmpdir",
    ),
    flag(Nothing, "D debug syslog tls tlsverify transient-store v version"),
];

const COMPOSE: &[Row] = &[
    value(Nothing, "ansi env-file f file p parallel profile progress project-directory project-name"),
    flag(Nothing, "all-resources compatibility dry-run"),
];

const COMPOSE_RUN: &[Row] =
    &[flag(Nothing, "T build no-TTY no-deps quiet-pull remove-orphans service-ports use-aliases")];

const RUNNING: &[Row] = &[
    value(Volume, "v volume"),
    value(Mount, "mount"),
    value(Namespace, "cgroupns ipc net network pid userns uts"),
    value(SecurityOption, "security-opt"),
    value(Entrypoint, "entrypoint"),
    value(
        Refuse(ContainerPrivilege),
        "cap-add device device-cgroup-rule hooks-dir init-path runtime seccomp-policy \
         volumes-from",
    ),
    flag(Refuse(ContainerPrivilege), "privileged rootfs use-api-socket"),
    value(
        Nothing,
        "a add-host annotation arch attach authfile blkio-weight blkio-weight-device c cap-drop \
         cgroup-conf cgroup-parent cgroups chrootdirs cidfile conmon-pidfile cpu-count \
         cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus \
         cpuset-cpus cpuset-mems creds decryption-key detach-keys device-read-bps \
         device-read-iops device-write-bps device-write-iops dns dns-opt dns-option dns-search \
         domainname e env env-file env-merge expose gidmap gpus group-add group-entry h \
         health-cmd health-interval health-log-destination health-max-log-count \
         health-max-log-size health-on-failure health-retries health-start-interval \
         health-start-period health-startup-cmd health-startup-interval health-startup-retries \
         health-startup-success health-startup-timeout health-timeout hostname hostuser \
         image-volume io-maxbandwidth io-maxiops ip ip6 isolation kernel-memory l label \
         label-file link link-local-ip log-driver log-opt m mac-address memory memory-reservation \
         memory-swap memory-swappiness name net-alias network-alias oom-score-adj os p \
         passwd-entry personality pidfile pids-limit platform pod pod-id-file preserve-fd \
         preserve-fds publish pull rdt-class requires restart retry retry-delay sdnotify secret \
         shm-size shm-size-systemd stop-signal stop-timeout storage-opt subgidname subuidname \
         sysctl systemd timeout tmpfs tz u uidmap ulimit umask unsetenv user variant \
         volume-driver w workdir",
    ),
    flag(
        Nothing,
        "P d detach disable-content-trust help i init interactive no-healthcheck no-hostname \
         no-hosts oom-kill-disable publish-all q quiet read-only read-only-tmpfs replace rm rm-i \
         rmi sig-proxy t tls-verify tty unsetenv-all",
    ),
    // Hands on the caller's whole environment (podman).
    glued(Nothing, "env-host http-proxy"),
];

const WSL: &[Row] = &[
    value(Nothing, "cd d distribution distribution-id shell-type u user"),
    flag(Nothing, "e exec system ~"),
];
