package gencmd

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGoneAway takes names away that a package has given: of a status, of an alias, and with a way out each.
func TestGoneAway(t *testing.T) {
	aliases := lines("alias|name", "AccountShut|AccountClosed")
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

	swap := edit{"statuses/substatuses.tsv", "", lines("substatus|name", "403.1001|InsufficientBalance", "403.1010|LedgerDown", "500.1100|AccountClosed")}
	exit, stderr = try(swap)
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, "statuses/substatuses.tsv:3: LedgerDown was 500.1100 in billing/statuses_gen.go and is 403.1010 now: a name is never given to another number")
	assert.Contains(t, stderr, "statuses/substatuses.tsv:4: AccountClosed was 403.1010 in billing/statuses_gen.go and is 500.1100 now")

	// A new name of the same status, for which the old one is an alias, keeps its ID.
	renamed := []edit{
		{"statuses/substatuses.tsv", "AccountClosed", "AccountEnded"},
		{"statuses/aliases.tsv", "", lines("alias|name|deprecated", "AccountShut|AccountEnded|-", "AccountClosed|AccountEnded|yes")},
	}
	exit, stderr = try(renamed...)
	assert.Equal(t, 1, exit)
	assert.Equal(t, "statuses/substatuses.tsv:3: the ID of 403.1010 was account_closed in billing/statuses_gen.go and is account_ended now, which clients do not know: put account_closed into the column id, or, before anything is released, delete that file\n", stderr)
	renamed[0] = edit{"statuses/substatuses.tsv", "", lines("substatus|name|id", "403.1001|InsufficientBalance|-", "403.1010|AccountEnded|account_closed", "500.1100|LedgerDown|-")}
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

	require.NoError(t, os.WriteFile("statuses/substatuses.tsv", []byte(lines(
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

// TestOtherPackage refuses a folder that has another package, but not programs beside it that are not built with it.
func TestOtherPackage(t *testing.T) {
	files := userTable()
	files["billing/make.go"] = "//go:build ignore\n\npackage main\n"
	files["billing/words.go"] = "package documentation\n"
	files["billing/billing.go"] = "package billing\n"
	files["billing/billing_test.go"] = "package billing_test\n"
	writeTree(t, files)
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 0, exit, stderr)
	before := readTree(t, ".")
	exit, _, stderr = gen("-table", "statuses", "-package", "shipping", "-out", "billing")
	assert.Equal(t, 1, exit)
	assert.Equal(t, "gen: "+filepath.Join("billing", "billing.go")+" is of package billing: want a folder for package shipping alone\n", stderr)
	assert.Equal(t, before, readTree(t, "."))
}

// TestFolderName generates from a folder whose name would end the comment that it stands in.
func TestFolderName(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names")
	}
	files := map[string]string{}
	for name, text := range userTable() {
		files[strings.Replace(name, "statuses/", "a\nb-->c/", 1)] = text
	}
	writeTree(t, files)
	exit, _, stderr := gen("-table", "a\nb-->c", "-package", "billing", "-out", "billing")
	require.Equal(t, 0, exit, stderr)
	for name, text := range readTree(t, "billing") {
		head, _, _ := strings.Cut(text, "\n")
		if strings.HasSuffix(name, ".go") {
			assert.Equal(t, `// Code generated by httpstatus/gen from "../a\nb-->c"; DO NOT EDIT.`, head)
		} else if text != "" {
			assert.Equal(t, `<!-- Code generated by httpstatus/gen from "../a\nb--&gt;c"; DO NOT EDIT. -->`, head)
		}
	}
}

// TestBigFile refuses a sheet that has no end, or is larger than any.
func TestBigFile(t *testing.T) {
	writeTree(t, userTable())
	f, err := os.Create("statuses/aliases.tsv")
	require.NoError(t, err)
	require.NoError(t, f.Truncate(1<<30))
	require.NoError(t, f.Close())
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Equal(t, "gen: statuses/aliases.tsv: the file has more than 64 MiB, which no sheet needs\n", stderr)
	if runtime.GOOS == "windows" {
		return
	}
	require.NoError(t, os.Remove("statuses/aliases.tsv"))
	require.NoError(t, os.Symlink("/dev/zero", "statuses/aliases.tsv"))
	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Regexp(t, `^gen: statuses/aliases.tsv: this is no regular file but D.*: want one, or a link to one\n$`, stderr)
	require.NoError(t, os.Remove("statuses/aliases.tsv"))
	require.NoError(t, os.Rename("statuses/text.fr.tsv", "fr"))
	require.NoError(t, os.Symlink("../fr", "statuses/text.fr.tsv"))
	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 0, exit, stderr)
}

// TestMissingWritten puts the rows that are missing into their places, in files of each form.
func TestMissingWritten(t *testing.T) {
	files := userTable()
	edit{"statuses/text.en.tsv", "599|Ledger lost|Call us.|Restore it.\n", ""}.apply(t, files)
	files["statuses/text.fr.tsv"] = ""
	files["statuses/text.zh-Hant.tsv"] = "# 文字\r\nremedy\tstatus\ttitle\tdetail\tnote\r\n\t404\t沒有\t沒有。\t\r\n# 付款\r\n\t460\t付款保留中\t付款已保留。\t\r\n"
	files["statuses/languages.tsv"] += "ja\tJapanese\n"
	writeTree(t, files)
	exit, stdout, stderr := gen("-missing", "statuses", "-write")
	assert.Equal(t, 0, exit, stderr)
	assert.Equal(t, "statuses/text.en.tsv: 1 row\nstatuses/text.zh-Hant.tsv: 4 rows\nstatuses/text.fr.tsv: 5 rows\nstatuses/text.ja.tsv: 5 rows\n", filepath.ToSlash(stdout))
	tree := readTree(t, "statuses")
	assert.True(t, strings.HasSuffix(tree["statuses/text.en.tsv"], lines("500.1100|Ledger down|Try again.|Start the ledger.", "# 599, LedgerLost", "599|||")))
	guide := "# 403.1001, InsufficientBalance: Insufficient balance / The balance is {balance} of {total}. / Look at {balance}."
	assert.Equal(t, strings.ReplaceAll(lines(
		"# 文字", "remedy|status|title|detail|note",
		guide, "|403.1001|||",
		"# 403.1010, AccountClosed: Account closed / This account is closed.", "|403.1010|||",
		"|404|沒有|沒有。|", "# 付款", "|460|付款保留中|付款已保留。|",
		"# 500.1100, LedgerDown: Ledger down / Try again. / Start the ledger.", "|500.1100|||",
		"# 599, LedgerLost", "|599|||",
	), "\n", "\r\n"), tree["statuses/text.zh-Hant.tsv"])
	assert.True(t, strings.HasPrefix(tree["statuses/text.fr.tsv"], lines("status|title|detail|remedy", guide, "403.1001|||")), tree["statuses/text.fr.tsv"])
	assert.Equal(t, tree["statuses/text.fr.tsv"], tree["statuses/text.ja.tsv"])

	exit, _, stderr = gen("-missing", "statuses", "-write") // what is to be filled in is no more missing
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, "statuses/text.ja.tsv:3: title of 403.1001 is empty\n")
	assert.Equal(t, tree, readTree(t, "statuses"))
}

