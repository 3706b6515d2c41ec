#!/usr/bin/env bash
# Builds the fuzz targets and runs each for some seconds:
#
#     tests/fuzz/run.sh 60                    # all targets, a minute each, two at once
#     tests/fuzz/run.sh 36000 decoder edits   # two targets for ten hours
#
# What is met goes to ~/.cache/recit/fuzz/TARGET, and later runs start from there and from tests/fuzz/seeds. A case that fails is
# written to crash-…, timeout-… or oom-… in the same folder; to run it again: tests/fuzz/run.sh 0 TARGET FILE.
#
# Only this crate is instrumented, so that the stable compiler is enough and Typst, compiled for the tests, is not compiled again.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/recit/target}"
library=$(find /usr/lib/llvm-*/lib/clang -name 'libclang_rt.fuzzer-x86_64.a' 2>/dev/null | sort | tail -n 1)
if [ -z "$library" ]; then
  echo "libFuzzer is not here: apt-get install libclang-rt-14-dev"
  exit 3
fi

# cargo has the members of the workspace compiled by this instead of rustc: `$1` is rustc, the rest its arguments.
wrapper=$(mktemp)
trap 'rm -f "$wrapper"' EXIT
cat >"$wrapper" <<WRAPPER
#!/usr/bin/env bash
case " \$* " in
  *" --crate-name recit "* | *" --crate-name fuzz "*)
    set -- "\$@" -Ccodegen-units=1 -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \\
      -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \\
      -Cllvm-args=-sanitizer-coverage-trace-compares ;;
esac
case " \$* " in
  *" --crate-name fuzz "*) set -- "\$@" -Clink-arg=$library -Clink-arg=-lstdc++ ;;
  # cargo builds the program beside its tests: what counts must be there too, without libFuzzer's \`main\`.
  *" --crate-name recit "*" --crate-type bin "*)
    set -- "\$@" -Clink-arg=${library/fuzzer-/fuzzer_no_main-} -Clink-arg=-lstdc++ ;;
esac
exec "\$@"
WRAPPER
chmod +x "$wrapper"
mkdir -p "$HOME/.cache/recit/fuzz"
# One path for ever: cargo compiles again when the path of the wrapper changes.
mv "$wrapper" "$HOME/.cache/recit/fuzz/rustc"
export RUSTC_WORKSPACE_WRAPPER="$HOME/.cache/recit/fuzz/rustc"
built=$(cargo test --locked --features fuzzing --test fuzz --no-run --message-format=json-render-diagnostics |
  python3 -c 'import json,sys
for line in sys.stdin:
    said = json.loads(line)
    if said.get("target", {}).get("name") == "fuzz" and said.get("executable"):
        print(said["executable"])')

seconds=${1:-60}
shift || true
if [ "$seconds" = 0 ]; then
  RECIT_FUZZ=$1 exec "$built" "$2"
fi
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(decoder data import markdown typography proof edits)

fuzz() {
  local met="$HOME/.cache/recit/fuzz/$1"
  mkdir -p "$met"
  if ! RECIT_FUZZ=$1 "$built" -max_total_time="$seconds" -max_len=16384 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    -dict=tests/fuzz/words.dict -artifact_prefix="$met/" "$met" "tests/fuzz/seeds/$1" >"$met.log" 2>&1; then
    echo "$1: FAILED"
    grep -E 'panicked|ERROR|SUMMARY|Test unit written' -A 4 "$met.log" | head -n 30
    return 1
  fi
  echo "$1: $(grep -oE '^stat::number_of_executed_units: +[0-9]+' "$met.log" | grep -oE '[0-9]+$') runs, $(
    grep -oE 'cov: [0-9]+' "$met.log" | tail -n 1
  ), $(grep -oE 'ft: [0-9]+' "$met.log" | tail -n 1)"
}
failed=0
for target in "${targets[@]}"; do
  fuzz "$target" &
  if [ "$(jobs -rp | wc -l)" -ge 2 ]; then wait -n || failed=1; fi
done
while [ "$(jobs -p | wc -l)" -gt 0 ]; do wait -n || { [ $? = 127 ] && break; failed=1; }; done
exit $failed
