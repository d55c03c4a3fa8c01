
"use strict";
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
	const $ = (selector) => document.querySelector(selector);

	// A copy button copies the code before it.
	for (const button of document.querySelectorAll(".copy")) {
		const label = button.textContent, name = button.getAttribute("aria-label");
		button.hidden = false;
		button.addEventListener("click", async () => {
			await copy(button.previousElementSibling);
			button.textContent = button.dataset.copied;
			button.setAttribute("aria-label", button.dataset.copied);
			setTimeout(() => {
				button.textContent = label;
				button.setAttribute("aria-label", name);
			}, 2000);
		});
	}

	// copy copies the text of an element. It selects it where a page may not write to the clipboard by itself.
	async function copy(code) {
		try {
			await navigator.clipboard.writeText(code.textContent);
		} catch {
			getSelection().selectAllChildren(code);
			document.execCommand("copy");
		}
	}

	const form = $("form");
	if (!form) return;
	const search = $("#q"), count = $(".count"), none = $(".none"), found = $("#found"), list = found.querySelector(".rows");
	const sections = [...document.querySelectorAll("main section")];
	const rows = [...document.querySelectorAll(".row")].map((row) => {
		const text = (selector) => row.querySelector(selector)?.textContent ?? "";
		return {
			row, number: text(".number"), title: text(".title").toLowerCase(), kinds: row.dataset.kinds.split(" "),
			seen: [text(".number"), text(".title"), text(".detail"), text(".tag")].join("\n").toLowerCase(),
			phrases: row.dataset.phrases.split("\n"), why: row.querySelector(".why"),
			home: document.getElementById(row.dataset.section).querySelector(".rows"), place: Number(row.dataset.place),
		};
	}).sort((a, b) => a.place - b.place);

	// The numbers of search.go.
	const rankNumber = 0, rankBegins = 1, rankTitle = 2, rankOther = 3, rankNone = 4;

	// rank tells how well a row fits the words, and which phrase has a word that is not to be seen.
	function rank(r, words, kind) {
		if (kind !== "" && !r.kinds.includes(kind)) return [rankNone, ""];
		let rank = rankTitle, why = "";
		for (const word of words) {
			if (!r.seen.includes(word)) {
				const phrase = r.phrases.find((p) => p.toLowerCase().includes(word));
				if (!phrase) return [rankNone, ""];
				why ||= phrase;
			}
			if (word === r.number) rank = rankNumber;
			else if (rank > rankBegins && r.number.startsWith(word)) rank = rankBegins;
			else if (rank === rankTitle && !r.title.includes(word)) rank = rankOther;
		}
		return [rank, why];
	}

	// filter shows the rows that are asked for: those of a search in one list, the best first, and else all in their places.
	function filter() {
		const words = search.value.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 16);
		const kind = new FormData(form).get("kind") || "";
		const best = [];
		let shown = 0;
		for (const r of rows) {
			const [fit, why] = rank(r, words, kind);
			r.row.hidden = fit === rankNone;
			r.why.hidden = why === "";
			r.why.querySelector("span").textContent = why;
			if (!r.row.hidden) shown++;
			if (!r.row.hidden && words.length > 0) best.push([fit, r]);
			else r.home.append(r.row);
		}
		best.sort((a, b) => a[0] - b[0] || a[1].place - b[1].place);
		list.append(...best.map(([, r]) => r.row));
		for (const section of sections) section.hidden = !section.querySelector(".row:not([hidden])");
		none.hidden = shown > 0;
		count.textContent = shown === rows.length ? count.dataset.all : count.dataset.some.replace("{}", shown);
		mark(words);
	}

	// mark shows where the words are.
	function mark(words) {
		if (!window.CSS || !CSS.highlights) return;
		const marks = new Highlight();
		CSS.highlights.set("found", marks);
		for (const { row } of words.length > 0 ? rows : []) {
			if (row.hidden) continue;
			for (const part of row.querySelectorAll(".number, .title, .tag, .detail, .why span")) {
				const nodes = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
				while (nodes.nextNode()) {
					const node = nodes.currentNode, text = node.data.toLowerCase();
					for (const word of words) {
						for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + word.length)) {
							const range = new Range();
							range.setStart(node, i);
							range.setEnd(node, i + word.length);
							marks.add(range);
						}
					}
				}
			}
		}
	}

	// change filters, and keeps what is asked for in the address and in the links to other languages.
	function change() {
		filter();
		const query = new URLSearchParams(new FormData(form));
		for (const name of ["q", "kind"]) {
			if (!query.get(name)?.trim()) query.delete(name);
		}
		history.replaceState(null, "", location.pathname + (query.size > 0 ? "?" + query : "") + location.hash);
		for (const link of document.querySelectorAll("[hreflang]")) {
			query.set("lang", link.hreflang);
			link.search = query;
		}
		form.querySelector(":checked + span")?.scrollIntoView({ block: "nearest", inline: "nearest" });
	}

	// clear asks for all rows.
	function clear() {
		search.value = "";
		const all = form.querySelector("[name=kind]");
		if (all) all.checked = true;
		change();
	}

	// show brings the row that the address names into view, if it is hidden or was found elsewhere.
	function show() {
		const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (!row || !row.checkVisibility || row.checkVisibility()) return;
		clear();
		row.scrollIntoView();
	}

	form.addEventListener("submit", (event) => { event.preventDefault(); change(); });
	form.addEventListener("input", change);
	$(".clear").addEventListener("click", (event) => {
		event.preventDefault();
		clear();
		search.focus();
	});
	document.addEventListener("keydown", (event) => {
		if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
		event.preventDefault();
		search.focus();
		search.select();
	});
	window.addEventListener("hashchange", show);
	filter(); // a browser that goes back fills in what was searched
	show();
});
