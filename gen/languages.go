package main

import "golang.org/x/text/language"

// A lang is a language of the table and its text.
type lang struct {
	row
	tag  language.Tag
	id   string // "zh-Hans"
	name string // of the Go variable
	file string
	text map[key]message // nil: there is no file

	broken bool // text is left out for its faults
}

// loadLanguages reads the languages.
func loadLanguages(s sheet, names map[string]string, fs *faults) (out []lang) {
	seen := map[language.Tag]int{}
	parse := func(r row, id string) (language.Tag, bool) {
		tag, err := language.Parse(id)
		switch {
		case err != nil || tag == language.Und:
			fs.add(s.file, r.line, "language %s: want a BCP 47 tag, as zh-Hans", quote(id))
		case tag.String() != id:
			fs.add(s.file, r.line, "language %s: write it %s", quote(id), tag)
		case seen[tag] != 0:
			fs.add(s.file, r.line, "language %s stands in line %d too", id, seen[tag])
		default:
			seen[tag] = r.line
			return tag, true
		}
		return tag, false
	}
	for _, r := range s.rows {
		l := lang{row: r, id: r.field("language"), name: r.get("name")}
		var ok bool
		if l.tag, ok = parse(r, l.id); !ok {
			continue
		}
		checkName(s.file, r.line, "name", l.name, names, fs)
		out = append(out, l)
	}
	return out
}

// predeclared has the variables of package language, by their tags.
var predeclared = map[language.Tag]string{
	language.Afrikaans:            "Afrikaans",
	language.Amharic:              "Amharic",
	language.Arabic:               "Arabic",
	language.ModernStandardArabic: "ModernStandardArabic",
	language.Azerbaijani:          "Azerbaijani",
	language.Bulgarian:            "Bulgarian",
	language.Bengali:              "Bengali",
	language.Catalan:              "Catalan",
	language.Czech:                "Czech",
	language.Danish:               "Danish",
	language.German:               "German",
	language.Greek:                "Greek",
	language.English:              "English",
	language.AmericanEnglish:      "AmericanEnglish",
	language.BritishEnglish:       "BritishEnglish",
	language.Spanish:              "Spanish",
	language.EuropeanSpanish:      "EuropeanSpanish",
	language.LatinAmericanSpanish: "LatinAmericanSpanish",
	language.Estonian:             "Estonian",
	language.Persian:              "Persian",
	language.Finnish:              "Finnish",
	language.Filipino:             "Filipino",
	language.French:               "French",
	language.CanadianFrench:       "CanadianFrench",
	language.Gujarati:             "Gujarati",
	language.Hebrew:               "Hebrew",
	language.Hindi:                "Hindi",
	language.Croatian:             "Croatian",
	language.Hungarian:            "Hungarian",
	language.Armenian:             "Armenian",
	language.Indonesian:           "Indonesian",
	language.Icelandic:            "Icelandic",
	language.Italian:              "Italian",
	language.Japanese:             "Japanese",
	language.Georgian:             "Georgian",
	language.Kazakh:               "Kazakh",
	language.Khmer:                "Khmer",
	language.Kannada:              "Kannada",
	language.Korean:               "Korean",
	language.Kirghiz:              "Kirghiz",
	language.Lao:                  "Lao",
	language.Lithuanian:           "Lithuanian",
	language.Latvian:              "Latvian",
	language.Macedonian:           "Macedonian",
	language.Malayalam:            "Malayalam",
	language.Mongolian:            "Mongolian",
	language.Marathi:              "Marathi",
	language.Malay:                "Malay",
	language.Burmese:              "Burmese",
	language.Nepali:               "Nepali",
	language.Dutch:                "Dutch",
	language.Norwegian:            "Norwegian",
	language.Punjabi:              "Punjabi",
	language.Polish:               "Polish",
	language.Portuguese:           "Portuguese",
	language.BrazilianPortuguese:  "BrazilianPortuguese",
	language.EuropeanPortuguese:   "EuropeanPortuguese",
	language.Romanian:             "Romanian",
	language.Russian:              "Russian",
	language.Sinhala:              "Sinhala",
	language.Slovak:               "Slovak",
	language.Slovenian:            "Slovenian",
	language.Albanian:             "Albanian",
	language.Serbian:              "Serbian",
	language.SerbianLatin:         "SerbianLatin",
	language.Swedish:              "Swedish",
	language.Swahili:              "Swahili",
	language.Tamil:                "Tamil",
	language.Telugu:               "Telugu",
	language.Thai:                 "Thai",
	language.Turkish:              "Turkish",
	language.Ukrainian:            "Ukrainian",
	language.Urdu:                 "Urdu",
	language.Uzbek:                "Uzbek",
	language.Vietnamese:           "Vietnamese",
	language.Chinese:              "Chinese",
	language.SimplifiedChinese:    "SimplifiedChinese",
	language.TraditionalChinese:   "TraditionalChinese",
	language.Zulu:                 "Zulu",
}
