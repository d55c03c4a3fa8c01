package table

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestEarlier compares a table with the package that an earlier run has made: what programs and clients know must stay. A
// number or a name is never used again.
func TestEarlier(t *testing.T) {
	const free = "or, before anything is released, delete that file"
	earlier := Earlier{"billing/statuses_gen.go", mustLoad(t, userTable(), Options{}).Names()}
	assert.Equal(t, []Given{
		{Key{Code: 460}, "PaymentHeld", "payment_held", false},
		{Key{Code: 599}, "LedgerLost", "ledger_lost", false},
		{Key{Code: 403, Sub: 1001, IsSub: true}, "InsufficientBalance", "insufficient_balance", false},
		{Key{Code: 403, Sub: 1010, IsSub: true}, "AccountClosed", "closed", false},
		{Key{Code: 500, Sub: 1100, IsSub: true}, "LedgerDown", "ledger_down", false},
		{Key{Code: 403, Sub: 1001, IsSub: true}, "NoMoney", "", true},
		{Key{Code: 403, Sub: 1001, IsSub: true}, "Broke", "", true},
		{Key{Code: 460}, "OnHold", "", true},
	}, earlier.Given)

	const (
		closed     = "403.1010|AccountClosed|closed|"
		closedText = "403.1010|Account closed|This account is closed.|-|-|-|-\n"
		ferme      = "403.1010|Compte fermé|Ce compte est fermé.|-\n"
		heldText   = "460|Payment held|The payment is held.|-|-|-|-\n"
		retenu     = "460|Paiement retenu|Le paiement est retenu.|-\n"
	)
	testFaults(t, userTable(), Options{Earlier: earlier}, []faultTest{
		{"what is new", []edit{{"codes.tsv", "599|", "598|New|-|-|-\n599|"}, {"text.en.tsv", "599|", "598|New|-|-|-|-|-\n599|"}, {"text.fr.tsv", "599|", "598|Neuf|-|-\n599|"}, {"aliases.tsv", "OnHold|PaymentHeld|-|-\n", "OnHold|PaymentHeld|-|-\nNewest|New|-|-\n"}}, ""},
		{"a better name, with the old one as its alias and the ID kept", []edit{{"substatuses.tsv", "500.1100|LedgerDown|-|", "500.1100|LedgerGone|ledger_down|"}, {"aliases.tsv", "OnHold|PaymentHeld|-|-\n", "OnHold|PaymentHeld|-|-\nLedgerDown|LedgerGone|-|-\n"}}, ""},
		{"an alias that is the name now", []edit{{"aliases.tsv", "OnHold|PaymentHeld", "PaymentHeld|OnHold"}, {"codes.tsv", "460|PaymentHeld", "460|OnHold"}}, `
t/codes.tsv:2: the ID of 460 was payment_held in billing/statuses_gen.go and is on_hold now, which clients do not know: put payment_held into the column id, ` + free},
		{"a name of another number", []edit{{"substatuses.tsv", closed, "403.1009|AccountClosed|closed|"}, {"text.en.tsv", "403.1010|", "403.1009|"}, {"text.fr.tsv", "403.1010|", "403.1009|"}}, `
t/substatuses.tsv:3: AccountClosed was 403.1010 in billing/statuses_gen.go and is 403.1009 now: a name is never given to another number; take a new name, ` + free},
		{"a name of another number, at a code", []edit{{"codes.tsv", "460|", "461|"}, {"text.en.tsv", "460|", "461|"}, {"text.fr.tsv", "460|", "461|"}}, `
t/codes.tsv:2: PaymentHeld was 460 in billing/statuses_gen.go and is 461 now: a name is never given to another number; take a new name, ` + free + `
t/codes.tsv:2: OnHold was 460 in billing/statuses_gen.go and is 461 now: a name is never given to another number; take a new name, ` + free},
		{"a number of another name", []edit{{"substatuses.tsv", closed, "403.1010|AccountGone|closed|"}, {"codes.tsv", "LedgerLost", "LedgerGone"}}, `
t/codes.tsv:3: 599 was LedgerLost in billing/statuses_gen.go and is LedgerGone now: a number is never given to another status; for a new name of the same one make LedgerLost its alias, else keep the old row, marked deprecated, and take a new number; ` + free + `
t/substatuses.tsv:3: 403.1010 was AccountClosed in billing/statuses_gen.go and is AccountGone now: a number is never given to another status; for a new name of the same one make AccountClosed its alias, else keep the old row, marked deprecated, and take a new number; ` + free},
		{"gone away", []edit{{"substatuses.tsv", closed + "ACME|wire and log|the manual|http://example.com/closed|use 403.1001|Seen in May.\n", ""}, {"text.en.tsv", closedText, ""}, {"text.fr.tsv", ferme, ""},
			{"codes.tsv", "460|PaymentHeld|wire|the bank|https://example.com/460\n", ""}, {"text.en.tsv", heldText, ""}, {"text.fr.tsv", retenu, ""}, {"aliases.tsv", "OnHold|PaymentHeld|-|-\n", ""}}, `
t/aliases.tsv: OnHold, another name of 460 in billing/statuses_gen.go, has gone away: keep its row, ` + free + `
t/codes.tsv: 460 PaymentHeld, which is in billing/statuses_gen.go, has gone away: keep its row, and say in the column deprecated what to use instead; ` + free + `
t/substatuses.tsv: 403.1010 AccountClosed, which is in billing/statuses_gen.go, has gone away: keep its row, and say in the column deprecated what to use instead; ` + free},
		{"nothing, where a row is left out for its fault", []edit{{"codes.tsv", "599|", "59|"}, {"aliases.tsv", "NoMoney|InsufficientBalance|yes|nobody\n", ""}}, `
t/codes.tsv:3: code "59": ` + wantCode},
		{"another name that has gone away", []edit{{"aliases.tsv", "NoMoney|InsufficientBalance|yes|nobody\n", ""}}, `
t/aliases.tsv: NoMoney, another name of 403.1001 in billing/statuses_gen.go, has gone away: keep its row, ` + free},
		{"another ID", []edit{{"substatuses.tsv", closed, "403.1010|AccountClosed|-|"}}, `
t/substatuses.tsv:3: the ID of 403.1010 was closed in billing/statuses_gen.go and is account_closed now, which clients do not know: put closed into the column id, ` + free},
	})

	for i := range earlier.Given { // of a package that says no IDs
		earlier.Given[i].ID = ""
	}
	testFaults(t, userTable(), Options{Earlier: earlier}, []faultTest{
		{"another ID where none was known", []edit{{"substatuses.tsv", closed, "403.1010|AccountClosed|-|"}}, ""},
	})
	own := mustLoad(t, ownTable(), Options{Own: true})
	for _, g := range own.Names() {
		assert.NotEqual(t, Key{Code: 306}, g.Key, "which has no name")
	}
}
