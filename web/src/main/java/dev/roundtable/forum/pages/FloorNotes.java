package dev.roundtable.forum.pages;

import java.util.Locale;

import dev.roundtable.forum.TopicId;

/** What is said above the floors of a page, by who knows of it. */
public interface FloorNotes {

	/** As HTML; empty where there is nothing to say. */
	String html(TopicId topic, int page, Locale locale);

}
