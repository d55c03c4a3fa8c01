package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// environment returns the getenv of "A=1 B=2".
func environment(s string) func(string) string {
	return func(name string) string {
		for v := range strings.FieldsSeq(s) {
			if v, ok := strings.CutPrefix(v, name+"="); ok {
				return v
			}
		}
		return ""
	}
}

func TestLanguageOf(t *testing.T) {
	for env, want := range map[string]language{
		"":                     english,
		"LANG=C":               english,
		"LANG=POSIX":           english,
		"LANG=C.UTF-8":         english,
		"LANG=fr_FR.UTF-8":     english,
		"LANG=en_GB.UTF-8":     english,
		"LANG=zh_CN.UTF-8":     simplifiedChinese,
		"LANG=zh_SG":           simplifiedChinese,
		"LANG=zh_MY.utf8":      simplifiedChinese,
		"LANG=cmn_TW.UTF-8":    traditionalChinese,
		"LANG=zh_HK.UTF-8":     traditionalChinese,
		"LANG=yue_HK.UTF-8":    traditionalChinese,
		"LANG=nan_TW.UTF-8":    traditionalChinese,
		"LANG=nan_TW@latin":    english, // which few read in Han characters
		"LANG=hak_TW.UTF-8":    traditionalChinese,
		"LANG=lzh_TW.UTF-8":    traditionalChinese,
		"LANG=zh_Hant.UTF-8@x": traditionalChinese,
		"LANG=wuu_CN.UTF-8":    simplifiedChinese,

		"LC_ALL=zh_TW LC_MESSAGES=zh_CN LANG=en_US": traditionalChinese,
		"LC_MESSAGES=zh_CN LANG=zh_TW":              simplifiedChinese,
		"LC_ALL=C LANG=zh_TW":                       english,
		"LC_CTYPE=zh_TW.UTF-8 LANG=en_US.UTF-8":     english,

		"LANGUAGE=zh_TW:en LANG=en_US.UTF-8":       traditionalChinese,
		"LANGUAGE=en_GB:zh_TW LANG=zh_CN.UTF-8":    english,
		"LANGUAGE=fr:zh_TW:zh_CN LANG=zh_CN.UTF-8": traditionalChinese,
		"LANGUAGE=::zh_TW LC_ALL=de_DE.UTF-8":      traditionalChinese,
		"LANGUAGE=fr:C:zh_TW LANG=zh_CN.UTF-8":     english,
		"LANGUAGE=fr LANG=zh_CN.UTF-8":             english,
		"LANGUAGE=: LANG=zh_CN.UTF-8":              simplifiedChinese,
		"LANGUAGE=zh_TW LANG=C":                    english,
		"LANGUAGE=zh_TW LANG=C.UTF-8":              english,
		"LANGUAGE=zh_TW":                           english,
		"LANGUAGE=zh_TW LC_ALL=POSIX LANG=zh_CN":   english,
	} {
		assert.Equal(t, want, languageOf(environment(env), ownReader).lang, env)
	}
}

