// Package browser tests the pages that this project serves in a real browser: a headless Chromium, driven by chromedp,
// with axe-core for accessibility.
//
//	npm ci            # axe-core
//	go test ./...     # leaves screenshots in out
//	go test -run Picture -update ./...
//
// The last writes the pictures of the READMEs anew. Without Chromium or axe-core the tests are skipped, with CI=true they
// fail.
package browser
