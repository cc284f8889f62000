package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.search.Highlighter.Segment;

import org.springframework.web.util.HtmlUtils;

/**
 * Texts whose hits are marked, as escaped HTML: an expression for each piece costs more.
 */
final class Marked {

	private Marked() {
	}

	static String html(List<Segment> segments) {
		StringBuilder html = new StringBuilder();
		for (Segment segment : segments) {
			String text = HtmlUtils.htmlEscape(segment.text(), "UTF-8");
			html.append(segment.hit() ? "<mark>" : "").append(text).append(segment.hit() ? "</mark>" : "");
		}
		return html.toString();
	}

}
