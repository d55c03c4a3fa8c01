package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lackOf has one language that lacks text, French, and returns what it lacks with tabs made visible.
func lackOf(t *testing.T, files map[string]string, file string) (n int, paste, whole string) {
	t.Helper()
	lacks, err := Missing(sourceOf(files))
	require.NoError(t, err)
	require.Len(t, lacks, 1)
	assert.Equal(t, file, lacks[0].File)
	arrows := strings.NewReplacer("\t", "→", "\r", "␍")
	return lacks[0].N, arrows.Replace(string(lacks[0].Paste)), arrows.Replace(string(lacks[0].Whole))
}

// TestMissing has rows that lack in a text file: ready to be pasted, and in their places in the file, whose comments and
// other rows stay. Above each is what a translator needs.
func TestMissing(t *testing.T) {
	const (
		balance = "# 403.1001, InsufficientBalance: Insufficient balance / The balance is {balance} of {total:int}. / Look at {balance}.\n403.1001→→→\n"
		closed  = "# 403.1010, AccountClosed: Account closed / This account is closed.\n403.1010→→→\n"
		held    = "# 460, PaymentHeld: Payment held / The payment is held.\n460→→→\n"
		down    = "# 500.1100, LedgerDown: Ledger down / Try again. / Start the ledger.\n500.1100→→→\n"
		lost    = "# 599, LedgerLost: Ledger lost / Call us. / Restore it.\n599→→→\n"
		heading = "status→title→detail→remedy\n"
	)
	for _, tt := range []struct {
		name, text   string // text.fr.tsv
		n            int
		paste, whole string
	}{
		{"in the middle and at the end", "# French.\nstatus\ttitle\tdetail\tremedy\n403.1001\tSolde\t{total:int}, {balance}.\t-\n# held\n460\tRetenu\t-\t-\n\n# end\n", 3,
			closed + down + lost,
			"# French.\n" + heading + "403.1001→Solde→{total:int}, {balance}.→-\n" + closed + "# held\n460→Retenu→-→-\n" + down + lost + "\n# end\n"},
		{"at the beginning, with a text for others", "status\ttitle\tdetail\tremedy\n4xx\tErreur\t-\t-\n404\tAbsent\t-\t-\n599\tPerdu\t-\t-\n", 4,
			balance + closed + held + down,
			heading + "4xx→Erreur→-→-\n" + balance + closed + "404→Absent→-→-\n" + held + down + "599→Perdu→-→-\n"},
		{"heading alone, no line feed", "# French.\nremedy\tstatus\ttitle\tdetail\tsearch", 5,
			strings.NewReplacer("403.1001→→→", "→403.1001→→→", "403.1010→→→", "→403.1010→→→", "460→→→", "→460→→→", "500.1100→→→", "→500.1100→→→", "599→→→", "→599→→→").Replace(balance + closed + held + down + lost),
			"# French.\nremedy→status→title→detail→search\n" + strings.NewReplacer("403.1001→→→", "→403.1001→→→", "403.1010→→→", "→403.1010→→→", "460→→→", "→460→→→", "500.1100→→→", "→500.1100→→→", "599→→→", "→599→→→").Replace(balance+closed+held+down+lost)},
		{"heading alone, one line", "status\ttitle\tdetail\tremedy", 5, balance + closed + held + down + lost, heading + balance + closed + held + down + lost},
		{"empty, as a shell makes it", "", 5, heading + balance + closed + held + down + lost, heading + balance + closed + held + down + lost},
		{"a comment alone", "# French.\n\n", 5, heading + balance + closed + held + down + lost, "# French.\n\n" + heading + balance + closed + held + down + lost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := userTable()
			files["text.fr.tsv"] = tt.text
			n, paste, whole := lackOf(t, files, "text.fr.tsv")
			assert.Equal(t, tt.n, n)
			assert.Equal(t, "# t/text.fr.tsv\n"+tt.paste+"\n", paste)
			assert.Equal(t, tt.whole, whole)
		})
	}

	t.Run("no file", func(t *testing.T) {
		files := userTable()
		delete(files, "text.fr.tsv")
		n, paste, whole := lackOf(t, files, "text.fr.tsv")
		assert.Equal(t, 5, n)
		assert.Equal(t, heading+balance+closed+held+down+lost, whole)
		assert.Equal(t, "# t/text.fr.tsv\n"+whole+"\n", paste)
	})
	t.Run("commas and CRLF", func(t *testing.T) {
		files := userTable()
		delete(files, "text.fr.tsv")
		files["Text.FR.CSV"] = "status,title,detail,remedy\r\n403.1010,Ferme,-,-\r\n460,Retenu,-,-\r\n500.1100,Panne,-,-\r\n599,Perdu,-,-"
		n, paste, whole := lackOf(t, files, "Text.FR.CSV")
		row := strings.NewReplacer("→", ",", "\n", "␍\n").Replace(balance)
		assert.Equal(t, 1, n)
		assert.Equal(t, "# t/Text.FR.CSV␍\n"+row+"␍\n", strings.Replace(paste, "CSV\n", "CSV␍\n", 1))
		assert.Equal(t, "status,title,detail,remedy␍\n"+row+"403.1010,Ferme,-,-␍\n460,Retenu,-,-␍\n500.1100,Panne,-,-␍\n599,Perdu,-,-␍\n", whole)
	})
	t.Run("the default language", func(t *testing.T) {
		files := userTable()
		files["text.en.tsv"] = ""
		files["text.fr.tsv"] = strings.NewReplacer("{total:int}", "7", "{balance}", "8").Replace(files["text.fr.tsv"])
		_, _, whole := lackOf(t, files, "text.en.tsv")
		assert.Equal(t, heading+"# 403.1001, InsufficientBalance\n403.1001→→→\n# 403.1010, AccountClosed\n403.1010→→→\n# 460, PaymentHeld\n460→→→\n# 500.1100, LedgerDown\n500.1100→→→\n# 599, LedgerLost\n599→→→\n", whole)
	})
	t.Run("this repository's own", func(t *testing.T) {
		files := ownTable()
		edit{"text.zh-Hans.tsv", "1xx|信息|随后还有响应。|\n", ""}.apply(t, files)
		edit{"text.zh-Hans.tsv", "306|未使用|没有含义。|\n", ""}.apply(t, files)
		n, paste, _ := lackOf(t, files, "text.zh-Hans.tsv")
		assert.Equal(t, 2, n)
		assert.Equal(t, "# t/text.zh-Hans.tsv\n# 1xx: Interim / More is to come.\n1xx→→→\n# 306: (Unused) / It has no meaning.\n306→→→\n\n", paste)
	})
	t.Run("nothing", func(t *testing.T) {
		lacks, err := Missing(sourceOf(userTable()))
		assert.NoError(t, err)
		assert.Empty(t, lacks)
	})
	t.Run("a table with a fault", func(t *testing.T) {
		files := userTable()
		edit{"codes.tsv", "460|", "46|"}.apply(t, files)
		files["text.fr.tsv"] = ""
		lacks, err := Missing(sourceOf(files))
		assert.EqualError(t, err, "t/codes.tsv:2: code \"46\": "+wantCode)
		assert.Empty(t, lacks)
		files["codes.tsv"] = "code\tname\n"
		_, err = Missing(sourceOf(files))
		assert.EqualError(t, err, "t/codes.tsv: the file has no rows", "only a text file may have none")
	})
}
