package dev.roundtable.site;

import org.jspecify.annotations.Nullable;

/**
 * Where a picture that was taken in is found: each of its sizes at an address that never
 * shows anything else. A name is what all of them begin with, and the kind of file:
 * {@code 0f3a….jpg}.
 */
public final class PictureUrl {

	private PictureUrl() {
	}

	/** Null where there is no picture. */
	public static @Nullable String of(@Nullable String name, int size) {
		return (name != null) ? "/files/" + file(name, size) : null;
	}

	/** What the file of that size is called in the store. */
	public static String file(String name, int size) {
		int dot = name.indexOf('.');
		return name.substring(0, dot) + "-" + size + name.substring(dot);
	}

}
