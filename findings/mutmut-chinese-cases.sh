#!/usr/bin/env bash
# Version:   mutmut 3.8.1 with pytest 9.2.0 (PyPI)
# Guess:     a change that no test notices is a survivor, in whatever script the cases of a test are named.
# Behaviour: with Chinese names of cases every change is reported as killed. pytest escapes such a name (签 becomes \u7b7e)
#            and escapes the escaped name again when the same process collects once more. mutmut collects once for its
#            statistics, then runs the names it saw in forks of that process: pytest does not find them, and mutmut takes
#            this for a failed test. The same tests with cases named a and b show the survivors.
# Hurts:     the mutation score of a project with Chinese cases, which is then near 100 % whatever its tests are worth.
#            Set pytest's disable_test_id_escaping_and_forfeit_all_rights_to_community_support, as done last here.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mutmut==3.8.1 pytest==9.2.0
"$folder/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | grep -E '^(mutmut|pytest) '

# Make a project whose only test cannot fail; print how many changes mutmut tried, and how many "survived".
tried() {
  local project=$folder/$1
  mkdir -p "$project/pay" "$project/tests"
  printf 'def pay(count):\n    return count * 7 + 1\n' >"$project/pay/__init__.py"
  printf 'import pytest\nfrom pay import pay\n\n@pytest.mark.parametrize("count", [1, 2], ids=%s)\ndef test_pay(count):\n    pay(count)\n' \
    "$2" >"$project/tests/test_pay.py"
  printf '[tool.mutmut]\nsource_paths = ["pay"]\n[tool.pytest.ini_options]\npythonpath = ["."]\n%s\n' "$3" >"$project/pyproject.toml"
  (
    cd "$project"
    "$folder/venv/bin/mutmut" run >/dev/null 2>&1 || true
    "$folder/venv/bin/mutmut" results --all true | sed -n 's/^ *\S*: \(.*\)$/\1/p' | sort | uniq -c | tr -s ' \n' ' '
  )
}

option="disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true"
latin=$(tried latin '["a", "b"]' '')
chinese=$(tried chinese '["签到", "信息"]' '')
unescaped=$(tried unescaped '["签到", "信息"]' "$option")
echo "cases named a and b:          $latin"
echo "guess for Chinese names:      $latin"
echo "happened:                     $chinese"
echo "Chinese names, not escaped:   $unescaped"
[[ $latin == *survived* && $latin != *killed* && $chinese == *killed* && $chinese != *survived* && $unescaped == "$latin" ]] || exit 1