// TestCharset has what is printed in each charset.
func TestCharset(t *testing.T) {
	utf8 := encoding.Nop
	for _, tt := range []struct {
		env, args string
		encoding  encoding.Encoding
		want      string // the beginning
	}{
		{"LANG=zh_CN.UTF-8", "404", utf8, "404 未找到"},
		{"LANG=zh_CN", "404", utf8, "404 未找到"},
		{"LANG=zh_CN.GB18030", "404", simplifiedchinese.GB18030, "404 未找到"},
		{"LANG=zh_CN.gb18030", "404", simplifiedchinese.GB18030, "404 未找到"},
		{"LANG=zh_CN.GBK", "404", simplifiedchinese.GBK, "404 未找到"},
		{"LANG=zh_CN.gb2312", "404", simplifiedchinese.GBK, "404 未找到"},
		{"LANG=zh_CN.eucCN", "404", simplifiedchinese.GBK, "404 未找到"},
		{"LANG=zh_TW.Big5", "404", traditionalchinese.Big5, "404 找不到"},
		{"LANG=zh_HK.big5hkscs", "404", traditionalchinese.Big5, "404 找不到"},
		{"LANG=zh_HK.BIG5-HKSCS", "404", traditionalchinese.Big5, "404 找不到"},
		{"LANG=zh_TW.EUC-TW", "404", utf8, "404 Not Found"},
		{"LANG=zh_CN.no-such", "404", utf8, "404 Not Found"},
		{"LC_ALL=zh_CN.UTF-8 LANG=zh_CN.GBK", "404", utf8, "404 未找到"},
		{"LC_CTYPE=zh_CN.GBK LANG=zh_CN.UTF-8", "404", simplifiedchinese.GBK, "404 未找到"},
		{"LC_CTYPE=UTF-8 LANG=zh_CN.GBK", "404", utf8, "404 未找到"},
		{"LC_MESSAGES=zh_CN.GBK", "404", simplifiedchinese.GBK, "404 未找到"},
		{"LANG=en_US.ISO8859-1 LANGUAGE=zh_CN", "404", utf8, "404 Not Found"},
		{"LANG=zh_TW.Big5 LANGUAGE=zh_CN", "404", utf8, "404 Not Found"},
		{"LANG=en_US.ISO-8859-1", "-lang zh-CN 404", utf8, "404 未找到"},

		{"LANG=zh_CN.GBK", "-lang zh-TW 404", simplifiedchinese.GBK, "404 找不到"},
		{"LANG=zh_CN.GBK", "-lang zh_TW.UTF-8 404", utf8, "404 找不到"},
		{"LANG=en_US.UTF-8", "-lang zh_TW.big5 404", traditionalchinese.Big5, "404 找不到"},
		{"LANG=zh_TW.EUC-TW", "-lang zh-TW 404", utf8, "404 找不到"},
		{"LANG=C", "-lang zh_CN.UTF-8 404", utf8, "404 未找到"},
		{"LANG=zh_TW.big5", "-lang zh-CN 404", utf8, "404 未找到"},
		{"LANG=zh_TW.Big5", "-json 404", utf8, "[\n  {\n"},
	} {
		var stdout, stderr bytes.Buffer
		args := strings.Fields(tt.args)
		assert.Zero(t, run(args, nil, &stdout, &stderr, environment(tt.env)), "%s %s: %s", tt.env, tt.args, &stderr)
		text, err := tt.encoding.NewDecoder().String(stdout.String())
		assert.NoError(t, err)
		assert.True(t, strings.HasPrefix(text, tt.want), "%s %s: %.60q", tt.env, tt.args, text)
		for i, r := range text {
			if r == 0xfffd || strings.HasSuffix(tt.env, "TW.EUC-TW") && tt.want == "404 Not Found" && r > '~' {
				t.Errorf("%s %s: %q at %d", tt.env, tt.args, r, i)
				break
			}
		}
	}

	// What is looked for, and what is said of it, are in the charset too.
	word, err := simplifiedchinese.GBK.NewEncoder().String("未找到")
	assert.NoError(t, err)
	for _, flag := range []string{"-json", "-color=never"} {
		var stdout, stderr bytes.Buffer
		assert.Zero(t, run([]string{flag, "find", word}, nil, &stdout, &stderr, environment("LANG=zh_CN.GBK")))
		assert.NotZero(t, stdout.Len())
	}
	var stdout, stderr bytes.Buffer
	assert.Equal(t, exitFalse, run([]string{"find", "nosuchword"}, nil, &stdout, &stderr, environment("LANG=zh_CN.GBK")))
	text, err := simplifiedchinese.GBK.NewDecoder().String(stderr.String())
	assert.NoError(t, err)
	assert.Contains(t, text, "没有")
}
