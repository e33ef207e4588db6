#!/usr/bin/env bash
# Takes a company of a dozen people through a few days of its life, on the simulator: no account, no
# money, no mail, and nothing left running.
#
# Set by `make demo`: CLI (terraform or tofu), ONOFFSIM (the simulator), PROVIDER_DIR (the folder with
# the provider's binary).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
: "${CLI:?run this with make demo}" "${ONOFFSIM:?run this with make demo}" "${PROVIDER_DIR:?run this with make demo}"

work=$(mktemp -d)
simulator=
finish() {
  status=$?
  [ -z "$simulator" ] || { kill "$simulator" 2>/dev/null && wait "$simulator" 2>/dev/null; } || true
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

step() { printf '\n\033[1m== %s\033[0m\n' "$1"; }
fail() { printf '\nThe demo went wrong: %s\n' "$1" >&2; exit 1; }

cd "$work"
cp "$here"/main.tf "$here"/roster.csv "$here"/numbers.csv .
printf 'provider_installation {\n  dev_overrides {\n    "onoff-community/onoff" = "%s"\n  }\n  direct {}\n}\n' "$PROVIDER_DIR" >"$work/cli.tfrc"

step "Starting the simulator of the API, with an organisation that has its owner and some free numbers"
"$ONOFFSIM" -listen 127.0.0.1:0 -api-key demo -company "$here/company.json" >"$work/address" 2>"$work/simulator.log" &
simulator=$!
for _ in $(seq 100); do
  [ -s "$work/address" ] && break
  kill -0 "$simulator" 2>/dev/null || { cat "$work/simulator.log" >&2; fail "the simulator didn't start"; }
  sleep 0.1
done
[ -s "$work/address" ] || fail "the simulator didn't say where it listens"

export ONOFF_BASE_URL ONOFF_API_KEY=demo TF_CLI_CONFIG_FILE="$work/cli.tfrc" TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
ONOFF_BASE_URL=$(head -n 1 "$work/address")
unset TF_LOG TF_WORKSPACE TF_CLI_ARGS TF_CLI_ARGS_plan TF_CLI_ARGS_apply
echo "It listens on $ONOFF_BASE_URL."
# run OUT CLI-ARGUMENTS...: the CLI's words go to the file OUT, without the notice that a development
# build of the provider is in use; its status is returned.
run() {
  local out=$1 status=0
  shift
  "$CLI" "$@" -no-color -input=false >"$out.raw" 2>&1 || status=$?
  sed '/^Warning: Provider development overrides/,/releases\.$/d' "$out.raw" >"$out"
  return "$status"
}

# apply OUT: applies without asking.
apply() {
  run "$1" apply -auto-approve || { cat "$1"; fail "the apply failed"; }
}

# show OUT: what was planned and done, a line for each.
show() {
  grep -E '^(  # onoff|  +[~+] (email|member_email|phone_number|role|quantity) |onoff_.*: (Creation|Modifications|Destruction) complete|Plan:|Apply complete)' "$1" |
    sed -E 's/ (after [0-9]+s )?\[id=.*//; s/ after [0-9]+s$//'
}

# nothing_to_do OUT: shows that a plan has no changes.
nothing_to_do() {
  run "$1" plan -detailed-exitcode || { cat "$1"; fail "the plan should have been empty"; }
  grep '^No changes' "$1"
}

step "1. Onboarding: twelve people, their departments, thirteen numbers from two countries, and their licences"
apply first
show first | grep -vE '^  '
grep -q '^Apply complete! Resources: 30 added, 0 changed, 0 destroyed' first || fail "thirty things should have been created"

step "2. The same again: nothing has changed, so nothing is to be done"
nothing_to_do second

step "3. Offboarding: Jonas Keller leaves, and his number goes to Léa Dubois in the same apply"
sed -i.bak '/^jonas\.keller@/d' roster.csv
sed -i.bak 's/^\(+49 176 04069 001\),jonas\.keller@/\1,lea.dubois@/' numbers.csv
apply third
show third
grep -q '^Apply complete! Resources: 0 added, 1 changed, 1 destroyed' third || fail "one number should have moved and one member left"
nothing_to_do third-again

step "4. A mistake: three more numbers for Léa Dubois, who has three. That makes six, and five is the limit"
for number in '+33 6 39 98 00 11' '+33 6 39 98 00 12' '+33 6 39 98 00 13'; do
  echo "$number,lea.dubois@atelier-lumen.example," >>numbers.csv
done
if run fourth plan; then
  cat fourth
  fail "a plan with a sixth number should have been refused"
fi
grep -q '^Error: ' fourth || { cat fourth; fail "the plan failed without saying why"; }
sed -n '/^Error: /,$p' fourth
echo "The plan was refused: nothing was bought, nobody was mailed, and nobody's phone was touched."

step "Done. The simulator is stopped; the configuration is in examples/demo"