// TestMissingRedirected is gen -missing DIR > DIR/text.fr.tsv: the file is there, and empty, when gen reads it.
func TestMissingRedirected(t *testing.T) {
	for _, text := range []string{"", "\ufeff", "# French\n", lines("status|title|detail|remedy")} {
		files := userTable()
		files["statuses/text.fr.tsv"] = text
		writeTree(t, files)
		exit, stdout, stderr := gen("-missing", "statuses")
		assert.Equal(t, 1, exit)
		assert.Equal(t, "gen: 5 rows are missing\n", stderr)
		assert.Equal(t, 5, strings.Count(stdout, "\t\t\t\n"))
		if !strings.Contains(text, "status") {
			assert.Contains(t, stdout, lines("status|title|detail|remedy"))
		}
	}
}

// TestTypes has problem types of each kind.
func TestTypes(t *testing.T) {
	for base, ok := range map[string]bool{
		"/problems/": true, "/": true, "/p?t=": true, "https://example.com/problems/": true, "https://example.com/problems#": true,
		"urn:example:": true, "tag:example.com,2026:": true,
		"": false, "problems/": false, "/problems": false, "https://example.com": false, "https://exa mple.com/": false,
		"/\x1b/": false, "/ü/": false, "//%zz/": false, "/<b>/": false,
	} {
		writeTree(t, userTable())
		exit, _, stderr := gen(append(userArgs, "-types", base)...)
		if !ok {
			assert.Equal(t, 2, exit, base)
			assert.Contains(t, stderr, fmt.Sprintf("gen: -types %q: want an absolute URI or a path that ends in /, #, : or =", base))
			continue
		}
		require.Equal(t, 0, exit, stderr)
		assert.Contains(t, readTree(t, "billing")["billing/text_gen.go"], `"InsufficientBalanceinsufficient_balance`+base+`insufficient-balancebalance total`)
	}
}

