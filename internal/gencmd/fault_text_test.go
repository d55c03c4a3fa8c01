package gencmd

import "testing"

// TestTextFaults plants faults into the text and its placeholders.
func TestTextFaults(t *testing.T) {
	testFaults(t, userTable, userArgs, []faultTest{
		{"text of no status", edit{english, "599|Ledger lost", "598|Ledger lost"}, `
statuses/text.en.tsv: status 599 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:6: status 598 does not exist: no row of the table has it`},
		{"text of no number", edit{english, "599|Ledger lost", "lost|Ledger lost"}, `
statuses/text.en.tsv: status 599 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:6: status "lost": want a code as "404", a substatus as "403.14" or a class as "4xx"`},
		{"text of a class", edit{english, "403.1001|Insuff", "4xx|Insuff"}, `
statuses/text.en.tsv: status 403.1001 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:2: status 4xx has placeholders, which only the table's own statuses can have`},
		{"text that lost a zero in a spreadsheet", edit{english, "403.1010|", "403.101|"}, `
statuses/text.en.tsv: status 403.1010 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:3: status 403.101 does not exist: no row of the table has it; is it 403.1010, which a spreadsheet took for a number? Format the column as text`},
		{"text twice", edit{english, "460|Payment", "403.1010|Payment"}, `
statuses/text.en.tsv: status 460 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:4: status 403.1010 stands in line 3 too`},
		{"text out of order", edit{english, "460|Payment held|The payment is held.|\n500.1100|Ledger down|Try again.|Start the ledger.\n", "500.1100|Ledger down|Try again.|Start the ledger.\n460|Payment held|The payment is held.|\n"}, `
statuses/text.en.tsv:5: status 460 is out of order: it belongs before 500.1100`},
		{"row missing", edit{french, "460|Paiement retenu|Le paiement est retenu.|\n", ""}, `
statuses/text.fr.tsv: status 460 is missing: gen -missing prints a row to paste`},
		{"empty title", edit{french, "Paiement retenu", ""}, `
statuses/text.fr.tsv:4: title of 460 is empty`},
		{"title with a full stop", edit{french, "Paiement retenu", "Paiement retenu."}, `
statuses/text.fr.tsv:4: title "Paiement retenu." has a full stop`},
		{"title with an ideographic full stop", edit{"statuses/text.zh-Hant.tsv", "帳務遺失", "帳務。遺失"}, `
statuses/text.zh-Hant.tsv:6: title "帳務。遺失" has a full stop`},
		{"title twice", edit{french, "Paiement retenu", "Compte fermé"}, `
statuses/text.fr.tsv:4: title "Compte fermé" is that of 403.1010 too`},
		{"open brace", edit{french, "Réessayez.", "Réessayez {now."}, `
statuses/text.fr.tsv:5: placeholder in "Réessayez {now.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"close brace", edit{french, "Réessayez.", "Réessayez }."}, `
statuses/text.fr.tsv:5: placeholder in "Réessayez }.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"empty placeholder", edit{french, "Réessayez.", "Réessayez {}."}, `
statuses/text.fr.tsv:5: placeholder in "Réessayez {}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder in upper case", edit{english, "Try again.", "Try {Again}."}, `
statuses/text.en.tsv:5: placeholder in "Try {Again}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder with a space", edit{english, "Try again.", "Try {it again}."}, `
statuses/text.en.tsv:5: placeholder in "Try {it again}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder in a placeholder", edit{english, "Try again.", "Try {it{again}}."}, `
statuses/text.en.tsv:5: placeholder in "Try {it{again}}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder that a method has the name of", edit{english, "Try again.", "Try {status_code}."}, `
statuses/text.en.tsv:5: placeholder {status_code}: its field StatusCode has the name of a method: want another than Error, StatusCode, Unwrap, As, Is, Message, Params`},
		{"placeholder missing", edit{french, "sur {total}", "sur tout"}, `
statuses/text.fr.tsv:2: status 403.1001 has {balance}, but {balance} {total} in statuses/text.en.tsv`},
		{"placeholder of another name", edit{french, "{balance}", "{solde}"}, `
statuses/text.fr.tsv:2: status 403.1001 has {solde} {total}, but {balance} {total} in statuses/text.en.tsv`},
		{"placeholder in one language", edit{french, "Réessayez.", "Réessayez {now}."}, `
statuses/text.fr.tsv:5: status 500.1100 has {now}, but no placeholder in statuses/text.en.tsv`},
		{"text of a code that nobody has", edit{english, "599|Ledger lost|Call us.|Restore it.\n", "598|Lost|Call us.|\n599|Ledger lost|Call us.|Restore it.\n"}, `
statuses/text.en.tsv:6: status 598 does not exist: no row of the table has it`},
		{"text of a substatus that nobody has", edit{english, "460|Payment", "404.99|Lost|Call us.|\n460|Payment"}, `
statuses/text.en.tsv:4: status 404.99 does not exist: no row of the table has it`},
		{"text of others with a value", edit{english, "460|Payment", "404|Lost|No {page}.|\n404.3|None|No {type}.|\n460|Payment"}, `
statuses/text.en.tsv:4: status 404 has placeholders, which only the table's own statuses can have
statuses/text.en.tsv:5: status 404.3 has placeholders, which only the table's own statuses can have`},
		{"text of others out of order", edit{english, "460|Payment", "404.3|None|None.|\n404|Lost|Lost.|\n460|Payment"}, `
statuses/text.en.tsv:5: status 404 is out of order: it belongs before 404.3`},
		{"text of others without a title", edit{english, "460|Payment", "404||Lost.|\n460|Payment"}, `
statuses/text.en.tsv:4: title of 404 is empty`},
		{"value of an unknown kind", edit{english, "{balance} of {total}", "{balance:float} of {total}"}, `
statuses/text.en.tsv:2: placeholder {balance:float}: want {balance}, or {balance:int} for a number`},
		{"value of two kinds", edit{english, "{balance} of {total}", "{balance:int} of {total}"}, `
statuses/text.en.tsv:2: placeholder {balance} is of two kinds in status 403.1001: {balance:int} {balance}`},
		{"value of another kind than in the default language", edit{french, "{total}", "{total:int}"}, `
statuses/text.fr.tsv:2: status 403.1001 has {balance} {total:int}, but {balance} {total} in statuses/text.en.tsv`},
		{"values with one field", edit{english, "{balance} of {total}", "{balance} of {order_id} {orderId}"}, `
statuses/text.en.tsv:2: placeholders {order_id} and {orderId} have one field, OrderID: want one name`},
		{"value with a kind and no name", edit{english, "Try again.", "Try {:int}."}, `
statuses/text.en.tsv:5: placeholder in "Try {:int}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"value with letters of others", edit{english, "Try again.", "Try {größe}."}, `
statuses/text.en.tsv:5: placeholder in "Try {größe}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"name of the error type of another name", edit{"statuses/aliases.tsv", "", lines("alias|name", "Poor|InsufficientBalance", "PoorError|AccountClosed")}, `
statuses/text.en.tsv:2: the type PoorError, which the placeholders of 403.1001 ask for, has the name of statuses/aliases.tsv:3`},
		{"value in a note", edit{french, "", lines("status|title|detail|remedy|note", "403.1001|Solde insuffisant|{balance} {total}|-|-", "403.1010|Compte fermé|-|-|Voir {page}", "460|Paiement retenu|-|-|-", "500.1100|Registre arrêté|-|-|-", "599|Registre perdu|-|-|-")}, `
statuses/text.fr.tsv:3: placeholder in "Voir {page}": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"search phrases", edit{french, "", lines("status|title|detail|remedy|search", "403.1001|Solde insuffisant|{balance} {total}|-|solde; ;argent", "403.1010|Compte fermé|-|-|clos;fermé;clos", "460|Paiement retenu|-|-|a；b", "500.1100|Registre arrêté|-|-|arrêt", "599|Registre perdu|-|-|-")}, `
statuses/text.fr.tsv:2: search "solde; ;argent": a phrase is empty
statuses/text.fr.tsv:3: search "clos;fermé;clos": the phrase "clos" is there twice
statuses/text.fr.tsv:4: search "a；b": want ; between the phrases, not the full-width ；`},
	})
}
