#!/usr/bin/env bash
# A real Neo4j Community server from Maven Central artifacts, for tests. Neo4j is GPLv3: fetched, not shipped.
#   neo4j.sh resolve                    write target/classpath (downloads once into the Maven repository)
#   neo4j.sh start HOME PORT PASSWORD   start on 127.0.0.1:PORT with a new HOME, wait until it answers, print the pid
#   neo4j.sh stop HOME                  clean stop (SIGTERM) of the server started in HOME, waits for its end
#   neo4j.sh admin HOME ARGS...         neo4j-admin for a HOME whose server is stopped, e.g. admin HOME database import full ...
#   neo4j.sh shell ARGS...              cypher-shell, e.g. shell -a bolt://127.0.0.1:PORT -u neo4j -p PASSWORD -f FILE
# Needs Linux, bash, ps, setsid, Java 17 or 21, Maven 3.
# Env: MVN_ARGS (e.g. -o: offline), JAVA (java), NEO4J_WAIT (120 s), NEO4J_SETTINGS (more lines of neo4j.conf),
#      NEO4J_HEAP (e.g. 2g: as much memory, and all compilers)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cpfile=$here/target/classpath
java=${JAVA:-java}
# serial collector and first compiler only: short runs start faster
if [[ -n ${NEO4J_HEAP:-} ]]; then jvm=("-Xmx$NEO4J_HEAP"); else jvm=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m); fi
# the module options of the distribution's neo4j.conf, needed on Java 17
opens=(--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
       --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED)

resolve() {
  [[ -s $cpfile && $cpfile -nt $here/pom.xml ]] && return
  mkdir -p "$here/target"
  # shellcheck disable=SC2086
  mvn -q -B ${MVN_ARGS:-} -f "$here/pom.xml" dependency:build-classpath \
      -Dmdep.includeScope=runtime -Dmdep.outputFile="$cpfile.tmp" >&2
  mv "$cpfile.tmp" "$cpfile"
}
# a zombie (ended, not yet reaped by its parent) counts as ended
alive() { kill -0 "$1" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"; }

# pid files outlive a kill -9 and pids are reused: only a Neo4j with this HOME is ours
ours() { alive "$1" && [[ $(ps -o args= -ww -p "$1") == *CommunityEntryPoint*"--home-dir=$2 "* ]]; }

admin() {
  local home=$1; shift
  NEO4J_HOME=$home NEO4J_CONF=$home/conf "$java" "${opens[@]}" "${jvm[@]}" -cp "$(<"$cpfile")" \
      org.neo4j.cli.AdminTool "$@"
}

start() {
  local home=$1 port=$2 password=$3 pid end
  mkdir -p "$home"/{conf,data,logs,plugins,import,run}
  home=$(cd "$home" && pwd)
  cat > "$home/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.bolt.advertised_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
${NEO4J_SETTINGS:-}
CONF
  admin "$home" dbms set-initial-password "$password" >> "$home/logs/admin.log" 2>&1
  : > "$home/logs/console.log"   # the wait below may look before the server's shell has made it
  NEO4J_HOME=$home setsid "$java" "${opens[@]}" "${jvm[@]}" \
      -Dlog4j2.disable.jmx=true -Dfile.encoding=UTF-8 \
      -cp "$(<"$cpfile")" org.neo4j.server.CommunityEntryPoint \
      --home-dir="$home" --config-dir="$home/conf" --console-mode > "$home/logs/console.log" 2>&1 < /dev/null &
  pid=$!
  echo "$pid" > "$home/run/pid"
  end=$((SECONDS + ${NEO4J_WAIT:-120}))
  # "Started." is the server's own word that Bolt and every database are up
  until grep -q ' Started\.' "$home/logs/console.log"; do
    if ! alive "$pid"; then tail -n 40 "$home/logs/console.log" >&2; rm -f "$home/run/pid"; return 1; fi
    if (( SECONDS > end )); then echo "not started in time, see $home/logs" >&2; stop "$home"; return 1; fi
    sleep 0.1
  done
  echo "$pid"
}

stop() {
  local home=$1 pid
  [[ -f $home/run/pid ]] || return 0
  home=$(cd "$home" && pwd)
  pid=$(<"$home/run/pid")
  ours "$pid" "$home" || { rm -f "$home/run/pid"; return 0; }
  kill -TERM "$pid"
  for _ in $(seq 600); do alive "$pid" || { rm -f "$home/run/pid"; return 0; }; sleep 0.1; done
  echo "pid $pid did not stop in 60 s" >&2; return 1
}

shell() { "$java" "${jvm[@]}" -Dfile.encoding=UTF-8 -cp "$(<"$cpfile")" org.neo4j.shell.Main "$@"; }

cmd=${1:-help}; shift || true
case $cmd in
  resolve) resolve ;;
  start) resolve; start "$@" ;;
  stop) stop "$@" ;;
  admin) resolve; home=$(mkdir -p "$1/conf" && cd "$1" && pwd); shift; admin "$home" "$@" ;;
  shell) resolve; shell "$@" ;;
  *) sed -n 2,11p "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
