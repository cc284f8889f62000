package dev.roundtable.forum.pages;

/** The links to the other pages of a topic. */
record Pager(int page, int last, String base) {
}
