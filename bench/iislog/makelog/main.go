// Command makelog writes a log as IIS 10 does, by a seed: the same seed and size make the same bytes.
//
//	go run ./makelog -size 1000000000 > u_ex261125.log
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"strconv"
	"time"
)

func main() {
	size := flag.Int64("size", 1_000_000_000, "write at least so many bytes, up to the end of the line")
	seed := flag.Uint64("seed", 1, "of the random numbers")
	flag.Parse()
	w := bufio.NewWriterSize(os.Stdout, 1<<20)
	if err := write(w, *size, *seed); err != nil {
		log.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
}

const header = "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: %s\r\n" +
	"#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) " +
	"sc-status sc-substatus sc-win32-status time-taken\r\n"

var agents = [...]string{
	"Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/142.0.0.0+Safari/537.36",
	"Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64;+rv:145.0)+Gecko/20100101+Firefox/145.0",
	"Mozilla/5.0+(iPhone;+CPU+iPhone+OS+26_1+like+Mac+OS+X)+AppleWebKit/605.1.15+(KHTML,+like+Gecko)+Version/26.1+Mobile/15E148+Safari/604.1",
	"Mozilla/5.0+(compatible;+Googlebot/2.1;++http://www.google.com/bot.html)",
	"curl/8.17.0",
	"-",
}

var outcomes = [...]struct {
	weight int
	status string
}{
	{780, "200 0 0"}, {70, "304 0 0"}, {30, "302 0 0"}, {15, "200 0 64"}, {40, "404 0 2"}, {6, "404 13 0"}, {4, "404 7 0"},
	{3, "404 3 50"}, {18, "401 2 5"}, {12, "401 1 2148074254"}, {3, "403 14 0"}, {2, "403 16 2148204809"}, {3, "405 0 1"},
	{8, "500 0 0"}, {2, "500 19 13"}, {2, "502 3 12002"}, {1, "503 0 0"}, {1, "400 0 64"},
}

// write writes lines with a new header every now and then, as IIS does when it starts anew.
func write(w io.Writer, size int64, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 0))
	total := 0
	for _, o := range outcomes {
		total += o.weight
	}
	at := time.Date(2026, time.November, 25, 0, 0, 0, 0, time.UTC)
	var line []byte
	for written := int64(0); written < size; {
		if r.IntN(200_000) == 0 || written == 0 {
			line = fmt.Appendf(line[:0], header, at.Format(time.DateTime))
		} else {
			line = line[:0]
		}
		if r.IntN(40) == 0 {
			at = at.Add(time.Second)
		}
		line = at.AppendFormat(line, "2006-01-02 15:04:05")
		line = append(line, " 10.0.0.5 "...)
		line = append(line, [...]string{"GET", "GET", "GET", "GET", "POST", "HEAD"}[r.IntN(6)]...)
		page := int(r.ExpFloat64() * 400) // few pages have most of the requests
		line = fmt.Appendf(line, " /shop/%s/item-%d.aspx ", [...]string{"books", "music", "garden", "tools"}[page%4], page)
		if r.IntN(3) == 0 {
			line = fmt.Appendf(line, "id=%d&lang=zh-CN", r.IntN(1_000_000))
		} else {
			line = append(line, '-')
		}
		line = fmt.Appendf(line, " 443 - 203.0.%d.%d ", r.IntN(64), r.IntN(256))
		line = append(line, agents[min(r.IntN(9), len(agents)-1)]...)
		if r.IntN(2) == 0 {
			line = append(line, " https://shop.example.com/shop/index.aspx "...)
		} else {
			line = append(line, " - "...)
		}
		n := r.IntN(total)
		for _, o := range outcomes {
			if n -= o.weight; n < 0 {
				line = append(line, o.status...)
				break
			}
		}
		line = append(line, ' ')
		line = strconv.AppendInt(line, int64(r.ExpFloat64()*120), 10)
		line = append(line, "\r\n"...)
		n, err := w.Write(line)
		if err != nil {
			return err
		}
		written += int64(n)
	}
	return nil
}
