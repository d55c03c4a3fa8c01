package gencmd

import (
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
)

// ownTable is a small table in the form of this repository's own, with its style.
func ownTable() map[string]string {
	files := tabletest.Own("tables/")
	files["tables/style/terms.tsv"] = tabletest.Lines(
		"language|term|use|status|field|within",
		"en|please|the advice alone|-|-|-",
	)
	files["tables/style/han.tsv"] = tabletest.Lines(
		"script|character|use",
		"Hans|访|訪",
		"Hant|訪|访",
	)
	return files
}

// userTable is a small table of a user's.
func userTable() map[string]string {
	return map[string]string{
		"statuses/codes.tsv": tabletest.Lines(
			"code|name|note|seen",
			"460|PaymentHeld|-|wire",
			"599|LedgerLost|-|-",
		),
		"statuses/substatuses.tsv": tabletest.Lines(
			"substatus|name",
			"403.1001|InsufficientBalance",
			"403.1010|AccountClosed",
			"500.1100|LedgerDown",
		),
		"statuses/languages.tsv": tabletest.Lines(
			"language|name",
			"en|English",
			"zh-Hant|TraditionalChinese",
			"fr|French",
		),
		"statuses/text.en.tsv": tabletest.Lines(
			"status|title|detail|remedy",
			"403.1001|Insufficient balance|The balance is {balance} of {total}.|Look at {balance}.",
			"403.1010|Account closed|This account is closed.|",
			"460|Payment held|The payment is held.|",
			"500.1100|Ledger down|Try again.|Start the ledger.",
			"599|Ledger lost|Call us.|Restore it.",
		),
		"statuses/text.zh-Hant.tsv": tabletest.Lines(
			"status|title|detail|remedy",
			"403.1001|餘額不足|餘額 {balance}，共 {total}。|",
			"403.1010|帳戶已關閉|此帳戶已關閉。|",
			"460|付款保留中|付款已保留。|",
			"500.1100|帳務系統停止|請再試一次。|啟動帳務系統。",
			"599|帳務遺失|請致電。|還原。",
		),
		"statuses/text.fr.tsv": tabletest.Lines(
			"status|title|detail|remedy",
			"403.1001|Solde insuffisant|Le solde est de {balance} sur {total}.|",
			"403.1010|Compte fermé|Ce compte est fermé.|",
			"460|Paiement retenu|Le paiement est retenu.|",
			"500.1100|Registre arrêté|Réessayez.|Démarrez le registre.",
			"599|Registre perdu|Appelez-nous.|Restaurez-le.",
		),
	}
}

// smallTable is a table in a folder whose text fits any style.
func smallTable(dir string) map[string]string {
	return map[string]string{
		dir + "/codes.tsv":     tabletest.Lines("code|name", "299|PaidInPart"),
		dir + "/languages.tsv": tabletest.Lines("language|name", "en|English"),
		dir + "/text.en.tsv":   tabletest.Lines("status|title|detail|remedy", "299|Paid in part|Half is paid.|"),
	}
}

// An edit is one that [tabletest.Replace] makes.
type edit struct{ file, old, new string }

func (e edit) apply(t *testing.T, files map[string]string) {
	t.Helper()
	tabletest.Replace(t, files, e.file, e.old, e.new)
}
