package dev.roundtable.people;

import dev.roundtable.site.PictureUrl;
import org.jspecify.annotations.Nullable;

/** Where the pictures of people are, in the two sizes in which they are shown. */
public final class Face {

	/** Pixels of each side: for screens that have two or more for one of ours. */
	public static final int SMALL = 96;

	public static final int LARGE = 256;

	private Face() {
	}

	/** Beside what she wrote; null where an initial stands for her. */
	public static @Nullable String small(@Nullable String picture) {
		return PictureUrl.of(picture, SMALL);
	}

	/** On her own page. */
	public static @Nullable String large(@Nullable String picture) {
		return PictureUrl.of(picture, LARGE);
	}

}
