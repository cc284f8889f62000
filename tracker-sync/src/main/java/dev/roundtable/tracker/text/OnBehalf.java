package dev.roundtable.tracker.text;

import dev.roundtable.tracker.Markup;

/**
 * What a fan's comment looks like in a tracker, where the forum's account writes it for
 * her: her name, her words, nothing else of her.
 */
public final class OnBehalf {

	/** More than any mark is long. */
	private static final int MARK = 60;

	private OnBehalf() {
	}

	/**
	 * @param most UTF-16 units that the tracker takes, its mark included
	 */
	public static String of(String author, String text, Markup markup, int most) {
		String name = author.replaceAll("[\\\\`*_\\[\\]<>#|~\\r\\n]", " ").strip();
		String words = Mentions.quieten("**" + name + "**:\n\n" + text);
		return Cut.to(most - MARK, markup.fromMarkdown(words));
	}

}
