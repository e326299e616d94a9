#!/bin/sh
# Two PostgreSQL servers of which one writes and the other follows. docs/how-to/stay-up.md says when to use which word.
#
#   primary    make a new database that writes            promote    let this standby write from now on
#   standby    copy the other one and follow it           rejoin     make this old primary follow the new one
#   start      start in the background                    together   each commit waits until the standby has it, too
#   run        the same in the foreground (systemd)       alone      commits wait for nobody
#   stop       stop in good order                         status     who writes, who follows, how far behind
#
# What it needs stands in the environment; deploy/database.env.example explains each line. It never runs as root.
set -eu

: "${PARVIS_PG_DATA:?the folder of the database}" "${PARVIS_PG_NAME:?the name of this machine, such as a}"
: "${PARVIS_PG_NAMES:?the names of both machines, such as a,b}" "${PARVIS_PG_OTHER:?the address of the other machine}"
data=$PARVIS_PG_DATA name=$PARVIS_PG_NAME other=$PARVIS_PG_OTHER
port=${PARVIS_PG_PORT:-5432} other_port=${PARVIS_PG_OTHER_PORT:-5432}
socket=${PARVIS_PG_SOCKET:-$(dirname "$data")/socket}
bin=${PARVIS_PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
export PATH="${bin:+$bin:}$PATH" LC_ALL=C PGCONNECT_TIMEOUT=3 PGPASSFILE="${PARVIS_PG_PASSFILE:-$HOME/.pgpass}"
follower=parvis_replication

cannot() { echo "$*" >&2; exit 1; }
case $name in *[!a-z0-9_]*) cannot "PARVIS_PG_NAME is $name. Use small letters, digits and _ alone." ;; esac
# Each process of PostgreSQL stands in its folder. Its own note of a number proves nothing after a crash.
is_up() { ls -l /proc/[0-9]*/cwd 2>/dev/null | grep -q -- "-> $data\$"; }
is_standby() { [ -e "$data/standby.signal" ]; }
here() { psql -X -v ON_ERROR_STOP=1 -h "$socket" -p "$port" -U postgres -d "${2:-postgres}" -Atqc "$1"; }
there() { psql -X -v ON_ERROR_STOP=1 -h "$other" -p "$other_port" -U "$follower" -d postgres -Atqc "$1"; }
other_writes() { [ "$(there 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; }

# So that no password stands in a command: libpq reads it from a file that only this user may read.
keep_password() {
    [ -n "${PARVIS_PG_FOLLOWER_PASSWORD:-}" ] && [ ! -e "$PGPASSFILE" ] || return 0
    password=$(printf %s "$PARVIS_PG_FOLLOWER_PASSWORD" | sed 's/[\\:]/\\&/g')
    (umask 077 && echo "*:*:*:$follower:$password" >"$PGPASSFILE")
}

# ── settings ──────────────────────────────────────────────────────────────────

# What belongs to this machine; a copy brings the other machine's, so it is written anew each time.
settle() {
    cat >"$data/parvis.conf" <<-END
	listen_addresses = '${PARVIS_PG_LISTEN:-127.0.0.1}'
	port = $port
	unix_socket_directories = '$socket'
	unix_socket_permissions = 0700
	cluster_name = 'parvis_$name'
	timezone = 'UTC'
	jit = off
	# Both machines can be either: what a standby needs, and what a way back needs.
	wal_level = replica
	hot_standby = on
	hot_standby_feedback = on
	wal_log_hints = on
	max_wal_senders = 10
	max_replication_slots = 10
	# A standby that is away may miss this much; then it must be copied anew. More would fill the disk.
	wal_keep_size = 1GB
	max_slot_wal_keep_size = ${PARVIS_PG_KEPT_FOR_STANDBY:-8GB}
	# A line that says nothing for this long is dead.
	wal_sender_timeout = 10s
	wal_receiver_timeout = 10s
	wal_receiver_status_interval = 1s
	tcp_keepalives_idle = 10
	tcp_keepalives_interval = 5
	tcp_keepalives_count = 3
	synchronous_commit = on
	END
    [ -z "${PARVIS_PG_SETTINGS:-}" ] || printf '%s\n' "$PARVIS_PG_SETTINGS" >>"$data/parvis.conf"
    grep -qx "include 'parvis.conf'" "$data/postgresql.conf" || echo "include 'parvis.conf'" >>"$data/postgresql.conf"
    # The socket lies in a folder that only this user can enter.
    cat >"$data/pg_hba.conf" <<-END
	local all         all       trust
	host  all         parvis    ${PARVIS_PG_NETWORK:-127.0.0.1/32} scram-sha-256
	host  postgres    $follower ${PARVIS_PG_NETWORK:-127.0.0.1/32} scram-sha-256
	host  replication $follower ${PARVIS_PG_NETWORK:-127.0.0.1/32} scram-sha-256
	END
    mkdir -p -m 0700 "$socket"
}

# From the next start on this server follows the other one. Slots and settings that came with a copy are not ours.
follow() {
    rm -rf "$data"/pg_replslot/*
    grep -Ev '^(primary_conninfo|primary_slot_name|synchronous_standby_names) ' "$data/postgresql.auto.conf" \
        >"$data/postgresql.auto.conf.new" || true
    cat >>"$data/postgresql.auto.conf.new" <<-END
	primary_conninfo = 'host=$other port=$other_port user=$follower application_name=parvis_$name passfile=''$PGPASSFILE'' connect_timeout=3 keepalives_idle=10 keepalives_interval=5 keepalives_count=3'
	primary_slot_name = 'parvis_$name'
	END
    chmod 600 "$data/postgresql.auto.conf.new"
    mv "$data/postgresql.auto.conf.new" "$data/postgresql.auto.conf"
    rm -f "$data/must-follow"
    touch "$data/standby.signal"
    settle
}

keep_for() { # what the standby of this name has not read yet is kept
    echo "SELECT pg_create_physical_replication_slot('parvis_$1', true)
          WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'parvis_$1')"
}

# ── words ─────────────────────────────────────────────────────────────────────

# Two that write is the one thing that must never be. Whoever comes back asks the other one first, and remembers the
# answer: should the other one be lost later, too, this one still lacks what was written meanwhile.
refuse_to_be_second() {
    is_standby || { [ ! -e "$data/must-follow" ] && ! other_writes; } || {
        [ ! -d "$data" ] || touch "$data/must-follow"
        echo "$other wrote while $name was away, so $name must not write. Make it follow: database.sh rejoin." >&2
        echo "If $other is lost for good: rm $data/must-follow gives up what was written there." >&2
        exit 3 # systemd does not try again
    }
}

primary() {
    [ ! -e "$data/PG_VERSION" ] || cannot "There is a database in $data already."
    refuse_to_be_second
    : "${PARVIS_PG_PASSWORD:?the password of parvis}" "${PARVIS_PG_FOLLOWER_PASSWORD:?the password of $follower}"
    initdb -D "$data" -U postgres --auth=trust --encoding=UTF8 --data-checksums --no-instructions \
        --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C >/dev/null
    settle
    start
    # Passwords come through standard input, so that no list of processes shows them.
    psql -X -q -v ON_ERROR_STOP=1 -h "$socket" -p "$port" -U postgres -d postgres <<-END
	SET log_statement = none;
	SET log_min_error_statement = panic;
	CREATE ROLE parvis LOGIN PASSWORD '$(quoted "$PARVIS_PG_PASSWORD")' IN ROLE pg_monitor;
	CREATE ROLE $follower LOGIN REPLICATION PASSWORD '$(quoted "$PARVIS_PG_FOLLOWER_PASSWORD")';
	GRANT EXECUTE ON FUNCTION pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean),
	    pg_read_binary_file(text), pg_read_binary_file(text, bigint, bigint, boolean) TO $follower;
	CREATE DATABASE parvis OWNER parvis;
	END
    echo "$name writes. DATABASE_URL can reach it at port $port."
}

quoted() { printf %s "$1" | sed "s/'/''/g"; }

standby() {
    [ ! -e "$data/PG_VERSION" ] || cannot "There is a database in $data already. Move it away, or use rejoin."
    other_writes || cannot "$other does not answer as one that writes. Start it there first."
    there "$(keep_for "$name")" >/dev/null
    pg_basebackup -D "$data" -h "$other" -p "$other_port" -U "$follower" -S "parvis_$name" -X stream -c fast
    follow
    echo "$name is a copy. Start it, then on $other: database.sh together."
}

ready() {
    ! is_up || cannot "$name runs already."
    refuse_to_be_second
    rm -f "$data/postmaster.pid" "$socket/.s.PGSQL.$port.lock"
    mkdir -p -m 0700 "$socket"
}

start() {
    ready
    pg_ctl start -w -s -D "$data" -l "$data/server.log"
}

run() {
    ready
    exec postgres -D "$data"
}

stop() { ! is_up || pg_ctl stop -w -s -m fast -D "$data"; }

promote() {
    is_standby || cannot "$name writes already."
    is_up || cannot "$name is down. Start it first."
    [ "${1:-}" = --although-the-other-writes ] || ! other_writes ||
        cannot "$other still writes. Stop it first: what it accepts from now on would be lost."
    # Before anything else: nobody follows yet, so a commit that waited for a standby would wait for ever.
    here 'ALTER SYSTEM RESET synchronous_standby_names'
    here 'SELECT pg_reload_conf()' >/dev/null
    pg_ctl promote -w -s -D "$data"
    echo "$PARVIS_PG_NAMES" | tr ',' '\n' | while read -r each; do
        [ "$each" = "$name" ] || here "$(keep_for "$each")" >/dev/null
    done
    here 'CHECKPOINT' # from here on the old primary can find where the ways parted
    echo "$name writes, and waits for nobody. Once $other follows: database.sh together."
}

rejoin() {
    ! is_up || cannot "$name still runs. Stop it first, so that it accepts nothing more."
    other_writes || cannot "$other does not answer as one that writes. Promote it first."
    there "$(keep_for "$name")" >/dev/null
    rm -f "$data/postmaster.pid"
    pg_rewind --target-pgdata "$data" --source-server "host=$other port=$other_port user=$follower dbname=postgres"
    follow
    echo "$name will follow $other. Start it, then on $other: database.sh together."
}

together() {
    ! is_standby || cannot "$name follows. Say it where it is written: on $other."
    seen 'streaming' || cannot "Nobody follows $name, so every commit would wait for ever. Start the standby first."
    names=$(echo "$PARVIS_PG_NAMES" | sed 's/[^,]*/parvis_&/g')
    here "ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 ($names)'"
    here 'SELECT pg_reload_conf()' >/dev/null
    seen 'streaming' "AND sync_state = 'sync'" || cannot "The standby does not answer. If it stays away: alone."
    echo "From now on a commit is acknowledged when $other has it on its disk."
}

seen() { # within ten seconds, a standby in this state
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ "$(here "SELECT count(*) FROM pg_stat_replication
                   WHERE state = '$1' AND application_name LIKE 'parvis\_%' ${2:-}")" = 0 ] || return 0
        sleep 1
    done
    return 1
}

alone() {
    here 'ALTER SYSTEM RESET synchronous_standby_names'
    here 'SELECT pg_reload_conf()' >/dev/null
    echo "From now on $name acknowledges by itself. What it alone has is lost if it is lost."
}

status() {
    is_up || cannot "$name is down."
    if is_standby; then
        here "SELECT 'follows; ' || coalesce((SELECT status || ' from ' || coalesce(sender_host, '?')
              FROM pg_stat_wal_receiver), 'the line is down') || '; last change '
              || coalesce(date_trunc('second', now() - pg_last_xact_replay_timestamp())::text, '?') || ' ago'"
        return
    fi
    here "SELECT 'writes; ' || CASE current_setting('synchronous_standby_names') WHEN '' THEN 'alone'
          ELSE 'waits for ' || current_setting('synchronous_standby_names') END"
    here "SELECT application_name || ': ' || state || ', ' || sync_state || ', '
          || pg_size_pretty(pg_current_wal_lsn() - replay_lsn) || ' behind' FROM pg_stat_replication"
    here "SELECT slot_name || ': away; ' || wal_status || ', '
          || pg_size_pretty(pg_current_wal_lsn() - restart_lsn) || ' kept for it'
          FROM pg_replication_slots WHERE NOT active"
    here "SELECT count(*) || ' commits wait for a standby' FROM pg_stat_activity
          WHERE wait_event = 'SyncRep' HAVING count(*) > 0"
}

[ "$(id -u)" != 0 ] || cannot "Not as root: PostgreSQL refuses. As the user of the database: runuser -u parvis-database …"
keep_password
word=${1:-status}
[ $# -eq 0 ] || shift
case $word in
primary | standby | start | run | stop | promote | rejoin | together | alone | status) "$word" "$@" ;;
*) cannot "There is no word $word. The words stand at the top of $0." ;;
esac
