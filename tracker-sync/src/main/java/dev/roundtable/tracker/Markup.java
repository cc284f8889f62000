package dev.roundtable.tracker;

/**
 * How a tracker's texts are written. Ours are Markdown. There and back again need not be
 * the same text: nothing compares the one with the other.
 */
public interface Markup {

	/** For trackers that write Markdown too. */
	Markup MARKDOWN = new Markup() {

		@Override
		public String fromMarkdown(String markdown) {
			return markdown;
		}

		@Override
		public String toMarkdown(String text) {
			return text;
		}

	};

	/** Well enough to read; never throws, whatever the text. */
	String fromMarkdown(String markdown);

	/** Well enough to read; never throws, whatever the text. */
	String toMarkdown(String text);

}
