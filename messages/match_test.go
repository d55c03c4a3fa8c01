package messages

import (
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		header string // lines separated by |
		want   *Dictionary
	}{
		{"", English},
		{"en", English},
		{"en-GB,en;q=0.5", English},
		{"zh", SimplifiedChinese},
		{"zh-CN,zh;q=0.9,en;q=0.8", SimplifiedChinese},
		{"zh-SG", SimplifiedChinese},
		{"zh-Hans-HK", SimplifiedChinese},
		{"zh-TW,zh;q=0.9,en;q=0.8", TraditionalChinese},
		{"zh-HK,zh;q=0.9,en;q=0.8", TraditionalChinese},
		{"zh-MO", TraditionalChinese},
		{"zh-MO,zh;q=0.9", TraditionalChinese},
		{"zh-Hant-HK,zh;q=0.9", TraditionalChinese},
		{"zh-Hant", TraditionalChinese},
		{"ZH-tw", TraditionalChinese},
		{"zh_TW", TraditionalChinese},
		{"fr", English},
		{"fr-FR,fr;q=0.9,zh-TW;q=0.1", TraditionalChinese},
		{"xx-YY, zh-CN", SimplifiedChinese},
		{"en;q=0.5,zh-CN;q=0.6", SimplifiedChinese},
		{"en ; q=0.5 , zh-CN ; q=0.6", SimplifiedChinese},
		{"en;q=.5,zh-CN;Q=.6", SimplifiedChinese},
		{"en;q=0.12345,zh-CN;q=0.12346", SimplifiedChinese},

		{"*", English},
		{"fr,*;q=0.5", English},
		{"*,zh;q=0.5", English},
		{"zh,*;q=0.1", SimplifiedChinese},

		{"en;q=0", SimplifiedChinese},
		{"en;q=0.000,*", SimplifiedChinese},
		{"zh;q=0,*", English},
		{"zh-Hans;q=0,zh", TraditionalChinese},
		{"zh;q=0,zh-TW", TraditionalChinese},
		{"en;q=0,zh-Hans;q=0", TraditionalChinese},
		{"en;q=0,zh;q=0", English},
		{"*;q=0", English},
		{"*;q=0,zh-CN", SimplifiedChinese},
		{"zh-Hant;q=0,zh-TW,en;q=0.1", English},

		{"zh-CN,zh;q=abc", English},
		{"zh-CN;q=2", English},
		{"zh-CN;q=-1", English},
		{"zh-CN;q=1e0", English},
		{"zh-CN;q=", English},
		{"zh-CN;level=1", English},
		{"zh-CN zh-TW", English},
		{";q=1", English},
		{"服", English},
		{"\x00", English},
		{",,zh-CN,,", SimplifiedChinese},

		{"fr|zh-TW;q=0.5", TraditionalChinese},
		{"en;q=0.1|zh-CN", SimplifiedChinese},
		{"|zh-CN", SimplifiedChinese},
	} {
		lines := strings.Split(tt.header, "|")
		for range 2 { // the second answer is of the cache
			if got := Match(lines...); got != tt.want {
				t.Errorf("Match(%q) = %v, want %v", lines, got.Tag(), tt.want.Tag())
			}
		}
	}
	if got := Match(); got != English {
		t.Errorf("Match() = %v, want en", got.Tag())
	}
}