// TestTwoRuns runs many generators into one folder: each waits for the others.
func TestTwoRuns(t *testing.T) {
	files := userTable()
	for name, text := range userTable() {
		files[strings.Replace(name, "statuses/", "other/", 1)] = strings.ReplaceAll(text, "The payment is held.", "We hold the payment.")
	}
	writeTree(t, files)
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			exit, _, stderr := gen("-table", []string{"statuses", "other"}[i%2], "-package", "billing", "-out", "billing")
			assert.Equal(t, 0, exit, stderr)
		})
	}
	wait.Wait()
	tree := readTree(t, "billing")
	assert.Len(t, tree, 4, "something is left behind")
	other := strings.Contains(tree["billing/text_gen.go"], "We hold the payment.")
	assert.Equal(t, other, strings.Contains(tree["billing/STATUSES.md"], "We hold the payment."), "the files are of two runs")
}

// TestAbandoned takes away what a killed run has left, and waits for one that is at work.
func TestAbandoned(t *testing.T) {
	files := userTable()
	files["billing/.gen/text_gen.go"] = "half"
	writeTree(t, files)
	long := time.Now().Add(-time.Hour)
	require.NoError(t, os.Chtimes("billing/.gen", long, long))
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 0, exit, stderr)
	assert.Len(t, readTree(t, "billing"), 4)

	require.NoError(t, os.WriteFile("billing/.gen", nil, 0o666))
	before := readTree(t, ".")
	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, "is no folder of gen: move it away\n")
	assert.Equal(t, before, readTree(t, "."))
}

// TestKilled kills runs at any moment: the files that are there are whole, of this run or of an earlier one.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the generator")
	}
	bin := filepath.Join(t.TempDir(), "gen.exe")
	out, err := exec.Command("go", "build", "-o", bin, "../../gen").CombinedOutput()
	require.NoError(t, err, "%s", out)
	files := userTable()
	for name, text := range userTable() {
		files[strings.Replace(name, "statuses/", "other/", 1)] = strings.ReplaceAll(text, "The payment is held.", "We hold the payment.")
	}
	writeTree(t, files)
	whole := map[string]map[string]bool{}
	args := func(table string) []string {
		return []string{"-table", table, "-package", "billing", "-out", "billing"}
	}
	started := time.Now()
	for _, table := range []string{"statuses", "other"} {
		out, err := exec.Command(bin, args(table)...).CombinedOutput()
		require.NoError(t, err, "%s", out)
		for name, text := range readTree(t, "billing") {
			if whole[name] == nil {
				whole[name] = map[string]bool{}
			}
			// The heads are not of two tables.
			whole[name][strings.ReplaceAll(text, "../other", "../statuses")] = true
		}
	}
	took := time.Since(started) / 2
	random := rand.New(rand.NewPCG(5, 6))
	killed := 0
	for i := range 40 {
		cmd := exec.Command(bin, args([]string{"statuses", "other"}[i%2])...)
		require.NoError(t, cmd.Start())
		time.Sleep(time.Duration(random.Int64N(int64(took))))
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			killed++
		}
		// What it leaves is as old as that of a run long ago.
		long := time.Now().Add(-time.Hour)
		os.Chtimes("billing/.gen", long, long)
		for name, texts := range whole {
			if data, _ := os.ReadFile(name); !strings.HasSuffix(name, "/") {
				require.True(t, texts[strings.ReplaceAll(string(data), "../other", "../statuses")], "%s is not whole after %d runs", name, i+1)
			}
		}
	}
	t.Logf("%d of 40 runs were killed, which take %v", killed, took)
	out, err = exec.Command(bin, args("statuses")...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Len(t, readTree(t, "billing"), 4)
}

// TestFullDisk writes to a disk that has too little room: the files that are there stay as they are.
func TestFullDisk(t *testing.T) {
	writeTree(t, userTable())
	exit, _, stderr := gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	good := readTree(t, "billing")
	size := 0
	for _, text := range good {
		size += len(text)
	}
	require.NoError(t, os.Mkdir("disk", 0o777))
	room := size + 3*4096 // for these, and not for their like
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%d", room), "tmpfs", "disk").CombinedOutput(); err != nil {
		t.Skipf("no small disk: %s", out)
	}
	defer func() {
		out, err := exec.Command("umount", "disk").CombinedOutput()
		assert.NoError(t, err, "%s", out)
	}()
	args := []string{"-table", "statuses", "-package", "billing", "-out", filepath.Join("disk", "billing")}
	exit, _, stderr = gen(args...)
	require.Equal(t, 0, exit, stderr)
	before := readTree(t, "disk")

	files := userTable()
	for _, language := range []string{"en", "fr", "zh-Hant"} {
		name := "statuses/text." + language + ".tsv"
		files[name] = strings.ReplaceAll(files[name], "\t\n", "\t"+strings.Repeat("x", 500)+"\n")
	}
	writeFiles(t, files)
	exit, _, stderr = gen(args...)
	assert.Equal(t, 1, exit)
	assert.Regexp(t, "^gen: .*no space left on device\n$", stderr)
	assert.Equal(t, before, readTree(t, "disk"))
}
