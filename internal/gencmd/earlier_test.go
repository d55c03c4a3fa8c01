package gencmd

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGoneAway takes names away that a package has given: of a status, of an alias, and with a way out each.
func TestGoneAway(t *testing.T) {
	aliases := tabletest.Lines("alias|name", "AccountShut|AccountClosed")
	files := userTable()
	files["statuses/aliases.tsv"] = aliases
	writeTree(t, files)
	exit, _, stderr := gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	before := readTree(t, "billing")

	try := func(edits ...edit) (exit int, stderr string) {
		t.Helper()
		files := userTable()
		files["statuses/aliases.tsv"] = aliases
		for _, e := range edits {
			e.apply(t, files)
		}
		require.NoError(t, os.RemoveAll("statuses"))
		writeFiles(t, files)
		exit, _, stderr = gen(append(userArgs, "-check")...)
		if strings.Contains(stderr, "not up to date") {
			exit = 0 // there is no fault
		}
		return exit, stderr
	}
	exit, stderr = try(edit{"statuses/aliases.tsv", "", ""})
	assert.Equal(t, 1, exit)
	assert.Equal(t, "statuses/aliases.tsv: AccountShut, another name of 403.1010 in billing/statuses_gen.go, has gone away: keep its row, or, before anything is released, delete that file\n", stderr)

	var gone []edit
	for file, row := range map[string]string{
		"codes": "460|PaymentHeld|-|wire\n", "text.en": "460|Payment held|The payment is held.|\n",
		"text.fr": "460|Paiement retenu|Le paiement est retenu.|\n", "text.zh-Hant": "460|付款保留中|付款已保留。|\n",
	} {
		gone = append(gone, edit{"statuses/" + file + ".tsv", row, ""})
	}
	exit, stderr = try(gone...)
	assert.Equal(t, 1, exit)
	assert.Equal(t, "statuses/codes.tsv: 460 PaymentHeld, which is in billing/statuses_gen.go, has gone away: keep its row, and say in the column deprecated what to use instead; or, before anything is released, delete that file\n", stderr)

	swap := edit{"statuses/substatuses.tsv", "", tabletest.Lines("substatus|name", "403.1001|InsufficientBalance", "403.1010|LedgerDown", "500.1100|AccountClosed")}
	exit, stderr = try(swap)
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, "statuses/substatuses.tsv:3: LedgerDown was 500.1100 in billing/statuses_gen.go and is 403.1010 now: a name is never given to another number")
	assert.Contains(t, stderr, "statuses/substatuses.tsv:4: AccountClosed was 403.1010 in billing/statuses_gen.go and is 500.1100 now")

	// A new name of the same status, for which the old one is an alias, keeps its ID.
	renamed := []edit{
		{"statuses/substatuses.tsv", "AccountClosed", "AccountEnded"},
		{"statuses/aliases.tsv", "", tabletest.Lines("alias|name|deprecated", "AccountShut|AccountEnded|-", "AccountClosed|AccountEnded|yes")},
	}
	exit, stderr = try(renamed...)
	assert.Equal(t, 1, exit)
	assert.Equal(t, "statuses/substatuses.tsv:3: the ID of 403.1010 was account_closed in billing/statuses_gen.go and is account_ended now, which clients do not know: put account_closed into the column id, or, before anything is released, delete that file\n", stderr)
	renamed[0] = edit{"statuses/substatuses.tsv", "", tabletest.Lines("substatus|name|id", "403.1001|InsufficientBalance|-", "403.1010|AccountEnded|account_closed", "500.1100|LedgerDown|-")}
	exit, stderr = try(renamed...)
	assert.Equal(t, 0, exit, stderr)

	assert.Equal(t, before, readTree(t, "billing"))
	require.NoError(t, os.Remove("billing/statuses_gen.go")) // nothing is released
	exit, stderr = try(swap)
	assert.Equal(t, 0, exit, stderr)
}

// TestOtherForm says in words that a package is of another version of the module.
func TestOtherForm(t *testing.T) {
	writeTree(t, userTable())
	exit, _, stderr := gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	data, err := os.ReadFile("billing/statuses_gen.go")
	require.NoError(t, err)
	require.Contains(t, string(data), "\nconst _ = messages.IfUndefinedRunGenAgain3\n")
	for _, form := range []string{"const _ = messages.IfUndefinedRunGenAgain1", ""} {
		old := strings.Replace(string(data), "const _ = messages.IfUndefinedRunGenAgain3", form, 1)
		require.NoError(t, os.WriteFile("billing/statuses_gen.go", []byte(old), 0o666))
		exit, _, stderr = gen(append(userArgs, "-check")...)
		assert.Equal(t, 1, exit)
		assert.Contains(t, stderr, "billing/statuses_gen.go: the file has the form of another version of github.com/httpstatus-go/httpstatus, ")
		assert.Contains(t, stderr, "this generator writes IfUndefinedRunGenAgain3")
	}
	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 0, exit, stderr)
}

// TestEarlierForm reads the IDs of a package of another version, whose rows have one fact less, and holds to them.
func TestEarlierForm(t *testing.T) {
	writeTree(t, userTable())
	exit, _, stderr := gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	now := readTree(t, "billing")
	data, err := os.ReadFile("billing/text_gen.go")
	require.NoError(t, err)
	bounds := regexp.MustCompile(`(?s)var factBounds = \[\]uint\d+\{(.*?)\n\}`)
	m := bounds.FindSubmatch(data)
	require.NotNil(t, m)
	ends := strings.Split(strings.Trim(strings.Join(strings.Fields(string(m[1])), ""), ","), ",")
	facts := (len(ends) - 1) / 6 // of five rows, and of the empty one
	var earlier []string
	for i, end := range ends {
		if i%facts != facts-1 {
			earlier = append(earlier, end)
		}
	}
	old := bounds.ReplaceAll(data, []byte("var factBounds = []uint32{\n\t"+strings.Join(earlier, ", ")+",\n}"))
	require.NotEqual(t, string(data), string(old))
	require.NoError(t, os.WriteFile("billing/text_gen.go", old, 0o666))

	require.NoError(t, os.WriteFile("statuses/substatuses.tsv", []byte(tabletest.Lines(
		"substatus|name|id", "403.1001|InsufficientBalance|-", "403.1010|AccountClosed|shut", "500.1100|LedgerDown|-")), 0o666))
	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, "the ID of 403.1010 was account_closed")
	assert.Equal(t, 1, strings.Count(stderr, "the ID of"), stderr)

	require.NoError(t, os.WriteFile("statuses/substatuses.tsv", []byte(userTable()["statuses/substatuses.tsv"]), 0o666))
	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 0, exit, stderr)
	assert.Equal(t, now, readTree(t, "billing"))
}
